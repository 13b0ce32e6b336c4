"""`ledger label`: who may see what of the record."""

from __future__ import annotations

from typing import Annotated

import typer

from contingent.cli.desk import LabelAsked, open_desk
from contingent.cli.options import AsJson, MissionFolder, ReleasableTo, now
from contingent.cli.printing import say, write_json
from contingent.ledger.roles import Act

__all__ = ["commands"]

commands = typer.Typer()


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
