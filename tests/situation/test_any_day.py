"""Every bundled mission can be asked about on any day, long before it began and long after."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from importlib.resources import files
from pathlib import Path

import pytest

from contingent.exports.brief import brief_sheet
from contingent.ledger.book import Ledger, MemoryStore
from contingent.mission import load_mission, sample_names, sample_statements
from contingent.plan.building import network_of
from contingent.situation import assess
from contingent.situation.founding import record_sample
from contingent.situation.outlook import ground_of
from contingent.vocabulary.moment import AsOf, end_of_day

RECORDED = datetime(2026, 6, 1, tzinfo=UTC)


def days_of(sample: str) -> list[date]:
    """Days three weeks apart, from two months before anything was known to two months after."""
    known = [row.known_on for row in sample_statements(sample)]
    first, last = min(known) - timedelta(days=60), max(known) + timedelta(days=60)
    return [first + timedelta(days=at) for at in range(0, (last - first).days, 21)]


@pytest.mark.parametrize("sample", sample_names())
def test_there_is_an_answer_on_every_day(sample):
    """A brief and a network of what waits for what can be drawn, whatever was known by then."""
    mission, problems = load_mission(Path(str(files("contingent") / "sample" / sample)))
    assert not problems
    ledger = Ledger(MemoryStore())
    record_sample(ledger, sample, recorded_at=RECORDED)
    entries = tuple(ledger.entries())
    for day in days_of(sample):
        situation = assess(entries, mission, as_of=AsOf(held_on=day, known_at=end_of_day(day)))
        assert brief_sheet(situation).sections
        lines = situation.mission.requirement.lines
        sectors = {sector.code for sector in situation.mission.requirement.sectors}
        assert {line.sector for line in lines} - {""} <= sectors
        network, faults = network_of(ground_of(situation))
        assert network is not None or faults
