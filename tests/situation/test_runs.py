"""A corpus gives one ledger, however many read it, and whoever dies on the way."""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import Future
from datetime import UTC, datetime
from pathlib import Path

import pytest

from contingent.errors import ClusterUnreachable, Problem
from contingent.ledger.book import Ledger, MemoryStore
from contingent.read.archives import Piece
from contingent.read.corpus import Load, in_order, loads, processes, ray_cluster
from contingent.read.windows import Window
from contingent.situation import Engine, Reader, Run, gathered, read_only, read_onto_record

NOON = datetime(2025, 3, 5, 12, tzinfo=UTC)
STATES = ("Kenya", "Ghana", "Nepal", "Norway", "Jordan", "Chile", "Fiji")
QUOTE = "We are ready to send up to 800 police officers to the stabilisation force in the spring"


def articles(count: int) -> list[Piece]:
    """So many reports, every third of them another telling of one quotation."""
    found = []
    for number in range(count):
        state = STATES[number % len(STATES)]
        said = f"“{QUOTE},” the foreign minister of Kenya said."
        if number % 3:
            said = (
                f"The foreign ministry of {state} said {state} was ready to send {number} troops."
            )
        text = f"Talks go on, part {number}\n\nPublished: 2025-03-{1 + number % 20:02}\n\n{said}\n"
        found.append(Piece(data=text.encode(), source=f"{number}.txt"))
    return found


def keys(ledger: Ledger) -> list[tuple[str, str]]:
    """What a ledger holds, in order."""
    return [(entry.kind.value, entry.id) for entry in ledger.entries()]


def record(run: Run, pieces: list[Piece], ledger: Ledger, folder: Path) -> list[Window]:
    """Read a corpus onto a ledger."""
    written = read_onto_record(run, pieces, ledger=ledger, folder=folder, clock=lambda: NOON)
    return [window for window, _ in written]


@pytest.fixture(scope="module")
def reader() -> Reader:
    """Reads for any mission."""
    return Reader.of_mission(None)


def test_two_processes_give_the_ledger_of_one(reader: Reader, tmp_path: Path) -> None:
    """Same entries, same order, same digest."""
    alone, together = Ledger(MemoryStore()), Ledger(MemoryStore())
    record(Run(reader=reader, window=8), articles(40), alone, tmp_path)
    record(Run(reader=reader, window=8, jobs=2), articles(40), together, tmp_path)
    assert alone.head == together.head
    assert len(keys(alone)) >= 80


@pytest.mark.parametrize("kept", range(0, 90, 7))
def test_a_run_that_stopped_anywhere_is_taken_up(reader: Reader, tmp_path: Path, kept: int) -> None:
    """Whatever was on record when it stopped, the second run ends with the same ledger."""
    run = Run(reader=reader, window=10, by_rules=True)
    whole, stopped = MemoryStore(), MemoryStore()
    record(run, articles(30), Ledger(whole), tmp_path)
    with whole.reading() as snapshot:
        rows = list(snapshot.rows)[:kept]
    stopped = MemoryStore(rows)
    record(run, articles(30), Ledger(stopped), tmp_path)
    assert keys(Ledger(stopped)) == keys(Ledger(whole))
    bodies = [[entry.body for entry in Ledger(store).entries()] for store in (whole, stopped)]
    assert bodies[0] == bodies[1]


def test_a_copy_on_record_is_known_to_the_next_run(reader: Reader, tmp_path: Path) -> None:
    """Whoever reads the reprint a week later learns that it is one."""
    ledger = Ledger(MemoryStore())
    first, _, _, second = articles(4)
    (window,) = record(Run(reader=reader), [first], ledger, tmp_path)
    ids = {item.id for item in window.readings[0].statements}
    (window,) = record(Run(reader=reader), [second], ledger, tmp_path)
    assert {item.copy_of for item in window.readings[0].statements} <= ids
    (again,) = record(Run(reader=reader), [second], ledger, tmp_path)
    assert again.readings == window.readings


def test_originals_stand_on_record_before_their_copies(reader: Reader, tmp_path: Path) -> None:
    """So an interruption leaves no copy of something unknown."""
    ledger = Ledger(MemoryStore())
    record(Run(reader=reader), list(reversed(articles(30))), ledger, tmp_path)
    known: set[str] = set()
    for entry in ledger.entries():
        copy_of = entry.payload.get("copy_of", "")
        assert not copy_of or copy_of in known
        known.add(entry.id)


class Killed:
    """Reads windows, but dies of a certain text."""

    def __init__(self, reader: Reader, mark: Path) -> None:
        self.reader, self.mark = reader, mark

    def __call__(self, load: Load) -> Window:
        """The window of a load, unless it is the last that is read."""
        for piece in load.pieces:
            if isinstance(piece, Piece) and b"part 5\n" in piece.data:
                os.kill(os.getpid(), signal.SIGKILL)
            if isinstance(piece, Piece) and b"part 20\n" in piece.data and not self.mark.exists():
                self.mark.touch()
                os.kill(os.getpid(), signal.SIGKILL)
        return self.reader.read_window(load)


