"""`ledger ...`: is the record whole, and who may see what of it?"""

from __future__ import annotations

from typing import Annotated

import typer

from contingent.cli.desk import LabelAsked, acting, find_folder, open_desk, open_view
from contingent.cli.options import AsJson, MissionFolder, ReleasableTo, now
from contingent.cli.printing import say, write_json
from contingent.ledger.roles import Act

__all__ = ["commands"]

commands = typer.Typer(
    help="Look after the ledger.", no_args_is_help=True, rich_markup_mode=None, name="ledger"
)


@commands.callback()
def face() -> None:
    """Look after the ledger."""


@commands.command("verify")
def verify(mission: MissionFolder = None, as_json: AsJson = False) -> None:
    """Check every entry against its hash.

    Leaves with 5 and says which entry is the first that does not match.
    """
    folder = find_folder(mission)  # a mistake in the mission file does not matter
    account = acting(folder)
    view = open_view(folder, account)
    count = view.verify()
    head = view.head.digest.hex()
    if as_json:
        write_json({"schema": "contingent.verify/1", "entries": count, "head": head})
    else:
        typer.echo(f"{count:,} entries, all as they were acknowledged. Head {head[:16]}")
        if account is not None:
            typer.echo(f"These are the entries that {account.name} may see; all were checked.")


@commands.command("label")
def label(
    level: Annotated[
        str,
        typer.Option("--label", metavar="LEVEL", help="RED, AMBER+STRICT, AMBER, GREEN, CLEAR."),
    ],
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ENTRY]...", help="Ids of what is labelled.")
    ] = None,
    unlabelled: Annotated[
        bool, typer.Option("--unlabelled", help="Everything that bears no label yet.")
    ] = False,
    releasable_to: ReleasableTo = None,
    mission: MissionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Label entries anew: only whom they come from may, and every label stays on record."""
    if bool(ids) is unlabelled:
        raise typer.BadParameter("name entries, or --unlabelled for all that bear no label")
    desk = open_desk(mission, write=True, act=Act.LABEL, label=LabelAsked.of(level, releasable_to))
    if desk.mark is None:  # the option is required
        raise typer.BadParameter("--label is missing")
    wanted = ids or desk.ledger.unlabelled()
    try:
        labelled = desk.ledger.relabel(wanted, desk.mark, recorded_at=now())
    except KeyError as error:
        raise typer.BadParameter(f"nothing is on record under {error.args[0]}") from None
    if as_json:
        document = {"entries": [key.id for key in labelled], "label": str(desk.mark)}
        write_json({"schema": "contingent.label/1", **document})
    say(f"{len(labelled)} entries: {desk.mark}")
    desk.leave()
