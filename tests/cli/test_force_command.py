"""`force`: what nobody offers, the package, why not, what if, and how it ends."""

from __future__ import annotations

import json
import os
import pty
import signal
from pathlib import Path

import pytest
from asking import ask, ask_process, start_process

AS_OF = ("--as-of", "2026-02-20")
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
funding: {currency: USD, paid: 100}
questions:
  - {topic: mandate, text: What may it do?}
"""


@pytest.fixture(scope="module")
def answer(sample):
    """The force of the sample as of 20 February 2026, asked once."""
    return ask("force", "--mission", sample, *AS_OF, "--json")


def add(folder: Path, party: str, rung: str, amount: str, *more: str) -> None:
    """Enter a party's own word on infantry."""
    who = ("--about", party, "--speaks-for", party, "--speaker", "A minister", "--role", "Minister")
    what = ("--source", "a call", "--gist", "as told", "--by", "Ada", "--said-on", "2026-01-10")
    claim = ("--rung", rung, "--kind", "infantry", "--amount", amount)
    assert ask("add", "--mission", folder, *who, *what, *claim, *more).code == 0


@pytest.fixture
def lakes(mission: Path) -> Path:
    """A small mission for which Kenya has pledged all that is asked."""
    (mission / "mission.yaml").write_text(FOLDER, encoding="utf-8")
    add(mission, "Kenya", "pledged", "500")
    return mission


def test_the_sample_names_what_nobody_has_offered(answer):
    """By the public record of that day: two kinds unspoken of, three short of an offer."""
    found = {item["kind"]: item["nearest"] for item in answer.document["unoffered"]}
    assert set(found) == {"signals", "eod", "logistics", "aviation", "engineering"}
    assert found["signals"] == found["eod"] == []
    assert {(each["party"], each["rung"]) for each in found["aviation"]} == {("IDN", "considering")}
    assert max(each["rung"] for each in found["engineering"]) == "willing"
    assert answer.code == 4


def test_the_sample_turns_no_troops_into_enablers(answer):
    """Eight thousand soldiers with no arm named fill infantry lines and nothing else."""
    lines = {line["id"]: line for line in answer.document["lines"]}
    for id, line in lines.items():
        if line["kind"] != "infantry":
            assert not [offer for offer in line["by"] if offer.endswith(".troops")], id
    assert any("IDN.troops" in line["by"] for line in lines.values())


def test_the_sample_shows_what_its_ratios_lack(answer):
    """Nobody flies for those who would come: the ratio is a limit with what it asks and has."""
    found = {item["rule"]: item for item in answer.document["limits"]}
    assert found["ratio:aviation"]["taken"] == 0
    assert found["ratio:aviation"]["limit"] > 0
    assert not found["ratio:aviation"]["kept"]


def test_every_assignment_leads_back_to_statements(answer):
    """No one serves in a package without words of their own on record."""
    assert answer.document["assignments"]
    for item in answer.document["assignments"]:
        assert item["because"]
        assert all(id.startswith(("s-", "offers.csv")) for id in item["because"])
        assert item["chance_percent"] > 0
        assert item["rung"] in {"willing", "offered", "pledged", "approved", "notified"}
        assert item["since"] <= "2026-02-20"
        cited = [id for id in item["because"] if id.startswith("s-")]
        assert set(cited) <= set(answer.document["statements"])


def test_the_document_has_the_promised_fields(answer):
    """`contingent.force/1`, with bounds beside values and reasons beside gaps."""
    found = answer.document
    assert found["schema"] == "contingent.force/1"
    assert {"id", "required", "covered", "expected"} <= set(found["lines"][0])
    assert found["gaps"]
    assert {item["layer"] for item in found["why_not"]} == {"alone", "together", "would_do"}
    for stage in found["stages"]:
        assert {"objective", "value", "bound", "status", "seconds"} <= set(stage)
        assert stage["bound"] <= stage["value"]
    assert answer.err == ""


