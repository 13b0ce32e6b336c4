"""A model and its aims in order become one answer: each stage starts from the last one's answer."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

import numpy as np

from contingent.force.aims import Aim
from contingent.force.model import Model
from contingent.force.neighbourhood import search_neighbourhoods, settled_start
from contingent.force.racing import race
from contingent.force.solving import (
    Answer,
    Matrix,
    Watch,
    cost_of,
    matrix_of,
    part_of,
    solve_linear,
    solve_mixed,
)

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["EXACT_LIMIT", "Stage", "StageStatus", "run_stages"]

EXACT_LIMIT = 1_500
"""Up to so many placements branch and bound has the whole model; above, neighbourhoods of it."""

_SMALL = 300  # placements up to which branch and bound needs no better start
_SHARES = (0.4, 0.8, 0.5, 1.0)  # of the time that is left; the last stage has all of it


class StageStatus(StrEnum):
    """How far a stage came: `best_found` says that nothing better is known, not that none is."""

    PROVEN = "proven"
    BEST_FOUND = "best_found"
    STOPPED = "stopped"


@dataclass(frozen=True, slots=True, kw_only=True)
class Stage:
    """One aim: what was reached and what nobody can beat, in the aim's unit."""

    objective: str
    value: float
    bound: float
    unit: str
    status: StageStatus
    seconds: float


def run_stages(
    model: Model, aims: Sequence[Aim], watch: Watch, *, seed: int
) -> tuple[NDArray[np.float64], tuple[Stage, ...]]:
    """Values by column and a record of every stage.

    The empty force is the first start, so there is always an answer; what a stage reached is kept
    by all later ones. A stage that time or a stop left no room keeps the answer and says so.
    """
    matrix = matrix_of(model)
    values: NDArray[np.float64] = np.array(model.start, float)
    stages = []
    for aim, share in zip(aims, _SHARES[-len(aims) :], strict=True):
        began = watch.elapsed
        part = part_of(watch, share * watch.left)
        answer = _reach(model, matrix, aim, part, values, seed=seed)
        if answer.values is not None:
            values = answer.values
        stages.append(_stage(aim, answer, seconds=watch.elapsed - began, watch=watch))
        matrix = matrix.with_cut(aim, answer.value, least=math.floor(answer.bound))
    return values, tuple(stages)


def _reach(
    model: Model,
    matrix: Matrix,
    aim: Aim,
    watch: Watch,
    values: NDArray[np.float64],
    *,
    seed: int,
) -> Answer:
    """The best answer of one stage, never worse than the one it began with."""
    held = round(float(cost_of(aim, len(values)) @ values))
    if not aim.terms or held == 0:
        return Answer(values=values, value=held, bound=held, proven=True)
    if watch.left <= 0:
        return Answer(values=values, value=held, bound=0, proven=False)
    if len(model.columns.placed) > EXACT_LIMIT:
        found = search_neighbourhoods(model, matrix, aim, watch, values, seed=seed)
    else:
        found = _exactly(model, matrix, aim, watch, values)
    if found.values is None or round(found.value) > held:
        bound = max(0.0, min(found.bound, held))
        return Answer(values=values, value=held, bound=bound, proven=False)
    value = round(found.value)
    bound = value if found.proven else max(0.0, min(found.bound, value))
    return Answer(values=found.values, value=value, bound=bound, proven=found.proven)


def _exactly(
    model: Model, matrix: Matrix, aim: Aim, watch: Watch, values: NDArray[np.float64]
) -> Answer:
    """Branch and bound on the whole model; where it is not small, a race from the better start."""
    start, held = values, float(cost_of(aim, len(values)) @ values)
    if len(model.columns.placed) > _SMALL:
        relaxed = solve_linear(matrix, aim, watch)
        if relaxed.values is not None:
            settled = settled_start(
                model, matrix, aim, part_of(watch, watch.left / 2), relaxed.values
            )
            if settled.values is not None and settled.value < held:
                start = settled.values
        return race(matrix, aim, watch, start=start)
    return solve_mixed(matrix, aim, watch, start=start)


def _stage(aim: Aim, answer: Answer, *, seconds: float, watch: Watch) -> Stage:
    status = StageStatus.PROVEN if answer.proven else StageStatus.BEST_FOUND
    if watch.stopped and not answer.proven:
        status = StageStatus.STOPPED
    return Stage(
        objective=aim.name,
        value=answer.value / aim.scale,
        bound=answer.bound / aim.scale,
        unit=aim.unit,
        status=status,
        seconds=round(seconds, 3),
    )
