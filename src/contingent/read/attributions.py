"""A text becomes its attributions: who is said to say or think what, each part with its place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
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
    "thank, express, love, hate, prefer, favor, favour, back, challenge"
)
_NO_SUBJECT = re.compile(
    r"^(?:it|there|which|that|this|who|what|to|how|why|when|where|and|or|not|as|if|than|be)$", re.I
)


def _words(listed: str) -> dict[str, str]:
    """Every form of each verb, with the verb's first word."""
    return {form: verb for verb in map(str.strip, listed.split(",")) for form in verb_forms(verb)}


_CLASSES = {
    **dict.fromkeys(_words(_ACTING), "acting"),
    **dict.fromkeys(_words(_THINKING), "thinking"),
    **dict.fromkeys(_words(_SAYING), "saying"),
}
_CUE = re.compile(
    r"(?:\b(?:has|have|had|is|was|are|were|been|will|would|did|does|do|can|could|may|might|should"
    r"|also|then|later|once|not|never|often|always|still|even|now|just|again|both|all|long|first"
    r"|further|since|twice|[a-z]+ly)\s+){0,5}\b(?P<verb>"
    + "|".join(sorted(map(re.escape, _CLASSES), key=len, reverse=True))
    + r")\b(?!-)"
)
_ACCORDING = re.compile(r"\b(?P<cue>according to)\s+", re.IGNORECASE)
# A point behind an initial or a title ends no name.
_SHORT = "".join(
    rf"(?<!\b{word})"
    for word in (
        "[A-Z]",
        "Mr",
        "Ms",
        "Dr",
        "Jr",
        "Sr",
        "Lt",
        "Mrs",
        "Gen",
        "Rep",
        "Sen",
        "Gov",
        "Rev",
    )
)
_AFTER_CUE = re.compile(
    r"\s+(?P<who>[^,;:\"()\n]+?(?:, [^,.;:\"()\n]{3,80},)?)"
    rf"(?=[,;:\"]|{_SHORT}\.|$| in an? | on )"
)
_BEGINS = re.compile(
    r"(?:[,;:\"()]|\s--?\s|\b(?:that|and|but|while|as|because|although|though|if|when|whether|or"
    r"|which|who|whom|where|since|after|before|than|so|yet)\b)\s*"
)
# Nouns and adjectives that look like verbs; one is a verb only behind a pronoun or an auxiliary.
_LIKE_NOUNS = (
    "answer, attack, back, blame, remark, note, call, challenge, claim, demand, doubt, "
    "estimate, fear, feel, forecast, guess, hope, joke, love, offer, order, plan, pledge, "
    "praise, project, promise, question, report, reply, signal, state, support, think, "
    "threaten, tweet, vow, want, welcome, wonder, worry, favor, favour, hate, cite, intend, "
    "refuse, mock, see, show"
)
_NOUNS = frozenset(form for verb in _LIKE_NOUNS.split(", ") for form in (verb, verb_forms(verb)[1]))
_PRONOUN = re.compile(
    r"\b(?:i|we|they|you|he|she|who|it|will|would|can|could|may|might|should|did|do|does|not|also"
    r"|n't|[a-z]+ly)\s*$",
    re.IGNORECASE,
)
_NAMED = re.compile(r"(?:[A-Z][\w.'-]*|[a-z]{3,}s|people|men|women|others|some|many|most)\s*$")
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|does|did|do|may|might|should|be|been)\b"
)
_PREPOSITION = re.compile(
    r"(?:in|on|at|during|after|before|from|to|for|with|by|about|of|under|over|through|since|earlier"
    r"|last|this)\b",
    re.IGNORECASE,
)
_LAST_NAME = re.compile(
    r"(?:\b(?:the|a|an|his|her|its|their|some|many|several|most|one|two) )?"
    r"(?:[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*|[a-z]+)$"
)
_THAT = re.compile(r"[^,;:\"]{0,50}?\bthat\b\s*")
_TELLING = frozenset(verb_forms("tell"))
_HEARER = re.compile(
    r" [^,;:\"]{2,60}? (?=(?:he|she|it|they|we|I|to|how|what|why|there|his|her|their|the) )"
    r"|[^\"]{2,40}?(?=\")"
)
_CLAUSE_AFTER = re.compile(
    r"\s*(?:,\s*)?(?:that\b|\"|how\b|why\b|what\b|whether\b|if\b|it\b|he\b|she\b|they\b|we\b|i\b|there\b"
    r"|his\b|her\b|their\b|the\b|a\b|an\b|[A-Z0-9])"
)
_PHRASE_AFTER = re.compile(
    r"\s+(?:in|on|at|of|to|by|for|from|with|about|during|after|before|last|this|as|so|when|while"
    r"|[a-z]+day)\b|\s*[.;)]"
)
_JOINED = re.compile(r"(?:\band|\bbut|\bor|,)\s*$")
_WHO = re.compile(r"\bwho\s*$")
_OPENING = re.compile(r"(?:The |A |An )?[A-Z][\w.'-]*(?: [A-Z][\w.'-]*)*")
_BAD_BEFORE = re.compile(
    r"\b(?:to|the|a|an|of|in|for|by|on|with|at|from|its|his|her|their)\s+$", re.I
)
_SUBJECT_CUT = re.compile(r"^(?:(?:but|and|so|yet|still|meanwhile|also|then|now)\b[\s,]*)+", re.I)
_TRAILING = re.compile(r"[\s,\"-]+$")
_END = re.compile(r"\s*;|\.\s*$")
_MASK = "Þ"  # a capital, so that a sentence may begin with a veiled quotation
_LONGEST_SOURCE = 160
# `"..." - A. Otieno, 24`, and a record of who spoke: `OTIENO: We are ready.`
_SIGNED = re.compile(r"(?P<content>\"Þ[^\"]*\")\s*(?P<cue>-{1,2})\s*(?P<who>[A-Z][^\"\n]{2,80})$")
_NAMED_FIRST = re.compile(
    r"(?P<who>[A-Z][A-Z.' -]{2,30}|[A-Z][a-z]+(?: [A-Z][a-z]+)?)(?P<cue>:)\s+"
    r"(?P<content>[A-Z\"].{12,})$"
)
_EDGE = 2
_SHORT_QUOTE = 25
_BESIDE = re.compile(
    r", (?:an? |the |who |which |[a-z]+ )[^\"\n]{3,200}?(?=[.\"]|$|, (?:adding|noting|and|but)\b)"
)
_SHORT_TAIL = 5  # words behind a verb that only say when or where


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
    paragraph = -1  # in which somebody spoke last
    for sentence in sentences(masked):
        place = (sentence.start, sentence.end)
        here = [item for item in _in_sentence(masked, place) if item.content]
        spoken = _bare(quoted, place) if not here else None
        if spoken is None:
            found += here
        elif found and paragraph == sentence.paragraph:
            found[-1] = replace(found[-1], content=(*found[-1].content, spoken))
        else:
            none = (spoken[0], spoken[0])
            found.append(Attribution(content=(spoken,), source=none, cue=none))
        paragraph = sentence.paragraph if found and (here or spoken) else -1
    return tuple(found)


