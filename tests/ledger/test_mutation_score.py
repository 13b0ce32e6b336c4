"""How much of the ledger its tests hold fast: conditions changed one by one, most must be noticed.

`MUTANTS` is how many of each module are tried (else 12, by chance; 0: all of them). A mutant that
passes is printed: it is either a test that is missing or a condition that is not needed.
"""

from __future__ import annotations

import os
import random
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from mutants import mutants

ROOT = Path(__file__).parents[2]
SOURCE = ROOT / "src" / "contingent"
MOST = int(os.environ.get("MUTANTS", "12"))
LEAST_SCORE = 0.9
LEDGER, LAWS = "tests/ledger/", "tests/laws/"
FOLD = (
    f"{LEDGER}test_positions.py",
    f"{LEDGER}test_standing.py",
    f"{LEDGER}test_matters.py",
    f"{LEDGER}test_corners.py",
    f"{LAWS}test_ledger_laws.py",
)
INDEX = (f"{LEDGER}test_projection.py", f"{LAWS}test_overview_laws.py")
PROOFS = (f"{LEDGER}test_checkpoints.py", f"{LEDGER}test_corners.py", f"{LEDGER}test_mutations.py")
# Which tests hold which module: the quick ones first, since the first failure decides.
SUITES: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(
        ["authority", "board", "changes", "contributions", "disputes", "matters", "positions"], FOLD
    ),
    **dict.fromkeys(["standing", "tallies"], FOLD),
    **dict.fromkeys(["columns", "overview", "projection", "register", "weighing"], INDEX),
    **dict.fromkeys(["check_proof", "checkpoints", "keys", "notes", "proofs"], PROOFS),
    "book": (f"{LEDGER}test_book.py", f"{LEDGER}test_corners.py", f"{LEDGER}test_veil.py"),
    "chain": (f"{LEDGER}test_book.py", f"{LEDGER}test_corners.py", f"{LEDGER}test_mutations.py"),
    "copying": (f"{LEDGER}test_corners.py",),
    "labels": (f"{LEDGER}test_labels.py", f"{LEDGER}test_viewing.py"),
    "merkle": (f"{LEDGER}test_merkle.py",),
    "people": (f"{LEDGER}test_people.py",),
    "sessions": (f"{LEDGER}test_sessions.py",),
    "passwords": (f"{LEDGER}test_people.py",),
    "postgres": (f"{LEDGER}test_postgres.py",),
    "sqlite": (f"{LEDGER}test_sqlite.py", f"{LEDGER}test_power.py"),
    "throttle": (f"{LEDGER}test_people.py",),
    "vault": (f"{LEDGER}test_veil.py",),
    "veil": (f"{LEDGER}test_veil.py",),
    "viewing": (f"{LEDGER}test_viewing.py", f"{LAWS}test_noninterference.py"),
    "visibility": (f"{LEDGER}test_viewing.py", f"{LAWS}test_noninterference.py"),
}


def is_noticed(copy: Path, module: str, text: str) -> bool:
    """True if the module's tests fail with this text in its place."""
    path = copy / "contingent" / "ledger" / f"{module}.py"
    before = path.read_text(encoding="utf-8")
    path.write_text(text, encoding="utf-8")
    skipped = "" if module in ("postgres", "people") else "not server"
    skipped = " and ".join(filter(None, [skipped, "not command_line", "not endpoint"]))
    how = ("-q", "-x", "-p", "no:cacheprovider", "--timeout", "120", "-k", skipped)
    environment = {**os.environ, "PYTHONPATH": str(copy), "PYTHONDONTWRITEBYTECODE": "1"}
    try:
        done = subprocess.run(
            [sys.executable, "-m", "pytest", *how, *SUITES[module]],
            cwd=ROOT,
            env=environment,
            capture_output=True,
            check=False,
        )
    finally:
        path.write_text(before, encoding="utf-8")
    assert done.returncode in (0, 1, 2), done.stdout.decode()  # passed, failed, did not import
    return done.returncode != 0


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the source to spoil."""
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(SOURCE, tmp_path / "contingent", ignore=ignored)
    return tmp_path


@pytest.mark.soak
@pytest.mark.parametrize("module", sorted(SUITES))
def test_nine_changed_conditions_in_ten_are_noticed(copy, module):
    """Of each module's conditions, dropped or fixed to one answer; who passes is named."""
    text = (SOURCE / "ledger" / f"{module}.py").read_text(encoding="utf-8")
    every = list(mutants(text))
    tried = random.Random(module).sample(every, MOST) if 0 < MOST < len(every) else every
    passed = [where for where, changed in tried if not is_noticed(copy, module, changed)]
    score = 1 - len(passed) / max(1, len(tried))
    print(f"\n{module}: {score:.0%} of {len(tried)} noticed; passed: {passed}")
    assert score >= LEAST_SCORE, passed


def test_every_module_of_the_ledger_is_held_by_some_tests():
    """A new module is missing from the score until somebody says what holds it."""
    modules = {path.stem for path in (SOURCE / "ledger").glob("*.py")}
    assert modules - set(SUITES) == {"__init__", "disk", "roles"}  # waits for a disk; a table
    named = {ROOT / path for paths in SUITES.values() for path in paths}
    assert all(path.is_file() for path in named)
