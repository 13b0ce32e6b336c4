"""`ledger erase`: what must be forgotten goes, and every proof still holds."""

from __future__ import annotations

from typing import Annotated

import typer

from contingent.cli.desk import acting, find_folder, open_ledger
from contingent.cli.options import AsJson, By, MissionFolder, now, person
from contingent.cli.printing import say, write_json
from contingent.ledger.roles import Act

__all__ = ["commands"]

commands = typer.Typer()


@commands.command("erase")
def erase(
    basis: Annotated[
        str, typer.Option("--basis", help="What obliges you to, such as a law and a request.")
    ],
    ids: Annotated[
        list[str] | None, typer.Argument(metavar="[ENTRY]...", help="Ids of what is erased.")
    ] = None,
    name: Annotated[str, typer.Option("--name", help="A name, wherever it stands.")] = "",
    by: By = None,
    mission: MissionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Erase names and quoted text for good. Who spoke for whom, when and how firmly stays.

    Leaves with 3 if something could not be erased, because what is hashed holds it.
    """
    from contingent.situation import Erasure
    from contingent.situation import erase as forget

    folder = find_folder(mission)
    account = acting(folder, Act.ADMINISTER)
    who = f"person:{account.name}" if account else person(by)
    try:
        wanted = Erasure(basis=basis, ids=tuple(ids or ()), name=name)
        erased = forget(open_ledger(folder, write=True), folder, wanted, by=who, clock=now())
    except LookupError:
        raise typer.BadParameter("nothing of it is on record, or it was erased before") from None
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    if as_json:
        document = {"values": erased.values, "texts": erased.texts, "beyond": erased.beyond}
        write_json({"schema": "contingent.erased/1", **document})
    say(f"{erased.values} values erased; blacked out in {len(erased.texts)} texts.")
    if erased.beyond:
        told = ", ".join(erased.beyond[:5]) + (" ..." if len(erased.beyond) > 5 else "")
        say(
            f"{len(erased.beyond)} entries state it in what is hashed and keep it: {told}. They "
            "were recorded in a ledger that keeps no values apart"
        )
        raise typer.Exit(3)
