"""A situation becomes two views of its build-up: that of its network and that of earlier forces."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from numpy.typing import NDArray

from contingent.mission import Mission, Stance
from contingent.mission.model import Level, MilestoneMark
from contingent.plan.building import LEFT_OUT, network_of
from contingent.plan.buildups import BuildUp
from contingent.plan.cases import Effort
from contingent.plan.contingents import contingents_of
from contingent.plan.earlier import ShareDates, dates_of, earlier_dates, last_day_of
from contingent.plan.forecast import Run, days_reached
from contingent.plan.ground import Ground
from contingent.situation.past_cases import past_build_ups
from contingent.vocabulary.capability import Kind
from contingent.vocabulary.claim import Rung

__all__ = ["EarlierForces", "NotCompared", "ShareBeside", "earlier_forces"]

_SCENARIOS = 50_000
_ENOUGH = 100  # scenarios, as for milestones


@dataclass(frozen=True, slots=True, kw_only=True)
class ShareBeside:
    """One share of the force: what earlier forces say of it, and the network's chance and median.

    `network_chance` is that of `personnel` in theatre by the last day looked at.
    """

    personnel: int
    earlier: ShareDates
    network_chance: float
    network_p50: date | None


@dataclass(frozen=True, slots=True, kw_only=True)
class EarlierForces:
    """A force beside the class of earlier build-ups, up to `last`.

    `full` is its ceiling or target in personnel, `basis` the item of the mission file that says so.
    """

    full: int
    basis: str
    last: date
    shares: tuple[ShareBeside, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NotCompared:
    """Why no earlier force stands beside a network, in a sentence."""

    why: str


_NO_DAY = NotCompared(
    why="The mission file names no authorisation, so nothing says since when this force grows."
)
_NO_SIZE = NotCompared(
    why="The mission file names neither a ceiling nor a target, so nothing says a share of what."
)
_OVER = NotCompared(
    why="Two years from the authorisation are over, or every share is there: of what comes later "
    "earlier forces tell nothing."
)


def earlier_forces(ground: Ground, run: Run, *, horizon: date) -> EarlierForces | NotCompared:
    """Both views, or why there is nothing to compare.

    The force counts as begun with nothing in place, or as its bundled case began.
    """
    full, basis = _full(ground.mission)
    if ground.mission.authorisation is None:
        return _NO_DAY
    if not full:
        return _NO_SIZE
    case = _case(ground.mission, full)
    last = last_day_of(case, horizon)
    contingents = contingents_of(ground.positions.positions)
    come = sum(each.size for each in contingents if each.rung >= Rung.DEPLOYED)
    in_theatre = case.in_place + come / full
    found = earlier_dates(
        case, past_build_ups(), in_theatre=in_theatre, start=ground.start, last=last
    )
    if not found:
        return _OVER
    people = [round((each.share - case.in_place) * full) for each in found]
    rows = _network_days(ground, people, run, last=last)
    if isinstance(rows, NotCompared):
        return rows
    shares = []
    for each, row in zip(found, rows, strict=True):
        chance, (_, middle, _) = dates_of(row, days=(ground.start, last), enough=_ENOUGH)
        personnel = round(each.share * full)
        shares.append(
            ShareBeside(
                personnel=personnel, earlier=each, network_chance=chance, network_p50=middle
            )
        )
    return EarlierForces(full=full, basis=basis, last=last, shares=tuple(shares))


def _network_days(
    ground: Ground, people: Sequence[int], run: Run, *, last: date
) -> NDArray[np.float32] | NotCompared:
    """For each number of people: the day on which they are there, scenario by scenario.

    Not where what contributors wait for was itself not known.
    """
    marks = tuple(
        MilestoneMark(id=f"people-{n}", name=f"{n:,}", levels=(Level(personnel=n),)) for n in people
    )
    asked = replace(ground, mission=ground.mission.model_copy(update={"milestones": marks}))
    network, problems = network_of(asked, horizon=last)
    if network is None:
        return NotCompared(why="; ".join(each.what for each in problems))
    nodes = {each.id: each.node for each in network.milestones}
    if not all(mark.id in nodes for mark in marks):
        unknown = [each.what for each in network.findings if each.what.startswith(LEFT_OUT)]
        return NotCompared(
            why="No number of people can be dated, since contributors wait for what was not "
            f"known on that day. {' '.join(unknown)}"
        )
    few = replace(run, scenarios=min(run.scenarios, _SCENARIOS), after_each=lambda: None)
    return days_reached(network, [nodes[mark.id] for mark in marks], few)


def _full(mission: Mission) -> tuple[int, str]:
    """The ceiling; else the target for soldiers in general, or all targets together."""
    if mission.authorisation and mission.authorisation.ceiling:
        return mission.authorisation.ceiling, "mission.yaml: authorisation, ceiling"
    targets = mission.requirement.strength
    general = [each for each in targets if each.kind in (Kind.TROOPS, Kind.UNSPECIFIED)]
    total = sum(each.target for each in general or targets)
    return total, "mission.yaml: requirement, strength"


def _case(mission: Mission, full: int) -> BuildUp:
    """The force among others; its way of paying is unsettled where the question is open."""
    authorisation = mission.authorisation
    if authorisation is None:
        raise ValueError("a force without an authorisation has no first day")
    for known in past_build_ups():
        begun = known.effort.mission, known.effort.authorised_on
        if begun == (mission.past_case, authorisation.date):
            return known
    open_topics = {each.topic for each in mission.questions if not each.answered}
    resisted = any(
        each.of is None and each.stance in (Stance.OBJECTS, Stance.CONDITIONAL)
        for each in mission.acceptability
    )
    effort = Effort(
        code=mission.code,
        mission=mission.past_case or mission.code,
        name=mission.name,
        authorised_on=authorisation.date,
        ceiling=full,
        awaits_consent="consent" in open_topics or resisted,
        voluntary="funding" in open_topics,
        series=mission.code,
        source=authorisation.source,
    )
    return BuildUp(effort=effort, in_place=0.0, reached_after={}, strength_after={})
