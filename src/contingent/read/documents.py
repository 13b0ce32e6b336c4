"""Bytes become a document: its text, headline, dates and where it came from."""

from __future__ import annotations

import hashlib
import re
import stat
from dataclasses import replace
from datetime import date
from pathlib import Path, PurePath

from contingent.errors import Problem
from contingent.read.encodings import Decoded, decode
from contingent.read.languages import language_of
from contingent.read.markup import UnreadablePage, is_page
from contingent.read.oddities import oddities_in
from contingent.read.pages import page_of
from contingent.read.papers import UnreadablePaper, is_paper, paper_of
from contingent.read.particulars import (
    NOTHING_TOLD,
    Parsed,
    Told,
    as_told,
    of_page,
    of_paper,
    of_text,
)
from contingent.vocabulary.statement import Document

__all__ = [
    "MOST_BYTES",
    "DocumentOrNone",
    "document_id",
    "is_feed",
    "problems_of",
    "read_document",
    "read_path",
    "reason_of",
    "refused",
    "source_of",
    "too_large",
]

MOST_BYTES = 20_000_000
"""The largest document that is read, in bytes."""

DocumentOrNone = tuple[Document | None, tuple[Problem, ...]]
"""A document, or none, and the problems met on the way to it."""

_FEED = re.compile(r"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,500}?-->\s*)*<(rss|feed|rdf:RDF)\b")
_SNIFFED = 1_000
_WORD = re.compile(r"[^\W\d_]{2,}")
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def read_path(path: Path, *, today: date | None = None) -> DocumentOrNone:
    """The document in a file, as `read_document`; a file too large is refused unread."""
    source = source_of(path)
    try:
        found = path.stat()
        if not stat.S_ISREG(found.st_mode):
            return refused(source, "is not a file; name a text, Markdown, HTML or PDF file")
        if found.st_size > MOST_BYTES:
            return refused(source, too_large(found.st_size))
        with path.open("rb") as stream:
            data = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as fault:
        return refused(source, f"cannot be read ({reason_of(fault)})")
    return read_document(data, source=source, today=today)


def read_document(
    data: bytes, *, source: str, today: date | None = None, told: Told = NOTHING_TOLD
) -> DocumentOrNone:
    """The document in some bytes, None if they hold none, and every fault found on the way.

    Plain text and Markdown are kept character for character (line ends become newlines, a byte
    order mark goes); of a page only the headline, set apart by an empty line, and its main text
    are kept; of a PDF file the text of its pages. `told` is what stands around it about it. Given
    `today`, a publication date after it is a fault.
    """
    if len(data) > MOST_BYTES:
        return refused(source, too_large(len(data)))
    id = document_id(data)
    decoded = Decoded(text="")
    try:
        if is_paper(data):
            parsed = of_paper(paper_of(data), id=id, source=source)
        else:
            decoded = decode(data)
            if decoded.text is None or not _WORD.search(decoded.text):
                faults = decoded.faults or ("is empty" if not data.strip() else "holds no words",)
                return refused(source, *faults)
            parsed = _of_markup_or_text(decoded.text, id, source)
    except (UnreadablePage, UnreadablePaper) as fault:
        return refused(source, *decoded.faults, str(fault))
    return _checked(as_told(parsed, told), decoded.faults, today)


def document_id(data: bytes) -> str:
    """The id of the document in some bytes: the same on any machine, under any name."""
    return f"d-{hashlib.sha256(data).hexdigest()[:16]}"


def _of_markup_or_text(text: str, id: str, source: str) -> Parsed:
    if is_feed(text):
        raise UnreadablePage("is a news feed, not one document; save its articles instead")
    if is_page(text, suffix=PurePath(source).suffix.lower()):
        return of_page(page_of(text), id=id, source=source)
    return of_text(text, id=id, source=source)


def _checked(parsed: Parsed, faults: tuple[str, ...], today: date | None) -> DocumentOrNone:
    """The document with what its text, date and language still need to have said about them."""
    document, faults = parsed.document, (*faults, *parsed.faults)
    if today and document.published_on and document.published_on > today:
        faults = (*faults, f"its date {document.published_on} lies in the future; it was not taken")
        document = replace(document, published_on=None)
    language = language_of(document.text)
    if language != "en":
        faults = (*faults, f"is not in English ({language}), which alone is read; kept unread")
        document = replace(document, language=language)
    return document, problems_of(document.source, *faults, *oddities_in(document.text))


def is_feed(text: str) -> bool:
    """True for a news feed in RSS or Atom."""
    return _FEED.match(text[:_SNIFFED]) is not None


def source_of(path: Path) -> str:
    """A path as text that can be kept, whatever bytes its name holds."""
    return str(path).encode("utf-8", "replace").decode("utf-8")


def reason_of(fault: Exception) -> str:
    """Why a file could not be read, in the system's words."""
    return getattr(fault, "strerror", None) or str(fault)


def too_large(size: int) -> str:
    """The fault of a document of more bytes than are read."""
    return f"is too large ({size:,} bytes; at most {MOST_BYTES:,} are read); split it"


def refused(source: str, *faults: str) -> DocumentOrNone:
    """No document, and why."""
    return None, problems_of(source, *faults)


def problems_of(source: str, *faults: str) -> tuple[Problem, ...]:
    """One problem for each fault of a source, without signs that cannot be shown."""
    where = _UNSHOWN.sub("\ufffd", source)
    return tuple(Problem(where=where, what=_UNSHOWN.sub("\ufffd", fault)) for fault in faults)
