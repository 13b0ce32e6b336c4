"""What convoys ask of the force never reaches a page."""

from __future__ import annotations

import shutil

import pytest
from visiting import Visitor, mission_at

from contingent.mission import sample_folder

NEVER = ("infantry:escorts", "convoy escorts", "escort unit", "06:00", "restricted to the role")


@pytest.fixture
def roads(tmp_path):
    """A mission whose folder has a network of roads."""
    folder = mission_at(tmp_path / "lakes")
    with sample_folder("gaza") as bundled:
        shutil.copy(bundled / "network.csv", folder)
    visitor = Visitor(folder)
    yield visitor
    visitor.close()


@pytest.mark.parametrize("asked", ["", "?role=field&escort=3", "?escort=offered", "?escort=40t"])
def test_the_force_page_has_no_word_of_escorts(roads, asked):
    """No address asks for them: parameters of the command line change nothing on a page."""
    answer = roads.get(f"/force{asked}")
    assert answer.status_code in (200, 404, 422)
    assert not [words for words in NEVER if words in answer.text]
    plain = roads.get("/force").text
    assert "infantry" in plain
