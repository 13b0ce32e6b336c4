"""What stands after corrections, retractions and decisions about drafts."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from telling import CLOCK, on, statements_of

from contingent.ledger.book import (
    Ledger,
    MemoryStore,
    draft_entry,
    flag_entry,
    rejection_entry,
    retraction_entry,
    statement_entry,
    supersession_entry,
)
from contingent.ledger.positions import positions
from contingent.ledger.standing import standing_statements, waiting_drafts
from contingent.vocabulary.claim import Rung
from contingent.vocabulary.statement import Flag, FlagType

RULE = "rule:test"
ANNA = "person:Anna"


def said(text, id_):
    """One statement under a short id."""
    return replace(statements_of(text)[0][0], id=id_)


A = said("2026-01-01 Kenya says Kenya pledged police", "a")
B = said("2026-01-01 Kenya says Kenya willing police", "b")
C = said("2026-01-01 Kenya says Kenya considering police", "c")


def standing(*new):
    """Ids that stand after some entries."""
    ledger = Ledger(MemoryStore())
    ledger.append(new, recorded_at=CLOCK)
    return {each.id for each in standing_statements(ledger.entries())}


def test_a_retracted_statement_no_longer_stands():
    """It stays in the book, and answers as known earlier still hold it."""
    ledger = Ledger(MemoryStore())
    ledger.append([statement_entry(A, RULE)], recorded_at=CLOCK)
    ledger.append([retraction_entry("a", ANNA, "misheard")], recorded_at=CLOCK + timedelta(days=9))
    before = on("2026-02-01", known=CLOCK + timedelta(days=1))
    after = on("2026-02-01", known=CLOCK + timedelta(days=10))
    assert positions(ledger.entries(), as_of=before)["Kenya"].rung is Rung.PLEDGED
    assert positions(ledger.entries(), as_of=after).positions == ()


def test_a_retraction_can_be_retracted():
    """Who was wrong about being wrong can say so."""
    first = retraction_entry("a", ANNA, "misheard")
    second = retraction_entry(first.id, ANNA, "it was right")
    assert standing(statement_entry(A, RULE), first) == set()
    assert standing(statement_entry(A, RULE), first, second) == {"a"}


def test_a_correction_stands_in_place_of_what_it_corrects():
    """Of a chain of corrections only the last stands, whichever of them it names."""
    chain = [
        statement_entry(A, RULE),
        supersession_entry("a", B, ANNA),
        supersession_entry("a", C, ANNA),
    ]
    assert standing(*chain[:2]) == {"b"}
    assert standing(*chain) == {"c"}


def test_a_correction_can_lead_back():
    """Corrected to and fro, the last word stands and nothing runs in circles."""
    assert standing(
        statement_entry(A, RULE), supersession_entry("a", B, ANNA), supersession_entry("b", A, ANNA)
    ) == {"a"}


def test_a_retracted_correction_brings_back_the_original():
    """A correction that no longer stands corrects nothing."""
    correction = supersession_entry("a", B, ANNA)
    undone = retraction_entry(correction.id, ANNA, "wrong row")
    assert standing(statement_entry(A, RULE), correction, undone) == {"a"}


def test_a_correction_may_keep_the_id():
    """What is only learned about a statement, such as that it is a copy, keeps its id."""
    ledger = Ledger(MemoryStore())
    copy = replace(A, copy_of="b")
    new = [statement_entry(A, RULE), supersession_entry("a", copy, RULE)]
    ledger.append(new, recorded_at=CLOCK)
    assert standing_statements(ledger.entries()) == (copy,)


def test_a_draft_waits_until_somebody_decides():
    """Accepted, corrected or rejected, a draft is done; read again it does not come back."""
    ledger = Ledger(MemoryStore())
    ledger.append([draft_entry(A), draft_entry(B), draft_entry(C)], recorded_at=CLOCK)
    assert [each.id for each in waiting_drafts(ledger.entries())] == ["a", "b", "c"]
    decided = [statement_entry(A, ANNA), rejection_entry("b", ANNA, "not about the force")]
    ledger.append([*decided, draft_entry(B)], recorded_at=CLOCK)
    assert [each.id for each in waiting_drafts(ledger.entries())] == ["c"]
    corrected = replace(C, id="d")
    ledger.append([supersession_entry("c", corrected, ANNA)], recorded_at=CLOCK)
    assert waiting_drafts(ledger.entries()) == ()
    assert {each.id for each in standing_statements(ledger.entries())} == {"a", "d"}


def test_a_draft_is_no_statement():
    """What nobody accepted moves no position."""
    ledger = Ledger(MemoryStore())
    ledger.append([draft_entry(A)], recorded_at=CLOCK)
    assert positions(ledger.entries(), as_of=on("2026-02-01")).positions == ()


def test_what_is_neither_a_draft_nor_a_decision_settles_none():
    """A flag or a retraction that comes between leaves every draft waiting."""
    ledger = Ledger(MemoryStore())
    flag = flag_entry(Flag(type=FlagType.OTHER, document="a", detail="odd"))
    between = [flag, retraction_entry("a", ANNA, "no statement yet")]
    ledger.append([draft_entry(A), *between, draft_entry(B)], recorded_at=CLOCK)
    assert [each.id for each in waiting_drafts(ledger.entries())] == ["a", "b"]
