"""A ledger and what became of what it holds become records: dates stated, people promised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from contingent.ledger.board import Position, Positions
from contingent.ledger.chain import Entry
from contingent.ledger.contributions import is_fact
from contingent.ledger.standing import Word, standing_as_of
from contingent.mission import Mission, StatedDate
from contingent.plan.cases import PastContribution
from contingent.plan.records import (
    Announcement,
    ForecasterRecord,
    Outcome,
    Said,
    Sent,
    StatedRecord,
    forecaster_records,
    sent_after,
    stated_record,
)
from contingent.situation.issued import IssuedScore, issued_scores
from contingent.situation.past_cases import past_cases
from contingent.situation.picture import Situation, assess
from contingent.situation.series import Contributions
from contingent.vocabulary.claim import Rung
from contingent.vocabulary.moment import AsOf
from contingent.vocabulary.statement import Statement

__all__ = ["Scores", "Serving", "score_ledger"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Serving:
    """A party's people in the missions of a series: now, and the most in one mission ever."""

    party: str
    missions: int
    personnel: int
    as_of: date
    most: int
    most_in: str
    most_on: date


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    """What was said beforehand against what came, as of one moment.

    `unfollowed` counts dates in documents that the mission file does not list; `earlier` holds what
    parties of this mission promised to others; `issued` the forecasts that the ledger holds; `sent`
    and `serving` come from a series, if one was given.
    """

    situation: Situation
    stated: tuple[StatedRecord, ...]
    forecasters: tuple[ForecasterRecord, ...]
    unfollowed: int
    earlier: tuple[PastContribution, ...]
    issued: tuple[IssuedScore, ...] = ()
    sent: tuple[Sent, ...] = ()
    serving: tuple[Serving, ...] = ()


def score_ledger(
    entries: Iterable[Entry],
    mission: Mission,
    *,
    as_of: AsOf,
    series: Contributions | None = None,
    acronym: str = "",
) -> Scores:
    """The records as of a moment; nothing said or seen later is looked at.

    `series` are month-end strengths by party and mission, `acronym` the name that this mission has
    among them (empty: it is not there).
    """
    entries = tuple(entries)
    situation = assess(entries, mission, as_of=as_of)
    words = standing_as_of(entries, as_of).words
    stated = tuple(_stated(item, situation, words) for item in situation.mission.stated_dates)
    parties = {position.party for position in situation.positions.positions}
    earlier = tuple(
        sorted(
            (each for each in past_cases().contributions if each.party in parties),
            key=lambda each: (each.party, each.said_on),
        )
    )
    strengths = series or {}
    return Scores(
        situation=situation,
        stated=stated,
        forecasters=forecaster_records(stated),
        unfollowed=_unfollowed(situation),
        earlier=earlier,
        issued=issued_scores(entries, mission, as_of=as_of),
        sent=tuple(_sent(situation, earlier, strengths, acronym)),
        serving=tuple(_serving(parties, strengths)),
    )


def _stated(item: StatedDate, situation: Situation, words: Iterable[Word]) -> StatedRecord:
    rung = item.rung
    party = situation.names.get(item.said_by, item.said_by) if item.said_by else ""
    return stated_record(
        Announcement(
            what=item.what,
            by=", ".join(filter(None, (item.speaker, party))),
            said_on=item.said_on,
            earliest=item.earliest,
            latest=item.latest,
            source=item.source,
        ),
        _outcome(words, situation.positions, item, rung) if rung is not None else None,
        is_followed=rung is not None,
        as_of=situation.as_of.held_on,
    )


def _outcome(
    words: Iterable[Word], positions: Positions, item: StatedDate, rung: Rung
) -> Outcome | None:
    """The first day of a rung since the date was stated, where a position shows that it came.

    What was said before the date was stated cannot be what the speaker waited for.
    """
    reached = {
        position.party
        for position in positions.positions
        if item.of in (None, position.party)
        and any(each.own and each.rung >= rung for each in position.contributions)
    }
    told = [
        word
        for word in words
        if word.statement.about in reached
        and word.rung >= rung
        and word.day >= item.said_on.first
        and word.counts
        and (word.own or is_fact(word))
    ]
    if not told:
        return None
    first = min(word.day for word in told)
    return Outcome(
        happened_on=first, because=tuple(sorted(word.id for word in told if word.day == first))
    )


def _day(statement: Statement) -> date | None:
    return statement.said_on.first if statement.said_on else statement.published_on


def _unfollowed(situation: Situation) -> int:
    """Dates that documents state and the mission file does not list."""
    listed = {
        (item.said_by or "", item.earliest, item.latest) for item in situation.mission.stated_dates
    }
    found = set()
    for heard in situation.positions.schedules:
        earliest = getattr(heard.claim, "earliest", None)
        latest = getattr(heard.claim, "latest", None)
        if (earliest or latest) and (heard.by, earliest, latest) not in listed:
            found.add((heard.by, earliest, latest))
    return len(found)


def _sent(
    situation: Situation,
    earlier: Iterable[PastContribution],
    strengths: Contributions,
    acronym: str,
) -> Iterable[Sent]:
    said = [
        Said(party=each.party, mission=each.mission, personnel=each.said, said_on=each.said_on)
        for each in earlier
        if each.said
    ]
    if acronym:
        said += [
            number
            for position in situation.positions.positions
            if (number := _said(position, acronym, situation.statements))
        ]
    for number in said:
        sent = sent_after(number, strengths.get((number.party, number.mission), ()))
        if sent is not None:
            yield sent


def _said(position: Position, acronym: str, statements: Mapping[str, Statement]) -> Said | None:
    """The number that a position names, the lower bound where it names two."""
    amount = position.amount
    personnel = (amount.floor or amount.ceiling) if amount and amount.unit == "personnel" else None
    days = [day for id in position.because if (day := _day(statements[id])) is not None]
    if not personnel or not days:
        return None
    return Said(
        party=position.party,
        mission=acronym,
        personnel=personnel,
        said_on=position.last_heard or max(days),
        because=position.because,
    )


def _serving(parties: Iterable[str], strengths: Contributions) -> Iterable[Serving]:
    last = max((day for points in strengths.values() for day, _ in points), default=None)
    if last is None:
        return
    for party in sorted(parties):
        missions = {key[1]: points for key, points in strengths.items() if key[0] == party}
        if not missions:
            continue
        now = {name: points[-1][1] for name, points in missions.items() if points[-1][0] == last}
        most, most_in, most_on = max(
            (count, name, day) for name, points in missions.items() for day, count in points
        )
        yield Serving(
            party=party,
            missions=sum(1 for count in now.values() if count),
            personnel=sum(now.values()),
            as_of=last,
            most=most,
            most_in=most_in,
            most_on=most_on,
        )
