"""One contributor's rung and circumstances become draws of when half of what it said is there."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from contingent.plan.cases import PastContribution
from contingent.plan.delays import Delays
from contingent.plan.fitting import factors_of
from contingent.vocabulary.claim import Rung

__all__ = ["blended", "half_draws"]

_HIGHEST = 0.97
_CONTRACT = (Rung.APPROVED, Rung.CONTRACTED)  # a lead with lift of its own waits for no contract
_HALF_OF_MOST = 0.5 / 0.8  # the last step leads to 80 % of the pledge, evenly


def half_draws(
    contribution: PastContribution, delays: Delays, *, rng: np.random.Generator, count: int = 4_000
) -> NDArray[np.float64]:
    """Days from what was said until half of it is there; infinity where half never comes.

    Nothing of how it went is looked at: only its rung and circumstances on the day it was said.
    """
    realised = delays.realised(contribution.rung)
    mean = min(_HIGHEST, realised.mean * factors_of(contribution, delays))
    share = rng.beta(mean * realised.weight, (1 - mean) * realised.weight, count)
    days = np.zeros(count)
    for step, delay in sorted(delays.climb.items()):
        if step[1] > contribution.rung and not (contribution.lead and step == _CONTRACT):
            part = _HALF_OF_MOST if step[1] is Rung.DEPLOYED else 1.0
            days += part * rng.lognormal(delay.mu, delay.sigma, count)
    return np.where(share >= 0.5, days, np.inf)


def blended(one: NDArray[np.float64], other: NDArray[np.float64]) -> NDArray[np.float64]:
    """Both sets of draws, each with half the weight, whatever their sizes.

    Neither the steps nor the class of cases knows everything, and nothing tells which knows more.
    """
    size = max(one.size, other.size)
    at = (np.arange(size) + 0.5) / size
    return np.concatenate([_quantiles(one, at), _quantiles(other, at)])


def _quantiles(draws: NDArray[np.float64], at: NDArray[np.float64]) -> NDArray[np.float64]:
    ordered = np.sort(draws)
    quantiles: NDArray[np.float64] = ordered[(at * ordered.size).astype(int)]
    return quantiles
