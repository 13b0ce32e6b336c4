"""`review`: drafts become statements or are rejected, by a person with a name."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.cli.desk import Desk, open_desk
from contingent.cli.options import AsJson, By, MissionFolder, now, person, rung_of
from contingent.cli.printing import console, say, write_json

if TYPE_CHECKING:
    from contingent.ledger.book import NewEntry
    from contingent.vocabulary.claim import Rung
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
        str | None, typer.Option("--correct", metavar="ID", help="Accept it at another --rung.")
    ] = None,
    rung: Annotated[
        str | None, typer.Option("--rung", help="The rung that it should have.")
    ] = None,
    why: Annotated[str, typer.Option("--why", help="The reason, kept with a rejection.")] = "",
    by: By = None,
    mission: MissionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Show the drafts that wait, and decide on them.

    Without a decision named, a terminal asks for each draft in turn.
    """
    from contingent.situation import open_drafts

    wanted = _Decisions(
        accept=tuple(accept or ()),
        reject=tuple(reject or ()),
        correct=correct,
        rung=rung_of(rung) if rung else None,
        why=why,
    )
    desk = open_desk(mission, write=bool(wanted.ids))
    drafts = open_drafts(desk.ledger.entries())
    if wanted.ids:
        _decide(desk, drafts, wanted, person(by))
        drafts = {id: draft for id, draft in drafts.items() if id not in wanted.ids}
    if as_json:
        from contingent.exports.readings import drafts_document

        write_json(drafts_document(drafts.values()))
    elif wanted.ids:
        pass  # the decisions were asked for, not the list
    elif console().is_terminal and drafts:
        _ask(desk, drafts, person(by))
    else:
        _show(drafts)
    desk.leave()


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decisions:
    """What the options asked for, by draft id."""

    accept: tuple[str, ...]
    reject: tuple[str, ...]
    correct: str | None
    rung: Rung | None
    why: str

    @property
    def ids(self) -> tuple[str, ...]:
        """Every draft that is decided."""
        return (*self.accept, *self.reject, *((self.correct,) if self.correct else ()))


def _decide(desk: Desk, drafts: Drafts, wanted: _Decisions, who: str) -> None:
    """All decisions in one append, or none: a usage error where one of them cannot be made."""
    new = _entries(drafts, wanted, who)
    desk.ledger.append(new, recorded_at=now())
    say(f"{len(new)} decided by {who.partition(':')[2]}; {len(drafts) - len(new)} wait.")


def _entries(drafts: Drafts, wanted: _Decisions, who: str) -> list[NewEntry]:
    from contingent.situation import acceptance, correction, rejection

    missing = [id for id in wanted.ids if id not in drafts]
    if missing:
        raise typer.BadParameter(f"no draft waits under {', '.join(missing)}")
    if len(set(wanted.ids)) < len(wanted.ids):
        raise typer.BadParameter("a draft is named twice; decide it once")
    if wanted.reject and not wanted.why.strip():
        raise typer.BadParameter("a rejection needs --why")
    if bool(wanted.correct) is not (wanted.rung is not None):
        raise typer.BadParameter("a correction needs --correct ID and --rung RUNG")
    new = [acceptance(drafts[id], by=who) for id in wanted.accept]
    new += [rejection(drafts[id], by=who, why=wanted.why) for id in wanted.reject]
    if wanted.correct and wanted.rung is not None:
        try:
            new.append(correction(drafts[wanted.correct], rung=wanted.rung, by=who))
        except ValueError as error:
            raise typer.BadParameter(str(error)) from None
    return new


def _show(drafts: Drafts) -> None:
    from contingent.exports.readings import drafts_section
    from contingent.exports.terminal import print_section

    print_section(drafts_section(drafts.values()), console())


def _ask(desk: Desk, drafts: Drafts, who: str) -> None:
    """One draft after the other: a accepts, c corrects, r rejects, s leaves it, q ends."""
    for id, draft in drafts.items():
        _show({id: draft})
        while True:
            answer = _answer("[a]ccept, [c]orrect, [r]eject, [s]kip, [q]uit", default="s")
            if answer.lower().startswith("q"):
                return
            try:
                wanted = _asked(id, answer.lower())
                if wanted is not None:
                    _decide(desk, {id: draft}, wanted, who)
                break
            except typer.BadParameter as error:
                say(error.message)


def _asked(id: str, answer: str) -> _Decisions | None:
    """What the person wants done with a draft; None: nothing."""
    nothing = _Decisions(accept=(), reject=(), correct=None, rung=None, why="")
    match answer[:1]:
        case "a":
            return replace(nothing, accept=(id,))
        case "r":
            return replace(nothing, reject=(id,), why=_answer("Why"))
        case "c":
            return replace(nothing, correct=id, rung=rung_of(_answer("Rung")))
        case "s":
            return None
    raise typer.BadParameter(f"{answer!r} is none of a, c, r, s, q")


def _answer(question: str, default: str | None = None) -> str:
    return str(typer.prompt(question, default=default, err=True))
