"""New entries become a book that only grows, in whichever store keeps it."""

from __future__ import annotations

import hashlib
import threading
from collections import deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from contingent.errors import KnowledgeOutOfOrder, TamperedLedger
from contingent.ledger.chain import (
    FORMAT,
    ORIGIN,
    Entry,
    EntryKind,
    Head,
    Row,
    entry_of,
    fault_of,
    head_of,
    microseconds,
    moment_of,
    sealed,
)
from contingent.vocabulary.plain import canonical, plain, plain_statement
from contingent.vocabulary.statement import Document, Flag, Statement

__all__ = [
    "BATCH",
    "Ledger",
    "MemoryStore",
    "NewEntry",
    "Snapshot",
    "Store",
    "Writer",
    "document_entry",
    "draft_entry",
    "flag_entry",
    "forecast_entry",
    "observation_entry",
    "rejection_entry",
    "retraction_entry",
    "statement_entry",
    "supersession_entry",
]

BATCH = 1_000
"""Most entries that one transaction holds."""


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """Something to be remembered, before it has a place; its kind and id are its key."""

    kind: EntryKind
    id: str
    payload: Mapping[str, Any]
    accepted_by: str = ""
    label: str = ""

    def __post_init__(self) -> None:
        for text in (self.id, self.accepted_by, self.label):
            text.encode()  # a lone surrogate cannot be stored: UnicodeEncodeError, a ValueError

    @property
    def key(self) -> tuple[str, str]:
        """What makes it the same entry when it comes again."""
        return (self.kind.value, self.id)


class Snapshot(NamedTuple):
    """A store as of one moment: its head, noted apart from the entries, and the entries."""

    head: Head
    rows: Iterator[Row]


