"""Readings enter the ledger: documents kept, statements accepted by a rule or left as drafts."""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from contingent.errors import FileNotWritable
from contingent.ledger.book import (
    Key,
    NewEntry,
    document_entry,
    draft_entry,
    flag_entry,
    statement_entry,
)
from contingent.ledger.chain import Entry, EntryKind
from contingent.ledger.disk import wait_for_disk
from contingent.ledger.viewing import View
from contingent.mission import ReviewRule
from contingent.read.advice import Advice
from contingent.read.reader import Reading
from contingent.read.review import rule_verdict
from contingent.read.windows import Window
from contingent.vocabulary.plain import statement_of
from contingent.vocabulary.statement import Document, FlagType, Statement

__all__ = [
    "DOCUMENTS",
    "Settled",
    "doubts_of",
    "open_drafts",
    "record_window",
    "settled_in",
    "text_kept",
]

DOCUMENTS = "documents"
"""The folder, below that of the mission, which keeps the text of what was read."""

_LENT_DAY = "spoken_on"
_DISAGREES = FlagType.MODEL_DISAGREES.value
_SYNCED_AT_ONCE = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class Settled:
    """What a ledger already holds, so that reading again changes nothing.

    `days` gives, for each document on record, the day that another lent it (None: none did).
    `decided` holds the ids of drafts and statements that need no second decision, `drafts` those of
    all drafts, `doubted` those that a model graded otherwise: they wait for a person. `review` says
    how many persons a decision takes: where it is two, no rule decides.
    """

    days: Mapping[str, date | None]
    decided: frozenset[str]
    drafts: frozenset[str] = frozenset()
    doubted: frozenset[str] = frozenset()
    review: ReviewRule = ReviewRule.ONE_PERSON


def settled_in(entries: Iterable[Entry], *, review: ReviewRule = ReviewRule.ONE_PERSON) -> Settled:
    """What is settled by these entries."""
    days: dict[str, date | None] = {}
    decided: set[str] = set()
    drafts: set[str] = set()
    doubted: set[str] = set()
    for entry in entries:
        if entry.kind is EntryKind.DOCUMENT:
            lent = entry.payload.get(_LENT_DAY)
            days[entry.id] = date.fromisoformat(lent) if lent else None
        elif entry.kind is EntryKind.DRAFT:
            drafts.add(entry.id)
        elif entry.kind is EntryKind.FLAG:
            doubted |= doubts_of([entry]).keys()
        else:
            decided |= _decided_by(entry)
    return Settled(
        days=days,
        decided=frozenset(decided),
        drafts=frozenset(drafts),
        doubted=frozenset(doubted),
        review=review,
    )


def doubts_of(entries: Iterable[Entry]) -> dict[str, tuple[str, ...]]:
    """For each draft that a model graded otherwise than the rules, what is on record of that."""
    found: dict[str, tuple[str, ...]] = {}
    for entry in entries:
        if entry.kind is EntryKind.FLAG and entry.payload["type"] == _DISAGREES:
            draft, _, what = entry.payload["detail"].partition(": ")
            found[draft] = (*found.get(draft, ()), what)
    return found


def _decided_by(entry: Entry) -> set[str]:
    match entry.kind:
        case EntryKind.STATEMENT:
            return {entry.id}
        case EntryKind.REJECTION:
            return {entry.payload["draft"]}
        case EntryKind.SUPERSESSION:
            return {entry.payload["supersedes"], entry.payload["statement"]["id"]}
    return set()


