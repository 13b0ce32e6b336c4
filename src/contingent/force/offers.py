"""Positions and what planners know of units become offers; what nobody said is a named default."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from contingent.errors import Problem
from contingent.force.chances import Chances
from contingent.force.problem import Offer, kinds_covered
from contingent.ledger.board import Contribution, Position, Positions
from contingent.mission import Mission, Phase, Planning, UnitOffer
from contingent.vocabulary.capability import Amount, Kind
from contingent.vocabulary.claim import Rung

__all__ = [
    "PLANNING_SIZES",
    "UNIT_SIZE",
    "Offered",
    "Uncounted",
    "Voiced",
    "offers_of",
    "voiced_by",
]

PLANNING_SIZES: Mapping[Kind, int] = {
    Kind.INFANTRY: 150,
    Kind.TROOPS: 150,
    Kind.POLICE: 140,
    Kind.ENGINEERING: 120,
    Kind.MEDICAL: 60,
    Kind.AVIATION: 60,
    Kind.LOGISTICS: 120,
    Kind.SIGNALS: 60,
    Kind.EOD: 30,
    Kind.ISR: 40,
    Kind.STAFF: 20,
    Kind.TRAINING: 30,
    Kind.LIFT: 60,
    Kind.NAVAL: 100,
    Kind.OBSERVERS: 20,
}
"""Personnel counted for an offer without a figure: about the smallest formed unit; a judgement."""

UNIT_SIZE = 800
"""The largest part in which a contribution is placed: a battalion; a judgement."""

READY_IN_DAYS = 90
"""Days until an offer without a date can serve; a judgement."""

_DAYS_A_MONTH = 30.4
_PEOPLE = "personnel"  # the unit of figures that count people
_NO_UNITS = frozenset({Kind.UNSPECIFIED, Kind.FUNDING, Kind.EQUIPMENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Voiced:
    """One kind that a party has spoken of and stands by, at whatever rung: on the record."""

    party: str
    kind: Kind
    rung: Rung
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Uncounted:
    """A word at `willing` or firmer whose figure counts no people: `2 battalions`."""

    party: str
    kind: Kind
    rung: Rung
    said: Amount
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Offered:
    """What is offered, what of it can be counted in no people, and what is wrong with it."""

    offers: tuple[Offer, ...]
    uncounted: tuple[Uncounted, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Setting:
    """What all offers of one question share."""

    day: date
    phases: tuple[Phase, ...]
    planning: Planning
    sizes: Mapping[Kind, int]
    formations: Mapping[str, int]  # personnel in one of each unit that the planner named
    chances: Chances
    answered: frozenset[str]
    at_rungs: Mapping[str, Rung]


def voiced_by(positions: Positions) -> tuple[Voiced, ...]:
    """Every kind that somebody at least considers, firmest first."""
    found = [
        Voiced(party=position.party, kind=part.kind, rung=part.rung, because=part.because)
        for position in positions.positions
        for part in position.contributions
        if part.stands and part.rung >= Rung.CONSIDERING
    ]
    return tuple(sorted(found, key=lambda each: (-each.rung, each.party, each.kind)))


def offers_of(
    positions: Positions,
    mission: Mission,
    *,
    chances: Chances,
    answered: Iterable[str] = (),
    at_rungs: Mapping[str, Rung] | None = None,
) -> Offered:
    """Offers at `willing` or firmer, and a Problem for each unit that no statement stands behind.

    A row of `offers.csv` takes the place of the party's word that it rests on, and keeps its rung;
    what the word says beyond the rows stays. An amount with a floor counts at the floor, one with
    only a ceiling at that; one in another unit than people counts as nothing, unless the mission's
    `planning.formations` say how many people one is. `answered` questions no longer hold anybody
    back; `at_rungs` sets parties to another rung.
    """
    planning = mission.planning or Planning()
    setting = _Setting(
        day=positions.as_of.held_on,
        phases=mission.phases,
        planning=planning,
        sizes={**PLANNING_SIZES, **{size.kind: size.personnel for size in planning.sizes}},
        formations={each.unit.casefold(): each.personnel for each in planning.formations},
        chances=chances,
        answered=frozenset(answered) | _answered_in(mission),
        at_rungs=at_rungs or {},
    )
    units: dict[str, list[UnitOffer]] = {}
    for unit in mission.offers:
        units.setdefault(unit.party, []).append(unit)
    offers: dict[str, Offer] = {}
    uncounted: list[Uncounted] = []
    problems: list[Problem] = []
    for position in positions.positions:
        for offer in _offers_by(position, units.get(position.party, ()), setting):
            if isinstance(offer, Uncounted):
                uncounted.append(offer)
            elif offers.setdefault(offer.id, offer) is not offer:
                what = "another offer has this id; this one is left out"
                problems.append(Problem(where=f"offers {offer.id}", what=what))
    problems += [_unsupported(unit) for unit in mission.offers if unit.id not in offers]
    return Offered(
        offers=tuple(offers.values()), uncounted=tuple(uncounted), problems=tuple(problems)
    )


def _answered_in(mission: Mission) -> frozenset[str]:
    return frozenset(question.topic for question in mission.questions if question.answered)


def _unsupported(unit: UnitOffer) -> Problem:
    what = (
        f"no statement on record has {unit.party} willing to bring {unit.capability.value}; the "
        "unit is left out. Enter the statement with `contingent add`"
    )
    return Problem(where=f"offers.csv {unit.id}", what=what)


def _offers_by(
    position: Position, units: Sequence[UnitOffer], setting: _Setting
) -> Iterator[Offer | Uncounted]:
    parts = [
        part
        for part in (_at_rung(part, position.party, setting) for part in position.contributions)
        if part.verdict is None and setting.chances.of(part.rung)
    ]
    known: dict[Kind, int] = {}  # personnel of the units that rest on the word about a kind
    for unit in units:
        behind = _behind(unit.capability, parts)
        if behind is not None:
            offer = _of_unit(unit, behind, position, setting)
            known[behind.kind] = known.get(behind.kind, 0) + offer.personnel
            yield offer
    for part in parts:
        if part.kind in _NO_UNITS:
            continue
        if part.amount and part.kind not in known and not _is_of_people(part.amount, setting):
            yield Uncounted(
                party=position.party,
                kind=part.kind,
                rung=part.rung,
                said=part.amount,
                because=part.because,
            )
            continue
        apart = _named_apart(part, parts, known, setting)
        rest = _beyond(part, known.get(part.kind, 0) + apart, setting)
        if rest is None:
            continue
        is_shared = any(
            other is not part and _is_one_figure(part, other, setting) for other in parts
        )
        offer = _of_word(rest, position, setting, is_shared=is_shared)
        without = (f"{apart:,} of the figure are counted apart, by their arms",) if apart else ()
        yield replace(offer, said=part.amount, assumed=(*without, *offer.assumed))


def _named_apart(
    part: Contribution, parts: Sequence[Contribution], known: Mapping[Kind, int], setting: _Setting
) -> int:
    """Of what was said of soldiers in general, those whose arm was named at least as firmly.

    They are among the soldiers, and counted as what they are. Arms named less firmly stand beside.
    """
    if part.kind is not Kind.TROOPS:
        return 0
    arms: dict[tuple[object, ...], int] = {}  # one figure for several arms is one
    for other in parts:
        is_arm = other.kind is not Kind.TROOPS and Kind.TROOPS in kinds_covered(other.kind)
        if not is_arm or other.rung < part.rung or _is_one_figure(part, other, setting):
            continue
        if other.amount and not _is_of_people(other.amount, setting):
            continue
        said = _personnel(other.amount, setting)
        key = (other.because, other.amount) if said is not None else (other.kind,)
        size = said if said is not None else setting.sizes.get(other.kind, UNIT_SIZE)
        arms[key] = max(arms.get(key, 0), size, known.get(other.kind, 0))
    return sum(arms.values())


def _is_one_figure(part: Contribution, other: Contribution, setting: _Setting) -> bool:
    """True where one sentence gave one figure for two kinds: `302 engineers and medics`."""
    same = (part.because, part.amount) == (other.because, other.amount)
    return same and _personnel(part.amount, setting) is not None


def _beyond(part: Contribution, known: int, setting: _Setting) -> Contribution | None:
    """The word without the personnel known of it; None where they are all that was said."""
    if not known:
        return part
    rest = (_personnel(part.amount, setting) or 0) - known
    if rest <= 0:
        return None
    is_most = part.amount is not None and part.amount.floor is None
    return replace(part, amount=Amount(floor=None if is_most else rest, ceiling=rest))


def _at_rung(part: Contribution, party: str, setting: _Setting) -> Contribution:
    """The contribution at the rung that a planner tries out; a refusal is tried out of too."""
    rung = setting.at_rungs.get(party)
    return part if rung is None else replace(part, rung=rung, verdict=None)


def _behind(kind: Kind, parts: Sequence[Contribution]) -> Contribution | None:
    """The party's word that a unit rests on: of its kind, else one broad enough to mean it."""
    broader = (
        (kind, Kind.TROOPS, Kind.UNSPECIFIED)
        if kind is Kind.INFANTRY
        else (
            kind,
            Kind.UNSPECIFIED,
        )
    )
    for meant in broader:
        for part in parts:
            if part.kind is meant:
                return part
    return None


