"""Processes that are killed or write at once lose and spoil nothing."""

from __future__ import annotations

import multiprocessing
import os
import random
import signal
import time

import pytest
from store_promises import NOW, new

from contingent.ledger.book import Ledger
from contingent.ledger.sqlite import open_sqlite

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
FORK = multiprocessing.get_context("fork") if hasattr(os, "fork") else None
ROUNDS = 30


def append_until_killed(path, turn, acknowledged):
    """Append batches of one to five, and say which only after append has returned."""
    ledger = Ledger(open_sqlite(path))
    rng = random.Random(turn)
    for number in range(100_000):
        ids = [f"r{turn}-{number}-{part}" for part in range(rng.randint(1, 5))]
        ledger.append([new(id_) for id_ in ids], recorded_at=NOW)
        os.write(acknowledged, (" ".join(ids) + "\n").encode())


def test_kill_9_loses_no_acknowledged_entry(tmp_path):
    """However often the writer is killed, what it acknowledged is there and verifies."""
    path = tmp_path / "ledger.db"
    open_sqlite(path, create=True)
    rng = random.Random(9)
    acknowledged: set[str] = set()
    for turn in range(ROUNDS):
        read_end, write_end = os.pipe()
        child = FORK.Process(target=append_until_killed, args=(path, turn, write_end))
        child.start()
        os.close(write_end)
        with os.fdopen(read_end) as told:
            first = told.readline() if turn % 3 else ""  # else it may die while opening
            time.sleep(rng.uniform(0.0, 0.1))
            os.kill(child.pid, signal.SIGKILL)
            child.join()
            lines = [first, *told.read().splitlines(keepends=True)]
        acknowledged |= {id_ for line in lines if line.endswith("\n") for id_ in line.split()}
        ledger = Ledger(open_sqlite(path))
        ledger.verify()
        assert acknowledged <= {entry.id for entry in ledger.entries()}
    assert len(acknowledged) >= ROUNDS // 2
    assert len(ledger.append([new("after")], recorded_at=NOW)) == 1


def append_many(path, writer, count):
    """Append one entry at a time, half of them under names that the other writer uses too."""
    ledger = Ledger(open_sqlite(path, wait_seconds=60))
    for number in range(count):
        own = new(f"w{writer}-{number}")
        ledger.append([own, new(f"both-{number}")], recorded_at=NOW)


def test_writers_at_once_leave_no_gap_duplicate_or_fork(tmp_path):
    """Three processes that append at the same time make one chain with each entry once."""
    path = tmp_path / "ledger.db"
    open_sqlite(path, create=True)
    count = 40
    writers = [FORK.Process(target=append_many, args=(path, each, count)) for each in range(3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    assert [writer.exitcode for writer in writers] == [0, 0, 0]
    ledger = Ledger(open_sqlite(path))
    assert ledger.verify() == 4 * count
    assert len({entry.id for entry in ledger.entries()}) == 4 * count
