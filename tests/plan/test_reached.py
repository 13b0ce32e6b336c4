"""What is there already needs neither time nor luck."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contingent.plan.delays import Basis, Delay, Origin
from contingent.plan.network import (
    Delivery,
    Join,
    Milestone,
    Network,
    Odds,
    Otherwise,
    Step,
    Threshold,
)
from contingent.plan.reached import out_of_reach, there_already
from contingent.vocabulary.capability import Kind

JUDGED = Origin(basis=Basis.JUDGEMENT, note="a test")
SLOW = Delay(name="slow", p10_days=1, p50_days=2, p90_days=3, origin=JUDGED)
HERE = Step(id="here", name="here")


def there(*nodes, deliveries=()) -> bool:
    """True if the last node is there on the first day."""
    last = nodes[-1]
    network = Network(
        start=date(2025, 1, 1),
        horizon_days=100,
        nodes=nodes,
        deliveries=deliveries,
        milestones=(Milestone(id="m", name="m", node=last.id),),
    )
    return there_already(network) == {"m"}


def test_what_waits_for_nothing_is_there():
    """A step without delay, chance and condition has happened."""
    assert there(HERE)


@pytest.mark.parametrize(
    "change",
    [{"delay": SLOW}, {"odds": Odds(key="k", probability=0.9, origin=JUDGED)}],
    ids=["takes time", "may fail"],
)
def test_what_takes_time_or_may_fail_is_not(change):
    """Nothing that chance decides is there already."""
    assert not there(replace(HERE, **change))


def test_all_or_one_of_what_it_waits_for():
    """A step that waits for the first needs one; one that waits for all needs all."""
    late = Step(id="late", name="late", delay=SLOW)
    either = Step(id="x", name="x", after=("here", "late"), join=Join.ANY)
    assert there(HERE, late, either)
    assert not there(HERE, late, replace(either, join=Join.ALL))


def test_people_count_where_their_number_is_known():
    """Six hundred present reach five hundred, unless six hundred is a guess."""
    enough = Threshold(id="t", name="t", personnel=500)
    present = Delivery(step="here", contributor="KEN", kinds=frozenset(), size=600)
    assert there(HERE, enough, deliveries=(present,))
    assert not there(HERE, enough, deliveries=(replace(present, spread=0.5),))
    assert not there(HERE, replace(enough, personnel=700), deliveries=(present,))


NEVER = Step(id="never", name="No way", odds=Odds(key="n", probability=0.0, origin=JUDGED))
MEN = Delivery(step="here", contributor="KEN", kinds=frozenset({Kind.TROOPS}), size=10)


def stopped(*nodes, deliveries=()) -> str | None:
    """What stops the last node for ever, if anything does."""
    network = Network(
        start=date(2025, 1, 1),
        horizon_days=100,
        nodes=nodes,
        deliveries=deliveries,
        milestones=(),
    )
    return out_of_reach(network).get(nodes[-1].id)


@pytest.mark.parametrize(
    ("last", "why"),
    [
        (Step(id="m", name="m", after=("here", "never")), "No way"),
        (Step(id="m", name="m", after=("here", "never"), join=Join.ANY), None),
        (Step(id="m", name="m", after=("never",), join=Join.ANY), "No way"),
        (replace(NEVER, id="m", otherwise=Otherwise.AT_ONCE), None),
        (replace(NEVER, id="m", odds=replace(NEVER.odds, opposite=True)), None),
        (Threshold(id="m", name="Men", personnel=11), "Men: 10 of 11"),
        (Threshold(id="m", name="Men", personnel=10), None),
    ],
)
def test_what_stops_a_step_for_ever_is_named(last, why):
    """What cannot happen stops whatever needs it, and too few people stop a threshold."""
    assert stopped(HERE, NEVER, last, deliveries=(MEN,)) == why


def test_a_size_that_nobody_said_rules_nothing_out():
    """A lognormal may be as large as it has to be; unknown is not too few."""
    many = Threshold(id="m", name="Men", personnel=99)
    assert stopped(HERE, many, deliveries=(replace(MEN, spread=0.5),)) is None
