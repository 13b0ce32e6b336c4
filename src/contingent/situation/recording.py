"""A reading enters the ledger: document kept, statements accepted by a rule or left as drafts."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from contingent.errors import FileNotWritable, Problem
from contingent.ledger.book import (
    Ledger,
    NewEntry,
    document_entry,
    draft_entry,
    flag_entry,
    rejection_entry,
    statement_entry,
    supersession_entry,
)
from contingent.ledger.chain import Entry, EntryKind
from contingent.mission import Mission, mission_parties, sample_statements
from contingent.read.documents import read_document, read_path
from contingent.read.gazetteer import Gazetteer
from contingent.read.reader import Reading, read_statements
from contingent.read.review import rule_verdict
from contingent.read.scope import MissionScope
from contingent.vocabulary.claim import Count, Pledge, Rung
from contingent.vocabulary.plain import identified, statement_of
from contingent.vocabulary.statement import Document, Statement

__all__ = [
    "Reader",
    "accept_draft",
    "correct_draft",
    "open_drafts",
    "record_reading",
    "record_sample",
    "record_statement",
    "reject_draft",
]

DOCUMENTS = "documents"


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """What one mission's documents are read with: its names, and those of all parties."""

    gazetteer: Gazetteer
    scope: MissionScope

    @classmethod
    def of_mission(cls, mission: Mission | None) -> Reader:
        """The reader of a mission; None: of any mission that a document itself names."""
        if mission is None:
            return cls(gazetteer=Gazetteer.standard(), scope=MissionScope())
        return cls(
            gazetteer=Gazetteer(mission_parties(mission)),
            scope=MissionScope(
                code=mission.code,
                names=(mission.name, *mission.also),
                theatres=(mission.theatre,),
                bodies=tuple((body.name, body.code) for body in mission.bodies),
            ),
        )

    def read_path(self, path: Path) -> tuple[Reading | None, tuple[Problem, ...]]:
        """Read a file: what it says, None if it is no document, and whatever is wrong with it."""
        return self._read(*read_path(path))

    def read_bytes(self, data: bytes, *, source: str) -> tuple[Reading | None, tuple[Problem, ...]]:
        """Read what was sent or pasted, as `read_path` does a file."""
        return self._read(*read_document(data, source=source))

    def _read(
        self, document: Document | None, problems: tuple[Problem, ...]
    ) -> tuple[Reading | None, tuple[Problem, ...]]:
        if document is None:
            return None, problems
        reading = read_statements(document, gazetteer=self.gazetteer, mission=self.scope)
        return reading, (*problems, *reading.problems)


def record_reading(
    ledger: Ledger, folder: Path, reading: Reading, *, by_rules: bool, clock: datetime
) -> tuple[Entry, ...]:
    """Keep a document's text in the folder, then what was read from it in the ledger.

    With `by_rules`, statements that a named rule accepts are accepted; the others wait as drafts.
    Reading the same bytes again adds nothing. Raises FileNotWritable, LedgerBusy.
    """
    _keep_text(folder, reading.document.id, reading.document.text)
    new = [document_entry(reading.document), *map(flag_entry, reading.flags)]
    new += [_entry(statement, by_rules=by_rules) for statement in reading.statements]
    return ledger.append(new, recorded_at=clock)


def _entry(statement: Statement, *, by_rules: bool) -> NewEntry:
    rule = rule_verdict(statement) if by_rules else None
    return statement_entry(statement, rule) if rule else draft_entry(statement)


def _keep_text(folder: Path, name: str, text: str) -> None:
    """Write the text durably under its id, unless it is there: before the ledger speaks of it."""
    target = folder / DOCUMENTS / f"{name}.txt"
    if target.exists():
        return
    try:
        target.parent.mkdir(exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as draft:
            draft.write(text.encode("utf-8", "surrogatepass"))
            draft.flush()
            os.fsync(draft.fileno())
        Path(draft.name).replace(target)
    except OSError as error:
        raise FileNotWritable(target, error.strerror or "the disk refuses") from error


def accept_draft(ledger: Ledger, draft: Statement, *, by: str, clock: datetime) -> None:
    """The draft becomes a statement as it was read; `by` is `person:NAME`."""
    ledger.append([statement_entry(draft, by)], recorded_at=clock)


def reject_draft(ledger: Ledger, draft: Statement, *, by: str, why: str, clock: datetime) -> None:
    """The draft stays on record as rejected, with the reason."""
    ledger.append([rejection_entry(draft.id, by, why)], recorded_at=clock)


def correct_draft(
    ledger: Ledger, draft: Statement, *, rung: Rung, by: str, clock: datetime
) -> Statement:
    """A statement at another rung stands in place of the draft; both are kept.

    Raises ValueError if the draft is neither a pledge nor a count.
    """
    if not isinstance(draft.claim, Pledge | Count):
        raise ValueError(f"{draft.id} has no rung to correct")
    corrected = identified(replace(draft, claim=replace(draft.claim, rung=rung), ambiguous=()))
    ledger.append([supersession_entry(draft.id, corrected, by)], recorded_at=clock)
    return corrected


def record_statement(
    ledger: Ledger, statement: Statement, *, by: str, clock: datetime
) -> tuple[Entry, ...]:
    """A statement entered by hand, accepted by the person who enters it."""
    return ledger.append([statement_entry(statement, by)], recorded_at=clock)


def record_sample(ledger: Ledger, name: str, *, recorded_at: datetime) -> int:
    """Replay a bundled mission's statements in the order in which they could be known.

    Returns how many there are. Each is known at noon, UTC, of its day.
    """
    count = 0
    for day, group in groupby(sample_statements(name), key=attrgetter("known_on")):
        known_at = datetime.combine(day, time(12), tzinfo=UTC)
        new = [statement_entry(said.statement, "rule:bundled-sample") for said in group]
        count += len(ledger.append(new, recorded_at=recorded_at, known_at=known_at))
    return count


def open_drafts(entries: Iterable[Entry]) -> dict[str, Statement]:
    """Drafts that nobody has accepted, corrected or rejected yet, in the order they were read."""
    drafts: dict[str, Statement] = {}
    for entry in entries:
        match entry.kind:
            case EntryKind.DRAFT:
                drafts[entry.id] = statement_of(entry.payload)
            case EntryKind.STATEMENT:
                drafts.pop(entry.id, None)
            case EntryKind.REJECTION:
                drafts.pop(entry.payload["draft"], None)
            case EntryKind.SUPERSESSION:
                drafts.pop(entry.payload["supersedes"], None)
    return drafts
