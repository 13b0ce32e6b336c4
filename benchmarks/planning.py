"""The forecast engine beside SimPy, NumPy and JAX on one network, and all sets of its questions.

`BENCH_SEEDS` says on how many seeds (else 5).
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime
from functools import partial
from statistics import median
from typing import Any

import numba as nb
import numpy as np

from benchmarks.planning_instances import GOALS, HORIZON_DAYS, QUESTIONS, invented
from benchmarks.planning_peers import Arrays, by_jax, by_numpy, by_simpy
from benchmarks.table import Row, Table
from contingent.ledger.book import Ledger, MemoryStore
from contingent.ledger.chain import Entry
from contingent.mission import Mission, load_mission
from contingent.mission.start import sample_folder
from contingent.plan.building import horizon_of
from contingent.plan.chance import normal_pair
from contingent.plan.forecast import Run, days_reached, forecast_of
from contingent.plan.lanes import HALF, LANES, keyed, workspace
from contingent.plan.subsets import Settling, bearing, gray_order, worth_of
from contingent.situation import assess
from contingent.situation.earlier_forces import earlier_forces
from contingent.situation.founding import record_sample
from contingent.situation.outcomes import stated_records
from contingent.situation.outlook import ground_of, planned
from contingent.vocabulary.moment import AsOf, end_of_day

SEEDS = int(os.environ.get("BENCH_SEEDS", "5"))
THREADS = 2
YEAR_DAYS = 365
_DAY = date(2026, 2, 20)
_EVERY = "ours, 2 threads, all 60 milestones"
_ALONE = "normals of the network alone, 2 threads"
_NEEDED = "normals that the goals need alone, 2 threads"


@nb.njit(fastmath=True, nogil=True)
def _only_normals(keys: Any, counter: Any, out: Any, first: Any, last: Any) -> None:
    for block in range(first, last):
        start = np.uint32(block * HALF)
        for draw in range(len(keys)):
            for lane in range(HALF):
                low, high = normal_pair(
                    np.uint32(start + counter[lane]), keys[draw, 0], keys[draw, 1]
                )
                out[0, lane], out[0, lane + HALF] = low, high


def normals_alone(arrays: Arrays, blocks: int) -> None:
    """Nothing but the normal numbers that so many blocks of the whole network need, two threads."""
    seeded = keyed(arrays.draws, 1)
    keys = np.concatenate([seeded.keys, seeded.driver_keys])

    def part(first: int, last: int) -> None:
        room = workspace(arrays.program, len(arrays.draws.drivers))
        _only_normals(keys, room.counter, room.normals, first, last)

    with ThreadPoolExecutor(THREADS) as pool:
        half = blocks // 2
        list(pool.map(part, (0, half), (half, blocks)))


def seconds(work: Callable[[], object]) -> float:
    """Wall-clock seconds of one call."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def tables() -> Iterator[Table]:
    """Speed of the engines, all sets of questions, the first answer; last, that all agree."""
    arrays = [Arrays(invented(seed)) for seed in range(SEEDS)]
    yield _speed(arrays)
    yield _sets(arrays)
    yield _cold_start()
    yield _parts_of_an_answer()
    yield _agreement(arrays[0])


def _rows(what: str, unit: str, values: list[float], *, worst: Callable[..., float] = min) -> Row:
    return Row(what=what, median=median(values), worst=worst(values), unit=unit, runs=len(values))


def _speed(all_arrays: list[Arrays]) -> Table:
    """Interleaved, engine after engine on each seed's network, so that all see the same machine."""
    rates: dict[str, list[float]] = {}
    for seed, arrays in enumerate(all_arrays):
        jax = by_jax(arrays)
        ours = partial(days_reached, arrays.network, GOALS)
        normals_alone(arrays, 8)  # before ours, whose compiling sets Numba to not optimise
        ours(Run(scenarios=LANES * 8, threads=THREADS))
        many = Run(scenarios=1_024_000, seed=seed, threads=THREADS)
        every = tuple(node.id for node in arrays.network.nodes if node.id[0] == "m") + GOALS
        needed = Arrays(arrays.network.upstream(GOALS))
        works = {
            "SimPy": (400, partial(by_simpy, arrays, 400, seed)),
            "NumPy, float64": (32_768, partial(by_numpy, arrays, 32_768, seed)),
            "JAX, float32": (65_536, partial(jax, 65_536, seed)),
            "ours, 1 thread": (512_000, partial(ours, Run(scenarios=512_000, seed=seed))),
            "ours, 2 threads": (1_024_000, partial(ours, many)),
            _EVERY: (1_024_000, partial(days_reached, arrays.network, every, many)),
            _ALONE: (1_024_000, partial(normals_alone, arrays, 4_000)),
            _NEEDED: (1_024_000, partial(normals_alone, needed, 4_000)),
        }
        for name, (count, work) in works.items():
            best = min(seconds(work) for _ in range(1 if name == "SimPy" else 3))
            rates.setdefault(name, []).append(count / best)
    rows = [_rows(name, "scenarios/s", values) for name, values in rates.items()]
    for one, other, unit in (
        ("ours, 2 threads", "SimPy", "x SimPy"),
        ("ours, 2 threads", "NumPy, float64", "x NumPy"),
        ("ours, 2 threads", "JAX, float32", "x JAX"),
        (_EVERY, "NumPy, float64", "x NumPy"),
        ("ours, 2 threads", _NEEDED, "of the normals that it needs, alone"),
        (_EVERY, _ALONE, "of normals alone"),
    ):
        ratios = [a / b for a, b in zip(rates[one], rates[other], strict=True)]
        rows.append(_rows(one, unit, ratios))
    return Table(title="Forecast engines, one network a seed, wall clock", rows=tuple(rows))


