"""A web page becomes its headline, main text, outlet and dates, within fixed bounds of work."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from contingent.read.dates import dates_in

__all__ = ["Page", "UnreadablePage", "charset_of", "is_page", "page_of"]


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


HtmlElement = Any  # lxml ships no types


class UnreadablePage(ValueError):
    """A page that cannot be read within bounds, or that holds nothing to read."""


_SNIFFED = 2_048
_PAGE_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,1500}?-->\s*)*<(?:!doctype html|html|head|body|article"
    r"|main|section|div|p|h1|meta|title|script|style|table|center|font|span|header)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"</?[a-zA-Z]")
_CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)

# Bounds of work: a page of 20,000 elements takes seconds, one of a million would take hours.
_MOST_MARKUP = 5_000_000
_MOST_ELEMENTS = 20_000
_LONGEST_TAG = 4_000
_MOST_ATTRIBUTES = 60
_LONGEST_TITLE = 300
_SHORTEST_TEXT = 400

_DROPPED = re.compile(r"<(script|style|svg|template|iframe|object|textarea|!--)", re.IGNORECASE)
_LINKED_DATA = re.compile(r"[^>]{0,200}application/ld\+json", re.IGNORECASE)
_EMBEDDED = re.compile(r"data:[\w/+.;=-]{0,80},[A-Za-z0-9+/=%_\s-]{100,}")
_LONG_TAG = re.compile(r"<(/?[a-zA-Z][\w:-]{0,40})([^<>]{200,})>?")
_VALUE = re.compile(r"\"[^\"]*\"|'[^']*'")
_LONG_VALUE = re.compile(r"\"[^\"]{1000,}\"|'[^']{1000,}'")
_CLOSINGS = {
    name: re.compile("-->" if name == "!--" else rf"</{name}\s*>", re.IGNORECASE)
    for name in ("script", "style", "svg", "template", "iframe", "object", "textarea", "!--")
}
_SWALLOWING = frozenset({"script", "style", "iframe", "textarea", "!--"})
_MOST_LINKED = 500_000
_LINES_WITH_TITLE = 3
_HORIZON = "2100-12-31"
# What parsers of other projects were seen to raise on pages that nobody wrote by hand.
_PARSER_FAULTS = (
    ValueError,
    TypeError,
    AttributeError,
    LookupError,
    ArithmeticError,
    RecursionError,
)
_SUFFIX = re.compile(r"\s+[|–—·»-]\s+[^|–—·»]{2,40}$")
_PUBLISHED = frozenset(
    {"article:published_time", "article:published", "og:article:published_time", "datepublished"}
    | {"og:published_time", "publish-date", "publish_date", "publication_date", "pubdate"}
    | {
        "publishdate",
        "date.published",
        "dc.date.issued",
        "dcterms.issued",
        "dc.date",
        "dcterms.date",
    }
    | {"parsely-pub-date", "sailthru.date", "citation_publication_date", "article_date_original"}
    | {"citation_date", "date", "cxenseparse:recs:publishtime", "rnews:datepublished"}
)
_ARTICLES = re.compile(r"(?:Article|BlogPosting|Posting|Report|PressRelease|WebPage)$")
_STAMP = re.compile(
    r"\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(?::\d{2})?(?:\.\d+)?\s*(?:Z|[+-]\d{2}:?\d{2})?"
)
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})(?:\d{6})?")


def is_page(text: str, *, named_as_page: bool = False) -> bool:
    """True for markup: by how it begins, or, if its name says so, by any tag at all."""
    head = text[:_SNIFFED]
    return bool(_PAGE_OPENING.match(head)) or (named_as_page and bool(_TAG.search(text)))


def charset_of(data: bytes) -> str:
    """The encoding that a page declares in its first bytes, empty if none."""
    found = _CHARSET.search(data[:_SNIFFED])
    return found[1].decode("ascii") if found else ""


def page_of(markup: str) -> Page:
    """The readable part of a page; UnreadablePage says why there is none."""
    slim, linked = _slimmed(markup)
    _check_bounds(slim)
    tree, is_cut = _tree_of(slim)
    metas = tuple(_metas(tree))
    stamps = (*(value for key, value in metas if key in _PUBLISHED), *_published_in(linked))
    published = _days_agreed(stamps)
    outlet = next((value for key, value in metas if key == "og:site_name"), "")
    title = _title_of(tree, metas, outlet)
    guessed = None if published else _guessed_day(tree)
    text = _main_text(tree)
    if not text:
        raise UnreadablePage("holds no text to read; if a script draws it, save it as text")
    return Page(
        title=title,
        text=_without_title(text, title),
        outlet=outlet[:_LONGEST_TITLE],
        published=published,
        guessed=guessed,
        is_cut=is_cut,
    )


def _slimmed(markup: str) -> tuple[str, list[str]]:
    """The markup without what holds no text, and the linked data that was among it.

    One pass: an element that is never closed swallows the rest, or loses only its opening.
    """
    kept: list[str] = []
    linked: list[str] = []
    unclosed: set[str] = set()
    at = 0
    while opening := _DROPPED.search(markup, at):
        name = opening[1].lower()
        kept.append(markup[at : opening.start()])
        closing = None if name in unclosed else _CLOSINGS[name].search(markup, opening.end())
        if closing is None:
            unclosed.add(name)
            at = len(markup) if name in _SWALLOWING else opening.end()
            continue
        if name == "script" and _LINKED_DATA.match(markup, opening.end()):
            linked.append(markup[markup.find(">", opening.end()) + 1 : closing.start()])
        at = closing.end()
    kept.append(markup[at:])
    return _LONG_TAG.sub(_shortened, _EMBEDDED.sub("", "".join(kept))), linked


def _shortened(tag: re.Match[str]) -> str:
    """A tag without its longest values; one with too many attributes keeps its name alone."""
    attributes = _LONG_VALUE.sub('""', tag[2])
    count = len(_VALUE.sub("", attributes).split())
    if len(attributes) > _LONGEST_TAG or count > _MOST_ATTRIBUTES:
        return f"<{tag[1]}>"
    return f"<{tag[1]}{attributes}>"


def _check_bounds(slim: str) -> None:
    if len(slim) > _MOST_MARKUP:
        raise UnreadablePage(
            f"holds {len(slim):,} characters of markup; at most {_MOST_MARKUP:,} are read"
        )
    count = slim.count("<") - slim.count("</")
    if count > _MOST_ELEMENTS:
        raise UnreadablePage(f"holds {count:,} elements; at most {_MOST_ELEMENTS:,} are read")


def _tree_of(slim: str) -> tuple[HtmlElement, bool]:
    """The page as a tree, and whether its deepest parts had to be left out."""
    # Imported here: it is slow, and plain text needs none of it.
    from lxml import etree, html  # type: ignore[import-untyped]  # lxml ships no types

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        tree = html.document_fromstring(slim.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise UnreadablePage("holds no text to read") from None
    return tree, any("depth" in fault.message.lower() for fault in parser.error_log)


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
    claimed = [title for title in claimed if title]
    headings = [" ".join(heading.text_content().split()) for heading in tree.iter("h1")]
    headings = [heading for heading in headings if heading and heading != outlet]
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
        # A fixed horizon: its own would be the clock's, and one page must read alike every day.
        found = find_date(tree, original_date=True, max_date=_HORIZON)
        return date.fromisoformat(found) if found else None
    except _PARSER_FAULTS:
        return None


def _main_text(tree: HtmlElement) -> str:
    """The text of the article; of a page too short to tell, all of its text."""
    from trafilatura import bare_extraction, html2txt

    for is_fast in (True, False):
        try:
            found = bare_extraction(tree, fast=is_fast, include_comments=False)
        except _PARSER_FAULTS:
            continue
        text = "" if found is None or isinstance(found, dict) else _cleaned(found.text)
        if len(text) >= _SHORTEST_TEXT or (text and not is_fast):
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
