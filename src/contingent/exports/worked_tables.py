"""Documents that took long to work out become grids: the force, the dates, the worth, the field."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from contingent.exports.grids import Column, ColumnType, Grid, Value

__all__ = ["WORKED_TABLES", "WorkedTable", "worked_grid"]

_PLACES = 4  # more would claim what no simulation knows
_NUMBER, _DECIMAL, _DAY = ColumnType.NUMBER, ColumnType.DECIMAL, ColumnType.DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkedTable:
    """A list in a document as a table: which document, which list, and its columns.

    A column is named by the path to its value in an item: `suits.personnel_days`.
    """

    document: str
    rows: str
    title: str
    columns: tuple[Column, ...]


def _columns(**named: tuple[ColumnType, str]) -> tuple[Column, ...]:
    """Columns by their paths, a dot written as two underscores; each with type and hashtag."""
    return tuple(
        Column(name=name.replace("__", "."), type=kind, hashtag=tag)
        for name, (kind, tag) in named.items()
    )


_TEXT = ColumnType.TEXT
_BECAUSE = (_TEXT, "#meta+source+list")

WORKED_TABLES: dict[str, WorkedTable] = {
    "force": WorkedTable(
        document="force",
        rows="lines",
        title="What the force needs, and what fills it",
        columns=_columns(
            id=(_TEXT, "#meta+id"),
            kind=(_TEXT, "#capacity+type"),
            sector=(_TEXT, "#loc+name"),
            phase=(_NUMBER, "#activity+phase+num"),
            critical=(_TEXT, "#severity"),
            required=(_NUMBER, "#capacity+required+num"),
            covered=(_NUMBER, "#capacity+offered+num"),
            expected=(_DECIMAL, "#capacity+expected+num"),
            by=(_TEXT, "#meta+offer+list"),
            because=_BECAUSE,
        ),
    ),
    "assignments": WorkedTable(
        document="force",
        rows="assignments",
        title="Who would serve where",
        columns=_columns(
            offer=(_TEXT, "#meta+offer"),
            party=(_TEXT, "#org+code"),
            kind=(_TEXT, "#capacity+type"),
            sector=(_TEXT, "#loc+name"),
            personnel=(_NUMBER, "#capacity+num"),
            rung=(_TEXT, "#status+name"),
            chance_percent=(_NUMBER, "#indicator+chance+num"),
            ready_in_days=(_NUMBER, "#activity+ready+num"),
            tour_days=(_NUMBER, "#activity+tour+num"),
            self_sustained_days=(_NUMBER, "#activity+sustained+num"),
            languages=(_TEXT, "#org+language+list"),
            assumed=(_TEXT, "#meta+assumption+list"),
            because=_BECAUSE,
        ),
    ),
    "forecast": WorkedTable(
        document="forecast",
        rows="milestones",
        title="When milestones could be reached",
        columns=_columns(
            id=(_TEXT, "#meta+id"),
            name=(_TEXT, "#activity+name"),
            reached_by_horizon=(_DECIMAL, "#indicator+chance+num"),
            p10=(_DAY, "#date+p10"),
            p50=(_DAY, "#date+p50"),
            p90=(_DAY, "#date+p90"),
            because=_BECAUSE,
        ),
    ),
    "stated": WorkedTable(
        document="forecast",
        rows="stated",
        title="Dates that were stated, and what became of them",
        columns=_columns(
            what=(_TEXT, "#activity+name"),
            by=(_TEXT, "#org+code"),
            speaker=(_TEXT, "#contact+name"),
            said_on=(_TEXT, "#date+said"),
            earliest=(_TEXT, "#date+earliest"),
            latest=(_TEXT, "#date+latest"),
            milestone=(_TEXT, "#meta+milestone"),
            kept=(_TEXT, "#status+outcome"),
            happened_on=(_DAY, "#date+happened"),
            days_late=(_NUMBER, "#indicator+late+num"),
            chance_by_then=(_DECIMAL, "#indicator+chance+num"),
            stated_in=_BECAUSE,
        ),
    ),
    "unlocks": WorkedTable(
        document="unlocks",
        rows="alone",
        title="What each answer would free by itself",
        columns=_columns(
            topic=(_TEXT, "#subject"),
            suits__personnel_days=(_DECIMAL, "#indicator+suits+days+num"),
            suits__chance=(_DECIMAL, "#indicator+suits+chance+num"),
            suits__days_sooner=(_DECIMAL, "#indicator+suits+sooner+num"),
            spites__personnel_days=(_DECIMAL, "#indicator+spites+days+num"),
            late__personnel_days=(_DECIMAL, "#indicator+late+days+num"),
            last__personnel_days=(_DECIMAL, "#indicator+last+days+num"),
        ),
    ),
    "flow": WorkedTable(
        document="field",
        rows="shares",
        title="Aid from stage to stage, each claimant apart",
        columns=_columns(
            claimant=(_TEXT, "#org+name"),
            unit=(_TEXT, "#meta+unit"),
            date=(_TEXT, "#date"),
            stage=(_TEXT, "#status+stage"),
            of=(_TEXT, "#status+of"),
            percent=(_DECIMAL, "#indicator+percent+num"),
            comparator=(_TEXT, "#indicator+comparator"),
            stated=(_TEXT, "#meta+stated"),
            because=_BECAUSE,
        ),
    ),
    "incidents": WorkedTable(
        document="field",
        rows="cumulative",
        title="Counts over several days as published, each claimant apart",
        columns=_columns(
            claimant=(_TEXT, "#org+name"),
            unit=(_TEXT, "#meta+unit"),
            date=(_TEXT, "#date"),
            count=(_NUMBER, "#affected+num"),
            comparator=(_TEXT, "#affected+comparator"),
            standing=(_TEXT, "#status+standing"),
            told_by=(_TEXT, "#meta+url+list"),
            because=_BECAUSE,
        ),
    ),
    "findings": WorkedTable(
        document="field",
        rows="findings",
        title="Figures that do not add up",
        columns=_columns(
            claimant=(_TEXT, "#org+name"),
            fault=(_TEXT, "#status+fault"),
            what=(_TEXT, "#description"),
            said=(_TEXT, "#indicator+said"),
            computed=(_TEXT, "#indicator+computed"),
            told_by=(_TEXT, "#meta+url+list"),
            because=_BECAUSE,
        ),
    ),
}
"""Every such table by its name, which no other table bears."""


def worked_grid(name: str, document: Mapping[str, Any]) -> Grid:
    """A table of the document that it is of; KeyError for no such table."""
    table = WORKED_TABLES[name]
    rows = tuple(
        tuple(_cell(item, column) for column in table.columns) for item in document[table.rows]
    )
    return Grid(name=name, title=table.title, columns=table.columns, rows=rows)


def _cell(item: Mapping[str, Any], column: Column) -> Value:
    """The value at a column's path: a list as its items, yes and no in words, days as days."""
    value: Any = item
    for step in column.name.split("."):
        value = value[step]
    match value:
        case bool():
            return "yes" if value else "no"
        case list():
            return "; ".join(map(str, value)) or None
        case str() if column.type is _DAY:
            return date.fromisoformat(value)
        case int() | float() if column.type is _DECIMAL:
            return round(float(value), _PLACES)
    return value or None if isinstance(value, str) else value
