"""`force --escort`: what convoys ask of the force, for the role field alone."""

from __future__ import annotations

import logging
from pathlib import Path

import pytest
from asking import Answer, ask

NETWORK = """\
record,id,between,km,loss_if_attacked_percent,convoys_per_day,convoys_per_slot,tonnes_per_day,floor_percent,value
crossing,gate-east,,,,6,3,,,
site,town-mill,,,,,,300,50,
site,town-ford,,,,,,250,50,
road,lane-1,gate-east mid-1,2,40,,,,,
road,lane-2,gate-east mid-2,3,30,,,,,
road,lane-3,mid-1 town-mill,1,50,,,,,
road,lane-4,mid-2 town-ford,1,50,,,,,
setting,slots,,,,,,,,dawnfall noonrise
setting,load_tonnes,,,,,,,,100
setting,convoys_per_day,,,,,,,,6
setting,escort_units,,,,,,,,4
setting,escort_units_per_convoy,,,,,,,,2
setting,escort_unit_personnel,,,,,,,,20
setting,escort_leaves_percent,,,,,,,,50
setting,ambushes_per_day,,,,,,,,1
setting,incident_loss_percent,,,,,,,,30
"""
FOLDER = """\
code: LAKES
name: Lakes Support Force
theatre: Lakeland
requirement:
  lead_minimum: 0
  sectors:
    - {code: NORTH, name: North}
  lines:
    - {capability: infantry, sector: NORTH, minimum: 500, critical: true}
"""
NEVER = ("lane-", "mid-", "gate-", "town-", "dawnfall", "noonrise", "departure", "mixture")
AS_OF = ("--as-of", "2026-03-02")


@pytest.fixture
def lakes(mission: Path) -> Path:
    """A mission for which Kenya has pledged five hundred and Ghana a hundred, with a network."""
    (mission / "mission.yaml").write_text(FOLDER, encoding="utf-8")
    (mission / "network.csv").write_text(NETWORK, encoding="utf-8")
    for party, amount in (("Kenya", "500"), ("Ghana", "100")):
        who = ("--about", party, "--speaks-for", party, "--speaker", "A minister")
        what = ("--role", "Minister", "--source", "a call", "--gist", "as told", "--by", "Ada")
        claim = ("--rung", "pledged", "--kind", "infantry", "--amount", amount)
        said = ("--said-on", "2026-01-10")
        assert ask("add", "--mission", mission, *who, *what, *claim, *said).code == 0
    return mission


def force(folder: Path, *options: object) -> Answer:
    """The force of the folder on a Monday in March."""
    return ask("force", "--mission", folder, *AS_OF, *options)


def as_field(folder: Path, wish: str, *options: object) -> Answer:
    """The same for the role field, with a wish for escorts."""
    return force(folder, "--role", "field", "--escort", wish, *options)


def test_units_become_a_line_that_people_fill_who_serve_nowhere_else(lakes):
    """Two units of twenty are asked for; Ghana's hundred escort, and do not hold the north."""
    answer = as_field(lakes, "2", "--view", "face", "--json")
    assert answer.code == 0
    document = answer.document
    assert document["restricted_to"] == "field"
    requirement = document["escorts"]["requirement"]
    assert (requirement["minimum"], requirement["assumption"]) == (40, True)
    assert document["escorts"]["covered"] == 100
    lines = {line["id"]: line for line in document["lines"]}
    assert lines["infantry:escorts"]["by"] == ["GHA.infantry"]
    assert lines["infantry:NORTH"]["by"] == ["KEN.infantry"]
    assert not lines["infantry:escorts"]["critical"]
    assert document["compared"]["lines"][0]["covered"] == [None, 100]


def test_tonnes_become_the_fewest_units_that_bring_them(lakes):
    """A figure in reach is asked for by its level; none is needed where it arrives anyway."""
    swept = as_field(lakes, "4", "--json").document["escorts"]
    without = swept["without_tonnes_a_day"]
    assert as_field(lakes, f"{int(without)}t", "--json").document["escorts"]["requirement"] is None
    some = as_field(lakes, f"{int(without) + 5}t", "--json").document["escorts"]["requirement"]
    assert 0 < some["minimum"] <= 80
    assert as_field(lakes, "5000t").code == 2


