"""Offers become scenarios of who really shows up, with shocks that contributors share."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from functools import cache
from statistics import NormalDist
from typing import TYPE_CHECKING

import numpy as np

from contingent.force.problem import ForceProblem

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["scenarios_of"]

MISSION_LOADING = 0.5
"""How much of a contributor's fortune is the mission's own (mandate, money); a judgement."""

QUESTION_LOADING = 0.4
"""How much of it is shared with those who wait for the same answers; a judgement."""


def scenarios_of(problem: ForceProblem, *, count: int, seed: int) -> NDArray[np.bool_]:
    """Which offer arrives in which scenario: `count` rows, a column per offer of the problem.

    A Gaussian copula: every contributor has a driver of its own, one of the mission, and one per
    question that it waits for; its offers stand or fall in the order of their chances. A driver
    depends on its name and the seed alone, so a problem with one contributor more or less is
    compared on the same draws.
    """
    fortunes = {
        party: _fortune(party, questions, count=count, seed=seed)
        for party, questions in _questions_of(problem).items()
    }
    shows = np.empty((count, len(problem.offers)), dtype=bool)
    for column, offer in enumerate(problem.offers):
        shows[:, column] = fortunes[offer.party] < _threshold(offer.chance_percent)
    return shows


def _questions_of(problem: ForceProblem) -> dict[str, tuple[str, ...]]:
    asked: dict[str, set[str]] = {}
    for offer in problem.offers:
        asked.setdefault(offer.party, set()).update(offer.asks)
    return {party: tuple(sorted(topics)) for party, topics in asked.items()}


def _fortune(party: str, questions: Sequence[str], *, count: int, seed: int) -> NDArray[np.float64]:
    """A standard normal driver; low is good."""
    shared = MISSION_LOADING * _driver("mission", count, seed)
    rest = 1.0 - MISSION_LOADING**2
    if questions:
        waits = sum(_driver(f"question:{topic}", count, seed) for topic in questions)
        shared = shared + QUESTION_LOADING * waits / np.sqrt(len(questions))
        rest -= QUESTION_LOADING**2
    own: NDArray[np.float64] = shared + np.sqrt(rest) * _driver(f"party:{party}", count, seed)
    return own


def _driver(name: str, count: int, seed: int) -> NDArray[np.float64]:
    key = int.from_bytes(hashlib.sha256(name.encode()).digest()[:8], "big")
    return np.random.Generator(np.random.Philox(key=[seed, key])).standard_normal(count)


@cache
def _threshold(chance_percent: int) -> float:
    """The standard normal quantile of a chance; never for 0, always for 100."""
    if not 0 < chance_percent < 100:
        return -np.inf if chance_percent <= 0 else np.inf
    return NormalDist().inv_cdf(chance_percent / 100)
