"""Readings become one JSON document, or a table for people."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from contingent.errors import Problem
from contingent.exports.sheet import Cell, Row, Section
from contingent.exports.wording import (
    claim_words,
    day_words,
    party_name,
    rung_words,
    tone_of_claim,
    topic_words,
    via_words,
)
from contingent.read.reader import Reading
from contingent.situation import Proposal
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


def reading_sections(
    readings: Iterable[Reading], names: Mapping[str, str] | None = None
) -> Iterator[Section]:
    """One section a document: what was read from it, in the order of its text."""
    for reading in readings:
        document = reading.document
        flags = [f"{topic_words(flag.type.value)}: {flag.detail}" for flag in reading.flags]
        published = f"published {day_words(document.published_on)}"
        origin = [document.outlet, published if document.published_on else "no date", document.id]
        yield Section(
            id=document.id,
            title=document.title or document.source,
            columns=("About", "Claim", "According to", "Words"),
            rows=tuple(_row(statement, names) for statement in reading.statements),
            note="\n".join([", ".join(filter(None, origin)), *flags]),
            empty="No statement about contributions was found.",
        )


def _row(statement: Statement, names: Mapping[str, str] | None) -> Row:
    about = statement.about
    whom = "unnamed parties" if isinstance(about, Collective) else party_name(about, names)
    cited = statement.citation
    words = cited.quote if isinstance(cited, Passage) else cited.gist
    return Row(
        cells=(
            Cell(text=whom or "the mission", tone="strong"),
            Cell(text=claim_words(statement.claim, names), tone=tone_of_claim(statement.claim)),
            Cell(text=_told_by(statement)),
            Cell(text=words, tone="quiet"),
        ),
        because=(statement.id,),
    )


def _told_by(statement: Statement) -> str:
    """The speaker, where it was said, and through whose hands it came."""
    speaker = statement.speaker.name or topic_words(statement.voice.value)
    cited = statement.citation
    if isinstance(cited, Passage) and cited.in_headline:
        speaker = f"{speaker}, in the headline"
    return f"{speaker} ({via_words(statement.via)})" if statement.via else speaker


def drafts_document(
    drafts: Iterable[Statement], proposals: Iterable[Proposal] = ()
) -> dict[str, Any]:
    """The drafts that wait, and what one person of two wants: `contingent.drafts/1`."""
    return {
        "schema": "contingent.drafts/1",
        "drafts": [plain_statement(draft) for draft in drafts],
        "proposals": [plain(proposal) for proposal in proposals],
    }


def drafts_section(
    drafts: Iterable[Statement],
    names: Mapping[str, str] | None = None,
    proposals: Iterable[Proposal] = (),
) -> Section:
    """The drafts that wait, each with its id first, and with what somebody proposed for it."""
    said: dict[str, list[str]] = {}
    for proposal in proposals:
        said.setdefault(proposal.draft, []).append(_proposed(proposal))
    rows = []
    for draft in drafts:
        row = _row(draft, names)
        doubt = ", ".join(rung_words(rung) for rung in draft.ambiguous)
        cells = (Cell(text=draft.id), *row.cells, Cell(text=f"or {doubt}" if doubt else ""))
        rows.append(Row(cells=cells, because=row.because, remarks=tuple(said.get(draft.id, ()))))
    return Section(
        id="drafts",
        title="Drafts that wait for a decision",
        columns=("Id", "About", "Claim", "According to", "Words", "In doubt"),
        rows=tuple(rows),
        empty="None waits.",
    )


def _proposed(proposal: Proposal) -> str:
    """`Ada wants it corrected to considering; a second person has to agree`."""
    rung = proposal.gist.get("rung")
    at = f" to {topic_words(rung)}" if rung else ""
    who = proposal.by.partition(":")[2]
    return f"{who} wants it {proposal.gist['type']}{at}; a second person has to agree"
