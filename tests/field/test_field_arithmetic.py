"""Arithmetic on what is published: both figures, and no fault where there is room."""

from __future__ import annotations

import pytest
from theatre_room import CLOCK, as_of, ledger_of, report, told

from contingent.field.aid import against_target, shares
from contingent.field.arithmetic import Fault, findings
from contingent.field.reports import reports
from contingent.situation.founding import record_sample

GMO = "Gaza Government Media Office"


def of_sample(day: str):
    """What the bundled sample had from theatre by a day."""
    ledger = ledger_of(())
    record_sample(ledger, "gaza", recorded_at=CLOCK)
    return reports(ledger.entries(), as_of=as_of(day))


def test_the_three_faults_of_the_sample_are_found_from_its_own_data():
    """885 parts of 875; 42,800 due for 73 days at 600, which is 43,800; one slip in two outlets."""
    found = {(each.fault, each.said): each for each in findings(of_sample("2025-12-31"))}
    parts = found[Fault.PARTS, "875"]
    assert parts.computed == "265 + 49 + 421 + 150 = 885"
    due = found[Fault.RATE, "42,800"]
    assert due.computed == "600 a day x 73 days = 43,800"
    assert due.claimant == GMO
    slip = found[Fault.REPEATED, "42,800, told by 2 outlets"]
    assert sorted(address.split("/")[2] for address in slip.told_by) == [
        "menafn.com",
        "www.trtworld.com:443",
    ]
    assert "not 2 confirmations" in slip.computed
    real = [each for each in found if each[0] in (Fault.SHARE, Fault.ORDER)]
    assert real == []


def test_what_adds_up_in_the_sample_is_left_alone():
    """3,650 fuel trucks are 73 days at 50; 244 a day are 17,819 in 73 days; June and July hold."""
    doubted = findings(of_sample("2025-12-31"))
    assert not [each for each in doubted if "3,650" in each.said]
    assert not [each for each in doubted if "17,819" in each.said]
    assert not [each for each in doubted if "90.7" in each.said or "94" in each.said]


def test_nothing_is_found_before_it_was_published():
    """As of the day before the statement, its slip cannot be known."""
    found = findings(of_sample("2025-12-21"))
    assert not [each for each in found if each.said in ("875", "42,800")]


def test_interception_is_never_called_looting():
    """What was taken on the way keeps the word of its source, which does not tell who took it."""
    rows = of_sample("2026-01-01")
    words = " ".join(item.row.model_dump_json() for item in (*rows.flow, *rows.incidents)).lower()
    assert "intercepted" in words
    assert "loot" not in words


def flow(stage, quantity, **values):
    """A flow row of one week."""
    values = {"date": "2026-03-02/2026-03-08", "unit": "trucks", **values}
    return report("flow", stage=stage, quantity=quantity, **values)


def test_a_later_stage_cannot_hold_more():
    """More arrived than collected, or more intercepted than collected: both figures are named."""
    found = findings(told(flow("collected", 90), flow("arrived", 95), flow("intercepted", 91)))
    assert {(each.fault, each.said, each.computed) for each in found} == {
        (Fault.ORDER, "95 arrived", "only 90 collected"),
        (Fault.ORDER, "91 intercepted", "only 90 collected"),
    }


@pytest.mark.parametrize(
    "other",
    [
        {"claimant": "Somebody else"},
        {"unit": "pallets"},
        {"date": "2026-03-02/2026-03-09"},
        {"comparator": "about"},
        {"commodity": "fuel"},
    ],
)
def test_only_like_is_held_against_like(other):
    """Another claimant, unit, period or good, or a figure that leaves room, is no contradiction."""
    assert findings(told(flow("collected", 90), flow("arrived", 95, **other))) == ()


def test_a_share_is_checked_to_the_place_that_was_said():
    """43 % of 3 in 7 holds; 42 % was cut off; 50 % does not follow."""
    figures = (flow("collected", 7), flow("intercepted", 3))
    for stated, fault in (("43", None), ("42.9", None), ("42", Fault.CUT_OFF), ("50", Fault.SHARE)):
        share = flow("intercepted", stated, unit="percent", of="collected")
        found = findings(told(*figures, share))
        assert [each.fault for each in found] == ([fault] if fault else [])


def test_parts_that_leave_a_rest_are_no_fault():
    """Categories that come to less may not be all of them; that is said and no more."""
    whole = report("incidents", id="w", date="2026-03", category="all", count=10)
    parts = [
        report("incidents", id=f"w{n}", date="2026-03", category=c, count=n, part_of="w")
        for c, n in (("shots", 4), ("raids", 5))
    ]
    (found,) = findings(told(whole, *parts))
    assert (found.fault, found.said, found.computed) == (Fault.REST, "10", "4 + 5 = 9")
    unknown = report(
        "incidents", id="w9", date="2026-03", category="x", count=2, part_of="w", comparator="about"
    )
    assert findings(told(whole, *parts, unknown)) == ()


def test_shares_keep_claimants_and_units_apart():
    """One share a claimant and a unit; nothing is averaged over them."""
    rows = told(
        flow("collected", 100),
        flow("intercepted", 90),
        flow("collected", 200, unit="pallets"),
        flow("intercepted", 100, unit="pallets"),
        flow("collected", 10, claimant="Other"),
        flow("intercepted", 1, claimant="Other"),
    )
    found = {(each.claimant, each.unit): each.percent for each in shares(rows.flow)}
    assert found == {
        ("UN monitors", "trucks"): 90,
        ("UN monitors", "pallets"): 50,
        ("Other", "trucks"): 10,
    }


def test_a_target_is_never_assumed():
    """Flow stands against an agreed rate of its unit that was in force; without one, no line."""
    rows = (flow("entered", 700), flow("entered", 14, unit="pallets"))
    assert against_target(told(*rows).flow) == ()
    agreed = flow("agreed", 200, per="day", date="2026-03-01")
    (line,) = against_target(told(*rows, agreed).flow)
    assert (line.per_day, line.target_per_day, line.percent) == (100, 200, 50)
    assert len(line.because) == 2
    later = flow("agreed", 200, per="day", date="2026-03-09")
    assert against_target(told(*rows, later).flow) == ()
