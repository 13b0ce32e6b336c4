"""What the pages show is what the commands do."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if "```console" in path.read_text("utf-8"))
_BLOCK = re.compile(r"^```console\n(.*?)^```", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A command as typed, and the lines that a page shows under it; `...` stands for anything."""

    command: str
    shown: tuple[str, ...]


def examples(page: Path) -> list[Example]:
    """The commands of a page in their order: `$` opens one, `>` goes on with it."""
    found: list[Example] = []
    for block in _BLOCK.findall(page.read_text(encoding="utf-8")):
        for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
            lines = part.splitlines()
            more = 1
            while more < len(lines) and lines[more].startswith("> "):
                more += 1
            typed = "\n".join([lines[0], *(line[2:] for line in lines[1:more])])
            found.append(Example(command=typed, shown=tuple(lines[more:])))
    return found


def matches(shown: tuple[str, ...], printed: str) -> bool:
    """True if what was printed is what is shown, `...` for any words or lines between."""
    wanted = re.escape("\n".join(line.rstrip() for line in shown)).replace(r"\.\.\.", ".*")
    there = "\n".join(line.rstrip() for line in printed.strip("\n").splitlines())
    return re.fullmatch(wanted, there, re.DOTALL) is not None


@pytest.mark.parametrize("page", PAGES, ids=lambda page: str(page.relative_to(DOCS)))
def test_every_example_of_a_page_does_what_it_shows(page: Path, tmp_path: Path):
    """A page's commands, typed in their order in an empty folder, print what the page prints."""
    files = page.with_suffix("")
    if files.is_dir():
        shutil.copytree(files, tmp_path, dirs_exist_ok=True)
    place = {"PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"}
    settings = {"HOME": str(tmp_path), "COLUMNS": "120", "LANG": "C.UTF-8", "USER": "ada"}
    for example in examples(page):
        done = subprocess.run(
            ["/bin/sh", "-c", example.command],
            cwd=tmp_path,
            env=place | settings,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            timeout=120,
            check=False,
        )
        printed = done.stdout
        assert done.returncode in (0, 4), f"{example.command}\n{printed}"
        assert matches(example.shown, printed), f"{example.command}\n{printed}"


def test_a_page_with_examples_is_found():
    """The test above tests something."""
    assert [page.name for page in PAGES]
    assert all(examples(page) for page in PAGES)
