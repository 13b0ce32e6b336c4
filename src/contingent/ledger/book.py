"""New entries become a book that only grows, in whichever store keeps it."""

from __future__ import annotations

import hashlib
import threading
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice, takewhile
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
    digest_of,
    entry_of,
    fault_of,
    head_of,
    microseconds,
    moment_of,
    sealed,
)
from contingent.ledger.vault import Vault
from contingent.ledger.veil import VEILED, Secret, commitments_in, salts, unveiled, veiled
from contingent.vocabulary.label import Label
from contingent.vocabulary.plain import canonical, plain, plain_statement
from contingent.vocabulary.statement import Document, Flag, Statement

__all__ = [
    "BATCH",
    "Key",
    "Ledger",
    "MemoryStore",
    "Name",
    "NewEntry",
    "Snapshot",
    "Store",
    "Writer",
    "document_entry",
    "draft_entry",
    "erasure_entry",
    "flag_entry",
    "forecast_entry",
    "label_entry",
    "observation_entry",
    "proposal_entry",
    "rejection_entry",
    "retraction_entry",
    "statement_entry",
    "supersession_entry",
]

BATCH = 1_000
"""Most entries that one transaction holds."""

Name = tuple[str, str]
"""A kind and an id."""


class Key(NamedTuple):
    """What makes an entry the same when it comes again.

    The label is part of it: somebody who may not see an entry can record the same thing, and does
    not learn from a refusal that it is there.
    """

    kind: str
    id: str
    label: str

    @classmethod
    def of(cls, row: Row | Entry) -> Key:
        """The key of what is recorded."""
        return cls(str(row.kind), row.id, row.label)


@dataclass(frozen=True, slots=True, kw_only=True)
class NewEntry:
    """Something to be remembered, before it has a place.

    `made_from` is the id of what it decides or replaces, whose label it takes over, if any;
    `version` how its payload is written.
    """

    kind: EntryKind
    id: str
    payload: Mapping[str, Any]
    accepted_by: str = ""
    label: str = ""
    made_from: str = ""
    version: int = FORMAT

    def __post_init__(self) -> None:
        for text in (self.id, self.accepted_by, self.label):
            text.encode()  # a lone surrogate cannot be stored: UnicodeEncodeError, a ValueError
            if "\0" in text:
                raise ValueError(f"{text!r}: not every store can hold a zero character")

    @property
    def key(self) -> Key:
        """What makes it the same entry when it comes again."""
        return Key(self.kind.value, self.id, self.label)


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

    def present(self, names: Sequence[Name]) -> set[Key]:
        """All that the ledger already holds under these kinds and ids, whatever its label."""

    def write(self, rows: Sequence[Row]) -> None:
        """Put rows, in order, behind the last and move the head; none changes nothing."""


class Store(Protocol):
    """Where entries are kept. Every store passes the same tests."""

    @property
    def path(self) -> Path | str:
        """Where it is, for messages: a file, or an address without its password."""

    def writing(self) -> AbstractContextManager[Writer]:
        """Exclusive right to write until the block ends; LedgerBusy if another keeps it."""

    def reading(self, *, after: int = 0) -> AbstractContextManager[Snapshot]:
        """What it holds at this moment, however long the reading takes; rows behind `after`."""

    def check(self) -> None:
        """TamperedLedger if the medium itself is damaged."""

    @property
    def vault(self) -> Vault | None:
        """Where names and quoted text are kept, apart; None: they stand in the entries."""


