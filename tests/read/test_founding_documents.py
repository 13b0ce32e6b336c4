"""The hard places of two pairs of reports: the founding documents, and a pair of our own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from anchors import faults
from reading_room import GAZETTEER, document_at

from contingent.read.reader import Reading, read_together
from contingent.read.scope import MissionScope
from contingent.vocabulary.claim import Pledge, Rung
from contingent.vocabulary.plain import plain, plain_statement

PAIR = Path(__file__).parent / "pair"
SHARED = Path(__file__).parents[2].parent / "shared"
SEEDS = SHARED / "seeds"
GOLD = SHARED / "data" / "founding_gold.json"

needs_shared = pytest.mark.skipif(
    not GOLD.exists(), reason="../shared with the founding documents is not here"
)


def _readings(folder: Path) -> tuple[Reading, ...]:
    documents = [document_at(path) for path in sorted(folder.glob("*.txt"))]
    return read_together(documents, gazetteer=GAZETTEER, mission=MissionScope())


def _all_faults(folder: Path, gold: Path) -> list[str]:
    readings = _readings(folder)
    statements = [plain_statement(item) for reading in readings for item in reading.statements]
    flags = [plain(flag) for reading in readings for flag in reading.flags]
    rows: list[dict[str, Any]] = json.loads(gold.read_text(encoding="utf-8"))["rows"]
    assert len(rows) == 26
    return [
        fault
        for row in rows
        for fault in faults(
            row, [item for item in statements if item["document"] == row["document"]], flags
        )
    ]


@needs_shared
def test_the_founding_documents_are_read_right_at_every_anchor() -> None:
    """At all 26 places what must be read is read, and what must never be read is not."""
    assert _all_faults(SEEDS, GOLD) == []


def test_the_pair_of_our_own_is_read_right_at_every_anchor() -> None:
    """The same difficulties in other words, about another mission, are all read right too."""
    assert _all_faults(PAIR, PAIR / "gold.json") == []


@needs_shared
def test_nobody_is_read_as_having_pledged_in_the_founding_documents() -> None:
    """No statement of the founding documents stands at `pledged` or above, for anybody."""
    readings = _readings(SEEDS)
    claims = [item.claim for reading in readings for item in reading.statements]
    rungs = [claim.rung for claim in claims if isinstance(claim, Pledge)]
    assert rungs
    assert max(rungs) < Rung.PLEDGED


@pytest.mark.parametrize("name", ["first.txt", "second.txt"])
def test_every_quote_is_its_slice_of_the_document(name: str) -> None:
    """A statement's words are exactly those of the document at its span."""
    reading = next(item for item in _readings(PAIR) if item.document.id == name)
    assert reading.statements
    for statement in map(plain_statement, reading.statements):
        span = statement["span"]
        assert statement["quote"] == reading.document.text[span["start"] : span["end"]]


def test_an_undated_report_speaks_on_the_day_of_the_one_it_shares_a_quotation_with() -> None:
    """`next month` is placed by the dated report of the same words; alone it stays open."""
    first = document_at(PAIR / "first.txt")
    alone = read_together([first], gazetteer=GAZETTEER, mission=MissionScope())[0]
    together = _readings(PAIR)[0]
    assert _earliest(alone) == {None}
    assert [problem.where for problem in alone.problems] == ["first.txt"]
    assert _earliest(together) == {"2026-04"}
    assert together.problems == ()


def _earliest(reading: Reading) -> set[str | None]:
    claims = [plain_statement(item)["claim"] for item in reading.statements]
    return {claim["earliest"] for claim in claims if claim["type"] == "schedule"}
