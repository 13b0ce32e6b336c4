"""Missions to visit: the bundled sample, read only, and a small one to write to."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from visiting import Visitor, mission_at


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """The bundled Gaza mission. Every test sees the same one: do not write to it."""
    visitor = Visitor(mission_at(tmp_path_factory.mktemp("web") / "gaza", sample="gaza"))
    yield visitor
    visitor.close()


@pytest.fixture
def lakes(tmp_path: Path) -> Iterator[Visitor]:
    """A small mission of our own with an empty ledger."""
    visitor = Visitor(mission_at(tmp_path / "lakes"))
    yield visitor
    visitor.close()
