"""`read`: documents become drafts, or accepted statements."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.cli.desk import Desk, LabelAsked, is_named, open_desk
from contingent.cli.interrupts import heeding_interrupt
from contingent.cli.models import (
    ModelAddress,
    ModelAsked,
    ModelName,
    ModelPrice,
    ModelSeconds,
    model_asked,
)
from contingent.cli.options import AsJson, LabelWord, MissionFolder, ReleasableTo, now
from contingent.cli.printing import progress, say, say_problems
from contingent.errors import MissionNotFound, Problem
from contingent.ledger.roles import Act

if TYPE_CHECKING:
    from contingent.exports.sheet import Section
    from contingent.ledger.book import Key
    from contingent.read.advice import Advice
    from contingent.read.archives import Piece
    from contingent.read.proposals import Weighed
    from contingent.read.reader import Reading
    from contingent.situation import Run, Window

__all__ = ["commands"]

_OUR_OWN = re.compile(
    r"mission\.yaml|(?:ledger|people)\.db.*|[^/]+\.csv|documents/d-[0-9a-f]{16}\.txt"
)

commands = typer.Typer()


@commands.command("read")
def read(
    sources: Annotated[
        list[str], typer.Argument(metavar="PATH...", help="Files, folders or addresses.")
    ],
    accept: Annotated[
        str | None,
        typer.Option("--accept", help="`rules`: accept what a named rule accepts; else drafts."),
    ] = None,
    label: LabelWord = None,
    releasable_to: ReleasableTo = None,
    fetch: Annotated[
        bool, typer.Option("--fetch", help="Fetch what is named by its address.")
    ] = False,
    jobs: Annotated[
        int, typer.Option("--jobs", min=1, max=256, help="How many processes read.")
    ] = 1,
    engine: Annotated[
        str, typer.Option("--engine", help="`local`, or `ray`: the cluster of RAY_ADDRESS.")
    ] = "local",
    model: ModelAddress = None,
    model_name: ModelName = "",
    model_seconds: ModelSeconds = 60.0,
    model_price: ModelPrice = None,
    mission: MissionFolder = None,
    as_json: AsJson = False,
) -> None:
    """Read documents into drafts or statements.

    With --accept rules, what a named rule accepts becomes a statement; the rest waits as drafts.
    """
    if accept not in (None, "rules"):
        raise typer.BadParameter("--accept takes the word `rules`")
    desk = _desk_or_none(mission, LabelAsked.of(label, releasable_to))
    asked = model_asked(model, name=model_name, seconds=model_seconds, price=model_price)
    run = _run(desk, jobs, engine, by_rules=accept == "rules")
    run = replace(run, model=asked.model_for(desk.mark if desk else None))
    files, problems = _files(sources)
    report = (
        _JsonReport(asked)
        if as_json
        else _TableReport(desk, asked, by_rules=accept == "rules" and desk is not None)
    )
    report.add((), problems)
    is_partial, added = bool(problems), 0
    with heeding_interrupt() as heed, progress(len(files), doing="Reading") as advance:

        def after_each() -> None:
            advance()
            heed()

        pieces = _gathered(files, fetch, after_each)
        for window, new in _windows(desk, run, pieces):
            heed()
            report.add(window.readings, window.problems, new)
            report.hear(window.advice)
            is_partial = is_partial or window.refused > 0
            added += len(new)
    report.show()
    _say_what_was_kept(desk, added, accept)
    if is_partial or asked.unanswered:
        raise typer.Exit(3)
    if desk:
        desk.leave()


def _run(desk: Desk | None, jobs: int, engine: str, *, by_rules: bool) -> Run:
    from contingent.situation import Engine, Reader, Run

    words = [each.value for each in Engine]
    if engine not in words:
        raise typer.BadParameter(f"--engine: there is no {engine!r}; there are {', '.join(words)}")
    if engine == Engine.RAY.value and find_spec("ray") is None:
        raise typer.BadParameter("--engine ray: Ray is not installed; install contingent[ray]")
    run = Run(
        reader=Reader.of_mission(desk.mission if desk else None, today=now().date()),
        jobs=jobs,
        engine=Engine(engine),
        by_rules=by_rules,
    )
    return replace(run, review=desk.mission.review) if desk else run


def _gathered(
    files: list[str], may_fetch: bool, after_each: Callable[[], None]
) -> Iterator[Piece | Problem]:
    from contingent.situation import gathered

    return gathered(files, may_fetch=may_fetch, after_each=after_each)


def _windows(
    desk: Desk | None, run: Run, pieces: Iterator[Piece | Problem]
) -> Iterator[tuple[Window, tuple[Key, ...]]]:
    """Each window of documents as it was read, and the keys of what it added to the ledger."""
    from contingent.situation import read_only, read_onto_record

    if desk is None:
        yield from ((window, ()) for window in read_only(run, pieces))
    else:
        yield from read_onto_record(run, pieces, ledger=desk.ledger, folder=desk.folder, clock=now)


class _JsonReport:
    """All that was read as one JSON document, written at the end."""

    def __init__(self, asked: ModelAsked) -> None:
        from contingent.exports.readings import ReadingSpool

        self._asked = asked
        self._spool = ReadingSpool(with_model=asked.is_asked)
        self._problems: list[Problem] = []

    def add(
        self, readings: Iterable[Reading], problems: Iterable[Problem], new: Iterable[Key] = ()
    ) -> None:
        """Take over a window; what it added to the ledger is no part of the document."""
        found = list(problems)
        self._problems += found
        self._spool.add(readings, found)

    def hear(self, advice: Advice | None) -> None:
        """Take over what a model said in a window."""
        if advice is not None:
            self._asked.add(advice)
            self._spool.add_proposals(advice.weighed)

    def show(self) -> None:
        """The document on standard output, then the problems."""
        self._spool.write_to(sys.stdout, model=self._asked.plain())
        say_problems(self._problems)
        self._asked.say()


class _TableReport:
    """The documents of a first window one by one; of more, how many there were of each sort.

    Where rules accept, it ends with what they accepted.
    """

    def __init__(self, desk: Desk | None, asked: ModelAsked, *, by_rules: bool) -> None:
        from contingent.exports.readings import Accepted, Tally

        self._desk = desk
        self._accepted = Accepted() if by_rules else None
        self._asked = asked
        self._proposals: list[Weighed] = []
        self._first: list[Reading] = []
        self._tally = Tally()
        self._windows = 0
        self._problems: list[Problem] = []

    def add(
        self, readings: Iterable[Reading], problems: Iterable[Problem], new: Iterable[Key] = ()
    ) -> None:
        """Take over a window, and the keys of what it added to the ledger."""
        found = list(readings)
        if self._accepted is not None:
            self._accepted.add(found, new)
        self._problems += problems
        self._windows += bool(found)
        self._tally.add(found)
        if self._windows == 1:
            self._first += found

    def hear(self, advice: Advice | None) -> None:
        """Take over what a model said in a window."""
        if advice is not None:
            self._asked.add(advice)
            self._proposals += advice.weighed

    def show(self) -> None:
        """Tables on standard output, then the problems."""
        from contingent.exports.readings import proposals_section

        if self._windows > 1:
            _print(self._tally.section())
        else:
            _print_readings(self._first, self._desk)
        names = self._desk.names if self._desk else None
        if self._proposals:
            _print(proposals_section(self._proposals, names))
        if self._accepted is not None and self._accepted.is_anything:
            _print(self._accepted.section(names))
        say_problems(self._problems)
        self._asked.say()


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


def _files(sources: Iterable[str]) -> tuple[list[str], list[Problem]]:
    """Every file and address named, and file below a folder, once, in order; and what is none."""
    files: dict[str, None] = {}
    problems: list[Problem] = []
    for source in sources:
        if os.path.isdir(source):
            found, faults = _below(Path(source))
            files |= dict.fromkeys(map(str, found))
            problems += faults
        else:
            files[source] = None  # a file that is not there is the reader's to report
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
    from contingent.exports.readings import reading_sections

    for section in reading_sections(readings, desk.names if desk else None):
        _print(section)


def _print(section: Section) -> None:
    from contingent.cli.printing import console
    from contingent.exports.terminal import print_section

    print_section(section, console())
