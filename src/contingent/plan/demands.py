"""What parties demand before what becomes the rings in it: each waits for the other."""

from __future__ import annotations

from collections.abc import Iterable

from contingent.mission import Demand
from contingent.plan.network import Finding

__all__ = ["rings_of_demands"]


def rings_of_demands(demands: Iterable[Demand]) -> tuple[Finding, ...]:
    """Every ring of demands once, from the step that comes first in the alphabet.

    A ring is a finding, not a mistake: the demands stay as they were said, no order is assumed.
    """
    edges: dict[str, dict[str, list[Demand]]] = {}
    for demand in demands:
        edges.setdefault(demand.first, {}).setdefault(demand.before, []).append(demand)
    found = []
    for start in sorted(edges):
        found += _rings(start, edges)
    return tuple(_finding(ring, edges) for ring in found)


def _rings(start: str, edges: dict[str, dict[str, list[Demand]]]) -> list[tuple[str, ...]]:
    """The simple rings through `start` that hold nothing before it in the alphabet."""
    rings: list[tuple[str, ...]] = []
    paths: list[tuple[str, ...]] = [(start,)]
    while paths:
        path = paths.pop()
        for step in sorted(edges.get(path[-1], ()), reverse=True):
            if step == start:
                rings.append(path)
            elif step > start and step not in path:
                paths.append((*path, step))
    return rings


def _finding(ring: tuple[str, ...], edges: dict[str, dict[str, list[Demand]]]) -> Finding:
    following = (*ring[1:], ring[0])
    said = [
        (demand, first, before)
        for first, before in zip(ring, following, strict=True)
        for demand in edges[first][before]
    ]
    words = "; ".join(
        f"{demand.by} wants {first} before {before}" for demand, first, before in said
    )
    return Finding(
        what=f"A ring of demands, in which somebody must give way: {words}. "
        "The forecast takes no side and assumes no order between them.",
        because=tuple(f"mission.yaml: demands, {demand.by}: {first}" for demand, first, _ in said),
    )