class Writer(Protocol):
    """The one who may write to a store now; everything here happens in a transaction."""

    def transaction(self) -> AbstractContextManager[None]:
        """Durable when the block ends; nothing is changed if it raises."""

    def last(self) -> Row | None:
        """The last entry; TamperedLedger if the store's head does not agree with it."""

    def present(self, keys: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
        """Those of the keys (kind, id) that the ledger already holds."""

    def write(self, rows: Sequence[Row]) -> None:
        """Put rows, in order, behind the last and move the head."""


class Store(Protocol):
    """Where entries are kept. Every store passes the same tests."""

    @property
    def path(self) -> Path:
        """Where it is, for messages."""

    def writing(self) -> AbstractContextManager[Writer]:
        """Exclusive right to write until the block ends; LedgerBusy if another keeps it."""

    def reading(self) -> AbstractContextManager[Snapshot]:
        """What it holds at this moment, however long the reading takes."""

    def check(self) -> None:
        """TamperedLedger if the medium itself is damaged."""


class Ledger:
    """The book: append and read; there is no way to change what it holds."""

    def __init__(self, store: Store) -> None:
        self._store = store

    @property
    def head(self) -> Head:
        """How many entries it holds, and the digest that stands for all of them."""
        with self._store.reading() as snapshot:
            return snapshot.head

    def append(
        self, new: Iterable[NewEntry], *, recorded_at: datetime, known_at: datetime | None = None
    ) -> tuple[Entry, ...]:
        """Add what is not there yet; the entries added, once they are durable.

        `recorded_at` is the machine's clock; entries are recorded at least a microsecond apart
        even if it stands still or goes back. `known_at` is when we knew (None: as recorded); an
        archive may be replayed in order. What has a key that the ledger holds is skipped and not
        returned. More than 1,000 go in several transactions, in order: after an error, appending
        the same again adds only what is missing.

        Raises KnowledgeOutOfOrder if something new would be known before the last entry,
        ValueError if known later than recorded, LedgerBusy, LedgerNotWritable, TamperedLedger.
        """
        clock = microseconds(recorded_at)
        known = None if known_at is None else microseconds(known_at)
        waiting = list(new)  # whoever makes them must not do so while others wait for the lock
        added: list[Entry] = []
        with self._store.writing() as writer:
            for start in range(0, len(waiting), BATCH):
                batch = waiting[start : start + BATCH]
                with writer.transaction():
                    rows = tuple(_placed(_unseen(batch, writer), writer.last(), clock, known))
                    if rows:
                        writer.write(rows)
                added += map(entry_of, rows)
        return tuple(added)

    def entries(self, *, known_at: datetime | None = None) -> Iterator[Entry]:
        """Every entry in order, up to what was known at a moment (None: all).

        Each is checked as it is read, so that nothing is ever drawn from a changed entry:
        TamperedLedger.
        """
        limit = None if known_at is None else microseconds(known_at)
        with self._store.reading() as snapshot:
            for row in self._sound(snapshot.rows):
                if limit is not None and row.known_at > limit:
                    return
                yield entry_of(row)

    def verify(self) -> int:
        """The number of entries, each as it was acknowledged; else TamperedLedger says where."""
        with self._store.reading() as snapshot:
            last = deque(self._sound(snapshot.rows), maxlen=1)
        found = head_of(last[0] if last else None)
        if found != snapshot.head:
            why = _head_fault(found, snapshot.head)
            raise TamperedLedger(self._store.path, found.size + 1, why)
        self._store.check()
        return found.size

    def _sound(self, rows: Iterable[Row]) -> Iterator[Row]:
        """The rows, each found to be the sealed successor of the one before it."""
        last: Row | None = None
        for row in rows:
            if why := fault_of(row, last):
                raise TamperedLedger(self._store.path, last.seq + 1 if last else 1, why)
            yield row
            last = row


def _head_fault(found: Head, noted: Head) -> str:
    if found.size < noted.size:
        return f"the end is missing: {noted.size} entries were acknowledged, {found.size} are left"
    if found.size > noted.size:
        return f"only {noted.size} entries were acknowledged, {found.size} are there"
    return "the head does not name the last entry"


def _unseen(batch: Sequence[NewEntry], writer: Writer) -> Iterator[NewEntry]:
    """What neither the ledger nor the batch before it holds."""
    seen = writer.present([new.key for new in batch])
    for new in batch:
        if new.key not in seen:
            seen.add(new.key)
            yield new


def _placed(
    new: Iterable[NewEntry], last: Row | None, clock: int, known: int | None
) -> Iterator[Row]:
    """The new entries as rows behind `last`, with their moments in order."""
    return sealed(_dated(new, last, clock, known), head_of(last))


def _dated(
    new: Iterable[NewEntry], last: Row | None, clock: int, known: int | None
) -> Iterator[Row]:
    known_before = last.known_at if last else None
    recorded = max(clock, last.recorded_at + 1) if last else clock
    for item in new:
        known_here = recorded if known is None else known
        if known_before is not None and known_here < known_before:
            raise KnowledgeOutOfOrder(moment_of(known_here), moment_of(known_before))
        if known_here > recorded:
            raise ValueError(
                f"{item.id} cannot be known at {moment_of(known_here).isoformat()}, "
                f"after it is recorded at {moment_of(recorded).isoformat()}"
            )
        yield Row(
            seq=0,
            version=FORMAT,
            kind=item.kind.value,
            id=item.id,
            known_at=known_here,
            recorded_at=recorded,
            accepted_by=item.accepted_by,
            label=item.label,
            body=canonical(item.payload),
            previous=ORIGIN,
            digest=ORIGIN,
        )
        known_before, recorded = known_here, recorded + 1


class MemoryStore:
    """Entries kept in memory: for tests, and to try an append without writing it."""

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._rows = list(rows)
        self._keys = {(row.kind, row.id) for row in self._rows}
        self._head = head_of(self._rows[-1] if self._rows else None)
        self._lock = threading.Lock()

    @property
    def path(self) -> Path:
        """No place on a disk."""
        return Path("memory")

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """One writer at a time."""
        with self._lock:
            yield self

    @contextmanager
    def transaction(self) -> Iterator[None]:
        """What is written appears when the block ends, or not at all."""
        size, head = len(self._rows), self._head
        try:
            yield
        except BaseException:
            self._keys -= {(row.kind, row.id) for row in self._rows[size:]}
            del self._rows[size:]
            self._head = head
            raise

    def last(self) -> Row | None:
        """The last entry; TamperedLedger if the head does not name it."""
        last = self._rows[-1] if self._rows else None
        if head_of(last) != self._head:
            why = _head_fault(head_of(last), self._head)
            raise TamperedLedger(self.path, self._head.size, why)
        return last

    def present(self, keys: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
        """Those of the keys that are there."""
        return self._keys & set(keys)

    def write(self, rows: Sequence[Row]) -> None:
        """Put rows behind the last."""
        self._rows += rows
        self._keys |= {(row.kind, row.id) for row in rows}
        self._head = head_of(rows[-1])

    @contextmanager
    def reading(self) -> Iterator[Snapshot]:
        """What it holds now."""
        yield Snapshot(self._head, iter(tuple(self._rows)))

    def check(self) -> None:
        """Memory has no medium to damage."""


def document_entry(document: Document) -> NewEntry:
    """That a document was read: all about it, and the hash of its text in place of the text."""
    payload = {key: item for key, item in plain(document).items() if key != "text"}
    text = document.text.encode("utf-8", "surrogatepass")
    payload["text_sha256"] = hashlib.sha256(text).hexdigest()
    payload["text_characters"] = len(document.text)
    return NewEntry(kind=EntryKind.DOCUMENT, id=document.id, payload=payload)


def flag_entry(flag: Flag) -> NewEntry:
    """That a document departs from what was said."""
    payload = plain(flag)
    return NewEntry(kind=EntryKind.FLAG, id=_content_id("f", payload), payload=payload)


def draft_entry(statement: Statement) -> NewEntry:
    """That a statement was read and waits for somebody to accept it."""
    return NewEntry(kind=EntryKind.DRAFT, id=_id_of(statement), payload=plain_statement(statement))


def statement_entry(statement: Statement, accepted_by: str) -> NewEntry:
    """That a statement is accepted, by `person:NAME` or `rule:NAME`; ValueError otherwise."""
    return NewEntry(
        kind=EntryKind.STATEMENT,
        id=_id_of(statement),
        payload=plain_statement(statement),
        accepted_by=_accepter(accepted_by),
    )


def rejection_entry(draft_id: str, by: str, why: str) -> NewEntry:
    """That a draft is not accepted, by whom and why."""
    payload = {"draft": draft_id, "why": why}
    return _decision(EntryKind.REJECTION, "n", payload, by)


def retraction_entry(statement_id: str, by: str, why: str) -> NewEntry:
    """That a statement, a supersession or another retraction no longer stands, and why."""
    payload = {"retracts": statement_id, "why": why}
    return _decision(EntryKind.RETRACTION, "r", payload, by)


def supersession_entry(old_id: str, statement: Statement, by: str) -> NewEntry:
    """That a corrected statement stands in place of an accepted one or of a draft.

    The new one may keep the id of the old, where only copies, flags or dates were learned.
    """
    _id_of(statement)
    payload = {"supersedes": old_id, "statement": plain_statement(statement)}
    return _decision(EntryKind.SUPERSESSION, "x", payload, by)


def observation_entry(
    table: str, values: Mapping[str, Any], *, by: str, label: str = ""
) -> NewEntry:
    """That somebody reported from theatre: one row of a named table, by `person:NAME` or a rule.

    The same row again is the same entry. ValueError if `by` names nobody.
    """
    payload = {"table": table, "row": dict(values)}
    return NewEntry(
        kind=EntryKind.OBSERVATION,
        id=_content_id("o", payload),
        payload=payload,
        accepted_by=_accepter(by),
        label=label,
    )


def forecast_entry(payload: Mapping[str, Any], by: str) -> NewEntry:
    """That a forecast was issued, and by whom; the same forecast again is the same entry.

    `payload` holds no floats: shares stand in it as parts per million.
    """
    return _decision(EntryKind.FORECAST, "p", payload, by)


def _decision(kind: EntryKind, prefix: str, payload: Mapping[str, Any], by: str) -> NewEntry:
    accepter = _accepter(by)
    return NewEntry(
        kind=kind,
        id=_content_id(prefix, {**payload, "by": accepter}),
        payload=payload,
        accepted_by=accepter,
    )


def _content_id(prefix: str, content: Mapping[str, Any]) -> str:
    return f"{prefix}-{hashlib.sha256(canonical(content)).hexdigest()[:16]}"


def _id_of(statement: Statement) -> str:
    if not statement.id:
        raise ValueError("a statement needs its id before it can be remembered: use identified()")
    return statement.id


def _accepter(by: str) -> str:
    who, _, name = by.partition(":")
    if who not in ("person", "rule") or not name.strip():
        raise ValueError(f"{by!r} names nobody: write person:NAME or rule:NAME")
    return by
