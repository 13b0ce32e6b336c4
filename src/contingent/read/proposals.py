"""A model's proposals become agreement, disagreement or rejection: by the text and the rules."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from contingent.read.gazetteer import Gazetteer
from contingent.read.model import NOTHING, READINGS, Proposal
from contingent.read.reader import Reading
from contingent.read.sentences import sentences
from contingent.read.signs import folded
from contingent.vocabulary.claim import Count, Pledge, Verdict
from contingent.vocabulary.statement import Flag, FlagType, Passage, Span, Statement

__all__ = ["Doubt", "Fate", "Weighed", "confirmed", "doubts", "flagged", "weighed"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """A sentence of a document in which the rules see two readings, and those statements' ids."""

    span: Span
    words: str
    statements: tuple[str, ...]


class Fate(StrEnum):
    """What becomes of a proposal. None of them changes what the rules read."""

    AGREES = "agrees"
    DISAGREES = "disagrees"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A proposal held against its document: what became of it, and why.

    `span` is where its words stand, None for one that was rejected. `statements` are the ids of
    those that the rules read there.
    """

    document: str
    proposal: Proposal
    fate: Fate
    why: str
    span: Span | None = None
    statements: tuple[str, ...] = ()


def doubts(reading: Reading, *, besides: Iterable[str] = ()) -> tuple[Doubt, ...]:
    """The sentences that hold an ambiguous statement, in order.

    Those of statements in `besides`, and of further tellings of another, are left out.
    """
    known = frozenset(besides)
    spans = {
        item.id: item.citation.span
        for item in reading.statements
        if item.ambiguous
        and not item.copy_of
        and item.id not in known
        and isinstance(item.citation, Passage)
    }
    if not spans:
        return ()
    text = reading.document.text
    found = []
    for sentence in sentences(folded(text), headline_end=len(reading.document.title)):
        ids = [id for id, span in spans.items() if sentence.start <= span.start < sentence.end]
        if ids:
            span = Span(start=sentence.start, end=sentence.end)
            found.append(Doubt(span=span, words=text[span.start : span.end], statements=tuple(ids)))
    return tuple(found)


def weighed(
    reading: Reading, doubt: Doubt, proposals: Iterable[Proposal], gazetteer: Gazetteer
) -> tuple[Weighed, ...]:
    """Each proposal about a sentence in doubt, held against the text and the rules.

    Its words must stand in the text exactly (but for typography and the width of spaces), once,
    and in that sentence. Its grade is never taken: what counts is how the rules read those words
    in their place, so that a quotation which leaves a hedge out gains nothing.
    """
    return tuple(_weighed(reading, doubt, proposal, gazetteer) for proposal in proposals)


def _weighed(reading: Reading, doubt: Doubt, proposal: Proposal, gazetteer: Gazetteer) -> Weighed:
    span, why = _located(reading.document.text, doubt, proposal)
    if span is None:
        return Weighed(document=reading.document.id, proposal=proposal, fate=Fate.REJECTED, why=why)
    there = [item for item in reading.statements if _is_graded(item) and _touches(item, span)]
    named = {mention.code for mention in gazetteer.mentions(proposal.about)}
    of_party = [item for item in there if item.about in named] or there
    why = _difference(of_party, proposal.reading, named)
    return Weighed(
        document=reading.document.id,
        proposal=proposal,
        fate=Fate.DISAGREES if why else Fate.AGREES,
        why=why or "the rules read the same in these words",
        span=span,
        statements=tuple(item.id for item in of_party),
    )


def _located(text: str, doubt: Doubt, proposal: Proposal) -> tuple[Span | None, str]:
    """Where a proposal's words stand, or why it is rejected."""
    if proposal.reading not in READINGS:
        return None, "its grade is none that was asked for"
    words = folded(proposal.quote).split()
    if not words or len(proposal.quote) > 2 * len(doubt.words) + 100:
        return None, "quotes nothing, or more than the sentence holds"
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(map(re.escape, words)) + r"(?!\w)")
    found = list(_everywhere(pattern, folded(text)))
    if not found:
        return None, "its words do not stand in the text"
    if len(found) > 1:
        return None, f"its words stand in the text {len(found)} times; it does not say where"
    (start, end), whole = found[0], doubt.span
    if not whole.start <= start < end <= whole.end:
        return None, "its words stand outside the sentence that was asked about"
    return Span(start=start, end=end), ""


def _everywhere(pattern: re.Pattern[str], fold: str) -> Iterator[tuple[int, int]]:
    """Every place of a pattern, also of those that overlap."""
    found = pattern.search(fold)
    while found is not None:
        yield found.span()
        found = pattern.search(fold, found.start() + 1)


def _is_graded(statement: Statement) -> bool:
    return isinstance(statement.claim, Pledge | Verdict | Count)


def _touches(statement: Statement, span: Span) -> bool:
    cited = statement.citation
    return isinstance(cited, Passage) and (
        cited.span.start < span.end and span.start < cited.span.end
    )


def _word(statement: Statement) -> str:
    """The rung or verdict of a graded statement, as a proposal names it."""
    claim = statement.claim
    if isinstance(claim, Verdict):
        return claim.verdict.value
    return claim.rung.word if isinstance(claim, Pledge | Count) else ""


def _difference(there: Sequence[Statement], reading: str, named: set[str]) -> str:
    """How the rules read the words otherwise; empty if they do not."""
    if not there:
        return "" if reading == NOTHING else "the rules read nothing there"
    words = tuple(dict.fromkeys(map(_word, there)))
    if words != (reading,):
        others = sorted({rung for item in there for rung in item.ambiguous})
        or_else = f" (or {' or '.join(rung.word for rung in others)})" if others else ""
        return f"the rules read {' and '.join(words)}{or_else}"
    parties = {item.about for item in there if isinstance(item.about, str) and item.about}
    if named and parties and not named & parties:
        return f"the rules read it of {' and '.join(sorted(parties))}"
    return ""


def confirmed(found: Iterable[Weighed], asked: Iterable[str]) -> frozenset[str]:
    """The statements asked about with which some proposal agrees and none disagrees."""
    fates: dict[str, set[Fate]] = {}
    for item in found:
        for id in item.statements:
            fates.setdefault(id, set()).add(item.fate)
    return frozenset(id for id in asked if fates.get(id) == {Fate.AGREES})


def flagged(reading: Reading, found: Iterable[Weighed], model: str) -> Reading:
    """The reading with a flag for each disagreement; its claims stay as the rules read them."""
    flags: list[Flag] = []
    for item in found:
        if item.fate is Fate.DISAGREES and item.span is not None:
            words = " ".join(reading.document.text[item.span.start : item.span.end].split())
            what = f"“{words}”: {item.why}, the model {model} {item.proposal.reading}"
            flags += [
                Flag(
                    type=FlagType.MODEL_DISAGREES,
                    document=reading.document.id,
                    detail=f"{id}: {what}",
                )
                for id in item.statements or ("no statement",)
            ]
    doubted = {flag.detail.partition(":")[0] for flag in flags}
    return replace(
        reading,
        flags=tuple(dict.fromkeys((*reading.flags, *flags))),
        statements=tuple(
            replace(item, flags=tuple(dict.fromkeys((*item.flags, FlagType.MODEL_DISAGREES))))
            if item.id in doubted
            else item
            for item in reading.statements
        ),
    )
