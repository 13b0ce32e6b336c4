"""A web page becomes its headline, main text, outlet and dates, within fixed bounds of work."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from contingent.read.datelines import dates_in
from contingent.read.markup import HtmlElement, UnreadablePage, tree_of

__all__ = ["Page", "page_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The readable part of a page: `text` is its body without the headline.

    `published` are the days that its metadata name, `guessed` one found by searching its text;
    `is_cut` tells that elements nested too deeply were left out.
    """

    title: str
    text: str
    outlet: str
    published: tuple[date, ...] = ()
    guessed: date | None = None
    is_cut: bool = False


_MOST_ELEMENTS_READ_TWICE = 5_000
_LONGEST_TITLE = 300
_SHORTEST_TEXT = 400
_MOST_LINKED = 500_000
_LINES_WITH_TITLE = 3
_HORIZON = "2100-12-31"
# What the extractors may raise on markup that nobody wrote by hand.
_PARSER_FAULTS = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
_WORD = re.compile(r"[^\W\d_]{2,}")
_SUFFIX = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{2,40}$")
_PUBLISHED = frozenset(
    """
    article:published_time article:published og:article:published_time og:published_time
    datepublished rnews:datepublished publish-date publish_date publishdate publication_date
    pubdate date.published dc.date dc.date.issued dcterms.date dcterms.issued parsely-pub-date
    sailthru.date citation_date citation_publication_date article_date_original date
    cxenseparse:recs:publishtime
    """.split()  # noqa: SIM905  # a list of thirty strings would hide what it lists
)
_ARTICLES = re.compile(r"(?:Article|BlogPosting|Posting|Report|PressRelease|WebPage)$")
_STAMP = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:Z|[+-]\d{2}:?\d{2})?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?")


def page_of(markup: str) -> Page:
    """The readable part of a page; UnreadablePage says why there is none."""
    page = tree_of(markup)
    tree = page.root
    metas = tuple(_metas(tree))
    stamps = (*(value for key, value in metas if key in _PUBLISHED), *_published_in(page.linked))
    published = _days_agreed(stamps)
    outlet = next((value for key, value in metas if key == "og:site_name"), "")
    title = _title_of(tree, metas, outlet)
    guessed = None if published else _guessed_day(tree)
    text = _main_text(tree, is_large=page.elements > _MOST_ELEMENTS_READ_TWICE)
    if not text and page.is_cut:
        raise UnreadablePage("is nested too deeply to be read; save it as text")
    if not text:
        raise UnreadablePage("holds no text to read; if a script draws it, save it as text")
    return Page(
        title=title,
        text=_without_title(text, title),
        outlet=outlet[:_LONGEST_TITLE],
        published=published,
        guessed=guessed,
        is_cut=page.is_cut,
    )


def _metas(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for meta in tree.iter("meta"):
        value = " ".join((meta.get("content") or "").split())
        for name in ("property", "name", "itemprop"):
            if value and meta.get(name):
                yield meta.get(name).strip().lower(), value


def _published_in(linked: Iterable[str]) -> Iterator[str]:
    """The publication stamps of the articles that a page's linked data describe."""
    for block in linked:
        if len(block) > _MOST_LINKED:
            continue
        try:
            found = json.loads(block)
        except (ValueError, RecursionError):
            continue
        things = found if isinstance(found, list) else [found]
        for thing in things:
            yield from _stamps_of(thing)


def _stamps_of(thing: Any) -> Iterator[str]:
    if not isinstance(thing, dict):
        return
    kinds = thing.get("@type", "")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    stamp = thing.get("datePublished")
    if isinstance(stamp, str) and any(_ARTICLES.search(str(kind)) for kind in kinds):
        yield stamp
    graph = thing.get("@graph")
    for inner in graph if isinstance(graph, list) else ():
        if isinstance(inner, dict) and "@graph" not in inner:
            yield from _stamps_of(inner)


def _days_agreed(stamps: Iterable[str]) -> tuple[date, ...]:
    """The one day that all stamps can mean, whatever their time zones; else every day named."""
    choices = [days for days in map(_days_of, stamps) if days]
    if not choices:
        return ()
    shared = set(choices[0]).intersection(*choices[1:])
    for day in choices[0]:
        if day in shared:
            return (day,)
    return tuple(sorted({days[0] for days in choices}))


def _days_of(stamp: str) -> tuple[date, ...]:
    """The day as written, then the same instant's day in UTC."""
    compact = _COMPACT.fullmatch(stamp)
    if compact:
        stamp = "-".join(compact.groups())
    written = next((found.day for found in dates_in(stamp) if found.day), None)
    if written is None:
        return ()
    clock = _STAMP.search(stamp)
    try:
        instant = datetime.fromisoformat(clock[0].replace(" ", "T", 1)) if clock else None
    except ValueError:
        instant = None
    if instant is None or instant.tzinfo is None:
        return (written,)
    try:
        return written, instant.astimezone(UTC).date()
    except OverflowError:
        return (written,)


def _title_of(tree: HtmlElement, metas: tuple[tuple[str, str], ...], outlet: str) -> str:
    """The headline that readers see: the heading that the page's own title repeats."""
    claimed = [value for key, value in metas if key in ("og:title", "twitter:title")]
    element = next(tree.iter("title"), None)
    if element is not None:
        claimed.append(" ".join(element.text_content().split()))
    claimed = [title for title in claimed if _WORD.search(title)]
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    headings = [heading for heading in headings if _WORD.search(heading) and heading != outlet]
    for heading in headings:
        if any(title.startswith(heading) for title in claimed):
            return heading[:_LONGEST_TITLE]
    long = [heading for heading in headings if len(heading.split()) > 2]
    if len(long) == 1 and len(long[0]) <= _LONGEST_TITLE:
        return long[0]
    return _SUFFIX.sub("", claimed[0])[:_LONGEST_TITLE] if claimed else ""


def _guessed_day(tree: HtmlElement) -> date | None:
    from htmldate import find_date

    try:
        # A page must read alike every day, so no horizon by the clock, and no extensive search:
        # that reads "two days ago" by the clock too, and on one page took six seconds.
        found = find_date(tree, extensive_search=False, original_date=True, max_date=_HORIZON)
        return date.fromisoformat(found) if found else None
    except _PARSER_FAULTS:
        return None


def _main_text(tree: HtmlElement, *, is_large: bool) -> str:
    """The text of the article; of a page too short to tell, all of its text."""
    from trafilatura import bare_extraction, html2txt

    for is_fast in (True,) if is_large else (True, False):
        try:
            found = bare_extraction(tree, fast=is_fast, include_comments=False)
        except _PARSER_FAULTS:
            continue
        text = "" if found is None or isinstance(found, dict) else _cleaned(found.text)
        if len(text) >= _SHORTEST_TEXT or (text and (is_large or not is_fast)):
            return text
    try:
        return _cleaned(html2txt(tree))
    except _PARSER_FAULTS:
        return ""


def _cleaned(text: str | None) -> str:
    lines = (text or "").encode("utf-8", "replace").decode("utf-8").splitlines()
    return "\n".join(line.rstrip() for line in lines).strip()


def _without_title(text: str, title: str) -> str:
    """The text less a first lines' repetition of the headline."""
    lines = text.split("\n")
    for at, line in enumerate(lines[:_LINES_WITH_TITLE]):
        if title and " ".join(line.split()).casefold() == title.casefold():
            return "\n".join(lines[:at] + lines[at + 1 :]).strip()
    return text
