"""The engines that a forecast could be computed with instead: NumPy, JAX, SimPy, the plain way."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from benchmarks.planning_instances import GOALS
from contingent.plan.network import Network
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

NEVER = 1e9


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
