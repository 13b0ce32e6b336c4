"""Our own graded sentences: the safety law on the known parts, and how gold is made."""

from __future__ import annotations

import csv
import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contingent.vocabulary.claim import Rung, VerdictType
from evaluation.reading import firmness, news
from evaluation.reading.firmness import (
    FOLDER,
    NONE,
    PARTS,
    Graded,
    agreement,
    gold_of,
    grades,
    is_unsafe,
    is_untouched,
    read_grade,
    read_sentences,
    sentences,
    tables,
)

LABELS = {rung.word for rung in Rung} | {verdict.value for verdict in VerdictType} | {NONE}


@pytest.fixture(scope="module")
def developed() -> list[Graded]:
    """The parts that rules may be made on, read."""
    return list(read_sentences(item for item in sentences() if not is_untouched(item)))


def test_no_hedge_refusal_or_question_is_read_as_firm(developed):
    """Nothing below a pledge in gold is read as pledged or above, of anybody."""
    assert [item.sentence.text for item in developed if is_unsafe(item)] == []


def test_most_of_what_is_known_is_graded_exactly(developed):
    """The reader stays as exact on the parts that its rules were made on as it was then."""
    ours = [item for item in developed if item.sentence.part in ("development", "opened")]
    exact = sum(item.read == item.gold for item in ours)
    assert exact >= 0.95 * len(ours)


def test_the_set_has_its_size_and_its_spread():
    """At least 300 different sentences on ten missions, each in a part that has a name."""
    everything = sentences()
    assert len({item.text for item in everything}) == len(everything) >= 300
    assert len({item.mission for item in everything}) >= 10
    assert {"development", "opened"} <= {item.part for item in everything} <= set(PARTS)


def test_every_grade_is_a_word_of_the_ladder():
    """A grading grades only sentences of the set, with a rung, a verdict or none."""
    known = {item.id for item in sentences()}
    for grading in grades().values():
        assert set(grading) <= known
        assert set(grading.values()) <= LABELS


def test_what_gradings_differ_on_is_settled_in_writing():
    """Each sentence on which gradings differ has a grade and a reason, and no other has."""
    given_grades = grades().values()
    differing = {
        name
        for grading in given_grades
        for name in grading
        if len({other[name] for other in given_grades if name in other}) > 1
    }
    with (FOLDER / "adjudicated.csv").open(encoding="utf-8", newline="") as file:
        settled = list(csv.DictReader(file))
    assert {row["id"] for row in settled} == differing
    assert all(row["grade"] in LABELS and len(row["why"]) > 20 for row in settled)


def test_a_sentence_that_nobody_settled_has_no_gold():
    """Differing grades without a settlement leave a sentence out; agreement needs none."""
    one, other = {"a": "willing", "b": "offered"}, {"a": "willing", "b": "pledged"}
    assert gold_of({"one": one, "other": other}, {}) == {"a": "willing"}
    assert gold_of({"one": one, "other": other}, {"b": "offered"})["b"] == "offered"


@given(st.lists(st.sampled_from(["willing", "offered", "none"]), min_size=1, max_size=40))
def test_a_grading_agrees_with_itself_entirely(labels):
    """Agreement with oneself is whole, whatever the grades are."""
    grading = {str(place): label for place, label in enumerate(labels)}
    assert agreement(grading, grading) == (len(labels), 1.0, 1.0)


def test_agreement_is_corrected_for_chance():
    """Half alike, where chance alone gives half, is a kappa of nought (Cohen 1960)."""
    one = {"a": "yes", "b": "yes", "c": "no", "d": "no"}
    other = {"a": "yes", "b": "no", "c": "yes", "d": "no"}
    assert agreement(one, other) == (4, 0.5, 0.0)


def test_a_party_of_which_nothing_is_read_has_no_grade():
    """Silence is no rung."""
    assert read_grade((), "KEN") == NONE


def test_the_sheet_for_a_grader_shows_no_grade(capsys):
    """A further grader sees the sentences and nothing that was thought of them."""
    firmness.print_sheet()
    rows = list(csv.DictReader(capsys.readouterr().out.splitlines()))
    assert len(rows) == len(sentences())
    assert set(rows[0]) == {"id", "mission", "party", "text", "grade"}
    assert {row["grade"] for row in rows} == {""}


@pytest.fixture
def hidden(monkeypatch) -> list[str]:
    """Every third sentence made untouched and the reader made wrong on all: the hidden texts."""
    everything = tuple(
        replace(item, part="untouched" if place % 3 == 0 else "development")
        for place, item in enumerate(sentences())
    )
    monkeypatch.setattr(firmness, "sentences", lambda: everything)
    monkeypatch.setattr(firmness, "read_grade", lambda statements, party: "wrong")
    return [item.text for item in everything if is_untouched(item)]


def test_no_sentence_of_the_untouched_part_is_shown(capsys, hidden):
    """Of all that the reader misses, the untouched part alone is not listed."""
    firmness.print_misses()
    shown = capsys.readouterr().out
    assert shown.count("read wrong") == len(sentences()) - len(hidden)
    assert not [text for text in hidden if text in shown]


def test_each_part_that_exists_has_its_totals(hidden):
    """The untouched part is counted as soon as there is one, and no empty part is."""
    (table,) = tables()
    counted = [row for row in table.rows if row.what.endswith(": exact grade")]
    assert [(row.what.split(",")[0], row.median) for row in counted] == [
        ("development", 0),
        ("untouched", 0),
        ("all untouched", 0),
    ]


def test_the_own_sets_need_no_data():
    """Both tables of our own are measured without a folder."""
    (graded,), (counted,) = tables(), news.tables()
    assert any("opened third" in row.what for row in graded.rows)
    assert counted.rows[0].median >= 150


def test_the_table_of_reports_holds_addresses_and_counts_alone():
    """At least 150 reports, six missions, twelve months; an address, a month, and numbers."""
    reports = news.reports()
    assert len({row["address"] for row in reports}) == len(reports) >= 150
    assert len({row["mission"] for row in reports}) >= 6
    assert len({row["month"] for row in reports}) >= 12
    for row in reports:
        assert re.fullmatch(r"https?://\S+", row["address"])
        assert re.fullmatch(r"(?:19|20)\d\d-(?:0[1-9]|1[0-2])", row["month"])
        assert all(row[kind].isdigit() for kind in news.KINDS)
