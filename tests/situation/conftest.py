"""Servers that the tests of situations share."""

from __future__ import annotations

from servers import address, postgres

__all__ = ["address", "postgres"]
