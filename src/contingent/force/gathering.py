"""Positions, a mission and what is tried out become one force problem with sourced rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from contingent.errors import Problem
from contingent.force.chances import PLANNING_CHANCES, Chances
from contingent.force.offers import Uncounted, Voiced, offers_of, voiced_by
from contingent.force.problem import (
    WHOLE_FORCE,
    AreaRule,
    BesideRule,
    Budget,
    ForceProblem,
    LargestShare,
    LiftLimit,
    Need,
    Offer,
    OneFigure,
    Ratio,
    Refusal,
    Rule,
    TaskRule,
    UnderRule,
)
from contingent.ledger.board import Positions
from contingent.mission import Caveat, CaveatType, Mission, Phase, RequirementLine, Stance
from contingent.vocabulary.capability import Kind
from contingent.vocabulary.claim import Rung, VerdictType

__all__ = ["AS_IT_IS", "Gathered", "Objection", "WhatIf", "gather"]

_LEAD_MINIMUM = 400


@dataclass(frozen=True, slots=True, kw_only=True)
class WhatIf:
    """What a planner tries out; nothing of it is recorded."""

    excluded: tuple[str, ...] = ()
    without_objections: tuple[tuple[str, str], ...] = ()  # by, of
    answered: tuple[str, ...] = ()
    at_rungs: Mapping[str, Rung] = field(default_factory=dict)
    budget_percent: int = 0  # more (or less) than is paid

    @property
    def is_nothing(self) -> bool:
        """True if things are taken as they are."""
        return self == AS_IT_IS


AS_IT_IS = WhatIf()
"""Nothing is tried out."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Objection:
    """One party's objection to another's part, on whose word; `hard` forbids, else it weighs."""

    by: str
    of: str
    hard: bool
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathered:
    """A problem and what it was made from."""

    problem: ForceProblem
    what_if: WhatIf
    chances: Chances
    voiced: tuple[Voiced, ...]
    objections: tuple[Objection, ...]
    questions: Mapping[str, tuple[str, ...]]  # open topic -> parties that offer and ask
    uncounted: tuple[Uncounted, ...]
    problems: tuple[Problem, ...]


def gather(
    positions: Positions,
    mission: Mission,
    *,
    what_if: WhatIf = AS_IT_IS,
    chances: Chances = PLANNING_CHANCES,
) -> Gathered:
    """The force problem of a mission as of the positions' moment.

    Soft objections lower the chance of every offer of their contributor, once. A party that is
    tried out as excluded is refused by a rule, so that reasons can name it.
    """
    objections = tuple(
        each
        for each in _objections(positions, mission)
        if (each.by, each.of) not in what_if.without_objections
    )
    offered = offers_of(
        positions,
        mission,
        chances=chances,
        answered=what_if.answered,
        at_rungs=what_if.at_rungs,
    )
    weighed = {each.of for each in objections if not each.hard}
    offers = tuple(
        _weighed(offer, chances) if offer.party in weighed else offer for offer in offered.offers
    )
    needs, doubts = _needs(mission, positions.as_of.held_on)
    phases = tuple(phase.id for phase in mission.phases)
    requirement = mission.requirement
    minimum = requirement.lead_minimum
    problem = ForceProblem(
        offers=offers,
        needs=needs,
        sectors=tuple(sector.code for sector in requirement.sectors),
        phases=phases,
        rules=tuple(_rules(mission, objections, what_if, offers)),
        lead_minimum=_LEAD_MINIMUM if minimum is None else minimum,
        currency=mission.funding.currency if mission.funding else "USD",
    )
    return Gathered(
        problem=problem,
        what_if=what_if,
        chances=chances,
        voiced=voiced_by(positions),
        objections=objections,
        questions=_open_questions(offers),
        uncounted=offered.uncounted,
        problems=(*offered.problems, *doubts),
    )


def _weighed(offer: Offer, chances: Chances) -> Offer:
    left = chances.objection_percent
    return replace(
        offer,
        chance_percent=round(offer.chance_percent * left / 100),
        assumed=(*offer.assumed, f"somebody objects: {left} % of its chance is left"),
    )


def _open_questions(offers: Iterable[Offer]) -> dict[str, tuple[str, ...]]:
    asked: dict[str, set[str]] = {}
    for offer in offers:
        for topic in offer.asks:
            asked.setdefault(topic, set()).add(offer.party)
    return {topic: tuple(sorted(parties)) for topic, parties in sorted(asked.items())}


