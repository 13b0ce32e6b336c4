"""Looking after the ledger from the command line: proofs, backups, copies, corrections."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from contextlib import closing

import numpy as np
import pytest
from asking import ask, entries, report

KENYA = (
    "--about", "KEN", "--speaker", "A. Official", "--speaks-for", "KEN",
    "--source", "call", "--gist", "They may send police.",
)  # fmt: skip


@pytest.fixture(autouse=True)
def _own_keys(tmp_path, monkeypatch):
    """Keys are made in the test's own folder."""
    monkeypatch.setenv("CONTINGENT_KEYS", str(tmp_path / "keys"))
    monkeypatch.delenv("CONTINGENT_LEDGER", raising=False)


@pytest.fixture
def kept(mission):
    """A mission with two statements, the firmer one said later."""
    for rung, day in (("considering", "2025-01-10"), ("willing", "2025-03-10")):
        said = ("--rung", rung, "--said-on", day)
        assert ask("add", *KENYA, *said, "--mission", mission).code == 0
    return mission


def signed(mission, file, *options):
    """Sign a checkpoint into a file; the key that was made, if one was."""
    answer = ask("ledger", "checkpoint", *options, "--mission", mission)
    assert answer.code == 0, answer.err
    file.write_text(answer.out, encoding="utf-8")
    return answer.err.rpartition(": ")[2].strip()


def dropped(mission, statement):
    """Change the ledger's file behind its back, its guards taken off and put back."""
    with closing(sqlite3.connect(mission / "ledger.db", isolation_level=None)) as file:
        guards = file.execute("SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'")
        found = guards.fetchall()
        for name, _ in found:
            file.execute(f"DROP TRIGGER {name}")
        file.execute(statement)
        for _, sql in found:
            file.execute(sql)


def test_a_good_ledger_says_what_it_was_held_against(kept, tmp_path):
    """Without a checkpoint it says what cannot be seen; with one, from which it goes on."""
    alone = ask("ledger", "verify", "--mission", kept)
    assert (alone.code, alone.err) == (0, "")
    assert "2 entries, all as they were acknowledged" in alone.out
    assert "No checkpoint is known here" in alone.out
    signed(kept, tmp_path / "note")
    for options in ((), ("--deep",), ("--checkpoint", tmp_path / "note")):
        answer = ask("ledger", "verify", *options, "--mission", kept)
        assert answer.code == 0
        assert "goes on from the checkpoint of 3 entries" in answer.out
    quick = ask("ledger", "verify", "--quick", "--mission", kept)
    assert "The others were not read" in quick.out
    assert ask("ledger", "verify", "--quick", "--deep", "--mission", kept).code == 2


def test_verify_as_json_says_all_of_it(kept, tmp_path):
    """One document: level, entries, head, root, and the size of the checkpoint."""
    signed(kept, tmp_path / "note")
    found = json.loads(ask("ledger", "verify", "--json", "--mission", kept).out)
    assert found["schema"] == "contingent.verify/1"
    assert (found["level"], found["entries"], found["checkpoint"]) == ("full", 3, 3)
    assert len(found["root"]) == len(found["head"]) == 64
    quick = json.loads(ask("ledger", "verify", "--quick", "--json", "--mission", kept).out)
    assert (quick["level"], quick["head"]) == ("quick", found["head"])


