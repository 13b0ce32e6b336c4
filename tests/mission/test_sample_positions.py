"""The bundled mission, folded by the ledger, shows what its public record shows."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from itertools import groupby

import pytest

from contingent.mission import sample_statements
from contingent.vocabulary.capability import Kind
from contingent.vocabulary.claim import Rung, VerdictType
from contingent.vocabulary.moment import AsOf, end_of_day

book = pytest.importorskip("contingent.ledger.book", reason="the ledger is not here yet")
ledger_positions = pytest.importorskip("contingent.ledger.positions")

FIVE = {"IDN", "MAR", "KAZ", "XKX", "ALB"}


@cache
def entries() -> tuple[object, ...]:
    """The sample's statements in a ledger, each known on its day."""
    ledger = book.Ledger(book.MemoryStore())
    recorded = datetime(2026, 6, 1, tzinfo=UTC)
    for day, rows in groupby(sample_statements("gaza"), key=lambda row: row.known_on):
        new = [book.statement_entry(row.statement, "rule:sample") for row in rows]
        ledger.append(new, recorded_at=recorded, known_at=end_of_day(day))
    return tuple(ledger.entries())


@cache
def board(held_on: str, known_on: str = "2026-05-31") -> ledger_positions.Positions:
    """Where everybody stood on a day, as known on another."""
    known_at = end_of_day(date.fromisoformat(known_on))
    as_of = AsOf(held_on=date.fromisoformat(held_on), known_at=known_at)
    return ledger_positions.positions(entries(), as_of=as_of)


def test_the_five_that_the_commander_named_are_shown_and_no_pakistan():
    """On 20 February 2026 five stand under the commander's word, Pakistan below an offer."""
    found = board("2026-02-20")
    named = {
        position.party
        for position in found.positions
        for claim in position.claimed_by_others
        if claim.by == "ISF" and claim.rung is Rung.PLEDGED and Kind.TROOPS in claim.kinds
    }
    assert named == FIVE
    firm = {position.party for position in found.positions if position.rung >= Rung.OFFERED}
    assert "PAK" not in firm


@pytest.mark.parametrize(
    ("party", "kinds"),
    [
        ("IDN", {Kind.TROOPS: Rung.PLEDGED}),
        ("MAR", {Kind.POLICE: Rung.OFFERED, Kind.MEDICAL: Rung.OFFERED, Kind.STAFF: Rung.OFFERED}),
        ("KAZ", {Kind.MEDICAL: Rung.OFFERED, Kind.OBSERVERS: Rung.OFFERED}),
        ("XKX", {Kind.UNSPECIFIED: Rung.WILLING}),
        ("ALB", {Kind.TROOPS: Rung.PLEDGED}),
    ],
)
def test_each_of_the_five_has_its_own_word_beside_the_commanders(
    party: str, kinds: dict[Kind, Rung]
):
    """What each had said itself, for which kind of contribution, is kept apart from his word."""
    own = {each.kind: each.rung for each in board("2026-02-20")[party].contributions}
    assert kinds.items() <= own.items()


def test_indonesia_is_suspended_at_the_end_and_nobody_deployed():
    """On 21 May 2026 Indonesia's verdict is a suspension and no party is in theatre."""
    found = board("2026-05-21")
    assert found["IDN"].verdict is VerdictType.SUSPENDED
    assert not [
        position.party
        for position in found.positions
        if position.rung >= Rung.ADVANCE_PARTY and position.verdict is None
    ]


def test_on_20_december_pakistan_was_considering_and_undecided():
    """What the record held by 20 December 2025 puts Pakistan at considering, by its own word."""
    found = board("2025-12-20", "2025-12-20")
    assert found["PAK"].rung is Rung.CONSIDERING
    assert found["PAK"].verdict is VerdictType.UNDECIDED
    assert "USA" in {claim.by for claim in found["PAK"].claimed_by_others}


def test_as_known_on_20_december_nothing_later_shows():
    """The day asked about may be later: what was not known then stays unknown."""
    then = board("2025-12-20", "2025-12-20")
    later = board("2026-05-21", "2025-12-20")
    assert {position.party for position in later.positions} == {
        position.party for position in then.positions
    }
    heard = [position.last_heard for position in later.positions if position.last_heard]
    assert max(heard) <= date(2025, 12, 20)
