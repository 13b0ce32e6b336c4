"""The other bundled missions need no code of their own, and end as the public record says."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache
from importlib.resources import files
from itertools import groupby
from pathlib import Path

import pytest

from contingent.cli import main
from contingent.ledger.board import Positions
from contingent.ledger.book import Ledger, MemoryStore, statement_entry
from contingent.ledger.chain import Entry
from contingent.ledger.positions import positions
from contingent.mission import load_mission, mission_parties, sample_names, sample_statements
from contingent.vocabulary.claim import Rung, VerdictType
from contingent.vocabulary.moment import AsOf, end_of_day
from contingent.vocabulary.statement import Note

OTHERS = ("haiti-2023", "lebanon-2006")
AUTHORISED = date(2006, 8, 11)


@cache
def entries(sample: str) -> tuple[Entry, ...]:
    """A sample's statements in a ledger, each known on its day."""
    ledger = Ledger(MemoryStore())
    recorded = datetime(2026, 6, 1, tzinfo=UTC)
    for day, rows in groupby(sample_statements(sample), key=lambda row: row.known_on):
        new = [statement_entry(row.statement, "rule:sample") for row in rows]
        ledger.append(new, recorded_at=recorded, known_at=end_of_day(day))
    return tuple(ledger.entries())


def board(sample: str, day: date) -> Positions:
    """Where everybody stood on a day, from what was known on it."""
    return positions(entries(sample), as_of=AsOf(held_on=day, known_at=end_of_day(day)))


def firm(sample: str, day: date) -> set[str]:
    """The parties that had pledged or more on a day."""
    found = board(sample, day).positions
    return {each.party for each in found if each.rung >= Rung.PLEDGED and each.stands}


def test_every_bundled_mission_is_tested():
    """A mission that is added here or in the sample's own tests is a mission that holds."""
    assert sample_names() == ("gaza", *OTHERS)


def test_the_command_that_starts_a_mission_names_them_all(capsys):
    """Whoever asks for help learns which missions are bundled."""
    with pytest.raises(SystemExit):
        main(["init", "--help"])
    shown = capsys.readouterr().out
    assert all(name in shown for name in sample_names())


@pytest.mark.parametrize("sample", OTHERS)
def test_a_mission_has_no_fault_and_a_source_for_every_word(sample):
    """A bundled mission loads without a problem; each statement says where it stands."""
    mission, problems = load_mission(Path(str(files("contingent") / "sample" / sample)))
    assert not problems
    known = {party.code for party in mission_parties(mission)}
    for row in sample_statements(sample):
        cited = row.statement.citation
        assert isinstance(cited, Note)
        assert cited.source.startswith("http")
        assert row.statement.mission == mission.code
        assert {row.statement.speaker.party} - {""} <= known


@pytest.mark.parametrize("sample", OTHERS)
def test_nothing_is_known_before_it_was_said(sample):
    """The day on which a statement is known is never before the day on which it was said."""
    for row in sample_statements(sample):
        said = row.statement.said_on
        assert said is None or said.first <= row.known_on
        assert (row.statement.published_on or row.known_on) >= AUTHORISED


@pytest.mark.parametrize(
    ("weeks", "parties"),
    [
        (0, set()),
        (1, {"FRA"}),
        (2, {"FRA", "BEL", "POL"}),
        (3, {"FRA", "BEL", "POL", "ITA", "ESP", "IDN"}),
        (4, {"FRA", "BEL", "POL", "ITA", "ESP", "IDN", "TUR", "FIN"}),
        (6, {"FRA", "BEL", "POL", "ITA", "ESP", "IDN", "TUR", "FIN", "DEU", "CHN"}),
    ],
)
def test_the_force_for_lebanon_fills_up_week_by_week(weeks, parties):
    """Replayed from the day of the resolution, a week shows who had pledged by then."""
    assert firm("lebanon-2006", AUTHORISED + timedelta(weeks=weeks)) == parties


def test_three_were_excluded_and_one_of_them_came_in_force():
    """An exclusion is kept as the excluder's word; it is no zero for the one who is excluded."""
    excluded = {
        claim.verdict: position.party
        for position in board("lebanon-2006", date(2006, 8, 20)).positions
        for claim in position.claimed_by_others
        if claim.by == "ISR"
    }
    assert set(excluded) == {VerdictType.EXCLUDED}
    later = board("lebanon-2006", date(2007, 1, 31))
    assert later["IDN"].rung is Rung.DEPLOYED
    assert later["MYS"].rung is Rung.DEPLOYED
    assert later["BGD"].rung <= Rung.OFFERED


def test_a_court_suspends_what_a_cabinet_approved():
    """Kenya's approval of 2023 does not stand while its own court bars the deployment."""
    held = board("haiti-2023", date(2023, 12, 1))["KEN"]
    assert held.verdict is VerdictType.SUSPENDED
    assert not held.stands
    assert board("haiti-2023", date(2024, 4, 1))["KEN"].rung is Rung.CONTRACTED


def test_an_envoys_word_for_another_state_lifts_nobody():
    """That a state offered 2,000 is the envoy's word; the state itself said nothing on record."""
    benin = board("haiti-2023", date(2025, 12, 31))["BEN"]
    assert benin.rung is Rung.CONSIDERING
    assert benin.amount is None
    assert benin.last_heard is None