def test_each_way_of_being_wrong_has_its_words_and_exit_5(kept, tmp_path):
    """Tampered, rolled back, rewritten, signed by a stranger: none looks like another."""
    early = (kept / "ledger.db").read_bytes()
    key = signed(kept, tmp_path / "note")
    whole = (kept / "ledger.db").read_bytes()
    dropped(kept, "UPDATE entry SET label = 'x' WHERE seq = 2")
    tampered = ask("ledger", "verify", "--mission", kept)
    (kept / "ledger.db").write_bytes(early)
    rolled = ask("ledger", "verify", "--mission", kept)
    ask("add", *KENYA, "--rung", "pledged", "--mission", kept)
    rewritten = ask("ledger", "verify", "--mission", kept)
    (kept / "ledger.db").write_bytes(whole)
    stranger = key.replace(key[-20:-10], "A" * 10)
    note = (tmp_path / "note").read_text(encoding="utf-8")
    (tmp_path / "forged").write_text(note[:-12] + "A" * 8 + note[-4:], encoding="utf-8")
    forged = ask("ledger", "verify", "--checkpoint", tmp_path / "forged", "--mission", kept)
    said = [each.err for each in (tampered, rolled, rewritten, forged)]
    assert [each.code for each in (tampered, rolled, rewritten, forged)] == [5, 5, 5, 5]
    assert "entry 2: its content does not match its digest" in said[0]
    assert "was rolled back: the checkpoint stands for 3 entries, 2 are there" in said[1]
    assert "was rewritten" in said[2]
    assert "is not signed by" in said[3]
    odd = ask("ledger", "verify", "--key", stranger, "--mission", kept)
    assert (odd.code, "does not match its own hash" in odd.err) == (3, True)


def test_a_deep_look_finds_a_text_that_was_changed(mission, clipping):
    """The kept text of a document is held against the hash of what was read."""
    assert ask("read", clipping, "--accept", "rules", "--mission", mission).code == 0
    assert ask("ledger", "verify", "--deep", "--mission", mission).code == 0
    (text,) = (mission / "documents").glob("*.txt")
    text.write_text(report("Kenya", 900), encoding="utf-8")
    assert ask("ledger", "verify", "--mission", mission).code == 0
    answer = ask("ledger", "verify", "--deep", "--mission", mission)
    assert (answer.code, "is not the text that was read" in answer.err) == (5, True)


def test_an_entry_is_proven_to_somebody_without_contingent(kept, tmp_path):
    """The bundle and the program that came with it say yes; a checkpoint must be there first."""
    (first, *_) = entries(kept)
    assert ask("ledger", "prove", first.id, "--mission", kept).code == 2
    key = signed(kept, tmp_path / "note")
    program, bundle = tmp_path / "check.py", tmp_path / "bundle.json"
    answer = ask("ledger", "prove", first.id, "--verifier", program, "--mission", kept)
    bundle.write_text(answer.out, encoding="utf-8")
    run = subprocess.run(
        [sys.executable, "-I", program, bundle, key], capture_output=True, text=True
    )
    assert run.returncode == 0
    assert run.stdout.startswith(f"YES: entry 1 (statement {first.id})")
    assert ask("ledger", "prove", "s-nobody", "--mission", kept).code == 2


def test_a_witness_cosigns_growth_and_verify_can_demand_it(kept, tmp_path, monkeypatch):
    """Host signs, witness cosigns, host keeps both; verify can ask for both."""
    key = signed(kept, tmp_path / "request", "--for-witness")
    ours, theirs = str(tmp_path / "keys"), str(tmp_path / "their-keys")

    def cosign(request):
        monkeypatch.setenv("CONTINGENT_KEYS", theirs)
        answer = ask("ledger", "witness", request, "--key", key, "--name", "kenya.example/isf")
        monkeypatch.setenv("CONTINGENT_KEYS", ours)
        return answer

    answer = cosign(tmp_path / "request")
    assert answer.code == 0, answer.err
    (tmp_path / "both").write_text(answer.out, encoding="utf-8")
    demanded = ("--checkpoint", tmp_path / "both", "--witness", answer.err.split()[-1])
    assert ask("ledger", "verify", *demanded, "--mission", kept).code == 0
    plain = ask("ledger", "checkpoint", "--mission", kept).out
    (tmp_path / "plain").write_text(plain, encoding="utf-8")
    alone = ("--checkpoint", tmp_path / "plain", *demanded[2:])
    assert ask("ledger", "verify", *alone, "--mission", kept).code == 5
    ask("add", *KENYA, "--rung", "pledged", "--mission", kept)
    signed(kept, tmp_path / "request", "--since", tmp_path / "both")
    assert cosign(tmp_path / "request").code == 0
    assert cosign(tmp_path / "plain").code == 3
    signed(kept, tmp_path / "request", "--for-witness")
    assert cosign(tmp_path / "request").code == 0


