"""The UN's series is read as it comes, and whatever is wrong in it is named and left out."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from contingent.situation.series import read_series

HEADER = "isocode3,mission_acronym,last_reporting_date,male_personnel,female_personnel"
MAY = date(2024, 5, 31)


def read(tmp_path: Path, *lines: str, header: str = HEADER):
    """The series in a file of these lines."""
    path = tmp_path / "series.csv"
    path.write_text("\n".join([header, *lines]), encoding="utf-8")
    return read_series(path)


def test_men_and_women_are_people(tmp_path):
    """Both are added up, and an empty cell is nobody."""
    series, problems = read(tmp_path, "KEN,UNMISS,2024-05-31,900,60", "NPL,UNMISS,2024-05-31,70,")
    assert problems == ()
    assert series == {("KEN", "UNMISS"): [(MAY, 960)], ("NPL", "UNMISS"): [(MAY, 70)]}


def test_types_of_people_are_added_up(tmp_path):
    """Troops and staff officers of one month are one strength; other columns are passed over."""
    series, problems = read(
        tmp_path,
        "KEN,404,UNMISS,Troops,900,60,2024-05-31",
        "KEN,404,UNMISS,Staff Officer,10,2,2024-05-31T00:00:00",
        header="isocode3,m49_code,mission_acronym,personnel_type,male_personnel,female_personnel,"
        "last_reporting_date",
    )
    assert problems == ()
    assert series == {("KEN", "UNMISS"): [(MAY, 972)]}


def test_who_is_no_longer_listed_has_left(tmp_path):
    """A month that lists others for the mission lists nobody of this contributor."""
    series, _ = read(
        tmp_path,
        "KEN,UNMISS,2024-05-31,900,60",
        "NPL,UNMISS,2024-05-31,70,5",
        "NPL,UNMISS,2024-06-30,70,5",
    )
    assert series[("KEN", "UNMISS")] == [(MAY, 960), (date(2024, 6, 30), 0)]


@pytest.mark.parametrize(
    ("day", "read_as"),
    [("31/05/2024", MAY), ("05/31/2024", MAY), ("04/04/2024", date(2024, 4, 4))],
)
def test_a_slashed_day_that_can_only_be_one_is_read(tmp_path, day, read_as):
    """The 31st is no month, and 4/4 is the same both ways."""
    series, problems = read(tmp_path, f"KEN,UNMISS,{day},1,0")
    assert problems == ()
    assert series[("KEN", "UNMISS")] == [(read_as, 1)]


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("XXX,UNMISS,2024-05-31,1,1", "no ISO 3166 code"),
        ("KEN,,2024-05-31,1,1", "mission_acronym: is empty"),
        ("KEN,UNMISS,03/04/2024,1,1", "two days"),
        ("KEN,UNMISS,2024-02-30,1,1", "no day"),
        ("KEN,UNMISS,31/13/2024,1,1", "no day"),
        ("KEN,UNMISS,May 2024,1,1", "no day"),
        ("KEN,UNMISS,2024-05-31,-5,1", "no number of people"),
        ("KEN,UNMISS,2024-05-31,1.5,1", "no number of people"),
        ("KEN,UNMISS,2024-05-31,=1+1,1", "no number of people"),
        ("KEN,UNMISS", "no day"),
        ("NPL,UNMISS,2024-05-31,1,1", "twice"),
    ],
)
def test_a_bad_row_is_named_and_left_out(tmp_path, line, says):
    """One line of a message, with the number of the row; the others stand."""
    series, problems = read(tmp_path, "NPL,UNMISS,2024-05-31,70,5", line)
    assert [(problem.where, says in problem.what) for problem in problems] == [
        ("series.csv:3", True)
    ]
    assert series == {("NPL", "UNMISS"): [(MAY, 75)]}


@pytest.mark.parametrize("content", [b"", b"a,b\n1,2\n", b"\xff\xfe\x00", b"\x00\x01"])
def test_what_is_no_series_is_one_problem(tmp_path, content):
    """Nothing is guessed from a file of another kind."""
    path = tmp_path / "series.csv"
    path.write_bytes(content)
    series, problems = read_series(path)
    assert series == {}
    assert len(problems) == 1


def test_a_file_that_is_not_there_is_a_problem(tmp_path):
    """It is named."""
    series, problems = read_series(tmp_path / "none.csv")
    assert series == {}
    assert "none.csv" in str(problems[0])
