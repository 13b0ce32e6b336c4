"""Past missions, each left out in turn, become scores of our forecasts and of three baselines.

Whatever a forecast of a mission uses, it uses without that mission: fitted figures, the reference
class and the choice of how much likeness counts.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contingent.plan.arrivals import blended, half_draws
from contingent.plan.buildups import (
    HORIZON_DAYS,
    BuildUp,
    build_up,
    chosen_closeness,
    plain_rate,
    share_draws,
)
from contingent.plan.cases import Cases, Effort, PastContribution
from contingent.plan.delays import standard_delays
from contingent.plan.fitting import fitted_delays
from contingent.plan.scoring import BRIER_DAYS, Score, chance_by, score_date
from evaluation.monthly import Series

__all__ = [
    "BASELINES",
    "CONTRIBUTION_HORIZON_DAYS",
    "Trial",
    "build_ups",
    "contribution_trials",
    "effort_trials",
    "less_than",
]

CONTRIBUTION_HORIZON_DAYS = 365
BASELINES = ("stated date", "base rate", "all on time")

_ON_TIME_EFFORT = 90  # days; what the Brahimi report (A/55/305, paragraph 88) asks of the UN
_ON_TIME_CONTRIBUTION = 60  # days; the UN's rapid deployment level
_MOST = 0.8
_SEED = 20061


@dataclass(frozen=True, slots=True, kw_only=True)
class Trial:
    """One date forecast without its own mission, with what happened and how every forecast fared.

    `scores` is by forecaster: `ours`, each of `BASELINES` that says anything here, and for a
    contribution `steps alone`. `chances` holds our chance of each of `BRIER_DAYS`, and whether it
    was there by then.
    """

    mission: str
    what: str
    happened_after: float  # days; infinity: not by the horizon
    median_days: float
    scores: dict[str, Score]
    chances: tuple[tuple[float, bool], ...]


def build_ups(efforts: Iterable[Effort], series: Series) -> tuple[BuildUp, ...]:
    """The build-ups that the series or the efforts themselves tell of."""
    found = []
    for effort in efforts:
        names = [name for name in effort.series.split(";") if name]
        strengths = [point for name in names for point in series.get(name, ())]
        if strengths or not names:
            found.append(build_up(effort, strengths))
    return tuple(found)


def effort_trials(cases: Sequence[BuildUp]) -> tuple[Trial, ...]:
    """The days until half and four fifths of each ceiling, as seen on the day of authorisation."""
    return tuple(trial for case in cases for trial in _of_effort(case, cases))


def _of_effort(case: BuildUp, cases: Sequence[BuildUp]) -> Iterator[Trial]:
    others = [each for each in cases if each.effort.mission != case.effort.mission]
    closeness = chosen_closeness(others)
    for share, happened in case.reached_after.items():
        rivals: dict[str, NDArray[np.float64]] = {
            "base rate": plain_rate(case, others, share),
            "all on time": np.array([_ON_TIME_EFFORT]),
        }
        stated = case.effort.stated_full_by
        if stated and share == _MOST:
            rivals["stated date"] = np.array([(stated - case.effort.authorised_on).days])
        yield _trial(
            (case.effort.mission, f"{case.effort.code}, {share:.0%} of the ceiling"),
            {"ours": share_draws(case, others, share, closeness), **rivals},
            happened,
            horizon=HORIZON_DAYS,
        )


def contribution_trials(cases: Cases) -> tuple[Trial, ...]:
    """The days until half of what each contributor had said, as seen on the day it was said."""
    return tuple(_of_contribution(each, cases) for each in cases.contributions)


def _of_contribution(contribution: PastContribution, cases: Cases) -> Trial:
    others = cases.without(contribution.mission)
    steps = half_draws(
        contribution,
        fitted_delays(others, standard_delays()),
        rng=np.random.default_rng(_SEED),
    )
    rate = np.array([each.half_after_days for each in others.contributions])
    forecasts = {
        "ours": blended(steps, rate),
        "steps alone": steps,
        "base rate": rate,
        "all on time": np.array([_ON_TIME_CONTRIBUTION]),
    }
    if contribution.stated_by:
        days = (contribution.stated_by - contribution.said_on).days
        forecasts["stated date"] = np.array([days])
    return _trial(
        (
            contribution.mission,
            f"{contribution.mission}, {contribution.party} at {contribution.rung.word}",
        ),
        forecasts,
        contribution.half_after_days,
        horizon=CONTRIBUTION_HORIZON_DAYS,
    )


def _trial(
    which: tuple[str, str],
    forecasts: dict[str, NDArray[np.float64]],
    happened: float,
    *,
    horizon: float,
) -> Trial:
    happened = happened if happened < horizon else math.inf
    ours = np.sort(forecasts["ours"])
    return Trial(
        mission=which[0],
        what=which[1],
        happened_after=happened,
        median_days=float(ours[ours.size // 2]),
        scores={
            name: score_date(draws, happened, horizon=horizon) for name, draws in forecasts.items()
        },
        chances=tuple((chance_by(ours, day), happened <= day) for day in BRIER_DAYS),
    )


def less_than(trials: Sequence[Trial], baseline: str) -> tuple[float, float, float] | None:
    """By which share our mean CRPS is lower than a baseline's, with a 90 % bootstrap interval.

    Only trials in which the baseline says something count; missions are drawn, not trials, because
    those of one mission share their fate. None where it says nothing.
    """
    by_mission: dict[str, list[tuple[float, float]]] = {}
    for trial in trials:
        if baseline in trial.scores:
            pair = (trial.scores["ours"].crps_days, trial.scores[baseline].crps_days)
            by_mission.setdefault(trial.mission, []).append(pair)
    if not by_mission:
        return None
    sums = np.array([np.sum(pairs, axis=0) for pairs in by_mission.values()])
    drawn = np.random.default_rng(_SEED).integers(len(sums), size=(2_000, len(sums)))
    totals = sums[drawn].sum(axis=1)
    low, high = np.quantile(1 - totals[:, 0] / totals[:, 1], [0.05, 0.95])
    ours, theirs = sums.sum(axis=0)
    return float(1 - ours / theirs), float(low), float(high)