class Ledger:
    """The book: append and read; there is no way to change what it holds."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._vault = store.vault

    @property
    def vault(self) -> Vault | None:
        """Where names and quoted text are kept, so that they can be erased; None: nowhere."""
        return self._vault

    @property
    def path(self) -> Path | str:
        """Where its store is, for messages."""
        return self._store.path

    @property
    def head(self) -> Head:
        """How many entries it holds, and the digest that stands for all of them."""
        with self._store.reading() as snapshot:
            return snapshot.head

    def append(
        self,
        new: Iterable[NewEntry],
        *,
        recorded_at: datetime,
        known_at: datetime | None = None,
        is_seen: Callable[[Key], bool] = lambda key: False,
    ) -> tuple[Entry, ...]:
        """Add what is not there yet; the entries added, once they are durable.

        `recorded_at` is the machine's clock; entries are recorded at least a microsecond apart
        even if it stands still or goes back. `known_at` is when we knew (None: as recorded); an
        archive may be replayed in order. What has a key that the ledger holds is skipped and not
        returned; so is what it holds under another label, if that key `is_seen`. More than 1,000
        go in several transactions, in order: after an error, appending the same again adds only
        what is missing.

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
                with ExitStack() as stack:
                    stack.enter_context(writer.transaction())
                    unseen = tuple(_unseen(batch, writer, is_seen))
                    fresh, secrets = stack.enter_context(self._parted(unseen))
                    rows = tuple(_placed(fresh, writer.last(), clock, known))
                    writer.write(rows)
                added += (self._entry(row, secrets) for row in rows)
        return tuple(added)

    @contextmanager
    def _parted(
        self, new: Sequence[NewEntry]
    ) -> Iterator[tuple[tuple[NewEntry, ...], Mapping[str, Secret]]]:
        """The entries, and what may have to be forgotten kept apart from them, if anywhere."""
        secrets, fresh, salt = dict[str, Secret](), list[NewEntry](), salts()
        if self._vault is None:
            yield tuple(new), secrets
            return
        for item in new:
            payload, parted = veiled(item.kind, item.payload, salt)
            fresh.append(replace(item, payload=payload, version=VEILED))
            secrets |= {each.commitment: each for each in parted}
        with self._vault.keeping(secrets.values()):
            yield tuple(fresh), secrets

    def opened(self, rows: Iterable[Row]) -> Iterator[Entry]:
        """Rows as entries, with the names and quotations that are still kept in their places.

        Raises TamperedLedger for one that is not what an entry commits to.
        """
        waiting = iter(rows)
        while some := list(islice(waiting, BATCH if self._vault else 1)):
            veiled_rows = [row for row in some if row.version >= VEILED]
            wanted = [each for row in veiled_rows for each in commitments_in(row.body)]
            secrets = self._vault.secrets(wanted) if self._vault and wanted else {}
            yield from (self._entry(row, secrets) for row in some)

    def _entry(self, row: Row, secrets: Mapping[str, Secret]) -> Entry:
        if row.version < VEILED:
            return entry_of(row)
        try:
            return entry_of(row._replace(body=unveiled(row.body, secrets)))
        except ValueError as error:
            raise TamperedLedger(self._store.path, row.seq, str(error)) from None

    def entries(self, *, known_at: datetime | None = None) -> Iterator[Entry]:
        """Every entry in order, up to what was known at a moment (None: all).

        Each is checked as it is read, so that nothing is drawn from a changed one: TamperedLedger.
        """
        limit = None if known_at is None else microseconds(known_at)
        rows = self.rows()
        known = takewhile(lambda row: limit is None or row.known_at <= limit, rows)
        yield from self.opened(known)

    def rows(self, *, behind: Row | None = None) -> Iterator[Row]:
        """Every entry in order as the store keeps it, checked as it is read: TamperedLedger.

        With `behind`, only those after that one; TamperedLedger if the first does not follow it.
        """
        with self._store.reading(after=behind.seq if behind else 0) as snapshot:
            yield from self._sound(snapshot.rows, behind)

    def behind(self, head: Head) -> Iterator[Entry]:
        """Every entry behind a head that it once had; LookupError if it never had that one."""
        with self._store.reading(after=max(head.size - 1, 0)) as snapshot:
            last = next(snapshot.rows, None) if head.size else None
            if head_of(last) != head:
                raise LookupError(f"{self._store.path} never ended with {head.digest.hex()}")
            yield from self.opened(self._sound(snapshot.rows, last))

    def at(self, places: Iterable[int]) -> Iterator[Entry]:
        """The entries with these numbers, all of which it has."""
        for seq in places:
            with self._store.reading(after=seq - 1) as snapshot:
                yield from self.opened([next(snapshot.rows)])

    def verify(self, *, each: Callable[[Row], object] = lambda row: None) -> int:
        """The number of entries, each as it was acknowledged; else TamperedLedger says where.

        `each` is called with every row found sound, in order.
        """
        last: Row | None = None
        with ThreadPoolExecutor(1) as aside, self._store.reading() as snapshot:
            medium = aside.submit(self._store.check)  # the database looks through itself meanwhile
            for row in self._sound(snapshot.rows):
                each(row)
                last = row
        found = head_of(last)
        if found != snapshot.head:
            why = _head_fault(found, snapshot.head)
            raise TamperedLedger(self._store.path, found.size + 1, why)
        medium.result()
        return found.size

    def glance(self) -> Head:
        """The head, after a look at what costs no time: the last entry, the guards, the medium.

        Raises TamperedLedger. It says nothing of the entries before the last.
        """
        last: Row | None = None
        with self._store.reading(after=max(self.head.size - 1, 0)) as snapshot:
            for row in snapshot.rows:  # one, or those that were added since
                if digest_of(row) != row.digest:
                    raise TamperedLedger(self._store.path, row.seq, "its content does not match")
                last = row
        if head_of(last) != snapshot.head:
            why = "its last entry is not the one acknowledged last"
            raise TamperedLedger(self._store.path, snapshot.head.size, why)
        self._store.check()
        return snapshot.head

    def _sound(self, rows: Iterable[Row], behind: Row | None = None) -> Iterator[Row]:
        """The rows, each found to be the sealed successor of the one before it."""
        last = behind
        for row in rows:
            if why := fault_of(row, last):
                raise TamperedLedger(self._store.path, last.seq + 1 if last else 1, why)
            yield row
            last = row


