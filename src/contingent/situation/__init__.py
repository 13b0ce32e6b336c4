"""Ledger, mission and a moment become the whole picture; readings enter the ledger here."""

from contingent.situation.access import (
    acting_account,
    label_of,
    must_be_allowed,
    people_of,
    view_of,
)
from contingent.situation.amending import amendment, must_be_another, retraction, standing_by_id
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
from contingent.situation.deciding import (
    Judgement,
    Outcome,
    Proposal,
    decide,
    enter,
    open_proposals,
)
from contingent.situation.erasing import Erased, Erasure, erase
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
from contingent.situation.reporting import (
    ReportFile,
    read_reports,
    record_justification,
    record_reports,
    seal_draw,
)

__all__ = [
    "DOCUMENTS",
    "LEDGER_FILE",
    "WINDOW",
    "Erased",
    "Erasure",
    "Judgement",
    "Outcome",
    "Proposal",
    "Reader",
    "ReportFile",
    "Restored",
    "Settled",
    "Situation",
    "Window",
    "acting_account",
    "amendment",
    "assess",
    "backed_up",
    "changed_texts",
    "decide",
    "enter",
    "erase",
    "found_mission",
    "imported",
    "known_note",
    "label_of",
    "must_be_allowed",
    "must_be_another",
    "new_key",
    "open_drafts",
    "open_proposals",
    "open_store",
    "people_of",
    "read_reports",
    "read_through",
    "record_justification",
    "record_reports",
    "record_window",
    "restored",
    "retraction",
    "seal_draw",
    "settled_in",
    "sign_checkpoint",
    "standing_by_id",
    "trusted_here",
    "view_of",
    "windows",
]
