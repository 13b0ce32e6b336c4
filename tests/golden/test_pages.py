"""What people and programs are shown, to the letter.

`UPDATE_GOLDEN=1 pytest tests/golden` writes the files anew; a commit that does says why.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from contingent.cli import main

HERE = Path(__file__).parent
DAYS = ("2025-12-20", "2026-02-20")
KNOWN = ("--as-known", "2026-06-30")  # after the last statement of the sample
MISSION = """\
code: LAKES
name: Lakes Support Force
theatre: Lakeland
bodies:
  - code: LAKE-BOARD
    name: Board of the Lakes
    role: board
"""
CALLS = (
    ("Kenya", "Kenya", "Amina Otieno", "2025-03-04", "--rung", "willing", "--amount", "up to 800"),
    ("Kenya", "Board of the Lakes", "Lars Holm", "2025-03-05", "--rung", "pledged"),
    ("Kenya", "Kenya", "Amina Otieno", "2025-03-06", "--question", "mandate"),
    ("Norway", "Norway", "Kari Lund", "2025-03-06", "--rung", "pledged", "--kind", "medical"),
    ("Nepal", "Nepal", "Hari Rana", "2025-03-07", "--verdict", "undecided", "--kind", "troops"),
)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The bundled Gaza mission."""
    folder = tmp_path_factory.mktemp("golden") / "gaza"
    run("init", folder, "--sample", "gaza", "--quiet")
    return folder


def run(*arguments: object, code: int = 0) -> None:
    """Run a command that must end well, or with the code that is told."""
    with pytest.raises(SystemExit) as leaving:
        main([str(argument) for argument in arguments])
    assert (leaving.value.code or 0) == code


@pytest.fixture
def shown(capsys: pytest.CaptureFixture[str], monkeypatch) -> Callable[..., str]:
    """Gives what a command puts on standard output, 120 characters wide."""
    monkeypatch.setenv("COLUMNS", "120")

    def show(*arguments: object, code: int = 0) -> str:
        capsys.readouterr()
        run(*arguments, code=code)
        return capsys.readouterr().out

    return show


def compare(name: str, found: str) -> None:
    """The text is that of the golden file; or it becomes so, where that is asked for."""
    path = HERE / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(found, encoding="utf-8")
    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("day", DAYS)
@pytest.mark.parametrize("command", ["positions", "brief"])
def test_the_sample_in_a_terminal(sample, shown, command, day):
    """The sample mission as a person sees it, 120 columns wide, as of two days."""
    text = shown(command, "--mission", sample, "--as-of", day, *KNOWN)
    # The head depends on when the sample was recorded, and has tests of its own.
    compare(f"{command}-{day}.txt", re.sub(r"(?<=Ledger head )[0-9a-f]{64}", "...", text))


def test_what_was_said_against_what_came(sample, shown):
    """The record of who stated dates and who promised people, as of the last day on record."""
    text = shown("score", "--mission", sample, "--as-of", "2026-05-21", *KNOWN)
    compare("score-2026-05-21.txt", text)


@pytest.mark.parametrize("day", DAYS)
def test_the_forecast_of_the_sample(sample, shown, day):
    """When the force could be there, as it could be told on two days; its figures apart."""
    days = ("--as-of", day, "--as-known", day, "--scenarios", "50000")
    compare(f"forecast-{day}.txt", masked(shown("forecast", "--mission", sample, *days)))


@pytest.mark.parametrize("day", DAYS)
def test_the_figures_of_the_forecast(sample, shown, day):
    """Chances to a hundredth and medians to ten days, on whatever processor they are computed."""
    days = ("--as-of", day, "--as-known", day, "--scenarios", "50000", "--json")
    found = json.loads(shown("forecast", "--mission", sample, *days))["milestones"]
    figures = {each["id"]: [each["reached_by_horizon"], each["p50"]] for each in found}
    for id, (chance, middle) in expected(f"forecast-{day}.json", figures).items():
        assert figures[id][0] == pytest.approx(chance, abs=0.01)
        assert bool(figures[id][1]) == bool(middle)
        if middle:
            apart = date.fromisoformat(figures[id][1]) - date.fromisoformat(middle)
            assert abs(apart.days) <= 10


def test_the_unlocks_of_the_sample(sample, shown):
    """Which answers free most, as it could be told in February; its figures apart."""
    days = ("--as-of", DAYS[1], "--as-known", DAYS[1])
    found = shown("unlocks", "--mission", sample, *days)
    compare(f"unlocks-{DAYS[1]}.txt", masked(found, every=True))


def test_the_figures_of_the_unlocks(sample, shown):
    """What each answer brings, to a twentieth of what all bring, on whatever processor."""
    days = ("--as-of", DAYS[1], "--as-known", DAYS[1], "--json")
    found = json.loads(shown("unlocks", "--mission", sample, *days))
    figures = {each["topic"]: each["personnel_days"] for each in found["shapley"]}
    kept = expected(f"unlocks-{DAYS[1]}.json", figures)
    assert figures == pytest.approx(kept, rel=0.05, abs=0.01 * sum(kept.values()))


