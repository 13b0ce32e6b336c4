"""A model and one objective become the best answer found, with its proven bound.

HiGHS runs beside the calling thread, so that Ctrl-C reaches us and ends the search with what was
found.
"""

from __future__ import annotations

import math
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np

from contingent.force.aims import Aim
from contingent.force.model import Model

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "Answer",
    "Depth",
    "Loosening",
    "Matrix",
    "Watch",
    "cost_of",
    "matrix_of",
    "part_of",
    "relaxed_solver",
    "solve_linear",
    "solve_mixed",
]

_TICK = 0.05  # seconds between two looks at whether to stop
_INNER_SEARCHES = (
    "mip_heuristic_run_rens",
    "mip_heuristic_run_rins",
    "mip_heuristic_run_root_reduced_cost",
)
_GRACE = 15.0  # seconds that a solver has to notice that its time is over


@dataclass(slots=True)
class Watch:
    """Time that is left, and whether somebody stopped the search.

    The only clock of this room: it decides when to stop, never what is true.
    """

    seconds: float
    outer: Watch | None = None  # a stop of either stops the other
    _is_stopped: bool = False
    _began: float = field(default_factory=time.perf_counter)

    @property
    def stopped(self) -> bool:
        """True after a stop of this one or of what it is part of."""
        return self._is_stopped or (self.outer is not None and self.outer.stopped)

    @property
    def elapsed(self) -> float:
        """Seconds since it was started."""
        return time.perf_counter() - self._began

    @property
    def left(self) -> float:
        """Seconds that remain; none after a stop."""
        return 0.0 if self.stopped else max(0.0, self.seconds - self.elapsed)

    def end(self) -> None:
        """Leave no more time to this one; what it is part of goes on."""
        self.seconds = 0.0

    def stop(self) -> None:
        """End the search here and wherever it is part of."""
        self._is_stopped = True
        if self.outer is not None:
            self.outer.stop()


