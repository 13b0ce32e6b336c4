"""Bodies, gates, phases and milestones of a mission become steps and thresholds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from contingent.mission import Body, Gate, Level, MilestoneMark, Mission, Phase
from contingent.mission.model import BodyStatus
from contingent.plan.delays import Basis, Origin
from contingent.plan.ground import Ground, remaining, still_possible
from contingent.plan.network import Finding, Join, Milestone, Node, Odds, Step, Threshold
from contingent.vocabulary.capability import Kind

__all__ = [
    "ABSENT_KINDS",
    "FIRST_BOOTS",
    "deployment_phase",
    "first_of",
    "gate_nodes",
    "milestone_nodes",
    "shut_measures",
]

ABSENT_KINDS = frozenset({Kind.FUNDING, Kind.EQUIPMENT, Kind.LIFT, Kind.TRAINING})
"""Kinds that put nobody into the theatre: money, kit, transport, and training, mostly abroad."""

FIRST_BOOTS = "first-boots"
_THERE = frozenset({BodyStatus.NAMED, BodyStatus.FORMED, BodyStatus.WORKING})
_FOOT = frozenset({Kind.INFANTRY, Kind.TROOPS, Kind.UNSPECIFIED})
_IN_THEATRE = frozenset(Kind) - ABSENT_KINDS
_CERTAIN = Origin(basis=Basis.OBSERVED, note="the mission file")


def gate_nodes(ground: Ground) -> Iterator[Node]:
    """Bodies, measures, gates and phases, as far as anything can wait for them."""
    mission = ground.mission
    yield from (_body_step(body, ground) for body in mission.bodies)
    for measure in mission.measures:
        holds = ground.measures.get(measure.id, False)
        odds = Odds(key=f"measure {measure.id}", probability=float(holds), origin=_CERTAIN)
        yield Step(
            id=f"measure:{measure.id}",
            name=measure.name,
            odds=odds,
            because=(f"mission.yaml: measures, {measure.id}",),
        )
    for gate in mission.gates:
        yield from _gate_steps(f"gate:{gate.id}", gate)
    for phase in mission.phases:
        yield from _phase_nodes(phase, ground)


def shut_measures(ground: Ground) -> tuple[Finding, ...]:
    """What stays closed because no figure from the theatre opens it."""
    waiting = {need for gate in ground.mission.gates for need in (*gate.all_of, *gate.any_of)}
    return tuple(
        Finding(
            what=f"“{measure.name}” ({measure.indicator}) has no figure yet, so whatever waits "
            "for it stays closed.",
            because=(f"mission.yaml: measures, {measure.id}",),
        )
        for measure in ground.mission.measures
        if f"measure:{measure.id}" in waiting and measure.id not in ground.measures
    )


def first_of(steps: Iterable[str], *, id: str, name: str) -> Step:
    """The first of some steps; of none, what never happens."""
    after = tuple(sorted(steps))
    never = Odds(key=id, probability=0.0, origin=_CERTAIN)
    return Step(id=id, name=name, after=after, join=Join.ANY, odds=None if after else never)


def _body_step(body: Body, ground: Ground) -> Step:
    """A body that is there, or how long until it is."""
    id, because = f"body:{body.code}", (f"mission.yaml: bodies, {body.code}",)
    state = body.on(ground.start)
    if state is not None and state.status in _THERE:
        return Step(id=id, name=f"{body.name} is there", because=because)
    delay, chance = ground.delays.delay("formation"), ground.delays.chance("formed")
    waited = (ground.start - state.since).days if state else 0
    return Step(
        id=id,
        name=f"{body.name} is formed",
        delay=remaining(delay, waited),
        odds=Odds(
            key=id,
            probability=still_possible(chance.mean, delay, waited),
            origin=chance.origin,
        ),
        shocks=ground.shocks("body", body.code),
        because=because,
    )


def _gate_steps(id: str, gate: Gate | MilestoneMark) -> Iterator[Step]:
    because = (f"mission.yaml: {'gates' if isinstance(gate, Gate) else 'milestones'}, {gate.id}",)
    after = gate.all_of
    if len(gate.any_of) > 1:
        name = f"{gate.name}: one of several"
        yield Step(id=f"{id}:any", name=name, after=gate.any_of, join=Join.ANY, because=because)
        after = (*after, f"{id}:any")
    elif gate.any_of:
        after = (*after, *gate.any_of)
    yield Step(id=id, name=gate.name, after=after, because=because)


def _phase_nodes(phase: Phase, ground: Ground) -> Iterator[Node]:
    id, because = f"phase:{phase.id}", (f"mission.yaml: phases, {phase.id}",)
    before = [f"phase:{other}" for other in phase.after]
    # A gate that was not known on the day holds nothing up: nobody could have waited for it.
    known = [gate.id for gate in ground.mission.gates if gate.id in phase.gates]
    yield Step(
        id=f"{id}:begins",
        name=f"“{phase.name}” begins",
        after=(*before, *(f"gate:{gate}" for gate in known)),
        because=because,
    )
    thresholds = _thresholds(id, phase.name, phase.levels or _lines(phase, ground.mission), because)
    yield from thresholds
    yield Step(
        id=id,
        name=f"“{phase.name}” is complete",
        after=(f"{id}:begins", *(threshold.id for threshold in thresholds)),
        delay=None if thresholds else ground.delays.delay("phase"),
        because=because,
    )


def _lines(phase: Phase, mission: Mission) -> tuple[Level, ...]:
    """What the requirement asks for by the end of a phase, kind by kind."""
    phases = {each.id: each for each in mission.phases}
    needed, reached = [phase.id], {phase.id}
    for id in needed:
        needed += [other for other in phases[id].after if other not in reached]
        reached |= set(phases[id].after)
    totals: dict[Kind, int] = {}
    own = False
    for line in mission.requirement.lines:
        if line.phase in reached:
            own |= line.phase == phase.id
            totals[line.capability] = totals.get(line.capability, 0) + line.minimum
    return tuple(Level(personnel=total, kinds=(kind,)) for kind, total in totals.items() if own)


def _thresholds(
    id: str, name: str, levels: Sequence[Level], because: tuple[str, ...]
) -> tuple[Threshold, ...]:
    return tuple(
        Threshold(
            id=f"{id}:{at}",
            name=f"{level.personnel:,} {_kinds(level.kinds)} for “{name}”",
            personnel=level.personnel,
            kinds=_counted(level.kinds),
            because=because,
        )
        for at, level in enumerate(levels)
    )


def _kinds(kinds: Sequence[Kind]) -> str:
    return ", ".join(kind.value for kind in kinds) or "personnel"


def _counted(kinds: Sequence[Kind]) -> frozenset[Kind]:
    """The kinds that count: soldiers of no named arm count as infantry, and no kind as any."""
    if not kinds:
        return _IN_THEATRE
    return frozenset(kinds) | (_FOOT if _FOOT & set(kinds) else frozenset())


def deployment_phase(mission: Mission) -> Phase | None:
    """The phase in which contributors first come: the first that asks for personnel."""
    asking = {line.phase for line in mission.requirement.lines}
    for phase in mission.phases:
        if phase.levels or phase.id in asking:
            return phase
    return None


def milestone_nodes(
    ground: Ground, arrivals: Iterable[str]
) -> tuple[tuple[Node, ...], tuple[Milestone, ...]]:
    """The mission's milestones, else first boots and the end of each phase.

    `arrivals` are the steps with which anybody comes.
    """
    nodes: list[Node] = []
    milestones: list[Milestone] = []
    came = tuple(sorted(arrivals))
    marks = ground.mission.milestones
    if not any(mark.id == FIRST_BOOTS for mark in marks):
        name = "First boots on the ground"
        nodes.append(first_of(came, id=FIRST_BOOTS, name=name))
        milestones.append(Milestone(id=FIRST_BOOTS, name=name, node=FIRST_BOOTS))
    for mark in marks:
        nodes += _mark_nodes(mark, came)
        milestones.append(
            Milestone(id=mark.id, name=mark.name, node=nodes[-1].id, because=nodes[-1].because)
        )
    if not marks:
        milestones += [
            Milestone(id=f"phase-{each.id}", name=f"{each.name}: complete", node=f"phase:{each.id}")
            for each in ground.mission.phases
        ]
    return tuple(nodes), tuple(milestones)


def _mark_nodes(mark: MilestoneMark, arrivals: Iterable[str]) -> Iterator[Node]:
    """What a milestone consists of, itself last. One person of any kind is whoever comes first."""
    id, because = f"milestone:{mark.id}", (f"mission.yaml: milestones, {mark.id}",)
    first = [level for level in mark.levels if level.personnel == 1 and not level.kinds]
    levels = [level for level in mark.levels if level not in first]
    thresholds = _thresholds(id, mark.name, levels, because)
    yield from thresholds
    parts = [threshold.id for threshold in thresholds]
    if first:
        yield first_of(arrivals, id=f"{id}:first", name="somebody comes")
        parts.append(f"{id}:first")
    *before, last = _gate_steps(id, mark)
    yield from before
    yield replace(last, after=(*last.after, *parts))
