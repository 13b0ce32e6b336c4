"""`positions`, `changes`, `brief`: what is shown, as of when, and what it rests on."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path

import pytest
from asking import ask, ask_process

from contingent.cli import standing_commands

AS_OF = ("--as-of", "2026-02-20")


def test_positions_have_the_promised_fields(sample):
    """`contingent.positions/1`, with who stands where, on whose word and because of what."""
    found = ask("positions", "--mission", sample, *AS_OF, "--json").document
    assert found["schema"] == "contingent.positions/1"
    assert found["as_of"] == "2026-02-20"
    assert {"as_known", "positions", "totals", "counts", "questions"} <= set(found)
    for position in found["positions"]:
        assert {
            "party",
            "rung",
            "verdict",
            "kinds",
            "amount",
            "conditions",
            "claimed_by_others",
            "contested",
            "because",
            "last_heard",
        } <= set(position)
        assert position["because"]
    for tally in found["totals"].values():
        assert {"parties", "floor", "ceiling"} <= set(tally)


def test_every_line_of_the_brief_opens_into_statements(sample):
    """Each row names the statements that it rests on, and each of these is in the document."""
    found = ask("brief", "--mission", sample, *AS_OF, "--json").document
    assert found["schema"] == "contingent.brief/1"
    rows = [row for section in found["sections"] for row in section["rows"]]
    assert {id for row in rows for id in row["because"]} <= set(found["statements"])
    sections = {section["id"]: section for section in found["sections"]}
    for name in ("positions", "counts", "tellings", "changes"):
        assert all(row["because"] for row in sections[name]["rows"]), name
    said = [row for row in sections["strength"]["rows"] if row["cells"][0].startswith("said")]
    assert said
    assert all(row["because"] and row["rule"] for row in said)


def test_the_brief_names_what_it_rests_on_as_of_its_day(sample):
    """Nothing said after the day asked about supports a line of it."""
    found = ask("brief", "--mission", sample, "--as-of", "2025-12-20", "--json").document
    later = re.compile(r"\b(?:Jan|Feb|Mar|Apr|May) 2026\b")
    for source in found["statements"].values():
        said = source["when"].split(", published")[0]
        assert not later.search(said), source


def said_days(value) -> set[str]:
    """Every day on which something was said, anywhere in a document."""
    if isinstance(value, list):
        return set().union(*map(said_days, value))
    if not isinstance(value, dict):
        return set()
    own = {value.get(name) or "" for name in ("said_on", "last_heard", "published_on")}
    return own.union(*map(said_days, value.values()))


@pytest.mark.parametrize("command", ["positions", "brief"])
def test_as_known_shows_nothing_said_later(sample, command):
    """What was known on 20 December 2025 can be asked again, whatever was learned since."""
    then = ask(command, "--mission", sample, "--as-known", "2025-12-20", "--json").document
    assert then["as_of"] == "2025-12-20"
    assert then["as_known"].startswith("2025-12-20")
    assert max(said_days(then), default="") <= "2025-12-20"
    assert "Jeffers" not in json.dumps(then)
    now = ask(command, "--mission", sample, "--as-of", "2026-02-20", "--json").document
    assert "Jeffers" in json.dumps(now)


def test_as_known_and_as_of_are_two_questions(sample):
    """What held on a day may be asked with what was known then, or with what is known now."""
    now = ask("positions", "--mission", sample, "--as-of", "2025-12-20", "--json").document
    then = ask("positions", "--mission", sample, "--as-known", "2025-12-20", "--json").document
    assert now["as_of"] == then["as_of"]
    assert now["as_known"] > then["as_known"]


def test_without_a_day_today_is_meant(mission):
    """No option means: as of today, as known now."""
    found = ask("positions", "--mission", mission, "--json").document
    today = date.today()
    assert abs((date.fromisoformat(found["as_of"]) - today).days) <= 1


def test_changes_have_both_sides(sample):
    """`contingent.changes/1`: what differs since a day, before and after."""
    answer = ask("changes", "--mission", sample, "--since", "2025-12-01", *AS_OF, "--json")
    found = answer.document
    assert found["schema"] == "contingent.changes/1"
    assert found["since"] == "2025-12-01"
    assert found["changes"]
    for change in found["changes"]:
        assert {"party", "kind", "aspect", "before", "after", "because"} <= set(change)
        assert change["before"] != change["after"]
        assert change["because"]


@pytest.mark.parametrize("command", ["changes", "brief"])
def test_since_a_later_day_is_refused(sample, command):
    """A change runs forwards."""
    answer = ask(command, "--mission", sample, "--since", "2026-03-01", *AS_OF)
    assert answer.code == 2
    assert "lies after 2026-02-20" in answer.err


def test_the_brief_is_one_html_file(sample, tmp_path):
    """`--html` writes one page that loads nothing from elsewhere."""
    page = tmp_path / "brief.html"
    answer = ask("brief", "--mission", sample, *AS_OF, "--html", page)
    assert answer.code == 0
    assert answer.out == ""
    text = page.read_text(encoding="utf-8")
    assert "<details>" in text
    assert not re.search(r"<(?:script|link|img|iframe)\b|@import|url\(", text)


QUESTIONS = """\
code: LAKES
name: Lakes Support Force
theatre: Lakeland
questions:
  - {topic: size, text: How large?, asked_by: [KEN], answered: true, answered_on: 2025-01-02}
  - {topic: mandate, text: What may it do?, asked_by: [NOR]}
  - {topic: command, text: Who commands?}