def part_of(whole: Watch | None, seconds: float) -> Watch:
    """A watch of so many seconds, and no more than the whole has left; it stops with the whole."""
    if whole is None:
        return Watch(seconds=seconds)
    return Watch(seconds=min(seconds, whole.left), outer=whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """How far branch and bound goes: for so many seconds, or up to a relative gap.

    `seed` decides the order in which it takes what is equally good.
    """

    seconds: float = math.inf
    gap: float = 0.0
    seed: int = 0


_TO_THE_END = Depth()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """Values by column and the objective that they reach; `bound` is proven, `value` found.

    `values` None: nothing was found. `infeasible` True: it is proven that nothing can be.
    """

    values: NDArray[np.float64] | None
    value: float
    bound: float
    proven: bool
    infeasible: bool = False


@dataclass(slots=True)
class Matrix:
    """A model as arrays: what solvers take; `cuts` says how many rows stages have added."""

    low: NDArray[np.float64]
    high: NDArray[np.float64]
    whole: NDArray[np.bool_]
    starts: NDArray[np.int32]  # where each row begins in `index` and `coefficient`
    index: NDArray[np.int32]
    coefficient: NDArray[np.float64]
    row_low: NDArray[np.float64]
    row_high: NDArray[np.float64]
    cuts: int = 0

    def with_cut(self, aim: Aim, most: float, *, least: float = -math.inf) -> Matrix:
        """The same with `least <= aim <= most` as a further row.

        `least` is what nobody can beat, where something is known: it rules nothing out, but the
        presolve of HiGHS 1.16 can strengthen a row with one side for ever, and leaves one with
        two sides alone.
        """
        cost = cost_of(aim, len(self.low))
        index = np.flatnonzero(cost).astype(np.int32)
        return Matrix(
            low=self.low,
            high=self.high,
            whole=self.whole,
            starts=np.append(self.starts, np.int32(len(self.index) + len(index))),
            index=np.concatenate([self.index, index]),
            coefficient=np.concatenate([self.coefficient, cost[index]]),
            row_low=np.append(self.row_low, least),
            row_high=np.append(self.row_high, most),
            cuts=self.cuts + 1,
        )


def matrix_of(model: Model) -> Matrix:
    """The arrays of a model; terms of one column in one row are added up."""
    index: list[int] = []
    coefficient: list[int] = []
    starts = [0]
    for row in model.rows:
        summed: dict[int, int] = {}
        for column, factor in row.terms:
            summed[column] = summed.get(column, 0) + factor
        index += summed
        coefficient += summed.values()
        starts.append(len(index))
    return Matrix(
        low=np.array(model.low, float),
        high=np.array(model.high, float),
        whole=np.array(model.whole, bool),
        starts=np.array(starts, np.int32),
        index=np.array(index, np.int32),
        coefficient=np.array(coefficient, float),
        row_low=np.array([-np.inf if row.low is None else row.low for row in model.rows], float),
        row_high=np.array([np.inf if row.high is None else row.high for row in model.rows], float),
    )


def cost_of(aim: Aim, columns: int) -> NDArray[np.float64]:
    """The coefficients of an aim, one per column."""
    cost = np.zeros(columns)
    for column, factor in aim.terms:
        cost[column] += factor
    return cost


def solve_linear(matrix: Matrix, aim: Aim, watch: Watch) -> Answer:
    """The relaxation in which parts may be split; its value is a bound on every package."""
    solver = _highs(matrix, aim, relaxed=True)
    solver.setOptionValue("time_limit", watch.left)
    return _run_highs(solver, watch, whole=False)


def solve_mixed(
    matrix: Matrix,
    aim: Aim,
    watch: Watch,
    *,
    start: Sequence[float] | NDArray[np.float64] | None = None,
    depth: Depth = _TO_THE_END,
) -> Answer:
    """Branch and bound by HiGHS from a start, as far as the watch and `depth` let it go."""
    found = _solved_mixed(matrix, aim, watch, start=start, depth=depth)
    if start is not None and found.values is not None:
        reached = float(cost_of(aim, len(found.values)) @ found.values)
        # Where presolve leaves nothing, HiGHS 1.16 reports the optimum and hands back the start.
        if abs(reached - found.value) > 0.01 + 1e-6 * abs(found.value):
            return _solved_mixed(matrix, aim, watch, start=None, depth=depth)
    return found


def _solved_mixed(
    matrix: Matrix,
    aim: Aim,
    watch: Watch,
    *,
    start: Sequence[float] | NDArray[np.float64] | None,
    depth: Depth,
) -> Answer:
    import highspy

    solver = _highs(matrix, aim, relaxed=False)
    solver.setOptionValue("random_seed", depth.seed)
    if matrix.cuts > 1:  # the presolve of a search within the search can take such rows for ever
        for name in _INNER_SEARCHES:
            solver.setOptionValue(name, False)
    solver.setOptionValue("mip_rel_gap", depth.gap)
    to_the_end = depth.gap == 0 and _is_integral(matrix, aim)
    solver.setOptionValue("mip_abs_gap", 0.5 if to_the_end else 1e-6)
    solver.setOptionValue("time_limit", min(watch.left, depth.seconds))
    if start is not None:
        solution = highspy.HighsSolution()
        solution.col_value = [float(value) for value in start]
        solver.setSolution(solution)
    return _run_highs(solver, watch, whole=True)


def _is_integral(matrix: Matrix, aim: Aim) -> bool:
    return all(matrix.whole[column] for column, _ in aim.terms)


def relaxed_solver(matrix: Matrix, aim: Aim | None = None) -> Any:
    """HiGHS with the relaxation of a matrix, for those who change it between two runs."""
    return _highs(matrix, aim or Aim(name="", terms=[], scale=1, unit=""), relaxed=True)


class Loosening:
    """The relaxation of a matrix whose rows can be let go and taken back between two solves.

    Each solve starts from where the last one ended, which takes a fraction of a new one.
    """

    def __init__(self, matrix: Matrix) -> None:
        self._matrix = matrix
        self._solver = relaxed_solver(matrix)
        self._kept = np.ones(len(matrix.row_low), bool)

    def is_possible(self, kept: NDArray[np.bool_], watch: Watch) -> bool | None:
        """True if the kept rows can all hold with parts split; None if time did not tell."""
        changed = np.flatnonzero(kept != self._kept).astype(np.int32)
        low = np.where(kept[changed], self._matrix.row_low[changed], -np.inf)
        high = np.where(kept[changed], self._matrix.row_high[changed], np.inf)
        self._solver.changeRowsBounds(len(changed), changed, low, high)
        self._kept = kept
        self._solver.setOptionValue("time_limit", self._solver.getRunTime() + watch.left)
        found = _run_highs(self._solver, watch, whole=False)
        return False if found.infeasible else None if found.values is None else True


def _highs(matrix: Matrix, aim: Aim, *, relaxed: bool) -> Any:
    import highspy

    linear = highspy.HighsLp()
    linear.num_col_, linear.num_row_ = len(matrix.low), len(matrix.row_low)
    linear.col_cost_ = cost_of(aim, len(matrix.low))
    linear.col_lower_, linear.col_upper_ = matrix.low, matrix.high
    linear.row_lower_, linear.row_upper_ = matrix.row_low, matrix.row_high
    linear.a_matrix_.format_ = highspy.MatrixFormat.kRowwise
    linear.a_matrix_.start_ = matrix.starts
    linear.a_matrix_.index_ = matrix.index
    linear.a_matrix_.value_ = matrix.coefficient
    if not relaxed:
        kinds = (highspy.HighsVarType.kContinuous, highspy.HighsVarType.kInteger)
        linear.integrality_ = [kinds[int(whole)] for whole in matrix.whole]
    solver = _silent_highs()()
    solver.setOptionValue("parallel", "off")
    solver.setOptionValue("random_seed", 0)
    solver.passModel(linear)
    return solver


@cache
def _silent_highs() -> Any:
    """HiGHS without the banner that it prints where its callbacks are enabled."""
    import highspy

    class SilentHighs(highspy.Highs):
        def enableCallbacks(self) -> None:  # noqa: N802 - the name is theirs
            self.silent()
            super().enableCallbacks()  # type: ignore[no-untyped-call]  # it ships no types

    return SilentHighs


def _run_highs(solver: Any, watch: Watch, *, whole: bool) -> Answer:
    import highspy

    solver.HandleUserInterrupt = True
    if not _beside(solver.run, solver.cancelSolve, watch):
        return Answer(values=None, value=math.inf, bound=-math.inf, proven=False)
    status, found = solver.getModelStatus(), solver.getInfo()
    if status == highspy.HighsModelStatus.kInfeasible:
        return Answer(values=None, value=math.inf, bound=math.inf, proven=True, infeasible=True)
    optimal = status == highspy.HighsModelStatus.kOptimal
    if found.primal_solution_status != 2 or (not whole and not optimal):
        bound = found.mip_dual_bound if whole else -math.inf
        return Answer(values=None, value=math.inf, bound=bound, proven=False)
    value = found.objective_function_value
    return Answer(
        values=np.array(solver.getSolution().col_value),
        value=value,
        bound=min(value, found.mip_dual_bound) if whole else value,
        proven=optimal,
    )


def _beside(work: Callable[[], Any], cancel: Callable[[], Any], watch: Watch) -> bool:
    """Run a solver in a thread of its own: True once it is done.

    Ctrl-C cancels it and marks the watch as stopped. A solver that does not come back in a while
    after its time is left to itself, and may then not be asked: False.
    """
    thread = threading.Thread(target=work, daemon=True)
    thread.start()
    over: float | None = None
    while thread.is_alive():
        try:
            thread.join(_TICK)
            if watch.left <= 0:
                cancel()
                over = time.perf_counter() if over is None else over
                if time.perf_counter() - over > _GRACE:
                    return False
        except KeyboardInterrupt:
            watch.stop()
            cancel()
    return True
