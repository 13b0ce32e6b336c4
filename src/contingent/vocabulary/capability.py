"""What can be contributed: its kinds, and amounts exactly as wide as they were said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

__all__ = ["Amount", "Comparator", "Kind"]


class Kind(StrEnum):
    """One kind of contribution; each has its own rung.

    TROOPS is "soldiers" with no arm named; UNSPECIFIED is a contribution with no kind named.
    """

    INFANTRY = "infantry"
    POLICE = "police"
    ENGINEERING = "engineering"
    MEDICAL = "medical"
    AVIATION = "aviation"
    LOGISTICS = "logistics"
    SIGNALS = "signals"
    EOD = "eod"
    ISR = "isr"
    STAFF = "staff"
    TRAINING = "training"
    LIFT = "lift"
    NAVAL = "naval"
    EQUIPMENT = "equipment"
    FUNDING = "funding"
    OBSERVERS = "observers"
    TROOPS = "troops"
    UNSPECIFIED = "unspecified"


class Comparator(StrEnum):
    """How a number was said: `more than 70`, `about 19`, `nearly 45`, or only `several`."""

    EXACTLY = "exactly"
    ABOUT = "about"
    NEARLY = "nearly"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    UP_TO = "up_to"
    FEWER_THAN = "fewer_than"
    SEVERAL = "several"


@dataclass(frozen=True, slots=True, kw_only=True)
class Amount:
    """A quantity as it was said, in `unit` (`personnel`, `USD`, `trucks` ...).

    `floor` and `ceiling` are None where nothing bounds that side: "up to 8,000" has only a
    ceiling, "8,000 or more" only a floor. `about` marks an approximation of both. `vague` keeps
    a word that gives no number ("dozens"); it is empty otherwise.
    """

    unit: str = "personnel"
    floor: int | None = None
    ceiling: int | None = None
    about: bool = False
    vague: str = ""

    def __post_init__(self) -> None:
        if self.floor is None and self.ceiling is None and not self.vague:
            raise ValueError("an amount needs a floor, a ceiling or a vague word")
        for bound in (self.floor, self.ceiling):
            if bound is not None and bound < 0:
                raise ValueError("an amount cannot be negative")
        if self.floor is not None and self.ceiling is not None and self.floor > self.ceiling:
            raise ValueError(f"floor {self.floor} lies above ceiling {self.ceiling}")