def test_what_is_considered_or_refused_is_in_no_package(answer):
    """Greece weighs it and Azerbaijan declined: neither serves, whatever the view."""
    parties = {item["party"] for item in answer.document["assignments"]}
    assert not parties & {"GRC", "AZE", "BGD", "JPN", "FRA"}


def test_the_page_opens_with_what_nobody_offers(sample):
    """The first finding is an enabler, before any headcount."""
    page = ask("force", "--mission", sample, *AS_OF, "--view", "face", "--time-limit", 20)
    findings = [line for line in page.out.splitlines() if line.startswith("•")]
    assert findings[0].startswith("• Nobody offers signals (470) or explosive ordnance disposal")
    assert findings[1].startswith("• No offer on record names any of 5 sectors (Rafah")
    assert page.code == 4


def test_what_if_is_shown_beside_things_as_they_are(sample):
    """Without Indonesia nearly everything is open, on the same scenarios."""
    options = ("--exclude", "IDN", "--view", "expected", "--time-limit", 20, "--json")
    found = ask("force", "--mission", sample, *AS_OF, *options).document
    compared = found["compared"]
    assert compared["left"] == ["IDN"]
    assert compared["after"]["mean"] > compared["before"]["mean"]
    assert compared["after"]["scenarios"] == compared["before"]["scenarios"]
    assert found["leads"] == {}


def test_an_approval_tried_out_raises_what_is_expected(sample):
    """At another rung the same words count for more; nothing is recorded."""
    options = ("--at-rung", "IDN=approved", "--view", "expected", "--time-limit", 20, "--json")
    found = ask("force", "--mission", sample, *AS_OF, *options).document
    assert found["compared"]["after"]["mean"] < found["compared"]["before"]["mean"]


def test_a_force_that_adds_up_ends_with_0(lakes):
    """Every line is filled by somebody's word."""
    answer = ask("force", "--mission", lakes, "--json")
    assert answer.code == 0
    assert answer.document["complete"]
    assert answer.document["why_not"] == []


def test_the_force_is_one_html_file(lakes, tmp_path):
    """`--html` writes one page whose lines open into the statements behind them."""
    page = tmp_path / "force.html"
    answer = ask("force", "--mission", lakes, "--html", page)
    assert answer.out == ""
    assert "<details>" in page.read_text(encoding="utf-8")


def test_two_views_are_compared_line_by_line(lakes):
    """The package of another view stands beside this one."""
    answer = ask("force", "--mission", lakes, "--compare", "face", "--json")
    assert answer.document["compared"]["lines"] == []
    assert answer.code == 0


@pytest.mark.parametrize(
    ("options", "complaint"),
    [
        (("--view", "rosy"), "none of face, expected, robust"),
        (("--exclude", "Atlantis"), "no party 'Atlantis'"),
        (("--without-objection", "ISR"), "is not A:B"),
        (("--answered", "weather"), "no question 'weather'; there are mandate"),
        (("--at-rung", "KEN"), "is not PARTY=RUNG"),
        (("--at-rung", "KEN=sure"), "no rung"),
        (("--budget", "much"), "no percentage"),
        (("--budget", "-200%"), "no percentage"),
        (("--time-limit", "0"), "0"),
    ],
)
def test_what_cannot_be_tried_out_is_refused(lakes, options, complaint):
    """A misspelt name would otherwise look like a finding."""
    answer = ask("force", "--mission", lakes, *options)
    assert answer.code == 2
    assert complaint in answer.err
    assert len(answer.messages) == 1


def test_money_tried_out_is_a_percentage_of_what_is_paid(lakes):
    """A budget too small for a unit leaves it out; enough of it takes it in."""
    rows = "id,party,capability,personnel,cost\nK1,KEN,infantry,500,150\n"
    (lakes / "offers.csv").write_text(rows, encoding="utf-8")
    codes = [
        ask("force", "--mission", lakes, "--budget", budget).code for budget in ("+40%", "+50 %")
    ]
    assert codes == [4, 0]


