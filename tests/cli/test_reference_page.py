"""The reference page of the command line tells everything that there is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
import typer.main

from contingent import errors
from contingent.cli import app

PAGE = (Path(__file__).parents[2] / "docs" / "reference" / "command-line.md").read_text("utf-8")
SECTIONS = {
    part.split("\n", 1)[0].strip(): part for part in re.split(r"^## ", PAGE, flags=re.MULTILINE)
}


def commands() -> Iterator[tuple[str, list[str]]]:
    """Every command with its options, as the app has them."""
    waiting = [("", typer.main.get_command(app))]
    while waiting:
        name, command = waiting.pop()
        inner = getattr(command, "commands", {})
        waiting += [(f"{name} {word}".strip(), each) for word, each in inner.items()]
        if not inner:
            yield (
                name,
                [text for param in command.params for text in (*param.opts, *param.secondary_opts)],
            )


@pytest.mark.parametrize(("name", "options"), list(commands()), ids=str)
def test_every_command_and_option_has_its_line(name, options):
    """A new option without a line on the page fails here."""
    assert name in SECTIONS
    for option in options:
        if option.startswith("--") and option != "--help":
            assert re.search(rf"^\| `{option}\b", SECTIONS[name], flags=re.MULTILINE), option


def test_no_section_describes_what_is_gone():
    """Every option that a command's table names is there to be used."""
    for name, options in commands():
        rows = re.findall(r"^\| `(--[a-z-]+)", SECTIONS[name], flags=re.MULTILINE)
        assert set(rows) <= set(options), name


def test_every_exit_code_is_explained():
    """Each code that one of our errors carries stands in the table."""
    kinds = [getattr(errors, name) for name in errors.__all__]
    codes = {kind.exit_code for kind in kinds if hasattr(kind, "exit_code")}
    listed = set(map(int, re.findall(r"^\| (\d) \|", SECTIONS["Exit codes"], flags=re.MULTILINE)))
    assert codes | {0, 1, 2, 3, 4, 5} == listed


def test_every_variable_that_is_read_is_explained():
    """What the command line takes from its surroundings is on the page."""
    source = Path(errors.__file__).parent / "cli"
    text = "".join(path.read_text("utf-8") for path in source.glob("*.py"))
    read = set(re.findall(r"environ(?:\.get\(|\[)([^,)\]]+)", text))
    assert read == {
        "_FOLDER_VARIABLE",
        "_KEY_VARIABLE",
        "_KEYS_VARIABLE",
        "_LEDGER_VARIABLE",
        "_SECRET_VARIABLE",
        "_TOKEN_VARIABLE",
        "_USER_VARIABLE",
        '"COLUMNS"',
    }
    ours = ("CONTINGENT_MISSION", "CONTINGENT_TOKEN", "CONTINGENT_USER", "CONTINGENT_OIDC_SECRET")
    for name in (*ours, "COLUMNS", "NO_COLOR"):
        assert f"| `{name}` |" in SECTIONS["Environment"]
