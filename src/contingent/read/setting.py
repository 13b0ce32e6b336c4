"""What surrounds a clause becomes one value: who speaks, what was named before, which mission."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from contingent.read.leanings import Leanings
from contingent.read.quotes import Saying
from contingent.read.scope import Ground
from contingent.read.sentences import Sentence
from contingent.read.signs import MarkedText, Sign
from contingent.read.subjects import Subject
from contingent.vocabulary.claim import Claim, Rung
from contingent.vocabulary.statement import Speaker

__all__ = ["Draft", "Setting"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Setting:
    """Where a clause stands."""

    marked: MarkedText
    ground: Ground
    sentence: Sentence
    signs: tuple[Sign, ...]  # of the whole sentence
    said: tuple[Saying, ...]  # those that cover the clause, outermost first
    sayings: tuple[Saying, ...]  # all of the sentence
    speaker: Speaker | None
    earlier: tuple[Subject, ...]  # parties named before, nearest last
    reference: date | None
    before: str  # the sentence before, in the same paragraph
    leanings: Leanings  # what words weigh where rules are silent

    @property
    def is_reported(self) -> bool:
        """True if somebody says it."""
        return bool(self.said)


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """A claim at its place, before it is known in whose voice it stands.

    `performs` is where the words stand by which the party itself speaks ("offered", "pledged");
    None where it only is said to do or think something.
    """

    start: int
    end: int
    subject: Subject | None  # None: the mission as a whole
    claim: Claim
    conditions: tuple[str, ...] = ()
    ambiguous: tuple[Rung, ...] = ()
    performs: int | None = None
