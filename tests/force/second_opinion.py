"""CP-SAT on the rows of a model: the optima of all its aims in order, by another solver."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from ortools.sat.python import cp_model

from contingent.force.aims import Aim
from contingent.force.model import Model

LARGE = 10**12


def optima(model: Model, aims: Sequence[Aim]) -> list[float]:
    """What each aim can reach while the ones before it keep theirs, in its unit."""
    program = cp_model.CpModel()
    columns = [
        program.new_int_var(low, high, "") for low, high in zip(model.low, model.high, strict=True)
    ]
    for row in model.rows:
        low = -LARGE if row.low is None else row.low
        high = LARGE if row.high is None else row.high
        program.add_linear_constraint(total(columns, row.terms), low, high)
    found = []
    for aim in aims:
        program.minimize(total(columns, aim.terms))
        solver = cp_model.CpSolver()
        solver.parameters.num_workers = 1
        assert solver.solve(program) == cp_model.OPTIMAL
        value = round(solver.objective_value)
        found.append(value / aim.scale)
        program.add_linear_constraint(total(columns, aim.terms), -LARGE, value)
    return found


def total(columns: Sequence[Any], terms: Iterable[tuple[int, int]]) -> Any:
    """A sum of columns times whole numbers."""
    pairs = list(terms)
    return cp_model.LinearExpr.weighted_sum(
        [columns[column] for column, _ in pairs], [factor for _, factor in pairs]
    )
