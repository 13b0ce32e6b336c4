"""What is released works for a stranger who has nothing but the file."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REPORTS = sorted((ROOT / "docs" / "tutorial").glob("*.txt"))
pytestmark = pytest.mark.release


def run(*command: object, cwd: Path) -> str:
    """What a command prints; it must end well, with nothing of this checkout in its reach."""
    hidden = {"PYTHONPATH", "VIRTUAL_ENV", "CONTINGENT_MISSION"}
    environment = {key: value for key, value in os.environ.items() if key not in hidden}
    done = subprocess.run(
        [str(part) for part in command],
        cwd=cwd,
        env={**environment, "HOME": str(cwd), "COLUMNS": "120"},
        capture_output=True,
        text=True,
        check=False,
        timeout=280,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def program(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The command as installed from the lock and a wheel, which was built from the sdist."""
    place = tmp_path_factory.mktemp("release")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", place, ROOT, cwd=place)
    (wheel,) = place.glob("*.whl")
    run(sys.executable, "-m", "venv", place / "venv", cwd=place)
    pip = (place / "venv" / "bin" / "pip", "install", "--quiet", "--no-compile")
    lock = ("--require-hashes", "--only-binary", ":all:", "-r", ROOT / "requirements.lock")
    run(*pip, *lock, cwd=place)
    run(*pip, "--no-deps", wheel, cwd=place)
    return place / "venv" / "bin" / "contingent"


def test_the_bundled_missions_are_in_the_wheel(program, tmp_path):
    """Each bundled mission starts and gives its brief."""
    for name in ("gaza", "haiti-2023", "lebanon-2006"):
        run(program, "init", name, "--sample", name, cwd=tmp_path)
        page = tmp_path / f"{name}.html"
        run(program, "brief", "--mission", name, "--html", page, cwd=tmp_path)
        assert "<details" in page.read_text(encoding="utf-8")


def test_a_folder_of_pages_needs_no_extra(program, tmp_path):
    """Without the libraries for tables there is no file of theirs to take away, and no more."""
    run(program, "init", "lakes", cwd=tmp_path)
    run(program, "read", *REPORTS, "--mission", "lakes", "--accept", "rules", cwd=tmp_path)
    run(program, "export", "site", "site", "--mission", "lakes", cwd=tmp_path)
    page = (tmp_path / "site" / "index.html").read_text(encoding="utf-8")
    assert "Excel" in page
    assert "Parquet" not in page


def test_two_reports_become_positions(program, tmp_path):
    """The main job: two reports, read with the rules, place a contributor by its own word."""
    run(program, "init", "lakes", cwd=tmp_path)
    run(program, "read", *REPORTS, "--mission", "lakes", "--accept", "rules", cwd=tmp_path)
    asked = ("positions", "--mission", "lakes", "--as-of", "2025-03-08", "--json")
    board = json.loads(run(program, *asked, cwd=tmp_path))
    placed = {position["party"]: position["rung"] for position in board["positions"]}
    assert placed["KEN"] == "considering"
    assert "entries" in run(program, "ledger", "verify", "--mission", "lakes", cwd=tmp_path)


def test_other_programs_see_the_types(program):
    """The wheel says that it is typed, so that a checker reads its annotations."""
    packages = next((program.parents[1] / "lib").glob("python*")) / "site-packages"
    assert (packages / "contingent" / "py.typed").is_file()


def test_the_version_says_what_it_was_built_from(program, tmp_path):
    """A report of a mistake can name the commit, wherever the wheel came from."""
    said = run(program, "--version", cwd=tmp_path)
    named = re.match(r"contingent \d+\.\d+\.\d+(?: \((\w{12})(?: and changes)?\))?\n", said)
    assert named
    if (ROOT / ".git").exists():
        run("git", "-C", ROOT, "cat-file", "-e", f"{named[1]}^{{commit}}", cwd=tmp_path)


def test_the_wheel_opens_ledgers_of_every_release(program, tmp_path):
    """Whoever upgrades goes on with the ledger that they have."""
    for kept in sorted((ROOT / "tests" / "golden" / "ledgers").glob("*.db")):
        folder = tmp_path / kept.stem
        run(program, "init", folder, cwd=tmp_path)
        (folder / "ledger.db").write_bytes(kept.read_bytes())
        assert "entries" in run(program, "ledger", "verify", "--mission", folder, cwd=tmp_path)


def test_the_bill_of_materials_lists_what_is_installed(tmp_path):
    """Every package of the lock is in it, by name and version."""
    made = tmp_path / "contingent.cdx.json"
    words = ("requirements", ROOT / "requirements.lock", "--pyproject", ROOT / "pyproject.toml")
    tool = Path(sys.executable).with_name("cyclonedx-py")
    run(tool, *words, "--output-reproducible", "--output-file", made, cwd=tmp_path)
    listed = {
        (part["name"], part["version"]) for part in json.loads(made.read_text())["components"]
    }
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    pinned = set(re.findall(r"^([a-z0-9.-]+)==([^\s;]+)", lock, flags=re.MULTILINE))
    assert pinned
    assert pinned <= listed
