"""Dates that were named, and what became of them, become cells, a section and JSON values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from contingent.exports.sheet import Cell, Row, Section
from contingent.exports.wording import day_words, party_name
from contingent.plan.records import ForecasterRecord, Kept, StatedRecord
from contingent.vocabulary.plain import plain

__all__ = ["days_words", "forecasters_section", "outcome_cell", "speaker_words", "stated_document"]

Names = Mapping[str, str]

_TONES = {Kept.KEPT: "firm", Kept.LATE: "warning", Kept.MISSED: "refused", Kept.OPEN: "quiet"}


def outcome_cell(record: StatedRecord) -> Cell:
    """`3 Apr 2026, 2 days late`; what has not happened says so."""
    return Cell(text=_outcome(record), tone=_TONES.get(record.kept, "quiet"))


def _outcome(record: StatedRecord) -> str:
    if record.days_late is None:
        return "not followed: it names no rung and no milestone"
    days = abs(record.days_late)
    match record.kept:
        case Kept.KEPT | Kept.LATE if record.outcome:
            late = f"{days_words(days)} late" if record.days_late > 0 else "in time"
            return f"{day_words(record.outcome.happened_on)}, {late}"
        case Kept.MISSED if record.announcement.is_bound:
            return f"nothing seen; {days_words(days)} over"
        case Kept.MISSED:
            return f"nothing seen; {days_words(days)} past the earliest day"
    return f"nothing seen yet; {days_words(days)} left"


def days_words(days: int) -> str:
    """`1 day`, `1,200 days`."""
    return f"{days:,} day{'' if days == 1 else 's'}"


def speaker_words(speaker: str, party: str, names: Names) -> str:
    """Who spoke, and for whom; either may not be known."""
    spoke_for = party_name(party, names) if party else ""
    return ", ".join(filter(None, (speaker, spoke_for))) or "nobody named"


def forecasters_section(records: Iterable[ForecasterRecord], names: Names) -> Section:
    """How each speaker's dates came out so far."""
    return Section(
        id="forecasters",
        title="Who stated dates, and how they fared",
        columns=("According to", "Come due", "Kept", "Late, in the middle", "Open", "Not followed"),
        rows=tuple(_forecaster(record, names) for record in records),
        note="What has still not happened counts as late up to today, so these are lower bounds.",
        empty="Nobody has named a date.",
    )


def _forecaster(record: ForecasterRecord, names: Names) -> Row:
    late = record.median_days_late
    texts = (
        speaker_words(record.speaker, record.by, names),
        str(record.due),
        str(record.kept),
        days_words(max(0, late)) if late is not None else "",
        str(record.open),
        str(record.unfollowed),
    )
    return Row(cells=tuple(Cell(text=text) for text in texts))


def stated_document(record: StatedRecord) -> dict[str, Any]:
    """A date that was named, and what became of it, as JSON values.

    `stated_in` leads to where it was named, `because` to the statements that say that it happened.
    """
    said, seen = record.announcement, record.outcome
    return {
        **plain(replace(said, because=())),
        "stated_in": plain(said.because),
        "rung": said.rung.word if said.rung is not None else None,
        "kept": record.kept.value,
        "days_late": record.days_late,
        "happened_on": plain(seen.happened_on) if seen else None,
        "because": plain(seen.because) if seen else [],
    }