def test_what_an_old_key_signed_stays_good_after_a_new_one(kept, tmp_path):
    """Rotation: notes before and after are trusted here, and by who has only the first key."""
    key = signed(kept, tmp_path / "old")
    assert ask("ledger", "rotate-key", "--mission", kept).code == 0
    signed(kept, tmp_path / "new")
    for note in ("old", "new"):
        for trust in ((), ("--key", key)):
            options = ("--checkpoint", tmp_path / note, *trust)
            assert ask("ledger", "verify", *options, "--mission", kept).code == 0


def test_an_empty_ledger_has_nothing_to_sign(mission):
    """No key is made and no note printed for nothing."""
    for command in ("checkpoint", "rotate-key"):
        answer = ask("ledger", command, "--mission", mission)
        assert (answer.code, answer.out) == (2, "")
    verified = ask("ledger", "verify", "--mission", mission)
    assert (verified.code, "0 entries" in verified.out) == (0, True)


def test_a_backup_brings_everything_back(kept, tmp_path):
    """Backup, destroy, restore, verify: the same positions as before."""
    before = ask("positions", "--as-known", "2030-01-01", "--json", "--mission", kept).out
    copy = tmp_path / "copy.db"
    assert "2 entries, checked" in ask("ledger", "backup", copy, "--mission", kept).err
    (kept / "ledger.db").write_bytes(b"\0" * 4096)
    assert ask("ledger", "verify", "--mission", kept).code == 5
    answer = ask("ledger", "restore", copy, "--mission", kept)
    assert (answer.code, "kept in ledger.db.replaced-1" in answer.err) == (0, True)
    assert ask("ledger", "verify", "--deep", "--mission", kept).code == 0
    after = ask("positions", "--as-known", "2030-01-01", "--json", "--mission", kept).out
    assert json.loads(before)["positions"] == json.loads(after)["positions"]


@pytest.mark.parametrize("signs", [False, True])
def test_an_older_backup_is_refused_unless_the_loss_is_recorded(kept, tmp_path, signs):
    """Older than the ledger in place, or than the last checkpoint where that is destroyed."""
    copy = tmp_path / "copy.db"
    ask("ledger", "backup", copy, "--mission", kept)
    ask("add", *KENYA, "--rung", "pledged", "--mission", kept)
    if signs:
        signed(kept, tmp_path / "note")
        (kept / "ledger.db").unlink()
    answer = ask("ledger", "restore", copy, "--mission", kept)
    known = 4 if signs else 3
    assert (answer.code, f"but {known} are known" in answer.err) == (3, True)
    assert ask("ledger", "restore", copy, "--force", "--mission", kept).code == 2
    forced = ("--force", "--why", "the disk died", "--by", "Anna", "--json")
    done = json.loads(ask("ledger", "restore", copy, *forced, "--mission", kept).out)
    assert (done["entries"], done["lost"]) == (3, known - 2)
    last = entries(kept)[-1]
    assert (last.kind, last.accepted_by) == ("restore", "person:Anna")
    assert last.payload == {"entries": 2, "known": known, "why": "the disk died"}
    assert ask("ledger", "verify", "--mission", kept).code == 0


def test_a_backup_of_another_ledger_or_a_damaged_one_is_refused(kept, tmp_path):
    """Nothing takes the place of the ledger that is not its own, whole past."""
    other = tmp_path / "other"
    ask("init", other, "--sample", "gaza")
    copy = tmp_path / "copy.db"
    ask("ledger", "backup", copy, "--mission", other)
    answer = ask("ledger", "restore", copy, "--mission", kept)
    assert (answer.code, "holds another ledger" in answer.err) == (3, True)
    ask("ledger", "backup", copy, "--mission", kept)
    damaged = bytearray(copy.read_bytes())
    at = damaged.index(b"veil:")
    damaged[at] ^= 1
    copy.write_bytes(damaged)
    assert ask("ledger", "restore", copy, "--mission", kept).code == 5
    assert len(entries(kept)) == 2


