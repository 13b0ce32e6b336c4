"""Ledger, mission and a moment become the whole picture; readings enter the ledger here."""

from contingent.situation.access import (
    acting_account,
    label_of,
    must_be_allowed,
    people_of,
    view_of,
)
from contingent.situation.deciding import (
    Judgement,
    Outcome,
    Proposal,
    decide,
    enter,
    open_proposals,
)
from contingent.situation.founding import LEDGER_FILE, found_mission
from contingent.situation.intake import WINDOW, Reader, Window, windows
from contingent.situation.picture import Situation, assess
from contingent.situation.recording import (
    DOCUMENTS,
    Settled,
    open_drafts,
    record_window,
    settled_in,
)

__all__ = [
    "DOCUMENTS",
    "LEDGER_FILE",
    "WINDOW",
    "Judgement",
    "Outcome",
    "Proposal",
    "Reader",
    "Settled",
    "Situation",
    "Window",
    "acting_account",
    "assess",
    "decide",
    "enter",
    "found_mission",
    "label_of",
    "must_be_allowed",
    "open_drafts",
    "open_proposals",
    "people_of",
    "record_window",
    "settled_in",
    "view_of",
    "windows",
]
