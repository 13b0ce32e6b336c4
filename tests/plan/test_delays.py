"""Durations and chances say what they mean and where they come from."""

from __future__ import annotations

import pytest
from scipy import stats

from contingent.plan.delays import Basis, Chance, Delay, Origin, standard_delays
from contingent.vocabulary.claim import Rung

JUDGED = Origin(basis=Basis.JUDGEMENT, note="a test")
STANDARD = standard_delays()


def test_a_delay_keeps_its_median_and_its_spread():
    """The lognormal has the median as told, and P90 over P10 as told."""
    delay = Delay(name="a step", p10_days=20, p50_days=75, p90_days=250, origin=JUDGED)
    told = stats.lognorm(s=delay.sigma, scale=75)
    assert delay.mu == pytest.approx(stats.norm.ppf(0.5) + 4.31748811)
    assert told.ppf(0.5) == pytest.approx(75)
    assert told.ppf(0.9) / told.ppf(0.1) == pytest.approx(250 / 20)


def test_a_chance_is_the_beta_of_its_mean_and_weight():
    """The two parameters add up to the weight."""
    chance = Chance(name="a chance", mean=0.25, weight=8, origin=JUDGED)
    assert (chance.alpha, chance.beta) == (2, 6)


@pytest.mark.parametrize(
    ("p10", "p50", "p90"),
    [(0, 1, 2), (-3, 1, 2), (5, 4, 9), (1, 9, 4), (1, 2, float("inf")), (float("nan"), 1, 2)],
)
def test_quantiles_out_of_order_are_no_delay(p10, p50, p90):
    """A duration of no days or with its quantiles crossed is refused."""
    with pytest.raises(ValueError, match="in order"):
        Delay(name="a step", p10_days=p10, p50_days=p50, p90_days=p90, origin=JUDGED)


@pytest.mark.parametrize(("mean", "weight"), [(0, 1), (1, 1), (-0.1, 1), (0.5, 0), (0.5, -2)])
def test_a_mean_outside_or_a_weight_of_nothing_is_no_chance(mean, weight):
    """Nothing is certain, and a mean that no case stands behind has no spread."""
    with pytest.raises(ValueError):
        Chance(name="a chance", mean=mean, weight=weight, origin=JUDGED)


def test_the_steps_lead_from_each_rung_to_deployment_without_a_gap():
    """Each step begins where the one before it ends; who has arrived has none left."""
    steps = sorted(STANDARD.climb)
    assert [end for _, end in steps[:-1]] == [start for start, _ in steps[1:]]
    assert STANDARD.steps_from(Rung.DEPLOYED) == ()
    assert len(STANDARD.steps_from(Rung.PLEDGED)) == len(STANDARD.steps_from(Rung.OFFERED))
    assert STANDARD.steps_from(Rung.UNKNOWN) == tuple(STANDARD.climb[step] for step in steps)


def test_the_firmer_the_word_the_more_of_it_comes():
    """Realisation never falls from one rung to the next, and each rung has one."""
    means = [STANDARD.realised(rung).mean for rung in Rung]
    assert means == sorted(means)


def test_everything_says_that_it_is_judgement():
    """No seed figure passes for something observed."""
    every = [
        *STANDARD.climb.values(),
        *STANDARD.realisation.values(),
        *STANDARD.named.values(),
        *STANDARD.factors.values(),
    ]
    assert {each.origin.basis for each in every} == {Basis.JUDGEMENT}
    assert all(each.origin.note and each.origin.n == 0 for each in every)


def test_a_topic_without_a_figure_of_its_own_has_that_of_its_kind():
    """`answer:funding` is answered like any question; a name that is neither is an error."""
    assert STANDARD.delay("answer:funding") == STANDARD.delay("answer")
    assert STANDARD.chance("favourable:exit") == STANDARD.chance("favourable")
    for wrong in ("no_such", "favourable"):
        with pytest.raises(KeyError):
            STANDARD.delay(wrong)
    with pytest.raises(KeyError):
        STANDARD.chance("answer")
