"""`read`: what is kept, what is said of it, and that reading again changes nothing."""

from __future__ import annotations

import json
import os
import re
import shutil
import zipfile
from pathlib import Path

import pytest
from asking import ask, entries, keys, report

QUOTED = "we shall come with eight hundred soldiers once the council has spoken"


def test_a_reading_is_one_document_with_the_promised_fields(mission, clipping):
    """`--json` puts `contingent.reading/1` on standard output, and quotes are exact."""
    answer = ask("read", clipping, "--mission", mission, "--json")
    assert answer.code == 0
    found = answer.document
    assert found["schema"] == "contingent.reading/1"
    assert set(found) == {"schema", "documents", "statements", "flags", "problems"}
    (document,) = found["documents"]
    assert {"id", "title", "published_on", "source", "origin"} <= set(document)
    text = clipping.read_text(encoding="utf-8")
    assert found["statements"]
    for statement in found["statements"]:
        span = statement["span"]
        assert statement["quote"] == text[span["start"] : span["end"]]
        assert {"id", "document", "speaker", "voice", "via", "about", "claim"} <= set(statement)
        assert {"conditions", "said_on", "mission", "ambiguous"} <= set(statement)


def test_messages_stay_off_standard_output(mission, clipping):
    """What is kept is said on standard error, so that the document can be piped."""
    answer = ask("read", clipping, "--mission", mission, "--json")
    assert "entries added" in answer.err
    assert answer.out.lstrip().startswith("{")


def test_drafts_are_kept_without_accept_and_statements_with_it(mission, clipping):
    """Nobody's word enters the record unless a person or a named rule lets it in."""
    ask("read", clipping, "--mission", mission)
    assert {entry.kind.value for entry in entries(mission)} == {"document", "draft"}
    ask("read", clipping, "--mission", mission, "--accept", "rules")
    accepted = [entry for entry in entries(mission) if entry.kind.value == "statement"]
    assert accepted
    assert all(entry.accepted_by.startswith("rule:") for entry in accepted)


def test_what_rules_accepted_is_listed_in_short(mission, tmp_path, clipping):
    """Party, claim, figure and words of what now stands; of many the first, and how many more."""
    answer = ask("read", clipping, "--mission", mission, "--accept", "rules")
    told = answer.out.split("━━ Accepted by rules and added")[1]
    accepted = [entry for entry in entries(mission) if entry.kind.value == "statement"]
    (line,) = [line for line in told.splitlines() if line.startswith("Kenya")]
    assert len(accepted) == 1
    assert "willing: troops, up to 800" in line
    assert "wait for a person: contingent review" in told
    again = ask("read", clipping, "--mission", mission, "--accept", "rules")
    assert "Accepted by rules" not in again.out
    for number in range(30):
        (tmp_path / f"{number}.txt").write_text(report("Norway", 500 + number), encoding="utf-8")
    many = ask("read", *tmp_path.glob("*.txt"), "--mission", mission, "--accept", "rules")
    told = many.out.split("━━ Accepted by rules and added")[1]
    assert "10 more are not shown." in told
    assert len([line for line in told.splitlines() if line.startswith("Norway")]) == 20
    drafts = ask("read", clipping, "--mission", mission).out
    assert "Accepted by rules" not in drafts


def test_reading_again_adds_nothing_and_gives_the_same_ids(mission, clipping):
    """A document is read once, however often it is handed over."""
    first = ask("read", clipping, "--mission", mission, "--accept", "rules", "--json")
    before = keys(mission)
    for accept in ((), ("--accept", "rules")):
        again = ask("read", clipping, "--mission", mission, *accept, "--json")
        assert again.document["statements"] == first.document["statements"]
        assert keys(mission) == before
    assert "Nothing new" in again.err


def test_the_text_is_kept_beside_the_ledger(mission, clipping):
    """Every span in the ledger leads to a text in the mission folder."""
    answer = ask("read", clipping, "--mission", mission, "--json")
    (document,) = answer.document["documents"]
    kept = mission / "documents" / f"{document['id']}.txt"
    assert kept.read_text(encoding="utf-8") == clipping.read_text(encoding="utf-8")
    assert [path.name for path in (mission / "documents").iterdir()] == [kept.name]


def test_without_a_mission_it_reads_and_says_that_nothing_was_kept(clipping):
    """A first try needs no preparation, and no promise is implied."""
    answer = ask("read", clipping, "--json")
    assert answer.code == 0
    assert answer.document["statements"]
    assert "Nothing was kept" in answer.err
    assert "contingent init" in answer.err
    assert list(Path.cwd().iterdir()) == []


def test_a_mission_that_is_named_must_be_there(clipping, tmp_path, monkeypatch):
    """Whoever names a mission does not lose what was read into nowhere."""
    assert ask("read", clipping, "--mission", tmp_path / "no").code == 2
    monkeypatch.setenv("CONTINGENT_MISSION", str(tmp_path / "no"))
    answer = ask("read", clipping)
    assert answer.code == 2
    assert "contingent init" in answer.err


