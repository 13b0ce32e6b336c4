"""Text becomes mentions of parties: where they are named, and under which code."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

import ahocorasick

from contingent.read.namesakes import (
    GIVEN_NAMES,
    NAMESAKES,
    ORDINARY_CAPITALS,
    ORDINARY_WORDS,
    SHARED_NAMES,
)
from contingent.vocabulary.lookalikes import without_marks
from contingent.vocabulary.names import PartyNames
from contingent.vocabulary.organisations import GROUPS, ORGANISATIONS
from contingent.vocabulary.party import Party
from contingent.vocabulary.states import STATES

__all__ = ["Form", "Gazetteer", "Mention"]


class Form(StrEnum):
    """How a party is named: `Kenya`, `Kenyan`, or by the seat of its government, `Nairobi`."""

    NAME = "name"
    ADJECTIVE = "adjective"
    SEAT = "seat"


@dataclass(frozen=True, slots=True, kw_only=True)
class Mention:
    """A party named at characters `start` to `end` (excluded) of a text."""

    start: int
    end: int
    code: str
    form: Form


# length of the key, candidate codes (none: a namesake), form, whether it needs a closer look
_Entry = tuple[int, tuple[str, ...], Form, bool]
_Hit = tuple[int, int, _Entry]

_SHORTEST_IN_LOWER_CASE = 5
_SPACES = ("\n", "\t", "\u00a0", "\u202f")
_TITLES = re.compile(
    r"(?:Mr|Mrs|Ms|Dr|Sir|Lord|Lady|Minister|President|Premier|Secretary|Ambassador|General|Gen"
    r"|Colonel|Col|Major|Maj|Captain|Capt|Admiral|Senator|Sen|Rep|Judge|Professor|Prof|Bishop"
    r"|[Ss]poke(?:sman|swoman|sperson)|Envoy|Commissioner|Director|Chief|King|Queen|Prince)\.? $"
)
# Before a name that people bear too: a first name, itself after a word in lower case.
_FIRST_NAME = re.compile(
    r"(?:\b[a-z]+|,) (?!North|South|East|West|Cent|Great|Neighb|Upper|Lower|New )[A-Z][a-zà-ÿ]+ $"
)
# After one: a surname, unless it begins the name of an institution or is a day.
_SURNAME = re.compile(
    r" (?!(?:Foreign|Defen[cs]e|Interior|Finance|Health|Prime|Deputy|Vice|Chief|Crown|President"
    r"|King|Queen|Prince|Emir|Army|Navy|Police|Parliament|Government|Cabinet|Minist|Embassy|Ambassador"
    r"|Armed|Air|Special|National|Central|Federal|Supreme|State|Security|Military|Summit|Radio|TV|PM"
    r"|FM|Mon|Tues|Wednes|Thurs|Fri|Satur|Sun))"
    r"[A-Z][a-zà-ÿ'-]+(?:[,.;:)]| (?:[a-z]|\())"
)
# After a name that only tells what sort of people or things somebody else's are.
_OF_A_SORT = re.compile(r"-(?:speaking|language|made|built|born|style|educated|designed)\b")
# Before a council that other states and bodies have too.
_OWNER = re.compile(r"(?:[A-Z][\w.'-]*|[a-z]+'s?) $")
_COUNCIL = "Security Council"
_NEAR = 30
_AROUND = 40
_DOUBTFUL = GIVEN_NAMES | ORDINARY_CAPITALS | {_COUNCIL}


class Gazetteer:
    """All names of all parties in one automaton; a text is read in one pass."""

    def __init__(self, parties: Iterable[Party], extra: Iterable[Party] = ()) -> None:
        extra = tuple(extra)
        parties = tuple(parties)
        self.names = PartyNames.of(parties, extra)
        self._automaton = ahocorasick.Automaton()
        for key, entry in _entries(parties, extra).items():
            self._automaton.add_word(key, entry)
        self._automaton.make_automaton()

    @staticmethod
    @lru_cache(maxsize=8)
    def _cached(extra: tuple[Party, ...]) -> Gazetteer:
        return Gazetteer((*STATES, *ORGANISATIONS, *GROUPS), extra)

    @classmethod
    def standard(cls, extra: Iterable[Party] = ()) -> Gazetteer:
        """The states, organisations and groups of the vocabulary, and those of a mission."""
        return cls._cached(tuple(extra))

    def code_of(self, name: str) -> str | None:
        """As `PartyNames.code_of`."""
        return self.names.code_of(name)

    def lookalike(self, name: str) -> str | None:
        """As `PartyNames.lookalike`."""
        return self.names.lookalike(name)

    def mentions(self, text: str) -> tuple[Mention, ...]:
        """Every party named in the text, in order; the longest name wins, none overlap.

        Give it the whole document: a name that two parties share ("Congo") is read as the one
        that the text also names in full, and as neither if it names none or both.
        """
        hits = _disjoint(self._hits(_straightened(text)))
        named = {entry[1][0] for _, _, entry in hits if len(entry[1]) == 1}
        found = []
        for start, end, (_, codes, form, _) in hits:
            meant = codes if len(codes) == 1 else tuple(code for code in codes if code in named)
            if len(meant) == 1:
                found.append(Mention(start=start, end=end, code=meant[0], form=form))
        return tuple(found)

    def _hits(self, text: str) -> Iterator[_Hit]:
        size = len(text)
        for last, entry in self._automaton.iter(text):
            start = last + 1 - entry[0]
            if start and (text[start - 1].isalnum() or text[start - 1] == "_"):
                continue
            end = last + 1
            if end < size and (not _may_follow(text[end]) or _OF_A_SORT.match(text, end)):
                continue
            if entry[3] and _means_another(text, start, end):
                continue
            yield start, end, entry


def _entries(parties: tuple[Party, ...], extra: tuple[Party, ...]) -> dict[str, _Entry]:
    """Every spelling of every name; of two that are equal, the first stands."""
    entries: dict[str, _Entry] = {}
    shared = [(name, codes, Form.NAME) for name, codes in SHARED_NAMES.items()]
    asides: list[tuple[str, tuple[str, ...], Form]] = [(name, (), Form.NAME) for name in NAMESAKES]
    for name, codes, form in (*_forms(extra), *asides, *shared, *_forms(parties)):
        for spelling in _spellings(name, in_lower_case=form is not Form.SEAT):
            doubtful = spelling in _DOUBTFUL
            entries.setdefault(spelling, (len(spelling), codes, form, doubtful))
    return entries


def _forms(parties: Iterable[Party]) -> Iterator[tuple[str, tuple[str, ...], Form]]:
    for party in parties:
        for names, form in (
            ((party.name, *party.also), Form.NAME),
            (party.adjectives, Form.ADJECTIVE),
            (party.seats, Form.SEAT),
        ):
            for name in names:
                yield name, (party.code,), form


def _spellings(name: str, *, in_lower_case: bool) -> Iterator[str]:
    opening = name[0].upper() + name[1:]
    forms = (name, opening, without_marks(name), unicodedata.normalize("NFD", name))
    for spelled in dict.fromkeys(forms):
        yield spelled
        yield spelled.upper()
        lowered = spelled.lower()
        is_safe = len(lowered) >= _SHORTEST_IN_LOWER_CASE and lowered not in ORDINARY_WORDS
        if in_lower_case and is_safe:
            yield lowered


def _straightened(text: str) -> str:
    """The text with plain spaces and apostrophes, character for character as long."""
    for space in _SPACES:
        if space in text:
            text = text.replace(space, " ")
    return text.replace("’", "'").replace("‑", "-") if not text.isascii() else text


def _may_follow(sign: str) -> bool:
    """False where a word goes on, or a currency begins ("US$")."""
    return not (sign.isalnum() or sign in "_$" or unicodedata.combining(sign))


def _disjoint(hits: Iterable[_Hit]) -> list[_Hit]:
    """The leftmost hits, of those at one place the longest."""
    kept: list[_Hit] = []
    reached = 0
    for hit in sorted(hits, key=lambda hit: (hit[0], -hit[1])):
        if hit[0] >= reached:
            kept.append(hit)
            reached = hit[1]
    return kept


def _means_another(text: str, start: int, end: int) -> bool:
    """True for a pronoun in capitals, a part of a person's name, and another's council."""
    word = text[start:end]
    if word == _COUNCIL:
        owner = _OWNER.search(text, max(0, start - _NEAR), start)
        return owner is not None and owner[0] != "The "
    if word in ORDINARY_CAPITALS:
        around = text[max(0, start - _AROUND) : start] + text[end : end + _AROUND]
        shouted = around.isupper() and len(around.split()) > 2
        return shouted and start > 0 and not text[:start].endswith("THE ")
    near = max(0, start - _NEAR)
    if _TITLES.search(text, near, start) or _FIRST_NAME.search(text, near, start):
        return True
    return bool(_SURNAME.match(text, end))
