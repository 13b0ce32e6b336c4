"""Entries become columns of numbers: what weighing needs of each statement, without its words.

What a statement decides by itself (its day, whose word it is, whether it is a fact) is asked once,
of the same functions that `positions` uses. What depends on the moment or on who asks stays open:
corrections, retractions, flags, copies, labels.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence
from datetime import date
from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np

from contingent.ledger.authority import authority_of
from contingent.ledger.chain import ORIGIN, Entry, EntryKind, Head, microseconds
from contingent.ledger.contributions import (
    ENDED_BY,
    SEVERITY,
    Said,
    amount_of,
    is_claim_of_others,
    is_fact,
)
from contingent.ledger.register import NOBODY, Array, Pool, Register
from contingent.ledger.standing import (
    HEADLINE_FLAGS,
    Word,
    accepted_in,
    day_of,
    departs,
    is_own,
    places,
)
from contingent.vocabulary.capability import Amount, Kind
from contingent.vocabulary.claim import Pledge, Rung, Verdict
from contingent.vocabulary.plain import flag_of
from contingent.vocabulary.statement import Collective, Passage, Statement, Voice

__all__ = [
    "COLUMN_TYPES",
    "KINDS",
    "NEVER",
    "UNSIZED",
    "Columns",
    "Correction",
    "FlagNoted",
    "RetractionNoted",
    "Role",
    "Table",
]

KINDS = tuple(Kind)

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

    seq: Array  # int32: the entry that it stands in
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
    amount: Array  # int32: the number of its figure; NOBODY: none
    conditions: Array  # int32: the number of its conditions


COLUMN_TYPES: dict[str, type] = {
    "seq": np.int32,
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
    "amount": np.int32,
    "conditions": np.int32,
}
"""What each column holds."""


class Correction(NamedTuple):
    """A supersession: where it stands, when it was known, its own id, what it puts for what."""

    seq: int
    known: int
    entry: int
    old: int
    row: int


class RetractionNoted(NamedTuple):
    """A retraction: where it stands, when it was known, its own id and that of what it retracts."""

    seq: int
    known: int
    entry: int
    retracts: int


class FlagNoted(NamedTuple):
    """A flag under which no headline of a document counts: where it stands, since when."""

    seq: int
    known: int
    document: int


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
        self.head = Head(0, ORIGIN)
        self.ids: Pool[str] = Pool()
        self.register = Register(self.ids)
        self.table = Table(*(np.empty(0, COLUMN_TYPES[name]) for name in Table._fields))
        self.order: Array = np.empty(0, np.int32)
        self.ordered = self.table  # the rows in that order: who weighs them goes from one to next
        self.parties: Pool[str] = Pool()
        self.documents: Pool[str] = Pool()
        self.speakers: Pool[tuple[str, str]] = Pool()
        self.whose: Pool[tuple[str, str, str]] = Pool()
        self.amounts: Pool[Amount] = Pool()
        self.conditions: Pool[tuple[str, ...]] = Pool()
        self.corrections: list[Correction] = []
        self.retractions: list[RetractionNoted] = []
        self.flagged: list[FlagNoted] = []
        self.headlines = _pairs(3)  # row, document, whose word on whom
        self.bodies = _pairs(2)  # row, whose word on whom
        self.copies = _pairs(2)  # row, the id of the better telling
        self.repeated: dict[int, list[int]] = {}  # rows of an id that was accepted more than once
        self.first: Array = np.empty(0, np.int32)  # the row under which an id was accepted first
        self._rows = 0
        self._noted = _Noted()
        self._keys: Array = np.empty(0, np.int64)

    def add(self, entries: Iterable[Entry]) -> None:
        """Take in entries that come behind those that are here."""
        new: list[tuple[Any, ...]] = []
        start, last = self._rows, None
        for entry in entries:
            last = entry
            self.register.add(entry)
            known = microseconds(entry.known_at)
            match entry.kind:
                case EntryKind.STATEMENT:
                    new.append(self._row(accepted_in(entry), entry.seq, known, is_accepted=True))
                case EntryKind.SUPERSESSION:
                    made = self._correction(entry, known)
                    new.append(self._row(accepted_in(entry), entry.seq, known, is_accepted=False))
                    self.corrections.append(made)
                case EntryKind.RETRACTION:
                    numbers = map(self.ids.number, (entry.id, entry.payload["retracts"]))
                    self.retractions.append(RetractionNoted(entry.seq, known, *numbers))
                case EntryKind.FLAG:
                    flag = flag_of(entry.payload)
                    if flag.type in HEADLINE_FLAGS:
                        document = self.documents.number(flag.document)
                        self.flagged.append(FlagNoted(entry.seq, known, document))
        self.register.settle()
        if last is not None:
            self.head = Head(last.seq, last.digest)
        if new:
            self._settle(new)
            self._put_in_order(range(start, self._rows))

    def _correction(self, entry: Entry, known: int) -> Correction:
        entry_id, old = map(self.ids.number, (entry.id, entry.payload["supersedes"]))
        return Correction(entry.seq, known, entry_id, old, self._rows)

    def said(self, rows: Array) -> dict[int, Said]:
        """What the statement of each of these rows says, in short."""
        table, amounts = self.table, self.amounts.names
        columns = (table.id, table.rung, table.amount, table.conditions)
        values = zip(*(column[rows].tolist() for column in columns), strict=True)
        return {
            row: Said(
                self.ids.names[id_],
                Rung(rung),
                None if amount == NOBODY else amounts[amount],
                self.conditions.names[conditions],
            )
            for row, (id_, rung, amount, conditions) in zip(rows.tolist(), values, strict=True)
        }

    def _settle(self, new: Sequence[tuple[Any, ...]]) -> None:
        self.table = Table(
            *(
                np.concatenate([old, np.array(column, COLUMN_TYPES[name])])
                for name, old, column in zip(
                    Table._fields, self.table, zip(*new, strict=True), strict=True
                )
            )
        )
        noted, self._noted = self._noted, _Noted()
        self.headlines = np.concatenate([self.headlines, _pairs(3, noted.headlines)])
        self.bodies = np.concatenate([self.bodies, _pairs(2, noted.bodies)])
        self.copies = np.concatenate([self.copies, _pairs(2, noted.copies)])
        self._note_firsts(self._rows - len(new))

    def _note_firsts(self, start: int) -> None:
        """Where each id was accepted first, and which were accepted again."""
        more = len(self.ids) - len(self.first)
        self.first = np.concatenate([self.first, np.full(more, NOBODY, np.int32)])
        rows = np.arange(start, self._rows, dtype=np.int32)
        rows = rows[self.table.is_accepted[start:]]
        ids = self.table.id[rows]
        once, at = np.unique(ids, return_index=True)
        is_new = self.first[once] == NOBODY
        self.first[once[is_new]] = rows[at[is_new]]
        for row in rows[self.first[ids] != rows].tolist():
            id_ = int(self.table.id[row])
            self.repeated.setdefault(id_, [int(self.first[id_])]).append(row)

    def _row(
        self, statement: Statement, seq: int, known: int, *, is_accepted: bool
    ) -> tuple[Any, ...]:
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
        self._note(statement)
        speaker = statement.speaker
        return (
            seq,
            self._party(statement.about),
            day.toordinal() if day else NEVER,
            known,
            self.ids.number(statement.id),
            _role(word, severity),
            word.rung,
            word.authority,
            _mask(claim.kinds if isinstance(claim, Pledge | Verdict) else ()),
            severity if severity != NOBODY else -word.rung,
            UNSIZED if amount is None else min(amount.ceiling or amount.floor or 0, UNSIZED - 1),
            severity,
            self.speakers.number((speaker.party, speaker.name)),
            statement.voice is Voice.OFFICIAL,
            statement.voice is Voice.OFFICIAL_UNNAMED,
            own,
            places(word),
            departs(statement),
            is_accepted,
            NOBODY if amount is None else self.amounts.number(amount),
            self.conditions.number(statement.conditions),
        )

    def _note(self, statement: Statement) -> None:
        """Keep what only the moment asked about decides: whether a better telling is known."""
        row = self._rows
        self._rows += 1
        if statement.copy_of:
            self._noted.copies.append((row, self.ids.number(statement.copy_of)))
        cited = statement.citation
        if not isinstance(cited, Passage):
            return
        whose = (cited.document, str(statement.about), statement.speaker.party)
        if cited.in_headline:
            document = self.documents.number(cited.document)
            self._noted.headlines.append((row, document, self.whose.number(whose)))
        elif isinstance(statement.claim, Pledge | Verdict):
            self._noted.bodies.append((row, self.whose.number(whose)))

    def _party(self, about: str | Collective) -> int:
        return NOBODY if isinstance(about, Collective) or not about else self.parties.number(about)

    def rows_of(self, id_: int) -> Sequence[int]:
        """The rows under which an id was accepted, in the order in which it was."""
        known = id_ < len(self.first) and self.first[id_] != NOBODY
        return self.repeated.get(id_) or ([int(self.first[id_])] if known else [])

    @classmethod
    def of_parts(cls, **parts: Any) -> Columns:
        """Columns put together from kept ones, by the names of their attributes."""
        columns = cls()
        for name, part in parts.items():
            setattr(columns, name, part)
        columns._rows = len(columns.table.seq)
        columns._put_all_in_order()
        return columns

    def first_rows_of_speakers(self) -> Array:
        """For each speaker, by number, the first row in which it speaks."""
        _, at = np.unique(self.table.speaker, return_index=True)
        return at.astype(np.int32)

    def _put_in_order(self, new: range) -> None:
        """Keep the dated rows of each party by day, and by id within a day."""
        table = self.table
        rows = np.arange(new.start, new.stop, dtype=np.int32)
        rows = rows[(table.party[rows] != NOBODY) & (table.day[rows] != NEVER)]
        if len(rows) > _BULK:
            every = np.concatenate([self.order, rows])
            ids = np.array(self.ids.names)[table.id[every]]
            self.order = every[np.lexsort((ids, table.day[every], table.party[every]))]
            self._put_all_in_order()
        else:
            by_key = sorted(rows, key=lambda row: (self._key(row), self._id(row)))
            places = [self._place(row) for row in by_key]
            added = np.array(by_key, np.int32)
            self.order = np.insert(self.order, places, added)
            self.ordered = Table(
                *(
                    np.insert(old, places, new[added])
                    for old, new in zip(self.ordered, table, strict=True)
                )
            )
            self._keys = self._keys_in_order()

    def _put_all_in_order(self) -> None:
        self.ordered = Table(*(column[self.order] for column in self.table))
        self._keys = self._keys_in_order()

    def _keys_in_order(self) -> Array:
        keys: Array = self.ordered.party.astype(np.int64) << 32
        return keys | self.ordered.day

    def _id(self, row: int) -> str:
        return self.ids.names[int(self.table.id[row])]

    def _key(self, row: int) -> int:
        return int(self.table.party[row]) << 32 | int(self.table.day[row])

    def _place(self, row: int) -> int:
        """Where a row belongs among those in order."""
        key = self._key(row)
        low, high = (int(at) for at in np.searchsorted(self._keys, [key, key + 1]))
        same_day = [self._id(each) for each in self.order[low:high]]
        return low + bisect_left(same_day, self._id(row))


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
