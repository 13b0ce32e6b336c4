"""Chances over time become a fan chart: curves of how likely each milestone is by each day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from contingent.exports.sheet import Section
from contingent.exports.wording import day_words
from contingent.web.drawings.svg import Figure, drawing, element, label

__all__ = ["Course", "StatedSpan", "fan_chart"]

_WIDTH, _LEFT, _RIGHT = 760, 170, 70
_ROW, _BAND = 46, 16
_KEY = (
    ("fan-wide", "from one in ten to nine in ten of the scenarios that get there"),
    ("fan-middle", "as likely before as after"),
    ("fan-stated", "days that somebody stated"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedSpan:
    """A date that somebody stated for a milestone: the days that it allows, and whose it is."""

    first: date
    last: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One milestone: by which days it is reached, where it is, and what was stated of it.

    `low`, `middle` and `high` are the days by which one, five and nine in ten of the scenarios
    that reach it have done so; None: too few do. `words` says how many reach it at all.
    """

    name: str
    words: str
    low: date | None
    middle: date | None
    high: date | None
    stated: tuple[StatedSpan, ...] = ()


def fan_chart(courses: Sequence[Course], table: Section, *, first: date, last: date) -> Figure:
    """A row for each milestone: the days on which it is reached, if it is, and those stated.

    Drawn from the first to the last day given. `table` is the section that says the same.
    """
    frame = _Frame(first=first, last=last, rows=len(courses))
    marks = [mark for at, course in enumerate(courses) for mark in _row(course, at, frame)]
    summary = "; ".join(f"{course.name}: {course.words}" for course in courses)
    return Figure(
        id="fan",
        title="When, if at all",
        summary=summary,
        svg=drawing(_WIDTH, frame.height, summary, *_months(frame), *marks),
        table=table,
        note=table.note,
        key=_KEY,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """Where days lie on the picture."""

    first: date
    last: date
    rows: int

    def x(self, day: date) -> float:
        kept = min(max(day, self.first), self.last)
        share = (kept - self.first).days / max(1, (self.last - self.first).days)
        return _LEFT + (_WIDTH - _LEFT - _RIGHT) * share

    @property
    def height(self) -> float:
        return self.rows * _ROW + 24


def _months(frame: _Frame) -> list[Markup]:
    """Faint lines at the beginnings of months, as many as there is room for."""
    day = frame.first.replace(day=1)
    months = []
    while (day := (day + timedelta(days=32)).replace(day=1)) <= frame.last:
        months.append(day)
    marks = []
    for day in months[:: max(1, len(months) // 7)]:
        x, foot = frame.x(day), frame.height - 18
        marks.append(element("line", x1=x, x2=x, y1=0, y2=foot, class_="grid"))
        marks.append(
            label(x, frame.height - 4, f"{day:%b %Y}", class_="axis", text_anchor="middle")
        )
    return marks


def _row(course: Course, at: int, frame: _Frame) -> list[Markup]:
    top = at * _ROW + 10
    middle = top + _BAND / 2
    marks = [
        label(_LEFT - 10, middle + 4, course.name, text_anchor="end", class_="what"),
        label(_WIDTH - _RIGHT + 8, middle + 4, course.words, class_="figure"),
    ]
    if course.low and course.high:
        left, right = frame.x(course.low), frame.x(course.high)
        box = {"x": left, "y": top, "width": max(2.0, right - left), "height": _BAND}
        told = element("title", f"{day_words(course.low)} to {day_words(course.high)}")
        marks.append(element("rect", told, **box, class_="fan wide"))
    if course.middle:
        x = frame.x(course.middle)
        told = element("title", day_words(course.middle))
        ends = {"x1": x, "x2": x, "y1": top - 3, "y2": top + _BAND + 3}
        marks.append(element("line", told, **ends, class_="fan middle"))
    for span in course.stated:
        told = element("title", f"{span.by}: {day_words(span.first)} to {day_words(span.last)}")
        left, right = frame.x(span.first), frame.x(span.last)
        y = top + _BAND + 8
        line = f"M{left:.0f},{y - 4:.0f}v8m0,-4H{max(right, left + 2):.0f}m0,-4v8"
        marks.append(element("path", told, d=line, class_="fan stated"))
    return marks
