"""A text becomes its attributions: who is said to say or think what, each part with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, replace

from contingent.read.lexicon import verb_forms
from contingent.read.quotes import quotations
from contingent.read.sentences import sentences
from contingent.read.signs import folded

__all__ = ["Attribution", "attributions"]

Place = tuple[int, int]

# Verbs by what may follow them: general classes of English, whatever they are said about.
_SAYING = (
    "say, tell, add, state, argue, claim, insist, warn, note, explain, declare, assert, contend, "
    "maintain, remark, observe, reply, respond, recall, concede, acknowledge, admit, stress, "
    "emphasize, emphasise, reiterate, repeat, suggest, allege, reveal, confirm, report, announce, "
    "write, tweet, joke, quip, complain, boast, caution, conclude, predict, testify, underline, "
    "point out, continue, ask, answer, exclaim, vow, promise, agree, deny, mention, clarify"
)
_THINKING = (
    "believe, think, know, hope, fear, doubt, feel, expect, assume, suspect, realize, realise, "
    "understand, worry, wonder, imagine, consider, decide, learn, find, show, indicate, estimate, "
    "discover, see, hear, remember, guess, project, forecast, propose, imply, signal"
)
_ACTING = (
    "call, accuse, criticize, criticise, blame, praise, urge, demand, condemn, denounce, describe, "
    "pledge, offer, threaten, refuse, decline, want, plan, intend, seek, support, oppose, endorse, "
    "attack, defend, dismiss, reject, question, mock, blast, slam, compare, refer, advise, "
    "encourage, order, invite, apologize, apologise, discuss, cite, highlight, promote, welcome, "
    "thank, express, like, love, hate, prefer, need, favor, favour, back, agree, challenge"
)
_NO_SUBJECT = re.compile(
    r"^(?:it|there|which|that|this|who|what|to|how|why|when|where|and|or|not|as|if|than|be)$", re.I
)


def _words(listed: str) -> dict[str, str]:
    """Every form of each verb, with the verb's first word."""
    return {
        form: verb for verb in map(str.strip, listed.split(",")) for form in verb_forms(verb)
    }