def expected(name: str, found: dict[str, Any]) -> dict[str, Any]:
    """The figures of a golden file; or it is written anew, where that is asked for."""
    path = HERE / name
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(json.dumps(found, indent=2) + "\n", encoding="utf-8")
    kept: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    assert kept.keys() == found.keys()
    return kept


def masked(page: str, *, every: bool = False) -> str:
    """A page without what is simulated, which may differ a little from processor to processor.

    Chances become `N %` and dates above the stated ones a letter for each part; `every` number
    below the head, where that is asked for. Columns are as wide as what is in them, so runs of
    spaces and of rules count as one.
    """
    head, summary, rest = re.split(r"(?<=\n)\n", page, maxsplit=2)
    simulated, stated, facts = rest.partition("━━ Stated dates")
    facts = stated + re.sub(r"(below |above )?\d+ %", "N %", facts)
    text = re.sub(r"(below |above )?\d+ %", "N %", f"{summary}\n{simulated}")
    text = re.sub(r"\b\d{1,2} [A-Z][a-z]{2} \d{4}\b", "D Mon YYYY", text)
    if every:
        text = re.sub(r"-?\d[\d,.]*( million)?", "N", text)
    text = re.sub(r" {2,}", "  ", re.sub(r"─+", "─", f"{head}\n{text}{facts}"))
    return re.sub(r" +$", "", text, flags=re.MULTILINE)


def test_the_force_of_the_sample_in_a_terminal(sample, shown):
    """Does it add up to a force? As a person sees it, up to what one change would add."""
    options = ("--as-of", "2026-02-20", "--view", "expected", "--time-limit", "120")
    text = shown("force", "--mission", sample, *options, *KNOWN, code=4)
    compare("force-2026-02-20.txt", text[: text.index("━━ What one change would add")])


def test_the_readme_shows_what_is_printed():
    """Every line of output in the README is a line of the sample's brief, in that order."""
    readme = (HERE.parents[1] / "README.md").read_text(encoding="utf-8")
    shown = re.search(r"^```text\n(.*?)^```", readme, re.DOTALL | re.MULTILINE)
    assert shown
    printed = iter((HERE / "brief-2025-12-20.txt").read_text(encoding="utf-8").splitlines())
    assert [line for line in shown[1].splitlines() if line not in printed] == []


def test_positions_as_a_document(tmp_path, shown):
    """The document that other tools rely on: own word and others', a figure, a question."""
    folder = tmp_path / "lakes"
    run("init", folder, "--quiet")
    (folder / "mission.yaml").write_text(MISSION, encoding="utf-8")
    for about, party, speaker, day, *claim in CALLS:
        who = ("--about", about, "--speaks-for", party, "--speaker", speaker, "--said-on", day)
        what = ("--source", "a call", "--gist", "as told", "--by", "Ada")
        run("add", "--mission", folder, *who, *what, *claim)
    document = json.loads(
        shown("positions", "--mission", folder, "--as-of", "2025-03-10", "--json")
    )
    assert document.pop("as_known")  # the moment of the test
    compare("positions.json", json.dumps(document, ensure_ascii=False, indent=2) + "\n")


def test_a_team_and_a_labelled_brief(tmp_path, shown, monkeypatch):
    """Who is in a team, and the head of a brief that rests on statements under two labels."""
    folder = tmp_path / "lakes"
    run("init", folder, "--quiet")
    (folder / "mission.yaml").write_text(MISSION, encoding="utf-8")
    monkeypatch.setenv("CONTINGENT_MISSION", str(folder))
    monkeypatch.delenv("CONTINGENT_TOKEN", raising=False)
    roles = ("--role", "administrator", "--role", "analyst")
    run("people", "add", "ada", *roles, "--organisation", "GBR")
    for name in ("ada", "bo"):
        monkeypatch.setenv("CONTINGENT_USER", "ada")
        if name == "bo":
            run("people", "add", name, *roles, "--organisation", "NOR", "--group", "NATO")
        monkeypatch.setenv("CONTINGENT_USER", name)
        call = ("--about", "Kenya", "--speaks-for", "Kenya", "--speaker", f"an envoy to {name}")
        what = ("--source", "a call", "--gist", "as told", "--rung", "willing")
        day = ("--said-on", "2025-03-04")
        run("add", *call, *what, *day, "--label", "AMBER", "--releasable-to", "NATO")
    text = shown("people", "list")
    brief = shown("brief", "--as-of", "2025-03-10", "--as-known", "2030-01-01").splitlines()
    compare("team.txt", text + "\n" + "\n".join(brief[:6]) + "\n")
