"""A mission folder becomes a desk to work at: its description and its ledger, opened."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from contingent.cli.printing import say_problems

if TYPE_CHECKING:
    from contingent.errors import Problem
    from contingent.ledger.book import Ledger
    from contingent.mission import Mission

__all__ = ["Desk", "find_folder", "is_named", "open_desk", "open_ledger"]

_FOLDER_VARIABLE = "CONTINGENT_MISSION"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a command works on. `problems` are the rows of its tables that were left out."""

    folder: Path
    mission: Mission
    ledger: Ledger
    problems: tuple[Problem, ...]

    def leave(self) -> None:
        """End the command: with 3 where a part of the mission's tables was invalid."""
        if self.problems:
            raise typer.Exit(3)


def is_named(named: Path | None) -> bool:
    """True if the person said which mission folder to use, in words or in the environment."""
    return named is not None or bool(os.environ.get(_FOLDER_VARIABLE))


def find_folder(named: Path | None) -> Path:
    """The mission folder: the one named, CONTINGENT_MISSION, or found by walking up.

    Raises MissionNotFound, which says how to start one.
    """
    from contingent.mission import find_mission

    return find_mission(named, os.environ.get(_FOLDER_VARIABLE), Path.cwd())


def open_ledger(folder: Path, *, write: bool = False) -> Ledger:
    """The ledger of a folder; with `write`, a new one if there is none.

    Raises LedgerNotFound, LedgerTooNew, LedgerNotWritable or TamperedLedger.
    """
    from contingent.ledger.book import Ledger
    from contingent.ledger.sqlite import open_sqlite
    from contingent.situation import LEDGER_FILE

    return Ledger(open_sqlite(folder / LEDGER_FILE, create=write))


def open_desk(named: Path | None, *, write: bool = False) -> Desk:
    """Open a mission folder and say which rows of its tables are left out.

    With `write`, its ledger is made if there is none. Raises MissionNotFound, InvalidMission and
    what `open_ledger` raises.
    """
    from contingent.mission import load_mission

    folder = find_folder(named)
    mission, problems = load_mission(folder)
    say_problems(problems)
    ledger = open_ledger(folder, write=write)
    return Desk(folder=folder, mission=mission, ledger=ledger, problems=problems)
