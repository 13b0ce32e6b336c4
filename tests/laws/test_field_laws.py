"""Laws of the field, for any counts, any roads and any effort."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contingent.field.alerts import ChangeRule, signals
from contingent.field.incidents import Series
from contingent.field.public import SMALL, public_counts
from contingent.field.reports import Filed
from contingent.field.risk import Exposure, road_risks
from contingent.field.rows import IncidentRow, plain_row, row_of
from contingent.field.thresholds import Threshold, held_posterior
from contingent.vocabulary.claim import Standing
from contingent.vocabulary.moment import ImpreciseDate

LAW = settings(max_examples=40)
FIRST = date(2026, 1, 1)
AREAS = ("NORTH", "SOUTH")
CELLS = st.dictionaries(
    st.tuples(st.integers(1, 4), st.sampled_from(AREAS)), st.integers(0, 14), min_size=1
)


def filed(cells):
    """So many incidents in each month and area, one row each."""
    return [
        Filed(
            id=f"{month}{area}{number}",
            row=IncidentRow(
                date=ImpreciseDate.day(date(2026, month, 1 + number)),
                claimant="UN",
                category="shots",
                area=area,
            ),
        )
        for (month, area), count in sorted(cells.items())
        for number in range(count)
    ]


def public(cells, on=date(2026, 6, 1)):
    """What the public sees of them."""
    return public_counts(filed(cells), areas=AREAS, held_on=on)


@LAW
@given(CELLS, st.data())
def test_no_small_count_can_be_worked_out(cells, data):
    """Whatever a hidden count is, the public sees the same: no sum or difference tells it."""
    hidden = [key for key, count in cells.items() if count < SMALL]
    other = dict(cells)
    for key in hidden:
        other[key] = data.draw(st.integers(0, SMALL - 1))
    assert public(cells) == public(other)


@LAW
@given(CELLS, st.integers(0, 100), st.integers(5, 14))
def test_what_happens_now_is_not_seen_now(cells, days, count):
    """Incidents of the last two weeks, few or many, change nothing that the public sees."""
    on = FIRST + timedelta(days=60 + days)
    late = [
        Filed(
            id=f"late{number}",
            row=IncidentRow(
                date=ImpreciseDate.day(on - timedelta(days=number)),
                claimant="UN",
                category="shots",
                area="NORTH",
            ),
        )
        for number in range(min(count, 14))
    ]
    rows = filed(cells)
    seen = public_counts(rows, areas=AREAS, held_on=on)
    assert public_counts([*rows, *late], areas=AREAS, held_on=on) == seen


@LAW
@given(
    st.integers(1, 9),
    st.lists(st.integers(1, 40), min_size=60, max_size=200),
)
def test_more_effort_at_a_constant_rate_never_signals(rate, teams):
    """Counts in proportion to effort are no change, however effort goes up and down."""
    counts = [rate * each for each in teams]
    assert signals(counts, [float(each) for each in teams], rule=ChangeRule()) == ()


@LAW
@given(
    st.dictionaries(
        st.text("abcdef", min_size=1, max_size=3),
        st.tuples(st.integers(0, 400), st.integers(0, 60)),
        min_size=1,
        max_size=12,
    ),
    st.floats(0.5, 0.95),
)
def test_a_risk_lies_in_its_interval_and_needs_passages(roads, level):
    """0 <= low <= mean-ish <= high <= 1, wider at a higher level, and none without passages."""
    exposures = {
        road: Exposure(incidents=min(incidents, passages), passages=passages)
        for road, (passages, incidents) in roads.items()
    }
    found = road_risks(exposures, level=level)
    wider = road_risks(exposures, level=0.5 + level / 2)
    for road, exposure in exposures.items():
        risk, wide = found[road], wider[road]
        if exposure.passages == 0:
            assert risk is None
            continue
        assert risk is not None
        assert wide is not None
        assert 0 <= risk.low <= risk.high <= 1
        assert 0 <= risk.mean <= 1
        assert wide.low <= risk.low + 1e-9
        assert risk.high <= wide.high + 1e-9


@LAW
@given(
    st.lists(st.integers(0, 12), min_size=41, max_size=90),
    st.integers(0, 40),
    st.integers(1, 9),
)
def test_a_gap_in_effort_never_opens_a_gate(counts, gap, limit):
    """Taking the effort of one of the last 41 days away always closes the gate."""
    teams: list[int | None] = [3] * len(counts)
    teams[len(counts) - 1 - gap] = None
    series = Series(
        claimant="UN",
        unit="incidents",
        standing=Standing.ALLEGED,
        first=FIRST,
        counts=tuple(counts),
        teams=tuple(teams),
        because=("o-1",),
    )
    found = held_posterior(series, Threshold(at_most=limit))
    assert not found.is_open
    assert found.unknown


@LAW
@given(
    st.integers(0, 10**6),
    st.sampled_from(list(Standing)),
    st.text("abc é–", max_size=8),
)
def test_a_row_comes_back_as_it_was_written(count, standing, place):
    """What the ledger keeps of a row gives the same row."""
    row = IncidentRow(
        date=ImpreciseDate.month(2026, 2),
        claimant="UN",
        category="shots",
        count=count,
        standing=standing,
        place=place,
    )
    assert row_of("incidents", plain_row(row)) == row


def test_a_level_outside_its_range_is_refused():
    """No interval holds everything or nothing."""
    with pytest.raises(ValueError, match="no level"):
        road_risks({"a": Exposure(incidents=0, passages=1)}, level=1.0)
