"""`init`: a new mission folder, empty and commented or filled with a bundled sample."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from contingent.cli.options import now
from contingent.cli.printing import say

__all__ = ["init"]


def init(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder to make.")],
    sample: Annotated[
        str | None, typer.Option("--sample", help="Fill it with a bundled mission: gaza.")
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", help="Say nothing, and leave a folder that is there.")
    ] = False,
) -> None:
    """Make a new mission folder."""
    from contingent.ledger.book import Ledger
    from contingent.ledger.sqlite import open_sqlite
    from contingent.mission import start_mission
    from contingent.situation import record_sample

    if quiet and (folder / "ledger.db").exists():
        return
    start_mission(folder, sample=sample)
    ledger = Ledger(open_sqlite(folder / "ledger.db", create=True))
    count = record_sample(ledger, sample, recorded_at=now()) if sample else 0
    if not quiet:
        say(f"{folder}: a mission with {count} statements" if sample else f"{folder}: ready")
        say(f"Next: contingent brief --mission {folder}" if sample else "Next: edit mission.yaml")
