"""A file, or what was fetched, becomes the documents that it holds, one after the other."""

from __future__ import annotations

import io
import stat
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import IO

from contingent.errors import Problem
from contingent.read.archives import (
    Piece,
    archived,
    is_archive,
    is_packed,
    is_web_archive,
    packed,
    responses,
)
from contingent.read.documents import (
    MOST_BYTES,
    DocumentOrNone,
    is_feed,
    problems_of,
    read_document,
    reason_of,
    source_of,
    too_large,
)
from contingent.read.feeds import articles
from contingent.read.rows import is_rows, rows

__all__ = ["DEEPEST", "pieces_in", "pieces_of", "read_piece", "read_source"]

DEEPEST = 3
"""How many containers may lie in one another: an archive of archives of feeds, and no further."""

_SNIFFED = 4_096


def read_source(path: Path, *, today: date | None = None) -> Iterator[DocumentOrNone]:
    """Every document in a file, in order; a part that is none gives its problems alone.

    The file may be a text, a page, a PDF file, a feed, rows of JSON, a web archive or a zip archive
    of these. It is read piece by piece: memory holds one piece, however large the archive is.
    """
    for piece in pieces_in(path):
        yield read_piece(piece, today=today)


def read_piece(piece: Piece | Problem, *, today: date | None = None) -> DocumentOrNone:
    """The document in one piece, as `read_document`."""
    if isinstance(piece, Problem):
        return None, (piece,)
    return read_document(piece.data, source=piece.source, today=today, told=piece.told)


def pieces_in(path: Path) -> Iterator[Piece | Problem]:
    """The bytes of every document in a file, with what stands around them."""
    source = source_of(path)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            what = "is not a file; name a text, page, PDF, feed, row, web archive or zip file"
            yield from problems_of(source, what)
            return
        with path.open("rb") as stream:
            yield from _pieces(_Container(stream=stream, source=source, size=found.st_size))
    except (OSError, ValueError) as fault:
        yield from problems_of(source, f"cannot be read ({reason_of(fault)})")


def pieces_of(data: bytes, *, source: str) -> Iterator[Piece | Problem]:
    """As `pieces_in`, for bytes that are at hand."""
    yield from _pieces(_Container(stream=io.BytesIO(data), source=source, size=len(data)))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Container:
    """An open stream at its beginning, and how many containers it lies in."""

    stream: IO[bytes]
    source: str
    size: int
    depth: int = 0


def _pieces(found: _Container) -> Iterator[Piece | Problem]:
    head = found.stream.read(_SNIFFED)
    found.stream.seek(0)
    for is_such, opened in _CONTAINERS:
        if is_such(head, found.source):
            if found.depth >= DEEPEST:
                what = f"lies more than {DEEPEST} archives deep; unpack it first"
                yield from problems_of(found.source, what)
            else:
                yield from _within(opened(found.stream, found.source), found)
            return
    if found.size > MOST_BYTES:
        yield from problems_of(found.source, too_large(found.size))
        return
    data = found.stream.read(MOST_BYTES + 1)
    if is_feed(head.decode("utf-8", "replace")):
        yield from articles(data, found.source)
    else:
        yield Piece(data=data, source=found.source)


def _within(pieces: Iterable[Piece | Problem], outer: _Container) -> Iterator[Piece | Problem]:
    """The pieces of a container, those that are containers themselves opened."""
    for piece in pieces:
        if isinstance(piece, Problem) or piece.is_document:
            yield piece
            continue
        stream = io.BytesIO(piece.data)
        inner = _Container(
            stream=stream, source=piece.source, size=len(piece.data), depth=outer.depth + 1
        )
        for found in _pieces(inner):
            is_itself = isinstance(found, Piece) and found.data is piece.data
            yield piece if is_itself else found


_Opened = Callable[[IO[bytes], str], Iterator[Piece | Problem]]
_CONTAINERS: tuple[tuple[Callable[[bytes, str], bool], _Opened], ...] = (
    (is_web_archive, responses),
    (is_packed, packed),
    (is_archive, archived),
    (is_rows, rows),
)
