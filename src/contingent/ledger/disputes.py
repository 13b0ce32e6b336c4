"""Accounts that differ become plain sentences, each naming both sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from contingent.ledger.board import figure_of
from contingent.ledger.contributions import (
    WEEK,
    Weighed,
    amount_of,
    is_claim_of_others,
    latest_of_each,
)
from contingent.ledger.standing import Word
from contingent.vocabulary.capability import Kind
from contingent.vocabulary.claim import Pledge, Rung, Verdict, VerdictType
from contingent.vocabulary.statement import FlagType, Passage

__all__ = ["disputes_over"]

_GENERAL = frozenset({Kind.TROOPS, Kind.UNSPECIFIED})
_PAUSED = frozenset({VerdictType.SUSPENDED, VerdictType.WITHDRAWN})
_OF_OTHERS = frozenset({VerdictType.CONSENT, VerdictType.OBJECTION, VerdictType.EXCLUDED})


def disputes_over(party: str, words: Sequence[Word], weighed: Sequence[Weighed]) -> tuple[str, ...]:
    """Why accounts of one party differ, one sentence each; empty if they do not."""
    sentences = [
        *_own_rivals(party, words, weighed),
        *_own_figures(party, words, weighed),
        *_others(party, words, weighed),
        *_tellings(party, words, weighed),
    ]
    return tuple(dict.fromkeys(sentences))


def _own_rivals(party: str, words: Sequence[Word], weighed: Sequence[Weighed]) -> Iterator[str]:
    """Its own words of one week that lie more than one rung apart."""
    own = [word for word in words if word.own and word.counts and _level(word) is not None]
    for each in weighed:
        anchor = each.anchor
        held = _level(anchor) if anchor and anchor.own else None
        if anchor is None or held is None:
            continue
        for word in own:
            near = abs(word.day - anchor.day) <= WEEK
            apart = abs((_level(word) or 0) - held) > 1
            if near and apart and _compares(word, each.contribution.kind):
                yield f"{party} differs with itself: {_said(word)}; {_said(anchor)}."


def _own_figures(party: str, words: Sequence[Word], weighed: Sequence[Weighed]) -> Iterator[str]:
    """Different figures that it gave on the day of the word that stands."""
    own = [word for word in words if word.own and word.counts and amount_of(word)]
    for each in weighed:
        if each.word is None or not each.word.own:
            continue
        given: dict[str, str] = {}
        for word in own:
            if word.day == each.word.day and _compares(word, each.contribution.kind):
                given.setdefault(figure_of(amount_of(word)), _speaker(word))
        if len(given) > 1:
            told = "; ".join(f"{figure} ({speaker})" for figure, speaker in sorted(given.items()))
            yield f"{party} gave different figures on {each.word.day}: {told}."


def _others(party: str, words: Sequence[Word], weighed: Sequence[Weighed]) -> Iterator[str]:
    """What others claim now, where the party says something else or nothing."""
    claims = latest_of_each(word for word in words if is_claim_of_others(word) and _what(word))
    own = next((each for each in weighed if each.contribution.own and each.anchor), None)
    for word in claims:
        if own is None:
            if _stakes(word):
                yield f"Nothing from {party} itself: {_said(word)}."
        elif own.anchor and _departs_from(word, own, weighed):
            yield f"{_said(word)}; {party} itself: {_said(own.anchor)}."


def _departs_from(word: Word, own: Weighed, weighed: Sequence[Weighed]) -> bool:
    """True if a claim of others is no echo of the party's own word."""
    claim, held, anchor = word.statement.claim, own.contribution, own.anchor
    if anchor is not None and anchor.day - word.day > WEEK:
        return False  # the party has answered since
    if isinstance(claim, Verdict):
        return claim.verdict is not held.verdict
    if word.rung < Rung.CONSIDERING:
        return False
    if held.verdict is not None or word.rung > held.rung:
        return True
    if held.rung - word.rung > 1 and anchor is not None and word.day > anchor.day:
        return True
    named = set(_kinds(word)) - {Kind.UNSPECIFIED}
    said = {each.contribution.kind for each in weighed if each.contribution.own}
    return bool(named) and named.isdisjoint(said) and Kind.UNSPECIFIED not in said


def _tellings(party: str, words: Sequence[Word], weighed: Sequence[Weighed]) -> Iterator[str]:
    """Copies, headlines and flagged tellings that say something else than what counts."""
    anchors = [each.anchor.day for each in weighed if each.anchor]
    rungs = {each.contribution.rung for each in weighed}
    verdicts = {each.contribution.verdict for each in weighed}
    for word in words:
        if word.counts or not (word.departs or word.statement.flags):
            continue
        if anchors and min(anchors) - word.day > WEEK:
            continue  # it was about a word that no longer stands
        claim = word.statement.claim
        same = word.rung in rungs if isinstance(claim, Pledge) else _verdict(word) in verdicts
        wrong_figure = FlagType.WRONG_NUMBER in word.statement.flags
        if not _what(word) or (same and not wrong_figure):
            continue
        cited = word.statement.citation
        what = "A headline" if isinstance(cited, Passage) and cited.in_headline else "A telling"
        flags = ", ".join(flag.value for flag in word.statement.flags) or "headline flagged"
        yield (
            f"{what} of {word.day} has {party} {_what(word)} ({flags}; {word.id}); "
            "it does not count."
        )


def _stakes(word: Word) -> bool:
    return isinstance(word.statement.claim, Verdict) or word.rung >= Rung.CONSIDERING


def _level(word: Word) -> int | None:
    """Where a word stands against others of its week; None: it compares with none of them."""
    claim = word.statement.claim
    if isinstance(claim, Pledge):
        return word.rung if word.rung >= Rung.CONSIDERING else None
    if isinstance(claim, Verdict) and claim.verdict is VerdictType.UNDECIDED:
        return Rung.CONSIDERING
    if isinstance(claim, Verdict) and claim.verdict is VerdictType.DECLINED:
        return Rung.UNKNOWN
    return None


def _compares(word: Word, kind: Kind) -> bool:
    """True if a word is about this kind, or either of them is general."""
    kinds = set(_kinds(word))
    return (
        kind in kinds
        or (Kind.UNSPECIFIED in kinds)
        or (kind in _GENERAL and bool(kinds & {*_GENERAL, Kind.INFANTRY}))
    )


def _kinds(word: Word) -> tuple[Kind, ...]:
    claim = word.statement.claim
    return claim.kinds if isinstance(claim, Pledge | Verdict) else ()


def _verdict(word: Word) -> VerdictType | None:
    claim = word.statement.claim
    return claim.verdict if isinstance(claim, Verdict) else None


def _what(word: Word) -> str:
    """A pledge's rung with its figure, or a verdict, in one or two words; empty for the rest."""
    claim = word.statement.claim
    if isinstance(claim, Pledge):
        figure = f" {figure_of(claim.amount)}" if claim.amount else ""
        return f"`{word.rung.word}`{figure}"
    verdict = _verdict(word)
    return f"`{verdict.value}`" if verdict and verdict not in _OF_OTHERS else ""


def _said(word: Word) -> str:
    return f"{_speaker(word)} said {_what(word)} on {word.day}"


def _speaker(word: Word) -> str:
    speaker = word.statement.speaker
    name = speaker.name or "an unnamed speaker"
    return f"{name} ({speaker.party})" if speaker.party else name
