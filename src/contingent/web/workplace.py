"""A mission folder becomes a place to work at: what it holds now, and the pictures drawn of it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Callable, Hashable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Generic, TypeVar

from contingent.errors import ContingentError, NotSignedIn, Problem
from contingent.exports.brief import brief_sheet
from contingent.exports.sheet import Section, Sheet
from contingent.ledger.board import Overview
from contingent.ledger.book import Ledger
from contingent.ledger.chain import Entry, Head
from contingent.ledger.checkpoints import audited
from contingent.ledger.keys import KeyChest
from contingent.ledger.notes import Note
from contingent.ledger.people import PEOPLE_FILE, Account, People
from contingent.ledger.viewing import View
from contingent.mission import MISSION_FILE, Mission, load_mission
from contingent.situation import (
    LEDGER_FILE,
    Situation,
    assess,
    days_of_news,
    known_note,
    label_of,
    open_store,
    people_of,
    view_of,
)
from contingent.vocabulary.moment import AsOf

if TYPE_CHECKING:
    from contingent.situation.overseeing import Overseer

__all__ = ["LARGE", "Holdings", "Picture", "Shelf", "Workplace", "clock"]

LARGE = 100_000
"""Entries from which the first pages are shown in short."""

_PICTURES = 48
_READERS = 16
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

    def take(self, key: _Key) -> _Item | None:
        """What was kept under a key, and is not any more; None if nothing was."""
        with self._lock:
            return self._items.pop(key, None)

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
    """What one reader may see of a folder at one moment; `reader` is empty where there is no team.

    `problems` are rows of its tables that were left out.
    """

    stamp: Stamp
    reader: str
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

    def __init__(
        self,
        folder: Path,
        *,
        now: Callable[[], datetime] = clock,
        chest: KeyChest | None = None,
    ) -> None:
        self.folder = folder
        self.now = now
        self._chest = chest
        self._people: People | None = None
        self._lock = threading.Lock()
        self._drawing = threading.Lock()
        self._holdings: Shelf[tuple[Stamp, str], Holdings] = Shelf(_READERS)
        self._pictures: Shelf[tuple[Stamp, str, AsOf, date], Picture] = Shelf(_PICTURES)

    def check(self) -> None:
        """Raise what opening the folder raises, so that nobody finds it out by a page."""
        load_mission(self.folder)
        open_store(self.folder)

    def people(self) -> People | None:
        """The accounts of the folder; None where it belongs to one person.

        Opened once, since that costs more than a page; who is in them is read each time.
        """
        if not (self.folder / PEOPLE_FILE).exists():
            self._people = None
        elif self._people is None:
            self._people = people_of(self.folder)
        return self._people

    def view(self, account: Account | None) -> View:
        """The ledger as an account may see it, opened for one use.

        Raises NotSignedIn where there is a team and nobody of it asks, and what opening raises.
        """
        people = self.people()
        if people is not None and account is None:
            raise NotSignedIn("this mission belongs to a team")
        handling = load_mission(self.folder)[0].handling
        mark = label_of(handling, level=None, releasable_to=(), by=account or "")
        ledger = Ledger(open_store(self.folder))
        return view_of(ledger, people, account, mark=mark)

    def stamp(self) -> Stamp:
        """Changes whenever a file that pictures are drawn from does; costs a look at each."""
        stores = (LEDGER_FILE, f"{LEDGER_FILE}-wal", PEOPLE_FILE)
        names = (MISSION_FILE, *stores, *_tables(self.folder))
        places = [self.folder / name for name in names]
        places += [self._chest.folder] if self._chest else []
        return tuple(map(_mark, places))

    def overview(self, account: Account | None, moment: AsOf) -> Overview:
        """Who stands where in short, as an account may see it: at once from any ledger.

        Raises what opening and reading the ledger raises.
        """
        return self._overseer.overview(self.view(account), moment)

    @cached_property
    def _overseer(self) -> Overseer:
        from contingent.situation.overseeing import Overseer  # it compiles: only once it is asked

        return Overseer(self.folder)

    def is_large(self, account: Account | None) -> bool:
        """True if an account may see so many entries that whole pages take minutes."""
        with suppress(ContingentError):  # whoever opens the page is told what is wrong
            if Ledger(open_store(self.folder)).head.size >= LARGE:
                moment = AsOf(held_on=self.now().date(), known_at=self.now())
                return self.overview(account, moment).entries >= LARGE
        return False

    def checkpoint(self) -> Note | None:
        """The last checkpoint of the ledger that this machine knows, where one person works.

        A team asks on the command line: here its size would tell how much labels hide.
        """
        if self._chest is None or self.people() is not None:
            return None
        return known_note(Ledger(open_store(self.folder)), self._chest)

    def verify(self, account: Account | None) -> int:
        """Check every entry that an account may see, and all against the last checkpoint.

        Raises TamperedLedger, LedgerRewritten and LedgerRolledBack.
        """
        count = self.view(account).verify()
        note = self.checkpoint()
        if note is not None:
            audited(Ledger(open_store(self.folder)), [note])
        return count

    def holdings(self, account: Account | None) -> Holdings:
        """What an account may see of what the folder holds now.

        Raises NotSignedIn, InvalidMission, TamperedLedger and their kin.
        """
        key = (self.stamp(), account.name if account else "")
        with self._lock:
            found = self._holdings.find(key)
            return found or self._holdings.keep(key, self._read(key, account))

    def _read(self, key: tuple[Stamp, str], account: Account | None) -> Holdings:
        mission, problems = load_mission(self.folder)
        view = self.view(account)
        head = view.head
        entries = tuple(view.entries())
        said, known = days_of_news(entries)
        return Holdings(
            stamp=key[0],
            reader=key[1],
            mission=mission,
            problems=problems,
            entries=entries,
            head=head,
            said_days=said,
            known_days=known,
        )

    def picture(self, holdings: Holdings, moment: AsOf, since: date) -> Picture:
        """The situation as of a moment, with changes since a day."""
        key = (holdings.stamp, holdings.reader, moment, since)
        with self._drawing:  # many may ask for the same new picture at once; one works it out
            found = self._pictures.find(key)
            if found is not None:
                return found
            situation = assess(holdings.entries, holdings.mission, as_of=moment, since=since)
            return self._pictures.keep(key, Picture(situation, holdings.head.digest.hex()))


def _tables(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("*.csv"))


def _mark(path: Path) -> tuple[int, int]:
    """When a file was last changed and how long it is; zeros where there is none."""
    try:
        found = path.stat()
    except OSError:
        return (0, 0)
    return (found.st_mtime_ns, found.st_size)
