"""A large model becomes a good answer: a relaxation to start from, then parts solved anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from contingent.force.aims import Aim
from contingent.force.model import Model
from contingent.force.solving import (
    Answer,
    Matrix,
    Watch,
    cost_of,
    solve_linear,
    solve_mixed,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["search_neighbourhoods"]

_FREED = 0.2  # share of the offers that one neighbourhood decides anew
_SECONDS = 2.5  # for one neighbourhood
_GAP = 0.002  # at which a neighbourhood counts as solved


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

    First only what the relaxation or the start uses is left to choose. Then, in turn, the offers
    of some contributors, of one kind, or of chance are taken up again while the rest stands.
    """
    relaxed = solve_linear(matrix, aim, watch)
    bound = relaxed.bound
    cost = cost_of(aim, len(start))
    best, value = start, float(cost @ start)
    search = _Neighbourhoods(model, len(start), np.random.default_rng(seed))
    if relaxed.values is not None:
        free = search.used_by(relaxed.values, start)
        best, value = _step(matrix, aim, watch, free, best, value, seconds=watch.left / 4)
    while watch.left > 0 and round(value) > np.ceil(bound - 1e-6):
        best, value = _step(matrix, aim, watch, search.next(), best, value, seconds=_SECONDS)
    proven = round(value) <= np.ceil(bound - 1e-6)
    return Answer(values=best, value=value, bound=bound, proven=proven)


def _step(
    matrix: Matrix,
    aim: Aim,
    watch: Watch,
    free: NDArray[np.bool_],
    best: NDArray[np.float64],
    value: float,
    *,
    seconds: float,
) -> tuple[NDArray[np.float64], float]:
    """The best answer in which only the free columns differ from the present one."""
    low, high = matrix.low.copy(), matrix.high.copy()
    low[~free] = high[~free] = np.round(best[~free])
    part = replace(matrix, low=low, high=high)
    found = solve_mixed(part, aim, watch, start=best, seconds=seconds, gap=_GAP)
    if found.values is not None and found.value < value - 1e-6:
        return found.values, found.value
    return best, value


class _Neighbourhoods:
    """Which columns may change next; what is not a placement always may."""

    def __init__(self, model: Model, columns: int, rng: np.random.Generator) -> None:
        placed = model.columns.placed
        self._rng = rng
        self._columns = np.array([item.column for item in placed])
        self._offers = np.unique([item.offer.id for item in placed], return_inverse=True)[1]
        self._parties = np.unique([item.offer.party for item in placed], return_inverse=True)[1]
        self._kinds = np.unique([item.offer.kind for item in placed], return_inverse=True)[1]
        self._others = np.ones(columns, bool)
        self._others[self._columns] = False
        self._turn = 0

    def used_by(self, *answers: NDArray[np.float64]) -> NDArray[np.bool_]:
        """The placements that one of some answers uses."""
        return self._free(np.any([answer[self._columns] > 1e-6 for answer in answers], axis=0))

    def next(self) -> NDArray[np.bool_]:
        """Chance, then contributors, then a kind, in turn."""
        self._turn += 1
        if self._turn % 3 == 1:
            return self._free(self._some_of(self._offers, _FREED))
        if self._turn % 3 == 2:
            return self._free(self._some_of(self._parties, _FREED))
        kind = self._rng.choice(self._kinds)
        return self._free((self._kinds == kind) | self._some_of(self._offers, _FREED / 2))

    def _some_of(self, groups: NDArray[np.intp], share: float) -> NDArray[np.bool_]:
        chosen: NDArray[np.bool_] = (self._rng.random(groups.max() + 1) < share)[groups]
        return chosen

    def _free(self, placements: NDArray[np.bool_]) -> NDArray[np.bool_]:
        free = self._others.copy()
        free[self._columns] = placements
        return free
