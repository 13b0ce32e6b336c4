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
    from contingent.ledger.book import Ledger, Store
    from contingent.ledger.keys import KeyChest
    from contingent.mission import Mission

__all__ = [
    "Desk",
    "find_folder",
    "find_store",
    "is_named",
    "key_chest",
    "open_desk",
    "open_ledger",
]

_FOLDER_VARIABLE = "CONTINGENT_MISSION"
_KEYS_VARIABLE = "CONTINGENT_KEYS"
_LEDGER_VARIABLE = "CONTINGENT_LEDGER"


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a command works on. `problems` are the rows of its tables that were left out."""

    folder: Path
    mission: Mission
    ledger: Ledger
    problems: tuple[Problem, ...]

    @property
    def names(self) -> dict[str, str]:
        """What the parties of this mission are called, by code."""
        from contingent.mission import mission_parties

        return {party.code: party.name for party in mission_parties(self.mission)}

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

    It is at the address in CONTINGENT_LEDGER, else where the mission file says, else in the
    folder. Raises LedgerNotFound, LedgerTooNew, LedgerNotWritable, LedgerUnreachable or
    TamperedLedger.
    """
    from contingent.ledger.book import Ledger

    return Ledger(find_store(folder, create=write))


def find_store(folder: Path, *, create: bool = False) -> Store:
    """Where the ledger of a folder is kept; raises what `open_ledger` raises."""
    from contingent.situation import open_store

    return open_store(folder, address=os.environ.get(_LEDGER_VARIABLE, ""), create=create)


def key_chest() -> KeyChest:
    """Where this person's signing keys are: CONTINGENT_KEYS, else their own data folder."""
    from platformdirs import user_data_path

    from contingent.ledger.keys import KeyChest

    named = os.environ.get(_KEYS_VARIABLE)
    return KeyChest(Path(named) if named else user_data_path("contingent") / "keys")


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
