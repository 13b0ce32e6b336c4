"""Compiled code is kept for the next process, and never trusted further than it can be checked."""

from __future__ import annotations

import subprocess
import sys

import pytest

from contingent.situation.kernels import kept_code

ASKED = """
import sys
from pathlib import Path
from contingent.situation.kernels import keep_compiled
keep_compiled(Path(sys.argv[1]), before_compiling=lambda: print("compiling"))
from contingent.plan.forecast import Run, days_reached
from contingent.plan.delays import Basis, Delay, Origin
from contingent.plan.network import Network, Step
from datetime import date
origin = Origin(basis=Basis.JUDGEMENT, note="invented")
delay = Delay(name="a", p10_days=10, p50_days=20, p90_days=40, origin=origin)
step = Step(id="a", name="a", delay=delay)
parts = {"nodes": (step,), "deliveries": (), "milestones": ()}
network = Network(start=date(2030, 1, 1), horizon_days=90, **parts)
print(days_reached(network, ["a"], Run(scenarios=3)).tolist())
print("numba" in sys.modules)
"""


def answers(folder):
    """What a new process says: that it compiles, three days, and whether it had the compiler."""
    command = [sys.executable, "-c", ASKED, str(folder)]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return done.stdout.splitlines()


def test_a_second_process_needs_no_compiler_and_finds_the_same(tmp_path):
    """The first compiles and keeps; the second calls what was kept, bit for bit."""
    folder = tmp_path / "kernels"
    folder.mkdir(mode=0o777)
    first, second = answers(folder), answers(folder)
    assert folder.stat().st_mode & 0o077 == 0  # nobody else can put code there that we would call
    assert (first[0], first[2]) == ("compiling", "True")
    assert second == [first[1], "False"]


def test_code_is_made_once(tmp_path):
    """What is kept is not made again."""
    path = tmp_path / "code.o"
    assert kept_code(path, lambda: b"code") == b"code"
    assert kept_code(path, lambda: b"other") == b"code"


@pytest.mark.parametrize("damage", [lambda old: old[:-1], lambda old: b"x" + old, lambda _: b""])
def test_damaged_code_is_made_again(tmp_path, damage):
    """A file that was cut off or changed is never called."""
    path = tmp_path / "code.o"
    kept_code(path, lambda: b"code")
    path.write_bytes(damage(path.read_bytes()))
    assert kept_code(path, lambda: b"new") == b"new"
    assert kept_code(path, lambda: b"newer") == b"new"


def test_where_nothing_can_be_kept_code_is_made_all_the_same(tmp_path):
    """A folder that is a file keeps nothing, and stops nobody."""
    place = tmp_path / "file"
    place.write_text("")
    assert kept_code(place / "code.o", lambda: b"code") == b"code"
