"""Stated dates, deadlines and expiries of a situation become a calendar."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from contingent.exports.markings import marking_words, whole_marking
from contingent.exports.wording import party_name, when_words, window_words
from contingent.situation import Situation
from contingent.vocabulary.claim import Schedule
from contingent.vocabulary.moment import ImpreciseDate

__all__ = ["calendar_bytes"]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Milestone:
    """All days on which something could happen, with what is said of it. `last` is included."""

    key: str
    what: str
    first: date
    last: date
    text: str


def calendar_bytes(situation: Situation) -> bytes:
    """All-day events in iCalendar form (RFC 5545).

    An event covers every day that its words allow, and its text says so: a calendar cannot show
    doubt. Its UID stays the same from one export to the next, so that a calendar is updated.
    """
    from icalendar import Calendar, Event

    mission = situation.mission
    calendar = Calendar()
    calendar.add("prodid", "-//Contingent//stated dates//EN")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{mission.name}: dates stated")
    if marked := marking_words(whole_marking(situation)):
        calendar.add("x-wr-caldesc", marked)
    for each in _milestones(situation):
        event = Event()
        digest = hashlib.sha256(f"{mission.code}|{each.key}".encode()).hexdigest()[:24]
        event.add("uid", f"{digest}@contingent")
        event.add("dtstamp", situation.as_of.known_at)
        event.add("dtstart", each.first)
        event.add("dtend", each.last + timedelta(days=1))
        event.add("summary", each.what)
        event.add("description", each.text)
        event.add("transp", "TRANSPARENT")
        calendar.add_component(event)
    ical: bytes = calendar.to_ical()
    return ical


def _milestones(situation: Situation) -> Iterator[_Milestone]:
    mission, names = situation.mission, situation.names
    if mission.authorisation and mission.authorisation.valid_until:
        until = mission.authorisation.valid_until
        text = f"{mission.authorisation.instrument} is valid until then."
        yield _Milestone(
            key="authorisation", what="Authorisation ends", first=until, last=until, text=text
        )
    for line in mission.requirement.lines:
        if line.need_by:
            what = f"Needed by now: {line.minimum:,} {line.capability.value}"
            key = f"need|{line.capability}|{line.sector}|{line.phase}"
            yield _over(key, what, line.need_by, line.source or line.reason)
    for item in mission.stated_dates:
        window = _window(item.earliest, item.latest)
        who = ", ".join(filter(None, (item.speaker, party_name(item.said_by or "", names))))
        said = f"Stated by {who} on {when_words(item.said_on)}: "
        text = said + window_words(item.earliest, item.latest)
        key = f"stated|{item.what}|{item.said_by}|{item.speaker}|{item.said_on}"
        yield _over(key, f"Stated: {item.what}", window, text)
    for heard in situation.positions.schedules:
        claim = heard.claim
        if isinstance(claim, Schedule) and (claim.earliest or claim.latest):
            who = ", ".join(filter(None, (heard.speaker, party_name(heard.by, names))))
            text = f"Stated by {who}: {window_words(claim.earliest, claim.latest)}"
            window = _window(claim.earliest, claim.latest)
            yield _over(heard.statement, f"Stated: {claim.what}", window, text)


def _window(earliest: ImpreciseDate | None, latest: ImpreciseDate | None) -> ImpreciseDate:
    """Every day that a stated date allows; of a date open to one side, the day that was named."""
    first, last = earliest or latest, latest or earliest
    if first is None or last is None:
        raise ValueError("neither an earliest nor a latest day was stated")
    return ImpreciseDate(first=first.first, last=max(first.last, last.last))


def _over(key: str, what: str, when: ImpreciseDate, text: str) -> _Milestone:
    return _Milestone(key=key, what=what, first=when.first, last=when.last, text=text)
