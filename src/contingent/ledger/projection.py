"""A board index is kept beside its ledger, so that the next process need not read every entry.

The file is derived: whoever deletes it loses nothing. It holds no name and no quotation, so that
what is erased from a ledger never stood in it; who spoke is kept as a number, and asked of the
entries again before anything is added.
"""

from __future__ import annotations

import json
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import asdict
from io import BytesIO
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

from contingent.errors import ProjectionDrift
from contingent.ledger.book import Ledger
from contingent.ledger.chain import EntryKind, Head, Row
from contingent.ledger.columns import (
    COLUMN_TYPES,
    Columns,
    Correction,
    FlagNoted,
    RetractionNoted,
    Table,
)
from contingent.ledger.disk import replace_durably
from contingent.ledger.overview import BoardIndex
from contingent.ledger.register import REGISTER_TYPES, Array, Entered, Pool, Register
from contingent.ledger.standing import accepted_in
from contingent.vocabulary.capability import Amount

__all__ = ["WORTH_KEEPING", "Projection"]

WORTH_KEEPING = 20_000
"""Entries below which a ledger is read anew as quickly as its index."""

_FORMAT = "contingent.projection/1"
_GROWN = 50  # kept anew when this part of it, one in so many, is new
_UNREADABLE = (EOFError, KeyError, OSError, TypeError, ValueError, zipfile.BadZipFile)
_PAIRS = ("headlines", "bodies", "copies")
_NOTED: dict[str, type[Correction | RetractionNoted | FlagNoted]] = {
    "corrections": Correction,
    "retractions": RetractionNoted,
    "flagged": FlagNoted,
}


class _Relabelling(NamedTuple):
    """What counts of an entry that labels another anew."""

    kind: str
    label: str
    accepted_by: str
    body: str


class Projection:
    """The index of one ledger: made once, kept in a file at `place`, and brought up to date."""

    def __init__(self, place: Path) -> None:
        self._place = place
        self._index: BoardIndex | None = None

    def index(self, ledger: Ledger) -> BoardIndex:
        """The index with every entry that the ledger holds now.

        Raises what reading the ledger raises.
        """
        index = self._index or self._kept()
        if index is None or not self._brought_up(index, ledger):
            index = BoardIndex(ledger.entries())
            self._keep(index)
        self._index = index
        return index

    def rebuild(self, ledger: Ledger) -> BoardIndex:
        """The index made anew from every entry, and kept whatever its size.

        Raises OSError where the file cannot be written.
        """
        self._index = BoardIndex(ledger.entries())
        replace_durably(self._place, _packed(self._index.columns))
        return self._index

    def check(self, ledger: Ledger) -> bool:
        """True if an index is kept and is that of the entries that it says; False: none is.

        One of another ledger, or one that cannot be read, is never used and counts as none. Raises
        ProjectionDrift for one that says something else than the entries.
        """
        kept = self._kept()
        if kept is None:
            return False
        try:
            newer = next(ledger.behind(kept.head), None)
        except LookupError:
            return False
        entries = ledger.entries()
        if newer is not None:
            entries = (entry for entry in entries if entry.seq < newer.seq)
        made = BoardIndex(entries)
        if _parts(made.columns) != _parts(kept.columns):
            raise ProjectionDrift(self._place)
        return True

    def _brought_up(self, index: BoardIndex, ledger: Ledger) -> bool:
        """True once the index has all entries; False if it is not one of this ledger as it is."""
        before = index.head.size
        try:
            new = tuple(ledger.behind(index.head))
        except LookupError:
            return False
        if any(entry.kind is EntryKind.ERASURE for entry in new):
            return False  # who was told apart by name may now be one
        if new:
            if index.columns.speakers.is_forgotten:
                index.columns.speakers = Pool(_speakers(index.columns, ledger))
            index.add(new)
        if (index.head.size - before) * _GROWN > before:
            self._keep(index)
        return True

    def _kept(self) -> BoardIndex | None:
        """What is kept, if it can be read."""
        try:
            with np.load(self._place, allow_pickle=False) as file:
                return BoardIndex(columns=_unpacked({name: file[name] for name in file.files}))
        except _UNREADABLE:
            return None

    def _keep(self, index: BoardIndex) -> None:
        """Keep an index that is worth it; if the disk refuses, the next process makes it anew."""
        if index.head.size >= WORTH_KEEPING:
            with suppress(OSError):
                replace_durably(self._place, _packed(index.columns))


