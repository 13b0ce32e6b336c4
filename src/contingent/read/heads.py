"""The head of a text becomes its headline, the place it was filed from and the agency."""

from __future__ import annotations

import re
from dataclasses import dataclass

from contingent.read.datelines import FoundDate, dates_in, is_date_line
from contingent.vocabulary.names import PartyNames
from contingent.vocabulary.party import PartyType
from contingent.vocabulary.statement import Document, Span

__all__ = ["Dateline", "Headline", "dateline_of", "headline_in", "headline_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Headline:
    """A headline without its marks-up, at characters `start` to `end` of the text."""

    title: str
    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Dateline:
    """`KINSHASA, June 3 (Agency) -`: place and agency as written, and the date if it is full.

    `partial` keeps a day without a year.
    """

    place: str = ""
    agency: str = ""
    dated: tuple[FoundDate, ...] = ()
    partial: str = ""


_LONGEST_HEADLINE = 200
_LINES_BEFORE = 4
_ENDS_NO_HEADLINE = (".", ",", ";", ":")
_OPENING = re.compile(r"(?:#{1,6}[ \t]|\*\*|__)[ \t]*")
_CLOSING = re.compile(r"(?:[ \t]+#{1,6}|\*\*|__)$")
_UNDERLINE = re.compile(r"(?:={3,}|-{3,})[ \t]*")
_FENCE = "---"

_DATELINE = re.compile(
    r"[ \t*_]{0,4}(?P<head>[^\W\d_][^()\n–—:]{1,70}?)(?: ?\((?P<agency>[^()\n]{2,60})\))?"
    r"[*_]{0,2}(?P<cut> ?[–—]| --?(?= )|--(?=\w)|:(?= ))(?P<rest>.{20})"
)
_PLACE_WORDS = re.compile(r"[A-ZÀ-Þ][\w.'’/-]*(?: (?:[A-ZÀ-Þ][\w.'’/-]*|de|of|la|le|du|al)){0,4}")
_DAY = re.compile(
    r"(?:(?:mon|tues|wednes|thurs|fri|satur|sun)day,? ?)?(?:\d{1,2} )?"
    r"(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)[a-z]*\.?(?: \d{1,2})?(?:,? \d{4})?"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|(?:19|20)\d\d|(?:mon|tues|wednes|thurs|fri|satur|sun)day",
    re.IGNORECASE,
)
_NO_PLACES = frozenset(
    {"ANALYSIS", "BACKGROUND", "BREAKING", "BREAKING NEWS", "CORRECTED", "CORRECTION", "EDITORIAL"}
    | {"EXCLUSIVE", "EXPLAINED", "EXPLAINER", "FACTBOX", "INTERVIEW", "JUST IN", "LIVE", "NOTE"}
    | {"OPINION", "PHOTO", "PHOTOS", "PRESS RELEASE", "Q", "A", "QUESTION", "ANSWER", "SUMMARY"}
    | {"UPDATE", "UPDATED", "VIDEO", "WATCH", "READ", "SOURCE", "SUBJECT", "FROM", "TO", "DATE"}
)
_HEADQUARTERS = "UNITED NATIONS"
_NO_PLACE = re.compile(r"(?:The (?!Hague)|A |An )")
_NOT_BLANK = re.compile(r"\S")
_BYLINE = re.compile(r"By [A-Z][^.!?:\d]{2,60}")
_WORD = re.compile(r"[^\W\d_]{2,}")


def headline_in(text: str) -> Headline | None:
    """The first line, if it is short, ends like no sentence and is set apart from the text.

    A blank line sets it apart, or one that only says when the text was published, from where it
    was filed, or who wrote it. Lines that only say when the text was published may stand before
    it, and so may the front matter of a Markdown file; a heading is taken without its marks.
    """
    start = _after_front_matter(text)
    for _ in range(_LINES_BEFORE):
        start = _next_line(text, start)
        end = text.find("\n", start)
        if end < 0:
            return None
        if not is_date_line(text[start : min(end, start + _LONGEST_HEADLINE + 1)]):
            return _headline(text, start, end)
        start = end
    return None


def headline_of(document: Document) -> Span | None:
    """Where the headline of a document stands in its text; None if it has none."""
    if not document.title:
        return None
    start = document.text.find(document.title)
    return Span(start=start, end=start + len(document.title)) if start >= 0 else None


def dateline_of(text: str, start: int = 0) -> Dateline:
    """The dateline that opens one of the first lines from `start`; empty if none does."""
    for _ in range(_LINES_BEFORE):
        start = _next_line(text, start)
        found = _DATELINE.match(text, start)
        dateline = _dateline(text, found) if found else None
        if dateline is not None:
            return dateline
        start = text.find("\n", start)
        if start < 0:
            break
    return Dateline()


def _next_line(text: str, start: int) -> int:
    """Where the next line that is not blank has its first sign."""
    sign = _NOT_BLANK.search(text, start)
    return sign.start() if sign else len(text)


def _after_front_matter(text: str) -> int:
    if not text.startswith(f"{_FENCE}\n"):
        return 0
    end = text.find(f"\n{_FENCE}\n", len(_FENCE))
    return 0 if end < 0 else end + len(_FENCE) + 2


def _headline(text: str, start: int, end: int) -> Headline | None:
    if end - start > _LONGEST_HEADLINE + len("###### "):
        return None
    opening = _OPENING.match(text, start, end)
    next_end = text.find("\n", end + 1)
    next_line = text[end + 1 : next_end] if next_end >= 0 else text[end + 1 :]
    is_underlined = _UNDERLINE.fullmatch(next_line) is not None
    is_apart = not next_line.strip() or is_underlined or (opening and "#" in opening[0])
    is_told = _opens_story(text, end + 1)
    is_signed = _BYLINE.fullmatch(next_line) is not None
    is_apart = is_apart or is_told or is_signed or is_date_line(next_line)
    start = opening.end() if opening else start
    line = text[start:end]
    title = _CLOSING.sub("", line.rstrip()).rstrip()
    is_title = len(title) <= _LONGEST_HEADLINE and len(_WORD.findall(title)) >= 2
    after = end + 1 if opening or is_told else end + 1 + len(next_line)
    has_body = _WORD.search(text, after)
    if not is_apart or not is_title or not has_body or title.endswith(_ENDS_NO_HEADLINE):
        return None
    return Headline(title=title, start=start, end=start + len(title))


def _opens_story(text: str, start: int) -> bool:
    """True if a line begins with where the story was filed."""
    found = _DATELINE.match(text, start)
    return found is not None and _dateline(text, found) is not None


def _is_body(place: str) -> bool:
    """True for an organisation or group: "NATO: ..." names who speaks, not where."""
    names = PartyNames.standard()
    code = names.code_of(place)
    is_state = code is None or names.parties[code].type is PartyType.STATE
    return not is_state and place != _HEADQUARTERS


def _dateline(text: str, found: re.Match[str]) -> Dateline | None:
    """What a line's opening says, None where it only looks like a dateline."""
    agency = (found["agency"] or "").strip()
    places: list[str] = []
    partial = ""
    for part in (part.strip() for part in found["head"].split(",")):
        if _DAY.fullmatch(part):
            partial = f"{partial} {part}".strip()
        elif _PLACE_WORDS.fullmatch(part) and not partial:
            places.append(part)
        else:
            return None
    if not places or places[0] in _NO_PLACES or _NO_PLACE.match(places[0]):
        return None
    if not places[0].isupper() and (not agency or found["cut"] == ":"):
        return None
    if not agency and _is_body(places[0]):
        return None
    dated = tuple(dates_in(text, found.start("head"), found.end("head")))
    return Dateline(
        place=", ".join(places), agency=agency, dated=dated, partial="" if dated else partial
    )
