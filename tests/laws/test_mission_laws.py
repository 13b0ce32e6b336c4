"""Laws of the mission file: any text gets an answer, and the past does not grow."""

from __future__ import annotations

import json
import tempfile
from datetime import date
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from contingent.errors import InvalidMission
from contingent.mission import Mission, as_known, load_mission, mission_template, sample_names
from contingent.mission.marks import marked_values

SAMPLE = Path(__file__).parents[2] / "src/contingent/sample/gaza"
LINES = mission_template("A mission").splitlines(keepends=True)
DAYS = st.dates(min_value=date(2006, 8, 1), max_value=date(2026, 6, 1))
PRINTED = st.text(
    st.characters(
        exclude_categories=("Cs", "Cc"), exclude_characters="\u2028\u2029\ufeff\ufffe\uffff"
    )
)


def loaded(data: bytes, table: bytes | None = None, name: str = "requirement.csv") -> list[str]:
    """The mistakes of a folder with these bytes in it, or none."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "mission.yaml").write_bytes(data)
        if table is not None:
            (folder / name).write_bytes(table)
        try:
            _, problems = load_mission(folder)
        except InvalidMission as error:
            problems = error.problems
        return [str(problem) for problem in problems]


@settings(max_examples=150, deadline=None)
@given(
    st.binary(max_size=300)
    | st.text(max_size=300).map(lambda text: text.encode("utf-8", "replace"))
)
def test_any_bytes_are_a_mission_or_a_list_of_mistakes(data: bytes):
    """No file makes anything but sentences that name the file."""
    for mistake in loaded(data):
        assert mistake.startswith("mission.yaml:")
        assert "\n" not in mistake


@settings(max_examples=60, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.integers(0, len(LINES) - 1),
            st.sampled_from(["drop", "twice", "indent", "uncomment"]),
        ),
        max_size=6,
    )
)
def test_a_template_that_somebody_damaged_gets_an_answer(damage: list[tuple[int, str]]):
    """However a file is edited, its mistakes lie on lines that it has."""
    lines = list(LINES)
    for at, how in damage:
        line = lines[at]
        lines[at] = {
            "drop": "",
            "twice": line + line,
            "indent": f"  {line}",
            "uncomment": line.replace("# ", "", 1),
        }[how]
    text = "".join(lines)
    for mistake in loaded(text.encode()):
        number = mistake.split(":")[1]
        assert 1 <= int(number) <= text.count("\n") + 1


@settings(max_examples=100, deadline=None)
@given(PRINTED)
def test_quoted_text_comes_back_as_it_was(text: str):
    """Whatever is printed between quotation marks is read as it stands."""
    marked = marked_values(f"name: {json.dumps(text, ensure_ascii=False)}\n")
    assert marked.values == {"name": text}
    assert not marked.mistakes


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.sampled_from(["requirement.csv", "offers.csv"]))
def test_any_table_leaves_the_mission_standing(rows: str, name: str):
    """A broken table costs its rows and no more."""
    head = b"code: A\nname: A\ntheatre: A\n"
    for problem in loaded(head, rows.encode("utf-8", "replace"), name):
        assert problem.startswith(name)


MISSIONS = tuple(load_mission(SAMPLE.parent / name)[0] for name in sample_names())


@settings(max_examples=120, deadline=None)
@given(st.sampled_from(MISSIONS), DAYS, DAYS)
def test_what_was_known_on_two_days_is_what_was_known_on_the_first(
    mission: Mission, one: date, other: date
):
    """Looking back twice is looking back to the earlier day, in either order."""
    assert as_known(as_known(mission, one), other) == as_known(mission, min(one, other))
