"""Options that mean the same in every command."""

from __future__ import annotations

import getpass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.vocabulary.moment import AsOf, end_of_day

if TYPE_CHECKING:
    from contingent.vocabulary.claim import Rung, VerdictType
    from contingent.vocabulary.label import Level

__all__ = [
    "AsJson",
    "AsKnown",
    "AsOfDay",
    "By",
    "LabelWord",
    "MissionFolder",
    "ReleasableTo",
    "day_of",
    "level_of",
    "moment",
    "now",
    "person",
    "rung_of",
    "verdict_of",
]


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
By = Annotated[
    str | None, typer.Option("--by", metavar="NAME", help="Who answers for it; else you.")
]
LabelWord = Annotated[
    str | None,
    typer.Option("--label", metavar="LEVEL", help="Who may see it: RED, AMBER+STRICT, AMBER ..."),
]
ReleasableTo = Annotated[
    list[str] | None,
    typer.Option("--releasable-to", metavar="GROUP", help="At AMBER a group, at RED a person."),
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


def person(by: str | None) -> str:
    """Who answers for an entry, as `person:NAME`: the one named, else the user."""
    try:
        name = (by or "").strip() or getpass.getuser()
    except (KeyError, OSError):
        raise typer.BadParameter("--by: this machine does not know your name; give it") from None
    return f"person:{name}"


def level_of(word: str) -> Level:
    """The level of a label option; a usage error that names them all for anything else."""
    from contingent.vocabulary.label import Level

    try:
        return Level.of_word(word)
    except ValueError as error:
        raise typer.BadParameter(f"--label: {error}") from None


def verdict_of(word: str) -> VerdictType:
    """The verdict of an option; a usage error that names them all for anything else."""
    from contingent.vocabulary.claim import VerdictType

    try:
        return VerdictType(word.strip().lower())
    except ValueError:
        words = ", ".join(VerdictType)
        raise typer.BadParameter(f"--verdict: one of {words}, not {word!r}") from None


def rung_of(word: str) -> Rung:
    """The rung of an option; a usage error that names them all for anything else."""
    from contingent.vocabulary.claim import Rung

    try:
        return Rung.of_word(word.strip().replace(" ", "_"))
    except ValueError as error:
        words = ", ".join(rung.word for rung in Rung)
        raise typer.BadParameter(f"--rung: {error}; there are {words}") from None
