"""The command line: parse, call, print."""

from __future__ import annotations

import sys

import typer

from contingent.cli import (
    entry_commands,
    ledger_commands,
    mission_commands,
    reading_commands,
    review_commands,
    standing_commands,
)
from contingent.errors import ContingentError

__all__ = ["app", "main"]

app = typer.Typer(
    name="contingent",
    help="Who has really promised what to a mission, how firmly, and does it add up to a force?",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
)
ledger = typer.Typer(help="Look after the ledger.", no_args_is_help=True, rich_markup_mode=None)

app.command("init")(mission_commands.init)
app.command("read")(reading_commands.read)
app.command("review")(review_commands.review)
app.command("add")(entry_commands.add)
app.command("positions")(standing_commands.show_positions)
app.command("changes")(standing_commands.show_changes)
app.command("brief")(standing_commands.show_brief)
ledger.command("verify")(ledger_commands.verify)
app.add_typer(ledger, name="ledger")


@app.callback(invoke_without_command=True)
def face(
    version: bool = typer.Option(False, "--version", help="Print the version and leave."),
) -> None:
    """Who has really promised what to a mission, how firmly, and does it add up to a force?"""
    if version:
        from importlib.metadata import version as installed_version

        typer.echo(f"contingent {installed_version('contingent')}")
        raise typer.Exit


def main() -> None:
    """Run one command; every exit code is one of those that the reference lists."""
    try:
        app(prog_name="contingent")
    except ContingentError as error:
        sys.stderr.write(f"{error}\n")
        sys.exit(error.exit_code)
    except KeyboardInterrupt:
        sys.stderr.write("Stopped. What was acknowledged is kept; run it again to go on.\n")
        sys.exit(1)
    except BrokenPipeError:
        sys.stderr.close()
        sys.exit(0)
