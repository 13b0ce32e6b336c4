"""What a party has said becomes contingents that climb to the theatre, and what they bring."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from contingent.ledger.board import Contribution, Position, figure_of
from contingent.mission import Stance
from contingent.mission.model import ApprovalType
from contingent.plan.delays import Basis, Chance, Delay, Origin
from contingent.plan.gates import ABSENT_KINDS, deployment_phase
from contingent.plan.ground import Ground, remaining
from contingent.plan.network import (
    Delivery,
    Finding,
    Join,
    Odds,
    Otherwise,
    Step,
)
from contingent.plan.questions import Asked
from contingent.vocabulary.capability import Amount, Kind
from contingent.vocabulary.claim import Rung, VerdictType

__all__ = [
    "Contingent",
    "contingent_steps",
    "contingents_of",
    "deliveries_of",
    "left_out",
    "share_above",
]

_GENERAL = frozenset({Kind.TROOPS, Kind.UNSPECIFIED})
_ARRIVING, _MAIN_BODY = Rung.ADVANCE_PARTY, Rung.DEPLOYED
_FIRM = Rung.NOTIFIED  # from here on a party acts; before, it waits for its answers
_SETTLED = 2  # rungs that answers to all its questions can be worth to a party
_PRESENT_SHARE = 0.1  # who sends less than a tenth of what was said has hardly come
_ADVANCE_SHARE = 0.1
_TERMS = 60
_SPREAD = Origin(
    basis=Basis.JUDGEMENT,
    note="so that with answers unknown as much comes as of other promises at that rung",
)

# Medians, and standard deviations of the logarithm.
_UNKNOWN_SIZE = (300.0, 0.9)
_UNKNOWN_ARM = (80.0, 0.8)  # engineers, a hospital, aviators
_CEILING = (0.6, 0.35)  # of what was named as the most
_VAGUE = {"tens": (40.0, 0.5), "dozens": (45.0, 0.5), "hundreds": (400.0, 0.5)}
_VAGUE |= {"thousands": (4_000.0, 0.5)}
_BEYOND_CABINET = (
    (ApprovalType.LEGISLATIVE, "parliament", "parliament consents"),
    (ApprovalType.JUDICIAL, "court", "the court allows it"),
)
_REACHED = {
    Rung.OFFERED: "an offer with a figure",
    Rung.NOTIFIED: "notified in writing",
    Rung.APPROVED: "approved at home",
    Rung.CONTRACTED: "agreement signed",
    _ARRIVING: "advance party in theatre",
    _MAIN_BODY: "main body in theatre",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Contingent:
    """One contribution of people that a party may bring, at one rung.

    `size` is the median in personnel, `spread` the standard deviation of its logarithm (0: as
    said). `figure` is what was said of it, empty where nothing was.
    """

    id: str
    party: str
    kinds: tuple[Kind, ...]
    rung: Rung
    is_suspended: bool
    figure: str
    size: float
    spread: float
    because: tuple[str, ...]

    @property
    def arrives(self) -> str:
        """The step with which its first people come."""
        return f"{self.id}:{_ARRIVING.word}"


def contingents_of(positions: Iterable[Position]) -> tuple[Contingent, ...]:
    """The contingents of all parties that are at least considering to send people.

    What a party says of soldiers in general covers the arms that it names less firmly; a
    contribution of no named kind adds nothing to a kind that is named.
    """
    return tuple(each for position in positions for each in _of_party(position))


def _of_party(position: Position) -> Iterator[Contingent]:
    groups: dict[tuple[Rung, bool], list[Contribution]] = {}
    is_covered = False
    for part in sorted(position.contributions, key=lambda each: -each.rung):
        suspended = part.verdict is VerdictType.SUSPENDED
        if part.kind in ABSENT_KINDS or part.rung < Rung.CONSIDERING:
            continue
        if is_covered or not (part.stands or suspended):
            continue
        if part.kind is Kind.UNSPECIFIED and groups and (part.rung, suspended) not in groups:
            continue
        groups.setdefault((part.rung, suspended), []).append(part)
        later = [other.rung for other in position.contributions if other.kind in _GENERAL]
        is_covered = part.kind in _GENERAL and part.rung >= max(later)
    for at, ((rung, suspended), parts) in enumerate(groups.items()):
        yield _contingent(position.party, at, rung, suspended, parts)


def _contingent(
    party: str, at: int, rung: Rung, suspended: bool, parts: list[Contribution]
) -> Contingent:
    general = [part for part in parts if part.kind in _GENERAL and part.amount]
    counted = general[:1] or parts
    amounts = {part.because: part.amount for part in counted if part.amount}
    said = [amount for amount in amounts.values() if amount]
    known = [amount for amount in said if amount.unit == "personnel"]
    sizes = [_size(amount) for amount in known] or [_unknown(parts)]
    total = sum(size for size, _ in sizes)
    spread = sum(size * spread for size, spread in sizes) / total if total else 0.0
    return Contingent(
        id=f"{party}" if not at else f"{party}-{at + 1}",
        party=party,
        kinds=tuple(sorted({part.kind for part in parts})),
        rung=rung,
        is_suspended=suspended,
        figure=" and ".join(map(figure_of, known or said)),
        size=total,
        spread=spread,
        because=tuple(dict.fromkeys(id for part in parts for id in part.because)),
    )


def _size(amount: Amount) -> tuple[float, float]:
    match amount.floor, amount.ceiling:
        case None, None:
            return _VAGUE.get(amount.vague.split(" ")[0].casefold(), _UNKNOWN_SIZE)
        case None, int(ceiling):
            share, spread = _CEILING
            return ceiling * share, spread
        case int(floor), None:
            return float(floor), 0.0
        case floor, ceiling:
            return ((floor or 0) + (ceiling or 0)) / 2, 0.0
    raise AssertionError("unreachable")


def _unknown(parts: Sequence[Contribution]) -> tuple[float, float]:
    """Each arm named is a unit of its own; soldiers of no named arm are one larger one."""
    arms = {part.kind for part in parts} - _GENERAL - {Kind.INFANTRY}
    if len(arms) < len({part.kind for part in parts}):
        return _UNKNOWN_SIZE
    size, spread = _UNKNOWN_ARM
    return size * len(arms), spread


def contingent_steps(
    contingent: Contingent, asked: Iterable[Asked], ground: Ground
) -> tuple[tuple[Step, ...], float]:
    """The rungs that a contingent has still to climb, and the share of it that then comes.

    It waits for answers that suit it before it acts, or goes on without them some day. What is
    ever deployed of such promises (of all of them, answered or not) is spread over answers and
    party, so that nobody is discounted twice.
    """
    if contingent.rung >= Rung.DEPLOYED:
        return (_there(contingent, _ARRIVING), _there(contingent, _MAIN_BODY)), 1.0
    waits = [question for question in asked if contingent.party in _concerned(question)]
    if contingent.rung >= Rung.APPROVED:
        waits = []
    chance, anyway = _realised(contingent, waits, ground)
    comes = share_above(chance, _PRESENT_SHARE)
    steps = [*_waiting_steps(contingent, waits, anyway, ground)]
    start = tuple(f"{contingent.id}:takes:{question.topic}" for question in waits)
    if contingent.is_suspended:
        steps.append(_resumption(contingent, ground))
        start = (*start, steps[-1].id)
    odds = Odds(key=contingent.id, probability=comes, origin=chance.origin)
    steps += _climb(contingent, start, odds, ground)
    return tuple(steps), min(1.0, chance.mean / comes)


def share_above(chance: Chance, least: float) -> float:
    """The probability that a share exceeds `least`, itself below a half: 1 - I(least; a, b).

    By the power series of the incomplete beta function, Abramowitz and Stegun 26.5.4.
    """
    a, b = chance.alpha, chance.beta
    scale = math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b)
    term = math.exp(scale + a * math.log(least) + b * math.log1p(-least)) / a
    total = 0.0
    for n in range(_TERMS):
        total += term
        term *= least * (a + b + n) / (a + 1 + n)
    return 1 - total


def _there(contingent: Contingent, rung: Rung) -> Step:
    """What has been reached on record."""
    return Step(
        id=f"{contingent.id}:{rung.word}",
        name=f"{contingent.party}: {_REACHED[rung]}, on record",
        because=contingent.because,
    )


def _concerned(question: Asked) -> frozenset[str]:
    """Who waits for an answer: who asks, and whom an answer would drive away or bring."""
    moved = [each.leave | each.come for each in question.answers]
    return question.asked_by.union(*moved)


def _realised(
    contingent: Contingent, waits: Sequence[Asked], ground: Ground
) -> tuple[Chance, float]:
    """How likely it comes once it has its answers, and the chance it goes on without a given one.

    Suitable answers are worth two rungs. Before they are known, answers and what it does without
    them come to no more and no less than what is ever deployed of such promises.
    """
    delays = ground.delays
    said = delays.realised(contingent.rung)
    settled = delays.realised(Rung(min(contingent.rung + _SETTLED, Rung.OPERATIONAL)))
    suited = [
        delays.chance(f"answered:{each.topic}").mean * each.suits(contingent.party)
        for each in waits
    ]
    mean, anyway, note = said.mean, 0.0, said.origin.note
    if waits:
        each_passes = min(1.0, said.mean / settled.mean) ** (1 / len(waits))
        least = min(suited)
        anyway = max(0.0, (each_passes - least) / (1 - least)) if least < 1 else 0.0
        passed = math.prod(suits + (1 - suits) * anyway for suits in suited)
        mean = min(settled.mean, said.mean / passed) if passed else settled.mean
    if _is_objected(contingent.party, ground):
        factor = delays.factors["objection"]
        mean, note = mean * factor.times, f"{note}; times {factor.times:.2f} for {factor.name}"
    chance = replace(said, mean=min(mean, 0.99), origin=replace(said.origin, note=note))
    return chance, anyway


def _is_objected(party: str, ground: Ground) -> bool:
    told = any(
        row.toward == party and row.verdict in (VerdictType.OBJECTION, VerdictType.EXCLUDED)
        for row in ground.positions.acceptance
    )
    return told or any(
        item.of == party and item.stance is Stance.OBJECTS for item in ground.mission.acceptability
    )


def _waiting_steps(
    contingent: Contingent, waits: Iterable[Asked], anyway: float, ground: Ground
) -> Iterator[Step]:
    """For each question: an answer that suits the party, or that it goes on without one."""
    for question in waits:
        id, topic = f"{contingent.id}:takes:{question.topic}", question.topic.replace("_", " ")
        calling = [each for each in question.answers if contingent.party in each.come]
        suits = [each for each in question.answers if contingent.party not in each.leave]
        after = tuple(each.step for each in calling or suits)
        if anyway:
            yield Step(
                id=f"{id}:anyway",
                name=f"{contingent.party} goes on without a suitable answer on {topic}",
                delay=ground.delays.delay("answer"),
                odds=Odds(key=f"{id} anyway", probability=anyway, origin=_SPREAD),
                shocks=ground.shocks("party", contingent.party),
                because=contingent.because,
            )
            after = (*after, f"{id}:anyway")
        yield Step(
            id=id,
            name=f"{contingent.party} has what it wants on {topic}, or goes on without",
            after=after,
            join=Join.ANY,
            odds=None if after else Odds(key=id, probability=0.0, origin=_SPREAD),
            because=question.because,
        )


def _resumption(contingent: Contingent, ground: Ground) -> Step:
    chance = ground.delays.chance("resumed")
    return Step(
        id=f"{contingent.id}:resumes",
        name=f"{contingent.party} resumes what it suspended",
        delay=ground.delays.delay("resumption"),
        odds=Odds(key=f"{contingent.id} resumes", probability=chance.mean, origin=chance.origin),
        shocks=ground.shocks("party", contingent.party),
        because=contingent.because,
    )


def _climb(
    contingent: Contingent, start: tuple[str, ...], comes: Odds, ground: Ground
) -> Iterator[Step]:
    """Rung by rung; the questions hold it back before it acts, the phase before it arrives."""
    before: tuple[str, ...] = ()
    if contingent.rung is _ARRIVING:
        yield _there(contingent, _ARRIVING)
        before = (f"{contingent.id}:{_ARRIVING.word}",)
    waited = _silence(contingent.party, ground)
    phase = deployment_phase(ground.mission)
    for (_, end), usual in sorted(ground.delays.climb.items()):
        if end <= contingent.rung:
            continue
        if end >= _FIRM:
            before, start = (*before, *start), ()
        arrives = end is _ARRIVING
        if arrives:
            yield _hindrance(contingent, "suspension", "resumption", before, ground)
            before = (f"{contingent.id}:suspension",)
            before = (*before, f"phase:{phase.id}:begins") if phase else before
        is_ready = arrives and contingent.rung >= Rung.PREPARING
        delay = ground.delays.delay("lift") if is_ready else remaining(usual, waited)
        step = _rung_step(contingent, end, before, delay, ground)
        yield replace(step, odds=comes) if arrives else step
        before, waited = (step.id,), 0
        if end is Rung.APPROVED:
            for each in _approvals(contingent, before, ground):
                yield each
                before = (each.id,)


def _rung_step(
    contingent: Contingent, end: Rung, before: tuple[str, ...], delay: Delay, ground: Ground
) -> Step:
    return Step(
        id=f"{contingent.id}:{end.word}",
        name=f"{contingent.party}: {_REACHED.get(end, end.word)}",
        after=before,
        delay=delay,
        shocks=ground.shocks("party", contingent.party),
        because=contingent.because,
    )


def _approvals(contingent: Contingent, before: tuple[str, ...], ground: Ground) -> Iterator[Step]:
    """What a contributor's own law asks for beyond its cabinet, one after the other."""
    listed = {item.party: item for item in ground.mission.contributors}
    item = listed.get(contingent.party)
    kinds = [approval.type for approval in item.approvals] if item else []
    for kind, name, words in _BEYOND_CABINET:
        if kind not in kinds:
            continue
        yield Step(
            id=f"{contingent.id}:{name}",
            name=f"{contingent.party}: {words}",
            after=before,
            delay=ground.delays.delay(name),
            shocks=ground.shocks("party", contingent.party),
            because=(f"mission.yaml: contributors, {contingent.party}",),
        )
        before = (f"{contingent.id}:{name}",)
    yield _hindrance(contingent, "litigation", "court", before, ground)


