"""The fenced and indented blocks of a page, each with its language."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["DOCS", "PAGES", "ROOT", "Block", "Example", "blocks_of", "examples_of", "prepared_of"]

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted(
    [
        *DOCS.rglob("*.md"),
        *ROOT.glob("*.md"),
        *(ROOT / "evaluation").rglob("*.md"),
    ]
)
_FENCED = re.compile(r"^( *)(```+|~~~+|:::+)(.*?)\n(.*?)^\1\2$", re.DOTALL | re.MULTILINE)
_INDENTED = re.compile(r"(?:(?<=\n\n)|\A)(?:    .*\n(?:\n(?=    ))?)+", re.MULTILINE)
_PREPARED = re.compile(r"^<!-- tested with: (.*?) -->$", re.MULTILINE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Block:
    """What stands in a block, in which language: `indented` for one without a fence."""

    language: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A command as typed, and the lines that a page shows under it; `...` stands for anything."""

    command: str
    shown: tuple[str, ...]


def blocks_of(page: Path) -> Iterator[Block]:
    """Every block of a page in its order; the fenced ones first."""
    text = page.read_text(encoding="utf-8")
    for found in _FENCED.finditer(text):
        yield Block(language=found[3].strip().split(" ")[0], text=found[4])
    for found in _INDENTED.finditer(_FENCED.sub("", text)):
        lines = [line[4:] for line in found[0].splitlines()]
        yield Block(language="indented", text="\n".join(lines) + "\n")


def examples_of(page: Path) -> list[Example]:
    """The commands of a page in their order: `$` opens one, `>` goes on with it."""
    found: list[Example] = []
    for block in blocks_of(page):
        if block.language != "console":
            continue
        for part in re.split(r"^\$ ", block.text, flags=re.MULTILINE)[1:]:
            lines = part.splitlines()
            more = 1
            while more < len(lines) and lines[more].startswith("> "):
                more += 1
            typed = "\n".join([lines[0], *(line[2:] for line in lines[1:more])])
            found.append(Example(command=typed, shown=tuple(lines[more:])))
    return found


def prepared_of(page: Path) -> set[str]:
    """What a page says that its examples need: a server, Ray, a language model."""
    found = _PREPARED.search(page.read_text(encoding="utf-8"))
    return set(found[1].split(", ")) if found else set()
