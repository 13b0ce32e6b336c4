"""The file of figures becomes docs/reference/benchmarks.md; no figure on that page is typed."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from benchmarks.figures import FIGURES, kept
from benchmarks.table import Row, Table

__all__ = ["PAGE", "page_of", "rooms"]

HERE = Path(__file__).parent
PAGE = HERE.parent / "docs" / "reference" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `python -m benchmarks --write` from `benchmarks.json` beside it; a test holds the two
together. `make bench` measures every room again, `make bench ROOMS="ledger force"` some of them;
with `WRITE=--write` the page takes the new figures.

Where others do the same work they stand beside us, measured in the same run on the same data.
Each figure is the median over the runs named, beside the worst of them. Instances are invented
from seeds: whoever runs the command gets the same ones.
"""
CONDITIONS = """
## Under which conditions

| room | began | minutes | load before | cores | memory, GiB | settings |
|---|---|--:|--:|--:|--:|---|
"""


def rooms() -> list[str]:
    """Every module of this folder that measures something."""
    return sorted(
        path.stem
        for path in HERE.glob("*.py")
        if any(
            isinstance(node, ast.FunctionDef) and node.name == "tables"
            for node in ast.parse(path.read_text("utf-8")).body
        )
    )


def page_of(figures: Path = FIGURES) -> str:
    """The page as the figures now make it; a room that was never measured says so."""
    measured = kept(figures)
    parts = [HEAD]
    for room in rooms():
        parts += _section(room, measured.get(room))
    parts += _conditions(measured)
    return "".join(parts)


def _section(room: str, measured: Mapping[str, Any] | None) -> Iterator[str]:
    yield f"\n## {room.capitalize()}\n\n{_purpose(room)}\n"
    if measured is None:
        yield "\nNot measured yet.\n"
        return
    for plain in measured["tables"]:
        yield _table(plain).text().replace("\n## ", "\n### ", 1) + "\n"


def _purpose(room: str) -> str:
    """The first sentence of a room's module: what it measures."""
    words = ast.get_docstring(ast.parse((HERE / f"{room}.py").read_text("utf-8"))) or ""
    return words.partition("\n\n")[0].replace("\n", " ")


def _table(plain: Mapping[str, Any]) -> Table:
    rows = tuple(
        Row(**{key: float("nan") if value is None else value for key, value in row.items()})
        for row in plain["rows"]
    )
    return Table(title=plain["title"], rows=rows, note=plain["note"])


def _conditions(measured: Mapping[str, Any]) -> Iterator[str]:
    if not measured:
        return
    yield CONDITIONS
    for room, run in measured.items():
        settings = ", ".join(f"`{name}={value}`" for name, value in run["settings"].items())
        yield (
            f"| {room} | {run['began']} | {run['seconds'] / 60:.1f} | {run['load']} "
            f"| {run['cores']} | {run['memory_gib']} | {settings or 'as usual'} |\n"
        )
    for text, names in sorted(_by_machine(measured).items()):
        yield f"\n{', '.join(names)}: {text}\n"


def _by_machine(measured: Mapping[str, Any]) -> dict[str, list[str]]:
    """The rooms measured on each machine with the same programs."""
    found: dict[str, list[str]] = {}
    for room, run in measured.items():
        peers = ", ".join(f"{name} {number}" for name, number in run["peers"].items() if number)
        where = f"{run['processor']}, {run['system']}; {'; '.join(run['versions'])}"
        found.setdefault(f"{where}; beside us {peers}.", []).append(room)
    return found
