"""Scores say how good a forecast was, agree with a known library, and refuse what is none."""

from __future__ import annotations

import math

import numpy as np
import pytest

from contingent.plan.scoring import (
    brier,
    chance_by,
    crps,
    curve_draws,
    interval,
    log_score,
    pit_histogram,
    reliability,
    score_date,
)

NEVER = math.inf


def test_crps_agrees_with_scoringrules():
    """Ten lines of sorted NumPy give what the library gives."""
    scoringrules = pytest.importorskip("scoringrules")
    rng = np.random.default_rng(7)
    for draws, happened in zip(
        rng.lognormal(4, 1, (20, 300)), rng.lognormal(4, 1, 20), strict=True
    ):
        theirs = scoringrules.crps_ensemble(happened, draws, estimator="nrg", backend="numpy")
        assert crps(draws, happened) == pytest.approx(float(theirs))


def test_brier_agrees_with_scoringrules():
    """So does the score of a chance."""
    scoringrules = pytest.importorskip("scoringrules")
    assert brier(0.3, True) == pytest.approx(float(scoringrules.brier_score(1.0, 0.3)))


def test_a_single_date_is_scored_by_its_distance():
    """A stated date that was 40 days too early costs 40 days."""
    assert score_date([60], 100, horizon=365).crps_days == 40


def test_never_can_be_right_and_wrong():
    """Nothing by the horizon: who said never has no error, who said day 100 the whole rest."""
    assert score_date([NEVER], NEVER, horizon=365).crps_days == 0
    assert score_date([100], NEVER, horizon=365).crps_days == 265
    assert score_date([NEVER], 100, horizon=365).crps_days == 265


def test_what_comes_after_the_horizon_is_as_good_as_never():
    """Beyond the horizon nothing is told apart."""
    assert score_date([400], NEVER, horizon=365) == score_date([NEVER], 9_999, horizon=365)


def test_brier_asks_at_30_90_and_180_days():
    """Half the draws by day 60, and it came on day 100."""
    score = score_date([60, 200], 100, horizon=365)
    assert score.brier == (0.0, 0.25, 0.25)
    assert len(score_date([60], 100, horizon=120).brier) == 2


def test_coverage_is_that_of_the_middle_80_percent():
    """Ten draws of which the second to the ninth span the interval."""
    draws = range(10, 110, 10)
    assert interval(list(draws)) == (10, 90)
    assert score_date(draws, 90, horizon=365).covered
    assert not score_date(draws, 91, horizon=365).covered


def test_the_log_score_never_is_infinite():
    """A bin without a draw keeps a small chance."""
    assert log_score([10] * 99, 200, horizon=365) == pytest.approx(math.log((99 + 2.5) / 0.5))


def test_reliability_counts_each_tenth():
    """Two forecasts near 70 %, of which one came true; the certain one is in the last tenth."""
    seventy, certain = reliability([(0.72, True), (0.78, False), (1.0, True)])
    assert (seventy.count, seventy.came_true, seventy.mean_chance) == (2, 1, 0.75)
    assert (certain.low, certain.count) == (0.9, 1)


def test_an_interval_of_chances_is_spread_over_its_bins():
    """What happened at the horizon, where half the chance lies, fills the upper half."""
    assert pit_histogram([(0.5, 1.0), (0.1, 0.1)], bins=4) == pytest.approx((1, 0, 0.5, 0.5))


@pytest.mark.parametrize(
    ("draws", "happened", "horizon"),
    [
        ([], 10, 365),
        ([math.nan], 10, 365),
        ([10], math.nan, 365),
        ([-1], 10, 365),
        ([10], -1, 365),
        ([10], 10, 0),
        ([10], 10, math.inf),
    ],
)
def test_what_is_no_forecast_is_refused(draws, happened, horizon):
    """No draws, no numbers, days before the forecast, no horizon."""
    with pytest.raises(ValueError):
        score_date(draws, happened, horizon=horizon)


def test_chances_are_chances():
    """A chance above 1 is a caller's bug."""
    with pytest.raises(ValueError):
        brier(1.2, True)
    assert chance_by([1, 2, NEVER, NEVER], 2) == 0.5


def test_a_curve_becomes_draws_that_give_it_back():
    """Half by day 100, four fifths by day 200, and one in five never."""
    draws = curve_draws([(0, 0.0), (100, 0.5), (200, 0.8)], count=1_000)
    assert [chance_by(draws, day) for day in (50, 100, 200, 999)] == [0.25, 0.5, 0.8, 0.8]


@pytest.mark.parametrize(
    "points",
    [[], [(0, 0.5), (0, 0.6)], [(0, 0.5), (30, 0.4)], [(0, -0.1), (30, 0.4)], [(0, 0), (9, 1.2)]],
)
def test_a_curve_never_goes_back(points):
    """What falls, stands still in time or leaves 0 to 1 is no curve of a chance."""
    with pytest.raises(ValueError):
        curve_draws(points)
