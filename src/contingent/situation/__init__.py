"""Ledger, mission and a moment become the whole picture; readings enter the ledger here."""

from contingent.situation.amending import amendment, retraction, standing_by_id
from contingent.situation.custody import (
    Restored,
    backed_up,
    changed_texts,
    imported,
    known_note,
    new_key,
    open_store,
    read_through,
    restored,
    sign_checkpoint,
    trusted_here,
)
from contingent.situation.founding import LEDGER_FILE, found_mission
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
    "Restored",
    "Settled",
    "Situation",
    "Window",
    "acceptance",
    "amendment",
    "assess",
    "backed_up",
    "changed_texts",
    "correction",
    "found_mission",
    "imported",
    "known_note",
    "new_key",
    "open_drafts",
    "open_store",
    "read_through",
    "record_statement",
    "record_window",
    "rejection",
    "restored",
    "retraction",
    "settled_in",
    "sign_checkpoint",
    "standing_by_id",
    "trusted_here",
    "windows",
]
