"""Rows of JSON, one a line, become the documents that they describe."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import date
from typing import IO, Any

from contingent.errors import Problem
from contingent.read.archives import Piece
from contingent.read.datelines import dates_in
from contingent.read.documents import MOST_BYTES, problems_of
from contingent.read.feeds import titled
from contingent.read.particulars import Told

__all__ = ["is_rows", "rows"]

_NAMED = re.compile(r"\.(?:jsonl|ndjson|jsonlines)$", re.IGNORECASE)
_OPENING = re.compile(rb"\s*\{\s*\"")
_TEXTS = ("text", "body", "content", "article", "maintext", "html")
_FIELDS: dict[str, tuple[str, ...]] = {
    "title": ("title", "headline"),
    "author": ("author", "authors", "byline"),
    "outlet": ("outlet", "source_name", "publisher", "site", "sitename", "source"),
}
_DAYS: dict[str, tuple[str, ...]] = {
    "published_on": ("published_on", "published", "date_publish", "date", "pubdate"),
    "modified_on": ("modified_on", "modified", "date_modify", "updated"),
}
_ADDRESSES = ("url", "link", "address", "id")


def is_rows(head: bytes, source: str) -> bool:
    """True for rows of JSON: by the name, or by a first line that is one object."""
    if _NAMED.search(source):
        return True
    line, _, rest = head.partition(b"\n")
    if not (_OPENING.match(line) and line.rstrip().endswith(b"}") and rest.strip()):
        return False
    return isinstance(_value_of(line), dict)


def rows(stream: IO[bytes], source: str) -> Iterator[Piece | Problem]:
    """The document of each row; a row without text, or that is no object, is a problem."""
    number = 0
    while line := stream.readline(MOST_BYTES + 1):
        number += 1
        where = f"{source}:{number}"
        if len(line) > MOST_BYTES:
            while line and not line.endswith(b"\n"):
                line = stream.readline(MOST_BYTES + 1)
            yield from problems_of(where, f"is a row of more than {MOST_BYTES:,} bytes; split it")
        elif line.strip():
            yield from _piece(line, where)
    if not number:
        yield from problems_of(source, "is empty")


def _piece(line: bytes, where: str) -> Iterator[Piece | Problem]:
    row = _value_of(line)
    if not isinstance(row, dict):
        yield from problems_of(where, "is no row of JSON: one object on one line")
        return
    name, text = next(
        ((name, row[name]) for name in _TEXTS if isinstance(row.get(name), str) and row[name]),
        ("", ""),
    )
    if not text:
        yield from problems_of(where, f"has no text; give it a field {_TEXTS[0]!r}")
        return
    told = _told(row, f"row, beside its {name}")
    if told.title and told.title not in " ".join(text[: 4 * len(told.title) + 200].split()):
        text = titled(told.title, text)
    address = next((row[key] for key in _ADDRESSES if isinstance(row.get(key), str)), "")
    yield Piece(
        data=text.encode("utf-8", "replace"),
        source=f"{where} {address}".strip(),
        told=told,
        is_document=True,
    )


def _told(row: dict[str, Any], where: str) -> Told:
    days = {field: _day_of(row, names) for field, names in _DAYS.items()}
    return Told(
        where=where,
        title=_words_of(row, _FIELDS["title"]),
        author=_words_of(row, _FIELDS["author"]),
        outlet=_words_of(row, _FIELDS["outlet"]),
        published_on=days["published_on"],
        modified_on=days["modified_on"],
    )


def _words_of(row: dict[str, Any], names: tuple[str, ...]) -> str:
    for name in names:
        value = row.get(name)
        if isinstance(value, list):
            value = ", ".join(item for item in value if isinstance(item, str))
        if isinstance(value, str) and value.strip():
            return " ".join(value.encode("utf-8", "replace").decode("utf-8").split())
    return ""


def _day_of(row: dict[str, Any], names: tuple[str, ...]) -> date | None:
    """The one full date that a field holds; an ambiguous one is none."""
    for name in names:
        value = row.get(name)
        if isinstance(value, str):
            return next((found.day for found in dates_in(value) if found.day), None)
    return None


def _value_of(line: bytes) -> Any:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None
