"""What was said against what came: the record of who gave dates, and of who promised people.

A record is kept, not judged: a date that was missed may have been missed for good reasons.
"""

from __future__ import annotations

import statistics
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from contingent.vocabulary.claim import Rung
from contingent.vocabulary.moment import ImpreciseDate

__all__ = [
    "Announcement",
    "ForecasterRecord",
    "Kept",
    "Outcome",
    "Said",
    "Sent",
    "StatedRecord",
    "forecaster_records",
    "sent_after",
    "stated_record",
]

_GAP = timedelta(days=62)


class Kept(StrEnum):
    """What became of a stated date."""

    KEPT = "kept"
    LATE = "late"  # it happened after its time
    MISSED = "missed"  # its time has passed and it has not happened
    OPEN = "open"  # its time has not passed
    UNFOLLOWED = "unfollowed"  # nothing says what would count, or since when to look


@dataclass(frozen=True, slots=True, kw_only=True)
class Announcement:
    """A date that somebody stated.

    `by` is the code of the party that the `speaker` speaks for, empty for none. It has happened
    when `of` (empty: anybody) stands at `rung`; without a rung, when the mission's `milestone` is
    there; without either nobody follows it. `source` says where the mission file has it from,
    `because` leads back to the file or to statements.
    """

    what: str
    by: str
    speaker: str
    said_on: ImpreciseDate | None  # None: undated
    earliest: ImpreciseDate | None
    latest: ImpreciseDate | None
    milestone: str = ""
    rung: Rung | None = None
    of: str = ""
    source: str = ""
    because: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.earliest is None and self.latest is None:
            raise ValueError(f"{self.what}: no date was stated")

    @property
    def due(self) -> date:
        """The last day that the words allow; where only an earliest day was said, its last day."""
        stated = self.latest or self.earliest
        if stated is None:
            raise ValueError(f"{self.what}: no date was stated")
        return stated.last

    @property
    def is_bound(self) -> bool:
        """False where only "at the earliest" was said: then nothing was promised for the day."""
        return self.latest is not None

    @property
    def is_followed(self) -> bool:
        """True if there is something to look for, and a day since when."""
        return self.said_on is not None and (self.rung is not None or bool(self.milestone))


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The day on which something was first there, and the statements that say so."""

    happened_on: date
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedRecord:
    """An announcement and what became of it.

    `days_late` counts from the last day that the words allow to the day it happened, else to the
    day asked about; it is negative for what came early or is not yet due. None: not followed.
    """

    announcement: Announcement
    kept: Kept
    days_late: int | None
    outcome: Outcome | None


def stated_record(
    announcement: Announcement, outcome: Outcome | None, *, as_of: date
) -> StatedRecord:
    """What became of a stated date by a day; what happened later is not looked at."""
    seen = outcome if outcome and outcome.happened_on <= as_of else None
    if not announcement.is_followed:
        kept, days_late = Kept.UNFOLLOWED, None
    else:
        days_late = ((seen.happened_on if seen else as_of) - announcement.due).days
        if days_late <= 0:
            kept = Kept.KEPT if seen else Kept.OPEN
        else:
            kept = Kept.LATE if seen else Kept.MISSED
    return StatedRecord(announcement=announcement, kept=kept, days_late=days_late, outcome=seen)


@dataclass(frozen=True, slots=True, kw_only=True)
class ForecasterRecord:
    """One speaker's dates that have come due: how many, how many kept, how late in the middle.

    `median_days_late` is a lower bound while something of it has still not happened. `open` and
    `unfollowed` dates stand beside and are in no figure.
    """

    by: str
    speaker: str
    due: int
    kept: int
    median_days_late: int | None  # None: nothing has come due
    open: int
    unfollowed: int


def forecaster_records(records: Iterable[StatedRecord]) -> tuple[ForecasterRecord, ...]:
    """The record of each speaker, those with most dates due first, then by name."""
    by_speaker: dict[tuple[str, str], list[StatedRecord]] = {}
    for record in records:
        said = record.announcement
        by_speaker.setdefault((said.by, said.speaker), []).append(record)
    made = [_forecaster(*who, found) for who, found in by_speaker.items()]
    return tuple(sorted(made, key=lambda each: (-each.due, each.by, each.speaker)))


def _forecaster(by: str, speaker: str, records: Sequence[StatedRecord]) -> ForecasterRecord:
    late = [
        record.days_late
        for record in records
        if record.days_late is not None and record.kept is not Kept.OPEN
    ]
    counts = [record.kept for record in records]
    return ForecasterRecord(
        by=by,
        speaker=speaker,
        due=len(late),
        kept=counts.count(Kept.KEPT),
        median_days_late=round(statistics.median(late)) if late else None,
        open=counts.count(Kept.OPEN),
        unfollowed=counts.count(Kept.UNFOLLOWED),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """A number of people that a party said for a mission, on a day. `because`: statement ids."""

    party: str
    mission: str
    personnel: int
    said_on: date
    because: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.personnel < 1:
            raise ValueError(f"{self.party}: {self.personnel} people cannot be waited for")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """What came of a number said: the most on top of what was there, and the lag.

    Lags are days to the first month-end with anybody more, and with half of it. `until` is the
    last month-end known.
    """

    said: Said
    most: int
    first_after_days: int | None  # None: nobody by `until`
    half_after_days: int | None  # None: not half by `until`
    until: date

    @property
    def share(self) -> float:
        """The part of what was said that came; above 1 where more came."""
        return self.most / self.said.personnel


def sent_after(said: Said, strengths: Iterable[tuple[date, int]]) -> Sent | None:
    """What a party sent after it had said so, from its month-end strengths in the mission.

    What was there on the day is what the last month-end before it shows, else nobody. None where
    no strength is later than what was said, or the first is from more than two months later: then
    nothing is known, which is not nothing.
    """
    series = sorted(strengths)
    before = [count for day, count in series if day <= said.said_on]
    later = [(day, count) for day, count in series if day > said.said_on]
    if not later or (not before and later[0][0] - said.said_on > _GAP):
        return None
    there = before[-1] if before else 0
    return Sent(
        said=said,
        most=max(0, max(count for _, count in later) - there),
        first_after_days=_first_after(said, later, there + 1),
        half_after_days=_first_after(said, later, there + (said.personnel + 1) // 2),
        until=later[-1][0],
    )


def _first_after(said: Said, later: Iterable[tuple[date, int]], least: int) -> int | None:
    return next(((day - said.said_on).days for day, count in later if count >= least), None)
