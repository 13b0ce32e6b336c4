"""Sentences about what happened in theatre: counts of incidents and aid, and nothing else."""

from __future__ import annotations

import re
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_room import GAZETTEER, document_of

from contingent.read.reader import read_statements
from contingent.read.scope import MissionScope
from contingent.vocabulary.claim import Delivery, Incident, Standing
from contingent.vocabulary.statement import Passage, Statement

SCOPE = MissionScope(code="haiti", names=("Security Mission",), theatres=("Haiti",))
TODAY = date(2025, 12, 22)  # a Monday


def told(text: str) -> list[Statement]:
    """The reports from theatre in a text about Haiti."""
    found = read_statements(
        document_of(text, published_on=TODAY), gazetteer=GAZETTEER, mission=SCOPE
    )
    return [item for item in found.statements if isinstance(item.claim, Incident | Delivery)]


def summary(statement: Statement) -> tuple[object, ...]:
    """What and how much, in whose unit, for which days, where."""
    claim = statement.claim
    assert isinstance(claim, Incident | Delivery)
    assert claim.amount is not None
    what = claim.what if isinstance(claim, Incident) else claim.stage
    amount = claim.amount
    return what, amount.unit, amount.floor, amount.ceiling, str(claim.on or ""), claim.place


REPORTS = (
    (
        "Aid agencies in Haiti collected 10,600 tonnes of food from 12 to 18 November.",
        [("collected", "tonnes", 10600, 10600, "2025-11-12/2025-11-18", "")],
    ),
    (
        "In Haiti 1,155 trucks were collected between 1 and 30 June and 1,048 were intercepted.",
        [
            ("collected", "trucks", 1155, 1155, "2025-06", ""),
            ("intercepted", "trucks", 1048, 1048, "2025-06", ""),
        ],
    ),
    (
        "More than 24,000 tons were offloaded in Haiti in October.",
        [("offloaded", "tons", 24000, None, "2025-10", "Haiti")],
    ),
    ("No aid trucks entered Haiti on Sunday.", [("entered", "trucks", 0, 0, "2025-12-21", "")]),
    (
        "Gangs looted 14 trucks near Gonaives in Haiti on Saturday.",
        [("looted", "trucks", 14, 14, "2025-12-20", "Gonaives")],
    ),
    (
        "Gangs committed 497 violations of the truce in Haiti since 10 October.",
        [("violations", "violations", 497, 497, "2025-10-10/2025-12-22", "Haiti")],
    ),
    (
        "At least 38 people were killed and 143 wounded in Haiti on Friday.",
        [
            ("killed", "killed", 38, None, "2025-12-19", "Haiti"),
            ("wounded", "wounded", 143, 143, "2025-12-19", "Haiti"),
        ],
    ),
    (
        "Two soldiers were wounded in an ambush near Kenscoff in Haiti on 3 November.",
        [("wounded", "wounded", 2, 2, "2025-11-03", "Kenscoff")],
    ),
    # a count whose days the words do not give has none
    (
        "Gangs committed 497 violations in Haiti so far.",
        [("violations", "violations", 497, 497, "", "Haiti")],
    ),
    (
        "Gangs committed 497 violations in Haiti since the truce took effect.",
        [("violations", "violations", 497, 497, "", "Haiti")],
    ),
    ("Twelve attacks took place in Haiti.", [("attacks", "attacks", 12, 12, "", "Haiti")]),
)


@pytest.mark.parametrize(("text", "expected"), REPORTS)
def test_what_was_counted_is_kept_as_it_was_said(text, expected):
    """Stage or happening, the claimant's unit, bounds, days and place come from the words."""
    assert [summary(item) for item in told(text)] == expected


NO_REPORTS = (
    "Some 200 trucks should enter Haiti on Monday.",
    "The minister asked that 200 trucks be delivered to Haiti on Sunday.",
    "The agreement foresees that 600 trucks a day are to be delivered to Haiti.",
    "The minister denied that 20 attacks took place in Haiti on Sunday.",
    "No one expected that 20 trucks were looted in Haiti.",
    "Were 20 trucks looted in Haiti on Sunday?",
    "If 20 attacks occurred in Haiti on Sunday, the mission would leave.",
    "Haiti was calm. On Sunday 20 attacks took place in Sudan.",
    "Some 88% of trucks were intercepted in Haiti in June.",
    "The mission in Haiti bought 14 trucks on Saturday.",
    "Kenya sent 200 soldiers to Haiti on Sunday.",
    "The army in Haiti recorded its 70 years of history.",
)


@pytest.mark.parametrize("text", NO_REPORTS)
def test_what_did_not_happen_is_no_report(text):
    """Demands, plans, conditions, denials, questions, other theatres and shares give no count."""
    assert told(text) == []


def test_the_claimant_is_whoever_says_it():
    """A count stands in the name of the office that gives it, with the words it is taken from."""
    text = (
        "Haiti was tense. The interior ministry said gangs had committed 12 violations on Sunday."
    )
    (statement,) = told(text)
    assert statement.speaker.name == "interior ministry"
    assert isinstance(statement.citation, Passage)
    assert "12 violations" in statement.citation.quote


def test_only_what_is_said_to_be_verified_is_verified():
    """A count is alleged until the words say that it was verified; an unfounded one is rejected."""
    standing = [
        item.claim.standing
        for text in (
            "Monitors verified 12 violations in Haiti on Sunday.",
            "Gangs committed 12 violations in Haiti on Sunday, not independently verified.",
            "Gangs committed 12 violations in Haiti on Sunday, reports that are unfounded.",
        )
        for item in told(text)
        if isinstance(item.claim, Incident)
    ]
    assert standing == [Standing.VERIFIED, Standing.ALLEGED, Standing.REJECTED]


def test_so_much_a_day_is_no_total():
    """An average by the day keeps that it is one."""
    (statement,) = told(
        "An average of 226 trucks a day entered Haiti between 10 October and 8 December."
    )
    assert isinstance(statement.claim, Delivery)
    assert statement.claim.per_day
    assert str(statement.claim.on) == "2025-10-10/2025-12-08"


@given(
    number=st.integers(1, 999_999),
    frame=st.sampled_from(
        (
            "Haiti: {number} trucks {modal} delivered on Sunday.",
            "In Haiti {number} attacks {modal} recorded in October.",
            "In Haiti {number} people {modal} killed on 3 November.",
        )
    ),
    modal=st.sampled_from(
        ("were not", "should be", "could have been", "may be", "will be", "would have been")
    ),
)
def test_what_is_not_said_to_have_happened_is_never_counted(number, frame, modal):
    """Under a negation or a modal no number becomes a report."""
    assert told(frame.format(number=number, modal=modal)) == []


@given(st.lists(st.sampled_from(" ".join(text for text, _ in REPORTS).split()), max_size=40))
def test_every_number_stands_in_the_words_it_is_taken_from(words):
    """However the words are shuffled, a bound that is claimed is a number of its own quotation."""
    for statement in told(" ".join(words)):
        claim, cited = statement.claim, statement.citation
        assert isinstance(claim, Incident | Delivery)
        assert isinstance(cited, Passage)
        assert claim.amount is not None
        figures = {int(text.replace(",", "")) for text in re.findall(r"[\d,]*\d", cited.quote)}
        figures |= {0, 2, 12}  # no, two, twelve
        for bound in (claim.amount.floor, claim.amount.ceiling):
            assert bound is None or bound in figures
