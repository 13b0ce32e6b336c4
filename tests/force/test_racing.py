"""Searches side by side give what one alone proves, and the best of what each knows."""

from __future__ import annotations

import math

import numpy as np
import pytest
from small import SECTORS, need, offer

from contingent.force.aims import aims_of
from contingent.force.model import build_model
from contingent.force.problem import ForceProblem, View
from contingent.force.racing import best_of, race
from contingent.force.solving import Answer, Watch, matrix_of, solve_mixed
from contingent.vocabulary.capability import Kind

ASKED = ForceProblem(
    offers=tuple(
        offer(f"P{at}", Kind.INFANTRY, 70 + 11 * at, ready_in_days=at) for at in range(12)
    ),
    needs=(need(Kind.INFANTRY, 900),),
    sectors=SECTORS,
    lead_minimum=0,
)


def answer(value: float, bound: float, *, proven: bool = False) -> Answer:
    """An answer without a package."""
    return Answer(values=np.array([value]), value=value, bound=bound, proven=proven)


def test_a_race_proves_what_one_alone_proves():
    """Another order leads to the same optimum, and nobody's clock but their own has ended."""
    model = build_model(ASKED)
    aims = aims_of(model, critical=View.FACE, coverage=View.FACE)
    matrix, start = matrix_of(model), np.array(model.start, float)
    for aim in aims[:2]:
        alone = solve_mixed(matrix, aim, Watch(seconds=30), start=start)
        watch = Watch(seconds=30)
        together = race(matrix, aim, watch, start=start)
        assert alone.proven
        assert together.proven
        assert together.value == pytest.approx(alone.value)
        assert watch.left > 0
        assert not watch.stopped


def test_a_race_without_time_ends_with_nothing_proven():
    """No time is left: what is known is what was there before."""
    model = build_model(ASKED)
    aim = aims_of(model, critical=View.FACE, coverage=View.FACE)[1]
    watch = Watch(seconds=30)
    watch.stop()
    found = race(matrix_of(model), aim, watch, start=np.array(model.start, float))
    assert not found.proven


def test_the_best_is_the_least_value_under_the_highest_bound():
    """One may have found the package and the other have shown how little there is to gain."""
    found = best_of([answer(120, 90), answer(110, 80)])
    assert (found.value, found.bound, found.proven) == (110, 90, False)
    assert best_of([answer(120, 115), answer(110, 80)]).bound == 110


def test_what_is_proven_stands():
    """Whatever another has by then, and also where it is proven that nothing can be."""
    assert best_of([answer(120, 80), answer(110, 110, proven=True)]).value == 110
    none = Answer(values=None, value=math.inf, bound=math.inf, proven=True, infeasible=True)
    assert best_of([answer(math.inf, 0), none]).infeasible