def test_a_unit_in_a_sector_nobody_described_is_a_problem(lakes):
    """The row is named and left out; the word behind it still counts."""
    rows = "id,party,capability,personnel,sectors\nK1,KEN,infantry,500,NROTH\n"
    (lakes / "offers.csv").write_text(rows, encoding="utf-8")
    answer = ask("force", "--mission", lakes, "--json")
    assert answer.code == 3
    assert "offers.csv:2: sectors: there is no sector `NROTH`; did you mean `NORTH`?" in answer.err
    assert [item["offer"] for item in answer.document["assignments"]] == ["KEN.infantry"]


def test_a_unit_without_a_word_behind_it_is_left_out(lakes):
    """A row in a table makes nobody willing."""
    rows = "id,party,capability,personnel\nN1,NOR,infantry,500\n"
    (lakes / "offers.csv").write_text(rows, encoding="utf-8")
    answer = ask("force", "--mission", lakes, "--json")
    assert answer.code == 3
    assert "no statement on record has NOR willing to bring infantry" in answer.err
    assert {item["party"] for item in answer.document["assignments"]} == {"KEN"}


def test_a_mission_that_asks_for_nothing_says_so(mission):
    """Without a line there is nothing to fill, and nothing to be proud of."""
    bare = "code: LAKES\nname: Lakes Support Force\ntheatre: Lakeland\n"
    (mission / "mission.yaml").write_text(bare, encoding="utf-8")
    answer = ask("force", "--mission", mission, "--json")
    assert answer.code == 3
    assert "requirement: asks for nothing" in answer.err
    assert answer.document["assignments"] == []
    page = ask("force", "--mission", mission)
    assert "nobody can say whether it adds up" in page.out
    assert "has been offered" not in page.out


def test_a_requirement_that_marks_no_line_says_what_would_fill_it(lakes):
    """Nobody said which line may be missed, so "nothing is needed" would be untrue."""
    text = FOLDER.replace("minimum: 500, critical: true", "minimum: 2000")
    (lakes / "mission.yaml").write_text(text, encoding="utf-8")
    page = ask("force", "--mission", lakes, "--time-limit", 20, *AS_OF).out
    assert "Nothing" not in page.split("━━ What would do")[1].split("━━")[0]
    assert "10 more units of infantry of 150 personnel each: 10 in North" in page
    assert "500 of 2,000 " in page
    assert "none is marked, so every line is" in page


def test_what_the_other_lines_lack_is_said_where_the_critical_ones_are_filled(lakes):
    """A line that may be missed is missed all the same."""
    other = "    - {capability: medical, sector: NORTH, minimum: 60}\nfunding:"
    text = FOLDER.replace("funding:", other, 1)
    (lakes / "mission.yaml").write_text(text, encoding="utf-8")
    page = ask("force", "--mission", lakes, "--time-limit", 20, *AS_OF).out
    told = page.split("━━ What would do")[1].split("━━")[0]
    assert "Nothing for the critical lines." in told
    assert "Of the other lines are missing: 60 medical (North)." in told


BATTALIONS = """\
Norway sends infantry to the lakes
Published: 2026-01-10

OSLO - Norway will send two infantry battalions to the Lakes Support Force, Prime Minister Kari \
Lunde said on Tuesday.
"""


def test_battalions_are_shown_as_battalions_and_counted_as_nobody(lakes, tmp_path):
    """Nobody said how many people they are, so they fill no place, and the page says whose."""
    (tmp_path / "norway.txt").write_text(BATTALIONS, encoding="utf-8")
    assert ask("read", tmp_path / "norway.txt", "--mission", lakes, "--accept", "rules").code == 0
    answer = ask("force", "--mission", lakes, "--json", *AS_OF).document
    assert {item["party"] for item in answer["assignments"]} == {"KEN"}
    assert {(item["party"], item["said"]["unit"]) for item in answer["uncounted"]} == {
        ("NOR", "battalions")
    }
    assert all(id in answer["statements"] for id in answer["uncounted"][0]["because"])
    page = " ".join(ask("force", "--mission", lakes, *AS_OF).out.split())
    assert "the figure is not in people: Norway (2 battalions of infantry" in page
    brief = ask("brief", "--mission", lakes, *AS_OF).out
    assert "500; Norway: 2 battalions" in brief


