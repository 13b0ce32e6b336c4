"""A mission folder becomes a place to work at: what it holds now, and the pictures drawn of it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Generic, TypeVar

from contingent.errors import Problem
from contingent.exports.brief import brief_sheet
from contingent.exports.sheet import Section, Sheet
from contingent.ledger.book import Ledger, NewEntry
from contingent.ledger.chain import Entry, Head
from contingent.ledger.sqlite import open_sqlite
from contingent.mission import MISSION_FILE, Mission, load_mission
from contingent.situation import LEDGER_FILE, Situation, assess, days_of_news
from contingent.vocabulary.moment import AsOf

__all__ = ["Holdings", "Picture", "Shelf", "Workplace", "clock"]

_PICTURES = 48
_Key = TypeVar("_Key", bound=Hashable)
_Item = TypeVar("_Item")

Stamp = tuple[tuple[int, int], ...]


def clock() -> datetime:
    """The machine's clock, UTC, read in one place."""
    return datetime.now(UTC)


class Shelf(Generic[_Key, _Item]):
    """The last so many things that were made, so that none is made twice; safe between threads."""

    def __init__(self, size: int) -> None:
        self._size = size
        self._items: OrderedDict[_Key, _Item] = OrderedDict()
        self._lock = threading.Lock()

    def find(self, key: _Key) -> _Item | None:
        """What is kept under a key, None if nothing is."""
        with self._lock:
            if key not in self._items:
                return None
            self._items.move_to_end(key)
            return self._items[key]

    def keep(self, key: _Key, item: _Item) -> _Item:
        """The item, kept until so many others have been wanted since."""
        with self._lock:
            self._items[key] = item
            self._items.move_to_end(key)
            while len(self._items) > self._size:
                self._items.popitem(last=False)
        return item


@dataclass(frozen=True, slots=True, kw_only=True)
class Holdings:
    """What the folder holds at one moment. `problems` are rows of its tables that were left out."""

    stamp: Stamp
    mission: Mission
    problems: tuple[Problem, ...]
    entries: tuple[Entry, ...]
    head: Head
    said_days: tuple[date, ...]
    known_days: tuple[date, ...]


class Picture:
    """A situation and the brief of it, worked out once and drawn many times."""

    def __init__(self, situation: Situation, ledger_head: str) -> None:
        self.situation = situation
        self.ledger_head = ledger_head

    @cached_property
    def sheet(self) -> Sheet:
        """The brief."""
        return brief_sheet(self.situation, ledger_head=self.ledger_head)

    def section(self, id: str) -> Section:
        """A section of the brief by its id; KeyError if it has none of that id."""
        for section in self.sheet.sections:
            if section.id == id:
                return section
        raise KeyError(id)


class Workplace:
    """One mission folder, read again whenever its files change.

    Everything that reads the ledger for the web passes through here.
    """

    def __init__(self, folder: Path, *, now: Callable[[], datetime] = clock) -> None:
        self.folder = folder
        self.now = now
        self._lock = threading.Lock()
        self._drawing = threading.Lock()
        self._holdings: Holdings | None = None
        self._pictures: Shelf[tuple[Stamp, AsOf, date], Picture] = Shelf(_PICTURES)

    @property
    def ledger(self) -> Ledger:
        """The ledger, opened for one use; what `open_sqlite` raises."""
        return Ledger(open_sqlite(self.folder / LEDGER_FILE))

    def stamp(self) -> Stamp:
        """Changes whenever a file that pictures are drawn from does; costs a look at each."""
        names = (MISSION_FILE, LEDGER_FILE, f"{LEDGER_FILE}-wal", *_tables(self.folder))
        return tuple(_mark(self.folder / name) for name in names)

    def holdings(self) -> Holdings:
        """What the folder holds now. Raises InvalidMission, TamperedLedger and their kin."""
        stamp = self.stamp()
        with self._lock:
            if self._holdings is None or self._holdings.stamp != stamp:
                self._holdings = self._read(stamp)
            return self._holdings

    def _read(self, stamp: Stamp) -> Holdings:
        mission, problems = load_mission(self.folder)
        ledger = self.ledger
        head = ledger.head
        entries = tuple(ledger.entries())
        said, known = days_of_news(entries)
        return Holdings(
            stamp=stamp,
            mission=mission,
            problems=problems,
            entries=entries,
            head=head,
            said_days=said,
            known_days=known,
        )

    def picture(self, holdings: Holdings, moment: AsOf, since: date) -> Picture:
        """The situation as of a moment, with changes since a day."""
        key = (holdings.stamp, moment, since)
        with self._drawing:  # many may ask for the same new picture at once; one works it out
            found = self._pictures.find(key)
            if found is not None:
                return found
            situation = assess(holdings.entries, holdings.mission, as_of=moment, since=since)
            return self._pictures.keep(key, Picture(situation, holdings.head.digest.hex()))

    def append(self, new: Iterable[NewEntry]) -> tuple[Entry, ...]:
        """Add to the ledger; what `Ledger.append` raises."""
        return self.ledger.append(new, recorded_at=self.now())


def _tables(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.csv"))


def _mark(path: Path) -> tuple[int, int]:
    """When a file was last changed and how long it is; zeros where there is none."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
