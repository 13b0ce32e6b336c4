"""Files and addresses become pieces, and pieces windows, read here or by several workers."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path

from contingent.errors import Problem
from contingent.read.archives import Piece
from contingent.read.corpus import Load, in_order, processes, ray_cluster
from contingent.read.fetching import UnfetchedPage, fetched, is_address
from contingent.read.sources import pieces_in, pieces_of
from contingent.read.windows import Reader, Window

__all__ = ["Engine", "gathered", "read_corpus"]


class Engine(StrEnum):
    """Who reads a corpus: this machine, or a Ray cluster."""

    LOCAL = "local"
    RAY = "ray"


def gathered(
    sources: Iterable[str],
    *,
    may_fetch: bool = False,
    after_each: Callable[[], None] = lambda: None,
) -> Iterator[Piece | Problem]:
    """Every document in some files, and behind some addresses where that is allowed.

    `after_each` is called once a file or address has given all it holds.
    """
    for source in sources:
        if not is_address(source):
            yield from pieces_in(Path(source))
        elif may_fetch:
            yield from _fetched(source)
        else:
            yield Problem(where=source, what="is an address; with --fetch it would be fetched")
        after_each()


def _fetched(address: str) -> Iterator[Piece | Problem]:
    try:
        answer = fetched(address)
    except UnfetchedPage as fault:
        yield Problem(where=address, what=str(fault))
        return
    yield from pieces_of(answer.data, source=answer.address)


def read_corpus(
    reader: Reader, waiting: Iterable[Load], *, jobs: int = 1, engine: Engine = Engine.LOCAL
) -> Iterator[Window]:
    """The windows of a corpus in their order, read here or by several workers.

    The windows are the same however many read them, and on whatever engine. Memory holds a few
    windows at a time. Raises ImportError for Ray where it is not installed, and ClusterUnreachable
    where it does not start.
    """
    if engine is Engine.LOCAL and jobs == 1:
        yield from map(reader.read_window, waiting)
        return
    work = reader.read_window
    with processes(work, jobs) if engine is Engine.LOCAL else ray_cluster(work, jobs) as workers:
        yield from in_order(workers, waiting)