def test_the_mission_is_found_by_variable_and_by_walking_up(mission, clipping, monkeypatch):
    """`--mission`, else CONTINGENT_MISSION, else the folder that one stands in."""
    monkeypatch.setenv("CONTINGENT_MISSION", str(mission))
    assert "entries added" in ask("read", clipping).err
    monkeypatch.delenv("CONTINGENT_MISSION")
    below = mission / "documents" / "deeper"
    below.mkdir()
    monkeypatch.chdir(below)
    assert "Nothing new" in ask("read", clipping).err


def test_folders_are_read_through_without_what_is_hidden(mission, tmp_path):
    """A folder means every visible file below it, in the order of their names."""
    folder = tmp_path / "clippings"
    for place in ("b", "a", ".hidden"):
        (folder / place).mkdir(parents=True)
        (folder / place / "one.txt").write_text(report("Ghana", 10 + len(place)), "utf-8")
    (folder / ".draft.txt").write_text(report("Nepal", 9), encoding="utf-8")
    (folder / "z.txt").write_text(report("Norway", 30), encoding="utf-8")
    answer = ask("read", folder, "--mission", mission, "--json")
    sources = [Path(document["source"]) for document in answer.document["documents"]]
    assert [path.relative_to(folder).as_posix() for path in sources] == [
        "a/one.txt",
        "b/one.txt",
        "z.txt",
    ]


def test_a_folder_that_leads_into_itself_is_read_once(mission, tmp_path):
    """Links in a circle end the walk, not the program."""
    folder = tmp_path / "clippings"
    folder.mkdir()
    (folder / "one.txt").write_text(report("Ghana", 10), encoding="utf-8")
    (folder / "again").symlink_to(folder, target_is_directory=True)
    (folder / "circle").symlink_to(folder / "circle")
    answer = ask("read", folder, "--mission", mission, "--json")
    assert len(answer.document["documents"]) == 1
    assert [Path(problem["where"]).name for problem in answer.document["problems"]] == ["circle"]
    assert answer.code == 3


def test_what_cannot_be_read_is_named_and_the_rest_is_read(mission, clipping, tmp_path):
    """Exit 3 says that a part was invalid; what was valid is still done."""
    answer = ask("read", tmp_path / "gone.txt", clipping, "--mission", mission, "--json")
    assert answer.code == 3
    assert answer.document["statements"]
    assert "gone.txt: cannot be read" in answer.err
    assert len(keys(mission)) > 1


def test_an_empty_folder_is_a_problem(mission, tmp_path):
    """Nothing found is said, not passed over."""
    (tmp_path / "empty").mkdir()
    answer = ask("read", tmp_path / "empty", "--mission", mission)
    assert answer.code == 3
    assert "holds no file to read" in answer.err


def test_the_mission_folder_does_not_read_itself(mission, clipping):
    """`read .` in a mission folder takes new clippings, not what Contingent keeps there."""
    ask("read", clipping, "--mission", mission)
    before = keys(mission)
    (mission / "requirement.csv").write_text("capability,minimum\n", encoding="utf-8")
    answer = ask("read", mission, "--mission", mission)
    assert "holds no file to read" in answer.err
    (mission / "documents" / "new.txt").write_text(report("Nepal", 70), encoding="utf-8")
    ask("read", mission, "--mission", mission)
    assert len(keys(mission)) > len(before)


def test_a_pipe_in_a_folder_does_not_block(mission, tmp_path):
    """What is no file is refused without being opened."""
    os.mkfifo(tmp_path / "pipe")
    answer = ask("read", tmp_path / "pipe", "--mission", mission)
    assert answer.code == 3
    assert "is not a file" in answer.err


@pytest.fixture
def pair(tmp_path: Path) -> tuple[Path, Path]:
    """Two reports of one sentence: the first has no date, the second has."""
    undated, dated = tmp_path / "a.txt", tmp_path / "b.txt"
    undated.write_text(
        f"Kenya on the Lakes\n\n“{QUOTED},” Kenya's foreign minister Amina Otieno said. "
        "The Lakes Support Force may begin to deploy next month, she said.\n",
        encoding="utf-8",
    )
    dated.write_text(
        f"Kenya speaks of the Lakes Support Force\n\nPublished: 2025-03-04\n\n“{QUOTED},” "
        "foreign minister Amina Otieno of Kenya told reporters.\n",
        encoding="utf-8",
    )
    return undated, dated


def schedules(answer) -> list[dict]:
    """The dates stated in a reading."""
    claims = [statement["claim"] for statement in answer.document["statements"]]
    return [claim for claim in claims if claim["type"] == "schedule"]


