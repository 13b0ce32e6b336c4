"""Indicators: rates per effort, changes, road risk, held thresholds; unknown stays unknown."""

from __future__ import annotations

from datetime import date, timedelta

import numpy as np
import pytest
from theatre_room import report, told

from contingent.field.alerts import ChangeRule, alerts, signals
from contingent.field.incidents import Direction, Series, cumulative_counts, daily_series, rate_over
from contingent.field.indicators import measure_readings, series_of
from contingent.field.risk import Exposure, exposures, road_risks
from contingent.field.thresholds import Threshold, error_rates, held_posterior, open_chance
from contingent.mission.model import Measure
from contingent.vocabulary.claim import Standing

FIRST = date(2026, 1, 1)


def series(counts, teams):
    """A series of the UN monitors from the first of January."""
    return Series(
        claimant="UN monitors",
        unit="incidents",
        standing=Standing.ALLEGED,
        first=FIRST,
        counts=tuple(counts),
        teams=tuple(teams),
        because=("o-1",),
    )


def day(number: int) -> date:
    """So many days after the first of January."""
    return FIRST + timedelta(days=number)


def test_missing_effort_is_unknown_and_never_falling():
    """Fewer reports with fewer or unknown teams is no improvement: the direction is unknown."""
    falling = rate_over(series([5] * 28 + [2] * 28, [4] * 56))
    assert falling.direction is Direction.FALLING
    assert falling.per_hundred_team_days == pytest.approx(50)
    unknown = rate_over(series([5] * 28 + [2] * 28, [4] * 28 + [None] * 28))
    assert unknown.direction is Direction.UNKNOWN
    assert unknown.per_hundred_team_days is None
    assert unknown.counted == 56
    one_gap = rate_over(series([5] * 28 + [2] * 28, [4] * 40 + [None] + [4] * 15))
    assert one_gap.direction is Direction.UNKNOWN
    assert one_gap.days_with_effort == 27
    less_effort = rate_over(series([8] * 28 + [4] * 28, [4] * 28 + [2] * 28))
    assert less_effort.direction is Direction.STEADY


def test_a_quiet_day_is_quiet_only_where_somebody_looked():
    """Zero needs a team out on that day; a day without one is unknown."""
    found = daily_series(
        told(
            report("incidents", date="2026-01-03", category="shots", count=2),
            report("effort", date="2026-01-01/2026-01-04", teams=3),
            on="2026-01-06",
        )
    )
    (each,) = found
    assert each.counts == (0, 0, 2, 0, None, None)
    assert each.teams == (3, 3, 3, 3, None, None)


def test_claimants_standings_and_units_stay_apart():
    """Alleged and verified, deaths and events, one claimant and another: each its own series."""
    found = daily_series(
        told(
            report("incidents", date="2026-01-01", category="shots"),
            report("incidents", date="2026-01-01", category="shots", standing="verified"),
            report("incidents", date="2026-01-01", category="shots", standing="rejected"),
            report("incidents", date="2026-01-01", category="shots", unit="deaths", count=3),
            report("incidents", date="2026-01-01", category="shots", claimant="A party"),
            on="2026-01-01",
        )
    )
    assert {(each.claimant, each.unit, each.standing.value) for each in found} == {
        ("UN monitors", "incidents", "alleged"),
        ("UN monitors", "incidents", "verified"),
        ("UN monitors", "deaths", "alleged"),
        ("A party", "incidents", "alleged"),
    }


def test_effort_of_one_claimant_says_nothing_of_another():
    """Teams of the UN do not make a party's silence a zero."""
    found = daily_series(
        told(
            report("incidents", date="2026-01-01", category="shots", claimant="A party"),
            report("effort", date="2026-01-01/2026-01-03", teams=3),
            on="2026-01-03",
        )
    )
    (party,) = found
    assert party.counts == (1, None, None)


def test_counts_over_several_days_are_kept_as_published():
    """A running total is no daily count, and its categories do not add to it."""
    rows = told(
        report("incidents", id="t", date="2026-01-01/2026-01-20", category="all", count=30),
        report("incidents", id="t1", date="2026-01-01/2026-01-20", category="shots", part_of="t"),
    )
    assert daily_series(rows) == ()
    (found,) = cumulative_counts(rows)
    assert found.figure.row.count == 30
    assert [part.row.category for part in found.parts] == ["shots"]


def test_a_change_is_seen_and_dated():
    """A rate that doubles is seen within weeks, with what it was and what it is."""
    counts = [10, 9, 11, 10] * 20 + [22, 18, 20, 21] * 10
    (found,) = alerts(series(counts, [5] * 120))
    assert found.direction is Direction.RISING
    assert day(80) <= found.on <= day(94)
    assert found.rate_before == pytest.approx(2, rel=0.05)
    assert found.rate_since > 3


def test_more_monitoring_alone_is_no_change():
    """1.8 times the teams at the same rate per team: no alert with effort, one without it."""
    rng = np.random.default_rng(7)
    teams = [10] * 180 + [18] * 185
    counts = [int(n) for n in rng.poisson([1.2 * each for each in teams])]
    assert alerts(series(counts, teams)) == ()
    assert alerts(series(counts, [10] * 365))


def test_days_without_effort_are_passed_over():
    """A silence of unknown cause is no fall."""
    counts: list[int | None] = [10] * 80 + [None] * 40
    teams: list[int | None] = [5] * 80 + [None] * 40
    assert alerts(series(counts, teams)) == ()
    with pytest.raises(ValueError, match="effort above zero"):
        signals([1, 2], [1, 0], rule=ChangeRule())


