"""One row of a report from theatre becomes a record: incident, aid flow, effort or passages.

A row says whose figure it is (`claimant`), in the claimant's own unit, and for which days. It is
written as it was said: an alleged count stays alleged, and a number that was not given is None.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, Field, StringConstraints, model_validator

from contingent.mission.items import Code, Day, Name, Said, Sourced, Whole
from contingent.vocabulary.capability import Comparator
from contingent.vocabulary.claim import Standing
from contingent.vocabulary.label import Level

__all__ = [
    "JUSTIFICATIONS",
    "PERCENT",
    "TABLES",
    "EffortRow",
    "FieldRow",
    "FlowRow",
    "IncidentRow",
    "JustificationRow",
    "PassageRow",
    "Reporting",
    "plain_row",
    "row_of",
]

PERCENT = "percent"
"""The unit of a flow row that gives a share instead of a quantity."""

_Quantity = Annotated[Decimal, Field(ge=0, max_digits=15, decimal_places=3)]
_Unit = Annotated[str, StringConstraints(min_length=1, to_lower=True)]


def _level_word(word: str) -> str:
    return Level.of_word(word).word if word else ""


_LevelWord = Annotated[str, AfterValidator(_level_word)]


class Reporting(Sourced):
    """What every report carries.

    `date` is the day or run of days that it speaks of, `reported_on` when it was published,
    `claimant` whose figure it is, `via` who told it, `id` a name for other rows to refer to.
    `label` says how far it may go, by a level of the Traffic Light Protocol (empty: as far as what
    is entered with it), and travels with it into the ledger.
    """

    date: Said
    claimant: Name
    id: str = ""
    reported_on: Day | None = None  # None: not known; then the end of the days it speaks of
    via: str = ""
    label: _LevelWord = ""


class IncidentRow(Reporting):
    """Something that a claimant says happened, so many times; alleged until verified.

    `area` is coarse (a governorate, a sector) and may be shown to the public; `place` and `road`
    never are. `actor` is in the claimant's words. `part_of` names the row whose count this one
    is a category of.
    """

    category: Name
    count: Whole | None = 1  # None: no number was given
    comparator: Comparator = Comparator.EXACTLY
    unit: _Unit = "incidents"
    standing: Standing = Standing.ALLEGED
    area: str = ""
    place: str = ""
    road: str = ""
    actor: str = ""
    part_of: str = ""


class FlowRow(Reporting):
    """Aid at one stage of its way: a quantity over the days, or by the day where `per` says so.

    A row in percent is the share that the claimant stated: `of` names the stage it is a share of,
    `counted_in` the unit, where that was said. Shares in trucks and in pallets are two figures.
    """

    stage: Name
    unit: _Unit
    quantity: _Quantity
    comparator: Comparator = Comparator.EXACTLY
    per: Literal["period", "day"] = "period"
    of: str = ""
    counted_in: str = ""
    commodity: str = ""
    crossing: str = ""
    coverage: str = ""

    @model_validator(mode="after")
    def _a_share_is_of_something(self) -> Self:
        if (self.unit == PERCENT) != bool(self.of):
            raise ValueError("a share is in `percent` and names the stage it is `of`")
        if self.unit == PERCENT and self.quantity > 100:
            raise ValueError(f"{self.quantity} percent is more than the whole")
        return self


class EffortRow(Reporting):
    """How much somebody looked: teams out on each of the days, and what access they were denied.

    `movements` were asked for over the days; `denied` were refused or impeded.
    """

    teams: Whole | None = None  # None: not said
    area: str = ""
    movements: Whole | None = None  # None: not said
    denied: Whole | None = None  # None: not said

    @model_validator(mode="after")
    def _no_more_denied_than_asked(self) -> Self:
        if self.teams is None and self.movements is None:
            raise ValueError("give `teams`, `movements` or both")
        if self.denied is not None and self.denied > (self.movements or 0):
            raise ValueError(f"{self.denied} denied, but {self.movements} movements asked for")
        return self


class PassageRow(Reporting):
    """How many convoys passed a road over some days. Never shown to the public."""

    road: Code
    convoys: Whole


class JustificationRow(Reporting):
    """Why armed escorts to a site are the last resort, who decided so (`claimant`), until when.

    The guidelines on armed escorts for humanitarian convoys (IASC, 2013) ask for both: the need
    that they meet, and the alternatives that were weighed and failed.
    """

    site: Code
    need: Name
    alternatives: Name
    until: Day


FieldRow = IncidentRow | FlowRow | EffortRow | PassageRow | JustificationRow

TABLES: dict[str, type[FieldRow]] = {
    "incidents": IncidentRow,
    "flow": FlowRow,
    "effort": EffortRow,
    "passages": PassageRow,
}
"""The record of each table that comes in a file, by the file's name without `.csv`."""
JUSTIFICATIONS = "justifications"
"""The table of escort justifications: entered one by one by a person, never from a file."""

_RECORDS: dict[str, type[FieldRow]] = {**TABLES, JUSTIFICATIONS: JustificationRow}


def plain_row(row: FieldRow) -> dict[str, Any]:
    """A row as plain JSON values without what was left empty; quantities as text."""
    return row.model_dump(mode="json", exclude_defaults=True, exclude={"label"})


def row_of(table: str, values: dict[str, Any]) -> FieldRow:
    """The row that `plain_row` wrote; KeyError for another table, ValueError if it is none."""
    return _RECORDS[table].model_validate(values)
