"""A view and the days with news become the two dials by which the moments are moved."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from contingent.exports.wording import day_words
from contingent.web.views import Links, View
from contingent.web.workplace import Holdings

__all__ = ["Dial", "dials_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Dial:
    """One moment: its field, the days at which it stops, the addresses of the stops beside it."""

    name: str
    words: str
    value: str
    days: tuple[str, ...]
    earlier: str
    earlier_words: str
    later: str
    later_words: str


def dials_of(view: View, holdings: Holdings, links: Links) -> tuple[Dial, Dial]:
    """When it held, and when it was known. Stops are the days on which something new came."""
    return (
        _dial("as_of", "What held on", view.held, holdings.said_days, links),
        _dial("as_known", "As known on", view.known, holdings.known_days, links),
    )


def _dial(name: str, words: str, at: date, days: Sequence[date], links: Links) -> Dial:
    before = days[: bisect_left(days, at)]
    after = days[bisect_right(days, at) :]
    return Dial(
        name=name,
        words=words,
        value=at.isoformat(),
        days=tuple(day.isoformat() for day in days),
        earlier=links.here(**{name: before[-1].isoformat()}) if before else "",
        earlier_words=day_words(before[-1]) if before else "",
        later=links.here(**{name: after[0].isoformat()}) if after else "",
        later_words=day_words(after[0]) if after else "",
    )
