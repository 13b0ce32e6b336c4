"""Ledger, mission and a moment become the whole picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from contingent.ledger.board import Change, Positions
from contingent.ledger.book import Key
from contingent.ledger.chain import Entry, EntryKind
from contingent.ledger.changes import changes_between
from contingent.ledger.labels import Marking, join
from contingent.ledger.positions import positions
from contingent.ledger.visibility import label_in_force, names_given
from contingent.mission import Mission, as_known, mission_parties
from contingent.vocabulary.label import Label
from contingent.vocabulary.moment import AsOf
from contingent.vocabulary.plain import statement_of
from contingent.vocabulary.statement import Statement

__all__ = ["Origin", "Situation", "assess", "labels_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """Where a document was found: who published it and when, and the file or address it came in."""

    outlet: str  # empty: it names none
    published_on: date | None  # None: no day could be found
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Everything that can be said of a mission as of one moment, with what it rests on.

    `learned_on` gives the day on which each statement became known; `changes` are those since
    `since`; `titles` gives each known document's title by its id, `origins` where it was found,
    `names` each party's name by its code, the mission's own bodies included; `labels` the label of
    each statement, and each report from theatre, that bears one.
    """

    mission: Mission
    as_of: AsOf
    positions: Positions
    statements: Mapping[str, Statement]
    learned_on: Mapping[str, date]
    titles: Mapping[str, str]
    names: Mapping[str, str]
    since: date
    changes: tuple[Change, ...]
    labels: Mapping[str, Label] = field(default_factory=dict)
    origins: Mapping[str, Origin] = field(default_factory=dict)

    def marking(self, because: Iterable[str]) -> Marking:
        """The label of what rests on these statements: that of all of them together."""
        return join(self.labels[id] for id in because if id in self.labels)


def assess(
    entries: Iterable[Entry], mission: Mission, *, as_of: AsOf, since: date | None = None
) -> Situation:
    """The situation as of a moment; what changed since a day (None: a week before).

    `entries` are those that one viewer may see, each under the label in force, as `View.entries`
    gives them. An empty ledger is a situation of which every part is empty, and says so.
    """
    known = [entry for entry in entries if entry.known_at <= as_of.known_at]
    before = since or as_of.held_on - timedelta(days=7)
    earlier = positions(known, as_of=AsOf(held_on=before, known_at=as_of.known_at))
    current = positions(known, as_of=as_of)
    documents = [entry.payload for entry in known if entry.kind is EntryKind.DOCUMENT]
    return Situation(
        mission=as_known(mission, min(as_of.held_on, as_of.known_at.date())),
        as_of=as_of,
        positions=current,
        statements=_statements(known),
        learned_on={entry.id: entry.known_at.date() for entry in known},
        titles={document["id"]: document["title"] for document in documents},
        names={party.code: party.name for party in mission_parties(mission)},
        since=before,
        changes=changes_between(earlier, current),
        labels=labels_of(known),
        origins={document["id"]: _origin(document) for document in documents},
    )


def _origin(document: Mapping[str, Any]) -> Origin:
    day = document["published_on"]
    return Origin(
        outlet=document["outlet"],
        published_on=date.fromisoformat(day) if day else None,
        source=document["source"],
    )


_ON_RECORD = frozenset({EntryKind.STATEMENT, EntryKind.SUPERSESSION, EntryKind.OBSERVATION})


def labels_of(known: Iterable[Entry]) -> dict[str, Label]:
    """The label of each accepted statement and each report; of two under one id, the wider."""
    found: dict[str, Label] = {}
    for entry in known:
        label = label_in_force(Key.of(entry), {}, founder="")
        if label is None or entry.kind not in _ON_RECORD:
            continue
        for id in names_given(entry):
            if id not in found or label.level < found[id].level:
                found[id] = label
    return found


def _statements(known: Iterable[Entry]) -> dict[str, Statement]:
    """Accepted statements by id, a correction in place of what it corrects."""
    found: dict[str, Statement] = {}
    for entry in known:
        if entry.kind is EntryKind.STATEMENT:
            found[entry.id] = statement_of(entry.payload)
        elif entry.kind is EntryKind.SUPERSESSION:
            statement = statement_of(entry.payload["statement"])
            found[statement.id] = statement
    return found
