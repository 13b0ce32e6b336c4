"""Words may lower what rules read and fill what they leave out; they never make it firm."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_room import reading_of

from contingent.read.leanings import NOTHING
from contingent.read.opinions import sounds_like, stands
from contingent.read.review import rule_verdict
from contingent.vocabulary.claim import Pledge, Record, Rung, Verdict, VerdictType
from contingent.vocabulary.statement import FlagType

FIRM = {rung.word for rung in Rung if rung >= Rung.PLEDGED}
GRADES = sorted({rung.word for rung in Rung} | {item.value for item in VerdictType} | {NOTHING})
LEANS = st.fixed_dictionaries({grade: st.floats(-1.5, 1.5) for grade in GRADES})


def said_of(text: str, party: str) -> list[tuple[str, bool]]:
    """Rung or verdict of a party in a text on Haiti, and whether it was read loosely."""
    found = []
    for item in reading_of(text, mission="haiti").statements:
        if item.about == party and isinstance(item.claim, Pledge | Verdict):
            claim = item.claim
            grade = claim.rung.word if isinstance(claim, Pledge) else claim.verdict.value
            found.append((grade, FlagType.LOOSELY_READ in item.flags))
    return found


@given(LEANS, st.sampled_from(GRADES), st.booleans())
def test_words_never_make_firm_what_rules_read_as_less(
    lean: dict[str, float], read: str, negates: bool
) -> None:
    """However far words lean: an offer, a refusal, an open decision does not become a promise."""
    stood = stands(lean, read, negates=negates)
    if read not in FIRM:
        assert stood not in FIRM


@given(LEANS, st.sampled_from(GRADES), st.booleans())
def test_a_slight_leaning_to_none_takes_nothing_away(
    lean: dict[str, float], read: str, negates: bool
) -> None:
    """What was read becomes a mere record only where words lean far to saying nothing."""
    near = {**lean, read: 1.0, NOTHING: 1.2}
    if read != NOTHING:
        assert stands(near, read, negates=negates) != NOTHING
    assert stands({**lean, read: 1.0, NOTHING: 1.6}, read, negates=negates) == NOTHING


def test_what_words_silence_stays_as_a_record() -> None:
    """What only looks like a promise is kept, flagged, and counts for nothing."""
    text = "Canadian soldiers landed in Haiti in 1994 when President Aristide came back."
    claims = [item for item in reading_of(text, mission="haiti").statements if item.about == "CAN"]
    assert claims
    assert all(isinstance(item.claim, Record) for item in claims)


@given(LEANS, st.sampled_from(GRADES))
def test_where_words_lean_as_rules_read_nothing_changes(lean: dict[str, float], read: str) -> None:
    """Two ways to one grade leave it alone."""
    assert stands({**lean, read: 2.0}, read, negates=False) == read


@given(LEANS)
def test_a_sentence_about_the_mission_needs_less_to_be_heard(lean: dict[str, float]) -> None:
    """What is heard in a sentence that only stands in a text about it, is heard in one on it."""
    apart = sounds_like(lean, on_mission=False)
    assert apart in (NOTHING, sounds_like(lean, on_mission=True))


@pytest.mark.parametrize(
    ("text", "party", "grade"),
    [
        ("For the force in Haiti envoys have sounded out Benin.", "BEN", "approached"),
        ("Peru's Senate gave the green light to the Haiti deployment.", "PER", "approved"),
        ("Jamaica's willingness to serve in Haiti hinges on the rules.", "JAM", "willing"),
        (
            "Nothing has been decided about Haiti, Chile's minister told reporters.",
            "CHL",
            "undecided",
        ),
    ],
)
def test_what_no_rule_follows_is_told_by_its_words(text: str, party: str, grade: str) -> None:
    """In whatever words it stands, the grade is found; where it was read loosely it says so."""
    assert [found for found, _ in said_of(text, party)] == [grade]


@pytest.mark.parametrize(
    "text",
    [
        "Nobody believes that Togo will send police to Haiti.",
        "There was talk that Togo would commit 1,000 police officers to Haiti.",
        "Togo's opposition has promised soldiers for Haiti.",
        "Togo has promised weapons to Haiti.",
        "Did Togo pledge soldiers for Haiti?",
    ],
)
def test_words_promise_nothing_that_rules_do_not(text: str) -> None:
    """Doubts, denials, questions, oppositions and arms: what sounds firm is not."""
    assert not {grade for grade, _ in said_of(text, "TGO")} & FIRM


def test_what_words_say_waits_for_a_person() -> None:
    """No rule accepts what was read loosely, whatever its grade."""
    text = "British reconnaissance teams have returned from inspecting barracks for Haiti."
    read = reading_of(text, mission="haiti")
    loose = [item for item in read.statements if FlagType.LOOSELY_READ in item.flags]
    assert loose
    assert all(rule_verdict(item) is None for item in loose)


def test_the_one_who_is_asked_is_meant() -> None:
    """Where one asks another, the one that asks is not asked."""
    text = "Benin's foreign ministry confirmed a request from Washington for police in Haiti."
    assert said_of(text, "USA") == []
    assert [grade for grade, _ in said_of(text, "BEN")] == ["approached"]
