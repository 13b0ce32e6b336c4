"""Figures of an evaluation become docs/reference/accuracy.md; nothing on that page is typed."""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

FIGURES = Path("build") / "evaluation.json"
PAGE = Path("docs") / "reference" / "accuracy.md"
FIRMNESS = "Firmness, our own sentences"
HEAD = """# Accuracy

Written by `python -m evaluation.reading.page` from the output of `make evaluate`;
`evaluation/reading/README.md` names the sets and says how our own were made. Rules were made on the
development parts; the train split of PolNeAR was only measured. The test splits are sealed.
"""
ASKED = """
## What was asked

| what | asked | measured |
|---|--:|--:|
"""
GOALS = (
    ("PolNeAR dev: content token F1", "PolNeAR, dev: who says what", "content tokens: F1", ".78"),
    ("PolNeAR dev: relation F1", "PolNeAR, dev: who says what", "relations: F1", ".63"),
    ("PolNeAR dev: source token F1", "PolNeAR, dev: who says what", "source tokens: F1", ".60"),
    ("UW dev: r", "Event factuality, dev", "UW .*: r", ".72"),
    ("UW dev: MAE", "Event factuality, dev", "UW .*: MAE", ".48"),
    ("own sentences, all untouched: exact", FIRMNESS, "all untouched, .*: exact grade", ".90"),
    ("own sentences, all untouched: read as firm", FIRMNESS, "all untouched: read as firm", "0"),
    ("of these, by the third hand: exact", FIRMNESS, r"untouched, \d+ .*: exact grade", ".90"),
    ("of these, by two new hands: exact", FIRMNESS, "untouched, two .*: exact grade", ".90"),
)
"""What the issue asks of accuracy: name, table, row (a regular expression), figure."""
TAIL = """
## What is not shown here

- Sentences taken from real reports: those of further hands are in their ways of putting it, none is
  taken from them.
- Event factuality is measured with weights fitted on the train split, over the parses that the set
  ships or over the words alone; the reader itself parses nothing and grades contributions only. It
  shows what evidence of this sort is worth.
- `attributions` does not yet feed the statements of the reader, which has its own, narrower search
  for speakers.
- The reader beside zero-shot language models on PLV: those are measured on its test split, which is
  sealed.
"""


def main() -> None:
    """Write the page."""
    tables = json.loads(FIGURES.read_text("utf-8"))
    parts = [HEAD, ASKED, *_goals(tables)]
    for table in tables:
        parts += [f"\n## {table['title']}\n", "\n| what | value |\n|---|--:|\n"]
        for row in table["rows"]:
            value = row["median"]
            parts.append(f"| {row['what']} | {_shown(value)} |\n")
        parts.append(f"\n{table['note']}\n" if table["note"] else "")
    PAGE.write_text("".join([*parts, TAIL]), "utf-8")


def _goals(tables: list[dict[str, Any]]) -> Iterator[str]:
    """One line for each figure that was asked; what was not measured says so."""
    for name, title, pattern, asked in GOALS:
        found = [
            row["median"]
            for table in tables
            if table["title"] == title
            for row in table["rows"]
            if re.fullmatch(pattern, row["what"])
        ]
        yield f"| {name} | {asked} | {_shown(found[0]) if found else 'not measured'} |\n"


def _shown(value: float) -> str:
    return f"{value:,.0f}" if float(value).is_integer() else f"{value:.3f}"


if __name__ == "__main__":
    sys.exit(main())
