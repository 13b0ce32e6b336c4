"""Who may see something: a level of the Traffic Light Protocol, its originator, its audience."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import IntEnum

__all__ = ["Label", "Level", "only_for"]

_NAME = re.compile(r"[^\s/,()](?:[^/,()\n\r\t]*[^\s/,()])?")
_TEXT = re.compile(
    r"TLP:(?P<level>[A-Z+]+)(?://REL TO (?P<to>[^/]+))?"
    r"//BY (?P<by>[^/,()]+?)(?: \((?P<of>[^/,()]+)\))?"
)


class Level(IntEnum):
    """How far something may go, from anybody to named persons (Traffic Light Protocol 2.0)."""

    CLEAR = 0
    GREEN = 1
    AMBER = 2
    AMBER_STRICT = 3
    RED = 4

    @property
    def word(self) -> str:
        """The level as the protocol writes it: `AMBER+STRICT`."""
        return self.name.replace("_", "+")

    @classmethod
    def of_word(cls, word: str) -> Level:
        """The level that a word names, in any case, with `TLP:` or without; ValueError if none."""
        name = word.strip().upper().removeprefix("TLP:")
        for level in cls:
            if name == level.word:
                return level
        words = ", ".join(level.word for level in cls)
        raise ValueError(f"{word!r} is no level of the Traffic Light Protocol; there are {words}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Label:
    """Who may see something.

    `originator` is the account that it comes from, `organisation` that account's own, empty if it
    has none. `releasable_to` adds to the audience: groups and organisations at AMBER, accounts
    by name at RED, and nobody at the other levels, which say themselves how far they go.
    Raises ValueError for a name that a label cannot hold, or for a release that has no meaning.
    """

    level: Level
    originator: str
    organisation: str = ""
    releasable_to: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        for name in (self.originator, *filter(None, [self.organisation]), *self.releasable_to):
            if not _NAME.fullmatch(name) or not name.isprintable():
                raise ValueError(f"{name!r} cannot stand in a label")
        if self.releasable_to and self.level not in (Level.AMBER, Level.RED):
            raise ValueError(
                f"TLP:{self.level.word} is released to nobody by name: AMBER is, to groups, "
                "and RED, to persons"
            )

    def __str__(self) -> str:
        to = f"//REL TO {', '.join(sorted(self.releasable_to))}" if self.releasable_to else ""
        of = f" ({self.organisation})" if self.organisation else ""
        return f"TLP:{self.level.word}{to}//BY {self.originator}{of}"

    @classmethod
    def parse(cls, text: str) -> Label:
        """The label that was written so; ValueError for anything that no label is written as."""
        found = _TEXT.fullmatch(text)
        if found is None:
            raise ValueError(f"{text!r} is no label")
        label = cls(
            level=Level.of_word(found["level"]),
            originator=found["by"],
            organisation=found["of"] or "",
            releasable_to=frozenset(found["to"].split(", ")) if found["to"] else frozenset(),
        )
        if str(label) != text:
            raise ValueError(f"{text!r} is no label as labels are written: {label}")
        return label


def only_for(originator: str) -> Label:
    """The label of what bears none: its originator sees it and nobody else."""
    return Label(level=Level.RED, originator=originator)
