"""Pieces become windows on record: read, held against what is known, and written down in order."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

from contingent.errors import Problem
from contingent.ledger.book import Key
from contingent.ledger.viewing import View
from contingent.mission import ReviewRule
from contingent.read.advice import advised
from contingent.read.archives import Piece
from contingent.read.copies import Copies
from contingent.read.corpus import Load, loads
from contingent.read.documents import document_id
from contingent.read.model import Model
from contingent.read.windows import Reader, Window
from contingent.situation.copying import Recollection, recollected
from contingent.situation.intake import Engine, read_corpus
from contingent.situation.recording import Settled, record_window, settled_in, text_kept

__all__ = ["Run", "read_only", "read_onto_record", "record_run"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How a corpus is read: by whose names, by how many, and whether rules may accept.

    Where `review` takes two persons, no rule accepts. A `model`, where there is one, is asked about
    what the rules doubt.
    """

    reader: Reader
    jobs: int = 1
    engine: Engine = Engine.LOCAL
    by_rules: bool = False
    review: ReviewRule = ReviewRule.ONE_PERSON
    window: int = 200  # documents that are read together, and then recorded together
    model: Model | None = None

    def advised(self, window: Window, *, besides: frozenset[str] = frozenset()) -> Window:
        """The window with the model's word on what is in doubt, but not on what is decided."""
        if self.model is None:
            return window
        readings, advice = advised(
            window.readings, model=self.model, gazetteer=self.reader.gazetteer, besides=besides
        )
        problems = (*window.problems, *advice.problems)
        return replace(window, readings=readings, advice=advice, problems=problems)


def read_only(run: Run, pieces: Iterable[Piece | Problem]) -> Iterator[Window]:
    """Each window of a corpus with its copies marked; nothing is kept."""
    memory = Recollection(copies=Copies(run.reader.gazetteer))
    waiting = (Load(pieces=some) for some in loads(pieces, most=run.window))
    for window in read_corpus(run.reader, waiting, jobs=run.jobs, engine=run.engine):
        yield run.advised(memory.placed(window))


def read_onto_record(
    run: Run,
    pieces: Iterable[Piece | Problem],
    *,
    ledger: View,
    folder: Path,
    clock: Callable[[], datetime],
) -> Iterator[tuple[Window, tuple[Key, ...]]]:
    """Each window of a corpus, and the keys of what it added to the ledger of a mission folder.

    A run that was stopped anywhere is taken up by running it again: what is on record stays, the
    rest is added, and the ledger holds the same entries in the same order as if nothing had
    happened. Raises FileNotWritable, and what `View.append` and `View.entries` raise.
    """

    def read(settled: Settled) -> Iterator[Window]:
        waiting = (_load(some, settled) for some in loads(pieces, most=run.window))
        return read_corpus(run.reader, waiting, jobs=run.jobs, engine=run.engine)

    yield from record_run(run, read, ledger=ledger, folder=folder, clock=clock)


def record_run(
    run: Run,
    read: Callable[[Settled], Iterable[Window]],
    *,
    ledger: View,
    folder: Path,
    clock: Callable[[], datetime],
) -> Iterator[tuple[Window, tuple[Key, ...]]]:
    """Each window that is read, its copies marked, with the keys of what it added to the ledger.

    `read` gives the windows of what is to be read, knowing what is settled. Raises what
    `record_window` and `read` raise.
    """
    settled = settled_in(ledger.entries(), review=run.review)
    memory = recollected(
        ledger.entries(), lambda document: text_kept(folder, document), run.reader.gazetteer
    )
    for found in read(settled):
        window = run.advised(memory.placed(found), besides=settled.decided | settled.doubted)
        yield (
            window,
            record_window(
                ledger, folder, window, settled=settled, by_rules=run.by_rules, clock=clock()
            ),
        )


def _load(pieces: tuple[Piece | Problem, ...], settled: Settled) -> Load:
    """The pieces with the days on which those speak that are on record."""
    ids = {document_id(piece.data) for piece in pieces if isinstance(piece, Piece)}
    days = {id: settled.days[id] for id in ids if id in settled.days}
    return Load(pieces=pieces, settled_days=days)
