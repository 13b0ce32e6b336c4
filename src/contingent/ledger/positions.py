"""Ledger entries fold into where each party stands, as of one moment: pure, never stored."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contingent.vocabulary.capability import Amount, Comparator, Kind
from contingent.vocabulary.claim import Rung, VerdictType
from contingent.vocabulary.moment import AsOf

__all__ = ["Contribution", "CountSaid", "OpenQuestion", "OthersClaim", "Position", "Positions"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Contribution:
    """One kind that a party may bring, at its own rung. `because` holds statement ids."""

    kind: Kind
    rung: Rung
    verdict: VerdictType | None  # None: no word off the ladder stands
    amount: Amount | None  # None: no figure was given
    conditions: tuple[str, ...]
    because: tuple[str, ...]


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Position:
    """What one party has said that it will do, as of one moment.

    `rung`, `verdict`, `amount` and `conditions` are those of its firmest contribution;
    `contributions` keeps every kind apart. `contested` says why accounts differ, one sentence
    each; empty: they do not. `last_heard` is the day of its own latest word.
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
class Positions:
    """Where everybody stands as of one moment. Sorted by firmness, then by code."""

    as_of: AsOf
    positions: tuple[Position, ...]
    counts: tuple[CountSaid, ...]
    questions: tuple[OpenQuestion, ...]

    def __getitem__(self, party: str) -> Position:
        """The position of a party by its code; KeyError if nothing was ever said of it."""
        for position in self.positions:
            if position.party == party:
                return position
        raise KeyError(party)
