"""How deep a package is: tours, reliefs, and what nobody said of either."""

from __future__ import annotations

from dataclasses import replace

import pytest
from small import need, offer
from telling_force import board, contribution, mission, people, position

from contingent.force.gathering import gather
from contingent.force.package import best_package
from contingent.force.problem import AreaRule, ForceProblem, OneFigure, Refusal
from contingent.force.rotation import Depth, Holding, depths_of
from contingent.vocabulary.capability import Kind
from contingent.vocabulary.claim import Rung

LINE = need(Kind.INFANTRY, 500, held_until=360)
UNTIL = {"instrument": "R", "body": "UNSC", "date": "2029-12-01", "valid_until": "2031-01-01"}


def unit(id: str, tour_days: int | None, **more) -> object:
    """A battalion of 500 that is there from the first day."""
    more = {"chance_percent": 100, **more}
    return offer(id, Kind.INFANTRY, 500, tour_days=tour_days, **more)


def depth(*offers, line=LINE, rules=()) -> Depth:
    """The depth of one line in the best package of these offers."""
    problem = ForceProblem(
        offers=offers, needs=(line,), sectors=("NORTH", "SOUTH"), rules=rules, lead_minimum=0
    )
    (found,) = depths_of(best_package(problem))
    return found


def test_one_tour_of_half_a_year_needs_a_relief_in_a_year():
    """Filled today and not held: the gap that headcount hides."""
    found = depth(unit("AAA", 180))
    assert found.holding is Holding.SHORT
    assert (found.reliefs_needed, found.reliefs_offered) == (1, 0)
    assert (found.needed_days, found.placed_days, found.known_percent) == (180_000, 90_000, 50)


def test_a_second_battalion_that_is_placed_nowhere_is_the_relief():
    """Two tours of half a year, one after the other, hold the line for a year."""
    found = depth(unit("AAA", 180), unit("BBB", 180))
    assert found.holding is Holding.ENOUGH
    assert (found.reliefs_needed, found.reliefs_offered) == (1, 1)


def test_a_tour_that_nobody_said_is_neither_short_nor_enough():
    """It may stay to the end or not: unknown stays unknown, with how many people it is about."""
    found = depth(unit("AAA", None))
    assert found.holding is Holding.UNKNOWN
    assert (found.open_personnel, found.reliefs_needed) == (500, None)
    assert found.placed_days == found.relief_days == 0


def test_who_serves_is_not_the_relief_under_another_kind():
    """One figure was said for engineers and infantry: placed as engineers, nobody of it is left."""
    both = (
        offer("AAA", Kind.ENGINEERING, 500, tour_days=180, chance_percent=100),
        offer("AAA", Kind.INFANTRY, 500, tour_days=180, chance_percent=100),
    )
    figure = OneFigure(id="one", party="AAA", offers=tuple(each.id for each in both), limit=500)
    troops = need(Kind.TROOPS, 500, held_until=360)
    found = depth(*both, line=troops, rules=(figure,))
    assert (found.holding, found.reliefs_offered) == (Holding.SHORT, 0)


@pytest.mark.parametrize(
    "rule",
    [
        Refusal(id="r", party="BBB"),
        AreaRule(id="r", party="BBB", sectors=("NORTH",)),
        AreaRule(id="r", party="BBB", sectors=("NORTH",), offer="BBB.infantry"),
    ],
    ids=["refused", "area", "area of the unit"],
)
def test_who_may_not_serve_is_no_relief(rule):
    """A hard rule keeps a unit from relieving as it keeps it from serving; a soft one does not."""
    offers = (unit("AAA", 180), unit("BBB", 180))
    assert depth(*offers, rules=(rule,)).holding is Holding.SHORT


def test_a_relief_counts_only_for_the_days_that_are_left():
    """Ready a month before the end, its tour of half a year holds the line for that month."""
    found = depth(unit("AAA", 180), unit("BBB", 180, ready_in_days=330))
    assert found.relief_days == 500 * 30
    assert found.holding is Holding.SHORT


def test_a_line_that_fills_late_is_late_and_not_shallow():
    """Its time begins once its minimum is there; a day that nobody said makes nothing short."""
    found = depth(unit("AAA", None, ready_in_days=90))
    assert (found.need.held_from, found.days) == (90, 270)
    assert found.holding is Holding.UNKNOWN
    assert depth(unit("AAA", 270, ready_in_days=90)).holding is Holding.ENOUGH


def test_a_line_without_an_end_has_no_depth():
    """Nobody said until when: nothing is worked out, and nothing is short."""
    problem = ForceProblem(
        offers=(unit("AAA", 180),), needs=(replace(LINE, held_until=None),), lead_minimum=0
    )
    assert depths_of(best_package(problem)) == ()


def test_a_line_is_held_for_its_phase_and_the_last_one_until_the_authorisation_ends():
    """June to December, then December to the end; without a phase from today to the end."""
    lines = [
        {"capability": "infantry", "phase": phase, "minimum": 500}
        for phase in ("first", "second", "")
    ]
    asked = mission(requirement={"lines": lines}, authorisation=UNTIL)
    needs = gather(board(), asked).problem.needs
    assert [(each.held_from, each.held_until) for each in needs] == [
        (151, 334),
        (334, 365),
        (0, 365),
    ]


def test_a_planner_can_set_the_tour_that_nobody_said():
    """It is used, and marked as the default that it is; without it the tour stays unknown."""
    board_of_one = board(
        position("KEN", contribution(Kind.INFANTRY, Rung.PLEDGED, amount=people(floor=500)))
    )
    (silent,) = gather(board_of_one, mission()).problem.offers
    assert silent.tour_days is None
    assert any("depth as unknown" in text for text in silent.assumed)
    (told,) = gather(board_of_one, mission(planning={"tour_months": 6})).problem.offers
    assert told.tour_days == 182
    assert "no tour was said: counted as 6 months" in told.assumed
