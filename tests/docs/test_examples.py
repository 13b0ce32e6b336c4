"""What the pages show is what the commands do, and no block of code on a page escapes."""

from __future__ import annotations

import json
import re
import shutil
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "read"))

from blocks import DOCS, PAGES, ROOT, blocks_of, examples_of, prepared_of
from model_server import proposal, serving_model
from servers import programs, server
from terminal import Terminal, matches, terminal

from contingent import AsOf, Ledger, assess, end_of_day, load_mission, open_sqlite
from contingent.mission import sample_statements

TYPED = [page for page in PAGES if examples_of(page)]
README = ROOT / "README.md"
_OURS = re.compile(r"^\s*(?:\$ )?contingent [a-z]", re.MULTILINE)
_SMALL_MISSION = "code: LAKES\nname: Lakes Support Force\ntheatre: the Lakes\n"
_DAY = date(2025, 12, 20)


def name_of(page: Path) -> str:
    """A page as the report of a test names it."""
    return str(page.relative_to(ROOT))


def written(language: str) -> list[Any]:
    """Every block in that language, each under the name of its page."""
    found = [(page, block.text) for page in PAGES for block in blocks_of(page)]
    kept = [block for page in PAGES for block in blocks_of(page)]
    return [
        pytest.param(page, text, id=f"{name_of(page)}:{number}")
        for number, ((page, text), block) in enumerate(zip(found, kept, strict=True))
        if block.language == language
    ]


def everything() -> set[Path]:
    """What lies in the checkout, but for what programs keep for themselves."""
    return {
        path
        for path in (*ROOT.iterdir(), *DOCS.rglob("*"))
        if not path.name.startswith(".") and "__pycache__" not in path.parts
    }


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A cache that all pages share, so that the forecast is compiled once."""
    return str(tmp_path_factory.mktemp("cache"))


@pytest.fixture
def place(request: pytest.FixtureRequest, tmp_path: Path, compiled: str) -> Iterator[Terminal]:
    """A terminal in an empty folder, with what the page says that its examples need."""
    needs = prepared_of(request.node.callspec.params["page"])
    assert needs <= {"postgresql", "ray", "model"}
    surroundings = {"XDG_CACHE_HOME": compiled}
    with ExitStack() as stack:
        if "ray" in needs:
            pytest.importorskip("ray", reason="Ray is not installed: this page was not tested")
            surroundings["RAY_raylet_start_wait_time_s"] = "200"  # a busy machine starts it late
        if "postgresql" in needs:
            if programs() is None:
                pytest.skip("PostgreSQL is not installed: this page was not tested")
            running = stack.enter_context(server())
            surroundings |= {"PGHOST": str(running.folder), "PGUSER": "test"}
        if "model" in needs:
            surroundings["MODEL"] = stack.enter_context(serving_model(agreeing)).address
        yield stack.enter_context(terminal(tmp_path, **surroundings))


def agreeing(sentence: str) -> list[dict[str, str]]:
    """What a model says that reads as the rules do."""
    clause = "Ghana remains committed to the stabilisation force"
    return [proposal(clause, "willing", "Ghana")] if clause in sentence else []


@pytest.mark.parametrize("page", TYPED, ids=name_of)
def test_every_example_of_a_page_does_what_it_shows(page: Path, place: Terminal):
    """A page's commands, typed in their order in an empty folder, print what the page prints."""
    files = page.with_suffix("")
    if files.is_dir():
        shutil.copytree(files, place.folder, dirs_exist_ok=True)
    before = everything()
    for example in examples_of(page):
        code, printed = place.typed(example.command, shown=example.shown)
        assert code in (0, 4), f"{example.command}\n{printed}"
        assert matches(example.shown, printed), f"{example.command}\n{printed}"
    assert everything() == before, "an example wrote into the checkout"


