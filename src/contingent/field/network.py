"""Rows of `network.csv` become the roads, crossings and sites that a convoy plan is made for.

The file is the planner's own and restricted; it is never copied into the ledger, which could not
forget it. Junctions need no row: they are what roads meet in.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from decimal import Decimal
from typing import Annotated, Literal, Self

import networkx as nx
from pydantic import Field, model_validator

from contingent.errors import Problem
from contingent.mission.items import Code, Sourced, Whole

__all__ = ["WEEKDAYS", "Crossing", "Network", "NetworkRow", "Road", "Site", "Terms", "network_of"]

WEEKDAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")

_Percent = Annotated[Decimal, Field(ge=0, le=100)]
_NEEDED = {
    "crossing": ("convoys_per_day", "convoys_per_slot"),
    "road": ("between", "km", "loss_if_attacked_percent"),
    "site": ("tonnes_per_day", "floor_percent"),
    "setting": ("value",),
}


class NetworkRow(Sourced):
    """A crossing, a road, a site, or a setting that holds for the whole network."""

    record: Literal["crossing", "road", "site", "setting"]
    id: Code
    name: str = ""
    between: str = ""
    km: Annotated[Decimal, Field(gt=0)] | None = None
    loss_if_attacked_percent: _Percent | None = None
    convoys_per_day: Whole | None = None
    convoys_per_slot: Whole | None = None
    days: str = ""
    tonnes_per_day: Whole | None = None
    floor_percent: Annotated[int, Field(ge=0, le=100)] | None = None
    value: str = ""

    @model_validator(mode="after")
    def _its_record_is_complete(self) -> Self:
        missing = [name for name in _NEEDED[self.record] if getattr(self, name) in (None, "")]
        if missing:
            raise ValueError(f"a {self.record} needs {' and '.join(missing)}")
        if self.record == "road" and len(set(self.between.split())) != 2:
            raise ValueError("`between` names the two ends of a road, with a space between them")
        wrong = [day for day in self.days.split() if day not in WEEKDAYS]
        if wrong:
            raise ValueError(f"`days` are {' '.join(WEEKDAYS)}, not {' '.join(wrong)}")
        return self


@dataclass(frozen=True, slots=True, kw_only=True)
class Crossing:
    """Where convoys start: how many a day and in one slot, and on which weekdays (0: Monday)."""

    id: str
    convoys_per_day: int
    convoys_per_slot: int
    weekdays: frozenset[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Road:
    """A stretch between two places; `attack_loss` is the guessed share lost if attacked."""

    id: str
    ends: tuple[str, str]
    km: float
    attack_loss: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """Where aid is given out: what it can use a day, and the share of it that it must get."""

    id: str
    tonnes_per_day: int
    floor_percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What holds for the whole network. The last three are guesses: every percentage rests on them.

    `escort_leaves_percent` is the part of a loss that remains with each escort unit;
    `ambushes_per_day` is how often an adversary who knows the policy can strike;
    `incident_loss_percent` is the share of a load lost in an incident of the everyday kind.
    """

    slots: tuple[str, ...]
    load_tonnes: int
    convoys_per_day: int
    escort_units: int
    escort_units_per_convoy: int
    escort_unit_personnel: int
    escort_leaves_percent: int
    ambushes_per_day: int
    incident_loss_percent: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """Crossings, roads and sites that can be planned for; each site is reached by some road."""

    crossings: tuple[Crossing, ...]
    roads: tuple[Road, ...]
    sites: tuple[Site, ...]
    terms: Terms

    def graph(self) -> nx.Graph:
        """The roads as a graph; each edge holds its `road` and its length in `km`."""
        graph = nx.Graph()
        for road in self.roads:
            known = graph.get_edge_data(*road.ends)
            if known is None or known["km"] > road.km:
                graph.add_edge(*road.ends, road=road, km=road.km)
        return graph


def network_of(
    rows: Iterable[tuple[int, NetworkRow]], *, name: str
) -> tuple[Network | None, tuple[Problem, ...]]:
    """The network, and a Problem for all that was left out of it; None if nothing can be planned.

    `rows` come with their line numbers, `name` is that of their file.
    """
    problems: list[Problem] = []
    kept: dict[tuple[str, str], tuple[int, NetworkRow]] = {}
    for line, row in rows:
        kind = "setting" if row.record == "setting" else "place or road"
        if (kind, row.id) in kept:
            problems.append(Problem(where=f"{name}:{line}", what=f"`{row.id}` is there twice"))
        else:
            kept[kind, row.id] = (line, row)
    terms = _terms((row for _, row in kept.values() if row.record == "setting"), name, problems)
    roads = tuple(_roads(list(kept.values()), name, problems))
    crossings = tuple(_crossing(row) for _, row in kept.values() if row.record == "crossing")
    sites = tuple(_reached(list(kept.values()), roads, crossings, name, problems))
    if not crossings or not sites:
        what = "has no crossing" if not crossings else "has no site that a road reaches"
        problems.append(Problem(where=name, what=what))
    if terms is None or not crossings or not sites:
        return None, tuple(problems)
    network = Network(crossings=crossings, roads=roads, sites=sites, terms=terms)
    return network, (*problems, *_over_capacity(network, name))


