"""Ledgers of released versions open, verify and give the same answers for ever."""

from __future__ import annotations

import json
import shutil
from datetime import UTC, datetime

import pytest
from keep_ledger import LEDGERS, answers, told

from contingent.ledger.book import Ledger, MemoryStore
from contingent.ledger.chain import EntryKind
from contingent.ledger.copying import copied, exported_lines
from contingent.ledger.overview import BoardIndex
from contingent.ledger.sqlite import open_sqlite

RELEASES = sorted(LEDGERS.glob("*.db"))


@pytest.fixture(params=RELEASES, ids=lambda path: path.stem)
def release(request, tmp_path):
    """A copy of the ledger that a released version wrote."""
    return shutil.copy(request.param, tmp_path / "ledger.db"), request.param.with_suffix(".json")


def test_a_released_ledger_answers_as_it_did(release):
    """Size, head, root, origin and every board, as they were written down at its release."""
    path, told_then = release
    ledger = Ledger(open_sqlite(path))
    assert json.loads(json.dumps(answers(ledger))) == json.loads(
        told_then.read_text(encoding="utf-8")
    )
    assert BoardIndex(ledger.entries())


def test_a_released_ledger_goes_on(release):
    """It takes new entries, is exported and copied, and its past stays what it was."""
    path, told_then = release
    expected = json.loads(told_then.read_text(encoding="utf-8"))
    ledger = Ledger(open_sqlite(path))
    (last, *_) = reversed(list(told()))
    again = ledger.append([last], recorded_at=datetime(2031, 1, 1, tzinfo=UTC))
    assert again == ()
    store = MemoryStore()
    assert copied(ledger, store).digest.hex() == expected["head"]
    assert json.loads(next(exported_lines(ledger)))["root"] == expected["root"]


def test_there_is_one_for_the_version_of_today():
    """A release without its golden ledger is not complete."""
    from importlib.metadata import version

    assert version("contingent") in {path.stem for path in RELEASES}


def test_the_history_has_an_entry_of_every_kind_that_makes_a_board():
    """What the golden ledgers hold covers what readers of old entries must know."""
    kinds = {new.kind for new in told()}
    assert kinds == {
        EntryKind.DOCUMENT,
        EntryKind.FLAG,
        EntryKind.DRAFT,
        EntryKind.STATEMENT,
        EntryKind.REJECTION,
        EntryKind.RETRACTION,
        EntryKind.SUPERSESSION,
    }
