"""What every record of a mission file is made of: names, days, references, and their source."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    PlainSerializer,
    StringConstraints,
    model_validator,
)

from contingent.vocabulary.moment import ImpreciseDate

__all__ = [
    "Code",
    "Day",
    "Frozen",
    "Identifies",
    "Name",
    "Need",
    "PartyCode",
    "Place",
    "Refers",
    "Said",
    "Sourced",
    "Whole",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Identifies:
    """Marks a field as the name of an item of one kind; no two items share it."""

    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refers:
    """Marks a field as naming an item; several kinds: written `kind:name`."""

    kinds: tuple[str, ...]


def _imprecise(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return ImpreciseDate.parse(value)
    except ValueError:
        raise ValueError(f"{value!r} is no date like 2025, 2025-12 or 2025-12-19") from None


def _day(value: Any) -> Any:
    if not isinstance(value, str):
        return value
    try:
        return date.fromisoformat(value)
    except ValueError:
        raise ValueError(f"{value!r} is no day like 2025-12-19") from None


Name = Annotated[str, StringConstraints(min_length=1)]
Code = Annotated[str, StringConstraints(pattern=r"^[^\s:,]+$")]
PartyCode = Annotated[Code, Refers(kinds=("party",))]
Day = Annotated[date, BeforeValidator(_day)]
Said = Annotated[ImpreciseDate, BeforeValidator(_imprecise), PlainSerializer(str)]
Need = Annotated[Name, Refers(kinds=("question", "body", "gate", "measure", "phase"))]
Whole = Annotated[int, Field(ge=0)]


class Frozen(BaseModel):
    """A record that nobody changes and that refuses keys it does not know."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)


class Sourced(Frozen):
    """What every item may carry: its source, or the admission that it is an assumption."""

    source: str = ""
    assumption: bool = False
    reason: str = ""
    since: Day | None = None  # None: it held from the start
    note: str = ""

    @model_validator(mode="after")
    def _an_assumption_says_why(self) -> Self:
        if self.assumption and not self.reason:
            raise ValueError("an assumption needs a `reason`")
        return self


def _tenth(degrees: float) -> float:
    return round(degrees, 1)


class Place(Frozen):
    """Where something lies on a map, in tenths of a degree: coarse on purpose."""

    longitude: Annotated[float, Field(ge=-180, le=180), AfterValidator(_tenth)]
    latitude: Annotated[float, Field(ge=-90, le=90), AfterValidator(_tenth)]
