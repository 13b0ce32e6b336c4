"""Earlier build-ups become a forecast of the next, never with the help of its own mission."""

from __future__ import annotations

import math
from datetime import timedelta

import numpy as np
import pytest
from past import DAY, effort

from contingent.plan.buildups import (
    HORIZON_DAYS,
    BuildUp,
    Closeness,
    build_up,
    chosen_closeness,
    grown,
    growth_row,
    plain_rate,
    share_draws,
)

ANY = Closeness(width=math.inf, unlike=1.0)


def after(*points: tuple[int, int]):
    """Strengths so many days after the authorisation."""
    return [(DAY + timedelta(days=days), count) for days, count in points]


def grew(code: str, days: float, in_place: float = 0.0, **fields) -> BuildUp:
    """A force that reached every share on one day."""
    return BuildUp(
        effort=effort(code, **fields),
        in_place=in_place,
        reached_after=dict.fromkeys((0.1, 0.5, 0.8), days),
        strength_after={},
    )


def test_a_share_is_reached_on_its_first_month_end():
    """A later loss does not undo that it was there; what never came is never."""
    case = build_up(effort(), after((30, 100), (60, 520), (90, 480), (120, 700)))
    assert case.reached_after == {0.1: 30, 0.5: 60, 0.8: math.inf}
    assert case.strength_after[3] == 0.48


def test_what_is_there_on_the_day_is_not_forecast():
    """Own people and those about to change their flag are in place; only own ones have arrived."""
    case = build_up(effort(to_rehat=300), after((-10, 200), (30, 400)))
    assert case.in_place == 0.5
    assert 0.1 not in case.reached_after
    assert case.reached_after[0.5] == math.inf


def test_strengths_of_long_ago_say_nothing_of_the_day():
    """Three months without a figure: nobody is taken to be there."""
    assert build_up(effort(), after((-100, 900), (30, 100))).in_place == 0


def test_what_comes_after_the_horizon_never_came():
    """Two years is all that is followed."""
    late = build_up(effort(), after((HORIZON_DAYS + 1, 1_000)))
    assert set(late.reached_after.values()) == {math.inf}


def test_a_strength_above_the_ceiling_is_no_fault():
    """Forces do outgrow their ceiling."""
    assert build_up(effort(), after((-5, 4_000), (30, 5_000))).in_place == 1


def test_order_does_not_matter():
    """A series is a set of points."""
    points = after((30, 100), (60, 520), (90, 900))
    assert build_up(effort(), points) == build_up(effort(), reversed(points))


def test_without_strengths_what_was_told_counts():
    """An effort without a series tells its own days; one that tells nothing is refused."""
    told = {"tenth_after_days": 20, "half_after_days": 90, "most_after_days": "never"}
    case = build_up(effort(series="", **told), ())
    assert case.reached_after == {0.1: 20, 0.5: 90, 0.8: math.inf}
    with pytest.raises(ValueError, match="no strengths"):
        build_up(effort(), ())


def test_the_own_mission_is_never_looked_at():
    """Another build-up of the same mission does not help its forecast."""
    case, sister, other = grew("LAKES-1", 5), grew("LAKES-2", 7), grew("HILLS-1", 300)
    draws = share_draws(case, [case, sister, other], 0.5, ANY)
    assert draws.min() > 100
    assert list(plain_rate(case, [case, sister, other], 0.5)) == [300]
    with pytest.raises(ValueError, match="no other mission"):
        share_draws(case, [case, sister], 0.5, ANY)


def test_likeness_counts_for_more():
    """The one that began alike decides; with no weight on likeness both count the same."""
    case = grew("LAKES-1", 0, in_place=0.6)
    class_ = [grew("HILLS-1", 60, in_place=0.6), grew("PLAINS-1", 600, in_place=0.0)]
    narrow = share_draws(case, class_, 0.5, Closeness(width=0.15, unlike=1.0))
    assert np.mean(narrow < 300) > 0.9
    assert np.mean(share_draws(case, class_, 0.5, ANY) < 300) == pytest.approx(0.5, abs=0.03)


def test_consent_and_money_are_told_apart():
    """A voluntary force that awaits consent differs twice from one that does neither."""
    closeness = Closeness(width=math.inf, unlike=0.5)
    odd = grew("HILLS-1", 60, awaits_consent=True, voluntary=True)
    assert closeness.weight(grew("LAKES-1", 60), odd) == 0.25


def test_never_stays_never():
    """A class in which half never came gives never half the weight."""
    class_ = [grew("HILLS-1", 60), grew("PLAINS-1", math.inf)]
    draws = share_draws(grew("LAKES-1", 0), class_, 0.8, ANY)
    assert np.mean(np.isinf(draws)) == pytest.approx(0.5, abs=0.01)


def test_the_closeness_is_that_which_forecasts_the_class():
    """Where the start decides everything, a narrow width is chosen."""
    fast = [grew(f"FAST{n}-1", 50 + n, in_place=0.7) for n in range(6)]
    slow = [grew(f"SLOW{n}-1", 500 + n, in_place=0.0) for n in range(6)]
    assert chosen_closeness([*fast, *slow]).width == 0.15


def test_a_growth_survives_its_row():
    """The table that comes with the product tells what the series told, to the day."""
    case = build_up(effort(to_rehat=250), after((-5, 150), (60, 520), (90, 700)))
    again = grown(case.effort, growth_row(case))
    assert (again.in_place, again.reached_after) == (0.4, case.reached_after)
