"""Schedules of days become what they deliver and what an adversary could make of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contingent.field.choices import Choices

__all__ = ["Outcome", "Schedule", "mean_of", "outcome_of", "schedule_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """One day: how many convoys take each choice, by the choice's position; none is left out."""

    convoys: tuple[tuple[int, int], ...]

    def vector(self, count: int) -> NDArray[np.float64]:
        """Convoys by choice, for `count` choices."""
        values = np.zeros(count)
        for choice, convoys in self.convoys:
            values[choice] = convoys
        return values


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What comes of a policy on a mean day, in tonnes.

    `sent` is all that leaves; `useful` is what sites can use, since what comes above their need on
    one day serves on the next. `worst_loss` is lost to an adversary who knows the policy and not
    the day's draw; a convoy that is hit twice counts twice. `everyday_loss` is lost to incidents
    that nobody plans.
    """

    sent: float
    useful: float
    worst_loss: float
    everyday_loss: float | None  # None: no passages are on record
    escort_units: float
    convoy_km: float
    site_tonnes: tuple[float, ...]

    @property
    def net(self) -> float:
        """Useful tonnes less both losses; an unknown loss is not in it."""
        return self.useful - self.worst_loss - (self.everyday_loss or 0.0)

    @property
    def worst_percent(self) -> float:
        """The worst loss as a share of what is sent."""
        return 100 * self.worst_loss / self.sent if self.sent else 0.0

    @property
    def everyday_percent(self) -> float | None:
        """The everyday loss as a share of what is sent; None where it is unknown."""
        if self.everyday_loss is None or not self.sent:
            return None
        return 100 * self.everyday_loss / self.sent


def schedule_of(values: NDArray[np.float64]) -> Schedule:
    """The schedule of a vector of whole convoys by choice."""
    whole = np.rint(values).astype(int)
    return Schedule(convoys=tuple((int(at), int(whole[at])) for at in np.flatnonzero(whole)))


def mean_of(
    choices: Choices, schedules: Sequence[Schedule], weights: Sequence[float] | None = None
) -> NDArray[np.float64]:
    """Convoys by choice on the mean day of some schedules."""
    shares = weights or [1 / len(schedules)] * len(schedules)
    count = len(choices.every)
    total = np.zeros(count)
    for each, share in zip(schedules, shares, strict=True):
        total += share * each.vector(count)
    return total


def outcome_of(choices: Choices, mean_day: NDArray[np.float64]) -> Outcome:
    """What comes of a mean day, where the adversary picks the worst roads and slots for it."""
    network = choices.network
    there = choices.delivered @ mean_day
    needs = np.array([site.tonnes_per_day for site in network.sites])
    reach = np.sort(choices.within_reach @ mean_day)[::-1]
    everyday = choices.everyday_loss
    return Outcome(
        sent=float(there.sum()),
        useful=float(np.minimum(there, needs).sum()),
        worst_loss=float(reach[: network.terms.ambushes_per_day].sum()),
        everyday_loss=None if everyday is None else float(everyday @ mean_day),
        escort_units=float(choices.escorts @ mean_day),
        convoy_km=float(choices.km @ mean_day),
        site_tonnes=tuple(float(tonnes) for tonnes in there),
    )
