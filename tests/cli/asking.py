"""A command line becomes what a person would see of it: exit code, output, messages."""

from __future__ import annotations

import contextlib
import io
import json
import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contingent.cli import main
from contingent.ledger.book import Ledger
from contingent.ledger.chain import Entry
from contingent.ledger.sqlite import open_sqlite

__all__ = [
    "Answer",
    "ask",
    "ask_process",
    "ask_terminal",
    "entries",
    "keys",
    "report",
    "start_process",
]

MISSION = """\
code: LAKES
name: Lakes Support Force
theatre: Lakeland
also: [LSF]
bodies:
  - code: LAKE-BOARD
    name: Board of the Lakes
    role: board
parties:
  - code: NORTHERN-FRONT
    name: Northern Front
    also: [the Front]
requirement:
  strength:
    - kind: infantry
      target: 3000
      assumption: true
      reason: No requirement was published.
questions:
  - topic: mandate
    text: What may the force do?
    asked_by: [KEN]
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What came of a command."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """Standard output as the one JSON document that it is."""
        return json.loads(self.out)

    @property
    def messages(self) -> list[str]:
        """Standard error, line by line."""
        return self.err.splitlines()


def ask(*arguments: object) -> Answer:
    """Run a command in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", newline="") for _ in range(2))
    code: Any = 0
    with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
        try:
            main([str(argument) for argument in arguments])
        except SystemExit as leaving:
            code = leaving.code
    texts = []
    for stream in (out, err):
        stream.flush()
        texts.append(stream.buffer.getvalue().decode("utf-8"))  # type: ignore[attr-defined]
    return Answer(code=int(code or 0), out=texts[0], err=texts[1])


def start_process(
    arguments: Sequence[object], *, environment: Mapping[str, str] | None = None, **options: Any
) -> subprocess.Popen[str]:
    """Start a command as a process of its own, which Ctrl-C can reach."""
    return subprocess.Popen(
        [sys.executable, "-m", "contingent", *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=options.pop("stderr", subprocess.PIPE),
        text=True,
        encoding="utf-8",
        env={**os.environ, **(environment or {})},
        # A test run in the background hands on that Ctrl-C is to be ignored.
        preexec_fn=options.pop("preexec_fn", _hear_interrupts),
        **options,
    )


def _hear_interrupts() -> None:
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def ask_process(
    *arguments: object, environment: Mapping[str, str] | None = None, **options: Any
) -> Answer:
    """Run a command as a process of its own and wait for its end."""
    with start_process(arguments, environment=environment, **options) as process:
        out, err = process.communicate(timeout=120)
    return Answer(code=process.returncode, out=out, err=err)


def ask_terminal(
    *arguments: object, answers: str = "", environment: Mapping[str, str] | None = None
) -> Answer:
    """Run a command at a terminal of 100 columns; all that it showed, messages included."""
    ours, theirs = pty.openpty()
    size = {"TERM": "xterm-256color", "COLUMNS": "100", "LINES": "40"}
    process = subprocess.Popen(
        [sys.executable, "-m", "contingent", *map(str, arguments)],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        env={**os.environ, **size, **(environment or {})},
    )
    os.close(theirs)
    os.write(ours, answers.encode())
    shown = b"".join(_parts(ours))
    os.close(ours)
    text = shown.decode("utf-8", "replace").replace("\r\n", "\n")
    return Answer(code=process.wait(timeout=60), out=text, err="")


def _parts(handle: int) -> Iterator[bytes]:
    """What comes from a terminal until its other side is closed."""
    with contextlib.suppress(OSError):  # how Linux says that nobody is left
        while part := os.read(handle, 65_536):
            yield part


def entries(folder: Path) -> list[Entry]:
    """Everything in the ledger of a mission folder."""
    return list(Ledger(open_sqlite(folder / "ledger.db")).entries())


def keys(folder: Path) -> list[tuple[str, str]]:
    """What the ledger holds, in order, without its moments."""
    return [(entry.kind.value, entry.id) for entry in entries(folder)]


def report(state: str, number: int, *, day: str = "2025-03-04") -> str:
    """A short report, invented: a state on record as ready to send so many."""
    return (
        f"{state} weighs a part in the Lakes Support Force\n\nPublished: {day}\n\n"
        f"The foreign ministry of {state} said on Tuesday that {state} was ready to send up to "
        f"{number} troops to the Lakes Support Force.\n"
    )
