"""The ledger in a file: what it survives, what it refuses, and what it notices."""

from __future__ import annotations

import fcntl
import os
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing

import pytest
from store_promises import NOW, StorePromises, must_wait_and_write, new

from contingent.errors import (
    FileNotWritable,
    LedgerBusy,
    LedgerNotFound,
    LedgerNotWritable,
    LedgerTooNew,
    TamperedLedger,
)
from contingent.ledger.book import Ledger
from contingent.ledger.chain import Row
from contingent.ledger.sqlite import open_sqlite
from contingent.ledger.vault import Vault


class TestSqliteStore(StorePromises):
    """The store in a SQLite file keeps the promises of every store."""

    @pytest.fixture
    def store(self, tmp_path):
        """An empty store."""
        return open_sqlite(tmp_path / "ledger.db", create=True)


class TestSqliteStoreWithVault(StorePromises):
    """It keeps them with names and quotations apart."""

    @pytest.fixture
    def store(self, tmp_path):
        """An empty store with a vault beside it."""
        Vault(tmp_path / "ledger.db.vault").create()
        return open_sqlite(tmp_path / "ledger.db", create=True)


def doctor(path, *statements):
    """Change a ledger's file behind its back, guards or not."""
    with closing(sqlite3.connect(path, isolation_level=None)) as connection:
        for statement in statements:
            connection.execute(statement)


def rows_of(path):
    """Every row as it is stored."""
    with open_sqlite(path).reading() as snapshot:
        return list(snapshot.rows)


def unguarded(path, statement):
    """Take the triggers off, change something, put them back."""
    with closing(sqlite3.connect(path)) as connection:
        triggers = connection.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        found = triggers.fetchall()
    doctor(path, *(f"DROP TRIGGER {name}" for name, _ in found))
    doctor(path, statement, *(sql for _, sql in found))


def test_a_ledger_at_rest_is_one_file(path):
    """Nothing is left in a journal once the writer is done: the file can be copied."""
    assert sorted(each.name for each in path.parent.iterdir()) == ["ledger.db", "ledger.db.lock"]


def test_a_copy_with_its_journal_is_whole_while_somebody_reads(path, tmp_path):
    """While a reader stays, the newest entries may be in the journal: both files are the ledger."""
    ledger = Ledger(open_sqlite(path))
    reading = ledger.entries()
    next(reading)
    ledger.append([new("while")], recorded_at=NOW)
    copy = tmp_path / "copy.db"
    shutil.copy(path, copy)
    shutil.copy(f"{path}-wal", f"{copy}-wal")
    assert Ledger(open_sqlite(copy)).verify() == 6
    assert len(list(reading)) == 4


def test_opening_again_finds_everything(path):
    """A new process continues where the last one stopped; create makes nothing anew."""
    ledger = Ledger(open_sqlite(path, create=True))
    assert ledger.verify() == 5
    assert [entry.seq for entry in ledger.append([new("x")], recorded_at=NOW)] == [6]


def test_a_path_with_odd_characters(tmp_path):
    """Question marks, hashes, percent signs and spaces are part of a name."""
    path = tmp_path / "a ?mode=ro#%41 é" / "ledger.db"
    path.parent.mkdir()
    ledger = Ledger(open_sqlite(path, create=True))
    ledger.append([new("a")], recorded_at=NOW)
    assert path.exists()
    assert ledger.verify() == 1


def in_first_layout(path):
    """Lay a ledger's tables out as the first version did."""
    doctor(
        path,
        "DROP INDEX entry_key",
        "CREATE UNIQUE INDEX entry_key ON entry (id, kind)",
        "UPDATE meta SET format = 1",
    )


def test_a_ledger_in_the_first_layout_is_read_as_it_is(path):
    """An older file opens and verifies, and reading does not touch it."""
    in_first_layout(path)
    before = path.read_bytes()
    assert Ledger(open_sqlite(path)).verify() == 5
    assert path.read_bytes() == before


