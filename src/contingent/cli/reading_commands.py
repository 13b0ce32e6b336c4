"""`read`: documents become drafts, or accepted statements."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.cli.desk import Desk, LabelAsked, is_named, open_desk
from contingent.cli.options import AsJson, LabelWord, MissionFolder, ReleasableTo, now
from contingent.cli.printing import progress, say, say_problems, write_json
from contingent.errors import MissionNotFound, Problem
from contingent.ledger.roles import Act

if TYPE_CHECKING:
    from contingent.read.reader import Reading
    from contingent.situation import Window

__all__ = ["commands"]

_OUR_OWN = re.compile(
    r"mission\.yaml|(?:ledger|people)\.db.*|[^/]+\.csv|documents/d-[0-9a-f]{16}\.txt"
)

commands = typer.Typer()


@commands.command("read")
def read(
    paths: Annotated[list[Path], typer.Argument(metavar="PATH...", help="Files or folders.")],
    accept: Annotated[
        str | None,
        typer.Option("--accept", help="`rules`: accept what a named rule accepts; else drafts."),
    ] = None,
    label: LabelWord = None,
    releasable_to: ReleasableTo = None,
    mission: MissionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Read documents into drafts or statements.

    With --accept rules, what a named rule accepts becomes a statement; the rest waits as drafts.
    """
    if accept not in (None, "rules"):
        raise typer.BadParameter("--accept takes the word `rules`")
    desk = _desk_or_none(mission, LabelAsked.of(label, releasable_to))
    files, problems = _files(paths)
    is_partial = bool(problems)
    readings: list[Reading] = []
    added = 0
    for window, entries in _read_and_record(desk, files, by_rules=accept == "rules"):
        readings += window.readings
        problems += window.problems
        is_partial = is_partial or window.refused > 0
        added += entries
    if as_json:
        from contingent.exports.readings import reading_document

        write_json(reading_document(readings, problems))
    else:
        _print_readings(readings, desk)
    say_problems(problems)
    _say_what_was_kept(desk, added, accept)
    if is_partial:
        raise typer.Exit(3)
    if desk:
        desk.leave()


def _read_and_record(
    desk: Desk | None, files: list[Path], *, by_rules: bool
) -> Iterator[tuple[Window, int]]:
    """Each window of files as it was read, and how many entries it added to the ledger."""
    from contingent.situation import Reader, record_window, settled_in, windows

    clock = now()
    reader = Reader.of_mission(desk.mission if desk else None)
    settled = (
        settled_in(desk.ledger.entries(), review=desk.mission.review) if desk else settled_in(())
    )
    with progress(len(files), doing="Reading") as advance:
        for paths in windows(files):
            window = reader.read_window(
                paths, settled_days=settled.days, today=clock.date(), after_each=advance
            )
            entries = 0
            if desk:
                new = record_window(
                    desk.ledger,
                    desk.folder,
                    window,
                    settled=settled,
                    by_rules=by_rules,
                    clock=now(),
                )
                entries = len(new)
            yield window, entries


def _say_what_was_kept(desk: Desk | None, added: int, accept: str | None) -> None:
    from contingent.mission import ReviewRule

    if desk is None:
        say("Nothing was kept: no mission folder here. `contingent init DIR` starts one.")
    elif not added:
        say(f"Nothing new for {desk.folder}.")
    elif desk.mission.review is ReviewRule.TWO_PERSON:
        say(f"{added} entries added to {desk.folder}. Drafts wait for two persons each.")
    elif accept is None:
        say(f"{added} entries added to {desk.folder}. Drafts wait: contingent review")
    else:
        say(f"{added} entries added to {desk.folder}.")


def _desk_or_none(mission: Path | None, label: LabelAsked) -> Desk | None:
    """The mission's desk; None where no mission was named and none is found."""
    try:
        return open_desk(mission, write=True, act=Act.ENTER, label=label)
    except MissionNotFound:
        if is_named(mission):
            raise
        return None


def _files(paths: Iterable[Path]) -> tuple[list[Path], list[Problem]]:
    """Every file named or below a folder named, once, in order; a Problem for what is not one."""
    files: dict[Path, None] = {}
    problems: list[Problem] = []
    for path in paths:
        if os.path.isdir(path):
            found, faults = _below(path)
            files |= dict.fromkeys(found)
            problems += faults
        else:
            files[path] = None  # a file that is not there is the reader's to report
    return list(files), problems


def _below(folder: Path) -> tuple[list[Path], list[Problem]]:
    """The visible files below a folder, by name; each folder once, however it is linked."""
    faults: list[OSError] = []
    files: list[Path] = []
    seen: set[str] = set()
    for place, folders, names in os.walk(folder, onerror=faults.append, followlinks=True):
        real = os.path.realpath(place)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        visible = [Path(place, name) for name in names if not name.startswith(".")]
        files += [path for path in visible if not _is_our_own(path)]
    problems = [
        Problem(where=str(fault.filename), what=f"cannot be read ({fault.strerror})")
        for fault in faults
    ]
    if not files and not problems:
        problems.append(Problem(where=str(folder), what="holds no file to read"))
    return sorted(files), problems


def _is_our_own(path: Path) -> bool:
    """True for what Contingent itself keeps in a mission folder."""
    for root in (path.parent, path.parent.parent):
        if (root / "mission.yaml").is_file():
            return bool(_OUR_OWN.fullmatch(path.relative_to(root).as_posix()))
    return False


def _print_readings(readings: Iterable[Reading], desk: Desk | None) -> None:
    from contingent.cli.printing import console
    from contingent.exports.readings import reading_sections
    from contingent.exports.terminal import print_section

    for section in reading_sections(readings, desk.names if desk else None):
        print_section(section, console())