def _speakers(columns: Columns, ledger: Ledger) -> Iterator[tuple[str, str]]:
    """Who speaks, by number: as the entries in which each does so first have it."""
    rows = columns.first_rows_of_speakers()
    for entry in ledger.at(columns.table.seq[rows].tolist()):
        speaker = accepted_in(entry).speaker
        yield (speaker.party, speaker.name)


def _parts(columns: Columns) -> dict[str, bytes]:
    return {name: part.tobytes() for name, part in _arrays(columns).items()}


def _packed(columns: Columns) -> bytes:
    file = BytesIO()
    np.savez(file, allow_pickle=False, **_arrays(columns))
    return file.getvalue()


def _arrays(columns: Columns) -> dict[str, Array]:
    """Everything that an index holds, as arrays by name."""
    register = columns.register
    relabellings = [
        _Relabelling(
            row.kind, row.label, row.accepted_by, row.body.decode("utf-8", "surrogatepass")
        )
        for row in register.relabellings
    ]
    texts = {
        "format": _FORMAT,
        "head": [columns.head.size, columns.head.digest.hex()],
        "ids": columns.ids.names,
        "parties": columns.parties.names,
        "documents": columns.documents.names,
        "whose": columns.whose.names,
        "labels": register.labels.names,
        "amounts": [asdict(each) for each in columns.amounts.names],
        "conditions": columns.conditions.names,
        "speakers": len(columns.speakers),
        "repeated": sorted(columns.repeated.items()),
        "relabellings": relabellings,
    }
    numbers = {
        name: np.array(getattr(columns, name), np.int64).reshape(-1, len(kind._fields))
        for name, kind in _NOTED.items()
    }
    return {
        **{
            name: np.frombuffer(json.dumps(text).encode(), np.uint8) for name, text in texts.items()
        },
        **numbers,
        **{name: getattr(columns, name) for name in (*_PAIRS, "order", "first")},
        **{f"table.{name}": part for name, part in columns.table._asdict().items()},
        **{f"entries.{name}": part for name, part in register.entries._asdict().items()},
    }


def _unpacked(parts: dict[str, Array]) -> Columns:
    """The columns that were packed so; ValueError or KeyError for anything else."""

    def text(name: str) -> Any:
        return json.loads(parts[name].tobytes())

    if text("format") != _FORMAT:
        raise ValueError("it was kept by another version")
    ids = Pool[str](text("ids"))
    register = Register(ids)
    register.labels = Pool(text("labels"))
    register.entries = Entered(*_typed(parts, "entries", REGISTER_TYPES))
    register.relabellings = [_row(_Relabelling(*each)) for each in text("relabellings")]
    size, digest = text("head")
    return Columns.of_parts(
        head=Head(size, bytes.fromhex(digest)),
        ids=ids,
        register=register,
        table=Table(*_typed(parts, "table", COLUMN_TYPES)),
        parties=Pool(text("parties")),
        documents=Pool(text("documents")),
        whose=Pool(tuple(each) for each in text("whose")),
        speakers=Pool.forgotten(text("speakers")),
        amounts=Pool(Amount(**each) for each in text("amounts")),
        conditions=Pool(tuple(each) for each in text("conditions")),
        repeated=dict(text("repeated")),
        **{name: [kind(*row) for row in parts[name].tolist()] for name, kind in _NOTED.items()},
        **{name: parts[name] for name in (*_PAIRS, "order", "first")},
    )


def _typed(parts: dict[str, Array], prefix: str, types: dict[str, type]) -> Iterator[Array]:
    """The columns of a table, each of its type and all of one length."""
    columns = [parts[f"{prefix}.{name}"] for name in types]
    for column, kind in zip(columns, types.values(), strict=True):
        if column.dtype != kind or column.shape != columns[0].shape:
            raise ValueError("its columns do not fit together")
        yield column


def _row(kept: _Relabelling) -> Row:
    body = kept.body.encode("utf-8", "surrogatepass")
    return Row(0, 0, kept.kind, "", 0, 0, kept.accepted_by, kept.label, body, b"", b"")
