"""A force problem becomes the best package: who serves where, what it covers, how sure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from contingent.force.aims import AIMS, TAIL, aims_of
from contingent.force.model import Model, build_model
from contingent.force.problem import (
    ForceProblem,
    Need,
    Offer,
    OneFigure,
    TaskRule,
    View,
    covers,
    kinds_covered,
)
from contingent.force.scenarios import scenarios_of
from contingent.force.solving import Watch, part_of
from contingent.force.stages import Stage, StageStatus, run_stages

if TYPE_CHECKING:
    from numpy.typing import NDArray

__all__ = [
    "SCENARIOS",
    "TEST_SCENARIOS",
    "Assignment",
    "Coverage",
    "Outlook",
    "Package",
    "best_package",
    "outlook_of",
    "placed_nowhere",
]

SCENARIOS = 200
"""How many scenarios a robust package is chosen on."""

TEST_SCENARIOS = 20_000
"""How many others every package is judged on."""

_TEST_SEED = (
    10_000  # apart from the seeds that people type, so that no package is judged by its own draws
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Parts of an offer at a place."""

    offer: Offer
    place: str
    parts: int

    @property
    def personnel(self) -> int:
        """All the parts together."""
        return self.parts * self.offer.part_size


@dataclass(frozen=True, slots=True, kw_only=True)
class Coverage:
    """One line: what is required, covered if everybody comes, and expected by the chances."""

    need: Need
    covered: int
    expected: float
    by: tuple[Assignment, ...]

    @property
    def missing(self) -> int:
        """Personnel not even said, at face value."""
        return max(0, self.need.minimum - self.covered)


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """Critical personnel missing over scenarios: the mean, and the mean of the worst fifth."""

    mean: float
    tail: float
    scenarios: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Package:
    """The best package found for one view, and how far each stage is proven."""

    view: View
    problem: ForceProblem
    assignments: tuple[Assignment, ...]
    lines: tuple[Coverage, ...]
    leads: Mapping[str, str]  # sector -> party; a sector without one is left out
    breached: tuple[str, ...]  # soft rules that it breaks
    stages: tuple[Stage, ...]
    outlook: Outlook
    seed: int

    @property
    def is_proven(self) -> bool:
        """True if no package is better by any of the aims in their order."""
        return all(stage.status is StageStatus.PROVEN for stage in self.stages)

    @property
    def personnel(self) -> int:
        """Everybody in it, if everybody comes."""
        return sum(item.personnel for item in self.assignments)

    @property
    def cost(self) -> int:
        """Of all its parts, as far as costs are known."""
        return sum(item.parts * item.offer.cost for item in self.assignments)


def best_package(
    problem: ForceProblem,
    *,
    view: View = View.ROBUST,
    seconds: float = 60.0,
    seed: int = 0,
    aims: int = len(AIMS),
    within: Watch | None = None,
) -> Package:
    """The best package within a time, by critical lines and leads, coverage, earliness, cost.

    The order in which the problem lists its parts decides nothing. With every stage proven, the
    same problem and seed give the same package. Ctrl-C ends the search with the best found.
    `aims` is how many of the four are pursued; `within` is a longer work that this is part of,
    which a stop ends too.
    """
    problem = problem.in_order()
    watch = part_of(within, seconds)
    model = build_model(problem)
    shows = None
    if view is View.ROBUST:
        shows = scenarios_of(problem, count=SCENARIOS, seed=seed)
    coverage = View.FACE if view is View.FACE else View.EXPECTED
    wanted = aims_of(model, critical=view, coverage=coverage, shows=shows)[:aims]
    values, stages = run_stages(model, wanted, watch, seed=seed)
    return _package(model, values, stages, view=view, seed=seed)


def _package(
    model: Model,
    values: NDArray[np.float64],
    stages: tuple[Stage, ...],
    *,
    view: View,
    seed: int,
) -> Package:
    columns, problem = model.columns, model.problem
    assignments = tuple(
        Assignment(offer=offer, place=place, parts=parts)
        for offer, place, column in columns.placed
        if (parts := round(float(values[column]))) > 0
    )
    return Package(
        view=view,
        problem=problem,
        assignments=assignments,
        lines=tuple(_coverage(need, assignments, problem) for need in problem.needs),
        leads=_leads(problem, assignments, model, values),
        breached=tuple(rule for rule, column in columns.breaches.items() if values[column] > 0.5),
        stages=stages,
        outlook=outlook_of(problem, assignments, seed=seed),
        seed=seed,
    )


def _leads(
    problem: ForceProblem,
    assignments: Iterable[Assignment],
    model: Model,
    values: NDArray[np.float64],
) -> dict[str, str]:
    """Who leads each sector: of those that the answer names, the one with the most personnel."""
    there: dict[tuple[str, str], int] = {}
    for item in assignments:
        key = (item.offer.party, item.place)
        there[key] = there.get(key, 0) + item.personnel
    found: dict[str, str] = {}
    for sector in problem.sectors:
        named = [
            party
            for (party, at), column in model.columns.leads.items()
            if at == sector and values[column] > 0.5
        ]
        if named:
            found[sector] = max(named, key=lambda party: (there.get((party, sector), 0), party))
    return found


def _coverage(need: Need, assignments: Iterable[Assignment], problem: ForceProblem) -> Coverage:
    refusing = {
        rule.party
        for rule in problem.rules
        if isinstance(rule, TaskRule) and need.task and rule.task == need.task
    }
    by = tuple(
        item
        for item in assignments
        if covers(item.offer, need, item.place) and item.offer.party not in refusing
    )
    return Coverage(
        need=need,
        covered=sum(item.personnel for item in by),
        expected=sum(item.personnel * item.offer.chance_percent for item in by) / 100,
        by=by,
    )


def placed_nowhere(package: Package, need: Need) -> Iterator[tuple[Offer, int]]:
    """Offers of a need's kind with the personnel of theirs that serve nowhere, nobody twice.

    Of one figure that was said for several kinds, it is what the package leaves of it.
    """
    placed: Counter[str] = Counter()
    for item in package.assignments:
        placed[item.offer.id] += item.personnel
    figures = [rule for rule in package.problem.rules if isinstance(rule, OneFigure)]
    left = {rule.id: rule.limit - sum(placed[id] for id in rule.offers) for rule in figures}
    for offer in package.problem.offers:
        if need.kind not in kinds_covered(offer.kind):
            continue
        shared = [rule.id for rule in figures if offer.id in rule.offers]
        spare = min((offer.personnel - placed[offer.id], *(left[id] for id in shared)))
        for id in shared:
            left[id] -= spare
        if spare > 0:
            yield offer, spare


def outlook_of(
    problem: ForceProblem,
    assignments: Iterable[Assignment],
    *,
    seed: int = 0,
    count: int = TEST_SCENARIOS,
) -> Outlook:
    """Critical shortfall of a package on scenarios that it was not chosen on.

    Two packages of one seed are judged on the same draws.
    """
    assignments = tuple(assignments)
    shows = scenarios_of(problem, count=count, seed=seed + _TEST_SEED)
    position = {offer.id: at for at, offer in enumerate(problem.offers)}
    missing = np.zeros(count)
    for need in problem.needs:
        if not need.critical:
            continue
        there = np.zeros(count)
        for item in _coverage(need, assignments, problem).by:
            there += item.personnel * shows[:, position[item.offer.id]]
        missing += np.maximum(0.0, need.minimum - there)
    worst = np.sort(missing)[-(count // TAIL) :]
    return Outlook(mean=float(missing.mean()), tail=float(worst.mean()), scenarios=count)
