"""Invented networks, and a slow, plain reckoning of them to hold the compiled one against."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

import numpy as np
from hypothesis import strategies as st
from numpy.typing import NDArray

from contingent.plan.blocks import run_one
from contingent.plan.delays import Basis, Delay, Origin
from contingent.plan.lanes import LANES, keyed, workspace
from contingent.plan.network import (
    Delivery,
    Join,
    Milestone,
    Network,
    Node,
    Odds,
    Otherwise,
    Step,
    Threshold,
    arranged,
)
from contingent.plan.program import program_of
from contingent.vocabulary.capability import Kind

START = date(2030, 1, 1)
JUDGED = Origin(basis=Basis.JUDGEMENT, note="invented for a test")
KINDS = (Kind.INFANTRY, Kind.MEDICAL, Kind.POLICE)


def delay(p50_days: float, spread: float = 2.0) -> Delay:
    """A delay whose P10 and P90 lie this factor below and above its median."""
    p10, p90 = p50_days / spread, p50_days * spread
    return Delay(name="a step", p10_days=p10, p50_days=p50_days, p90_days=p90, origin=JUDGED)


def odds(key: str, probability: float) -> Odds:
    """A chance under a key."""
    return Odds(key=key, probability=probability, origin=JUDGED)


def network(
    nodes: Sequence[Node],
    deliveries: Sequence[Delivery] = (),
    *,
    milestones: Sequence[str] = (),
    horizon_days: int = 500,
    questions: dict[str, tuple[str, ...]] | None = None,
) -> Network:
    """A network of these nodes, which must hold together."""
    ordered, problems = arranged(nodes, deliveries)
    assert not problems
    return Network(
        start=START,
        horizon_days=horizon_days,
        nodes=ordered,
        deliveries=tuple(deliveries),
        milestones=tuple(Milestone(id=id, name=id, node=id) for id in milestones),
        questions=questions or {},
    )


def happens(found: Network, *, seed: int, block: int = 0) -> dict[str, NDArray[np.float32]]:
    """When every node happens in one block: lane by lane, from the same draws, no compiled join."""
    program, draws = program_of(found)
    room = workspace(program, len(draws.drivers))
    run_one(program, keyed(draws, seed), block, room=room)
    days: dict[str, NDArray[np.float32]] = {}
    for at, node in enumerate(found.nodes):
        if isinstance(node, Threshold):
            days[node.id] = np.array(
                [_reached(found, node, days, room.sizes, lane) for lane in range(LANES)]
            )
            continue
        before = [days[id] for id in node.after]
        joined = np.zeros(LANES, np.float32)
        if before:
            joined = (
                np.minimum.reduce(before) if node.join is Join.ANY else np.maximum.reduce(before)
            )
        days[node.id] = np.minimum(joined + room.lasts[at], np.float32(1e9))
    return days


def _reached(
    found: Network,
    threshold: Threshold,
    days: dict[str, NDArray[np.float32]],
    sizes: NDArray[np.float32],
    lane: int,
) -> float:
    arrivals = sorted(
        (float(days[each.step][lane]), float(sizes[row, lane]))
        for row, each in enumerate(found.deliveries)
        if threshold.counts(each)
    )
    total = 0.0
    for day, size in arrivals:
        total += size
        if total >= threshold.personnel:
            return day
    return 1e9


@st.composite
def networks(draw: st.DrawFn) -> Network:
    """Any small network: steps all or any, with luck, shared drivers, arrivals and thresholds."""
    count = draw(st.integers(2, 9))
    nodes: list[Node] = []
    for at in range(count):
        earlier = [f"s{other}" for other in range(at)]
        after = draw(st.lists(st.sampled_from(earlier), unique=True, max_size=4)) if earlier else []
        chance = draw(st.none() | st.floats(0.05, 1.0))
        nodes.append(
            Step(
                id=f"s{at}",
                name=f"step {at}",
                after=tuple(after),
                join=draw(st.sampled_from(Join)),
                delay=delay(draw(st.floats(1, 200))) if draw(st.booleans()) else None,
                odds=None if chance is None else odds(f"luck {at}", chance),
                otherwise=draw(st.sampled_from(Otherwise)),
                shocks=draw(st.sampled_from([(), (("weather", 0.5),), (("a", 0.3), ("b", -0.4))])),
            )
        )
    deliveries = [
        Delivery(
            step=f"s{draw(st.integers(0, count - 1))}",
            contributor=f"C{row}",
            kinds=frozenset({draw(st.sampled_from(KINDS))}),
            size=draw(st.integers(1, 900)),
            spread=draw(st.sampled_from([0.0, 0.5])),
            key=f"size {row}",
        )
        for row in range(draw(st.integers(1, 6)))
    ]
    needs = draw(st.lists(st.integers(1, 1500), min_size=1, max_size=3))
    nodes += [
        Threshold(id=f"t{at}", name=f"threshold {at}", personnel=need)
        for at, need in enumerate(needs)
    ]
    return network(nodes, deliveries, milestones=[node.id for node in nodes])
