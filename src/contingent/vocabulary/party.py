"""States and bodies: one code each, and the other names by which they are called."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Party", "PartyType"]


class PartyType(StrEnum):
    """What sort of actor a party is."""

    STATE = "state"
    ORGANISATION = "organisation"
    BODY = "body"
    GROUP = "group"


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor under one code: ISO 3166 alpha-3 for states, a mission's own code for others.

    `also` holds other names; `adjectives` forms such as "Kenyan"; `seats` its capital and the
    metonyms for its government.
    """

    code: str
    name: str
    type: PartyType = PartyType.STATE
    also: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    seats: tuple[str, ...] = ()
