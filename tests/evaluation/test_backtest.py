"""The page of calibration shows what is printed, and no forecast knows its own mission."""

from __future__ import annotations

import math
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from past import contribution

from contingent.plan.cases import Cases
from contingent.plan.scoring import score_date
from contingent.situation.past_cases import past_cases
from evaluation.__main__ import GROWTH, PAGE, ROOT, section_of, sections
from evaluation.backtest import Trial, contribution_trials, less_than
from evaluation.gaza import DAYS, FORCE, LAST_DAY
from evaluation.monthly import monthly_strengths

SHARED = ROOT.parent / "shared" / "data" / "un_missions_monthly_1990_2017.csv"


def same(name: str, text: str) -> bool:
    """True if the page shows the text under that name."""
    return section_of(PAGE.read_text(encoding="utf-8"), name)[0] == text


def test_the_page_shows_what_is_printed_without_data():
    """The fit, the contributions and the mission in Gaza need no file."""
    stale = [name for name, text in sections(None) if not same(name, text)]
    assert stale == []


def test_the_page_shows_what_is_printed_with_data():
    """So do the build-ups, where the monthly data are at hand; the bundled table as well."""
    if not SHARED.is_file():
        pytest.skip("needs the monthly data, which are not shipped")
    for name, text in sections(SHARED):
        if name == GROWTH:
            bundled = ROOT / "src" / "contingent" / "cases" / GROWTH
            assert bundled.read_text(encoding="utf-8") == text
        else:
            assert same(name, text), name


def test_a_forecast_does_not_know_its_own_mission():
    """Whatever came of a mission's contributions, their forecasts stay the same."""
    cases = past_cases()
    kept = [each for each in cases.contributions if each.mission == "UNIFIL"][:2]
    others = tuple(each for each in cases.contributions if each.mission != "UNIFIL")
    opposite = [
        each.model_copy(update={"share": 0, "half_by": None}) for each in kept
    ]  # as if nobody had come

    def medians(rows: list) -> list[float]:
        some = Cases(efforts=(), contributions=(*rows, *others), steps=cases.steps)
        return [t.median_days for t in contribution_trials(some) if t.mission == "UNIFIL"]

    assert medians(kept) == medians(opposite)


def test_a_gain_is_counted_where_the_baseline_speaks():
    """Half the error is 50 % lower; a baseline that says nothing has no figure."""

    def trial(mission: str, ours: float, rate: float) -> Trial:
        scores = {
            name: score_date([day], 0, horizon=365)
            for name, day in (("ours", ours), ("base rate", rate))
        }
        return Trial(
            mission=mission,
            what="",
            happened_after=0,
            median_days=ours,
            scores=scores,
            chances=(),
        )

    trials = [trial("A", 10, 20), trial("B", 30, 60), trial("C", 5, 10)]
    assert less_than(trials, "base rate") == pytest.approx((0.5, 0.5, 0.5))
    assert less_than(trials, "stated date") is None


def test_what_came_after_the_horizon_counts_as_never():
    """A contribution that took longer than the year did not come within it."""
    late = contribution(mission="A", half_by=date(2022, 1, 1))
    cases = Cases(efforts=(), contributions=(late, contribution(mission="B")), steps=())
    assert contribution_trials(cases)[0].happened_after == math.inf


def test_the_mission_in_gaza_is_scored_on_the_days_agreed():
    """Nothing later than the record is scored, and it is no case."""
    assert DAYS[0] == date(2025, 12, 20)
    assert max(DAYS) <= LAST_DAY
    assert FORCE.mission not in {each.mission for each in past_cases().efforts}


@pytest.mark.parametrize(
    ("text", "problems"),
    [
        ("Date,Mission,Total\n2006-08-31,A,5\n2006-09-30,A,NA\n", 0),
        ("Date,Mission,Total\n2006-08-31,A,5\n2006-13-31,A,5\n", 1),
        ("Date,Mission,Total\n2006-08-31,A,5\n2006-09-30,A,-5\n", 1),
        ("Date,Mission,Total\n2006-08-31,A,5\n2006-09-30,A,many\n", 1),
        ("Date,Mission,Total\n2006-08-31,A,5\n2006-09-30\n", 1),
    ],
)
def test_a_bad_month_is_named_and_left_out(tmp_path, text, problems):
    """The others stand; a month whose total is unknown is no month with nobody."""
    path = tmp_path / "months.csv"
    path.write_text(text)
    series, found = monthly_strengths(path)
    assert dict(series) == {"A": [(date(2006, 8, 31), 5)]}
    assert len(found) == problems


@pytest.mark.parametrize("text", ["", "a,b\n1,2\n"])
def test_a_file_of_another_kind_is_one_problem(tmp_path, text):
    """Its columns are missed by name."""
    path = tmp_path / "months.csv"
    path.write_text(text)
    series, found = monthly_strengths(path)
    assert series == {}
    assert "Date" in str(found[0])


def test_the_score_of_a_perfect_forecast_is_nothing():
    """A sanity check of the whole: who knew the day pays nothing."""
    assert score_date(np.full(9, 100.0), 100, horizon=365).crps_days == 0
    assert Path(PAGE).name == "calibration.md"
