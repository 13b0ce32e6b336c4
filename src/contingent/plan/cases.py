"""Rows of what other missions were promised and got become records to learn from.

A row says where it was read (`source`) and which of its figures nobody looked up again but we
remember (`recalled`): such a figure is as good as memory, no better.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Annotated, Any, Literal, Self, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from contingent.vocabulary.claim import Rung

__all__ = ["Cases", "Effort", "GrowthRow", "PastContribution", "PastStep"]


def _rung(value: Any) -> Any:
    return Rung.of_word(value) if isinstance(value, str) else value


RungWord = Annotated[Rung, BeforeValidator(_rung)]
Whole = Annotated[int, Field(ge=0)]


class _Row(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    mission: str
    source: str
    recalled: str = ""


class Effort(_Row):
    """A force that was authorised: how large, with what in place, and when it was to be full.

    `to_rehat` are personnel of other forces that were expected to stay and change their flag.
    `awaits_consent` marks a force whose deployment was known to hang on a party's consent or a
    truce. `voluntary` marks one that was to be paid by gifts. `series` names it in the monthly
    data, several parted by semicolons; without, the three last fields tell after how many days a
    tenth, half and four fifths of the ceiling were there (`never`: not within two years).
    """

    code: str
    name: str
    authorised_on: date
    ceiling: Annotated[int, Field(ge=1)]
    to_rehat: Whole = 0
    awaits_consent: bool = False
    voluntary: bool = False
    series: str = ""
    stated_full_by: date | None = None
    stated_on: date | None = None
    stated_by: str = ""
    stated_source: str = ""
    tenth_after_days: Whole | Literal["never"] | None = None
    half_after_days: Whole | Literal["never"] | None = None
    most_after_days: Whole | Literal["never"] | None = None

    @model_validator(mode="after")
    def _a_stated_date_says_who_and_when(self) -> Self:
        stated = (self.stated_full_by, self.stated_on, self.stated_by, self.stated_source)
        if any(stated) and not all(stated):
            raise ValueError("a stated date needs a day, a speaker and a source")
        return self

    @model_validator(mode="after")
    def _it_can_be_followed(self) -> Self:
        if not self.series and None in self.told_after_days:
            raise ValueError("give `series`, or the days after which each share was there")
        return self

    @property
    def told_after_days(self) -> tuple[Whole | Literal["never"] | None, ...]:
        """The days told for a tenth, half and four fifths of the ceiling."""
        return self.tenth_after_days, self.half_after_days, self.most_after_days


class GrowthRow(BaseModel):
    """How one effort grew, as the back-test computes it from monthly data.

    `in_place` is a percentage of the ceiling. The days are those of the effort; an empty one says
    that the share was there when the force was authorised.
    """

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)

    code: str
    in_place: Annotated[int, Field(ge=0, le=100)]
    tenth_after_days: Whole | Literal["never"] | None = None
    half_after_days: Whole | Literal["never"] | None = None
    most_after_days: Whole | Literal["never"] | None = None


class PastContribution(_Row):
    """What one party had said on a day, and what came of it within a year.

    `share` is the percentage of `said` that was there at most (100: all or more); `half_by` the
    day by which half of it was there, to the month where the data are monthly; None: not within
    the year. `objected` marks a contributor that a party with a say refused.
    """

    party: str
    said: Annotated[int, Field(ge=1)] | None = None  # None: no figure was found
    rung: RungWord
    said_on: date
    objected: bool = False
    lead: bool = False
    voluntary: bool = False
    share: Annotated[int, Field(ge=0, le=100)]
    half_by: date | None = None
    stated_by: date | None = None
    note: str = ""

    @model_validator(mode="after")
    def _half_is_there_when_half_came(self) -> Self:
        if (self.half_by is not None) != (self.share >= 50):
            raise ValueError("`half_by` and a `share` of 50 or more go together")
        for day in (self.half_by, self.stated_by):
            if day is not None and day < self.said_on:
                raise ValueError(f"{day} lies before {self.said_on}")
        return self

    @property
    def half_after_days(self) -> float:
        """Days from what was said until half of it was there; infinity: not within a year."""
        return (self.half_by - self.said_on).days if self.half_by else math.inf

    @property
    def told_on(self) -> date:
        """The day on which what came of it could first be told: a year after it was said."""
        return self.said_on + timedelta(days=365)


class PastStep(_Row):
    """How long a party took from one rung to another, in days."""

    party: str
    from_rung: RungWord
    to_rung: RungWord
    days: Annotated[int, Field(ge=1)]

    @model_validator(mode="after")
    def _it_leads_upwards(self) -> Self:
        if self.from_rung >= self.to_rung:
            raise ValueError("a step leads from a lower rung to a higher one")
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Cases:
    """Past missions to learn from; one left out is left out of everything.

    `growth` holds, by an effort's code, how it grew.
    """

    efforts: tuple[Effort, ...]
    contributions: tuple[PastContribution, ...]
    steps: tuple[PastStep, ...]
    growth: Mapping[str, GrowthRow] = field(default_factory=dict)

    @property
    def missions(self) -> tuple[str, ...]:
        """The names by which missions can be left out, in order."""
        rows: tuple[_Row, ...] = (*self.efforts, *self.contributions, *self.steps)
        return tuple(sorted({row.mission for row in rows}))

    def without(self, mission: str) -> Cases:
        """The cases of all other missions."""
        efforts = _others(self.efforts, mission)
        return Cases(
            efforts=efforts,
            contributions=_others(self.contributions, mission),
            steps=_others(self.steps, mission),
            growth={
                each.code: self.growth[each.code] for each in efforts if each.code in self.growth
            },
        )


_Kind = TypeVar("_Kind", bound=_Row)


def _others(rows: Iterable[_Kind], mission: str) -> tuple[_Kind, ...]:
    return tuple(row for row in rows if row.mission != mission)