def test_a_road_without_passages_has_no_rate():
    """Refused, not guessed; and few passages are drawn towards the rest of the network."""
    found = road_risks(
        {
            "quiet": Exposure(incidents=0, passages=200),
            "new": Exposure(incidents=1, passages=2),
            "busy": Exposure(incidents=4, passages=200),
            "never": Exposure(incidents=0, passages=0),
        }
    )
    assert found["never"] is None
    assert road_risks({"never": Exposure(incidents=0, passages=0)}) == {"never": None}
    quiet, new, busy = found["quiet"], found["new"], found["busy"]
    assert quiet
    assert new
    assert busy
    assert quiet.mean < busy.mean < new.mean < 0.5
    assert new.high - new.low > busy.high - busy.low


def test_more_incidents_than_passages_are_a_problem():
    """What cannot be is left out and said, without the name of the road."""
    rows = told(
        report("passages", date="2026-01", road="r-1", convoys=2),
        report("passages", date="2026-01", road="r-2", convoys=9),
        report("passages", date="2026-01", road="nowhere", convoys=9),
        report("incidents", date="2026-01-02", category="stopped", road="r-1", count=3),
        report("incidents", date="2026-01-02", category="stopped", road="r-2", count=1),
        report("incidents", date="2026-01-02", category="hit", road="r-2", claimant="A party"),
    )
    found, problems = exposures(rows, ["r-1", "r-2", "r-3"])
    assert (found["r-1"].incidents, found["r-1"].passages) == (0, 0)
    assert (found["r-2"].incidents, found["r-2"].passages) == (1, 9)
    texts = [str(problem) for problem in problems]
    assert any("3 incidents, but 2 passages" in text for text in texts)
    assert any("not in the network" in text for text in texts)
    assert not any("r-1" in text or "nowhere" in text for text in texts)


def test_a_threshold_opens_when_it_has_been_held():
    """Well below the limit for six weeks opens; two weeks do not; at the limit it stays closed."""
    limit = Threshold(at_most=5)
    calm = held_posterior(series([2] * 60, [4] * 60), limit)
    assert calm.is_open
    assert calm.chance == pytest.approx(1, abs=1e-4)
    at_the_limit = held_posterior(series([5] * 60, [4] * 60), limit)
    assert not at_the_limit.is_open
    just_now = held_posterior(series([9] * 40 + [1] * 20, [4] * 60), limit)
    assert not just_now.is_open
    assert 0 < just_now.held_days < 14 or just_now.held_days == 0
    reached = held_posterior(series([480] * 60, [1] * 60), Threshold(at_least=400))
    assert reached.is_open


def test_a_threshold_without_effort_is_closed():
    """Missing effort closes a gate and says so; nothing on record closes it too."""
    teams: list[int | None] = [4] * 60
    teams[50] = None
    found = held_posterior(series([1] * 60, teams), Threshold(at_most=5))
    assert not found.is_open
    assert found.chance is None
    assert "missing on 1 of the last 41 days" in found.unknown
    assert not held_posterior(None, Threshold(at_most=5)).is_open


def test_half_the_teams_do_not_make_it_calm():
    """Counts that halve because the teams did are read at full effort."""
    fewer = held_posterior(series([6] * 60 + [3] * 60, [4] * 60 + [2] * 60), Threshold(at_most=5))
    assert not fewer.is_open
    assert fewer.rate_per_day == pytest.approx(6)


@pytest.mark.parametrize("limit", [Threshold(at_most=5), Threshold(at_least=400)])
def test_error_rates_are_as_promised(limit):
    """At the threshold under 5 in 100 open; well within it 99 in 100 do."""
    found = error_rates(limit, np.random.default_rng(3))
    assert found.at_threshold < 0.05
    assert found.well_within > 0.99


def test_what_is_open_stays_open_and_what_is_unknown_has_no_chance():
    """A plan may ask for the chance that a gate opens: 1 if it is, none where nobody knows."""
    rng = np.random.default_rng(5)
    limit = Threshold(at_most=5)
    assert open_chance(series([2] * 60, [4] * 60), limit, rng, days=90) == 1.0
    assert open_chance(None, limit, rng, days=90) is None
    near = open_chance(series([7] * 40 + [3] * 30, [4] * 70), limit, rng, days=90)
    far = open_chance(series([15] * 70, [4] * 70), limit, rng, days=90)
    assert near is not None
    assert far is not None
    assert far < 0.05 < near
    assert open_chance(series([7] * 70, [4] * 70), limit, rng, days=20) == 0.0


def test_measures_name_their_indicator():
    """A measure is read from one claimant's series; a name that is none is a problem and closed."""
    rows = told(
        *(
            report("incidents", id=f"i{n}", date=day(n), category="shots", unit="violations")
            for n in range(60)
        ),
        report("effort", date=f"{day(0)}/{day(59)}", teams=4),
        *(
            report("flow", date=day(n), stage="entered", unit="trucks", quantity=450)
            for n in range(60)
        ),
        on=day(59).isoformat(),
    )
    measures = [
        Measure(id="calm", name="Calm", indicator="incidents:violations:UN monitors", at_most=5),
        Measure(id="aid", name="Aid", indicator="flow:entered:trucks:UN monitors", at_least=400),
        Measure(
            id="sure",
            name="Sure",
            indicator="incidents:violations:UN monitors:verified",
            at_most=5,
        ),
        Measure(id="odd", name="Odd", indicator="violations_per_day", at_most=5),
    ]
    found, problems = measure_readings(measures, rows, rng=np.random.default_rng(1))
    assert [each.reading.is_open for each in found] == [True, True, False, False]
    assert found[2].reading.unknown == "nothing is reported of it by the day"
    assert [problem.where for problem in problems] == ["measure odd"]
    assert all(each.errors.at_threshold < 0.05 for each in found)
    with pytest.raises(ValueError, match="no indicator"):
        series_of("incidents:violations:UN monitors:perhaps", rows)
