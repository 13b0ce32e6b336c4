"""What the public may see: coarse areas, closed months, bands, and nothing else."""

from __future__ import annotations

import json
from dataclasses import fields
from datetime import date

from theatre_room import report, told

from contingent.exports.field import public_document, public_section
from contingent.field.public import ELSEWHERE, PublicCount, public_counts
from contingent.ledger.labels import Marking

AREAS = ("NORTH", "SOUTH")


def incident(day: str, **values):
    """One incident in the north, at a place and on a road."""
    values = {
        "area": "NORTH",
        "place": "a crossroads",
        "road": "r-7",
        "actor": "a group",
        "category": "shots",
        **values,
    }
    return report("incidents", date=day, **values)


def shown(*entries, on="2026-03-15"):
    """What the public sees on a day, by month, area and band."""
    counts = public_counts(
        told(*entries, on=on).incidents, areas=AREAS, held_on=date.fromisoformat(on)
    )
    return [(str(each.month), each.area, each.band) for each in counts]


def test_small_counts_are_not_told_apart_from_none():
    """Six in the north show as a band; three in the south and none elsewhere look the same."""
    rows = [incident(f"2026-02-0{n}") for n in range(1, 7)]
    rows += [incident(f"2026-02-1{n}", area="SOUTH") for n in range(3)]
    assert shown(*rows) == [
        ("2026-02", "NORTH", "5 to 9"),
        ("2026-02", "SOUTH", "fewer than 5"),
        ("2026-02", ELSEWHERE, "fewer than 5"),
    ]
    assert shown(*rows[:4], *rows[6:]) == []


def test_a_month_shows_two_weeks_after_its_end():
    """Nothing of a month shows before it has been over for fourteen days."""
    rows = [incident(f"2026-02-0{n}") for n in range(1, 7)]
    assert shown(*rows, on="2026-03-13") == []
    assert shown(*rows, on="2026-03-14") != []


def test_an_area_that_the_mission_does_not_list_is_elsewhere():
    """A precise place entered as an area does not reach the public."""
    rows = [incident(f"2026-02-0{n}", area="the third house") for n in range(1, 7)]
    assert ("2026-02", ELSEWHERE, "5 to 9") in shown(*rows)


def test_nothing_but_coarse_fields_can_be_shown():
    """A public count has no field for a day, place, road, actor, passage or risk."""
    assert {field.name for field in fields(PublicCount)} == {
        "month",
        "area",
        "claimant",
        "unit",
        "standing",
        "band",
    }
    rows = told(*(incident(f"2026-02-0{n}") for n in range(1, 7)), on="2026-03-20")
    counts = public_counts(rows.incidents, areas=AREAS, held_on=date(2026, 3, 20))
    text = json.dumps(public_document(counts, Marking())) + repr(public_section(counts, {}))
    assert "5 to 9" in text
    for secret in ("r-7", "crossroads", "a group", "2026-02-0"):
        assert secret not in text


def test_there_are_no_totals():
    """No line is the sum of others, from which a hidden one could be worked out."""
    rows = [incident(f"2026-02-0{n}") for n in range(1, 7)]
    rows += [incident("2026-02-10", area="SOUTH")]
    assert {area for _, area, _ in shown(*rows)} == {"NORTH", "SOUTH", ELSEWHERE}
