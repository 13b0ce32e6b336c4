"""The network file: what is wrong with it is said, and the rest is planned for."""

from __future__ import annotations

from contingent.field.network import NetworkRow, network_of
from contingent.mission.tables import read_rows

SETTINGS = """\
setting,slots,,,,,,,,06:00 12:00
setting,load_tonnes,,,,,,,,100
setting,convoys_per_day,,,,,,,,8
setting,escort_units,,,,,,,,{escorts}
setting,escort_units_per_convoy,,,,,,,,2
setting,escort_unit_personnel,,,,,,,,20
setting,escort_leaves_percent,,,,,,,,50
setting,ambushes_per_day,,,,,,,,1
setting,incident_loss_percent,,,,,,,,30
"""
HEAD = (
    "record,id,between,km,loss_if_attacked_percent,convoys_per_day,convoys_per_slot,"
    "tonnes_per_day,floor_percent,value\n"
)
PLACES = """\
crossing,gate,,,,4,2,,,
site,town,,,,,,300,50,
road,r1,gate mid,2,40,,,,,
road,r2,mid town,2,40,,,,,
"""


def network(tmp_path, text, *, escorts=2):
    """The network of a file, with its problems as text."""
    path = tmp_path / "network.csv"
    path.write_text(HEAD + text + SETTINGS.format(escorts=escorts), encoding="utf-8")
    rows, faults = read_rows(path, NetworkRow, limit=10**6)
    found, problems = network_of(rows, name=path.name)
    return found, [str(problem) for problem in (*faults, *problems)]


def test_a_sound_file_has_no_problems(tmp_path):
    """Crossing, site and two roads are all there."""
    found, problems = network(tmp_path, PLACES)
    assert problems == []
    assert [site.id for site in found.sites] == ["town"]
    assert len(found.roads) == 2


def test_a_site_that_no_road_reaches_is_left_out(tmp_path):
    """It is named, and the rest is planned for."""
    found, problems = network(tmp_path, PLACES + "site,island,,,,,,100,50,\n")
    assert [site.id for site in found.sites] == ["town"]
    assert "network.csv:6: no road leads from a crossing to site `island`" in problems[0]


def test_demand_above_capacity_and_no_escorts_are_said(tmp_path):
    """Both are told, and neither stops the plan."""
    text = PLACES.replace("300,50", "900,50")
    found, problems = network(tmp_path, text, escorts=0)
    assert found is not None
    assert any("sites ask for 6,300 t a week, at most 2,800 t" in each for each in problems)
    assert any("no escort units" in each for each in problems)


def test_roads_that_lead_nowhere_or_twice_are_said(tmp_path):
    """A loose end is most likely a slip of the pen; a second road between two places is unused."""
    more = (
        "road,r3,gate elsewhere,2,40,,,,,\nroad,r4,gate mid,5,40,,,,,\nroad,r1,mid gate,1,1,,,,,\n"
    )
    found, problems = network(tmp_path, PLACES + more)
    assert {road.id for road in found.roads} == {"r1", "r2", "r4"}
    assert any("ends at `elsewhere`" in each for each in problems)
    assert any("`r4` joins what `r1` joins" in each for each in problems)
    assert any("`r1` is there twice" in each for each in problems)


def test_rows_that_cannot_be_are_named_by_their_line(tmp_path):
    """Negative loads, more than the whole, a weekday that is none, half a road: all at once."""
    more = (
        "site,a,,,,,,-3,50,\n"
        "road,b,gate mid,2,140,,,,,\n"
        "road,c,gate,2,40,,,,,\n"
        "crossing,d,,,,,,,,\n"
    )
    found, problems = network(tmp_path, PLACES + more)
    assert found is not None
    assert [each.split(":")[1] for each in problems] == ["6", "7", "8", "9"]


def test_settings_must_all_be_there_and_be_numbers(tmp_path):
    """Nothing is planned on a guess that nobody wrote down."""
    path = tmp_path / "network.csv"
    text = SETTINGS.format(escorts="some").replace("setting,ambushes_per_day,,,,,,,,1\n", "")
    path.write_text(HEAD + PLACES + text + "setting,speed,,,,,,,,9\n", encoding="utf-8")
    rows, _ = read_rows(path, NetworkRow, limit=10**6)
    found, problems = network_of(rows, name=path.name)
    texts = " ".join(map(str, problems))
    assert found is None
    assert "settings are missing: ambushes_per_day" in texts
    assert "'some' is no whole number" in texts
    assert "there is no setting `speed`" in texts


def test_without_crossing_or_site_there_is_nothing_to_plan(tmp_path):
    """An empty network says what it lacks."""
    found, problems = network(tmp_path, "site,town,,,,,,300,50,\n")
    assert found is None
    assert any("has no crossing" in each for each in problems)
