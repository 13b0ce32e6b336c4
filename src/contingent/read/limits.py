"""A sentence becomes its limits: the stretches that say what must come true first."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contingent.read.lexicon import Form, Sense
from contingent.read.sentences import Sentence
from contingent.read.signs import MarkedText, Sign

__all__ = ["MODALS", "PREDICATES", "Limit", "hangs_on_others", "limits_of"]

PREDICATES = frozenset(
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
"""The senses of words that carry a clause."""

MODALS = frozenset({Sense.MAY, Sense.WILL, Sense.WOULD, Sense.OUGHT})
"""The senses of words that say how real what follows is."""

_LIMITS = frozenset({Sense.IF, Sense.AFTER, Sense.BEFORE, Sense.DEPEND})
_INVERTED = re.compile(r"\b(?:[Ss]hould|[Ww]ere|[Hh]ad) (?:it|they|he|she|the [a-z]+|[A-Z]\w+) ")
_CLAUSE_WORD = re.compile(
    r"\b(?:is|are|was|were|be|been|has|have|had|can|could|will|would|agrees?|decides?|[a-z]+ed"
    r"|holds?|takes?|ends?|begins?|comes?|stops?|allows?|permits?|gives?|lasts?|starts?|falls?"
    r"|(?!morning|evening|spring|meeting|briefing)[a-z]+ing)\b"
)
_STOP = re.compile(r"\s(?:and that|but)\b|[,;]|\s-\s|\"")
_STOP_OF_SEVERAL = re.compile(r"\sbut\b|[,;](?! and that\b)|\s-\s|\"")
_MAIN_CLAUSE = re.compile(
    r"\s(?=(?:would|could|can|will|shall|may|might|did) (?:the |[A-Z]|it |they |he |she ))"
)
_ONLY_A_TIME = re.compile(r"after|once|until|when")
_PASSIVE = re.compile(r"\b(?:is|are|be|being)\b")
_SO_LONG = re.compile(r" (?:[a-z0-9]+ ){0,4}(?:minutes|hours|days|weeks|months|years) of\b")
_WONDERED = re.compile(
    r"\b(?:clear|unclear|uncertain|ask|asks|asked|asking|know|see|wonder|wondered|say"
    r"|sure|question) $"
)
_TOLD = re.compile(r"\b(?:was|were|had)\b")
# A subject in a condition, unless it is the party itself or what it has said.
_OTHERS = re.compile(
    r"\b(?:the|all|both|every|each|other|others|most|more|no|any) "
    r"(?!(?:country|state|nation|offer|plan|pledge|promise|proposal|idea|deployment)\b)"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """A stretch that limits a clause: a condition, or what must come first."""

    start: int
    end: int
    sense: Sense
    word_end: int


def hangs_on_others(condition: str, choice: int) -> bool:
    """True if somebody else makes the choice at this place of a condition's plain words.

    `If the council agrees` is a condition; `should it agree` is the party's own choice.
    """
    return _OTHERS.search(condition, 0, choice) is not None


def limits_of(marked: MarkedText, sentence: Sentence, signs: tuple[Sign, ...]) -> tuple[Limit, ...]:
    """The conditions and orders of a sentence, none inside another."""
    found: list[Limit] = []
    openings = [(sign.start, sign.end, sign.sense) for sign in signs if sign.sense in _LIMITS]
    plain = marked.plain[sentence.start : sentence.end]
    if "should " in plain or "were " in plain or "had " in plain:
        openings += [
            (item.start(), item.start() + len(item[0].split()[0]), Sense.IF)
            for item in _INVERTED.finditer(marked.fold, sentence.start, sentence.end)
        ]
    if not openings:
        return ()
    for start, word_end, sense in sorted(openings, key=lambda item: item[:2]):
        if found and start < found[-1].end:
            continue
        if sense is Sense.IF and marked.plain.startswith(" anonymity", word_end):
            continue
        if sense is Sense.IF and _WONDERED.search(marked.plain, max(0, start - 14), start):
            continue
        end = _limit_end(marked.fold, sentence, start, word_end)
        if sense in (Sense.AFTER, Sense.BEFORE) and not _is_verbal(marked, signs, word_end, end):
            continue
        if sense is Sense.AFTER and _is_told(marked, signs, (start, word_end, end)):
            continue
        found.append(Limit(start=start, end=end, sense=sense, word_end=word_end))
    return tuple(found)


def _limit_end(fold: str, sentence: Sentence, start: int, word_end: int) -> int:
    """At the comma or dash that closes it, or before an inverted main clause."""
    more = fold.endswith(" that", 0, word_end)  # `provided that one and that another` is one
    stop = (_STOP_OF_SEVERAL if more else _STOP).search(fold, word_end + 1, sentence.end)
    end = stop.start() if stop is not None else sentence.end
    inverted = _MAIN_CLAUSE.search(fold, word_end, end)
    return inverted.start() if inverted is not None else end


def _is_verbal(marked: MarkedText, signs: tuple[Sign, ...], start: int, end: int) -> bool:
    """True if the stretch says that something happens, not merely when."""
    if any(
        start <= sign.start < end
        and sign.sense in PREDICATES | {Sense.SEEK, Sense.MAY, Sense.OUGHT}
        and sign.form is not Form.NOUN
        for sign in signs
    ):
        return True
    return _CLAUSE_WORD.search(marked.plain, start, end) is not None


def _is_told(marked: MarkedText, signs: tuple[Sign, ...], at: tuple[int, int, int]) -> bool:
    """True for `after Rome confirmed it`: what happened first, and is no condition."""
    start, word_end, end = at
    if not _ONLY_A_TIME.fullmatch(marked.plain[start:word_end].strip()):
        return False
    if marked.plain[start:word_end].strip() != "after" and _TOLD.search(
        marked.plain, word_end, end
    ):
        return True
    if _SO_LONG.match(marked.plain, word_end):
        return True
    past = (sign for sign in signs if word_end <= sign.start < end and sign.form is Form.PAST)
    is_passive = _PASSIVE.search(marked.plain, word_end, end)
    return next(past, None) is not None and is_passive is None
