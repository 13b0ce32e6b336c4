"""A news feed becomes its articles, each with what the feed tells of it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from email.utils import parsedate_to_datetime
from typing import Any

from contingent.errors import Problem
from contingent.read.archives import Piece
from contingent.read.datelines import dates_in
from contingent.read.documents import problems_of
from contingent.read.particulars import Told

__all__ = ["articles", "titled"]

_MOST_ARTICLES = 5_000
_TAG = re.compile(r"<[a-zA-Z/!]")


def articles(data: bytes, source: str) -> Iterator[Piece | Problem]:
    """The articles of an RSS or Atom feed in its order.

    An article that the feed gives only in summary is read as far as it goes, and a problem says so.
    """
    import feedparser

    feed = feedparser.parse(data, sanitize_html=False, resolve_relative_uris=False)
    if not feed.entries:
        why = f" ({feed.bozo_exception})" if feed.bozo else ""
        yield from problems_of(source, f"is a news feed without articles{why}")
        return
    if len(feed.entries) > _MOST_ARTICLES:
        what = f"holds {len(feed.entries):,} articles; the first {_MOST_ARTICLES:,} are read"
        yield from problems_of(source, what)
    outlet = _plain(feed.feed.get("title"))
    for number, entry in enumerate(feed.entries[:_MOST_ARTICLES], start=1):
        address = _plain(entry.get("link")) or f"{source}#{number}"
        yield from _article(entry, address, outlet)


def _article(entry: Any, address: str, outlet: str) -> Iterator[Piece | Problem]:
    title = _plain(entry.get("title"))
    contents = [item.get("value") or "" for item in entry.get("content") or ()]
    summary = entry.get("summary") or ""
    body = max((*contents, summary), key=len)
    if not body.strip():
        yield from problems_of(address, "is an article without text in its feed; fetch its page")
        return
    if not any(contents):
        what = "is given by its feed in summary only; fetch its page for the whole"
        yield from problems_of(address, what)
    yield Piece(
        data=titled(title, body).encode("utf-8", "replace"),
        source=address,
        told=Told(
            where="feed",
            title=title,
            author=_plain(entry.get("author")),
            outlet=_plain((entry.get("source") or {}).get("title")) or outlet,
            published_on=_day_of(entry.get("published")),
            # Asked as a plain mapping: feedparser answers with the other day where it has none.
            modified_on=_day_of(dict.get(entry, "updated")),
        ),
        is_document=True,
    )


def titled(title: str, body: str) -> str:
    """An article under its headline: as a page where it is marked up, else as a text."""
    if not _TAG.search(body):
        return f"{title}\n\n{body}" if title else body
    heading = f"<h1>{_escaped(title)}</h1>" if title else ""
    return f"<html><body><article>{heading}{body}</article></body></html>"


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;")


def _plain(value: object) -> str:
    return " ".join(value.split()) if isinstance(value, str) else ""


def _day_of(stamp: object) -> date | None:
    """The day of a feed's stamp as it is written there, in its own time zone."""
    if not isinstance(stamp, str):
        return None
    try:
        return parsedate_to_datetime(stamp).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return next((found.day for found in dates_in(stamp) if found.day), None)
