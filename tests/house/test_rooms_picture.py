"""The picture of the rooms is drawn from the code, and is the one that the page shows."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def drawing() -> ModuleType:
    """The script that draws it."""
    place = ROOT / "scripts" / "draw_layers.py"
    spec = importlib.util.spec_from_file_location("draw_layers", place)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_picture_is_current(drawing):
    """`python scripts/draw_layers.py` would change nothing."""
    assert drawing.PICTURE.read_text(encoding="utf-8") == drawing.picture()


def test_every_room_is_in_the_picture_once(drawing):
    """A room that is in the tree is drawn, and none is drawn that is not."""
    inside = {
        path.stem
        for path in (ROOT / "src" / "contingent").iterdir()
        if (path.suffix == ".py" or (path / "__init__.py").exists())
        and path.stem not in {"__init__", "__main__"}
    }
    assert sorted(drawing.rooms()) == sorted(inside)
    words = [text.text for text in ElementTree.fromstring(drawing.picture()).iter() if text.text]
    assert all(words.count(room) == 1 for room in inside)


def test_arcs_lead_downwards_only(drawing):
    """What the picture shows is the order that the contract demands."""
    order = drawing.rooms()
    pairs = drawing.imports_between()
    assert ("situation", "ledger") in pairs
    assert all(order.index(upper) < order.index(lower) for upper, lower in pairs)
    assert not pairs & {("field", "force"), ("read", "ledger"), ("ledger", "read")}
