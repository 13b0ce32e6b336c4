"""A mission folder opened for a command: its description, its ledger, its documents."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from contingent.cli.printing import say_problems

if TYPE_CHECKING:
    from contingent.ledger.book import Ledger
    from contingent.mission import Mission

__all__ = ["Desk", "find_folder", "open_desk"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Desk:
    """What a command works on."""

    folder: Path
    mission: Mission
    ledger: Ledger


def find_folder(named: Path | None) -> Path:
    """The mission folder: the one named, CONTINGENT_MISSION, or found by walking up.

    Raises MissionNotFound, which says how to start one.
    """
    from contingent.mission import find_mission

    return find_mission(named, os.environ.get("CONTINGENT_MISSION"), Path.cwd())


def open_desk(named: Path | None, *, write: bool = False) -> Desk:
    """Open a mission folder; with `write`, its ledger is made if there is none.

    Raises MissionNotFound, InvalidMission, LedgerTooNew or LedgerNotWritable.
    """
    from contingent.ledger.book import Ledger, MemoryStore
    from contingent.ledger.sqlite import open_sqlite
    from contingent.mission import load_mission

    folder = find_folder(named)
    mission, problems = load_mission(folder)
    say_problems(problems)
    path = folder / "ledger.db"
    if not write and not path.exists():
        return Desk(folder=folder, mission=mission, ledger=Ledger(MemoryStore()))
    return Desk(folder=folder, mission=mission, ledger=Ledger(open_sqlite(path, create=write)))
