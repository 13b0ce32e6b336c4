"""A linear programme becomes its best values, a proven bound and its prices.

HiGHS solves it, through scipy: highspy itself writes a greeting to standard output, where a
command's JSON document goes.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.optimize import Bounds, LinearConstraint, linprog, milp

__all__ = ["Linear", "Rows", "Solved", "rows_of", "solve"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """Constraints: `low <= matrix @ values <= high`."""

    matrix: sparse.csr_matrix
    low: NDArray[np.float64]
    high: NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Linear:
    """Maximise `gain @ values` within bounds and rows; `whole` values are integers."""

    gain: NDArray[np.float64]
    low: NDArray[np.float64]
    high: NDArray[np.float64]
    rows: tuple[Rows, ...]
    whole: NDArray[np.bool_] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Solved:
    """The best values found, what they gain, what no values can exceed, and each row's price."""

    values: NDArray[np.float64]
    gain: float
    bound: float
    prices: NDArray[np.float64]


def rows_of(blocks: Sequence[Any], low: Any, high: Any) -> Rows:
    """Rows from blocks side by side; a number stands for that many empty columns.

    `low` and `high` are one number for all rows or one for each.
    """
    height = next(block.shape[0] for block in blocks if not isinstance(block, int))
    wide = [
        sparse.csr_matrix((height, block)) if isinstance(block, int) else block for block in blocks
    ]
    return Rows(
        matrix=sparse.hstack(wide, format="csr"),
        low=np.broadcast_to(np.asarray(low, dtype=float), (height,)),
        high=np.broadcast_to(np.asarray(high, dtype=float), (height,)),
    )


def solve(linear: Linear, *, seconds: float = 60.0, gap: float = 0.0) -> Solved | None:
    """The best values to a relative gap, or the best found in time; None if there are none."""
    if linear.whole is None:
        return _solve_relaxed(linear, seconds)
    limits = [LinearConstraint(rows.matrix, rows.low, rows.high) for rows in linear.rows]
    found = milp(
        -linear.gain,
        integrality=linear.whole.astype(int),
        bounds=Bounds(linear.low, linear.high),
        constraints=limits,
        options={"time_limit": seconds, "mip_rel_gap": gap},
    )
    if found.x is None:
        return None
    return Solved(values=found.x, gain=-found.fun, bound=-found.mip_dual_bound, prices=np.empty(0))


def _solve_relaxed(linear: Linear, seconds: float) -> Solved | None:
    """The same without whole numbers; rows with two different sides become two rows for HiGHS."""
    matrix = sparse.vstack([rows.matrix for rows in linear.rows], format="csr")
    low = np.concatenate([rows.low for rows in linear.rows])
    high = np.concatenate([rows.high for rows in linear.rows])
    equal, above, below = low == high, np.isfinite(low) & (low < high), np.isfinite(high)
    below &= ~equal
    found = linprog(
        -linear.gain,
        A_eq=matrix[equal] if equal.any() else None,
        b_eq=low[equal] if equal.any() else None,
        A_ub=sparse.vstack([matrix[below], -matrix[above]], format="csr"),
        b_ub=np.r_[high[below], -low[above]],
        bounds=np.c_[linear.low, linear.high],
        method="highs",
        options={"time_limit": seconds},
    )
    if found.x is None:
        return None
    prices = np.zeros(len(low))
    marginals = -found.ineqlin.marginals
    prices[below] += marginals[: below.sum()]
    prices[above] -= marginals[below.sum() :]
    if equal.any():
        prices[equal] = -found.eqlin.marginals
    return Solved(values=found.x, gain=-found.fun, bound=-found.fun, prices=prices)
