"""Who says what: quotation, reported speech, roles, pronouns, capitals and outlets."""

from __future__ import annotations

from datetime import date

import pytest
from reading_room import reading_of

from contingent.vocabulary.statement import Statement, Voice

WHO = (
    # direct and indirect speech, before and after
    (
        "“Kenya will join the force,” said Foreign Minister Ann Wanjiru of Kenya.",
        "Ann Wanjiru",
        "KEN",
    ),
    ("Kenyan President John Otieno said Kenya would join the force.", "John Otieno", "KEN"),
    ("Kenya, he was told, is ready to join the force, the Kenyan army chief said.", "army", "KEN"),
    ("Kenya is ready to join the force, according to Peru's foreign ministry.", "ministry", "PER"),
    (
        "Speaking in Lima, Peruvian Minister Luz Paz said Kenya was ready to join the force.",
        "Luz Paz",
        "PER",
    ),
    # carried over
    (
        "Kenyan Foreign Minister Ann Wanjiru met reporters. She said Kenya may join the force.",
        "Ann Wanjiru",
        "KEN",
    ),
    (
        "Peruvian Foreign Minister Luz Paz spoke. The minister said Peru may join the force.",
        "Luz Paz",
        "PER",
    ),
    (
        "Ghanaian President Kofi Boa said little. Boa added that Ghana may join the force.",
        "Kofi Boa",
        "GHA",
    ),
    # capitals and institutions
    ("Nairobi said it was ready to join the force.", "Nairobi", "KEN"),
    (
        "In Nairobi, the foreign ministry said no decision to join the force had been taken.",
        "foreign ministry",
        "KEN",
    ),
    (
        "The Kenyan Foreign Ministry met. Foreign Ministry spokesman Eli Rono said Kenya may join "
        "the force.",
        "Eli Rono",
        "KEN",
    ),
    # a member of a government, without a state: the one spoken of, or the one reported from
    (
        "Kenya is ready to join the force, Foreign Minister Ann Wanjiru told reporters.",
        "Ann Wanjiru",
        "KEN",
    ),
    (
        "Peru and Kenya are ready to join the force, Foreign Minister Luz Paz said.",
        "Luz Paz",
        "",
    ),
    (
        "Nairobi weighs a part\n\nNAIROBI - Foreign Minister Ann Wanjiru said Kenya may join the "
        "force.",
        "Ann Wanjiru",
        "KEN",
    ),
    (
        "Kenya will send 800 police officers to the force in Haiti, its interior minister said.",
        "interior minister",
        "KEN",
    ),
    # a place where something is said is no name, and a diplomat there may be anybody's
    (
        "A UN spokesman in New York said Kenya would join the force.",
        "UN spokesman",
        "UN",
    ),
    (
        "NAIROBI - Kenya may join the force, a diplomat said on condition of anonymity.",
        "diplomat",
        "",
    ),
    (
        "Kenya is ready to join the force, three people familiar with the talks said.",
        "three people familiar",
        "",
    ),
    # a minister of nobody knows which state: the dateline and the words disagree
    (
        "LIMA - Kenya may join the force, Foreign Minister Ann Wanjiru said.",
        "Ann Wanjiru",
        "",
    ),
    # `which officials say` speaks of what follows it
    (
        "Kenya has pledged to join the force, which officials say could number 5,000.",
        "Kenya",
        "KEN",
    ),
    # nobody
    ("Kenya is considering joining the force.", "", ""),
    ("Such assurances suggest that Kenya is ready to join the force.", "", ""),
)


def _first(text: str) -> Statement:
    return reading_of(text, published_on=date(2026, 3, 13)).statements[0]


@pytest.mark.parametrize(("text", "name", "party"), WHO)
def test_a_statement_has_its_speaker(text: str, name: str, party: str) -> None:
    """The speaker is the one whose words they are, with the party that they speak for."""
    speaker = _first(text).speaker
    assert name in speaker.name
    assert (speaker.name == "") == (name == "")
    assert speaker.party == party


@pytest.mark.parametrize(
    ("text", "via"),
    [
        (
            "According to a report by the Lima Herald, Kenya's foreign ministry said it may "
            "join the force.",
            ("Lima Herald",),
        ),
        (
            "Kenya's foreign ministry said it was ready to join the force, Reuters reported.",
            ("Reuters",),
        ),
        ("Kenya's foreign ministry said it was ready to join the force.", ()),
    ],
)
def test_an_outlet_that_passes_words_on_is_a_link_of_the_chain(
    text: str, via: tuple[str, ...]
) -> None:
    """An outlet never becomes the speaker; it stands in `via`."""
    statement = _first(text)
    assert statement.via == via
    assert statement.speaker.party == "KEN"


@pytest.mark.parametrize(
    ("text", "voice"),
    [
        ("Kenyan President John Otieno said Kenya would join the force.", Voice.OFFICIAL),
        ("Kenyan officials said Kenya was ready to join the force.", Voice.OFFICIAL_UNNAMED),
        ("Peruvian President Luz Paz said Kenya was ready to join the force.", Voice.THIRD_PARTY),
        ("Kenya is considering joining the force.", Voice.REPORTER),
        ("Analysts say Kenya is ready to join the force.", Voice.COMMENTARY),
    ],
)
def test_a_statement_stands_in_its_voice(text: str, voice: Voice) -> None:
    """On record, unnamed, another party, the reporter's own words, or comment."""
    assert _first(text).voice is voice


@pytest.mark.parametrize(
    ("day", "said_on"),
    [
        ("on Friday", "2026-03-13"),
        ("on Thursday", "2026-03-12"),
        ("on 2 March", "2026-03-02"),
        ("on 28 December", "2025-12-28"),
        ("on March 2, 2026", "2026-03-02"),
        ("yesterday", "2026-03-12"),
    ],
)
def test_the_day_of_an_utterance_is_placed_against_publication(day: str, said_on: str) -> None:
    """A weekday is the last one, a day without a year the latest up to publication."""
    statement = _first(f"Kenyan President John Otieno said {day} that Kenya may join the force.")
    assert str(statement.said_on) == said_on


def test_who_is_told_something_is_not_who_does_it():
    """In `Nairobi told Lima it was ready`, Nairobi is ready."""
    read = reading_of("Nairobi had told Lima it was ready to send police to the force.")
    assert {item.about for item in read.statements} == {"KEN"}


def test_a_quotation_of_several_sentences_is_all_of_who_is_named_behind_it():
    """Its first sentences are not given to whoever spoke before."""
    read = reading_of(
        "Ghana will weigh a role in Haiti, its foreign minister, Sam Ablakwa, said. “We will "
        "send 300 soldiers to Haiti. It is our duty. We will stay,” Senegal's defence minister "
        "said.",
        mission="haiti",
    )
    pledges = {item.about: item.speaker.party for item in read.statements if item.about}
    assert pledges["SEN"] == "SEN"
    assert pledges["GHA"] == "GHA"


def test_a_head_noun_adds_no_kind_of_its_own():
    """Infantry battalions are infantry, and no other troops beside them."""
    read = reading_of("Nepal pledged two infantry battalions for Haiti.", mission="haiti")
    (claim,) = {item.claim for item in read.statements}
    assert [kind.value for kind in claim.kinds] == ["infantry"]
