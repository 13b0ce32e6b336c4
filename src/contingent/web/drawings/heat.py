"""What is needed and who offers it become a heat map: how full each need is, in shade and words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from markupsafe import Markup

from contingent.exports.sheet import Section
from contingent.web.drawings.svg import Figure, drawing, element, label

__all__ = ["HeatCell", "HeatRow", "heat_map"]

_LEFT, _CELL, _ROW, _HEAD = 256, 58, 30, 84
_LEVELS = 5
_KEY = (
    ("need-0", "none"),
    ("need-2", "half"),
    ("need-4", "all of it"),
    ("need-open", "not asked for there"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatCell:
    """How much is there, how much is needed, and where the cell leads to; empty: nowhere."""

    there: float
    needed: int
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class HeatRow:
    """One row: its name, whether it is critical, a cell for each column; None: no need there."""

    name: str
    is_critical: bool
    cells: tuple[HeatCell | None, ...]


def heat_map(rows: Sequence[HeatRow], columns: Sequence[str], table: Section) -> Figure:
    """Rows by columns; `table` is the section that says the same."""
    width = _LEFT + _CELL * len(columns) + 60  # the last head leans out
    height = _HEAD + _ROW * len(rows) + 6
    heads = [_head(name, at) for at, name in enumerate(columns)]
    marks = [mark for at, row in enumerate(rows) for mark in _row(row, columns, at)]
    cells = [cell for row in rows for cell in row.cells if cell is not None]
    short = sum(cell.there < cell.needed for cell in cells)
    summary = f"{short} of {len(cells)} needs are not filled."
    return Figure(
        id="heat",
        title="Needed and offered",
        summary=summary,
        svg=drawing(width, height, summary, *heads, *marks, role="group"),
        table=table,
        note=table.note,
        key=_KEY,
    )


def _head(name: str, at: int) -> Markup:
    x = _LEFT + _CELL * at + _CELL / 2
    turned = f"rotate(-40 {x:.0f} {_HEAD - 8})"
    return label(x, _HEAD - 8, name, class_="what", transform=turned)


def _row(row: HeatRow, columns: Sequence[str], at: int) -> list[Markup]:
    top = _HEAD + _ROW * at
    name = f"{row.name} (critical)" if row.is_critical else row.name
    marks = [label(_LEFT - 8, top + 19, name, text_anchor="end", class_="what")]
    for place, (cell, column) in enumerate(zip(row.cells, columns, strict=True)):
        left = _LEFT + _CELL * place
        if cell is None:
            marks.append(_box(left, top, class_="need open"))
        else:
            marks.append(_cell(cell, f"{row.name}, {column}", left, top))
    return marks


def _cell(cell: HeatCell, where: str, left: int, top: int) -> Markup:
    """A filled box with its share, and a way to its reason where it has one."""
    share = min(1.0, cell.there / cell.needed) if cell.needed else 1.0
    told = f"{where}: {cell.there:,.0f} of {cell.needed:,}"
    box = _box(left, top, element("title", told), class_=f"need level{_level(share)}")
    words = label(left + _CELL / 2, top + 19, f"{share:.0%}", text_anchor="middle", class_="share")
    if not cell.link:
        return element("g", box, words)
    return element("a", box, words, href=cell.link, aria_label=f"{told}. Why?", class_="why")


def _level(share: float) -> int:
    """The shade: none only for nothing at all, the last only for all of it."""
    return max(1, int(share * (_LEVELS - 1))) if share else 0


def _box(left: int, top: int, *content: Markup, class_: str) -> Markup:
    place = {"x": left + 1, "y": top + 1, "width": _CELL - 2, "height": _ROW - 2}
    return element("rect", *content, **place, class_=class_)
