"""The records that a board of positions is made of: values, and how a figure reads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from contingent.ledger.labels import Marking, join
from contingent.vocabulary.capability import Amount, Comparator, Kind
from contingent.vocabulary.claim import Claim, DecisionType, Rung, VerdictType
from contingent.vocabulary.label import Label
from contingent.vocabulary.moment import AsOf, ImpreciseDate
from contingent.vocabulary.statement import Flag, Voice

__all__ = [
    "SET_ASIDE",
    "Acceptance",
    "Change",
    "Contribution",
    "CountSaid",
    "DecisionTaken",
    "Heard",
    "OpenQuestion",
    "OthersClaim",
    "Overview",
    "Position",
    "Positions",
    "Standpoint",
    "Tally",
    "figure_of",
]

SET_ASIDE = frozenset({VerdictType.DECLINED, VerdictType.SUSPENDED, VerdictType.WITHDRAWN})
"""Verdicts under which a rung is history: it was reached and does not stand."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One kind that a party may bring, at its own rung. `because` holds statement ids."""

    kind: Kind
    rung: Rung
    verdict: VerdictType | None  # None: no word off the ladder stands
    amount: Amount | None  # None: no figure was given
    conditions: tuple[str, ...]
    because: tuple[str, ...]
    own: bool = True  # False: only the word of others stands behind it

    @property
    def stands(self) -> bool:
        """False where the rung is history: declined, suspended or withdrawn since."""
        return self.verdict not in SET_ASIDE