def _hindrance(
    contingent: Contingent, what: str, delay: str, before: tuple[str, ...], ground: Ground
) -> Step:
    """Something that may come in between and then costs time."""
    chance = ground.delays.chance(what)
    return Step(
        id=f"{contingent.id}:{what}",
        name=f"{contingent.party}: past any {what}",
        after=before,
        delay=ground.delays.delay(delay),
        odds=Odds(key=f"{contingent.id} {what}", probability=chance.mean, origin=chance.origin),
        otherwise=Otherwise.AT_ONCE,
        because=contingent.because,
    )


def _silence(party: str, ground: Ground) -> int:
    """Days since the party was last heard: what it began then, it has not ended."""
    try:
        heard = ground.positions[party].last_heard
    except KeyError:
        return 0
    return (ground.start - heard).days if heard else 0


def deliveries_of(contingent: Contingent, share: float) -> tuple[Delivery, ...]:
    """What comes with the advance party, and what with the main body.

    A figure for several kinds at once is divided evenly between them.
    """
    general = _GENERAL | {Kind.INFANTRY}
    arms = [kind for kind in contingent.kinds if kind not in general]
    groups = [frozenset({kind}) for kind in arms]
    if not arms or general & set(contingent.kinds):
        groups = [frozenset(contingent.kinds)]
    return tuple(
        Delivery(
            step=f"{contingent.id}:{end.word}",
            contributor=contingent.party,
            kinds=kinds,
            size=contingent.size * share * part / len(groups),
            spread=contingent.spread,
            key=contingent.id,
        )
        for kinds in groups
        for end, part in (
            (_ARRIVING, _ADVANCE_SHARE),
            (_MAIN_BODY, 1 - _ADVANCE_SHARE),
        )
    )


def left_out(ground: Ground, contingents: Iterable[Contingent]) -> tuple[Finding, ...]:
    """Who was named and is not counted, because it has promised nobody and nothing."""
    counted = {each.party for each in contingents}
    silent = [
        position
        for position in ground.positions.positions
        if position.party not in counted
        and position.verdict is None
        and position.rung < Rung.CONSIDERING
    ]
    if not silent:
        return ()
    return (
        Finding(
            what="Named, but on record with no offer, so not counted: "
            + ", ".join(position.party for position in silent)
            + ".",
            because=tuple(id for position in silent for id in position.because),
        ),
    )
