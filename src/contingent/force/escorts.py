"""A need for convoy escorts joins a force problem, and a package says who could escort.

Who escorts serves nowhere else. The line is never critical: armed escorts are a last resort.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from contingent.force.package import Package
from contingent.force.problem import (
    ESCORTS,
    AreaRule,
    ForceProblem,
    Need,
    Offer,
    Refusal,
    Rule,
    TaskRule,
    kinds_covered,
)
from contingent.mission import RequirementLine
from contingent.vocabulary.capability import Kind

__all__ = ["ESCORT_NEED", "ESCORT_TASK", "EscortPeople", "escort_people", "with_escorts"]

ESCORT_TASK = "escort"
"""What a caveat on a task excepts a contributor from, to keep it out of escorts."""

ESCORT_NEED = "infantry:escorts"
"""The id of the need."""


@dataclass(frozen=True, slots=True, kw_only=True)
class EscortPeople:
    """Personnel that could escort: if everybody comes, and by the chances."""

    all_come: int
    expected: float
    because: tuple[str, ...]


def with_escorts(problem: ForceProblem, line: RequirementLine) -> ForceProblem:
    """The problem with a line of escorts, as a place of its own beside the sectors.

    A convoy crosses areas, and nobody is told which: so whoever stays out of any does not escort.
    """
    need = Need(
        id=ESCORT_NEED,
        kind=line.capability,
        minimum=line.minimum,
        sector=ESCORTS,
        task=ESCORT_TASK,
        because=("the escorts asked for",),
    )
    rules = tuple(
        replace(rule, sectors=(*rule.sectors, ESCORTS)) if isinstance(rule, AreaRule) else rule
        for rule in problem.rules
    )
    return replace(problem, needs=(*problem.needs, need), rules=rules)


def escort_people(package: Package) -> tuple[EscortPeople, EscortPeople]:
    """Infantry that could escort: whom no line and no lead would miss, and all who are offered.

    Hard refusals, caveats on escorts and areas are kept to; money, lift and dates are not asked,
    so this is the most that is possible.
    """
    missed = _missed(package)
    able = [
        offer
        for offer in package.problem.offers
        if Kind.INFANTRY in kinds_covered(offer.kind)
        and not any(_keeps_out(rule, offer) for rule in package.problem.rules)
    ]
    free = [(offer, offer.parts - missed.get(offer.id, 0)) for offer in able]
    return _people(free), _people((offer, offer.parts) for offer in able)


def _missed(package: Package) -> dict[str, int]:
    """Parts by offer that cannot leave: a line would have less than it needs, or a sector no lead.

    Whoever is asked first may leave what several have too many of; the order is that of the
    package.
    """
    surplus = {line.need.id: line.covered - line.need.minimum for line in package.lines}
    found: dict[str, int] = {}
    for item in package.assignments:
        if item.place == ESCORTS:
            continue
        serves = [line.need.id for line in package.lines if item in line.by]
        leads = package.leads.get(item.place) == item.offer.party
        spare = min((max(0, surplus[id]) for id in serves), default=item.personnel)
        leave = 0 if leads else min(item.parts, spare // item.offer.part_size)
        for id in serves:
            surplus[id] -= leave * item.offer.part_size
        found[item.offer.id] = found.get(item.offer.id, 0) + item.parts - leave
    return found


def _keeps_out(rule: Rule, offer: Offer) -> bool:
    if not rule.hard:
        return False
    match rule:
        case Refusal(party=offer.party):
            return True
        case TaskRule(party=offer.party, task=task):
            return task == ESCORT_TASK
        case AreaRule(party=offer.party, offer=meant):
            return meant in ("", offer.id)
    return False


def _people(parts: Iterable[tuple[Offer, int]]) -> EscortPeople:
    there = [(offer, count * offer.part_size) for offer, count in parts if count > 0]
    return EscortPeople(
        all_come=sum(people for _, people in there),
        expected=sum(people * offer.chance_percent for offer, people in there) / 100,
        because=tuple(dict.fromkeys(id for offer, _ in there for id in offer.because)),
    )
