"""`score`: what was said beforehand against what came."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contingent.cli.desk import open_desk
from contingent.cli.options import AsJson, AsKnown, AsOfDay, MissionFolder, moment
from contingent.cli.printing import console, say_problems, write_json

__all__ = ["commands"]

commands = typer.Typer()


@commands.command("score")
def show_score(
    mission: MissionFolder = None,
    as_of: AsOfDay = None,
    as_known: AsKnown = None,
    strengths: Annotated[
        Path | None,
        typer.Option(
            "--strengths", metavar="FILE", help="The UN's series of contributions, as CSV."
        ),
    ] = None,
    acronym: Annotated[
        str, typer.Option("--acronym", metavar="NAME", help="This mission's name in that series.")
    ] = "",
    as_json: AsJson = False,
) -> None:
    """Dates stated and people promised, against what came."""
    from contingent.exports.scores import score_document, score_sections
    from contingent.exports.terminal import print_section
    from contingent.situation.scores import score_ledger
    from contingent.situation.series import read_series

    if acronym and strengths is None:
        raise typer.BadParameter("--acronym names a mission of the series in --strengths FILE")
    desk = open_desk(mission)
    asked = moment(as_of, as_known)
    series, problems = read_series(strengths) if strengths else ({}, ())
    faults = say_problems(problems)
    entries = desk.ledger.entries(known_at=asked.known_at)
    scores = score_ledger(entries, desk.mission, as_of=asked, series=series, acronym=acronym)
    if as_json:
        write_json(score_document(scores))
    else:
        screen = console()
        for at, section in enumerate(score_sections(scores)):
            if at:
                screen.print()
            print_section(section, screen)
    if faults:
        raise typer.Exit(3)
    desk.leave()
