"""A process of its own reads a stranger's files: a question comes in as JSON, a window goes out.

It runs with no more memory, time and open files than reading needs, and writes nothing but its
answer. Whatever a hostile file makes of the parsers, it happens here.
"""

from __future__ import annotations

import json
import sys
from datetime import date
from pathlib import Path
from typing import Any

from contingent.mission import load_mission
from contingent.read.corpus import Load
from contingent.read.reader import Reading
from contingent.situation import Reader, gathered
from contingent.vocabulary.plain import plain, plain_statement

__all__ = ["main"]

_MEMORY_BYTES = 2_000_000_000
_SECONDS = 120
_OPEN_FILES = 64
_LARGEST_FILE = 400_000_000


def _limit() -> None:
    """Take away what reading does not need; on Windows only the time limit of the parent holds."""
    if sys.platform == "win32":
        return
    import resource

    for what, most in (
        (resource.RLIMIT_AS, _MEMORY_BYTES),
        (resource.RLIMIT_CPU, _SECONDS),
        (resource.RLIMIT_NOFILE, _OPEN_FILES),
        (resource.RLIMIT_FSIZE, _LARGEST_FILE),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def main() -> None:
    """Answer one question from standard input on standard output."""
    question = json.load(sys.stdin)
    mission, _ = load_mission(Path(question["folder"]))
    reader = Reader.of_mission(mission, today=date.fromisoformat(question["today"]))
    _limit()
    settled = {
        id: date.fromisoformat(day) if day else None for id, day in question["settled"].items()
    }
    pieces = tuple(gathered(question["paths"]))
    window = reader.read_window(Load(pieces=pieces, settled_days=settled))
    answer = {
        "readings": [_plain_reading(reading) for reading in window.readings],
        "problems": plain(window.problems),
        "lent_days": {id: day.isoformat() for id, day in window.lent_days.items()},
        "refused": window.refused,
    }
    json.dump(answer, sys.stdout)


def _plain_reading(reading: Reading) -> dict[str, Any]:
    return {
        "document": plain(reading.document),
        "statements": [plain_statement(statement) for statement in reading.statements],
        "flags": plain(reading.flags),
    }


if __name__ == "__main__":
    main()
