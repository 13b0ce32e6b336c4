"""A situation becomes the force that was promised: best package, gaps, reasons, what would help."""

from __future__ import annotations

from dataclasses import dataclass

from contingent.force.chances import PLANNING_CHANCES, Chances
from contingent.force.comparison import Comparison, compare
from contingent.force.escorts import with_escorts
from contingent.force.gathering import AS_IT_IS, Gathered, WhatIf, gather
from contingent.force.package import Coverage, Package, best_package
from contingent.force.problem import ForceProblem, View
from contingent.force.reasons import WhyNot, why_not
from contingent.force.rotation import Depth, Holding, depths_of
from contingent.force.shortfall import Unoffered, gaps_of, unoffered_kinds
from contingent.force.solving import Watch, part_of
from contingent.force.worth import Worth, worth_of
from contingent.mission import RequirementLine
from contingent.situation.picture import Situation

__all__ = ["ForceAnswer", "ForceQuestion", "assess_force", "unoffered_in"]


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceQuestion:
    """What is asked of a force: the view, what is tried out, the time and seed of the search.

    `beside` is the view of a second package to compare with; None: none. `escorts` is a line that
    FIELD hands over, for the role `field` alone; None: no escorts are asked for.
    """

    view: View = View.ROBUST
    what_if: WhatIf = AS_IT_IS
    beside: View | None = None
    escorts: RequirementLine | None = None
    seconds: float = 60.0
    seed: int = 0
    chances: Chances = PLANNING_CHANCES


@dataclass(frozen=True, slots=True, kw_only=True)
class ForceAnswer:
    """The best package and everything that explains it.

    `base` is the package that it is compared with: things as they are, where something is tried
    out or escorts are asked for, else that of another view; None where neither was.
    """

    question: ForceQuestion
    gathered: Gathered
    package: Package
    unoffered: tuple[Unoffered, ...]
    gaps: tuple[Coverage, ...]
    depths: tuple[Depth, ...]
    why_not: WhyNot | None
    worth: tuple[Worth, ...]
    base: Package | None
    comparison: Comparison | None

    @property
    def is_complete(self) -> bool:
        """True if every line is filled at face value, in depth, and every sector has a lead.

        A depth that is unknown for want of tours is no gap.
        """
        leaderless = set(self.package.problem.sectors) - set(self.package.leads)
        if self.gaps or any(depth.holding is Holding.SHORT for depth in self.depths):
            return False
        return not (leaderless and self.package.problem.lead_minimum > 0)


def assess_force(
    situation: Situation, question: ForceQuestion | None = None, *, within: Watch | None = None
) -> ForceAnswer:
    """The force of a situation. Up to half of the time goes to the package, the rest to reasons.

    What is tried out is compared with things as they are, on the same scenarios. A line of escorts
    is never critical, so reasons and worth, which ask about critical lines, leave it out. Ctrl-C
    ends the search, and so does a stop of `within`: the package is then the best found, and reasons
    that were not reached are missing.
    """
    asked = question or ForceQuestion()
    watch = Watch(seconds=asked.seconds) if within is None else part_of(within, asked.seconds)
    positions, mission = situation.positions, situation.mission
    gathered = gather(positions, mission, what_if=asked.what_if, chances=asked.chances)
    package = best_package(
        _with_line(gathered.problem, asked.escorts),
        view=asked.view,
        seconds=asked.seconds / 2,
        seed=asked.seed,
        within=watch,
    )
    base = _counterpart(situation, asked, gathered, watch)
    reasons = why_not(gathered.problem, seconds=asked.seconds / 6, within=watch)
    return ForceAnswer(
        question=asked,
        gathered=gathered,
        package=package,
        unoffered=unoffered_kinds(gathered.problem.needs, gathered.voiced),
        gaps=gaps_of(package),
        depths=depths_of(package),
        why_not=reasons,
        worth=worth_of(
            positions, mission, gathered=gathered, base=package, seconds=watch.left, within=watch
        ),
        base=base,
        comparison=compare(base, package) if base is not None else None,
    )


def _with_line(problem: ForceProblem, escorts: RequirementLine | None) -> ForceProblem:
    return problem if escorts is None else with_escorts(problem, escorts)


def unoffered_in(situation: Situation) -> tuple[Unoffered, ...]:
    """The kinds that the mission requires and nobody has offered; no package is searched for."""
    gathered = gather(situation.positions, situation.mission)
    return unoffered_kinds(gathered.problem.needs, gathered.voiced)


def _counterpart(
    situation: Situation, asked: ForceQuestion, gathered: Gathered, watch: Watch
) -> Package | None:
    problem, view = gathered.problem, asked.view
    if not asked.what_if.is_nothing:
        plain = gather(situation.positions, situation.mission, chances=asked.chances)
        problem = plain.problem
    if asked.beside is not None:
        view = asked.beside
    elif asked.what_if.is_nothing and asked.escorts is None:
        return None
    return best_package(
        problem, view=view, seconds=asked.seconds / 4, seed=asked.seed, within=watch
    )
