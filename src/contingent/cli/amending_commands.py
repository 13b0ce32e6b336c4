"""`retract` and `correct`: what was accepted is taken back or put right, and stays on record."""

from __future__ import annotations

from datetime import date
from typing import Annotated

import typer

from contingent.cli.desk import open_desk
from contingent.cli.options import AsJson, By, MissionFolder, day_of, now, rung_of, verdict_of
from contingent.cli.printing import say, write_json
from contingent.ledger.roles import Act

__all__ = ["commands"]

commands = typer.Typer()


@commands.command("retract")
def retract(
    id_: Annotated[
        str, typer.Argument(metavar="ID", help="A statement, a correction or a retraction.")
    ],
    why: Annotated[str, typer.Option("--why", help="The reason, kept with it.")],
    by: By = None,
    mission: MissionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Take back an accepted statement. What was known before stays answerable.

    Retracting a correction brings back what it corrected; retracting a retraction undoes it.
    """
    from contingent.situation import must_be_another, retraction

    desk = open_desk(mission, act=Act.DECIDE, write=True)
    known, who = tuple(desk.ledger.entries()), desk.person(by)
    try:
        entry = retraction(known, id_, by=who, why=why)
        must_be_another(known, id_, by=who, review=desk.mission.review)
    except LookupError:
        raise typer.BadParameter(f"nothing that stands is called {id_!r}") from None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    added = desk.ledger.append([entry], recorded_at=now())
    if as_json:
        write_json({"schema": "contingent.retracted/1", "retracts": id_, "retraction": entry.id})
    say(f"{id_}: {'retracted' if added else 'was retracted already'} ({entry.id})")
    desk.leave()


@commands.command("correct")
def correct(
    id_: Annotated[str, typer.Argument(metavar="ID", help="An accepted statement.")],
    rung: Annotated[
        str | None, typer.Option("--rung", help="The rung that it should have.")
    ] = None,
    verdict: Annotated[
        str | None, typer.Option("--verdict", help="The verdict that it should have: declined ...")
    ] = None,
    said_on: Annotated[
        date | None,
        typer.Option("--said-on", metavar="DATE", parser=day_of, help="When it was said."),
    ] = None,
    by: By = None,
    mission: MissionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Put an accepted statement right. The one on record is kept, and stands no more."""
    from contingent.situation import amendment, must_be_another, standing_by_id
    from contingent.vocabulary.plain import plain_statement, statement_of

    if rung is None and verdict is None and said_on is None:
        raise typer.BadParameter("give --rung, --verdict or --said-on: what should be different")
    desk = open_desk(mission, act=Act.DECIDE, write=True)
    known, who = tuple(desk.ledger.entries()), desk.person(by)
    statement = standing_by_id(known).get(id_)
    if statement is None:
        raise typer.BadParameter(f"no statement that stands is called {id_!r}")
    try:
        must_be_another(known, id_, by=who, review=desk.mission.review)
        level = rung_of(rung) if rung else None
        said = verdict_of(verdict) if verdict else None
        entry = amendment(statement, rung=level, verdict=said, said_on=said_on, by=who)
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    desk.ledger.append([entry], recorded_at=now())
    right = statement_of(entry.payload["statement"])
    if as_json:
        write_json({"schema": "contingent.corrected/1", "statement": plain_statement(right)})
    say(f"{id_}: {right.id} stands in its place")
    desk.leave()
