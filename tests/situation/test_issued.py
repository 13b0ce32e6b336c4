"""An issued forecast is scored against what came, and nobody can improve it afterwards."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from telling import CLOCK, on, statements_of

from contingent.ledger.book import Ledger, MemoryStore, forecast_entry, statement_entry
from contingent.mission import Mission
from contingent.situation.issued import issued_scores

MISSION = Mission.model_validate(
    {"code": "LAKES", "name": "Lakes Support Force", "theatre": "Lakeland"}
)
ISSUED = {
    "mission": "LAKES",
    "as_of": "2025-01-01",
    "horizon": "2025-12-31",
    "milestones": [
        {
            "id": "first-boots",
            "name": "First boots",
            "reached_by_horizon_ppm": 800_000,
            "p10": "2025-02-01",
            "p50": "2025-04-11",
            "p90": "2025-08-01",
            "curve": [
                {"day": "2025-01-01", "reached_ppm": 0},
                {"day": "2025-04-11", "reached_ppm": 500_000},
                {"day": "2025-12-31", "reached_ppm": 800_000},
            ],
        }
    ],
}
CAME = "2025-04-11  reporter  says KEN advance_party troops 40"
KENYA = "2024-12-01  KEN  says KEN pledged troops 400"


def scored(chronicle: str, day: str = "2025-12-31", issued: dict | None = None):
    """The scores of the forecast that a ledger with this chronicle holds."""
    ledger = Ledger(MemoryStore())
    told = [*statements_of(KENYA), *statements_of(chronicle)]
    for statement, known_at in sorted(told, key=lambda each: each[1]):
        new = statement_entry(statement, "rule:chronicle")
        ledger.append([new], recorded_at=CLOCK, known_at=known_at)
    entry = forecast_entry(issued or ISSUED, "person:Ada")
    ledger.append([entry], recorded_at=CLOCK, known_at=datetime(2029, 1, 1, tzinfo=UTC))
    return issued_scores(ledger.entries(), MISSION, as_of=on(day))


def test_what_came_on_the_day_of_the_median_scores_well():
    """The day is found, and half the curve lies on either side of it."""
    (score,) = scored(CAME)
    assert score.happened_on == date(2025, 4, 11)
    assert score.score is not None
    assert score.score.pit == pytest.approx((0.5, 0.5), abs=0.01)
    assert score.score.covered


def test_what_has_not_come_is_scored_as_far_as_was_seen():
    """By the end of May nothing came; the forecast gave it about four in ten by then."""
    (score,) = scored("", "2025-05-31")
    assert (score.happened_on, score.seen_until) == (None, date(2025, 5, 31))
    assert score.score is not None
    assert 0 < score.score.crps_days < 150


def test_on_the_day_of_issue_there_is_nothing_to_score():
    """No day has passed."""
    (score,) = scored("", "2025-01-01")
    assert score.score is None


def test_what_came_after_the_day_asked_about_is_not_seen():
    """On the day before the arrival nobody knew of it."""
    (score,) = scored(CAME, "2025-04-10")
    assert score.happened_on is None


def test_a_forecast_of_another_mission_is_passed_over():
    """A ledger may hold what concerns others."""
    assert scored(CAME, issued={**ISSUED, "mission": "HILLS"}) == ()


def test_a_forecast_that_is_issued_later_is_not_there_yet():
    """As of a day before its own, it does not exist."""
    assert scored(CAME, "2024-12-31") == ()
