"""A theatre becomes a map of its ground: coarse, within its frame, no more than that."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contingent.exports.atlas import atlas, placed
from contingent.exports.surroundings import surroundings_of
from contingent.field.public import PublicCount
from contingent.mission import Mission
from contingent.situation import assess
from contingent.vocabulary.claim import Standing
from contingent.vocabulary.moment import AsOf, ImpreciseDate
from contingent.web.drawings.theatremap import theatre_map

SECTORS = [{"code": "NORTH", "name": "The north"}, {"code": "SOUTH", "name": "The south"}]


def mission(theatre: str = "Haiti", place: tuple[float, float] | None = None) -> Mission:
    """A mission in a theatre, perhaps with a place on the map."""
    values = {
        "code": "M",
        "name": "A mission",
        "theatre": theatre,
        "requirement": {"sectors": SECTORS},
    }
    if place is not None:
        values["theatre_place"] = {"longitude": place[0], "latitude": place[1]}
    return Mission.model_validate(values)


def points(path: str) -> list[tuple[int, int]]:
    """Every corner of a path."""
    return [(int(x), int(y)) for x, y in re.findall(r"(-?\d+),(-?\d+)", path)]


def test_a_theatre_that_bears_a_territorys_name_is_found():
    """Haiti lies beside the Dominican Republic, and its own outline is the ground."""
    around = surroundings_of(mission())
    assert around is not None
    assert "DOM" in around.places
    assert "HTI" not in around.places
    assert around.ground
    assert around.units_per_km > 0


def test_a_theatre_without_a_place_has_no_map():
    """Nobody said where Lakeland lies, so nothing is drawn, least of all somebody else's land."""
    assert surroundings_of(mission("Lakeland")) is None


def test_a_part_of_a_territory_is_found_by_its_place():
    """A place within the smaller of two parts shows that part, and what lies around it."""
    around = surroundings_of(mission("Gaza", (34.3, 31.4)))
    assert around is not None
    assert {"EGY", "ISR"} <= set(around.places)
    x, y = around.middle
    assert 0 < x < around.width
    assert 0 < y < around.height


def test_a_place_is_kept_to_a_tenth_of_a_degree():
    """Nothing closer than ten kilometres is ever stored of it."""
    place = mission("Gaza", (34.3456, 31.4123)).theatre_place
    assert place is not None
    assert (place.longitude, place.latitude) == (34.3, 31.4)


@pytest.mark.parametrize("place", [(181, 0), (0, 91), (float("nan"), 0), (0, float("inf"))])
def test_a_place_off_the_earth_is_refused(place):
    """A mistake in the file, never a picture of nothing."""
    with pytest.raises(ValueError, match="theatre_place"):
        mission("Gaza", place)


@settings(deadline=None, max_examples=25)
@given(st.sampled_from(sorted(atlas().centres)))
def test_no_map_draws_beyond_its_frame(code):
    """Law: whatever the state, each corner lies in the picture, and there is ground."""
    longitude, latitude = atlas().centres[code]
    around = surroundings_of(mission("Somewhere", (longitude, latitude)))
    if around is None:
        return  # the middle of its parts lies in none of them
    for path in (around.ground, *around.lands.values()):
        for x, y in points(path):
            assert 0 <= x <= around.width
            assert 0 <= y <= around.height
    assert points(around.ground)


@given(st.sampled_from(sorted(atlas().centres)))
def test_the_world_map_places_a_state_where_its_outline_says(code):
    """Law: a place in degrees lies where the baked file has it."""
    x, y = placed(*atlas().centres[code])
    assert (round(x), round(y)) == atlas().places[code]


def test_the_picture_marks_no_incident_and_its_table_tells_the_latest_month_by_area():
    """Bands by area and month stand in the table; the drawing is the same with and without them."""
    moment = AsOf(held_on=date(2026, 2, 20), known_at=datetime(2026, 6, 1, tzinfo=UTC))
    situation = assess((), mission(), as_of=moment)
    counts = [
        PublicCount(
            month=ImpreciseDate.month(2026, month),
            area="NORTH",
            claimant="KEN",
            unit="incidents",
            standing=Standing.ALLEGED,
            band=band,
        )
        for month, band in ((1, "5 to 9"), (2, "10 to 14"))
    ]
    told, bare = theatre_map(situation, counts), theatre_map(situation, ())
    assert told is not None
    assert bare is not None
    assert told.svg == bare.svg
    rows = [[cell.text for cell in row.cells] for row in told.table.rows]
    assert rows == [
        ["The north", "Feb 2026", "Kenya", "incidents, alleged", "10 to 14"],
        ["The south", "", "", "", "no count may be shown"],
    ]
    assert "no position on their status is implied" in told.note
