"""The words of a role become the authority with which somebody speaks for a party."""

from __future__ import annotations

import re
from enum import IntEnum
from functools import cache

from contingent.vocabulary.statement import Statement, Voice

__all__ = ["Authority", "authority_of"]


class Authority(IntEnum):
    """Whose word weighs more, when words of one week differ."""

    UNNAMED = 0
    OFFICIAL = 1
    SPOKESPERSON = 2
    MINISTER = 3
    HEAD = 4


# The first line that matches decides: "spokesman of the Prime Minister" is a spokesman, "former
# minister" speaks for nobody, "vice president" stands where a minister does.
_ROLES = tuple(
    (re.compile(rf"\b(?:{words})\b"), authority)
    for words, authority in (
        (r"former|ex|retired", Authority.UNNAMED),
        (r"spokes(?:man|woman|person)|press secretary|press office", Authority.SPOKESPERSON),
        (r"advis[eo]r to|aide to|assistant to|ambassador|envoy", Authority.OFFICIAL),
        (
            r"(?:deputy|vice)[ -](?:minister|\w+ minister|secretary)|under-?secretary",
            Authority.OFFICIAL,
        ),
        (r"(?:vice|deputy)[ -](?:president|prime minister|pm|chancellor)", Authority.MINISTER),
        (
            r"president|prime minister|pm|premier|chancellor|king|queen|emir|sultan|"
            r"crown prince|head of (?:state|government)|chief advis[eo]r|cabinet|"
            r"council of ministers|"
            r"parliament|assembly|senate",
            Authority.HEAD,
        ),
        (
            r"minister|secretary of state|state secretary|(?:foreign|defen[cs]e|home) secretary",
            Authority.MINISTER,
        ),
        (r"ministry|foreign office|government", Authority.SPOKESPERSON),
    )
)


def authority_of(statement: Statement) -> Authority:
    """The authority of a statement's speaker, by the words of their role."""
    if statement.voice is not Voice.OFFICIAL:
        return Authority.UNNAMED
    return _authority(f"{statement.speaker.role} {statement.speaker.name}".lower())


@cache
def _authority(role: str) -> Authority:
    for words, authority in _ROLES:
        if words.search(role):
            return authority
    return Authority.OFFICIAL
