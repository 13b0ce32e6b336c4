"""A name becomes the code of the party that it names, or of the one it only resembles."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from contingent.vocabulary.lookalikes import skeleton, without_marks
from contingent.vocabulary.organisations import GROUPS, ORGANISATIONS
from contingent.vocabulary.party import Party
from contingent.vocabulary.states import STATES

__all__ = ["PartyNames"]

_JOINTS = re.compile(r"[\s\u00a0\u202f_-]+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‑": "-", "–": "-", ".": None})


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PartyNames:
    """Every party by its code, and the codes behind every name and every look of a name.

    The empty code stands for a name that two parties share: it resolves to neither.
    """

    parties: Mapping[str, Party]
    codes: Mapping[str, str]
    looks: Mapping[str, str]

    @classmethod
    def of(cls, parties: Iterable[Party], extra: Iterable[Party] = ()) -> PartyNames:
        """The names of these parties; where one of `extra` bears a name too, it holds."""
        known: dict[str, Party] = {}
        codes: dict[str, str] = {}
        looks: dict[str, str] = {}
        for group in (tuple(extra), tuple(parties)):
            own: dict[str, str] = {}
            seen: dict[str, str] = {}
            for party in group:
                known.setdefault(party.code, party)
                for name in _names_of(party):
                    for key, index in ((_folded(name), own), (skeleton(name), seen)):
                        is_new = index.get(key, party.code) == party.code
                        index[key] = party.code if is_new else ""
            codes, looks = own | codes, seen | looks
        return cls(parties=known, codes=codes, looks=looks)

    @classmethod
    def standard(cls, extra: Iterable[Party] = ()) -> PartyNames:
        """The states, organisations and groups of the vocabulary, and those of a mission."""
        return _standard(tuple(extra))

    def code_of(self, name: str) -> str | None:
        """The code for a code, name, adjective or seat, in any case and without accents.

        None if it is unknown, or is written with letters of another alphabet: see `lookalike`.
        """
        return self.codes.get(_folded(name)) or None

    def lookalike(self, name: str) -> str | None:
        """The code of the party whose name this resembles without being it; None if it is none.

        Such a name is never resolved silently: say which party it resembles, and refuse it.
        """
        if _folded(name) in self.codes:
            return None
        return self.looks.get(skeleton(name)) or None


@lru_cache(maxsize=32)
def _standard(extra: tuple[Party, ...]) -> PartyNames:
    return PartyNames.of((*STATES, *ORGANISATIONS, *GROUPS), extra)


def _names_of(party: Party) -> tuple[str, ...]:
    return (party.code, party.name, *party.also, *party.adjectives, *party.seats)


def _folded(name: str) -> str:
    plain = without_marks(name.translate(_QUOTES)).casefold().replace("&", " and ")
    return _JOINTS.sub(" ", plain).strip().removeprefix("the ")
