"""Names of parties resolve, or are told apart from what only looks like one."""

from __future__ import annotations

import pytest

from contingent.vocabulary.lookalikes import is_mixed_script, skeleton
from contingent.vocabulary.names import PartyNames
from contingent.vocabulary.party import Party, PartyType


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("pak", "PAK"),
        ("Türkiye", "TUR"),
        ("turkiye", "TUR"),
        ("TURKEY", "TUR"),
        ("u.k.", "GBR"),
        ("the united arab emirates", "ARE"),
        ("Cote d’Ivoire", "CIV"),
        ("St Lucia", "LCA"),
        ("bosnia and herzegovina", "BIH"),
        ("Guinea Bissau", "GNB"),
        ("  DR   Congo ", "COD"),
        ("Kenyans", "KEN"),
        ("Islamabad", "PAK"),
        ("security council", "UNSC"),
        ("hamas", "HAMAS"),
    ],
)
def test_a_name_resolves_in_any_case_with_or_without_accents(name: str, code: str) -> None:
    """People type names in many ways; each leads to the same code."""
    assert PartyNames.standard().code_of(name) == code


@pytest.mark.parametrize("name", ["", "Zedland", "Congo", "Korea", "Roman", "Pakistani army"])
def test_what_names_no_one_party_resolves_to_none(name: str) -> None:
    """An unknown name, and one that two states share, is never guessed."""
    assert PartyNames.standard().code_of(name) is None


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("P\u0430kistan", "PAK"),
        ("\u041aeny\u0430", "KEN"),
        ("Pak\u200bistan", "PAK"),
        ("\uff30akistan", "PAK"),
        ("lran", "IRN"),
        ("Ind0nesia", "IDN"),
        ("\u03a4\u03bfgo", "TGO"),
        ("Pak\u0131stan", "PAK"),
        ("\U0001d40fakistan", "PAK"),
    ],
)
def test_a_lookalike_is_reported_and_never_resolved(name: str, code: str) -> None:
    """A name in letters of another alphabet says whom it resembles, and is not that party."""
    names = PartyNames.standard()
    assert names.code_of(name) is None
    assert names.lookalike(name) == code


@pytest.mark.parametrize("name", ["Pakistan", "TÜRKIYE", "Côte d'Ivoire", "Zedland", ""])
def test_a_true_name_or_an_unknown_one_is_no_lookalike(name: str) -> None:
    """Only what resembles a name without being it is called a lookalike."""
    assert PartyNames.standard().lookalike(name) is None


def test_a_missions_own_bodies_come_first() -> None:
    """A mission may give a name of its own meaning, and its bodies resolve like states."""
    board = Party(code="BOARD", name="Board of Peace", type=PartyType.BODY, also=("Bamako",))
    names = PartyNames.standard((board,))
    assert names.code_of("the board of peace") == "BOARD"
    assert names.code_of("bamako") == "BOARD"
    assert names.code_of("Mali") == "MLI"


def test_no_two_parties_look_alike() -> None:
    """Every name's skeleton leads to one party, so that a warning names the right one."""
    names = PartyNames.standard()
    for party in names.parties.values():
        for name in (party.name, *party.also):
            posing = name.replace("a", "\u0430").replace("o", "\u043e").replace("e", "\u0435")
            if posing != name:
                assert names.lookalike(posing) == party.code, name


def test_mixed_alphabets_are_seen_within_a_word_only() -> None:
    """A text may quote another script; a word that mixes two is what deceives."""
    assert is_mixed_script("see P\u0430kistan there")
    assert not is_mixed_script("the word \u041c\u0438\u0440 means peace")
    assert not is_mixed_script("Türkiye and Curaçao")
    assert skeleton("Pakistan") == skeleton("P\u0430kist\u0430n")
