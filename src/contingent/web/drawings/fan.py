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
_SHADES = ((0.1, 0.9, "wide"), (0.25, 0.75, "narrow"))
_KEY = (
    (
        "fan-wide",
        "nine in ten of the scenarios that get there lie before its end, one in ten before it",
    ),
    ("fan-narrow", "the middle half"),
    ("fan-middle", "as likely before as after"),
    ("fan-stated", "what somebody stated"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedSpan:
    """A date that somebody stated for a milestone: the days that it allows, and whose it is."""

    first: date
    last: date
    by: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Course:
    """One milestone: the share of scenarios that reached it by each day, and what was stated.

    `reached` is the share by the horizon; `words` says it. Shares lie between 0 and 1.
    """

    name: str
    words: str
    points: tuple[tuple[date, float], ...]
    reached: float
    stated: tuple[StatedSpan, ...] = ()


def fan_chart(courses: Sequence[Course], table: Section) -> Figure:
    """A row for each milestone: bands of when it is reached, if it is, beside stated dates.

    `table` is the section that says the same. Raises ValueError for no milestone at all.
    """
    if not courses:
        raise ValueError("no milestone to draw")
    first = min(point for course in courses for point, _ in course.points)
    last = max(point for course in courses for point, _ in course.points)
    stated = [span.first for course in courses for span in course.stated]
    frame = _Frame(first=min([first, *stated]), last=last, rows=len(courses))
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
    for low, high, shade in _SHADES:
        ends = [_day_of(course, share) for share in (low, high)]
        if ends[0] and ends[1]:
            left, right = frame.x(ends[0]), frame.x(ends[1])
            box = {"x": left, "y": top, "width": max(2.0, right - left), "height": _BAND}
            marks.append(element("rect", **box, class_=f"fan {shade}"))
    half = _day_of(course, 0.5)
    if half:
        x = frame.x(half)
        told = element("title", day_words(half))
        marks.append(
            element("line", told, x1=x, x2=x, y1=top - 3, y2=top + _BAND + 3, class_="fan middle")
        )
    for span in course.stated:
        told = element("title", f"{span.by}: {day_words(span.first)} to {day_words(span.last)}")
        left, right = frame.x(span.first), frame.x(span.last)
        y = top + _BAND + 8
        line = f"M{left:.0f},{y - 4:.0f}v8m0,-4H{max(right, left + 2):.0f}m0,-4v8"
        marks.append(element("path", told, d=line, class_="fan stated"))
    return marks


def _day_of(course: Course, share: float) -> date | None:
    """The day by which this share of the scenarios that get there have got there; None: too few."""
    wanted = share * course.reached
    if course.reached <= 0:
        return None
    return next((day for day, reached in course.points if reached >= wanted and reached > 0), None)
