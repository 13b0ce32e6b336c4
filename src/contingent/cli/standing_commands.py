"""`positions`, `changes`, `brief`: who stands where, what changed, and the whole picture."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.cli.desk import open_desk
from contingent.cli.options import AsJson, AsKnown, AsOfDay, MissionFolder, day_of, moment
from contingent.cli.printing import console, say, write_json, write_text

if TYPE_CHECKING:
    from contingent.situation import Situation

__all__ = ["show_brief", "show_changes", "show_positions"]

Since = Annotated[
    date | None,
    typer.Option("--since", metavar="DATE", parser=day_of, help="Changes since; else a week."),
]


def _situation(
    mission: Path | None, as_of: date | None, as_known: date | None, since: date | None
) -> tuple[Situation, str]:
    from contingent.situation import assess

    desk = open_desk(mission)
    asked = moment(as_of, as_known)
    situation = assess(
        desk.ledger.entries(known_at=asked.known_at), desk.mission, as_of=asked, since=since
    )
    return situation, desk.ledger.head.digest.hex()


def show_positions(
    mission: MissionFolder = None,
    as_of: AsOfDay = None,
    as_known: AsKnown = None,
    as_json: AsJson = False,
) -> None:
    """Who stands where, by their own word and by others'."""
    from contingent.exports.brief import positions_section
    from contingent.exports.standing import positions_document
    from contingent.exports.terminal import print_section

    situation, _ = _situation(mission, as_of, as_known, None)
    if as_json:
        write_json(positions_document(situation))
    else:
        print_section(positions_section(situation), console())


def show_changes(
    since: Annotated[
        date, typer.Option("--since", metavar="DATE", parser=day_of, help="The earlier day.")
    ],
    mission: MissionFolder = None,
    as_of: AsOfDay = None,
    as_known: AsKnown = None,
    as_json: AsJson = False,
) -> None:
    """What changed in where the parties stand."""
    from contingent.exports.brief import changes_section
    from contingent.exports.standing import changes_document
    from contingent.exports.terminal import print_section

    situation, _ = _situation(mission, as_of, as_known, since)
    if since > situation.as_of.held_on:
        raise typer.BadParameter(f"--since {since} lies after {situation.as_of.held_on}")
    if as_json:
        write_json(changes_document(situation))
    else:
        print_section(changes_section(situation), console())


def show_brief(
    mission: MissionFolder = None,
    as_of: AsOfDay = None,
    as_known: AsKnown = None,
    since: Since = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="One printable page instead.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """The whole picture on one page."""
    from contingent.exports.brief import brief_sheet
    from contingent.exports.paper import html_page
    from contingent.exports.standing import brief_document
    from contingent.exports.terminal import print_sheet

    situation, head = _situation(mission, as_of, as_known, since)
    if since and since > situation.as_of.held_on:
        raise typer.BadParameter(f"--since {since} lies after {situation.as_of.held_on}")
    sheet = brief_sheet(situation, ledger_head=head)
    if html:
        write_text(html, html_page(sheet))
        say(f"{html}: written")
    if as_json:
        write_json(brief_document(situation, sheet))
    elif not html:
        print_sheet(sheet, console())
