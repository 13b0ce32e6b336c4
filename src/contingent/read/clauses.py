"""A sentence becomes clauses: short stretches with one chain of words each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TypeVar

from contingent.read.gazetteer import Mention
from contingent.read.lexicon import Form, Sense
from contingent.read.limits import MODALS, PREDICATES, Limit, limits_of
from contingent.read.quotes import Saying
from contingent.read.sentences import Sentence
from contingent.read.signs import MarkedText, Sign

__all__ = ["Clause", "clauses"]

_Mark = TypeVar("_Mark", Sign, Mention)

_FINITE = (
    r"(?:has|have|had|is|are|was|were|will|would|could|may|might|can|did|does|do|not|then|later"
    r"|also|still|now|yet|no longer)\b"
)
_NOUNS_IN_ING = (
    "(?:funding|financing|training|engineering|demining|meeting|planning|housing|building|disarming"
    "|peacekeeping|peacebuilding|briefing|including|policing|shipping|mentoring|monitoring)\\b"
)
_CUT = re.compile(
    r"[;]|\s-\s|, (?=which\b|who\b|with\b|where\b|one of\b)"
    rf"|,? and (?={_FINITE})|, (?=(?!{_NOUNS_IN_ING})[a-z]+ing\b)|(?<=\w): (?=\")"
    r"|, (?=and )|\sand (?=[A-Z])|\s(?=and that\b)"
    r"|,? (?:signalling|meaning|prompting|making|straining) |, leaving "
    r"|, (?=an? (?:[a-z]+ ){1,3}that\b)",
)
# A clause that opens a sentence and is told of somebody else: `While Chad weighs it, Benin ...`.
_OPENED = re.compile(
    r"\"?(?:While|Whereas|Although|Though|Even as|Even though|As|(?:[A-Z]\w* )?"
    r"(?:days?|weeks?|months?|hours?|minutes?) after)"
    r" (?:[\w'-]+ ){1,14}?[\w'-]+, (?=[A-Z]|the |its |that )"
)
_ASIDE = re.compile(
    r", (?P<inner>"
    r"(?:the|an?|which|who|whose|one|both|tapped|known|long|once|itself|home|already|like|too|following"
    r"|under|after|despite|[a-z]+ing)\b"
    r"[^,;:\"]{3,110}), (?:on \w+ )?"
)
_CIRCUMSTANCE = re.compile(
    r", (?P<inner>(?:with|by|despite|following|along with|as well as|together with|late|earlier)\b"
    r"[^,;:\"]{3,80}),(?= )"
)
_FINITE_ANYWHERE = re.compile(rf"\b{_FINITE}")
_FINITE_NEXT = re.compile(rf"{_FINITE}|[a-z]+(?:ed|s)\b")
_AND_THEN = re.compile(r" and (?:then |also |later )?$")
_GAPPED = re.compile(
    r"^(?:the )?[\w ,'-]{0,40}?(?:\d|up to|at least|some|several|dozens|around|about)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A stretch read as one chain; `signs` and `mentions` are those outside its limits."""

    start: int
    end: int
    signs: tuple[Sign, ...]
    mentions: tuple[Mention, ...]
    limits: tuple[Limit, ...]
    is_first: bool  # of its saying or sentence: it has a subject of its own
    is_aside: bool = False  # put in between commas, about what stands before it


