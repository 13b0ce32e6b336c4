"""A mission and the positions of its parties become one network of what waits for what."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from statistics import NormalDist

from contingent.errors import Problem
from contingent.plan.contingents import (
    Contingent,
    contingent_steps,
    contingents_of,
    deliveries_of,
    left_out,
)
from contingent.plan.delays import Basis, Origin
from contingent.plan.demands import rings_of_demands
from contingent.plan.gates import gate_nodes, milestone_nodes, shut_measures
from contingent.plan.ground import Ground
from contingent.plan.network import Assumption, Delivery, Finding, Network, Node, Step, arranged
from contingent.plan.questions import answered_steps, asked_questions, question_steps
from contingent.plan.reached import out_of_reach

__all__ = ["LEFT_OUT", "horizon_of", "network_of"]

LEFT_OUT = "Left out, since what it waits for was not known on that day"
"""How a finding begins that names something of which that is so."""

_TWO_YEARS = timedelta(days=730)
_MINIMUM_DAYS = 1


def horizon_of(ground: Ground, asked_for: date | None = None) -> date:
    """The last day that a forecast looks at.

    The day asked for, else the mission's own, else the end of its authorisation, else two years
    from the start.
    """
    authorisation = ground.mission.authorisation
    valid_until = authorisation.valid_until if authorisation else None
    return asked_for or ground.mission.horizon or valid_until or ground.start + _TWO_YEARS


def network_of(
    ground: Ground, *, horizon: date | None = None
) -> tuple[Network | None, tuple[Problem, ...]]:
    """The network as of the ground's day; None where there is nothing to compute.

    Problems: a horizon that does not lie after the day; a contributor of the mission file of
    which nothing is on record; what waits for itself or for something that is not there; a
    mission in which nobody can come.
    """
    last = horizon_of(ground, horizon)
    if (last - ground.start).days < _MINIMUM_DAYS:
        what = f"{last} does not lie after {ground.start}, the day asked about"
        return None, (Problem(where="horizon", what=what),)
    asked = asked_questions(ground)
    contingents = contingents_of(ground.positions.positions)
    nodes: list[Node] = [*question_steps(asked, ground), *answered_steps(ground)]
    nodes += gate_nodes(ground)
    deliveries: list[Delivery] = []
    for contingent in contingents:
        steps, share = contingent_steps(contingent, asked, ground)
        nodes += steps
        deliveries += deliveries_of(contingent, share)
    marks, milestones = milestone_nodes(ground, {each.arrives for each in contingents})
    ordered, lost = arranged([*nodes, *marks], deliveries)
    there = {node.id for node in ordered}
    # References of a mission file lead somewhere; what is missing here was not known on the day.
    unknown = [each for each in lost if each.what.endswith("is not there")]
    problems = [*_without_rung(ground), *(each for each in lost if "itself" in each.what)]
    if not contingents:
        problems.append(Problem(where="forecast", what="nobody on record would send anybody"))
    network = Network(
        start=ground.start,
        horizon_days=(last - ground.start).days,
        nodes=ordered,
        deliveries=tuple(each for each in deliveries if each.step in there),
        milestones=tuple(each for each in milestones if each.node in there),
        questions={each.topic: tuple(step.step for step in each.answers) for each in asked},
        assumptions=(*_sizes(contingents), *_assumptions(ordered)),
        findings=(
            *rings_of_demands(ground.mission.demands),
            *shut_measures(ground),
            *left_out(ground, contingents),
            *(Finding(what=_not_known(each, nodes)) for each in unknown),
        ),
    )
    return network, (*problems, *(_nothing_reachable(network) if contingents else ()))


def _nothing_reachable(network: Network) -> Iterator[Problem]:
    """A Problem if no milestone is ever reached, whatever chance draws, and what stops them."""
    stopped = out_of_reach(network)
    reasons = [stopped[each.node] for each in network.milestones if each.node in stopped]
    if len(reasons) == len(network.milestones):
        why = "; ".join(dict.fromkeys(reasons)) or "each waits for what was not known on the day"
        yield Problem(where="forecast", what=f"no milestone can be reached: {why}")


def _not_known(lost: Problem, nodes: Iterable[Node]) -> str:
    """What is left out since it waits for something that was not known on the day, in words."""
    name = next((node.name for node in nodes if node.id == lost.where), lost.where)
    return f"{LEFT_OUT}: {name}."


def _without_rung(ground: Ground) -> Iterator[Problem]:
    known = {position.party for position in ground.positions.positions}
    for item in ground.mission.contributors:
        if item.approvals and item.party not in known:
            yield Problem(
                where=f"mission.yaml: contributors: {item.party}",
                what="stands at no rung, since nothing of it is on record; left out",
            )


def _sizes(contingents: Iterable[Contingent]) -> Iterator[Assumption]:
    """Figures that nobody said, each as what we take in its place; those alike together."""
    alike: dict[tuple[str, str], list[Contingent]] = {}
    for each in contingents:
        if each.spread:
            low, high = (each.size * factor for factor in _tenths(each.spread))
            figure = f"{low:,.0f} to {high:,.0f} personnel in 8 of 10 cases"
            alike.setdefault((each.figure, figure), []).append(each)
    for (said, figure), some in alike.items():
        who = ", ".join(dict.fromkeys(each.party for each in some))
        because = tuple(id for each in some for id in each.because)
        yield Assumption(
            what=f"{who}: {f'“{said}”' if said else 'no figure said'}",
            figure=figure,
            origin=Origin(basis=Basis.JUDGEMENT, note="nobody said more", because=because),
        )


def _tenths(spread: float) -> tuple[float, float]:
    """What the median of a lognormal is multiplied with for its P10 and P90."""
    reach = spread * NormalDist().inv_cdf(0.9)
    return math.exp(-reach), math.exp(reach)


def _assumptions(nodes: Iterable[Node]) -> Iterator[Assumption]:
    """Every duration and chance once, in words."""
    seen: set[tuple[str, str]] = set()
    for node in nodes:
        if not isinstance(node, Step):
            continue
        found = []
        if node.delay is not None:
            days = (node.delay.p10_days, node.delay.p50_days, node.delay.p90_days)
            figure = "{:.0f}, {:.0f}, {:.0f} days (P10, P50, P90)".format(*days)
            found.append((node.delay.name, figure, node.delay.origin))
        if node.odds is not None and 0 < node.odds.probability < 1 and not node.odds.opposite:
            found.append((node.name, f"{node.odds.probability:.0%}", node.odds.origin))
        for what, figure, origin in found:
            if (what, figure) not in seen:
                seen.add((what, figure))
                yield Assumption(what=what, figure=figure, origin=origin)
