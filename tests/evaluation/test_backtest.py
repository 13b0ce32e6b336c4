"""The page of calibration shows what is printed, and no forecast knows its own mission."""

from __future__ import annotations

import math
import re
from datetime import date
from pathlib import Path

import numpy as np
import pytest
from past import contribution

from contingent.plan.cases import Cases
from contingent.plan.scoring import score_date
from contingent.situation.past_cases import past_cases
from evaluation.__main__ import ENGINE, GROWTH, PAGE, ROOT, section_of, sections
from evaluation.backtest import Trial, contribution_trials, less_than
from evaluation.gaza import DAYS, FORCE, LAST_DAY
from evaluation.monthly import monthly_strengths

SHARED = ROOT.parent / "shared" / "data" / "un_missions_monthly_1990_2017.csv"
needs_shared = pytest.mark.skipif(
    not SHARED.is_file(), reason="the monthly data are not shipped, and are not here"
)


@pytest.fixture(scope="module")
def printed() -> dict[str, str]:
    """What the back-test prints; the build-ups are in it where the monthly data are at hand."""
    return dict(sections(SHARED if SHARED.is_file() else None))


def shown(name: str) -> str:
    """What the page shows under a name."""
    return section_of(PAGE.read_text(encoding="utf-8"), name)[0]


@pytest.mark.parametrize("name", ["fit", "contributions", "contribution-cases", "gaza"])
def test_the_page_shows_what_is_printed_without_data(printed, name):
    """The fit, the contributions and the mission in Gaza need no file."""
    assert shown(name) == printed[name]


@needs_shared
@pytest.mark.parametrize("name", ["class", "build-ups", "build-up-cases"])
def test_the_page_shows_what_is_printed_with_data(printed, name):
    """So do the build-ups, of the monthly data."""
    assert shown(name) == printed[name]


@needs_shared
def test_the_bundled_growth_is_that_of_the_data(printed):
    """The table that comes with the product is computed, not typed."""
    bundled = ROOT / "src" / "contingent" / "cases" / GROWTH
    assert bundled.read_text(encoding="utf-8") == printed[GROWTH]


def test_the_page_shows_the_engine_to_the_point(printed):
    """Compiled arithmetic differs in its last digits from machine to machine, and no further."""
    number = re.compile(r"\d+")
    page, now = shown(ENGINE), printed[ENGINE]
    assert number.sub("#", page) == number.sub("#", now)
    pairs = zip(number.findall(page), number.findall(now), strict=True)
    assert all(abs(int(one) - int(other)) <= 2 for one, other in pairs)


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
