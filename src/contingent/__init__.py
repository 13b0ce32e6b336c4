"""Who has really promised what, how firmly, and does it add up to a force?

The names below are the public face; each is imported when it is first used, so that
`contingent --help` answers at once.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from contingent.errors import ContingentError, Problem
    from contingent.exports.grids import Grid
    from contingent.exports.selection import Selection
    from contingent.exports.tables import grid_of
    from contingent.ledger.book import Ledger
    from contingent.ledger.sqlite import open_sqlite
    from contingent.mission import Mission, load_mission
    from contingent.situation import Situation, assess
    from contingent.vocabulary.claim import Rung
    from contingent.vocabulary.moment import AsOf, end_of_day
    from contingent.vocabulary.statement import Statement

__all__ = [
    "AsOf",
    "ContingentError",
    "Grid",
    "Ledger",
    "Mission",
    "Problem",
    "Rung",
    "Selection",
    "Situation",
    "Statement",
    "assess",
    "end_of_day",
    "grid_of",
    "load_mission",
    "open_sqlite",
]

_HOMES = {
    "AsOf": "vocabulary.moment",
    "ContingentError": "errors",
    "Grid": "exports.grids",
    "Ledger": "ledger.book",
    "Mission": "mission",
    "Problem": "errors",
    "Rung": "vocabulary.claim",
    "Selection": "exports.selection",
    "Situation": "situation",
    "Statement": "vocabulary.statement",
    "assess": "situation",
    "end_of_day": "vocabulary.moment",
    "grid_of": "exports.tables",
    "load_mission": "mission",
    "open_sqlite": "ledger.sqlite",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'contingent' has no attribute {name!r}")
    return getattr(import_module(f"contingent.{_HOMES[name]}"), name)
