"""`observe`, `indicators`, `justify`, `convoys`: what is entered, shown, and never shown."""

from __future__ import annotations

import hashlib
import json
import logging
from pathlib import Path

import pytest
from asking import Answer, ask, entries, keys

from contingent.vocabulary.plain import canonical

NETWORK = """\
record,id,between,km,loss_if_attacked_percent,convoys_per_day,convoys_per_slot,tonnes_per_day,floor_percent,value
#record,#id,,,,,,,,
crossing,gate-east,,,,6,3,,,
site,town-mill,,,,,,300,50,
site,town-ford,,,,,,250,50,
road,lane-1,gate-east mid-1,2,40,,,,,
road,lane-2,gate-east mid-2,3,30,,,,,
road,lane-3,mid-1 mid-2,2,40,,,,,
road,lane-4,mid-1 town-mill,1,50,,,,,
road,lane-5,mid-2 town-mill,2,30,,,,,
road,lane-6,mid-2 town-ford,1,50,,,,,
road,lane-7,mid-1 town-ford,2,30,,,,,
setting,slots,,,,,,,,dawnfall noonrise
setting,load_tonnes,,,,,,,,100
setting,convoys_per_day,,,,,,,,6
setting,escort_units,,,,,,,,2
setting,escort_units_per_convoy,,,,,,,,2
setting,escort_unit_personnel,,,,,,,,20
setting,escort_leaves_percent,,,,,,,,50
setting,ambushes_per_day,,,,,,,,1
setting,incident_loss_percent,,,,,,,,30
"""
PASSAGES = "date,claimant,road,convoys\n" + "".join(
    f"2026-01,UN convoys,lane-{n},{30 * n}\n" for n in range(1, 8)
)
SECRETS = ("lane-", "dawnfall", "noonrise", "town-mill", "gate-east", "escort")
JUSTIFIED = ("--need", "Robbed twice in March", "--alternatives", "Talks and detours failed")


@pytest.fixture
def theatre(mission: Path, tmp_path: Path) -> Path:
    """A small mission with a network, passages and incidents on two of its roads."""
    (mission / "network.csv").write_text(NETWORK, encoding="utf-8")
    passages = tmp_path / "passages.csv"
    passages.write_text(PASSAGES, encoding="utf-8")
    incidents = tmp_path / "incidents.csv"
    incidents.write_text(
        "date,claimant,category,road,place,area\n"
        "2026-01-03,UN convoys,stopped,lane-1,a bridge,NORTH\n"
        "2026-01-09,UN convoys,stopped,lane-4,a mill,NORTH\n",
        encoding="utf-8",
    )
    assert ask("observe", passages, incidents, "--mission", mission, "--by", "Ada").code == 0
    return mission


def convoys(folder: Path, *options: object, seconds: object = 2) -> Answer:
    """The convoy plan as of a Monday."""
    return ask(
        "convoys", "--mission", folder, "--as-of", "2026-03-02", "--seconds", seconds, *options
    )


def test_observing_twice_adds_nothing(theatre, tmp_path):
    """The same file again adds no entry; each entry names who answers for it."""
    before = keys(theatre)
    again = ask("observe", tmp_path / "passages.csv", "--mission", theatre, "--json")
    assert again.code == 0
    assert again.document["schema"] == "contingent.observed/1"
    assert (again.document["rows"], again.document["added"]) == (7, 0)
    assert keys(theatre) == before
    assert {entry.accepted_by for entry in entries(theatre)} == {"person:Ada"}


def test_bad_rows_are_named_and_good_ones_kept(mission, tmp_path):
    """Negative trucks are a problem with their place, the rest is on record, and exit 3."""
    path = tmp_path / "flow.csv"
    path.write_text(
        "date,claimant,stage,unit,quantity\n2026-03-01,UN,collected,trucks,-1\n"
        "2026-03-01,UN,collected,trucks,7\n",
        encoding="utf-8",
    )
    answer = ask("observe", path, "--mission", mission)
    assert answer.code == 3
    assert "flow.csv:2:5: quantity: '-1' is below 0" in answer.err
    assert len(entries(mission)) == 1


