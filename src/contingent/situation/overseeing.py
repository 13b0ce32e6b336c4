"""A ledger of any size becomes its board in short, as one viewer may see it, at any moment."""

from __future__ import annotations

import threading
from pathlib import Path

from contingent.errors import FileNotWritable
from contingent.ledger.board import Overview
from contingent.ledger.book import Ledger
from contingent.ledger.projection import Projection
from contingent.ledger.viewing import View
from contingent.situation.founding import BOARD_FILE
from contingent.vocabulary.moment import AsOf

__all__ = ["Overseer", "projection_agrees", "rebuilt_projection"]


class Overseer:
    """The board in short of one folder's ledger; what was read once is kept for the next question.

    Safe between threads.
    """

    def __init__(self, folder: Path) -> None:
        self._projection = Projection(folder / BOARD_FILE)
        self._lock = threading.Lock()

    def overview(self, view: View, as_of: AsOf) -> Overview:
        """Who stands where as of a moment, from what a view of the folder's ledger shows.

        Raises what reading it raises.
        """
        with self._lock:
            return view.overview(self._projection, as_of)


def projection_agrees(ledger: Ledger, folder: Path) -> bool:
    """True if what is kept agrees with the entries, False if nothing is; ProjectionDrift."""
    return Projection(folder / BOARD_FILE).check(ledger)


def rebuilt_projection(ledger: Ledger, folder: Path) -> int:
    """Make what is kept anew; from how many entries. Raises FileNotWritable."""
    try:
        return Projection(folder / BOARD_FILE).rebuild(ledger).head.size
    except OSError as error:
        raise FileNotWritable(folder / BOARD_FILE, error.strerror or "the disk refuses") from error
