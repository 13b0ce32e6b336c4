"""`review`: drafts become statements or are rejected, by a person with a name."""

from __future__ import annotations

import getpass
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.cli.desk import Desk, open_desk
from contingent.cli.options import AsJson, MissionFolder, now
from contingent.cli.printing import console, say, write_json

if TYPE_CHECKING:
    from contingent.vocabulary.statement import Statement

__all__ = ["By", "review"]

By = Annotated[
    str,
    typer.Option("--by", help="Who decides; else your user name.", default_factory=getpass.getuser),
]


def review(
    by: By,
    accept: Annotated[
        list[str] | None, typer.Option("--accept", metavar="ID", help="Accept a draft as read.")
    ] = None,
    reject: Annotated[
        list[str] | None, typer.Option("--reject", metavar="ID", help="Reject a draft; give --why.")
    ] = None,
    correct: Annotated[
        str | None, typer.Option("--correct", metavar="ID", help="Accept with another --rung.")
    ] = None,
    rung: Annotated[str | None, typer.Option("--rung", help="The rung it should have.")] = None,
    why: Annotated[str, typer.Option("--why", help="The reason, kept with the decision.")] = "",
    mission: MissionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Show the drafts that wait; accept, correct or reject them, on a terminal one by one."""
    from contingent.situation import open_drafts

    desk = open_desk(mission, write=bool(accept or reject or correct))
    drafts = open_drafts(desk.ledger.entries())
    wanted = _Decisions(
        accept=accept or [], reject=reject or [], correct=correct, rung=rung, why=why
    )
    if accept or reject or correct:
        _decide(desk, drafts, wanted, by)
    elif as_json:
        from contingent.exports.readings import drafts_document

        write_json(drafts_document(drafts.values()))
    elif console().is_terminal and drafts:
        _ask(desk, drafts, by)
    else:
        _show(drafts)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Decisions:
    """What the options asked for, by draft id."""

    accept: list[str]
    reject: list[str]
    correct: str | None
    rung: str | None
    why: str


def _decide(desk: Desk, drafts: dict[str, Statement], wanted: _Decisions, by: str) -> None:
    """Append every decision at once; a usage error for an id that does not wait."""
    from contingent.situation import accept_draft, correct_draft, reject_draft
    from contingent.vocabulary.claim import Rung

    chosen = [*wanted.accept, *wanted.reject, *filter(None, [wanted.correct])]
    missing = [id for id in chosen if id not in drafts]
    if missing:
        raise typer.BadParameter(f"no draft waits under {', '.join(missing)}")
    if wanted.reject and not wanted.why:
        raise typer.BadParameter("a rejection needs --why")
    person = f"person:{by}"
    for id in wanted.accept:
        accept_draft(desk.ledger, drafts[id], by=person, clock=now())
    for id in wanted.reject:
        reject_draft(desk.ledger, drafts[id], by=person, why=wanted.why, clock=now())
    if wanted.correct:
        try:
            corrected = Rung.of_word(wanted.rung or "")
        except ValueError as error:
            raise typer.BadParameter(f"--rung: {error}") from None
        correct_draft(desk.ledger, drafts[wanted.correct], rung=corrected, by=person, clock=now())
    say(f"{len(chosen)} decided by {by}; {len(drafts) - len(chosen)} wait.")


def _show(drafts: dict[str, Statement]) -> None:
    from contingent.exports.readings import drafts_section
    from contingent.exports.terminal import print_section

    print_section(drafts_section(drafts.values()), console())


def _ask(desk: Desk, drafts: dict[str, Statement], by: str) -> None:
    """One draft after the other: a accepts, r rejects, s leaves it, q ends."""
    from contingent.situation import accept_draft, reject_draft

    person = f"person:{by}"
    for id, draft in drafts.items():
        _show({id: draft})
        answer = typer.prompt("[a]ccept, [r]eject, [s]kip, [q]uit", default="s")[:1].lower()
        if answer == "q":
            return
        if answer == "a":
            accept_draft(desk.ledger, draft, by=person, clock=now())
        elif answer == "r":
            reject_draft(desk.ledger, draft, by=person, why=typer.prompt("Why"), clock=now())
