"""Servers, disks and a ledger at rest that the tests of the ledger share."""

from __future__ import annotations

import pytest
from faulty_disk import small_disk
from servers import address, database, postgres
from store_promises import NOW, new

from contingent.ledger.book import Ledger
from contingent.ledger.sqlite import open_sqlite

__all__ = ["address", "database", "path", "postgres", "small_disk"]


@pytest.fixture
def path(tmp_path):
    """A ledger of five entries at rest."""
    path = tmp_path / "ledger.db"
    ledger = Ledger(open_sqlite(path, create=True))
    ledger.append([new(f"d{number}") for number in range(5)], recorded_at=NOW)
    return path
