"""The forecast engine beside SimPy, NumPy and JAX on one network, and all sets of its questions.

Twelve questions, sixty milestones (a quarter of them open with the first of what they wait for,
ten may have to be done again) and forty contributors, who wait for one to four questions and a
milestone and come with a chance of 0.1 to 0.95; five shared drivers; initial and full operating
capability when six capabilities are there. `BENCH_SEEDS` says on how many seeds (else 5).
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
from datetime import date
from functools import partial
from statistics import median
from typing import Any

import numba as nb
import numpy as np

from benchmarks.table import Row, Table
from contingent.plan.chance import HALF, LANES, normal_pair
from contingent.plan.delays import Basis, Delay, Origin
from contingent.plan.forecast import Run, days_reached
from contingent.plan.kernel import keyed, workspace
from contingent.plan.network import (
    Delivery,
    Join,
    Network,
    Node,
    Odds,
    Otherwise,
    Step,
    Threshold,
    arranged,
)
from contingent.plan.program import (
    FIRST,
    LIMIT,
    MU,
    ONE,
    OTHER,
    OWN,
    REACH,
    SECOND,
    SIGMA,
    program_of,
)
from contingent.plan.subsets import Settling, gray_order, worth_of
from contingent.vocabulary.capability import Kind

SEEDS = int(os.environ.get("BENCH_SEEDS", "5"))
THREADS = 2
QUESTIONS, MILESTONES, CONTRIBUTORS, DRIVERS = 12, 60, 40, 5
HORIZON_DAYS, YEAR_DAYS = 2_000, 365
NEVER = 1e9
GOALS = ("foc", "ioc")
_INVENTED = Origin(basis=Basis.JUDGEMENT, note="invented for a measurement")
_KINDS = (Kind.INFANTRY, Kind.POLICE, Kind.ENGINEERING, Kind.MEDICAL, Kind.AVIATION, Kind.LOGISTICS)


def invented(seed: int) -> Network:
    """The network of the measurement, for a seed."""
    rng = np.random.default_rng(seed)
    nodes: list[Node] = [*_questions(rng), *_milestones(rng)]
    deliveries: list[Delivery] = []
    expected = dict.fromkeys(_KINDS, 0.0)
    for number in range(CONTRIBUTORS):
        steps, chance = _contributor(number, rng)
        nodes += steps
        for at in rng.choice(len(_KINDS), int(rng.integers(1, 3)), replace=False):
            size = 50 * int(rng.integers(1, 13))
            kinds = frozenset({_KINDS[at]})
            deliveries.append(
                Delivery(step=steps[-1].id, contributor=steps[-1].id, kinds=kinds, size=size)
            )
            expected[_KINDS[at]] += size * chance
    for goal, share in (("ioc", 0.08), ("foc", 0.3)):
        needs = [
            Threshold(
                id=f"{goal}:{kind}",
                name="",
                personnel=max(1, int(share * total)),
                kinds=frozenset({kind}),
            )
            for kind, total in expected.items()
        ]
        nodes += [*needs, Step(id=goal, name="", after=tuple(need.id for need in needs))]
    ordered, problems = arranged(nodes, deliveries)
    if problems:
        raise AssertionError(problems)
    return Network(
        start=date(2030, 1, 1),
        horizon_days=HORIZON_DAYS,
        nodes=ordered,
        deliveries=tuple(deliveries),
        milestones=(),
    )


def _delay(rng: np.random.Generator) -> Delay:
    p50, spread = float(rng.uniform(8, 60)), float(np.exp(1.2816 * rng.uniform(0.3, 0.7)))
    return Delay(
        name="a step", p10_days=p50 / spread, p50_days=p50, p90_days=p50 * spread, origin=_INVENTED
    )


def _shocks(rng: np.random.Generator) -> tuple[tuple[str, float], ...]:
    pair = rng.choice(DRIVERS, 2, replace=False)
    return tuple((f"driver {at}", float(rng.uniform(-0.2, 0.6))) for at in sorted(pair))


def _some(rng: np.random.Generator, names: list[str], least: int, most: int) -> tuple[str, ...]:
    count = min(len(names), int(rng.integers(least, most)))
    return tuple(sorted(str(name) for name in rng.choice(names, count, replace=False)))


def _questions(rng: np.random.Generator) -> Iterator[Step]:
    names = [f"q{at:02}" for at in range(QUESTIONS)]
    for at, name in enumerate(names):
        after = _some(rng, names[:at], 0, 3) if at else ()
        yield Step(id=name, name="", after=after, delay=_delay(rng), shocks=_shocks(rng))


def _milestones(rng: np.random.Generator) -> Iterator[Step]:
    again = set(rng.choice(MILESTONES, 10, replace=False).tolist())
    for at in range(MILESTONES):
        questions = [f"q{other:02}" for other in range(QUESTIONS)] if at < 25 else []
        earlier = [f"m{other:02}" for other in range(max(0, at - 12), at)]
        first = Step(
            id=f"m{at:02}:first" if at in again else f"m{at:02}",
            name="",
            after=_some(rng, questions + earlier, 1, 4),
            join=Join.ANY if rng.random() < 0.25 else Join.ALL,
            delay=_delay(rng),
            shocks=_shocks(rng),
        )
        yield first
        if at in again:
            odds = Odds(key=first.id, probability=float(rng.uniform(0.1, 0.4)), origin=_INVENTED)
            yield replace(
                first,
                id=f"m{at:02}",
                after=(first.id,),
                odds=odds,
                otherwise=Otherwise.AT_ONCE,
                delay=_delay(rng),
            )


def _contributor(number: int, rng: np.random.Generator) -> tuple[list[Step], float]:
    chance = float(rng.choice([0.1, 0.25, 0.5, 0.8, 0.95], p=[0.25, 0.25, 0.25, 0.15, 0.1]))
    asks = _some(rng, [f"q{at:02}" for at in range(QUESTIONS)], 1, 5)
    decides = Step(
        id=f"c{number:02}:decides", name="", after=asks, delay=_delay(rng), shocks=_shocks(rng)
    )
    comes = Step(
        id=f"c{number:02}",
        name="",
        after=(decides.id, f"m{int(rng.integers(5, 25)):02}"),
        delay=_delay(rng),
        odds=Odds(key=f"c{number:02}", probability=chance, origin=_INVENTED),
        shocks=_shocks(rng),
    )
    return [decides, comes], chance


class Arrays:
    """The network as arrays: for NumPy and JAX alike, both of them written the plain way."""

    def __init__(self, network: Network) -> None:
        self.network = network
        self.program, self.draws = program_of(network)
        numbers = self.draws.numbers.astype(float)
        self.loads = np.zeros((len(numbers), len(self.draws.drivers) + 1))
        for at, row in enumerate(numbers):
            self.loads[at, int(row[ONE])] += row[FIRST]
            self.loads[at, int(row[OTHER])] += row[SECOND]
        self.loads = self.loads[:, 1:]
        self.own, self.mu, self.sigma = numbers[:, OWN], numbers[:, MU], numbers[:, SIGMA]
        self.limit = numbers[:, LIMIT]

    def lasts(self, z: Any, xp: Any) -> list[Any]:
        """How long each node takes, from the normal numbers of all draws."""
        found = []
        for at in range(len(self.program.joins)):
            delay, odds = int(self.program.delay[at]), int(self.program.odds[at])
            days = xp.exp2(self.mu[delay] + self.sigma[delay] * z[delay]) if delay >= 0 else 0.0
            if odds >= 0:
                otherwise = NEVER if self.program.is_never[at] else 0.0
                days = xp.where(z[odds] < self.limit[odds], days, otherwise)
            found.append(days)
        return found

    def goals(self, own: Any, drivers: Any, xp: Any) -> list[Any]:
        """When the goals are reached; `own` has a row for each draw, `drivers` for each driver."""
        z = self.loads.astype(own.dtype) @ drivers + self.own[:, None].astype(own.dtype) * own
        lasts, days = self.lasts(z, xp), []
        for at, (first, last) in enumerate(self.program.spans):
            before = [int(other) for other in self.program.before[first:last]]
            if self.program.joins[at] >= REACH:
                days.append(self._reached(before, float(self.program.need[at]), days, xp))
                continue
            joined = days[before[0]] if before else xp.zeros(own.shape[1], own.dtype)
            for other in before[1:]:
                choose = xp.minimum if self.program.joins[at] else xp.maximum
                joined = choose(joined, days[other])
            days.append(joined + lasts[at])
        number = {node.id: at for at, node in enumerate(self.network.nodes)}
        return [days[number[goal]] for goal in GOALS]

    def _reached(self, rows: list[int], need: float, days: list[Any], xp: Any) -> Any:
        arrivals = xp.stack([days[int(self.program.step[row])] for row in rows])
        order = xp.argsort(arrivals, axis=0)
        arrivals = xp.take_along_axis(arrivals, order, axis=0)
        sizes = xp.asarray(self.program.size[rows], arrivals.dtype)
        enough = xp.cumsum(sizes[order], axis=0) >= need
        at = xp.argmax(enough, axis=0)[None]
        reached = xp.take_along_axis(arrivals, at, axis=0)[0]
        return xp.where(enough[-1], reached, NEVER)


def by_numpy(arrays: Arrays, count: int, seed: int, block: int = 4_096) -> np.ndarray:
    """Plain vectorised NumPy, float64, in blocks that stay in the cache."""
    rng = np.random.Generator(np.random.SFC64(seed))
    parts = []
    for _ in range(-(-count // block)):
        own = rng.standard_normal((len(arrays.own), block))
        drivers = rng.standard_normal((arrays.loads.shape[1], block))
        parts.append(np.stack(arrays.goals(own, drivers, np)))
    return np.concatenate(parts, axis=1)


def by_jax(arrays: Arrays) -> Callable[[int, int], np.ndarray]:
    """JAX on the processor, float32, compiled before it is measured."""
    import jax
    import jax.numpy as jnp

    block = 16_384

    @jax.jit
    def step(key: Any) -> Any:
        one, other = jax.random.split(key)
        own = jax.random.normal(one, (len(arrays.own), block), jnp.float32)
        drivers = jax.random.normal(other, (arrays.loads.shape[1], block), jnp.float32)
        return jnp.stack(arrays.goals(own, drivers, jnp))

    def run(count: int, seed: int) -> np.ndarray:
        keys = jax.random.split(jax.random.PRNGKey(seed), -(-count // block))
        return np.concatenate([np.asarray(step(key)) for key in keys], axis=1)

    run(block, 0)
    return run


def by_simpy(arrays: Arrays, count: int, seed: int) -> np.ndarray:
    """SimPy: a process for each node, one scenario at a time."""
    rng = np.random.default_rng(seed)
    found = np.empty((len(GOALS), count))
    for scenario in range(count):
        drivers = rng.standard_normal(arrays.loads.shape[1])
        z = arrays.loads @ drivers + arrays.own * rng.standard_normal(len(arrays.own))
        found[:, scenario] = _one_by_simpy(arrays, [float(day) for day in arrays.lasts(z, np)])
    return found


def _one_by_simpy(arrays: Arrays, lasts: list[float]) -> list[float]:
    import simpy

    environment = simpy.Environment()
    events = [environment.event() for _ in arrays.network.nodes]
    program, days = arrays.program, {}

    def step(at: int, before: list[int]) -> Any:
        if before:
            some = [events[other] for other in before]
            yield environment.any_of(some) if program.joins[at] else environment.all_of(some)
        if lasts[at] < NEVER:
            yield environment.timeout(lasts[at])
            days[at] = environment.now
            events[at].succeed()

    def reach(at: int, rows: list[int]) -> Any:
        present: set[int] = set()
        while sum(float(program.size[row]) for row in present) < program.need[at]:
            waiting = {row for row in rows if row not in present}
            if not waiting:
                return
            yield environment.any_of([events[int(program.step[row])] for row in waiting])
            present |= {row for row in waiting if events[int(program.step[row])].processed}
        days[at] = environment.now
        events[at].succeed()

    for at, (first, last) in enumerate(program.spans):
        before = [int(other) for other in program.before[first:last]]
        make = reach if program.joins[at] >= REACH else step
        environment.process(make(at, before))
    environment.run()
    number = {node.id: at for at, node in enumerate(arrays.network.nodes)}
    return [days.get(number[goal], NEVER) for goal in GOALS]


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
    """Nothing but the normal numbers that so many blocks need, on two threads."""
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
    yield _agreement(arrays[0])


def _rows(what: str, unit: str, values: list[float], *, worst: Callable[..., float] = min) -> Row:
    return Row(what=what, median=median(values), worst=worst(values), unit=unit, runs=len(values))


def _speed(all_arrays: list[Arrays]) -> Table:
    """Interleaved, engine after engine on each seed's network, so that all see the same machine."""
    rates: dict[str, list[float]] = {}
    for seed, arrays in enumerate(all_arrays):
        jax = by_jax(arrays)
        ours = partial(days_reached, arrays.network, GOALS)
        ours(Run(scenarios=LANES * 8, threads=THREADS))
        normals_alone(arrays, 8)
        works = {
            "SimPy": (400, partial(by_simpy, arrays, 400, seed)),
            "NumPy, float64": (32_768, partial(by_numpy, arrays, 32_768, seed)),
            "JAX, float32": (65_536, partial(jax, 65_536, seed)),
            "ours, 1 thread": (512_000, partial(ours, Run(scenarios=512_000, seed=seed))),
            "ours, 2 threads": (
                1_024_000,
                partial(ours, Run(scenarios=1_024_000, seed=seed, threads=THREADS)),
            ),
            "normals alone, 2 threads": (1_024_000, partial(normals_alone, arrays, 4_000)),
        }
        for name, (count, work) in works.items():
            best = min(seconds(work) for _ in range(1 if name == "SimPy" else 3))
            rates.setdefault(name, []).append(count / best)
    rows = [_rows(name, "scenarios/s", values) for name, values in rates.items()]
    for other, unit in (
        ("SimPy", "x SimPy"),
        ("NumPy, float64", "x NumPy"),
        ("JAX, float32", "x JAX"),
        ("normals alone, 2 threads", "of normals alone"),
    ):
        ratios = [a / b for a, b in zip(rates["ours, 2 threads"], rates[other], strict=True)]
        rows.append(_rows("ours, 2 threads", unit, ratios))
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
    rows = []
    for name, engine in engines.items():
        apart = [abs(z) for seed in range(SEEDS) for z in _apart(engine(seed), ours)]
        rows.append(_rows(f"{name} from ours", "standard errors", apart, worst=max))
    note = "Chance reached, and P10, P50 and P90 of those that reach it, of two goals, each seed."
    return Table(title="Agreement of the engines", rows=tuple(rows), note=note)


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
from benchmarks.planning import GOALS, invented
from contingent.plan.forecast import Run, days_reached
days_reached(invented(0), GOALS, Run(scenarios=250_000, threads=2))
print(time.perf_counter() - start)
"""


def _cold_start() -> Table:
    """A new process up to its first 250,000 scenarios, imports included, as the machine is."""
    cold, warm = [], []
    for _ in range(min(SEEDS, 3)):
        with tempfile.TemporaryDirectory() as folder:
            cold.append(_first_answer(folder))
            warm.append(_first_answer(folder))
    rows = (
        _rows("nothing compiled yet", "s", cold, worst=max),
        _rows("compiled code kept from before", "s", warm, worst=max),
    )
    return Table(title="First answer of a new process, 250,000 scenarios", rows=rows)


def _first_answer(folder: str) -> float:
    command = [sys.executable, "-c", _FIRST_ANSWER, folder]
    done = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    return float(done.stdout)
