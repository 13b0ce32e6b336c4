"""Builds documents and readings for the tests of reading."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from contingent.read.gazetteer import Gazetteer
from contingent.read.reader import Reading, read_statements
from contingent.read.scope import MissionScope
from contingent.vocabulary.statement import Document

__all__ = ["GAZETTEER", "MISSIONS", "document_at", "document_of", "reading_of"]

GAZETTEER = Gazetteer.standard()

MISSIONS = {
    "haiti": MissionScope(
        code="haiti", names=("Multinational Security Support Mission",), theatres=("Haiti",)
    ),
    "ukraine": MissionScope(
        code="ukraine", names=("Multinational Force Ukraine",), theatres=("Ukraine",)
    ),
    "lebanon": MissionScope(code="lebanon", names=("UNIFIL",), theatres=("Lebanon",)),
    "congo": MissionScope(
        code="congo",
        names=("Intervention Brigade",),
        theatres=("Congo",),
        theatre_codes=("COD",),
    ),
    "unnamed": MissionScope(),
}


def document_of(text: str, *, published_on: date | None = None, title: str = "") -> Document:
    """A document with this text; a title becomes its first line."""
    text = f"{title}\n\n{text}" if title else text
    return Document(
        id="d-1", title=title, text=text, source="test", origin="d-1", published_on=published_on
    )


def document_at(path: Path) -> Document:
    """The document in a plain text file; a short first line before a blank one is its headline."""
    text = path.read_text(encoding="utf-8")
    first, _, rest = text.partition("\n")
    is_headline = rest.startswith("\n") and len(first) <= 200 and not first.endswith(".")
    return Document(
        id=path.name,
        title=first if is_headline else "",
        text=text,
        source=path.name,
        origin=path.name,
    )


def reading_of(
    text: str, *, mission: str = "unnamed", published_on: date | None = None, title: str = ""
) -> Reading:
    """What is read in a text about one of the missions."""
    return read_statements(
        document_of(text, published_on=published_on, title=title),
        gazetteer=GAZETTEER,
        mission=MISSIONS[mission],
    )
