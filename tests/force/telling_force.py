"""Positions told in lines, and missions in a few words, to gather a force from."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from contingent.ledger.board import Acceptance, Contribution, Position, Positions
from contingent.mission import Mission
from contingent.vocabulary.capability import Amount, Kind
from contingent.vocabulary.claim import Rung, VerdictType
from contingent.vocabulary.moment import AsOf

DAY = date(2030, 1, 1)


def contribution(kind: Kind, rung: Rung, **more: Any) -> Contribution:
    """One kind at a rung; no figure, no verdict, unless told otherwise."""
    values = {
        "verdict": None,
        "amount": None,
        "conditions": (),
        "because": (f"s-{kind.value}",),
        **more,
    }
    return Contribution(kind=kind, rung=rung, **values)


def position(party: str, *parts: Contribution, asks: tuple[str, ...] = ()) -> Position:
    """A party with what it would bring, firmest first."""
    return Position(
        party=party,
        rung=parts[0].rung,
        verdict=parts[0].verdict,
        kinds=tuple(part.kind for part in parts),
        amount=parts[0].amount,
        conditions=(),
        contributions=parts,
        claimed_by_others=(),
        contested=(),
        asks=asks,
        because=parts[0].because,
        last_heard=DAY,
    )


def board(*everybody: Position, acceptance: tuple[Acceptance, ...] = ()) -> Positions:
    """Where everybody stands on the day."""
    return Positions(
        as_of=AsOf(held_on=DAY, known_at=datetime(2030, 1, 2, tzinfo=UTC)),
        positions=everybody,
        counts=(),
        questions=(),
        acceptance=acceptance,
    )


def objects(by: str, toward: str, told_by: str = "") -> Acceptance:
    """A party's objection to another's part."""
    return Acceptance(
        verdict=VerdictType.OBJECTION,
        by=by,
        toward=toward,
        told_by=told_by,
        said_on=DAY,
        because=(f"s-{by}-{toward}",),
    )


def mission(**more: Any) -> Mission:
    """A mission with two sectors and two phases."""
    values: dict[str, Any] = {
        "code": "LAKES",
        "name": "Lakes Support Force",
        "theatre": "Lakeland",
        "phases": [
            {"id": "first", "name": "First", "begins": "2030-06-01"},
            {"id": "second", "name": "Second", "begins": "2030-12-01"},
        ],
        "requirement": {
            "sectors": [{"code": "NORTH", "name": "North"}, {"code": "SOUTH", "name": "South"}],
            "lines": [{"capability": "infantry", "sector": "NORTH", "minimum": 500}],
        },
        **more,
    }
    return Mission.model_validate(values)


def people(floor: int | None = None, ceiling: int | None = None) -> Amount:
    """A figure of personnel."""
    return Amount(floor=floor, ceiling=ceiling)
