"""The shells that people use complete what they type."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = Path(sys.executable).with_name("contingent")
TYPED = {
    "bash": {"COMP_WORDS": "contingent led", "COMP_CWORD": "1"},
    "zsh": {"_TYPER_COMPLETE_ARGS": "contingent led"},
    "fish": {"_TYPER_COMPLETE_FISH_ACTION": "get-args", "_TYPER_COMPLETE_ARGS": "contingent led"},
    "powershell": {
        "_TYPER_COMPLETE_ARGS": "contingent led",
        "_TYPER_COMPLETE_WORD_TO_COMPLETE": "led",
    },
}


def answered(shell: str, step: str, **asked: str) -> str:
    """What the program tells a shell that asks it."""
    environment = {**os.environ, "_CONTINGENT_COMPLETE": f"{step}_{shell}", **asked}
    done = subprocess.run(
        [PROGRAM], env=environment, capture_output=True, text=True, check=False, timeout=60
    )
    return done.stdout


@pytest.mark.parametrize("shell", TYPED)
def test_a_shell_gets_its_script(shell):
    """Each shell is given a script in its own language that asks this program."""
    script = answered(shell, "source")
    assert "_CONTINGENT_COMPLETE" in script
    assert f"complete_{shell}" in script


@pytest.mark.parametrize("shell", TYPED)
def test_the_beginning_of_a_command_is_completed(shell):
    """Whoever types the first letters of a command is offered it, and nothing else."""
    offered = answered(shell, "complete", **TYPED[shell])
    assert "ledger" in offered
    assert "brief" not in offered
