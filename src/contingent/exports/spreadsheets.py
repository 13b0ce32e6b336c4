"""Grids become files for spreadsheets: CSV and XLSX in which no cell is ever a formula."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from contingent.exports.grids import Column, Grid, Value

__all__ = ["csv_bytes", "xlsx_bytes"]

_OBEYED = re.compile(r"\s*[=+\-@＝＋－＠|%]|[\t\r\n]")
_UNSTORABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_767  # characters that a spreadsheet keeps in one cell
_WIDEST = 60


def csv_bytes(grid: Grid, *, with_hashtags: bool = False) -> bytes:
    """The grid as CSV in UTF-8 with a byte order mark, which spreadsheets need to read it right.

    A text that a spreadsheet would take for a formula stands behind an apostrophe. With
    `with_hashtags` the second row holds the tags of the Humanitarian Exchange Language.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(column.name for column in grid.columns)
    if with_hashtags:
        writer.writerow(column.hashtag for column in grid.columns)
    for row in grid.rows:
        writer.writerow(_csv_cell(value) for value in row)
    return out.getvalue().encode("utf-8-sig")


def _csv_cell(value: Value) -> str | int | float:
    match value:
        case None:
            return ""
        case date():
            return value.isoformat()
        case str():
            text = _storable(value)
            return f"'{text}" if _OBEYED.match(text) else text
    return value


def _storable(text: str) -> str:
    return _UNSTORABLE.sub("\ufffd", text)


def xlsx_bytes(grids: Iterable[Grid], *, about: Mapping[str, str]) -> bytes:
    """A workbook with a sheet for each grid, and one that says what `about` tells of the view.

    Texts stay texts: nothing becomes a formula, a link or a number. Days are dates.
    """
    import xlsxwriter

    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for grid in grids:
            sheet = book.add_worksheet(grid.name)
            for at, column in enumerate(grid.columns):
                sheet.write_string(0, at, column.name, head)
                sheet.set_column(at, at, _width(column, grid, at))
            for number, row in enumerate(grid.rows, start=1):
                for at, value in enumerate(row):
                    _write(sheet, (number, at), value, day)
            sheet.freeze_panes(1, 1)
            sheet.autofilter(0, 0, max(1, len(grid)), len(grid.columns) - 1)
        sheet = book.add_worksheet("about")
        sheet.set_column(0, 1, _WIDEST)
        for number, (name, text) in enumerate(about.items()):
            sheet.write_string(number, 0, name, head)
            sheet.write_string(number, 1, _storable(text))
    return out.getvalue()


def _write(sheet: Any, place: tuple[int, int], value: Value, day: object) -> None:
    match value:
        case str():
            sheet.write_string(*place, _storable(value)[:_LONGEST_CELL])
        case int() | float():
            sheet.write_number(*place, value)
        case date():
            sheet.write_datetime(*place, value, day)


def _width(column: Column, grid: Grid, at: int) -> int:
    """Wide enough for most cells, so that the sheet can be read as it opens."""
    lengths = [len(str(row[at] or "")) for row in grid.rows[:200]]
    return min(_WIDEST, max([len(column.name), *lengths]) + 2)
