"""A grid: typed columns and rows of one view, which every tabular format is written from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from html import escape
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas
    import polars
    import pyarrow

__all__ = ["Column", "ColumnType", "Grid", "Value"]

Value = str | int | float | date | None
"""A cell: None where nothing was said, which is neither zero nor an empty word."""

_SHOWN_ROWS = 20


class ColumnType(StrEnum):
    """What the cells of a column are; None may stand in any of them."""

    TEXT = "text"
    NUMBER = "number"
    DECIMAL = "decimal"
    DAY = "day"


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column under its name; `hashtag` is its tag in the Humanitarian Exchange Language."""

    name: str
    type: ColumnType = ColumnType.TEXT
    hashtag: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """The rows of one view, in its order. Every row has a cell for each column.

    It becomes a frame by `to_pandas()` or `to_polars()`, and is taken as it is by whatever reads
    the Arrow stream interface: `polars.DataFrame(grid)`, `pandas.DataFrame.from_arrow(grid)`,
    `pyarrow.table(grid)`. Those need the extra `contingent[frames]`: ImportError without it.
    """

    name: str
    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def to_dicts(self) -> list[dict[str, Value]]:
        """The rows as mappings by column name; days stay days."""
        names = [column.name for column in self.columns]
        return [dict(zip(names, row, strict=True)) for row in self.rows]

    def to_arrow(self) -> pyarrow.Table:
        """The rows as an Arrow table: text, 64-bit integers, 64-bit floats and days."""
        import pyarrow

        kinds = {
            ColumnType.TEXT: pyarrow.string(),
            ColumnType.NUMBER: pyarrow.int64(),
            ColumnType.DECIMAL: pyarrow.float64(),
            ColumnType.DAY: pyarrow.date32(),
        }
        arrays = [
            pyarrow.array([row[at] for row in self.rows], type=kinds[column.type])
            for at, column in enumerate(self.columns)
        ]
        return pyarrow.table(arrays, names=[column.name for column in self.columns])

    def __arrow_c_stream__(self, requested_schema: object | None = None) -> object:
        return self.to_arrow().__arrow_c_stream__(requested_schema)

    def to_pandas(self) -> pandas.DataFrame:
        """The rows as a pandas frame; numbers stay whole, a missing one is `<NA>`."""
        import pandas

        kinds = {
            ColumnType.TEXT: "string",
            ColumnType.NUMBER: "Int64",
            ColumnType.DECIMAL: "Float64",
            ColumnType.DAY: "object",
        }
        frame = pandas.DataFrame(list(self.rows), columns=[column.name for column in self.columns])
        return frame.astype({column.name: kinds[column.type] for column in self.columns})

    def to_polars(self) -> polars.DataFrame:
        """The rows as a polars frame."""
        import polars

        kinds = {
            ColumnType.TEXT: polars.String,
            ColumnType.NUMBER: polars.Int64,
            ColumnType.DECIMAL: polars.Float64,
            ColumnType.DAY: polars.Date,
        }
        schema = {column.name: kinds[column.type] for column in self.columns}
        return polars.DataFrame(list(self.rows), schema=schema, orient="row")

    def _repr_html_(self) -> str:
        """The first rows as a table, for notebooks."""
        head = "".join(f"<th>{escape(column.name)}</th>" for column in self.columns)
        body = "".join(f"<tr>{_cells(row)}</tr>" for row in self.rows[:_SHOWN_ROWS])
        more = len(self.rows) - _SHOWN_ROWS
        rest = f"<p>and {more:,} more rows</p>" if more > 0 else ""
        return (
            f"<table><caption>{escape(self.title)}</caption><thead><tr>{head}</tr></thead>"
            f"<tbody>{body}</tbody></table>{rest}"
        )


def _cells(row: Sequence[Value]) -> str:
    return "".join(f"<td dir='auto'>{'' if v is None else escape(str(v))}</td>" for v in row)
