"""`init`: a mission folder is made whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from asking import ask, keys


def test_a_new_folder_holds_a_valid_mission_and_an_empty_ledger(tmp_path):
    """What `init` writes can be used as it stands."""
    folder = tmp_path / "deep" / "new"
    answer = ask("init", folder)
    assert answer.code == 0
    assert "mission.yaml" in answer.err
    assert {"documents", "ledger.db", "mission.yaml"} <= {path.name for path in folder.iterdir()}
    assert ask("positions", "--mission", folder).code == 0
    assert keys(folder) == []
    assert 'name: "new"' in (folder / "mission.yaml").read_text(encoding="utf-8")


def test_the_sample_is_filled_and_verifies(sample, tmp_path):
    """The bundled mission comes with its statements, each accepted by a named rule."""
    assert len(keys(sample)) > 200
    assert ask("ledger", "verify", "--mission", sample).code == 0
    document = ask("init", tmp_path / "again", "--sample", "gaza", "--json").document
    assert document["schema"] == "contingent.init/1"
    kinds = [kind for kind, _ in keys(sample)]
    assert document["statements"] == kinds.count("statement")
    assert set(kinds) == {"statement", "observation"}


def test_an_existing_mission_is_not_overwritten(mission):
    """What is there stays, to the byte."""
    before = {path: path.read_bytes() for path in mission.iterdir() if path.is_file()}
    answer = ask("init", mission, "--sample", "gaza")
    assert answer.code == 3
    assert "is there already; nothing was overwritten" in answer.err
    assert {path: path.read_bytes() for path in mission.iterdir() if path.is_file()} == before


def test_a_folder_with_other_files_becomes_a_mission_beside_them(tmp_path):
    """`init .` among one's own clippings is welcome."""
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    assert ask("init", tmp_path).code == 0
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "mission.yaml").is_file()


def test_quiet_leaves_a_mission_that_is_there(mission):
    """`make run` may be run again; it starts nothing anew and says nothing."""
    before = (mission / "mission.yaml").read_bytes()
    answer = ask("init", mission, "--sample", "gaza", "--quiet")
    assert (answer.code, answer.out, answer.err) == (0, "", "")
    assert (mission / "mission.yaml").read_bytes() == before


@pytest.mark.parametrize("quiet", [(), ("--quiet",)], ids=["aloud", "quiet"])
def test_an_unknown_sample_is_named_with_those_that_there_are(tmp_path, quiet):
    """A wrong name makes no folder."""
    answer = ask("init", tmp_path / "new", "--sample", "nosuch", *quiet)
    assert answer.code == 3
    assert "nosuch" in answer.err
    assert "gaza" in answer.err
    assert len(answer.messages) == 1
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob(".contingent-*"))


def test_a_file_in_the_way_is_named(tmp_path):
    """A file where the folder should be is not touched."""
    (tmp_path / "new").write_text("mine", encoding="utf-8")
    answer = ask("init", tmp_path / "new")
    assert answer.code == 3
    assert len(answer.messages) == 1
    assert "new: is there already" in answer.err


def test_a_parent_that_is_a_file_is_named(tmp_path):
    """A path that cannot be is one line, and exit 3."""
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    answer = ask("init", tmp_path / "file" / "new")
    assert answer.code == 3
    assert len(answer.messages) == 1


def test_an_interrupted_start_leaves_nothing_behind(tmp_path, monkeypatch):
    """Ctrl-C before the folder is whole: no half-made mission is taken for a whole one."""
    renamed = Path.rename

    def stop(self: Path, target: Path) -> Path:
        if os.fspath(target).endswith("new"):
            raise KeyboardInterrupt
        return renamed(self, target)

    monkeypatch.setattr(Path, "rename", stop)
    answer = ask("init", tmp_path / "new")
    assert answer.code == 1
    assert not (tmp_path / "new").exists()
    assert not list(tmp_path.glob(".contingent-*"))
    monkeypatch.undo()
    assert ask("init", tmp_path / "new").code == 0
