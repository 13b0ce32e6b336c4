"""A package and the tours of its units become its depth: can each line be held to its end?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from enum import StrEnum

from contingent.force.package import Coverage, Package, placed_nowhere
from contingent.force.problem import (
    WHOLE_FORCE,
    AreaRule,
    ForceProblem,
    Need,
    Offer,
    Refusal,
    TaskRule,
    kinds_covered,
)

__all__ = ["Depth", "Holding", "depth_of", "depths_of"]


class Holding(StrEnum):
    """Whether the tours that were said can hold a line to its end."""

    ENOUGH = "enough"
    UNKNOWN = "unknown"
    SHORT = "short"


@dataclass(frozen=True, slots=True, kw_only=True)
class Depth:
    """How long one line must be held, and for how long its people could hold it in turns.

    Days are personnel times days within the line's time. `placed_days` come from who serves on
    it, `relief_days` from who is offered and placed nowhere, both by known tours; `open_days` are
    what those whose tour nobody said would add if they stayed to the end, `open_personnel` who
    they are. `reliefs_needed` is how often everybody is relieved at the mean of the known tours,
    `reliefs_offered` how often those of known tours could fill the line after the first time;
    needed None: no tour is known. Each line is looked at by itself, so one unit can be the relief
    of several.
    """

    need: Need
    days: int
    needed_days: int
    placed_days: int
    relief_days: int
    open_days: int
    open_personnel: int
    reliefs_needed: int | None
    reliefs_offered: int
    because: tuple[str, ...]

    @property
    def holding(self) -> Holding:
        """Enough by known tours; short even if all others stayed to the end; else unknown."""
        known = self.placed_days + self.relief_days
        if known >= self.needed_days:
            return Holding.ENOUGH
        return Holding.UNKNOWN if known + self.open_days >= self.needed_days else Holding.SHORT

    @property
    def known_percent(self) -> int:
        """The share of the line's time that known tours fill at full strength, rounded down."""
        return min(100, 100 * (self.placed_days + self.relief_days) // self.needed_days)


@dataclass(frozen=True, slots=True)
class _Turn:
    """Personnel who may take a turn on a line, for how many days; None: their tour is unknown."""

    offer: Offer
    personnel: int
    days: int | None
    most: int  # days until the line's end
    is_placed: bool


def depths_of(package: Package) -> tuple[Depth, ...]:
    """The depth of every line whose end is known, in the package's order."""
    depths = (
        depth_of(line, placed_nowhere(package, line.need), package.problem)
        for line in package.lines
    )
    return tuple(depth for depth in depths if depth is not None)


def depth_of(
    line: Coverage, spare: Iterable[tuple[Offer, int]], problem: ForceProblem
) -> Depth | None:
    """The depth of one line, with offers placed nowhere and their personnel as possible reliefs.

    A line that fills later than it is needed is late, not shallow: its time begins on the day on
    which it first has its minimum. None: nobody said until when it must be held. Hard refusals,
    areas and tasks are kept to; money, lift and shares are not asked, so this is the most that is
    possible.
    """
    need, until = line.need, line.need.held_until
    if until is None or until <= need.held_from:
        return None
    first = _first_filled(line)
    if first is not None and need.held_from < first < until:
        need = replace(need, held_from=first)
    days = until - need.held_from
    turns = [_placed_turn(item.offer, item.personnel, need) for item in line.by]
    turns += [
        _relief_turn(offer, personnel, need)
        for offer, personnel in spare
        if need.kind in kinds_covered(offer.kind) and _may(offer, need, problem)
    ]
    turns = [turn for turn in turns if turn.most > 0]
    known = [turn for turn in turns if turn.days is not None]
    unsaid = [turn for turn in turns if turn.days is None]
    there = sum(turn.personnel for turn in known if turn.days)
    return Depth(
        need=need,
        days=days,
        needed_days=need.minimum * days,
        placed_days=_held(turn for turn in known if turn.is_placed),
        relief_days=_held(turn for turn in known if not turn.is_placed),
        open_days=sum(turn.personnel * turn.most for turn in unsaid),
        open_personnel=sum(turn.personnel for turn in unsaid),
        reliefs_needed=_reliefs_needed(known, days),
        reliefs_offered=max(0, there // need.minimum - 1),
        because=tuple(dict.fromkeys(id for turn in turns for id in turn.offer.because)),
    )


def _first_filled(line: Coverage) -> int | None:
    """Days until those placed on a line first make up its minimum; None: they never do."""
    there = 0
    for item in sorted(line.by, key=lambda item: item.offer.ready_in_days):
        there += item.personnel
        if there >= line.need.minimum:
            return item.offer.ready_in_days
    return None


def _held(turns: Iterable[_Turn]) -> int:
    return sum(turn.personnel * (turn.days or 0) for turn in turns)


def _placed_turn(offer: Offer, personnel: int, need: Need) -> _Turn:
    """Its tour runs from the day on which it is ready, whether the line has begun or not."""
    until = need.held_until or 0
    begins = max(need.held_from, offer.ready_in_days)
    days = None
    if offer.tour_days is not None:
        days = max(0, min(until, offer.ready_in_days + offer.tour_days) - begins)
    return _Turn(offer, personnel, days, until - begins, is_placed=True)


def _relief_turn(offer: Offer, personnel: int, need: Need) -> _Turn:
    """A relief can wait, so its whole tour counts as far as it fits before the line's end."""
    most = (need.held_until or 0) - max(need.held_from, offer.ready_in_days)
    days = None if offer.tour_days is None else max(0, min(offer.tour_days, most))
    return _Turn(offer, personnel, days, most, is_placed=False)


def _may(offer: Offer, need: Need, problem: ForceProblem) -> bool:
    """True if no hard rule keeps an offer from a line outright."""
    for rule in problem.rules:
        if not rule.hard:
            continue
        match rule:
            case Refusal(party=offer.party):
                return False
            case TaskRule(party=offer.party) if need.task and rule.task == need.task:
                return False
            case AreaRule(party=offer.party) if rule.offer in ("", offer.id):
                away = set(rule.sectors)
                if need.sector in away or (
                    need.sector == WHOLE_FORCE and away.issuperset(problem.sectors) and away
                ):
                    return False
    return True


def _reliefs_needed(known: Iterable[_Turn], days: int) -> int | None:
    """How often everybody is relieved in so many days, at the mean of the tours."""
    tours = [(turn.offer.tour_days or 0, turn.personnel) for turn in known]
    people = sum(personnel for _, personnel in tours)
    total = sum(tour * personnel for tour, personnel in tours)
    return -(-days * people // total) - 1 if total else None
