"""Figures of an evaluation become docs/reference/accuracy.md; nothing on that page is typed."""

from __future__ import annotations

import json
import sys
from pathlib import Path

FIGURES = Path("build") / "evaluation.json"
PAGE = Path("docs") / "reference" / "accuracy.md"
HEAD = """# Accuracy

Written by `python -m evaluation.reading.page` from the output of `make evaluate`;
`evaluation/reading/README.md` names the sets. Rules were made on the dev splits; the train split of
PolNeAR was only measured. The test splits are sealed.
"""
TAIL = """
## What is not shown here

- The reader's own grades on real news, and a set of sentences about contributions graded by two
  people: neither is made yet.
- Event factuality is measured with weights fitted on the train split over the parses that the set
  ships; the reader itself parses nothing and grades contributions only. It shows what evidence of
  this sort is worth.
- `attributions` does not yet feed the statements of the reader, which has its own, narrower search
  for speakers.
- UDS and CommitmentBank, and the records of PLV, are not measured yet.
"""


def main() -> None:
    """Write the page."""
    parts = [HEAD]
    for table in json.loads(FIGURES.read_text("utf-8")):
        parts += [f"\n## {table['title']}\n", "\n| what | value |\n|---|--:|\n"]
        for row in table["rows"]:
            value = row["median"]
            shown = f"{value:,.0f}" if float(value).is_integer() else f"{value:.3f}"
            parts.append(f"| {row['what']} | {shown} |\n")
        parts.append(f"\n{table['note']}\n" if table["note"] else "")
    PAGE.write_text("".join([*parts, TAIL]), "utf-8")


if __name__ == "__main__":
    sys.exit(main())
