"""A sentence becomes the stretches that somebody says, each with its speaker."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import NamedTuple

from contingent.read.gazetteer import Form as NameForm
from contingent.read.lexicon import Form, Sense
from contingent.read.limits import PREDICATES
from contingent.read.sentences import Sentence
from contingent.read.signs import MarkedText, Sign
from contingent.read.speakers import Cast, is_outlet
from contingent.vocabulary.statement import Speaker

__all__ = ["Saying", "quotations", "sayings"]

_DOUBLE = re.compile(r'"[^"\n]*(?:"|(?=\n)|\Z)')
_SINGLE = re.compile(r"(?<![\w'])'(?=[A-Z])(?:[^'\n]|(?<=\w)'(?=\w)){20,}?[.,!?]'(?!\w)")
_ACCORDING = re.compile(
    r"\b(?:according to|as reported by|as quoted by|quoted by|citing|in the words of)"
    r" (?P<who>[^,.;:\"]+?)(?= (?:has|have|had|will|is|are|was|were|said)\b|[,.;:\"]|$)",
    re.IGNORECASE,
)
_IN_WORDS = re.compile(
    r"\bin (?P<who>his|her|their|[A-Z][\w'-]+'s) (?:telling|view|words|account|opinion)\b",
    re.IGNORECASE,
)
_REPORT_BY = re.compile(
    r"\b(?:report|story|dispatch|article|account)s? (?:by|in|from|of) (?:the )?(.+)", re.I
)
_SOURCES = (
    "according to",
    "as reported",
    "quoted by",
    "citing",
    "words",
    "telling",
    "view",
    "account",
)
_BEFORE_VERB = re.compile(
    r"(?:\b(?:has|have|had|also|then|later|again|further|earlier|repeatedly|reportedly|however"
    r"|though|meanwhile|was|is|were|are|been|once|since|now|in turn|in any case|[a-z]+ly)\s+"
    r"|[,:]\s*)+$",
    re.IGNORECASE,
)
_DETERMINED = re.compile(r"\b(?:a|an|the|its|his|her|their|this|that|no|to|any|of|'s)\s+$", re.I)
_THAT = re.compile(r"[^,;:\"]{0,60}?\bthat\s", re.IGNORECASE)
_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|would|will|could|can|may|might|does|did)\b"
)
_PASSIVE = re.compile(r"\b(?:is|are|be|been|being|was|were) (?:[a-z]+ly |also |not )?$")
_TOLD = re.compile(r"\b(?:[a-z]+ed|has|have|had|is|was|will)\b")
_AFTER_THAT = re.compile(r"\s+that\s+", re.IGNORECASE)
_ADJUNCT = re.compile(
    r"\W*(?:(?:on|at|in|during|after|late|early|earlier|to|last|this|yesterday|today|through|via|"
    r"monday|tuesday|wednesday|thursday|friday|saturday|sunday|here|when|as|while|speaking|by)\b"
    r"|(?:reporters|journalists|lawmakers)\b)",
    re.IGNORECASE,
)
_PUT_IN = re.compile(
    r" (?:on|in|at|during|after|late|early|last|this|yesterday|today|to|here|reporters)\b"
    r"[^,.;:\"]{0,60}(?=, (?:will|would|has|have|had|is|are|was|were|could|may|might|can|does|did"
    r"|plans?|intends?|wants?|remains?|must|should|cannot)\b)"
)
_RELATIVE = re.compile(r"\s*(?:which|that|whom|whose [a-z]+) (?=\S)")
_TELLS = re.compile(r"(?:tell|tells|told|telling|assure[sd]?|inform(?:s|ed)?)")
_CONTENT_NEXT = re.compile(r" (?:that|it|they|he|she|we|its|their|his|her|no|there)\b")
_PLACE_FIRST = re.compile(r"^\W*(?:in|from) ", re.IGNORECASE)
_TO_ACT = r"(?:sending|deploying|joining|contributing|putting|dispatching|participating)\b"
_SHORT_TAIL = 8  # words: "... told the agency on condition of anonymity"
_MOST_SPEAKERS = 12  # in one sentence
_LONGEST_NAME = 140


@dataclass(frozen=True, slots=True, kw_only=True)
class Saying:
    """A stretch of a sentence that somebody says; `start` and `end` are its content.

    `who` is None where a group that is counted speaks ("19 countries said that they ...").
    `cut` is where the words that introduce it begin, `verb_end` where they end.
    """

    who: Speaker | None
    start: int
    end: int
    cut: int
    verb_end: int
    via: tuple[str, ...] = ()
    of_group: bool = False


def quotations(fold: str) -> tuple[tuple[int, int], ...]:
    """The stretches between quotation marks, marks included; one left open ends with its line."""
    found = [item.span() for item in _DOUBLE.finditer(fold) if item.end() - item.start() > 2]
    return tuple(found or [item.span() for item in _SINGLE.finditer(fold)])


def sayings(
    marked: MarkedText, sentence: Sentence, signs: tuple[Sign, ...], cast: Cast
) -> tuple[Saying, ...]:
    """Who says which part of a sentence, outermost first; the cast hears every speaker."""
    found = list(_sourced(marked, sentence, cast))
    place = _place_first(marked, sentence)
    introduced = len(found)
    for sign in signs:
        if len(found) >= _MOST_SPEAKERS:
            break
        if sign.sense in (Sense.SPEAK, Sense.THANK, Sense.EXPRESS):
            scene = _Scene(marked, sentence, signs, cast, place, tuple(found[introduced:]))
            saying = _introduced(scene, sign)
            if saying is not None:
                found.append(saying)
                if saying.who is not None:
                    cast.heard(saying.who)
    if introduced == len(found) and found and found[0].who is not None:
        cast.heard(found[0].who)
    return _bounded(marked, found, signs)


def _place_first(marked: MarkedText, sentence: Sentence) -> str:
    """The party of a capital that opens the sentence: `In Accra, the ministry said`."""
    if not _PLACE_FIRST.match(marked.fold[sentence.start : sentence.start + 8]):
        return ""
    for mention in marked.mentions_between(sentence.start, sentence.start + 9):
        return mention.code if mention.form is NameForm.SEAT else ""
    return ""


def _sourced(marked: MarkedText, sentence: Sentence, cast: Cast) -> Iterator[Saying]:
    """`According to X, ...`: an outlet becomes a link of the chain, anybody else speaks."""
    fold = marked.fold
    plain = marked.plain[sentence.start : sentence.end]
    if not any(word in plain for word in _SOURCES):
        return
    for pattern in (_ACCORDING, _IN_WORDS):
        found = pattern.search(fold, sentence.start, sentence.end)
        if found is None:
            continue
        start, end = found.span("who")
        report = _REPORT_BY.search(fold, start, end)
        outlet = report[1] if report is not None else ""
        who = None if outlet else _source(cast, fold, start, end)
        if who is not None and is_outlet(who):
            outlet, who = fold[start:end], None
        if who is None and not outlet:
            continue
        outlet = re.sub(r"^(?:the|a|an) ", "", outlet.strip(), flags=re.IGNORECASE)
        yield Saying(
            who=who,
            start=sentence.start,
            end=sentence.end,
            cut=found.start(),
            verb_end=found.end(),
            via=(outlet,) if outlet else (),
        )


def _source(cast: Cast, fold: str, start: int, end: int) -> Speaker | None:
    if fold[start:end].lower() in ("his", "her", "their"):
        return cast.last_person or cast.last
    if fold[end - 2 : end] == "'s":
        end -= 2
    return cast.resolve(start, end)


class _Scene(NamedTuple):
    """A sentence while its speakers are being found."""

    marked: MarkedText
    sentence: Sentence
    signs: tuple[Sign, ...]
    cast: Cast
    place: str  # the party of a capital that opens the sentence
    earlier: tuple[Saying, ...]


def _introduced(scene: _Scene, verb: Sign) -> Saying | None:
    """What a verb of saying introduces; None if the word is no such verb here."""
    marked, sentence, signs, cast, place, earlier = scene
    fold = marked.fold
    if verb.sense is Sense.EXPRESS and not _AFTER_THAT.match(fold, verb.end):
        return None
    if verb.form is Form.OTHER:
        return None
    if _DETERMINED.search(fold, max(sentence.start, verb.start - 8), verb.start):
        return None
    if verb.form is Form.PAST and _PASSIVE.search(fold, max(0, verb.start - 24), verb.start):
        return None
    goes_on = False
    bounds = _subject_after(marked, sentence, verb) or _subject_before(
        marked, sentence, verb, signs
    )
    if verb.form is Form.ONGOING and verb.start - sentence.start >= 12:
        if earlier:
            return _continued(marked, sentence, verb, earlier)
        bounds = _first_words(scene, verb)
        goes_on = True
    if bounds is None:
        return None
    start, end = bounds
    of_group = any(sign.sense is Sense.GROUP and start <= sign.start < end for sign in signs)
    who = None if of_group else cast.resolve(start, end, place=place)
    if who is None and not of_group:
        return None
    via: tuple[str, ...] = ()
    if who is not None and is_outlet(who):
        via, who = (who.name,), None
    after = _adjunct_end(scene, verb, bounds)
    first, last = _content(scene, verb, bounds, after)
    return Saying(
        who=who,
        start=first,
        end=last,
        cut=verb.start if goes_on else min(start, verb.start),
        verb_end=after,
        via=via,
        of_group=of_group,
    )


def _continued(
    marked: MarkedText, sentence: Sentence, verb: Sign, earlier: tuple[Saying, ...]
) -> Saying:
    """`..., adding that ...`: the same speaker goes on, or the subject of the sentence does."""
    return replace(
        earlier[-1],
        start=_content_start(marked, verb, sentence.end),
        end=sentence.end,
        cut=verb.start,
        verb_end=verb.end,
    )


def _subject_before(
    marked: MarkedText, sentence: Sentence, verb: Sign, signs: tuple[Sign, ...]
) -> tuple[int, int] | None:
    """The words that name the subject left of a verb; an apposition between commas is kept."""
    fold = marked.fold
    floor = sentence.start
    for sign in signs:
        if sign.end <= verb.start and sign.sense in (Sense.BREAK, Sense.SPEAK, Sense.WHETHER):
            floor = max(floor, sign.end)
    gap = _BEFORE_VERB.search(fold, max(floor, verb.start - _LONGEST_NAME), verb.start)
    end = gap.start() if gap is not None else verb.start
    apposed = gap is not None and "," in gap[0]
    end = floor + len(fold[floor:end].rstrip(" ,")) if end > floor else end
    cuts = [match.end() for match in re.finditer(r'[,;:"()]|\s-\s|\bthat\b', fold[floor:end])]
    keep = 2 if apposed else 1
    start = floor + (cuts[-keep] if len(cuts) >= keep else 0)
    conjunction = re.search(r"^\s*(?:and|but|yet)\s+", fold[start:end])
    start += conjunction.end() if conjunction else 0
    start += _relative(fold, start, end)
    start = max(start, end - _LONGEST_NAME)
    return (start, end) if fold[start:end].strip() else None


def _relative(fold: str, start: int, end: int) -> int:
    """How long the `which` of `the force, which officials say could ...` is; 0 if there is none."""
    found = _RELATIVE.match(fold, start, end)
    return found.end() - start if found is not None else 0


def _first_words(scene: _Scene, verb: Sign) -> tuple[int, int] | None:
    """The subject of the whole sentence: what stands before its first verb."""
    sentence = scene.sentence
    first = next((sign.start for sign in scene.signs if sign.start > sentence.start), verb.start)
    told = _TOLD.search(scene.marked.plain, sentence.start, first)
    first = told.start() if told is not None else first
    return (sentence.start, first) if first > sentence.start + 2 else None


def _subject_after(marked: MarkedText, sentence: Sentence, verb: Sign) -> tuple[int, int] | None:
    """`..., said the Kenyan minister`: the subject right of a verb that follows its content."""
    fold = marked.fold
    before = fold[sentence.start : verb.start].rstrip()
    if not before.endswith((",", '"', "?", "!")) or verb.form is Form.ONGOING:
        return None
    end = verb.end
    rest = re.match(r"\s+[^,.;\"]{2,120}", fold[end : sentence.end])
    if rest is None or _ADJUNCT.match(rest[0]) or rest[0].startswith((" that ", ": ")):
        return None
    return (end + 1, end + rest.end())


def _content_start(marked: MarkedText, verb: Sign, end: int) -> int:
    """Where content begins: behind `that` where only a listener or a day stands before it.

    A party that is told something is a listener too: `told Lima it was ready`.
    """
    if _TELLS.fullmatch(marked.plain[verb.start : verb.end]):
        for mention in marked.mentions_between(verb.end, verb.end + 5):
            if _CONTENT_NEXT.match(marked.fold, mention.end, end):
                return mention.end
    that = _THAT.match(marked.fold, verb.end, end)
    if that is None or _FINITE.search(marked.plain, verb.end, that.end()):
        return verb.end
    return that.end()


def _adjunct_end(scene: _Scene, verb: Sign, subject: tuple[int, int]) -> int:
    """Where the words of saying end, with a day or place put in: `X, he said on Monday, will`."""
    marked, sentence = scene.marked, scene.sentence
    after = max(verb.end, subject[1])
    before = marked.fold[sentence.start : min(subject[0], verb.start)].rstrip()
    if not before.endswith(","):
        return after
    put_in = _PUT_IN.match(marked.fold, after, sentence.end)
    return after if put_in is None else put_in.end()


def _content(scene: _Scene, verb: Sign, subject: tuple[int, int], after: int) -> tuple[int, int]:
    """The stretch that a verb introduces: behind it, before it, or on both sides."""
    marked, sentence = scene.marked, scene.sentence
    fold = marked.fold
    rest = fold[after : sentence.end]
    before = fold[sentence.start : min(subject[0], verb.start)].rstrip()
    if not before.endswith((",", '"', "?", "!")):
        return _content_start(marked, verb, sentence.end), sentence.end
    if rest.startswith(",") and len(rest) > 3:
        return sentence.start, sentence.end
    tells = any(sign.start >= after and sign.sense in PREDICATES for sign in scene.signs)
    is_tail = (
        subject[0] > verb.start
        or (_ADJUNCT.match(rest) is not None and '"' not in rest)
        or (not tells and len(rest.split()) <= _SHORT_TAIL and '"' not in rest)
    )
    if is_tail and len(before) > 12 and not _opens_with_circumstance(before):
        spoken = fold[sentence.start : min(subject[0], verb.start)].rstrip(" ,")
        return sentence.start, sentence.start + len(spoken)
    return _content_start(marked, verb, sentence.end), sentence.end


def _opens_with_circumstance(before: str) -> bool:
    """True if what stands before a subject sets a scene and says nothing itself."""
    return (
        re.match(
            rf"\W*(?!{_TO_ACT})(?:in|on|at|[A-Z][a-z]+ing|asked|after|during|from)\b", before, re.I
        )
        is not None
        and '"' not in before
    )


def _bounded(
    marked: MarkedText, found: list[Saying], signs: tuple[Sign, ...]
) -> tuple[Saying, ...]:
    """Content ends where the next speaker's clause begins; what only nests is left as it is."""
    bounded = []
    for saying in found:
        end = _own_end(marked, saying, signs)
        for other in found:
            if saying.start < other.cut < end and _is_new_clause(marked, saying, other, signs):
                end = other.cut
        bounded.append(replace(saying, end=end) if end != saying.end else saying)
    return tuple(sorted(bounded, key=lambda item: (item.start, -item.end)))


def _own_end(marked: MarkedText, saying: Saying, signs: tuple[Sign, ...]) -> int:
    """Thanks and welcome end where the thanker goes on to act: `welcomed it and sent 150`."""
    verb = next((sign for sign in signs if sign.end == saying.verb_end), None)
    if verb is None or verb.sense is not Sense.THANK:
        return saying.end
    for sign in signs:
        if saying.verb_end < sign.start < saying.end and sign.form is Form.PAST:
            before = marked.fold[saying.verb_end : sign.start]
            if before.endswith(" and ") and sign.sense in PREDICATES:
                return sign.start - len("and ")
    return saying.end


def _is_new_clause(
    marked: MarkedText, saying: Saying, other: Saying, signs: tuple[Sign, ...]
) -> bool:
    if other.cut <= saying.verb_end:
        return False
    gap = marked.fold[max(saying.verb_end, other.cut - 14) : other.cut].rstrip(" ")
    if gap.endswith((";", " and", " but", ", and")):
        return True
    return any(
        sign.sense is Sense.BREAK
        and saying.verb_end <= sign.start < other.cut
        and other.cut - sign.end < 4
        for sign in signs
    )
