"""A user's own export of an event data set becomes rows of incidents; no such data is shipped.

Only facts are taken over (when, where, of which type, whom it names), not the set's descriptions.
Who compiled the set is the claimant, and whom it cites stands in `via`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from contingent.field.rows import IncidentRow
from contingent.mission.items import Code, Name, Whole
from contingent.vocabulary.moment import ImpreciseDate

__all__ = ["IMPORTS", "AcledEvent", "EventExport", "GedEvent"]

_VIOLENCE = {1: "state-based violence", 2: "non-state violence", 3: "one-sided violence"}


def _day(value: Any) -> Any:
    """`2025-11-03`, `2025-11-03 00:00:00.000` or `03 November 2025`; the time of day is dropped."""
    if not isinstance(value, str):
        return value
    iso = re.match(r"\d{4}-\d\d-\d\d(?=$|[ T])", value)
    try:
        if iso:
            return date.fromisoformat(iso[0])
        return datetime.strptime(value, "%d %B %Y").date()
    except ValueError:
        raise ValueError(f"{value!r} is no day like 2025-11-03 or 03 November 2025") from None


_Day = Annotated[date, BeforeValidator(_day)]


class EventExport(BaseModel):
    """One row of an export; its fields bear the names of the set's own columns."""

    model_config = ConfigDict(frozen=True, extra="ignore", str_strip_whitespace=True)

    def rows(self) -> Iterator[IncidentRow]:
        """The event as incidents: itself, and deaths where they are counted."""
        raise NotImplementedError


class AcledEvent(EventExport):
    """A row of an ACLED export (columns as in its codebook)."""

    event_id_cnty: Code
    event_date: _Day
    time_precision: Annotated[int, Field(ge=1, le=3)] = 1
    event_type: Name
    sub_event_type: str = ""
    actor1: str = ""
    admin1: str = ""
    location: str = ""
    source: str = ""
    fatalities: Whole | None = None

    def rows(self) -> Iterator[IncidentRow]:
        """The event, on its day, in its week or in its month, and the deaths it counts."""
        told: dict[str, Any] = {
            "id": self.event_id_cnty,
            "date": _within(self.event_date, self.time_precision),
            "claimant": "ACLED",
            "category": self.sub_event_type or self.event_type,
            "area": self.admin1,
            "place": self.location,
            "actor": self.actor1,
            "via": self.source,
        }
        yield IncidentRow(unit="events", **told)
        if self.fatalities:
            yield IncidentRow(unit="deaths", count=self.fatalities, **told)


class GedEvent(EventExport):
    """A row of a UCDP GED export (columns as in its codebook)."""

    id: Code
    date_start: _Day
    date_end: _Day
    type_of_violence: Annotated[int, Field(ge=1, le=3)]
    side_a: str = ""
    adm_1: str = ""
    where_coordinates: str = ""
    source_office: str = ""
    best: Whole | None = None
    low: Whole | None = None
    high: Whole | None = None

    def rows(self) -> Iterator[IncidentRow]:
        """The event over its days, and its best estimate of deaths with both bounds as a note."""
        if self.date_end < self.date_start:
            raise ValueError(f"date_end {self.date_end} lies before date_start {self.date_start}")
        told: dict[str, Any] = {
            "id": self.id,
            "date": ImpreciseDate(first=self.date_start, last=self.date_end),
            "claimant": "UCDP GED",
            "category": _VIOLENCE[self.type_of_violence],
            "area": self.adm_1,
            "place": self.where_coordinates,
            "actor": self.side_a,
            "via": self.source_office,
        }
        yield IncidentRow(unit="events", **told)
        if self.best is not None:
            bounds = f"low {self.low}, high {self.high}"
            yield IncidentRow(unit="deaths", count=self.best, note=bounds, **told)


def _within(day: date, precision: int) -> ImpreciseDate:
    """ACLED's precision of time: 1 the day, 2 its week, 3 its month."""
    if precision == 1:
        return ImpreciseDate.day(day)
    if precision == 2:
        monday = day - timedelta(days=day.weekday())
        return ImpreciseDate(first=monday, last=monday + timedelta(days=6))
    return ImpreciseDate.month(day.year, day.month)


IMPORTS: dict[str, type[EventExport]] = {"acled": AcledEvent, "ucdp-ged": GedEvent}
"""The sets that can be imported, by the word that names them."""
