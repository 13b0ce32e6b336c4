"""A rung becomes the chance that what was said arrives, and what weighs on that chance."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from contingent.vocabulary.claim import Rung

__all__ = ["PLANNING_CHANCES", "Chances"]

_BY_RUNG = MappingProxyType(
    {
        Rung.WILLING: 15,
        Rung.OFFERED: 35,
        Rung.PLEDGED: 45,
        Rung.NOTIFIED: 50,
        Rung.SELECTED: 60,
        Rung.APPROVED: 85,
        Rung.CONTRACTED: 90,
        Rung.PREPARING: 92,
        Rung.ADVANCE_PARTY: 95,
        Rung.DEPLOYED: 100,
        Rung.OPERATIONAL: 100,
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Chances:
    """Percent of what was said that arrives, by rung; below `willing` nothing is offered.

    The defaults are planning figures: judgement on the record of past missions, until figures
    fitted to it are given instead. `objection_percent` is what an objection leaves of a chance.
    """

    by_rung: Mapping[Rung, int] = field(default_factory=lambda: _BY_RUNG)
    objection_percent: int = 40

    def of(self, rung: Rung) -> int:
        """The chance of an offer at a rung, in percent; 0 where the rung is no offer."""
        return self.by_rung.get(rung, 0)

    def answered(self, rung: Rung, *, asked: int, answered: int) -> int:
        """The chance once some of the questions that a contributor asks are answered.

        All answers together lift an offer below `pledged` to a pledge, one below `approved` to an
        approval; each question bears an equal part of the way.
        """
        chance = self.of(rung)
        if not chance or not asked or rung >= Rung.APPROVED:
            return chance
        reach = self.of(Rung.PLEDGED if rung < Rung.PLEDGED else Rung.APPROVED)
        return round(chance + max(0, reach - chance) * answered / asked)


PLANNING_CHANCES = Chances()
"""What is used where nobody gives fitted figures."""
