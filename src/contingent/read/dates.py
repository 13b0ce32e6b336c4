"""Words for days become dates, against the day on which a document speaks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from contingent.vocabulary.moment import ImpreciseDate
from contingent.vocabulary.statement import Document

__all__ = ["MONTHS", "coming_date", "names_a_time", "past_date", "past_run", "reference_day"]

_NAMES = (
    ("january", "jan"),
    ("february", "feb"),
    ("march", "mar"),
    ("april", "apr"),
    ("may",),
    ("june", "jun"),
    ("july", "jul"),
    ("august", "aug"),
    ("september", "sept", "sep"),
    ("october", "oct"),
    ("november", "nov"),
    ("december", "dec"),
)
MONTHS = {name: number for number, names in enumerate(_NAMES, start=1) for name in names}
"""The number of a month by each of its names, in lower case."""
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_LONG_MONTH = "|".join(names[0].capitalize() for names in _NAMES)
_DIGIT = re.compile(r"\d")  # no day is named without one, and this is fast to see
_DATE = re.compile(
    rf"\b(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)? (?P<month>{_MONTH})\b\.?"
    rf"|(?P<month_first>{_MONTH})\b\.? (?P<day_second>\d{{1,2}})(?:st|nd|rd|th)?(?!\d))"
    r"(?:,? (?P<year>(?:19|20)\d\d)\b)?"
    r"|\b(?P<iso>20\d\d-[01]\d-[0-3]\d)\b",
    re.IGNORECASE,
)
_WEEKDAY = re.compile(rf"\b({'|'.join(_DAYS)})\b", re.IGNORECASE)
_MONTH_OF_YEAR = re.compile(rf"\b({_MONTH})\.? (20\d\d)\b", re.IGNORECASE)
_MONTH_ALONE = re.compile(rf"\b(?:in|by|from|until|before|early|late|mid|of)[ -]({_LONG_MONTH})\b")
_YEAR = re.compile(r"\b(20\d\d)\b")
_NEXT = re.compile(r"\b(next|this|coming) (week|month|year)\b", re.IGNORECASE)
_WITHIN = re.compile(r"\b(?:with)?in (\d+|a|one|two|three|four|six) (day|week|month)s?\b", re.I)
_END_OF = re.compile(r"\bend of (?:the|this) (year|month)\b", re.IGNORECASE)
_TIME = re.compile(
    rf"\b(?:(?:next|coming|this) (?:week|month|year|spring|summer|autumn|winter)|20\d\d|tomorrow"
    rf"|in (?:the )?(?:coming|next) (?:days|weeks|months)|(?:with)?in \w+ (?:days?|weeks?|months?)"
    rf"|end of (?:the|this) (?:year|month)|{_LONG_MONTH})\b",
    re.IGNORECASE,
)
_YESTERDAY = re.compile(r"\byesterday\b", re.IGNORECASE)
_TOMORROW = re.compile(r"\btomorrow\b", re.IGNORECASE)
_RUN = re.compile(
    rf"\b(?:between|from) (?P<first>(?:\d{{1,2}}(?: (?:{_MONTH}))?|(?:{_MONTH}) \d{{1,2}})"
    r"(?:,? 20\d\d)?)"
    rf" (?:and|to|until|through) (?P<last>\d{{1,2}} (?:{_MONTH})|(?:{_MONTH}) \d{{1,2}})"
    r"(?:,? (?P<year>20\d\d))?\b",
    re.IGNORECASE,
)
_SINCE = re.compile(r"\bsince\b(?P<what>.{0,30})", re.IGNORECASE)
_LATELY = re.compile(
    r"\b(?:in|over|during|within) the (?:past|last|previous) "
    r"(?:(?P<count>\d+|two|three|four|six|seven|ten) )?(?P<unit>hour|day|week|month)s?\b",
    re.IGNORECASE,
)
_MONTH_PAST = re.compile(
    rf"\b(?:in|during|for|throughout) (?P<month>{_LONG_MONTH})(?:,? (?P<year>20\d\d))?\b(?! \d)"
)
_TODAY = re.compile(r"\btoday\b", re.IGNORECASE)
_SUMMED = re.compile(
    r"\b(?:so far|to date|in total|in all|altogether|cumulative\w*|during the (?:truce|ceasefire"
    r"|cease-fire)|under the (?:truce|ceasefire|cease-fire|deal)|last (?:week|month|year)"
    r"|this (?:week|month|year)|on average)\b",
    re.IGNORECASE,
)
_LONGEST_DATE = len("31st of September, ")
_COUNTS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "six": 6}
_COUNTS_BACK = {**_COUNTS, "seven": 7, "ten": 10}


def reference_day(document: Document) -> date | None:
    """The day on which the document speaks: its publication, else the latest day that it names."""
    if document.published_on is not None:
        return document.published_on
    return max(_full_days(document.text), default=None)


def _full_days(text: str) -> Iterator[date]:
    for year in _YEAR.finditer(text):
        near = text[max(0, year.start() - _LONGEST_DATE) : year.end() + len("-12-31")]
        for found in _DATE.finditer(near):
            day = _day(found, None) if found["iso"] or found["year"] else None
            if day is not None:
                yield day


def _day(found: re.Match[str], reference: date | None) -> date | None:
    """The day that was found; one without a year is the latest up to the reference."""
    if found["iso"]:
        return _valid(*(int(part) for part in found["iso"].split("-")))
    month = MONTHS[(found["month"] or found["month_first"]).lower()]
    day = int(found["day"] or found["day_second"])
    if found["year"]:
        return _valid(int(found["year"]), month, day)
    if reference is None:
        return None
    this_year = _valid(reference.year, month, day)
    if this_year is not None and this_year <= reference:
        return this_year
    return _valid(reference.year - 1, month, day)


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def past_date(text: str, reference: date | None) -> ImpreciseDate | None:
    """The day named for something said or done; None if none is named or it cannot be placed."""
    found = _DATE.search(text) if _DIGIT.search(text) else None
    if found is not None:
        day = _day(found, reference)
        return None if day is None else ImpreciseDate.day(day)
    weekday = _WEEKDAY.search(text)
    if weekday is not None and reference is not None:
        back = (reference.weekday() - _DAYS.index(weekday[1].lower())) % 7
        return ImpreciseDate.day(reference - timedelta(days=back))
    if reference is not None and _YESTERDAY.search(text):
        return ImpreciseDate.day(reference - timedelta(days=1))
    return None


def past_run(text: str, reference: date | None) -> ImpreciseDate | None:
    """The day or run of days for which a count was told; None if they are not named.

    A count since an event whose day the words do not give, or "so far", has no known days.
    """
    if (run := _RUN.search(text)) is not None:
        return _run(run, reference)
    if (since := _SINCE.search(text)) is not None:
        day = past_date(since["what"], reference)
        if day is None or reference is None or day.first > reference:
            return None
        return ImpreciseDate(first=day.first, last=reference)
    if (lately := _LATELY.search(text)) is not None:
        return _lately(lately, reference)
    if (month := _MONTH_PAST.search(text)) is not None:
        return _month_past(month, reference)
    if _SUMMED.search(text):
        return None
    if reference is not None and _TODAY.search(text):
        return ImpreciseDate.day(reference)
    return past_date(text, reference)


def _run(found: re.Match[str], reference: date | None) -> ImpreciseDate | None:
    """`between 12 and 18 November`: the first day may leave month and year to the second."""
    last = past_date(f"{found['last']} {found['year'] or ''}", reference)
    if last is None:
        return None
    named = found["first"]
    if named.isdigit():
        day = _valid(last.last.year, last.last.month, int(named))
        first = None if day is None else ImpreciseDate.day(day)
    else:
        first = past_date(named, last.last)
    if first is None or first.first > last.last:
        return None
    return ImpreciseDate(first=first.first, last=last.last)


def _lately(found: re.Match[str], reference: date | None) -> ImpreciseDate | None:
    """`over the past three days`, up to the day on which it is said."""
    if reference is None:
        return None
    count = _COUNTS_BACK.get((found["count"] or "one").lower()) or int(found["count"])
    hours = {"hour": 1, "day": 24, "week": 7 * 24, "month": 30 * 24}[found["unit"].lower()] * count
    days = -(-hours // 24)
    if not 0 < days <= 3660:
        return None
    return ImpreciseDate(first=reference - timedelta(days=days - 1), last=reference)


def _month_past(found: re.Match[str], reference: date | None) -> ImpreciseDate | None:
    number = MONTHS[found["month"].lower()]
    if found["year"]:
        return ImpreciseDate.month(int(found["year"]), number)
    if reference is None:
        return None
    return ImpreciseDate.month(reference.year - (number > reference.month), number)


def names_a_time(text: str) -> bool:
    """True if the words place something in the time to come."""
    return _TIME.search(text) is not None


def coming_date(text: str, reference: date | None) -> ImpreciseDate | None:
    """The time named for something to come, as wide as it was said; None if it cannot be placed."""
    found = _DATE.search(text)
    if found is not None and (found["year"] or found["iso"]):
        day = _day(found, None)
        return None if day is None else ImpreciseDate.day(day)
    if (month := _MONTH_OF_YEAR.search(text)) is not None:
        return ImpreciseDate.month(int(month[2]), MONTHS[month[1].lower()])
    if (year := _YEAR.search(text)) is not None:
        return ImpreciseDate.year(int(year[1]))
    return None if reference is None else _relative(text, reference)


def _relative(text: str, reference: date) -> ImpreciseDate | None:
    if (coming := _NEXT.search(text)) is not None:
        ahead = 0 if coming[1].lower() == "this" else 1
        return _unit_ahead(coming[2].lower(), ahead, reference)
    if (end := _END_OF.search(text)) is not None:
        return _unit_ahead(end[1].lower(), 0, reference)
    if (within := _WITHIN.search(text)) is not None:
        days = {"day": 1, "week": 7, "month": 30}[within[2].lower()]
        count = _COUNTS.get(within[1].lower()) or int(within[1])
        if count * days > 3660:
            return None
        return ImpreciseDate(first=reference, last=reference + timedelta(days=count * days))
    if (month := _MONTH_ALONE.search(text)) is not None:
        number = MONTHS[month[1].lower()]
        return ImpreciseDate.month(reference.year + (number < reference.month), number)
    if _TOMORROW.search(text):
        return ImpreciseDate.day(reference + timedelta(days=1))
    return None


def _unit_ahead(unit: str, ahead: int, reference: date) -> ImpreciseDate:
    match unit:
        case "year":
            return ImpreciseDate.year(reference.year + ahead)
        case "month":
            months = reference.year * 12 + reference.month - 1 + ahead
            return ImpreciseDate.month(months // 12, months % 12 + 1)
        case _:
            monday = reference + timedelta(days=7 * ahead - reference.weekday())
            return ImpreciseDate(first=monday, last=monday + timedelta(days=6))
