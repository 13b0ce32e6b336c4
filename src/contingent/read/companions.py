"""Documents read together lend each other a day, where they share a quotation."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from contingent.read.dates import reference_day
from contingent.read.quotes import quotations
from contingent.read.signs import folded, plain_letters
from contingent.vocabulary.statement import Document

__all__ = ["dated_by_companions"]

_RUN = 8  # words in a row that two speakers hardly say alike by chance


def dated_by_companions(documents: Iterable[Document]) -> tuple[tuple[Document, date | None], ...]:
    """Each document with the day on which it speaks; None where nothing tells it.

    A document without a date that shares eight quoted words in a row with one that has a date
    reports the same utterance, and speaks on that day. Of several the earliest counts.
    """
    known = tuple((document, reference_day(document)) for document in documents)
    days: dict[str, date] = {}
    for document, day in known:
        for run in _quoted_runs(document.text) if day is not None else ():
            days[run] = min(day, days.get(run, day)) if day is not None else days[run]
    return tuple(
        (document, day if day is not None else _shared_day(document, days))
        for document, day in known
    )


def _shared_day(document: Document, days: dict[str, date]) -> date | None:
    return min((days[run] for run in _quoted_runs(document.text) if run in days), default=None)


def _quoted_runs(text: str) -> set[str]:
    fold = folded(text)
    runs: set[str] = set()
    for start, end in quotations(fold):
        words = re.findall(r"\w+", plain_letters(fold[start:end]))
        runs |= {" ".join(words[at : at + _RUN]) for at in range(len(words) - _RUN + 1)}
    return runs
