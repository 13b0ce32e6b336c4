"""Readings become one JSON document, or a table for people."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import IO, Any

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
from contingent.read.copies import ALTERATIONS
from contingent.read.reader import Reading
from contingent.situation import Proposal
from contingent.vocabulary.plain import plain, plain_statement
from contingent.vocabulary.statement import Collective, Document, Passage, Statement

__all__ = [
    "ReadingSpool",
    "Tally",
    "drafts_document",
    "drafts_section",
    "reading_sections",
]


_MOST_IN_MEMORY = 4_000_000  # bytes of each part; more waits on the disk
_PARTS = ("documents", "statements", "flags", "problems")


class ReadingSpool:
    """Everything read in one run, as the JSON document `contingent.reading/1`.

    What is added waits in files without a name, so that memory does not grow with the corpus.
    """

    def __init__(self) -> None:
        self._files = {part: _spool() for part in _PARTS}

    def add(self, readings: Iterable[Reading], problems: Iterable[Problem]) -> None:
        """Put documents, statements, flags and problems behind what was added before."""
        for reading in readings:
            document = plain(reading.document)
            del document["text"]
            self._put("documents", [document])
            self._put("statements", map(plain_statement, reading.statements))
            self._put("flags", map(plain, reading.flags))
        self._put("problems", map(plain, problems))

    def _put(self, part: str, items: Iterable[Any]) -> None:
        file = self._files[part]
        for item in items:
            text = json.dumps(item, ensure_ascii=True, indent=2).replace("\n", "\n    ")
            file.write((",\n    " if file.tell() else "\n    ") + text)

    def write_to(self, stream: IO[str]) -> None:
        """Write the whole document; what was added is spent."""
        stream.write('{\n  "schema": "contingent.reading/1"')
        for part, file in self._files.items():
            stream.write(f',\n  "{part}": [')
            is_empty = file.tell() == 0
            file.seek(0)
            shutil.copyfileobj(file, stream)
            file.close()
            stream.write("]" if is_empty else "\n  ]")
        stream.write("\n}\n")


def _spool() -> IO[str]:
    return tempfile.SpooledTemporaryFile(_MOST_IN_MEMORY, mode="w+", encoding="utf-8")


class Tally:
    """How much of each sort was read in a run."""

    def __init__(self) -> None:
        self._counts: Counter[str] = Counter()

    def add(self, readings: Iterable[Reading]) -> None:
        """Count a window."""
        for reading in readings:
            document = reading.document
            self._counts["Documents"] += 1
            self._counts["of them copies of another"] += document.origin != document.id
            self._counts["of them in a language that is not read"] += document.language != "en"
            self._counts["Statements"] += len(reading.statements)
            self._counts["of them further tellings of another"] += sum(
                bool(statement.copy_of) for statement in reading.statements
            )
            for flag in reading.flags:
                self._counts[f"Flagged: {topic_words(flag.type.value)}"] += 1

    def section(self) -> Section:
        """One row a sort."""
        rows = ((name, f"{count:,}") for name, count in self._counts.items() if count)
        return Section(
            id="corpus",
            title="What was read",
            columns=("Sort", "Count"),
            rows=tuple(Row(cells=(Cell(text=name), Cell(text=count))) for name, count in rows),
            note="A corpus of more than one window is summed up; --json names each document.",
            empty="Nothing was read.",
        )


def reading_sections(
    readings: Iterable[Reading], names: Mapping[str, str] | None = None
) -> Iterator[Section]:
    """One section a document: what was read from it, in the order of its text."""
    for reading in readings:
        document = reading.document
        flags = [f"{topic_words(flag.type.value)}: {flag.detail}" for flag in reading.flags]
        published = f"published {day_words(document.published_on)}"
        origin = [document.outlet, published if document.published_on else "no date", document.id]
        if document.origin != document.id:
            origin.append(f"a copy of {document.origin}")
        yield Section(
            id=document.id,
            title=document.title or document.source,
            columns=("About", "Claim", "According to", "Words"),
            rows=tuple(_row(statement, names) for statement in reading.statements),
            note="\n".join([", ".join(filter(None, origin)), *flags]),
            empty=_silence(document),
        )


def _silence(document: Document) -> str:
    """Why a document gave no statement."""
    if document.language == "en":
        return "No statement about contributions was found."
    return f"Kept, but not read: it is not in English ({document.language})."


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
    speaker = f"{speaker} ({via_words(statement.via)})" if statement.via else speaker
    again = f"tells {statement.copy_of} again" if statement.copy_of else ""
    changed = [topic_words(flag.value) for flag in statement.flags if flag in ALTERATIONS]
    return "; ".join(filter(None, (speaker, again, *changed)))


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
