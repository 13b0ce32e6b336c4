"""The public face is small, sorted, documented, and costs nothing until it is used."""

from __future__ import annotations

import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import contingent
from contingent import AsOf, Ledger, assess, end_of_day, grid_of, load_mission, open_sqlite
from contingent.situation import found_mission


def test_the_face_has_at_most_25_names_and_each_is_there():
    """Every name can be imported and says what it is; no other name pretends to be there."""
    assert len(contingent.__all__) <= 25
    assert contingent.__all__ == sorted(
        contingent.__all__, key=lambda name: (name[0].islower(), name)
    )
    for name in contingent.__all__:
        assert getattr(contingent, name).__doc__
    assert not hasattr(contingent, "everything")


def test_importing_it_imports_nothing_heavy():
    """A command that needs no table must not pay for one."""
    heavy = ("numpy", "pandas", "sqlalchemy", "pydantic", "fastapi")
    code = f"import sys, contingent; print([name for name in {heavy} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_example_of_the_reference_works(tmp_path: Path):
    """A few lines lead from a folder to a frame of who stands where."""
    folder = tmp_path / "gaza"
    found_mission(folder, sample="gaza", recorded_at=datetime(2026, 6, 1, tzinfo=UTC))
    mission, _ = load_mission(folder)
    entries = Ledger(open_sqlite(folder / "ledger.db")).entries()
    moment = AsOf(held_on=date(2025, 12, 20), known_at=end_of_day(date(2026, 6, 1)))
    frame = grid_of("positions", assess(entries, mission, as_of=moment)).to_pandas()
    assert frame.loc[frame["party"] == "PAK", "verdict"].item() == "undecided"