def _agreement(arrays: Arrays) -> Table:
    """How far each engine's figures lie from ours, in standard errors, over the seeds."""
    jax = by_jax(arrays)
    engines = {
        "SimPy": lambda seed: by_simpy(arrays, 1_000, seed),
        "NumPy": lambda seed: by_numpy(arrays, 32_768, seed),
        "JAX": lambda seed: jax(32_768, seed),
    }
    ours = days_reached(arrays.network, GOALS, Run(scenarios=2_000_000, seed=99, threads=THREADS))
    rows = [_row_of(f"ours, {what}", unit, [figure]) for what, unit, figure in _figures(ours)]
    for name, engine in engines.items():
        found = [engine(seed) for seed in range(SEEDS)]
        by_seed = [list(_figures(each)) for each in found]
        for figures in zip(*by_seed, strict=True):
            (what, unit, _), values = figures[0], [figure for *_, figure in figures]
            rows.append(_row_of(f"{name}, {what}", unit, values))
        apart = [abs(z) for each in found for z in _apart(each, ours)]
        rows.append(_rows(f"{name} from ours", "standard errors", apart, worst=max))
    note = (
        "Ours from 2,000,000 scenarios, the others on each seed; days of those that reach the "
        "goal. For figures, worst is the one farthest from the median. From ours: chance, P10, "
        "P50 and P90 of both goals on every seed."
    )
    return Table(title="Agreement of the engines", rows=tuple(rows), note=note)


def _row_of(what: str, unit: str, values: list[float]) -> Row:
    middle = median(values)
    farthest = max(values, key=lambda value: abs(value - middle))
    return Row(what=what, median=middle, worst=farthest, unit=unit, runs=len(values))


def _figures(found: np.ndarray) -> Iterator[tuple[str, str, float]]:
    """What an engine found: of each goal the chance, and three quantiles given that."""
    for goal, row in zip(GOALS, found, strict=True):
        reached = row[row <= HORIZON_DAYS]
        yield f"{goal} reached", "% of scenarios", 100 * len(reached) / len(row)
        for q in (0.1, 0.5, 0.9):
            yield f"{goal} P{100 * q:.0f}", "days", float(np.quantile(reached, q))


def _apart(found: np.ndarray, ours: np.ndarray) -> Iterator[float]:
    for row, reference in zip(found, ours, strict=True):
        reached, known = row[row <= HORIZON_DAYS], reference[reference <= HORIZON_DAYS]
        share = len(known) / len(reference)
        error = np.sqrt(share * (1 - share) / len(row)) or 1.0
        yield float((len(reached) / len(row) - share) / error)
        for q in (0.1, 0.5, 0.9):
            # By ranks: the share below our quantile needs no density.
            below = (reached <= np.quantile(known, q)).mean()
            yield float((below - q) / np.sqrt(q * (1 - q) / len(reached)))


