"""Ledger, mission and a moment become one picture of that moment."""

from __future__ import annotations

from datetime import UTC, date, datetime

from contingent.ledger.book import Ledger, MemoryStore, statement_entry
from contingent.mission import Mission
from contingent.situation import assess
from contingent.vocabulary.claim import Pledge, Rung
from contingent.vocabulary.moment import AsOf, ImpreciseDate, end_of_day
from contingent.vocabulary.plain import identified
from contingent.vocabulary.statement import Medium, Note, Speaker, Statement, Voice

MISSION = Mission.model_validate(
    {
        "code": "LAKES",
        "name": "Lakes Support Force",
        "theatre": "Lakeland",
        "bodies": [{"code": "LAKE-BOARD", "name": "Board of the Lakes", "role": "board"}],
        "questions": [
            {"topic": "mandate", "text": "What may it do?", "since": "2025-02-01"},
            {"topic": "exit", "text": "May one leave?", "since": "2025-04-01"},
        ],
    }
)


def ledger_of(*said: tuple[date, str, Rung]) -> Ledger:
    """Statements of states on themselves, each known on the day on which it was said."""
    ledger = Ledger(MemoryStore())
    for day, party, rung in said:
        statement = identified(
            Statement(
                id="",
                citation=Note(medium=Medium.CALL, source="a call", gist="told us"),
                speaker=Speaker(name="the minister", party=party),
                voice=Voice.OFFICIAL,
                about=party,
                claim=Pledge(rung=rung),
                said_on=ImpreciseDate.day(day),
            )
        )
        known_at = datetime(day.year, day.month, day.day, 12, tzinfo=UTC)
        ledger.append([statement_entry(statement, "person:Ada")], recorded_at=known_at)
    return ledger


def test_nothing_known_later_is_in_the_picture():
    """As known on a day: no statement, no title and no question of a later one."""
    ledger = ledger_of(
        (date(2025, 3, 4), "KEN", Rung.WILLING), (date(2025, 3, 20), "KEN", Rung.PLEDGED)
    )
    moment = AsOf(held_on=date(2025, 3, 10), known_at=end_of_day(date(2025, 3, 10)))
    situation = assess(ledger.entries(), MISSION, as_of=moment)
    assert situation.positions["KEN"].rung is Rung.WILLING
    assert len(situation.statements) == 1
    assert set(situation.learned_on.values()) == {date(2025, 3, 4)}
    assert [question.topic for question in situation.mission.questions] == ["mandate"]


def test_changes_run_from_the_day_asked_about():
    """Without a day, from a week before."""
    ledger = ledger_of(
        (date(2025, 3, 4), "KEN", Rung.WILLING), (date(2025, 3, 20), "KEN", Rung.PLEDGED)
    )
    moment = AsOf(held_on=date(2025, 3, 21), known_at=end_of_day(date(2025, 3, 21)))
    week = assess(ledger.entries(), MISSION, as_of=moment)
    assert week.since == date(2025, 3, 14)
    assert [(change.before, change.after) for change in week.changes] == [("willing", "pledged")]
    none = assess(ledger.entries(), MISSION, as_of=moment, since=date(2025, 3, 20))
    assert none.changes == ()


def test_an_empty_ledger_has_an_empty_picture():
    """Nothing on record is nothing, and no error."""
    moment = AsOf(held_on=date(2025, 3, 21), known_at=end_of_day(date(2025, 3, 21)))
    situation = assess((), MISSION, as_of=moment)
    assert situation.positions.positions == ()
    assert situation.changes == ()


def test_the_mission_s_own_parties_have_names():
    """Whoever draws the picture can call every party by its name."""
    moment = AsOf(held_on=date(2025, 3, 21), known_at=end_of_day(date(2025, 3, 21)))
    names = assess((), MISSION, as_of=moment).names
    assert names["LAKE-BOARD"] == "Board of the Lakes"
    assert names["KEN"] == "Kenya"