def test_an_export_comes_back_with_the_same_root(sample, mission, tmp_path):
    """Lines of JSON that another ledger imports byte for byte; importing twice adds nothing."""
    file = tmp_path / "ledger.jsonl"
    assert ask("ledger", "export", file, "--mission", sample).code == 0
    assert ask("ledger", "import", file, "--mission", mission).code == 0
    again = ask("ledger", "import", file, "--mission", mission)
    lines = file.read_text(encoding="utf-8").splitlines()
    assert (again.code, f"{len(lines) - 1} entries" in again.err) == (0, True)
    roots = {
        json.loads(ask("ledger", "verify", "--json", "--mission", each).out)["root"]
        for each in (sample, mission)
    }
    assert roots == {json.loads(lines[0])["root"]}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda lines: lines[1:], 3),
        (lambda lines: [], 3),
        (lambda lines: ["[" * 9_999, *lines], 3),
        (lambda lines: [lines[0], "{}", *lines[2:]], 3),
        (lambda lines: [lines[0], lines[1].replace('"seq":1', '"seq":"1"'), *lines[2:]], 3),
        (lambda lines: lines[:-1], 5),
        (lambda lines: [lines[0], lines[2], lines[1]], 5),
        (lambda lines: [lines[0], lines[1].replace("call", "mail"), lines[2]], 5),
    ],
)
def test_nothing_is_imported_from_a_file_that_was_changed(kept, mission, tmp_path, change, code):
    """Cut, swapped, edited or no export at all: one line, and not one entry is taken."""
    file, empty = tmp_path / "ledger.jsonl", tmp_path / "empty"
    ask("init", empty)
    ask("ledger", "export", file, "--mission", kept)
    lines = change(file.read_text(encoding="utf-8").splitlines())
    file.write_text("\n".join(lines), encoding="utf-8")
    answer = ask("ledger", "import", file, "--mission", empty)
    assert (answer.code, answer.err.count("\n")) == (code, 1)
    assert entries(empty) == []
    assert ask("ledger", "import", tmp_path / "nowhere", "--mission", empty).code == 3


def test_a_copy_is_brought_up_to_date_and_never_overwrites(kept, sample, tmp_path):
    """Copying again adds what is new; another ledger is left alone."""
    target = f"{tmp_path / 'copy.db'}"
    for expected in (2, 3):
        answer = ask("ledger", "copy", target, "--mission", kept)
        assert (answer.code, f"{expected} entries, root" in answer.err) == (0, True)
        ask("add", *KENYA, "--rung", "pledged", "--mission", kept)
    answer = ask("ledger", "copy", target, "--mission", sample)
    assert (answer.code, "holds another ledger" in answer.err) == (3, True)


def test_a_statement_is_retracted_and_brought_back(kept):
    """It stands no more from then on; retracting the retraction brings it back."""
    gone = entries(kept)[1].id
    answer = ask("retract", gone, "--why", "misheard", "--by", "Anna", "--json", "--mission", kept)
    assert answer.code == 0
    retraction = json.loads(answer.out)["retraction"]
    assert standing(kept) == ["considering"]
    assert ask("retract", gone, "--why", "again", "--mission", kept).code == 2
    assert ask("retract", retraction, "--why", "it was right", "--mission", kept).code == 0
    assert standing(kept) == ["willing"]
    assert ask("retract", gone, "--why", " ", "--mission", kept).code == 2


def standing(mission):
    """At which rungs Kenya stands now."""
    found = json.loads(ask("positions", "--json", "--mission", mission).out)
    return [each["rung"] for each in found["positions"] if each["party"] == "KEN"]


