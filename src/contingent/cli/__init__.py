"""The command line: parse, call, print."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

import typer

from contingent.cli import (
    amending_commands,
    entry_commands,
    erasure_commands,
    field_commands,
    force_commands,
    label_commands,
    ledger_commands,
    mission_commands,
    people_commands,
    plan_commands,
    proof_commands,
    reading_commands,
    review_commands,
    score_commands,
    standing_commands,
)
from contingent.cli.printing import say
from contingent.errors import ContingentError

__all__ = ["app", "main"]

_INTERRUPTED = 130  # what Typer returns when a key press stopped the command
_STOPPED = "Stopped. What was acknowledged is kept; run it again to go on."

app = typer.Typer(
    name="contingent",
    help="Who has really promised what to a mission, how firmly, and does it add up to a force?",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)
for room in (
    mission_commands.commands,
    reading_commands.commands,
    review_commands.commands,
    entry_commands.commands,
    amending_commands.commands,
    standing_commands.commands,
    field_commands.commands,
    score_commands.commands,
    plan_commands.commands,
    force_commands.commands,
):
    app.add_typer(room)
ledger_commands.commands.add_typer(proof_commands.commands)
ledger_commands.commands.add_typer(label_commands.commands)
ledger_commands.commands.add_typer(erasure_commands.commands)
app.add_typer(ledger_commands.commands, name="ledger")
app.add_typer(people_commands.commands, name="people")


@app.callback(invoke_without_command=True)
def face(
    version: bool = typer.Option(False, "--version", help="Print the versions and leave."),
) -> None:
    """Who has really promised what to a mission, how firmly, and does it add up to a force?"""
    if version:
        from contingent.cli.version import version_lines

        typer.echo("\n".join(version_lines()))
        raise typer.Exit


def main(arguments: Sequence[str] | None = None) -> None:
    """Run one command and leave with one of the exit codes that the reference lists."""
    try:
        code = app(args=arguments, prog_name="contingent", standalone_mode=False) or 0
        if code == _INTERRUPTED:
            say(_STOPPED)
            code = 1
        sys.stdout.flush()
    except ContingentError as error:
        say(str(error))
        code = error.exit_code
    except typer.TyperException as error:
        code = _say_usage(error)
    except (typer.Abort, KeyboardInterrupt):
        say(_STOPPED)
        code = 1
    except OSError as error:
        _leave_output(error)
        code = 3
    sys.exit(code)


def _say_usage(error: typer.TyperException) -> int:
    """What was wrong with the command as typed, in one line, and where to read more."""
    path = getattr(getattr(error, "ctx", None), "command_path", "contingent")
    is_ours = getattr(error, "param", None) is None and isinstance(error, typer.BadParameter)
    message = error.message if is_ours else error.format_message()
    if "\n" in message:  # the help of a group of commands that was called by its name alone
        say(message)
    else:
        say(f"{message.rstrip('.')}. See `{path} --help`")
    return error.exit_code


def _leave_output(error: OSError) -> None:
    """Nobody takes what is printed any more; only a reader who went away needs no word."""
    if not isinstance(error, BrokenPipeError):
        say(f"{error.filename or 'standard output'}: {error.strerror}")
    # Else Python tries to write the rest once more when it leaves.
    os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
