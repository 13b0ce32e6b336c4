"""Asking for help is cheap, and every command can be asked."""

from __future__ import annotations

import subprocess
import sys

import pytest
from asking import ask, ask_process

HEAVY = (
    "argon2",
    "sqlalchemy",
    "trafilatura",
    "pydantic",
    "htmldate",
    "lxml",
    "babel",
    "ahocorasick",
    "rich",
)
COMMANDS = (
    ("init",),
    ("read",),
    ("review",),
    ("add",),
    ("positions",),
    ("changes",),
    ("brief",),
    ("ledger", "verify"),
    ("ledger", "label"),
    ("people", "add"),
    ("people", "list"),
    ("people", "role"),
    ("people", "password"),
    ("people", "token"),
    ("people", "revoke"),
    ("people", "remove"),
)


def test_help_imports_nothing_heavy():
    """A person who only asks what there is does not wait for libraries that do not matter."""
    script = (
        "import sys\n"
        "from contingent.cli import main\n"
        "try:\n    main(['--help'])\n"
        "except SystemExit as leaving:\n    assert leaving.code == 0\n"
        f"print([name for name in {HEAVY!r} + ('ortools', 'numpy') if name in sys.modules])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1] == "[]"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_every_command_explains_itself(command):
    """`--help` names the options and ends well."""
    answer = ask(*command, "--help")
    assert answer.code == 0
    assert f"contingent {' '.join(command)}" in answer.out
    assert "--mission" in answer.out or command == ("init",)


def test_no_command_at_all_shows_the_commands():
    """Whoever types only the name learns what there is."""
    answer = ask()
    assert all(name in answer.out + answer.err for (name, *_) in COMMANDS)


def test_the_version_is_printed():
    """`--version` names the program and a version, in a process as a user starts it."""
    answer = ask_process("--version")
    assert answer.code == 0
    assert answer.out.startswith("contingent ")


@pytest.mark.parametrize(
    "arguments",
    [
        ("fly",),
        ("positions", "--as-of", "yesterday"),
        ("positions", "--as-known", "2025-13-01"),
        ("changes",),
        ("read",),
        ("ledger", "burn"),
        ("brief", "--no-such-option"),
    ],
    ids=" ".join,
)
def test_a_command_mistyped_gets_one_line_and_exit_2(arguments):
    """A usage error says what is wrong and where to read more, without a trace."""
    answer = ask(*arguments)
    assert answer.code == 2
    assert answer.out == ""
    assert len(answer.messages) == 1
    assert "--help" in answer.err
