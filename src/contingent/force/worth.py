"""A package and what might change become a ranking: which change would help most."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from contingent.force.chances import Chances
from contingent.force.gathering import Gathered, gather
from contingent.force.offers import PLANNING_SIZES, READY_IN_DAYS
from contingent.force.package import Package, best_package
from contingent.force.problem import (
    AreaRule,
    BesideRule,
    Budget,
    ForceProblem,
    Offer,
    Refusal,
    TaskRule,
    UnderRule,
)
from contingent.force.solving import Watch, part_of
from contingent.ledger.board import Positions
from contingent.mission import Mission
from contingent.vocabulary.capability import Kind
from contingent.vocabulary.claim import Rung

__all__ = ["ChangeType", "Worth", "worth_of"]

_SECONDS_EACH = 3.0


class ChangeType(StrEnum):
    """What might change."""

    UNIT = "one more unit"
    OBJECTION = "objection lifted"
    CAVEAT = "caveat lifted"
    PLEDGE = "pledge paid"
    QUESTION = "question answered"


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What one change would add.

    `gain` is how far the first aim of the package's view falls, in its unit, found anew with the
    change; `mean_gain` is how many fewer critical personnel would be missing on average over the
    scenarios that packages are judged on. `proven` where both packages are the best there are.
    """

    change: ChangeType
    what: str  # a kind, `BY:OF`, a rule, a party or a topic
    gain: float
    mean_gain: float
    proven: bool
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Trial:
    change: ChangeType
    what: str
    problem: ForceProblem
    because: tuple[str, ...]


def worth_of(
    positions: Positions,
    mission: Mission,
    *,
    gathered: Gathered,
    base: Package,
    seconds: float = 30.0,
    within: Watch | None = None,
) -> tuple[Worth, ...]:
    """Every change that helps, the most helpful first; equal ones by name.

    Each is tried alone, beside the same scenarios, on top of what `gathered` tries out already;
    `base` is its package. What time does not reach is left out.
    """
    watch = part_of(within, seconds)
    if watch.left <= 0:
        return ()
    before = _first_aim(gathered.problem, base, watch)
    found = []
    for trial in _trials(positions, mission, gathered):
        if watch.left <= 0:
            break
        after = _first_aim(trial.problem, base, watch)
        gain = before.stages[0].value - after.stages[0].value
        if gain > 1e-9:
            found.append(
                Worth(
                    change=trial.change,
                    what=trial.what,
                    gain=gain,
                    mean_gain=before.outlook.mean - after.outlook.mean,
                    proven=before.is_proven and after.is_proven,
                    because=trial.because,
                )
            )
    return tuple(sorted(found, key=lambda each: (-each.gain, each.change, each.what)))


def _first_aim(problem: ForceProblem, base: Package, watch: Watch) -> Package:
    return best_package(
        problem, view=base.view, seconds=_SECONDS_EACH, seed=base.seed, aims=1, within=watch
    )


def _trials(positions: Positions, mission: Mission, gathered: Gathered) -> Iterator[_Trial]:
    problem, what_if, chances = gathered.problem, gathered.what_if, gathered.chances
    for kind in sorted({need.kind for need in problem.needs}):
        more = replace(problem, offers=(*problem.offers, _one_more(kind, chances)))
        yield _Trial(change=ChangeType.UNIT, what=kind.value, problem=more, because=())
    for objection in gathered.objections:
        pair = (objection.by, objection.of)
        tried = replace(what_if, without_objections=(*what_if.without_objections, pair))
        yield _Trial(
            change=ChangeType.OBJECTION,
            what=":".join(pair),
            problem=gather(positions, mission, what_if=tried, chances=chances).problem,
            because=objection.because,
        )
    for topic in gathered.questions:
        tried = replace(what_if, answered=(*what_if.answered, topic))
        asking = [item.because for item in positions.questions if item.topic == topic]
        yield _Trial(
            change=ChangeType.QUESTION,
            what=topic,
            problem=gather(positions, mission, what_if=tried, chances=chances).problem,
            because=tuple(id for ids in asking for id in ids),
        )
    yield from _lifted_caveats(problem)
    yield from _paid_pledges(positions, problem)


def _one_more(kind: Kind, chances: Chances) -> Offer:
    """One pledged unit of a kind from a contributor that nobody has heard of yet."""
    return Offer(
        id=f"one-more.{kind.value}",
        party="(ANOTHER)",
        kind=kind,
        part_size=PLANNING_SIZES.get(kind, 100),
        chance_percent=chances.of(Rung.PLEDGED),
        ready_in_days=READY_IN_DAYS,
    )


def _lifted_caveats(problem: ForceProblem) -> Iterator[_Trial]:
    for rule in problem.rules:
        is_caveat = isinstance(rule, AreaRule | BesideRule | TaskRule | UnderRule)
        if is_caveat or (isinstance(rule, Refusal) and not rule.by):
            rest = tuple(other for other in problem.rules if other is not rule)
            yield _Trial(
                change=ChangeType.CAVEAT,
                what=rule.id,
                problem=replace(problem, rules=rest),
                because=rule.because,
            )


def _paid_pledges(positions: Positions, problem: ForceProblem) -> Iterator[_Trial]:
    """What the money that somebody pledged, and has not paid, would add to the budget."""
    budget = next((rule for rule in problem.rules if isinstance(rule, Budget)), None)
    if budget is None:
        return
    for position in positions.positions:
        for part in position.contributions:
            amount = part.amount
            firm = part.stands and part.rung >= Rung.PLEDGED and part.kind is Kind.FUNDING
            if not firm or amount is None or amount.unit != problem.currency:
                continue
            said = amount.floor or amount.ceiling or 0
            raised = replace(budget, limit=budget.limit + said)
            rules = tuple(raised if rule is budget else rule for rule in problem.rules)
            yield _Trial(
                change=ChangeType.PLEDGE,
                what=position.party,
                problem=replace(problem, rules=rules),
                because=part.because,
            )