def clauses(
    marked: MarkedText,
    sentence: Sentence,
    signs: tuple[Sign, ...],
    mentions: tuple[Mention, ...],
    said: Iterable[Saying],
) -> tuple[Clause, ...]:
    """The clauses of a sentence, in order."""
    starts = {sentence.start}
    inserted: set[int] = set()
    for saying in said:
        starts |= {saying.start, saying.cut, saying.verb_end}
        inserted |= {saying.verb_end} if saying.start < saying.cut else set()
        starts |= {saying.end} if saying.end < sentence.end else set()
    firsts = frozenset(starts - inserted | {sentence.start})
    limits = limits_of(marked, sentence, signs)
    starts |= set(_cuts(marked, sentence, signs, mentions, sorted(starts)))
    starts = {place for place in starts if sentence.start <= place < sentence.end}
    starts = {at for at in starts if not any(lim.start < at < lim.end for lim in limits)}
    starts = {at for at in starts if at in firsts or not _ends_before(limits, starts, at)}
    asides = _asides(marked, sentence, signs, mentions)
    asides = tuple((a, b) for a, b in asides if not any(a - 1 <= at < b for at in firsts))
    starts = {at for at in starts if not any(a <= at <= b + 2 for a, b in asides)}
    ordered = sorted(starts)
    found: list[Clause] = []
    for start, end in zip(ordered, [*ordered[1:], sentence.end], strict=True):
        bounds = _trimmed(marked.fold, start, end)
        if bounds is None:
            continue
        low, high = bounds
        holes = tuple(aside for aside in asides if low <= aside[0] < high)
        own = tuple(limit for limit in limits if low <= limit.start < high)
        outer = Clause(
            start=low,
            end=high,
            signs=_own(signs, low, high, own, holes),
            mentions=_own(mentions, low, high, own, holes),
            limits=own,
            is_first=start in firsts,
        )
        found += [outer, *(_aside(aside, signs, mentions) for aside in holes)]
    return tuple(found)


def _ends_before(limits: tuple[Limit, ...], starts: set[int], at: int) -> bool:
    """True after `If asked,`: a condition that opens a clause goes with what it limits."""
    return any(limit.start in starts and 0 <= at - limit.end <= len(", ") for limit in limits)


def _aside(bounds: tuple[int, int], signs: Sequence[Sign], mentions: Sequence[Mention]) -> Clause:
    """What is put in between commas, as a clause by itself."""
    low, high = bounds
    return Clause(
        start=low,
        end=high,
        signs=_own(signs, low, high, (), ()),
        mentions=_own(mentions, low, high, (), ()),
        limits=(),
        is_first=False,
        is_aside=True,
    )


def _own(
    marks: Sequence[_Mark],
    low: int,
    high: int,
    limits: tuple[Limit, ...],
    holes: tuple[tuple[int, int], ...],
) -> tuple[_Mark, ...]:
    """The signs or mentions that are a clause's own: none of its limits or holes."""
    own = [mark for mark in marks if low <= mark.start < high]
    for limit in limits:
        own = [mark for mark in own if not limit.start <= mark.start < limit.end]
    for start, end in holes:
        own = [mark for mark in own if not start <= mark.start < end]
    return tuple(own)


def _asides(
    marked: MarkedText,
    sentence: Sentence,
    signs: tuple[Sign, ...],
    mentions: tuple[Mention, ...],
) -> tuple[tuple[int, int], ...]:
    """What stands between a party and its verb: `Kenya, which leads the mission, will send ...`."""
    if marked.fold.count(", ", sentence.start, sentence.end) < 2:
        return ()
    found = [
        item.span("inner")
        for item in _CIRCUMSTANCE.finditer(marked.fold, sentence.start, sentence.end)
        if not any(
            item.start() <= sign.start < item.end()
            and (sign.sense in PREDICATES or sign.sense is Sense.RESOURCE)
            for sign in signs
        )
    ]
    for mention in mentions:
        aside = _ASIDE.match(marked.fold, mention.end, sentence.end)
        if aside is None:
            continue
        rest = aside.end()
        verb = next((sign for sign in signs if sign.start >= rest), None)
        follows = verb is not None and not marked.fold[rest : verb.start].strip()
        if follows or _FINITE_NEXT.match(marked.fold, rest):
            found.append((mention.end + 2, aside.end("inner")))
    return tuple(found)


