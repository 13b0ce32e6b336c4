"""Things to be remembered become entries, each sealed to the one before it by a hash."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum
from typing import Any, NamedTuple

__all__ = [
    "FORMAT",
    "ORIGIN",
    "Entry",
    "EntryKind",
    "Head",
    "Row",
    "digest_of",
    "entry_of",
    "fault_of",
    "head_of",
    "microseconds",
    "moment_of",
    "payload_of",
    "sealed",
]

FORMAT = 1
"""How entries of today are written; it is part of what is hashed."""

ORIGIN = bytes(32)
"""What the first entry holds in place of a predecessor's digest."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_LEAF = b"\x00"
_quoted = json.encoder.encode_basestring  # as JSON has it, other letters than ASCII kept


class EntryKind(StrEnum):
    """What an entry records. A kind is only ever added: old entries are read for ever."""

    DOCUMENT = "document"
    FLAG = "flag"
    DRAFT = "draft"
    STATEMENT = "statement"
    REJECTION = "rejection"
    RETRACTION = "retraction"
    SUPERSESSION = "supersession"
    KEY = "key"
    RESTORE = "restore"
    PROPOSAL = "proposal"
    LABEL = "label"
    ERASURE = "erasure"
    FORECAST = "forecast"
    OBSERVATION = "observation"


class Row(NamedTuple):
    """An entry as stores keep it: moments in microseconds since 1970 UTC, payload as bytes."""

    seq: int
    version: int
    kind: str
    id: str
    known_at: int
    recorded_at: int
    accepted_by: str
    label: str
    body: bytes
    previous: bytes
    digest: bytes


class Head(NamedTuple):
    """How long a ledger is, and the digest of its last entry."""

    size: int
    digest: bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One remembered thing, in its place.

    `seq` counts from 1 without a gap. `known_at` is when we knew it, `recorded_at` when it was
    written down. `accepted_by` is `person:NAME` or `rule:NAME`, empty for what nobody has to
    accept. `label` says who may see it; empty means its originator only. `body` holds the
    canonical bytes of `payload`; `previous` and `digest` are SHA-256 digests.
    """

    seq: int
    version: int
    kind: EntryKind
    id: str
    known_at: datetime
    recorded_at: datetime
    accepted_by: str
    label: str
    body: bytes
    previous: bytes
    digest: bytes

    @property
    def payload(self) -> Mapping[str, Any]:
        """What it says, as plain JSON values; read from `body` on each call."""
        return payload_of(self.body)


def microseconds(moment: datetime) -> int:
    """A moment as microseconds since 1970 UTC; ValueError if it has no time zone."""
    if moment.tzinfo is None:
        raise ValueError(f"{moment.isoformat()} needs a time zone")
    return (moment - _EPOCH) // _MICROSECOND


def moment_of(count: int) -> datetime:
    """The moment, in UTC, so many microseconds after 1970."""
    return _EPOCH + timedelta(microseconds=count)


def entry_of(row: Row) -> Entry:
    """The entry that a store keeps as `row`."""
    return Entry(
        seq=row.seq,
        version=row.version,
        kind=EntryKind(row.kind),
        id=row.id,
        known_at=moment_of(row.known_at),
        recorded_at=moment_of(row.recorded_at),
        accepted_by=row.accepted_by,
        label=row.label,
        body=row.body,
        previous=row.previous,
        digest=row.digest,
    )


def payload_of(body: bytes) -> dict[str, Any]:
    """The plain JSON values that were written as `body`."""
    values: dict[str, Any] = json.loads(body.decode("utf-8", "surrogatepass"))
    return values


def digest_of(row: Row) -> bytes:
    """SHA-256 over 0x00, the canonical header (its predecessor's digest included), the payload.

    The leading zero byte is that of a leaf in RFC 9162, so that the same digests can stand in a
    Merkle tree. Raises TypeError or ValueError if a value has a type that no entry was written
    with.
    """
    # The canonical JSON of the header, written out: an encoder takes several times as long.
    header = (
        f'{{"accepted_by":{_quoted(row.accepted_by)},"id":{_quoted(row.id)},'
        f'"kind":{_quoted(row.kind)},"known_at":{row.known_at:d},"label":{_quoted(row.label)},'
        f'"previous":"{row.previous.hex()}","recorded_at":{row.recorded_at:d},'
        f'"seq":{row.seq:d},"version":{row.version:d}}}'
    )
    return hashlib.sha256(_LEAF + header.encode("utf-8", "surrogatepass") + row.body).digest()


def sealed(rows: Iterable[Row], head: Head) -> Iterator[Row]:
    """The rows numbered and linked behind `head`; their own numbers and digests are ignored."""
    size, previous = head
    for row in rows:
        size += 1
        linked = row._replace(seq=size, previous=previous)
        previous = digest_of(linked)
        yield linked._replace(digest=previous)


def head_of(row: Row | None) -> Head:
    """The head of a ledger whose last entry is `row`; None: of an empty one."""
    return Head(row.seq, row.digest) if row else Head(0, ORIGIN)


def fault_of(row: Row, before: Row | None) -> str:
    """Why `row` cannot be the acknowledged successor of `before`; empty if it can."""
    expected = before.seq + 1 if before else 1
    if row.seq != expected:
        return f"expected entry {expected} here, found {row.seq!r}: one is missing or moved"
    try:
        if digest_of(row) != row.digest:
            return "its content does not match its digest"
    except (AttributeError, TypeError, ValueError):
        return "a stored value has a type that no entry was written with"
    if row.previous != (before.digest if before else ORIGIN):
        return "it does not follow the entry before it: one was replaced or moved"
    if before and row.recorded_at <= before.recorded_at:
        return "it was recorded before its predecessor"
    if before and row.known_at < before.known_at:
        return "it was known before its predecessor"
    return ""