def _objections(positions: Positions, mission: Mission) -> tuple[Objection, ...]:
    """Who objects to whom now: the mission file's latest stance, then the record's own words."""
    found: dict[tuple[str, str], Objection] = {}
    for at, item in enumerate(mission.acceptability):
        if item.of is None:
            continue
        key = (item.by, item.of)
        if item.stance is Stance.ACCEPTS:
            found.pop(key, None)
        elif item.stance is Stance.OBJECTS:
            place = f"mission.yaml acceptability[{at}]"
            before = found.get(key)
            found[key] = Objection(
                by=item.by,
                of=item.of,
                hard=not item.soft,
                because=(*(before.because if before else ()), place),
            )
    against = (VerdictType.OBJECTION, VerdictType.EXCLUDED)
    for said in positions.acceptance:
        if not said.toward or said.told_by not in ("", said.by):
            continue
        key = (said.by, said.toward)
        if said.verdict in against:
            known = found.get(key) or Objection(by=key[0], of=key[1], hard=False, because=())
            found[key] = replace(known, because=(*known.because, *said.because))
    return tuple(found[key] for key in sorted(found))


def _needs(mission: Mission, day: date) -> tuple[tuple[Need, ...], tuple[Problem, ...]]:
    """The lines of the requirement; what two lines ask of one place is one need of both.

    Without any line, the strength that the force is meant to have stands in for them. Where no
    line is marked critical, nobody has said which may be missed, and every line is.
    """
    order = {phase.id: at for at, phase in enumerate(mission.phases)}
    found: dict[str, Need] = {}
    doubts = []
    phases, ends = mission.phases, _authorised_days(mission, day)
    for at, line in enumerate(mission.requirement.lines, start=1):
        need = _held(_need(line, at, order, day), phases, day, ends)
        if need.id in found:
            before = found[need.id]
            found[need.id] = replace(
                before,
                minimum=before.minimum + need.minimum,
                critical=before.critical or need.critical,
                because=(*before.because, *need.because),
            )
        else:
            found[need.id] = need
    if not found:
        found = {need.id: need for need in _strength_needs(mission, ends)}
    if not any(need.critical for need in found.values()):
        found = {id: replace(need, critical=True) for id, need in found.items()}
    if not found:
        what = "asks for nothing: without lines no package can be better than another"
        doubts.append(Problem(where="requirement", what=what))
    return tuple(found.values()), tuple(doubts)


def _authorised_days(mission: Mission, day: date) -> int | None:
    """Days until the authorisation ends; None: it has no end that is known, or is over."""
    until = mission.authorisation.valid_until if mission.authorisation else None
    return (until - day).days if until is not None and until > day else None


def _held(need: Need, phases: Sequence[Phase], day: date, ends: int | None) -> Need:
    """From its phase's day, else the day it is needed by, else today, until the next dated phase.

    A line of the last dated phase, of one without a date, or of none, is held until the
    authorisation ends.
    """
    begins = phases[need.phase].begins if need.phase is not None else None
    if begins is None or need.phase is None:
        return replace(need, held_from=need.within_days or 0, held_until=ends)
    later = [
        (phase.begins - day).days
        for phase in phases[need.phase + 1 :]
        if phase.begins is not None and phase.begins > begins
    ]
    first = max(0, (begins - day).days)
    return replace(need, held_from=first, held_until=min(later, default=ends))


def _strength_needs(mission: Mission, ends: int | None) -> Iterator[Need]:
    for at, strength in enumerate(mission.requirement.strength):
        if strength.target:
            yield Need(
                id=f"{strength.kind.value}:force",
                kind=strength.kind,
                minimum=strength.target,
                critical=True,
                held_until=ends,
                because=(f"mission.yaml requirement.strength[{at}]",),
            )


def _need(line: RequirementLine, at: int, order: Mapping[str, int], day: date) -> Need:
    days = (line.need_by.last - day).days if line.need_by else None
    by = str(line.need_by) if line.need_by else ""
    parts = (line.capability.value, line.sector or "force", line.phase, by, line.task)
    return Need(
        id=":".join(filter(None, parts)),
        kind=line.capability,
        minimum=line.minimum,
        sector=line.sector or WHOLE_FORCE,
        phase=order[line.phase] if line.phase else None,
        critical=line.critical,
        # What is overdue takes whoever still comes.
        within_days=days if days is not None and days >= 0 else None,
        task=line.task,
        because=(f"requirement line {at}",),
    )


