"""A file of the UN's contribution series becomes month-end strengths by contributor and mission.

The file is the user's download. Read are `isocode3`, `mission_acronym`, `last_reporting_date`,
`male_personnel`, `female_personnel` and, where there is one, `personnel_type`; other columns are
passed over.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from contingent.errors import Problem
from contingent.mission.tables import text_of
from contingent.vocabulary.states import STATES

__all__ = ["Contributions", "read_series"]

_LIMIT = 200_000_000  # bytes
_NEEDED = (
    "isocode3",
    "mission_acronym",
    "last_reporting_date",
    "male_personnel",
    "female_personnel",
)
_TYPE = "personnel_type"
_CODES = frozenset(state.code for state in STATES)
_SLASHED = re.compile(r"(\d{1,2})/(\d{1,2})/(\d{4})")

Contributions = Mapping[tuple[str, str], list[tuple[date, int]]]
"""By party and mission: month-ends with the personnel there, in order."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Reported:
    party: str
    mission: str
    day: date
    type: str
    personnel: int


def read_series(path: Path) -> tuple[Contributions, tuple[Problem, ...]]:
    """The strengths of a file, and a Problem for every row that was left out.

    Rows of one contributor, mission and day that differ in `personnel_type` are added up; a second
    row that does not is a Problem. A month in which a contributor is not listed for a mission it
    is listed for before counts as nobody there, if others are listed for it.
    """
    text = text_of(path, limit=_LIMIT)
    if isinstance(text, Problem):
        return {}, (text,)
    rows = csv.DictReader(io.StringIO(text, newline=""))
    missing = [name for name in _NEEDED if name not in (rows.fieldnames or ())]
    if missing:
        what = f"the columns {', '.join(missing)} are missing"
        return {}, (Problem(where=f"{path.name}:1", what=what),)
    found: dict[tuple[str, str, date, str], int] = {}
    problems: list[Problem] = []
    for line, row in _rows(rows, path.name, problems):
        reported = _reported(row)
        if isinstance(reported, str):
            problems.append(Problem(where=f"{path.name}:{line}", what=reported))
            continue
        key = (reported.party, reported.mission, reported.day, reported.type)
        if key in found:
            what = f"{reported.party} in {reported.mission} on {reported.day} is there twice"
            problems.append(Problem(where=f"{path.name}:{line}", what=what))
            continue
        found[key] = reported.personnel
    return _added_up(found), tuple(problems)


def _rows(
    rows: csv.DictReader[str], name: str, problems: list[Problem]
) -> Iterator[tuple[int, dict[str, str]]]:
    try:
        for row in rows:
            yield (
                rows.line_num,
                {key: (value or "").strip() for key, value in row.items() if isinstance(key, str)},
            )
    except csv.Error as error:
        what = f"is no CSV from here on: {error}"
        problems.append(Problem(where=f"{name}:{rows.line_num}", what=what))


def _reported(row: Mapping[str, str]) -> _Reported | str:
    """One row as a record, or what is wrong with it."""
    party, mission = row["isocode3"].upper(), row["mission_acronym"]
    if party not in _CODES:
        return f"isocode3: {row['isocode3']!r} is no ISO 3166 code of a state"
    if not mission:
        return "mission_acronym: is empty"
    day = _day(row["last_reporting_date"])
    if isinstance(day, str):
        return f"last_reporting_date: {day}"
    personnel = 0
    for name in ("male_personnel", "female_personnel"):
        count = row[name] or "0"
        if not count.isdecimal():
            return f"{name}: {row[name]!r} is no number of people"
        personnel += int(count)
    return _Reported(
        party=party, mission=mission, day=day, type=row.get(_TYPE, ""), personnel=personnel
    )


def _day(text: str) -> date | str:
    """The day of a cell, or why it is none; `03/04/2024` is two days and therefore none."""
    slashed = _SLASHED.fullmatch(text)
    try:
        if slashed is None:
            return datetime.fromisoformat(text).date()
        first, second, year = map(int, slashed.groups())
        if first != second and max(first, second) <= 12:
            return f"{text!r} can be read as two days; write it as YYYY-MM-DD"
        day, month = (second, first) if second > 12 else (first, second)
        return date(year, month, day)
    except ValueError:
        return f"{text!r} is no day like 2024-05-31"


def _added_up(found: Mapping[tuple[str, str, date, str], int]) -> Contributions:
    strengths: dict[tuple[str, str], dict[date, int]] = {}
    reported: dict[str, set[date]] = {}
    for (party, mission, day, _), personnel in found.items():
        there = strengths.setdefault((party, mission), {})
        there[day] = there.get(day, 0) + personnel
        reported.setdefault(mission, set()).add(day)
    return {
        (party, mission): [(day, there.get(day, 0)) for day in sorted(reported[mission])]
        for (party, mission), there in sorted(strengths.items())
    }