def _crossing(row: NetworkRow) -> Crossing:
    days = row.days.split() or WEEKDAYS
    return Crossing(
        id=row.id,
        convoys_per_day=row.convoys_per_day or 0,
        convoys_per_slot=row.convoys_per_slot or 0,
        weekdays=frozenset(WEEKDAYS.index(day) for day in days),
    )


def _terms(settings: Iterable[NetworkRow], name: str, problems: list[Problem]) -> Terms | None:
    given = {row.id: row.value for row in settings}
    known = [field.name for field in fields(Terms)]
    before = len(problems)
    problems += [
        Problem(where=name, what=f"there is no setting `{other}`; there are {', '.join(known)}")
        for other in given
        if other not in known
    ]
    missing = [field for field in known if field not in given]
    if missing:
        problems.append(Problem(where=name, what=f"settings are missing: {', '.join(missing)}"))
    numbers: dict[str, int] = {}
    for field in known:
        if field in given and field != "slots":
            if given[field].isdecimal():
                numbers[field] = int(given[field])
            else:
                what = f"setting {field}: {given[field]!r} is no whole number"
                problems.append(Problem(where=name, what=what))
    for field in ("escort_leaves_percent", "incident_loss_percent"):
        if numbers.get(field, 0) > 100:
            problems.append(Problem(where=name, what=f"setting {field}: more than 100 percent"))
    if numbers.get("load_tonnes") == 0:
        problems.append(Problem(where=name, what="setting load_tonnes: a convoy carries something"))
    if len(problems) > before:
        return None
    return Terms(slots=tuple(given["slots"].split()), **numbers)


def _roads(
    kept: Sequence[tuple[int, NetworkRow]], name: str, problems: list[Problem]
) -> Iterator[Road]:
    """Every road whose ends are places, or junctions that another road meets too."""
    places = {row.id for _, row in kept if row.record in ("crossing", "site")}
    met = Counter(end for _, row in kept if row.record == "road" for end in row.between.split())
    between: dict[frozenset[str], str] = {}
    for line, row in kept:
        if row.record != "road":
            continue
        first, second = row.between.split()
        loose = [end for end in (first, second) if end not in places and met[end] < 2]
        if loose:
            what = f"road `{row.id}` ends at `{loose[0]}`, where nothing else is; it is left out"
            problems.append(Problem(where=f"{name}:{line}", what=what))
            continue
        beside = between.setdefault(frozenset((first, second)), row.id)
        if beside != row.id:
            what = f"road `{row.id}` joins what `{beside}` joins; only the shorter one is used"
            problems.append(Problem(where=f"{name}:{line}", what=what))
        yield Road(
            id=row.id,
            ends=(first, second),
            km=float(row.km or 0),
            attack_loss=float(row.loss_if_attacked_percent or 0) / 100,
        )


def _reached(
    kept: Sequence[tuple[int, NetworkRow]],
    roads: Sequence[Road],
    crossings: Sequence[Crossing],
    name: str,
    problems: list[Problem],
) -> Iterator[Site]:
    graph = nx.Graph(road.ends for road in roads)
    starts = {crossing.id for crossing in crossings if crossing.id in graph}
    for line, row in kept:
        if row.record != "site":
            continue
        if row.id not in graph or not starts & nx.node_connected_component(graph, row.id):
            what = f"no road leads from a crossing to site `{row.id}`; it is left out"
            problems.append(Problem(where=f"{name}:{line}", what=what))
            continue
        yield Site(
            id=row.id,
            tonnes_per_day=row.tonnes_per_day or 0,
            floor_percent=row.floor_percent or 0,
        )


def _over_capacity(network: Network, name: str) -> Iterator[Problem]:
    """What all sites ask for, against what all crossings and vehicles can carry in a week."""
    terms, slots = network.terms, len(network.terms.slots)
    through = sum(
        len(each.weekdays) * min(each.convoys_per_day, slots * each.convoys_per_slot)
        for each in network.crossings
    )
    most = min(through, 7 * terms.convoys_per_day) * terms.load_tonnes
    asked = 7 * sum(site.tonnes_per_day for site in network.sites)
    if asked > most:
        what = f"sites ask for {asked:,} t a week, at most {most:,} t can be carried"
        yield Problem(where=name, what=f"{what}; the plan is the best for what can")
    if not terms.escort_units:
        yield Problem(where=name, what="there are no escort units; every convoy goes unescorted")
