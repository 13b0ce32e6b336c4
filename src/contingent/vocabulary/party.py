"""States and bodies: one code each, and the other names by which they are called."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Party", "PartyType", "parties_of"]


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


def parties_of(table: str, *, type: PartyType = PartyType.STATE) -> tuple[Party, ...]:
    """The parties of a table of lines `code | name | also | adjectives | seats`.

    Names within a column are parted by commas; plurals of adjectives are added. A further line
    of the same code, its name left empty, adds to it. Raises ValueError for any other line.
    """
    rows: dict[str, list[tuple[str, ...]]] = {}
    for line in filter(None, table.splitlines()):
        code, *cells = (cell.strip() for cell in line.split("|"))
        if len(cells) != 4 or bool(cells[0]) is (code in rows):
            raise ValueError(f"{line!r} is not `code | name | also | adjectives | seats`")
        rows.setdefault(code, [(cells[0],), (), (), ()])
        for column, cell in enumerate(cells[1:], start=1):
            rows[code][column] += _listed(cell)
    return tuple(
        Party(
            code=code,
            name=name,
            type=type,
            also=also,
            adjectives=tuple(dict.fromkeys(form for word in adjectives for form in _both(word))),
            seats=seats,
        )
        for code, ((name,), also, adjectives, seats) in rows.items()
    )


_WITHOUT_PLURAL = ("ese", "sh", "ch", "ic", "s", "yz", "é", "è")


def _listed(cell: str) -> tuple[str, ...]:
    return tuple(filter(None, (name.strip() for name in cell.split(","))))


def _both(adjective: str) -> tuple[str, ...]:
    """The adjective and, where it can name people, its plural."""
    if adjective.endswith(_WITHOUT_PLURAL):
        return (adjective,)
    if adjective.endswith(("chman", "shman", "woman")):
        return (adjective, f"{adjective[:-2]}en")
    return (adjective, f"{adjective}s")