def _masked(fold: str, quoted: list[Place]) -> str:
    """The text with the inside of its quotations veiled, so that one is never cut or searched.

    The mark that ends the last sentence of a quotation stays: a sentence may end with it.
    """
    parts, at = [], 0
    for start, end in quoted:
        first, last = start + 1, max(start + 1, end - 2)
        parts += [fold[at:first], _MASK * (last - first)]
        at = last
    return "".join([*parts, fold[at:]])


def _in_sentence(masked: str, place: Place) -> Iterator[Attribution]:
    """What a source, a signature or verbs of saying introduce in one sentence."""
    for found in _ACCORDING.finditer(masked, *place):
        who = _AFTER_CUE.match(masked, found.end() - 1, place[1])
        if who is not None:
            yield _attributed(place, who.span("who"), found.span("cue"), (found.start(), who.end()))
    signed = _SIGNED.match(masked, *place) or _NAMED_FIRST.match(masked, *place)
    if signed is not None:
        content = _until(masked, signed.span("content"))
        yield Attribution(content=(content,), source=signed.span("who"), cue=signed.span("cue"))
        return
    cues = [found for found in _CUE.finditer(masked, *place) if _is_cue(masked, found, place)]
    floor = place[0]
    speaks: Place | None = None
    for found in cues:
        attribution = _introduced(masked, place, found, floor, speaks)
        if attribution is not None:
            speaks = attribution.source
            yield attribution
        floor = found.end()