def record_window(
    view: View,
    folder: Path,
    window: Window,
    *,
    settled: Settled,
    by_rules: bool,
    clock: datetime,
) -> tuple[Key, ...]:
    """Keep the texts of what was read in the folder, then all that was read in the ledger.

    Originals come before their copies, so that an interruption never leaves a copy alone on record.
    With `by_rules`, statements that a named rule accepts are accepted, unless review takes two
    persons; the others wait as drafts. What is settled stays as it is. The keys of what was added
    are returned; reading the same files again adds none. Raises FileNotWritable, and what
    `View.append` raises.
    """
    by_rules = by_rules and settled.review is ReviewRule.ONE_PERSON
    rules = _Rules(settled, window.advice) if by_rules else None
    _keep_texts(folder / DOCUMENTS, [reading.document for reading in window.readings])
    new: list[NewEntry] = []
    for reading in _originals_first(window):
        new += [_document_entry(reading.document, window.lent_days.get(reading.document.id))]
        new += map(flag_entry, reading.flags)
        new += [
            _statement_entry(statement, settled, rules)
            for statement in reading.statements
            if statement.id not in settled.decided
        ]
    return view.append(new, recorded_at=clock)


def _originals_first(window: Window) -> Iterator[Reading]:
    """The readings in their order, but each behind those that it repeats."""
    waiting = {reading.document.id: reading for reading in window.readings}
    for first in list(waiting):
        behind = [first]
        while behind:
            left = [id for id in window.repeats.get(behind[-1], ()) if id in waiting]
            left = [id for id in left if id not in behind]
            if left:
                behind.append(left[0])
            elif (reading := waiting.pop(behind.pop(), None)) is not None:
                yield reading


def _document_entry(document: Document, lent_day: date | None) -> NewEntry:
    entry = document_entry(document)
    if lent_day is None:
        return entry
    return replace(entry, payload={**entry.payload, _LENT_DAY: lent_day.isoformat()})


@dataclass(frozen=True, slots=True)
class _Rules:
    """The rules that accept, with what a model has said of what they doubt."""

    settled: Settled
    advice: Advice | None

    def verdict(self, statement: Statement) -> str | None:
        """The rule that accepts a statement; None if a person has to look at it."""
        if statement.id in self.settled.doubted:
            return None
        agrees = self.advice is not None and statement.id in self.advice.confirmed
        return rule_verdict(statement, model_agrees=agrees)


def _statement_entry(statement: Statement, settled: Settled, rules: _Rules | None) -> NewEntry:
    rule = rules.verdict(statement) if rules else None
    if not rule:
        return draft_entry(statement)
    made_from = statement.id if statement.id in settled.drafts else ""
    return replace(statement_entry(statement, rule), made_from=made_from)


def _keep_texts(folder: Path, documents: Iterable[Document]) -> None:
    """Write each text durably under its id, unless it is there: before the ledger speaks of it."""
    missing = {
        name: document.text
        for document in documents
        if not (folder / (name := f"{document.id}.txt")).exists()
    }
    if not missing:
        return
    try:
        folder.mkdir(exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".", dir=folder) as workshop:
            for name, text in missing.items():
                Path(workshop, name).write_bytes(text.encode("utf-8", "surrogatepass"))
            # The disk takes many requests at once in hardly more time than one.
            with ThreadPoolExecutor(_SYNCED_AT_ONCE) as pool:
                list(pool.map(wait_for_disk, [Path(workshop, name) for name in missing]))
            for name in missing:
                Path(workshop, name).replace(folder / name)
        wait_for_disk(folder)
    except OSError as error:
        why = error.strerror or "the disk refuses"
        raise FileNotWritable(folder, f"{why}; make room or mend it, then read again") from error


def text_kept(folder: Path, document: str) -> str | None:
    """The text of a document as it was kept in a mission folder; None where it is gone."""
    try:
        kept = (folder / DOCUMENTS / f"{document}.txt").read_bytes()
    except OSError:
        return None
    return kept.decode("utf-8", "surrogatepass")


def open_drafts(entries: Iterable[Entry]) -> dict[str, Statement]:
    """Drafts that nobody has accepted, corrected or rejected, in the order they were read."""
    drafts: dict[str, Statement] = {}
    decided: set[str] = set()
    for entry in entries:
        if entry.kind is EntryKind.DRAFT:
            drafts[entry.id] = statement_of(entry.payload)
        decided |= _decided_by(entry)
    return {id: draft for id, draft in drafts.items() if id not in decided}
