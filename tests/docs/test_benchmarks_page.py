"""The page of benchmarks holds the figures of its file, and nothing that anybody typed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.figures import FIGURES, SCHEMA, conditions, kept, record
from benchmarks.page import PAGE, page_of, rooms
from benchmarks.table import Row, Table, shown


def table(title: str, median: float) -> Table:
    """A table of one row."""
    row = Row(what="something", median=median, worst=median, unit="s", runs=3)
    return Table(title=title, rows=(row,), note="A note.")


def test_the_page_is_what_the_file_of_figures_makes():
    """`python -m benchmarks --page` would change nothing."""
    assert PAGE.read_text(encoding="utf-8") == page_of()


def test_the_file_holds_known_rooms_only():
    """A room that was renamed or taken away leaves no figures behind."""
    assert json.loads(FIGURES.read_text("utf-8"))["schema"] == SCHEMA
    assert set(kept()) <= set(rooms())


def test_every_module_that_measures_is_a_room():
    """Whoever adds a benchmark adds it to `make bench` by that alone."""
    assert {"field", "force", "growth", "labels", "ledger", "planning", "web"} <= set(rooms())
    assert not {"figures", "page", "table", "force_instances", "force_peers"} & set(rooms())


def test_a_room_measured_again_takes_the_place_of_its_old_figures(tmp_path: Path):
    """The other rooms keep theirs, and the page shows the new figure with what it was taken on."""
    figures = tmp_path / "benchmarks.json"
    under = conditions()
    record("force", [table("Kept", 41.5)], seconds=60, under=under, figures=figures)
    record("web", [table("Old", 7)], seconds=60, under=under, figures=figures)
    record("web", [table("New", 8)], seconds=90, under=under, figures=figures)
    page = page_of(figures)
    assert "### Kept" in page
    assert "### New" in page
    assert "### Old" not in page
    assert "| something | 41.5 | 41.5 | s | 3 |" in page
    assert f"| web | {under['began']} | 1.5 |" in page
    assert under["versions"][0] in page


def test_a_room_never_measured_says_so(tmp_path: Path):
    """No figure is shown where there is none."""
    page = page_of(tmp_path / "none.json")
    assert page.count("Not measured yet.") == len(rooms())
    assert "Under which conditions" not in page


def test_what_was_not_reached_is_a_dash_and_valid_json(tmp_path: Path):
    """No answer is no number, neither in the file nor on the page."""
    figures = tmp_path / "benchmarks.json"
    missing = table("Missing", float("nan"))
    record("force", [missing], seconds=1, under=conditions(), figures=figures)
    assert kept(figures)["force"]["tables"][0]["rows"][0]["median"] is None
    assert "| something | – | – | s | 3 |" in page_of(figures)


def test_settings_that_made_a_run_small_are_on_the_page(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """A figure from one seed does not pass for one from ten."""
    monkeypatch.setenv("BENCH_SEEDS", "1")
    figures = tmp_path / "benchmarks.json"
    record("force", [table("Small", 1)], seconds=1, under=conditions(), figures=figures)
    assert "`BENCH_SEEDS=1`" in page_of(figures)


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0, "0"),
        (25123.4, "25,120"),
        (1_234_567, "1,235,000"),
        (0.0012345, "0.001234"),
        (12, "12"),
        (-2.5, "-2.5"),
        (5.684e-14, "5.7e-14"),
    ],
)
def test_figures_are_shown_to_four_digits_that_count(value: float, text: str):
    """Digits that no measurement bears are left out."""
    assert shown(value) == text


def test_an_unknown_room_is_refused_before_anything_runs(capsys: pytest.CaptureFixture[str]):
    """A slip of the keyboard costs no ten minutes."""
    with pytest.raises(SystemExit):
        main(["ledgre"])
    assert "no such room: ledgre; there are " in capsys.readouterr().err
