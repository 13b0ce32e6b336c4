"""How long steps take and how often they are taken become figures that say where they come from."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from contingent.vocabulary.claim import Rung

__all__ = ["Basis", "Chance", "Delay", "Delays", "Factor", "Origin", "standard_delays"]

_P90_DEVIATES = 1.2815515655446004  # standard deviations between a normal's median and its P90


class Basis(StrEnum):
    """What a figure rests on, from the strongest to the weakest."""

    OBSERVED = "observed"
    REFERENCE_CLASS = "reference_class"
    JUDGEMENT = "judgement"


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a figure comes from: `n` cases (0 for judgement), a note for people, statement ids."""

    basis: Basis
    n: int = 0
    note: str = ""
    because: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.n < 0:
            raise ValueError("no figure rests on fewer than 0 cases")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delay:
    """Days that a step takes once it has begun: lognormal, told by three of its quantiles.

    The median is kept as it is; the spread is that between P10 and P90. Raises ValueError unless
    0 < P10 <= P50 <= P90.
    """

    name: str
    p10_days: float
    p50_days: float
    p90_days: float
    origin: Origin

    def __post_init__(self) -> None:
        if not 0 < self.p10_days <= self.p50_days <= self.p90_days < math.inf:
            raise ValueError(f"{self.name}: quantiles must be above 0 days and in order")

    @property
    def mu(self) -> float:
        """The mean of the logarithm of the days."""
        return math.log(self.p50_days)

    @property
    def sigma(self) -> float:
        """The standard deviation of the logarithm of the days; 0 for a fixed delay."""
        return math.log(self.p90_days / self.p10_days) / (2 * _P90_DEVIATES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """A share or a probability: a Beta, told by its mean and its weight (a pseudo-count).

    As a probability, `weight` is how many cases the mean is worth. As a share of what was said,
    the Beta is that of one contributor: a weight near 1 puts most of it near nothing and all.
    Raises ValueError unless 0 < mean < 1 and weight > 0.
    """

    name: str
    mean: float
    weight: float
    origin: Origin

    def __post_init__(self) -> None:
        if not 0 < self.mean < 1:
            raise ValueError(f"{self.name}: a chance lies between 0 and 1, not at {self.mean}")
        if not 0 < self.weight < math.inf:
            raise ValueError(f"{self.name}: a weight is above 0, not {self.weight}")

    @property
    def alpha(self) -> float:
        """The Beta's first parameter."""
        return self.mean * self.weight

    @property
    def beta(self) -> float:
        """The Beta's second parameter."""
        return (1 - self.mean) * self.weight


@dataclass(frozen=True, slots=True, kw_only=True)
class Factor:
    """By how much a circumstance multiplies a chance (which stays below 1); above 0."""

    name: str
    times: float
    origin: Origin

    def __post_init__(self) -> None:
        if not 0 < self.times < math.inf:
            raise ValueError(f"{self.name}: a factor is above 0, not {self.times}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delays:
    """Every duration and chance that a forecast draws on.

    `climb` is keyed by the rungs between which a step leads, in order and without gaps;
    `realisation` by the rung at which something was said, as the share of the personnel said that
    is ever deployed. `named` holds the rest by name, `factors` what multiplies a realisation.
    """

    climb: Mapping[tuple[Rung, Rung], Delay]
    realisation: Mapping[Rung, Chance]
    named: Mapping[str, Delay | Chance] = field(default_factory=dict)
    factors: Mapping[str, Factor] = field(default_factory=dict)

    def steps_from(self, rung: Rung) -> tuple[Delay, ...]:
        """The steps that a contributor at `rung` has still to take, in order.

        Whoever stands within a step has all of it ahead: nothing says how much is done.
        """
        return tuple(delay for (_, end), delay in sorted(self.climb.items()) if end > rung)

    def realised(self, rung: Rung) -> Chance:
        """The share of what was said at `rung` that is ever deployed.

        A rung without a figure has that of the next lower one, and the lowest counts for what is
        below it.
        """
        known = sorted(self.realisation)
        return self.realisation[max((each for each in known if each <= rung), default=known[0])]

    def delay(self, name: str) -> Delay:
        """A named delay; `answer:funding` falls back to `answer`. KeyError if there is none."""
        found = self._named(name)
        if not isinstance(found, Delay):
            raise KeyError(f"{name} is no delay")
        return found

    def chance(self, name: str) -> Chance:
        """A named chance; `favourable:funding` falls back to `favourable`. Else KeyError."""
        found = self._named(name)
        if not isinstance(found, Chance):
            raise KeyError(f"{name} is no chance")
        return found

    def _named(self, name: str) -> Delay | Chance:
        return self.named[name if name in self.named else name.partition(":")[0]]


_SHARE_WEIGHT = 0.8  # contributors send about all of it or about nothing

_CLIMB = {
    (Rung.CONSIDERING, Rung.OFFERED): (20, 75, 250, "from considering to an offer with a figure"),
    (Rung.OFFERED, Rung.NOTIFIED): (15, 60, 180, "from an offer to a letter"),
    (Rung.NOTIFIED, Rung.APPROVED): (7, 45, 150, "from a letter to the cabinet's approval"),
    (Rung.APPROVED, Rung.CONTRACTED): (10, 60, 180, "from approval to a signed agreement"),
    (Rung.CONTRACTED, Rung.ADVANCE_PARTY): (10, 45, 120, "from agreement to first arrivals"),
    (Rung.ADVANCE_PARTY, Rung.DEPLOYED): (14, 60, 240, "from first arrivals to 80 % of the pledge"),
}
_REALISATION = {
    Rung.CONSIDERING: 0.05,
    Rung.WILLING: 0.15,
    Rung.OFFERED: 0.35,
    Rung.PLEDGED: 0.45,
    Rung.NOTIFIED: 0.5,
    Rung.APPROVED: 0.85,
    Rung.ADVANCE_PARTY: 0.95,
}
_DELAYS = {
    "answer": (20, 90, 365, "until an open question is answered"),
    "formation": (20, 75, 300, "until a proposed body is formed"),
    "request": (3, 14, 60, "from settled terms to formal requests"),
    "cabinet": (7, 45, 150, "a cabinet's or president's decision"),
    "parliament": (3, 21, 70, "from the cabinet's to parliament's consent"),
    "court": (60, 95, 150, "added by a lawsuit"),
    "lift": (12, 25, 60, "from readiness to arrival by sea or air"),
    "resumption": (30, 120, 400, "from suspension to going on"),
    "phase": (14, 60, 240, "from the beginning of a phase to its end"),
}
_CHANCES = {
    "answered": (0.8, 5, "that an open question is ever answered"),
    "favourable": (0.65, 5, "that an answer suits who asked"),
    "formed": (0.85, 5, "that a proposed body is ever formed"),
    "requested": (0.9, 5, "that formal requests follow settled terms"),
    "cabinet_consents": (0.85, 5, "that a cabinet or president consents"),
    "parliament_consents": (0.9, 5, "that a parliament consents"),
    "litigation": (0.05, 20, "that a lawsuit delays an approved contribution"),
    "suspension": (0.1, 5, "that a contributor suspends once before it arrives"),
    "resumed": (0.5, 4, "that a suspended contribution goes on"),
    "rework": (0.1, 5, "that a step taken must be taken again"),
}
_FACTORS = {
    "lead": (1.3, "a lead nation or a neighbour"),
    "unfunded": (0.6, "a voluntary mission without funding"),
    "objection": (0.4, "an objection that stands, by a party that is asked"),
}
_JUDGED = "judgement, from public accounts of other missions; not fitted"


def standard_delays() -> Delays:
    """What we judge before any case was fitted; every figure says that it is judgement."""
    judged = Origin(basis=Basis.JUDGEMENT, note=_JUDGED)
    named: dict[str, Delay | Chance] = {}
    named |= {name: _delay(row, judged) for name, row in _DELAYS.items()}
    named |= {
        name: Chance(name=what, mean=mean, weight=weight, origin=judged)
        for name, (mean, weight, what) in _CHANCES.items()
    }
    return Delays(
        climb={step: _delay(row, judged) for step, row in _CLIMB.items()},
        realisation={
            rung: Chance(
                name=f"share of what was said at {rung.word} that is ever deployed",
                mean=mean,
                weight=_SHARE_WEIGHT,
                origin=judged,
            )
            for rung, mean in _REALISATION.items()
        },
        named=named,
        factors={
            name: Factor(name=what, times=times, origin=judged)
            for name, (times, what) in _FACTORS.items()
        },
    )


def _delay(row: tuple[float, float, float, str], origin: Origin) -> Delay:
    p10, p50, p90, name = row
    return Delay(name=name, p10_days=p10, p50_days=p50, p90_days=p90, origin=origin)
