"""FIELD's sweep over escort units becomes a line of the force, and the force's people its escorts.

For the role `field` alone. Of the network nothing is handed over but people, tonnes and guesses.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contingent.errors import Problem
from contingent.field.escorts import EscortPoint, escort_line, escort_sweep, point_for, units_of
from contingent.field.network import Network, Terms
from contingent.field.reports import reports
from contingent.force.escorts import EscortPeople, escort_people
from contingent.force.package import Package
from contingent.ledger.chain import Entry
from contingent.mission import RequirementLine
from contingent.situation.convoys import road_risk_of
from contingent.vocabulary.moment import AsOf

__all__ = ["EscortReach", "EscortWish", "Escorting", "escort_reaches", "find_escorts"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EscortWish:
    """What is wanted of escorts: so many units, or net tonnes a day; both None: nothing yet."""

    units: int | None = None
    tonnes: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Escorting:
    """What escorts would do on a network, and the level that is wanted.

    `point` is None where nothing was wanted or no level does it; `line` also where the level needs
    nobody. `wanted_tonnes` is what the sites need a day.
    """

    sweep: tuple[EscortPoint, ...]
    point: EscortPoint | None
    line: RequirementLine | None
    terms: Terms
    wanted_tonnes: int
    wish: EscortWish
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class EscortReach:
    """How many units some people of the force could form, and what would arrive with them.

    `units` may be more than the network can use; `point` is the highest level of the sweep that
    they can fill, None where no level is possible at all. `is_free` False: they serve on lines.
    """

    is_free: bool
    by_chances: bool
    people: int
    units: int
    point: EscortPoint | None
    because: tuple[str, ...]


def find_escorts(
    entries: Iterable[Entry], network: Network, *, wish: EscortWish, as_of: AsOf
) -> Escorting:
    """The sweep over escort units, as if they could go to every site, and the level wanted.

    A need is known before it is justified; no plan is made and nothing is drawn.
    """
    risks, problems = road_risk_of(reports(entries, as_of=as_of), network)
    known = {road: risk.mean for road, risk in risks.items() if risk is not None} or None
    sites = [site.id for site in network.sites]
    sweep = escort_sweep(network, risks=known, first=as_of.held_on, sites=sites)
    point = _wanted(sweep, wish)
    return Escorting(
        sweep=sweep,
        point=point,
        line=escort_line(point, network.terms) if point and point.personnel else None,
        terms=network.terms,
        wanted_tonnes=sum(site.tonnes_per_day for site in network.sites),
        wish=wish,
        problems=problems,
    )


def _wanted(sweep: Sequence[EscortPoint], wish: EscortWish) -> EscortPoint | None:
    if wish.tonnes is not None:
        return point_for(sweep, tonnes=float(wish.tonnes))
    return next((point for point in sweep if point.units == wish.units), None)


def escort_reaches(found: Escorting, package: Package) -> tuple[EscortReach, ...]:
    """What the package's people could escort: those placed nowhere, then all who are offered.

    Each if everybody comes and by the chances. Empty where the size of a unit is not given.
    """
    if not found.terms.escort_unit_personnel:
        return ()
    free, everybody = escort_people(package)
    return tuple(
        _reach(found, people, is_free=is_free, by_chances=by_chances)
        for people, is_free in ((free, True), (everybody, False))
        for by_chances in (False, True)
    )


def _reach(
    found: Escorting, people: EscortPeople, *, is_free: bool, by_chances: bool
) -> EscortReach:
    count = int(people.expected) if by_chances else people.all_come
    units = units_of(found.terms, personnel=count)
    able = [point for point in found.sweep if point.units <= units]
    return EscortReach(
        is_free=is_free,
        by_chances=by_chances,
        people=count,
        units=units,
        point=max(able, key=lambda point: point.units, default=None),
        because=people.because,
    )
