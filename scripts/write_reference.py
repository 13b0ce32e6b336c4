"""The parts of the reference that are drawn from the code: columns, endpoints, public names.

    python scripts/write_reference.py

A test fails where a page is not what this script makes of the code.
"""

from __future__ import annotations

import inspect
import re
import tempfile
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, get_args

from pydantic import BaseModel
from starlette.routing import BaseRoute

import contingent
from contingent.exports.grids import Column
from contingent.exports.tables import TABLES as TAKEN_AWAY
from contingent.exports.worked_tables import WORKED_TABLES
from contingent.field.imports import IMPORTS
from contingent.field.network import NetworkRow
from contingent.field.rows import TABLES as REPORTED
from contingent.ledger.book import Ledger, MemoryStore
from contingent.mission import load_mission
from contingent.mission.model import RequirementLine, UnitOffer
from contingent.situation import assess, found_mission
from contingent.vocabulary.moment import AsOf, end_of_day
from contingent.web.app import create_app
from contingent.web.workplace import Workplace

__all__ = ["PAGES", "columns", "endpoints", "public_names"]

REFERENCE = Path(__file__).parents[1] / "docs" / "reference"
WRITTEN = "Written by `python scripts/write_reference.py` from the code; a test holds it to it.\n"
READ_BESIDE = {
    "requirement.csv": (RequirementLine, "mission-file.md#requirement-csv"),
    "offers.csv": (UnitOffer, "mission-file.md#offers-csv"),
    **{f"{name}.csv": (model, "field.md#tables") for name, model in REPORTED.items()},
    "network.csv": (NetworkRow, "field.md#network-csv"),
}


def columns() -> Iterator[str]:
    """Every column of every file that is read or written."""
    yield f"# Columns of files\n\n{WRITTEN}\n## Files beside the mission file\n"
    yield "\nUTF-8 CSV, in any order of columns; an empty cell is a field not given.\n"
    for name, (model, page) in READ_BESIDE.items():
        yield f"\n### {name}\n\n{_said(model)} What the columns mean: [here]({page}).\n\n"
        yield from _fields(model)
    yield "\n## Exports of others that `observe` reads\n"
    for name, event in IMPORTS.items():
        yield f"\n### {name}\n\n{_said(event)} Other columns are passed over.\n\n"
        yield from _fields(event)
    yield "\n## Tables that `export` writes\n\nThe same columns in every format of rows.\n"
    nothing = AsOf(held_on=date(2026, 1, 1), known_at=end_of_day(date(2026, 1, 1)))
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "mission.yaml").write_text("code: A\nname: A\ntheatre: A\n", "utf-8")
        mission, _ = load_mission(Path(folder))
    situation = assess(Ledger(MemoryStore()).entries(), mission, as_of=nothing)
    for name in TAKEN_AWAY:
        grid = contingent.grid_of(name, situation)
        yield f"\n### {name}: {grid.title.lower()}\n\n| column | type | hashtag |\n|---|---|---|\n"
        yield from _tagged(grid.columns)
    for name, table in WORKED_TABLES.items():
        yield f"\n### {name}: {table.title.lower()}\n\nWorked out first.\n\n"
        yield "| column | type | hashtag |\n|---|---|---|\n"
        yield from _tagged(table.columns)


def _tagged(columns: Iterable[Column]) -> Iterator[str]:
    for column in columns:
        tag = f"`{column.hashtag}`" if column.hashtag else ""
        yield f"| `{column.name}` | {column.type.value} | {tag} |\n"


def _said(thing: Any) -> str:
    """The first paragraph of what it says of itself."""
    return (inspect.getdoc(thing) or "").split("\n\n")[0].replace("\n", " ")


def _fields(model: type[BaseModel]) -> Iterator[str]:
    yield "| column | required | else |\n|---|---|---|\n"
    for name, field in model.model_fields.items():
        left_out = "" if field.is_required() or field.default in (None, "", ()) else field.default
        shown = f"`{str(left_out).lower()}`" if left_out != "" else ""
        yield f"| `{name}` | {'yes' if field.is_required() else ''} | {shown} |\n"


def endpoints() -> Iterator[str]:
    """Every address that the web app answers, and what its API takes and gives."""
    with tempfile.TemporaryDirectory() as folder:
        found_mission(Path(folder) / "a", sample=None, recorded_at=datetime(2026, 1, 1, tzinfo=UTC))
        app: Any = create_app(Workplace(Path(folder) / "a"))
    while not hasattr(app, "openapi"):
        app = app._app
    yield f"# Endpoints\n\n{WRITTEN}\n## Pages, files and forms\n\n"
    yield "What they show: [the web app](web.md).\n\n| path | methods |\n|---|---|\n"
    for path, methods in sorted(_answered(app.routes).items()):
        yield f"| `{path}` | {', '.join(sorted(methods))} |\n"
    described = app.openapi()
    yield "\n## API\n"
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            yield f"\n### {method.upper()} {path}\n\n{operation.get('description', '')}".rstrip()
            yield "\n\n| parameter | in | type | meaning |\n|---|---|---|---|\n"
            for each in operation.get("parameters", ()):
                kind = _kind(each["schema"])
                meaning = each.get("description", "").replace("\n", " ")
                yield f"| `{each['name']}` | {each['in']} | {kind} | {meaning} |\n"
            answers = ", ".join(f"`{code}`" for code in sorted(operation["responses"]))
            yield f"\nAnswers: {answers}.\n"


def _answered(routes: list[BaseRoute]) -> dict[str, set[str]]:
    """Each path outside the API with the methods that it takes."""
    found: dict[str, set[str]] = {}
    for route in routes:
        path = getattr(route, "path", "")
        if path and not path.startswith("/api/v1"):
            methods = set(getattr(route, "methods", None) or {"GET"}) - {"HEAD"}
            found.setdefault(path, set()).update(methods)
    return found


def _kind(schema: dict[str, Any]) -> str:
    if "anyOf" in schema:
        return " or ".join(_kind(each) for each in schema["anyOf"])
    return str(schema.get("format") or schema.get("type") or schema["$ref"].rsplit("/", 1)[-1])


def public_names() -> Iterator[str]:
    """Every name that `contingent` itself offers."""
    yield f"# Public names\n\n{WRITTEN}\n"
    yield "`from contingent import ...`; each is imported when it is first used. The package is "
    yield "typed. [The web page](web.md#python) has an example.\n"
    for name in contingent.__all__:
        thing = getattr(contingent, name)
        yield f"\n## {name}\n\n"
        if inspect.isfunction(thing):
            yield f"```text\n{name}{_signature(thing)}\n```\n\n"
        yield f"{inspect.getdoc(thing)}\n"
        if inspect.isclass(thing) and not get_args(thing):
            yield from _members(thing)


def _signature(thing: Any) -> str:
    """Its parameters as text; a default that is a function is shown as `...`."""
    words = str(inspect.signature(thing)).replace("'", "")
    return re.sub(r"<function [^>]*<lambda> at \w+>", "...", words)


def _members(thing: type) -> Iterator[str]:
    rows = [
        f"| `{name}{_signature(member)}` | {_said(member)} |\n".replace(" | None", " \\| None")
        for name, member in vars(thing).items()
        if not name.startswith("_") and inspect.isfunction(member)
    ]
    if rows:
        yield "\n| method | promise |\n|---|---|\n"
        yield from rows


PAGES = {"columns.md": columns, "endpoints.md": endpoints, "python.md": public_names}

if __name__ == "__main__":
    for page, parts in PAGES.items():
        (REFERENCE / page).write_text("".join(parts()), encoding="utf-8")
