"""Ledger, mission and a moment become the whole picture."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from contingent.ledger.board import Change, Positions
from contingent.ledger.chain import Entry, EntryKind
from contingent.ledger.changes import changes_between
from contingent.ledger.positions import positions
from contingent.mission import Mission, as_known, mission_parties
from contingent.vocabulary.moment import AsOf
from contingent.vocabulary.plain import statement_of
from contingent.vocabulary.statement import Statement

__all__ = ["Situation", "assess"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Situation:
    """Everything that can be said of a mission as of one moment, with what it rests on.

    `learned_on` gives the day on which each statement became known; `changes` are those since
    `since`; `titles` gives each known document's title by its id, `names` each party's name by
    its code, the mission's own bodies included.
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


def assess(
    entries: Iterable[Entry], mission: Mission, *, as_of: AsOf, since: date | None = None
) -> Situation:
    """The situation as of a moment; what changed since a day (None: a week before).

    Raises nothing for an empty ledger: then every part is empty, and says so.
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
    )


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