def test_a_file_whose_table_is_unclear_is_asked_about(mission, tmp_path):
    """The table comes from the file's name or from --as; columns from --map."""
    path = tmp_path / "march.csv"
    path.write_text("when,who,what\n2026-03-01,UN,shots\n", encoding="utf-8")
    assert ask("observe", path, "--mission", mission).code == 2
    assert (
        ask("observe", path, "--as", "incidents", "--map", "date", "--mission", mission).code == 2
    )
    lost = ask("observe", path, "--as", "incidents", "--map", "dat=when", "--mission", mission)
    assert "incidents has no field 'dat'" in lost.err
    names = ("--map", "date=when", "--map", "claimant=who", "--map", "category=what")
    assert ask("observe", path, "--as", "incidents", *names, "--mission", mission).code == 0
    assert ask("observe", "--mission", mission).code == 2


def test_a_report_can_be_retracted_with_a_reason(theatre):
    """It leaves every figure and stays on record; an unknown one is refused."""
    id = next(entry.id for entry in entries(theatre) if entry.payload["table"] == "incidents")
    assert ask("observe", "--retract", id, "--mission", theatre).code == 2
    count = len(entries(theatre))
    assert ask("observe", "--retract", id, "--why", "a slip", "--mission", theatre).code == 0
    assert len(entries(theatre)) == count + 1
    again = ask("observe", "--retract", id, "--why", "a slip", "--mission", theatre)
    assert again.code == 2
    assert "no report" in again.err


def test_indicators_of_the_sample_lead_back_to_their_reports(sample):
    """Each line names its reports, and each report its source."""
    answer = ask("indicators", "--mission", sample, "--as-of", "2025-12-31", "--json")
    assert answer.code == 0
    found = answer.document
    assert found["schema"] == "contingent.indicators/1"
    assert {each["said"] for each in found["findings"]} >= {"875", "42,800"}
    for part in ("findings", "against_target", "shares", "cumulative", "denials"):
        assert found[part], part
        for line in found[part]:
            assert line["because"]
            assert set(line["because"]) <= set(found["reports"])
    assert all(each["source"] for each in found["reports"].values())
    (measure,) = found["measures"]
    assert measure["is_open"] is False
    assert measure["unknown"]
    assert set(measure["error_rates"]) >= {"at_threshold", "well_within"}


def test_indicators_as_known_earlier_hold_nothing_later(sample):
    """What was known on 1 December knows nothing of the statement of the 22nd."""
    text = ask("indicators", "--mission", sample, "--as-known", "2025-12-01", "--json").out
    assert "875" not in text
    assert "42,800" not in text
    assert "497" in text


def test_the_public_sees_nothing_of_the_field(theatre):
    """--public has no road, place, time, site or escort, in text and in JSON."""
    for options in ((), ("--json",)):
        answer = ask("indicators", "--public", "--mission", theatre, *options)
        assert answer.code == 0
        for secret in (*SECRETS, "a bridge"):
            assert secret not in answer.out + answer.err
    assert ask("indicators", "--public", "--role", "field", "--mission", theatre).code == 2


@pytest.mark.parametrize(
    "command",
    [
        ("indicators",),
        ("indicators", "--json"),
        ("brief",),
        ("brief", "--json"),
        ("positions",),
        ("positions", "--json"),
        ("changes", "--since", "2026-01-01"),
        ("ledger", "verify", "--json"),
    ],
)
def test_no_other_command_shows_roads_or_risks(theatre, command):
    """Roads, slots, sites and escorts appear in no command but those of the role field."""
    assert (
        ask(
            "justify",
            "town-mill",
            *JUSTIFIED,
            "--until",
            "2099-01-01",
            "--role",
            "field",
            "--mission",
            theatre,
        ).code
        == 0
    )
    answer = ask(*command, "--mission", theatre)
    for secret in SECRETS:
        assert secret not in answer.out + answer.err, secret


def test_road_risks_are_for_the_role_field_and_in_no_order_of_risk(theatre):
    """They need the role, stand by name, and carry an interval."""
    plain = ask("indicators", "--mission", theatre).out
    assert "Risk of each road" not in plain
    shown = ask("indicators", "--role", "field", "--mission", theatre).out
    section = shown.split("Risk of each road")[1]
    roads = [line.split()[0] for line in section.splitlines() if line.startswith("lane-")]
    assert roads == sorted(roads)
    assert len(roads) == 7
    found = ask("indicators", "--role", "field", "--json", "--mission", theatre).document
    assert found["restricted_to"] == "field"
    assert list(found["risks"]) == roads
    assert "risks" not in ask("indicators", "--json", "--mission", theatre).document
    for options in (("--role", "reader"), ("--role", "reader", "--json")):
        assert ask("indicators", *options, "--mission", theatre).code == 2


