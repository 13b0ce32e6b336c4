"""How earlier forces grew becomes a forecast of when the next one reaches a share of its ceiling.

The reference class is every earlier build-up outside the mission forecast; those that began like it
count for more. How much more is itself chosen from the class alone.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import product
from statistics import NormalDist
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from contingent.plan.cases import Effort, GrowthRow
from contingent.plan.scoring import crps

__all__ = [
    "HORIZON_DAYS",
    "SHARES",
    "BuildUp",
    "Closeness",
    "build_up",
    "chosen_closeness",
    "grown",
    "growth_row",
    "plain_rate",
    "share_draws",
]

HORIZON_DAYS = 730
"""A force that has not grown by then is taken as one that never does."""

SHARES = (0.1, 0.5, 0.8)
"""The shares of the ceiling whose dates are forecast."""

_DRAWS = 400
_BLUR = 0.25  # in log days: months are coarse, and the class is small
_NODES = np.array(
    [NormalDist().inv_cdf((rank + 0.5) / 9) for rank in range(9)]
)  # a normal as nine equally likely values
_STALE = timedelta(days=62)


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildUp:
    """How one force grew.

    `in_place` is the share of the ceiling that was there, or was to change its flag, when the
    force was authorised. `reached_after` gives the days from then until each of `SHARES` was
    there, infinity for not within two years; a share that was there already has no entry.
    """

    effort: Effort
    in_place: float
    reached_after: Mapping[float, float]
    strength_after: Mapping[int, float]  # days -> share of the ceiling, where the data say it


def build_up(effort: Effort, strengths: Iterable[tuple[date, int]]) -> BuildUp:
    """The growth of a force from its month-end strengths, in personnel; order does not matter.

    Without strengths, what the effort itself tells. Raises ValueError where neither says anything.
    """
    series = sorted(strengths)
    if not series:
        return BuildUp(
            effort=effort,
            in_place=min(1.0, effort.to_rehat / effort.ceiling),
            reached_after=_told(effort),
            strength_after={},
        )
    start = effort.authorised_on
    before = [count for day, count in series if start - _STALE < day <= start]
    own = before[-1] if before else 0
    later = [((day - start).days, count) for day, count in series if day > start]
    reached: dict[float, float] = {}
    for share in SHARES:
        if own < share * effort.ceiling:
            days = [day for day, count in later if count >= share * effort.ceiling]
            reached[share] = days[0] if days and days[0] <= HORIZON_DAYS else math.inf
    return BuildUp(
        effort=effort,
        in_place=min(1.0, (own + effort.to_rehat) / effort.ceiling),
        reached_after=reached,
        strength_after={
            month: _last(later, round(month * 30.44)) / effort.ceiling for month in (3, 6, 12)
        },
    )


def grown(effort: Effort, row: GrowthRow) -> BuildUp:
    """The growth of a force as a row of the bundled table tells it."""
    days = (row.tenth_after_days, row.half_after_days, row.most_after_days)
    return BuildUp(
        effort=effort,
        in_place=row.in_place / 100,
        reached_after={
            share: math.inf if told == "never" else float(told)
            for share, told in zip(SHARES, days, strict=True)
            if told is not None
        },
        strength_after={},
    )


def growth_row(case: BuildUp) -> GrowthRow:
    """The row that tells a growth, to a hundredth of the ceiling and a day."""
    days: list[int | Literal["never"] | None] = []
    for share in SHARES:
        reached = case.reached_after.get(share)
        days.append("never" if reached == math.inf else None if reached is None else int(reached))
    return GrowthRow(
        code=case.effort.code,
        in_place=round(100 * case.in_place),
        tenth_after_days=days[0],
        half_after_days=days[1],
        most_after_days=days[2],
    )


def _told(effort: Effort) -> dict[float, float]:
    told: dict[float, float] = {}
    for share, days in zip(SHARES, effort.told_after_days, strict=True):
        if days is None:
            raise ValueError(f"{effort.code}: no strengths and no days told")
        told[share] = math.inf if days == "never" else float(days)
    return told


def _last(later: Sequence[tuple[int, int]], day: int) -> int:
    """The strength at the month's end nearest before a day, half a month's slack allowed."""
    known = [count for at, count in later if at <= day + 15]
    return known[-1] if known else 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Closeness:
    """What makes a build-up count: how alike it began, and what else it had in common.

    `width` is the difference in the share in place at which a case counts 61 %; infinity: it does
    not matter. `unlike` multiplies for consent that was awaited in one and not in the other, and
    again for the way of paying.
    """

    width: float
    unlike: float

    def weight(self, one: BuildUp, other: BuildUp) -> float:
        """How much one build-up tells of another; between 0 and 1."""
        apart = (one.in_place - other.in_place) / self.width
        same = (
            one.effort.awaits_consent == other.effort.awaits_consent,
            one.effort.voluntary == other.effort.voluntary,
        )
        return math.exp(-(apart**2) / 2) * self.unlike ** same.count(False)


_CHOICES = tuple(
    Closeness(width=width, unlike=unlike)
    for width, unlike in product((0.15, 0.3, 0.6, math.inf), (0.2, 0.5, 1.0))
)
_FLOOR = 0.02  # no case of the class is ever quite without weight


def share_draws(
    case: BuildUp, others: Sequence[BuildUp], share: float, closeness: Closeness
) -> NDArray[np.float64]:
    """Equally likely days until a share of the ceiling is there; infinity for never.

    Cases of the same mission among `others` are not looked at. Raises ValueError if none is left.
    """
    known = [
        each
        for each in others
        if each.effort.mission != case.effort.mission and share in each.reached_after
    ]
    if not known:
        raise ValueError(f"{case.effort.code}: no other mission to learn from")
    weights = np.array([max(_FLOOR, closeness.weight(case, each)) for each in known])
    days = np.array([each.reached_after[share] for each in known])
    spread = (days[:, None] * np.exp(_BLUR * _NODES)).ravel()
    order = np.argsort(spread, kind="stable")
    cumulated = np.cumsum(np.repeat(weights, _NODES.size)[order])
    at = (np.arange(_DRAWS) + 0.5) / _DRAWS * cumulated[-1]
    drawn: NDArray[np.float64] = spread[order][np.searchsorted(cumulated, at)]
    return drawn


def plain_rate(case: BuildUp, others: Sequence[BuildUp], share: float) -> NDArray[np.float64]:
    """The base rate: the days of every other mission's build-ups, each counted once."""
    return np.array(
        [
            each.reached_after[share]
            for each in others
            if each.effort.mission != case.effort.mission and share in each.reached_after
        ]
    )


def chosen_closeness(cases: Sequence[BuildUp]) -> Closeness:
    """The closeness under which the cases, each left out with its mission, forecast best.

    Of equals the first. Whoever scores a case must not have it among `cases`.
    """

    def loss(closeness: Closeness) -> float:
        scores = [
            crps(
                np.minimum(share_draws(case, cases, share, closeness), HORIZON_DAYS),
                min(days, HORIZON_DAYS),
            )
            for case in cases
            for share, days in case.reached_after.items()
        ]
        return float(np.mean(scores))

    return min(_CHOICES, key=loss)
