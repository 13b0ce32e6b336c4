"""A name becomes the code of the party that it names, or of the one it only resembles."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from contingent.vocabulary.lookalikes import skeleton, without_marks
from contingent.vocabulary.organisations import GROUPS, ORGANISATIONS
from contingent.vocabulary.party import Party
from contingent.vocabulary.states import STATES

__all__ = ["PartyNames"]

_JOINTS = re.compile(r"[\s\u00a0\u202f_-]+")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "ʼ": "'", "`": "'", "‑": "-", "–": "-", ".": None})


class PartyNames:
    """Every party by any of its names; names that are shared by two resolve to neither.

    The parties of a mission (`extra`) come first: where one bears a name of the standard list,
    the mission's meaning holds.
    """

    def __init__(self, parties: Iterable[Party], extra: Iterable[Party] = ()) -> None:
        self._codes: dict[str, str] = {}
        self._skeletons: dict[str, str] = {}
        self.parties: dict[str, Party] = {}
        for group in (tuple(extra), tuple(parties)):
            self._add(group)

    @staticmethod
    @lru_cache(maxsize=32)
    def _cached(extra: tuple[Party, ...]) -> PartyNames:
        return PartyNames((*STATES, *ORGANISATIONS, *GROUPS), extra)

    @classmethod
    def standard(cls, extra: Iterable[Party] = ()) -> PartyNames:
        """The states, organisations and groups of the vocabulary, and those of a mission."""
        return cls._cached(tuple(extra))

    def code_of(self, name: str) -> str | None:
        """The code for a code, name, adjective or seat, in any case and without accents.

        None if it is unknown, or is written with letters of another alphabet: see `lookalike`.
        """
        return self._codes.get(_folded(name)) or None

    def lookalike(self, name: str) -> str | None:
        """The code of the party whose name this resembles without being it; None if it is none.

        Such a name is never resolved silently: say which party it resembles, and refuse it.
        """
        if _folded(name) in self._codes:
            return None
        return self._skeletons.get(skeleton(name)) or None

    def _add(self, parties: tuple[Party, ...]) -> None:
        own: dict[str, str] = {}
        shapes: dict[str, str] = {}
        for party in parties:
            self.parties.setdefault(party.code, party)
            for name in (party.code, party.name, *party.also, *party.adjectives, *party.seats):
                for key, index in ((_folded(name), own), (skeleton(name), shapes)):
                    index[key] = party.code if index.get(key, party.code) == party.code else ""
        self._codes = own | self._codes
        self._skeletons = shapes | self._skeletons


def _folded(name: str) -> str:
    plain = without_marks(name.translate(_QUOTES)).casefold().replace("&", " and ")
    return _JOINTS.sub(" ", plain).strip().removeprefix("the ")
