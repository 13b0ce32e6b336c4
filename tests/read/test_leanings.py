"""Words lean to a grade as they did in graded sentences, whoever and wherever they are about."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_room import GAZETTEER, MISSIONS

from contingent.read.leanings import NOTHING, SIZE, Leanings, places, stems, surroundings
from contingent.read.scope import ground_of
from contingent.read.signs import marked
from contingent.vocabulary.claim import Rung, VerdictType

GRADES = {rung.word for rung in Rung} | {verdict.value for verdict in VerdictType} | {NOTHING}
WORDS = st.lists(st.text(max_size=8), max_size=30)


def stems_of(text: str, party: str, mission: str = "haiti") -> list[str]:
    """The stems of a text that is read for a mission."""
    read = marked(text, GAZETTEER)
    return stems(read, 0, len(read.fold), party, ground_of(read, MISSIONS[mission], None))


def around(text: str, party: str) -> list[str]:
    """What stands around the first name of a party in a text."""
    read = marked(text, GAZETTEER)
    ground = ground_of(read, MISSIONS["haiti"], None)
    name = next(item for item in read.mentions if item.code == party)
    return surroundings(read, 0, len(read.fold), name, ground)


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Kenya has been asked to send troops to Haiti.", "approached"),
        ("Kenya is considering sending troops to Haiti.", "considering"),
        ("Kenya will send 500 troops to Haiti.", "pledged"),
        ("Kenya's parliament approved the deployment to Haiti.", "approved"),
        ("Kenya has not decided whether to send troops to Haiti.", "undecided"),
        ("Kenya has withdrawn its contingent from Haiti.", "withdrawn"),
    ],
)
def test_plain_sentences_lean_to_their_grade(text: str, grade: str) -> None:
    """What is said in the plainest words is told by them alone."""
    lean = Leanings.standard().of(stems_of(text, "KEN"))
    assert max(lean, key=lean.__getitem__) == grade


@pytest.mark.parametrize("other", [("Fiji", "FJI"), ("South Africa", "ZAF"), ("Peru", "PER")])
def test_who_and_how_many_changes_nothing(other: tuple[str, str]) -> None:
    """The same words about another party and another number lean alike."""
    text = "{} and Chad said that {} soldiers would leave for Haiti."
    name, code = other
    assert stems_of(text.format(name, "1,200"), code) == stems_of(text.format("Kenya", 30), "KEN")
    assert around(text.format(name, "1,200"), code) == around(text.format("Kenya", 30), "KEN")


def test_where_changes_nothing() -> None:
    """What was learned of one mission holds for the next."""
    haiti = stems_of("Kenya offered police for Haiti.", "KEN", "haiti")
    assert haiti == stems_of("Kenya offered police for Lebanon.", "KEN", "lebanon")


def test_the_party_and_another_are_told_apart() -> None:
    """One sentence leans as it does about the one that is asked for."""
    text = "Kenya offered police, and Chad is against it."
    assert stems_of(text, "KEN") != stems_of(text, "TCD")
    assert around(text, "KEN") != around(text, "TCD")


@given(WORDS)
def test_every_row_of_stems_leans_somewhere(words: list[str]) -> None:
    """Whatever the words, each grade gets a number."""
    lean = Leanings.standard().of(words)
    assert set(lean) <= GRADES
    assert NOTHING in lean
    assert np.isfinite(list(lean.values())).all()
    assert np.isfinite(Leanings.standard().meant(["x", *words]))


@given(WORDS)
def test_places_are_few_and_in_order(words: list[str]) -> None:
    """Each stem has one place below the size, and one that is said twice counts once."""
    at = places(words)
    assert at.tolist() == sorted(set(at.tolist()))
    assert all(0 <= place < SIZE for place in at)
    assert places([*words, *words]).tolist() == at.tolist()


def test_no_words_lean_nowhere() -> None:
    """Where there is nothing to weigh, no grade is nearer than another."""
    assert set(Leanings.standard().of([]).values()) == {-1.0}
