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
    Leaning,
    Pledge,
    Question,
    Record,
    Rung,
    Schedule,
    Verdict,
    VerdictType,
)
from contingent.vocabulary.moment import ImpreciseDate
from contingent.vocabulary.organisations import GROUPS, ORGANISATIONS
from contingent.vocabulary.states import STATES

__all__ = [
    "amount_words",
    "claim_words",
    "count_words",
    "day_words",
    "dispute_words",
    "document_source",
    "kind_words",
    "lines_of",
    "party_name",
    "party_names",
    "rung_words",
    "source_cell",
    "stance_words",
    "standing_words",
    "tone_of",
    "tone_of_claim",
    "topic_words",
    "via_words",
    "when_words",
    "window_words",
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
_CODE = re.compile(r"\b[A-Z][A-Z0-9]+(?:-[A-Z0-9]+)*\b")
_DAY = re.compile(r"\b\d{4}-\d\d-\d\d\b")
_DRIVES = {
    Leaning.TOWARDS: "a reason for: {}",
    Leaning.AWAY: "a reason against: {}",
    Leaning.UNCLEAR: "a reason either way: {}",
}
_VERDICTS = {
    VerdictType.CONSENT: "consents",
    VerdictType.OBJECTION: "objects",
    VerdictType.EXCLUDED: "excludes",
}
_ENDED = (VerdictType.DECLINED, VerdictType.SUSPENDED, VerdictType.WITHDRAWN, VerdictType.EXCLUDED)


def party_name(code: str, names: Mapping[str, str] | None = None) -> str:
    """The name of a party: the mission's own first, then the state's, else its code."""
    return (names or {}).get(code) or _NAMES.get(code) or code


def party_names(codes: Iterable[str], names: Mapping[str, str] | None = None) -> str:
    """The names of some parties, in the order given."""
    return ", ".join(party_name(code, names) for code in codes)


def topic_words(topic: str) -> str:
    """A topic, a flag or another of our words as people write it: `rules of engagement`."""
    return topic.replace("_", " ")


def lines_of(items: Iterable[str]) -> str:
    """One item as it is; several on a line each, marked, so that none runs into the next."""
    lines = tuple(items)
    return "\n".join(f"· {line}" for line in lines) if len(lines) > 1 else "".join(lines)


def via_words(via: Iterable[str]) -> str:
    """`Dunya News, citing Reuters`: who told it, from the one that we read inwards."""
    return ", citing ".join(via)


def dispute_words(sentence: str, names: Mapping[str, str]) -> str:
    """A sentence of the ledger on accounts that differ, with the names of the parties."""
    told = _CODE.sub(lambda found: party_name(found[0], names), sentence)
    told = _DAY.sub(lambda found: day_words(date.fromisoformat(found[0])), told)
    return topic_words(told.replace("`", ""))


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


def document_source(source: str) -> str:
    """Where a document came from, without the folders of whoever entered it.

    An address as it is; of a path, be it of this system or another, the file's name alone.
    """
    if re.match(r"https?://", source):
        return source
    return re.split(r"[/\\]", source.rstrip("/\\"))[-1]


def source_cell(source: str) -> Cell:
    """A source as a cell: the host of an address, with its link; other words as they are."""
    found = re.match(r"https?://(?:www\.)?([^/:]+)", source)
    return Cell(text=found[1], link=source) if found else Cell(text=source)


def rung_words(rung: Rung) -> str:
    """`advance party`; a party that is only named has offered nothing that is on record."""
    return topic_words(rung.word) if rung is not Rung.UNKNOWN else "no offer on record"


def standing_words(rung: Rung, verdict: VerdictType | None) -> str:
    """`considering; undecided`: the rung, then what stands off the ladder."""
    if verdict is None:
        return rung_words(rung)
    if rung is Rung.UNKNOWN:
        return verdict.value
    if verdict in _ENDED:
        return f"{verdict.value} (was: {rung_words(rung)})"
    return f"{rung_words(rung)}; {verdict.value}"


def stance_words(stance: str) -> str:
    """What a party does about another's part: `objects`, `consents`, `excludes`, `insists`."""
    return next((words for verdict, words in _VERDICTS.items() if verdict.value == stance), stance)


def day_words(day: date | None) -> str:
    """`20 Dec 2025`; `date not known` where there is none."""
    return f"{day.day} {day:%b %Y}" if day else "date not known"


def when_words(when: ImpreciseDate | None) -> str:
    """`20 Dec 2025`, `Dec 2025`, `2025`, `Jan to Mar 2026`; `date not known` for none."""
    if when is None or when.is_exact:
        return day_words(when.first if when else None)
    first, last = when.first, when.last
    if when == ImpreciseDate.year(first.year):
        return str(first.year)
    begins = f"{first:%b}" if first.year == last.year else f"{first:%b %Y}"
    if first.day == 1 and last == ImpreciseDate.month(last.year, last.month).last:
        is_one = (first.year, first.month) == (last.year, last.month)
        return f"{last:%b %Y}" if is_one else f"{begins} to {last:%b %Y}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {day_words(last)}"
    begins = f"{first.day} {first:%b}" if first.year == last.year else day_words(first)
    return f"{begins} to {day_words(last)}"


def window_words(earliest: ImpreciseDate | None, latest: ImpreciseDate | None) -> str:
    """`Jan 2026 at the earliest`, `by 2026`, or both; empty where neither was said."""
    if earliest and latest:
        same = earliest == latest
        return when_words(latest) if same else f"{when_words(earliest)} to {when_words(latest)}"
    if earliest:
        return f"{when_words(earliest)} at the earliest"
    return f"by {when_words(latest)}" if latest else ""


def tone_of(rung: Rung, verdict: VerdictType | None) -> str:
    """How firmly it looks: weak, firm, refused or quiet. The words say the same."""
    if verdict in _ENDED:
        return "refused"
    if rung >= Rung.PLEDGED:
        return "firm"
    return "weak" if rung >= Rung.CONSIDERING else "quiet"


def claim_words(claim: Claim, names: Mapping[str, str] | None = None) -> str:
    """A claim in a few words, its firmness first; what its quotation says is not repeated."""
    match claim:
        case Pledge():
            figure = f", {amount_words(claim.amount)}" if claim.amount else ""
            return f"{rung_words(claim.rung)}: {kind_words(claim.kinds)}{figure}"
        case Verdict():
            toward = f" to {party_name(claim.toward, names)}" if claim.toward else ""
            return f"{claim.verdict.value}{toward}"
        case Count():
            counted = count_words(claim.count, claim.comparator)
            who = {"1": "1 party", "none": "no party"}.get(counted, f"{counted} parties")
            return f"{rung_words(claim.rung)}: {who}"
        case Condition():
            return f"condition: {topic_words(claim.topic) or claim.text}"
        case Question():
            topics = ", ".join(map(topic_words, claim.topics))
            return f"{'answered' if claim.answered else 'asks'}: {topics}"
        case Schedule():
            when = window_words(claim.earliest, claim.latest)
            order = f"only after {claim.after}" if claim.after else "no day named"
            return f"date stated: {when}" if when else f"order stated: {order}"
        case Decision() | Incident() | Delivery() | Record() | Driver():
            return _other_words(claim, names)
    assert_never(claim)


def _other_words(
    claim: Decision | Incident | Delivery | Record | Driver, names: Mapping[str, str] | None
) -> str:
    match claim:
        case Decision():
            sides = (
                ("in favour", claim.in_favour),
                ("against", claim.against),
                ("abstained", claim.abstained),
            )
            votes = [f"{party_names(who, names)} {side}" for side, who in sides if who]
            what = "; ".join(votes) or claim.instrument or when_words(claim.date)
            return f"{claim.act.value}: {what}"
        case Incident():
            return f"incident, {claim.standing.value}: {claim.what}"
        case Delivery():
            return f"delivery, {claim.standing.value}: {amount_words(claim.amount)} {claim.stage}"
        case Record():
            return "record, no promise"
        case Driver():
            return _DRIVES[claim.leaning].format(claim.reason.value)
    assert_never(claim)


def tone_of_claim(claim: Claim) -> str:
    """How firmly a claim looks; only a pledge, a count or a verdict has a tone."""
    match claim:
        case Pledge() | Count():
            return tone_of(claim.rung, None)
        case Verdict():
            return tone_of(Rung.UNKNOWN, claim.verdict)
    return "quiet"