def test_the_first_write_brings_an_older_file_up_to_date(path):
    """The tables change, the entries stay as they were sealed, and the file verifies."""
    in_first_layout(path)
    ledger = Ledger(open_sqlite(path))
    head = ledger.head
    ledger.append([new("d0", label="green"), new("x")], recorded_at=NOW)
    assert ledger.verify() == 7
    assert rows_of(path)[4].digest == head.digest


def test_no_ledger_is_said_so(tmp_path):
    """Without create, a missing file is neither made nor guessed."""
    with pytest.raises(LedgerNotFound, match="no ledger here"):
        open_sqlite(tmp_path / "ledger.db")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("content", [b"", b"not a database" * 100])
def test_a_file_that_is_no_ledger_is_refused(tmp_path, content):
    """An empty file, or one of something else, is not taken for a ledger."""
    path = tmp_path / "ledger.db"
    path.write_bytes(content)
    with pytest.raises(TamperedLedger):
        open_sqlite(path)
    assert path.read_bytes() == content


def test_a_ledger_of_a_later_version_is_left_untouched(path):
    """A format that we do not know is refused before anything is written."""
    doctor(path, "UPDATE meta SET format = 3")
    before = path.read_bytes()
    with pytest.raises(LedgerTooNew, match="written in format 3; this version reads up to 2"):
        open_sqlite(path, create=True)
    assert path.read_bytes() == before


@pytest.mark.parametrize(
    "statement", ["UPDATE entry SET label = 'x' WHERE seq = 1", "DELETE FROM entry WHERE seq = 5"]
)
def test_entries_are_never_changed_or_deleted(path, statement):
    """The file itself refuses, whoever asks."""
    with pytest.raises(sqlite3.IntegrityError, match="entries are never"):
        doctor(path, statement)
    assert Ledger(open_sqlite(path)).verify() == 5


@pytest.mark.parametrize("column", Row._fields)
def test_a_change_in_any_column_is_found(path, column):
    """Whatever is edited in an entry, verify says in which one."""
    value = "X'00'" if column in ("body", "previous", "digest") else "7"
    if column in ("kind", "id", "accepted_by", "label"):
        value = "'x'"
    unguarded(path, f"UPDATE entry SET {column} = {value} WHERE seq = 3")
    with pytest.raises(TamperedLedger) as found:
        Ledger(open_sqlite(path)).verify()
    assert found.value.seq == 3


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("DELETE FROM entry WHERE seq = 5", "entry 5: the end is missing"),
        ("DELETE FROM entry WHERE seq = 2", "entry 2: expected entry 2 here, found 3"),
        ("UPDATE head SET size = 4", "only 4 entries were acknowledged"),
        ("DELETE FROM head", "its head is missing"),
        ("DROP TRIGGER entry_stays", "entry_stays was altered"),
        ("CREATE TABLE notes (x)", "notes was altered"),
        ("UPDATE entry SET label = CAST(X'FF' AS TEXT) WHERE seq = 2", "entry 2: its content"),
        ("UPDATE entry SET body = 'text' WHERE seq = 2", "entry 2: a stored value has a type"),
    ],
)
def test_what_was_done_to_the_file_is_said(path, statement, why):
    """A cut, a gap, a moved head, a removed guard: each is named."""
    if "TRIGGER" in statement:
        doctor(path, statement)
    else:
        unguarded(path, statement)
    with pytest.raises(TamperedLedger, match=why):
        Ledger(open_sqlite(path)).verify()


def test_nothing_is_written_behind_a_cut(path):
    """A ledger whose end is gone takes no new entries."""
    unguarded(path, "DELETE FROM entry WHERE seq = 5")
    with pytest.raises(TamperedLedger, match="not the one acknowledged last"):
        Ledger(open_sqlite(path)).append([new("x")], recorded_at=NOW)


