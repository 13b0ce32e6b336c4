"""Numbers as wide as they were said, and whose they are."""

from __future__ import annotations

import pytest
from reading_room import reading_of

from contingent.vocabulary.capability import Amount
from contingent.vocabulary.claim import Count, Pledge

AMOUNTS = (
    ("500 troops", Amount(floor=500, ceiling=500)),
    ("1,500 troops", Amount(floor=1500, ceiling=1500)),
    ("up to 8,000 troops", Amount(ceiling=8000)),
    ("at least 300 troops", Amount(floor=300)),
    ("more than 300 troops", Amount(floor=300)),
    ("8,000 or more troops", Amount(floor=8000)),
    ("about 400 troops", Amount(floor=400, ceiling=400, about=True)),
    ("between 200 and 300 troops", Amount(floor=200, ceiling=300)),
    ("5,000 to 8,000 troops", Amount(floor=5000, ceiling=8000)),
    ("dozens of troops", Amount(vague="dozens")),
    ("two battalions", Amount(unit="battalions", floor=2, ceiling=2)),
    ("three ships", Amount(unit="ships", floor=3, ceiling=3)),
    ("$10 million in funding", Amount(unit="USD", floor=10**7, ceiling=10**7)),
)


def _pledges(text: str) -> dict[str, Pledge]:
    statements = reading_of(text).statements
    return {str(item.about): item.claim for item in statements if isinstance(item.claim, Pledge)}


@pytest.mark.parametrize(("words", "amount"), AMOUNTS)
def test_an_amount_is_as_wide_as_it_was_said(words: str, amount: Amount) -> None:
    """Floor, ceiling, approximation and vague words are kept apart."""
    assert _pledges(f"Kenya pledged {words} to the force.")["KEN"].amount == amount


@pytest.mark.parametrize(
    ("text", "amounts"),
    [
        (
            "Kenya pledged 500 troops to the force, and Fiji will send 80 soldiers to it.",
            {"KEN": 500, "FJI": 80},
        ),
        ("Kenya and Fiji together pledged 500 troops to the force.", {"KEN": None, "FJI": None}),
        ("Kenya and Fiji pledged 500 troops each to the force.", {"KEN": 500, "FJI": 500}),
        (
            "Kenya (500), Fiji (80) and Nepal (60) pledged troops to the force.",
            {"KEN": 500, "FJI": 80, "NPL": 60},
        ),
        (
            "Peru thanked Kenya for its offer of 500 troops for the force and pledged money.",
            {"KEN": 500, "PER": None},
        ),
        ("Kenya pledged troops for the force of 5,000.", {"KEN": None}),
    ],
)
def test_a_number_never_moves_to_another_party(text: str, amounts: dict[str, int | None]) -> None:
    """What was said of one is not said of another; a sum of several is nobody's alone."""
    read = _pledges(text)
    found = {code: claim.amount.floor if claim.amount else None for code, claim in read.items()}
    assert found == amounts


@pytest.mark.parametrize(
    ("words", "count", "comparator"),
    [
        ("More than 70 countries", 70, "more_than"),
        ("Around 19 countries", 19, "about"),
        ("Nearly 45 countries", 45, "nearly"),
        ("At least five nations", 5, "at_least"),
        ("Twelve states", 12, "exactly"),
        ("Several countries", None, "several"),
    ],
)
def test_a_group_is_counted_with_its_comparator(
    words: str, count: int | None, comparator: str
) -> None:
    """So many countries stand at a rung, without saying which."""
    claims = [item.claim for item in reading_of(f"{words} are ready to join the force.").statements]
    assert [claim for claim in claims if isinstance(claim, Count)]
    claim = claims[0]
    assert isinstance(claim, Count)
    assert (claim.count, claim.comparator.value) == (count, comparator)