def _is_cue(masked: str, found: re.Match[str], place: Place) -> bool:
    """True for a verb; `plan` in "the peace plan" is none."""
    verb = found["verb"].lower()
    before = masked[max(place[0], found.start("verb") - 40) : found.start("verb")]
    if verb in _NOUNS and not _PRONOUN.search(before):
        is_singular = verb.endswith("s")
        named = _NAMED.search(before)
        if named is None or is_singular == named[0].strip().islower():
            return False
    return not _BAD_BEFORE.search(masked, max(place[0], found.start() - 8), found.start())


def _attributed(place: Place, source: Place, cue: Place, told: Place) -> Attribution:
    """The sentence without the words that introduce it, before and behind them."""
    parts = ((place[0], told[0]), (told[1], place[1]))
    return Attribution(content=_kept(parts), source=source, cue=cue)


def _introduced(
    masked: str, place: Place, found: re.Match[str], floor: int, before_it: Place | None
) -> Attribution | None:
    """What one verb introduces: before it where its subject stands behind, else around it.

    `before_it` is who spoke earlier in the sentence, and goes on (`..., adding that ...`).
    """
    cue = found.span()
    kind = _CLASSES[found["verb"].lower()]
    inverted = _inverted(masked, place, cue) if kind == "saying" else None
    if inverted is not None:
        parts = ((place[0], cue[0]), (inverted[1], place[1]))
        return Attribution(content=_said(masked, parts), source=inverted, cue=cue)
    is_participle = found["verb"].endswith("ing") and cue[0] == found.start("verb")
    subject = before_it if is_participle else _subject(masked, (floor, cue[0]))
    if subject is None and not is_participle and _JOINED.search(masked, floor, cue[0]):
        subject = before_it or _main_subject(masked, place)
    content = () if subject is None else _content(masked, place, found, subject)
    return Attribution(content=content, source=subject, cue=cue) if subject and content else None


def _content(masked: str, place: Place, found: re.Match[str], subject: Place) -> tuple[Place, ...]:
    """The words of a subject that stands before its verb; empty if the verb introduces none."""
    end = found.end()
    kind = _CLASSES[found["verb"].lower()]
    head = masked[place[0] : subject[0]].rstrip()
    if kind == "saying" and head.endswith((",", '"')):
        parts = ((place[0], subject[0]), (end, place[1]))
        if masked.startswith(",", end):
            return _kept(_until(masked, part) for part in parts)
        if _MASK in head or len(masked[end : place[1]].split()) < _SHORT_TAIL:
            return _said(masked, parts)
    follows = _PHRASE_AFTER.match(masked, end) is None if kind == "saying" else kind == "acting"
    if not follows and _CLAUSE_AFTER.match(masked, end) is None:
        return ()
    return _kept([_until(masked, (_content_start(masked, found, place[1]), place[1]))])


