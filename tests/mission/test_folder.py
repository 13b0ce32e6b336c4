"""A folder becomes a checked mission, or every mistake in it at once."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from contingent.errors import InvalidMission, MissionNotFound
from contingent.mission import Mission, find_mission, load_mission
from contingent.vocabulary.capability import Kind
from contingent.vocabulary.moment import ImpreciseDate

HEAD = "code: TEST\nname: A test\ntheatre: Nowhere\n"


def folder_of(tmp_path: Path, text: str | bytes, **tables: str) -> Path:
    """A mission folder with these contents."""
    data = text if isinstance(text, bytes) else text.encode()
    (tmp_path / "mission.yaml").write_bytes(data)
    for name, rows in tables.items():
        (tmp_path / f"{name}.csv").write_text(rows, encoding="utf-8", newline="")
    return tmp_path


def mission_of(tmp_path: Path, text: str, **tables: str) -> Mission:
    """The mission of these contents, which have no fault."""
    mission, problems = load_mission(folder_of(tmp_path, text, **tables))
    assert not problems
    return mission


def mistakes_of(tmp_path: Path, text: str | bytes) -> list[str]:
    """Every mistake that this text holds."""
    with pytest.raises(InvalidMission) as caught:
        load_mission(folder_of(tmp_path, text))
    return [str(problem) for problem in caught.value.problems]


def test_norway_stays_norway_and_numbers_keep_their_zeros(tmp_path: Path):
    """Every scalar is read as it was written: NO is text, 1.10 keeps its zero."""
    text = HEAD + "also: [NO, no, 1.10, 0x1F, 2026-01-02, on]\n"
    mission = mission_of(tmp_path, text)
    assert mission.also == ("NO", "no", "1.10", "0x1F", "2026-01-02", "on")


def test_ten_mistakes_are_reported_together_each_with_its_line(tmp_path: Path):
    """Nobody has to fix a mission file one error at a time."""
    text = (
        HEAD
        + "bodys: []\n"  # 4
        + "bodies:\n"
        + "  - {code: BOARD, name: A board, role: board, histroy: []}\n"  # 6
        + "  - {code: BOARD, name: Another, role: board}\n"  # 7
        + "  - {code: KEN, name: Third, role: board}\n"  # 8
        + "questions:\n"
        + "  - topic: mandate\n"
        + "    text: What for?\n"
        + "    asked_by: [PKA, Norway]\n"  # 12
        + "gates:\n"
        + "  - {id: open, name: Open, all_of: ['question:mandat']}\n"  # 14
        + "phases:\n"
        + "  - {id: one, name: One, after: [one]}\n"  # 16
        + "requirement:\n"
        + "  strength: [{kind: infntry, target: many}]\n"  # 18
        + "stated_dates:\n"
        + "  - {what: start, said_by: USA, said_on: 2026-02-30, earliest: 2026-05}\n"  # 20
        + "name: Twice\n"  # 21
    )
    assert mistakes_of(tmp_path, text) == [
        "mission.yaml:4: bodys: no such key here; did you mean `bodies`?",
        "mission.yaml:6: bodies[0].histroy: no such key here; did you mean `history`?",
        "mission.yaml:7: bodies[1].code: `BOARD` is taken: bodies[0].code has it already",
        "mission.yaml:8: bodies[2].code: `KEN` is Kenya; a body or party needs a code of its own",
        "mission.yaml:12: questions[0].asked_by[0]: there is no party `PKA`; did you mean `PAK`?",
        "mission.yaml:12: questions[0].asked_by[1]: "
        "there is no party `Norway`; did you mean `NOR`?",
        "mission.yaml:14: gates[0].all_of[0]: "
        "there is no question `mandat`; did you mean `mandate`?",
        "mission.yaml:16: phases[0].id: waits for itself: phase:one -> phase:one",
        "mission.yaml:18: requirement.strength[0].kind: 'infntry' is none of infantry, police, "
        "engineering, medical, aviation, logistics, signals, eod, isr, staff, training, lift, "
        "naval, equipment, funding, observers, troops, unspecified; did you mean `infantry`?",
        "mission.yaml:18: requirement.strength[0].target: 'many' is no whole number",
        "mission.yaml:20: stated_dates[0].said_on: "
        "'2026-02-30' is no date like 2025, 2025-12 or 2025-12-19",
        "mission.yaml:21: name: given twice, first in line 2",
    ]


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "is empty; `contingent init DIR` writes one to start from"),
        ("# only a comment\n", 1, "is empty;"),
        ("- a\n- b\n", 1, "holds no `key: value` lines"),
        ("just words\n", 1, "holds no `key: value` lines"),
        ("code: [1, 2\nname: x\n", 2, "is no YAML"),
        ("a: b: c\n", 1, "is no YAML"),
        ("a: 1\n\tb: 2\n", 2, "is no YAML"),
        ("---\na: 1\n---\nb: 2\n", 3, "is no YAML"),
        (HEAD + "bodies: &x [*x]\n", 4, "aliases are not read"),
        (HEAD + "also: &a [x]\nparties: *a\n", 4, "aliases are not read"),
        (HEAD + "also: !!python/object:os.system [x]\n", 4, "the tag"),
        (HEAD + "? [a, b]\n: c\n", 4, "a key must be one word"),
        ("a: " + "[" * 5000 + "\n", 1, "nested too deeply"),
        ("code: \x07\n", 1, "a character that YAML forbids"),
    ],
)
def test_a_file_of_the_wrong_form_says_where(tmp_path: Path, text: str, line: int, what: str):
    """Whatever is in the file, the answer is a line number and a sentence."""
    found = mistakes_of(tmp_path, text)
    assert any(
        mistake.startswith(f"mission.yaml:{line}: ") and what in mistake for mistake in found
    )


def test_a_binary_a_mixed_and_a_huge_file_are_refused(tmp_path: Path):
    """What is no text, or far too much of it, is refused in one line."""
    assert mistakes_of(tmp_path, b"\x89PNG\0\0\0") == [
        "mission.yaml: is no text; save it as UTF-8 text"
    ]
    assert mistakes_of(tmp_path, b"code: A\nname: caf\xe9\n") == [
        "mission.yaml:2: is not UTF-8 here; save the file as UTF-8 text"
    ]
    assert "10,000,000 bytes long" in mistakes_of(tmp_path, b"#" * 10_000_000)[0]


def test_a_byte_order_mark_and_windows_line_ends_are_welcome(tmp_path: Path):
    """A file saved by any editor is read the same, its lines counted the same."""
    data = b"\xef\xbb\xbf" + HEAD.replace("\n", "\r\n").encode() + b"phases: no\r\n"
    assert mistakes_of(tmp_path, data) == [
        "mission.yaml:4: phases: should be a list (one `- item` a line), not 'no'"
    ]


def test_an_assumption_must_say_why_and_an_answer_when(tmp_path: Path):
    """What is not a public fact gives its reason; what is settled gives its day."""
    text = (
        HEAD
        + "requirement:\n  strength:\n    - {kind: police, target: 9, assumption: true}\n"
        + "questions:\n  - {topic: mandate, text: What for?, answered: true}\n"
    )
    assert mistakes_of(tmp_path, text) == [
        "mission.yaml:6: requirement.strength[0]: an assumption needs a `reason`",
        "mission.yaml:8: questions[0]: `answered: true` and `answered_on` go together",
    ]


def test_phases_that_wait_for_each_other_are_shown_as_a_ring(tmp_path: Path):
    """A wait that can never end is a mistake, whichever gates it runs through."""
    text = (
        HEAD
        + "gates:\n  - {id: g, name: G, all_of: ['phase:two']}\n"
        + "phases:\n  - {id: one, name: 1, gates: [g]}\n  - {id: two, name: 2, after: [one]}\n"
    )
    (found,) = mistakes_of(tmp_path, text)
    assert "waits for itself: " in found
    assert all(name in found for name in ("gate:g", "phase:one", "phase:two"))


def test_demands_that_contradict_are_kept_as_said(tmp_path: Path):
    """A cycle in what parties demand is what they said, and no mistake of the file."""
    text = (
        HEAD
        + "demands:\n  - {by: ISR, first: disarmament, before: rebuilding}\n"
        + "  - {by: HAMAS, first: rebuilding, before: disarmament}\n"
    )
    assert [demand.first for demand in mission_of(tmp_path, text).demands] == [
        "disarmament",
        "rebuilding",
    ]


def test_rows_of_the_requirement_join_the_mission_and_bad_ones_are_named(tmp_path: Path):
    """A bad row is left out and said, by file, line and column; good rows stay."""
    text = (
        HEAD + "requirement:\n  sectors: [{code: N, name: North}]\nphases: [{id: one, name: One}]\n"
    )
    rows = (
        "\ufeffcapability,sector,phase,minimum,need_by,critical,reason\r\n"
        "#sector,#adm1,,#value,#date,,\r\n"
        'medical,N,one,40,2026-03,yes,"=HYPERLINK(""x"")"\r\n'
        "medcal,N,one,0,soon,maybe,\r\n"
        "police,S,one,5,,,\r\n"
        "police,N\r\n"
    )
    mission, problems = load_mission(folder_of(tmp_path, text, requirement=rows))
    (line,) = mission.requirement.lines
    assert (line.capability, line.minimum, line.critical) == (Kind.MEDICAL, 40, True)
    assert line.need_by == ImpreciseDate.month(2026, 3)
    assert line.reason == '=HYPERLINK("x")'
    assert [str(problem)[:40] for problem in problems] == [
        "requirement.csv:4:1: capability: 'medcal",
        "requirement.csv:4:4: minimum: '0' is bel",
        "requirement.csv:4:5: need_by: 'soon' is ",
        "requirement.csv:4:6: critical: 'maybe' i",
        "requirement.csv:6: 2 cells where the hea",
        "requirement.csv:5: sector: there is no s",
    ]


@pytest.mark.parametrize(
    ("rows", "where"),
    [
        ("", "requirement.csv: is empty"),
        (
            "capabilty,minimum\n",
            "requirement.csv:1:1: no column is called `capabilty`; did you mean",
        ),
        ("capability\n", "requirement.csv:1: the column `minimum` is missing"),
        (
            "capability,minimum,minimum\n",
            "requirement.csv:1:3: the column `minimum` is there twice",
        ),
        ('capability,minimum\n"police,5\n', "requirement.csv:2: is no CSV from here on"),
    ],
)
def test_a_table_of_the_wrong_form_says_where(tmp_path: Path, rows: str, where: str):
    """A table that cannot be read leaves the mission standing, and says what is wrong."""
    mission, problems = load_mission(folder_of(tmp_path, HEAD, requirement=rows))
    assert mission.requirement.lines == ()
    assert str(problems[0]).startswith(where)


def test_a_body_has_the_state_of_the_day(tmp_path: Path):
    """A body's history answers for any day, and nothing is known before its first entry."""
    history = "[{since: 2026-02-01, status: formed}, {since: 2026-01-05, status: proposed}]"
    text = HEAD + f"bodies: [{{code: BOARD, name: Board, role: board, history: {history}}}]\n"
    (body,) = mission_of(tmp_path, text).bodies
    assert body.on(date(2026, 1, 4)) is None
    state = body.on(date(2026, 1, 31))
    assert state is not None
    assert state.status == "proposed"


def test_the_folder_named_wins_then_the_environment_then_walking_up(tmp_path: Path):
    """A folder that was named and holds no mission is an error, never another folder."""
    one, two = tmp_path / "one", tmp_path / "two"
    deep = one / "a" / "b"
    deep.mkdir(parents=True)
    two.mkdir()
    for folder in (one, two):
        (folder / "mission.yaml").write_text(HEAD)
    assert find_mission(two, str(one), deep) == two
    assert find_mission(two / "mission.yaml", None, deep) == two
    assert find_mission(None, str(two), deep) == two
    assert find_mission(None, None, deep).samefile(one)
    assert find_mission(None, "", one).samefile(one)
    for named, environment in ((deep, str(one)), (None, str(deep))):
        with pytest.raises(MissionNotFound, match="contingent init"):
            find_mission(named, environment, one)


def test_a_folder_without_a_mission_says_how_to_start_one(tmp_path: Path):
    """Loading an empty folder names the command that helps."""
    with pytest.raises(MissionNotFound, match="contingent init"):
        load_mission(tmp_path)
