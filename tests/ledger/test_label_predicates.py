"""Deleting any one predicate that decides who sees what turns the suite red."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from alike import ALIKE
from mutants import mutants
from trials import ROOT, SOURCE, Trials, trials

DECIDING = (
    "ledger/labels.py",
    "ledger/register.py",
    "ledger/roles.py",
    "ledger/viewing.py",
    "ledger/visibility.py",
    "situation/access.py",
    "vocabulary/label.py",
)
SUITE = (
    "tests/vocabulary/test_label.py",
    "tests/ledger/test_labels.py",
    "tests/ledger/test_viewing.py",
    "tests/situation/test_access.py",
    "tests/laws/test_overview_laws.py",
    "tests/laws/test_noninterference.py",
)
HOW = ("-q", "-x", "-p", "no:cacheprovider", "-k", "not server")


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the source to spoil, file by file."""
    place = tmp_path_factory.mktemp("mutants")
    shutil.copytree(SOURCE, place / "contingent", ignore=shutil.ignore_patterns("__pycache__"))
    return place


def is_red(copy: Path, name: str, text: str) -> bool:
    """True if the suite fails with this text in the place of a module."""
    path = copy / "contingent" / name
    before = path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *HOW, *SUITE],
            cwd=ROOT,
            env={**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"},
            capture_output=True,
            check=False,
        )
    finally:
        path.write_text(before, encoding="utf-8")
    assert done.returncode in (0, 1, 2), done.stdout.decode()  # passed, failed, did not import
    return done.returncode != 0


def test_a_view_that_hides_nothing_is_noticed(copy):
    """The suite is green over the source, and red where every label admits everybody."""
    text = (SOURCE / "ledger/labels.py").read_text(encoding="utf-8")
    assert not is_red(copy, "ledger/labels.py", text)
    first = "    if label.level is Level.CLEAR:"
    assert first in text
    assert is_red(copy, "ledger/labels.py", text.replace(first, "    if True:"))


@pytest.fixture(scope="module")
def judged() -> Iterator[Trials]:
    """The source with the lines that each of its tests runs."""
    with trials() as all_of_them:
        yield all_of_them


@pytest.mark.soak
@pytest.mark.parametrize("name", DECIDING)
def test_every_deleted_predicate_is_noticed(judged, name):
    """No mutant of a module that decides who sees what passes the tests."""
    every = mutants((SOURCE / name).read_text(encoding="utf-8"))
    tried = [mutant for mutant in every if mutant.named(Path(name).stem) not in ALIKE]
    assert judged.passes(name)
    assert judged.unnoticed(name, tried) == []
