"""Dates that somebody stated stand beside the forecast's, with what became of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from contingent.ledger.board import Heard
from contingent.mission import Mission
from contingent.plan.forecast import Forecast, MilestoneForecast
from contingent.vocabulary.claim import Schedule
from contingent.vocabulary.moment import ImpreciseDate

__all__ = ["Outcome", "Stated", "TrackRecord", "stated_dates", "track_records"]


class Outcome(StrEnum):
    """What became of a date that was named."""

    MET = "met"
    PASSED = "passed"
    AHEAD = "ahead"
    OPEN = "open"  # no milestone of the mission is meant, so nothing says whether it came true


@dataclass(frozen=True, slots=True, kw_only=True)
class Stated:
    """A date named by somebody for something.

    `milestone` is the one meant, empty if none of the mission's is. `chance_by_then` is the
    forecast's chance that it is reached by the last day named, None where that lies in the past,
    beyond the horizon, or no milestone is meant.
    """

    what: str
    by: str
    speaker: str
    said_on: date | None
    earliest: ImpreciseDate | None
    latest: ImpreciseDate | None
    milestone: str
    outcome: Outcome
    chance_by_then: float | None
    because: tuple[str, ...]

    @property
    def last_day(self) -> date:
        """The last of the days that it names."""
        named = self.latest or self.earliest
        if named is None:
            raise ValueError(f"{self.what}: no day was named")
        return named.last


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackRecord:
    """How the dates that one party named came out so far."""

    by: str
    met: int
    passed: int
    ahead: int
    open: int


def stated_dates(
    mission: Mission, schedules: Iterable[Heard], forecast: Forecast
) -> tuple[Stated, ...]:
    """Every date named for something, in the order in which they were named.

    What the mission file and the ledger both hold is one. An order without a day is none.
    """
    found: dict[object, Stated] = {}
    for row in (*_of_ledger(schedules), *_of_mission(mission)):
        key = (row.by, row.said_on, row.earliest or row.latest)
        before = found.get(key)
        if before:
            row = replace(row, because=(*before.because, *row.because))
        found[key] = row
    meant = {each.id: each for each in forecast.milestones}
    judged = [
        _judged(row, row.milestone or _milestone(row.what, mission), meant, forecast)
        for row in found.values()
    ]
    return tuple(sorted(judged, key=lambda row: (row.said_on or date.min, row.by, row.what)))


def _of_mission(mission: Mission) -> Iterator[Stated]:
    for item in mission.stated_dates:
        yield Stated(
            what=item.what,
            by=item.said_by or "",
            speaker=item.speaker,
            said_on=item.said_on.first,
            earliest=item.earliest,
            latest=item.latest,
            milestone=item.milestone or "",
            outcome=Outcome.OPEN,
            chance_by_then=None,
            because=(f"mission.yaml: stated_dates, {item.what}",),
        )


def _of_ledger(schedules: Iterable[Heard]) -> Iterator[Stated]:
    for heard in schedules:
        claim = heard.claim
        if isinstance(claim, Schedule) and (claim.earliest or claim.latest):
            yield Stated(
                what=claim.what,
                by=heard.by,
                speaker=heard.speaker,
                said_on=heard.said_on,
                earliest=claim.earliest,
                latest=claim.latest,
                milestone="",
                outcome=Outcome.OPEN,
                chance_by_then=None,
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


def _judged(
    row: Stated, milestone: str, meant: dict[str, MilestoneForecast], forecast: Forecast
) -> Stated:
    found = meant.get(milestone)
    if found is None:
        outcome = Outcome.AHEAD if row.last_day >= forecast.start else Outcome.OPEN
        return replace(row, outcome=outcome)
    is_there = found.curve[0].reached >= 1
    if is_there:
        return replace(row, milestone=milestone, outcome=Outcome.MET)
    if row.last_day < forecast.start:
        return replace(row, milestone=milestone, outcome=Outcome.PASSED)
    chance = _reached_by(found, row.last_day) if row.last_day <= forecast.horizon else None
    return replace(row, milestone=milestone, outcome=Outcome.AHEAD, chance_by_then=chance)


def _reached_by(found: MilestoneForecast, day: date) -> float:
    """The chance by a day, between the points of the curve in a straight line."""
    for before, after in zip(found.curve, found.curve[1:], strict=False):
        if before.day <= day <= after.day:
            share = (day - before.day).days / (after.day - before.day).days
            return before.reached + share * (after.reached - before.reached)
    return found.curve[0].reached


def track_records(stated: Iterable[Stated]) -> tuple[TrackRecord, ...]:
    """The record of everybody who named a date, by code; empty for whoever speaks for nobody."""
    counts: dict[str, dict[Outcome, int]] = {}
    for row in stated:
        tally = counts.setdefault(row.by, dict.fromkeys(Outcome, 0))
        tally[row.outcome] += 1
    return tuple(
        TrackRecord(
            by=by,
            met=tally[Outcome.MET],
            passed=tally[Outcome.PASSED],
            ahead=tally[Outcome.AHEAD],
            open=tally[Outcome.OPEN],
        )
        for by, tally in sorted(counts.items())
    )
