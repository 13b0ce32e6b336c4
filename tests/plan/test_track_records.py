"""What was said is held against what came, by nobody's favour."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from contingent.plan.records import (
    Announcement,
    Kept,
    Outcome,
    Said,
    forecaster_records,
    sent_after,
    stated_record,
)
from contingent.vocabulary.claim import Rung
from contingent.vocabulary.moment import ImpreciseDate

MAY = date(2025, 5, 31)


def announced(
    *, speaker: str = "the envoy", earliest: str = "", latest: str = "", rung=Rung.ADVANCE_PARTY
) -> Announcement:
    """Something that was said in January to happen at some time."""
    return Announcement(
        what="first troops arrive",
        by="",
        speaker=speaker,
        rung=rung,
        said_on=ImpreciseDate.parse("2025-01-10"),
        earliest=ImpreciseDate.parse(earliest) if earliest else None,
        latest=ImpreciseDate.parse(latest) if latest else None,
        source="invented",
    )


def record(announcement: Announcement, happened: str = ""):
    """What became of it by the end of May."""
    outcome = (
        Outcome(happened_on=date.fromisoformat(happened), because=("s",)) if happened else None
    )
    return stated_record(announcement, outcome, as_of=MAY)


@pytest.mark.parametrize(
    ("happened", "kept", "days_late"),
    [
        ("2025-03-31", Kept.KEPT, 0),
        ("2025-03-01", Kept.KEPT, -30),
        ("2025-04-02", Kept.LATE, 2),
        ("", Kept.MISSED, 61),
        ("2025-06-01", Kept.MISSED, 61),
    ],
)
def test_a_month_is_kept_until_its_last_day(happened, kept, days_late):
    """March is over on 31 March, and what happens after the day asked about is not seen."""
    found = record(announced(latest="2025-03"), happened)
    assert (found.kept, found.days_late) == (kept, days_late)


def test_what_is_not_yet_due_is_open():
    """Nobody is late before the time has come."""
    found = record(announced(latest="2025-12"))
    assert (found.kept, found.days_late) == (Kept.OPEN, -214)


def test_as_early_as_promises_nothing_and_is_still_counted():
    """An earliest day that has passed shows by how much, and that nothing was bound by it."""
    found = record(announced(earliest="2025-02"))
    assert (found.kept, found.days_late) == (Kept.MISSED, 92)
    assert not found.announcement.is_bound


def test_what_nobody_follows_has_no_verdict():
    """With neither a rung nor a milestone to look for, nothing is said."""
    found = record(announced(latest="2025-03", rung=None))
    assert (found.kept, found.days_late) == (Kept.UNFOLLOWED, None)


def test_what_was_said_on_no_known_day_is_not_followed():
    """Without a day since when to look, an arrival may be one of which nobody spoke."""
    found = record(replace(announced(latest="2025-03"), said_on=None), "2025-03-02")
    assert (found.kept, found.days_late) == (Kept.UNFOLLOWED, None)


def test_an_announcement_needs_a_date():
    """Words without a day are no stated date."""
    with pytest.raises(ValueError, match="no date"):
        announced()


def test_each_forecaster_has_a_record_of_its_own():
    """What is open or unfollowed stands beside and is in no figure."""
    records = forecaster_records(
        [
            record(announced(latest="2025-03"), "2025-03-02"),
            record(announced(latest="2025-03"), "2025-04-10"),
            record(announced(latest="2025-12")),
            record(announced(speaker="the minister", latest="2025-03", rung=None)),
        ]
    )
    envoy, minister = records
    assert (envoy.due, envoy.kept, envoy.open) == (2, 1, 1)
    assert envoy.median_days_late == round((-29 + 10) / 2)
    assert (minister.due, minister.median_days_late, minister.unfollowed) == (0, None, 1)


def said(personnel: int = 100) -> Said:
    """A number said in the middle of January."""
    return Said(party="KEN", mission="LAKES", personnel=personnel, said_on=date(2025, 1, 15))


def months(*counts: int):
    """Month-end strengths from December 2024 on."""
    ends = [(2024, 12, 31), (2025, 1, 31), (2025, 2, 28), (2025, 3, 31)]
    return [(date(*end), count) for end, count in zip(ends, counts, strict=False)]


def test_only_what_came_on_top_counts():
    """Forty were there; the hundred said are counted from there."""
    sent = sent_after(said(), months(40, 40, 90, 120))
    assert sent is not None
    assert (sent.most, sent.share) == (80, 0.8)
    assert (sent.first_after_days, sent.half_after_days) == (44, 44)


def test_a_withdrawal_is_nobody_sent():
    """Fewer than before is not a negative contribution."""
    sent = sent_after(said(), months(40, 30, 20))
    assert sent is not None
    assert (sent.most, sent.first_after_days, sent.half_after_days) == (0, None, None)


def test_more_than_said_is_shown():
    """A party may send more than it said."""
    sent = sent_after(said(), months(0, 150))
    assert sent is not None
    assert sent.share == 1.5


def test_unknown_is_not_nobody():
    """Strengths that end before it was said, or begin long after, say nothing."""
    assert sent_after(said(), months(40)) is None
    assert sent_after(said(), []) is None
    assert sent_after(said(), months(0, 0, 0, 50)[3:]) is None


def test_nobody_waits_for_no_one():
    """A number said is at least one."""
    with pytest.raises(ValueError):
        said(0)
