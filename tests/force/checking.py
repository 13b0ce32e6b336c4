"""An independent checker of packages: plain loops over the rules, no model and no solver."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from contingent.force.package import Package
from contingent.force.problem import (
    ESCORTS,
    AreaRule,
    BesideRule,
    Budget,
    ForceProblem,
    LargestShare,
    LiftLimit,
    Offer,
    OneFigure,
    Ratio,
    Refusal,
    Rule,
    UnderRule,
)
from contingent.vocabulary.capability import Kind

Placed = Mapping[tuple[str, str], int]  # offer id, place -> parts


def placed_in(package: Package) -> dict[tuple[str, str], int]:
    """How many parts of which offer serve where."""
    return {(item.offer.id, item.place): item.parts for item in package.assignments}


def is_infantry(offer: Offer) -> bool:
    """True for infantry and for soldiers with no arm named."""
    return offer.kind in (Kind.INFANTRY, Kind.TROOPS)


def counts_as(offer: Offer, kind: Kind) -> bool:
    """True if an offer may stand for a kind."""
    if kind is Kind.TROOPS:
        return offer.kind not in (Kind.POLICE, Kind.STAFF, Kind.TRAINING, Kind.OBSERVERS)
    return offer.kind is kind or (kind is Kind.INFANTRY and is_infantry(offer))


def breaches(problem: ForceProblem, placed: Placed, leads: Mapping[str, str]) -> list[str]:
    """Everything that a package does against the problem: hard rules, leads, and sense."""
    offers = {offer.id: offer for offer in problem.offers}
    found = []
    used: dict[str, int] = defaultdict(int)
    for (id, _), parts in placed.items():
        used[id] += parts
    found += [f"too many of {id}" for id, parts in used.items() if parts > offers[id].parts]
    for sector, party in leads.items():
        there = sum(
            parts * offers[id].part_size
            for (id, place), parts in placed.items()
            if place == sector and offers[id].party == party
        )
        if there < problem.lead_minimum:
            found.append(f"{party} cannot lead {sector}")
    for rule in problem.rules:
        if rule.hard and is_broken(rule, offers, placed, leads):
            found.append(rule.id)
    return found


def is_broken(
    rule: Rule, offers: Mapping[str, Offer], placed: Placed, leads: Mapping[str, str]
) -> bool:
    """True if the package breaks one rule."""
    rows = [(offers[id], place, parts) for (id, place), parts in placed.items()]
    where = defaultdict(set)
    for offer, place, _ in rows:
        where[offer.party].add(place)
    match rule:
        case AreaRule():
            return any(
                offer.party == rule.party
                and place in rule.sectors
                and (not rule.offer or offer.id == rule.offer)
                for offer, place, _ in rows
            )
        case Refusal():
            return bool(where[rule.party])
        case BesideRule():
            return bool((where[rule.party] & where[rule.other]) - {""})
        case UnderRule():
            return any(leads.get(place) == rule.other for place in where[rule.party] if place)
        case Budget():
            return sum(offer.cost * parts for offer, _, parts in rows) > rule.limit
        case LiftLimit():
            load = sum(
                offer.tonnes * parts
                for offer, _, parts in rows
                if offer.first == rule.phase and (not rule.port or offer.port == rule.port)
            )
            return load > rule.limit
        case OneFigure():
            said = sum(
                offer.part_size * parts for offer, _, parts in rows if offer.id in rule.offers
            )
            return said > rule.limit
        case LargestShare():
            brought = defaultdict(int)
            for offer, _, parts in rows:
                brought[offer.party] += offer.part_size * parts
            total = sum(brought.values())
            return any(
                100 * size > rule.percent * total
                for party, size in brought.items()
                if rule.party in ("", party)
            )
        case Ratio():
            there = [row for row in rows if row[0].serves_in(rule.phase)]
            served = sum(
                offer.part_size * parts
                for offer, _, parts in there
                if any(counts_as(offer, kind) for kind in rule.of)
            )
            servants = sum(
                offer.part_size * parts for offer, _, parts in there if offer.kind is rule.kind
            )
            return rule.percent * served > 100 * servants
    return False


def critical_shortfall(
    problem: ForceProblem, placed: Placed, leads: Mapping[str, str], lead_weight: int
) -> int:
    """Personnel missing in critical lines at face value, and the price of leaderless sectors."""
    missing = sum(
        max(0, need.minimum - covered(problem, placed, need.id))
        for need in problem.needs
        if need.critical
    )
    leaderless = [sector for sector in problem.sectors if sector not in leads]
    return missing + (lead_weight * len(leaderless) if problem.lead_minimum > 0 else 0)


def covered(problem: ForceProblem, placed: Placed, need_id: str) -> int:
    """Personnel that count towards one line at face value."""
    offers = {offer.id: offer for offer in problem.offers}
    need = next(need for need in problem.needs if need.id == need_id)
    return sum(
        parts * offers[id].part_size
        for (id, place), parts in placed.items()
        if (need.sector == place or (need.sector == "" and place != ESCORTS))
        and counts_as(offers[id], need.kind)
        and offers[id].serves_in(need.phase)
        and not (need.within_days is not None and offers[id].ready_in_days > need.within_days)
    )
