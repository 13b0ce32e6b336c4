"""Invented quotations, and every way in which a later telling may distort one of them."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

__all__ = ["alterations", "quotation"]

_STATES = ("Kenya", "Ghana", "Nepal", "Norway", "Jordan", "Chile", "Fiji", "Morocco", "Kosovo")
_OPENINGS = ("We will", "My government will", "Our country will", "The cabinet will")
_HEDGES = ("probably", "perhaps", "possibly", "in principle")
_ACTS = (
    "send {number} soldiers to the force",
    "contribute {number} police officers to the mission",
    "deploy a field hospital and {number} engineers this year",
    "train {number} recruits for the new police outside the territory",
)
_LIMITS = (
    "if the council makes the mandate clear",
    "provided that all sides agree to it",
    "unless the truce is broken before May",
    "only after parliament has given its consent",
)
_FACTS = (
    "and {one}, {two} and {three} have told us that they are of the same mind",
    "and we have spoken about this with {one}, {two} and {three} at length",
)


def quotation(rng: random.Random) -> str:
    """A sentence with a hedge, a negation or neither, a number, a limit and a list of states."""
    one, two, three = rng.sample(_STATES, 3)
    hedge = rng.choice(("", "not ", f"{rng.choice(_HEDGES)} "))
    act = rng.choice(_ACTS).format(number=f"{rng.randrange(2, 60) * 50:,}")
    fact = rng.choice(_FACTS).format(one=one, two=two, three=three)
    return f"{rng.choice(_OPENINGS)} {hedge}{act} {rng.choice(_LIMITS)}, {fact}"


def alterations(said: str, rng: random.Random) -> Iterator[tuple[str, str]]:
    """Each sort of distortion with what it makes of a quotation."""
    number = re.search(r"\d[\d,]*", said)
    assert number is not None
    other = f"{int(number[0].replace(',', '')) + rng.randrange(1, 9) * 100:,}"
    yield "number", said.replace(number[0], other, 1)
    yield (
        "negation",
        said.replace(" not ", " ", 1)
        if " not " in said
        else re.sub(
            r" will (?:\w+ principle |probably |perhaps |possibly )?", " will not ", said, count=1
        ),
    )
    hedge = re.search(r" (?:probably|perhaps|possibly|in principle)(?= )", said)
    if hedge:
        yield "hedge", said.replace(hedge[0], "", 1)
    limit = re.search(r" (?:if|provided that|unless|only after) [^,]+", said)
    assert limit is not None
    yield "limit", said.replace(limit[0], "", 1)
    named = [state for state in _STATES if state in said]
    new = rng.choice([state for state in _STATES if state not in said])
    yield "list", said.replace(rng.choice(named), new, 1)
    gone = rng.choice(re.findall(rf"(?:{'|'.join(_STATES)}), ", said) or ["no state, "])
    yield "shorter list", said.replace(gone, "", 1)
    yield "modal", said.replace(" will ", " may ", 1)
    yield "strengthened", said.replace(" will ", " will certainly ", 1)
