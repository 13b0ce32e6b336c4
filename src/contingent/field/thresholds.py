"""Daily counts and a measure of the mission become a gate's answer: does it hold, and how surely.

A gate opens when the chance that the rate lies on the right side of its threshold, judged from the
last 28 days, has been above 97.5 % on 14 days in a row. One look at 90 % would do for a single
question; asked every day it opens by luck far too often. Both error rates are shown with every
answer.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammainc

from contingent.field.incidents import Series

__all__ = [
    "ErrorRates",
    "HeldRule",
    "Threshold",
    "ThresholdReading",
    "error_rates",
    "held_posterior",
    "open_chance",
]

_JEFFREYS = 0.5  # the prior's half event: a window without events leaves a rate above zero open


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """A rate by the day that must not be exceeded, or must be reached. Exactly one is given."""

    at_most: int | None = None
    at_least: int | None = None

    def __post_init__(self) -> None:
        if (self.at_most is None) == (self.at_least is None):
            raise ValueError("give either at_most or at_least")

    @property
    def per_day(self) -> int:
        """The figure itself."""
        return (self.at_most if self.at_most is not None else self.at_least) or 0


@dataclass(frozen=True, slots=True, kw_only=True)
class HeldRule:
    """From how many days, how surely, and for how many days in a row."""

    window_days: int = 28
    surely: float = 0.975
    held_days: int = 14

    def __post_init__(self) -> None:
        if self.window_days < 2 or self.held_days < 1 or not 0.5 <= self.surely < 1:
            raise ValueError("a rule needs two days, one look, and better odds than even")


@dataclass(frozen=True, slots=True, kw_only=True)
class ErrorRates:
    """Chances that the gate opens within `days`, by simulation of steady rates.

    `at_threshold` should be small (nothing has been achieved); `well_within` is for a rate at 60 %
    of a limit, or one that exceeds a target as much, and should be near 1.
    """

    at_threshold: float
    well_within: float
    days: int
    dispersion: float


@dataclass(frozen=True, slots=True, kw_only=True)
class ThresholdReading:
    """Whether a measure holds as of a day. `unknown` says why it cannot be told; then it is closed.

    `chance` is that of the rate being on the right side, `held_days` for how many days in a row it
    has been above what the rule asks. `rate_per_day` is at full effort.
    """

    is_open: bool
    chance: float | None  # None: unknown
    held_days: int
    rate_per_day: float | None  # None: unknown
    dispersion: float
    unknown: str
    because: tuple[str, ...]


def held_posterior(
    series: Series | None, threshold: Threshold, *, rule: HeldRule | None = None
) -> ThresholdReading:
    """Whether a threshold is held by a series, at full effort; closed wherever effort is missing.

    A day of less effort than the fullest 28 days on record shows less than there was: it counts
    as the part of a day that was watched.
    """
    rule = rule or HeldRule()
    if series is None:
        return _closed("nothing is reported of it by the day")
    needed = rule.window_days + rule.held_days - 1
    pairs = list(zip(series.counts, series.teams, strict=True))
    recent = [(n, teams) for n, teams in pairs[-needed:] if n is not None and teams]
    missing = needed - len(recent)
    if missing:
        what = f"counts with known effort are missing on {missing} of the last {needed} days"
        return _closed(what, because=series.because)
    counts = np.array([count for count, _ in recent], dtype=float)
    watched = np.array([teams for _, teams in recent], dtype=float)
    watched /= _full_effort([teams or 0 for _, teams in pairs], rule.window_days)
    rate = counts.sum() / watched.sum()
    spread = _dispersion(counts, watched, rate)
    chances = _chances(counts, watched, spread, threshold, rule)
    held = _run_at_end(chances > rule.surely)
    return ThresholdReading(
        is_open=held >= rule.held_days,
        chance=float(chances[-1]),
        held_days=held,
        rate_per_day=float(counts[-rule.window_days :].sum() / watched[-rule.window_days :].sum()),
        dispersion=spread,
        unknown="",
        because=series.because,
    )


def _closed(why: str, because: tuple[str, ...] = ()) -> ThresholdReading:
    return ThresholdReading(
        is_open=False,
        chance=None,
        held_days=0,
        rate_per_day=None,
        dispersion=1.0,
        unknown=why,
        because=because,
    )


def _full_effort(teams: Sequence[int], window: int) -> float:
    """Teams a day over the fullest window on record."""
    sums = np.convolve(np.array(teams, dtype=float), np.ones(min(window, len(teams))), "valid")
    return float(sums.max()) / min(window, len(teams))


def _dispersion(counts: NDArray[np.float64], watched: NDArray[np.float64], rate: float) -> float:
    """Variance as a multiple of the mean, at least 1: clustered days say less than their number."""
    if rate == 0:
        return 1.0
    expected = rate * watched
    return max(1.0, float(((counts - expected) ** 2 / expected).sum() / (len(counts) - 1)))


def _chances(
    counts: NDArray[np.float64],
    watched: NDArray[np.float64],
    spread: float,
    threshold: Threshold,
    rule: HeldRule,
) -> NDArray[np.float64]:
    """For each window, the chance that its rate lies on the right side (Gamma posterior)."""
    ones = np.ones(rule.window_days)
    events = np.convolve(counts, ones, "valid") / spread
    exposure = np.convolve(watched, ones, "valid") / spread
    below = gammainc(events + _JEFFREYS, exposure * threshold.per_day)
    chances = below if threshold.at_most is not None else 1 - below
    return np.asarray(chances, dtype=float)


def _run_at_end(held: NDArray[np.bool_]) -> int:
    """How many of the last looks in a row held."""
    misses = np.flatnonzero(~held)
    return len(held) - 1 - int(misses[-1]) if len(misses) else len(held)


def error_rates(
    threshold: Threshold,
    rng: np.random.Generator,
    *,
    dispersion: float = 1.0,
    days: int = 90,
    rule: HeldRule | None = None,
) -> ErrorRates:
    """How often the gate opens within some days at the threshold, and well within it.

    3,000 runs of steady rates with counts of the given dispersion; the standard error is at most
    one percentage point. `dispersion` is re-estimated in no run: it is taken as known.
    """
    rule = rule or HeldRule()
    within = 0.6 if threshold.at_most is not None else 1 / 0.6
    opens = _opening(threshold, dispersion, rule, rng)
    return ErrorRates(
        at_threshold=opens(np.full(3_000, float(threshold.per_day)), days),
        well_within=opens(np.full(3_000, threshold.per_day * within), days),
        days=days,
        dispersion=dispersion,
    )


def open_chance(
    series: Series | None,
    threshold: Threshold,
    rng: np.random.Generator,
    *,
    days: int,
    rule: HeldRule | None = None,
) -> float | None:
    """The chance that the gate opens within some days if things go on as they are.

    1 if it is open; None where the rate is unknown. Rates are drawn from what the last window
    leaves possible, and each is held steady from now on.
    """
    rule = rule or HeldRule()
    reading = held_posterior(series, threshold, rule=rule)
    if reading.is_open:
        return 1.0
    if reading.rate_per_day is None:
        return None
    shape = reading.rate_per_day * rule.window_days / reading.dispersion + _JEFFREYS
    rates = rng.gamma(shape, reading.dispersion / rule.window_days, size=3_000)
    return _opening(threshold, reading.dispersion, rule, rng)(rates, days)


def _opening(
    threshold: Threshold, dispersion: float, rule: HeldRule, rng: np.random.Generator
) -> Callable[[NDArray[np.float64], int], float]:
    """Gives the share of simulated rates under which the gate opens within some days."""

    def opens(rates: NDArray[np.float64], days: int) -> float:
        if days < rule.window_days + rule.held_days - 1:
            return 0.0
        counts = _simulated(rates, days, dispersion, rng)
        sums = np.cumsum(counts, axis=1)
        sums[:, rule.window_days :] -= sums[:, : -rule.window_days].copy()
        windows = sums[:, rule.window_days - 1 :]
        exposure = rule.window_days * threshold.per_day / dispersion
        below = gammainc(windows / dispersion + _JEFFREYS, exposure)
        held = (below if threshold.at_most is not None else 1 - below) > rule.surely
        runs = np.cumsum(held, axis=1, dtype=int)
        runs[:, rule.held_days :] -= runs[:, : -rule.held_days].copy()
        return float((runs >= rule.held_days).any(axis=1).mean())

    return opens


def _simulated(
    rates: NDArray[np.float64], days: int, dispersion: float, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Counts by the day whose variance is `dispersion` times their mean."""
    size = (len(rates), days)
    if dispersion <= 1 + 1e-9:
        return rng.poisson(rates[:, None], size=size)
    shape = np.maximum(rates[:, None], 1e-12) / (dispersion - 1)
    return rng.poisson(rng.gamma(shape, dispersion - 1, size=size))
