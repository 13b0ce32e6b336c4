"""How long ago a party spoke becomes a word on whether its position can still be relied on."""

from __future__ import annotations

from datetime import date

from contingent.ledger.board import Position
from contingent.vocabulary.claim import Rung

__all__ = ["FRESHNESS_RULE", "age_words", "freshness_of"]

_LASTS_DAYS = (
    (Rung.PREPARING, 30),
    (Rung.NOTIFIED, 120),
    (Rung.PLEDGED, 90),
    (Rung.WILLING, 45),
    (Rung.UNKNOWN, 30),
)
"""Until when a word counts as fresh, by the rung it reached: a judgement, not a measurement."""

FRESHNESS_RULE = (
    "Fresh: 30 days for what is being weighed, 45 for what is offered, 90 for a pledge, 120 for "
    "what is written and decided, 30 again once a unit prepares or is there. Our judgement."
)


def freshness_of(position: Position, held_on: date) -> str:
    """`fresh`, `stale`, or `never heard` where the party itself has said nothing."""
    if position.last_heard is None:
        return "never heard"
    lasts = next(days for rung, days in _LASTS_DAYS if position.rung >= rung)
    return "fresh" if (held_on - position.last_heard).days <= lasts else "stale"


def age_words(heard: date | None, held_on: date) -> str:
    """`today`, `yesterday`, `12 days ago`, `3 months ago`; `never` for no word at all."""
    if heard is None:
        return "never"
    days = (held_on - heard).days
    if days < 2:
        return "yesterday" if days == 1 else "today"
    return f"{days} days ago" if days < 90 else f"{days // 30} months ago"
