"""What a terminal shows: complete words, plain names, and no colour where none is wanted."""

from __future__ import annotations

import io
import json
import re
import subprocess

import pytest
from asking import ask, ask_terminal, entries, keys, report, start_process
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from contingent.exports.sheet import Cell, Row, Section
from contingent.exports.terminal import print_section

CODES = re.compile(r"\x1b\[[0-9;?]*[a-zA-Z]")
COLOURS = re.compile(r"\x1b\[(?:\d+;)*[34]\dm")


def printed(section: Section, width: int) -> str:
    """A section as it goes into a file."""
    out = io.StringIO()
    print_section(section, Console(file=out, width=width))
    return out.getvalue()


texts = st.lists(st.text("abcé -,世", max_size=24), max_size=4).map("\n".join)


@settings(max_examples=60, deadline=None)
@given(
    cells=st.lists(st.tuples(texts, texts, texts, texts), min_size=1, max_size=4),
    width=st.integers(min_value=50, max_value=140),
)
def test_no_word_is_cut_and_no_line_is_too_long(cells, width):
    """At every width each word of each cell stands whole somewhere, or is folded and complete."""
    rows = tuple(Row(cells=tuple(Cell(text=text) for text in row)) for row in cells)
    names = ("Party", "Stands at", "Brings", "Own word")
    shown = printed(Section(id="x", title="T", columns=names, rows=rows), width)
    assert max(len(line) for line in shown.splitlines()) <= width
    words = set(shown.split())
    assert all(word in words for row in cells for text in row for word in text.split())


def test_lines_in_a_file_end_without_spaces(sample):
    """What is piped or saved holds no padding and no codes."""
    answer = ask("brief", "--mission", sample, "--as-of", "2025-12-20")
    assert not [line for line in answer.out.splitlines() if line != line.rstrip()]
    assert not CODES.search(answer.out)


@pytest.mark.parametrize("columns", [80, 120])
def test_a_file_is_as_wide_as_the_person_says(sample, columns, monkeypatch):
    """COLUMNS is honoured also where there is no terminal."""
    monkeypatch.setenv("COLUMNS", str(columns))
    answer = ask("brief", "--mission", sample, "--as-of", "2026-02-20")
    assert columns - 20 < max(len(line) for line in answer.out.splitlines()) <= columns


def test_nothing_on_a_page_reads_like_code(sample):
    """No underscores, no party codes, no record of ours stands where a name is known."""
    for day in ("2025-12-20", "2026-02-20", "2026-05-21"):
        answer = ask("brief", "--mission", sample, "--as-of", day)
        assert not re.findall(r"\b[a-z]+_[a-z_]+\b", answer.out)
        assert not re.findall(
            r"\b(?:PAK|USA|IDN(?! Times)|TUR|ISR|NCAG|BOP|ISF-[A-Z]+)\b", answer.out
        )
        assert "None" not in answer.out
        assert "unspecified" not in answer.out


def test_messages_stand_behind_what_was_printed_before_them(mission, tmp_path):
    """Tables and messages that go to one file stay whole lines in their order."""
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(report("Kenya", 800 + number), encoding="utf-8")
    files = sorted(tmp_path.glob("*.txt"))
    reading = ["read", *files, "--mission", mission]
    buffered = {"PYTHONUNBUFFERED": ""}
    with start_process(reading, environment=buffered, stderr=subprocess.STDOUT) as process:
        lines = (process.communicate()[0] or "").splitlines()
    assert len("\n".join(lines)) > 10_000, "more than a buffer holds"
    assert lines[-1] == f"{len(entries(mission))} entries added to {mission}. " + (
        "Drafts wait: contingent review"
    )


def test_a_terminal_gets_colour_and_no_color_takes_it_away(mission, clipping):
    """NO_COLOR is honoured: what colour said, words say."""
    ask("read", clipping, "--mission", mission, "--accept", "rules")
    coloured = ask_terminal("positions", "--mission", mission).out
    plain = ask_terminal("positions", "--mission", mission, environment={"NO_COLOR": "1"}).out
    assert COLOURS.search(coloured)
    assert not COLOURS.search(plain)
    assert CODES.sub("", coloured).split() == CODES.sub("", plain).split()


def test_a_progress_bar_is_for_terminals_only(mission, tmp_path):
    """At a terminal long work shows how far it is; in a pipe there is no trace of it."""
    folder = tmp_path / "clippings"
    folder.mkdir()
    for number in range(30):
        (folder / f"{number}.txt").write_text(report("Ghana", 100 + number), encoding="utf-8")
    shown = ask_terminal("read", folder, "--mission", mission, "--json").out
    assert "Reading" in shown
    assert "%" in shown
    piped = ask("read", folder, "--mission", mission, "--json")
    assert "Reading" not in piped.err
    json.loads(piped.out)


def test_at_a_terminal_each_draft_is_asked_about(mission, clipping):
    """a accepts, r rejects with a reason, anything else is asked again, q ends."""
    ask("read", clipping, "--mission", mission)
    waiting = len(ask("review", "--mission", mission, "--json").document["drafts"])
    shown = ask_terminal("review", "--mission", mission, "--by", "Ada", answers="x\na\nq\n")
    assert shown.code == 0
    assert "is none of a, c, r, s, q" in shown.out
    assert [kind for kind, _ in keys(mission)].count("statement") == 1
    shown = ask_terminal("review", "--mission", mission, "--by", "Ada", answers="r\nold\n" * 9)
    assert shown.code == 0
    assert [kind for kind, _ in keys(mission)].count("rejection") == waiting - 1