def test_pledged_money_stands_beside_what_is_paid_and_buys_nothing(lakes):
    """A unit that costs more than is paid stays at home, however much is pledged."""
    text = FOLDER.replace("paid: 100", "paid: 100, pledged: 900")
    (lakes / "mission.yaml").write_text(text, encoding="utf-8")
    rows = "id,party,capability,personnel,cost\nK1,KEN,infantry,500,500\n"
    (lakes / "offers.csv").write_text(rows, encoding="utf-8")
    answer = ask("force", "--mission", lakes, "--json", *AS_OF)
    (budget,) = answer.document["limits"]
    assert (budget["limit"], budget["taken"], budget["kept"]) == (100, 0, True)
    assert answer.document["gaps"]
    page = ask("force", "--mission", lakes, *AS_OF).out
    assert "pledged and not counted as paid" in page
    assert "900 USD" in page


def test_a_line_that_is_filled_and_cannot_be_held_is_a_gap(lakes):
    """One tour of half a year in a mission of two years: filled, said to be short, no yes."""
    text = FOLDER + (
        "authorisation: {instrument: R, body: UNSC, date: 2026-01-01, valid_until: 2028-01-01}\n"
    )
    (lakes / "mission.yaml").write_text(text, encoding="utf-8")
    rows = "id,party,capability,personnel,tour_months,self_sustained_days,languages\n"
    rows += "K1,KEN,infantry,500,6,30,en sw\n"
    (lakes / "offers.csv").write_text(rows, encoding="utf-8")
    answer = ask("force", "--mission", lakes, "--json", *AS_OF)
    assert answer.code == 4
    assert answer.document["gaps"] == []
    (depth,) = answer.document["rotations"]
    assert (depth["holding"], depth["held_until"]) == ("short", "2028-01-01")
    assert (depth["reliefs_needed"], depth["reliefs_offered"]) == (3, 0)
    assert "offers.csv K1" in depth["because"]
    page = ask("force", "--mission", lakes, *AS_OF).out
    assert "not to be held by the tours and reliefs that are offered: infantry, North" in page
    assert "sustains itself 30 days" in page
    assert "speaks en, sw" in page


def test_standard_output_is_one_document_and_nothing_else(lakes):
    """No solver writes between our lines."""
    answer = ask_process("force", "--mission", lakes, "--json")
    assert json.loads(answer.out)["schema"] == "contingent.force/1"
    assert answer.err == ""


def test_ctrl_c_ends_with_the_best_found(lakes):
    """Stopped in the middle of the search, it prints what it has and no trace."""
    rows = ["id,party,capability,personnel,cost"]
    for at in range(3_000):
        rows.append(f"K{at},KEN,infantry,{50 + (at * 37) % 400},{100 + (at * 91) % 700}")
    (lakes / "offers.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    text = FOLDER.replace("minimum: 500", "minimum: 900001").replace("paid: 100", "paid: 400003")
    (lakes / "mission.yaml").write_text(text, encoding="utf-8")
    ours, theirs = pty.openpty()
    search = ["force", "--mission", lakes, "--time-limit", "600", "--json"]
    with start_process(search, stderr=theirs) as process:
        os.close(theirs)
        told = os.read(ours, 65_536).decode()  # comes when the search begins
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate(timeout=120)
    os.close(ours)
    assert told.strip() == "Searching for at most 600 s; Ctrl-C ends with the best found."
    assert process.returncode == 4
    found = json.loads(out)
    assert "stopped" in [stage["status"] for stage in found["stages"]]
    assert {stage["status"] for stage in found["stages"]} <= {"stopped", "proven"}
    assert all(stage["bound"] <= stage["value"] for stage in found["stages"])
    covered = sum(line["covered"] for line in found["lines"])
    assert covered == sum(item["personnel"] for item in found["assignments"])
