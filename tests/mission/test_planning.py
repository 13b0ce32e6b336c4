"""Caveats, lift, money, planning defaults and units: what is read, and what is refused."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from contingent.errors import InvalidMission
from contingent.mission import CaveatType, as_known, load_mission
from contingent.vocabulary.capability import Kind

HEAD = """\
code: LAKES
name: Lakes Support Force
theatre: Lakeland
requirement:
  sectors:
    - {code: NORTH, name: North}
phases:
  - {id: first, name: First, begins: 2030-06-01}
"""


def loaded(folder: Path, more: str = "", offers: str = ""):
    """The mission of a folder with this text, and its problems in words."""
    (folder / "mission.yaml").write_text(HEAD + more, encoding="utf-8")
    if offers:
        (folder / "offers.csv").write_text(offers, encoding="utf-8")
    mission, problems = load_mission(folder)
    return mission, [str(problem) for problem in problems]


def test_caveats_are_read_with_what_they_limit(tmp_path):
    """A party's limits stand beside its approvals, hard unless told otherwise."""
    text = "contributors:\n  - party: KEN\n    caveats:\n      - {type: area, sectors: [NORTH]}\n"
    mission, _ = loaded(tmp_path, text + "      - {type: under, party: NOR, soft: true}\n")
    area, under = mission.contributors[0].caveats
    assert (area.type, area.sectors, area.soft) == (CaveatType.AREA, ("NORTH",), False)
    assert (under.party, under.soft) == ("NOR", True)


@pytest.mark.parametrize(
    ("caveat", "complaint"),
    [
        ("{type: area}", "a caveat of type area needs `sectors`"),
        ("{type: task}", "a caveat of type task needs `task`"),
        ("{type: beside}", "a caveat of type beside needs `party`"),
        ("{type: area, sectors: [NROTH]}", "there is no sector `NROTH`; did you mean `NORTH`?"),
        ("{type: mood, party: NOR}", "'mood' is none of"),
    ],
)
def test_a_caveat_that_limits_nothing_is_a_mistake(tmp_path, caveat, complaint):
    """What it limits must be said, and must be there."""
    text = f"contributors:\n  - party: KEN\n    caveats:\n      - {caveat}\n"
    with pytest.raises(InvalidMission, match=r"mission\.yaml:1[0-9]: ") as refused:
        loaded(tmp_path, text)
    assert complaint in str(refused.value)


def test_lift_names_a_phase_that_is_there(tmp_path):
    """A limit on a phase that nobody described would limit nothing."""
    mission, _ = loaded(tmp_path, "lift:\n  - {phase: first, tonnes: 900, port: East}\n")
    assert mission.lift[0].tonnes == 900
    with pytest.raises(InvalidMission, match="there is no phase `last`"):
        loaded(tmp_path, "lift:\n  - {phase: last, tonnes: 900}\n")


def test_units_are_read_and_what_is_left_out_is_unknown(tmp_path):
    """An empty cell is not zero."""
    rows = "id,party,capability,personnel,languages,sectors,cost\nK1,KEN,medical,,en sw,NORTH,\n"
    mission, problems = loaded(tmp_path, offers=rows)
    (unit,) = mission.offers
    assert problems == []
    assert (unit.capability, unit.personnel, unit.cost) == (Kind.MEDICAL, None, None)
    assert (unit.languages, unit.sectors) == (("en", "sw"), ("NORTH",))


@pytest.mark.parametrize(
    ("row", "complaint"),
    [
        ("K1,XYZ,medical,10,", "offers.csv:2: party: there is no party `XYZ`"),
        ("K1,KEN,medical,10,SOUTH", "offers.csv:2: sectors: there is no sector `SOUTH`"),
        ("K1,KEN,medical,none,", "offers.csv:2:4: personnel: 'none' is no whole number"),
        ("K1,KEN,medical,0,", "offers.csv:2:4: personnel: '0' is below 1"),
        ("K1,KEN,wizards,10,", "offers.csv:2:3: capability: 'wizards' is none of"),
    ],
)
def test_a_bad_unit_is_named_and_left_out(tmp_path, row, complaint):
    """The other units stand."""
    rows = f"id,party,capability,personnel,sectors\n{row}\nK2,KEN,medical,20,\n"
    mission, problems = loaded(tmp_path, offers=rows)
    assert [unit.id for unit in mission.offers] == ["K2"]
    assert problems[0].startswith(complaint)


def test_two_units_of_one_id_are_one_and_a_problem(tmp_path):
    """The first stands, the second is named."""
    rows = "id,party,capability,personnel\nK1,KEN,medical,20\nK1,KEN,medical,30\n"
    mission, problems = loaded(tmp_path, offers=rows)
    assert [unit.personnel for unit in mission.offers] == [20]
    assert problems == ["offers.csv:3: id: `K1` is there twice"]


def test_what_became_known_later_is_left_out_of_an_earlier_day(tmp_path):
    """Money, planning figures and units have a `since` like everything else."""
    text = (
        "funding: {paid: 100, since: 2030-03-01}\n"
        "planning: {unit_size: 500, since: 2030-03-01}\n"
        "offers:\n  - {id: K1, party: KEN, capability: medical, since: 2030-03-01}\n"
    )
    mission, _ = loaded(tmp_path, text)
    before, after = (as_known(mission, date(2030, month, 1)) for month in (2, 4))
    assert (before.funding, before.planning, before.offers) == (None, None, ())
    assert after.funding.paid == 100
    assert len(after.offers) == 1
