"""Files of reports from theatre become entries of the ledger, and problems for the rest."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pydantic import ValidationError

from contingent.errors import Problem
from contingent.field.imports import IMPORTS, EventExport
from contingent.field.rows import JUSTIFICATIONS, TABLES, FieldRow, JustificationRow, plain_row
from contingent.ledger.book import Key, NewEntry, observation_entry
from contingent.ledger.viewing import View
from contingent.mission.tables import read_rows
from contingent.vocabulary.label import Label, Level, only_for
from contingent.vocabulary.plain import canonical

__all__ = [
    "ReportFile",
    "read_reports",
    "record_justification",
    "record_reports",
    "report_entry",
    "seal_draw",
]

_LIMIT = 50_000_000  # bytes of one table
_ESCORTING = frozenset({"passages", JUSTIFICATIONS})


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportFile:
    """What a file of reports holds: rows of one table, and a Problem for each row that is none."""

    table: str
    rows: tuple[FieldRow, ...]
    problems: tuple[Problem, ...]


def read_reports(path: Path, *, table: str, columns: Mapping[str, str] | None = None) -> ReportFile:
    """The reports of a CSV file: of one of our tables, or of an export in `IMPORTS`.

    `columns` names the file's own column for a field, where it has another name. A row that says
    nothing new beside another is a Problem: it may be a slip or a second event, which only an `id`
    can tell. KeyError for an unknown table.
    """
    model = IMPORTS[table] if table in IMPORTS else TABLES[table]
    named = {field: field for field in model.model_fields} if table in IMPORTS else {}
    renamed = {**named, **(columns or {})} or None
    found, faults = read_rows(path, model, limit=_LIMIT, columns=renamed)
    problems = list(faults)
    rows: list[FieldRow] = []
    seen: dict[bytes, int] = {}
    for line, item in found:
        try:
            made = tuple(item.rows()) if isinstance(item, EventExport) else (item,)
        except (ValidationError, ValueError) as error:
            problems.append(Problem(where=f"{path.name}:{line}", what=_first_line(error)))
            continue
        for row in made:
            first = seen.setdefault(canonical(plain_row(row)), line)
            if first != line:
                what = f"says the same as line {first}; if it is another event, give each an `id`"
                problems.append(Problem(where=f"{path.name}:{line}", what=what))
            else:
                rows.append(row)
    return ReportFile(
        table="incidents" if table in IMPORTS else table,
        rows=tuple(rows),
        problems=tuple(problems),
    )


def _first_line(error: ValueError) -> str:
    if isinstance(error, ValidationError):
        return str(error.errors(include_url=False)[0]["msg"]).removeprefix("Value error, ")
    return str(error)


def report_entry(table: str, row: FieldRow, *, by: str, mark: Label | None = None) -> NewEntry:
    """One row as an entry. `mark` is the label of what is entered with it; the row's level counts.

    Passages of convoys and justifications of escorts are their originator's alone, unless the row
    says otherwise.
    """
    narrow = mark or only_for(by.partition(":")[2])
    if row.label:
        level = Level.of_word(row.label)
        mark = Label(level=level, originator=narrow.originator, organisation=narrow.organisation)
    elif table in _ESCORTING:
        mark = only_for(narrow.originator)
    return observation_entry(table, plain_row(row), by=by, label=str(mark or ""))


def record_reports(
    ledger: View, file: ReportFile, *, by: str, mark: Label | None = None, clock: datetime
) -> tuple[Key, ...]:
    """Put the rows of a file on record; what is there already is not added again."""
    new = [report_entry(file.table, row, by=by, mark=mark) for row in file.rows]
    return ledger.append(new, recorded_at=clock)


def record_justification(
    ledger: View, row: JustificationRow, *, by: str, clock: datetime
) -> tuple[Key, ...]:
    """Put on record why armed escorts to a site are the last resort."""
    return ledger.append([report_entry(JUSTIFICATIONS, row, by=by)], recorded_at=clock)


def seal_draw(ledger: View, sealed: bytes, *, by: str, clock: datetime) -> str:
    """Put the SHA-256 of a drawn day on record, so that it can be shown later what was drawn.

    The ledger learns nothing else of the day. `sealed` must hold a secret besides the day, or the
    day could be found by trying.
    """
    digest = hashlib.sha256(sealed).hexdigest()
    values = {"on": clock.date().isoformat(), "sha256": digest}
    ledger.append([observation_entry("sealed_draw", values, by=by)], recorded_at=clock)
    return digest
