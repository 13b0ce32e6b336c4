"""A ledger and the notes that were signed about it become one answer: is it still the same?"""

from __future__ import annotations

import base64
import binascii
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contingent.errors import (
    ForgedCheckpoint,
    InvalidCheckpoint,
    LedgerRewritten,
    LedgerRolledBack,
)
from contingent.ledger.book import Ledger, NewEntry
from contingent.ledger.chain import EntryKind, Head, Row, payload_of
from contingent.ledger.merkle import Frontier
from contingent.ledger.notes import Checkpoint, Note, Signature, SigningKey, VerifyingKey

__all__ = [
    "Audit",
    "Trust",
    "audited",
    "checkpoint_of",
    "key_entry",
    "origin_of",
]

_ORIGIN = "contingent.ledger/"


@dataclass(frozen=True, slots=True, kw_only=True)
class Trust:
    """Whose word counts: any of `keys` must have signed, every one of `witnesses` cosigned."""

    keys: tuple[VerifyingKey, ...]
    witnesses: tuple[VerifyingKey, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Audit:
    """What a whole reading found: the head, the Merkle root, and which ledger it is."""

    head: Head
    origin: str  # empty: no entry, so no name yet
    root: bytes

    @property
    def checkpoint(self) -> Checkpoint:
        """What can be signed about it; ValueError for a ledger without entries."""
        if not self.origin:
            raise ValueError("a ledger without entries has nothing to sign")
        return Checkpoint(origin=self.origin, size=self.head.size, root=self.root)


def origin_of(first: bytes) -> str:
    """The name of the ledger whose first entry has this digest: no two ledgers share it."""
    return _ORIGIN + first.hex()[:32]


def checkpoint_of(ledger: Ledger) -> Checkpoint:
    """What the ledger's state is called, after every entry was checked; TamperedLedger."""
    return audited(ledger).checkpoint


def audited(ledger: Ledger, notes: Iterable[Note] = (), *, trust: Trust | None = None) -> Audit:
    """Check every entry, and that the ledger goes on from each note.

    With `trust`, each note must be signed by one of its keys, or by a later key that one of them
    vouches for in the ledger, and cosigned by all of its witnesses.

    Raises TamperedLedger, LedgerRolledBack (fewer entries than a note stands for),
    LedgerRewritten (others, or another ledger altogether), ForgedCheckpoint.
    """
    asked = tuple(notes)
    walk = _Walk(sizes=frozenset(note.checkpoint.size for note in asked))
    ledger.verify(each=walk.step)
    audit = Audit(head=walk.head, origin=walk.origin, root=walk.frontier.root)
    for note in asked:
        _compare(ledger, note.checkpoint, audit, walk.roots)
        if trust is not None:
            _trust(note, trust, walk.keys)
    return audit


class _Walk:
    """What is noted while every entry passes by once."""

    def __init__(self, *, sizes: frozenset[int]) -> None:
        self.frontier = Frontier()
        self.head = Head(0, b"")
        self.origin = ""
        self.roots: dict[int, bytes] = {}
        self.keys: list[Row] = []
        self._sizes = sizes

    def step(self, row: Row) -> None:
        self.frontier.add(row.digest)
        self.head = Head(row.seq, row.digest)
        if row.seq == 1:
            self.origin = origin_of(row.digest)
        if row.seq in self._sizes:
            self.roots[row.seq] = self.frontier.root
        if row.kind == EntryKind.KEY:
            self.keys.append(row)


def _compare(ledger: Ledger, told: Checkpoint, audit: Audit, roots: dict[int, bytes]) -> None:
    if audit.head.size < told.size:
        raise LedgerRolledBack(ledger.path, audit.head.size, told.size)
    if told.origin != audit.origin:
        raise LedgerRewritten(ledger.path, 1)
    if roots.get(told.size) != told.root:
        raise LedgerRewritten(ledger.path, told.size)


def _trust(note: Note, trust: Trust, rotations: Sequence[Row]) -> None:
    keys = list(trust.keys)
    for row in rotations:
        keys += _vouched(row, note.checkpoint.origin, keys)
    if not any(key.has_signed(note) for key in keys):
        wanted = " or ".join(dict.fromkeys(key.text for key in trust.keys)) or "a key known here"
        raise ForgedCheckpoint("the checkpoint", wanted)
    for witness in trust.witnesses:
        if not witness.has_signed(note):
            raise ForgedCheckpoint("the checkpoint", f"the witness {witness.text}")


def _vouched(row: Row, origin: str, keys: Sequence[VerifyingKey]) -> list[VerifyingKey]:
    """The key that this entry names, if one of those trusted before it has signed for it."""
    payload = payload_of(row.body)
    try:
        key = VerifyingKey.parse(payload["key"])
        raw = base64.b64decode(payload["signature"], validate=True)
    except (InvalidCheckpoint, KeyError, TypeError, binascii.Error):
        return []
    introduced = _introduction(origin, key)
    for trusted in keys:
        made = Signature(trusted.name, trusted.key_hash, raw)
        if trusted.has_signed(Note(checkpoint=introduced, signatures=(made,))):
            return [key]
    return []


def key_entry(origin: str, key: VerifyingKey, *, signed_by: SigningKey, by: str) -> NewEntry:
    """That checkpoints are signed by `key` from here on; the key before it vouches for that.

    `signed_by` is the key in use until now, or the key's own private half for the first of all.
    """
    signature = signed_by.private.sign(_introduction(origin, key).text.encode())
    return NewEntry(
        kind=EntryKind.KEY,
        id=f"k-{key.key_hash.hex()}",
        payload={
            "key": key.text,
            "signed_by": signed_by.verifying().text,
            "signature": base64.b64encode(signature).decode(),
        },
        accepted_by=by,
    )


def _introduction(origin: str, key: VerifyingKey) -> Checkpoint:
    """What is signed to introduce a key: never a checkpoint of a ledger, whose root has a size."""
    return Checkpoint(origin=f"{origin} key {key.text}", size=0, root=key.public)
