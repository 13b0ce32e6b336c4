"""Parties are found where they are named, and nowhere else."""

from __future__ import annotations

import pytest

from contingent.read.gazetteer import Form, Gazetteer
from contingent.vocabulary.party import Party, PartyType


def _found(text: str) -> list[tuple[str, str]]:
    return [
        (text[mention.start : mention.end], mention.code)
        for mention in Gazetteer.standard().mentions(text)
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Kenya will send police", [("Kenya", "KEN")]),
        ("the Kenyans in Nairobi", [("Kenyans", "KEN"), ("Nairobi", "KEN")]),
        ("a U.S.-led force", [("U.S.", "USA")]),
        ("Turkey's army", [("Turkey", "TUR")]),
        ("Côte d’Ivoire", [("Côte d’Ivoire", "CIV")]),
        ("Saudi\nArabia", [("Saudi\nArabia", "SAU")]),
        ("TÜRKIYE SENDS TROOPS", [("TÜRKIYE", "TUR")]),
        ("Tu\u0308rkiye", [("Tu\u0308rkiye", "TUR")]),
        ("pakistan said", [("pakistan", "PAK")]),
        ("The Emirates", [("The Emirates", "ARE")]),
        ("the UN Security Council", [("UN Security Council", "UNSC")]),
        ("officials of Hamas", [("Hamas", "HAMAS")]),
    ],
)
def test_names_adjectives_and_seats_are_found_as_written(
    text: str, found: list[tuple[str, str]]
) -> None:
    """Possessives, capitals, line breaks and accents hide no party."""
    assert _found(text) == found


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Guinea, Guinea-Bissau, Equatorial Guinea and Papua New Guinea", "GIN GNB GNQ PNG"),
        ("Niger and Nigeria: Nigerien, Nigerian", "NER NGA NER NGA"),
        ("Sudan and South Sudan, Sudanese and South Sudanese", "SDN SSD SDN SSD"),
        ("North Korea, South Korea", "PRK KOR"),
        ("Dominica and the Dominican Republic", "DMA DOM"),
        ("DR Congo and the Republic of the Congo", "COD COG"),
        ("Mali, Malian; Malawi; Somali, Somalia", "MLI MLI MWI SOM SOM"),
        ("the United Kingdom of Great Britain and Northern Ireland; Ireland", "GBR IRL"),
    ],
)
def test_the_longest_name_wins(text: str, codes: str) -> None:
    """Names that hold each other are told apart."""
    assert [code for _, code in _found(text)] == codes.split()


@pytest.mark.parametrize(
    "text",
    [
        "tell us what you think of turkey and china plates",
        "Romans and women",
        "Georgetown is no state; nor is Chadwick",
        "xPakistan Pakistan_x Pakistan2",
        "it costs US$5 million",
        "the South China Sea and the Gulf of Oman",
        "Latin American writers",
        "the Washington Post and The Times of India reported",
        "Michael Jordan played",
        "the Oslo Accords",
        "P\u0430kistan with a Cyrillic letter",
        "a polish of the guinea pig",
    ],
)
def test_what_only_looks_like_a_party_is_left_alone(text: str) -> None:
    """Pronouns, parts of words, seas, papers and accords name no party."""
    assert _found(text) == []


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Defence Minister Israel Katz said", ""),
        ("said Chad Smith, a lawyer", ""),
        ("Jordan Offers Troops To Haiti", "JOR HTI"),
        ("Jordan Foreign Minister Ayman Safadi said", "JOR"),
        ("Chad and Israel said", "TCD ISR"),
        ("Israel Defense Forces said", "ISR"),
    ],
)
def test_a_given_name_is_no_state(text: str, codes: str) -> None:
    """A name that people bear too is a person's beside a title or a surname."""
    assert [code for _, code in _found(text)] == codes.split()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("PAKISTAN TELLS US TO WAIT FOR ANSWERS", "PAK"),
        ("US SENDS TROOPS TO HAITI", "USA HTI"),
        ("WHAT THE US WANTS FROM KENYA", "USA KEN"),
        ("US troops; the US said", "USA USA"),
    ],
)
def test_in_a_line_of_capitals_us_may_be_a_pronoun(text: str, codes: str) -> None:
    """Where case says nothing, a pronoun is not taken for a state."""
    assert [code for _, code in _found(text)] == codes.split()


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Congo's army met Kinshasa's ministers", "COD COD"),
        ("Brazzaville: Congolese troops", "COG COG"),
        ("Congo said no", ""),
        ("Congo lies between DR Congo and Congo-Brazzaville", "COD COG"),
        ("Seoul said Korean troops", "KOR KOR"),
    ],
)
def test_a_shared_name_needs_the_rest_of_the_text(text: str, codes: str) -> None:
    """A name of two states is read only where the text names exactly one of them in full."""
    assert [code for _, code in _found(text)] == codes.split()


def test_a_mention_says_in_which_form() -> None:
    """A seat may be a mere place, so the reader is told that it was one."""
    mentions = Gazetteer.standard().mentions("Kenya, a Kenyan in Nairobi")
    assert [mention.form for mention in mentions] == [Form.NAME, Form.ADJECTIVE, Form.SEAT]


def test_a_missions_bodies_are_found_too() -> None:
    """What a mission file names is found in text beside the states."""
    board = Party(code="BOARD", name="Board of Peace", type=PartyType.BODY)
    mentions = Gazetteer.standard((board,)).mentions("the Board of Peace met Egypt")
    assert [mention.code for mention in mentions] == ["BOARD", "EGY"]


def test_the_gazetteer_resolves_names_like_the_vocabulary() -> None:
    """One table serves text and mission files."""
    gazetteer = Gazetteer.standard()
    assert gazetteer.code_of("türkiye") == "TUR"
    assert gazetteer.lookalike("Keny\u0430") == "KEN"
    assert Gazetteer.standard() is gazetteer


def test_every_name_of_every_party_is_found_alone() -> None:
    """No name is shadowed by another's, by a namesake or by a caution."""
    gazetteer = Gazetteer.standard()
    for party in gazetteer.names.parties.values():
        for name in (party.name, *party.also, *party.adjectives, *party.seats):
            (mention,) = gazetteer.mentions(f"of {name} and")
            assert (mention.code, mention.end - mention.start) == (party.code, len(name)), name
