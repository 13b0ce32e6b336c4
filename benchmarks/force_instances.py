"""Invented force problems of any size, with every family of rules, from a seed."""

from __future__ import annotations

import math
import random

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
from contingent.vocabulary.capability import Kind

__all__ = ["invented_problem"]

_ARMS = (Kind.INFANTRY, Kind.POLICE)
_ENABLERS = {Kind.MEDICAL: 4, Kind.ENGINEERING: 8, Kind.LOGISTICS: 10, Kind.AVIATION: 2}
_KINDS = (*_ARMS, *_ENABLERS)
_OFFERED = (35, 15, 12, 15, 15, 8)
_NEEDED = (30, 18, 14, 14, 14, 10)
_SIZES = (50, 100, 150, 200, 300, 400, 600)
_CHANCES = (10, 25, 50, 80, 95)


def invented_problem(offers: int, lines: int, seed: int) -> ForceProblem:
    """So many offers and lines; limits bind, and the empty force is legal."""
    rng = random.Random(seed)  # noqa: S311 - an instance, not a secret
    sectors = [f"S{at}" for at in range(max(2, min(6, lines // 12)))]
    phases = max(2, min(6, math.ceil(lines / (len(sectors) * 5))))
    parties = [f"P{at:03}" for at in range(max(8, offers // 8))]
    chances = {party: rng.choice(_CHANCES) for party in parties}
    made = [_offer(rng, at, parties, chances, phases) for at in range(offers)]
    rules: list[Rule] = [
        AreaRule(id=f"area:{offer.id}", party=offer.party, offer=offer.id, sectors=away)
        for offer in made
        if (away := _away(rng, sectors))
    ]
    rules += _frictions(rng, parties)
    rules += _limits(made, phases)
    return ForceProblem(
        offers=tuple(made),
        needs=tuple(_needs(rng, made, sectors, phases, lines)),
        sectors=tuple(sectors),
        phases=tuple(f"phase {at}" for at in range(phases)),
        rules=tuple(rules),
    ).in_order()


def _offer(
    rng: random.Random, at: int, parties: list[str], chances: dict[str, int], phases: int
) -> Offer:
    party, kind, size = rng.choice(parties), rng.choices(_KINDS, _OFFERED)[0], rng.choice(_SIZES)
    first = rng.randrange(phases)
    heavy = 3 if kind in (Kind.ENGINEERING, Kind.AVIATION) else 1
    return Offer(
        id=f"O{at:04}",
        party=party,
        kind=kind,
        part_size=size,
        chance_percent=chances[party],
        first=first,
        last=first + rng.randint(1, 3),
        ready_in_days=30 * first,
        cost=int(size * rng.uniform(3, 9)),
        tonnes=int(size * rng.uniform(0.5, 3) * heavy),
    )


def _away(rng: random.Random, sectors: list[str]) -> tuple[str, ...]:
    """Sectors where an offer does not serve: four of ten, and never all."""
    away = [sector for sector in sectors if rng.random() < 0.4]
    if len(away) == len(sectors):
        away.remove(rng.choice(away))
    return tuple(away)


def _frictions(rng: random.Random, parties: list[str]) -> list[Rule]:
    found: dict[str, Rule] = {}
    for _ in range(len(parties) // 2):
        one, other = rng.sample(parties, 2)
        found[f"beside:{one}-{other}"] = BesideRule(
            id=f"beside:{one}-{other}", party=one, other=other
        )
        one, other = rng.sample(parties, 2)
        found[f"under:{one}-{other}"] = UnderRule(id=f"under:{one}-{other}", party=one, other=other)
    for party in rng.sample(parties, max(1, len(parties) // 15)):
        found[f"refusal:{party}"] = Refusal(id=f"refusal:{party}", party=party)
    return list(found.values())


def _limits(offers: list[Offer], phases: int) -> list[Rule]:
    lift = int(sum(offer.tonnes for offer in offers) / phases * 0.8)
    rules: list[Rule] = [
        Budget(id="budget", limit=int(sum(offer.cost for offer in offers) * 0.55)),
        LargestShare(id="share", percent=35),
    ]
    for phase in range(phases):
        rules.append(LiftLimit(id=f"lift:{phase}", phase=phase, limit=lift))
        rules += [
            Ratio(id=f"ratio:{kind}:{phase}", kind=kind, percent=percent, of=_ARMS, phase=phase)
            for kind, percent in _ENABLERS.items()
        ]
    return rules


def _needs(
    rng: random.Random, offers: list[Offer], sectors: list[str], phases: int, lines: int
) -> list[Need]:
    wanted: set[tuple[Kind, str, int]] = set()
    lines = min(lines, len(_KINDS) * len(sectors) * phases)
    while len(wanted) < lines:
        kind = rng.choices(_KINDS, _NEEDED)[0]
        wanted.add((kind, rng.choice(sectors), rng.randrange(phases)))
    found = []
    for kind, sector, phase in sorted(wanted):
        there = sum(
            offer.personnel for offer in offers if offer.kind is kind and offer.serves_in(phase)
        )
        minimum = max(50, int(there / len(sectors) * rng.uniform(0.3, 1.1)) // 10 * 10)
        found.append(
            Need(
                id=f"{kind}:{sector}:{phase}",
                kind=kind,
                sector=sector,
                phase=phase,
                minimum=minimum,
                critical=rng.random() < 0.3,
            )
        )
    return found
