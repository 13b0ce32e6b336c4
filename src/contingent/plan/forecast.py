"""A network becomes the chance of each milestone, and when, as far as it is reached at all."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from contingent.plan.blocks import run_blocks
from contingent.plan.lanes import LANES, keyed, workspace
from contingent.plan.network import Assumption, Finding, Network
from contingent.plan.program import program_of

__all__ = [
    "CHUNK",
    "Forecast",
    "MilestoneForecast",
    "Point",
    "Run",
    "chunks_of",
    "days_reached",
    "forecast_of",
    "in_parallel",
]

CHUNK = 64
"""Blocks of 256 scenarios that one thread computes before it reports."""

_CURVE_STEP_DAYS = 30
_ENOUGH = 100  # scenarios that must reach a milestone before its quantiles mean anything


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """How a forecast is computed: how many scenarios, from which seed, on how many threads.

    `after_each` is called after every chunk of blocks. Raises ValueError unless scenarios and
    threads are at least 1.
    """

    scenarios: int = 250_000
    seed: int = 1
    threads: int = 1
    after_each: Callable[[], None] = lambda: None

    def __post_init__(self) -> None:
        if self.scenarios < 1 or self.threads < 1:
            raise ValueError("a forecast needs at least one scenario and one thread")

    @property
    def blocks(self) -> int:
        """Blocks of 256 that hold all the scenarios."""
        return -(-self.scenarios // LANES)


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """The share of scenarios in which something has happened by the end of a day."""

    day: date
    reached: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MilestoneForecast:
    """How likely a milestone is by the horizon, and when, where it is reached.

    The quantiles are of the scenarios that reach it: never of all, since among all of them a
    milestone that may stay out has no P90. None: fewer than 100 scenarios reach it.
    """

    id: str
    name: str
    reached_by_horizon: float
    p10: date | None
    p50: date | None
    p90: date | None
    curve: tuple[Point, ...]
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Forecast:
    """When the milestones of a mission could be reached, and what that rests on."""

    start: date
    horizon: date
    scenarios: int
    seed: int
    milestones: tuple[MilestoneForecast, ...]
    assumptions: tuple[Assumption, ...]
    findings: tuple[Finding, ...]


def days_reached(network: Network, nodes: Sequence[str], run: Run) -> NDArray[np.float32]:
    """The day from the start, fractions included, on which each node happens in each scenario.

    A row for each node, a column for each scenario; 1e9 where it never happens. The same bits on
    any number of threads. Raises KeyError for a node that is not there.
    """
    needed = network.upstream(nodes)
    program, draws = program_of(needed)
    number = {node.id: at for at, node in enumerate(needed.nodes)}
    wanted = np.array([number[id] for id in nodes], np.int32)
    seeded = keyed(draws, run.seed)
    found = np.empty((len(nodes), run.blocks * LANES), np.float32)

    def compute(blocks: tuple[int, int]) -> None:
        room = workspace(program, len(draws.drivers))
        run_blocks(program, seeded, blocks, room=room, wanted=wanted, out=found)

    in_parallel(compute, chunks_of(run.blocks), run)
    return found[:, : run.scenarios]


def chunks_of(blocks: int, size: int = CHUNK) -> list[tuple[int, int]]:
    """The blocks from 0 on, so many at a time: from, and up to."""
    return [(first, min(first + size, blocks)) for first in range(0, blocks, size)]


def in_parallel(
    compute: Callable[[tuple[int, int]], None], chunks: Iterable[tuple[int, int]], run: Run
) -> None:
    """Compute every chunk; compiled code lets go of the interpreter, so threads are enough."""
    with ThreadPoolExecutor(run.threads) as pool:
        for _ in pool.map(compute, chunks):
            run.after_each()


def forecast_of(network: Network, run: Run) -> Forecast:
    """The forecast of every milestone of a network."""
    days = days_reached(network, [each.node for each in network.milestones], run)
    return Forecast(
        start=network.start,
        horizon=network.start + timedelta(days=network.horizon_days),
        scenarios=run.scenarios,
        seed=run.seed,
        milestones=tuple(_milestone(network, at, np.sort(row)) for at, row in enumerate(days)),
        assumptions=network.assumptions,
        findings=network.findings,
    )


def _milestone(network: Network, at: int, ordered: NDArray[np.float32]) -> MilestoneForecast:
    milestone = network.milestones[at]
    reached = ordered[: np.searchsorted(ordered, network.horizon_days, side="right")]
    offsets = [*range(0, network.horizon_days, _CURVE_STEP_DAYS), network.horizon_days]
    by = np.searchsorted(reached, np.array(offsets), side="right") / len(ordered)
    p10, p50, p90 = (_quantile(network.start, reached, q) for q in (0.1, 0.5, 0.9))
    return MilestoneForecast(
        id=milestone.id,
        name=milestone.name,
        reached_by_horizon=len(reached) / len(ordered),
        p10=p10,
        p50=p50,
        p90=p90,
        curve=tuple(
            Point(day=network.start + timedelta(days=offset), reached=float(share))
            for offset, share in zip(offsets, by, strict=True)
        ),
        because=milestone.because,
    )


def _quantile(start: date, reached: NDArray[np.float32], q: float) -> date | None:
    if len(reached) < _ENOUGH:
        return None
    return start + timedelta(days=float(reached[round(q * (len(reached) - 1))]))