"""


def test_the_summary_and_the_table_agree_on_what_is_open(mission):
    """Whoever the mission file names as asking waits as much as who asked on record."""
    (mission / "mission.yaml").write_text(QUESTIONS, encoding="utf-8")
    said = ("--about", "Ghana", "--speaks-for", "Ghana", "--speaker", "A minister", "--by", "Ada")
    told = ("--source", "a call", "--gist", "who pays?", "--question", "funding")
    assert ask("add", "--mission", mission, *said, *told).code == 0
    page = ask("brief", "--mission", mission).out
    assert "• Contributors wait for answers on: funding, mandate." in page
    table = page.split("━━ Open questions")[1].split("━━")[0].splitlines()
    assert table[1] == "3 open, 2 of them asked by somebody on record; 1 answered."
    rows = [line.split()[0] for line in table[4:] if line.strip()]
    assert rows == ["mandate", "command", "funding", "size"], "the answered one stands last"
    assert "answered (2 Jan 2025)" in page


NORWAY = """\
Norway sends soldiers to the lakes
Published: 2025-03-02

OSLO, March 2 (Lake Wire) - Norway will send 850 soldiers to the Lakes Support Force, Prime \
Minister Kari Lunde said on Sunday.
"""


def test_a_source_is_an_outlet_a_day_and_a_headline(mission, clipping, tmp_path):
    """A reader looks for who published it and when; an id is for programs."""
    (tmp_path / "norway.txt").write_text(NORWAY, encoding="utf-8")
    for path in (tmp_path / "norway.txt", clipping):
        assert ask("read", path, "--mission", mission, "--accept", "rules").code == 0
    page = tmp_path / "brief.html"
    as_of = ("--as-of", "2025-04-01")
    assert ask("brief", "--mission", mission, *as_of, "--html", page).code == 0
    html = page.read_text(encoding="utf-8")
    assert "Lake Wire, 2 Mar 2025: Norway sends soldiers to the lakes" in html
    assert "clipping.txt, 4 Mar 2025: " in html, "it names no outlet: its file does"


def test_the_brief_in_a_terminal_names_no_ids(sample):
    """What differs is told by outlet and day; a terminal opens no id."""
    page = ask("brief", "--mission", sample, "--as-of", "2025-12-20").out
    told = page.split("Ledger head")[0]
    assert not re.findall(r"\b[sd]-[0-9a-f]{16}\b", told)
    lines = " ".join(told.split())
    assert "has Malaysia pledged (outruns source; MENAFN, 29 Oct 2025); it does not count" in lines


def test_a_page_that_cannot_be_written_is_one_line(sample, tmp_path):
    """The reason and the place are named, and exit 3."""
    answer = ask("brief", "--mission", sample, "--html", tmp_path / "no" / "brief.html")
    assert answer.code == 3
    assert len(answer.messages) == 1
    assert "brief.html: cannot be written" in answer.err


def test_no_mission_says_how_to_start_one():
    """Without a mission the next step is named, and exit 2."""
    answer = ask("brief")
    assert answer.code == 2
    assert "contingent init DIR" in answer.err
    assert len(answer.messages) == 1


def test_a_lost_ledger_is_not_taken_for_an_empty_one(mission):
    """Silence is no answer: without a ledger nothing is shown."""
    for path in mission.glob("ledger.db*"):
        path.unlink()
    for command in (("positions",), ("brief",), ("review",), ("ledger", "verify")):
        answer = ask(*command, "--mission", mission)
        assert answer.code == 2
        assert "no ledger here" in answer.err


def test_a_process_writes_documents_and_messages_apart(sample):
    """As a user runs it: UTF-8 JSON on standard output, nothing on standard error."""
    answer = ask_process("positions", "--mission", sample, *AS_OF, "--json")
    assert answer.code == 0
    assert answer.document["schema"] == "contingent.positions/1"
    assert answer.err == ""


def test_verify_counts_the_entries(sample):
    """`ledger verify` says how many entries stand, and in JSON the head."""
    found = ask("ledger", "verify", "--mission", sample, "--json").document
    assert found["schema"] == "contingent.verify/1"
    assert found["entries"] > 200
    assert re.fullmatch(r"[0-9a-f]{64}", found["head"])
    assert ask("ledger", "verify", "--mission", sample).code == 0


def test_a_row_of_a_table_that_is_wrong_leaves_the_rest_and_exit_3(mission):
    """What was valid is still shown; the exit code tells a script that a part is missing."""
    rows = (
        "capability,sector,phase,minimum,need_by,critical,source,assumption,reason\nx,,,many,,,,,\n"
    )
    (mission / "requirement.csv").write_text(rows, encoding="utf-8")
    answer = ask("positions", "--mission", mission, "--json")
    assert answer.code == 3
    assert answer.document["positions"] == []
    assert "requirement.csv:2" in answer.err


def test_the_folder_may_be_named_by_its_file(mission):
    """`--mission mission.yaml` means the folder around it."""
    assert ask("positions", "--mission", Path(mission) / "mission.yaml").code == 0


def test_the_board_in_short_says_what_the_whole_board_says(sample):
    """`contingent.overview/1`: every rung, verdict, figure, total and statement is the same."""
    whole = ask("positions", "--mission", sample, *AS_OF, "--json").document
    short = ask("positions", "--short", "--mission", sample, *AS_OF, "--json").document
    assert short["schema"] == "contingent.overview/1"
    assert short["totals"] == whole["totals"]
    assert (short["as_of"], short["mission"]) == (whole["as_of"], whole["mission"])
    found = [
        (each["party"], each["contributions"], each["last_heard"]) for each in whole["positions"]
    ]
    assert found == [
        (each["party"], each["contributions"], each["last_heard"]) for each in short["standpoints"]
    ]
    assert whole["positions"][0]["rung"] == short["standpoints"][0]["rung"]
    shown = ask("positions", "--short", "--mission", sample, *AS_OF).out
    assert "Who stands where, in short" in shown
    assert "Indonesia" in shown


def test_a_large_ledger_is_shown_in_short_unless_all_is_asked_for(mission, monkeypatch):
    """On a terminal it says why; a program gets what it asked for."""
    monkeypatch.setattr(standing_commands, "_LARGE", 0)
    answer = ask("positions", "--mission", mission)
    assert "In short, because the ledger is large" in answer.err
    assert "in short" in answer.out
    assert "in short" not in ask("positions", "--full", "--mission", mission).out
    document = ask("positions", "--mission", mission, "--json").document
    assert document["schema"] == "contingent.positions/1"
