"""`positions`, `changes`, `brief`: who stands where, what changed, and the whole picture."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.cli.desk import Desk, open_desk
from contingent.cli.options import AsJson, AsKnown, AsOfDay, MissionFolder, day_of, moment
from contingent.cli.printing import console, say, write_json, write_text

if TYPE_CHECKING:
    from contingent.situation import Situation
    from contingent.vocabulary.moment import AsOf

__all__ = ["commands"]

commands = typer.Typer()

Since = Annotated[
    date | None,
    typer.Option("--since", metavar="DATE", parser=day_of, help="Changes since; else a week."),
]


_LARGE = 100_000  # entries from which the whole board takes longer than anybody waits


def _situation(desk: Desk, asked: AsOf, since: date | None = None) -> Situation:
    from contingent.situation import assess

    if since and since > asked.held_on:
        raise typer.BadParameter(f"--since {since} lies after {asked.held_on}")
    entries = desk.ledger.entries(known_at=asked.known_at)
    return assess(entries, desk.mission, as_of=asked, since=since)


@commands.command("positions")
def show_positions(
    mission: MissionFolder = None,
    as_of: AsOfDay = None,
    as_known: AsKnown = None,
    short: Annotated[
        bool | None,
        typer.Option("--short/--full", help="Without what others say and where accounts differ."),
    ] = None,
    as_json: AsJson = False,
) -> None:
    """Who stands where, by their own word and by others'.

    In short it comes at once from a ledger of any size; so do large ledgers on a terminal, unless
    --full asks for everything that was said.
    """
    from contingent.exports.board import positions_section
    from contingent.exports.markings import whole_marking
    from contingent.exports.standing import positions_document
    from contingent.exports.terminal import print_marking, print_section

    desk = open_desk(mission)
    asked = moment(as_of, as_known)
    if short is None and not as_json and desk.ledger.head.size >= _LARGE:
        say(f"In short, because the ledger is large ({_LARGE:,} entries or more); --full shows all")
        short = True
    if short:
        _show_overview(desk, asked, as_json=as_json)
        return
    situation = _situation(desk, asked)
    if as_json:
        write_json(positions_document(situation))
    else:
        print_marking(whole_marking(situation), console())
        print_section(positions_section(situation), console())
    desk.leave()


def _show_overview(desk: Desk, asked: AsOf, *, as_json: bool) -> None:
    from contingent.exports.board import overview_section
    from contingent.exports.standing import overview_document
    from contingent.exports.terminal import print_marking, print_section
    from contingent.situation import BOARD_FILE
    from contingent.situation.overseeing import Overseer

    if not (desk.folder / BOARD_FILE).exists() and desk.ledger.head.size >= _LARGE:
        say("Every entry is read, once; what is kept of them answers from then on")
    overview = Overseer(desk.folder).overview(desk.ledger, asked)
    if as_json:
        write_json(overview_document(overview, desk.mission.code))
    else:
        print_marking(overview.label, console())
        print_section(overview_section(overview, desk.names), console())
    desk.leave()


@commands.command("changes")
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
    from contingent.exports.markings import whole_marking
    from contingent.exports.standing import changes_document
    from contingent.exports.terminal import print_marking, print_section

    desk = open_desk(mission)
    situation = _situation(desk, moment(as_of, as_known), since)
    if as_json:
        write_json(changes_document(situation))
    else:
        print_marking(whole_marking(situation), console())
        print_section(changes_section(situation), console())
    desk.leave()


@commands.command("brief")
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

    desk = open_desk(mission)
    situation = _situation(desk, moment(as_of, as_known), since)
    sheet = brief_sheet(situation, ledger_head=desk.ledger.head.digest.hex())
    if html:
        write_text(html, html_page(sheet))
        say(f"{html}: written")
    if as_json:
        write_json(brief_document(situation, sheet))
    elif not html:
        print_sheet(sheet, console())
    desk.leave()
