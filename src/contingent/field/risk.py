"""Incidents and passages become the risk of each road, with intervals: partial pooling of rates.

Incidents on a road are Poisson with a rate per passage; the rates of a network are Gamma. Instead
of one best Gamma (Robbins, 1956; Gaver and O'Muircheartaigh, 1987) the two numbers that describe
it are weighed over a grid, so that the intervals carry what few roads leave open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammainc, gammaln

from contingent.errors import Problem
from contingent.field.reports import Reports
from contingent.vocabulary.claim import Standing

__all__ = ["Exposure", "RoadRisk", "exposures", "road_risks"]

_SHAPES = np.geomspace(0.05, 20.0, 22)
_MEANS = np.geomspace(0.2, 8.0, 19)  # times the pooled rate
_STEPS = 26  # halvings of an interval: far below any figure shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Exposure:
    """What happened on a road: incidents among so many passages of a convoy."""

    incidents: int
    passages: int
    because: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 0 <= self.incidents <= self.passages:
            raise ValueError(f"{self.incidents} incidents in {self.passages} passages")


@dataclass(frozen=True, slots=True, kw_only=True)
class RoadRisk:
    """The chance of an incident per passage: estimate, and an interval that holds it at `level`."""

    mean: float
    low: float
    high: float
    level: float
    because: tuple[str, ...]


def exposures(
    reported: Reports, roads: Collection[str]
) -> tuple[dict[str, Exposure], tuple[Problem, ...]]:
    """Passages and incidents on each road by one claimant: whoever counted most passages.

    Two claimants count the same convoys, so theirs are never added up. A report that names no road
    of the network, or more incidents than passages, is a Problem and is left out; neither says
    which road.
    """
    told = [(item.id, item.row.road) for item in reported.passages]
    told += [(item.id, item.row.road) for item in reported.incidents]
    problems = [
        Problem(where=f"report {id}", what="its road is not in the network; it is left out")
        for id, road in told
        if road and road not in roads
    ]
    counted = Counter[str]()
    for item in reported.passages:
        counted[item.row.claimant] += item.row.convoys
    found = {road: Exposure(incidents=0, passages=0) for road in roads}
    if not counted:
        return found, tuple(problems)
    claimant = max(sorted(counted), key=counted.__getitem__)
    for road in roads:
        passed = [
            item
            for item in reported.passages
            if (item.row.road, item.row.claimant) == (road, claimant)
        ]
        struck = [
            item
            for item in reported.incidents
            if (item.row.road, item.row.claimant) == (road, claimant)
            and item.row.standing is not Standing.REJECTED
        ]
        because = (*(item.id for item in passed), *(item.id for item in struck))
        passages = sum(item.row.convoys for item in passed)
        incidents = sum(item.row.count or 0 for item in struck)
        if incidents > passages:
            what = f"{incidents} incidents, but {passages} passages, on one road; it is left out"
            problems.append(Problem(where=f"report {struck[0].id}", what=what))
        else:
            found[road] = Exposure(incidents=incidents, passages=passages, because=because)
    return found, tuple(problems)


def road_risks(
    exposures: Mapping[str, Exposure], *, level: float = 0.8
) -> dict[str, RoadRisk | None]:
    """The risk of each road, pulled towards that of the network the fewer passages it had.

    None for a road without passages: there is no rate where nothing passed. Raises ValueError for
    a level outside 0 to 1.
    """
    if not 0 < level < 1:
        raise ValueError(f"{level} is no level between 0 and 1")
    risks: dict[str, RoadRisk | None] = dict.fromkeys(sorted(exposures))
    used = {road: each for road, each in sorted(exposures.items()) if each.passages}
    if not used:
        return risks
    means, lows, highs = _posterior(
        [each.incidents for each in used.values()],
        [each.passages for each in used.values()],
        level,
    )
    for at, (road, each) in enumerate(used.items()):
        risks[road] = RoadRisk(
            mean=float(means[at]),
            low=float(lows[at]),
            high=float(highs[at]),
            level=level,
            because=each.because,
        )
    return risks


def _posterior(
    incidents: Sequence[int], passages: Sequence[int], level: float
) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.float64]]:
    y = np.asarray(incidents, dtype=float)[None, :]
    n = np.asarray(passages, dtype=float)[None, :]
    pooled = (y.sum() + 0.5) / n.sum()
    shape, mean = (each.reshape(-1, 1) for each in np.meshgrid(_SHAPES, pooled * _MEANS))
    scale = shape / mean
    evidence = (
        gammaln(shape + y)
        - gammaln(shape)
        + shape * np.log(scale / (scale + n))
        + y * np.log(n / (scale + n))
    ).sum(axis=1)
    weight = np.exp(evidence - evidence.max())
    keep = weight > 1e-4 * weight.max()
    weight = weight[keep] / weight[keep].sum()
    shapes, scales = (shape + y)[keep], (scale + n)[keep]
    means = weight @ (shapes / scales)
    tail = (1 - level) / 2
    top = (shapes / scales + 12 * np.sqrt(shapes) / scales + 30 / scales).max(axis=0)
    low, high = (_quantile(share, weight, shapes, scales, top) for share in (tail, 1 - tail))
    return np.minimum(means, 1.0), np.minimum(low, 1.0), np.minimum(high, 1.0)


def _quantile(
    share: float,
    weight: NDArray[np.float64],
    shapes: NDArray[np.float64],
    scales: NDArray[np.float64],
    top: NDArray[np.float64],
) -> NDArray[np.float64]:
    """The value below which `share` of each road's mixture of Gammas lies, by bisection."""
    low, high = np.zeros_like(top), top.copy()
    for _ in range(_STEPS):
        middle = (low + high) / 2
        below = weight @ gammainc(shapes, scales * middle) < share
        low, high = np.where(below, middle, low), np.where(below, high, middle)
    return (low + high) / 2
