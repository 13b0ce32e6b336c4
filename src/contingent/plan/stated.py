"""Dates that somebody named, in the mission file and the ledger, stand beside the forecast's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from contingent.ledger.board import Heard
from contingent.mission import Mission
from contingent.plan.forecast import Forecast, MilestoneForecast
from contingent.plan.records import Announcement, Kept, StatedRecord
from contingent.vocabulary.claim import Schedule
from contingent.vocabulary.moment import ImpreciseDate

__all__ = ["Stated", "beside_forecast", "named_dates"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A date that was named, what became of it, and the forecast's chance by its last day.

    `chance_by_then` is None where that day lies in the past or beyond the horizon, where it has
    happened, or where no milestone is meant.
    """

    record: StatedRecord
    chance_by_then: float | None


def named_dates(mission: Mission, schedules: Iterable[Heard]) -> tuple[Announcement, ...]:
    """Every date named for something, in the order in which they were named.

    What the mission file and the ledger both hold is one. An order without a day is none.
    """
    found: dict[object, Announcement] = {}
    for row in (*_of_ledger(schedules), *_of_mission(mission)):
        key = (row.by, _said(row), row.earliest or row.latest)
        before = found.get(key)
        found[key] = replace(row, because=(*before.because, *row.because)) if before else row
    named = [
        replace(row, milestone=row.milestone or _milestone(row.what, mission))
        for row in found.values()
    ]
    return tuple(sorted(named, key=lambda row: (_said(row), row.by, row.what)))


def _said(row: Announcement) -> date:
    return row.said_on.first if row.said_on else date.min


def _of_mission(mission: Mission) -> Iterator[Announcement]:
    for item in mission.stated_dates:
        yield Announcement(
            what=item.what,
            by=item.said_by or "",
            speaker=item.speaker,
            said_on=item.said_on,
            earliest=item.earliest,
            latest=item.latest,
            milestone=item.milestone or "",
            rung=item.rung,
            of=item.of or "",
            source=item.source,
            because=(f"mission.yaml: stated_dates, {item.what}",),
        )


def _of_ledger(schedules: Iterable[Heard]) -> Iterator[Announcement]:
    for heard in schedules:
        claim = heard.claim
        if isinstance(claim, Schedule) and (claim.earliest or claim.latest):
            said_on = heard.said_on
            yield Announcement(
                what=claim.what,
                by=heard.by,
                speaker=heard.speaker,
                said_on=ImpreciseDate.day(said_on) if said_on else None,
                earliest=claim.earliest,
                latest=claim.latest,
                because=(heard.statement,),
            )


def _milestone(what: str, mission: Mission) -> str:
    """The milestone that goes by these words; the longest phrase decides."""
    words = what.casefold()
    found = [
        (len(phrase), mark.id)
        for mark in mission.milestones
        for phrase in (mark.name, *mark.also)
        if phrase.casefold() in words
    ]
    return max(found, default=(0, ""))[1]


def beside_forecast(records: Iterable[StatedRecord], forecast: Forecast) -> tuple[Stated, ...]:
    """What became of each date, beside the forecast's chance of those that are still ahead."""
    meant = {each.id: each for each in forecast.milestones}
    return tuple(
        Stated(record=record, chance_by_then=_chance(record, meant, forecast)) for record in records
    )


def _chance(
    record: StatedRecord, meant: dict[str, MilestoneForecast], forecast: Forecast
) -> float | None:
    found, due = meant.get(record.announcement.milestone), record.announcement.due
    is_ahead = record.outcome is None and record.kept is not Kept.MISSED
    if found is None or not is_ahead or not forecast.start <= due <= forecast.horizon:
        return None
    return _reached_by(found, due)


def _reached_by(found: MilestoneForecast, day: date) -> float:
    """The chance by a day, between the points of the curve in a straight line."""
    for before, after in zip(found.curve, found.curve[1:], strict=False):
        if before.day <= day <= after.day:
            share = (day - before.day).days / (after.day - before.day).days
            return before.reached + share * (after.reached - before.reached)
    return found.curve[0].reached
