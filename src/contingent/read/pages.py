"""A web page becomes its headline, main text, outlet and dates, within fixed bounds of work."""

from __future__ import annotations

import json
import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from contingent.read.datelines import dates_in
from contingent.read.markup import HtmlElement, UnreadablePage, tree_of

__all__ = ["Page", "page_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The readable part of a page: `text` is its body without the headline.

    `published` are the days that its metadata name, `guessed` one found by searching its text;
    `whence` says for each field in which part of the markup it was found. `is_cut` tells that
    elements nested too deeply were left out.
    """

    title: str
    text: str
    outlet: str
    author: str = ""
    published: tuple[date, ...] = ()
    modified_on: date | None = None
    guessed: date | None = None
    whence: Mapping[str, str] = field(default_factory=dict)
    is_cut: bool = False


_MOST_ELEMENTS_READ_TWICE = 5_000
_LONGEST_TITLE = 300
_SHORTEST_TEXT = 400
_MOST_LINKED = 500_000
_MOST_AUTHORS = 12
_LINES_WITH_TITLE = 3
_HORIZON = "2100-12-31"
# What the extractors may raise on markup that nobody wrote by hand.
_PARSER_FAULTS = (ValueError, TypeError, AttributeError, LookupError, RecursionError)
_LOG = logging.getLogger("trafilatura")
_SILENCE = logging.NullHandler()
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
_MODIFIED = frozenset(
    """
    article:modified_time og:updated_time article:modified datemodified dcterms.modified
    last-modified dc.date.modified
    """.split()  # noqa: SIM905  # as above
)
_AUTHORS = frozenset({"author", "article:author", "byl", "dc.creator", "parsely-author"})
_TITLES = ("og:title", "twitter:title")
_ADDRESS = re.compile(r"https?://|www\.|@")
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
    linked = tuple(_articles_in(page.linked))
    published, published_in = _stamps(metas, _PUBLISHED, linked, "datePublished")
    modified, modified_in = _stamps(metas, _MODIFIED, linked, "dateModified")
    author, author_in = _author_of(metas, linked)
    outlet = next((value for key, value in metas if key == "og:site_name"), "")
    title, title_in = _title_of(tree, metas, outlet)
    guessed = None if published else _guessed_day(tree)
    text = _main_text(tree, is_large=page.elements > _MOST_ELEMENTS_READ_TWICE)
    if not text and page.is_cut:
        raise UnreadablePage("is nested too deeply to be read; save it as text")
    if not text:
        raise UnreadablePage("holds no text to read; if a script draws it, save it as text")
    whence = {
        "title": title_in,
        "outlet": "og:site_name",
        "author": author_in,
        "published_on": published_in,
        "modified_on": modified_in,
    }
    present = {"title": title, "outlet": outlet, "author": author} | {
        "published_on": published,
        "modified_on": modified,
    }
    return Page(
        title=title,
        text=_without_title(text, title),
        outlet=outlet[:_LONGEST_TITLE],
        author=author,
        published=published,
        modified_on=modified[-1] if modified else None,
        guessed=guessed,
        whence={name: where for name, where in whence.items() if present[name]},
        is_cut=page.is_cut,
    )


def _metas(tree: HtmlElement) -> Iterator[tuple[str, str]]:
    for meta in tree.iter("meta"):
        value = " ".join((meta.get("content") or "").split())
        for name in ("property", "name", "itemprop"):
            if value and meta.get(name):
                yield meta.get(name).strip().lower(), value


def _articles_in(linked: Iterable[str]) -> Iterator[dict[str, Any]]:
    """The articles that a page's linked data describe."""
    for block in linked:
        if len(block) > _MOST_LINKED:
            continue
        try:
            found = json.loads(block)
        except (ValueError, RecursionError):
            continue
        for thing in found if isinstance(found, list) else [found]:
            yield from _articles_of(thing)


def _articles_of(thing: Any) -> Iterator[dict[str, Any]]:
    if not isinstance(thing, dict):
        return
    kinds = thing.get("@type", "")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    if any(_ARTICLES.search(str(kind)) for kind in kinds):
        yield thing
    graph = thing.get("@graph")
    for inner in graph if isinstance(graph, list) else ():
        if isinstance(inner, dict) and "@graph" not in inner:
            yield from _articles_of(inner)


def _stamps(
    metas: tuple[tuple[str, str], ...],
    keys: frozenset[str],
    linked: tuple[dict[str, Any], ...],
    name: str,
) -> tuple[tuple[date, ...], str]:
    """The day that metadata and linked data agree on, or every day named; and where it stands."""
    stamps = [(value, f"meta {key}") for key, value in metas if key in keys]
    stamps += [
        (thing[name], f"linked data {name}") for thing in linked if isinstance(thing.get(name), str)
    ]
    days = _days_agreed(stamp for stamp, _ in stamps)
    where = next((where for stamp, where in stamps if set(days) & set(_days_of(stamp))), "")
    return days, where


def _author_of(
    metas: tuple[tuple[str, str], ...], linked: tuple[dict[str, Any], ...]
) -> tuple[str, str]:
    """Who signs the page by its linked data, else by its metadata; an address is no name."""
    named = [(_name_in(thing.get("author")), "linked data author") for thing in linked]
    named += [(value, f"meta {key}") for key, value in metas if key in _AUTHORS]
    for name, where in named:
        if _WORD.search(name) and len(name) <= _LONGEST_TITLE and not _ADDRESS.search(name):
            return name, where
    return "", ""


def _name_in(author: Any) -> str:
    """The names in a linked-data author: text, a thing with a name, or a list of these."""
    if isinstance(author, list):
        return ", ".join(filter(None, map(_name_in, author[:_MOST_AUTHORS])))
    name = author.get("name") if isinstance(author, dict) else author
    return " ".join(name.split()) if isinstance(name, str) else ""


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


def _title_of(
    tree: HtmlElement, metas: tuple[tuple[str, str], ...], outlet: str
) -> tuple[str, str]:
    """The headline that readers see, and where: the heading that the page's title repeats."""
    claimed = [(value, f"meta {key}") for key, value in metas if key in _TITLES]
    element = next(tree.iter("title"), None)
    if element is not None:
        claimed.append((" ".join(element.text_content().split()), "title"))
    claimed = [(title, where) for title, where in claimed if _WORD.search(title)]
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    headings = [heading for heading in headings if _WORD.search(heading) and heading != outlet]
    for heading in headings:
        if any(title.startswith(heading) for title, _ in claimed):
            return heading[:_LONGEST_TITLE], "h1"
    long = [heading for heading in headings if len(heading.split()) > 2]
    if len(long) == 1 and len(long[0]) <= _LONGEST_TITLE:
        return long[0], "h1"
    title, where = claimed[0] if claimed else ("", "")
    return _SUFFIX.sub("", title)[:_LONGEST_TITLE], where


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

    _LOG.addHandler(_SILENCE)  # it complains of short pages on the user's screen
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