def test_flipping_any_byte_of_the_file_never_changes_an_entry_unseen(path, tmp_path):
    """After any flip the ledger is refused, or every entry reads exactly as before.

    Bytes of pages and gaps that hold no entry may flip unnoticed: nothing is read from them.
    """
    content = path.read_bytes()
    expected = rows_of(path)
    rng = random.Random(20)
    copy = tmp_path / "flipped.db"
    found = 0
    for at in sorted(rng.sample(range(len(content)), 250)):
        flipped = bytearray(content)
        flipped[at] ^= 1 << rng.randrange(8)
        copy.write_bytes(flipped)
        try:
            Ledger(open_sqlite(copy, wait_seconds=0.1)).verify()
        except (TamperedLedger, LedgerTooNew):
            found += 1
        else:
            assert rows_of(copy) == expected, f"byte {at} changed an entry unseen"
        for rest in tmp_path.glob("flipped.db*"):
            rest.unlink()
    assert found


def test_flipping_any_byte_of_an_entrys_record_is_found(path, tmp_path):
    """Wherever the stored data of an entry lies in the file, one flipped byte of it is found."""
    content = path.read_bytes()
    row = rows_of(path)[2]
    rng = random.Random(21)
    copy = tmp_path / "flipped.db"
    start = content.index(row.body + row.previous + row.digest)
    for at in rng.sample(range(start, start + len(row.body) + 64), 40):
        flipped = bytearray(content)
        flipped[at] ^= 1 << rng.randrange(8)
        copy.write_bytes(flipped)
        with pytest.raises(TamperedLedger) as found:
            Ledger(open_sqlite(copy)).verify()
        assert found.value.seq == 3


