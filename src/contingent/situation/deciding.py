"""Judgements of persons on drafts become decisions on record, by one person or by two."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from contingent.ledger.book import (
    NewEntry,
    draft_entry,
    proposal_entry,
    rejection_entry,
    statement_entry,
    supersession_entry,
)
from contingent.ledger.chain import Entry, EntryKind
from contingent.ledger.viewing import View
from contingent.mission import ReviewRule
from contingent.read.review import RulingType
from contingent.situation.amending import recast
from contingent.situation.recording import open_drafts, settled_in
from contingent.vocabulary.claim import Rung, VerdictType
from contingent.vocabulary.plain import identified
from contingent.vocabulary.statement import Statement

__all__ = ["Judgement", "Outcome", "Proposal", "decide", "enter", "open_proposals"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person wants of a draft: to which `rung` or `verdict` it is corrected, `why` rejected.

    Raises ValueError for a rejection without a reason, a correction to neither or both of rung and
    verdict, and for either where nothing is corrected.
    """

    draft: str
    type: RulingType
    rung: Rung | None = None
    verdict: VerdictType | None = None
    why: str = ""

    def __post_init__(self) -> None:
        if self.type is RulingType.REJECTED and not self.why.strip():
            raise ValueError("a rejection says why")
        named = sum(each is not None for each in (self.rung, self.verdict))
        if named != (self.type is RulingType.CORRECTED):
            raise ValueError("a correction names a rung or a verdict, and nothing else does")

    @property
    def gist(self) -> dict[str, str]:
        """What two persons must agree on; they need not give the same reason."""
        rung = {"rung": self.rung.word} if self.rung is not None else {}
        verdict = {"verdict": self.verdict.value} if self.verdict is not None else {}
        return {"type": self.type.value, **rung, **verdict}


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """What one person wants to become of a draft, while a second has yet to agree."""

    draft: str
    by: str
    gist: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """The drafts that are decided now, and those that wait for a second person."""

    decided: tuple[str, ...] = ()
    proposed: tuple[str, ...] = ()


def decide(
    view: View, judgements: Iterable[Judgement], *, by: str, review: ReviewRule, clock: datetime
) -> Outcome:
    """Put a person's judgements on record, all of them or none; `by` is `person:NAME`.

    Where review takes two persons, what nobody else has proposed alike becomes a proposal. Raises
    ValueError for a draft that does not wait or is named twice, for a correction that changes
    nothing, and for somebody who would agree with themselves.
    """
    wanted = tuple(judgements)
    entries = tuple(view.entries())
    drafts = open_drafts(entries)
    ids = [judgement.draft for judgement in wanted]
    missing = [id for id in ids if id not in drafts]
    if missing:
        raise ValueError(f"no draft waits under {', '.join(missing)}")
    if len(set(ids)) < len(ids):
        raise ValueError("a draft is named twice; decide it once")
    proposals = open_proposals(entries)
    final, new = [], []
    for judgement in wanted:
        entry = _decision(drafts[judgement.draft], judgement, by)
        if review is ReviewRule.ONE_PERSON or _is_second(judgement, proposals, by):
            final.append(judgement.draft)
            new.append(entry)
        else:
            turn = _turns(entries, judgement.draft) + 1
            new.append(proposal_entry(judgement.draft, judgement.gist, by, turn=turn))
    view.append(new, recorded_at=clock)
    waiting = tuple(id for id in ids if id not in final)
    return Outcome(decided=tuple(final), proposed=waiting)


def _is_second(judgement: Judgement, proposals: Sequence[Proposal], by: str) -> bool:
    """True if somebody else proposed the same; ValueError if only the same person did."""
    alike = [
        each for each in proposals if each.draft == judgement.draft and each.gist == judgement.gist
    ]
    if any(each.by != by for each in alike):
        return True
    if alike:
        raise ValueError(f"{judgement.draft} needs a second person; you have proposed this already")
    return False


def _turns(entries: Iterable[Entry], draft: str) -> int:
    """How often something was proposed for a draft."""
    proposals = (entry.payload for entry in entries if entry.kind is EntryKind.PROPOSAL)
    return sum(payload["draft"] == draft for payload in proposals)


def _decision(draft: Statement, judgement: Judgement, by: str) -> NewEntry:
    """The entry that settles a draft."""
    match judgement.type:
        case RulingType.ACCEPTED:
            return replace(statement_entry(draft, by), made_from=draft.id)
        case RulingType.REJECTED:
            return rejection_entry(draft.id, by, judgement.why)
        case RulingType.CORRECTED:
            return supersession_entry(draft.id, _corrected(draft, judgement), by)


def _corrected(draft: Statement, judgement: Judgement) -> Statement:
    """The draft at another rung or with another verdict, under an id of its own."""
    right = recast(draft, rung=judgement.rung, verdict=judgement.verdict)
    if right.claim == draft.claim:
        named = judgement.rung.word if judgement.rung is not None else judgement.verdict
        raise ValueError(f"{draft.id} is read as {named} already; accept it instead")
    return identified(right)


def open_proposals(entries: Iterable[Entry]) -> tuple[Proposal, ...]:
    """What was proposed for drafts that still wait, in the order of the proposals.

    Of one person the latest counts.
    """
    known = tuple(entries)
    waiting = open_drafts(known)
    latest: dict[tuple[str, str], Proposal] = {}
    for entry in known:
        if entry.kind is EntryKind.PROPOSAL and entry.payload["draft"] in waiting:
            draft, gist = entry.payload["draft"], entry.payload["decision"]
            latest.pop((draft, entry.accepted_by), None)
            latest[draft, entry.accepted_by] = Proposal(
                draft=draft, by=entry.accepted_by, gist=gist
            )
    return tuple(latest.values())


def enter(
    view: View, statement: Statement, *, by: str, review: ReviewRule, clock: datetime
) -> bool:
    """Put a statement told to a person on record; False if it is there already.

    It is accepted by the person who enters it; where review takes two persons, a second has to.
    """
    if review is ReviewRule.ONE_PERSON:
        return bool(view.append([statement_entry(statement, by)], recorded_at=clock))
    if statement.id in settled_in(view.entries()).decided:
        return False
    gist = Judgement(draft=statement.id, type=RulingType.ACCEPTED).gist
    new = [draft_entry(statement), proposal_entry(statement.id, gist, by, turn=1)]
    return bool(view.append(new, recorded_at=clock))
