"""Labels are written one way, and say nothing that has no meaning."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contingent.vocabulary.label import Label, Level, only_for

NAMES = st.text(min_size=1, max_size=12).filter(lambda name: name.strip() == name)


@pytest.mark.parametrize("level", Level)
def test_every_level_has_its_word(level):
    """A level is found again by how the protocol writes it, in any case, with TLP or without."""
    assert Level.of_word(level.word) is level
    assert Level.of_word(f"tlp:{level.word.lower()} ") is level


@pytest.mark.parametrize("word", ["", "WHITE", "AMBER STRICT", "TLP:", "SECRET", "TLP:TLP:RED"])
def test_what_is_no_level_is_refused(word):
    """An unknown word is never taken for a level; the message lists those that there are."""
    with pytest.raises(ValueError, match=r"CLEAR, GREEN, AMBER, AMBER\+STRICT, RED"):
        Level.of_word(word)


def test_a_label_reads_like_a_marking():
    """Level, release and originator in one line, in the order in which people mark papers."""
    label = Label(
        level=Level.AMBER,
        originator="ada",
        organisation="GBR MOD",
        releasable_to=frozenset({"NOR", "KEN"}),
    )
    assert str(label) == "TLP:AMBER//REL TO KEN, NOR//BY ada (GBR MOD)"
    assert str(only_for("ada")) == "TLP:RED//BY ada"


@given(
    level=st.sampled_from(list(Level)),
    names=st.tuples(NAMES, st.just("") | NAMES, st.frozensets(NAMES, max_size=3)),
)
def test_what_can_be_written_is_read_back(level, names):
    """A label is either refused when it is made, or comes back from its text as it was."""
    originator, organisation, released = names
    try:
        label = Label(
            level=level, originator=originator, organisation=organisation, releasable_to=released
        )
    except ValueError:
        return
    assert Label.parse(str(label)) == label


@given(st.text(max_size=40) | st.text("TLP:REDAMB+//BY ()ada,", max_size=40))
def test_no_other_text_is_a_label(text):
    """Whatever parses is written exactly so: no two texts mean one label."""
    try:
        label = Label.parse(text)
    except ValueError:
        return
    assert str(label) == text


@pytest.mark.parametrize(
    "text",
    [
        "",
        "green",
        "TLP:GREEN",
        "TLP:GREEN//BY ",
        "TLP:GREEN//BY ada//BY bo",
        "TLP:GREEN//REL TO NOR//BY ada",
        "TLP:AMBER//REL TO NOR, KEN//BY ada",
        "TLP:AMBER//REL TO NOR,KEN//BY ada",
        "TLP:AMBER//REL TO NOR, NOR//BY ada",
        "tlp:green//BY ada",
        "TLP:GREEN//BY ada\n",
        "TLP:GREEN//BY ada (GBR) (NOR)",
    ],
)
def test_a_damaged_label_is_no_label(text):
    """Half a label, one out of order or one with something added is refused."""
    with pytest.raises(ValueError):
        Label.parse(text)


@pytest.mark.parametrize("level", [Level.CLEAR, Level.GREEN, Level.AMBER_STRICT])
def test_a_release_that_means_nothing_is_refused(level):
    """A level that already says how far it goes takes no names."""
    with pytest.raises(ValueError, match="released to nobody by name"):
        Label(level=level, originator="ada", releasable_to=frozenset({"NOR"}))


@pytest.mark.parametrize("mark", ["\u200b", "\u202e", "\x07"], ids=["no width", "turned", "bell"])
def test_a_name_that_shows_otherwise_than_it_is_stands_in_no_label(mark):
    """A character that nobody sees could pass one originator off as another."""
    with pytest.raises(ValueError, match="cannot stand in a label"):
        Label(level=Level.RED, originator=f"a{mark}da")
