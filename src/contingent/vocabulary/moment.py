"""Dates as exact as they were said, and the two moments at which a question is asked."""

from __future__ import annotations

import calendar
import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

__all__ = ["AsOf", "ImpreciseDate", "end_of_day"]

_ISO = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")


@dataclass(frozen=True, slots=True, kw_only=True)
class ImpreciseDate:
    """A day, a month, a year or any run of days: all that was said, and no more.

    `first` and `last` are both included. Raises ValueError if they are in the wrong order.
    """

    first: date
    last: date

    def __post_init__(self) -> None:
        if self.last < self.first:
            raise ValueError(f"{self.last} lies before {self.first}")

    @classmethod
    def day(cls, day: date) -> ImpreciseDate:
        """One exact day."""
        return cls(first=day, last=day)

    @classmethod
    def month(cls, year: int, month: int) -> ImpreciseDate:
        """Some day of a month."""
        last = calendar.monthrange(year, month)[1]
        return cls(first=date(year, month, 1), last=date(year, month, last))

    @classmethod
    def year(cls, year: int) -> ImpreciseDate:
        """Some day of a year."""
        return cls(first=date(year, 1, 1), last=date(year, 12, 31))

    @classmethod
    def parse(cls, text: str) -> ImpreciseDate:
        """Read `2025`, `2025-12`, `2025-12-19` or an interval `A/B`; else ValueError."""
        if "/" in text:
            first, _, last = text.partition("/")
            return cls(first=cls.parse(first).first, last=cls.parse(last).last)
        found = _ISO.fullmatch(text.strip())
        if found is None:
            raise ValueError(f"{text!r} is no date like 2025, 2025-12 or 2025-12-19")
        year, month, day = found.groups()
        if day:
            return cls.day(date(int(year), int(month), int(day)))
        return cls.month(int(year), int(month)) if month else cls.year(int(year))

    @property
    def is_exact(self) -> bool:
        """True if it names one day."""
        return self.first == self.last

    def __str__(self) -> str:
        if self.is_exact:
            return self.first.isoformat()
        for whole in (
            ImpreciseDate.month(self.first.year, self.first.month),
            ImpreciseDate.year(self.first.year),
        ):
            if self == whole:
                months = whole.first.month == whole.last.month
                return f"{whole.first:%Y-%m}" if months else f"{whole.first:%Y}"
        return f"{self.first}/{self.last}"


@dataclass(frozen=True, slots=True, kw_only=True)
class AsOf:
    """Two moments: the day on which something held, and when we knew it (aware, UTC)."""

    held_on: date
    known_at: datetime

    def __post_init__(self) -> None:
        if self.known_at.tzinfo is None:
            raise ValueError("known_at needs a time zone")


def end_of_day(day: date) -> datetime:
    """The last instant of a day, UTC: `as known on 20 December` includes that day."""
    return datetime.combine(day, time.max, tzinfo=UTC)
