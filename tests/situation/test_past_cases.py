"""The bundled cases are facts with sources; a bad row of another table is named and left out."""

from __future__ import annotations

import math
from pathlib import Path

import pytest

import contingent
from contingent.mission import load_mission
from contingent.plan.delays import Basis, standard_delays
from contingent.situation.past_cases import (
    past_build_ups,
    past_cases,
    past_delays,
    read_cases,
)
from contingent.vocabulary.states import STATES

CASES = past_cases()
MISSIONS = {row.mission for row in (*CASES.efforts, *CASES.contributions, *CASES.steps)}
TABLES = {
    "efforts.csv": "code,mission,name,authorised_on,ceiling,source,series\n",
    "contributions.csv": "mission,party,said,rung,said_on,share,half_by,source\n",
    "steps.csv": "mission,party,from_rung,to_rung,days,source\n",
    "growth.csv": "code,in_place\n",
}


def test_every_case_has_a_source():
    """A fact without one is a rumour."""
    for row in (*CASES.efforts, *CASES.contributions, *CASES.steps):
        assert "." in row.source, row
        assert not row.source.startswith("/"), row


def test_every_party_is_a_state():
    """Parties go by their ISO codes."""
    codes = {state.code for state in STATES}
    assert {row.party for row in (*CASES.contributions, *CASES.steps)} <= codes


def test_what_is_from_memory_names_columns_that_there_are():
    """`recalled` says which figures nobody looked up again."""
    for row in (*CASES.efforts, *CASES.contributions, *CASES.steps):
        named = filter(None, row.recalled.split("; "))
        assert set(named) <= set(type(row).model_fields), row


def test_the_mission_of_the_sample_is_no_case():
    """Nothing is ever fitted to the mission that is forecast in the sample."""
    sample, _ = load_mission(Path(contingent.__file__).parent / "sample" / "gaza")
    assert sample.code not in MISSIONS
    assert not {mission for mission in MISSIONS if "GAZA" in mission.upper()}


def test_a_row_is_a_case_once():
    """No effort, contribution or step counts twice."""
    efforts = [row.code for row in CASES.efforts]
    contributions = [(row.mission, row.party) for row in CASES.contributions]
    steps = [(row.mission, row.party, row.from_rung, row.to_rung) for row in CASES.steps]
    for rows in (efforts, contributions, steps):
        assert len(rows) == len(set(rows))


def test_every_effort_has_its_growth():
    """The class of build-ups holds every effort, its shares in order."""
    grown = past_build_ups()
    assert [each.effort.code for each in grown] == [each.code for each in CASES.efforts]
    for each in grown:
        reached = [each.reached_after[share] for share in sorted(each.reached_after)]
        assert reached == sorted(reached)


def test_one_mission_can_be_left_out():
    """Without Lebanon, what only Lebanon tells is judgement again."""
    judged = standard_delays()
    without = past_delays(without="UNIFIL")
    assert past_delays() != without
    assert without.factors["objection"].origin.basis is Basis.REFERENCE_CLASS
    assert "UNIFIL" not in without.factors["objection"].origin.note
    assert set(without.climb) == set(judged.climb)


@pytest.mark.parametrize(
    ("table", "row", "says"),
    [
        ("contributions.csv", "M,KEN,100,pledged,2020-01-01,100,2019-01-01,s", "lies before"),
        ("contributions.csv", "M,KEN,100,pledged,2020-01-01,10,2020-02-01,s", "go together"),
        ("contributions.csv", "M,KEN,100,pledged,2020-01-01,120,2020-02-01,s", "share"),
        ("contributions.csv", "M,KEN,-5,pledged,2020-01-01,100,2020-02-01,s", "said"),
        ("contributions.csv", "M,KEN,100,promised,2020-01-01,100,2020-02-01,s", "no rung"),
        ("steps.csv", "M,KEN,approved,pledged,10,s", "lower rung to a higher"),
        ("steps.csv", "M,KEN,pledged,approved,0,s", "days"),
        ("efforts.csv", "A,M,a,2020-01-01,0,s,X", "ceiling"),
        ("efforts.csv", "A,M,a,2020-01-01,100,s,", "give `series`"),
        ("growth.csv", "A,140", "in_place"),
    ],
)
def test_a_bad_row_is_named_and_left_out(tmp_path, table, row, says):
    """Days out of order, more than all, negative people, no rung: each a problem of its line."""
    for name, header in TABLES.items():
        (tmp_path / name).write_text(header + (row + "\n" if name == table else ""))
    cases, problems = read_cases(tmp_path)
    assert (cases.efforts, cases.contributions, cases.steps) == ((), (), ())
    assert len(problems) == 1
    assert problems[0].where.startswith(f"{table}:2")
    assert says in str(problems[0])


def test_half_that_never_came_is_never():
    """Not within the year is infinity, not zero."""
    never = next(row for row in CASES.contributions if row.half_by is None)
    assert never.half_after_days == math.inf
