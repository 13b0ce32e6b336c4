"""Two quotations are one utterance or two, and what was changed in it is found."""

from __future__ import annotations

import random

import pytest
from altered_quotations import alterations, quotation
from reading_room import GAZETTEER

from contingent.read.alterations import Comparison, compared, words_of
from contingent.vocabulary.statement import FlagType

SAID = "We have not taken a decision on whether to send the 800 police officers"


def against(earlier: str, later: str, rest: str = "") -> Comparison:
    """How a later quotation compares with an earlier one."""
    return compared(words_of(earlier), words_of(later), gazetteer=GAZETTEER, rest=rest)


def test_every_generated_alteration_is_found() -> None:
    """Of a thousand distorted quotations none passes for what was said."""
    rng = random.Random(2803)
    missed, tried = [], 0
    while tried < 1_000:
        said = quotation(rng)
        for sort, altered in alterations(said, rng):
            if altered == said:
                continue
            tried += 1
            found = against(said, altered)
            if not found.is_same or found.alteration is None:
                missed.append((sort, said, altered))
    assert not missed


@pytest.mark.parametrize(
    ("earlier", "later"),
    [
        ("We can't send 1,000 troops this year.", "we cannot send 1000 troops this year"),
        (
            "The organisation will go on as before there",
            "The organization will go on as before there",
        ),
        ("We shall, well, send two hundred men there", "We shall send 2 hundred men there"),
        ("We will send police to the force by May", "We will [gladly] send police ... by May"),
        ("“We will not send any troops to it,”", '"We will not send any troops to it."'),
    ],
)
def test_other_spelling_and_marked_omissions_are_no_alteration(earlier: str, later: str) -> None:
    """Whoever writes the same words in another way has changed nothing."""
    assert against(earlier, later) == Comparison(is_same=True)


def test_a_part_is_a_telling_of_the_whole() -> None:
    """A shorter quotation of the same words is the same utterance, unchanged."""
    part = "We have not taken a decision"
    assert against(SAID, part) == Comparison(is_same=True)
    assert against(part, SAID) == Comparison(is_same=True)


def test_a_part_torn_from_its_negation_is_altered() -> None:
    """`To send 800 police officers` is not what was said."""
    found = against(SAID, "to send the 800 police officers").alteration
    assert found is not None
    assert found.type is FlagType.HEDGE_DROPPED


def test_a_limit_left_out_at_the_end_is_a_dropped_hedge() -> None:
    """Unless the later text holds it outside the quotation marks."""
    said = "We are ready to send 800 police officers if the council agrees"
    told = "We are ready to send 800 police officers"
    found = against(said, told).alteration
    assert found is not None
    assert (found.type, found.was) == (FlagType.HEDGE_DROPPED, "if the council agrees")
    assert against(said, told, rest="he said if the council agrees") == Comparison(is_same=True)


@pytest.mark.parametrize(
    ("later", "kind", "was", "became"),
    [
        (SAID.replace("not ", ""), FlagType.HEDGE_DROPPED, "not", ""),
        (SAID.replace("800", "8,000"), FlagType.WRONG_NUMBER, "800", "8000"),
        (SAID.replace("police", "military"), FlagType.QUOTATION_ALTERED, "police", "military"),
    ],
)
def test_both_versions_are_named(later: str, kind: FlagType, was: str, became: str) -> None:
    """What was said and what became of it stand side by side."""
    found = against(SAID, later).alteration
    assert found is not None
    assert (found.type, found.was, found.became) == (kind, was, became)


def test_other_words_are_another_utterance() -> None:
    """A few shared words do not make two sentences one."""
    assert not against(SAID, "We have taken the train to the football match").is_same
    assert not against(SAID, "").is_same
    assert not against("", "").is_same
