"""The page on security names evidence that is there."""

from __future__ import annotations

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
PAGE = (ROOT / "docs" / "reference" / "security.md").read_text(encoding="utf-8")


def test_every_test_and_file_that_the_page_names_exists():
    """A test that is renamed or dropped takes its line on the page with it."""
    tests = "".join(path.read_text("utf-8") for path in (ROOT / "tests").rglob("test_*.py"))
    named = re.findall(r"`(test_\w+)`", PAGE)
    assert len(named) > 40
    assert not [name for name in named if f"def {name}(" not in tests]
    files = re.findall(r"`((?:web|exports|situation|ledger)/[\w/]+\.py)`", PAGE)
    assert files
    assert not [name for name in files if not (ROOT / "src" / "contingent" / name).exists()]


def test_no_state_is_claimed_that_the_page_does_not_explain():
    """Each requirement is met, in part, not met, not ours or of something that is not there."""
    states = {
        line.split("|")[3].strip()
        for line in PAGE.splitlines()
        if line.startswith("|") and not line.startswith(("|--", "| requirement"))
    }
    assert states <= {
        "met",
        "in part",
        "not met",
        "not ours",
        "none is used",
        "none is done",
        "we are none",
    }