@dataclass(frozen=True, slots=True, kw_only=True)
class OthersClaim:
    """What somebody else says of a party; it never lifts the party above `considering`."""

    by: str
    speaker: str
    rung: Rung | None  # None: a verdict was claimed, not a rung
    verdict: VerdictType | None
    kinds: tuple[Kind, ...]
    said_on: date | None
    statement: str
    amount: Amount | None = None  # None: no figure was given


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What one party has said that it will do, as of one moment.

    `rung`, `verdict`, `amount` and `conditions` are those of its firmest contribution, with the
    conditions of that verdict and any stated alone; `contributions` keeps every kind apart.
    `contested` says why accounts differ, one sentence each; empty: they do not. `last_heard` is
    the day of its own latest word.
    """

    party: str
    rung: Rung
    verdict: VerdictType | None
    kinds: tuple[Kind, ...]
    amount: Amount | None
    conditions: tuple[str, ...]
    contributions: tuple[Contribution, ...]
    claimed_by_others: tuple[OthersClaim, ...]
    contested: tuple[str, ...]
    asks: tuple[str, ...]  # topics on which it wants an answer
    because: tuple[str, ...]  # never empty
    last_heard: date | None  # None: nothing of its own

    @property
    def stands(self) -> bool:
        """False where the rung is history: declined, suspended or withdrawn since."""
        return self.verdict not in SET_ASIDE

    @property
    def brings_only_money(self) -> bool:
        """True where nothing but money stands at its firmest rung."""
        firmest = {part.kind for part in self.contributions if part.rung is self.rung}
        return firmest == {Kind.FUNDING}


@dataclass(frozen=True, slots=True, kw_only=True)
class CountSaid:
    """So many unnamed parties said to stand at a rung, by whom and when."""

    rung: Rung
    count: int | None
    comparator: Comparator
    kinds: tuple[Kind, ...]
    by: str
    said_on: date | None
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenQuestion:
    """A topic that parties want settled, and who they are."""

    topic: str
    asked_by: tuple[str, ...]
    answered: bool
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """The parties at one rung whose word stands, and the personnel that they said.

    `floor` and `ceiling` add up said numbers only, None where nobody said one. `unknown` parties
    gave no figure; `no_floor` and `no_ceiling` of the others left that side open. So `floor` is
    a sum of what some promised at least, and `ceiling` bounds nothing unless the rest is 0.
    """

    parties: tuple[str, ...]
    floor: int | None
    ceiling: int | None
    unknown: int
    no_floor: int
    no_ceiling: int


@dataclass(frozen=True, slots=True, kw_only=True)
class DecisionTaken:
    """One act of a body, put together from all who told of it.

    `disputed` says where the tellings cannot all be true, one sentence each.
    """

    act: DecisionType
    instrument: str
    body: str
    date: ImpreciseDate | None  # None: nobody said when
    in_favour: tuple[str, ...]
    against: tuple[str, ...]
    abstained: tuple[str, ...]
    disputed: tuple[str, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Acceptance:
    """A consent, objection or exclusion: by whom, toward whom (empty: the force), whose word."""

    verdict: VerdictType
    by: str
    toward: str
    told_by: str  # the party whose word it is; another than `by` where it is hearsay
    said_on: date
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Heard:
    """One statement as it was said, with whose word it is."""

    statement: str
    claim: Claim
    about: str  # a party; empty: the mission, or parties not named
    by: str
    speaker: str
    voice: Voice
    said_on: date | None  # None: undated


@dataclass(frozen=True, slots=True, kw_only=True)
class Positions:
    """Where everybody stands as of one moment. Sorted by firmness, then by code.

    `undated` statements can be read but move nothing. `flags` are those of documents known then.
    """

    as_of: AsOf
    positions: tuple[Position, ...]
    counts: tuple[CountSaid, ...]
    questions: tuple[OpenQuestion, ...]
    totals: Mapping[Rung, Tally] = field(default_factory=dict)
    decisions: tuple[DecisionTaken, ...] = ()
    acceptance: tuple[Acceptance, ...] = ()
    schedules: tuple[Heard, ...] = ()
    conditions: tuple[Heard, ...] = ()
    drivers: tuple[Heard, ...] = ()
    records: tuple[Heard, ...] = ()
    flags: tuple[Flag, ...] = ()
    undated: tuple[Heard, ...] = ()

    def __getitem__(self, party: str) -> Position:
        """The position of a party by its code; KeyError if nothing was ever said of it."""
        for position in self.positions:
            if position.party == party:
                return position
        raise KeyError(party)


@dataclass(frozen=True, slots=True, kw_only=True)
class Standpoint:
    """Where one party stands, in short: its contributions, the firmest first."""

    party: str
    contributions: tuple[Contribution, ...]
    last_heard: date | None  # None: nothing of its own

    @property
    def rung(self) -> Rung:
        """That of its firmest contribution."""
        return self.contributions[0].rung if self.contributions else Rung.UNKNOWN

    @property
    def verdict(self) -> VerdictType | None:
        """That over its firmest contribution; None: no word off the ladder stands."""
        return self.contributions[0].verdict if self.contributions else None

    @property
    def stands(self) -> bool:
        """False where the rung is history: declined, suspended or withdrawn since."""
        return self.verdict not in SET_ASIDE

    @property
    def because(self) -> tuple[str, ...]:
        """The statements behind its contributions; empty where none has a rung or verdict."""
        return tuple(dict.fromkeys(id for each in self.contributions for id in each.because))


@dataclass(frozen=True, slots=True, kw_only=True)
class Overview:
    """Who stands where as of one moment, without what was said around it.

    Sorted like `Positions`, and equal to them in all that it has. `entries` counts those that the
    viewer may see, known by then or later. `label` is that of the whole, `labels` those of the
    statements behind it that bear one.
    """

    as_of: AsOf
    standpoints: tuple[Standpoint, ...]
    totals: Mapping[Rung, Tally]
    entries: int = 0
    labels: Mapping[str, Label] = field(default_factory=dict)
    label: Marking = field(default_factory=Marking)

    def marking(self, because: Iterable[str]) -> Marking:
        """The label of what rests on these statements: that of all of them together."""
        return join(self.labels[id] for id in because if id in self.labels)


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What became different for a party between two moments, in plain words on both sides.

    `aspect` is `rung`, `verdict`, `amount`, `conditions` or `asks`; `kind` is empty where it
    concerns the party as a whole. An empty `before` or `after` means: nothing yet, nothing more.
    """

    party: str
    kind: str
    aspect: str
    before: str
    after: str
    because: tuple[str, ...]


def figure_of(amount: Amount | None) -> str:
    """An amount in words as it was said; empty for none."""
    if amount is None:
        return ""
    about = "about " if amount.about else ""
    unit = "" if amount.unit == "personnel" else f" {amount.unit}"
    floor, ceiling = amount.floor, amount.ceiling
    if floor is None:
        return f"{amount.vague}{unit}" if ceiling is None else f"up to {about}{ceiling:,}{unit}"
    if ceiling is None:
        return f"{about}{floor:,} or more{unit}"
    if floor == ceiling:
        return f"{about}{floor:,}{unit}"
    return f"{about}{floor:,} to {ceiling:,}{unit}"
