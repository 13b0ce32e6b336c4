"""Acceptance rules, and what a person may do with a draft."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reading_room import reading_of

from contingent.read.review import RULES, RulingType, accept, correct, reject, rule_verdict
from contingent.vocabulary.claim import Pledge, Rung
from contingent.vocabulary.statement import Statement

CASES = (
    ("“We pledge 500 troops to the force,” said Kenyan Foreign Minister Ann Wanjiru.", "official"),
    ("Kenya's government said it had not decided to join the force.", "official"),
    ("French President Jean Petit said Kenya was considering joining the force.", "third-party"),
    ("In a vote on 3 March 2026 Kenya abstained on the force.", "vote"),
)


def _draft(sentence: str) -> Statement:
    return reading_of(sentence).statements[0]


@pytest.mark.parametrize(("sentence", "rule"), CASES)
def test_a_plain_case_is_accepted_by_a_named_rule(sentence: str, rule: str) -> None:
    """Each rule lets through what its description says, and is listed with it."""
    name = rule_verdict(_draft(sentence))
    assert name is not None
    assert rule in name
    assert name in RULES


@pytest.mark.parametrize(
    "sentence",
    [
        "Kenya reaffirmed that it remained committed to the force.",
        "Kenya could send troops to the force.",
        "French President Jean Petit said Kenya would send 500 troops to the force.",
        "Kenya has deployed 400 troops with the force.",
    ],
)
def test_a_doubtful_draft_waits_for_a_person(sentence: str) -> None:
    """Ambiguous words, nobody's words, another's firm claim and events go to review."""
    assert rule_verdict(_draft(sentence)) is None


def test_a_correction_keeps_the_draft() -> None:
    """The corrected statement has an id of its own; the ruling names the draft beside it."""
    draft = _draft("Kenya offered to send 500 troops to the force.")
    better = replace(draft, claim=Pledge(rung=Rung.CONSIDERING))
    ruling = correct(draft, better, by="A. Reader", why="the letter says consider")
    assert ruling.type is RulingType.CORRECTED
    assert ruling.draft == draft.id
    assert ruling.statement is not None
    assert ruling.statement.id not in ("", draft.id)


def test_a_rejection_leaves_nothing_standing_and_says_why() -> None:
    """A rejected draft stays on record with its reason, without a statement."""
    draft = _draft("Kenya offered to send 500 troops to the force.")
    assert reject(draft, by="A. Reader", why="satire").statement is None
    assert accept(draft, by="rule:unambiguous-official").statement == draft
    with pytest.raises(ValueError, match="says why"):
        reject(draft, by="A. Reader", why=" ")
    with pytest.raises(ValueError, match="names the person"):
        accept(draft, by="")
