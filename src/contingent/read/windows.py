"""Documents that are read together become a window, with the names of one mission."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache, partial
from typing import TYPE_CHECKING, TypeVar

from contingent.errors import Problem
from contingent.read.archives import Piece
from contingent.read.companions import dated_by_companions
from contingent.read.corpus import Load
from contingent.read.dates import reference_day
from contingent.read.documents import DocumentOrNone
from contingent.read.gazetteer import Gazetteer
from contingent.read.imprints import Imprint, Quoted, Telling, imprints
from contingent.read.parcels import packed_fast
from contingent.read.reader import Reading, read_statements
from contingent.read.scope import MissionScope
from contingent.read.sources import read_piece
from contingent.vocabulary.party import Party
from contingent.vocabulary.statement import Document

if TYPE_CHECKING:
    from contingent.mission import Mission
    from contingent.read.advice import Advice

__all__ = ["Reader", "Window"]

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What some documents read together came to.

    `lent_days` holds, for documents without a date of their own, the day of the one whose
    quotation they share. `imprints` are what copies of them will be known by. `refused` counts
    what is no document. `advice` is what a model said of what the rules doubt, where one was asked.
    """

    readings: tuple[Reading, ...]
    problems: tuple[Problem, ...] = ()
    lent_days: Mapping[str, date] = field(default_factory=dict)
    imprints: tuple[Imprint, ...] = ()
    repeats: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    refused: int = 0
    advice: Advice | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What one mission's documents are read with: its own names, and those of all parties.

    `parties` are the mission's, or None for any mission that a document itself names. A reader is
    small, so that it can be sent to another process or machine, which then builds its own tables.
    """

    parties: tuple[Party, ...] | None
    scope: MissionScope
    today: date | None = None

    @classmethod
    def of_mission(cls, mission: Mission | None, *, today: date | None = None) -> Reader:
        """The reader of a mission; None: of any mission that a document itself names.

        Given `today`, a publication date after it is a fault.
        """
        if mission is None:
            return cls(parties=None, scope=MissionScope(), today=today)
        from contingent.mission import mission_parties  # a process that only reads needs none of it

        return cls(
            parties=tuple(mission_parties(mission)),
            scope=MissionScope(
                code=mission.code,
                names=(mission.name, *mission.also),
                theatres=(mission.theatre,),
                bodies=tuple((body.name, body.code) for body in mission.bodies),
            ),
            today=today,
        )

    @property
    def gazetteer(self) -> Gazetteer:
        """The names that are found in a text."""
        return Gazetteer.standard() if self.parties is None else _gazetteer(self.parties)

    def read_window(self, load: Load) -> Window:
        """Read documents together; one without a date speaks on the day of its companion.

        A document whose day is settled speaks on that day, so that what was read once is read
        alike ever after, whatever lies beside it. A document that fails is a problem and stops
        nothing.
        """
        found = [self._document(piece) for piece in load.pieces]
        days = dict(self._days((item for item, _ in found if item is not None), load.settled_days))
        readings: list[Reading] = []
        problems: list[Problem] = []
        for document, faults in found:
            problems += faults
            reading = None if document is None else self._reading(document, days[document.id])
            if isinstance(reading, Problem):
                problems.append(reading)
            elif reading is not None:
                readings.append(reading)
                problems += reading.problems
        undated = (item.document.id for item in readings if reference_day(item.document) is None)
        lent = ((id, days[id]) for id in undated)
        return Window(
            readings=tuple(readings),
            problems=tuple(problems),
            lent_days={id: day for id, day in lent if day is not None},
            imprints=imprints([(item.document, item.statements) for item in readings]),
            refused=len(found) - len(readings),
        )

    def _document(self, piece: Piece | Problem) -> DocumentOrNone:
        source = piece.where if isinstance(piece, Problem) else piece.source
        found = _contained(partial(read_piece, piece, today=self.today), source)
        return (None, (found,)) if isinstance(found, Problem) else found

    def _reading(self, document: Document, day: date | None) -> Reading | Problem:
        read = partial(
            read_statements,
            document,
            gazetteer=self.gazetteer,
            mission=self.scope,
            spoken_on=day,
        )
        found = _contained(read, document.source)
        if isinstance(found, Problem) or document.published_on is not None or day is None:
            return found
        return _placed(found, day)

    @staticmethod
    def _days(
        documents: Iterable[Document], settled_days: Mapping[str, date | None]
    ) -> Iterator[tuple[str, date | None]]:
        for document, day in dated_by_companions(documents):
            yield document.id, settled_days.get(document.id, day)


@lru_cache(maxsize=4)
def _gazetteer(parties: tuple[Party, ...]) -> Gazetteer:
    return Gazetteer(parties)


def _contained(work: Callable[[], _T], source: str) -> _T | Problem:
    """What some work on one document comes to; where it fails, a problem and not the end of all."""
    try:
        return work()
    except Exception as fault:  # noqa: BLE001 - the entry point of one document among very many
        name = type(fault).__name__
        return Problem(
            where=source, what=f"was left out: it made the reader fail ({name}: {fault})"
        )


def _placed(reading: Reading, day: date) -> Reading:
    """The statements of an undated document, as if published on the day it speaks on."""
    placed = tuple(replace(item, published_on=day) for item in reading.statements)
    return replace(reading, statements=placed)


packed_fast(Imprint, Quoted, Reading, Telling, Window)
