"""A sentence becomes clauses: short stretches with one chain of words each."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import pairwise

from contingent.read.gazetteer import Mention
from contingent.read.lexicon import Form, Sense
from contingent.read.quotes import Saying
from contingent.read.sentences import Sentence
from contingent.read.signs import MarkedText, Sign

__all__ = ["Clause", "Limit", "clauses"]

_PREDICATES = frozenset(
    {
        Sense.ATTITUDE,
        Sense.ACT,
        Sense.EVENT,
        Sense.DECIDE,
        Sense.REFUSE,
        Sense.SUSPEND,
        Sense.WITHDRAW,
        Sense.EXCLUDE,
        Sense.OBJECT,
        Sense.CONSENT,
        Sense.CONTACT,
        Sense.SEEK,
        Sense.VOTE_FOR,
        Sense.VOTE_AGAINST,
        Sense.ABSTAIN,
    }
)
_LIMITS = frozenset({Sense.IF, Sense.AFTER, Sense.BEFORE, Sense.DEPEND})
_FINITE = (
    r"(?:has|have|had|is|are|was|were|will|would|could|may|might|can|did|does|do|not|then|later"
    r"|also|still|now|yet|no longer)\b"
)
_NOUNS_IN_ING = (
    "(?:funding|financing|training|engineering|demining|meeting|planning|housing|building|disarming"
    "|peacekeeping|peacebuilding|briefing|including|policing|shipping|mentoring|monitoring)\\b"
)
_CUT = re.compile(
    r"[;]|\s-\s|, (?=which\b|who\b|with\b|where\b|including\b|one of\b)"
    rf"|,? and (?={_FINITE})|, (?=(?!{_NOUNS_IN_ING})[a-z]+ing\b)|(?<=\w): (?=\")"
    r"|, (?=and )|\sand (?=[A-Z])"
    r"|,? (?:signalling|meaning|leaving|prompting|making|straining) ",
)
_AND_THEN = re.compile(r" and (?:then |also |later )?$")
_GAPPED = re.compile(
    r"^(?:the )?[\w ,'-]{0,40}?(?:\d|up to|at least|some|several|dozens|around|about)"
)
_INVERTED = re.compile(r"\b(?:should|were|had) (?:it|they|he|she|the [a-z]+|[A-Z]\w+) ")
_CLAUSE_WORD = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|can|could|will|would|agrees?|decides?|[a-z]+ed"
    r"|(?!morning|evening|spring|meeting|briefing)[a-z]+ing)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A stretch that limits a clause: a condition, or what must come first."""

    start: int
    end: int
    sense: Sense
    word_end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Clause:
    """A stretch read as one chain; `signs` and `mentions` are those outside its limits."""

    start: int
    end: int
    signs: tuple[Sign, ...]
    mentions: tuple[Mention, ...]
    limits: tuple[Limit, ...]
    is_first: bool  # of its saying or sentence: it has a subject of its own


def clauses(
    marked: MarkedText,
    sentence: Sentence,
    signs: tuple[Sign, ...],
    mentions: tuple[Mention, ...],
    said: Iterable[Saying],
) -> tuple[Clause, ...]:
    """The clauses of a sentence, in order."""
    starts = {sentence.start}
    for saying in said:
        starts |= {saying.start, saying.cut, saying.verb_end}
        starts |= {saying.end} if saying.end < sentence.end else set()
    firsts = frozenset(starts)
    limits = _limits(marked, sentence, signs)
    starts |= set(_cuts(marked, sentence, signs, mentions, sorted(starts)))
    starts = {place for place in starts if sentence.start <= place < sentence.end}
    starts = {at for at in starts if not any(lim.start < at < lim.end for lim in limits)}
    ordered = sorted(starts)
    found = []
    for start, end in zip(ordered, [*ordered[1:], sentence.end], strict=True):
        bounds = _trimmed(marked.fold, start, end)
        if bounds is not None:
            found.append(_clause(bounds, signs, mentions, limits, is_first=start in firsts))
    return tuple(found)


