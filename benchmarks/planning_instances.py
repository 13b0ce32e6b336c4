"""The network on which forecast engines are measured, invented anew for each seed.

Twelve questions, sixty milestones (a quarter of them open with the first of what they wait for,
ten may have to be done again) and forty contributors, who wait for one to four questions and a
milestone and come with a chance of 0.1 to 0.95; five shared drivers; initial and full operating
capability when six capabilities are there.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np

from contingent.plan.delays import Basis, Delay, Origin
from contingent.plan.network import (
    Delivery,
    Join,
    Network,
    Node,
    Odds,
    Otherwise,
    Step,
    Threshold,
    arranged,
)
from contingent.vocabulary.capability import Kind

QUESTIONS, MILESTONES, CONTRIBUTORS, DRIVERS = 12, 60, 40, 5
HORIZON_DAYS = 2_000
GOALS = ("foc", "ioc")
_INVENTED = Origin(basis=Basis.JUDGEMENT, note="invented for a measurement")
_KINDS = (Kind.INFANTRY, Kind.POLICE, Kind.ENGINEERING, Kind.MEDICAL, Kind.AVIATION, Kind.LOGISTICS)


def invented(seed: int) -> Network:
    """The network of the measurement, for a seed."""
    rng = np.random.default_rng(seed)
    nodes: list[Node] = [*_questions(rng), *_milestones(rng)]
    deliveries: list[Delivery] = []
    expected = dict.fromkeys(_KINDS, 0.0)
    for number in range(CONTRIBUTORS):
        steps, chance = _contributor(number, rng)
        nodes += steps
        for at in rng.choice(len(_KINDS), int(rng.integers(1, 3)), replace=False):
            size = 50 * int(rng.integers(1, 13))
            kinds = frozenset({_KINDS[at]})
            deliveries.append(
                Delivery(step=steps[-1].id, contributor=steps[-1].id, kinds=kinds, size=size)
            )
            expected[_KINDS[at]] += size * chance
    for goal, share in (("ioc", 0.08), ("foc", 0.3)):
        needs = [
            Threshold(
                id=f"{goal}:{kind}",
                name="",
                personnel=max(1, int(share * total)),
                kinds=frozenset({kind}),
            )
            for kind, total in expected.items()
        ]
        nodes += [*needs, Step(id=goal, name="", after=tuple(need.id for need in needs))]
    ordered, problems = arranged(nodes, deliveries)
    if problems:
        raise AssertionError(problems)
    return Network(
        start=date(2030, 1, 1),
        horizon_days=HORIZON_DAYS,
        nodes=ordered,
        deliveries=tuple(deliveries),
        milestones=(),
    )


def _delay(rng: np.random.Generator) -> Delay:
    p50, spread = float(rng.uniform(8, 60)), float(np.exp(1.2816 * rng.uniform(0.3, 0.7)))
    return Delay(
        name="a step", p10_days=p50 / spread, p50_days=p50, p90_days=p50 * spread, origin=_INVENTED
    )


def _shocks(rng: np.random.Generator) -> tuple[tuple[str, float], ...]:
    pair = rng.choice(DRIVERS, 2, replace=False)
    return tuple((f"driver {at}", float(rng.uniform(-0.2, 0.6))) for at in sorted(pair))


def _some(rng: np.random.Generator, names: list[str], least: int, most: int) -> tuple[str, ...]:
    count = min(len(names), int(rng.integers(least, most)))
    return tuple(sorted(str(name) for name in rng.choice(names, count, replace=False)))


def _questions(rng: np.random.Generator) -> Iterator[Step]:
    names = [f"q{at:02}" for at in range(QUESTIONS)]
    for at, name in enumerate(names):
        after = _some(rng, names[:at], 0, 3) if at else ()
        yield Step(id=name, name="", after=after, delay=_delay(rng), shocks=_shocks(rng))


def _milestones(rng: np.random.Generator) -> Iterator[Step]:
    again = set(rng.choice(MILESTONES, 10, replace=False).tolist())
    for at in range(MILESTONES):
        questions = [f"q{other:02}" for other in range(QUESTIONS)] if at < 25 else []
        earlier = [f"m{other:02}" for other in range(max(0, at - 12), at)]
        first = Step(
            id=f"m{at:02}:first" if at in again else f"m{at:02}",
            name="",
            after=_some(rng, questions + earlier, 1, 4),
            join=Join.ANY if rng.random() < 0.25 else Join.ALL,
            delay=_delay(rng),
            shocks=_shocks(rng),
        )
        yield first
        if at in again:
            odds = Odds(key=first.id, probability=float(rng.uniform(0.1, 0.4)), origin=_INVENTED)
            yield replace(
                first,
                id=f"m{at:02}",
                after=(first.id,),
                odds=odds,
                otherwise=Otherwise.AT_ONCE,
                delay=_delay(rng),
            )


def _contributor(number: int, rng: np.random.Generator) -> tuple[list[Step], float]:
    chance = float(rng.choice([0.1, 0.25, 0.5, 0.8, 0.95], p=[0.25, 0.25, 0.25, 0.15, 0.1]))
    asks = _some(rng, [f"q{at:02}" for at in range(QUESTIONS)], 1, 5)
    decides = Step(
        id=f"c{number:02}:decides", name="", after=asks, delay=_delay(rng), shocks=_shocks(rng)
    )
    comes = Step(
        id=f"c{number:02}",
        name="",
        after=(decides.id, f"m{int(rng.integers(5, 25)):02}"),
        delay=_delay(rng),
        odds=Odds(key=f"c{number:02}", probability=chance, origin=_INVENTED),
        shocks=_shocks(rng),
    )
    return [decides, comes], chance
