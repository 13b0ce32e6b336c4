"""A draft becomes an accepted, corrected or rejected statement: by a named rule or a person."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from contingent.vocabulary.claim import (
    Count,
    Decision,
    Pledge,
    Question,
    Record,
    Rung,
    Schedule,
    Verdict,
    VerdictType,
)
from contingent.vocabulary.plain import identified
from contingent.vocabulary.statement import FlagType, Passage, Statement, Voice

__all__ = ["RULES", "Ruling", "RulingType", "accept", "correct", "reject", "rule_verdict"]

RULES = {
    "rule:unambiguous-official": (
        "A named official or institution on its own party's pledge, verdict or question, "
        "in the body of the text and in one reading"
    ),
    "rule:attributed-third-party": (
        "A named speaker on another party, at `considering` or below, on what it asks, or a "
        "count; it never lifts that party's own position"
    ),
    "rule:reported-count": (
        "A reporter's count of parties that are not named, or who attended talks; "
        "a count adds to no total, and attendance is no promise"
    ),
    "rule:recorded-vote": "Members named with the side on which they voted",
    "rule:attributed-condition": "A condition or date that a named speaker set",
    "rule:model-agrees": (
        "What another rule would accept but for its second reading, at the lower one, where a "
        "language model that was asked about it says the same"
    ),
}
"""Acceptance rules by name, and what each lets through without a person."""

_FOR_A_PERSON = frozenset({FlagType.HEARSAY, FlagType.LOOSELY_READ})
_SAFE_VERDICTS = frozenset({VerdictType.UNDECIDED, VerdictType.DECLINED, VerdictType.SUSPENDED})


class RulingType(StrEnum):
    """What became of a draft."""

    ACCEPTED = "accepted"
    CORRECTED = "corrected"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Ruling:
    """What became of a draft, by whom and why.

    `draft` is the id of what was read; `statement` is what now stands, None if it was rejected.
    Both are kept: a correction never overwrites what was read.
    """

    type: RulingType
    draft: str
    statement: Statement | None
    by: str
    why: str = ""


def rule_verdict(statement: Statement, *, model_agrees: bool = False) -> str | None:
    """The name of the rule that accepts this draft; None if a person has to look at it.

    Where the rules see two readings, they accept the lower one only if a model that was asked
    about it agrees; what a model grades otherwise always waits for a person.
    """
    if not isinstance(statement.citation, Passage):
        return None
    if FlagType.MODEL_DISAGREES in statement.flags:
        return None
    if statement.ambiguous:
        rule = rule_verdict(replace(statement, ambiguous=())) if model_agrees else None
        return rule and "rule:model-agrees"
    if statement.citation.in_headline or _FOR_A_PERSON.intersection(statement.flags):
        return None
    claim = statement.claim
    if isinstance(claim, Decision) and (claim.in_favour or claim.against or claim.abstained):
        return "rule:recorded-vote"
    if statement.voice is Voice.OFFICIAL and statement.speaker.party:
        return _of_own_word(statement)
    if statement.voice is Voice.THIRD_PARTY and statement.speaker.name:
        is_low = isinstance(claim, Pledge) and claim.rung <= Rung.CONSIDERING
        counts = is_low or isinstance(claim, Count | Question)
        return "rule:attributed-third-party" if counts else None
    if statement.voice is Voice.OFFICIAL_UNNAMED and isinstance(claim, Count):
        return "rule:attributed-third-party"
    if statement.voice is Voice.REPORTER:
        attended = isinstance(claim, Pledge) and claim.rung is Rung.ENGAGING
        return "rule:reported-count" if attended or isinstance(claim, Count) else None
    return None


def _of_own_word(statement: Statement) -> str | None:
    claim = statement.claim
    if isinstance(claim, Pledge) and claim.rung <= Rung.PLEDGED:
        return "rule:unambiguous-official"
    if isinstance(claim, Verdict) and claim.verdict in _SAFE_VERDICTS:
        return "rule:unambiguous-official"
    if isinstance(claim, Question | Record):
        return "rule:unambiguous-official"
    if isinstance(claim, Count):
        return "rule:attributed-third-party"
    is_condition = type(claim).__name__ == "Condition" or isinstance(claim, Schedule)
    return "rule:attributed-condition" if is_condition else None


def accept(draft: Statement, *, by: str, why: str = "") -> Ruling:
    """The draft stands as it was read. Raises ValueError without a name to answer for it."""
    return _ruling(RulingType.ACCEPTED, draft, draft, by=by, why=why)


def correct(draft: Statement, corrected: Statement, *, by: str, why: str) -> Ruling:
    """Another statement stands in the draft's place, under an id of its own; the draft is kept.

    Raises ValueError if it cites other words: then it is no correction but another statement.
    """
    if corrected.citation != draft.citation:
        raise ValueError("a correction keeps the draft's citation")
    return _ruling(RulingType.CORRECTED, draft, identified(corrected), by=by, why=why)


def reject(draft: Statement, *, by: str, why: str) -> Ruling:
    """Nothing stands; the draft and the reason are kept."""
    return _ruling(RulingType.REJECTED, draft, None, by=by, why=why)


def _ruling(
    kind: RulingType, draft: Statement, statement: Statement | None, *, by: str, why: str
) -> Ruling:
    if not by.strip():
        raise ValueError("a ruling names the person or rule that made it")
    if kind is not RulingType.ACCEPTED and not why.strip():
        raise ValueError("a correction or rejection says why")
    return Ruling(type=kind, draft=draft.id, statement=statement, by=by, why=why)
