"""`init`: a new mission folder, empty and commented or filled with a bundled sample."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contingent.cli.options import AsJson, now
from contingent.cli.printing import say, write_json

__all__ = ["commands"]

commands = typer.Typer()


@commands.command("init")
def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    sample: Annotated[
        str | None,
        typer.Option(
            "--sample",
            help="Fill it with a bundled mission: gaza, haiti-2023 or lebanon-2006.",
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Say nothing, and leave a mission that is there.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Make a new mission folder."""
    from contingent.mission import MISSION_FILE
    from contingent.situation import LEDGER_FILE, found_mission

    is_there = all((folder / name).exists() for name in (MISSION_FILE, LEDGER_FILE))
    if quiet and is_there:
        return
    count = found_mission(folder, sample=sample, recorded_at=now())
    if as_json:
        document = {"folder": str(folder), "sample": sample or "", "statements": count}
        write_json({"schema": "contingent.init/1", **document})
    if quiet:
        return
    if sample:
        say(f"{folder}: the mission {sample} with {count} statements.")
        say(f"Next: contingent brief --mission {folder}")
    else:
        say(f"{folder}: a new mission.")
        say(f"Next: describe it in {folder / MISSION_FILE}, then contingent read PATH...")
