"""What is known as of a moment becomes the day on which something was first there."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from contingent.ledger.chain import Entry
from contingent.ledger.contributions import is_fact
from contingent.ledger.standing import Word, standing_as_of
from contingent.mission import Mission
from contingent.plan.reached import there_already
from contingent.plan.records import Announcement, Outcome, StatedRecord, stated_record
from contingent.plan.stated import named_dates
from contingent.situation.outlook import planned
from contingent.situation.picture import Situation, assess
from contingent.vocabulary.moment import AsOf

__all__ = ["Watch", "stated_records"]

_DAY = timedelta(days=1)
_AHEAD = timedelta(days=365)


@dataclass(frozen=True, slots=True, kw_only=True)
class Watch:
    """Which milestones were there on which day, by what is known at `as_of`."""

    entries: tuple[Entry, ...]
    mission: Mission
    as_of: AsOf
    seen: dict[date, frozenset[str]] = field(default_factory=dict)

    def there(self, day: date) -> frozenset[str]:
        """The milestones that were there on a day; looked up once a day."""
        if day not in self.seen:
            moment = AsOf(held_on=day, known_at=self.as_of.known_at)
            situation = assess(self.entries, self.mission, as_of=moment)
            network, _ = planned(situation, self.mission, horizon=day + _AHEAD)
            self.seen[day] = there_already(network) if network else frozenset()
        return self.seen[day]

    def first_day(self, milestone: str, start: date, end: date) -> date | None:
        """The first day of the days from start to end on which it was there, by halving."""
        if milestone not in self.there(end):
            return None
        low, high = start, end
        while low < high:
            middle = low + (high - low) // 2
            low, high = (low, middle) if milestone in self.there(middle) else (middle + _DAY, high)
        return low


def stated_records(
    entries: Iterable[Entry], mission: Mission, situation: Situation
) -> tuple[StatedRecord, ...]:
    """What became of every date that was named, in the order in which they were named.

    `entries` and `mission` are those that the situation was made of; nothing said or seen later
    than its moment is looked at.
    """
    watch = Watch(entries=tuple(entries), mission=mission, as_of=situation.as_of)
    words = standing_as_of(watch.entries, situation.as_of).words
    return tuple(
        stated_record(
            named, _outcome(named, words, situation, watch), as_of=situation.as_of.held_on
        )
        for named in named_dates(situation.mission, situation.positions.schedules)
    )


def _outcome(
    named: Announcement, words: Iterable[Word], situation: Situation, watch: Watch
) -> Outcome | None:
    """The day on which it was first there since it was stated: a rung, else a milestone."""
    if named.said_on is None:
        return None
    if named.rung is not None:
        return _rung_outcome(named, words, situation)
    start, end = named.said_on.first, situation.as_of.held_on
    if not named.milestone or start > end:
        return None
    first = watch.first_day(named.milestone, start, end)
    return Outcome(happened_on=first, because=()) if first else None


def _rung_outcome(
    named: Announcement, words: Iterable[Word], situation: Situation
) -> Outcome | None:
    """The first day of a rung since the date was stated, where a position shows that it came.

    What was said before the date was stated cannot be what the speaker waited for.
    """
    if named.rung is None or named.said_on is None:
        return None
    reached = {
        position.party
        for position in situation.positions.positions
        if named.of in ("", position.party)
        and any(each.own and each.rung >= named.rung for each in position.contributions)
    }
    told = [
        word
        for word in words
        if word.statement.about in reached
        and word.rung >= named.rung
        and word.day >= named.said_on.first
        and word.counts
        and (word.own or is_fact(word))
    ]
    if not told:
        return None
    first = min(word.day for word in told)
    return Outcome(
        happened_on=first, because=tuple(sorted(word.id for word in told if word.day == first))
    )
