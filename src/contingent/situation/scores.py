"""A ledger and what became of what it holds become records: dates stated, people promised."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from contingent.ledger.board import Position
from contingent.ledger.chain import Entry
from contingent.mission import Mission
from contingent.plan.cases import PastContribution
from contingent.plan.records import (
    ForecasterRecord,
    Said,
    Sent,
    StatedRecord,
    forecaster_records,
    sent_after,
)
from contingent.situation.issued import IssuedScore, issued_scores
from contingent.situation.outcomes import stated_records
from contingent.situation.past_cases import past_cases
from contingent.situation.picture import Situation, assess
from contingent.situation.series import Contributions
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

    `stated` are the dates of the mission file and of documents; `earlier` holds what parties of
    this mission had promised to others, where the outcome was known by then; `issued` the forecasts
    that the ledger holds; `sent` and `serving` come from a series, if one was given.
    """

    situation: Situation
    stated: tuple[StatedRecord, ...]
    forecasters: tuple[ForecasterRecord, ...]
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
    today = min(as_of.held_on, as_of.known_at.date())
    situation = assess(entries, mission, as_of=as_of)
    stated = stated_records(entries, mission, situation)
    parties = {position.party for position in situation.positions.positions}
    elsewhere = past_cases().without(mission.past_case).contributions
    earlier = tuple(
        sorted(
            (each for each in elsewhere if each.party in parties and each.told_on <= today),
            key=lambda each: (each.party, each.said_on),
        )
    )
    strengths = _seen_by(today, series or {})
    return Scores(
        situation=situation,
        stated=stated,
        forecasters=forecaster_records(stated),
        earlier=earlier,
        issued=issued_scores(entries, mission, as_of=as_of),
        sent=tuple(_sent(situation, earlier, strengths, acronym)),
        serving=tuple(_serving(parties, strengths)),
    )


def _seen_by(today: date, series: Contributions) -> Contributions:
    """The series as it ended on a day, without those that had not begun."""
    seen = {
        key: [(day, count) for day, count in points if day <= today]
        for key, points in series.items()
    }
    return {key: points for key, points in seen.items() if points}


def _day(statement: Statement) -> date | None:
    return statement.said_on.first if statement.said_on else statement.published_on


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
