"""A name becomes a mission folder with its ledger, whole or not at all."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, time
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from contingent.errors import FileNotWritable, InvalidMission, Problem
from contingent.field.rows import TABLES
from contingent.ledger.book import Ledger, MemoryStore, NewEntry, Store, statement_entry
from contingent.ledger.chain import EntryKind
from contingent.ledger.sqlite import open_sqlite
from contingent.ledger.vault import Vault
from contingent.mission import MISSION_FILE, sample_folder, sample_statements, start_mission
from contingent.situation.reporting import read_reports, report_entry

__all__ = ["BOARD_FILE", "LEDGER_FILE", "found_mission", "record_sample"]

LEDGER_FILE = "ledger.db"
BOARD_FILE = f"{LEDGER_FILE}.board"
"""What is kept of a large ledger so that its board comes at once; it may be deleted."""

_ACCEPTED_BY = "rule:bundled-sample"


def found_mission(folder: Path, *, sample: str | None, recorded_at: datetime) -> int:
    """Make a mission folder, filled with a bundled sample where one is named.

    Everything is made beside it and moved into place, so an interruption leaves nothing behind.
    Returns how many statements the sample holds. Raises InvalidMission for an unknown sample or
    where something is in the way, FileNotWritable or LedgerNotWritable.
    """
    taken = [folder / name for name in (MISSION_FILE, LEDGER_FILE) if (folder / name).exists()]
    if folder.exists() and not folder.is_dir():
        taken = [folder]
    if taken:
        what = "is there already; nothing was overwritten. Name another folder"
        raise InvalidMission(Problem(where=str(path), what=what) for path in taken)
    with _workshop(folder) as draft:
        start_mission(draft, sample=sample)
        Vault(draft / f"{LEDGER_FILE}.vault").create()
        store = open_sqlite(draft / LEDGER_FILE, create=True)
        count = _fill(store, sample, recorded_at=recorded_at) if sample else 0
        _move(draft, folder)
    return count


@contextmanager
def _workshop(folder: Path) -> Iterator[Path]:
    """A folder of the same name to work in, on the same disk, gone when the block ends."""
    workshop: Path | None = None
    try:
        parent = folder.absolute().parent
        parent.mkdir(parents=True, exist_ok=True)
        workshop = Path(tempfile.mkdtemp(prefix=".contingent-", dir=parent))
        yield workshop / (folder.resolve().name or "mission")
    except OSError as error:
        raise FileNotWritable(folder, error.strerror or "the disk refuses") from error
    finally:
        if workshop is not None:
            shutil.rmtree(workshop, ignore_errors=True)


def _move(draft: Path, folder: Path) -> None:
    """Put what was made into place; the mission file, which makes it a mission, comes last."""
    if not folder.exists():
        draft.rename(folder)
        return
    for path in sorted(draft.iterdir(), key=lambda path: path.name == MISSION_FILE):
        if not (folder / path.name).exists():
            os.rename(path, folder / path.name)


def _fill(store: Store, sample: str, *, recorded_at: datetime) -> int:
    """Write all of a sample in one transaction: one wait for the disk, not one a day."""
    memory = MemoryStore()
    memory.vault = store.vault
    count = record_sample(Ledger(memory), sample, recorded_at=recorded_at)
    with memory.reading() as filled, store.writing() as writer, writer.transaction():
        writer.write(tuple(filled.rows))
    return count


def record_sample(ledger: Ledger, name: str, *, recorded_at: datetime) -> int:
    """Replay a bundled mission in the order in which it could be known: statements and reports.

    Returns how many statements were added. Each is known at noon, UTC, of its day.
    """
    count = 0
    said = [
        (statement.known_on, statement_entry(statement.statement, _ACCEPTED_BY))
        for statement in sample_statements(name)
    ]
    with sample_folder(name) as tables:
        known = sorted([*said, *_reported(tables)], key=itemgetter(0))
    for day, group in groupby(known, key=itemgetter(0)):
        known_at = datetime.combine(day, time(12), tzinfo=UTC)
        new = [entry for _, entry in group]
        added = ledger.append(new, recorded_at=recorded_at, known_at=known_at)
        count += sum(entry.kind is EntryKind.STATEMENT for entry in added)
    return count


def _reported(tables: Path) -> Iterator[tuple[date, NewEntry]]:
    """Each report of a sample, from the day on which it was published."""
    for table in TABLES:
        path = tables / f"{table}.csv"
        if not path.exists():
            continue
        found = read_reports(path, table=table)
        if found.problems:
            raise InvalidMission(found.problems)
        for row in found.rows:
            day = row.reported_on or row.date.last
            yield day, report_entry(table, row, by=_ACCEPTED_BY)
