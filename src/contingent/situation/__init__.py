"""Ledger, mission and a moment become the whole picture; readings enter the ledger here."""

from contingent.situation.founding import LEDGER_FILE, found_mission
from contingent.situation.intake import Engine, Reader, Window, gathered
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
from contingent.situation.reporting import (
    ReportFile,
    read_reports,
    record_justification,
    record_reports,
    seal_draw,
)
from contingent.situation.runs import Run, read_only, read_onto_record

__all__ = [
    "DOCUMENTS",
    "LEDGER_FILE",
    "Engine",
    "Reader",
    "ReportFile",
    "Run",
    "Settled",
    "Situation",
    "Window",
    "acceptance",
    "assess",
    "correction",
    "found_mission",
    "gathered",
    "open_drafts",
    "read_only",
    "read_onto_record",
    "read_reports",
    "record_justification",
    "record_reports",
    "record_statement",
    "record_window",
    "rejection",
    "seal_draw",
    "settled_in",
]
