"""What a network is built from, and what of it concerns a delay that has begun already."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from math import exp, log
from statistics import NormalDist

from contingent.ledger.board import Positions
from contingent.mission import Expected, Mission
from contingent.plan.delays import Basis, Chance, Delay, Delays, Origin

__all__ = ["Ground", "expected_chance", "expected_delay", "remaining", "still_possible"]

_NORMAL = NormalDist()
_FLOOR = 1e-6  # beyond this even a wide delay says nothing more about what remains


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """A mission as known on the day `start`, where everybody stands, and what delays to expect.

    `measures` says which of the mission's measures hold (absent: nobody knows yet).
    """

    mission: Mission
    positions: Positions
    delays: Delays
    start: date
    measures: Mapping[str, bool] = field(default_factory=dict)

    def shocks(self, kind: str, name: str) -> tuple[tuple[str, float], ...]:
        """The drivers that push a question, a body or a party: two at most, the strongest.

        A mission that names none has one, on everything: the will of those who decide.
        """
        reference = f"{kind}:{name}"
        found = [
            (driver.id, driver.load / 100)
            for driver in self.mission.drivers
            if not driver.on or reference in driver.on
        ]
        if not self.mission.drivers:
            found = [("shared will", 0.5)]
        return tuple(sorted(found, key=lambda each: (-abs(each[1]), each[0]))[:2])


def expected_delay(given: Expected | None, usual: Delay) -> Delay:
    """A planner's delay where there is one, else the usual."""
    if given is None or not given.days:
        return usual
    p10, p50, p90 = given.days
    return Delay(name=usual.name, p10_days=p10, p50_days=p50, p90_days=p90, origin=_origin(given))


def expected_chance(given: Expected | None, usual: Chance) -> tuple[float, Origin]:
    """A planner's chance where there is one, else the usual; with where it comes from."""
    if given is None or given.percent is None:
        return usual.mean, usual.origin
    return given.percent / 100, _origin(given)


def _origin(given: Expected) -> Origin:
    said = given.reason or given.source or given.note
    return Origin(basis=Basis.JUDGEMENT, note=f"the mission file: {said}".rstrip(": "))


def remaining(delay: Delay, waited_days: float) -> Delay:
    """What is left of a delay of which some days have passed without an end.

    Not the delay less the days: who has waited long may well wait longer.
    """
    if waited_days <= 0 or not delay.sigma:
        return delay
    left = _left(delay, waited_days)
    days = [_quantile(delay, 1 - left * (1 - q)) - waited_days for q in (0.1, 0.5, 0.9)]
    p10, p50, p90 = (max(day, 0.5) for day in days)
    return Delay(
        name=delay.name,
        p10_days=p10,
        p50_days=max(p10, p50),
        p90_days=max(p10, p50, p90),
        origin=delay.origin,
    )


def still_possible(probability: float, delay: Delay, waited_days: float) -> float:
    """The chance that something still happens, given that it has not so far.

    By Bayes: what would never happen and what is merely late look alike for a while.
    """
    if waited_days <= 0 or not delay.sigma:
        return probability
    late = probability * _left(delay, waited_days)
    return late / (late + 1 - probability) if probability < 1 else 1.0


def _left(delay: Delay, waited_days: float) -> float:
    """The share of such delays that last longer than these days."""
    z = (log(waited_days) - delay.mu) / delay.sigma
    return max(_NORMAL.cdf(-z), _FLOOR)


def _quantile(delay: Delay, q: float) -> float:
    return exp(delay.mu + delay.sigma * _NORMAL.inv_cdf(min(max(q, _FLOOR), 1 - _FLOOR / 100)))
