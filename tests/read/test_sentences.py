"""Single sentences about many missions, one rule of the ladder each."""

from __future__ import annotations

from typing import Any

import pytest
from firmness_cases import FIRMNESS, SILENT
from reading_room import reading_of

from contingent.vocabulary.plain import plain_statement

_FIRM = (
    "offered pledged notified selected approved contracted preparing advance_party deployed "
    "operational"
)
FIRM = frozenset(_FIRM.split())
STANCES = frozenset({"pledge", "verdict", "count", "record"})


def _read(mission: str, sentence: str) -> list[dict[str, Any]]:
    reading = reading_of(sentence, mission=mission)
    return [plain_statement(item) for item in reading.statements]


def _stance(statement: dict[str, Any]) -> str:
    claim = statement["claim"]
    party = statement["about"].get("party", "*")
    return f"{party} {claim.get('rung') or claim.get('verdict') or claim['type']}"


def _details(statement: dict[str, Any]) -> set[str]:
    """Kinds and amount as the cases write them: `police`, `..2000`."""
    amount = statement["claim"].get("amount")
    details = set(statement["claim"].get("kinds", ()))
    if amount is not None:
        bounds = (
            "" if amount[side] is None else str(amount[side]) for side in ("floor", "ceiling")
        )
        details.add("..".join(bounds))
    return details


@pytest.mark.parametrize(("mission", "sentence", "wanted"), FIRMNESS)
def test_a_sentence_is_read_at_its_rung(mission: str, sentence: str, wanted: str) -> None:
    """Each party named stands exactly where the ladder puts it, with its own kind and number."""
    statements = [item for item in _read(mission, sentence) if item["claim"]["type"] in STANCES]
    for one in wanted.split(";"):
        party, stance, *details = one.split()
        own = [item for item in statements if item["about"].get("party") == party]
        assert {_stance(item) for item in own} == {f"{party} {stance}"}
        assert any(set(details) <= _details(item) for item in own)


@pytest.mark.parametrize(("mission", "sentence"), SILENT)
def test_a_question_or_another_matter_promises_nothing(mission: str, sentence: str) -> None:
    """Questions, hypotheses and forces tied elsewhere carry no rung from `offered` up."""
    assert not {_stance(item).split()[1] for item in _read(mission, sentence)} & FIRM
