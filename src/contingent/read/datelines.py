"""Written dates become days; the head of a text becomes the day on which it was published."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice

from contingent.read.dates import MONTHS

__all__ = ["Dating", "FoundDate", "conflict_of", "dates_in", "dating_of", "is_date_line"]


@dataclass(frozen=True, slots=True, kw_only=True)
class FoundDate:
    """A date as written at `start` to `end`; `day` is None where `fault` says why."""

    start: int
    end: int
    written: str
    day: date | None
    fault: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Dating:
    """The one day that a text says it is from, None if it says none or two, and the faults."""

    day: date | None
    faults: tuple[str, ...] = ()


_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_DATE = re.compile(
    rf"(?<![\w/.-])(?:"
    rf"(?P<y1>\d{{4}})(?P<sep>[-/.])(?P<m1>\d{{1,2}})(?P=sep)(?P<d1>\d{{1,2}})(?=T\d|(?![\w/-]))"
    rf"|(?P<d2>\d{{1,2}})(?:st|nd|rd|th)?[ -](?:of )?(?P<m2>{_MONTH})\b\.?,?[ -](?P<y2>\d{{4}})\b"
    rf"|(?P<m3>{_MONTH})\.? (?P<d3>\d{{1,2}})(?:st|nd|rd|th)?,? (?P<y3>\d{{4}})(?!\w)"
    rf"|(?P<a>\d{{1,2}})(?P<cut>[/.-])(?P<b>\d{{1,2}})(?P=cut)(?P<y4>\d{{4}})(?![\w/-])"
    rf")",
    re.IGNORECASE,
)
_AS_OF = re.compile(r"(?:^|[.!?][\"”’')]*\s+)As (?:of|at) (?=[A-Z\d])", re.MULTILINE)
_LATER_EDITION = re.compile(
    r"(?:updated?|modified|edited|revised|retrieved|accessed|downloaded|printed|archived)"
    r"\b[^|·•;\n]{0,24}$",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"^\W*(?:first |date |originally )?(?:published|posted|issued|released|dated?|created|filed"
    r"|publication date|date of (?:issue|publication|release))(?: on| at)?\W*$",
    re.IGNORECASE,
)
# What may stand beside a date on a line of its own: weekday, clock, zone, byline, place.
_BESIDE = re.compile(
    r"\b(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b|\d{1,2}[:.]\d{2}(?::\d{2})?"
    r"|\b(?:[ap]\.?m\.?|gmt|utc|est|edt|cet|cest|bst|pkt|ist|eat|wat|local time|hrs?|at|on|by)\b"
    r"|\b(?:published|posted|updated|dated?|modified|issued|released)\b|[+-]\d{2}:?\d{2}",
    re.IGNORECASE,
)
_PLACE_OR_NAME = re.compile(r"(?:\W*[A-Z][\w'’.-]*){0,6}\W*")
_NOT_BLANK = re.compile(r"\S")
_HEAD_LINES = 14
_TAIL_LINES = 3
_LONGEST_DATE_LINE = 140
_MOST_REFERENCES = 1_000
_EARLIEST, _LATEST = 1900, 2100


def dates_in(text: str, start: int = 0, end: int | None = None) -> Iterator[FoundDate]:
    """Every full date in a part of the text, impossible and ambiguous ones with their fault."""
    for match in _DATE.finditer(text, start, len(text) if end is None else end):
        day, fault = _day_of(match)
        yield FoundDate(
            start=match.start(), end=match.end(), written=match[0], day=day, fault=fault
        )


def _day_of(match: re.Match[str]) -> tuple[date | None, str]:
    part = match.groupdict()
    if part["a"]:
        return _day_of_numbers(match[0], int(part["a"]), int(part["b"]), int(part["y4"]))
    year, month, day = next(
        (part[f"y{form}"], part[f"m{form}"], part[f"d{form}"]) for form in "123" if part[f"y{form}"]
    )
    number = int(month) if month.isdigit() else MONTHS[month.lower()]
    return _checked(match[0], int(year), number, int(day))


def _day_of_numbers(written: str, first: int, second: int, year: int) -> tuple[date | None, str]:
    """Day and month in either order; never guessed where both orders make a date."""
    if first != second and first <= 12 and second <= 12:
        return None, f"{written!r} may be day and month in either order; not taken"
    month, day = (second, first) if second <= 12 else (first, second)
    return _checked(written, year, month, day)


def _checked(written: str, year: int, month: int, day: int) -> tuple[date | None, str]:
    if not _EARLIEST <= year <= _LATEST:
        return None, f"{written!r} has no plausible year; not taken"
    try:
        return date(year, month, day), ""
    except ValueError:
        return None, f"{written!r} is no day of the calendar; not taken"


def dating_of(
    text: str, *, headline: tuple[int, int] = (0, 0), dated: Iterable[FoundDate] = ()
) -> Dating:
    """The day that a text gives as its own, from dates at its head and `dated` (its dateline).

    Failing these, its last lines, then a sentence that begins "As of <date>". The `headline`, at
    these characters, is left out: what it dates is its news. Two different days of one sort give
    none, and a fault.
    """
    before = _lines(text[: headline[0]], 0, _HEAD_LINES)
    lines = [*before, *_lines(text, headline[1], _HEAD_LINES)]
    sorts = (
        [*dated, *(found for line in lines for found in _own_dates(text, *line))],
        [found for line in _last_lines(text, headline[1]) for found in _own_dates(text, *line)],
        list(_reference_dates(text)),
    )
    faults: list[str] = []
    for found in sorts:
        faults += (each.fault for each in found if each.fault)
        days = sorted({each.day for each in found if each.day})
        if len(days) == 1:
            return Dating(day=days[0], faults=tuple(faults))
        if days:
            return Dating(day=None, faults=(*faults, conflict_of(days)))
    return Dating(day=None, faults=tuple(faults))


def conflict_of(days: Iterable[date]) -> str:
    """The fault of a text that names several days as its own."""
    first, second, *more = sorted(set(days))
    others = f" and {len(more)} more" if more else ""
    return f"gives two dates, {first} and {second}{others}; none was taken"


def is_date_line(line: str) -> bool:
    """True for a line that says when (and where, and by whom) a text was published."""
    return any(_own_dates(line, 0, len(line)))


def _lines(text: str, start: int, count: int) -> Iterator[tuple[int, int]]:
    """Where up to `count` lines with something on them begin and end."""
    for _ in range(count):
        sign = _NOT_BLANK.search(text, start)
        if sign is None:
            return
        end = text.find("\n", sign.start())
        end = len(text) if end < 0 else end
        yield max(start, text.rfind("\n", start, sign.start()) + 1), end
        start = end


def _last_lines(text: str, head: int) -> Iterator[tuple[int, int]]:
    start = len(text)
    for _ in range(2 * _TAIL_LINES):
        start = text.rfind("\n", 0, start)
        if start < head:
            return
    yield from _lines(text, start + 1, 2 * _TAIL_LINES)


def _own_dates(text: str, start: int, end: int) -> Iterator[FoundDate]:
    """The dates of a line that has nothing else to say; later editions left out."""
    if end - start > _LONGEST_DATE_LINE:
        return
    found = list(dates_in(text, start, end))
    if not found:
        return
    bare = text[start:end]
    for each in found:
        bare = bare.replace(each.written, "", 1)
    label = _LABEL.match(text[start : found[0].start])
    if label is None and not _PLACE_OR_NAME.fullmatch(_BESIDE.sub("", bare)):
        return
    for each in found:
        if not _LATER_EDITION.search(text[start : each.start]):
            yield each


def _reference_dates(text: str) -> Iterator[FoundDate]:
    for opening in islice(_AS_OF.finditer(text), _MOST_REFERENCES):
        found = _DATE.match(text, opening.end())
        if found:
            day, fault = _day_of(found)
            yield FoundDate(
                start=found.start(), end=found.end(), written=found[0], day=day, fault=fault
            )
