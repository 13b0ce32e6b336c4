"""What a chain says, as one value that every rule returns."""

from __future__ import annotations

from dataclasses import dataclass

from contingent.vocabulary.claim import Rung, VerdictType

__all__ = ["SILENCE", "Outcome"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a chain says. One of `rung` and `verdict` is set.

    `about_object` is True where it is said of whoever is asked or excluded, not of the subject.
    """

    rung: Rung | None = None
    verdict: VerdictType | None = None
    at: int = 0  # where the deciding chain begins
    first_said: Rung | None = None
    ambiguous: tuple[Rung, ...] = ()
    approval: str = ""
    in_principle: bool = False
    about_object: bool = False
    is_act: bool = False  # something done, not said: its theatre decides whether it counts


SILENCE = Outcome()
"""A rule applies, and what it says is that nothing is said."""
