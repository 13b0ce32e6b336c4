"""A large model becomes a good answer: a relaxation is settled step by step, then parts anew."""

from __future__ import annotations

import math
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from contingent.force.aims import Aim
from contingent.force.model import Model
from contingent.force.solving import (
    Answer,
    Depth,
    Matrix,
    Watch,
    cost_of,
    relaxed_solver,
    solve_linear,
    solve_mixed,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["search_neighbourhoods", "settled_start", "with_fewer"]

_ROUNDS = 10  # in which the relaxation is settled; what is left then, branch and bound decides
_NEAR = 0.1  # an amount so near to the next whole one is taken for it
_AND_MORE = 0.05  # share of what is still split that a round settles besides
_FREED = 0.15  # share of the offers, or contributors, that one neighbourhood decides anew
_SECONDS = 2.5  # for one neighbourhood
_GAP = 0.002  # at which a neighbourhood counts as solved
_START_GAP = 0.005


def search_neighbourhoods(
    model: Model,
    matrix: Matrix,
    aim: Aim,
    watch: Watch,
    start: NDArray[np.float64],
    *,
    seed: int,
) -> Answer:
    """The best answer found in the time of the watch; its bound is that of the relaxation.

    Where the aim asks who is placed, and not what is covered, whoever is not needed leaves first.
    The next answer follows the relaxation. Then, in turn, what the relaxation would have
    otherwise, offers by chance, and contributors by chance are decided anew while the rest stands.
    """
    best, value = with_fewer(model, matrix, aim, watch, start)
    relaxed = solve_linear(matrix, aim, watch)
    if relaxed.values is None:
        return Answer(values=best, value=value, bound=relaxed.bound, proven=False)
    for first in (_rounded_down, settled_start):
        found = first(model, matrix, aim, watch, relaxed.values)
        if found.values is not None and found.value < value:
            best, value = found.values, found.value
    search = _Neighbourhoods(model, relaxed.values, np.random.default_rng(seed))
    while watch.left > 0 and not _reaches(value, relaxed.bound):
        best, value = _decided_anew(matrix, aim, watch, search.next(best), (best, value))
    return Answer(
        values=best, value=value, bound=relaxed.bound, proven=_reaches(value, relaxed.bound)
    )


def with_fewer(
    model: Model, matrix: Matrix, aim: Aim, watch: Watch, start: NDArray[np.float64]
) -> tuple[NDArray[np.float64], float]:
    """The start, or better and its value where those who are placed may only leave."""
    cost = cost_of(aim, len(start))
    placed = [item.column for item in model.columns.placed]
    present = start, float(cost @ start)
    if not cost[placed].any():
        return present
    high = matrix.high.copy()
    high[placed] = np.round(start[placed])
    found = solve_mixed(
        replace(matrix, high=high),
        aim,
        watch,
        start=start,
        depth=Depth(seconds=_SECONDS, gap=_START_GAP),
    )
    if found.values is not None and found.value < present[1]:
        return found.values, found.value
    return present


def _reaches(value: float, bound: float) -> bool:
    """True if no whole number lies between a value and what bounds it from below."""
    return round(value) <= math.ceil(bound - 1e-6)


def _rounded_down(
    model: Model, matrix: Matrix, aim: Aim, watch: Watch, relaxed: NDArray[np.float64]
) -> Answer:
    """The whole parts of the relaxation: poor, and there at once where it breaks no ratio."""
    placed = [item.column for item in model.columns.placed]
    low, high = matrix.low.copy(), matrix.high.copy()
    low[placed] = high[placed] = np.floor(relaxed[placed] + 1e-6)
    return solve_mixed(replace(matrix, low=low, high=high), aim, watch, depth=Depth(gap=_START_GAP))


def settled_start(
    model: Model, matrix: Matrix, aim: Aim, watch: Watch, relaxed: NDArray[np.float64]
) -> Answer:
    """An answer that follows the relaxation: round by round what is nearly whole is made whole.

    A round that leaves nothing possible is taken back and ends the rounds; branch and bound
    decides what is still open, in a third of the time.
    """
    import highspy

    solver = relaxed_solver(matrix, aim)
    placed = np.array([item.column for item in model.columns.placed])
    low, high = matrix.low.copy(), matrix.high.copy()
    seconds, values = watch.left / 3, relaxed
    for _ in range(_ROUNDS):
        fixed = _nearly_whole(values, placed[low[placed] < high[placed]])
        if not len(fixed):
            break
        low[fixed] = high[fixed] = np.ceil(values[fixed] - 1e-6)
        solver.changeColsBounds(len(fixed), fixed.astype(np.int32), low[fixed], high[fixed])
        solver.setOptionValue("time_limit", max(watch.left, 0.01))
        solver.run()
        if solver.getModelStatus() != highspy.HighsModelStatus.kOptimal:
            low[fixed], high[fixed] = matrix.low[fixed], matrix.high[fixed]
            break
        values = np.array(solver.getSolution().col_value)
    part = replace(matrix, low=low, high=high)
    return solve_mixed(part, aim, watch, depth=Depth(seconds=seconds, gap=_START_GAP))


def _nearly_whole(values: NDArray[np.float64], free: NDArray[np.intp]) -> NDArray[np.intp]:
    """The free columns in use that are nearest to the next whole number above."""
    used = free[values[free] > 1e-6]
    lacking = np.ceil(values[used] - 1e-6) - values[used]
    split = int((lacking > 1e-6).sum())
    if not split:
        return used[:0]
    count = int((lacking < _NEAR).sum()) + max(3, int(_AND_MORE * split))
    nearest: NDArray[np.intp] = used[np.argsort(lacking, kind="stable")[:count]]
    return nearest


def _decided_anew(
    matrix: Matrix,
    aim: Aim,
    watch: Watch,
    free: NDArray[np.bool_],
    present: tuple[NDArray[np.float64], float],
) -> tuple[NDArray[np.float64], float]:
    """The best answer and its value, where only free columns may differ from the present one."""
    best, value = present
    low, high = matrix.low.copy(), matrix.high.copy()
    low[~free] = high[~free] = np.round(best[~free])
    part = replace(matrix, low=low, high=high)
    found = solve_mixed(part, aim, watch, start=best, depth=Depth(seconds=_SECONDS, gap=_GAP))
    if found.values is not None and found.value < value - 1e-6:
        return found.values, found.value
    return present


class _Neighbourhoods:
    """Which columns may change next; what is not a placement always may."""

    def __init__(
        self, model: Model, relaxed: NDArray[np.float64], rng: np.random.Generator
    ) -> None:
        placed = model.columns.placed
        self._rng = rng
        self._relaxed = relaxed
        self._columns = np.array([item.column for item in placed])
        self._offers = np.unique([item.offer.id for item in placed], return_inverse=True)[1]
        self._parties = np.unique([item.offer.party for item in placed], return_inverse=True)[1]
        self._others = np.ones(len(relaxed), bool)
        self._others[self._columns] = False
        self._turn = 0

    def next(self, best: NDArray[np.float64]) -> NDArray[np.bool_]:
        """Half of what the relaxation would have otherwise, then chance, then contributors."""
        self._turn += 1
        if self._turn % 3 == 1:
            wanted = self._relaxed[self._columns]
            differs = np.abs(wanted - best[self._columns]) > 1e-6
            disputed = np.bincount(self._offers, weights=differs) > 0
            return self._free(disputed[self._offers] & self._some_of(self._offers, 0.5))
        groups = self._offers if self._turn % 3 == 2 else self._parties
        return self._free(self._some_of(groups, _FREED))

    def _some_of(self, groups: NDArray[np.intp], share: float) -> NDArray[np.bool_]:
        chosen: NDArray[np.bool_] = (self._rng.random(groups.max() + 1) < share)[groups]
        return chosen

    def _free(self, placements: NDArray[np.bool_]) -> NDArray[np.bool_]:
        free = self._others.copy()
        free[self._columns] = placements
        return free
