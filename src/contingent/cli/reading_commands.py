"""`read`: documents become drafts, or accepted statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.cli.desk import Desk, open_desk
from contingent.cli.options import AsJson, MissionFolder, now
from contingent.cli.printing import progress, say, say_problems, write_json
from contingent.errors import MissionNotFound, Problem

if TYPE_CHECKING:
    from contingent.read.reader import Reading

__all__ = ["read"]


def read(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders.")],
    accept: Annotated[
        str | None,
        typer.Option("--accept", help="`rules`: accept what a named rule accepts; else drafts."),
    ] = None,
    mission: MissionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Read documents into drafts, or with --accept rules into accepted statements."""
    from contingent.situation import Reader, record_reading

    if accept not in (None, "rules"):
        raise typer.BadParameter("--accept takes the word `rules`")
    desk = _desk_or_none(mission)
    reader = Reader.of_mission(desk.mission if desk else None)
    files, problems = _files(paths)
    readings: list[Reading] = []
    added = 0
    with progress(files, doing="Reading") as steps:
        for path in steps:
            reading, faults = reader.read_path(path)
            problems += faults
            if reading is None:
                continue
            readings.append(reading)
            if desk:
                by_rules = accept == "rules"
                added += len(
                    record_reading(
                        desk.ledger, desk.folder, reading, by_rules=by_rules, clock=now()
                    )
                )
    if as_json:
        from contingent.exports.readings import reading_document

        write_json(reading_document(readings, problems))
    else:
        _print_readings(readings)
    say_problems(problems)
    _say_what_was_kept(desk, added, accept)
    if problems and not readings:
        raise typer.Exit(3)


def _say_what_was_kept(desk: Desk | None, added: int, accept: str | None) -> None:
    if desk is None:
        say("Nothing was kept: no mission folder here. `contingent init DIR` starts one.")
    elif accept is None:
        say(f"{added} entries added to {desk.folder}. Drafts wait: contingent review")
    else:
        say(f"{added} entries added to {desk.folder}.")


def _desk_or_none(mission: Path | None) -> Desk | None:
    """The mission's desk; None where no mission was named and none is found."""
    try:
        return open_desk(mission, write=True)
    except MissionNotFound:
        if mission is not None:
            raise
        return None


def _files(paths: Iterable[Path]) -> tuple[list[Path], list[Problem]]:
    """Every file named or below a folder named, in order; a Problem for each that is not there."""
    files: list[Path] = []
    problems: list[Problem] = []
    for path in paths:
        if path.is_dir():
            files += _below(path)
        elif path.exists():
            files.append(path)
        else:
            problems.append(Problem(where=str(path), what="there is no such file or folder"))
    return files, problems


def _below(folder: Path) -> Iterator[Path]:
    visible = (path for path in folder.rglob("*") if not path.name.startswith("."))
    return iter(sorted(path for path in visible if path.is_file()))


def _print_readings(readings: Iterable[Reading]) -> None:
    from contingent.cli.printing import console
    from contingent.exports.readings import reading_sections
    from contingent.exports.terminal import print_section

    for section in reading_sections(readings):
        print_section(section, console())