def test_a_statement_is_put_right_and_the_first_telling_is_kept(kept):
    """Another rung or day in its place; as known before, the old one answers."""
    old = entries(kept)[1].id
    answer = ask("correct", old, "--rung", "pledged", "--json", "--mission", kept)
    right = json.loads(answer.out)["statement"]
    assert (right["claim"]["rung"], standing(kept)) == ("pledged", ["pledged"])
    assert ask("correct", right["id"], "--said-on", "2025-03-12", "--mission", kept).code == 0
    assert len(entries(kept)) == 4
    for wrong in (
        (right["id"], "--rung", "offered"),
        ("s-nobody", "--rung", "offered"),
        (entries(kept)[0].id, "--rung", "considering"),
        (entries(kept)[0].id,),
    ):
        assert ask("correct", *wrong, "--mission", kept).code == 2


def test_an_accepted_promise_may_turn_out_to_have_been_a_refusal(kept):
    """`correct --verdict` puts the verdict in its place, about the same kinds."""
    old = entries(kept)[1]
    answer = ask("correct", old.id, "--verdict", "declined", "--json", "--mission", kept)
    claim = json.loads(answer.out)["statement"]["claim"]
    assert (claim["verdict"], claim["kinds"]) == ("declined", old.payload["claim"]["kinds"])
    both = ("--rung", "offered", "--verdict", "declined")
    assert ask("correct", old.id, *both, "--mission", kept).code == 2


def test_the_ledger_is_where_the_mission_or_the_environment_says(mission, tmp_path, monkeypatch):
    """`ledger` in mission.yaml names another file beside it; CONTINGENT_LEDGER goes before it."""
    page = mission / "mission.yaml"
    page.write_text(page.read_text(encoding="utf-8") + "ledger: other.db\n", encoding="utf-8")
    assert ask("add", *KENYA, "--rung", "offered", "--mission", mission).code == 0
    assert (mission / "other.db").exists()
    assert entries(mission) == []
    monkeypatch.setenv("CONTINGENT_LEDGER", str(tmp_path / "third.db"))
    assert ask("ledger", "verify", "--mission", mission).code == 2
    monkeypatch.setenv("CONTINGENT_LEDGER", "postgresql://test@/x?host=/nowhere")
    answer = ask("ledger", "verify", "--mission", mission)
    assert (answer.code, "cannot be reached" in answer.err) == (3, True)


def test_a_board_that_drifted_is_found_out_and_made_anew(kept):
    """Exit 5 with what to do; made anew it agrees, and one of another ledger is not used."""
    board = kept / "ledger.db.board"
    answer = ask("ledger", "rebuild", "--mission", kept)
    assert (answer.code, board.exists()) == (0, True)
    assert "made from 2 entries" in answer.err
    before = ask("positions", "--short", "--json", "--mission", kept).document["standpoints"]
    good = ask("ledger", "verify", "--deep", "--mission", kept)
    assert (good.code, good.err) == (0, "The kept board is what the entries come to.\n")
    with np.load(board) as file:
        parts = dict(file)
    parts["table.rung"] = parts["table.rung"] + 3
    with board.open("wb") as file:
        np.savez(file, **parts)
    odd = ask("ledger", "verify", "--deep", "--mission", kept)
    assert odd.code == 5
    assert "`contingent ledger rebuild` makes it anew" in odd.err
    assert ask("ledger", "rebuild", "--mission", kept).code == 0
    assert ask("ledger", "verify", "--deep", "--mission", kept).code == 0
    board.write_bytes(b"x")
    answer = ask("ledger", "verify", "--deep", "--mission", kept)
    assert (answer.code, "it is not used" in answer.err) == (0, True)
    after = ask("positions", "--short", "--json", "--mission", kept).document["standpoints"]
    assert after == before


def test_a_ledger_in_a_database_is_not_restored_into_a_file(kept, tmp_path, monkeypatch):
    """A file that nobody would read is no restored ledger; it is said how it is done instead."""
    assert ask("ledger", "backup", tmp_path / "copy.db", "--mission", kept).code == 0
    monkeypatch.setenv("CONTINGENT_LEDGER", "postgresql://clerk@db.example/missions")
    before = (kept / "ledger.db").read_bytes()
    answer = ask("ledger", "restore", tmp_path / "copy.db", "--mission", kept)
    assert (answer.code, "contingent ledger copy" in answer.err) == (2, True)
    assert (kept / "ledger.db").read_bytes() == before
