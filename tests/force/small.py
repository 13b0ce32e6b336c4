"""Small force problems, written as a planner would tell them, and strategies that invent some."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from contingent.force.escorts import with_escorts
from contingent.force.problem import (
    AreaRule,
    BesideRule,
    Budget,
    ForceProblem,
    LargestShare,
    LiftLimit,
    Need,
    Offer,
    Ratio,
    Refusal,
    Rule,
    UnderRule,
)
from contingent.mission import RequirementLine
from contingent.vocabulary.capability import Kind

PARTIES = ("AAA", "BBB", "CCC", "DDD")
SECTORS = ("NORTH", "SOUTH")
KINDS = (Kind.INFANTRY, Kind.TROOPS, Kind.MEDICAL, Kind.AVIATION)


def offer(party: str, kind: Kind, size: int, **more: Any) -> Offer:
    """An offer of one part that is as likely as not, unless told otherwise."""
    more = {"id": f"{party}.{kind.value}", "chance_percent": 50, **more}
    return Offer(party=party, kind=kind, part_size=size, **more)


def need(kind: Kind, minimum: int, sector: str = "NORTH", **more: Any) -> Need:
    """A critical line, unless told otherwise."""
    more = {"id": f"{kind.value}:{sector}", "critical": True, **more}
    return Need(kind=kind, minimum=minimum, sector=sector, **more)


@st.composite
def offers(draw: st.DrawFn, id: str = "") -> Offer:
    """Any small offer."""
    first = draw(st.integers(0, 1))
    return Offer(
        id=id or draw(st.uuids()).hex[:8],
        party=draw(st.sampled_from(PARTIES)),
        kind=draw(st.sampled_from(KINDS)),
        parts=draw(st.integers(1, 3)),
        part_size=draw(st.sampled_from((50, 100, 150, 400))),
        chance_percent=draw(st.sampled_from((5, 25, 50, 100))),
        first=first,
        last=draw(st.sampled_from((None, first, first + 1))),
        ready_in_days=draw(st.integers(0, 90)),
        cost=draw(st.integers(0, 500)),
        tonnes=draw(st.integers(0, 300)),
    )


@st.composite
def rules(draw: st.DrawFn, at: int) -> Rule:
    """Any hard rule."""
    party = draw(st.sampled_from(PARTIES))
    other = draw(st.sampled_from(PARTIES))
    made: list[Rule] = [
        AreaRule(id=f"r{at}", party=party, sectors=(draw(st.sampled_from(SECTORS)),)),
        BesideRule(id=f"r{at}", party=party, other=other),
        UnderRule(id=f"r{at}", party=party, other=other),
        Refusal(id=f"r{at}", party=party),
        Budget(id=f"r{at}", limit=draw(st.integers(0, 1500))),
        LiftLimit(id=f"r{at}", phase=draw(st.integers(0, 1)), limit=draw(st.integers(0, 900))),
        LargestShare(id=f"r{at}", percent=draw(st.integers(20, 80))),
        Ratio(id=f"r{at}", kind=Kind.MEDICAL, percent=10, of=(Kind.INFANTRY,)),
    ]
    chosen = draw(st.sampled_from(made))
    if isinstance(chosen, BesideRule | UnderRule) and party == other:
        return Refusal(id=f"r{at}", party=party)
    return chosen


@st.composite
def problems(draw: st.DrawFn) -> ForceProblem:
    """A problem that is solved at once: a few offers, lines and rules."""
    count = draw(st.integers(0, 6))
    lines = draw(
        st.lists(
            st.tuples(
                st.sampled_from((Kind.INFANTRY, Kind.MEDICAL, Kind.AVIATION)),
                st.sampled_from((*SECTORS, "")),
                st.sampled_from((None, 0, 1)),
            ),
            min_size=1,
            max_size=5,
            unique=True,
        )
    )
    needs = tuple(
        Need(
            id=f"{kind.value}:{sector or 'force'}:{phase}",
            kind=kind,
            sector=sector,
            phase=phase,
            minimum=draw(st.sampled_from((60, 100, 300, 500))),
            critical=draw(st.booleans()),
            within_days=draw(st.sampled_from((None, None, 45))),
        )
        for kind, sector, phase in lines
    )
    problem = ForceProblem(
        offers=tuple(draw(offers(id=f"o{at}")) for at in range(count)),
        needs=needs,
        sectors=SECTORS,
        phases=("one", "two"),
        rules=tuple(draw(rules(at)) for at in range(draw(st.integers(0, 4)))),
        lead_minimum=draw(st.sampled_from((0, 150, 400))),
    )
    escorts = draw(st.sampled_from((0, 0, 60, 300)))
    return with_escorts(problem, escort_line(escorts)) if escorts else problem


def escort_line(people: int) -> RequirementLine:
    """What FIELD hands over: so many infantry as escorts."""
    return RequirementLine(
        capability=Kind.INFANTRY, minimum=people, assumption=True, reason="a guess"
    )
