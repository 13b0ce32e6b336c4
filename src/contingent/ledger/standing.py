"""Entries become the statements that stand: corrected, not retracted, dated, copies known."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import TypeVar

from contingent.ledger.authority import Authority, authority_of
from contingent.ledger.chain import Entry, EntryKind, payload_of
from contingent.vocabulary.claim import (
    Condition,
    Decision,
    Pledge,
    Question,
    Rung,
    Verdict,
    VerdictType,
)
from contingent.vocabulary.moment import AsOf
from contingent.vocabulary.plain import flag_of, statement_of
from contingent.vocabulary.statement import Flag, FlagType, Passage, Statement, Voice

__all__ = [
    "HEADLINE_FLAGS",
    "Standing",
    "Word",
    "accepted_in",
    "correct",
    "day_of",
    "departs",
    "is_own",
    "places",
    "retracted_by",
    "standing_as_of",
    "standing_observations",
    "standing_statements",
    "waiting_drafts",
]

Name = TypeVar("Name", str, int)
Telling = TypeVar("Telling")

HEADLINE_FLAGS = frozenset({FlagType.HEADLINE_OUTRUNS_QUOTE, FlagType.HEADLINE_UNDERSTATES})
"""Flags of a document under which none of its headlines counts."""

_OF_A_SIDE = frozenset({VerdictType.CONSENT, VerdictType.OBJECTION})
_DEPARTING = HEADLINE_FLAGS | {
    FlagType.HEARSAY,
    FlagType.HEDGE_DROPPED,
    FlagType.NOT_A_COMMITMENT,
    FlagType.OUTRUNS_SOURCE,
    FlagType.QUOTATION_ALTERED,
    FlagType.WRONG_PARTY,
    FlagType.WRONG_SPEAKER,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A statement that stands, with the day on which it held and what it may decide.

    `counts` is False for a copy whose better telling is here, for a telling flagged as departing
    from what was said, and for a headline over a text in which the same party speaks of it.
    """

    statement: Statement
    day: date
    authority: Authority
    own: bool
    counts: bool
    departs: bool

    @property
    def id(self) -> str:
        """The statement's id."""
        return self.statement.id

    @property
    def rung(self) -> Rung:
        """The rung of a pledge; `unknown` for anything else. In principle is only willing."""
        claim = self.statement.claim
        if not isinstance(claim, Pledge):
            return Rung.UNKNOWN
        return min(claim.rung, Rung.WILLING) if claim.in_principle else claim.rung


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """All that stands as of one moment: words in the order of their days, then of their ids."""

    words: tuple[Word, ...]
    undated: tuple[Statement, ...]
    flags: tuple[Flag, ...]


def standing_as_of(entries: Iterable[Entry], as_of: AsOf) -> Standing:
    """What stood on a day, from what was known at a moment.

    The day of a statement is the first on which it can have been said, else its publication; an
    act of a body holds from its own date, whenever it was told.
    """
    known = [entry for entry in entries if entry.known_at <= as_of.known_at]
    flags = sorted(
        (flag_of(entry.payload) for entry in known if entry.kind is EntryKind.FLAG),
        key=lambda flag: (flag.document, flag.type, flag.detail),
    )
    dated: list[tuple[date, Statement]] = []
    undated: list[Statement] = []
    for statement in standing_statements(known):
        day = day_of(statement)
        if day is None:
            undated.append(statement)
        elif day <= as_of.held_on:
            dated.append((day, statement))
    dated.sort(key=lambda item: (item[0], item[1].id))
    undated.sort(key=lambda statement: statement.id)
    return Standing(words=tuple(_words(dated, flags)), undated=tuple(undated), flags=tuple(flags))


def day_of(statement: Statement) -> date | None:
    """The first day on which it can have been said, or its act took place; None: undated."""
    claim = statement.claim
    if isinstance(claim, Decision) and claim.date:
        return claim.date.first
    return statement.said_on.first if statement.said_on else statement.published_on


def standing_statements(entries: Iterable[Entry]) -> tuple[Statement, ...]:
    """Every accepted statement, in its latest correction, that nobody has retracted."""
    accepted: dict[str, Statement] = {}
    corrections: list[Entry] = []
    retractions: list[Entry] = []
    for entry in entries:
        match entry.kind:
            case EntryKind.STATEMENT:
                accepted[entry.id] = accepted_in(entry)
            case EntryKind.SUPERSESSION:
                corrections.append(entry)
            case EntryKind.RETRACTION:
                retractions.append(entry)
    gone = retracted_by([(entry.id, entry.payload["retracts"]) for entry in retractions])
    right = [(entry, accepted_in(entry)) for entry in corrections if entry.id not in gone]
    correct(accepted, ((each.payload["supersedes"], new.id, new) for each, new in right))
    return tuple(statement for key, statement in accepted.items() if key not in gone)


