"""What a command found goes to standard output; what it has to say about it, to standard error."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contingent.errors import FileNotWritable, Problem
from contingent.exports.printable import printable

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["console", "progress", "say", "say_problems", "write_bytes", "write_json", "write_text"]

_PIPED_WIDTH = 120


def console() -> Console:
    """Standard output with styles where it is a terminal; NO_COLOR is honoured.

    Elsewhere it is as wide as COLUMNS says, else 120 characters.
    """
    from rich.console import Console

    if sys.stdout.isatty():
        return Console(highlight=False)
    columns = os.environ.get("COLUMNS", "")
    return Console(highlight=False, width=int(columns) if columns.isdecimal() else _PIPED_WIDTH)


def write_json(document: Any) -> None:
    """One JSON document on standard output."""
    is_unicode = "utf" in (sys.stdout.encoding or "").lower()
    text = json.dumps(document, ensure_ascii=not is_unicode, indent=2)
    sys.stdout.write(text + "\n")


def write_text(path: Path, text: str | Iterable[str]) -> None:
    """A text file in UTF-8, whole or in pieces; raises FileNotWritable with the reason."""
    try:
        with path.open("w", encoding="utf-8") as file:
            file.writelines([text] if isinstance(text, str) else text)
    except OSError as error:
        raise FileNotWritable(path, error.strerror or "the disk refuses") from error


def write_bytes(path: Path | None, data: bytes) -> None:
    """A file as it is; without a path, or to `-`, standard output. Raises FileNotWritable."""
    if path is None or str(path) == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(data)
        return
    try:
        path.write_bytes(data)
    except OSError as error:
        raise FileNotWritable(path, error.strerror or "the disk refuses") from error
    say(f"{path}: {len(data):,} bytes")


def say(line: str) -> None:
    """A line for the person, on standard error, without what a terminal would obey.

    What was printed before stands before it, also where both go to one file.
    """
    with suppress(OSError):  # what cannot be written is told when the command leaves
        sys.stdout.flush()
    sys.stderr.write(printable(line) + "\n")


def say_problems(problems: Iterable[Problem]) -> int:
    """Every problem on its own line of standard error; returns how many there were."""
    count = 0
    for problem in problems:
        count += 1
        say(str(problem))
    return count


@contextmanager
def progress(total: int, *, doing: str) -> Iterator[Callable[[], None]]:
    """Something to call after each of `total` steps; only a terminal sees a bar move."""
    if not sys.stderr.isatty() or total < 2:
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(doing, total=total)
        yield lambda: bar.advance(task)
