"""One thing said: by whom, in which words, about whom, and how firmly."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from contingent.vocabulary.capability import Comparator
from contingent.vocabulary.claim import Claim, Rung
from contingent.vocabulary.moment import ImpreciseDate

__all__ = [
    "Citation",
    "Collective",
    "Document",
    "Flag",
    "FlagType",
    "Found",
    "Medium",
    "Note",
    "Passage",
    "Span",
    "Speaker",
    "Statement",
    "Voice",
]


class Voice(StrEnum):
    """In whose voice something is said."""

    OFFICIAL = "official"
    OFFICIAL_UNNAMED = "official_unnamed"
    THIRD_PARTY = "third_party"
    REPORTER = "reporter"
    COMMENTARY = "commentary"


class Medium(StrEnum):
    """How a statement without a stored document reached us."""

    PAGE = "page"
    CALL = "call"
    LETTER = "letter"
    MEETING = "meeting"
    DOCUMENT = "document"


class FlagType(StrEnum):
    """How a telling departs from what was said, or why it deserves a second look."""

    HEADLINE_OUTRUNS_QUOTE = "headline_outruns_quote"
    HEADLINE_UNDERSTATES = "headline_understates"
    HEDGE_DROPPED = "hedge_dropped"
    QUOTATION_ALTERED = "quotation_altered"
    WRONG_NUMBER = "wrong_number"
    WRONG_PARTY = "wrong_party"
    WRONG_DATE = "wrong_date"
    WRONG_SPEAKER = "wrong_speaker"
    WRONG_NAME = "wrong_name"
    COPIED = "copied"
    HEARSAY = "hearsay"
    LOOSELY_READ = "loosely_read"
    OUTRUNS_SOURCE = "outruns_source"
    CONTRADICTED = "contradicted"
    MODEL_DISAGREES = "model_disagrees"
    NOT_A_COMMITMENT = "not_a_commitment"
    OTHER = "other"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """Characters `start` to `end` (excluded) of a document's text."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end:
            raise ValueError(f"no span runs from {self.start} to {self.end}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """Where a document says something about itself: `what` is the field, `where` the place."""

    what: str
    where: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What was read: its whole text and where it came from.

    `id` comes from the bytes alone. `origin` is the id of the document that this one copies, or
    its own. `published_on` is None where no single date could be found; `dateline` is the place
    named at its head, empty if none. `credit` is the agency or outlet on whose report it says to
    rest, and `found` says where each of these was read. `language` is an ISO 639-1 code; `und`
    where nothing tells it.
    """

    id: str
    title: str
    text: str
    source: str
    origin: str
    published_on: date | None = None
    outlet: str = ""
    dateline: str = ""
    language: str = "en"
    author: str = ""
    credit: str = ""
    modified_on: date | None = None
    found: tuple[Found, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Flag:
    """How a document departs from what was said, with both versions in `detail`."""

    type: FlagType
    document: str
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Passage:
    """The exact words of a document: `quote` equals its text at `span`, always."""

    document: str
    span: Span
    quote: str
    in_headline: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A statement told in our own words, with its source: an address, a call, a letter."""

    medium: Medium
    source: str
    gist: str


Citation = Passage | Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who said it, as named; `party` is the code of whom they speak for, empty if unknown."""

    name: str
    role: str = ""
    party: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Collective:
    """Parties counted but not named: `more than 70 countries`."""

    count: int | None
    comparator: Comparator


@dataclass(frozen=True, slots=True, kw_only=True)
class Statement:
    """A claim with its speaker, words and dates.

    `about` is a party's code, a collective, or empty where it concerns the mission as a whole.
    `via` runs from the outlet that we read inwards to whoever stood next to the speaker.
    `conditions` are those attached to the claim. `ambiguous` lists the other rungs at which the
    words could be read; the claim holds the lower. `copy_of` is the id of a better telling of the
    same utterance, empty if none is known. `flags` says how this telling departs from it.
    """

    id: str
    citation: Citation
    speaker: Speaker
    voice: Voice
    about: str | Collective
    claim: Claim
    via: tuple[str, ...] = ()
    conditions: tuple[str, ...] = ()
    mission: str = ""
    said_on: ImpreciseDate | None = None
    published_on: date | None = None
    ambiguous: tuple[Rung, ...] = ()
    copy_of: str = ""
    flags: tuple[FlagType, ...] = ()
