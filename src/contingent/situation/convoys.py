"""Ledger, network and a day become the convoy plan of the role `field`, and the risk of roads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from contingent.errors import Problem
from contingent.field.escorts import EscortPoint, escort_line, escort_sweep, point_for, units_of
from contingent.field.network import Network, NetworkRow, Terms, network_of
from contingent.field.policies import Comparison, Swing, compare_policies, swings
from contingent.field.reports import Reports, reports
from contingent.field.risk import RoadRisk, exposures, road_risks
from contingent.ledger.chain import Entry
from contingent.ledger.labels import Marking
from contingent.mission.model import RequirementLine
from contingent.mission.tables import read_rows
from contingent.situation.theatre import marking_of
from contingent.vocabulary.moment import AsOf

__all__ = ["NETWORK_FILE", "ConvoyPicture", "Wish", "load_network", "plan_convoys", "road_risk_of"]

NETWORK_FILE = "network.csv"
"""The planner's restricted file of crossings, roads and sites, beside `mission.yaml`."""

_LIMIT = 50_000_000  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    """What is asked of a sweep over escort units: net tonnes wanted, people offered, or neither."""

    tonnes: int | None = None
    people: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvoyPicture:
    """For the role `field` alone: policies side by side, what they rest on, and road risks.

    `risks` has None for a road without passages. `sweep` is empty where it was not asked for;
    `needed` is the level that brings the tonnes wanted, `requirement` its line, `able` the level
    that the people offered can form. Each is None where nothing was asked, or no level does;
    `requirement` also where no escort is needed. `label` is that of everything on record.
    """

    as_of: AsOf
    comparison: Comparison
    swings: tuple[Swing, ...]
    risks: Mapping[str, RoadRisk | None]
    sweep: tuple[EscortPoint, ...]
    needed: EscortPoint | None
    requirement: RequirementLine | None
    able: EscortPoint | None
    problems: tuple[Problem, ...]
    label: Marking = field(default_factory=Marking)


def load_network(folder: Path) -> tuple[Network | None, tuple[Problem, ...]]:
    """The network of a mission folder, and what is wrong with its file; None: nothing to plan."""
    path = folder / NETWORK_FILE
    if not path.exists():
        what = "is not there; it lists crossings, roads, sites and settings"
        return None, (Problem(where=NETWORK_FILE, what=what),)
    rows, faults = read_rows(path, NetworkRow, limit=_LIMIT)
    network, problems = network_of(rows, name=path.name)
    return network, (*faults, *problems)


def road_risk_of(
    reported: Reports, network: Network
) -> tuple[dict[str, RoadRisk | None], tuple[Problem, ...]]:
    """The risk of every road of a network, and what could not be counted."""
    exposed, problems = exposures(reported, [road.id for road in network.roads])
    return road_risks(exposed), problems


def plan_convoys(
    entries: Iterable[Entry],
    network: Network,
    *,
    as_of: AsOf,
    seconds: float = 10.0,
    wish: Wish | None = None,
) -> ConvoyPicture:
    """The week from a day on, without escorts and, where they are justified on record, with them.

    `seconds` bounds each search. With a `wish`, escort units are swept from none to all, as if
    they could go to every site, so that a need is known before it is justified.
    """
    entries = tuple(entries)
    reported = reports(entries, as_of=as_of)
    risks, problems = road_risk_of(reported, network)
    known = {road: risk.mean for road, risk in risks.items() if risk is not None} or None
    first = as_of.held_on
    escorted = reported.escorted_sites
    comparison = compare_policies(
        network, risks=known, first=first, escorted_sites=escorted, seconds=seconds
    )
    sweep: tuple[EscortPoint, ...] = ()
    if wish is not None:
        sites = [site.id for site in network.sites]
        sweep = escort_sweep(network, risks=known, first=first, sites=sites)
    needed = None
    if wish is not None and wish.tonnes is not None:
        needed = point_for(sweep, tonnes=float(wish.tonnes))
    return ConvoyPicture(
        as_of=as_of,
        comparison=comparison,
        swings=swings(comparison, known),
        risks=risks,
        sweep=sweep,
        needed=needed,
        requirement=escort_line(needed, network.terms) if needed and needed.personnel else None,
        able=_able(sweep, network.terms, wish),
        problems=problems,
        label=marking_of(entries, as_of),
    )


def _able(sweep: tuple[EscortPoint, ...], terms: Terms, wish: Wish | None) -> EscortPoint | None:
    if wish is None or wish.people is None:
        return None
    units = units_of(terms, personnel=wish.people)
    able = [point for point in sweep if point.units <= units]
    return max(able, key=lambda point: point.units, default=None)
