"""A mission's ledger is opened, signed for, backed up and restored: who keeps it, and how."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from contingent.errors import (
    InvalidExport,
    LedgerDiffers,
    LedgerRolledBack,
    LedgerUnreachable,
    RestoreRefused,
    TamperedLedger,
)
from contingent.ledger.book import Ledger, NewEntry, Store
from contingent.ledger.chain import Entry, EntryKind, Head
from contingent.ledger.checkpoints import Audit, audited, key_entry, origin_of
from contingent.ledger.copying import copied, imported_rows, written_behind
from contingent.ledger.keys import KeyChest
from contingent.ledger.notes import Note, SigningKey, VerifyingKey, signed
from contingent.ledger.sqlite import SqliteStore, open_sqlite
from contingent.ledger.vault import Vault, vault_beside
from contingent.mission import ledger_setting
from contingent.situation.erasing import erased_documents
from contingent.situation.founding import LEDGER_FILE
from contingent.vocabulary.plain import canonical, flag_of, statement_of

__all__ = [
    "Restored",
    "backed_up",
    "changed_texts",
    "imported",
    "known_note",
    "new_key",
    "open_store",
    "read_through",
    "restored",
    "sign_checkpoint",
    "trusted_here",
]


def open_store(folder: Path, *, address: str = "", create: bool = False) -> Store:
    """The store of a folder's ledger: at `address`, else as its mission file says, else its file.

    Raises LedgerNotFound, LedgerTooNew, LedgerNotWritable, LedgerUnreachable or TamperedLedger.
    """
    address = address or ledger_setting(folder)
    if "://" in address:
        try:
            from contingent.ledger.postgres import open_postgres
        except ModuleNotFoundError:  # pragma: no cover - the tests have it
            why = "this needs `pip install contingent[postgres]`"
            raise LedgerUnreachable(address.partition("://")[0], why) from None

        server = open_postgres(address, create=create)
        server.vault = vault_beside(folder / LEDGER_FILE)
        return server
    return open_sqlite(folder / (address or LEDGER_FILE), create=create)


def known_note(ledger: Ledger, chest: KeyChest) -> Note | None:
    """The last checkpoint of this ledger that this machine knows; None: it knows none."""
    first = next(ledger.rows(), None)
    return chest.last_note(origin_of(first.digest)) if first else None


def new_key(ledger: Ledger, chest: KeyChest, *, by: str, clock: datetime) -> SigningKey:
    """A fresh signing key, kept in the chest; the ledger records it, vouched for by the old one.

    Raises ValueError for a ledger without entries, and what reading and appending raise.
    """
    origin = audited(ledger).checkpoint.origin
    key = SigningKey.new(origin)
    entry = key_entry(origin, key.verifying(), signed_by=chest.key(origin) or key, by=by)
    ledger.append([entry], recorded_at=clock)
    chest.keep(key)  # only now: the old one must not be gone before the ledger names the new
    return key


def sign_checkpoint(ledger: Ledger, chest: KeyChest, *, by: str, clock: datetime) -> Note:
    """Check every entry, sign what the ledger is now, and remember it; a first key is made.

    Nothing is signed that does not go on from the last checkpoint known here. Raises ValueError
    for a ledger without entries, TamperedLedger, LedgerRolledBack, LedgerRewritten.
    """
    before = known_note(ledger, chest)
    audit = audited(ledger, [before] if before else ())
    key = chest.key(audit.checkpoint.origin)
    if key is None:
        key = new_key(ledger, chest, by=by, clock=clock)
        audit = audited(ledger, [before] if before else ())
    note = signed(audit.checkpoint, key)
    chest.remember(note)
    return note


def trusted_here(ledger: Ledger, chest: KeyChest) -> tuple[VerifyingKey, ...]:
    """The keys with which this machine signed this ledger, the latest last; empty: none."""
    first = next(ledger.rows(), None)
    return chest.trusted(origin_of(first.digest)) if first else ()


def read_through(ledger: Ledger) -> None:
    """Read every payload as what its kind says it is, beyond what any hash can tell.

    Raises TamperedLedger for one that cannot be read: its writer was no version of Contingent.
    """
    for entry in ledger.entries():
        try:
            if canonical(entry.payload) != entry.body:
                raise ValueError("it is not in its canonical form")
            _revive(entry)
        except (AttributeError, KeyError, TypeError, ValueError) as error:
            why = f"its payload is no {entry.kind} that can be read ({error})"
            raise TamperedLedger(ledger.path, entry.seq, why) from None


def _revive(entry: Entry) -> None:
    match entry.kind:
        case EntryKind.STATEMENT | EntryKind.DRAFT:
            statement_of(entry.payload)
        case EntryKind.SUPERSESSION:
            statement_of(entry.payload["statement"])
        case EntryKind.FLAG:
            flag_of(entry.payload)


def changed_texts(entries: Iterable[Entry], folder: Path) -> Iterator[Path]:
    """The kept texts of documents that are not what the ledger says was read.

    A text that is not there, or in which something was erased on purpose, is passed over.
    """
    known = tuple(entries)
    erased = erased_documents(known)
    for entry in known:
        if entry.kind is not EntryKind.DOCUMENT or entry.id in erased:
            continue
        path = folder / f"{entry.id}.txt"
        if path.is_file():
            found = hashlib.sha256(path.read_bytes()).hexdigest()
            if found != entry.payload.get("text_sha256", found):
                yield path


def backed_up(store: Store, path: Path) -> Head:
    """A copy of the ledger as of one moment in the file `path`, checked entry by entry.

    Others go on writing meanwhile. Raises FileNotWritable, TamperedLedger.
    """
    if isinstance(store, SqliteStore):
        store.copy_to(path)
        copy = open_sqlite(path)
    else:
        copy = open_sqlite(path, create=True)
        copied(Ledger(store), copy)
    if store.vault:
        store.vault.copy_to(_vault_of(path).path)
    return audited(Ledger(copy)).head


def imported(file: Path, target: Store) -> Head:
    """Take the entries of an exported file into a store that lacks them; the head it then has.

    The file is read twice: nothing is written unless all of it is sound. Raises InvalidExport,
    TamperedLedger, LedgerDiffers.
    """
    try:
        with file.open(encoding="utf-8", errors="surrogateescape") as lines:
            for _ in imported_rows(lines, where=file):
                pass
            lines.seek(0)
            return written_behind(imported_rows(lines, where=file), target)
    except OSError as error:
        raise InvalidExport(str(file), error.strerror or "cannot be read") from None


@dataclass(frozen=True, slots=True, kw_only=True)
class Restored:
    """What a restoration came to. `lost` entries were known to have been acknowledged."""

    head: Head
    lost: int
    kept_as: Path | None  # None: there was nothing to keep


def restored(
    backup: Path, folder: Path, chest: KeyChest, *, why: str = "", by: str, clock: datetime
) -> Restored:
    """Put a checked backup in the place of a folder's ledger; what was there is kept beside it.

    Raises RestoreRefused if the backup has fewer entries than are known to have been
    acknowledged, by the ledger in place or by the last checkpoint known here, unless `why` says
    what justifies the loss: then the loss, the reason and the person are recorded as an entry.
    Raises TamperedLedger for a damaged backup, LedgerRewritten or LedgerDiffers for one that is of
    another ledger.
    """
    source = Ledger(open_sqlite(backup))
    known = known_note(source, chest)
    audit, size = _known_size(source, known, folder / LEDGER_FILE)
    lost = max(size - audit.head.size, 0)
    if lost and not why:
        raise RestoreRefused(backup, audit.head.size, size)
    place = folder / LEDGER_FILE
    kept = _free_name(place) if place.exists() else None
    with TemporaryDirectory(prefix=".restore-", dir=folder) as workshop:
        draft = Path(workshop, LEDGER_FILE)
        SqliteStore(backup).copy_to(draft)
        ledger = Ledger(open_sqlite(draft))
        if lost:
            loss = _loss(audit, size, why=why, by=by, clock=clock)
            ledger.append([loss], recorded_at=clock)
        head = ledger.head
        erased = _erased_commitments(ledger) | _erased_commitments_in(place)
        SqliteStore(place).replace_with(draft, keep_as=kept or place)
    _restore_values(backup, place, erased)
    if lost and known is not None and known.checkpoint.size > audit.head.size:
        chest.forget(audit.origin)
    return Restored(head=head, lost=lost, kept_as=kept)


def _vault_of(place: Path) -> Vault:
    return Vault(place.with_name(f"{place.name}.vault"))


def _restore_values(backup: Path, place: Path, erased: set[str]) -> None:
    """Bring back names and quotations that were kept with a backup, but nothing erased since."""
    kept, here = _vault_of(backup), _vault_of(place)
    if kept.path.exists():
        kept.copy_to(here.path)
        here.erase(erased)


def _erased_commitments(ledger: Ledger) -> set[str]:
    return {
        commitment
        for entry in ledger.entries()
        if entry.kind is EntryKind.ERASURE
        for commitment in entry.payload["commitments"]
    }


def _erased_commitments_in(place: Path) -> set[str]:
    """What the ledger in place says was erased; nothing if there is none or it is damaged."""
    try:
        return _erased_commitments(Ledger(open_sqlite(place))) if place.exists() else set()
    except TamperedLedger:
        return set()


def _known_size(source: Ledger, known: Note | None, place: Path) -> tuple[Audit, int]:
    """What the backup holds, and how many entries are known to have been acknowledged."""
    try:
        audit = audited(source, [known] if known else ())
    except LedgerRolledBack:
        audit = audited(source)
    size = known.checkpoint.size if known else 0
    if place.exists():
        size = max(size, _size_in_place(place, audit))
    return audit, size


def _size_in_place(place: Path, audit: Audit) -> int:
    """How many entries the ledger in place has; 0 if it is damaged, which is why one restores."""
    try:
        ledger = Ledger(open_sqlite(place))
        head = ledger.head
        first = next(ledger.rows(), None)
    except TamperedLedger:
        return 0
    if first is not None and origin_of(first.digest) != audit.origin:
        raise LedgerDiffers(place)
    return head.size


def _loss(audit: Audit, known: int, *, why: str, by: str, clock: datetime) -> NewEntry:
    payload = {"entries": audit.head.size, "known": known, "why": why}
    return NewEntry(
        kind=EntryKind.RESTORE,
        id=f"b-{clock:%Y%m%dT%H%M%S%f}",
        payload=payload,
        accepted_by=by,
    )


def _free_name(place: Path) -> Path:
    """A name beside the ledger for the one that gives way, that nothing has yet."""
    number = 1
    while (path := place.with_name(f"{place.name}.replaced-{number}")).exists():
        number += 1
    return path
