"""A frame becomes a mixture of days, one of which is drawn each morning, and the draw.

The adversary knows the mixture and not the draw. The value of this game depends on the mean day
alone, so a linear programme over mean days bounds it; a plan for many days, rounded from that
programme, gives whole days to mix; and where those leave a gap, the day that the prices of the
mixture call for is added (double oracle: McMahan, Gordon and Blum, 2003).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from contingent.field.choices import Choices
from contingent.field.frames import DayType, Frame, best_day, programme, split_into_days, tie_tonnes
from contingent.field.linear import Linear, Solved, rows_of, solve
from contingent.field.schedules import Outcome, Schedule, mean_of, outcome_of

__all__ = ["Chance", "Mixture", "draw", "mixture"]

GAP = 0.01
"""How far, at most, a mixture is left from its bound where rounds allow."""
SPREAD_DAYS = 28
"""Days over which mean convoys are rounded to whole ones."""
ROUNDS = 40
"""Most days that are added one by one."""
_SHORT_OF_FLOOR = 100.0  # tonnes given up for each by which the days so far miss a floor


class Chance(Protocol):
    """A source of chance, such as that of the operating system."""

    def random(self) -> float:
        """A number from 0 to 1, 1 excluded."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Mixture:
    """Days with the share of mornings on which each is drawn, and what comes of the whole.

    `bound` is the net tonnes a day that no mixture exceeds.
    """

    days: tuple[Schedule, ...]
    shares: tuple[float, ...]
    outcome: Outcome
    bound: float

    @property
    def gap(self) -> float:
        """How far the mixture may be from the best, as a share of the bound."""
        return max(0.0, 1 - self.outcome.net / self.bound) if self.bound > 0 else 0.0


def mixture(frame: Frame, *, gap: float = GAP, start: Sequence[Schedule] = ()) -> Mixture | None:
    """The mixture for the one type of day in a frame; None if no day keeps to the frame.

    `start` may hold days that are known to keep to it. Raises ValueError for several types.
    """
    if len(frame.types) != 1:
        raise ValueError("a mixture is for one type of day")
    (day,) = frame.types
    relaxed = solve(programme(frame, whole=False))
    if relaxed is None:
        return None
    bound = relaxed.bound / frame.days + tie_tonnes(frame.choices)
    mean_day = relaxed.values[: len(frame.choices.every)] / frame.days
    days = [*start, *_rounded(frame, day, mean_day)]
    if not days:
        return None
    master = _master(frame, days)
    for _ in range(ROUNDS):
        if master is None:
            return None
        if bound - master.gain <= gap * abs(bound):
            break
        worth, level = _worth(frame.choices, master)
        priced = best_day(frame, day, worth)
        if priced is None:
            break
        bound = min(bound, master.gain + max(0.0, priced[1] - level))
        if priced[0] in days or bound - master.gain <= gap * abs(bound):
            break
        days.append(priced[0])
        master = _master(frame, days)
    if master is None:
        return None
    return _mixed(frame.choices, days, master.values[: len(days)], bound)


def _mixed(
    choices: Choices, days: Sequence[Schedule], shares: NDArray[np.float64], bound: float
) -> Mixture:
    kept = [(day, float(share)) for day, share in zip(days, shares, strict=True) if share > 1e-6]
    total = math.fsum(share for _, share in kept)
    used = tuple(day for day, _ in kept)
    parts = tuple(share / total for _, share in kept)
    outcome = outcome_of(choices, mean_of(choices, used, parts))
    return Mixture(days=used, shares=parts, outcome=outcome, bound=bound)


def _rounded(frame: Frame, day: DayType, mean_day: NDArray[np.float64]) -> tuple[Schedule, ...]:
    """Whole days whose mean is near a mean day: its convoys over four weeks, rounded and split."""
    load = frame.choices.network.terms.load_tonnes
    many = replace(day, positions=tuple(range(SPREAD_DAYS)))
    wide = replace(
        frame,
        types=(many,),
        floors=tuple(max(0.0, SPREAD_DAYS / frame.days * each - load) for each in frame.floors),
    )
    linear = programme(wide, whole=True)
    count = len(mean_day)
    low, high = linear.low.copy(), linear.high.copy()
    low[:count] = np.maximum(0, np.floor(SPREAD_DAYS * mean_day + 1e-6) - 1)
    high[:count] = np.ceil(SPREAD_DAYS * mean_day - 1e-6)
    found = solve(replace(linear, low=low, high=high), seconds=5.0, gap=GAP / 4)
    if found is None:
        return ()
    return split_into_days(wide, many, np.rint(found.values[:count]))


def _master(frame: Frame, days: Sequence[Schedule]) -> Solved | None:
    """The best shares of some days, with the price of each site's tonnes and each spot's reach."""
    choices = frame.choices
    count, sites = len(choices.every), len(choices.network.sites)
    made = np.array([day.vector(count) for day in days]).T
    spots = choices.within_reach.shape[0]
    cost = np.zeros(len(days)) if choices.everyday_loss is None else choices.everyday_loss @ made
    needs = np.array([float(site.tonnes_per_day) for site in choices.network.sites])
    floors = np.minimum(np.array(frame.floors) / frame.days, needs)
    ambushes = float(choices.network.terms.ambushes_per_day)
    behind, each_site = spots + 1, sparse.eye(sites)
    rows = (
        rows_of([np.ones((1, len(days))), sites, behind, sites], 1, 1),
        rows_of([choices.delivered @ made, -each_site, behind, each_site], 0, np.inf),
        rows_of(
            [
                choices.within_reach @ made,
                sites,
                sparse.hstack([-np.ones((spots, 1)), -sparse.eye(spots)]),
                sites,
            ],
            -np.inf,
            0,
        ),
    )
    return solve(
        Linear(
            gain=np.r_[
                -cost, np.ones(sites), -ambushes, -np.ones(spots), np.full(sites, -_SHORT_OF_FLOOR)
            ],
            low=np.r_[np.zeros(len(days)), floors, np.zeros(behind + sites)],
            high=np.r_[np.ones(len(days)), needs, np.full(behind + sites, np.inf)],
            rows=rows,
        )
    )


def _worth(choices: Choices, master: Solved) -> tuple[NDArray[np.float64], float]:
    """What a convoy of each choice is worth to the mixture, and what a day in it is worth."""
    sites = len(choices.network.sites)
    level, prices, reach = (
        master.prices[0],
        master.prices[1 : 1 + sites],
        master.prices[1 + sites :],
    )
    worth = -(choices.delivered.T @ prices) - choices.within_reach.T @ reach
    if choices.everyday_loss is not None:
        worth = worth - choices.everyday_loss
    return worth, float(level)


def draw(mixed: Mixture, chance: Chance) -> Schedule:
    """One day, drawn by the shares of a mixture."""
    mark = chance.random()
    for day, share in zip(mixed.days, mixed.shares, strict=True):
        mark -= share
        if mark < 0:
            return day
    return mixed.days[-1]
