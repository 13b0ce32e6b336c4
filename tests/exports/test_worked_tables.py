"""Tables of what was worked out: typed, tagged, and silent where nothing is known."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contingent.exports.grids import ColumnType
from contingent.exports.spreadsheets import csv_bytes, xlsx_bytes
from contingent.exports.tables import TABLES
from contingent.exports.worked_tables import WORKED_TABLES, worked_grid

VALUES = {
    ColumnType.TEXT: st.text(max_size=8) | st.booleans() | st.lists(st.text(max_size=4)),
    ColumnType.NUMBER: st.integers(0, 10**9),
    ColumnType.DECIMAL: st.floats(-1e9, 1e9) | st.integers(-100, 100),
    ColumnType.DAY: st.dates().map(str),
}


@st.composite
def documents(draw: st.DrawFn, name: str) -> dict[str, Any]:
    """A document with a list such as a table is made from, where any value may be unknown."""
    table = WORKED_TABLES[name]
    rows = []
    for _ in range(draw(st.integers(0, 3))):
        row: dict[str, Any] = {}
        for column in table.columns:
            *outer, last = column.name.split(".")
            place = row
            for step in outer:
                place = place.setdefault(step, {})
            place[last] = draw(st.none() | VALUES[column.type])
        rows.append(row)
    return {table.rows: rows}


@pytest.mark.parametrize("name", WORKED_TABLES)
@given(data=st.data())
def test_a_cell_is_of_its_columns_type_or_unknown(name, data):
    """A list becomes words, a day a day; what nobody knows stays unknown and is never zero."""
    document = data.draw(documents(name))
    grid = worked_grid(name, document)
    kinds = {
        ColumnType.TEXT: str,
        ColumnType.NUMBER: int,
        ColumnType.DECIMAL: float,
        ColumnType.DAY: date,
    }
    assert len(grid) == len(document[WORKED_TABLES[name].rows])
    for item, row in zip(document[WORKED_TABLES[name].rows], grid.rows, strict=True):
        for column, value in zip(grid.columns, row, strict=True):
            assert value is None or type(value) is kinds[column.type]
            told: Any = item
            for step in column.name.split("."):
                told = told[step]
            if told is None:
                assert value is None
    assert grid.to_polars().shape == grid.to_pandas().shape == (len(grid), len(grid.columns))
    assert grid.to_arrow().num_rows == len(grid)
    assert csv_bytes(grid, with_hashtags=True)
    assert xlsx_bytes([grid], about={})[:2] == b"PK"


def test_every_table_has_a_name_of_its_own_and_a_tag_for_each_column():
    """A name means one table everywhere; HXL readers find every column."""
    assert not set(TABLES) & set(WORKED_TABLES)
    for table in WORKED_TABLES.values():
        assert all(column.hashtag.startswith("#") for column in table.columns)