def _of_word(
    part: Contribution, position: Position, setting: _Setting, *, is_shared: bool
) -> Offer:
    """An offer known by words alone; a figure that it shares with other kinds is cut finely."""
    assumed = []
    said = _personnel(part.amount, setting)
    size = said if said is not None else setting.sizes.get(part.kind, UNIT_SIZE)
    if said is None:
        vague = part.amount.vague if part.amount else ""
        told = f"the only figure said is {vague!r}" if vague else "no figure was said"
        assumed.append(f"{told}: counted as {size:,} personnel")
    elif part.amount and part.amount.unit != _PEOPLE:
        each = setting.formations[part.amount.unit.casefold()]
        assumed.append(f"the figure is in {part.amount.unit}: counted as {each:,} personnel each")
    if said is not None and part.amount and part.amount.floor is None:
        assumed.append("the figure is the most that was said")
    most = setting.planning.unit_size or UNIT_SIZE
    if is_shared:
        assumed.append("the figure was said for several kinds together")
        most = min(most, setting.sizes.get(part.kind, most))
    parts = _parts(size, most)
    unit = UnitOffer(
        id=f"{position.party}.{part.kind.value}",
        party=position.party,
        capability=part.kind,
        personnel=max(1, size // parts),
    )
    offer = _of_unit(unit, part, position, setting)
    return replace(
        offer,
        parts=parts,
        because=part.because,
        shared_figure=size if is_shared else 0,
        assumed=(*assumed, *offer.assumed),
    )


def _parts(size: int, most: int) -> int:
    """The fewest equal parts that lose nobody; if even twice the fewest lose some, the fewest."""
    fewest = max(1, -(-size // most))
    return next((parts for parts in range(fewest, 2 * fewest + 1) if not size % parts), fewest)


def _of_unit(unit: UnitOffer, part: Contribution, position: Position, setting: _Setting) -> Offer:
    assumed: list[str] = []
    planning = setting.planning
    size = unit.personnel
    if size is None:
        size = setting.sizes.get(unit.capability, UNIT_SIZE)
        assumed.append(f"no size is known: counted as {size:,} personnel")
    ready, why = _ready_in(unit, part.rung, setting)
    tour, until = _tour(unit, setting)
    first, last = _service(tour, ready, setting)
    tonnes, lifted = _stand_in(unit.lift_tonnes, planning.tonnes_per_hundred, size / 100, "lift")
    cost, paid = _stand_in(unit.cost, planning.cost_per_person, size, "cost")
    asks = tuple(topic for topic in position.asks if topic not in setting.answered)
    return Offer(
        id=unit.id,
        party=unit.party,
        kind=unit.capability,
        part_size=size,
        chance_percent=setting.chances.answered(
            part.rung, asked=len(position.asks), answered=len(position.asks) - len(asks)
        ),
        first=first,
        last=last,
        ready_in_days=ready,
        tour_days=tour,
        self_sustained_days=unit.self_sustained_days,
        languages=unit.languages,
        tonnes=tonnes,
        cost=cost,
        port=unit.port,
        asks=asks,
        rung=part.rung,
        said=part.amount,
        conditions=part.conditions,
        because=(f"offers.csv {unit.id}", *part.because),
        assumed=tuple(filter(None, (*assumed, why, until, lifted, paid))),
    )


def _is_of_people(amount: Amount, setting: _Setting) -> bool:
    """True of a figure of people, or of what the planner counts in people."""
    is_vague = amount.floor is None and amount.ceiling is None
    is_counted = amount.unit.casefold() in setting.formations and not is_vague
    return amount.unit == _PEOPLE or is_counted


def _personnel(amount: Amount | None, setting: _Setting) -> int | None:
    """The figure to plan with: the floor, else the ceiling; None where none was said of people."""
    if amount is None or not _is_of_people(amount, setting):
        return None
    size = amount.floor if amount.floor is not None else amount.ceiling
    each = 1 if amount.unit == _PEOPLE else setting.formations[amount.unit.casefold()]
    return size * each if size else None


def _ready_in(unit: UnitOffer, rung: Rung, setting: _Setting) -> tuple[int, str]:
    if unit.ready_on is not None:
        return max(0, (unit.ready_on - setting.day).days), ""
    if unit.notice_days is not None:
        return unit.notice_days, ""
    if rung >= Rung.DEPLOYED:
        return 0, ""
    days = setting.planning.ready_in_days
    days = READY_IN_DAYS if days is None else days
    return days, f"no date was said: counted as ready in {days} days"


def _tour(unit: UnitOffer, setting: _Setting) -> tuple[int | None, str]:
    """Days that it stays: as said, else the planner's default; None: unknown, and so said."""
    months, why = unit.tour_months, ""
    if months is None:
        months = setting.planning.tour_months
        why = f"no tour was said: counted as {months} months"
    if months is None:
        return None, "no tour was said: counted as staying, its depth as unknown"
    return round(months * _DAYS_A_MONTH), why


def _service(
    tour_days: int | None, ready_in_days: int, setting: _Setting
) -> tuple[int, int | None]:
    """The first and last phase that it can serve in, as far as phases have dates."""
    begins = [
        (at, (phase.begins - setting.day).days)
        for at, phase in enumerate(setting.phases)
        if phase.begins is not None
    ]
    if not begins:
        return 0, None
    late = [at for at, day in begins if day < ready_in_days]
    first = max(late) + 1 if late else 0
    if tour_days is None:
        return first, None
    leaves = ready_in_days + tour_days
    served = [at for at, day in begins if at >= first and day < leaves]
    return first, max(served, default=first)


def _stand_in(known: int | None, rate: int | None, size: float, what: str) -> tuple[int, str]:
    """What is known; else the planner's rate times the size; else nothing, and so said."""
    if known is not None:
        return known, ""
    if rate is None:
        return 0, ""
    return round(rate * size), f"no {what} was said: counted at the planner's rate"
