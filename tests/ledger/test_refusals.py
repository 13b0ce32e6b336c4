"""What a store refuses, and in which words: a disk, a lock, a damage, a stranger's table."""

from __future__ import annotations

import fcntl
import shutil
import subprocess

import pytest
from faulty_disk import IOERR, disk_under_sqlite
from sqlalchemy.exc import DBAPIError
from store_promises import NOW, new
from telling import statements_of
from test_sqlite import doctor

from contingent.errors import (
    FileNotWritable,
    LedgerNotWritable,
    TamperedLedger,
)
from contingent.ledger.book import Ledger, statement_entry
from contingent.ledger.sqlite import open_sqlite
from contingent.ledger.vault import Vault
from contingent.ledger.veil import Secret


def test_opening_a_ledger_that_is_there_waits_for_no_writer(path):
    """Asked to make one where one is, it takes no lock: who only reads is never held up."""
    with open(f"{path}.lock") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        assert Ledger(open_sqlite(path, create=True, wait_seconds=0.1)).verify() == 5


def test_a_ledger_that_does_not_say_its_format_is_refused(path):
    """Where the format stood there is nothing: it was never written so."""
    doctor(path, "DELETE FROM meta")
    with pytest.raises(TamperedLedger, match="its format None was never written"):
        open_sqlite(path)


def test_an_entry_numbered_below_the_first_is_found(path):
    """What somebody puts before the beginning is read, and is no entry."""
    doctor(
        path,
        "INSERT INTO entry SELECT -7, version, kind, 'more', known_at, recorded_at, accepted_by,"
        " label, body, previous, digest FROM entry WHERE seq = 1",
    )
    with pytest.raises(TamperedLedger, match="expected entry 1 here, found -7"):
        Ledger(open_sqlite(path)).verify()


def test_what_sqlite_keeps_for_itself_is_no_alteration(path):
    """Statistics that a database tool had made change nothing about a ledger."""
    doctor(path, "ANALYZE")
    assert Ledger(open_sqlite(path)).verify() == 5


def test_an_index_that_lacks_an_entry_is_damage(path):
    """Every entry reads as it was, but nobody would find that it is there: the check says so."""
    content = path.read_bytes()
    assert content.count(b"d2document") == 1
    path.write_bytes(content.replace(b"d2document", b"d2documenu"))
    with pytest.raises(TamperedLedger, match="the file is damaged"):
        Ledger(open_sqlite(path)).verify()


def test_a_disk_that_fails_while_it_is_read_is_no_tampering(path):
    """An error of the disk halfway through is named as one, and nobody is accused."""
    ledger = Ledger(open_sqlite(path))
    ledger.append([new(f"more{number}") for number in range(3_000)], recorded_at=NOW)
    with disk_under_sqlite() as disk:
        reading = ledger.entries()
        next(reading)
        disk.fails = lambda what: IOERR[what] if what == "read" else 0
        with pytest.raises(LedgerNotWritable, match="the disk reports an error"):
            list(reading)
    assert ledger.verify() == 3_005


def test_a_file_system_that_cannot_hold_a_safe_journal_is_refused(path, tmp_path):
    """Without memory shared between processes a crash could tear a write: nothing is written."""
    with disk_under_sqlite() as disk:
        disk.shares_memory = False
        with pytest.raises(LedgerNotWritable, match="cannot hold a safe journal"):
            open_sqlite(tmp_path / "other.db", create=True)
    assert Ledger(open_sqlite(path)).verify() == 5


def read_only(folder):
    """From now on nobody can write to this disk."""
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


def test_an_empty_journal_on_a_read_only_medium_holds_nothing_back(small_disk):
    """As a copying program leaves one: the file alone is the whole ledger, and it opens."""
    path = small_disk / "ledger.db"
    Ledger(open_sqlite(path, create=True)).append([new("a")], recorded_at=NOW)
    path.with_name("ledger.db-wal").touch()
    read_only(small_disk)
    assert Ledger(open_sqlite(path)).verify() == 1


