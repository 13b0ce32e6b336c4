"""What holds for every forecast, every score and every fit."""

from __future__ import annotations

import math
from datetime import date, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contingent.plan.cases import Cases, PastContribution
from contingent.plan.delays import standard_delays
from contingent.plan.fitting import JUDGEMENT_WORTH, fitted_delays, shrunk_share
from contingent.plan.records import Said, sent_after
from contingent.plan.scoring import (
    crps,
    interval,
    log_score,
    pit_histogram,
    reliability,
    score_date,
)
from contingent.vocabulary.claim import Rung

HORIZON = 365.0
DAY = date(2020, 1, 1)
JUDGED = standard_delays()

days = st.floats(0, 1_000) | st.just(math.inf)
forecasts = st.lists(days, min_size=1, max_size=40)
shares = st.lists(st.floats(0, 1), max_size=30)
chances = st.tuples(st.floats(0, 1), st.booleans())
contributions = st.builds(
    lambda share, rung, flags: PastContribution(
        mission="M",
        party="KEN",
        rung=rung,
        said_on=DAY,
        objected=flags[0],
        lead=flags[1],
        voluntary=flags[2],
        share=share,
        half_by=DAY if share >= 50 else None,
        source="invented",
    ),
    st.integers(0, 100),
    st.sampled_from(list(Rung)),
    st.tuples(st.booleans(), st.booleans(), st.booleans()),
)


@given(forecasts, days)
def test_scores_stay_within_their_bounds(draws, happened):
    """No score is below nothing, none beyond the horizon, and a Brier score at most 1."""
    score = score_date(draws, happened, horizon=HORIZON)
    assert 0 <= score.crps_days <= HORIZON
    assert all(0 <= each <= 1 for each in score.brier)
    assert score.log_score > 0
    low, high = score.pit
    assert 0 <= low <= high <= 1


@given(forecasts, days, st.randoms())
def test_the_order_of_draws_does_not_matter(draws, happened, random):
    """A forecast is a set of draws."""
    shuffled = list(draws)
    random.shuffle(shuffled)
    assert score_date(draws, happened, horizon=HORIZON) == score_date(
        shuffled, happened, horizon=HORIZON
    )


@given(forecasts, days)
def test_each_draw_told_twice_changes_no_crps(draws, happened):
    """The score is that of the distribution, not of the number of draws."""
    once = score_date(draws, happened, horizon=HORIZON)
    twice = score_date(draws * 2, happened, horizon=HORIZON)
    assert once.crps_days == pytest.approx(twice.crps_days, abs=1e-6)


@given(st.lists(st.integers(0, 400), min_size=2, max_size=12), st.lists(st.integers(0, 400)))
def test_the_truth_is_the_best_forecast_in_expectation(truth, rival):
    """Nobody gains, on average, by forecasting another distribution than the true one."""
    rival = rival or [0]
    own = np.mean([crps(truth, happened) for happened in truth])
    other = np.mean([crps(rival, happened) for happened in truth])
    assert own <= other + 1e-9


@given(st.floats(0, 1_000), days)
def test_a_single_date_costs_its_distance(stated, happened):
    """What a stated date costs, anybody can check by counting days."""
    score = score_date([stated], happened, horizon=HORIZON)
    distance = abs(min(stated, HORIZON) - min(happened, HORIZON))
    assert score.crps_days == pytest.approx(distance)


@given(forecasts, st.floats(0, 900), st.floats(0, 90))
def test_being_later_than_all_draws_costs_by_the_day(draws, last, more):
    """Beyond every draw each day of delay costs a day."""
    latest = max((day for day in draws if math.isfinite(day)), default=0.0)
    finite = [min(day, latest) for day in draws]
    at = latest + last
    assert crps(finite, at + more) == pytest.approx(crps(finite, at) + more, abs=1e-6)


@given(forecasts)
def test_the_middle_holds_at_least_its_share(draws):
    """At least four fifths of the draws lie within the middle 80 %."""
    low, high = interval(draws)
    assert np.mean([low <= day <= high for day in draws]) >= 0.8 - 1e-9


@given(forecasts)
def test_dated_bins_share_one_chance(draws):
    """The chances of all bins add up to 1."""
    inside = [15, 60, 120, 300, math.inf, 364.9]
    bins = {log_score(draws, day, horizon=HORIZON) for day in inside[:5]}
    total = sum(math.exp(-log_score(draws, day, horizon=HORIZON)) for day in inside[:5])
    assert bins
    assert total == pytest.approx(1)


@given(st.lists(chances, max_size=50))
def test_every_forecast_is_in_one_tenth(told):
    """Nothing is lost and nothing counted twice, and each mean lies in its tenth."""
    rows = reliability(told)
    assert sum(row.count for row in rows) == len(told)
    assert sum(row.came_true for row in rows) == sum(came for _, came in told)
    assert all(row.low - 1e-9 <= row.mean_chance <= row.high + 1e-9 for row in rows)


@given(st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)).map(sorted), max_size=30))
def test_a_histogram_holds_every_transform_once(pits):
    """The heights add up to the number of forecasts."""
    heights = pit_histogram([(low, high) for low, high in pits])
    assert sum(heights) == pytest.approx(len(pits))
    assert min(heights) >= -1e-9


@given(shares, st.floats(0, 1))
def test_a_shrunk_share_lies_between_judgement_and_cases(came, judged):
    """It never overshoots, and more cases of one kind bring it nearer to them."""
    shrunk = shrunk_share(came, judged)
    mean = sum(came) / len(came) if came else judged
    assert min(mean, judged) - 1e-9 <= shrunk <= max(mean, judged) + 1e-9
    assert (
        abs(shrunk - mean)
        <= abs(judged - mean) * JUDGEMENT_WORTH / (JUDGEMENT_WORTH + len(came)) + 1e-9
    )


@given(st.lists(contributions, max_size=20), st.randoms())
def test_a_fit_is_sound_whatever_came(rows, random):
    """Chances stay chances, firmer words stay worth no less, and order does not matter."""
    shuffled = list(rows)
    random.shuffle(shuffled)
    one, other = (
        fitted_delays(Cases(efforts=(), contributions=tuple(each), steps=()), JUDGED)
        for each in (rows, shuffled)
    )
    means = [one.realised(rung).mean for rung in Rung]
    assert means == sorted(means)
    assert means == pytest.approx([other.realised(rung).mean for rung in Rung])
    assert all(factor.times > 0 for factor in one.factors.values())


@given(
    st.integers(1, 5_000),
    st.lists(st.integers(0, 5_000), min_size=2, max_size=12),
    st.integers(0, 400),
)
def test_half_never_comes_before_anybody(personnel, counts, offset):
    """The lags are in order, nothing sent is below nothing, and half sent has a lag."""
    said = Said(party="KEN", mission="M", personnel=personnel, said_on=DAY)
    first = DAY + timedelta(days=offset - 200)
    series = [(first + timedelta(days=30 * at), count) for at, count in enumerate(counts)]
    sent = sent_after(said, series)
    if sent is None:
        return
    assert sent.most >= 0
    if sent.half_after_days is not None:
        assert sent.first_after_days is not None
        assert sent.first_after_days <= sent.half_after_days
        assert 2 * sent.most >= personnel
