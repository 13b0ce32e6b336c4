"""A CSV file beside the mission file becomes checked rows and a problem for every bad one."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from contingent.errors import Problem
from contingent.mission.mistakes import misfits, suggestion

__all__ = ["Row", "read_rows", "text_of"]

Row = TypeVar("Row", bound=BaseModel)


def text_of(path: Path, *, limit: int) -> str | Problem:
    """The text of a UTF-8 file, byte-order mark or not; a Problem if it is none or over `limit`."""
    try:
        size = path.stat().st_size
        if size > limit:
            return Problem(
                where=path.name,
                what=f"is {size:,} bytes long; at most {limit:,} are read",
            )
        data = path.read_bytes()
    except OSError as error:
        return Problem(where=path.name, what=f"cannot be read: {error.strerror}")
    if b"\0" in data[:4096]:
        return Problem(where=path.name, what="is no text; save it as UTF-8 text")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        what = "is not UTF-8 here; save the file as UTF-8 text"
        return Problem(where=f"{path.name}:{line}", what=what)


def read_rows(
    path: Path, model: type[Row], *, limit: int, columns: Mapping[str, str] | None = None
) -> tuple[tuple[tuple[int, Row], ...], tuple[Problem, ...]]:
    """The good rows with their line numbers, and one Problem for each fault of the others.

    Columns bear the names of the record's fields, in any order; an empty cell is a field not
    given. A row of HXL tags below the header is passed over. Cells are text and nothing else: one
    that looks like a formula stays what it is.

    With `columns`, a file of somebody else's making is read: it names the column of each field,
    and what else the file holds is passed over.
    """
    text = text_of(path, limit=limit)
    if isinstance(text, Problem):
        return (), (text,)
    rows: list[tuple[int, Row]] = []
    problems: list[Problem] = []
    lines = _lines(text, path.name, problems)
    header = next(lines, None)
    if header is None:
        return (), (
            *problems,
            Problem(where=path.name, what="is empty; it needs a line of column names"),
        )
    names, wrong = _named_columns(header[1], model, f"{path.name}:{header[0]}", columns)
    if wrong:
        return (), wrong
    for line, cells in lines:
        if _is_hxl(cells):
            continue
        row, faults = _row(cells, names, model)
        problems += [
            Problem(where=f"{path.name}:{line}" + (f":{column}" if column else ""), what=what)
            for column, what in faults
        ]
        if row is not None:
            rows.append((line, row))
    return tuple(rows), tuple(problems)


def _lines(text: str, name: str, problems: list[Problem]) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for cells in reader:
            if any(cell.strip() for cell in cells):
                yield start, cells
            start = reader.line_num + 1
    except csv.Error as error:
        what = f"is no CSV from here on: {error}"
        problems.append(Problem(where=f"{name}:{start}", what=what))


def _named_columns(
    header: Sequence[str],
    model: type[BaseModel],
    where: str,
    renamed: Mapping[str, str] | None,
) -> tuple[list[str], tuple[Problem, ...]]:
    """The field that each column fills, empty for none, and what is wrong with the header."""
    columns = [name.strip() for name in header]
    if renamed is None:
        return columns, tuple(_wrong_columns(columns, model, where))
    fields = {column: field for field, column in renamed.items()}
    lost = [
        Problem(where=where, what=f"there is no column `{column}`{suggestion(column, columns)}")
        for column, field in fields.items()
        if column not in columns and model.model_fields[field].is_required()
    ]
    return [fields.get(name, "") for name in columns], tuple(lost)


def _wrong_columns(columns: Sequence[str], model: type[BaseModel], where: str) -> Iterator[Problem]:
    known = model.model_fields
    for at, name in enumerate(columns, start=1):
        if name not in known:
            what = f"no column is called `{name}`{suggestion(name, known)}"
            yield Problem(where=f"{where}:{at}", what=what)
        elif name in columns[: at - 1]:
            yield Problem(where=f"{where}:{at}", what=f"the column `{name}` is there twice")
    for name, field in known.items():
        if field.is_required() and name not in columns:
            yield Problem(where=where, what=f"the column `{name}` is missing")


def _is_hxl(cells: Sequence[str]) -> bool:
    filled = [cell.strip() for cell in cells if cell.strip()]
    return bool(filled) and all(cell.startswith("#") for cell in filled)


def _row(
    cells: Sequence[str], columns: Sequence[str], model: type[Row]
) -> tuple[Row | None, list[tuple[int | None, str]]]:
    """The record of one row, or None and its faults, each with the number of its column."""
    if len(cells) != len(columns):
        what = f"{len(cells)} cells where the header names {len(columns)} columns"
        return None, [(None, what)]
    pairs = zip(columns, cells, strict=True)
    given = {name: cell.strip() for name, cell in pairs if name and cell.strip()}
    try:
        return model.model_validate(given), []
    except ValidationError as error:
        faults: list[tuple[int | None, str]] = []
        for path, what in misfits(model, error):
            name = str(path[0]) if path else ""
            at = columns.index(name) + 1 if name in columns else None
            faults.append((at, f"{name}: {what}" if name else what))
        return None, faults
