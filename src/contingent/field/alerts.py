"""A series of daily counts becomes alerts: days on which its rate per effort had changed.

A two-sided CUSUM of log likelihood ratios (Page, Biometrika 1954), for counts whose variance is a
multiple of their mean (McCullagh and Nelder, 1989). What is expected on a day is
proportional to the teams that were out, so that more monitoring alone raises no alert.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from contingent.field.incidents import Direction, Series
from contingent.vocabulary.claim import Standing

__all__ = ["Alert", "ChangeRule", "alerts", "signals"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeRule:
    """What counts as a change: by which factors, learned from how many days, how surely.

    `threshold` is in nats of evidence. With the defaults and counts of variance three times their
    mean, an unchanged rate gives well under one alert a year (see the benchmark `field`).
    """

    up: float = 1.7
    down: float = 0.5
    learned_from_days: int = 56
    threshold: float = 7.0

    def __post_init__(self) -> None:
        if not (self.up > 1 > self.down > 0 and self.learned_from_days > 1 and self.threshold > 0):
            raise ValueError("a change goes up from 1 or down from 1, and needs days and evidence")


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """The day by which a series had changed, and the rates per team-day before and since."""

    claimant: str
    unit: str
    standing: Standing
    on: date
    direction: Direction
    rate_before: float
    rate_since: float
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Signal:
    """A change in a run of counts: the position at which it was seen and at which it began."""

    at: int
    began: int
    direction: Direction
    rate_before: float
    rate_since: float


def alerts(series: Series, *, rule: ChangeRule | None = None) -> tuple[Alert, ...]:
    """Every day on which a series of known effort had changed; none while it is learned.

    Days without known effort or count are passed over: they are evidence of nothing.
    """
    known = [
        (at, count, teams)
        for at, (count, teams) in enumerate(zip(series.counts, series.teams, strict=True))
        if count is not None and teams
    ]
    found = signals(
        [count for _, count, _ in known], [teams for *_, teams in known], rule=rule or ChangeRule()
    )
    return tuple(
        Alert(
            claimant=series.claimant,
            unit=series.unit,
            standing=series.standing,
            on=series.first + timedelta(days=known[signal.at][0]),
            direction=signal.direction,
            rate_before=signal.rate_before,
            rate_since=signal.rate_since,
            because=series.because,
        )
        for signal in found
    )


def signals(
    counts: Sequence[int], effort: Sequence[float], *, rule: ChangeRule
) -> tuple[_Signal, ...]:
    """Changes in counts, in order; after each, the rate is learned anew from what follows.

    Raises ValueError if the two do not match or an effort is not above zero.
    """
    if len(counts) != len(effort) or any(each <= 0 for each in effort):
        raise ValueError("each count needs an effort above zero")
    found: list[_Signal] = []
    start = 0
    while (signal := _next_signal(counts, effort, start, rule)) is not None:
        found.append(signal)
        start = signal.began
    return tuple(found)


def _next_signal(
    counts: Sequence[int], effort: Sequence[float], start: int, rule: ChangeRule
) -> _Signal | None:
    ready = start + rule.learned_from_days
    if ready >= len(counts):
        return None
    rate = sum(counts[start:ready]) / sum(effort[start:ready])
    if rate == 0:
        rate = 0.5 / sum(effort[start:ready])
    spread = _dispersion(counts[start:ready], effort[start:ready], rate)
    sums, begun = [0.0, 0.0], [ready, ready]
    for at in range(ready, len(counts)):
        expected = rate * effort[at]
        for side, factor in enumerate((rule.up, rule.down)):
            gain = (counts[at] * math.log(factor) - expected * (factor - 1)) / spread
            sums[side] = max(0.0, sums[side] + gain)
            if sums[side] == 0.0:
                begun[side] = at + 1
            if sums[side] > rule.threshold:
                began = begun[side]
                since = sum(counts[began : at + 1]) / sum(effort[began : at + 1])
                direction = Direction.FALLING if side else Direction.RISING
                return _Signal(
                    at=at, began=began, direction=direction, rate_before=rate, rate_since=since
                )
    return None


def _dispersion(counts: Sequence[int], effort: Sequence[float], rate: float) -> float:
    """The variance of counts as a multiple of their mean (Pearson), at least 1."""
    terms = [(n - rate * e) ** 2 / (rate * e) for n, e in zip(counts, effort, strict=True)]
    return max(1.0, sum(terms) / (len(terms) - 1))