def test_the_reverse_says_what_the_offered_force_could_escort(lakes):
    """A hundred are left over, five units; only four are of use; half of them by the chances."""
    document = as_field(lakes, "offered", "--view", "face", "--json").document
    assert "infantry:escorts" not in {line["id"] for line in document["lines"]}
    reaches = {(each["who"], each["by_chances"]): each for each in document["escorts"]["reaches"]}
    free = reaches["free", False]
    assert (free["people"], free["units"], free["units_used"]) == (100, 5, 4)
    assert reaches["free", True]["people"] == 45
    assert reaches["all", False]["people"] == 600
    assert 0 < free["percent_of_need"] <= 100
    text = as_field(lakes, "offered").out
    assert "Escorts of aid convoys (restricted to the role field" in text
    assert "last resort" in " ".join(text.split())


def test_no_other_output_has_a_word_of_them(lakes, tmp_path):
    """Neither text, document, page nor export has the line or a word of the network."""
    page = tmp_path / "force.html"
    outputs = [force(lakes), force(lakes, "--json"), ask("brief", "--mission", lakes, *AS_OF)]
    outputs.append(force(lakes, "--html", page))
    for each in ("csv", "json"):
        target = tmp_path / each
        assert ask("export", each, target, "--mission", lakes, *AS_OF).code == 0
        for file in [target] if target.is_file() else target.rglob("*"):
            if file.is_file():
                assert not _said(file.read_text(encoding="utf-8"), ("escort", *NEVER)), file
    texts = [answer.out + answer.err for answer in outputs]
    texts.append(page.read_text(encoding="utf-8"))
    for text in texts:
        assert not _said(text, ("escort", *NEVER))


def test_without_the_role_it_is_refused_and_nothing_told(lakes, tmp_path):
    """The refusal knows nothing of the network; a page to pass on is not made at all."""
    for options in (("--escort", "2"), ("--escort", "2", "--role", "planner"), ("--role", "field")):
        answer = force(lakes, *options)
        assert answer.code == 2
        assert not _said(answer.out + answer.err, NEVER)
    page = tmp_path / "page.html"
    assert as_field(lakes, "2", "--html", page).code == 2
    assert not page.exists()
    for wrong in ("-1", "many", "3kg", ""):
        assert as_field(lakes, wrong).code == 2


def test_even_for_the_role_no_route_hour_or_mixture_is_named(lakes, caplog):
    """The force is told people, tonnes and guesses; logs and errors are no exception."""
    caplog.set_level(logging.DEBUG)
    for answer in (as_field(lakes, "2"), as_field(lakes, "2", "--json"), as_field(lakes, "9")):
        assert not _said(answer.out + answer.err, NEVER)
    assert not _said(caplog.text, ("escort unit", *NEVER))


def test_a_folder_without_a_network_says_so(lakes):
    """Nothing can be swept: exit 3 and the file that is missing."""
    (lakes / "network.csv").unlink()
    answer = as_field(lakes, "2")
    assert answer.code == 3
    assert "network.csv" in answer.err


def test_in_a_team_the_role_is_the_account_s_and_not_a_word(lakes, monkeypatch):
    """A planner who types `--role field` is refused; an account with the role is answered."""
    monkeypatch.setenv("CONTINGENT_MISSION", str(lakes))
    assert ask("people", "add", "ada", "--role", "administrator", "--role", "planner").code == 0
    monkeypatch.setenv("CONTINGENT_USER", "ada")
    assert ask("people", "add", "flo", "--role", "field").code == 0
    refused = as_field(lakes, "2")
    assert (refused.code, refused.out) == (2, "")
    assert not _said(refused.err, ("infantry", *NEVER))
    monkeypatch.setenv("CONTINGENT_USER", "flo")
    assert as_field(lakes, "offered", "--json").document["restricted_to"] == "field"


def _said(text: str, words: tuple[str, ...]) -> list[str]:
    return [word for word in words if word in text.lower()]
