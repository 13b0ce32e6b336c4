"""A name becomes a new mission folder: commented and empty, or filled with a bundled sample."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from importlib.resources import as_file, files
from importlib.resources.abc import Traversable
from pathlib import Path

from contingent.errors import InvalidMission, LedgerNotWritable, Problem
from contingent.mission.folder import MISSION_FILE
from contingent.vocabulary.plain import statement_of
from contingent.vocabulary.statement import Statement

__all__ = [
    "SampleStatement",
    "mission_template",
    "sample_folder",
    "sample_names",
    "sample_statements",
    "start_mission",
]

_STATEMENTS = "statements.jsonl"


@dataclass(frozen=True, slots=True, kw_only=True)
class SampleStatement:
    """A statement of a bundled sample and the day on which it could first be known."""

    known_on: date
    record: str  # its number in the collection that the sample was made from
    statement: Statement


def mission_template(name: str) -> str:
    """A commented mission.yaml for a mission of that name: valid as it stands."""
    text = (files("contingent") / "mission" / "template.yaml").read_text(encoding="utf-8")
    return text.replace("{{NAME}}", json.dumps(name, ensure_ascii=False))


def sample_names() -> tuple[str, ...]:
    """The bundled samples."""
    folders = (files("contingent") / "sample").iterdir()
    return tuple(sorted(folder.name for folder in folders if (folder / MISSION_FILE).is_file()))


@contextmanager
def sample_folder(name: str) -> Iterator[Path]:
    """The files of a bundled sample, to be read; InvalidMission if there is no such sample."""
    with as_file(_sample(name)) as folder:
        yield folder


def sample_statements(name: str) -> Iterator[SampleStatement]:
    """What was said in a bundled sample, in the order in which it became known.

    Raises InvalidMission if there is no such sample.
    """
    text = (_sample(name) / _STATEMENTS).read_text(encoding="utf-8")
    for line in text.splitlines():
        values = json.loads(line)
        yield SampleStatement(
            known_on=date.fromisoformat(values.pop("known_on")),
            record=values.pop("record"),
            statement=statement_of(values),
        )


def start_mission(folder: Path, *, sample: str | None = None) -> tuple[Path, ...]:
    """Make a mission folder, filled with a bundled sample where one is named; what was written.

    Nothing that is there is overwritten. Raises InvalidMission for a file in the way or an
    unknown sample, LedgerNotWritable where the disk refuses; then nothing is left behind.
    """
    if sample is None:
        contents = {MISSION_FILE: mission_template(folder.resolve().name or "A new mission")}
    else:
        contents = {
            source.name: source.read_text(encoding="utf-8")
            for source in _sample(sample).iterdir()
            if source.name.endswith((".yaml", ".csv"))
        }
    taken = [folder / name for name in contents if (folder / name).exists()]
    if taken:
        what = "is there already; nothing was overwritten"
        raise InvalidMission(Problem(where=str(path), what=what) for path in taken)
    return _write(folder, contents)


def _sample(name: str) -> Traversable:
    if name not in sample_names():
        what = f"there is no such sample; there is {', '.join(sample_names())}"
        raise InvalidMission([Problem(where=f"sample {name}", what=what)])
    return files("contingent") / "sample" / name


def _write(folder: Path, contents: Mapping[str, str]) -> tuple[Path, ...]:
    written: list[Path] = []
    try:
        (folder / "documents").mkdir(parents=True, exist_ok=True)
        for name, text in sorted(contents.items()):
            with (folder / name).open("x", encoding="utf-8", newline="\n") as file:
                written.append(folder / name)
                file.write(text)
    except OSError as error:
        for path in written:
            path.unlink(missing_ok=True)
        raise LedgerNotWritable(folder, error.strerror or str(error)) from error
    return tuple(written)
