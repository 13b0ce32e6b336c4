"""A rung and its circumstances become draws of when half of what was said is there."""

from __future__ import annotations

import numpy as np
import pytest
from past import contribution

from contingent.plan.arrivals import blended, half_draws
from contingent.plan.delays import standard_delays
from contingent.vocabulary.claim import Rung

JUDGED = standard_delays()


def draws(*, seed: int = 1, **fields):
    """Draws for one contribution on the judged figures."""
    return half_draws(contribution(**fields), JUDGED, rng=np.random.default_rng(seed))


def test_how_it_went_is_not_looked_at():
    """A contribution that came and one that did not have the same forecast."""
    assert np.array_equal(draws(share=100), draws(share=0))


def test_the_same_chance_gives_the_same_draws():
    """Chance is an argument."""
    assert np.array_equal(draws(seed=3), draws(seed=3))
    assert not np.array_equal(draws(seed=3), draws(seed=4))


@pytest.mark.parametrize(
    ("weaker", "firmer"),
    [(Rung.CONSIDERING, Rung.PLEDGED), (Rung.PLEDGED, Rung.APPROVED)],
)
def test_a_firmer_word_comes_more_often_and_sooner(weaker, firmer):
    """More of it comes, and what comes has fewer steps to go."""
    weak, firm = draws(rung=weaker), draws(rung=firmer)
    assert np.mean(np.isinf(firm)) < np.mean(np.isinf(weak))
    assert np.median(firm[np.isfinite(firm)]) < np.median(weak[np.isfinite(weak)])


def test_an_objection_makes_never_likelier_and_not_certain():
    """A refusal by a party with a say is soft."""
    objected = np.mean(np.isinf(draws(objected=True)))
    assert np.mean(np.isinf(draws())) < objected < 1


def test_a_lead_waits_for_no_contract():
    """With lift of its own it skips that step."""
    lead, other = (draws(rung=Rung.APPROVED, lead=lead) for lead in (True, False))
    assert np.median(lead[np.isfinite(lead)]) < np.median(other[np.isfinite(other)])


def test_a_blend_gives_each_side_half():
    """However many draws a side has, it counts for half."""
    mixed = blended(np.zeros(4_000), np.array([100.0, 200.0]))
    assert np.mean(mixed == 0) == 0.5
    assert np.mean(mixed == 100) == pytest.approx(0.25)