def _cuts(
    marked: MarkedText,
    sentence: Sentence,
    signs: tuple[Sign, ...],
    mentions: tuple[Mention, ...],
    firsts: list[int],
) -> Iterable[int]:
    """Where a new clause begins: at a conjunction, a participle, or a new party with its number."""
    for sign in signs:
        if sign.sense is Sense.BREAK and not _opens_a_limit(marked, signs, sign):
            yield sign.start
        if sign.sense is Sense.AFTER and sign.start > sentence.start:
            yield sign.end
    yield from _spliced(marked, signs, mentions)
    for first in firsts:
        opened = _OPENED.match(marked.fold, first, sentence.end)
        if opened is not None:
            yield opened.end()
    for left, sign in pairwise(item for item in signs if item.sense in PREDICATES):
        joint = _AND_THEN.search(marked.fold, left.end, sign.start)
        if joint is not None and sign.form in (Form.PAST, Form.PRESENT):
            yield joint.start() + 1
    for found in _CUT.finditer(marked.fold, sentence.start, sentence.end):
        floor = max(first for first in firsts if first <= max(found.start(), sentence.start))
        before = [sign for sign in signs if floor <= sign.start < found.start()]
        is_clause = not _joins(marked, found) or (
            any(sign.sense in PREDICATES for sign in before)
            and _begins_clause(marked, sentence, signs, mentions, found)
        )
        if is_clause:
            yield found.end()


def _opens_a_limit(marked: MarkedText, signs: tuple[Sign, ...], sign: Sign) -> bool:
    """True for `but only after a ceasefire`: a condition of what stands before it."""
    return any(
        other.sense in (Sense.IF, Sense.AFTER, Sense.DEPEND)
        and 0 <= other.start - sign.end <= len(" only ")
        and marked.plain[sign.end : other.start].strip() in ("", "only")
        for other in signs
    )


def _joins(marked: MarkedText, found: re.Match[str]) -> bool:
    """True for an `and`, which may join clauses or only nouns."""
    return "and" in found[0].split() or marked.fold.startswith("and ", found.end())


def _begins_clause(
    marked: MarkedText,
    sentence: Sentence,
    signs: tuple[Sign, ...],
    mentions: tuple[Mention, ...],
    found: re.Match[str],
) -> bool:
    """True if a clause follows an `and`, and not the next item of a list."""
    if any(mention.end == found.start() for mention in mentions):
        return False
    at = found.end() + (len("and ") if marked.fold.startswith("and ", found.end()) else 0)
    if marked.fold[at : at + 1].isupper():
        return _new_subject(marked, sentence, signs, mentions, at)
    return _FINITE_ANYWHERE.search(marked.plain, at, sentence.end) is not None or any(
        sign.start >= at and sign.sense in PREDICATES and sign.form in (Form.PAST, Form.PRESENT)
        for sign in signs
    )


def _spliced(
    marked: MarkedText, signs: tuple[Sign, ...], mentions: tuple[Mention, ...]
) -> Iterable[int]:
    """Clauses strung on commas: `..., Nepal pledged one battalion, Malaysia will send ...`."""
    for mention in mentions:
        if not marked.fold.endswith(", ", 0, mention.start):
            continue
        verb = next((sign for sign in signs if sign.start >= mention.end), None)
        if verb is None or verb.form not in (Form.PAST, Form.PRESENT, Form.OTHER):
            continue
        if verb.start - mention.end <= 1 and (verb.sense in PREDICATES or verb.sense in MODALS):
            yield mention.start


def _new_subject(
    marked: MarkedText,
    sentence: Sentence,
    signs: tuple[Sign, ...],
    mentions: tuple[Mention, ...],
    at: int,
) -> bool:
    """True if a party stands here with a predicate or a number of its own."""
    if not any(0 <= mention.start - at <= 5 for mention in mentions):
        return False
    rest = marked.fold[at : sentence.end]
    nearest = next((sign for sign in signs if sign.start >= at and sign.sense in PREDICATES), None)
    return _GAPPED.match(rest) is not None or nearest is not None


def _trimmed(fold: str, start: int, end: int) -> tuple[int, int] | None:
    while end > start and (fold[end - 1].isspace() or fold[end - 1] in ",;:-"):
        end -= 1
    while start < end and (fold[start].isspace() or fold[start] in ",;:-"):
        start += 1
    return (start, end) if start < end else None
