"""Mission folders to run commands in: a small one of our own, and the bundled sample."""

from __future__ import annotations

from pathlib import Path

import pytest
from asking import MISSION, ask, report


@pytest.fixture(autouse=True)
def _nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every command runs in an empty folder and knows of no mission but the one it is told."""
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    for variable in (
        "CONTINGENT_MISSION",
        "CONTINGENT_TOKEN",
        "CONTINGENT_USER",
        "COLUMNS",
        "FORCE_COLOR",
    ):
        monkeypatch.delenv(variable, raising=False)


@pytest.fixture
def mission(tmp_path: Path) -> Path:
    """A small mission of our own with an empty ledger."""
    folder = tmp_path / "lakes"
    assert ask("init", folder).code == 0
    (folder / "mission.yaml").write_text(MISSION, encoding="utf-8")
    return folder


@pytest.fixture
def clipping(tmp_path: Path) -> Path:
    """A report in a file."""
    path = tmp_path / "clipping.txt"
    path.write_text(report("Kenya", 800), encoding="utf-8")
    return path


@pytest.fixture(scope="session")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled Gaza mission. Do not write to it: every test reads the same one."""
    folder = tmp_path_factory.mktemp("sample") / "gaza"
    assert ask("init", folder, "--sample", "gaza").code == 0
    return folder
