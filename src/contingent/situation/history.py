"""Entries become what was said of one party, day by day, by itself and by others."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from contingent.ledger.chain import Entry
from contingent.ledger.standing import Word, standing_as_of, standing_statements
from contingent.vocabulary.moment import AsOf
from contingent.vocabulary.statement import Statement

__all__ = ["days_of_news", "history_of"]


def history_of(entries: Iterable[Entry], party: str, *, as_of: AsOf) -> tuple[Word, ...]:
    """Every word about a party, in the order of its days; what does not count is marked so."""
    words = standing_as_of(entries, as_of).words
    return tuple(word for word in words if word.statement.about == party)


def days_of_news(entries: Iterable[Entry]) -> tuple[tuple[date, ...], tuple[date, ...]]:
    """The days on which something was said, and those on which something became known."""
    kept = tuple(entries)
    said = {day for each in standing_statements(kept) if (day := _first_day(each))}
    known = {entry.known_at.date() for entry in kept}
    return tuple(sorted(said)), tuple(sorted(known))


def _first_day(statement: Statement) -> date | None:
    return statement.said_on.first if statement.said_on else statement.published_on
