"""Servers and disks that the tests of the ledger share."""

from __future__ import annotations

from faulty_disk import small_disk
from servers import address, database, postgres

__all__ = ["address", "database", "postgres", "small_disk"]
