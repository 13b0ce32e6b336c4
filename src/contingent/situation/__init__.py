"""Ledger, mission and a moment become the whole picture; readings enter the ledger here."""

from contingent.situation.entering import Telling, entered_statement, rung_of_words
from contingent.situation.founding import LEDGER_FILE, found_mission
from contingent.situation.history import days_of_news, history_of
from contingent.situation.intake import WINDOW, Reader, Window, windows
from contingent.situation.picture import Situation, assess
from contingent.situation.recording import (
    DOCUMENTS,
    Settled,
    acceptance,
    correction,
    open_drafts,
    record_statement,
    record_window,
    rejection,
    settled_in,
)

__all__ = [
    "DOCUMENTS",
    "LEDGER_FILE",
    "WINDOW",
    "Reader",
    "Settled",
    "Situation",
    "Telling",
    "Window",
    "acceptance",
    "assess",
    "correction",
    "days_of_news",
    "entered_statement",
    "found_mission",
    "history_of",
    "open_drafts",
    "record_statement",
    "record_window",
    "rejection",
    "rung_of_words",
    "settled_in",
    "windows",
]
