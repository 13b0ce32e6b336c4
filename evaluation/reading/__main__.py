"""Measures reading on public sets below a folder; writes build/evaluation.json."""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

from benchmarks.table import Table

SETS = ("polnear", "factuality")
FIGURES = Path("build") / "evaluation.json"


def main(data: Path) -> int:
    """Print a table for each set that is there; 3 if none is."""
    tables: list[Table] = []
    for name in SETS:
        for table in importlib.import_module(f"evaluation.reading.{name}").tables(data):
            print(table.text(), flush=True)
            tables.append(table)
    if not tables:
        print(
            f"{data}: holds none of the sets; evaluation/reading/README.md names them",
            file=sys.stderr,
        )
        return 3
    FIGURES.parent.mkdir(exist_ok=True)
    FIGURES.write_text(json.dumps([table.plain() for table in tables], indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: make evaluate DATA=FOLDER")
    sys.exit(main(Path(sys.argv[1])))
