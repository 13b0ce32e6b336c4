"""What earlier forces did stands beside a forecast, and claims no more than they show."""

from __future__ import annotations

import math
from datetime import date, timedelta

import pytest

from contingent.plan.buildups import BuildUp
from contingent.plan.cases import Effort
from contingent.plan.earlier import earlier_dates, last_day_of

START = date(2030, 1, 1)
LAST = date(2031, 1, 1)


def grew(code: str, *days: float, in_place: float = 0.0) -> BuildUp:
    """A force of a thousand with a tenth, half and four fifths after so many days."""
    effort = Effort(
        code=code,
        mission=code,
        name=code,
        authorised_on=START,
        ceiling=1000,
        series=code,
        source="s",
    )
    reached = dict(zip((0.1, 0.5, 0.8), days, strict=False))
    return BuildUp(effort=effort, in_place=in_place, reached_after=reached, strength_after={})


CASE = grew("NOW")
CLASS = [grew(f"OLD-{n}", 30 + n, 100 + 2 * n, 200 + 3 * n) for n in range(10)]


def told(others=CLASS, *, start=START, in_theatre=0.0):
    """What the class says."""
    return earlier_dates(CASE, others, in_theatre=in_theatre, start=start, last=LAST)


def test_each_share_has_its_chance_its_dates_and_its_cases():
    """A class that always came within the year: likely, in the middle where its middle is."""
    found = told()
    assert [each.share for each in found] == [0.1, 0.5, 0.8]
    assert all(each.n == 10 and each.chance > 0.95 for each in found)
    half = found[1]
    assert half.p10 < half.p50 < half.p90
    assert abs((half.p50 - START).days - 109) < 20


def test_a_force_never_looks_at_itself():
    """Rows of the same mission change nothing, and alone they say nothing."""
    assert told([*CLASS, grew("NOW", 1, 2, 3)]) == told()
    assert told([grew("NOW", 1, 2, 3)]) == ()


def test_what_is_there_is_not_forecast():
    """A share in theatre is left out, and so is one that every earlier force had by then."""
    assert [each.share for each in told(in_theatre=0.5)] == [0.8]
    assert [each.share for each in told(start=date(2030, 11, 1))] == [0.8]


def test_a_larger_share_is_never_there_before_a_smaller_one():
    """Even where half is late in most cases and four fifths were told of the quick ones only."""
    slow = [grew(f"SLOW-{n}", 300, math.inf) for n in range(8)]
    mixed = [*slow, grew("QUICK-1", 310, 320, 330), grew("QUICK-2", 320, 330, 340)]
    found = told(mixed, start=START + timedelta(days=150))
    assert [each.chance for each in found] == sorted((e.chance for e in found), reverse=True)
    middles = [each.p50 for each in found if each.p50]
    assert middles == sorted(middles)


def test_the_class_tells_of_two_years_only():
    """A later horizon is cut, and past it nothing is said."""
    assert last_day_of(CASE, date(2035, 1, 1)) == START + timedelta(days=730)
    late = date(2033, 1, 1)
    assert earlier_dates(CASE, CLASS, in_theatre=0.0, start=late, last=late) == ()


@pytest.mark.parametrize("never", [0.0, 0.5])
def test_a_share_that_half_never_reached_is_no_certainty(never):
    """As many as never got there lower the chance."""
    slow = [grew(f"NEVER-{n}", 30, math.inf, math.inf) for n in range(round(10 * never))]
    found = told([*CLASS[: 10 - len(slow)], *slow])
    assert found[1].chance == pytest.approx(1 - never, abs=0.06)
