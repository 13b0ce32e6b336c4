"""A folder of pages opens from a disk: every link leads to a file that is there."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from urllib.parse import unquote, urldefrag

import pytest
from visiting import report

from contingent.errors import FileNotWritable
from contingent.web.site import write_site


def links_of(page: Path) -> list[str]:
    """What a page points to, without what stands on other hosts."""
    found = re.findall(r'(?:href|src)="([^"]+)"', page.read_text(encoding="utf-8"))
    return [each for each in found if not each.startswith(("http://", "https://", "#"))]


def test_every_link_of_a_site_leads_to_a_file(lakes, tmp_path):
    """Pages, words behind figures, files to take away: all of it is in the folder."""
    lakes.read(report())
    target = tmp_path / "site"
    count = write_site(lakes.workplace, target, held_on=date(2026, 1, 1), known_on=None)
    pages = list(target.rglob("*.html"))
    assert len(pages) == count
    for page in pages:
        for link in links_of(page):
            place = page.parent / unquote(urldefrag(link).url)
            assert place.resolve().is_relative_to(target.resolve()), (page, link)
            assert place.is_file(), (page, link)


def test_a_site_holds_no_form_and_no_script(lakes, tmp_path):
    """Nobody answers in a folder, so nothing is there to press."""
    write_site(lakes.workplace, tmp_path / "site", held_on=None, known_on=None)
    for page in (tmp_path / "site").rglob("*.html"):
        assert not re.search(r"<form|<script|<button", page.read_text(encoding="utf-8")), page


def test_a_folder_that_holds_something_is_left_alone(lakes, tmp_path):
    """Nothing of anybody's is overwritten."""
    (tmp_path / "mine.txt").write_text("mine")
    with pytest.raises(FileNotWritable):
        write_site(lakes.workplace, tmp_path, held_on=None, known_on=None)
    assert not (tmp_path / "index.html").exists()
