"""A real browser, where there is one, and missions to open in it."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "web"))

from playwright.sync_api import Browser, sync_playwright
from visiting import Visitor, mission_at, report

CHROMIUM = Path("/usr/bin/chromium")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium. Without it these tests are skipped; in CI that is a failure."""
    if not CHROMIUM.exists():
        if os.environ.get("CI") == "true":
            pytest.fail(f"{CHROMIUM} is missing; .ci/run installs it")
        pytest.skip(f"no browser at {CHROMIUM}: apt-get install chromium fonts-noto-core")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def gaza(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Visitor]:
    """The bundled mission with one report read and waiting: do not decide on it."""
    visitor = Visitor(mission_at(tmp_path_factory.mktemp("browser") / "gaza", sample="gaza"))
    visitor.read(
        report("Nepal", 300).replace("Lakes Support Force", "stabilization force for Gaza")
    )
    yield visitor
    visitor.close()


@pytest.fixture
def lakes(tmp_path: Path) -> Iterator[Visitor]:
    """A small mission of our own with an empty ledger."""
    visitor = Visitor(mission_at(tmp_path / "lakes"))
    yield visitor
    visitor.close()