def _sets(all_arrays: list[Arrays]) -> Table:
    """All 4,096 sets of twelve questions on 8,192 scenarios each, against drawing each set anew."""
    scenarios, found = 8_192, {}
    for arrays in all_arrays:
        network = replace(arrays.network, horizon_days=YEAR_DAYS)
        run = Run(scenarios=scenarios, threads=THREADS)
        settlings = [Settling(days=((f"q{at:02}", 0.0),)) for at in range(QUESTIONS)]
        settlings.sort(key=lambda way: len(bearing(network, [way], "ioc")[0]))  # as unlocks does
        masks = gray_order(QUESTIONS)
        worth_of(network, settlings, masks[:4], replace(run, scenarios=LANES), target="ioc")
        people = seconds(partial(worth_of, network, settlings, masks, run))
        with_date = seconds(partial(worth_of, network, settlings, masks, run, target="ioc"))
        many = replace(run, scenarios=512_000)
        anew = seconds(partial(days_reached, network, ("ioc",), many)) / 512_000
        found.setdefault("personnel-days", []).append(people)
        found.setdefault("with IOC date", []).append(with_date)
        found.setdefault("drawn anew", []).append(anew * scenarios * len(masks) / with_date)
    rows = (
        _rows("personnel-days", "s", found["personnel-days"], worst=max),
        _rows("personnel-days and IOC date", "s", found["with IOC date"], worst=max),
        _rows("faster than drawing every set anew, with IOC date", "x", found["drawn anew"]),
    )
    return Table(title="4,096 sets of questions x 8,192 scenarios, 2 threads", rows=rows)


_FIRST_ANSWER = """
import sys, time
start = time.perf_counter()
from pathlib import Path
from contingent.situation.kernels import keep_compiled
keep_compiled(Path(sys.argv[1]))
from benchmarks.planning_instances import GOALS, invented
from contingent.plan.forecast import Run, days_reached
days_reached(invented(0), GOALS, Run(scenarios=250_000, threads=2))
print(time.perf_counter() - start)
"""


def _cold_start() -> Table:
    """A new process up to its first 250,000 scenarios, imports included, as the machine is."""
    found: dict[str, list[float]] = {}
    with tempfile.TemporaryDirectory() as sample:
        _contingent("init", sample, "--sample", "gaza", "--quiet")
        for _ in range(min(SEEDS, 3)):
            with tempfile.TemporaryDirectory() as folder:
                for kept in ("nothing compiled yet", "compiled code kept"):
                    engine = _first_answer(folder)
                    found.setdefault(f"{kept}: this network", []).append(engine)
            with tempfile.TemporaryDirectory() as folder:
                for kept in ("nothing compiled yet", "compiled code kept"):
                    forecast = ("forecast", "--mission", sample, "--as-of", "2026-02-20")
                    work = partial(_contingent, *forecast, XDG_CACHE_HOME=folder)
                    name = f"{kept}: `contingent forecast`, sample gaza"
                    found.setdefault(name, []).append(seconds(work))
    rows = tuple(_rows(name, "s", values, worst=max) for name, values in found.items())
    return Table(title="First answer of a new process, 250,000 scenarios", rows=rows)


def _first_answer(folder: str) -> float:
    command = [sys.executable, "-c", _FIRST_ANSWER, folder]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return float(done.stdout)


def _contingent(*words: str, **settings: str) -> None:
    command = [sys.executable, "-m", "contingent", *words]
    environment = {**os.environ, **settings}
    subprocess.run(command, check=True, capture_output=True, env=environment)  # noqa: S603


def _parts_of_an_answer() -> Table:
    """What the forecast of the bundled mission `gaza` spends its time on, compiled before."""
    run = Run(scenarios=250_000, threads=THREADS)
    found: dict[str, list[float]] = {}
    mission, entries = _sample()
    moment = AsOf(held_on=_DAY, known_at=end_of_day(_DAY))
    situation = assess(entries, mission, as_of=moment)
    network, problems = planned(situation, mission)
    if network is None:
        raise AssertionError(problems)
    ground = ground_of(situation)
    horizon = horizon_of(ground)
    works = {
        "the situation": partial(assess, entries, mission, as_of=moment),
        "its network": partial(planned, situation, mission),
        "stated dates judged": partial(stated_records, entries, mission, situation),
        "250,000 scenarios, 2 threads": partial(forecast_of, network, run),
        "earlier forces beside, a second network of 50,000": partial(
            earlier_forces, ground, run, horizon=horizon
        ),
    }
    for _ in range(SEEDS + 1):  # the first one warms up
        for name, work in works.items():
            found.setdefault(name, []).append(seconds(work))
    rows = tuple(_rows(name, "s", values[1:], worst=max) for name, values in found.items())
    return Table(title="The forecast of the bundled mission gaza, part by part", rows=rows)


def _sample() -> tuple[Mission, tuple[Entry, ...]]:
    """The bundled mission, with its ledger in memory."""
    ledger = Ledger(MemoryStore())
    record_sample(ledger, "gaza", recorded_at=datetime(2100, 1, 1, tzinfo=UTC))
    with sample_folder("gaza") as folder:
        mission, _ = load_mission(folder)
    return mission, tuple(ledger.entries())
