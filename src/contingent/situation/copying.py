"""The ledger and a window of readings become readings whose originals and copies are marked."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import islice
from typing import Any

from contingent.ledger.chain import Entry, EntryKind
from contingent.read.copies import ALTERATIONS, Copies, seniority
from contingent.read.gazetteer import Gazetteer
from contingent.read.imprints import imprints
from contingent.read.reader import Reading
from contingent.read.windows import Window
from contingent.vocabulary.plain import document_of, flag_of, statement_of
from contingent.vocabulary.statement import Document, Flag, FlagType, Statement

__all__ = ["Recollection", "recollected"]

_AT_ONCE = 500


@dataclass(slots=True, kw_only=True)
class Recollection:
    """What is on record of earlier documents, by which copies among new ones are known.

    A document on record keeps the place that it was given: only the last one, whose recording may
    have been interrupted, is placed anew.
    """

    copies: Copies
    origins: dict[str, str] = field(default_factory=dict)
    last: str = ""
    copied: dict[str, tuple[str, tuple[FlagType, ...]]] = field(default_factory=dict)
    flags: dict[str, tuple[Flag, ...]] = field(default_factory=dict)

    def placed(self, window: Window) -> Window:
        """The window with origins, copies and altered quotations; the senior are placed first."""
        order = sorted(
            range(len(window.readings)), key=lambda at: seniority(window.readings[at].document)
        )
        placed: dict[int, Reading] = {}
        repeats: dict[str, tuple[str, ...]] = {}
        juniors = {reading.document.id for reading in window.readings}
        for at in order:
            id = window.readings[at].document.id
            juniors.discard(id)
            if id not in repeats and (id not in self.origins or id == self.last):
                placed[at], repeats[id] = self.copies.placed(
                    window.readings[at], window.imprints[at], juniors=juniors
                )
                self._learn(placed[at])
        return replace(
            window,
            repeats=repeats,
            readings=tuple(
                placed.get(at) or self._as_recorded(reading)
                for at, reading in enumerate(window.readings)
            ),
        )

    def _learn(self, reading: Reading) -> None:
        """Take over how a new reading was placed."""
        self.origins[reading.document.id] = reading.document.origin
        for statement in reading.statements:
            self.hear(statement)
        self.flags[reading.document.id] = tuple(
            flag for flag in reading.flags if flag.type in ALTERATIONS
        )

    def hear(self, statement: Statement) -> None:
        """Take over what is on record of a statement's copies."""
        altered = tuple(flag for flag in statement.flags if flag in ALTERATIONS)
        if statement.copy_of or altered:
            self.copied[statement.id] = (statement.copy_of, altered)

    def _as_recorded(self, reading: Reading) -> Reading:
        document = replace(reading.document, origin=self.origins[reading.document.id])
        flags = (*reading.flags, *self.flags.get(document.id, ()))
        statements = []
        for item in reading.statements:
            copy_of, altered = self.copied.get(item.id, ("", ()))
            marks = tuple(dict.fromkeys((*item.flags, *altered)))
            statements.append(replace(item, copy_of=copy_of, flags=marks))
        return replace(
            reading,
            document=document,
            statements=tuple(statements),
            flags=tuple(dict.fromkeys(flags)),
        )


def recollected(
    entries: Iterable[Entry], text_of: Callable[[str], str | None], gazetteer: Gazetteer
) -> Recollection:
    """What the entries of a ledger tell of the documents on record.

    `text_of` gives the kept text of a document, None where it is gone; such a document is known by
    its origin alone.
    """
    found = Recollection(copies=Copies(gazetteer))
    recorded = _recorded(entries, found)
    while some := list(islice(recorded, _AT_ONCE)):
        whole = [
            (replace(document, text=text), statements)
            for document, statements in some
            if (text := text_of(document.id)) is not None
        ]
        for mark in imprints(whole):
            found.copies.remember(replace(mark, words=""))
    return found


def _recorded(
    entries: Iterable[Entry], found: Recollection
) -> Iterator[tuple[Document, list[Statement]]]:
    """Each document on record, without its text, with the statements recorded behind it."""
    current: Document | None = None
    statements: list[Statement] = []
    for entry in entries:
        match entry.kind:
            case EntryKind.DOCUMENT:
                if current is not None:
                    yield current, statements
                current, statements = _document(entry.payload), []
                found.origins[current.id] = current.origin
                found.last = current.id
            case EntryKind.DRAFT | EntryKind.STATEMENT if "document" in entry.payload:
                statement = statement_of(entry.payload)
                found.hear(statement)
                if current is not None and entry.payload["document"] == current.id:
                    statements.append(statement)
            case EntryKind.FLAG:
                flag = flag_of(entry.payload)
                if flag.type in ALTERATIONS:
                    found.flags[flag.document] = (*found.flags.get(flag.document, ()), flag)
    if current is not None:
        yield current, statements


def _document(payload: Any) -> Document:
    kept = {key: value for key, value in payload.items() if key in Document.__slots__}
    return document_of({**kept, "text": ""})
