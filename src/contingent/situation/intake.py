"""Files become readings, window by window, with the names of one mission."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import islice
from pathlib import Path

from contingent.errors import Problem
from contingent.mission import Mission, mission_parties
from contingent.read.companions import dated_by_companions
from contingent.read.dates import reference_day
from contingent.read.documents import read_path
from contingent.read.gazetteer import Gazetteer
from contingent.read.reader import Reading, read_statements
from contingent.read.scope import MissionScope
from contingent.vocabulary.statement import Document

__all__ = ["WINDOW", "Reader", "Window", "windows"]

WINDOW = 200
"""How many files are read together, and then recorded together."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Window:
    """What some files read together came to.

    `lent_days` holds, for documents without a date of their own, the day of the one whose
    quotation they share. `refused` counts the files that are no document.
    """

    readings: tuple[Reading, ...]
    problems: tuple[Problem, ...] = ()
    lent_days: Mapping[str, date] = field(default_factory=dict)
    refused: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What one mission's documents are read with: its names, and those of all parties."""

    gazetteer: Gazetteer
    scope: MissionScope

    @classmethod
    def of_mission(cls, mission: Mission | None) -> Reader:
        """The reader of a mission; None: of any mission that a document itself names."""
        if mission is None:
            return cls(gazetteer=Gazetteer.standard(), scope=MissionScope())
        return cls(
            gazetteer=Gazetteer(mission_parties(mission)),
            scope=MissionScope(
                code=mission.code,
                names=(mission.name, *mission.also),
                theatres=(mission.theatre,),
                bodies=tuple((body.name, body.code) for body in mission.bodies),
            ),
        )

    def read_window(
        self,
        paths: Iterable[Path],
        *,
        settled_days: Mapping[str, date | None],
        today: date | None = None,
        after_each: Callable[[], None] = lambda: None,
    ) -> Window:
        """Read files together; one without a date speaks on the day of its companion.

        A document in `settled_days` speaks on the day given there, so that what was read once
        is read alike ever after, whatever lies beside it. `after_each` is called once a file.
        Given `today`, a publication date after it is a fault.
        """
        found = [read_path(path, today=today) for path in paths]
        dated = iter(self._dated((item for item, _ in found if item is not None), settled_days))
        readings: list[Reading] = []
        problems: list[Problem] = []
        lent_days: dict[str, date] = {}
        for document, faults in found:
            problems += faults
            if document is not None:
                _, day = next(dated)
                reading = read_statements(
                    document, gazetteer=self.gazetteer, mission=self.scope, spoken_on=day
                )
                if document.published_on is None and day is not None:
                    reading = _placed(reading, day)
                readings.append(reading)
                problems += reading.problems
                if day is not None and reference_day(document) is None:
                    lent_days[document.id] = day
            after_each()
        return Window(
            readings=tuple(readings),
            problems=tuple(problems),
            lent_days=lent_days,
            refused=len(found) - len(readings),
        )

    @staticmethod
    def _dated(
        documents: Iterable[Document], settled_days: Mapping[str, date | None]
    ) -> Iterator[tuple[Document, date | None]]:
        for document, day in dated_by_companions(documents):
            yield document, settled_days.get(document.id, day)


def _placed(reading: Reading, day: date) -> Reading:
    """The statements of an undated document, as if published on the day it speaks on."""
    placed = tuple(replace(item, published_on=day) for item in reading.statements)
    return replace(reading, statements=placed)


def windows(paths: Iterable[Path], size: int = WINDOW) -> Iterator[tuple[Path, ...]]:
    """The files in their order, so many at a time."""
    remaining = iter(paths)
    while window := tuple(islice(remaining, size)):
        yield window
