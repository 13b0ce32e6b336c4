"""A folder becomes a checked mission, or every mistake in it at once."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from contingent.errors import InvalidMission, MissionNotFound, Problem
from contingent.mission.marks import Marked, marked_values, written
from contingent.mission.mistakes import misfits
from contingent.mission.model import Mission, RequirementLine
from contingent.mission.planning import UnitOffer
from contingent.mission.references import Names, known_names, lost_in_row, lost_references
from contingent.mission.tables import read_rows, text_of

__all__ = [
    "MISSION_FILE",
    "OFFERS_FILE",
    "REQUIREMENT_FILE",
    "find_mission",
    "ledger_setting",
    "load_mission",
]

MISSION_FILE = "mission.yaml"
REQUIREMENT_FILE = "requirement.csv"
OFFERS_FILE = "offers.csv"
TableRow = TypeVar("TableRow", bound=RequirementLine | UnitOffer)
_FILE_LIMIT = 1_000_000  # bytes; hand-edited text, bulk rows stand in CSV files
_TABLE_LIMIT = 50_000_000  # bytes


def find_mission(named: Path | None, environment: str | None, start: Path) -> Path:
    """The mission folder: the one named, else that of the environment, else found walking up.

    What is named must be there: nothing else is tried then. Raises MissionNotFound.
    """
    chosen = named if named is not None else Path(environment) if environment else None
    if chosen is not None:
        folder = chosen.parent if chosen.name == MISSION_FILE else chosen
        if (folder / MISSION_FILE).is_file():
            return folder
        raise MissionNotFound(chosen)
    for folder in (start, *start.resolve().parents):
        if (folder / MISSION_FILE).is_file():
            return folder
    raise MissionNotFound(start)


def load_mission(folder: Path) -> tuple[Mission, tuple[Problem, ...]]:
    """The mission of a folder, and a Problem for each row of its tables that was left out.

    Raises MissionNotFound without a mission file, InvalidMission with every mistake in it.
    """
    path = folder / MISSION_FILE
    if not path.is_file():
        raise MissionNotFound(folder)
    text = text_of(path, limit=_FILE_LIMIT)
    if isinstance(text, Problem):
        raise InvalidMission([text])
    mission, values = _mission(text)
    return _with_tables(folder, mission, values)


def ledger_setting(folder: Path) -> str:
    """The address under `ledger` in a mission file, whatever else is wrong with it; else empty."""
    text = text_of(folder / MISSION_FILE, limit=_FILE_LIMIT)
    values = None if isinstance(text, Problem) else marked_values(text).values
    found = values.get("ledger") if isinstance(values, dict) else None
    return found if isinstance(found, str) else ""


def _mission(text: str) -> tuple[Mission, Any]:
    marked = marked_values(text)
    found = [(line, what) for line, what in marked.mistakes]
    mission = None
    if isinstance(marked.values, dict):
        try:
            mission = Mission.model_validate(_given(marked.values))
        except ValidationError as error:
            found += _placed(marked, misfits(Mission, error))
        found += _placed(marked, lost_references(marked.values))
    elif not marked.mistakes:
        what = "is empty" if marked.values is None else "holds no `key: value` lines"
        found.append((1, f"{what}; `contingent init DIR` writes one to start from"))
    if found or mission is None:
        raise InvalidMission(
            Problem(where=f"{MISSION_FILE}:{line}", what=what) for line, what in sorted(set(found))
        )
    return mission, marked.values


def _given(values: Any) -> Any:
    """The values without the keys that were left empty: `answer:` alone says nothing."""
    if isinstance(values, dict):
        return {key: _given(item) for key, item in values.items() if item is not None}
    return [_given(item) for item in values] if isinstance(values, list) else values


def _placed(marked: Marked, found: Any) -> Iterator[tuple[int, str]]:
    for path, what in found:
        yield marked.line(path), f"{written(path)}: {what}" if path else what


def _with_tables(
    folder: Path, mission: Mission, values: Any
) -> tuple[Mission, tuple[Problem, ...]]:
    """The mission with the rows of the tables beside it that are good."""
    known = known_names(values)
    lines, bad_lines = _rows(folder / REQUIREMENT_FILE, RequirementLine, known)
    offers, bad_offers = _rows(folder / OFFERS_FILE, UnitOffer, known)
    requirement = mission.requirement.model_copy(
        update={"lines": (*mission.requirement.lines, *lines)}
    )
    whole = mission.model_copy(
        update={"requirement": requirement, "offers": (*mission.offers, *offers)}
    )
    return whole, (*bad_lines, *bad_offers)


def _rows(
    path: Path, model: type[TableRow], known: Names
) -> tuple[tuple[TableRow, ...], tuple[Problem, ...]]:
    if not path.exists():
        return (), ()
    rows, faults = read_rows(path, model, limit=_TABLE_LIMIT)
    lost: list[Problem] = [
        Problem(where=f"{path.name}:{number}", what=f"{column}: {what}")
        for number, row in rows
        for column, what in lost_in_row(row, known)
    ]
    taken: set[str] = set()
    kept: list[TableRow] = []
    for number, row in rows:
        id = row.id if isinstance(row, UnitOffer) else ""
        if id and id in taken:
            lost.append(Problem(where=f"{path.name}:{number}", what=f"id: `{id}` is there twice"))
        elif not any(lost_in_row(row, known)):
            taken.add(id)
            kept.append(row)
    return tuple(kept), (*faults, *lost)
