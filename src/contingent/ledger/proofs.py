"""An entry, or the growth of a ledger, becomes something that others can check without it."""

from __future__ import annotations

import binascii
from base64 import b64decode, b64encode
from collections.abc import Sequence
from typing import Any

from contingent.errors import ForgedCheckpoint, InvalidCheckpoint, LedgerRewritten, LedgerRolledBack
from contingent.ledger.book import Ledger
from contingent.ledger.chain import Row
from contingent.ledger.merkle import consistency_path, inclusion_path, is_consistent, root_of
from contingent.ledger.notes import Note, SigningKey, VerifyingKey, cosigned, note_of

__all__ = ["consistency_request", "cosigned_request", "proof_of"]

_OLD = "old "


def proof_of(ledger: Ledger, id_: str, note: Note) -> tuple[dict[str, Any], ...]:
    """For each entry of that id, a `contingent.proof/1` bundle; empty if there is none.

    It holds the entry whole, its place, the path to the root of the note, and the note. An entry
    that came after the note cannot be proven by it: InvalidCheckpoint. Raises TamperedLedger, and
    LedgerRewritten or LedgerRolledBack if the note is not of this ledger.
    """
    found: list[Row] = []
    leaves: list[bytes] = []
    for row in ledger.rows():
        leaves.append(row.digest)
        if row.id == id_:
            found.append(row)
    size = note.checkpoint.size
    _agree(ledger, leaves, note)
    late = [row.seq for row in found if row.seq > size]
    if late:
        why = f"entry {late[0]} came after the checkpoint of {size}; make a new one first"
        raise InvalidCheckpoint(id_, why)
    return tuple(
        {
            "schema": "contingent.proof/1",
            "entry": _plain_row(row),
            "path": [each.hex() for each in inclusion_path(leaves[:size], row.seq - 1)],
            "checkpoint": note.text,
        }
        for row in found
    )


def _agree(ledger: Ledger, leaves: Sequence[bytes], note: Note) -> None:
    told = note.checkpoint
    if len(leaves) < told.size:
        raise LedgerRolledBack(ledger.path, len(leaves), told.size)
    if root_of(leaves[: told.size]) != told.root:
        raise LedgerRewritten(ledger.path, told.size)


def _plain_row(row: Row) -> dict[str, Any]:
    """Every field of an entry; its payload as the very text that was hashed."""
    values = row._asdict()
    values["payload"] = values.pop("body").decode("utf-8", "surrogatepass")
    return values | {"previous": row.previous.hex(), "digest": row.digest.hex()}


def consistency_request(ledger: Ledger, old_size: int, note: Note) -> str:
    """A note with the proof that it goes on from `old_size` entries, for a witness to cosign.

    `old_size` 0 asks a witness that has seen nothing yet. The text is the body of `add-checkpoint`
    in C2SP's tlog-witness. Raises InvalidCheckpoint for a size that lies beyond the note, and what
    `proof_of` raises.
    """
    if not 0 <= old_size <= note.checkpoint.size:
        why = f"{old_size:,} lies beyond the checkpoint of {note.checkpoint.size:,} entries"
        raise InvalidCheckpoint("the earlier size", why)
    leaves = [row.digest for row in ledger.rows()]
    _agree(ledger, leaves, note)
    path = consistency_path(leaves[: note.checkpoint.size], old_size) if old_size else ()
    lines = [f"{_OLD}{old_size}", *(b64encode(each).decode() for each in path)]
    return "\n".join(lines) + "\n\n" + note.text


def cosigned_request(
    request: str, *, seen: Note | None, trusted: VerifyingKey, key: SigningKey, seconds: int
) -> Note:
    """The note of a request under the witness's signature too, if it goes on from what was seen.

    `seen` is the note that this witness cosigned last (None: none of this ledger), `trusted` the
    key of the ledger's host. Raises ForgedCheckpoint if the host did not sign, LedgerRolledBack
    or LedgerRewritten if it does not go on from what was seen, InvalidCheckpoint for the rest.
    """
    head, gap, text = request.partition("\n\n")
    first, *coded = head.split("\n")
    if not gap or not first.startswith(_OLD) or not first[len(_OLD) :].isdecimal():
        raise InvalidCheckpoint("the request", "does not begin with `old SIZE`")
    note = note_of(text, where="the request")
    if not trusted.has_signed(note):
        raise ForgedCheckpoint("the request", trusted.text)
    if seen is not None:
        _follows(note, seen, int(first[len(_OLD) :]), [_hash(each) for each in coded])
    return cosigned(note, key, seconds=seconds)


def _follows(note: Note, seen: Note, old_size: int, path: Sequence[bytes]) -> None:
    old, new = seen.checkpoint, note.checkpoint
    if new.size < old.size:
        raise LedgerRolledBack(new.origin, new.size, old.size)
    if old_size != old.size and new.size != old.size:
        why = f"proves growth from {old_size:,} entries; this witness cosigned {old.size:,}"
        raise InvalidCheckpoint("the request", why)
    if new.size == old.size:
        path = ()
    if new.origin != old.origin or not is_consistent(
        old.size, new.size, path=path, old_root=old.root, root=new.root
    ):
        raise LedgerRewritten(new.origin, old.size)


def _hash(coded: str) -> bytes:
    try:
        return b64decode(coded, validate=True)
    except (binascii.Error, ValueError):
        raise InvalidCheckpoint("the request", f"holds no hash: {coded[:60]!r}") from None
