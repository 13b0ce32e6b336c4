"""A file of monthly strengths becomes series by mission, and a problem for every bad row.

The file is the user's: columns `Date` (the month's last day, ISO), `Mission` and `Total`, as in the
mission table of the IPI Peacekeeping Database; other columns are passed over.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from contingent.errors import Problem
from contingent.mission.tables import text_of

__all__ = ["Series", "monthly_strengths"]

Series = Mapping[str, list[tuple[date, int]]]
_LIMIT = 50_000_000  # bytes
_NEEDED = {"Date", "Mission", "Total"}
_UNKNOWN = {"", "NA"}


def monthly_strengths(path: Path) -> tuple[Series, tuple[Problem, ...]]:
    """Month-end strengths in personnel by mission; months whose total is unknown are left out."""
    text = text_of(path, limit=_LIMIT)
    if isinstance(text, Problem):
        return {}, (text,)
    rows = csv.DictReader(text.splitlines())
    missing = sorted(_NEEDED - set(rows.fieldnames or ()))
    if missing:
        what = f"has no column {', '.join(missing)}"
        return {}, (Problem(where=f"{path.name}:1", what=what),)
    series: dict[str, list[tuple[date, int]]] = {}
    problems: list[Problem] = []
    for row in rows:
        if row["Total"] in _UNKNOWN:
            continue
        try:
            day, count = date.fromisoformat(row["Date"]), int(row["Total"])
            if count < 0:
                raise ValueError(f"{count} people")
        except (TypeError, ValueError) as error:
            problems.append(Problem(where=f"{path.name}:{rows.line_num}", what=str(error)))
            continue
        series.setdefault(row["Mission"], []).append((day, count))
    return series, tuple(problems)