def test_a_report_without_a_date_borrows_that_of_its_companion(mission, pair):
    """Two reports of one utterance, read together, speak on the same day."""
    alone = schedules(ask("read", pair[0], "--json"))
    together = schedules(ask("read", *pair, "--mission", mission, "--json"))
    assert [claim["earliest"] for claim in alone] == [None]
    assert [claim["earliest"] for claim in together] == ["2025-04"]


def test_a_document_on_record_keeps_the_day_it_was_first_read_with(mission, pair):
    """Whatever is read beside it later, a document on record gives the same statements."""
    first = ask("read", *pair, "--mission", mission, "--json")
    before = keys(mission)
    again = ask("read", pair[0], "--mission", mission, "--json")
    assert schedules(again) == schedules(first)
    assert keys(mission) == before


def test_a_document_first_read_alone_stays_as_it_was_read(mission, pair):
    """A companion that comes later does not write the earlier reading anew."""
    alone = ask("read", pair[0], "--mission", mission, "--json")
    together = ask("read", *pair, "--mission", mission, "--json")
    assert schedules(together) == schedules(alone)
    drafts = [key for key in keys(mission) if key[0] == "draft"]
    assert len(drafts) == len(together.document["statements"])


def test_what_a_document_holds_cannot_command_the_terminal(mission, tmp_path):
    """Escape signs of a text are shown as signs, in tables and in messages."""
    path = tmp_path / "a\x1b[31m.txt"
    path.write_text(report("Kenya\x1b[2J", 80), encoding="utf-8")
    answer = ask("read", path, "--mission", mission)
    assert "\x1b" not in answer.out + answer.err
    assert "\\u001b" in ask("read", path, "--json").out


def test_accept_takes_one_word(clipping):
    """There is one way to accept while reading, and it is named."""
    answer = ask("read", clipping, "--accept", "all")
    assert answer.code == 2
    assert "`rules`" in answer.err


def test_containers_are_read_from_the_command_line(mission, tmp_path):
    """A zip archive of a feed and of rows gives each of their documents, under its place."""
    feed = (
        "<rss version='2.0'><channel><title>The Paper</title><item><title>Ghana on it</title>"
        "<link>https://example.org/1</link><description>Ghana has not decided to send troops to "
        "the Lakes Support Force, its foreign ministry said.</description></item></channel></rss>"
    )
    archive = tmp_path / "clippings.zip"
    with zipfile.ZipFile(archive, "w") as opened:
        opened.writestr("feed.xml", feed)
        opened.writestr("rows.jsonl", json.dumps({"text": report("Kenya", 800)}) + "\n{}\n")
    answer = ask("read", archive, "--mission", mission, "--json")
    sources = [document["source"] for document in answer.document["documents"]]
    assert sources == ["https://example.org/1", f"{archive}/rows.jsonl:1"]
    assert answer.code == 3
    assert "rows.jsonl:2: has no text" in answer.err


def test_an_address_is_fetched_only_on_request_and_never_from_this_machine(mission):
    """Without --fetch nothing leaves; with it, a local address stays out of reach."""
    address = "http://127.0.0.1:9/a"
    answer = ask("read", address, "--mission", mission)
    assert answer.code == 3
    assert f"{address}: is an address; with --fetch" in answer.err
    assert "no public place" in ask("read", address, "--fetch", "--mission", mission).err


def test_two_jobs_keep_what_one_keeps(mission, tmp_path):
    """However many read, the same is on record; more than a window is summed up."""
    rows = tmp_path / "rows.jsonl"
    texts = [report("Kenya", 100 + number) for number in range(230)]
    rows.write_text("".join(json.dumps({"text": text}) + "\n" for text in texts), "utf-8")
    other = tmp_path / "other"
    shutil.copytree(mission, other)
    answer = ask("read", rows, "--mission", mission)
    assert re.search(r"Documents\s+230\n", answer.out)
    ask("read", rows, "--mission", other, "--jobs", "2")
    assert keys(other) == keys(mission)


def test_another_engine_must_be_one_that_there_is(clipping):
    """A misspelt engine is a usage error that names those that there are."""
    answer = ask("read", clipping, "--engine", "spark")
    assert answer.code == 2
    assert "local, ray" in answer.err


def test_a_copy_is_shown_as_one(mission, tmp_path):
    """The reading names the origin and the statement that is told again, and says what changed."""
    said = "“We will not send more than 800 police officers to the Lakes Support Force this year,”"
    for name, day, words in (("a", 4, said), ("b", 5, said.replace("not ", ""))):
        text = (
            f"Kenya speaks\n\nPublished: 2025-03-0{day}\n\n{words} Kenya's foreign minister said.\n"
        )
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    answer = ask("read", tmp_path / "a.txt", tmp_path / "b.txt", "--mission", mission, "--json")
    (flag,) = [flag for flag in answer.document["flags"] if flag["type"] == "hedge_dropped"]
    assert "'not' was left out" in flag["detail"]
    assert flag["document"] == answer.document["documents"][1]["id"]
