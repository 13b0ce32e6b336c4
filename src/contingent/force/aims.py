"""What a package is wanted for becomes objectives in order: critical, coverage, early, cheap."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from contingent.force.model import LEAD_WEIGHT, Model, Terms
from contingent.force.problem import ForceProblem, Need, Offer, View

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = ["AIMS", "DAYS_PER_PHASE", "TAIL", "Aim", "aims_of"]

AIMS = ("critical", "coverage", "earliest", "cost")
"""The order of importance: no gain further down outweighs a loss further up."""

TAIL = 5
"""The worst fifth of the scenarios: CVaR80 is the mean of these."""


DAYS_PER_PHASE = 30
"""A line left open in one phase, and met in the next, is late by so many days; a judgement."""


_UNITS = {
    View.FACE: "personnel",
    View.EXPECTED: "personnel",
    View.ROBUST: "personnel, mean plus worst fifth",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Aim:
    """A sum of columns to be made small; divided by `scale` it is in `unit`."""

    name: str
    terms: Terms
    scale: int
    unit: str


def aims_of(
    model: Model,
    *,
    critical: View,
    coverage: View,
    shows: NDArray[np.bool_] | None = None,
) -> tuple[Aim, ...]:
    """The four objectives, with the columns and rows that they need added to the model.

    Critical shortfall counts the personnel missing in critical lines, and LEAD_WEIGHT for each
    sector without a lead. `shows` are the scenarios of a robust view; ValueError without, or for
    a robust coverage.
    """
    if coverage is View.ROBUST:
        raise ValueError("coverage is counted at face value or by expectation")
    if critical is View.ROBUST and shows is None:
        raise ValueError("a robust view needs scenarios")
    problem = model.problem
    grave = [need for need in problem.needs if need.critical]
    scale = _scale(critical, shows)
    first = _shortfall(model, grave, critical, shows)
    first += [(column, LEAD_WEIGHT * scale) for column in model.columns.leaderless.values()]
    scale_2 = _scale(coverage, shows)
    second = _shortfall(model, problem.needs, coverage, shows)
    early = _early(problem, second)
    second += [
        (column, model.columns.prices[rule] * scale_2)
        for rule, column in model.columns.breaches.items()
    ]
    placed = model.columns.placed
    late = [
        (column, offer.ready_in_days * offer.part_size * scale_2) for offer, _, column in placed
    ]
    cost = [(column, offer.cost) for offer, _, column in placed]
    return (
        Aim(name="critical", terms=first, scale=scale, unit=_UNITS[critical]),
        Aim(name="coverage", terms=second, scale=scale_2, unit="personnel"),
        Aim(name="earliest", terms=_present([*late, *early]), scale=scale_2, unit="personnel-days"),
        Aim(name="cost", terms=_present(cost), scale=1, unit=problem.currency),
    )


def _early(problem: ForceProblem, shortfall: Terms) -> Terms:
    """What is missing in a phase counts for each phase that it comes before the last."""
    last = max((need.phase for need in problem.needs if need.phase is not None), default=0)
    return [
        (column, DAYS_PER_PHASE * (last - need.phase))
        for need, (column, _) in zip(problem.needs, shortfall, strict=True)
        if need.phase is not None
    ]


def _present(terms: Terms) -> Terms:
    return [term for term in terms if term[1]]


def _scale(view: View, shows: NDArray[np.bool_] | None) -> int:
    match view:
        case View.FACE:
            return 1
        case View.EXPECTED:
            return 100
        case View.ROBUST:
            return len(shows) if shows is not None else 1


def _shortfall(
    model: Model, needs: Iterable[Need], view: View, shows: NDArray[np.bool_] | None
) -> Terms:
    if view is View.ROBUST and shows is not None:
        return _mean_and_tail(model, list(needs), shows)
    scale = _scale(view, shows)
    terms: Terms = []
    for need in needs:
        whole = scale * need.minimum
        short = model.column(whole, whole=False, start=whole)
        # What one part brings beyond the whole need adds nothing; said so, relaxations are tighter.
        cover = [
            (column, min(whole, _brought(offer, view))) for offer, column in model.coverage(need)
        ]
        model.row([*_present(cover), (short, 1)], low=whole)
        terms.append((short, 1))
    return terms


def _brought(offer: Offer, view: View) -> int:
    return offer.part_size * (offer.chance_percent if view is View.EXPECTED else 1)


def _mean_and_tail(model: Model, needs: list[Need], shows: NDArray[np.bool_]) -> Terms:
    """Mean plus CVaR80 of what is missing in all the needs together, times the scenarios.

    Scenarios in which the same of a need's offers arrive share one column.
    """
    position = {offer.id: at for at, offer in enumerate(model.problem.offers)}
    missing: list[Terms] = [[] for _ in range(len(shows))]
    terms: Terms = []
    for need in needs:
        cover = model.coverage(need)
        who = shows[:, [position[offer.id] for offer, _ in cover]]
        patterns, member, counts = np.unique(who, axis=0, return_inverse=True, return_counts=True)
        columns = []
        for pattern, count in zip(patterns, counts, strict=True):
            short = model.column(need.minimum, whole=False, start=need.minimum)
            there = [
                (column, min(need.minimum, offer.part_size))
                for (offer, column), arrives in zip(cover, pattern, strict=True)
                if arrives
            ]
            model.row([*there, (short, 1)], low=need.minimum)
            terms.append((short, int(count)))
            columns.append(short)
        for scenario, pattern_at in enumerate(member.ravel()):
            missing[scenario].append((columns[pattern_at], 1))
    most = sum(need.minimum for need in needs)
    value_at_risk = model.column(most, whole=False, start=most)
    terms.append((value_at_risk, len(shows)))
    for row in missing:
        beyond = model.column(most, whole=False)
        model.row([*row, (value_at_risk, -1), (beyond, -1)], high=0)
        terms.append((beyond, TAIL))
    return terms
