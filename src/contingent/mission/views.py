"""A mission becomes the mission as it was known on a day: nothing dated later remains."""

from __future__ import annotations

from datetime import date
from typing import Any, TypeVar

from contingent.mission.items import Sourced
from contingent.mission.model import Mission, MissionQuestion
from contingent.vocabulary.moment import ImpreciseDate

__all__ = ["as_known"]

_Item = TypeVar("_Item", bound=Sourced)


def as_known(mission: Mission, day: date) -> Mission:
    """The mission without what was decided, said or asked after `day`.

    An item's day is its `since`, `said_on` or `date`; an item with none held from the start. An
    imprecise day counts from its last, so nothing appears before it can have been known. A line
    of the requirement goes with the sector or phase that it is for.
    """
    lists = {
        name: tuple(_cut(item, day) for item in items if _is_known(item, day))
        for name in type(mission).model_fields
        if isinstance(items := getattr(mission, name), tuple)
        and all(isinstance(item, Sourced) for item in items)
    }
    single = {
        name: _cut(item, day) if item is not None and _is_known(item, day) else None
        for name in ("authorisation", "funding", "planning")
        for item in (getattr(mission, name),)
    }
    requirement = _cut(mission.requirement, day)
    known = {sector.code for sector in requirement.sectors} | {
        phase.id for phase in lists["phases"]
    }
    lines = tuple(line for line in requirement.lines if {line.sector, line.phase} - {""} <= known)
    return mission.model_copy(
        update={
            **lists,
            **single,
            "requirement": requirement.model_copy(update={"lines": lines}),
        }
    )


def _is_known(item: Sourced, day: date) -> bool:
    for name in ("since", "said_on", "date"):
        match getattr(item, name, None):
            case ImpreciseDate() as said:
                return said.last <= day
            case date() as fixed:
                return fixed <= day
    return True


def _cut(item: _Item, day: date) -> _Item:
    """The item with what is nested in it cut to the day as well."""
    update: dict[str, Any] = {
        name: tuple(_cut(part, day) for part in parts if _is_known(part, day))
        for name in type(item).model_fields
        if isinstance(parts := getattr(item, name), tuple)
        and parts
        and all(isinstance(part, Sourced) for part in parts)
    }
    if isinstance(item, MissionQuestion) and item.answered_on and item.answered_on > day:
        update |= {"answered": False, "answered_on": None, "answer": ""}
    return item.model_copy(update=update) if update else item
