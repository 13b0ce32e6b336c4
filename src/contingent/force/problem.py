"""The records that a force problem is made of: offers, needs, named rules, and their limits.

Figures are whole numbers so that every solver computes on the same ones: personnel, tonnes, money
in the mission's currency, chances in percent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from contingent.vocabulary.capability import Amount, Kind
from contingent.vocabulary.claim import Rung

__all__ = [
    "ABLE_TO_LEAD",
    "ESCORTS",
    "WHOLE_FORCE",
    "AreaRule",
    "BesideRule",
    "Budget",
    "ForceProblem",
    "LargestShare",
    "LiftLimit",
    "Need",
    "Offer",
    "OneFigure",
    "Ratio",
    "Refusal",
    "Rule",
    "TaskRule",
    "UnderRule",
    "View",
    "covers",
    "kinds_covered",
]

WHOLE_FORCE = ""
"""The place of what serves the force and no sector, such as its headquarters."""

ESCORTS = "convoy escorts"
"""The place of those who escort aid convoys: they count towards nothing else. No code of a sector
has a space in it."""

_MILITARY = (
    Kind.INFANTRY,
    Kind.ENGINEERING,
    Kind.MEDICAL,
    Kind.AVIATION,
    Kind.LOGISTICS,
    Kind.SIGNALS,
    Kind.EOD,
    Kind.ISR,
)

_COVERS = {
    **{kind: frozenset({kind, Kind.TROOPS}) for kind in _MILITARY},
    Kind.TROOPS: frozenset({Kind.TROOPS, Kind.INFANTRY}),
}
"""Kinds that cover more than themselves: every arm counts where troops are asked for; soldiers
with no arm named can be counted as infantry, and never as an enabler."""

ABLE_TO_LEAD = frozenset({Kind.INFANTRY, Kind.TROOPS, Kind.POLICE})
"""Kinds that can be placed in a sector to lead it, though their line is one of the whole force."""


class View(StrEnum):
    """How what was said is believed: all of it, weighted by its rung, or as scenarios."""

    FACE = "face"
    EXPECTED = "expected"
    ROBUST = "robust"


@dataclass(frozen=True, slots=True, kw_only=True)
class Offer:
    """One kind that one contributor may bring, in equal parts that can be placed apart.

    `because` holds statement ids or places in the mission's files; `assumed` says in words which
    of the figures are planning defaults and not anybody's word. `rung`, `said` and `conditions`
    are what its contributor's word is; `conditions` decide nothing, the chance follows the rung.
    """

    id: str
    party: str
    kind: Kind
    parts: int = 1
    part_size: int  # personnel in each part
    chance_percent: int  # that it arrives
    first: int = 0  # the phase from which it can serve, counted from 0
    last: int | None = None  # the last phase in which it serves; None: to the end
    ready_in_days: int = 0
    tour_days: int | None = None  # None: nobody said how long it stays
    self_sustained_days: int | None = None  # None: nobody said
    languages: tuple[str, ...] = ()
    tonnes: int = 0  # to be lifted, per part
    cost: int = 0  # per part
    port: str = ""
    shared_figure: int = 0  # personnel said for several kinds together; 0: it has its own
    asks: tuple[str, ...] = ()  # open questions that its contributor wants answered
    rung: Rung | None = None  # None: nobody's word stands behind it
    said: Amount | None = None  # None: no figure was given
    conditions: tuple[str, ...] = ()
    because: tuple[str, ...] = ()
    assumed: tuple[str, ...] = ()

    @property
    def personnel(self) -> int:
        """All of its parts together."""
        return self.parts * self.part_size

    def serves_in(self, phase: int | None) -> bool:
        """True if it is there in a phase; None: in any."""
        return phase is None or (self.first <= phase and (self.last is None or phase <= self.last))


@dataclass(frozen=True, slots=True, kw_only=True)
class Need:
    """One line of the requirement: at least `minimum` personnel of a kind at a place.

    The place WHOLE_FORCE counts all places but ESCORTS together; phase None means any phase.
    `within_days` is the latest day on which those who cover it must be ready; None: whenever they
    are. It is to be held from one day to another, counted from the day of the question; until
    None: nobody said.
    """

    id: str
    kind: Kind
    minimum: int
    sector: str = WHOLE_FORCE
    phase: int | None = None
    critical: bool = False
    within_days: int | None = None
    task: str = ""
    held_from: int = 0
    held_until: int | None = None
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A limit with a name, traced to a statement or to the mission file.

    A hard rule is never broken; a soft one may be, at a price that the objective names.
    """

    id: str
    hard: bool = True
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaRule(Rule):
    """A contributor (or one offer of it) does not serve in these sectors."""

    party: str
    sectors: tuple[str, ...]
    offer: str = ""  # empty: every offer of the party


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskRule(Rule):
    """A contributor does not take part in a task; lines of that task are not covered by it."""

    party: str
    task: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BesideRule(Rule):
    """A contributor does not serve in a sector where another serves."""

    party: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class UnderRule(Rule):
    """A contributor does not serve in a sector that another leads."""

    party: str
    other: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refusal(Rule):
    """A contributor is kept out: by an objection that forbids, or by the planner."""

    party: str
    by: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget(Rule):
    """All parts together cost no more than this."""

    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class LiftLimit(Rule):
    """What arrives in one phase weighs no more tonnes than this; port empty: all ports."""

    phase: int
    limit: int
    port: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class LargestShare(Rule):
    """No contributor brings more than this share of all personnel."""

    percent: int
    party: str = ""  # empty: holds for every party alike


