"""Values of the vocabulary become calm, exact words for people."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import assert_never

from contingent.exports.sheet import Cell
from contingent.ledger.board import figure_of
from contingent.vocabulary.capability import Amount, Comparator, Kind
from contingent.vocabulary.claim import (
    Claim,
    Condition,
    Count,
    Decision,
    Delivery,
    Driver,
    Incident,
    Pledge,
    Question,
    Record,
    Rung,
    Schedule,
    Verdict,
    VerdictType,
)
from contingent.vocabulary.organisations import GROUPS, ORGANISATIONS
from contingent.vocabulary.states import STATES

__all__ = [
    "amount_words",
    "claim_words",
    "count_words",
    "day_words",
    "kind_words",
    "party_name",
    "source_cell",
    "standing_words",
    "tone_of",
    "tone_of_claim",
]

_NAMES = {party.code: party.name for party in (*STATES, *ORGANISATIONS, *GROUPS)}
_COMPARATORS = {
    Comparator.EXACTLY: "{}",
    Comparator.ABOUT: "about {}",
    Comparator.NEARLY: "nearly {}",
    Comparator.MORE_THAN: "more than {}",
    Comparator.AT_LEAST: "at least {}",
    Comparator.UP_TO: "up to {}",
    Comparator.FEWER_THAN: "fewer than {}",
    Comparator.SEVERAL: "several",
}
_ENDED = (VerdictType.DECLINED, VerdictType.SUSPENDED, VerdictType.WITHDRAWN, VerdictType.EXCLUDED)


def party_name(code: str, names: Mapping[str, str] | None = None) -> str:
    """The name of a party: the mission's own first, then the state's, else its code."""
    return (names or {}).get(code) or _NAMES.get(code) or code


def kind_words(kinds: Iterable[Kind]) -> str:
    """`troops, field engineering`; `kind not named` where no kind was said."""
    words = [kind.value for kind in kinds if kind is not Kind.UNSPECIFIED]
    return ", ".join(words) or "kind not named"


def amount_words(amount: Amount | None) -> str:
    """An amount as wide as it was said; `no figure` where none was."""
    return figure_of(amount) or "no figure"


def count_words(count: int | None, comparator: Comparator) -> str:
    """`more than 70`, `about 19`, `several`."""
    if count is None:
        return "several"
    if count == 0:
        return "none"
    return _COMPARATORS[comparator].format(f"{count:,}")


def source_cell(source: str) -> Cell:
    """A source as a cell: the host of an address, with its link; other words as they are."""
    found = re.match(r"https?://(?:www\.)?([^/:]+)", source)
    return Cell(text=found[1], link=source) if found else Cell(text=source)


def standing_words(rung: Rung, verdict: VerdictType | None) -> str:
    """`considering; undecided`: the rung, then what stands off the ladder."""
    words = rung.word.replace("_", " ")
    if verdict is None:
        return words
    return (
        verdict.value
        if rung is Rung.UNKNOWN
        else f"{verdict.value} (was: {words})"
        if (verdict in _ENDED)
        else f"{words}; {verdict.value}"
    )


def day_words(day: date | None) -> str:
    """`20 Dec 2025`; `date not known` where there is none."""
    return f"{day.day} {day:%b %Y}" if day else "date not known"


def tone_of(rung: Rung, verdict: VerdictType | None) -> str:
    """How firmly it looks: weak, firm, refused or quiet. The words say the same."""
    if verdict in _ENDED:
        return "refused"
    if rung >= Rung.PLEDGED:
        return "firm"
    return "weak" if rung >= Rung.CONSIDERING else "quiet"


def claim_words(claim: Claim) -> str:
    """A claim in a few words, its firmness first."""
    match claim:
        case Pledge():
            figure = f", {amount_words(claim.amount)}" if claim.amount else ""
            return f"{standing_words(claim.rung, None)}: {kind_words(claim.kinds)}{figure}"
        case Verdict():
            toward = f" to {party_name(claim.toward)}" if claim.toward else ""
            return f"{claim.verdict.value}{toward}"
        case Count():
            return f"{claim.rung.word}: {count_words(claim.count, claim.comparator)} parties"
        case Condition():
            return f"condition: {claim.topic.replace('_', ' ') or claim.text}"
        case Question():
            topics = ", ".join(topic.replace("_", " ") for topic in claim.topics)
            return f"{'answered' if claim.answered else 'asks'}: {topics}"
        case Schedule():
            when = claim.earliest or claim.latest
            return f"date stated: {when}" if when else f"order stated: after {claim.after}"
        case Decision() | Incident() | Delivery() | Record() | Driver():
            return _other_words(claim)
    assert_never(claim)


def _other_words(claim: Decision | Incident | Delivery | Record | Driver) -> str:
    match claim:
        case Decision():
            sides = (
                ("in favour", claim.in_favour),
                ("against", claim.against),
                ("abstained", claim.abstained),
            )
            votes = [f"{side} {', '.join(map(party_name, who))}" for side, who in sides if who]
            return f"{claim.act.value}: {'; '.join(votes) or claim.instrument}"
        case Incident():
            return f"incident, {claim.standing.value}: {claim.what}"
        case Delivery():
            return f"delivery, {claim.standing.value}: {amount_words(claim.amount)} {claim.stage}"
        case Record():
            return f"record, no promise: {claim.what}"
        case Driver():
            return f"{claim.reason.value}, {claim.leaning.value}: {claim.what}"
    assert_never(claim)


def tone_of_claim(claim: Claim) -> str:
    """How firmly a claim looks; only a pledge, a count or a verdict has a tone."""
    match claim:
        case Pledge() | Count():
            return tone_of(claim.rung, None)
        case Verdict():
            return tone_of(Rung.UNKNOWN, claim.verdict)
    return "quiet"
