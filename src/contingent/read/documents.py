"""Bytes become a document: its text, headline, dates and where it came from."""

from __future__ import annotations

import hashlib
import re
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath

from contingent.errors import Problem
from contingent.read.datelines import Dating, conflict_of, dating_of
from contingent.read.encodings import decode
from contingent.read.heads import Dateline, dateline_of, headline_in
from contingent.read.markup import UnreadablePage, is_page
from contingent.read.oddities import is_latin, oddities_in
from contingent.read.pages import Page, page_of
from contingent.vocabulary.statement import Document

__all__ = ["MOST_BYTES", "read_document", "read_path"]

MOST_BYTES = 20_000_000
"""The largest document that is read, in bytes."""

Reading = tuple[Document | None, tuple[Problem, ...]]

_FEED = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)*<(rss|feed|rdf:RDF)\b")
_SNIFFED = 1_000
_WORD = re.compile(r"[^\W\d_]{2,}")
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def read_path(path: Path, *, today: date | None = None) -> Reading:
    """The document in a file, as `read_document`; a file too large is refused unread."""
    source = str(path).encode("utf-8", "replace").decode("utf-8")
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return _refused(source, "is not a file; name a text, Markdown or HTML file")
        if found.st_size > MOST_BYTES:
            return _refused(source, _too_large(found.st_size))
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as fault:
        why = getattr(fault, "strerror", None) or str(fault)
        return _refused(source, f"cannot be read ({why})")
    return read_document(data, source=source, today=today)


def read_document(data: bytes, *, source: str, today: date | None = None) -> Reading:
    """The document in some bytes, None if they hold none, and every fault found on the way.

    Plain text and Markdown are kept character for character (line ends become newlines, a byte
    order mark goes); of a page only the headline, set apart by an empty line, and its main text
    are kept. Given `today`, a publication date after it is a fault.
    """
    if len(data) > MOST_BYTES:
        return _refused(source, _too_large(len(data)))
    decoded = decode(data)
    if decoded.text is None or not _WORD.search(decoded.text):
        faults = decoded.faults or ("is empty" if not data.strip() else "holds no words",)
        return _refused(source, *faults)
    id = f"d-{hashlib.sha256(data).hexdigest()[:16]}"
    if _FEED.match(decoded.text[:_SNIFFED]):
        return _refused(source, "is a news feed, not one document; save its articles instead")
    if is_page(decoded.text, suffix=PurePath(source).suffix.lower()):
        try:
            page = page_of(decoded.text)
        except UnreadablePage as fault:
            return _refused(source, *decoded.faults, str(fault))
        document, faults = _of_page(page, id, source)
    else:
        document, faults = _of_text(decoded.text, id, source)
    return _checked(document, (*decoded.faults, *faults), today)


def _of_text(text: str, id: str, source: str) -> tuple[Document, tuple[str, ...]]:
    headline = headline_in(text)
    place = (headline.start, headline.end) if headline else (0, 0)
    dateline = dateline_of(text, place[1])
    dating = dating_of(text, headline=place, dated=dateline.dated)
    document = Document(
        id=id,
        title=headline.title if headline else "",
        text=text,
        source=source,
        origin=id,
        published_on=dating.day,
        outlet=dateline.agency,
        dateline=dateline.place,
    )
    return document, _faults_of(dating, dateline)


def _of_page(page: Page, id: str, source: str) -> tuple[Document, tuple[str, ...]]:
    dateline = dateline_of(page.text)
    dating, faults = _dating_of_page(page, dateline)
    document = Document(
        id=id,
        title=page.title,
        text=f"{page.title}\n\n{page.text}" if page.title else page.text,
        source=source,
        origin=id,
        published_on=dating.day,
        outlet=page.outlet or dateline.agency,
        dateline=dateline.place,
    )
    if page.is_cut:
        faults = (*faults, "is nested too deeply; its innermost parts were left out")
    return document, (*_faults_of(dating, dateline), *faults)


def _dating_of_page(page: Page, dateline: Dateline) -> tuple[Dating, tuple[str, ...]]:
    """A page's day: by its metadata, else its text, else a guess that is named as one."""
    written = dating_of(page.text, dated=dateline.dated)
    if len(page.published) > 1:
        return Dating(day=None, faults=(conflict_of(page.published),)), ()
    if page.published:
        return Dating(day=page.published[0]), ()
    if written.day or not page.guessed:
        return written, ()
    guess = f"has no date in its metadata; {page.guessed} was found by searching the page"
    return Dating(day=page.guessed), (guess,)


def _faults_of(dating: Dating, dateline: Dateline) -> tuple[str, ...]:
    if dating.day or dating.faults:
        return dating.faults
    seen = f" (its dateline gives only {dateline.partial!r})" if dateline.partial else ""
    advice = "add a line like `Published: 2025-12-20` under its headline"
    return (f"no date found{seen}; {advice}",)


def _checked(document: Document, faults: tuple[str, ...], today: date | None) -> Reading:
    """The document with what its text and date still need to have said about them."""
    if today and document.published_on and document.published_on > today:
        faults = (*faults, f"its date {document.published_on} lies in the future; it was not taken")
        document = replace(document, published_on=None)
    if not is_latin(document.text):
        faults = (*faults, "is not in a language that is read yet; it is kept unread")
        document = replace(document, language="und")
    return document, _problems(document.source, *faults, *oddities_in(document.text))


def _too_large(size: int) -> str:
    return f"is too large ({size:,} bytes; at most {MOST_BYTES:,} are read); split it"


def _refused(source: str, *faults: str) -> Reading:
    return None, _problems(source, *faults)


def _problems(source: str, *faults: str) -> tuple[Problem, ...]:
    where = _UNSHOWN.sub("\ufffd", source)
    return tuple(Problem(where=where, what=_UNSHOWN.sub("\ufffd", fault)) for fault in faults)
