"""The class of earlier build-ups becomes dates for a force, to stand beside its network's."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from contingent.plan.buildups import (
    HORIZON_DAYS,
    SHARES,
    BuildUp,
    chosen_closeness,
    share_draws,
)

__all__ = ["ShareDates", "dates_of", "earlier_dates", "last_day_of"]

_GRID = 400  # equally likely days
_FEW = 5  # of them; fewer say nothing about when


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareDates:
    """When a share of the ceiling is there, given that it is not on the first day.

    `chance` is that of a day up to the last one looked at, `p10`, `p50` and `p90` are days among
    those draws only; None: too few get there. `n` counts the earlier forces that tell of it.
    """

    share: float
    chance: float
    p10: date | None
    p50: date | None
    p90: date | None
    n: int


def last_day_of(case: BuildUp, horizon: date) -> date:
    """The last day of which the class can tell: the horizon, or two years from authorisation."""
    return min(horizon, case.effort.authorised_on + timedelta(days=HORIZON_DAYS))


def earlier_dates(
    case: BuildUp,
    others: Sequence[BuildUp],
    *,
    in_theatre: float,
    start: date,
    last: date,
) -> tuple[ShareDates, ...]:
    """What the class says on a day of each share above the one that is `in_theatre`.

    Cases of the same mission among `others` are not looked at. A share that every earlier force
    had by as many days is left out, and so is one of which no other mission tells. A larger share
    is never there before a smaller one. Raises ValueError where a share is told of by one mission
    alone: then nothing says how much likeness counts.
    """
    known = [each for each in others if each.effort.mission != case.effort.mission]
    if not known or last <= start:
        return ()
    closeness = chosen_closeness(known)
    passed = (start - case.effort.authorised_on).days
    found: list[ShareDates] = []
    smaller = np.zeros(_GRID)
    for share in SHARES:
        n = sum(share in each.reached_after for each in known)
        if share <= in_theatre or not n:
            continue
        draws = share_draws(case, known, share, closeness)
        left = np.sort(draws[draws > passed]) - passed
        if not left.size:
            continue
        smaller = np.maximum(smaller, left[np.arange(_GRID) * left.size // _GRID])
        chance, (p10, p50, p90) = dates_of(smaller, days=(start, last), enough=_FEW)
        found.append(ShareDates(share=share, chance=chance, p10=p10, p50=p50, p90=p90, n=n))
    return tuple(found)


def dates_of(
    draws: NDArray[np.floating], *, days: tuple[date, date], enough: int
) -> tuple[float, tuple[date | None, ...]]:
    """Draws of days from the first of `days` become the chance by the last, and P10, P50, P90.

    Those are of the draws that get there; None where fewer than `enough` do.
    """
    start, last = days
    reached = np.sort(draws[draws <= (last - start).days])
    chance = reached.size / draws.size
    if reached.size < enough:
        return chance, (None, None, None)
    at = [round(q * (reached.size - 1)) for q in (0.1, 0.5, 0.9)]
    return chance, tuple(start + timedelta(days=float(reached[each])) for each in at)
