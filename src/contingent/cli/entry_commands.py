"""`add`: what came by telephone or letter becomes a statement, with its source and no quotation."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.cli.desk import LabelAsked, open_desk
from contingent.cli.options import (
    AsJson,
    By,
    LabelWord,
    MissionFolder,
    ReleasableTo,
    day_of,
    now,
)
from contingent.cli.printing import say, write_json
from contingent.ledger.roles import Act

if TYPE_CHECKING:
    from contingent.mission import ReviewRule

__all__ = ["commands"]

commands = typer.Typer()


@commands.command("add")
def add(
    about: Annotated[
        str, typer.Option("--about", metavar="PARTY", help="The party it is about: code or name.")
    ],
    source: Annotated[str, typer.Option("--source", help="Which call, letter or page.")],
    gist: Annotated[str, typer.Option("--gist", help="What was said, in your own words.")],
    speaker: Annotated[str, typer.Option("--speaker", metavar="NAME", help="Who said it.")],
    speaks_for: Annotated[
        str, typer.Option("--speaks-for", metavar="PARTY", help="The speaker's party.")
    ],
    rung: Annotated[
        str | None, typer.Option("--rung", help="How firmly: considering, willing, pledged ...")
    ] = None,
    verdict: Annotated[
        str | None, typer.Option("--verdict", help="undecided, declined, suspended ...")
    ] = None,
    question: Annotated[
        list[str] | None,
        typer.Option("--question", metavar="TOPIC", help="A topic the party wants answered."),
    ] = None,
    kind: Annotated[list[str] | None, typer.Option("--kind", help="troops, medical ...")] = None,
    amount: Annotated[
        str | None,
        typer.Option("--amount", help="`800`, `up to 800`, `500 to 800`, `800 or more`."),
    ] = None,
    condition: Annotated[
        list[str] | None, typer.Option("--condition", help="What must come true first.")
    ] = None,
    medium: Annotated[
        str, typer.Option("--medium", help="call, letter, meeting, document or page.")
    ] = "call",
    role: Annotated[str, typer.Option("--role", help="The speaker's office.")] = "",
    said_on: Annotated[
        date | None,
        typer.Option("--said-on", metavar="DATE", parser=day_of, help="When; else today."),
    ] = None,
    by: By = None,
    label: LabelWord = None,
    releasable_to: ReleasableTo = None,
    mission: MissionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Enter a statement by hand: a call, a letter.

    It is accepted by who enters it (and a second person, if the mission says so); no quotation.
    """
    from contingent.situation import Telling, enter, entered_statement
    from contingent.vocabulary.plain import plain_statement

    telling = Telling(
        about=about,
        source=source,
        gist=gist,
        speaker=speaker,
        speaks_for=speaks_for,
        rung=rung or "",
        verdict=verdict or "",
        questions=tuple(question or ()),
        kinds=tuple(kind or ()),
        amount=amount or "",
        conditions=tuple(condition or ()),
        medium=medium,
        role=role,
    )
    desk = open_desk(mission, act=Act.ENTER, label=LabelAsked.of(label, releasable_to), write=True)
    try:
        statement = entered_statement(telling, desk.mission, said_on=said_on or now().date())
    except ValueError as error:
        raise typer.BadParameter(f"--{error}") from None
    rule = desk.mission.review
    added = enter(desk.ledger, statement, by=desk.person(by), review=rule, clock=now())
    if as_json:
        write_json({"schema": "contingent.added/1", "statement": plain_statement(statement)})
    say(f"{statement.id}: {_became(rule) if added else 'already on record'}")
    desk.leave()


def _became(review: ReviewRule) -> str:
    """What is said of a statement that is new here."""
    from contingent.mission import ReviewRule

    return "waits for a second person" if review is ReviewRule.TWO_PERSON else "added"
