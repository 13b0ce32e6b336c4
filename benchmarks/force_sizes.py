"""Force problems of one size become the gaps that ours and stock solvers reach in equal time.

Nobody has more than two threads. Where ours takes one, two seeds are solved at a time on two cores;
else it runs alone, as stock solvers do with two threads each. Every answer is checked by hand
before it counts.
"""

from __future__ import annotations

import os
import signal
import statistics
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.force_instances import invented_problem
from benchmarks.force_peers import PEERS, Reached, staged
from benchmarks.table import Row, Table
from contingent.force.aims import Aim, aims_of
from contingent.force.model import Model, build_model
from contingent.force.problem import View
from contingent.force.solving import Watch, matrix_of, solve_linear
from contingent.force.stages import StageStatus, run_stages

sys.path.append(str(Path(__file__).parents[1] / "tests" / "force"))

from checking import breaches

__all__ = ["OURS", "SECONDS", "SEEDS", "Size", "gap_table", "modelled", "row", "solved"]

OURS = "ours"
SECONDS = float(os.environ.get("BENCH_SECONDS", "60"))
PEER_SEEDS = int(os.environ.get("BENCH_PEER_SEEDS", "2"))
_FIRST = int(os.environ.get("BENCH_FIRST_SEED", "1"))
SEEDS = range(_FIRST, _FIRST + int(os.environ.get("BENCH_SEEDS", "10")))
_TO_BUILD = 30.0  # seconds for the rows of an instance, before any search
_CORES = min(2, os.cpu_count() or 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Size:
    """How large the instances are, and how long everybody has for all four stages.

    `own_bound` measures stage 2 against the bound that ours proved, else against the relaxation's.
    `threads` is how many ours takes.
    """

    offers: int
    lines: int
    seconds: float
    own_bound: bool
    threads: int


@dataclass(frozen=True, slots=True, kw_only=True)
class _Run:
    """What one solver reached on one seed; `bound` is that of stage 2, from ours alone."""

    reached: tuple[Reached, ...]
    seconds: float
    bound: float = float("nan")


def modelled(offers: int, lines: int, seed: int) -> tuple[Model, tuple[Aim, ...]]:
    """The rows and aims that every solver gets."""
    model = build_model(invented_problem(offers, lines, seed))
    return model, aims_of(model, critical=View.FACE, coverage=View.EXPECTED)


def solved(
    who: str, model: Model, aims: Sequence[Aim], seconds: float
) -> tuple[list[Reached], float]:
    """What each stage reached and whether proven, checked by hand; and the seconds it took."""
    began = time.perf_counter()
    if who == OURS:
        values, stages = run_stages(model, aims, Watch(seconds=seconds), seed=0)
        reached = [(stage.value, stage.status is StageStatus.PROVEN) for stage in stages]
    else:
        found, reached = staged(who, model, aims, seconds)
        values = found if found is not None else np.array(model.start, float)
    took = time.perf_counter() - began
    _check(model, values)
    return reached, took


def row(what: str, values: Iterable[float], unit: str) -> Row:
    """Where less is better."""
    found = list(values)
    return Row(
        what=what,
        median=statistics.median(found) if found else float("nan"),
        worst=max(found, default=float("nan")),
        unit=unit,
        runs=len(found),
    )


def gap_table(size: Size) -> Table:
    """Stage 2 gaps in percent: ours on every seed, stock solvers on the first ones."""
    began = time.perf_counter()
    at_once = max(1, _CORES // size.threads)
    with ProcessPoolExecutor(at_once, mp_context=get_context("spawn")) as pool:
        ours = dict(zip(SEEDS, pool.map(_ours, [size] * len(SEEDS), SEEDS), strict=True))
    others = {(who, seed): _peer(who, size, seed) for seed in SEEDS[:PEER_SEEDS] for who in PEERS}
    measured = "what ours proved" if size.own_bound else "the relaxation's bound"
    named = ", ".join(map(str, SEEDS[:PEER_SEEDS])) or "none"
    threads = f"{size.threads} thread{'s' if size.threads > 1 else ''}, {at_once} at a time,"
    note = (
        f"{size.seconds:g} s for all four stages, the same instances for all: ours with {threads} "
        f"on seeds {SEEDS[0]} to {SEEDS[-1]}, stock solvers with two threads, each alone, on seeds "
        f"{named}. Gap: distance from {measured}; 100 % where stage 1 was not met or nothing "
        f"found. Every answer keeps to all hard rules. A stock solver that overruns by a quarter "
        f"and half a minute is ended, and what it had reached counts. Measured in "
        f"{(time.perf_counter() - began) / 60:.1f} minutes."
    )
    rows = tuple(_rows(ours, others))
    return Table(title=f"Force, {size.offers:,} offers x {size.lines} lines", rows=rows, note=note)


def _rows(ours: dict[int, _Run], others: dict[tuple[str, int], _Run]) -> Iterator[Row]:
    runs: dict[str, dict[int, _Run]] = {OURS: ours}
    for (who, seed), run in others.items():
        runs.setdefault(who, {})[seed] = run
    gaps = {
        who: {seed: _gap(run, ours[seed]) for seed, run in found.items()}
        for who, found in runs.items()
    }
    for who, found in gaps.items():
        yield row(f"{who}: stage 2 gap", found.values(), "%")
    for who, found in runs.items():
        open_stages = [4.0 - len(run.reached) for run in found.values()]
        yield row(f"{who}: stages without answer", open_stages, "")
    ratios = [
        min(gaps[who][seed] for who in PEERS) / max(1e-6, gaps[OURS][seed])
        for seed in gaps.get("HiGHS", ())
    ]
    if ratios:
        middle, least = statistics.median(ratios), min(ratios)
        what = "best stock gap / ours"
        yield Row(what=what, median=middle, worst=least, unit="x", runs=len(ratios))


def _ours(size: Size, seed: int) -> _Run:
    """Ours on one seed, with the bound of stage 2 at the stage 1 that it reached."""
    model, aims = modelled(size.offers, size.lines, seed)
    began = time.perf_counter()
    values, stages = run_stages(model, aims, Watch(seconds=size.seconds), seed=0)
    took = time.perf_counter() - began
    _check(model, values)
    bound = stages[1].bound
    if not size.own_bound:
        first = round(stages[0].value * aims[0].scale)
        cut = matrix_of(model).with_cut(aims[0], first)
        bound = solve_linear(cut, aims[1], Watch(seconds=600)).value / aims[1].scale
    reached = tuple((stage.value, stage.status is StageStatus.PROVEN) for stage in stages)
    return _Run(reached=reached, seconds=took, bound=bound)


def _peer(who: str, size: Size, seed: int) -> _Run:
    """What a stock solver reached in a process of its own, which is ended when it overruns.

    HiGHS 1.16 can stay in a presolve for ever, past any limit: what it had reached counts.
    """
    spawn = get_context("spawn")
    receiver, sender = spawn.Pipe(duplex=False)
    process = spawn.Process(target=_solve_apart, args=(sender, who, size, seed))
    began = time.perf_counter()
    process.start()
    sender.close()
    reached: list[Reached] = []
    last = 1.25 * size.seconds + _TO_BUILD
    while (left := began + last - time.perf_counter()) > 0 and receiver.poll(left):
        try:
            reached.append(receiver.recv())
        except EOFError:
            break
    else:
        process.kill()
    process.join()
    if process.exitcode not in (0, -signal.SIGKILL):
        raise AssertionError(f"{who} on seed {seed}: see above")
    return _Run(reached=tuple(reached), seconds=time.perf_counter() - began)


def _solve_apart(sender: Connection, who: str, size: Size, seed: int) -> None:
    model, aims = modelled(size.offers, size.lines, seed)
    values, _ = staged(who, model, aims, size.seconds, sender.send)
    _check(model, np.array(model.start, float) if values is None else values)


def _gap(run: _Run, ours: _Run) -> float:
    if len(run.reached) < 2 or run.reached[0][0] > ours.reached[0][0] + 1e-6:
        return 100.0
    value = run.reached[1][0]
    return 100 * (value - ours.bound) / value if value else 0.0


def _check(model: Model, values: Any) -> None:
    """Refuses an answer that breaks a hard rule: a fast wrong answer is none."""
    placed = {
        (offer.id, place): parts
        for offer, place, column in model.columns.placed
        if (parts := round(float(values[column])))
    }
    leads: dict[str, str] = {}
    for (party, sector), column in model.columns.leads.items():
        if values[column] > 0.5:
            leads.setdefault(sector, party)
    broken = breaches(model.problem, placed, leads)
    if broken:
        raise AssertionError(f"an answer breaks {', '.join(broken)}")
