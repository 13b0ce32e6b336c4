"""A sentence that no rule follows is read by its words, where one party alone can be meant."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_room import reading_of

from contingent.read.review import rule_verdict
from contingent.vocabulary.claim import Pledge, Verdict
from contingent.vocabulary.statement import FlagType

LOOSE = FlagType.LOOSELY_READ


def firmness(text: str, mission: str = "haiti") -> list[tuple[str, str, bool]]:
    """Party, rung or verdict, and whether it was read loosely, of each claim in a text."""
    found = []
    for item in reading_of(text, mission=mission).statements:
        match item.claim:
            case Pledge(rung=rung):
                found.append((item.about, rung.word, LOOSE in item.flags))
            case Verdict(verdict=verdict):
                found.append((item.about, verdict.value, LOOSE in item.flags))
    return found


@pytest.mark.parametrize(
    ("text", "party", "grade"),
    [
        (
            "Whether a company should go to Haiti is under study in Banjul, an aide said.",
            "GMB",
            "considering",
        ),
        ("Work on the Haiti contingent is on ice, a Togolese minister said.", "TGO", "suspended"),
        ("There is a willingness in Paramaribo to help in Haiti, officials say.", "SUR", "willing"),
    ],
)
def test_the_one_party_that_can_be_meant_is_found(text, party, grade):
    """By its people, its capital or who speaks; what is found so says that it was read loosely."""
    assert firmness(text) == [(party, grade, True)]


def test_what_a_rule_reads_is_not_read_again():
    """Where the clause says who does what, nothing is loose."""
    text = "Gambia will send 150 soldiers to Haiti, its president said."
    assert firmness(text) == [("GMB", "pledged", False)]


def test_of_several_parties_one_at_most_is_guessed():
    """Two capitals in like places: at most one is named, loosely, for a person to check."""
    text = "In Banjul and in Lome the idea of a company for Haiti is under study."
    found = firmness(text)
    assert len(found) <= 1
    assert all(grade == "considering" and loose for _, grade, loose in found)


def test_a_party_that_is_only_a_place_promises_nothing_firm():
    """Where a meeting was held is not whose soldiers will go."""
    text = "A firm promise of soldiers for Haiti was the talk of the evening in Lisbon."
    assert all(grade != "pledged" for _, grade, _ in firmness(text))


@pytest.mark.parametrize(
    "text",
    [
        "The idea of a Gambian company in Sudan is under study, an aide said.",
        "The idea of a Gambian tax on sugar is under study in Banjul, an aide said.",
        "With the opposition in Gambia staying away from a vote on Haiti, nothing was said.",
    ],
)
def test_another_matter_is_left_alone(text):
    """Other theatres, other topics and those who do not govern."""
    assert firmness(text) == []


def test_a_headline_is_not_read_loosely():
    """A headline has too few words for it: the body says more."""
    read = reading_of("Nothing else.", mission="haiti", title="Gambian company for Haiti on ice")
    assert not any(LOOSE in item.flags for item in read.statements)


@given(
    party=st.sampled_from(["Gambian", "Togolese", "Surinamese", "Bhutanese", "Slovak"]),
    words=st.sampled_from(
        ["on ice", "under study", "in limbo", "given the green light", "shelved"]
    ),
    people=st.sampled_from(["company", "police unit", "engineers", "field hospital"]),
)
def test_no_rule_accepts_what_was_read_loosely(party, words, people):
    """Whatever is read so waits for a person."""
    text = f"Talk of {party} {people} for Haiti was {words} yesterday, an official in town said."
    for item in reading_of(text, mission="haiti").statements:
        if LOOSE in item.flags:
            assert rule_verdict(item) is None
            assert rule_verdict(item, model_agrees=True) is None


def test_an_answer_counts_before_the_request():
    """A refusal beside the question that it answers is the refusal."""
    text = "The reply in Bratislava to being asked for soldiers for Haiti was a flat no."
    assert firmness(text) == [("SVK", "declined", True)]
