"""What is needed and who offers it become a heat map: how full each need is, in shade and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from contingent.exports.sheet import Section
from contingent.web.drawings.svg import Figure, drawing, element, label

__all__ = ["HeatRow", "heat_map"]

_LEFT, _CELL, _ROW, _HEAD = 190, 58, 26, 84
_LEVELS = 5
_KEY = (
    ("need-0", "none"),
    ("need-2", "half"),
    ("need-4", "all of it"),
    ("need-open", "not asked for there"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """One row: its name, whether it is critical, and a cell for each column.

    A cell holds how much is there and how much is needed; None where nothing is needed.
    """

    name: str
    is_critical: bool
    cells: tuple[tuple[float, int] | None, ...]


def heat_map(rows: Sequence[HeatRow], columns: Sequence[str], table: Section) -> Figure:
    """Rows by columns; `table` is the section that says the same."""
    width = _LEFT + _CELL * len(columns) + 60  # the last head leans out
    height = _HEAD + _ROW * len(rows) + 6
    heads = [_head(name, at) for at, name in enumerate(columns)]
    marks = [mark for at, row in enumerate(rows) for mark in _row(row, at)]
    short = sum(1 for row in rows for cell in row.cells if cell is not None and cell[0] < cell[1])
    asked = sum(1 for row in rows for cell in row.cells if cell is not None)
    summary = f"{short} of {asked} needs are not filled."
    return Figure(
        id="heat",
        title="Needed and offered",
        summary=summary,
        svg=drawing(width, height, summary, *heads, *marks),
        table=table,
        note=table.note,
        key=_KEY,
    )


def _head(name: str, at: int) -> Markup:
    x = _LEFT + _CELL * at + _CELL / 2
    turned = f"rotate(-40 {x:.0f} {_HEAD - 8})"
    return label(x, _HEAD - 8, name, class_="what", transform=turned)


def _row(row: HeatRow, at: int) -> list[Markup]:
    top = _HEAD + _ROW * at
    name = f"{row.name} (critical)" if row.is_critical else row.name
    marks = [label(_LEFT - 8, top + 17, name, text_anchor="end", class_="what")]
    for place, cell in enumerate(row.cells):
        box = {"x": _LEFT + _CELL * place + 1, "y": top + 1, "width": _CELL - 2}
        if cell is None:
            marks.append(element("rect", **box, height=_ROW - 2, class_="need open"))
            continue
        there, needed = cell
        share = min(1.0, there / needed) if needed else 1.0
        level = int(share * (_LEVELS - 1))
        told = element("title", f"{row.name}: {there:,.0f} of {needed:,}")
        marks.append(element("rect", told, **box, height=_ROW - 2, class_=f"need level{level}"))
        x = _LEFT + _CELL * place + _CELL / 2
        words = label(x, top + 17, f"{share:.0%}", text_anchor="middle", class_="share")
        marks.append(words)
    return marks
