"""What drives a date: shares that are known in closed form, with and without shared drivers."""

from __future__ import annotations

import pytest
from invented import delay, network, odds

from contingent.plan.contingents import share_above
from contingent.plan.delays import Chance
from contingent.plan.effects import effects_on
from contingent.plan.forecast import Run
from contingent.plan.network import Step

RUN = Run(scenarios=16_384, seed=3)


def shares(*steps: Step, goal: str) -> dict[str, float]:
    """The share of each input in the goal's variance."""
    found = network(steps, milestones=[goal], horizon_days=100_000)
    return {each.input: each.share for each in effects_on(found, goal, RUN)}


def chain(*steps: Step) -> list[Step]:
    """The steps one after the other."""
    return [
        Step(
            id=step.id,
            name="",
            after=(steps[at - 1].id,) if at else (),
            delay=step.delay,
            shocks=step.shocks,
        )
        for at, step in enumerate(steps)
    ]


def test_independent_delays_share_by_their_variances():
    """One after the other, each accounts for its own part of the sum's variance."""
    one, two = delay(100, 1.2), delay(50, 1.2)
    found = shares(
        *chain(Step(id="one", name="", delay=one), Step(id="two", name="", delay=two)), goal="two"
    )
    assert found["one"] == pytest.approx(0.8, abs=0.04)
    assert found["two"] == pytest.approx(0.2, abs=0.04)


def test_delays_that_move_together_share_evenly():
    """Two alike on one driver: half each, where Sobol's indices would not add up."""
    pair = [Step(id=id, name="", delay=delay(80, 1.3), shocks=(("war", 0.8),)) for id in "ab"]
    found = shares(*chain(*pair), goal="b")
    assert found["a"] == pytest.approx(0.5, abs=0.04)
    assert found["b"] == pytest.approx(0.5, abs=0.04)


def test_an_input_that_moves_with_a_driver_alone_gets_its_due():
    """A delay that the goal does not wait for is no input of it."""
    steps = [Step(id=id, name="", delay=delay(80), shocks=(("war", 0.5),)) for id in "ab"]
    assert set(shares(*steps, goal="b")) == {"b"}


def test_a_date_that_does_not_vary_has_no_drivers():
    """What never happens, or always at once, is driven by nothing."""
    assert shares(Step(id="a", name="", odds=odds("a", 0.0)), goal="a") == {}


@pytest.mark.parametrize("mean", [0.05, 0.35, 0.85, 0.95])
@pytest.mark.parametrize("least", [0.05, 0.1, 0.4])
def test_the_share_that_comes_at_all_is_that_of_the_beta(mean, least):
    """Our series and SciPy's incomplete beta function agree."""
    from scipy.special import betaincc

    origin = odds("x", 0.5).origin
    chance = Chance(name="share", mean=mean, weight=0.8, origin=origin)
    expected = betaincc(chance.alpha, chance.beta, least)
    assert share_above(chance, least) == pytest.approx(expected, rel=1e-9)
