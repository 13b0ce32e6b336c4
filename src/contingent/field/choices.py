"""A network becomes every choice there is for one convoy, and what each choice means.

A choice is a crossing, a site, a way between them, a slot, and how many escort units go along.
A day's schedule says how many convoys take each choice. All that a schedule means (tonnes at a
site, loads within reach of an ambush) is linear in it, so the mean of several schedules means the
mean of what they mean.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice, pairwise

import networkx as nx
import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from contingent.field.network import Network, Road

__all__ = ["CROSSINGS", "WAYS", "Choice", "Choices", "blind_choices", "choices_of"]

WAYS = 3
"""How many ways, the shortest first, are considered from a crossing to a site."""
CROSSINGS = 4
"""From how many crossings, the nearest first, a site is considered to be served."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One convoy's way: `slot` counts from 0, `way` from 0 for the shortest."""

    crossing: str
    site: str
    roads: tuple[Road, ...]
    slot: int
    escorts: int
    way: int

    @property
    def km(self) -> float:
        """The length of its way."""
        return sum(road.km for road in self.roads)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choices:
    """Every choice with its meaning; a column of each matrix is a choice.

    `within_reach` (roads in slots): tonnes lost there if it is attacked. `delivered` (sites):
    tonnes. `leaving` (crossings) and `leaving_in_slot` (crossings in slots): convoys. `escorts`:
    units. `everyday_loss`: expected tonnes lost to incidents that no adversary plans; None where
    no passages are on record, so that it is unknown.
    """

    network: Network
    every: tuple[Choice, ...]
    within_reach: sparse.csr_matrix
    delivered: sparse.csr_matrix
    leaving: sparse.csr_matrix
    leaving_in_slot: sparse.csr_matrix
    escorts: NDArray[np.float64]
    everyday_loss: NDArray[np.float64] | None

    @property
    def km(self) -> NDArray[np.float64]:
        """The length of each choice's way."""
        return np.array([choice.km for choice in self.every])


def choices_of(
    network: Network,
    *,
    risks: Mapping[str, float] | None = None,
    escorted_sites: Iterable[str] = (),
) -> Choices:
    """All choices of a network; with escorts only to `escorted_sites`.

    `risks` gives the chance of an everyday incident per passage by road. A road that is missing
    there has the mean of the others; None: nothing is known of any.
    """
    every = tuple(_every(network, frozenset(escorted_sites)))
    slots = len(network.terms.slots)
    roads = {road.id: at for at, road in enumerate(network.roads)}
    sites = {site.id: at for at, site in enumerate(network.sites)}
    starts = {crossing.id: at for at, crossing in enumerate(network.crossings)}
    terms, left = network.terms, network.terms.escort_leaves_percent / 100
    reach = _Cells()
    for at, choice in enumerate(every):
        for road in choice.roads:
            loss = terms.load_tonnes * road.attack_loss * left**choice.escorts
            reach.add(roads[road.id] * slots + choice.slot, at, loss)
    count = len(every)
    return Choices(
        network=network,
        every=every,
        within_reach=reach.matrix(len(roads) * slots, count),
        delivered=_marked(
            [sites[each.site] for each in every], len(sites), float(terms.load_tonnes)
        ),
        leaving=_marked([starts[each.crossing] for each in every], len(starts)),
        leaving_in_slot=_marked(
            [starts[each.crossing] * slots + each.slot for each in every], len(starts) * slots
        ),
        escorts=np.array([float(each.escorts) for each in every]),
        everyday_loss=_everyday(network, every, risks),
    )


def blind_choices(choices: Choices) -> Choices:
    """The same choices without any but the shortest ways, and without escorts."""
    kept = [at for at, each in enumerate(choices.every) if each.way == 0 and each.escorts == 0]
    everyday = choices.everyday_loss
    return replace(
        choices,
        every=tuple(choices.every[at] for at in kept),
        within_reach=choices.within_reach[:, kept],
        delivered=choices.delivered[:, kept],
        leaving=choices.leaving[:, kept],
        leaving_in_slot=choices.leaving_in_slot[:, kept],
        escorts=choices.escorts[kept],
        everyday_loss=None if everyday is None else everyday[kept],
    )


def _every(network: Network, escorted: frozenset[str]) -> Iterator[Choice]:
    graph, terms = network.graph(), network.terms
    starts = {crossing.id for crossing in network.crossings}
    most = min(terms.escort_units_per_convoy, terms.escort_units)
    open_to = {
        start: graph.subgraph([node for node in graph if node not in starts - {start}])
        for start in sorted(starts.intersection(graph))
    }
    near = _nearest(open_to, [site.id for site in network.sites])
    for crossing in network.crossings:
        for site in network.sites:
            if crossing.id not in near[site.id]:
                continue
            roads_of = open_to[crossing.id]
            ways = nx.shortest_simple_paths(roads_of, crossing.id, site.id, weight="km")
            for way, nodes in enumerate(islice(ways, WAYS)):
                roads = tuple(roads_of[a][b]["road"] for a, b in pairwise(nodes))
                for slot in range(len(terms.slots)):
                    for escorts in range(most + 1 if site.id in escorted else 1):
                        yield Choice(
                            crossing=crossing.id,
                            site=site.id,
                            roads=roads,
                            slot=slot,
                            escorts=escorts,
                            way=way,
                        )


def _nearest(open_to: Mapping[str, nx.Graph], sites: Iterable[str]) -> dict[str, set[str]]:
    """For each site, the crossings that are near enough to be considered."""
    km = {
        start: nx.single_source_dijkstra_path_length(graph, start, weight="km")
        for start, graph in open_to.items()
    }
    near = {}
    for site in sites:
        reached = sorted((lengths[site], start) for start, lengths in km.items() if site in lengths)
        near[site] = {start for _, start in reached[:CROSSINGS]}
    return near


def _everyday(
    network: Network, every: Iterable[Choice], risks: Mapping[str, float] | None
) -> NDArray[np.float64] | None:
    if not risks:
        return None
    pooled = sum(risks.values()) / len(risks)
    terms, left = network.terms, network.terms.escort_leaves_percent / 100
    lost = terms.load_tonnes * terms.incident_loss_percent / 100
    return np.array(
        [
            lost * left**each.escorts * sum(risks.get(road.id, pooled) for road in each.roads)
            for each in every
        ]
    )


class _Cells:
    """Collects the cells of a sparse matrix."""

    def __init__(self) -> None:
        self._rows: list[int] = []
        self._columns: list[int] = []
        self._values: list[float] = []

    def add(self, row: int, column: int, value: float) -> None:
        """Put one value into its cell."""
        self._rows.append(row)
        self._columns.append(column)
        self._values.append(value)

    def matrix(self, rows: int, columns: int) -> sparse.csr_matrix:
        """All of them."""
        cells = (self._values, (self._rows, self._columns))
        return sparse.csr_matrix(cells, shape=(rows, columns))


def _marked(rows: list[int], count: int, value: float = 1.0) -> sparse.csr_matrix:
    """A matrix in which each column holds one value, in the row given for it."""
    cells = _Cells()
    for column, row in enumerate(rows):
        cells.add(row, column, value)
    return cells.matrix(count, len(rows))
