"""What planners know of units, lift, money and limits of use, and what they put for the unknown."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, Any, Self

from pydantic import BeforeValidator, Field, model_validator

from contingent.mission.items import Code, Day, Name, PartyCode, Refers, Sourced, Whole
from contingent.vocabulary.capability import Kind

__all__ = [
    "Caveat",
    "CaveatType",
    "Funding",
    "LiftCapacity",
    "Planning",
    "PlanningFormation",
    "PlanningSize",
    "UnitOffer",
]


class CaveatType(StrEnum):
    """What a contributor refuses about the use of its people."""

    AREA = "area"
    TASK = "task"
    BESIDE = "beside"
    UNDER = "under"


class Caveat(Sourced):
    """A limit on the use of a contributor's people.

    `area`: not in `sectors`. `task`: not for lines of this `task`. `beside`: not in a sector with
    `party`. `under`: not in a sector that `party` leads. `statement` is the id of the statement
    that it comes from. `soft` is the planner's choice: a soft caveat is broken only where no
    other package covers as much.
    """

    type: CaveatType
    sectors: tuple[Annotated[str, Refers(kinds=("sector",))], ...] = ()
    task: str = ""
    party: PartyCode | None = None
    statement: str = ""
    soft: bool = False

    @model_validator(mode="after")
    def _says_what_it_limits(self) -> Self:
        needed = {CaveatType.AREA: "sectors", CaveatType.TASK: "task"}.get(self.type, "party")
        if not getattr(self, needed):
            raise ValueError(f"a caveat of type {self.type.value} needs `{needed}`")
        return self


def _words(value: Any) -> Any:
    return tuple(value.split()) if isinstance(value, str) else value


Words = Annotated[tuple[str, ...], BeforeValidator(_words)]


class UnitOffer(Sourced):
    """What a planner knows of one offered unit, from `offers.csv`; firmness is the ledger's.

    `ready_on` is the day from which it can serve, or `notice_days` the days from a decision;
    `tour_months` how long it stays; `lift_tonnes` what has to be moved; `cost` that of its whole
    tour, in the currency of the budget. What is left out is unknown.
    """

    id: Code
    party: PartyCode
    capability: Kind
    personnel: Annotated[int, Field(ge=1)] | None = None
    unit: str = ""
    ready_on: Day | None = None
    notice_days: Whole | None = None
    tour_months: Whole | None = None
    lift_tonnes: Whole | None = None
    port: str = ""
    cost: Whole | None = None
    self_sustained_days: Whole | None = None
    languages: Words = ()
    sectors: Words = ()


class LiftCapacity(Sourced):
    """Tonnes that can be moved into theatre in a phase; `port` empty: through all ports."""

    phase: Annotated[Name, Refers(kinds=("phase",))]
    tonnes: Whole
    port: str = ""
    soft: bool = False


class Funding(Sourced):
    """Money for the force. `paid` is there; `pledged` is said and is never spent here."""

    currency: Name = "USD"
    paid: Whole
    pledged: Whole | None = None
    soft: bool = False


class PlanningSize(Sourced):
    """Personnel that a planner counts for an offer of a kind without a figure."""

    kind: Kind
    personnel: Annotated[int, Field(ge=1)]


class PlanningFormation(Sourced):
    """Personnel that a planner counts for each of a unit in which figures were said: battalions."""

    unit: Name
    personnel: Annotated[int, Field(ge=1)]


class Planning(Sourced):
    """What a planner puts where nobody said anything; each is shown as a planning default.

    `unit_size` is the largest part in which a contribution is placed, in personnel.
    `tour_months` stands in for a tour that nobody said; without it, it stays unknown.
    `tonnes_per_hundred` and `cost_per_person` stand in for an offer's own lift and cost.
    """

    sizes: tuple[PlanningSize, ...] = ()
    formations: tuple[PlanningFormation, ...] = ()
    unit_size: Annotated[int, Field(ge=1)] | None = None
    ready_in_days: Whole | None = None
    tour_months: Annotated[int, Field(ge=1)] | None = None
    tonnes_per_hundred: Whole | None = None
    cost_per_person: Whole | None = None
