"""The ledger page and the last checkpoint that this machine knows."""

from __future__ import annotations

import sqlite3

import pytest
from test_web_forms import TOLD
from test_web_team import sign_in, team_at
from visiting import CLOCK, Visitor, mission_at

from contingent.ledger.book import Ledger
from contingent.ledger.keys import KeyChest
from contingent.situation import LEDGER_FILE, open_store, sign_checkpoint

SHOWN = "Last checkpoint known here"


@pytest.fixture
def chest(tmp_path):
    """Where the keys are: outside the mission."""
    return KeyChest(tmp_path / "keys")


def signed(folder, chest):
    """A checkpoint of the ledger as it is now."""
    return sign_checkpoint(Ledger(open_store(folder)), chest, by="ada", clock=CLOCK)


def test_the_ledger_page_shows_the_last_checkpoint(tmp_path, chest):
    """None at first, with the command that signs one; then how many entries, by whom, the root."""
    visitor = Visitor(mission_at(tmp_path / "lakes"), chest=chest)
    visitor.send("/evidence/add", TOLD)
    assert "contingent ledger checkpoint" in visitor.get("/ledger").text
    note = signed(tmp_path / "lakes", chest)
    page = visitor.get("/ledger").text
    assert SHOWN in page
    assert note.checkpoint.root.hex() in page
    assert f"{note.checkpoint.size} entries, signed by {note.signatures[0].name}" in page
    visitor.close()


def test_verify_holds_the_ledger_against_it(tmp_path, chest):
    """A ledger that lost its end since is found out, though every hash that is left fits."""
    folder = mission_at(tmp_path / "lakes")
    visitor = Visitor(folder, chest=chest)
    visitor.send("/evidence/add", TOLD)
    signed(folder, chest)
    told = visitor.send("/ledger/verify", {}, page="/ledger").text
    assert "They go on from the checkpoint of 2 known here" in told
    with sqlite3.connect(folder / LEDGER_FILE) as rows:
        for (trigger,) in rows.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'"):
            rows.execute(f"DROP TRIGGER {trigger}")
        rows.execute("DELETE FROM entry WHERE seq = 2")
    told = visitor.send("/ledger/verify", {}, page="/ledger").text
    assert "The ledger is not as it was acknowledged" in told
    visitor.close()


def test_a_team_is_not_told_how_long_the_whole_ledger_is(tmp_path, chest):
    """Its size would say how much labels hide: no word of it on a team's page."""
    folder = team_at(tmp_path / "lakes")
    note = signed(folder, chest)
    visitor = Visitor(folder, chest=chest)
    sign_in(visitor, "analyst")
    page = visitor.get("/ledger").text
    assert SHOWN not in page
    assert note.checkpoint.root.hex() not in page
    visitor.close()
