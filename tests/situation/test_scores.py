"""Dates stated and people promised are held against what the ledger knows as of a moment."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from telling import entries_of, on

from contingent.mission import Mission
from contingent.plan.records import Kept
from contingent.situation.scores import score_ledger

STATED = {
    "what": "first troops arrive",
    "latest": "2025-03",
    "speaker": "the envoy",
    "said_on": "2025-01-10",
    "rung": "advance_party",
}


def mission(**changes: object) -> Mission:
    """A mission for which one date was stated."""
    stated = {**STATED, **changes}
    stated = {key: value for key, value in stated.items() if value}
    return Mission.model_validate(
        {
            "code": "LAKES",
            "name": "Lakes Support Force",
            "theatre": "Lakeland",
            "stated_dates": [stated],
            **(PHASED if "milestone" in changes else {}),
        }
    )


def record(chronicle: str, day: str = "2025-05-31", **changes: object):
    """What became of the stated date, by a chronicle, as of a day."""
    scores = score_ledger(entries_of(chronicle), mission(**changes), as_of=on(day))
    return scores.stated[0]


SEEN = "2025-04-02  reporter  says KEN advance_party troops"


def test_an_arrival_that_was_seen_is_the_outcome():
    """Two days after the month that was named, with the statement that says so."""
    found = record(SEEN)
    assert (found.kept, found.days_late) == (Kept.LATE, 2)
    assert found.outcome is not None
    assert len(found.outcome.because) == 1


def test_nothing_later_is_looked_at():
    """As of the day before the arrival nothing had arrived."""
    assert record(SEEN, "2025-04-01").kept is Kept.MISSED


@pytest.mark.parametrize(
    "chronicle",
    [
        "",
        "2025-03-01  KEN    says KEN pledged troops 500",
        "2025-03-01  NOR   says KEN advance_party troops",
        "2025-03-01  comment  says KEN advance_party troops",
        "2025-01-05  reporter says KEN advance_party troops",
    ],
)
def test_words_are_no_arrival(chronicle):
    """Neither a promise, nor another state's claim, nor comment, nor what was there before."""
    assert record(chronicle).kept is Kept.MISSED


def test_a_date_may_wait_for_one_party():
    """Norway's arrival is not Kenya's."""
    seen = "2025-03-02  reporter  says NOR advance_party troops"
    assert record(seen, of="KEN").kept is Kept.MISSED
    assert record(seen, of="NOR").kept is Kept.KEPT


def test_a_later_withdrawal_does_not_undo_that_they_came():
    """They were there on the day."""
    text = """
        2025-03-02  reporter  says KEN advance_party troops
        2025-05-01  KEN     says KEN withdrawn troops
    """
    assert record(text).kept is Kept.KEPT


def test_without_a_rung_nobody_follows_it():
    """Nothing is guessed from the words of the mission file."""
    assert record(SEEN, rung=None).kept is Kept.UNFOLLOWED


PHASED = {
    "phases": [{"id": "one", "name": "Phase one", "levels": [{"personnel": 100}]}],
    "milestones": [{"id": "boots", "name": "first boots", "levels": [{"personnel": 1}]}],
}
COME = """
    2025-01-20  KEN       says KEN pledged troops 100
    2025-04-02  reporter  says KEN deployed troops 100
"""


def test_a_milestone_that_is_named_is_followed():
    """Without a rung, the day on which its milestone was first there is the outcome."""
    found = record(COME, rung=None, milestone="boots")
    assert (found.kept, found.days_late) == (Kept.LATE, 2)
    assert record(COME, "2025-04-01", rung=None, milestone="boots").kept is Kept.MISSED


def test_of_without_a_rung_is_a_mistake():
    """A party alone says nothing of what it is to do."""
    with pytest.raises(ValueError, match="needs a `rung`"):
        mission(rung=None, of="KEN")


def test_what_was_said_is_held_against_a_series():
    """Eight hundred said, of whom three hundred are counted by the end of May."""
    scores = score_ledger(
        entries_of("2025-02-10  KEN  says KEN pledged troops 800"),
        mission(),
        as_of=on("2025-05-31"),
        series={("KEN", "LSF"): [(date(2025, 1, 31), 0), (date(2025, 5, 31), 300)]},
        acronym="LSF",
    )
    sent = next(each for each in scores.sent if each.said.mission == "LSF")
    assert (sent.most, sent.first_after_days, sent.half_after_days) == (300, 110, None)
    assert sent.said.because
    assert [(each.party, each.personnel) for each in scores.serving] == [("KEN", 300)]


def test_earlier_promises_are_those_of_these_parties():
    """Kenya's record stands beside its word; nobody else's does."""
    scores = score_ledger(
        entries_of("2025-02-10  KEN  says KEN willing"), mission(), as_of=on("2025-05-31")
    )
    assert {each.party for each in scores.earlier} == {"KEN"}


def promised_by_kenya(until: str, *, past_case: str = "") -> set[tuple[str, date]]:
    """The missions to which Kenya had promised people, as told up to a day, and when it did."""
    scores = score_ledger(
        entries_of("2024-01-10  KEN  says KEN willing"),
        mission().model_copy(update={"past_case": past_case}),
        as_of=on(until),
    )
    return {(each.mission, each.said_on) for each in scores.earlier}


def test_earlier_promises_are_told_once_their_year_is_over():
    """What came of a word given after the day, or within a year before it, nobody knows yet."""
    said = max(day for _, day in promised_by_kenya("2035-01-01"))
    told = said + timedelta(days=365)
    assert said in {day for _, day in promised_by_kenya(told.isoformat())}
    eve = told - timedelta(days=1)
    assert said not in {day for _, day in promised_by_kenya(eve.isoformat())}


def test_a_missions_own_outcome_is_no_earlier_promise():
    """A mission that the tables hold is left out of the record of its own parties."""
    names = {name for name, _ in promised_by_kenya("2035-01-01")}
    assert "MSS" in names
    own = promised_by_kenya("2035-01-01", past_case="MSS")
    assert {name for name, _ in own} == names - {"MSS"}


def test_a_series_is_read_up_to_the_day():
    """What was counted after the day asked about is not looked at."""
    scores = score_ledger(
        entries_of("2025-02-10  KEN  says KEN pledged troops 800"),
        mission(),
        as_of=on("2025-04-30"),
        series={
            ("KEN", "LSF"): [
                (date(2025, 1, 31), 0),
                (date(2025, 4, 30), 100),
                (date(2025, 5, 31), 300),
            ],
            ("KEN", "NEW"): [(date(2025, 5, 31), 50)],
        },
        acronym="LSF",
    )
    assert [sent.most for sent in scores.sent] == [100]
    assert [(each.most, each.as_of) for each in scores.serving] == [(100, date(2025, 4, 30))]


def test_an_empty_ledger_has_a_record_too():
    """Nothing happened, and that is counted."""
    scores = score_ledger((), mission(), as_of=on("2025-05-31"))
    assert scores.stated[0].kept is Kept.MISSED
    assert scores.earlier == scores.sent == scores.serving == ()
