"""Real reports that were read to find what goes wrong: the counts by kind; no text is kept."""

from __future__ import annotations

import csv
from pathlib import Path

from benchmarks.table import Row, Table

__all__ = ["FILE", "KINDS", "reports", "tables"]

FILE = Path(__file__).parent / "news.csv"
KINDS = {
    "missed": "not read",
    "too_high": "graded too high",
    "too_low": "graded too low",
    "wrong_party": "of the wrong party",
    "wrong_number": "with a wrong number",
    "not_said": "nobody said it",
    "wrong_voice": "in the wrong voice",
    "left": "of the grave ones, left at the end",
}
"""Kinds of error as columns of the table; grave are `too_high`, `wrong_*` and `not_said`."""


def reports() -> list[dict[str, str]]:
    """One row a report: its address, mission, month, round, and the errors of its first reading."""
    with FILE.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def tables(data: Path | None = None) -> list[Table]:
    """Totals of the reports that rules were made on, and of those read when they were made."""
    everything = reports()
    rows = [
        _row("reports", len(everything)),
        _row("missions", len({row["mission"] for row in everything})),
        _row("months", len({row["month"] for row in everything})),
    ]
    for name, is_in in (("rules made on them", True), ("read afterwards", False)):
        chosen = [row for row in everything if (row["round"] == "1") is is_in]
        rows.append(_row(f"{name}: reports", len(chosen)))
        for kind, words in KINDS.items():
            rows.append(_row(f"{name}: {words}", sum(int(row[kind]) for row in chosen)))
    note = (
        "Statements of the first reading, judged by one person against the ladder, in the "
        "sentences of each report that bear on contributions."
    )
    return [Table(title="Real reports: what went wrong", rows=tuple(rows), note=note)]


def _row(what: str, value: float) -> Row:
    return Row(what=what, median=value, worst=value, unit="", runs=1)