def test_a_journal_that_cannot_be_read_hides_no_entry(small_disk):
    """On a read-only medium an older state of a ledger is never shown as all of it."""
    path, copy = small_disk / "ledger.db", small_disk / "copy.db"
    ledger = Ledger(open_sqlite(path, create=True))
    ledger.append([new("a")], recorded_at=NOW)
    reading = ledger.entries()
    next(reading)
    ledger.append([new("b")], recorded_at=NOW)
    for rest in ("", "-wal"):
        shutil.copy(f"{path}{rest}", f"{copy}{rest}")
    assert len(list(reading)) == 0
    read_only(small_disk)
    with pytest.raises(LedgerNotWritable, match="it cannot be opened"):
        open_sqlite(copy)


def test_a_folder_that_is_none_is_told_in_the_systems_words(tmp_path):
    """Why no lock could be made is said, not only that there is none."""
    (tmp_path / "file").write_text("x")
    for folder, why in (("file", "Not a directory"), ("nowhere", "No such file")):
        with pytest.raises(LedgerNotWritable, match=why):
            open_sqlite(tmp_path / folder / "ledger.db", create=True)


def test_why_a_copy_could_not_be_written_is_told(path, small_disk, tmp_path):
    """A folder in its place is named as the system does; a full disk is one that refuses."""
    (tmp_path / "taken" / "in it").mkdir(parents=True)
    with pytest.raises(FileNotWritable, match="Is a directory"):
        open_sqlite(path).copy_to(tmp_path / "taken")
    (small_disk / "filler").write_bytes(bytes(500 * 1024))
    with pytest.raises(FileNotWritable, match="the disk refuses"):
        open_sqlite(path).copy_to(small_disk / "copy.db")
    assert sorted(each.name for each in small_disk.iterdir()) == ["filler"]


def test_why_the_old_ledger_could_not_be_put_aside_is_told(path, tmp_path):
    """Where a restored ledger finds no place, the system's own reason is given."""
    copy = tmp_path / "copy.db"
    open_sqlite(path).copy_to(copy)
    with pytest.raises(FileNotWritable, match="No such file or directory"):
        open_sqlite(path).replace_with(copy, keep_as=tmp_path / "nowhere" / "old.db")


def test_a_vault_that_cannot_be_made_or_opened_is_told(tmp_path):
    """A folder in its place is no tampering: the disk refuses, in the system's words."""
    vault = Vault(tmp_path / "ledger.db.vault")
    vault.path.mkdir()
    with pytest.raises(LedgerNotWritable, match="Is a directory"):
        vault.create()
    with pytest.raises(LedgerNotWritable, match="unable to open"):
        vault.secrets()


def test_a_full_disk_keeps_no_name_and_adds_no_entry(small_disk):
    """Names are kept before the entry that commits to them: where they find no room, it is not."""
    path = small_disk / "ledger.db"
    ledger = Ledger(open_sqlite(path, create=True))
    vault = Vault(small_disk / "ledger.db.vault")
    vault.create()
    ((said, _),) = statements_of("2025-12-19 Kenya says Kenya willing troops 800")
    (small_disk / "filler").write_bytes(bytes(512 * 1024 - 60 * 1024))
    entry = statement_entry(said, "rule:x")
    many = [Secret.of("x" * 5_000, bytes([number]) * 32) for number in range(100)]
    with pytest.raises(LedgerNotWritable, match="full"), vault.keeping(many):
        pytest.fail("nothing may be written behind what was not kept")
    assert vault.secrets() == {}
    (small_disk / "filler").unlink()
    ledger.append([entry], recorded_at=NOW)
    assert ledger.verify() == 1


@pytest.mark.parametrize(
    ("question", "error"),
    [
        ("SELECT 1 FROM no_such_table", TamperedLedger),
        ("DELETE FROM entry", LedgerNotWritable),
        ("SELECT :none", DBAPIError),
    ],
)
def test_what_sqlite_reports_has_our_name_where_it_means_something(path, question, error):
    """Another table, a file opened to read; a fault of ours in a question stays visible."""
    store = open_sqlite(path)
    with pytest.raises(error), store._named_errors(), store._connected("ro") as connection:
        connection.exec_driver_sql(question)
