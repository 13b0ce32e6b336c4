"""The reference tells every column, every address and every public name that there is."""

from __future__ import annotations

import importlib.util
import re
from pathlib import Path
from types import ModuleType

import pytest

import contingent

ROOT = Path(__file__).parents[2]
REFERENCE = ROOT / "docs" / "reference"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    """What draws these pages from the code."""
    place = ROOT / "scripts" / "write_reference.py"
    spec = importlib.util.spec_from_file_location("write_reference", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("page", ["columns.md", "endpoints.md", "python.md"])
def test_a_page_drawn_from_the_code_is_current(script, page):
    """`python scripts/write_reference.py` would change nothing."""
    assert page in script.PAGES
    assert (REFERENCE / page).read_text(encoding="utf-8") == "".join(script.PAGES[page]())


def test_every_column_is_explained_where_its_table_is(script):
    """A new column needs a word on what it means, not only its name in a list."""
    for name, (model, page) in script.READ_BESIDE.items():
        told = (REFERENCE / page.partition("#")[0]).read_text(encoding="utf-8")
        words = set(re.findall(r"`(\w+)`", told))
        for column in set(model.model_fields) - {"record"}:
            assert column in words, f"{name}: {column} is not explained in {page}"


def test_every_address_is_explained(script):
    """A page or file that the app answers is told of, with what it shows."""
    told = (REFERENCE / "web.md").read_text(encoding="utf-8")
    told = re.sub(r"\b(CODE|ID|TABLE\.FORMAT)\b", "{}", told)
    table = "".join(script.PAGES["endpoints.md"]())
    paths = re.findall(r"^\| `(/[^`]*)` \|", table, flags=re.MULTILINE)
    paths += re.findall(r"^### [A-Z]+ (/\S+)", table, flags=re.MULTILINE)
    assert len(paths) > 30
    shapes = [re.sub(r"\{\w+\}", "{}", path).removeprefix("/api/v1") for path in paths]
    missing = [
        shape
        for shape in shapes
        if not re.search(rf"{re.escape(shape)}[`?]", told)
        and f"`/{shape.rsplit('/', 1)[-1]}`" not in told
    ]
    assert not missing


def test_every_public_name_has_its_section():
    """What can be imported from `contingent` is on the page of names."""
    page = (REFERENCE / "python.md").read_text(encoding="utf-8")
    assert re.findall(r"^## (\w+)$", page, flags=re.MULTILINE) == contingent.__all__


def test_every_key_of_the_mission_file_is_explained():
    """Whatever a planner may write has its word on the page of the mission file."""
    from contingent.mission.model import Mission

    page = (REFERENCE / "mission-file.md").read_text(encoding="utf-8")
    words = set(re.findall(r"`(\w+)[`:]", page))
    missing = sorted(_keys(Mission, set()) - words)
    assert not missing


def _keys(model, seen) -> set[str]:
    """The names of a model's fields and of those of every model inside it."""
    from pydantic import BaseModel

    if model in seen:
        return set()
    seen.add(model)
    found = set()
    for name, field in model.model_fields.items():
        found.add(name)
        waiting = [field.annotation]
        while waiting:
            each = waiting.pop()
            waiting += getattr(each, "__args__", ())
            if isinstance(each, type) and issubclass(each, BaseModel):
                found |= _keys(each, seen)
    return found
