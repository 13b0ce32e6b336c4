"""Headlines against the best quotation of their own document."""

from __future__ import annotations

import pytest
from reading_room import reading_of

from contingent.vocabulary.statement import FlagType

BODY = (
    "Ghana's foreign minister, Ama Owusu, spoke in Accra. "
    '"{quote}," she said. The protection mission for Darfur is to start in May.'
)


def _flags(title: str, quote: str) -> dict[FlagType, str]:
    reading = reading_of(BODY.format(quote=quote), title=title)
    return {flag.type: flag.detail for flag in reading.flags}


@pytest.mark.parametrize(
    ("title", "quote"),
    [
        ("Ghana To Send 500 Soldiers To Mission", "Ghana is considering sending soldiers"),
        ("Ghana pledges soldiers for Darfur mission", "Ghana may send soldiers to the mission"),
        ("Ghana offers soldiers for mission", "Ghana is ready to send soldiers to the mission"),
        ("Ghana refuses to join Darfur mission", "Ghana has not decided to join the mission"),
    ],
)
def test_a_headline_that_says_more_than_the_quotation_is_flagged(title: str, quote: str) -> None:
    """A higher rung, or a refusal where there is none, gets a flag with both versions."""
    detail = _flags(title, quote)[FlagType.HEADLINE_OUTRUNS_QUOTE]
    assert title.split()[-1] in detail
    assert quote.split()[-1] in detail


@pytest.mark.parametrize(
    ("title", "quote"),
    [
        ("Ghana offers soldiers for mission", "Ghana offers 300 soldiers for the mission"),
        ("Ghana considers joining the mission", "Ghana is considering joining the mission"),
        ("Ghana will not join the mission", "Ghana will not join the mission"),
        ("Rain in Accra", "Ghana offers 300 soldiers for the mission"),
    ],
)
def test_a_headline_that_its_text_bears_out_is_left_alone(title: str, quote: str) -> None:
    """No flag where the text says as much as the headline."""
    assert _flags(title, quote) == {}


def test_another_party_or_number_in_a_headline_is_flagged() -> None:
    """A headline that names another country or another number is told apart from a firm one."""
    quote = "Ghana pledges 300 soldiers for the mission"
    assert FlagType.WRONG_NUMBER in _flags("Ghana pledges 3,000 soldiers for mission", quote)
    assert FlagType.WRONG_PARTY in _flags("Togo pledges 300 soldiers for mission", quote)


def test_a_flagged_headline_carries_its_flag() -> None:
    """The statement read in an outrunning headline says so itself; those of the body do not."""
    quote = "Ghana is considering sending soldiers"
    reading = reading_of(BODY.format(quote=quote), title="Ghana To Send 500 Soldiers To Mission")
    flagged = [item.flags != () for item in reading.statements]
    assert flagged[0]
    assert not any(flagged[1:])
