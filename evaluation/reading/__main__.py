"""Measures reading on our own sentences and on public sets; writes build/evaluation.json.

python -m evaluation.reading [FOLDER]    without a folder, our own sets alone
"""

from __future__ import annotations

import importlib
import json
import sys
from pathlib import Path

from benchmarks.table import Table

OWN = ("firmness", "learning", "news")
PUBLIC = ("polnear", "factuality", "windows", "plover")
FIGURES = Path("build") / "evaluation.json"


def main(data: Path | None) -> int:
    """Print a table for each set that is there; 3 if a folder is given and holds none."""
    tables: list[Table] = []
    for name in OWN if data is None else (*OWN, *PUBLIC):
        for table in importlib.import_module(f"evaluation.reading.{name}").tables(data):
            print(table.text(), flush=True)
            tables.append(table)
    if data is not None and len(tables) == len(OWN):
        print(
            f"{data}: holds none of the sets; evaluation/reading/README.md names them",
            file=sys.stderr,
        )
        return 3
    FIGURES.parent.mkdir(exist_ok=True)
    FIGURES.write_text(json.dumps([table.plain() for table in tables], indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    if len(sys.argv) > 2:
        sys.exit(__doc__)
    sys.exit(main(Path(sys.argv[1]) if len(sys.argv) == 2 else None))
