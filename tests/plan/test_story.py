"""One scenario as a story: the same numbers as the forecast, and what held things up."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from invented import KINDS, delay, network, networks, odds

from contingent.plan.forecast import Run, days_reached
from contingent.plan.network import Delivery, Step, Threshold
from contingent.plan.story import told


@settings(max_examples=30, deadline=None)
@given(networks(), st.integers(0, 2_000))
def test_a_story_tells_the_days_of_its_scenario(found, scenario):
    """Number N of a seed is column N of the forecast's scenarios."""
    ids = [milestone.node for milestone in found.milestones]
    days = days_reached(found, ids, Run(scenarios=scenario + 1, seed=6))[:, scenario]
    for thread, day in zip(told(found, scenario, seed=6).threads, days, strict=True):
        expected = None
        if day <= found.horizon_days:
            expected = found.start + timedelta(days=float(day))
        assert thread.day == expected


def test_the_slowest_of_all_is_named_as_what_held_it_up():
    """Of two things awaited, the story follows the later, back to its beginning."""
    quick = Step(id="quick", name="the quick one", delay=delay(2, 1.1))
    slow = Step(id="slow", name="the slow one", delay=delay(200, 1.1), because=("s-1",))
    goal = Step(id="goal", name="the goal", after=("quick", "slow"))
    story = told(network([quick, slow, goal], milestones=["goal"]), 5, seed=1)
    assert [event.name for event in story.threads[0].events] == ["the slow one", "the goal"]
    assert story.threads[0].events[0].because == ("s-1",)


def test_what_never_happens_is_named_at_its_root():
    """A goal that is not reached leads back to the luck that failed."""
    luck = Step(id="luck", name="the decision", odds=odds("luck", 0.0))
    between = Step(id="between", name="between", after=("luck",), delay=delay(5))
    goal = Step(id="goal", name="the goal", after=("between",))
    thread = told(network([luck, between, goal], milestones=["goal"]), 0, seed=1).threads[0]
    assert thread.day is None
    root = thread.events[0]
    assert (root.name, root.by_chance) == ("the decision", True)


def test_who_is_there_by_the_horizon_is_listed_with_all_that_came():
    """Advance party and main body of one contributor are one line, from the first of them."""
    steps = [
        Step(id="a", name="", delay=delay(5, 1.1)),
        Step(id="b", name="", delay=delay(50, 1.1)),
    ]
    deliveries = [
        Delivery(step=step, contributor="KEN", kinds=frozenset({KINDS[0]}), size=size)
        for step, size in (("a", 20), ("b", 180))
    ]
    goal = Threshold(id="goal", name="", personnel=100)
    story = told(network([*steps, goal], deliveries, milestones=["goal"]), 0, seed=1)
    assert [(party, personnel) for party, personnel, _ in story.present] == [("KEN", 200)]
    assert story.present[0][2] < story.threads[0].day


def test_scenarios_are_numbered_from_nought():
    """A number below is refused at once."""
    with pytest.raises(ValueError, match="from 0"):
        told(network([Step(id="a", name="")]), -1, seed=1)