def standing_observations(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """Every report from theatre that nobody has retracted, in the order of the ledger."""
    reported: list[Entry] = []
    retractions: list[Entry] = []
    for entry in entries:
        if entry.kind is EntryKind.OBSERVATION:
            reported.append(entry)
        elif entry.kind is EntryKind.RETRACTION:
            retractions.append(entry)
    gone = retracted_by([(each.id, each.payload["retracts"]) for each in retractions])
    return tuple(entry for entry in reported if entry.id not in gone)


def waiting_drafts(entries: Iterable[Entry]) -> tuple[Statement, ...]:
    """Drafts that nobody has accepted, corrected or rejected yet, in the order of reading."""
    drafts: dict[str, Statement] = {}
    done: set[str] = set()
    for entry in entries:
        match entry.kind:
            case EntryKind.DRAFT:
                drafts[entry.id] = _statement(entry.body, entry.kind)
            case EntryKind.STATEMENT:
                done.add(entry.id)
            case EntryKind.REJECTION:
                done.add(entry.payload["draft"])
            case EntryKind.SUPERSESSION:
                done.add(entry.payload["supersedes"])
    return tuple(draft for key, draft in drafts.items() if key not in done)


def retracted_by(retractions: Sequence[tuple[Name, Name]]) -> set[Name]:
    """The ids that are taken back by these, in their order: each its own id and what it retracts.

    A retraction can itself be retracted by a later one.
    """
    gone: set[Name] = set()
    for id_, retracts in reversed(retractions):
        if id_ not in gone:
            gone.add(retracts)
    return gone


def correct(
    accepted: dict[Name, Telling], corrections: Iterable[tuple[Name, Name, Telling]]
) -> None:
    """Put each correction (of what, under which name, what is right) in the place it is for.

    One of something corrected before takes the place of its latest correction.
    """
    replaced: dict[Name, Name] = {}
    for old, new, right in corrections:
        while old in replaced:
            old = replaced[old]
        accepted.pop(old, None)
        accepted[new] = right
        replaced.pop(new, None)
        if new != old:
            replaced[old] = new


def accepted_in(entry: Entry) -> Statement:
    """The statement that a statement entry, or a correction, puts on record."""
    return _statement(entry.body, entry.kind)


@lru_cache(maxsize=65_536)
def _statement(body: bytes, kind: EntryKind) -> Statement:
    """The statement in an entry's payload; reading one twice costs a look-up."""
    values = payload_of(body)
    return statement_of(values["statement"] if kind is EntryKind.SUPERSESSION else values)


def _words(dated: Sequence[tuple[date, Statement]], flags: Sequence[Flag]) -> Iterator[Word]:
    here = {statement.id for _, statement in dated}
    flagged = {flag.document for flag in flags if flag.type in HEADLINE_FLAGS}
    in_body = {
        (statement.citation.document, statement.about, statement.speaker.party)
        for _, statement in dated
        if isinstance(statement.citation, Passage)
        and not statement.citation.in_headline
        and isinstance(statement.claim, Pledge | Verdict)
    }
    for day, statement in dated:
        cited = statement.citation
        headline = isinstance(cited, Passage) and cited.in_headline
        strays = departs(statement)
        echo = False
        if isinstance(cited, Passage) and headline:
            strays = strays or cited.document in flagged
            echo = (cited.document, statement.about, statement.speaker.party) in in_body
        yield Word(
            statement=statement,
            day=day,
            authority=authority_of(statement),
            own=is_own(statement),
            counts=not (strays or echo or statement.copy_of in here),
            departs=strays,
        )


def departs(statement: Statement) -> bool:
    """True for a telling flagged as saying something else than what was said."""
    return bool(_DEPARTING.intersection(statement.flags))


def is_own(statement: Statement) -> bool:
    """True if a party speaks of itself, through somebody who may."""
    spoken = statement.voice in (Voice.OFFICIAL, Voice.OFFICIAL_UNNAMED)
    return spoken and bool(statement.about) and statement.speaker.party == statement.about


def places(word: Word) -> bool:
    """True if a word about a party puts it on the board."""
    match word.statement.claim:
        case Pledge() | Question():
            return True
        case Verdict(verdict=verdict):
            return verdict not in _OF_A_SIDE
        case Condition():
            return word.own
    return False