def test_every_block_is_of_a_kind_that_some_test_runs():
    """A block in a new language, or a command hidden in plain text, fails here."""
    run = {"console", "python", "yaml", "sql", "sh", "{code-cell}"}
    for page in PAGES:
        for block in blocks_of(page):
            if block.language in run or block.language.startswith("{"):
                continue
            where = f"{name_of(page)}: {block.text[:60]!r}"
            assert block.language in {"text", "indented"}, where
            if page != README:
                assert not _OURS.search(block.text), where


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What the Python of the pages takes as given: the sample with an account, and a day."""
    home = tmp_path_factory.mktemp("python")
    with terminal(home) as opened:
        opened.typed("contingent init gaza --sample gaza")
        added = "contingent people add ada --role administrator --role analyst --mission gaza"
        assert opened.typed(added)[0] == 0
        opened.typed("export CONTINGENT_USER=ada")
        code, token = opened.typed("contingent people token ada --mission gaza --json 2> said.txt")
    assert code == 0, token
    folder = home / "gaza"
    mission, _ = load_mission(folder)
    ledger = Ledger(open_sqlite(folder / "ledger.db"))
    moment = end_of_day(date(2026, 6, 1))
    as_of = AsOf(held_on=_DAY, known_at=moment)
    entries = tuple(ledger.entries())
    return {
        "folder": folder,
        "mission": mission,
        "ledger": ledger,
        "entries": entries,
        "as_of": as_of,
        "AsOf": AsOf,
        "day": _DAY,
        "date": date,
        "moment": moment,
        "board": assess(entries, mission, as_of=as_of).positions,
        "now": datetime.now(UTC),
        "statement": next(iter(sample_statements("gaza"))).statement,
        "token": json.loads(token)["token"],
    }


@pytest.mark.parametrize(("page", "text"), written("python"))
def test_the_python_of_a_page_runs(
    page: Path, text: str, team: dict[str, Any], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """With a mission, a ledger and a day given, the lines of a page do as they stand."""
    monkeypatch.chdir(tmp_path)
    exec(compile(text, name_of(page), "exec"), {**team, "path": tmp_path / "ledger.db"})


@pytest.mark.parametrize(("page", "text"), written("yaml"))
def test_the_yaml_of_a_page_is_part_of_a_mission_file(page: Path, text: str, tmp_path: Path):
    """Whoever copies it into a mission file has no mistake in it."""
    (tmp_path / "mission.yaml").write_text(_SMALL_MISSION + text, encoding="utf-8")
    _, problems = load_mission(tmp_path)
    assert not problems, name_of(page)


@pytest.mark.parametrize(("page", "text"), written("sql"))
def test_the_sql_of_a_page_runs_on_a_server(page: Path, text: str, tmp_path: Path):
    """A server that holds a ledger takes it."""
    if programs() is None:
        pytest.skip("PostgreSQL is not installed: this page was not tested")
    import psycopg

    with server() as running, terminal(tmp_path) as opened:
        target = running.address("contingent")
        opened.typed("contingent init lakes")
        (tmp_path / "lakes" / "mission.yaml").write_text(_SMALL_MISSION, encoding="utf-8")
        code, printed = opened.typed(f"contingent ledger copy '{target}' --mission lakes")
        assert code == 0, printed
        with psycopg.connect(host=str(running.folder), user="test", dbname="postgres") as link:
            link.execute("CREATE ROLE clerk")
            link.execute(text)  # type: ignore[arg-type]
            assert link.execute("SELECT has_table_privilege('clerk', 'contingent.entry', 'INSERT')")


def test_what_is_typed_before_anything_is_installed_stands_in_the_readme():
    """The lines in other shells' words are those that the newcomer of the release types."""
    known = {line.split("#")[0].strip() for line in README.read_text("utf-8").splitlines()}
    lines = {
        line.strip()
        for page in PAGES
        for block in blocks_of(page)
        if block.language == "sh"
        for line in block.text.splitlines()
    }
    assert lines
    assert lines <= known


def readme_commands() -> list[str]:
    """The commands of ours that the README shows, without what is said of them."""
    indented = [block.text for block in blocks_of(README) if block.language == "indented"]
    lines = [line.split("#")[0].strip() for text in indented for line in text.splitlines()]
    return [line for line in lines if line.startswith("contingent ")]


def test_the_commands_of_the_readme_do_as_it_says(tmp_path: Path, compiled: str):
    """Typed in their order beside two reports, each ends well; its picture is what is printed."""
    reports = sorted((DOCS / "tutorial").glob("*.txt"))
    shutil.copy(reports[0], tmp_path / "report-1.txt")
    (tmp_path / "report-2.html").write_text(f"<pre>{reports[1].read_text('utf-8')}</pre>", "utf-8")
    shown = next(block.text for block in blocks_of(README) if block.language == "text")
    with terminal(tmp_path, XDG_CACHE_HOME=compiled) as opened:
        assert opened.typed("contingent init build/gaza --sample gaza")[0] == 0
        _, brief = opened.typed("contingent brief --mission build/gaza --as-of 2025-12-20")
        for line in shown.splitlines():
            assert line in brief.splitlines()
        for command in readme_commands():
            address = ("...http://127.0.0.1:8650/ (Ctrl-C ends)",) if " serve " in command else ()
            code, printed = opened.typed(command, shown=address)
            assert code in (0, 4), f"{command}\n{printed}"
    assert len(readme_commands()) > 6


def test_pages_with_examples_are_found():
    """The tests above test something."""
    assert {"docs/tutorial.md", "docs/how-to/start-a-mission.md"} <= set(map(name_of, TYPED))
    assert all(written(language) for language in ("python", "yaml", "sql"))
    assert sys.modules["terminal"].__file__ == str(Path(__file__).with_name("terminal.py"))
