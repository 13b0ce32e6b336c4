"""`review`: drafts become statements or are rejected, by a person with a name."""

from __future__ import annotations

import sys
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.cli.desk import Desk, LabelAsked, open_desk
from contingent.cli.options import (
    AsJson,
    By,
    LabelWord,
    MissionFolder,
    ReleasableTo,
    now,
    rung_of,
    verdict_of,
)
from contingent.cli.printing import console, say, write_json
from contingent.ledger.roles import Act

if TYPE_CHECKING:
    from contingent.situation import Judgement, Proposal
    from contingent.vocabulary.claim import Rung, VerdictType
    from contingent.vocabulary.statement import Statement

__all__ = ["commands"]

Drafts = dict[str, "Statement"]

commands = typer.Typer()


@commands.command("review")
def review(
    accept: Annotated[
        list[str] | None, typer.Option("--accept", metavar="ID", help="Accept a draft as read.")
    ] = None,
    reject: Annotated[
        list[str] | None, typer.Option("--reject", metavar="ID", help="Reject a draft; give --why.")
    ] = None,
    correct: Annotated[
        str | None,
        typer.Option("--correct", metavar="ID", help="Accept it as another --rung or --verdict."),
    ] = None,
    rung: Annotated[
        str | None, typer.Option("--rung", help="The rung that it should have.")
    ] = None,
    verdict: Annotated[
        str | None, typer.Option("--verdict", help="Or its verdict: declined, undecided ...")
    ] = None,
    why: Annotated[
        list[str] | None,
        typer.Option("--why", help="The reason of all rejections, or one for each in order."),
    ] = None,
    by: By = None,
    label: LabelWord = None,
    releasable_to: ReleasableTo = None,
    mission: MissionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Show the drafts that wait, and decide on them.

    Without a decision named, a terminal asks for each draft in turn.
    """
    wanted = _Decisions(
        accept=tuple(accept or ()),
        reject=tuple(reject or ()),
        correct=correct,
        rung=rung_of(rung) if rung else None,
        verdict=verdict_of(verdict) if verdict else None,
        why=tuple(why or ()),
    )
    decides = bool(wanted.ids)
    asks = not decides and not as_json and sys.stdin.isatty() and sys.stdout.isatty()
    desk = open_desk(
        mission,
        write=decides or asks,
        act=Act.DECIDE if decides or asks else Act.SEE,
        label=LabelAsked.of(label, releasable_to),
    )
    if decides:
        _decide(desk, wanted, desk.person(by))
    waiting = _waiting(desk)
    drafts = waiting.drafts
    if as_json:
        from contingent.exports.readings import drafts_document

        write_json(drafts_document(drafts.values(), waiting.proposals, waiting.doubts))
    elif decides:
        pass  # the decisions were asked for, not the list
    elif asks and drafts:
        _ask(desk, drafts, desk.person(by))
    else:
        _show(desk, waiting)
    desk.leave()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waiting:
    """The drafts that wait, what was proposed for them, and how a model grades them otherwise."""

    drafts: Drafts
    proposals: tuple[Proposal, ...]
    doubts: dict[str, tuple[str, ...]]


def _waiting(desk: Desk) -> _Waiting:
    from contingent.situation import doubts_of, open_drafts, open_proposals

    entries = tuple(desk.ledger.entries())
    return _Waiting(
        drafts=open_drafts(entries),
        proposals=open_proposals(entries),
        doubts=doubts_of(entries),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decisions:
    """What the options asked for, by draft id."""

    accept: tuple[str, ...]
    reject: tuple[str, ...]
    correct: str | None
    rung: Rung | None
    verdict: VerdictType | None
    why: tuple[str, ...]  # one for all rejections, or one for each

    @property
    def ids(self) -> tuple[str, ...]:
        """Every draft that is decided."""
        return (*self.accept, *self.reject, *((self.correct,) if self.correct else ()))


def _decide(desk: Desk, wanted: _Decisions, who: str) -> None:
    """All decisions in one append, or none: a usage error where one of them cannot be made."""
    from contingent.situation import decide

    try:
        outcome = decide(
            desk.ledger, _judgements(wanted), by=who, review=desk.mission.review, clock=now()
        )
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    name, waiting = who.partition(":")[2], len(_waiting(desk).drafts)
    if outcome.proposed:
        say(f"{len(outcome.proposed)} proposed by {name}; a second person has to agree.")
    if outcome.decided:
        say(f"{len(outcome.decided)} decided by {name}; {waiting} wait.")


def _judgements(wanted: _Decisions) -> list[Judgement]:
    from contingent.read.review import RulingType
    from contingent.situation import Judgement

    named = sum(each is not None for each in (wanted.rung, wanted.verdict))
    if named != bool(wanted.correct):
        told = "a correction needs --correct ID and either --rung RUNG or --verdict VERDICT"
        raise typer.BadParameter(told)
    found = [Judgement(draft=id, type=RulingType.ACCEPTED) for id in wanted.accept]
    found += [
        Judgement(draft=id, type=RulingType.REJECTED, why=why)
        for id, why in zip(wanted.reject, _reasons(wanted), strict=True)
    ]
    if wanted.correct:
        found.append(
            Judgement(
                draft=wanted.correct,
                type=RulingType.CORRECTED,
                rung=wanted.rung,
                verdict=wanted.verdict,
            )
        )
    return found


def _reasons(wanted: _Decisions) -> tuple[str, ...]:
    """The reason of each rejection: its own, or the one that was given for all of them."""
    reasons, rejected = wanted.why, len(wanted.reject)
    if rejected and not (reasons and all(why.strip() for why in reasons)):
        raise typer.BadParameter("a rejection needs --why")
    if len(reasons) == 1:
        return reasons * rejected
    if len(reasons) != rejected:
        told = f"give one --why for all, or one for each --reject: {len(reasons)} for {rejected}"
        raise typer.BadParameter(told)
    return reasons


def _show(desk: Desk, waiting: _Waiting) -> None:
    from contingent.exports.readings import drafts_section
    from contingent.exports.terminal import print_section

    drafts = waiting.drafts.values()
    section = drafts_section(drafts, desk.names, waiting.proposals, waiting.doubts)
    print_section(section, console())


def _ask(desk: Desk, drafts: Drafts, who: str) -> None:
    """One draft after the other: a accepts, c corrects, r rejects, s leaves it, q ends."""
    for id, draft in drafts.items():
        _show(desk, replace(_waiting(desk), drafts={id: draft}))
        while True:
            answer = _answer("[a]ccept, [c]orrect, [r]eject, [s]kip, [q]uit", default="s")
            if answer.lower().startswith("q"):
                return
            try:
                wanted = _asked(id, answer.lower())
                if wanted is not None:
                    _decide(desk, wanted, who)
                break
            except typer.BadParameter as error:
                say(error.message)


def _asked(id: str, answer: str) -> _Decisions | None:
    """What the person wants done with a draft; None: nothing."""
    from contingent.vocabulary.claim import VerdictType

    nothing = _Decisions(accept=(), reject=(), correct=None, rung=None, verdict=None, why=())
    match answer[:1]:
        case "a":
            return replace(nothing, accept=(id,))
        case "r":
            return replace(nothing, reject=(id,), why=(_answer("Why"),))
        case "c":
            word = _answer("Rung or verdict")
            if word.strip().lower() in tuple(VerdictType):
                return replace(nothing, correct=id, verdict=verdict_of(word))
            return replace(nothing, correct=id, rung=rung_of(word))
        case "s":
            return None
    raise typer.BadParameter(f"{answer!r} is none of a, c, r, s, q")


def _answer(question: str, default: str | None = None) -> str:
    return str(typer.prompt(question, default=default, err=True))
