"""Markup becomes a tree that is small enough to read, or a reason why there is none."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

__all__ = ["HtmlElement", "Tree", "UnreadablePage", "is_page", "tree_of"]

HtmlElement = Any  # lxml ships no types


class UnreadablePage(ValueError):
    """A page that cannot be read within bounds, or that holds nothing to read."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tree:
    """A page as a tree of `elements` elements, without scripts and styles.

    `linked` are its blocks of linked data; `is_cut` tells that elements nested too deeply were
    left out.
    """

    root: HtmlElement
    elements: int
    linked: tuple[str, ...]
    is_cut: bool


_SNIFFED = 2_048
_PAGE_OPENING = re.compile(
    r"\s*(?:<\?xml[^>]{0,200}>\s*|<!--.{0,1500}?-->\s*)*<(?:!doctype html|html|head|body|article"
    r"|main|section|div|p|h1|meta|title|script|style|table|center|font|span|header)\b",
    re.IGNORECASE | re.DOTALL,
)
_WHOLE_PAGE = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?<(?:!doctype html|html)\b", re.IGNORECASE)
_PAGE_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
_MARKDOWN_SUFFIXES = frozenset({".md", ".markdown"})
_TAG = re.compile(r"</?[a-zA-Z]")

# Bounds of work: at these a page takes seconds, at fifty times these it would take hours. Of 160
# pages of news and shops the largest had 0.5 million characters and 9,748 elements.
_MOST_MARKUP = 2_000_000
_MOST_ELEMENTS = 20_000
_LONGEST_TAG = 4_000
_MOST_ATTRIBUTES = 60

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


def is_page(text: str, *, suffix: str = "") -> bool:
    """True for markup: by how it begins, else by its file's suffix if it has any tag at all.

    Markdown may begin with a tag; only a whole page in it counts.
    """
    head = text[:_SNIFFED]
    if suffix in _MARKDOWN_SUFFIXES:
        return bool(_WHOLE_PAGE.match(head))
    return bool(_PAGE_OPENING.match(head)) or (suffix in _PAGE_SUFFIXES and bool(_TAG.search(text)))


def tree_of(markup: str) -> Tree:
    """The page as a tree; UnreadablePage if it is empty, or reading it would take too long."""
    slim, linked = _slimmed(markup)
    elements = _counted(slim)
    # Imported here: it is slow, and plain text needs none of it.
    from lxml import etree, html

    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(slim.encode("utf-8", "replace"), parser=parser)
    except (etree.LxmlError, ValueError):
        raise UnreadablePage("holds no text to read") from None
    is_cut = any("depth" in fault.message.lower() for fault in parser.error_log)
    return Tree(root=root, elements=elements, linked=tuple(linked), is_cut=is_cut)


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


def _counted(slim: str) -> int:
    """How many elements the markup has; UnreadablePage if reading it would take too long."""
    if len(slim) > _MOST_MARKUP:
        raise UnreadablePage(
            f"holds {len(slim):,} characters of markup; at most {_MOST_MARKUP:,} are read"
        )
    count = slim.count("<") - slim.count("</")
    if count > _MOST_ELEMENTS:
        raise UnreadablePage(f"holds {count:,} elements; at most {_MOST_ELEMENTS:,} are read")
    return count