def test_a_worker_that_is_killed_loses_nothing(reader: Reader, tmp_path: Path) -> None:
    """What it had is read again; only a document that kills each time is left out, and named."""
    waiting = [Load(pieces=some) for some in loads(articles(30), most=10)]
    with processes(Killed(reader, tmp_path / "mark"), 2) as workers:
        found = list(in_order(workers, waiting))
    left_out_is_number_5(found)
    assert (tmp_path / "mark").exists()


def left_out_is_number_5(found: list[Window]) -> None:
    """All thirty were read in their order, but for the one that kills, which is named."""
    sources = [reading.document.source for window in found for reading in window.readings]
    assert sources == [f"{number}.txt" for number in range(30) if number != 5]
    problems = [problem for window in found for problem in window.problems]
    assert [problem.where for problem in problems] == ["5.txt"]
    assert "ended the process" in problems[0].what


class Counted:
    """Workers that count what is under way."""

    ahead = 3
    lost: tuple[type[BaseException], ...] = ()

    def __init__(self) -> None:
        self.under_way = self.most = 0

    def submit(self, load: Load) -> Future[int]:
        """Done at once."""
        self.under_way += 1
        self.most = max(self.most, self.under_way)
        future: Future[int] = Future()
        future.set_result(len(load.pieces))
        return future

    def renew(self) -> None:
        """Nobody dies."""


def test_no_more_is_taken_than_is_under_way() -> None:
    """An endless corpus is read in bounded memory: pieces are asked for as windows leave."""
    taken = 0

    def endless() -> Iterator[Load]:
        nonlocal taken
        while True:
            taken += 1
            yield Load(pieces=())

    workers = Counted()
    for number, _ in enumerate(in_order(workers, endless())):
        workers.under_way -= 1
        assert taken <= number + workers.ahead + 1
        if number == 100:
            break
    assert workers.most <= workers.ahead


def test_windows_are_cut_by_number_and_by_size() -> None:
    """Small documents go together by the hundred; large ones are few at a time."""
    small = [Piece(data=b"x", source=str(number)) for number in range(450)]
    assert [len(window) for window in loads(small)] == [200, 200, 50]
    large = [Piece(data=b"x" * 15_000_000, source=str(number)) for number in range(5)]
    assert [len(window) for window in loads(large)] == [3, 2]
    assert list(loads([])) == []


def test_a_document_that_fails_stops_no_other(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault of ours in one document is a problem with its name; the others are read."""
    from contingent.read import windows

    read_statements = windows.read_statements

    def failing(document, **options):
        if "part 1\n" in document.text:
            raise KeyError("a fault of ours")
        return read_statements(document, **options)

    monkeypatch.setattr(windows, "read_statements", failing)
    (window,) = read_only(Run(reader=reader), articles(3))
    assert [reading.document.source for reading in window.readings] == ["0.txt", "2.txt"]
    (problem,) = window.problems
    assert problem.where == "1.txt"
    assert "KeyError" in problem.what
    assert window.refused == 1


def test_an_address_is_fetched_only_where_it_is_allowed() -> None:
    """Reading never goes to the network by itself, and never to this machine."""
    address = "http://127.0.0.1:9/a"
    (refused,) = gathered([address])
    (unreached,) = gathered([address], may_fetch=True)
    assert isinstance(refused, Problem)
    assert "--fetch" in refused.what
    assert isinstance(unreached, Problem)
    assert "no public place" in unreached.what


@pytest.mark.soak
def test_a_ray_cluster_gives_the_ledger_of_one(reader: Reader, tmp_path: Path) -> None:
    """The same code on a cluster of two: same digest."""
    pytest.importorskip("ray")
    alone, cluster = Ledger(MemoryStore()), Ledger(MemoryStore())
    record(Run(reader=reader, window=8), articles(40), alone, tmp_path)
    record(Run(reader=reader, window=8, jobs=2, engine=Engine.RAY), articles(40), cluster, tmp_path)
    assert alone.head == cluster.head


@pytest.mark.soak
def test_a_worker_of_a_cluster_that_is_killed_loses_nothing(reader: Reader, tmp_path: Path) -> None:
    """On Ray as on one machine: read again, and only what kills each time is left out."""
    pytest.importorskip("ray")
    from ray import cloudpickle

    cloudpickle.register_pickle_by_value(sys.modules[__name__])  # no worker can import a test
    waiting = [Load(pieces=some) for some in loads(articles(30), most=10)]
    with ray_cluster(Killed(reader, tmp_path / "mark"), 2) as workers:
        found = list(in_order(workers, waiting))
    left_out_is_number_5(found)
    assert (tmp_path / "mark").exists()


def test_a_cluster_where_nobody_answers_is_named(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever mistypes an address is told so, and of the other way to read."""
    pytest.importorskip("ray")
    monkeypatch.setenv("RAY_ADDRESS", "127.0.0.1:1")
    with pytest.raises(ClusterUnreachable, match="--jobs"):
        list(read_only(Run(reader=reader, engine=Engine.RAY), articles(3)))
