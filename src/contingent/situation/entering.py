"""What a person types about a call, a letter or a meeting becomes a statement."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TypeVar

from contingent.mission import Mission, mission_parties
from contingent.vocabulary.capability import Amount, Kind
from contingent.vocabulary.claim import Claim, Pledge, Question, Rung, Verdict, VerdictType
from contingent.vocabulary.moment import ImpreciseDate
from contingent.vocabulary.names import PartyNames
from contingent.vocabulary.plain import identified
from contingent.vocabulary.statement import Medium, Note, Speaker, Statement, Voice

__all__ = ["Telling", "amount_of_words", "entered_statement", "rung_of_words", "typed_words"]

_NUMBER = r"\d[\d,]*"
_AMOUNT = re.compile(
    rf"(?P<word>up to|about|at least)? ?(?P<first>{_NUMBER})"
    rf"(?: ?(?:to|-|–) ?(?P<second>{_NUMBER})| (?P<more>or more))?"
)
_MOST_DIGITS = 12
_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e")
_Word = TypeVar("_Word", bound=StrEnum)


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What was typed, word for word; an empty text or list: nothing was.

    One of `rung`, `verdict` and `questions` says what was claimed.
    """

    about: str
    source: str
    gist: str
    speaker: str
    speaks_for: str
    rung: str = ""
    verdict: str = ""
    questions: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()
    amount: str = ""
    conditions: tuple[str, ...] = ()
    medium: str = "call"
    role: str = ""


def entered_statement(telling: Telling, mission: Mission, *, said_on: date) -> Statement:
    """The statement, with its source and without a quotation.

    Raises ValueError, beginning with the name of the field, for what cannot be understood.
    """
    claim = _claim(telling)
    names = PartyNames.of(mission_parties(mission))
    about = _code(names, telling.about, "about")
    speaks_for = _code(names, telling.speaks_for, "speaks-for")
    return identified(
        Statement(
            id="",
            citation=Note(
                medium=_word(Medium, telling.medium, "medium"),
                source=typed_words(telling.source, "source"),
                gist=typed_words(telling.gist, "gist"),
            ),
            speaker=Speaker(
                name=typed_words(telling.speaker, "speaker"),
                role=_perhaps(telling.role, "role"),
                party=speaks_for,
            ),
            voice=Voice.OFFICIAL if about == speaks_for else Voice.THIRD_PARTY,
            about=about,
            claim=claim,
            conditions=_each(telling.conditions, "conditions"),
            mission=mission.code,
            said_on=ImpreciseDate.day(said_on),
        )
    )


def typed_words(text: str, field: str) -> str:
    """What was typed, as it is put on record; ValueError where nobody could read it.

    It needs a letter or a digit, and holds no control character, no half of a character and no
    sign that turns the direction of what follows: the record would show other words than it has.
    """
    words = text.strip()
    unseen = next((sign for sign in words if _is_unseen(sign)), "")
    if unseen:
        raise ValueError(f"{field} holds a sign that cannot be seen, U+{ord(unseen):04X}")
    if not any(map(str.isalnum, words)):
        raise ValueError(f"{field} is empty")
    return words


def _is_unseen(sign: str) -> bool:
    return sign in _TURNING or (unicodedata.category(sign) in ("Cc", "Cs") and sign not in "\t\n\r")


def _perhaps(text: str, field: str) -> str:
    """The same of what may be left out."""
    return typed_words(text, field) if text.strip() else ""


def _each(texts: Iterable[str], field: str) -> tuple[str, ...]:
    return tuple(filter(None, (_perhaps(text, field) for text in texts)))


def _code(names: PartyNames, name: str, field: str) -> str:
    """The code of a party; ValueError for a name that is unknown or only looks like one."""
    found = names.code_of(name)
    if found is not None:
        return found
    alike = names.lookalike(name)
    if alike:
        meant = names.parties[alike].name
        hint = f"it resembles {meant} ({alike}) but is not written with its letters"
    else:
        hint = "give its ISO code, its name, or add it to mission.yaml under `parties`"
    raise ValueError(f"{field}: {name!r} is no party that is known here; {hint}")


def _word(kind: type[_Word], word: str, field: str) -> _Word:
    try:
        return kind(word)
    except ValueError:
        raise ValueError(f"{field}: one of {', '.join(kind)}, not {word!r}") from None


def _claim(telling: Telling) -> Claim:
    """Exactly one of a rung, a verdict and questions."""
    topics = _each(telling.questions, "questions")
    if sum(map(bool, (telling.rung, telling.verdict, topics))) != 1:
        raise ValueError("rung, verdict or question: give exactly one of them")
    if telling.amount and not telling.rung:
        raise ValueError("amount goes with a rung")
    if telling.conditions and topics:
        raise ValueError("condition goes with a rung or a verdict, not with a question")
    kinds = _kinds(telling.kinds)
    if topics:
        return Question(topics=tuple(topic.replace(" ", "_") for topic in topics))
    if telling.verdict:
        return Verdict(verdict=_word(VerdictType, telling.verdict, "verdict"), kinds=kinds)
    amount = amount_of_words(telling.amount) if telling.amount else None
    return Pledge(rung=rung_of_words(telling.rung), kinds=kinds, amount=amount)


def _kinds(words: Iterable[str]) -> tuple[Kind, ...]:
    return tuple(_word(Kind, word, "kind") for word in words) or (Kind.UNSPECIFIED,)


def rung_of_words(words: str) -> Rung:
    """The rung of that name, `advance party` or `advance_party`; ValueError names them all."""
    try:
        return Rung.of_word(words.strip().replace(" ", "_"))
    except ValueError as error:
        known = ", ".join(rung.word for rung in Rung)
        raise ValueError(f"rung: {error}; there are {known}") from None


def amount_of_words(words: str) -> Amount:
    """`800`, `up to 800`, `500 to 800`, `800 or more`, `about 800`; else ValueError."""
    found = _AMOUNT.fullmatch(words.strip())
    open_ended = found is not None and found["word"] in ("up to", "at least")
    if found is None or (open_ended and (found["second"] or found["more"])):
        raise ValueError(f"amount: cannot read {words!r}; write `500 to 800`")
    first = _whole(found["first"])
    about = found["word"] == "about"
    if found["word"] == "up to":
        return Amount(ceiling=first)
    if found["word"] == "at least" or found["more"]:
        return Amount(floor=first, about=about)
    second = _whole(found["second"]) if found["second"] else first
    try:
        return Amount(floor=first, ceiling=second, about=about)
    except ValueError as error:
        raise ValueError(f"amount: {error}") from None


def _whole(digits: str) -> int:
    if len(digits) > _MOST_DIGITS:
        raise ValueError(f"amount: {digits[:_MOST_DIGITS]}... is more than anybody can send")
    return int(digits.replace(",", ""))
