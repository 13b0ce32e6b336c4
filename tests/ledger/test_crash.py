"""Processes that are killed or write at once lose and spoil nothing, whichever the store."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import random
import signal
import subprocess
import time

import pytest
from servers import server
from sqlalchemy import text
from store_promises import NOW, new

from contingent.errors import ContingentError, LedgerUnreachable
from contingent.ledger.book import Ledger
from contingent.ledger.postgres import PostgresStore, open_postgres
from contingent.ledger.sqlite import open_sqlite

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork"),
    pytest.mark.usefixtures("postgres"),
]
FORK = multiprocessing.get_context("fork") if hasattr(os, "fork") else None
SOAK = pytest.mark.soak
KILLS_A_LEDGER = 20
SLICES = [pytest.param(100, seed, marks=SOAK) for seed in range(1, 6)]
SERVING = text(
    "SELECT pid FROM pg_stat_activity"
    " WHERE pid <> pg_backend_pid() AND application_name = 'contingent'"
)


def opened(where, **options):
    """The ledger at a path or an address."""
    opener = open_postgres if "://" in str(where) else open_sqlite
    return Ledger(opener(where, **options))


def append_until_killed(where, turn, acknowledged):
    """Append batches of one to five, and say which only after append has returned."""
    ledger = opened(where)
    rng = random.Random(turn)
    for number in range(100_000):
        ids = [f"r{turn}-{number}-{part}" for part in range(rng.randint(1, 5))]
        ledger.append([new(id_) for id_ in ids], recorded_at=NOW)
        os.write(acknowledged, (" ".join(ids) + "\n").encode())


def killed_while_appending(where, turn, rng, kill):
    """Let a process append until `kill` ends it, or the server under it; what was acknowledged."""
    read_end, write_end = os.pipe()
    child = FORK.Process(target=append_until_killed, args=(where, turn, write_end))
    child.start()
    os.close(write_end)
    with os.fdopen(read_end) as told:
        first = told.readline() if turn % 3 else ""  # else it may die while opening
        time.sleep(rng.uniform(0.0, 0.1))
        kill(child.pid)
        child.join()
        lines = [first, *told.read().splitlines(keepends=True)]
    return {id_ for line in lines if line.endswith("\n") for id_ in line.split()}


def killed(process):
    """End a process as if the machine had gone."""
    os.kill(process, signal.SIGKILL)


def kept_whole(where, acknowledged):
    """The ledger verifies and has every entry that was acknowledged."""
    ledger = recovered(where)
    assert acknowledged <= {entry.id for entry in ledger.entries()}
    return ledger


def recovered(where):
    """The ledger, as soon as a server that was hit has noticed and come back."""
    for _ in range(1_200):
        try:
            ledger = opened(where)
            ledger.verify()
        except LedgerUnreachable:
            time.sleep(0.05)
        else:
            return ledger
    raise AssertionError("the server did not come back")


@pytest.mark.parametrize(("kills", "seed"), [(20, 0), *SLICES])
def test_kill_9_loses_no_acknowledged_entry(tmp_path, kills, seed):
    """However often the writer is killed, what it acknowledged is there and verifies."""
    rng = random.Random(seed)
    for first in range(0, kills, KILLS_A_LEDGER):
        path = tmp_path / f"{first}.db"
        opened(path, create=True)
        acknowledged: set[str] = set()
        for turn in range(first, min(first + KILLS_A_LEDGER, kills)):
            acknowledged |= killed_while_appending(path, turn, rng, killed)
            ledger = kept_whole(path, acknowledged)
        assert len(acknowledged) >= KILLS_A_LEDGER // 4
        assert len(ledger.append([new("after")], recorded_at=NOW)) == 1


@pytest.fixture
def lasting():
    """A server that syncs, as one does that must survive."""
    with server(fsync=True) as running:
        yield running


@pytest.mark.parametrize(("kills", "seed"), [(10, 0), *SLICES])
def test_kill_9_of_writer_or_server_loses_no_acknowledged_entry(lasting, kills, seed):
    """Writers, the server's process for them, and the whole server are killed in turn."""
    rng = random.Random(seed)
    kinds = [killed, killing_backend(lasting), killed, killed, killing_server(lasting)]
    for first in range(0, kills, KILLS_A_LEDGER):
        address = lasting.address(f"crash{first}")
        opened(address, create=True)
        acknowledged: set[str] = set()
        for turn in range(first, min(first + KILLS_A_LEDGER, kills)):
            acknowledged |= killed_while_appending(address, turn, rng, kinds[turn % 5])
            ledger = kept_whole(address, acknowledged)
        assert len(acknowledged) >= KILLS_A_LEDGER // 4
        assert len(ledger.append([new("after")], recorded_at=NOW)) == 1


def killing_backend(running):
    """Ends the server's own process that serves the writer; the server then restarts itself."""

    def kill(child):
        with contextlib.suppress(ContingentError, ProcessLookupError):
            with PostgresStore(running.address("any"))._engine.connect() as connection:
                found = connection.scalars(SERVING).all()
            for process in found:
                killed(process)
        killed(child)

    return kill


def killing_server(running):
    """Ends the server with all of its processes at once, and starts it again."""

    def kill(child):
        listed = subprocess.run(
            ["pgrep", "-P", str(running.postmaster)], capture_output=True, text=True
        )
        family = [running.postmaster, *map(int, listed.stdout.split())]
        for process in family:
            with contextlib.suppress(ProcessLookupError):
                killed(process)
        killed(child)
        while any(os.path.exists(f"/proc/{process}") for process in family):
            time.sleep(0.01)
        running.start(fsync=True)

    return kill


def append_many(where, writer, count):
    """Append one entry at a time, half of them under names that the other writers use too."""
    ledger = opened(where, wait_seconds=300)
    for number in range(count // 2):
        ledger.append([new(f"w{writer}-{number}")], recorded_at=NOW)
        ledger.append([new(f"both-{number}")], recorded_at=NOW)


@pytest.mark.parametrize("store", ["file", "server"])
@pytest.mark.parametrize(("writers", "appends"), [(3, 40), pytest.param(8, 1_000, marks=SOAK)])
def test_writers_at_once_leave_no_gap_duplicate_or_fork(tmp_path, address, store, writers, appends):
    """Processes that append at the same time make one chain with each entry once."""
    where = address if store == "server" else tmp_path / "ledger.db"
    opened(where, create=True)
    processes = [
        FORK.Process(target=append_many, args=(where, each, appends)) for each in range(writers)
    ]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    assert [process.exitcode for process in processes] == [0] * writers
    ledger = opened(where)
    expected = writers * (appends // 2) + appends // 2
    assert ledger.verify() == expected
    assert len({entry.id for entry in ledger.entries()}) == expected
