"""The pages become a site that is whole and needs nothing from outside."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

DOCS = Path(__file__).parents[2] / "docs"
_LOADED = re.compile(
    r"<(?:script|img|iframe|source)\b[^>]*\bsrc=\"([^\"]*)\"|<link\b[^>]*\bhref=\"([^\"]*)\""
)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The site, built anew; any warning (a broken link, a page that nothing leads to) fails."""
    place = tmp_path_factory.mktemp("site")
    build = (sys.executable, "-m", "sphinx", "-q", "-W", "--keep-going", "-b", "html")
    done = subprocess.run([*build, str(DOCS), str(place)], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return place


def test_every_page_is_in_the_site(site):
    """Whatever is written is published."""
    written = {path.relative_to(DOCS).with_suffix("") for path in DOCS.rglob("*.md")}
    built = {path.relative_to(site).with_suffix("") for path in site.rglob("*.html")}
    assert written <= built


def test_no_page_loads_anything_from_another_host(site):
    """A reader without a network sees the whole page, and nobody learns that it was read."""
    loaded = {
        address
        for page in site.rglob("*.html")
        for pair in _LOADED.findall(page.read_text(encoding="utf-8"))
        for address in pair
        if address
    }
    assert loaded
    assert not {address for address in loaded if re.match(r"(?:[a-z]+:)?//", address)}


def test_every_room_has_a_page_of_reasons():
    """Whoever carries a room on finds why it is so; two rooms bear another word on their page."""
    otherwise = {"cli": "command-line", "read": "reading"}
    rooms = {
        path.stem
        for path in (DOCS.parent / "src" / "contingent").iterdir()
        if (path.suffix == ".py" and path.stem not in {"__init__", "__main__"})
        or (path / "__init__.py").exists()
    }
    assert len(rooms) > 10
    pages = {path.stem for path in (DOCS / "reasons").glob("*.md")}
    assert {otherwise.get(room, room) for room in rooms} <= pages


def test_the_glossary_is_in_order_and_explains_each_term_once():
    """A reader finds a term where the alphabet puts it."""
    text = (DOCS / "glossary.md").read_text(encoding="utf-8")
    terms = [term.lower() for term in re.findall(r"^(.+)\n: ", text, flags=re.MULTILINE)]
    assert len(terms) > 40
    assert terms == sorted(set(terms))
