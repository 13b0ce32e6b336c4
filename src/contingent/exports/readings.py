"""Readings become one JSON document, or a table for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from contingent.errors import Problem
from contingent.exports.sheet import Cell, Row, Section
from contingent.exports.wording import claim_words, party_name, tone_of_claim
from contingent.read.reader import Reading
from contingent.vocabulary.plain import plain, plain_statement
from contingent.vocabulary.statement import Collective, Passage, Statement

__all__ = ["drafts_document", "drafts_section", "reading_document", "reading_sections"]


def reading_document(readings: Iterable[Reading], problems: Iterable[Problem]) -> dict[str, Any]:
    """Every document, statement, flag and problem of one run, in the order they were read."""
    found = tuple(readings)
    documents = [plain(reading.document) for reading in found]
    return {
        "schema": "contingent.reading/1",
        "documents": [
            {name: value for name, value in document.items() if name != "text"}
            for document in documents
        ],
        "statements": [plain_statement(s) for reading in found for s in reading.statements],
        "flags": [plain(flag) for reading in found for flag in reading.flags],
        "problems": [plain(problem) for problem in problems],
    }


def reading_sections(readings: Iterable[Reading]) -> Iterator[Section]:
    """One section a document: what was read from it, in the order of its text."""
    for reading in readings:
        document = reading.document
        flags = [f"{flag.type.value.replace('_', ' ')}: {flag.detail}" for flag in reading.flags]
        published = f"published {document.published_on}" if document.published_on else "no date"
        yield Section(
            id=document.id,
            title=document.title or document.source,
            columns=("About", "Claim", "According to", "Words"),
            rows=tuple(map(_row, reading.statements)),
            note="\n".join([f"{document.id}, {published}", *flags]),
            empty="No statement about contributions was found.",
        )


def _row(statement: Statement) -> Row:
    about = statement.about
    whom = "unnamed parties" if isinstance(about, Collective) else party_name(about) or "mission"
    speaker = statement.speaker.name or statement.voice.value.replace("_", " ")
    cited = statement.citation
    words = cited.quote if isinstance(cited, Passage) else cited.gist
    return Row(
        cells=(
            Cell(text=whom, tone="strong"),
            Cell(text=claim_words(statement.claim), tone=tone_of_claim(statement.claim)),
            Cell(text=" < ".join((*statement.via, speaker))),
            Cell(text=words, tone="quiet"),
        ),
        because=(statement.id,),
    )


def drafts_document(drafts: Iterable[Statement]) -> dict[str, Any]:
    """The drafts that wait: `contingent.drafts/1`."""
    return {"schema": "contingent.drafts/1", "drafts": [plain_statement(d) for d in drafts]}


def drafts_section(drafts: Iterable[Statement]) -> Section:
    """The drafts that wait, each with its id first."""
    rows = []
    for draft in drafts:
        row = _row(draft)
        doubt = ", ".join(rung.word for rung in draft.ambiguous)
        cells = (Cell(text=draft.id), *row.cells, Cell(text=f"or {doubt}" if doubt else ""))
        rows.append(Row(cells=cells, because=row.because))
    return Section(
        id="drafts",
        title="Drafts that wait for a decision",
        columns=("Id", "About", "Claim", "According to", "Words", "In doubt"),
        rows=tuple(rows),
        empty="None waits.",
    )
