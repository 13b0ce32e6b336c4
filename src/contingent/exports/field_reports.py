"""Reports from theatre become what a reader checks: whose figure, for which days, told by whom.

Roads, places and actors are left out of every one, and so are passages and justifications: they
are for the role `field` alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from contingent.exports.sheet import Cell
from contingent.exports.wording import (
    count_words,
    day_words,
    party_name,
    source_cell,
    topic_words,
    when_words,
)
from contingent.field.reports import reports
from contingent.field.rows import EffortRow, FieldRow, FlowRow, IncidentRow, plain_row
from contingent.ledger.chain import Entry
from contingent.vocabulary.capability import Comparator
from contingent.vocabulary.moment import AsOf

__all__ = ["ReportTold", "reports_told"]

_OPEN = IncidentRow | FlowRow | EffortRow
_TOLD_APART = {
    *("date", "claimant", "source", "category", "count", "comparator", "unit", "standing"),
    *("stage", "quantity", "per", "teams", "movements", "denied"),
}
_RESTRICTED = {"road", "place", "actor"}
_NAMES_OF_ROWS = {"id", "part_of"}
_UNTOLD = _TOLD_APART | _RESTRICTED | _NAMES_OF_ROWS


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportTold:
    """One report: its figure in words, what else it says, and the entry that keeps it."""

    id: str
    claimant: str
    figure: str
    days: str
    facts: tuple[tuple[str, str], ...]  # what, and in which words
    source: Cell
    entry: Entry


def reports_told(
    entries: Collection[Entry], ids: Iterable[str], *, as_of: AsOf, names: Mapping[str, str]
) -> tuple[ReportTold, ...]:
    """The reports of these ids in their order; what does not stand by then is left out."""
    filed = reports(entries, as_of=as_of)
    rows: dict[str, _OPEN] = {
        item.id: item.row for group in (filed.incidents, filed.flow, filed.effort) for item in group
    }
    kept = {entry.id: entry for entry in entries if entry.id in rows}
    return tuple(_told(kept[id], rows[id], names) for id in ids if id in rows)


def _told(entry: Entry, row: _OPEN, names: Mapping[str, str]) -> ReportTold:
    return ReportTold(
        id=entry.id,
        claimant=party_name(row.claimant, names),
        figure=_figure(row),
        days=when_words(row.date),
        facts=tuple(_facts(row)),
        source=source_cell(row.source),
        entry=entry,
    )


def _figure(row: _OPEN) -> str:
    match row:
        case IncidentRow():
            count = "number not given" if row.count is None else _count(row.count, row.comparator)
            return f"{row.category}: {count} {row.unit}, {row.standing.value}"
        case FlowRow():
            by_day = " a day" if row.per == "day" else ""
            figure = count_words(1, row.comparator).replace("1", f"{row.quantity:,}")
            return f"{row.stage}: {figure} {row.unit}{by_day}"
        case EffortRow():
            told = {"teams": row.teams, "movements": row.movements, "denied": row.denied}
            return ", ".join(f"{n:,} {what}" for what, n in told.items() if n is not None)


def _count(count: int, comparator: Comparator) -> str:
    return f"{count:,}" if count == 0 else count_words(count, comparator)


def _facts(row: FieldRow) -> Iterator[tuple[str, str]]:
    for name in plain_row(row):
        value = getattr(row, name)
        if name not in _UNTOLD and value is not None:
            told = day_words(value) if name == "reported_on" else str(value)
            yield topic_words(name), told
