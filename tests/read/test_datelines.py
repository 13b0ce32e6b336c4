"""Dates are read as written, and a text's own date is never guessed."""

from __future__ import annotations

from datetime import date

import pytest

from contingent.read.datelines import dates_in, dating_of, is_date_line

DAY = date(2025, 12, 20)


@pytest.mark.parametrize(
    "written",
    [
        "2025-12-20",
        "2025/12/20",
        "20 December 2025",
        "20th of December, 2025",
        "20 Dec. 2025",
        "December 20, 2025",
        "Dec 20th 2025",
        "DECEMBER 20, 2025",
        "20-Dec-2025",
        "20/12/2025",
        "12/20/2025",
        "20.12.2025",
        "2025-12-20T10:45:00Z",
    ],
)
def test_a_full_date_is_read_in_every_usual_form(written: str) -> None:
    """Day, month and year in any order that leaves no doubt."""
    assert [found.day for found in dates_in(f"it was {written} there")] == [DAY]


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("30 February 2026", "no day of the calendar"),
        ("2025-13-01", "no day of the calendar"),
        ("03/04/2025", "either order"),
        ("1 January 0001", "no plausible year"),
        ("31/06/2025", "no day of the calendar"),
    ],
)
def test_an_impossible_or_ambiguous_date_is_a_fault_and_no_day(written: str, why: str) -> None:
    """Nobody is told a day that the text did not clearly give."""
    (found,) = dates_in(written)
    assert found.day is None
    assert why in found.fault
    assert written in found.fault


@pytest.mark.parametrize(
    "text", ["December 2025", "20 December", "1.2.3.4", "12-20", "v2025-1-2-3"]
)
def test_what_is_no_full_date_is_not_read_as_one(text: str) -> None:
    """Months, days without a year and version numbers are left alone."""
    assert list(dates_in(text)) == []


@pytest.mark.parametrize(
    "line",
    [
        "20 December 2025",
        "Saturday, December 20, 2025",
        "Published: 20 December 2025",
        "Published on December 20th, 2025 at 10:45 am",
        "By Jane Doe | 20 December 2025 10:45 GMT",
        "Geneva, 20 December 2025",
        "date: 2025-12-20",
        "Last updated 21 December 2025; published 20 December 2025",
    ],
)
def test_a_line_that_only_dates_the_text_dates_it(line: str) -> None:
    """Label, weekday, clock, place and byline may stand beside the date."""
    assert is_date_line(line)
    assert dating_of(f"{line}\n\nThe minister spoke.").day == DAY


@pytest.mark.parametrize(
    "line",
    [
        "The force arrived on 20 December 2025.",
        "Kenya to deploy by 20 December 2025",
        "Updated: 20 December 2025",
        "Retrieved 20 December 2025",
        "Born on 20 December 2025, the force",
    ],
)
def test_a_date_in_the_news_does_not_date_the_text(line: str) -> None:
    """What happened on a day may be told long before or after."""
    assert dating_of(f"{line}\nThe minister spoke.").day is None


def test_a_reference_date_dates_a_text_that_gives_no_other() -> None:
    """A sentence that begins "As of <date>" says when its writer wrote."""
    assert dating_of("All is calm. As of 20 December 2025, the timeline is open.").day == DAY
    both = dating_of("Published: 2025-12-22\n\nAs of 20 December 2025, all is open.")
    assert both.day == date(2025, 12, 22)


def test_a_closing_line_dates_a_text_without_a_date_at_its_head() -> None:
    """Ministries put place and date under their releases."""
    body = "The ministry has taken no decision.\n" * 20
    assert dating_of(f"{body}\nIslamabad\n20 December 2025\n").day == DAY


@pytest.mark.parametrize(
    "text",
    [
        "Published: 2025-12-19\nPosted: 2025-12-21\n\nText.",
        "Text. As of 19 December 2025, one. As of 21 December 2025, another.",
    ],
)
def test_two_dates_give_none_and_both_are_named(text: str) -> None:
    """Which of two dates holds is for a person to say."""
    dating = dating_of(text)
    assert dating.day is None
    assert "2025-12-19" in dating.faults[0]
    assert "2025-12-21" in dating.faults[0]


def test_the_same_date_twice_is_one_date() -> None:
    """Repeating a date is no contradiction."""
    assert dating_of("20 December 2025\n\nPublished: 2025-12-20\n\nText.").day == DAY


def test_the_headline_does_not_date_the_text() -> None:
    """A date in a headline is its news."""
    assert dating_of("20 December 2025\n\nText.", headline=(0, 16)).day is None
