"""A headline and the best quotation of its document become flags where the headline says more."""

from __future__ import annotations

from collections.abc import Iterator

from contingent.vocabulary.capability import Amount
from contingent.vocabulary.claim import Pledge, Rung, Verdict, VerdictType
from contingent.vocabulary.statement import Document, Flag, FlagType, Passage, Statement, Voice

__all__ = ["headline_flags"]

_REFUSALS = frozenset({VerdictType.DECLINED, VerdictType.WITHDRAWN, VerdictType.EXCLUDED})
_SPOKEN = frozenset({Voice.OFFICIAL, Voice.OFFICIAL_UNNAMED, Voice.THIRD_PARTY})


def headline_flags(
    document: Document,
    statements: tuple[Statement, ...],
    quoted: tuple[tuple[int, int], ...],
) -> tuple[Flag, ...]:
    """How the headline departs from the body; empty for a headline that its body bears out."""
    headline = [item for item in statements if _passage(item).in_headline]
    body = [item for item in statements if not _passage(item).in_headline]
    if not headline or not body:
        return ()
    flags: list[Flag] = []
    for claimed in headline:
        for kind, detail in _departures(claimed, body, quoted):
            flag = Flag(type=kind, document=document.id, detail=detail)
            if flag not in flags:
                flags.append(flag)
    return tuple(flags)


def _passage(statement: Statement) -> Passage:
    """The passage that a statement cites; what is read in a document always cites one."""
    if not isinstance(statement.citation, Passage):
        raise TypeError(f"{statement.id} cites no passage")
    return statement.citation


def _departures(
    claimed: Statement, body: list[Statement], quoted: tuple[tuple[int, int], ...]
) -> Iterator[tuple[FlagType, str]]:
    same = [item for item in body if item.about == claimed.about]
    if isinstance(claimed.claim, Verdict) and claimed.claim.verdict in _REFUSALS:
        if not any(_refuses(item) for item in body):
            best = _best(same or body, quoted)
            yield FlagType.HEADLINE_OUTRUNS_QUOTE, _both(claimed, best, "a refusal")
        return
    if not isinstance(claimed.claim, Pledge):
        return
    told = [item for item in same if item.voice is not Voice.COMMENTARY]
    pledges = [item for item in told if isinstance(item.claim, Pledge)]
    if not pledges:
        others = [item for item in body if isinstance(item.claim, Pledge)]
        if others and not same:
            yield FlagType.WRONG_PARTY, _both(claimed, others[0], str(claimed.about))
        elif same:
            yield FlagType.HEADLINE_OUTRUNS_QUOTE, _both(claimed, same[0], claimed.claim.rung.word)
        return
    best = _best(pledges, quoted)
    firmest = _rung(best)
    if claimed.claim.rung > firmest:
        yield FlagType.HEADLINE_OUTRUNS_QUOTE, _both(claimed, best, claimed.claim.rung.word)
    elif firmest > claimed.claim.rung + 1:
        yield FlagType.HEADLINE_UNDERSTATES, _both(claimed, best, claimed.claim.rung.word)
    amount = claimed.claim.amount
    if amount is not None and not any(_same_number(amount, item) for item in body):
        numbered = next((item for item in pledges if _amount(item) is not None), best)
        yield FlagType.WRONG_NUMBER, _both(claimed, numbered, _number(amount))


def _best(items: list[Statement], quoted: tuple[tuple[int, int], ...]) -> Statement:
    """The best witness of what was said: a direct quotation, else attributed words, else any.

    Among equals the firmest, so that a headline is never blamed for a weaker line beside it.
    """

    def worth(item: Statement) -> tuple[bool, bool, Rung]:
        span = _passage(item).span
        direct = any(start <= span.start + 1 and span.start < end for start, end in quoted)
        overlap = direct or any(span.start < end and start < span.end for start, end in quoted)
        return overlap and item.voice in _SPOKEN, item.voice in _SPOKEN, _rung(item)

    return max(items, key=worth)


def _rung(item: Statement) -> Rung:
    return item.claim.rung if isinstance(item.claim, Pledge) else Rung.UNKNOWN


def _refuses(item: Statement) -> bool:
    return isinstance(item.claim, Verdict) and item.claim.verdict in _REFUSALS


def _amount(item: Statement) -> Amount | None:
    return item.claim.amount if isinstance(item.claim, Pledge) else None


def _same_number(amount: Amount, item: Statement) -> bool:
    other = _amount(item)
    if other is None:
        return False
    if amount.vague or other.vague:
        return amount.vague == other.vague
    return bool({amount.floor, amount.ceiling} & {other.floor, other.ceiling} - {None})


def _number(amount: Amount) -> str:
    return amount.vague or str(amount.ceiling if amount.floor is None else amount.floor)


def _both(claimed: Statement, other: Statement, what: str) -> str:
    """Both versions in one line: the headline's and the body's."""
    kind = other.claim.verdict.value if isinstance(other.claim, Verdict) else _rung(other).word
    return (
        f"the headline says {what}: “{_passage(claimed).quote}”; "
        f"the text says {kind}: “{_passage(other).quote}”"
    )
