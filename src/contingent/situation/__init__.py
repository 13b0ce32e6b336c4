"""Ledger, mission and a moment become the whole picture; readings enter the ledger here."""

from contingent.situation.picture import Situation, assess
from contingent.situation.recording import (
    Reader,
    accept_draft,
    correct_draft,
    open_drafts,
    record_reading,
    record_sample,
    record_statement,
    reject_draft,
)

__all__ = [
    "Reader",
    "Situation",
    "accept_draft",
    "assess",
    "correct_draft",
    "open_drafts",
    "record_reading",
    "record_sample",
    "record_statement",
    "reject_draft",
]
