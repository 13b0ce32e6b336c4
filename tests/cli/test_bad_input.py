"""Bad input: one clear line, the right exit code, and a ledger that has lost nothing."""

from __future__ import annotations

import os
import resource
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from asking import MISSION, ask, ask_process, keys, report
from mounts import full_disk, read_only


@pytest.fixture
def kept(mission: Path, clipping: Path) -> Iterator[Path]:
    """A mission with something acknowledged, which must still be there at the end."""
    ask("read", clipping, "--mission", mission, "--accept", "rules")
    before = keys(mission)
    yield mission
    (mission / "mission.yaml").write_text(MISSION, encoding="utf-8")
    assert ask("ledger", "verify", "--mission", mission).code == 0
    assert keys(mission)[: len(before)] == before


def sparse(path: Path) -> None:
    """200 MB that take no room on the disk."""
    with path.open("wb") as file:
        file.truncate(200_000_000)


def text(content: str, encoding: str = "utf-8"):
    """Writes a report with these words in it."""
    return lambda path: path.write_bytes(content.encode(encoding))


BOMB = "<html><body>" + "<div>" * 60_000 + "x" + "</div>" * 60_000 + "</body></html>"
DATED = report("Ghana", 90)
NEXT_DECADE = str(date.today().year + 10)
REFUSED = {
    "empty": ("a.txt", text(""), "is empty"),
    "only spaces": ("a.txt", text(" \n\t\n"), "is empty"),
    "binary": ("a.txt", lambda path: path.write_bytes(bytes(range(256)) * 40), "is not text"),
    "a picture": ("a.txt", lambda path: path.write_bytes(b"\x89PNG\r\n\x1a\n00"), "a PNG picture"),
    "200 MB": ("a.txt", sparse, "is too large"),
    "HTML bomb": ("a.html", text(BOMB), ""),
    "a folder's file that is a folder": ("a.txt", lambda path: path.mkdir(), "holds no file"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_what_is_no_document_is_refused_in_one_line(kept, tmp_path, case):
    """The line names the file and what to do; nothing of it is kept; exit 3."""
    name, make, told = REFUSED[case]
    path = tmp_path / name
    make(path)
    before = keys(kept)
    answer = ask("read", path, "--mission", kept)
    assert answer.code == 3
    about_it = [line for line in answer.messages if line.startswith(f"{path}: ")]
    assert len(about_it) == 1
    assert told in about_it[0]
    assert "Traceback" not in answer.err
    assert keys(kept) == before


KEPT = {
    "another encoding": (text(DATED.replace("weighs", "wägt"), "cp1252"), "is not UTF-8"),
    "mixed encodings": (
        lambda path: path.write_bytes(DATED.encode() + "É’ ".encode() * 4 + "É".encode("cp1252")),
        "not UTF-8",
    ),
    "no date": (text(DATED.replace("Published: 2025-03-04\n\n", "")), "no date found"),
    "two dates": (
        text(DATED.replace("2025-03-04", "2025-03-04\nPublished: 2025-04-04")),
        "gives two dates",
    ),
    "a day of two readings": (text(DATED.replace("2025-03-04", "04/03/2025")), "date"),
    "a date to come": (text(DATED.replace("2025", NEXT_DECADE)), "lies in the future"),
    "a country in foreign letters": (text(DATED.replace("Ghana", "Gh\u0430na")), "Ghana"),
}


@pytest.mark.parametrize("case", KEPT)
def test_what_is_doubtful_is_read_with_one_line_about_it(kept, tmp_path, case):
    """The document is kept as it is; the doubt is named, and exit 0 says that it was read."""
    make, told = KEPT[case]
    path = tmp_path / "a.txt"
    make(path)
    answer = ask("read", path, "--mission", kept, "--json")
    assert answer.code == 0
    assert len(answer.document["documents"]) == 1
    about_it = [line for line in answer.messages if told in line]
    assert len(about_it) == 1
    assert about_it[0].startswith(str(path))


def test_an_unknown_country_is_nobody(kept, tmp_path):
    """A name that no list holds gives no statement about anybody else."""
    path = tmp_path / "a.txt"
    path.write_text(report("Ruritania", 90), encoding="utf-8")
    answer = ask("read", path, "--mission", kept, "--json")
    assert answer.code == 0
    assert not [s for s in answer.document["statements"] if s["about"].get("party")]


def test_a_country_in_foreign_letters_is_not_that_country(kept, tmp_path):
    """What only looks like Ghana says nothing of Ghana."""
    path = tmp_path / "a.txt"
    path.write_text(report("Gh\u0430na", 90), encoding="utf-8")
    answer = ask("read", path, "--mission", kept, "--json")
    assert not [s for s in answer.document["statements"] if s["about"].get("party") == "GHA"]


TEN_MISTAKES = """\
code: THE LAKES
name: ""
theatre: Lakeland
purpose: to help
authorisation:
  instrument: Resolution 1 (2030)
  body: UNSC
  date: 2030-02-30
  vote:
    in_favour: [KEN, RURITANIA]
bodies:
  - code: BOARD
    name: Board
    role: board
    history:
      - since: 2030-02-01
        status: sleeping
requirement:
  strength:
    - kind: submarines
      target: 3000
    - kind: infantry
      target: many
    - kind: police
      target: -4
questions:
  - topic: mandate
    text: What may the force do?
    answered: perhaps
"""


def test_ten_mistakes_of_a_mission_file_are_told_at_once(kept):
    """Each has its line and its key; nothing is opened, and exit 3."""
    (kept / "mission.yaml").write_text(TEN_MISTAKES, encoding="utf-8")
    answer = ask("brief", "--mission", kept)
    assert answer.code == 3
    assert answer.out == ""
    told = {int(line.split(":")[1]): line for line in answer.messages}
    assert len(answer.messages) == 10
    assert sorted(told) == [1, 2, 4, 8, 10, 17, 20, 23, 25, 29]
    assert all(line.startswith("mission.yaml:") for line in answer.messages)
    assert "bodies[0].history[0].status" in told[17]


def test_a_mission_file_with_mistakes_does_not_hinder_verification(kept):
    """Whether the record is whole can be asked at any time."""
    (kept / "mission.yaml").write_text(TEN_MISTAKES, encoding="utf-8")
    assert ask("ledger", "verify", "--mission", kept).code == 0


def test_a_folder_that_cannot_be_written_is_named(kept, clipping, tmp_path):
    """A read-only folder takes nothing, says so in one line, and can still be read."""
    other = tmp_path / "other.txt"
    other.write_text(report("Ghana", 90), encoding="utf-8")
    with read_only(kept):
        answer = ask("read", other, "--mission", kept)
        assert answer.code == 3
        assert len(answer.messages) == 1
        assert "cannot be written" in answer.err
        assert ask("positions", "--mission", kept).code == 0
        assert ask("brief", "--mission", kept).code == 0
        assert ask("ledger", "verify", "--mission", kept).code == 0
        refused = ask("brief", "--mission", kept, "--html", kept / "brief.html")
        assert (refused.code, len(refused.messages)) == (3, 1)


def test_a_full_disk_loses_nothing(tmp_path):
    """What was acknowledged before the disk was full is there, whole, and can be gone on with."""
    with full_disk(tmp_path / "disk", kilobytes=700) as disk:
        folder = disk / "lakes"
        assert ask("init", folder).code == 0
        (folder / "mission.yaml").write_text(MISSION, encoding="utf-8")
        first = tmp_path / "first.txt"
        first.write_text(report("Ghana", 90), encoding="utf-8")
        assert ask("read", first, "--mission", folder).code == 0
        before = keys(folder)
        ballast = disk / "ballast"
        with ballast.open("wb") as file:
            room = os.statvfs(disk)
            file.write(bytes(max(0, room.f_bavail - 1) * room.f_frsize))
        other = tmp_path / "other.txt"
        other.write_text(report("Norway", 60) + "Nothing more was said.\n" * 800, encoding="utf-8")
        answer = ask("read", other, "--mission", folder)
        assert answer.code == 3
        assert len(answer.messages) == 1
        assert "cannot be written" in answer.err
        assert ask("ledger", "verify", "--mission", folder).code == 0
        assert keys(folder) == before
        ballast.unlink()
        assert ask("read", other, "--mission", folder).code == 0
        assert ask("ledger", "verify", "--mission", folder).code == 0
        assert keys(folder)[: len(before)] == before


@pytest.mark.parametrize("room", [0, 20_000, 60_000])
def test_a_file_that_may_not_grow_loses_nothing(kept, tmp_path, room):
    """Wherever a limit stops the writing, the ledger is whole, and the next run adds the rest."""
    other = tmp_path / "other.txt"
    paragraphs = [report(state, 90) for state in ("Norway", "Nepal", "Ghana", "Jordan")] * 20
    other.write_text("\n".join(paragraphs), encoding="utf-8")
    before = keys(kept)

    def limited() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

    answer = ask_process("read", other, "--mission", kept, preexec_fn=limited)
    assert answer.code in (0, 3)
    if answer.code == 3:
        assert len(answer.messages) == 1
        assert "cannot be written" in answer.err
    assert ask("ledger", "verify", "--mission", kept).code == 0
    assert keys(kept)[: len(before)] == before
    assert ask("read", other, "--mission", kept).code == 0


def test_a_ledger_of_a_later_version_is_left_alone(kept, clipping):
    """It is not read, not written, and the line says what to do; exit 3."""
    ledger = kept / "ledger.db"
    with sqlite3.connect(ledger) as connection:
        (known,) = connection.execute("SELECT format FROM meta").fetchone()
        connection.execute("UPDATE meta SET format = 99")
    connection.close()
    for command in (("read", clipping), ("positions",), ("ledger", "verify")):
        answer = ask(*command, "--mission", kept)
        assert answer.code == 3
        assert len(answer.messages) == 1
        assert "Upgrade Contingent" in answer.err
    with sqlite3.connect(ledger) as connection:
        assert connection.execute("SELECT format FROM meta").fetchone() == (99,)
        connection.execute("UPDATE meta SET format = ?", (known,))
    connection.close()


def test_a_changed_byte_is_found_and_placed(mission, clipping):
    """Exit 5, with the entry that no longer matches; and nothing is shown as if it were true."""
    ask("read", clipping, "--mission", mission, "--accept", "rules")
    with sqlite3.connect(mission / "ledger.db") as connection:
        connection.execute("DROP TRIGGER entry_stays")
        connection.execute("UPDATE entry SET body = replace(body, 'KEN', 'GHA') WHERE seq = 2")
    connection.close()
    answer = ask("ledger", "verify", "--mission", mission)
    assert answer.code == 5
    assert len(answer.messages) == 1
    assert "entry 2" in answer.err


def test_a_ledger_that_is_none_is_said_so(mission):
    """A file of another kind in the ledger's place is exit 5, not a stack trace."""
    for path in mission.glob("ledger.db*"):
        path.unlink()
    (mission / "ledger.db").write_bytes(b"not a ledger at all" * 100)
    answer = ask("positions", "--mission", mission)
    assert answer.code == 5
    assert len(answer.messages) == 1


def test_output_that_nobody_takes_is_no_crash(sample):
    """A full device behind standard output is one line and exit 3."""
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "contingent", "positions", "--mission", str(sample), "--json"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 3
    assert done.stderr.count("\n") == 1
    assert "standard output" in done.stderr
