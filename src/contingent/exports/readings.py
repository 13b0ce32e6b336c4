"""Readings become one JSON document, or a table for people."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from textwrap import shorten
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
from contingent.ledger.book import Key
from contingent.ledger.chain import EntryKind
from contingent.read.copies import ALTERATIONS
from contingent.read.proposals import Fate, Weighed
from contingent.read.reader import Reading
from contingent.situation import Proposal
from contingent.vocabulary.plain import plain, plain_statement
from contingent.vocabulary.statement import Collective, Document, Passage, Statement

__all__ = [
    "Accepted",
    "ReadingSpool",
    "Tally",
    "drafts_document",
    "drafts_section",
    "proposals_section",
    "reading_sections",
]


_MOST_IN_MEMORY = 4_000_000  # bytes of each part; more waits on the disk
_MOST_ACCEPTED = 20  # shown at the end of a run
_PARTS = ("documents", "statements", "flags", "problems")
_PROPOSALS = "proposals"


class ReadingSpool:
    """Everything read in one run, as the JSON document `contingent.reading/1`.

    What is added waits in files without a name, so that memory does not grow with the corpus. Only
    where a model was asked are there `proposals` of it, and `model` says what it was asked.
    """

    def __init__(self, *, with_model: bool = False) -> None:
        parts = (*_PARTS, _PROPOSALS) if with_model else _PARTS
        self._files = {part: _spool() for part in parts}

    def add(self, readings: Iterable[Reading], problems: Iterable[Problem]) -> None:
        """Put documents, statements, flags and problems behind what was added before."""
        for reading in readings:
            document = plain(reading.document)
            del document["text"]
            self._put("documents", [document])
            self._put("statements", map(plain_statement, reading.statements))
            self._put("flags", map(plain, reading.flags))
        self._put("problems", map(plain, problems))

    def add_proposals(self, proposals: Iterable[Weighed]) -> None:
        """Put what a model proposed behind what was added before."""
        self._put(_PROPOSALS, map(_plain_proposal, proposals))

    def _put(self, part: str, items: Iterable[Any]) -> None:
        file = self._files[part]
        for item in items:
            text = json.dumps(item, ensure_ascii=True, indent=2).replace("\n", "\n    ")
            file.write((",\n    " if file.tell() else "\n    ") + text)

    def write_to(self, stream: IO[str], *, model: Mapping[str, Any] | None = None) -> None:
        """Write the whole document; what was added is spent."""
        stream.write('{\n  "schema": "contingent.reading/1"')
        for part, file in self._files.items():
            stream.write(f',\n  "{part}": [')
            is_empty = file.tell() == 0
            file.seek(0)
            shutil.copyfileobj(file, stream)
            file.close()
            stream.write("]" if is_empty else "\n  ]")
        if model is not None:
            text = json.dumps(model, ensure_ascii=True, indent=2).replace("\n", "\n  ")
            stream.write(f',\n  "model": {text}')
        stream.write("\n}\n")


def _plain_proposal(item: Weighed) -> dict[str, Any]:
    values = {"fate": item.fate.value, "why": item.why, **plain(item.proposal)}
    where = {"document": item.document, "span": plain(item.span)}
    return {**values, **where, "statements": list(item.statements)}


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


class Accepted:
    """What rules accepted in a run, the first of it with its words, and how many drafts wait."""

    def __init__(self) -> None:
        self._first: list[Statement] = []
        self._count = 0
        self._waiting = 0

    def add(self, readings: Iterable[Reading], new: Iterable[Key]) -> None:
        """Count what a window added to the ledger."""
        kept = {key.id: key.kind for key in new}
        for reading in readings:
            for statement in reading.statements:
                kind = kept.pop(statement.id, "")
                self._waiting += kind == EntryKind.DRAFT
                if kind == EntryKind.STATEMENT:
                    self._count += 1
                    if len(self._first) < _MOST_ACCEPTED:
                        self._first.append(statement)

    @property
    def is_anything(self) -> bool:
        """False where a run added no statement and no draft."""
        return bool(self._count or self._waiting)

    def section(self, names: Mapping[str, str] | None = None) -> Section:
        """A line for each of the first, and how many more there are."""
        rows = []
        for statement in self._first:
            about, claim, _, words = _row(statement, names).cells
            cells = (about, claim, replace(words, text=shorten(words.text, 72, placeholder=" ...")))
            rows.append(Row(cells=cells, because=(statement.id,)))
        more = self._count - len(rows)
        notes = [f"{more:,} more are not shown." if more else ""]
        if self._waiting:
            notes.append(f"{self._waiting:,} wait for a person: contingent review")
        return Section(
            id="accepted",
            title="Accepted by rules and added",
            columns=("About", "Claim", "Words"),
            rows=tuple(rows),
            note=" ".join(filter(None, notes)),
            empty="Nothing.",
        )


def proposals_section(
    proposals: Iterable[Weighed], names: Mapping[str, str] | None = None
) -> Section:
    """What a model proposed of the sentences in doubt, and what became of each proposal."""
    return Section(
        id="proposals",
        title="What the model proposed",
        columns=("Words", "About", "The model reads", "What became of it"),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=_shortened(item.proposal.quote), tone="quiet"),
                    Cell(text=_shortened(item.proposal.about), tone="strong"),
                    Cell(text=topic_words(_shortened(item.proposal.reading))),
                    Cell(text=f"{_FATES[item.fate]}: {item.why}", tone=_FATE_TONES[item.fate]),
                ),
                because=item.statements,
            )
            for item in proposals
        ),
        note="It only proposes. No proposal raises what the rules read.",
        empty="It proposed nothing.",
    )


_FATES = {
    Fate.AGREES: "agrees",
    Fate.DISAGREES: "waits for a person",
    Fate.REJECTED: "rejected",
}
_FATE_TONES = {Fate.AGREES: "", Fate.DISAGREES: "warning", Fate.REJECTED: "warning"}


def _shortened(text: str) -> str:
    """What a model wrote, on one line of bearable length."""
    return shorten(text, 300, placeholder=" ...") if text else ""


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
    drafts: Iterable[Statement],
    proposals: Iterable[Proposal] = (),
    doubts: Mapping[str, Iterable[str]] | None = None,
) -> dict[str, Any]:
    """The drafts that wait, and what one person of two wants: `contingent.drafts/1`.

    `doubts` says for some drafts how a model grades them otherwise.
    """
    waiting = list(drafts)
    said = doubts or {}
    return {
        "schema": "contingent.drafts/1",
        "drafts": [plain_statement(draft) for draft in waiting],
        "proposals": [plain(proposal) for proposal in proposals],
        "doubts": [
            {"draft": draft.id, "what": what}
            for draft in waiting
            for what in said.get(draft.id, ())
        ],
    }


def drafts_section(
    drafts: Iterable[Statement],
    names: Mapping[str, str] | None = None,
    proposals: Iterable[Proposal] = (),
    doubts: Mapping[str, Iterable[str]] | None = None,
) -> Section:
    """The drafts that wait, each with its id first, and with what somebody proposed for it.

    `doubts` says for some drafts how a model grades them otherwise.
    """
    said: dict[str, list[str]] = {id: list(whats) for id, whats in (doubts or {}).items()}
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
    to = proposal.gist.get("rung") or proposal.gist.get("verdict")
    at = f" to {topic_words(to)}" if to else ""
    who = proposal.by.partition(":")[2]
    return f"{who} wants it {proposal.gist['type']}{at}; a second person has to agree"
