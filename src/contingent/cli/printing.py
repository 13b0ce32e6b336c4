"""What a command found goes to standard output; what it has to say about it, to standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from contingent.errors import FileNotWritable, Problem

if TYPE_CHECKING:
    from rich.console import Console

__all__ = ["console", "progress", "say", "say_problems", "write_json", "write_text"]


def console() -> Console:
    """Standard output with styles where it is a terminal; NO_COLOR is honoured."""
    from rich.console import Console

    wide = None if sys.stdout.isatty() else 120
    return Console(highlight=False, soft_wrap=False, width=wide)


def write_json(document: Any) -> None:
    """One JSON document on standard output."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def write_text(path: Path, text: str) -> None:
    """A text file in UTF-8; raises FileNotWritable with the reason."""
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise FileNotWritable(path, error.strerror or "the disk refuses") from error


def say(line: str) -> None:
    """One line for the person, on standard error."""
    sys.stderr.write(line + "\n")


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
