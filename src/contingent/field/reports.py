"""Entries of the ledger become what was reported from theatre, as of one moment."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Generic, TypeVar

from contingent.field.rows import (
    JUSTIFICATIONS,
    TABLES,
    EffortRow,
    FieldRow,
    FlowRow,
    IncidentRow,
    JustificationRow,
    PassageRow,
    row_of,
)
from contingent.ledger.chain import Entry
from contingent.ledger.standing import standing_observations, standing_statements
from contingent.vocabulary.capability import Amount, Comparator
from contingent.vocabulary.claim import Delivery, Incident
from contingent.vocabulary.moment import AsOf, ImpreciseDate
from contingent.vocabulary.statement import Note, Statement

__all__ = ["Filed", "Reports", "days_of", "reports"]

R = TypeVar("R", bound=FieldRow)


@dataclass(frozen=True, slots=True, kw_only=True)
class Filed(Generic[R]):
    """A row and the id under which the ledger keeps it or the statement it was said in."""

    id: str
    row: R


@dataclass(frozen=True, slots=True, kw_only=True)
class Reports:
    """Everything reported by a day, from what was known at a moment, in order of its days."""

    as_of: AsOf
    incidents: tuple[Filed[IncidentRow], ...] = ()
    flow: tuple[Filed[FlowRow], ...] = ()
    effort: tuple[Filed[EffortRow], ...] = ()
    passages: tuple[Filed[PassageRow], ...] = ()
    justifications: tuple[Filed[JustificationRow], ...] = ()

    @property
    def escorted_sites(self) -> frozenset[str]:
        """Sites for which armed escorts are justified on record on the day asked about."""
        return frozenset(
            item.row.site
            for item in self.justifications
            if item.row.date.first <= self.as_of.held_on <= item.row.until
        )


def reports(entries: Iterable[Entry], *, as_of: AsOf) -> Reports:
    """Rows on record and claims of accepted statements, as far as they had been made by a day.

    A report counts from its publication, else from the end of the days it speaks of: a figure of
    a whole month never shows before the month is over.
    """
    known = [entry for entry in entries if entry.known_at <= as_of.known_at]
    filed = [
        Filed(id=entry.id, row=row_of(entry.payload["table"], entry.payload["row"]))
        for entry in standing_observations(known)
        if entry.payload["table"] in (*TABLES, JUSTIFICATIONS)
    ]
    filed += (found for said in standing_statements(known) for found in _said(said))
    filed = [item for item in filed if _told_on(item.row) <= as_of.held_on]
    filed.sort(key=lambda item: (item.row.date.first, item.row.date.last, item.id))
    return Reports(
        as_of=as_of,
        incidents=_only(filed, IncidentRow),
        flow=_only(filed, FlowRow),
        effort=_only(filed, EffortRow),
        passages=_only(filed, PassageRow),
        justifications=_only(filed, JustificationRow),
    )


def days_of(when: ImpreciseDate) -> int:
    """How many days a date runs over, both ends included."""
    return (when.last - when.first).days + 1


def _only(filed: Iterable[Filed[FieldRow]], kind: type[R]) -> tuple[Filed[R], ...]:
    return tuple(Filed(id=item.id, row=item.row) for item in filed if isinstance(item.row, kind))


def _told_on(row: FieldRow) -> date:
    return row.reported_on or row.date.last


def _said(statement: Statement) -> Iterator[Filed[FieldRow]]:
    """An incident or delivery that a statement claims, in the name of its speaker."""
    claim = statement.claim
    if not isinstance(claim, Incident | Delivery) or statement.copy_of:
        return
    cited = statement.citation
    # A count that was read holds for the days it names; the day it was told on is another matter.
    when = claim.on or (statement.said_on if isinstance(cited, Note) else None)
    claimant = statement.speaker.party or statement.speaker.name
    if when is None or not claimant:
        return
    count, comparator = _counted(claim.amount)
    told: dict[str, Any] = {
        "date": when,
        "comparator": comparator,
        "claimant": claimant,
        "reported_on": statement.published_on or (statement.said_on or when).last,
        "via": ", citing ".join(statement.via),
        "source": cited.source if isinstance(cited, Note) else cited.document,
    }
    if isinstance(claim, Incident):
        told |= {
            "category": claim.what,
            "count": count if claim.amount else 1,
            "unit": claim.amount.unit if claim.amount else "incidents",
            "standing": claim.standing,
            "place": claim.place,
        }
        yield Filed(id=statement.id, row=IncidentRow.model_validate(told))
    elif count is not None:
        told |= {
            "stage": claim.stage,
            "quantity": Decimal(count),
            "unit": claim.amount.unit,
            "per": "day" if claim.per_day else "period",
            "crossing": claim.place,
        }
        yield Filed(id=statement.id, row=FlowRow.model_validate(told))


def _counted(amount: Amount | None) -> tuple[int | None, Comparator]:
    """One number with how it was said; None for a vague word, the floor of a range."""
    if amount is None:
        return None, Comparator.EXACTLY
    if amount.floor is None:
        return amount.ceiling, Comparator.UP_TO
    if amount.floor != amount.ceiling:
        return amount.floor, Comparator.AT_LEAST
    return amount.floor, Comparator.ABOUT if amount.about else Comparator.EXACTLY
