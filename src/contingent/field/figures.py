"""Reports become figures: one for each thing said, however many outlets repeat it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Generic, TypeVar

from contingent.field.reports import Filed
from contingent.field.rows import FieldRow, IncidentRow

__all__ = ["Figure", "figures"]

R = TypeVar("R", bound=FieldRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure(Generic[R]):
    """One figure of one claimant. `told_by` are the sources that gave it, `because` their ids."""

    row: R
    because: tuple[str, ...]
    told_by: tuple[str, ...]


def figures(filed: Iterable[Filed[R]]) -> tuple[Figure[R], ...]:
    """Each figure once, in the order in which it first comes.

    Two rows are tellings of one figure if they differ only in who told it and when. Incidents are
    so only under one `id`: two alike on one day may well be two.
    """
    told: dict[FieldRow, list[Filed[R]]] = {}
    for item in filed:
        told.setdefault(_without_teller(item), []).append(item)
    return tuple(
        Figure(
            row=items[0].row,
            because=tuple(item.id for item in items),
            told_by=tuple(dict.fromkeys(filter(None, (item.row.source for item in items)))),
        )
        for items in told.values()
    )


def _without_teller(item: Filed[R]) -> FieldRow:
    row: FieldRow = item.row
    kept = (row.id or item.id) if isinstance(row, IncidentRow) else ""
    bare = {"source": "", "via": "", "reported_on": None, "note": "", "label": "", "id": kept}
    return row.model_copy(update=bare)
