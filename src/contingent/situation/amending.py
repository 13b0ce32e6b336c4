"""What is on record is taken back or put right by new entries; nothing is changed in place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from contingent.ledger.book import NewEntry, retraction_entry, supersession_entry
from contingent.ledger.chain import Entry, EntryKind
from contingent.ledger.standing import standing_statements
from contingent.mission import ReviewRule
from contingent.vocabulary.claim import Count, Pledge, Rung, Verdict, VerdictType
from contingent.vocabulary.moment import ImpreciseDate
from contingent.vocabulary.plain import identified
from contingent.vocabulary.statement import Statement

__all__ = ["amendment", "must_be_another", "recast", "retraction", "standing_by_id"]

_RETRACTABLE = (EntryKind.SUPERSESSION, EntryKind.RETRACTION)


def standing_by_id(entries: Iterable[Entry]) -> dict[str, Statement]:
    """The accepted statements that stand now, by id."""
    return {statement.id: statement for statement in standing_statements(entries)}


def must_be_another(entries: Iterable[Entry], id_: str, *, by: str, review: ReviewRule) -> None:
    """Where review takes two persons, whoever takes back or corrects is not who accepted.

    Raises ValueError if it is the same person.
    """
    if review is ReviewRule.ONE_PERSON:
        return
    if any(entry.id == id_ and entry.accepted_by == by for entry in entries):
        who = by.partition(":")[2]
        raise ValueError(f"{who} accepted it; this mission's review takes a second person")


def retraction(entries: Iterable[Entry], id_: str, *, by: str, why: str) -> NewEntry:
    """That a statement, a correction or another retraction no longer stands.

    Raises LookupError if nothing under this id stands or could be taken back, ValueError without
    a reason.
    """
    if not why.strip():
        raise ValueError("a retraction needs its reason")
    known = tuple(entries)
    others = {entry.id for entry in known if entry.kind in _RETRACTABLE}
    if id_ not in others and id_ not in standing_by_id(known):
        raise LookupError(id_)
    return retraction_entry(id_, by, why.strip())


def recast(
    statement: Statement, *, rung: Rung | None = None, verdict: VerdictType | None = None
) -> Statement:
    """The statement at another rung, or as a verdict on the same kinds, and no more ambiguous.

    Its id is still that of the old one. Raises ValueError for a rung where the claim has none, a
    verdict where it is about no contribution, and for both together.
    """
    claim = statement.claim
    if rung is not None and verdict is not None:
        raise ValueError("a rung or a verdict, not both")
    if rung is not None:
        if not isinstance(claim, Pledge | Count):
            raise ValueError(f"{statement.id} has no rung to correct")
        return replace(statement, claim=replace(claim, rung=rung), ambiguous=())
    if verdict is not None:
        if not isinstance(claim, Pledge | Verdict):
            raise ValueError(f"{statement.id} has no verdict to correct")
        said = claim if isinstance(claim, Verdict) else Verdict(verdict=verdict, kinds=claim.kinds)
        return replace(statement, claim=replace(said, verdict=verdict), ambiguous=())
    return statement


def amendment(
    statement: Statement,
    *,
    rung: Rung | None = None,
    verdict: VerdictType | None = None,
    said_on: date | None = None,
    by: str,
) -> NewEntry:
    """A statement put right, to stand in the place of the one on record.

    Raises ValueError if nothing would be different, or for what the claim cannot become.
    """
    right = recast(statement, rung=rung, verdict=verdict)
    if said_on is not None:
        right = replace(right, said_on=ImpreciseDate.day(said_on))
    if right == statement:
        raise ValueError(f"{statement.id} says that already; nothing would be different")
    return supersession_entry(statement.id, identified(right), by)
