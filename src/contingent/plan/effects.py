"""What drives a date: the share of its spread that each question and each party accounts for.

Shapley effects (Owen 2014; Song, Nelson and Staum 2016): of the variance of the date, capped at
the horizon, the part that knowing an input takes away, averaged over every order in which inputs
could become known. Unlike Sobol indices they allow inputs that move together, as ours do through
their drivers, and they add up to the whole.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contingent.plan.blocks import run_one
from contingent.plan.forecast import Run
from contingent.plan.lanes import LANES, Keyed, keyed, workspace
from contingent.plan.network import Network
from contingent.plan.program import (
    FIRST,
    NO_DRAW,
    ONE,
    OTHER,
    OWN,
    SECOND,
    Draws,
    Program,
    program_of,
)

__all__ = ["Effect", "effects_on"]

_PERMUTATIONS = 12  # and their reverses
_OTHER_DRAWS = "again"  # a second, independent set of draws is that of another name
Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The share of the date's variance that an input accounts for, and its standard error.

    `input` is `question:TOPIC`, `party:CODE` or a node of the mission, such as `phase:ID`.
    """

    input: str
    share: float
    error: float


def effects_on(network: Network, milestone: str, run: Run) -> tuple[Effect, ...]:
    """The effects of all inputs on a milestone's date, largest first; they add up to 1.

    Empty if the date does not vary. Raises KeyError if there is no such milestone.
    """
    goal = {each.id: each.node for each in network.milestones}[milestone]
    program, draws = program_of(network)
    groups = _groups(network, program, goal)
    names = sorted(groups)
    frozen = _Frozen(network, program, draws, goal, run)
    if not names or frozen.variance <= 0:
        return ()
    rng = np.random.default_rng(run.seed)
    shares = np.zeros((_PERMUTATIONS, len(names)))
    for number in range(_PERMUTATIONS):
        order = rng.permutation(len(names)).tolist()
        for way in (order, order[::-1]):  # who is early in one is late in the other
            shares[number] += _along(way, [groups[name] for name in names], frozen) / 2
        run.after_each()
    errors = shares.std(axis=0, ddof=1) / np.sqrt(_PERMUTATIONS)
    found = [
        Effect(input=name, share=float(share), error=float(error))
        for name, share, error in zip(names, shares.mean(axis=0), errors, strict=True)
    ]
    return tuple(sorted(found, key=lambda each: (-each.share, each.input)))


def _along(
    order: Sequence[int], groups: Sequence[Sequence[int]], frozen: _Frozen
) -> NDArray[np.float64]:
    """What each input explains beyond those before it in an order."""
    gains, before = np.zeros(len(groups)), 0.0
    known: list[int] = []
    for place, at in enumerate(order, start=1):
        known += groups[at]
        explained = 1.0 if place == len(order) else frozen.explained(known)
        gains[at], before = explained - before, explained
    return gains


def _groups(network: Network, program: Program, goal: str) -> dict[str, list[int]]:
    """The draws that bear on the goal, by whose they are."""
    parties = {each.key or each.step: each.contributor for each in network.deliveries}
    relevant = {node.id for node in network.upstream([goal]).nodes}
    groups: dict[str, set[int]] = {}
    for at, node in enumerate(network.nodes):
        for draw in (program.delay[at], program.odds[at]):
            if node.id in relevant and draw != NO_DRAW:
                groups.setdefault(_owner(node.id, parties), set()).add(int(draw))
    for delivery, draw in zip(network.deliveries, program.spread, strict=True):
        if delivery.step in relevant and draw != NO_DRAW:
            groups.setdefault(f"party:{delivery.contributor}", set()).add(int(draw))
    return {owner: sorted(found) for owner, found in groups.items()}


def _owner(id: str, parties: Mapping[str, str]) -> str:
    kind, _, rest = id.removeprefix("not-").partition(":")
    if kind in ("question", "answer"):
        return f"question:{rest.split(':')[0]}"
    return f"party:{parties[kind]}" if kind in parties else id


class _Frozen:
    """Scenarios of which some inputs are kept and the others drawn again, given those kept."""

    def __init__(
        self, network: Network, program: Program, draws: Draws, goal: str, run: Run
    ) -> None:
        count = len(draws.drivers)
        self.program, self.draws, self.drivers = program, draws, count
        self.goal = next(at for at, node in enumerate(network.nodes) if node.id == goal)
        self.first = keyed(draws, run.seed)
        again = draws._replace(names=tuple(f"{name} {_OTHER_DRAWS}" for name in draws.names))
        self.second = keyed(again, run.seed)
        self.room = workspace(program, 2 * count)
        self.blocks = run.blocks
        rng = np.random.default_rng(run.seed)
        self.noise = rng.standard_normal((run.blocks, count, LANES), dtype=np.float32)
        self.latents = np.empty((run.blocks, len(draws.names), LANES), np.float32)
        self.shared = np.empty((run.blocks, 2 * count + 1, LANES), np.float32)
        self.days = np.concatenate([self._first_run(block) for block in range(run.blocks)])
        self.variance = float(self.days.var())

    def _first_run(self, block: int) -> Floats:
        run_one(self.program, self.first, block, room=self.room, latents=self.latents[block])
        self.shared[block] = self.room.drivers
        return self._found()

    def _found(self) -> Floats:
        days: Floats = np.minimum(self.room.days[self.goal], self.program.horizon)
        return days.copy()

    def explained(self, known: Sequence[int]) -> float:
        """The share of the variance that goes once these draws are known."""
        rows = np.array(sorted(set(known)))
        mean, spread = self._drivers_given(rows)
        mixed = self._mixed(rows)
        days = []
        for block in range(self.blocks):
            self.room.drivers[:] = self.shared[block]
            fresh = mean @ self.latents[block][rows] + spread @ self.noise[block]
            self.room.drivers[self.drivers + 1 :] = fresh
            run_one(self.program, mixed, block, room=self.room, has_drivers=True)
            days.append(self._found())
        return float(np.cov(self.days, np.concatenate(days))[0, 1]) / self.variance

    def _drivers_given(self, rows: NDArray[np.int64]) -> tuple[Floats, Floats]:
        """The drivers' conditional mean, per known draw, and the root of their covariance."""
        numbers = self.draws.numbers[rows]
        loads = np.zeros((len(rows), self.drivers + 1))
        for driver, load in ((ONE, FIRST), (OTHER, SECOND)):
            loads[np.arange(len(rows)), numbers[:, driver].astype(int)] += numbers[:, load]
        loads = loads[:, 1:]
        weighted = loads.T / np.maximum(numbers[:, OWN] ** 2, 1e-6)
        covariance = np.linalg.inv(np.eye(self.drivers) + weighted @ loads)
        root = np.linalg.cholesky(covariance)
        return (covariance @ weighted).astype(np.float32), root.astype(np.float32)

    def _mixed(self, rows: NDArray[np.int64]) -> Keyed:
        """Known draws with their own numbers; all others with fresh ones and fresh drivers."""
        keys, numbers = self.second.keys.copy(), self.second.numbers.copy()
        for column in (ONE, OTHER):
            is_driven = numbers[:, column] > 0
            numbers[is_driven, column] += self.drivers
        keys[rows], numbers[rows] = self.first.keys[rows], self.first.numbers[rows]
        return self.first._replace(keys=keys, numbers=numbers)