def test_another_writer_is_waited_for_and_then_named(path):
    """While another process holds the lock, a write waits as long as told and adds nothing."""
    with open(f"{path}.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        ledger = Ledger(open_sqlite(path, wait_seconds=0.1))
        with pytest.raises(LedgerBusy, match=r"for 0\.1 s; try again"):
            ledger.append([new("x")], recorded_at=NOW)
        assert ledger.verify() == 5
    assert len(ledger.append([new("x")], recorded_at=NOW)) == 1


def test_whoever_waits_writes_once_the_other_is_done(path):
    """Waiting is no refusal: the lock is free in time."""
    first, second = open_sqlite(path), open_sqlite(path, wait_seconds=30)
    must_wait_and_write(first, second)
    assert Ledger(first).head.size == 6


def test_an_empty_file_becomes_a_ledger_where_one_is_to_be_made(tmp_path):
    """As `mktemp` leaves one."""
    (tmp_path / "ledger.db").touch()
    assert Ledger(open_sqlite(tmp_path / "ledger.db", create=True)).head.size == 0


def test_a_format_that_was_never_written_is_named(path):
    """Zero, or a word."""
    for odd in ("0", "'x'"):
        doctor(path, f"UPDATE meta SET format = {odd}")
        with pytest.raises(TamperedLedger, match="was never written"):
            open_sqlite(path)


def test_a_stranger_in_the_database_is_a_busy_ledger(path):
    """A database tool that keeps a transaction open does not make us fail in its words."""
    with closing(sqlite3.connect(path, isolation_level=None)) as stranger:
        stranger.execute("BEGIN IMMEDIATE")
        ledger = Ledger(open_sqlite(path, wait_seconds=0.1))
        with pytest.raises(LedgerBusy):
            ledger.append([new("x")], recorded_at=NOW)
    assert ledger.verify() == 5


def test_a_folder_that_is_none_cannot_be_written(tmp_path):
    """A parent that is a file, or is not there, gives one clear line."""
    (tmp_path / "file").write_text("x")
    for folder in ("file", "nowhere"):
        with pytest.raises(LedgerNotWritable, match="nothing was added"):
            open_sqlite(tmp_path / folder / "ledger.db", create=True)


def fill(ledger, acknowledged):
    """Append until something stops it, noting what append returned."""
    for number in range(10_000):
        batch = [new(f"d{number}-{part}") for part in range(20)]
        acknowledged += [entry.id for entry in ledger.append(batch, recorded_at=NOW)]


def test_a_full_disk_adds_nothing_and_the_ledger_goes_on_elsewhere(small_disk, tmp_path):
    """When the disk is full every acknowledged entry is there, none is torn, and it says so."""
    path = small_disk / "ledger.db"
    ledger = Ledger(open_sqlite(path, create=True))
    acknowledged = []
    with pytest.raises(LedgerNotWritable, match="disk"):
        fill(ledger, acknowledged)
    assert acknowledged
    assert [entry.id for entry in ledger.entries()] == acknowledged
    moved = shutil.copy(path, tmp_path / "moved.db")
    for rest in ("-wal", "-shm"):
        if os.path.exists(f"{path}{rest}"):
            shutil.copy(f"{path}{rest}", f"{moved}{rest}")
    elsewhere = Ledger(open_sqlite(tmp_path / "moved.db"))
    assert len(elsewhere.append([new("more")], recorded_at=NOW)) == 1
    assert elsewhere.verify() == len(acknowledged) + 1


def test_a_read_only_folder_is_read_and_not_written(small_disk, tmp_path):
    """On a read-only medium the ledger opens and verifies; a write gives one clear line."""
    path = small_disk / "ledger.db"
    Ledger(open_sqlite(path, create=True)).append([new("a")], recorded_at=NOW)
    subprocess.run(["mount", "-o", "remount,ro", str(small_disk)], check=True)
    ledger = Ledger(open_sqlite(path))
    assert ledger.verify() == 1
    with pytest.raises(LedgerNotWritable, match="ead-only"):
        ledger.append([new("b")], recorded_at=NOW)
    assert ledger.verify() == 1


def test_a_file_that_may_not_grow_adds_nothing(path):
    """Where no disk can be mounted the same holds for a limit on the size of files."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    ledger = Ledger(open_sqlite(path))
    resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size + 8_192, before[1]))
    try:
        with pytest.raises(LedgerNotWritable):
            ledger.append([new(f"x{number}") for number in range(500)], recorded_at=NOW)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert ledger.verify() == 5
    assert len(ledger.append([new("x0")], recorded_at=NOW)) == 1


def test_the_room_does_not_load_the_database_library():
    """Whoever only needs positions does not pay for SQLAlchemy."""
    script = (
        "import sys; import contingent.ledger, contingent.ledger.book, "
        "contingent.ledger.positions; sys.exit('sqlalchemy' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", script]).returncode == 0


def test_making_a_ledger_where_one_is_leaves_it_as_it_is(path):
    """Two who begin at once begin one ledger, and nothing written is lost."""
    store = open_sqlite(path)
    store.create()
    assert len(rows_of(path)) == 5


def test_a_database_of_others_is_no_ledger(tmp_path):
    """A SQLite file that somebody else made is refused, and left alone."""
    place = tmp_path / "ledger.db"
    doctor(place, "CREATE TABLE cats (name TEXT)")
    with pytest.raises(TamperedLedger, match="no ledger of Contingent"):
        open_sqlite(place).check_format()


def test_a_copy_that_cannot_be_written_is_told_and_leaves_nothing(path, tmp_path):
    """No such folder, or one in the place of the copy: the ledger is as it was."""
    store = open_sqlite(path)
    (tmp_path / "taken").mkdir()
    (tmp_path / "taken" / "file").touch()
    for target in (tmp_path / "nowhere" / "copy.db", tmp_path / "taken"):
        with pytest.raises(FileNotWritable, match=target.name):
            store.copy_to(target)
    assert len(rows_of(path)) == 5
    assert not list(tmp_path.glob(".*"))


def test_a_ledger_that_cannot_be_put_aside_is_not_replaced(path, tmp_path):
    """Where the old one finds no room the new one does not take its place."""
    copy = tmp_path / "copy.db"
    open_sqlite(path).copy_to(copy)
    with pytest.raises(FileNotWritable):
        open_sqlite(path).replace_with(copy, keep_as=tmp_path / "nowhere" / "old.db")
    assert len(rows_of(path)) == 5
