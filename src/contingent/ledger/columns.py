"""Entries become columns of numbers: what weighing needs of each statement, without its words.

What a statement decides by itself (its day, whose word it is, whether it is a fact) is asked once,
of the same functions that `positions` uses. What depends on the moment asked about stays open:
corrections, retractions, flags, copies.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Hashable, Iterable, Sequence
from datetime import date
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from contingent.ledger.authority import authority_of
from contingent.ledger.chain import Entry, EntryKind, microseconds
from contingent.ledger.contributions import (
    ENDED_BY,
    SEVERITY,
    Said,
    amount_of,
    is_claim_of_others,
    is_fact,
)
from contingent.ledger.standing import (
    HEADLINE_FLAGS,
    Word,
    accepted_in,
    day_of,
    departs,
    is_own,
    places,
)
from contingent.vocabulary.capability import Kind
from contingent.vocabulary.claim import Pledge, Verdict
from contingent.vocabulary.plain import flag_of
from contingent.vocabulary.statement import Collective, Passage, Statement, Voice

__all__ = ["KINDS", "NEVER", "NOBODY", "UNSIZED", "Columns", "Correction", "Role", "Table"]

Array = npt.NDArray[Any]

KINDS = tuple(Kind)

NOBODY = -1
"""The number of no row, party or id."""

NEVER = 2**31 - 1
"""The day of what has none: no day asked about reaches it."""

UNSIZED = 2**63 - 1
"""The size of a word without a figure: after every figure."""

_BULK = 2_000  # so many rows are sorted anew; fewer are put in their places


class Role(IntEnum):
    """What a word that counts can do for the party it is about."""

    NOTHING = 0
    PLEDGE = 1  # its own
    FACT = 2  # seen or written down, whoever told
    VERDICT = 3  # its own, off the ladder
    CLAIM = 4  # of others


class Table(NamedTuple):
    """The columns, one row a statement as it was accepted or corrected."""

    party: Array  # int32; NOBODY: about no single party
    day: Array  # int32, proleptic ordinal; NEVER: undated
    known: Array  # int64, microseconds
    id: Array  # int32: the number of its id
    role: Array  # int8
    rung: Array  # int8
    authority: Array  # int8
    kinds: Array  # uint32, one bit a kind
    weakness: Array  # int8: which of one day's words stands, the greatest
    size: Array  # int64: of those, the smallest
    verdict: Array  # int8: index in SEVERITY; NOBODY: none
    speaker: Array  # int32
    is_official: Array  # bool: on record
    is_unnamed: Array  # bool
    is_own: Array  # bool
    places: Array  # bool: it can put its party on the board
    departs: Array  # bool
    is_accepted: Array  # bool; False: only a correction put it on record


_TYPES: dict[str, type] = {
    "party": np.int32,
    "day": np.int32,
    "known": np.int64,
    "id": np.int32,
    "role": np.int8,
    "rung": np.int8,
    "authority": np.int8,
    "kinds": np.uint32,
    "weakness": np.int8,
    "size": np.int64,
    "verdict": np.int8,
    "speaker": np.int32,
    "is_official": np.bool_,
    "is_unnamed": np.bool_,
    "is_own": np.bool_,
    "places": np.bool_,
    "departs": np.bool_,
    "is_accepted": np.bool_,
}


class Correction(NamedTuple):
    """A supersession: when it was known, its own id, and what stands in place of what."""

    known: int
    entry: str
    old: int
    row: int


class _Noted:
    """What was noted of new rows and is not settled yet."""

    def __init__(self) -> None:
        self.headlines: list[tuple[int, int, int]] = []
        self.bodies: list[tuple[int, int]] = []
        self.copies: list[tuple[int, int]] = []


def _pairs(width: int, rows: Sequence[tuple[int, ...]] = ()) -> Array:
    return np.array(rows, np.int32).reshape(-1, width)


class Columns:
    """Columns that grow with the ledger, and the rows of each party in the order of their days."""

    def __init__(self) -> None:
        self.table = Table(*(np.empty(0, _TYPES[name]) for name in Table._fields))
        self.order: Array = np.empty(0, np.int32)
        self.said: list[Said] = []
        self.parties: list[str] = []
        self.corrections: list[Correction] = []
        self.retractions: list[tuple[int, str, str]] = []  # known, own id, what it takes back
        self.flagged: dict[int, int] = {}  # document: since when its headlines do not count
        self.headlines = _pairs(3)  # row, document, whose word on whom
        self.bodies = _pairs(2)  # row, whose word on whom
        self.copies = _pairs(2)  # row, the id of the better telling
        self.repeated: dict[int, list[int]] = {}  # rows of an id that was accepted more than once
        self._first: dict[int, int] = {}
        self._numbers: dict[str, dict[Hashable, int]] = defaultdict(dict)
        self._kept: dict[Hashable, Any] = {}
        self._noted = _Noted()
        self._keys: Array = np.empty(0, np.int64)

    def number(self, room: str, name: Hashable) -> int:
        """The number of a name among its like; a new one the first time."""
        numbers = self._numbers[room]
        return numbers.setdefault(name, len(numbers))

    def add(self, entries: Iterable[Entry]) -> None:
        """Take in entries that come behind those that are here."""
        new: list[tuple[Any, ...]] = []
        start = len(self.said)
        for entry in entries:
            known = microseconds(entry.known_at)
            match entry.kind:
                case EntryKind.STATEMENT:
                    new.append(self._row(accepted_in(entry), known, is_accepted=True))
                case EntryKind.SUPERSESSION:
                    row, old = len(self.said), entry.payload["supersedes"]
                    new.append(self._row(accepted_in(entry), known, is_accepted=False))
                    made = Correction(known, entry.id, self.number("id", old), row)
                    self.corrections.append(made)
                case EntryKind.RETRACTION:
                    self.retractions.append((known, entry.id, entry.payload["retracts"]))
                case EntryKind.FLAG:
                    flag = flag_of(entry.payload)
                    if flag.type in HEADLINE_FLAGS:
                        self.flagged.setdefault(self.number("document", flag.document), known)
        if new:
            self._settle(new)
            self._put_in_order(range(start, len(self.said)))

    def _settle(self, new: Sequence[tuple[Any, ...]]) -> None:
        self.table = Table(
            *(
                np.concatenate([old, np.array(column, _TYPES[name])])
                for name, old, column in zip(
                    Table._fields, self.table, zip(*new, strict=True), strict=True
                )
            )
        )
        noted, self._noted = self._noted, _Noted()
        self.headlines = np.concatenate([self.headlines, _pairs(3, noted.headlines)])
        self.bodies = np.concatenate([self.bodies, _pairs(2, noted.bodies)])
        self.copies = np.concatenate([self.copies, _pairs(2, noted.copies)])

    def _row(self, statement: Statement, known: int, *, is_accepted: bool) -> tuple[Any, ...]:
        """One statement's values, in the order of `Table`."""
        day, own = day_of(statement), is_own(statement)
        word = Word(
            statement=statement,
            day=day or date.max,  # an undated word has no place in any order
            authority=authority_of(statement),
            own=own,
            counts=True,
            departs=False,
        )
        amount, claim = amount_of(word), statement.claim
        verdict = claim.verdict if own and isinstance(claim, Verdict) else None
        severity = SEVERITY.index(verdict) if verdict in ENDED_BY else NOBODY
        self._note(statement, is_accepted=is_accepted)
        self.said.append(
            Said(statement.id, word.rung, self._once(amount), self._once(statement.conditions))
        )
        speaker = statement.speaker
        return (
            self._party(statement.about),
            day.toordinal() if day else NEVER,
            known,
            self.number("id", statement.id),
            _role(word, severity),
            word.rung,
            word.authority,
            _mask(claim.kinds if isinstance(claim, Pledge | Verdict) else ()),
            severity if severity != NOBODY else -word.rung,
            UNSIZED if amount is None else min(amount.ceiling or amount.floor or 0, UNSIZED - 1),
            severity,
            self.number("speaker", (speaker.party, speaker.name)),
            statement.voice is Voice.OFFICIAL,
            statement.voice is Voice.OFFICIAL_UNNAMED,
            own,
            places(word),
            departs(statement),
            is_accepted,
        )

    def _note(self, statement: Statement, *, is_accepted: bool) -> None:
        """Keep what only the moment asked about decides: whether a better telling is known."""
        row, id_ = len(self.said), self.number("id", statement.id)
        if is_accepted:
            if id_ in self._first:
                self.repeated.setdefault(id_, [self._first[id_]]).append(row)
            self._first.setdefault(id_, row)
        if statement.copy_of:
            self._noted.copies.append((row, self.number("id", statement.copy_of)))
        cited = statement.citation
        if not isinstance(cited, Passage):
            return
        whose = (cited.document, statement.about, statement.speaker.party)
        if cited.in_headline:
            document = self.number("document", cited.document)
            self._noted.headlines.append((row, document, self.number("whose", whose)))
        elif isinstance(statement.claim, Pledge | Verdict):
            self._noted.bodies.append((row, self.number("whose", whose)))

    def _party(self, about: str | Collective) -> int:
        if isinstance(about, Collective) or not about:
            return NOBODY
        number = self.number("party", about)
        if number == len(self.parties):
            self.parties.append(about)
        return number

    def _once(self, value: Any) -> Any:
        """The same value, kept once however often it is said."""
        return self._kept.setdefault(value, value)

    def number_of(self, room: str, name: Hashable) -> int:
        """The number that a name has; NOBODY if it has none."""
        return self._numbers[room].get(name, NOBODY)

    def rows_of(self, id_: int) -> Sequence[int]:
        """The rows under which an id was accepted, in the order in which it was."""
        first = self._first.get(id_)
        return self.repeated.get(id_) or ([] if first is None else [first])

    def count(self, room: str) -> int:
        """How many names of that kind there are."""
        return len(self._numbers[room])

    def _put_in_order(self, new: range) -> None:
        """Keep the dated rows of each party by day, and by id within a day."""
        table = self.table
        rows = np.arange(new.start, new.stop, dtype=np.int32)
        rows = rows[(table.party[rows] != NOBODY) & (table.day[rows] != NEVER)]
        if len(rows) > _BULK:
            every = np.concatenate([self.order, rows])
            ids = np.array([self.said[row].id for row in every])
            self.order = every[np.lexsort((ids, table.day[every], table.party[every]))]
        else:
            by_key = sorted(rows, key=lambda row: (self._key(row), self.said[row].id))
            places = [self._place(row) for row in by_key]
            self.order = np.insert(self.order, places, np.array(by_key, np.int32))
        self._keys = table.party[self.order].astype(np.int64) << 32 | table.day[self.order]

    def _key(self, row: int) -> int:
        return int(self.table.party[row]) << 32 | int(self.table.day[row])

    def _place(self, row: int) -> int:
        """Where a row belongs among those in order."""
        key = self._key(row)
        low, high = (int(at) for at in np.searchsorted(self._keys, [key, key + 1]))
        same_day = [self.said[each].id for each in self.order[low:high]]
        return low + bisect_left(same_day, self.said[row].id)


def _role(word: Word, severity: int) -> Role:
    if isinstance(word.statement.claim, Pledge):
        if is_fact(word):
            return Role.FACT
        if word.own:
            return Role.PLEDGE
        return Role.CLAIM if is_claim_of_others(word) else Role.NOTHING
    return Role.VERDICT if severity != NOBODY else Role.NOTHING


def _mask(kinds: Iterable[Kind]) -> int:
    return sum(1 << KINDS.index(kind) for kind in set(kinds))
