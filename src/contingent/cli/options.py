"""Options that mean the same in every command."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Annotated

import typer

from contingent.vocabulary.moment import AsOf, end_of_day

__all__ = ["AsJson", "AsKnown", "AsOfDay", "MissionFolder", "day_of", "moment", "now"]


def day_of(text: str) -> date:
    """A day from an option; a usage error for anything else."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(f"{text!r} is no day like 2025-12-20") from None


MissionFolder = Annotated[
    Path | None,
    typer.Option("--mission", metavar="DIR", help="The mission folder; else found by walking up."),
]
AsOfDay = Annotated[
    date | None,
    typer.Option("--as-of", metavar="DATE", parser=day_of, help="What held on that day."),
]
AsKnown = Annotated[
    date | None,
    typer.Option("--as-known", metavar="DATE", parser=day_of, help="What was known by that day."),
]
AsJson = Annotated[bool, typer.Option("--json", help="One JSON document on standard output.")]


def now() -> datetime:
    """The clock, read in one place."""
    return datetime.now(UTC)


def moment(as_of: date | None, as_known: date | None) -> AsOf:
    """The two moments asked about; today and now where nothing was said."""
    clock = now()
    known_at = clock if as_known is None else end_of_day(as_known)
    return AsOf(held_on=as_of or min(clock, known_at).date(), known_at=known_at)
