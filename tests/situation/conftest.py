"""Servers that the tests of situations share."""

from __future__ import annotations

from servers import address, database, postgres

__all__ = ["address", "database", "postgres"]
