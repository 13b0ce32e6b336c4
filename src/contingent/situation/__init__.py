"""Ledger, mission and a moment become the whole picture; readings enter the ledger here."""

from contingent.read.windows import Reader, Window
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
from contingent.situation.entering import Telling, entered_statement, rung_of_words, typed_words
from contingent.situation.erasing import Erased, Erasure, erase
from contingent.situation.founding import BOARD_FILE, LEDGER_FILE, found_mission
from contingent.situation.history import days_of_news, history_of
from contingent.situation.intake import Engine, gathered
from contingent.situation.picture import Situation, assess
from contingent.situation.recording import (
    DOCUMENTS,
    Settled,
    doubts_of,
    open_drafts,
    settled_in,
)
from contingent.situation.reporting import (
    ReportFile,
    read_reports,
    record_justification,
    record_reports,
    seal_draw,
)
from contingent.situation.runs import Run, read_only, read_onto_record, record_run

__all__ = [
    "BOARD_FILE",
    "DOCUMENTS",
    "LEDGER_FILE",
    "Engine",
    "Erased",
    "Erasure",
    "Judgement",
    "Outcome",
    "Proposal",
    "Reader",
    "ReportFile",
    "Restored",
    "Run",
    "Settled",
    "Situation",
    "Telling",
    "Window",
    "acting_account",
    "amendment",
    "assess",
    "backed_up",
    "changed_texts",
    "days_of_news",
    "decide",
    "doubts_of",
    "enter",
    "entered_statement",
    "erase",
    "found_mission",
    "gathered",
    "history_of",
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
    "read_only",
    "read_onto_record",
    "read_reports",
    "read_through",
    "record_justification",
    "record_reports",
    "record_run",
    "restored",
    "retraction",
    "rung_of_words",
    "seal_draw",
    "settled_in",
    "sign_checkpoint",
    "standing_by_id",
    "trusted_here",
    "typed_words",
    "view_of",
]
