"""Cut power, failing calls and full disks, as SQLite's own file functions see them."""

from __future__ import annotations

import os
import random
import shutil

import pytest
from faulty_disk import FULL, IOERR, after_power_cut, disk_under_sqlite, library
from store_promises import NOW, new

from contingent.errors import ContingentError, LedgerNotWritable, TamperedLedger
from contingent.ledger.book import Ledger
from contingent.ledger.sqlite import open_sqlite

SHARES = [(150, 0), *(pytest.param(500, seed, marks=pytest.mark.soak) for seed in range(1, 5))]


@pytest.fixture(autouse=True)
def _has_library():
    """Without a SQLite of its own there is nothing to put a disk under."""
    try:
        library()
    except (LookupError, OSError) as error:
        if os.environ.get("CI"):
            pytest.fail(f"CI must not skip this: {error}")
        pytest.skip(f"no power was cut: {error}")


def worked_on(path, rng):
    """A ledger that many batches were appended to, and all that reached the disk meanwhile."""
    with disk_under_sqlite() as disk:
        ledger = Ledger(open_sqlite(path, create=True))
        disk.acknowledge()
        for number in range(12):
            ids = [f"d{number}-{part}" for part in range(rng.choice([1, 1, 2, 5, 40]))]
            reading = ledger.entries() if rng.random() < 0.3 else iter(())
            next(reading, None)  # while somebody reads, the journal stays
            ledger.append([new(id_) for id_ in ids], recorded_at=NOW)
            disk.acknowledge(*ids)
    return disk.events


def survivors(events, cut, rng, folder):
    """Which entries are there after a power cut, and which had been acknowledged before it."""
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name, content in after_power_cut(events, cut, rng).items():
        (folder / name).write_bytes(content)
    acknowledged = [
        id_ for event in events[:cut] if event.what == "ack" for id_ in event.name.split()
    ]
    ledger = Ledger(open_sqlite(folder / "ledger.db"))
    count = ledger.verify()
    found = [entry.id for entry in ledger.entries()]
    assert len(found) == count
    return ledger, found, acknowledged


@pytest.mark.parametrize(("cuts", "seed"), SHARES)
def test_a_power_cut_loses_nothing_acknowledged_and_tears_nothing(tmp_path, cuts, seed):
    """Whatever unsynced sectors are lost, every acknowledged entry is there and all verify."""
    rng = random.Random(seed)
    done = 0
    while done < cuts:
        path = tmp_path / f"work{done}" / "ledger.db"
        path.parent.mkdir()
        events = worked_on(path, rng)
        made = next(at for at, event in enumerate(events) if event.what == "ack")
        for _ in range(50):
            cut = rng.randrange(made + 1, len(events) + 1)
            ledger, found, acknowledged = survivors(events, cut, rng, tmp_path / "after")
            assert found[: len(acknowledged)] == acknowledged
            if done % 10 == 0:
                assert len(ledger.append([new("goes on")], recorded_at=NOW)) == 1
                assert ledger.verify() == len(found) + 1
            done += 1


def test_a_disk_that_does_not_sync_is_found_out(tmp_path):
    """The same cuts on a disk that ignores syncs do lose entries: the simulation can fail."""
    rng = random.Random(1)
    (tmp_path / "work").mkdir()
    events = [
        each for each in worked_on(tmp_path / "work" / "ledger.db", rng) if each.what != "sync"
    ]
    made = next(at for at, event in enumerate(events) if event.what == "ack")
    lost = 0
    for _ in range(60):
        cut = rng.randrange(made + 1, len(events) + 1)
        try:
            _, found, acknowledged = survivors(events, cut, rng, tmp_path / "after")
        except ContingentError:
            lost += 1
        else:
            lost += found[: len(acknowledged)] != acknowledged
    assert lost


@pytest.mark.parametrize("stays", [False, True], ids=["once", "from then on"])
@pytest.mark.parametrize("full", [False, True], ids=["error", "full"])
def test_a_failure_at_any_call_of_an_append_is_a_clean_error(tmp_path, stays, full):
    """Each call of one append fails in turn: a clear line, nothing torn, and it goes on after."""
    start = tmp_path / "start.db"
    Ledger(open_sqlite(start, create=True)).append(
        [new(f"d{n}") for n in range(5)], recorded_at=NOW
    )
    path = tmp_path / "ledger.db"
    failed, number = 0, 0
    while True:
        number += 1
        for rest in tmp_path.glob("ledger.db*"):
            rest.unlink()
        shutil.copy(start, path)
        ledger = Ledger(open_sqlite(path))
        calls = []
        with disk_under_sqlite() as disk:
            disk.fails = failing(calls, number, stays=stays, full=full)
            try:
                ledger.append([new(f"x{n}") for n in range(3)], recorded_at=NOW)
                acknowledged = 8
            except (LedgerNotWritable, TamperedLedger):
                failed += 1
                acknowledged = 5
        assert ledger.verify() in {acknowledged, 8}
        ledger.append([new(f"x{n}") for n in range(4)], recorded_at=NOW)
        assert ledger.verify() == 9
        if len(calls) < number:
            break
    assert failed > 5


def failing(calls, number, *, stays, full):
    """A disk whose n-th call fails, and if it stays broken, every one after it."""

    def fails(what):
        if full and what not in ("write", "truncate"):
            return 0
        calls.append(what)
        hit = len(calls) >= number if stays else len(calls) == number
        return (FULL if full else IOERR[what]) if hit else 0

    return fails
