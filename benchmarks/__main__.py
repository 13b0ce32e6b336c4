"""Runs every benchmark, or those named on the command line, and keeps the figures in a file."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

from benchmarks.table import Table

ROOMS = (
    "archive",
    "corpora",
    "field",
    "force",
    "ledger",
    "planning",
    "reading",
    "recording",
    "scoring",
    "web",
)
FIGURES = Path("build") / "bench.json"


def main(named: list[str]) -> None:
    """Print each room's tables and write the same figures to build/bench.json."""
    tables: list[Table] = []
    for room in named or ROOMS:
        for table in importlib.import_module(f"benchmarks.{room}").tables():
            print(table.text(), flush=True)
            tables.append(table)
    FIGURES.parent.mkdir(exist_ok=True)
    FIGURES.write_text(json.dumps([table.plain() for table in tables], indent=1) + "\n")


if __name__ == "__main__":  # processes that read for a benchmark import this too
    main(sys.argv[1:])