@dataclass(frozen=True, slots=True, kw_only=True)
class Ratio(Rule):
    """So many personnel of a kind for every hundred of others, in one phase (None: over all)."""

    kind: Kind
    percent: int
    of: tuple[Kind, ...]
    phase: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OneFigure(Rule):
    """Offers of several kinds for which one figure was said bring no more than that together."""

    party: str
    offers: tuple[str, ...]
    limit: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceProblem:
    """Everything that decides which package is best.

    `lead_minimum` is how many personnel a contributor needs in a sector to command it. `phases`
    are names in order; empty: there is one. Raises ValueError where an id is there twice.
    """

    offers: tuple[Offer, ...]
    needs: tuple[Need, ...]
    sectors: tuple[str, ...] = ()
    phases: tuple[str, ...] = ()
    rules: tuple[Rule, ...] = ()
    lead_minimum: int = 400
    currency: str = "USD"

    def __post_init__(self) -> None:
        for what, items in (("offer", self.offers), ("need", self.needs), ("rule", self.rules)):
            _refuse_doubles(what, [item.id for item in items])

    def in_order(self) -> ForceProblem:
        """The same problem with its parts by id, so that their order decides nothing."""
        return replace(
            self,
            offers=tuple(sorted(self.offers, key=lambda offer: offer.id)),
            needs=tuple(sorted(self.needs, key=lambda need: need.id)),
            rules=tuple(sorted(self.rules, key=lambda rule: rule.id)),
        )

    @property
    def parties(self) -> tuple[str, ...]:
        """Every contributor, by code."""
        return tuple(sorted({offer.party for offer in self.offers}))


def _refuse_doubles(what: str, ids: Sequence[str]) -> None:
    if len(set(ids)) < len(ids):
        twice = next(id for id, count in Counter(ids).items() if count > 1)
        raise ValueError(f"{what} {twice} is there twice")


def kinds_covered(kind: Kind) -> frozenset[Kind]:
    """The kinds of need towards which people of a kind count, their own among them."""
    return _COVERS.get(kind, frozenset({kind}))


def covers(offer: Offer, need: Need, place: str) -> bool:
    """True if an offer, placed there, counts towards a need; caveats apart."""
    return (
        (need.sector == place or (need.sector == WHOLE_FORCE and place != ESCORTS))
        and need.kind in kinds_covered(offer.kind)
        and offer.serves_in(need.phase)
        and (need.within_days is None or offer.ready_in_days <= need.within_days)
    )
