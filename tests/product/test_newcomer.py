"""Who knows only the README gets a mission of their own, and the tutorial as it is shown."""

from __future__ import annotations

import base64
import json
import os
import subprocess
import sys
import tarfile
from datetime import date
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "docs"))

from blocks import examples_of
from terminal import Terminal, matches, terminal

from contingent.read.documents import read_document

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).parent
TUTORIAL = ROOT / "docs" / "tutorial.md"
CHROMIUM = Path("/usr/bin/chromium")
_MOST_DIFFERENT = 0.02  # of the pixels: another version of a font, never another word


def test_five_reports_become_a_mission_in_under_twenty_commands(tmp_path: Path):
    """The commands of the README, and an editor, lead from reports to a brief and a forecast."""
    for report in sorted((HERE / "five-reports").glob("*.txt")):
        (tmp_path / report.name).write_text(report.read_text("utf-8"), "utf-8")
    commands = (HERE / "newcomer.sh").read_text("utf-8").splitlines()
    assert len(commands) < 20
    with terminal(tmp_path) as opened:
        for command in commands:
            code, printed = opened.typed(command)
            assert code in (0, 4), f"{command}\n{printed}"
        _, board = opened.typed("contingent positions --as-of 2025-02-15 --json")
    placed = {each["party"]: each for each in json.loads(board)["positions"]}
    assert {party: each["rung"] for party, each in placed.items()}["NOR"] == "pledged"
    assert placed["GHA"]["rung"] == "considering", "whatever the headline and the ally say"
    assert placed["BRA"]["verdict"] == "declined"
    assert (tmp_path / "coast" / "brief.html").is_file()


def test_a_report_laid_out_as_the_readme_shows_is_wholly_understood():
    """Headline, day, place and outlet are found where the README says that they stand."""
    block = (ROOT / "README.md").read_text("utf-8").split("```text\n")[2].split("```")[0]
    document, problems = read_document(block.encode("utf-8"), source="report.txt")
    assert problems == ()
    assert document is not None
    assert (document.title, document.dateline) == ("Norway sends soldiers to the lakes", "OSLO")
    assert (document.outlet, document.published_on) == ("Lake Wire", date(2025, 3, 2))


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Terminal:
    """What is released as source, in an empty home, after the README's first command."""
    home = tmp_path_factory.mktemp("newcomer")
    build = (sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", home)
    subprocess.run([*map(str, build), str(ROOT)], check=True, capture_output=True)
    (archive,) = home.glob("*.tar.gz")
    with tarfile.open(archive) as packed:
        packed.extractall(home, filter="data")
    packages = {key: value for key, value in os.environ.items() if key.startswith("PIP_")}
    with terminal(home, PATH=os.environ["PATH"], PYTHONPATH="", **packages) as opened:
        opened.folder = home / archive.name.removesuffix(".tar.gz")
        code, printed = opened.typed("make run")
        assert code == 0, printed
        assert "Asked for: 20,000 troops." in printed
        programs = opened.folder / ".venv" / "bin"
        opened.surroundings["PATH"] = f"{programs}{os.pathsep}{os.environ['PATH']}"
        yield opened


@pytest.mark.release
@pytest.mark.timeout(1_200)
def test_the_tutorial_typed_line_by_line_in_a_fresh_clone(clone: Terminal):
    """From an empty home, with nothing but a package index: it prints what it shows."""
    place = clone.home / "lesson"
    place.mkdir()
    for report in (ROOT / "docs" / "tutorial").glob("*.txt"):
        (place / report.name).write_text(report.read_text("utf-8"), "utf-8")
    clone.folder = place
    for example in examples_of(TUTORIAL):
        code, printed = clone.typed(example.command, shown=example.shown)
        assert code in (0, 4), f"{example.command}\n{printed}"
        assert matches(example.shown, printed), f"{example.command}\n{printed}"
    assert different(TUTORIAL.with_suffix("") / "positions.png", place / "brief.html") < (
        _MOST_DIFFERENT
    )


def test_the_picture_of_the_tutorial_is_what_its_page_looks_like(tmp_path: Path):
    """The page that the tutorial makes, opened in a browser, is the one that it shows."""
    if not CHROMIUM.exists():
        pytest.skip(f"no browser at {CHROMIUM}: the picture was not looked at")
    for report in (ROOT / "docs" / "tutorial").glob("*.txt"):
        (tmp_path / report.name).write_text(report.read_text("utf-8"), "utf-8")
    with terminal(tmp_path) as opened:
        for example in examples_of(TUTORIAL):
            if "forecast" in example.command:
                break
            opened.typed(example.command)
    shown = TUTORIAL.with_suffix("") / "positions.png"
    if os.environ.get("UPDATE_GOLDEN"):
        shown.write_bytes(photographed(tmp_path / "brief.html"))
    assert different(shown, tmp_path / "brief.html") < _MOST_DIFFERENT


def photographed(page: Path) -> bytes:
    """Who stands where, as a browser draws it."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        opened = browser.new_page(viewport={"width": 960, "height": 800})
        opened.goto(page.as_uri())
        picture = opened.locator("section[aria-labelledby=positions]").screenshot()
        browser.close()
    return picture


def different(shown: Path, page: Path) -> float:
    """The share of pixels that differ by more than a shade between a picture and a page."""
    from playwright.sync_api import sync_playwright

    pictures = [
        base64.b64encode(data).decode() for data in (shown.read_bytes(), photographed(page))
    ]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        share = browser.new_page().evaluate(_COMPARE, pictures)
        browser.close()
    return float(share)


_COMPARE = """async (pictures) => {
  const pixels = await Promise.all(pictures.map(async (text) => {
    const image = new Image();
    image.src = 'data:image/png;base64,' + text;
    await image.decode();
    const canvas = new OffscreenCanvas(image.width, image.height);
    const pen = canvas.getContext('2d');
    pen.drawImage(image, 0, 0);
    return pen.getImageData(0, 0, image.width, image.height);
  }));
  const [one, two] = pixels;
  if (one.width !== two.width || one.height !== two.height) return 1;
  let differing = 0;
  for (let at = 0; at < one.data.length; at += 4)
    if (Math.abs(one.data[at] - two.data[at]) > 48) differing += 1;
  return differing / (one.data.length / 4);
}"""
