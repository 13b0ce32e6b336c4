"""A PDF file becomes the text of its pages and what it says about itself."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

__all__ = ["Paper", "UnreadablePaper", "is_paper", "paper_of"]


class UnreadablePaper(ValueError):
    """A PDF file that holds no text, is locked, or would take too long."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Paper:
    """The text of a PDF file, a blank line between pages; `silent_pages` of them have none."""

    text: str
    author: str = ""
    made_on: date | None = None
    modified_on: date | None = None
    silent_pages: int = 0


_SIGNATURE = b"%PDF-"
_SNIFFED = 1_024
_MOST_PAGES = 2_000
_MOST_CHARACTERS = 10_000_000
_WORD = re.compile(r"[^\W\d_]{2,}")
_LOG = logging.getLogger("pypdf")
_SILENCE = logging.NullHandler()


def is_paper(data: bytes) -> bool:
    """True for a PDF file; a few stray bytes may stand before its signature."""
    return _SIGNATURE in data[:_SNIFFED] and data.lstrip()[:1] == b"%"


def paper_of(data: bytes) -> Paper:
    """The text of a PDF file; UnreadablePaper says why there is none."""
    from pypdf import PdfReader
    from pypdf.errors import PyPdfError

    _LOG.addHandler(_SILENCE)  # it complains of every flaw on the user's screen
    # What the parser may raise on files that nobody made by hand, beside its own errors.
    faults = (PyPdfError, ValueError, TypeError, AttributeError, LookupError, ArithmeticError)
    try:
        reader = PdfReader(io.BytesIO(data))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadablePaper("is locked with a password; save it without one")
        pages = _pages(reader)
        properties = _properties(reader.metadata)
    except UnreadablePaper:
        raise
    except (*faults, RecursionError, NotImplementedError, OSError, AssertionError) as fault:
        why = type(fault).__name__
        raise UnreadablePaper(
            f"begins like a PDF file and is damaged ({why}); save it again"
        ) from fault
    text = "\n\n".join(page for page in pages if page)
    if not _WORD.search(text):
        raise UnreadablePaper(
            "is a PDF file without text, such as a scan; have its text recognised"
        )
    return Paper(text=text, silent_pages=pages.count(""), **properties)


def _pages(reader: Any) -> list[str]:
    """The text of each page, as the file has it; empty for a page without any."""
    count = len(reader.pages)
    if count > _MOST_PAGES:
        raise UnreadablePaper(f"has {count:,} pages; at most {_MOST_PAGES:,} are read")
    pages: list[str] = []
    characters = 0
    for page in reader.pages:
        text = page.extract_text().encode("utf-8", "replace").decode("utf-8").replace("\0", " ")
        lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
        pages.append("\n".join(line.rstrip() for line in lines).strip())
        characters += len(pages[-1])
        if characters > _MOST_CHARACTERS:
            raise UnreadablePaper(f"holds over {_MOST_CHARACTERS:,} characters; split it")
    return pages


def _properties(metadata: Any) -> dict[str, Any]:
    if not isinstance(metadata, Mapping):
        return {}
    author = metadata.get("/Author")
    return {
        "author": " ".join(author.split()) if isinstance(author, str) else "",
        "made_on": _day_of(metadata, "creation_date"),
        "modified_on": _day_of(metadata, "modification_date"),
    }


def _day_of(metadata: Any, name: str) -> date | None:
    try:
        stamp = getattr(metadata, name)
    except (ValueError, AttributeError, TypeError):
        return None
    return stamp.date() if isinstance(stamp, datetime) else None