def test_nobody_is_scored_and_nothing_is_tracked(theatre, tmp_path):
    """Who is said to have acted stays with the report: no line counts or ranks actors."""
    path = tmp_path / "incidents.csv"
    path.write_text(
        "date,claimant,category,actor\n2026-01-03,UN,shots,A group\n2026-01-04,UN,shots,B group\n",
        encoding="utf-8",
    )
    assert ask("observe", path, "--mission", theatre).code == 0
    found = ask("indicators", "--json", "--mission", theatre).document
    reports = found.pop("reports")
    assert {row.get("actor") for row in reports.values()} >= {"A group", "B group"}
    assert "group" not in json.dumps(found)
    text = ask("indicators", "--mission", theatre).out
    assert "group" not in text


def test_the_plan_is_for_the_role_field_alone(theatre):
    """Without the role nothing is computed, and the message holds nothing of the plan."""
    for options in ((), ("--role", "analyst"), ("--json",)):
        answer = convoys(theatre, *options)
        assert answer.code == 2
        assert answer.out == ""
        assert not [secret for secret in SECRETS[:-1] if secret in answer.err]


def test_a_plan_stands_beside_its_rivals_with_what_it_rests_on(theatre):
    """Four policies, the price of randomising, what swings with each guess, and the week."""
    found = convoys(theatre, "--role", "field", "--json").document
    assert found["schema"] == "contingent.convoys/1"
    assert found["restricted_to"] == "field"
    assert found["policies"]["escorted"] is None
    policies = found["policies"]["unescorted"]
    assert set(policies) == {"mixed", "week", "fixed", "shortest"}
    for policy in policies.values():
        assert {"worst_percent", "everyday_percent", "net", "gap"} <= set(policy)
        assert policy["escort_units"] == 0
    assert set(found["price_of_randomising"]) == {
        "worst_loss_tonnes",
        "everyday_loss_tonnes",
        "convoy_km",
    }
    assert found["sensitivity"]
    assert len(found["week"]) == 7
    assert sum("guess" in each for each in found["assumptions"]) >= 4
    assert "mixture" not in json.dumps(found).replace("mixed", "")
    assert not {"ambushes", "adversary", "best_response"} & set(found)


def test_an_escort_needs_a_justification_on_record(theatre):
    """Sites without one are never escorted; need, alternatives and who decided are kept."""
    until = ("--until", "2099-01-01")
    refused = ask("justify", "town-mill", *JUSTIFIED, *until, "--mission", theatre)
    assert refused.code == 2
    field = ("--role", "field", "--mission", theatre, "--by", "Ada")
    assert ask("justify", "nowhere", *JUSTIFIED, *until, *field).code == 2
    assert ask("justify", "town-mill", *JUSTIFIED, "--until", "2020-01-01", *field).code == 2
    empty = ("--need", " ", "--alternatives", "none")
    assert ask("justify", "town-mill", *empty, *until, *field).code == 2
    assert ask("justify", "town-mill", *JUSTIFIED, *until, *field).code == 0
    last = entries(theatre)[-1]
    assert last.accepted_by == "person:Ada"
    assert last.payload["row"]["alternatives"] == "Talks and detours failed"
    answer = ask("convoys", *field[:-2], "--seconds", "2", "--json")
    found = answer.document
    assert found["escorted_sites"] == ["town-mill"]
    escorted = {c["site"] for day in found["week"] for c in day if c["escorts"]}
    assert escorted <= {"town-mill"}


def test_a_draw_is_sealed_and_the_ledger_learns_nothing_else(theatre):
    """The seal fits what was shown with its salt; neither day nor salt is in the ledger."""
    answer = convoys(theatre, "--role", "field", "--draw", "--json")
    drawn = answer.document["drawn"]
    sealed = canonical({"salt": drawn["salt"], "convoys": drawn["convoys"]})
    assert hashlib.sha256(sealed).hexdigest() == drawn["sha256"]
    row = entries(theatre)[-1].payload["row"]
    assert set(row) == {"on", "sha256"}
    assert row["sha256"] == drawn["sha256"]
    stored = b"".join(path.read_bytes() for path in theatre.glob("ledger.db*"))
    assert drawn["salt"].encode() not in stored
    assert drawn["salt"] not in answer.err