def _clause(
    bounds: tuple[int, int],
    signs: tuple[Sign, ...],
    mentions: tuple[Mention, ...],
    limits: tuple[Limit, ...],
    *,
    is_first: bool,
) -> Clause:
    start, end = bounds
    own = tuple(limit for limit in limits if start <= limit.start < end)

    def is_free(at: int) -> bool:
        return start <= at < end and not any(lim.start <= at < lim.end for lim in own)

    return Clause(
        start=start,
        end=end,
        signs=tuple(sign for sign in signs if is_free(sign.start)),
        mentions=tuple(mention for mention in mentions if is_free(mention.start)),
        limits=own,
        is_first=is_first,
    )


def _cuts(
    marked: MarkedText,
    sentence: Sentence,
    signs: tuple[Sign, ...],
    mentions: tuple[Mention, ...],
    firsts: list[int],
) -> Iterable[int]:
    """Where a new clause begins: at a conjunction, a participle, or a new party with its number."""
    for sign in signs:
        if sign.sense is Sense.BREAK and sign.start > sentence.start:
            yield sign.start
    for left, sign in pairwise(item for item in signs if item.sense in _PREDICATES):
        if sign.form in (Form.PAST, Form.PRESENT) and _AND_THEN.search(
            marked.fold, left.end, sign.start
        ):
            yield sign.start
    for found in _CUT.finditer(marked.fold, sentence.start, sentence.end):
        floor = max(first for first in firsts if first <= max(found.start(), sentence.start))
        before = [sign for sign in signs if floor <= sign.start < found.start()]
        if found[0].lstrip().startswith(("and", ", and")) or found[0].endswith("and "):
            if not any(sign.sense in _PREDICATES for sign in before):
                continue
            if any(mention.end == found.start() for mention in mentions):
                continue
            if marked.fold[found.end()].isupper() and not _new_subject(
                marked, sentence, signs, mentions, found.end()
            ):
                continue
        yield found.end()


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
    nearest = next((sign for sign in signs if sign.start >= at and sign.sense in _PREDICATES), None)
    return _GAPPED.match(rest) is not None or nearest is not None


def _limits(marked: MarkedText, sentence: Sentence, signs: tuple[Sign, ...]) -> tuple[Limit, ...]:
    """The conditions and orders of a sentence, none inside another."""
    found: list[Limit] = []
    openings = [(sign.start, sign.end, sign.sense) for sign in signs if sign.sense in _LIMITS] + [
        (item.start(), item.start() + len(item[0].split()[0]), Sense.IF)
        for item in _INVERTED.finditer(marked.fold, sentence.start, sentence.end)
    ]
    for start, word_end, sense in sorted(openings, key=lambda item: item[:2]):
        if found and start < found[-1].end:
            continue
        end = _limit_end(marked.fold, sentence, start, word_end)
        if sense in (Sense.AFTER, Sense.BEFORE) and not _is_verbal(marked, signs, word_end, end):
            continue
        found.append(Limit(start=start, end=end, sense=sense, word_end=word_end))
    return tuple(found)


def _limit_end(fold: str, sentence: Sentence, start: int, word_end: int) -> int:
    """At the comma or dash that closes it, or before an inverted main clause."""
    stop = re.compile(r",|;|\s-\s|\"").search(fold, word_end + 1, sentence.end)
    end = stop.start() if stop is not None else sentence.end
    inverted = re.compile(
        r"\s(?=(?:would|could|can|will|shall|may|might|did) (?:the |[A-Z]|it |they |he |she ))"
    ).search(fold, word_end, end)
    return inverted.start() if inverted is not None else end


def _is_verbal(marked: MarkedText, signs: tuple[Sign, ...], start: int, end: int) -> bool:
    """True if the stretch says that something happens, not merely when."""
    if any(
        start <= sign.start < end
        and sign.sense in _PREDICATES | {Sense.SEEK, Sense.MAY}
        and sign.form is not Form.NOUN
        for sign in signs
    ):
        return True
    return _CLAUSE_WORD.search(marked.plain, start, end) is not None


def _trimmed(fold: str, start: int, end: int) -> tuple[int, int] | None:
    while end > start and (fold[end - 1].isspace() or fold[end - 1] in ",;:-"):
        end -= 1
    while start < end and (fold[start].isspace() or fold[start] in ",;:-"):
        start += 1
    return (start, end) if start < end else None
