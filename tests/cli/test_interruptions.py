"""Ctrl-C, kill -9 and a second process: nothing acknowledged is lost, nothing is there twice."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

import pytest
from asking import MISSION, ask, keys, report, start_process

from contingent.cli.interrupts import heeding_interrupt

FILES = 1_000
KILLED_FILES = 400  # whole windows, so that what is read together is the same
STATES = ("Kenya", "Ghana", "Nepal", "Norway", "Jordan")


@pytest.fixture(scope="module")
def clippings(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A thousand reports."""
    folder = tmp_path_factory.mktemp("clippings")
    for number in range(FILES):
        text = report(STATES[number % len(STATES)], 100 + number)
        (folder / f"{number:04}.txt").write_text(text, encoding="utf-8")
    return folder


def new_mission(folder: Path) -> Path:
    """An empty mission of our own."""
    assert ask("init", folder).code == 0
    (folder / "mission.yaml").write_text(MISSION, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def undisturbed(clippings: Path, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, str]]:
    """What the ledger holds after a run that nobody disturbed."""
    folder = new_mission(tmp_path_factory.mktemp("undisturbed") / "lakes")
    assert ask("read", clippings, "--mission", folder, "--json").code == 0
    found = keys(folder)
    assert [kind for kind, _ in found].count("document") == FILES
    return found


def wait_for_a_window(folder: Path, process) -> None:
    """Wait until a part of the files is recorded."""
    deadline = time.monotonic() + 60
    while not any((folder / "documents").glob("d-*.txt")):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.01)


def stopped(
    folder: Path, files: list[Path], blow: signal.Signals, *options: str
) -> tuple[int, str, str]:
    """Read into a mission and strike once a part is recorded; exit code and what was said."""
    with start_process(("read", *files, "--mission", folder, "--json", *options)) as process:
        wait_for_a_window(folder, process)
        process.send_signal(blow)
        out, err = process.communicate(timeout=120)
    return process.returncode, out, err


def finished(folder: Path, files: list[Path], expected: list[tuple[str, str]]) -> None:
    """What was kept is a part of what is expected, and a second run adds exactly the rest."""
    assert ask("ledger", "verify", "--mission", folder).code == 0
    kept = keys(folder)
    assert kept == expected[: len(kept)]
    assert len(kept) < len(expected)
    assert ask("read", *files, "--mission", folder, "--json").code == 0
    assert keys(folder) == expected
    assert ask("ledger", "verify", "--mission", folder).code == 0
    texts = [path.name for path in (folder / "documents").iterdir() if path.suffix == ".txt"]
    assert len(texts) == len(files)


def test_after_ctrl_c_the_next_run_does_the_rest(tmp_path, clippings, undisturbed):
    """One line, exit 1, and in the end the ledger is as if nothing had happened."""
    folder = new_mission(tmp_path / "lakes")
    code, out, err = stopped(folder, [clippings], signal.SIGINT)
    assert (code, out) == (1, "")
    assert err == "Stopped. What was acknowledged is kept; run it again to go on.\n"
    finished(folder, sorted(clippings.iterdir()), undisturbed)


def test_an_interrupt_falls_between_the_parts_of_the_work():
    """Never into a finaliser, which would swallow it; a second one does not wait."""
    before = signal.getsignal(signal.SIGINT)
    with heeding_interrupt() as heed:
        heed()
        os.kill(os.getpid(), signal.SIGINT)
        with pytest.raises(KeyboardInterrupt):
            heed()
        with pytest.raises(KeyboardInterrupt):
            os.kill(os.getpid(), signal.SIGINT)
    assert signal.getsignal(signal.SIGINT) is before


def test_after_a_kill_the_next_run_does_the_rest(tmp_path, clippings, undisturbed):
    """A process that had no time to say anything has lost nothing that it had recorded."""
    folder = new_mission(tmp_path / "lakes")
    files = sorted(clippings.iterdir())[:KILLED_FILES]
    documents = [at for at, (kind, _) in enumerate(undisturbed) if kind == "document"]
    code, out, _ = stopped(folder, files, signal.SIGKILL)
    assert (code, out) == (-signal.SIGKILL, "")
    finished(folder, files, undisturbed[: documents[KILLED_FILES]])


def workers_of(process: int) -> list[int]:
    """The processes that read for a run."""
    found = Path(f"/proc/{process}/task/{process}/children").read_text(encoding="ascii").split()
    return [
        int(child)
        for child in found
        if b"spawn_main" in Path(f"/proc/{child}/cmdline").read_bytes()
    ]


def test_a_killed_run_takes_its_workers_with_it(tmp_path, clippings, undisturbed):
    """Nobody is left who reads for nobody, and the next run does the rest."""
    folder = new_mission(tmp_path / "lakes")
    # What they would say goes through the pipes of the run, which close when the last has ended.
    code, out, _ = stopped(folder, [clippings], signal.SIGKILL, "--jobs", "2")
    assert (code, out) == (-signal.SIGKILL, "")
    finished(folder, sorted(clippings.iterdir()), undisturbed)


def test_a_killed_worker_is_replaced(tmp_path, clippings, undisturbed):
    """The run goes on to its end, and the ledger is as if nothing had happened."""
    folder = new_mission(tmp_path / "lakes")
    options = ("read", clippings, "--mission", folder, "--json", "--jobs", "2")
    with start_process(options) as process:
        wait_for_a_window(folder, process)
        victims = workers_of(process.pid)
        os.kill(victims[0], signal.SIGKILL)
        _, err = process.communicate(timeout=120)
    assert (len(victims), process.returncode) == (2, 0), err
    assert keys(folder) == undisturbed


def test_two_processes_read_into_one_ledger(tmp_path, clippings):
    """Both come to their end, everything is there once, and the ledger verifies."""
    folder = new_mission(tmp_path / "lakes")
    files = sorted(clippings.iterdir())[:300]
    shares = (files[:200], files[100:])
    started = [start_process(("read", *share, "--mission", folder, "--json")) for share in shares]
    for process in started:
        with process:
            _, err = process.communicate(timeout=120)
        assert process.returncode == 0, err
    assert ask("ledger", "verify", "--mission", folder).code == 0
    found = keys(folder)
    assert len(found) == len(set(found))
    assert [kind for kind, _ in found].count("document") == len(files)
    ask("read", *files, "--mission", folder, "--json")
    assert keys(folder) == found
