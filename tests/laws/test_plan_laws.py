"""Laws of the plan: earlier is never later, more is never sooner, order is nothing."""

from __future__ import annotations

import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import network, networks
from telling import entries_of

from contingent.ledger.positions import positions
from contingent.mission import Mission
from contingent.plan.building import network_of
from contingent.plan.delays import standard_delays
from contingent.plan.forecast import Run, days_reached, forecast_of
from contingent.plan.ground import Ground
from contingent.plan.network import Join, Network, Step
from contingent.plan.unlocks import unlocks_of
from contingent.vocabulary.moment import AsOf, end_of_day

RUN = Run(scenarios=512, seed=11)
PARTIES = ("KEN", "NOR", "JOR", "BRA")
TOPICS = ("mandate", "funding", "command")
RUNGS = ("considering", "willing", "offered", "pledged", "notified", "approved", "deployed")


def days(found: Network) -> dict[str, np.ndarray]:
    """When every node happens."""
    ids = [node.id for node in found.nodes]
    return dict(zip(ids, days_reached(found, ids, RUN), strict=True))


def rebuilt(found: Network, changed: Step) -> Network:
    """The network with one step in place of that of the same id."""
    nodes = [changed if node.id == changed.id else node for node in found.nodes]
    return network(nodes, found.deliveries, milestones=[each.node for each in found.milestones])


@settings(max_examples=40, deadline=None)
@given(networks(), st.data())
def test_opening_a_gate_at_once_delays_nothing(found, data):
    """Whatever is settled earlier, nothing comes later: no scenario, no node."""
    steps = [node for node in found.nodes if isinstance(node, Step)]
    step = data.draw(st.sampled_from(steps))
    sooner = days(rebuilt(found, replace(step, delay=None, odds=None, after=())))
    for id, before in days(found).items():
        assert (sooner[id] <= before + 1e-3).all(), id


@settings(max_examples=40, deadline=None)
@given(networks(), st.data())
def test_what_nobody_waits_for_changes_nothing(found, data):
    """A node has the same days, bit for bit, whether it is asked for alone or among all."""
    id = data.draw(st.sampled_from([node.id for node in found.nodes]))
    assert days_reached(found, [id], RUN)[0].tobytes() == days(found)[id].tobytes()


@settings(max_examples=40, deadline=None)
@given(networks(), st.data())
def test_a_condition_more_speeds_nobody(found, data):
    """Who has to wait for one thing more comes no sooner, and nor does what waits for him."""
    steps = [
        (at, node)
        for at, node in enumerate(found.nodes)
        if isinstance(node, Step) and (node.join is Join.ALL or not node.after)
    ]
    at, step = data.draw(st.sampled_from(steps)) if steps else (0, None)
    others = [node.id for node in found.nodes[:at] if isinstance(node, Step)]
    if step is None or not others:
        return
    more = replace(step, after=(*step.after, data.draw(st.sampled_from(others))), join=Join.ALL)
    later = days(rebuilt(found, more))
    for id, before in days(found).items():
        assert (later[id] >= before - 1e-3).all(), id


@settings(max_examples=40, deadline=None)
@given(networks(), st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(found, shuffler):
    """Steps, deliveries and milestones in any order: the same forecast, bit for bit."""
    nodes, marks = list(found.nodes), [each.node for each in found.milestones]
    shuffler.shuffle(nodes)
    mixed = network(nodes, found.deliveries, milestones=marks)
    assert mixed.nodes == found.nodes
    assert forecast_of(mixed, RUN) == forecast_of(found, RUN)


@settings(max_examples=40, deadline=None)
@given(networks())
def test_chances_are_chances_and_quantiles_are_in_order(found):
    """Shares lie between 0 and 1, curves never fall, and P10 comes before P50 before P90."""
    for milestone in forecast_of(found, RUN).milestones:
        shares = [point.reached for point in milestone.curve]
        assert shares == sorted(shares)
        assert 0 <= shares[0] <= shares[-1] == milestone.reached_by_horizon <= 1
        quantiles = (milestone.p10, milestone.p50, milestone.p90)
        known = [day for day in quantiles if day]
        assert known == sorted(known)
        assert len(known) in (0, 3)
        assert all(found.start <= day <= milestone.curve[-1].day for day in known)


@settings(max_examples=25, deadline=None)
@given(networks())
def test_shares_of_answers_add_up_to_what_they_bring_together(found):
    """Shapley shares sum to the gain of settling everything."""
    roots = [node.id for node in found.nodes if isinstance(node, Step) and not node.after][:3]
    nodes = [
        Step(id=f"question:{at}", name="", delay=node.delay, odds=node.odds)
        if node.id in roots and (at := roots.index(node.id)) >= 0
        else node
        for node in found.nodes
    ]
    nodes += [Step(id=root, name="", after=(f"question:{at}",)) for at, root in enumerate(roots)]
    asked = network(
        nodes,
        found.deliveries,
        milestones=[each.node for each in found.milestones],
        questions={str(at): (root,) for at, root in enumerate(roots)},
    )
    unlocks = unlocks_of(asked, RUN)
    total = sum(share.personnel_days for share in unlocks.shapley)
    scale = max(1.0, abs(unlocks.all_settled.personnel_days))
    assert abs(total - unlocks.all_settled.personnel_days) < 1e-3 * scale
    assert unlocks.all_settled.personnel_days >= -1e-3 * scale


def chronicle(seed: int) -> list[str]:
    """Lines of an invented year of statements, in order."""
    rng = random.Random(seed)
    lines = []
    for number in range(12):
        day = date(2029, 1, 1) + timedelta(days=number * 9)
        party = rng.choice(PARTIES)
        what = (
            f"asks {rng.choice(TOPICS)}"
            if rng.random() < 0.3
            else f"says {party} {rng.choice(RUNGS)} troops {rng.randrange(1, 20) * 100}"
        )
        lines.append(f"{day} {party} {what}")
    return lines


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 11))
def test_a_forecast_as_known_then_never_moves(seed, kept):
    """What is said later changes no forecast as of, and as known on, an earlier day."""
    lines = chronicle(seed)
    day = date.fromisoformat(lines[kept - 1].split()[0])
    as_of = AsOf(held_on=day, known_at=end_of_day(day))
    mission = Mission(code="M", name="Mission", theatre="Somewhere")
    found = []
    for told in (lines[:kept], lines):
        board = positions(entries_of("\n".join(told)), as_of=as_of)
        ground = Ground(mission=mission, positions=board, delays=standard_delays(), start=day)
        built, _ = network_of(ground)
        assert built is not None
        found.append(forecast_of(built, RUN))
    assert found[0] == found[1]