def _keys_by_name(rows: Iterable[Row]) -> dict[Name, set[Key]]:
    found: dict[Name, set[Key]] = {}
    for row in rows:
        found.setdefault((row.kind, row.id), set()).add(Key.of(row))
    return found


def _head_fault(found: Head, noted: Head) -> str:
    if found.size < noted.size:
        return f"the end is missing: {noted.size} entries were acknowledged, {found.size} are left"
    if found.size > noted.size:
        return f"only {noted.size} entries were acknowledged, {found.size} are there"
    return "the head does not name the last entry"


def _unseen(
    batch: Sequence[NewEntry], writer: Writer, is_seen: Callable[[Key], bool]
) -> Iterator[NewEntry]:
    """What neither the ledger nor the batch before it holds."""
    there = writer.present([new.key[:2] for new in batch])
    seen = {key[:2] for key in there if is_seen(key)}
    for new in batch:
        if new.key not in there and new.key[:2] not in seen:
            there.add(new.key)
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
            version=item.version,
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

    vault: Vault | None = None

    def __init__(self, rows: Iterable[Row] = ()) -> None:
        self._rows = list(rows)
        self._keys = _keys_by_name(self._rows)
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
            del self._rows[size:]
            self._keys = _keys_by_name(self._rows)
            self._head = head
            raise

    def last(self) -> Row | None:
        """The last entry; TamperedLedger if the head does not name it."""
        last = self._rows[-1] if self._rows else None
        if head_of(last) != self._head:
            why = _head_fault(head_of(last), self._head)
            raise TamperedLedger(self.path, self._head.size, why)
        return last

    def present(self, names: Sequence[Name]) -> set[Key]:
        """All that is there under these kinds and ids, whatever its label."""
        return {key for name in set(names) for key in self._keys.get(name, ())}

    def write(self, rows: Sequence[Row]) -> None:
        """Put rows behind the last."""
        self._rows += rows
        for name, keys in _keys_by_name(rows).items():
            self._keys.setdefault(name, set()).update(keys)
        self._head = head_of(rows[-1]) if rows else self._head

    @contextmanager
    def reading(self, *, after: int = 0) -> Iterator[Snapshot]:
        """What it holds now."""
        yield Snapshot(self._head, iter(tuple(self._rows[after:])))

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
    return NewEntry(
        kind=EntryKind.FLAG,
        id=_content_id("f", payload),
        payload=payload,
        made_from=flag.document,
    )


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
    return _decision(EntryKind.REJECTION, "n", payload, by, of=draft_id)


def retraction_entry(statement_id: str, by: str, why: str) -> NewEntry:
    """That a statement, a supersession or another retraction no longer stands, and why."""
    payload = {"retracts": statement_id, "why": why}
    return _decision(EntryKind.RETRACTION, "r", payload, by, of=statement_id)


def supersession_entry(old_id: str, statement: Statement, by: str) -> NewEntry:
    """That a corrected statement stands in place of an accepted one or of a draft.

    The new one may keep the id of the old, where only copies, flags or dates were learned.
    """
    _id_of(statement)
    payload = {"supersedes": old_id, "statement": plain_statement(statement)}
    return _decision(EntryKind.SUPERSESSION, "x", payload, by, of=old_id)


def proposal_entry(draft_id: str, decision: Mapping[str, Any], by: str, *, turn: int) -> NewEntry:
    """That somebody wants a draft decided in a way that a second person has yet to confirm.

    It is the `turn`-th proposal for this draft: somebody may come back to what they first wanted.
    """
    payload = {"draft": draft_id, "decision": dict(decision), "turn": turn}
    return _decision(EntryKind.PROPOSAL, "p", payload, by, of=draft_id)


def label_entry(key: Key, label: Label, *, turn: int) -> NewEntry:
    """That its originator gives what was recorded under `key` another label, the `turn`-th one."""
    payload = {
        "kind": key.kind,
        "id": key.id,
        "marked": key.label,
        "label": str(label),
        "turn": turn,
    }
    by = f"person:{label.originator}"
    return replace(_decision(EntryKind.LABEL, "l", payload, by, of=""), label=str(label))


def erasure_entry(
    commitments: Iterable[str], documents: Iterable[str], basis: str, by: str
) -> NewEntry:
    """That values are forgotten, named by the commitments to them, and words in some texts."""
    payload = {
        "commitments": sorted(commitments),
        "documents": sorted(documents),
        "basis": basis,
    }
    return _decision(EntryKind.ERASURE, "e", payload, by, of="")


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
    return _decision(EntryKind.FORECAST, "p", payload, by, of="")


def _decision(
    kind: EntryKind, prefix: str, payload: Mapping[str, Any], by: str, *, of: str
) -> NewEntry:
    accepter = _accepter(by)
    return NewEntry(
        kind=kind,
        id=_content_id(prefix, {**payload, "by": accepter}),
        payload=payload,
        accepted_by=accepter,
        made_from=of,
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