def _rules(
    mission: Mission,
    objections: Iterable[Objection],
    what_if: WhatIf,
    offers: Sequence[Offer],
) -> Iterator[Rule]:
    for each in objections:
        if each.hard:
            id = f"objection:{each.by}:{each.of}"
            yield Refusal(id=id, party=each.of, by=each.by, because=each.because)
    for party in dict.fromkeys(what_if.excluded):
        yield Refusal(id=f"excluded:{party}", party=party, because=("tried out",))
    for at, contributor in enumerate(mission.contributors):
        for number, caveat in enumerate(contributor.caveats):
            place = f"mission.yaml contributors[{at}].caveats[{number}]"
            yield _caveat_rule(contributor.party, caveat, number, place)
    yield from _unit_areas(mission, offers)
    yield from _shared_figures(offers)
    yield from _limits(mission, what_if)


def _caveat_rule(party: str, caveat: Caveat, number: int, place: str) -> Rule:
    id = f"caveat:{party}:{number + 1}:{caveat.type.value}"
    hard, because = not caveat.soft, tuple(filter(None, (caveat.statement, place)))
    other = caveat.party or ""
    match caveat.type:
        case CaveatType.AREA:
            return AreaRule(id=id, hard=hard, because=because, party=party, sectors=caveat.sectors)
        case CaveatType.TASK:
            return TaskRule(id=id, hard=hard, because=because, party=party, task=caveat.task)
        case CaveatType.BESIDE:
            return BesideRule(id=id, hard=hard, because=because, party=party, other=other)
        case CaveatType.UNDER:
            return UnderRule(id=id, hard=hard, because=because, party=party, other=other)


def _unit_areas(mission: Mission, offers: Iterable[Offer]) -> Iterator[Rule]:
    """A unit that names its sectors does not serve in the others."""
    there = {offer.id for offer in offers}
    for unit in mission.offers:
        away = tuple(
            sector.code for sector in mission.requirement.sectors if sector.code not in unit.sectors
        )
        if unit.sectors and away and unit.id in there:
            yield AreaRule(
                id=f"area:{unit.id}",
                because=(f"offers.csv {unit.id}",),
                party=unit.party,
                sectors=away,
                offer=unit.id,
            )


def _shared_figures(offers: Iterable[Offer]) -> Iterator[Rule]:
    """What one sentence promised of several kinds comes once."""
    groups: dict[tuple[str, tuple[str, ...]], list[Offer]] = {}
    for offer in offers:
        if offer.shared_figure:
            groups.setdefault((offer.party, offer.because), []).append(offer)
    for (party, because), group in groups.items():
        yield OneFigure(
            id=f"figure:{group[0].id}",
            because=because,
            party=party,
            offers=tuple(offer.id for offer in group),
            limit=group[0].shared_figure,
        )


def _limits(mission: Mission, what_if: WhatIf) -> Iterator[Rule]:
    order = {phase.id: at for at, phase in enumerate(mission.phases)}
    funding, requirement = mission.funding, mission.requirement
    if funding is not None:
        limit = max(0, funding.paid * (100 + what_if.budget_percent) // 100)
        place = ("mission.yaml funding.paid",)
        yield Budget(id="budget", hard=not funding.soft, because=place, limit=limit)
    for at, lift in enumerate(mission.lift):
        yield LiftLimit(
            id=":".join(filter(None, ("lift", lift.phase, lift.port))),
            hard=not lift.soft,
            because=(f"mission.yaml lift[{at}]",),
            phase=order[lift.phase],
            limit=lift.tonnes,
            port=lift.port,
        )
    if requirement.largest_share is not None:
        place = ("mission.yaml requirement.largest_share",)
        yield LargestShare(id="share", because=place, percent=requirement.largest_share)
    for at, ratio in enumerate(requirement.ratios):
        yield Ratio(
            id=f"ratio:{ratio.kind.value}",
            hard=ratio.hard,
            because=(f"mission.yaml requirement.ratios[{at}]",),
            kind=ratio.kind,
            percent=ratio.percent,
            of=tuple(Kind(kind) for kind in ratio.of),
        )
