"""A document's letters become signs: the words that bear on firmness, with their places."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from contingent.read.gazetteer import Form as NameForm
from contingent.read.gazetteer import Gazetteer, Mention
from contingent.read.lexicon import Form, Sense, entries, lexicon_of
from contingent.vocabulary.capability import Kind

__all__ = ["MarkedText", "Sign", "folded", "marked", "plain_letters"]

_LEXICON = lexicon_of(entries())

_TYPOGRAPHY = {"“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "ʼ": "'"} | {
    "\u00a0": " ",
    "\u2009": " ",
    "\u202f": " ",
    "–": "-",
    "—": "-",
    "―": "-",
    "‑": "-",
    "−": "-",
}
_TYPOGRAPHIC = re.compile(f"[{''.join(_TYPOGRAPHY)}]")
_THOUSANDS = re.compile(r",(?<=\d,)(?=\d{3}(?!\d))")  # the comma first: it is searched for fast
# Quotation marks as typewriters and wires write them: twice an apostrophe.
_PAIRS = re.compile(r"(?:(?<!\S)(''(?=\w)|``))|''(?!')")
_MARK = re.compile('"')
_COUNTED = re.compile(r"\d[\d_]* $")
_NEAR = 20  # letters after a nation within which its people have a word of their own
_NAMESAKES = ("May ", "May,", "Ban ")
_SENTENCE_END = re.compile(r"[.!?:;\n\"(-]\s*$")
_NOT_LETTERS = re.compile(r"[^a-z0-9]")
_NOT_LETTERS_ANYWHERE = re.compile(r"[\W_]")


class Sign(NamedTuple):
    """One word or phrase of the lexicon at its place in the text."""

    start: int
    end: int
    sense: Sense
    form: Form
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkedText:
    """A text beside its fold, its plain letters, its signs and its parties: one offset for all."""

    text: str
    fold: str  # straight quotation marks, simple dashes and spaces, 8_000
    plain: str  # lower-case letters and digits, every other character a space
    signs: tuple[Sign, ...]
    mentions: tuple[Mention, ...]
    mention_starts: tuple[int, ...]

    def mentions_between(self, start: int, end: int) -> tuple[Mention, ...]:
        """The parties named from `start` on and before `end`."""
        low = bisect_left(self.mention_starts, start)
        return self.mentions[low : bisect_left(self.mention_starts, end, low)]


def folded(text: str) -> str:
    """The text with simple quotation marks, dashes and spaces, as long as before.

    The comma in 8,000 becomes an underscore: it parts no clauses.
    """
    fold = text if text.isascii() else _TYPOGRAPHIC.sub(_simple, text)
    if "''" in fold or "``" in fold:
        fold = _PAIRS.sub(_one_mark, fold)
    return _THOUSANDS.sub("_", fold)


def _one_mark(found: re.Match[str]) -> str:
    """Two small marks as one large, beside a space on the side that faces away from the words."""
    return ' "' if found[1] else '" '


def _simple(found: re.Match[str]) -> str:
    return _TYPOGRAPHY[found[0]]


def plain_letters(fold: str) -> str:
    """Lower-case letters and digits, with a space for everything else; as long as before."""
    lower = fold.lower()
    if len(lower) != len(fold):
        lower = "".join(low if len(low := letter.lower()) == 1 else letter for letter in fold)
    return (_NOT_LETTERS if lower.isascii() else _NOT_LETTERS_ANYWHERE).sub(" ", lower)


def marked(text: str, gazetteer: Gazetteer) -> MarkedText:
    """The signs and parties of a text, in order and without overlap."""
    fold = folded(text)
    plain = plain_letters(fold)
    mentions = gazetteer.mentions(text)
    signs = _outside_names(
        [item for item in _signs(plain, fold) if not _is_namesake(fold, item)], mentions
    )
    return MarkedText(
        text=text,
        fold=fold,
        plain=plain,
        signs=_with_nationals(fold, signs, mentions),
        mentions=mentions,
        mention_starts=tuple(mention.start for mention in mentions),
    )


def _outside_names(signs: list[Sign], mentions: tuple[Mention, ...]) -> tuple[Sign, ...]:
    """A word inside a party's name means nothing by itself: `States` in `United States`."""
    starts = [mention.start for mention in mentions]
    kept = []
    for sign in signs:
        at = bisect_right(starts, sign.start) - 1
        if at < 0 or sign.end > mentions[at].end:
            kept.append(sign)
    return tuple(kept)


def _with_nationals(
    fold: str, signs: tuple[Sign, ...], mentions: tuple[Mention, ...]
) -> tuple[Sign, ...]:
    """The signs, and people told by their nation and number, as in `630 Spaniards`."""
    counted = [
        Sign(mention.start, mention.end, Sense.RESOURCE, Form.NOUN, Kind.TROOPS.value)
        for mention in mentions
        if mention.form is NameForm.ADJECTIVE
        and _COUNTED.search(fold, max(0, mention.start - 12), mention.start)
        and fold[mention.end - 1] == "s"
        and not any(
            sign.sense is Sense.RESOURCE and 0 <= sign.start - mention.end <= _NEAR
            for sign in signs
        )
    ]
    return tuple(sorted((*signs, *counted))) if counted else signs


def _is_namesake(fold: str, sign: Sign) -> bool:
    """True for `May` and `Ban` inside a sentence: a month and a surname, no modal and no verb."""
    if not fold.startswith(_NAMESAKES, sign.start):
        return False
    before = fold[max(0, sign.start - 3) : sign.start]
    return bool(before.strip()) and _SENTENCE_END.search(before) is None


def _between(text: str, places: list[int]) -> Iterator[str]:
    """What stands before, between and after single characters of a text."""
    start = 0
    for place in places:
        yield text[start:place]
        start = place + 1
    yield text[start:]


def _signs(plain: str, fold: str) -> list[Sign]:
    """The leftmost longest signs; the automaton reports matches by their end.

    Quotation marks part no phrase: `giving "careful thought" to` is read as without them.
    """
    marks = [found.start() for found in _MARK.finditer(fold)]
    bare = "".join(_between(plain, marks)) if marks else plain
    places = [at - before for before, at in enumerate(marks)]
    found: list[Sign] = []
    for last, (length, entry) in _LEXICON.iter(f" {bare} "):
        start, end = last - length + 1, last - 1
        if places:
            start += bisect_right(places, start)
            end += bisect_left(places, end)
        while found and found[-1].start >= start:
            found.pop()
        if not found or found[-1].end <= start:
            found.append(Sign(start, end, entry.sense, entry.form, entry.value))
    return found
