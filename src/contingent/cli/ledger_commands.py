"""`ledger ...`: is the record whole?"""

from __future__ import annotations

import typer

from contingent.cli.desk import find_folder, open_ledger
from contingent.cli.options import AsJson, MissionFolder
from contingent.cli.printing import write_json

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
    ledger = open_ledger(find_folder(mission))  # a mistake in the mission file does not matter
    count = ledger.verify()
    head = ledger.head.digest.hex()
    if as_json:
        write_json({"schema": "contingent.verify/1", "entries": count, "head": head})
    else:
        typer.echo(f"{count:,} entries, all as they were acknowledged. Head {head[:16]}")