_CLASSES = {
    **dict.fromkeys(_words(_ACTING), "acting"),
    **dict.fromkeys(_words(_THINKING), "thinking"),
    **dict.fromkeys(_words(_SAYING), "saying"),
}
_CUE = re.compile(
    r"(?P<aux>\b(?:has|have|had|is|was|are|were|will|would|did|does|do|also|then|later|once|not"
    r"|never|previously|repeatedly|recently|first|[a-z]+ly)\s+){0,4}\b(?P<verb>"
    + "|".join(sorted(map(re.escape, _CLASSES), key=len, reverse=True))
    + r")\b(?!-)"
)
_ACCORDING = re.compile(r"\b(?P<cue>according to)\s+", re.IGNORECASE)
_NAME = r"[^,.;:\"()\n]+?"
_AFTER_CUE = re.compile(rf"\s+(?P<who>{_NAME}(?:, [^,.;:\"()\n]{{3,80}},)?)(?=[,.;:\"]|$| in an? | on )")
_BEGINS = re.compile(
    r"(?:[,;:\"()]|\s--?\s|\b(?:that|and|but|while|as|because|although|though|if|when|whether|or"
    r"|which|who|whom|where|since|after|before|than|so|yet)\b)\s*"
)
_THAT = re.compile(r"[^,;:\"]{0,50}?\bthat\b\s*")
_CLAUSE_AFTER = re.compile(
    r"\s*(?:,\s*)?(?:that\b|\"|how\b|why\b|what\b|whether\b|if\b|it\b|he\b|she\b|they\b|we\b|i\b|there\b"
    r"|his\b|her\b|their\b|the\b|a\b|an\b|[A-Z0-9])"
)
_BAD_BEFORE = re.compile(r"\b(?:to|the|a|an|of|in|for|by|on|with|at|from|its|his|her|their)\s+$", re.I)
_SUBJECT_CUT = re.compile(r"^(?:(?:but|and|so|yet|still|meanwhile|also|then|now)\b[\s,]*)+", re.I)
_TRAILING = re.compile(r"[\s,\"-]+$")
_END = re.compile(r"\s*;|\.\s*$")
_MASK = "\x01"
_LONGEST_SOURCE = 160


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Somebody's words or thoughts: where they stand, who is named for them, by which words.

    `source` and `cue` are empty (start equals end) where a quotation stands without them.
    """

    content: tuple[Place, ...]
    source: Place
    cue: Place


def attributions(text: str) -> tuple[Attribution, ...]:
    """Every attribution in a text, in its order; any text is read without an error."""
    fold = folded(text)
    quoted = [place for place in quotations(fold) if place[1] - place[0] > 3]
    masked = _masked(fold, quoted)
    found: list[Attribution] = []
    for sentence in sentences(masked):
        place = (sentence.start, sentence.end)
        here = tuple(_in_sentence(fold, masked, place))
        found += here or _bare(found, quoted, place)
    return tuple(found)


def _masked(fold: str, quoted: list[Place]) -> str:
    """The text with the inside of its quotations veiled, so that one is never cut or searched."""
    parts, at = [], 0
    for start, end in quoted:
        inside = fold[start + 1 : end - 1]
        parts += [fold[at : start + 1], _MASK * len(inside)]
        at = end - 1
    return "".join([*parts, fold[at:]])


def _in_sentence(fold: str, masked: str, place: Place) -> Iterator[Attribution]:
    for found in _ACCORDING.finditer(masked, *place):
        who = _AFTER_CUE.match(masked, found.end() - 1, place[1])
        if who is not None:
            yield _attributed(place, who.span("who"), found.span("cue"), (found.start(), who.end()))
    cues = [found for found in _CUE.finditer(masked, *place) if _is_cue(masked, found, place)]
    for number, found in enumerate(cues):
        floor = cues[number - 1].end() if number else place[0]
        ahead = cues[number + 1].start() if number + 1 < len(cues) else place[1]
        yield from _introduced(masked, place, found, (floor, ahead))


def _is_cue(masked: str, found: re.Match[str], place: Place) -> bool:
    return not _BAD_BEFORE.search(masked, max(place[0], found.start() - 8), found.start())


def _attributed(place: Place, source: Place, cue: Place, told: Place) -> Attribution:
    """The sentence without the words that introduce it, before and behind them."""
    parts = ((place[0], told[0]), (told[1], place[1]))
    return Attribution(content=tuple(part for part in parts if part[1] - part[0] > 3), source=source, cue=cue)


def _introduced(
    masked: str, place: Place, found: re.Match[str], bounds: Place
) -> Iterator[Attribution]:
    """What one verb introduces: behind it, or before it where words end that somebody said."""
    start, end = found.start(), found.end()
    kind = _CLASSES[found["verb"].lower()]
    before = masked[place[0] : start].rstrip()
    inverted = _AFTER_CUE.match(masked, end, place[1]) if before.endswith((",", '"', "?", "!")) else None
    if inverted is not None and kind == "saying":
        source = inverted.span("who")
        content = _until(masked, (place[0], start))
        rest = _until(masked, (inverted.end(), place[1]))
        parts = (content, rest) if _MASK in masked[slice(*rest)] else (content,)
        yield Attribution(content=_kept(parts), source=source, cue=(start, end))
        return
    subject = _subject(masked, (bounds[0], start))
    if subject is None:
        return
    head = masked[place[0] : subject[0]].rstrip()
    tail = _until(masked, (end, place[1]))
    if kind == "saying" and head.endswith((",", '"')) and (
        _MASK in head or len(tail_words(masked, tail)) < 4
    ):
        content = _until(masked, (place[0], subject[0]))
        parts = (content, tail) if _MASK in masked[slice(*tail)] else (content,)
        yield Attribution(content=_kept(parts), source=subject, cue=(start, end))
        return
    if kind != "acting" and not _CLAUSE_AFTER.match(masked, end):
        return
    that = _THAT.match(masked, end, place[1])
    first = that.end() if that is not None else end
    content = _until(masked, (first, place[1]))
    if content[1] - content[0] > 3:
        yield Attribution(content=(content,), source=subject, cue=(start, end))


def tail_words(masked: str, place: Place) -> list[str]:
    return masked[slice(*place)].split()


def _kept(parts: tuple[Place, ...]) -> tuple[Place, ...]:
    return tuple(part for part in parts if part[1] - part[0] > 2)


def _until(masked: str, place: Place) -> Place:
    """A stretch without the marks and spaces at its ends."""
    start, end = place
    stop = _END.search(masked, start, end)
    end = stop.start() if stop else end
    while start < end and masked[start] in " ,:-":
        start += 1
    while start < end and masked[end - 1] in " ,:-":
        end -= 1
    return start, end


def _subject(masked: str, place: Place) -> Place | None:
    """Who stands before a verb: from the last boundary of a clause, an apposition included."""
    start, end = place
    start = max(start, end - _LONGEST_SOURCE)
    words = masked[start:end]
    end = start + len(_TRAILING.sub("", words))
    apposed = masked[end : place[1]].strip().startswith(",")
    cuts = [found.end() for found in _BEGINS.finditer(masked, start, end)]
    keep = 2 if apposed and len(cuts) > 1 else 1
    first = cuts[-keep] if len(cuts) >= keep else start
    lead = _SUBJECT_CUT.match(masked[first:end])
    first += lead.end() if lead else 0
    name = masked[first:end].strip()
    if not name or _MASK in name or _NO_SUBJECT.match(name) or len(name.split()) > 18:
        return None
    first += len(masked[first:end]) - len(masked[first:end].lstrip())
    return first, end


def _bare(
    found: list[Attribution], quoted: list[Place], place: Place
) -> list[Attribution]:
    """A quotation that nobody introduces here goes on with the one before it."""
    at = bisect_right(quoted, (place[0], place[1] + 1))
    inside = [item for item in quoted[max(0, at - 3) : at + 3] if place[0] <= item[0] < place[1]]
    inside = [item for item in inside if item[1] - item[0] > 25]
    return [Attribution(content=(item,), source=(item[0], item[0]), cue=(item[0], item[0])) for item in inside[:1]]
