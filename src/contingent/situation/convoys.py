"""Ledger, network and a day become the convoy plan of the role `field`, and the risk of roads."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from contingent.errors import Problem
from contingent.field.escorts import EscortPoint, escort_sweep
from contingent.field.network import Network, NetworkRow, network_of
from contingent.field.policies import Comparison, Swing, compare_policies, swings
from contingent.field.reports import Reports, reports
from contingent.field.risk import RoadRisk, exposures, road_risks
from contingent.ledger.chain import Entry
from contingent.mission.tables import read_rows
from contingent.vocabulary.moment import AsOf

__all__ = ["NETWORK_FILE", "ConvoyPicture", "load_network", "plan_convoys", "road_risk_of"]

NETWORK_FILE = "network.csv"
"""The planner's restricted file of crossings, roads and sites, beside `mission.yaml`."""

_LIMIT = 50_000_000  # bytes


@dataclass(frozen=True, slots=True, kw_only=True)
class ConvoyPicture:
    """For the role `field` alone: policies side by side, what they rest on, and road risks.

    `risks` has None for a road without passages. `sweep` is empty where it was not asked for.
    """

    as_of: AsOf
    comparison: Comparison
    swings: tuple[Swing, ...]
    risks: Mapping[str, RoadRisk | None]
    sweep: tuple[EscortPoint, ...]
    problems: tuple[Problem, ...]


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
    with_sweep: bool = False,
) -> ConvoyPicture:
    """The week from a day on, without escorts and, where they are justified on record, with them.

    `seconds` bounds each search. The sweep supposes that escorts could go to every site, so that
    a need is known before it is justified.
    """
    reported = reports(entries, as_of=as_of)
    risks, problems = road_risk_of(reported, network)
    known = {road: risk.mean for road, risk in risks.items() if risk is not None} or None
    first: date = as_of.held_on
    comparison = compare_policies(
        network,
        risks=known,
        first=first,
        escorted_sites=reported.escorted_sites,
        seconds=seconds,
    )
    return ConvoyPicture(
        as_of=as_of,
        comparison=comparison,
        swings=swings(comparison, known),
        risks=risks,
        sweep=escort_sweep(
            network, risks=known, first=first, sites=[site.id for site in network.sites]
        )
        if with_sweep
        else (),
        problems=problems,
    )
