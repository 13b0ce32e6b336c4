"""A name becomes a new mission folder, and nothing that is there is overwritten."""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path

import pytest

from contingent.errors import InvalidMission, LedgerNotWritable
from contingent.mission import Mission, load_mission, mission_template, start_mission
from contingent.mission.model import Sourced


def test_the_template_is_valid_as_written_and_explains_every_block(tmp_path: Path):
    """Whoever starts a mission starts from a file that loads and shows every key."""
    start_mission(tmp_path / "Straße von 'X': \"1\"")
    mission, problems = load_mission(tmp_path / "Straße von 'X': \"1\"")
    assert mission.name == "Straße von 'X': \"1\""
    assert not problems
    text = mission_template("x")
    for key in Mission.model_fields:
        assert f"\n{key}:" in text or f"\n# {key}:" in text


def test_the_examples_of_the_template_are_valid_too(tmp_path: Path):
    """Uncommented as they stand, the examples make a mission without a mistake."""
    (tmp_path / "mission.yaml").write_text(uncommented(mission_template("x")), encoding="utf-8")
    mission, problems = load_mission(tmp_path)
    assert not problems
    assert all(getattr(mission, name) for name in Mission.model_fields if name != "also")
    assert mission.requirement.strength
    assert mission.requirement.ratios


_SINGLE = "authorisation|funding|handling|horizon|ledger|past_case|planning|theatre_place"


def uncommented(text: str) -> str:
    """The template with its example lines in place of the empty lists."""
    lines = []
    for line in text[text.index("\ncode:") :].splitlines():
        example = re.match(rf"( *)# (- .*|  .*|(?:{_SINGLE}):.*)$", line)
        if example:
            lines.append(example[1] + example[2])
        elif not line.lstrip().startswith("#"):
            lines.append(line if line.startswith("also") else line.removesuffix(" []"))
    return "\n".join(lines) + "\n"


def test_a_mission_file_in_the_way_is_left_alone(tmp_path: Path):
    """Starting over an old mission changes nothing in it."""
    (tmp_path / "mission.yaml").write_text("mine")
    for sample in (None, "gaza"):
        with pytest.raises(InvalidMission, match="nothing was overwritten"):
            start_mission(tmp_path, sample=sample)
    assert (tmp_path / "mission.yaml").read_text() == "mine"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["mission.yaml"]


def test_an_unknown_sample_says_which_there_are(tmp_path: Path):
    """A mistyped sample leaves nothing behind and names the real ones."""
    with pytest.raises(InvalidMission, match="there is gaza"):
        start_mission(tmp_path / "new", sample="../gaza")
    assert not (tmp_path / "new").exists()


@pytest.mark.skipif(os.name != "posix", reason="needs a path that cannot be a folder")
def test_a_place_that_cannot_be_written_says_so(tmp_path: Path):
    """Where the disk refuses, one sentence says so and nothing is left behind."""
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(LedgerNotWritable, match="cannot be written"):
        start_mission(tmp_path / "file" / "mission")


def test_as_known_leaves_nothing_that_is_dated_later(tmp_path: Path):
    """A mission as known on a day holds no item of a later day, at any depth."""
    from contingent.mission import as_known

    start_mission(tmp_path / "m", sample="gaza")
    mission, _ = load_mission(tmp_path / "m")
    day = date(2025, 12, 20)
    found = list(dated(as_known(mission, day)))
    assert found
    assert max(found) <= day
    assert as_known(mission, date.max) == mission


def dated(item: object) -> list[date]:
    """Every day at which something in an item was known."""
    if isinstance(item, tuple):
        return [day for part in item for day in dated(part)]
    if not isinstance(item, Sourced | Mission):
        return []
    days = [getattr(item, name, None) for name in ("since", "said_on", "date", "answered_on")]
    parts = [day for name in type(item).model_fields for day in dated(getattr(item, name))]
    return [getattr(day, "last", day) for day in days if day] + parts
