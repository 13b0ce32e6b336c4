"""Files that somebody sends become readings, made in a process of their own with tight limits."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from contingent.errors import Problem
from contingent.ledger.chain import EntryKind
from contingent.ledger.people import Account
from contingent.read.documents import MOST_BYTES
from contingent.read.imprints import imprints
from contingent.read.reader import Reading
from contingent.situation import Reader, Run, Settled, Window, record_run
from contingent.vocabulary.plain import document_of, flag_of, statement_of
from contingent.web.jobs import Job, Outcome, Stopped
from contingent.web.workplace import Workplace

__all__ = ["LIMITS_WORDS", "MOST_FILES", "Sent", "read_sent"]

MOST_FILES = 200
LIMITS_WORDS = f"{MOST_FILES} files of {MOST_BYTES // 1_000_000} MB each, 60 MB together"
_TOGETHER = 25  # files read by one process; one without a date may learn it from another
_SECONDS_EACH = 30
_GLANCE_SECONDS = 0.1
_LARGEST_ANSWER = 200_000_000
_PLAIN_ENDING = re.compile(r"\.[a-z0-9]{1,8}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sent:
    """One file as it came: its name is what the sender says and is never used as a path."""

    name: str
    data: bytes


class _Unread(Exception):
    """The reading process ended without an answer; why, in words."""


def read_sent(
    workplace: Workplace,
    account: Account | None,
    sent: Sequence[Sent],
    *,
    by_rules: bool,
    job: Job,
) -> Outcome:
    """Read files and record what was read for an account, window by window; what came of it.

    Raises Stopped between windows once somebody asked for it, and what `record_run` raises.
    """
    mission = workplace.holdings(account).mission
    run = Run(reader=Reader.of_mission(mission), by_rules=by_rules, review=mission.review)
    entries, drafts, problems = 0, 0, []
    with tempfile.TemporaryDirectory(prefix="contingent-") as room:

        def read(settled: Settled) -> Iterator[Window]:
            for start in range(0, len(sent), _TOGETHER):
                job.advance(start)
                some = sent[start : start + _TOGETHER]
                yield _window(workplace, some, Path(room), settled, job)

        for window, added in record_run(
            run,
            read,
            ledger=workplace.view(account),
            folder=workplace.folder,
            clock=workplace.now,
        ):
            entries += len(added)
            drafts += sum(key.kind == EntryKind.DRAFT for key in added)
            problems += [str(problem) for problem in window.problems]
    files = f"{len(sent)} file{'' if len(sent) == 1 else 's'}"
    told = (
        f"{files} read on {workplace.now().date()}: {entries} entries added, {drafts} drafts wait."
    )
    onward = "/evidence/review" if drafts else "/evidence"
    return Outcome(lines=(told, *problems), onward=onward)


def _window(
    workplace: Workplace, sent: Sequence[Sent], room: Path, settled: Settled, job: Job
) -> Window:
    """What some files come to; one that breaks the process is refused, the others are read."""
    try:
        return _answer(workplace, sent, room, settled, job)
    except _Unread as fault:
        if len(sent) == 1:
            problem = Problem(where=sent[0].name, what=f"was not read: {fault}")
            return Window(readings=(), problems=(problem,), refused=1)
    windows = [_window(workplace, [each], room, settled, job) for each in sent]
    return Window(
        readings=tuple(reading for window in windows for reading in window.readings),
        problems=tuple(problem for window in windows for problem in window.problems),
        lent_days={id: day for window in windows for id, day in window.lent_days.items()},
        imprints=tuple(mark for window in windows for mark in window.imprints),
        refused=sum(window.refused for window in windows),
    )


def _answer(
    workplace: Workplace, sent: Sequence[Sent], room: Path, settled: Settled, job: Job
) -> Window:
    """Ask a reading process; _Unread if it fails, is too slow, or answers with anything else."""
    names = {}
    for number, each in enumerate(sent):
        path = room / f"{number:03d}{_suffix(each.name)}"
        path.write_bytes(each.data)
        names[str(path)] = each.name
    question = {
        "folder": str(workplace.folder.absolute()),
        "paths": list(names),
        "today": workplace.now().date().isoformat(),
        "settled": {id: day.isoformat() if day else None for id, day in settled.days.items()},
    }
    asked, answered = room / "question.json", room / "answer.json"
    asked.write_text(json.dumps(question))
    _run(asked, answered, seconds=_SECONDS_EACH * len(sent), job=job)
    if answered.stat().st_size > _LARGEST_ANSWER:
        raise _Unread("what was read in it is more than is taken in")
    try:
        values = json.loads(answered.read_bytes())
        return _window_of(values, names)
    except (KeyError, TypeError, ValueError) as fault:
        raise _Unread(f"its reading could not be understood ({type(fault).__name__})") from fault


def _run(asked: Path, answered: Path, *, seconds: float, job: Job) -> None:
    """Run the reading process to its end, stopping it when the job is or its time is over."""
    command = [sys.executable, "-I", "-m", "contingent.web.reading_process"]
    with asked.open("rb") as question, answered.open("wb") as answer:
        process = subprocess.Popen(  # noqa: S603 - our own interpreter and module
            command, stdin=question, stdout=answer, stderr=subprocess.DEVNULL, cwd=asked.parent
        )
        try:
            until = time.monotonic() + seconds
            while process.poll() is None:
                if job.is_stopping:
                    raise Stopped
                if time.monotonic() > until:
                    raise _Unread(f"it took longer than {seconds:g} seconds")
                time.sleep(_GLANCE_SECONDS)
        finally:
            if process.poll() is None:
                process.kill()
            process.wait()
    if process.returncode != 0:
        raise _Unread("the process that read it gave up or came to a limit")


def _suffix(name: str) -> str:
    """The ending of a name where it is short and plain; what a file is, its content says."""
    ending = Path(name.replace("\\", "/")).suffix.lower()
    return ending if _PLAIN_ENDING.fullmatch(ending) else ".txt"


def _window_of(values: Mapping[str, Any], names: Mapping[str, str]) -> Window:
    readings = tuple(_reading_of(each, names) for each in values["readings"])
    return Window(
        readings=readings,
        problems=tuple(
            Problem(where=_named(each["where"], names), what=each["what"])
            for each in values["problems"]
        ),
        lent_days={id: date.fromisoformat(day) for id, day in values["lent_days"].items()},
        imprints=imprints([(reading.document, reading.statements) for reading in readings]),
        refused=int(values["refused"]),
    )


def _reading_of(values: Mapping[str, Any], names: Mapping[str, str]) -> Reading:
    document = dict(values["document"])
    document["source"] = _named(document["source"], names)
    return Reading(
        document=document_of(document),
        statements=tuple(statement_of(each) for each in values["statements"]),
        flags=tuple(flag_of(each) for each in values["flags"]),
        problems=(),  # they stand with those of the window
    )


def _named(path: str, names: Mapping[str, str]) -> str:
    """The sender's name for a file in place of ours; what is inside an archive keeps its own."""
    known = next((known for known in names if path.startswith(known)), None)
    return path if known is None else names[known] + path.removeprefix(known)
