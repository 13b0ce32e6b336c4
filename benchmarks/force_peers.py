"""Stock solvers on the same rows and aims, stage by stage: CP-SAT, HiGHS and CBC as they come."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from contingent.force.aims import Aim
from contingent.force.model import Model

__all__ = ["PEERS", "Reached", "staged"]

THREADS = 2
_LARGE = 10**12
Values = np.ndarray[Any, np.dtype[np.float64]]
Cuts = list[tuple[Aim, float]]
Reached = tuple[float, bool]  # value of a stage, and whether it was proven


def staged(
    peer: str,
    model: Model,
    aims: Iterable[Aim],
    seconds: float,
    tell: Callable[[Reached], None] = lambda reached: None,
) -> tuple[Values | None, list[Reached]]:
    """The last answer of a stock solver and what each stage reached; it ends where one found none.

    The empty force is the first start; what a stage leaves of its time goes to the next ones.
    `tell` hears of each stage as soon as it is reached.
    """
    aims = list(aims)
    solve, began = PEERS[peer], time.perf_counter()
    values: Values = np.array(model.start, float)
    found = False
    cuts: Cuts = []
    reached: list[Reached] = []
    for at, aim in enumerate(aims):
        left = seconds - (time.perf_counter() - began)
        share = (0.4, 0.8, 0.5, 1.0)[at] if len(aims) == 4 else 1.0
        answer, proven = solve(model, aim, cuts, values, max(0.5, share * left))
        if answer is None:
            break
        values, found = answer, True
        value = sum(factor * values[column] for column, factor in aim.terms)
        reached.append((round(value) / aim.scale, proven))
        tell(reached[-1])
        cuts.append((aim, round(value)))
    return (values if found else None), reached


def _cp_sat(
    model: Model, aim: Aim, cuts: Cuts, start: Values, seconds: float
) -> tuple[Values | None, bool]:
    from ortools.sat.python import cp_model

    program = cp_model.CpModel()
    columns = [
        program.new_int_var(low, high, "") for low, high in zip(model.low, model.high, strict=True)
    ]

    def total(terms: Iterable[tuple[int, int]]) -> Any:
        pairs = list(terms)
        return cp_model.LinearExpr.weighted_sum(
            [columns[column] for column, _ in pairs], [factor for _, factor in pairs]
        )

    for row in model.rows:
        low = -_LARGE if row.low is None else row.low
        high = _LARGE if row.high is None else row.high
        program.add_linear_constraint(total(row.terms), low, high)
    for earlier, most in cuts:
        program.add_linear_constraint(total(earlier.terms), -_LARGE, int(most))
    for column, value in zip(columns, start, strict=True):
        program.add_hint(column, round(float(value)))
    program.minimize(total(aim.terms))
    solver = cp_model.CpSolver()
    solver.parameters.num_workers = THREADS
    solver.parameters.max_time_in_seconds = seconds
    status = solver.solve(program)
    if status not in (cp_model.OPTIMAL, cp_model.FEASIBLE):
        return None, False
    answer = np.array([solver.value(column) for column in columns], float)
    return answer, status == cp_model.OPTIMAL


def _highs(
    model: Model, aim: Aim, cuts: Cuts, start: Values, seconds: float
) -> tuple[Values | None, bool]:
    import highspy

    solver = highspy.Highs()
    solver.silent()
    count = len(model.low)
    for low, high in zip(model.low, model.high, strict=True):
        solver.addVar(low, high)
    whole = np.flatnonzero(model.whole).astype(np.int32)
    kinds = np.array([highspy.HighsVarType.kInteger] * len(whole))
    solver.changeColsIntegrality(len(whole), whole, kinds)
    for row in model.rows:
        low = -highspy.kHighsInf if row.low is None else row.low
        high = highspy.kHighsInf if row.high is None else row.high
        _add_row(solver, row.terms, low, high)
    for earlier, most in cuts:
        _add_row(solver, earlier.terms, -highspy.kHighsInf, most)
    cost = np.zeros(count)
    for column, factor in aim.terms:
        cost[column] += factor
    solver.changeColsCost(count, np.arange(count, dtype=np.int32), cost)
    solver.setOptionValue("threads", THREADS)
    solver.setOptionValue("mip_rel_gap", 0.0)
    solver.setOptionValue("time_limit", seconds)
    solution = highspy.HighsSolution()
    solution.col_value = [float(value) for value in start]
    solver.setSolution(solution)
    highspy.Highs.resetGlobalScheduler(True)  # ours has started one with another number
    solver.run()
    highspy.Highs.resetGlobalScheduler(True)
    if solver.getInfo().primal_solution_status != 2:
        return None, False
    proven = solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
    return np.array(solver.getSolution().col_value), proven


def _add_row(solver: Any, terms: Iterable[tuple[int, int]], low: float, high: float) -> None:
    summed: dict[int, int] = {}
    for column, factor in terms:
        summed[column] = summed.get(column, 0) + factor
    index = np.array(list(summed), dtype=np.int32)
    solver.addRow(low, high, len(index), index, np.array(list(summed.values()), float))


def _cbc(
    model: Model, aim: Aim, cuts: Cuts, start: Values, seconds: float
) -> tuple[Values | None, bool]:
    import pulp

    problem = pulp.LpProblem("force", pulp.LpMinimize)
    columns = [
        pulp.LpVariable(f"v{at}", low, high, "Integer" if whole else "Continuous")
        for at, (low, high, whole) in enumerate(
            zip(model.low, model.high, model.whole, strict=True)
        )
    ]

    def total(terms: Iterable[tuple[int, int]]) -> Any:
        return pulp.lpSum(factor * columns[column] for column, factor in terms)

    problem += total(aim.terms)
    for row in model.rows:
        if row.terms and row.low is not None:
            problem += total(row.terms) >= row.low
        if row.terms and row.high is not None:
            problem += total(row.terms) <= row.high
    for earlier, most in cuts:
        problem += total(earlier.terms) <= most
    for column, value in zip(columns, start, strict=True):
        column.setInitialValue(round(float(value), 6))
    problem.solve(
        pulp.PULP_CBC_CMD(
            msg=0, timeLimit=seconds, threads=THREADS, warmStart=True, keepFiles=False
        )
    )
    if problem.sol_status not in (1, 2):
        return None, False
    values = [column.value() or 0.0 for column in columns]
    return np.array(values), problem.sol_status == 1


PEERS: dict[str, Callable[..., tuple[Values | None, bool]]] = {
    "CP-SAT": _cp_sat,
    "HiGHS": _highs,
    "CBC": _cbc,
}
"""What stands beside us, each with two threads, its own defaults and the same starts."""
