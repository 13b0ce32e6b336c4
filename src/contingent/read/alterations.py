"""Two quotations become one utterance or two, and what the later telling changed in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import Match, SequenceMatcher
from itertools import islice, takewhile

from contingent.read.gazetteer import Gazetteer
from contingent.read.lexicon import Sense
from contingent.read.signs import folded, marked
from contingent.vocabulary.statement import FlagType

__all__ = ["FEWEST", "Alteration", "Comparison", "compared", "words_of"]

FEWEST = 5
"""How many words of a quotation two tellings must share to be tellings of one utterance."""

_SHARE = 0.6  # of the shorter one's words
_MOST_WORDS = 400
_GAP = "..."
_STOP = "."
_WORD = re.compile(
    r"\.\.\.|…|[.!?](?=\s|$)|\[[^\]\n]{0,80}\]|\d+(?:[._]\d+)*%?|[^\W\d_]+(?:'[^\W\d_]+)?"
)
_SHORT_FORMS = (("n't", "not"), ("'re", "are"), ("'ve", "have"), ("'ll", "will"), ("'m", "am"))
_WHOLE_FORMS = {"can't": ("can", "not"), "won't": ("will", "not"), "cannot": ("can", "not")}
_NUMBERS = {
    word: str(number)
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"), start=1
    )
}
_LARGE = frozenset({"dozen", "dozens", "hundred", "hundreds", "thousand", "thousands", "million"})
_EMPTY = frozenset(
    {_STOP, "a", "an", "the", "that", "well", "um", "uh", "so", "and", "s", "d", "sir"}
)
_HEDGES = frozenset(
    {
        Sense.NOT,
        Sense.MAY,
        Sense.WOULD,
        Sense.IF,
        Sense.AFTER,
        Sense.BEFORE,
        Sense.DEPEND,
        Sense.WHETHER,
        Sense.PENDING,
        Sense.PRINCIPLE,
        Sense.MUSING,
        Sense.ATTITUDE,
        Sense.REPAIR,
    }
)
_LIMITS = frozenset(
    {Sense.IF, Sense.AFTER, Sense.BEFORE, Sense.DEPEND, Sense.PRINCIPLE, Sense.REPAIR}
)
_REACH = 12  # words from the cut within which a limit bears on what is left
_SOFTENERS = frozenset(
    """
    about almost approximately around at could least likely may maybe might most nearly only
    partly perhaps possible possibly potentially probably provided roughly seems should some
    subject unless until up whether yet
    """.split()  # noqa: SIM905  # a list of so many strings would hide what it lists
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Alteration:
    """What a later telling changed inside quotation marks: `was` became `became`."""

    type: FlagType
    was: str
    became: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """How two quotations compare; `is_same` if they tell one utterance."""

    is_same: bool
    alteration: Alteration | None = None


_APART = Comparison(is_same=False)


def words_of(quotation: str) -> tuple[str, ...]:
    """The words of a quotation as they are compared.

    Short forms are written out, small numbers in digits; what stands in square brackets is an
    editor's and is left out; an omission that is marked stays as one sign.
    """
    return tuple(_words(folded(quotation).lower()))


def _words(fold: str) -> Iterator[str]:
    for found in _WORD.finditer(fold):
        word = found[0]
        if word in ("...", "…", "[...]", "[…]"):
            yield _GAP
        elif word in ".!?":
            yield _STOP
        elif word in _WHOLE_FORMS:
            yield from _WHOLE_FORMS[word]
        elif not word.startswith("["):
            for ending, full in _SHORT_FORMS:
                if word.endswith(ending):
                    yield word.removesuffix(ending)
                    yield full
                    break
            else:
                plain = word.replace("_", "").removesuffix("'s")
                yield _NUMBERS.get(plain, plain)


def compared(
    earlier: Sequence[str], later: Sequence[str], *, gazetteer: Gazetteer, rest: str | None = ""
) -> Comparison:
    """Whether two quotations tell one utterance, and what the later one changed in it.

    A part of a quotation is a telling of the whole. A hedge that the sentence began or ended with
    counts as dropped unless `rest`, all words of the later document, holds it elsewhere; with
    None that is not judged.
    """
    older, newer = earlier[:_MOST_WORDS], later[:_MOST_WORDS]
    matcher = SequenceMatcher(None, older, newer, autojunk=False)
    blocks = [block for block in matcher.get_matching_blocks() if block.size]
    shared = sum(block.size for block in blocks)
    if shared < FEWEST or shared < _SHARE * min(len(older), len(newer)):
        return _APART
    if max(block.size for block in blocks) < FEWEST - 2:
        return _APART
    found = [
        alteration
        for change in _changes(matcher, older, newer)
        if (alteration := _alteration(*change, gazetteer))
    ]
    for (was, _), limits in _lost_limits(blocks, older, newer):
        if _senses(was, gazetteer) & limits and rest is not None and " ".join(was) not in rest:
            found.append(Alteration(type=FlagType.HEDGE_DROPPED, was=" ".join(was), became=""))
    return Comparison(is_same=True, alteration=min(found, key=_weight, default=None))


_Change = tuple[tuple[str, ...], tuple[str, ...]]
_WEIGHTS = (FlagType.WRONG_NUMBER, FlagType.WRONG_PARTY, FlagType.HEDGE_DROPPED)


def _weight(alteration: Alteration) -> int:
    """What says most about an alteration comes first."""
    kinds = (*_WEIGHTS, FlagType.QUOTATION_ALTERED)
    return kinds.index(alteration.type)


def _changes(
    matcher: SequenceMatcher[str], older: Sequence[str], newer: Sequence[str]
) -> Iterator[_Change]:
    """What differs between the first and the last words that both have."""
    codes = matcher.get_opcodes()
    for at, (tag, low, high, first, last) in enumerate(codes):
        if tag == "equal":
            continue
        is_end = at in (0, len(codes) - 1)
        was, became = tuple(older[low:high]), tuple(newer[first:last])
        # At an end, words that only one has are a longer or shorter quotation of the same.
        if is_end and not (was and became):
            continue
        if is_end and len(was) != len(became):
            continue
        yield was, became


def _lost_limits(
    blocks: Sequence[Match], older: Sequence[str], newer: Sequence[str]
) -> Iterator[tuple[_Change, frozenset[Sense]]]:
    """What the later quotation leaves out of its first sentence before it, and of its last behind.

    With what would limit the words that are left, were it among them: a negation stands before
    what it denies, a condition on either side.
    """
    first, last = blocks[0], blocks[-1]
    if first.b == 0:
        before = _until_stop(reversed(older[: first.a]))
        yield (tuple(reversed(before)), ()), _LIMITS | {Sense.NOT, Sense.MAY}
    if last.b + last.size == len(newer):
        yield (_until_stop(older[last.a + last.size :]), ()), _LIMITS


def _until_stop(words: Iterable[str]) -> tuple[str, ...]:
    found = takewhile(lambda word: word not in (_STOP, _GAP), words)
    return tuple(islice(found, _REACH))


def _alteration(
    was: tuple[str, ...], became: tuple[str, ...], gazetteer: Gazetteer
) -> Alteration | None:
    """What a change amounts to; None where only spelling, filler or a marked omission differs."""
    if _GAP in was or _GAP in became:
        return None
    lost = _without_shared_spelling(was, became)
    gained = _without_shared_spelling(became, was)
    if not lost and not gained:
        return None
    kind = _kind(lost, gained, gazetteer)
    return Alteration(type=kind, was=" ".join(was), became=" ".join(became))


def _kind(lost: tuple[str, ...], gained: tuple[str, ...], gazetteer: Gazetteer) -> FlagType:
    if set(filter(_is_number, lost)) != set(filter(_is_number, gained)):
        return FlagType.WRONG_NUMBER
    if _parties(lost, gazetteer) != _parties(gained, gazetteer):
        return FlagType.WRONG_PARTY
    if _hedges(lost, gazetteer) - _hedges(gained, gazetteer):
        return FlagType.HEDGE_DROPPED
    return FlagType.QUOTATION_ALTERED


def _without_shared_spelling(words: tuple[str, ...], others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(
        word
        for word in words
        if word not in _EMPTY and not any(_is_spelling(word, other) for other in others)
    )


def _is_spelling(word: str, other: str) -> bool:
    """True for two spellings or forms of one word: `organisation`, `organization`."""
    if word == other:
        return True
    if min(len(word), len(other)) < 5 or word[:3] != other[:3] or not word.isalpha():
        return False
    return abs(len(word) - len(other)) <= 2 and (
        SequenceMatcher(None, word, other, autojunk=False).ratio() >= 0.85
    )


def _is_number(word: str) -> bool:
    return word[0].isdigit() or word in _LARGE


def _parties(words: Iterable[str], gazetteer: Gazetteer) -> set[str]:
    named = gazetteer.mentions(" ".join(word.title() for word in words))
    return {mention.code for mention in named}


def _hedges(words: tuple[str, ...], gazetteer: Gazetteer) -> set[str]:
    found = {sense.name for sense in _senses(words, gazetteer) & _HEDGES}
    return found | _SOFTENERS.intersection(words)


def _senses(words: tuple[str, ...], gazetteer: Gazetteer) -> set[Sense]:
    return {sign.sense for sign in marked(" ".join(words), gazetteer).signs} if words else set()
