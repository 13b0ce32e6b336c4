"""The compiled engine: right, the same on any number of threads, and its numbers normal."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from invented import KINDS, delay, happens, network, networks, odds
from scipy import stats

from contingent.plan.blocks import run_one
from contingent.plan.forecast import Run, days_reached
from contingent.plan.lanes import LANES, keyed, workspace
from contingent.plan.network import Delivery, Join, Odds, Otherwise, Step, Threshold
from contingent.plan.program import program_of

CASES = 100_000


@settings(max_examples=60, deadline=None)
@given(networks())
def test_every_day_is_that_of_a_plain_reckoning(found):
    """Joins, luck and thresholds come out as a slow loop over the same draws has them."""
    ids = [node.id for node in found.nodes]
    days = days_reached(found, ids, Run(scenarios=LANES, seed=3))
    plain = happens(found, seed=3)
    for row, id in enumerate(ids):
        np.testing.assert_allclose(days[row], plain[id], rtol=1e-5, atol=1e-3)


def test_a_threshold_over_many_arrivals_is_that_of_a_plain_reckoning():
    """Where halving takes the place of comparing each with each, no day is off by a tenth."""
    steps = [Step(id=f"c{at:02}", name="", delay=delay(20 + 7 * at)) for at in range(40)]
    deliveries = [
        Delivery(step=step.id, contributor=step.id, kinds=frozenset({KINDS[0]}), size=10 + at)
        for at, step in enumerate(steps)
    ]
    needs = [Threshold(id=f"t{need}", name="", personnel=need) for need in (1, 400, 1180, 1181)]
    found = network([*steps, *needs], deliveries)
    days = days_reached(found, [each.id for each in needs], Run(scenarios=LANES, seed=5))
    plain = happens(found, seed=5)
    for row, need in enumerate(needs):
        expected = np.where(plain[need.id] > 500, 1e9, plain[need.id])
        reached = np.where(days[row] > 500, 1e9, days[row])
        np.testing.assert_allclose(reached, expected, atol=0.1)


@pytest.mark.parametrize("threads", [2, 3, 7])
def test_any_number_of_threads_finds_the_same_bits(threads):
    """Who computes a block changes nothing in it."""
    found = network([Step(id="a", name="", delay=delay(30), odds=odds("a", 0.6))])
    one = days_reached(found, ["a"], Run(scenarios=70_000, seed=9))
    many = days_reached(found, ["a"], Run(scenarios=70_000, seed=9, threads=threads))
    assert one.tobytes() == many.tobytes()


def test_fewer_scenarios_are_the_first_of_many():
    """Scenario 1,000 is the same one however many are drawn."""
    found = network([Step(id="a", name="", delay=delay(30))])
    few = days_reached(found, ["a"], Run(scenarios=1_001, seed=2))
    many = days_reached(found, ["a"], Run(scenarios=5_000, seed=2))
    assert few.tobytes() == many[:, :1_001].tobytes()


def test_a_step_more_leaves_the_draws_of_all_others():
    """Plans are compared on common random numbers, whatever stands beside them."""
    one = Step(id="m", name="", delay=delay(30), shocks=(("weather", 0.4),))
    others = [Step(id=id, name="", delay=delay(9), shocks=(("war", 0.4),)) for id in "az"]
    alone = days_reached(network([one]), ["m"], Run(scenarios=512))
    among = days_reached(network([*others, one]), ["m"], Run(scenarios=512))
    assert alone.tobytes() == among.tobytes()


def normals(names: tuple[str, ...], shocks: tuple[tuple[str, float], ...] = ()) -> np.ndarray:
    """The normal numbers behind some steps' delays, a row for each."""
    found = network([Step(id=name, name="", delay=delay(30), shocks=shocks) for name in names])
    program, draws = program_of(found)
    room, seeded = workspace(program, len(draws.drivers)), keyed(draws, 1)
    rows = np.empty((len(names), CASES // LANES * LANES), np.float32)
    out = np.empty((len(names), LANES), np.float32)
    for block in range(CASES // LANES):
        run_one(program, seeded, block, room=room, latents=out)
        rows[:, block * LANES : (block + 1) * LANES] = out
    return rows


def test_draws_are_standard_normal_and_independent():
    """By Kolmogorov and Smirnov, in their tails, and no two of them, or neighbours, related."""
    rows = normals(("one", "two", "three")).astype(float)
    for row in rows:
        assert stats.kstest(row, "norm").pvalue > 1e-4
        assert abs((np.abs(row) > 3).mean() - 0.0026998) < 0.0007
        assert abs(np.corrcoef(row[1:], row[:-1])[0, 1]) < 0.015
        halves = row[: len(row) // 2], row[len(row) // 2 :]
        assert abs(np.corrcoef(*halves)[0, 1]) < 0.02
    for power in (1, 2):
        related = np.corrcoef(rows**power) - np.eye(3)
        assert np.abs(related).max() < 0.015


def test_a_shared_driver_correlates_by_the_product_of_its_loadings():
    """Two steps of loading 0.6 on one driver have a correlation of 0.36."""
    rows = normals(("one", "two"), (("weather", 0.6),)).astype(float)
    assert np.corrcoef(rows)[0, 1] == pytest.approx(0.36, abs=0.012)
    assert rows.std(axis=1) == pytest.approx(1, abs=0.01)


def test_a_delay_has_the_quantiles_it_says():
    """P10, P50 and P90 of the draws are those of the delay."""
    found = network([Step(id="a", name="", delay=delay(60, spread=3))], horizon_days=10_000)
    days = days_reached(found, ["a"], Run(scenarios=200_000))[0]
    assert np.quantile(days, [0.1, 0.5, 0.9]) == pytest.approx([20, 60, 180], rel=0.02)


def test_luck_is_as_likely_as_said_and_its_opposite_is_the_rest():
    """A step happens in its share of scenarios, and another under the same key in the others."""
    yes = Step(id="yes", name="", odds=odds("coin", 0.3))
    no = Step(
        id="no",
        name="",
        odds=Odds(key="coin", probability=0.3, origin=yes.odds.origin, opposite=True),
    )
    days = days_reached(network([yes, no]), ["yes", "no"], Run(scenarios=100_000))
    assert ((days[0] < 1) != (days[1] < 1)).all()
    assert (days[0] < 1).mean() == pytest.approx(0.3, abs=0.006)


@pytest.mark.parametrize(("probability", "share"), [(0.0, 0.0), (1.0, 1.0)])
def test_a_certainty_is_one(probability, share):
    """What cannot happen never does, and what must always does."""
    found = network([Step(id="a", name="", odds=odds("a", probability))])
    assert (days_reached(found, ["a"], Run(scenarios=10_000)) < 1).mean() == share


def test_bad_luck_that_only_costs_nothing_takes_no_time():
    """A hindrance that does not come about is passed by at once."""
    hindrance = Step(
        id="a", name="", delay=delay(50), odds=odds("a", 0.2), otherwise=Otherwise.AT_ONCE
    )
    days = days_reached(network([hindrance]), ["a"], Run(scenarios=50_000))[0]
    assert (days == 0).mean() == pytest.approx(0.8, abs=0.01)
    assert days.max() < 1e9


def test_the_first_of_several_is_enough_where_one_will_do():
    """ANY waits for the first, ALL for the last."""
    steps = [Step(id=id, name="", delay=delay(30)) for id in ("a", "b")]
    first = Step(id="first", name="", after=("a", "b"), join=Join.ANY)
    last = Step(id="last", name="", after=("a", "b"))
    days = days_reached(
        network([*steps, first, last]), ["a", "b", "first", "last"], Run(scenarios=512)
    )
    assert (days[2] == days[:2].min(axis=0)).all()
    assert (days[3] == days[:2].max(axis=0)).all()