def _inverted(masked: str, place: Place, cue: Place) -> Place | None:
    """The subject behind a verb: `"...," said A. Otieno`; `..., said the ministry`."""
    before = masked[place[0] : cue[0]].rstrip()
    if not before.endswith((",", '"', "?", "!")):
        return None
    behind = _AFTER_CUE.match(masked, cue[1], place[1])
    if behind is None or _FINITE.search(behind["who"].partition(",")[0]):
        return None
    is_open = before.endswith(",") and _FINITE.search(before) is None
    if is_open or behind["who"][0] in "ÞI":
        return None
    start, end = behind.span("who")
    beside = _BESIDE.match(masked, end, place[1])
    return start, beside.end() if beside is not None else end


def _content_start(masked: str, found: re.Match[str], end: int) -> int:
    """Where content begins: behind `that`, or behind whoever was told."""
    that = _THAT.match(masked, found.end(), end)
    if that is not None:
        return that.end()
    is_told = found["verb"].lower() in _TELLING
    heard = _HEARER.match(masked, found.end(), end) if is_told else None
    return heard.end() if heard is not None else found.end()


def _said(masked: str, parts: tuple[Place, Place]) -> tuple[Place, ...]:
    """What stands before a verb of saying, and a quotation that goes on behind it."""
    first, rest = (_until(masked, part) for part in parts)
    return _kept((first, rest) if _MASK in masked[slice(*rest)] else (first,))


def _kept(parts: Iterable[Place]) -> tuple[Place, ...]:
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
    who = _WHO.search(words)
    if who is not None:
        return start + who.start(), start + who.start() + len("who")
    end = start + len(_TRAILING.sub("", words))
    if masked[end : place[1]].strip().startswith((",", "-")):
        return _apposed(masked, (start, end))
    cuts = [found.end() for found in _BEGINS.finditer(masked, start, end)]
    first = cuts[-1] if cuts else start
    lead = _SUBJECT_CUT.match(masked[first:end])
    first += lead.end() if lead else 0
    first, end = _last_phrase(masked, first, end)
    name = masked[first:end].strip()
    if not name or _MASK in name or _NO_SUBJECT.match(name) or len(name.split()) > 18:
        return None
    first += len(masked[first:end]) - len(masked[first:end].lstrip())
    return first, end


def _main_subject(masked: str, place: Place) -> Place | None:
    """The name that a sentence begins with; None if it begins otherwise."""
    lead = _SUBJECT_CUT.match(masked[slice(*place)])
    start = place[0] + (lead.end() if lead else 0)
    found = _OPENING.match(masked, start, place[1])
    return found.span() if found and not _PREPOSITION.match(found[0]) else None


def _apposed(masked: str, place: Place) -> Place | None:
    """A name with what is put beside it between commas: `A. Otieno, who leads the team, said`."""
    start, end = place
    quote = masked.rfind('"', start, end)
    first = quote + 1 if quote >= 0 else start
    lead = _SUBJECT_CUT.match(masked[first:end])
    first += lead.end() if lead else 0
    while first < end and masked[first] in " ,-":
        first += 1
    opening = masked[first:end].partition(",")[0]
    is_name = bool(opening) and not _PREPOSITION.match(opening) and not _FINITE.search(opening)
    return (first, end) if is_name and _MASK not in masked[first:end] else None


def _last_phrase(masked: str, first: int, end: int) -> Place:
    """The noun that a subject ends with, where it begins with a circumstance or an earlier verb."""
    while first < end and masked[first] in " -":
        first += 1
    name = masked[first:end]
    if not (_PREPOSITION.match(name) or _FINITE.search(name)):
        return first, end
    last = _LAST_NAME.search(name)
    return (first + last.start(), end) if last else (first, first)


def _bare(quoted: list[Place], place: Place) -> Place | None:
    """The quotation that a sentence consists of; None if it says anything else."""
    at = bisect_right(quoted, place)
    for start, end in quoted[max(0, at - 1) : at + 1]:
        is_whole = abs(start - place[0]) <= _EDGE and abs(end - place[1]) <= _EDGE
        if is_whole and end - start > _SHORT_QUOTE:
            return start, end
    return None
