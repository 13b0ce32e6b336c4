"""A forecast and what then happened become scores: small is good, and never counts too.

A forecast of a date is a set of draws in days after it was issued; infinity stands for "not at
all". Both sides are cut at the horizon, so that a forecast of "never" can be right and wrong.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

__all__ = [
    "BRIER_DAYS",
    "Reliability",
    "Score",
    "brier",
    "chance_by",
    "crps",
    "curve_draws",
    "interval",
    "log_score",
    "pit_histogram",
    "reliability",
    "score_date",
]

BRIER_DAYS = (30, 90, 180)
"""Days after a forecast at which it is asked: is it there by now?"""

_DATED_BINS = (30.0, 90.0, 180.0, 365.0)
_TENTHS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Score:
    """How one forecast of a date fared.

    `crps_days` is in days. `brier` has one value for each of `BRIER_DAYS` within the horizon.
    `covered` says whether the middle 80 % held what happened. `log_score` is minus the natural
    logarithm of the chance given to the dated bin in which it fell. `pit` are the chances given
    to strictly before and to not after what happened.
    """

    crps_days: float
    brier: tuple[float, ...]
    covered: bool
    log_score: float
    pit: tuple[float, float]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reliability:
    """Forecasts whose chance lay in one tenth: how many, their mean chance, how many came true."""

    low: float
    high: float
    count: int
    mean_chance: float
    came_true: int


def score_date(draws: ArrayLike, happened_after: float, *, horizon: float) -> Score:
    """Score draws of a date against the day on which it happened (infinity: not at all).

    Raises ValueError for no draws, for days that are not numbers or lie before the forecast, and
    for a horizon that is not above 0.
    """
    days = _cut(draws, horizon)
    happened = float(_cut([happened_after], horizon)[0])
    low, high = interval(days)
    return Score(
        crps_days=crps(days, happened),
        brier=tuple(
            brier(chance_by(days, day), happened <= day) for day in BRIER_DAYS if day < horizon
        ),
        covered=low <= happened <= high,
        log_score=log_score(days, happened, horizon=horizon),
        pit=(float(np.mean(days < happened)), float(np.mean(days <= happened))),
    )


def _cut(draws: ArrayLike, horizon: float) -> NDArray[np.float64]:
    """The days, sorted and none beyond the horizon."""
    if not 0 < horizon < math.inf:
        raise ValueError(f"a horizon lies some days ahead, not {horizon}")
    days = np.sort(np.asarray(draws, dtype=np.float64).ravel())
    if not days.size:
        raise ValueError("no forecast: there is not one draw")
    if np.isnan(days).any() or days[0] < 0:
        raise ValueError("every day must be a number and none before the forecast")
    return np.minimum(days, horizon)


def crps(draws: ArrayLike, happened: float) -> float:
    """The continuous ranked probability score of a sample, in its own unit; 0 is perfect.

    The integral of the squared difference between the sample's distribution and the step at what
    happened (Gneiting and Raftery 2007, equation 20); of a single draw it is the distance.
    """
    values = np.sort(np.asarray(draws, dtype=np.float64).ravel())
    count = values.size
    ranks = 2 * np.arange(1, count + 1) - count - 1
    spread = float(ranks @ values) / count**2
    return max(0.0, float(np.mean(np.abs(values - happened))) - spread)


def curve_draws(points: Sequence[tuple[float, float]], *, count: int = 400) -> NDArray[np.float64]:
    """Equally likely days from a curve: days and the chance that it is there by then.

    Between points the curve runs straight; what it has not reached at its end never comes. Raises
    ValueError for no points, or for days or chances that go back.
    """
    days, chances = np.array(points, dtype=np.float64).reshape(-1, 2).T
    if not days.size or np.any(np.diff(days) <= 0) or np.any(np.diff(chances) < 0):
        raise ValueError("a curve needs days and chances that never go back")
    if chances[0] < 0 or chances[-1] > 1:
        raise ValueError("a chance lies between 0 and 1")
    at = (np.arange(count) + 0.5) / count
    return np.where(at <= chances[-1], np.interp(at, chances, days), np.inf)


def chance_by(draws: ArrayLike, day: float) -> float:
    """The share of draws that have happened by a day."""
    return float(np.mean(np.asarray(draws, dtype=np.float64) <= day))


def brier(chance: float, happened: bool) -> float:
    """The squared difference between a chance and what happened; between 0 and 1 (Brier 1950)."""
    if not 0 <= chance <= 1:
        raise ValueError(f"a chance lies between 0 and 1, not at {chance}")
    return (chance - happened) ** 2


def interval(draws: ArrayLike, *, share: float = 0.8) -> tuple[float, float]:
    """The bounds of the middle `share` of the draws."""
    days = np.asarray(draws, dtype=np.float64)
    low, high = np.quantile(days, [(1 - share) / 2, (1 + share) / 2], method="inverted_cdf")
    return float(low), float(high)


def log_score(draws: ArrayLike, happened_after: float, *, horizon: float) -> float:
    """Minus the logarithm of the chance given to the dated bin of what happened.

    Bins end at 30, 90, 180 and 365 days and at the horizon; the last is "not by the horizon". Each
    bin gets half a draw more than it has (Krichevsky and Trofimov), so that none is impossible.
    """
    edges = np.array([*(edge for edge in _DATED_BINS if edge < horizon), np.nextafter(horizon, 0)])
    bins = edges.size + 1
    drawn = np.searchsorted(edges, _cut(draws, horizon))
    fell = int(np.searchsorted(edges, min(happened_after, horizon)))
    chance = (float(np.sum(drawn == fell)) + 0.5) / (drawn.size + 0.5 * bins)
    return -math.log(chance)


def reliability(forecasts: Iterable[tuple[float, bool]]) -> tuple[Reliability, ...]:
    """Chances against what happened, by tenths of the chance; tenths with no forecast are absent.

    Each forecast is a chance and whether it came true. A chance of 1 belongs to the last tenth.
    """
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for chance, came_true in forecasts:
        brier(chance, came_true)  # refuses what is no chance
        tenths.setdefault(min(int(chance * _TENTHS), _TENTHS - 1), []).append((chance, came_true))
    return tuple(
        Reliability(
            low=tenth / _TENTHS,
            high=(tenth + 1) / _TENTHS,
            count=len(found),
            mean_chance=sum(chance for chance, _ in found) / len(found),
            came_true=sum(came_true for _, came_true in found),
        )
        for tenth, found in sorted(tenths.items())
    )


def pit_histogram(pits: Sequence[tuple[float, float]], *, bins: int = 5) -> tuple[float, ...]:
    """How the probability integral transforms spread over equal bins; they add up to their number.

    One that spans an interval, as at the horizon, is spread evenly over it (Czado, Gneiting and
    Held 2009). Calibrated forecasts fill all bins alike.
    """
    edges = np.linspace(0, 1, bins + 1)
    heights = np.zeros(bins)
    for low, high in pits:
        if high > low:
            reach = np.clip(edges, low, high) - low
            heights += np.diff(reach / reach[-1]) if reach[-1] > 0 else 0
        else:
            heights[min(int(low * bins), bins - 1)] += 1
    return tuple(float(height) for height in heights)