def test_two_draws_have_different_salts(theatre):
    """Chance is that of the operating system: no seed repeats a draw."""
    salts = {
        convoys(theatre, "--role", "field", "--draw", "--json").document["drawn"]["salt"]
        for _ in range(2)
    }
    assert len(salts) == 2


def test_a_plan_is_not_logged(theatre, caplog):
    """Whatever is logged while a plan is made holds nothing of it."""
    with caplog.at_level(logging.DEBUG):
        answer = convoys(theatre, "--role", "field", "--draw")
    assert "lane-" in answer.out
    assert not [secret for secret in SECRETS if secret in caplog.text + answer.err]


def test_a_sweep_answers_with_a_requirement_and_for_an_offer(theatre):
    """The tonnes wanted become people with their assumptions; people offered become tonnes."""
    options = ("--role", "field", "--sweep", "--people", "45", "--json")
    little = convoys(theatre, *options, "--tonnes", "1").document
    assert [point["units"] for point in little["sweep"]] == [0, 1, 2]
    assert little["needed"]["units"] == 0
    assert little["requirement"] is None
    assert little["able"]["units"] == 2
    most = int(little["sweep"][-1]["net_tonnes"])
    found = convoys(theatre, *options, "--tonnes", most).document
    assert found["requirement"]["minimum"] == 40
    assert found["requirement"]["assumption"] is True
    assert "guesses" in found["requirement"]["reason"]
    assert convoys(theatre, *options, "--tonnes", 9_000).document["needed"] is None
    assert convoys(theatre, "--role", "field", "--tonnes", "1").code == 2


def test_a_network_with_faults_is_planned_for_the_rest(theatre):
    """An unreachable site and too much demand are said; the others get the best plan."""
    text = NETWORK + "site,island,,,,,,100,50,\n"
    (theatre / "network.csv").write_text(text.replace("300,50", "900,50"), encoding="utf-8")
    answer = convoys(theatre, "--role", "field", "--json")
    assert answer.code == 0
    assert "no road leads from a crossing to site `island`" in answer.err
    assert "the plan is the best for what can" in answer.err
    assert answer.document["policies"]["unescorted"]["mixed"]["useful"] > 0


def test_without_a_network_there_is_no_plan(mission):
    """What is missing is said, and exit 3."""
    answer = convoys(mission, "--role", "field")
    assert answer.code == 3
    assert "network.csv: is not there" in answer.err


def test_a_gate_of_the_forecast_opens_when_its_measure_is_held(mission, tmp_path):
    """Two calm months of known effort open the gate; one day without effort closes it again."""
    text = (mission / "mission.yaml").read_text(encoding="utf-8")
    (mission / "mission.yaml").write_text(
        text
        + "measures:\n  - {id: calm, name: Calm, indicator: 'incidents:incidents:UN', at_most: 5}\n"
        + "gates:\n  - {id: calm-gate, name: It is calm, all_of: ['measure:calm']}\n"
        + "phases:\n  - {id: first, name: First phase, gates: [calm-gate]}\n",
        encoding="utf-8",
    )
    no_figure = "has no figure yet"
    options = ("--mission", mission, "--as-of", "2026-03-01", "--scenarios", 256, "--json")
    assert no_figure in ask("forecast", *options).out
    days = "".join(f"2026-01-{day:02},UN,shots\n" for day in range(1, 32))
    (tmp_path / "incidents.csv").write_text("date,claimant,category\n" + days, encoding="utf-8")
    (tmp_path / "effort.csv").write_text(
        "date,claimant,teams\n2026-01-01/2026-03-01,UN,4\n", encoding="utf-8"
    )
    tables = (tmp_path / "incidents.csv", tmp_path / "effort.csv")
    assert ask("observe", *tables, "--mission", mission).code == 0
    assert no_figure not in ask("forecast", *options).out
    later = ("--mission", mission, "--as-of", "2026-03-02", "--scenarios", 256, "--json")
    assert no_figure in ask("forecast", *later).out
