"""A frame becomes plans for its days: aware of an adversary, fixed, or blind and shortest.

The week is solved by its totals first: days on which the same crossings are open mean the same, so
only their sum matters to the worst case, and the totals are then split into days. That is a tenth
of the variables, and its bound holds for every plan of single days.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from contingent.field.choices import blind_choices
from contingent.field.frames import (
    DayType,
    Frame,
    best_day_known,
    frame_of,
    programme,
    split_into_days,
    tie_tonnes,
)
from contingent.field.linear import Linear, solve
from contingent.field.schedules import Outcome, Schedule, mean_of, outcome_of, schedule_of

__all__ = ["Plan", "fixed_plan", "one_day", "plan_of", "shortest_plan", "week_plan"]

GAP = 0.005
"""How far, at most, a plan is left from its bound where time allows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """A schedule for each day of a frame, and what comes of it.

    `outcome` holds where an adversary cannot tell the days of one type apart: the week is gone
    through in an order drawn by chance. `known_order` holds where the order is known too.
    `bound` is the net tonnes a day that no plan in this frame exceeds.
    """

    days: tuple[Schedule, ...]
    outcome: Outcome
    known_order: Outcome
    bound: float

    @property
    def gap(self) -> float:
        """How far the plan may be from the best, as a share of the bound."""
        return max(0.0, 1 - self.outcome.net / self.bound) if self.bound > 0 else 0.0


def week_plan(frame: Frame, *, seconds: float = 20.0) -> Plan | None:
    """The adversary-aware plan for all days of a frame; None if nothing was found in time."""
    found = solve(programme(frame, whole=True), seconds=seconds, gap=GAP)
    if found is None:
        return None
    count = len(frame.choices.every)
    days: dict[int, Schedule] = {}
    for at, day in enumerate(frame.types):
        totals = np.rint(found.values[at * count : (at + 1) * count])
        split = split_into_days(frame, day, totals)
        days |= dict(zip(day.positions, split, strict=True))
    bound = found.bound / frame.days + tie_tonnes(frame.choices)
    return plan_of(frame, tuple(days[at] for at in sorted(days)), bound)


def plan_of(frame: Frame, days: tuple[Schedule, ...], bound: float) -> Plan:
    """A plan from its days, by position; the outcome is a mean over the types of day."""
    choices = frame.choices
    by_type = [
        (each.days, outcome_of(choices, mean_of(choices, [days[at] for at in each.positions])))
        for each in _placed(frame.types)
    ]
    single = [(1, outcome_of(choices, mean_of(choices, [day]))) for day in days]
    mean = outcome_of(choices, mean_of(choices, days))
    return Plan(
        days=days,
        outcome=replace(mean, worst_loss=_mean_worst(by_type)),
        known_order=replace(mean, worst_loss=_mean_worst(single)),
        bound=bound,
    )


def _placed(types: tuple[DayType, ...]) -> tuple[DayType, ...]:
    """Types with their positions counted from 0 within the frame."""
    order = {at: place for place, at in enumerate(sorted(p for t in types for p in t.positions))}
    return tuple(
        replace(each, positions=tuple(order[at] for at in each.positions)) for each in types
    )


def _mean_worst(outcomes: list[tuple[int, Outcome]]) -> float:
    days = sum(count for count, _ in outcomes)
    return sum(count * each.worst_loss for count, each in outcomes) / days


def fixed_plan(frame: Frame, day: DayType, *, seconds: float = 10.0) -> Plan | None:
    """The best single day against an adversary who knows it, to be repeated as it is."""
    one = one_day(frame, day)
    found = best_day_known(one, day, seconds=seconds)
    return None if found is None else plan_of(one, found[:1], found[1])


def one_day(frame: Frame, day: DayType, *, whole: bool = True) -> Frame:
    """The frame of one day of a type; `whole` as in `frame_of`."""
    return frame_of(frame.choices, (replace(day, positions=day.positions[:1]),), whole=whole)


def shortest_plan(frame: Frame, day: DayType) -> Plan | None:
    """What is done without thought of an adversary: most delivered, least driven, no escorts.

    Every convoy takes the shortest way to its site, in whatever slot comes first.
    """
    blind = blind_choices(frame.choices)
    one = one_day(replace(frame, choices=blind), day)
    linear = programme(one, whole=True)
    count, sites = len(blind.every), len(blind.network.sites)
    slots = np.array([each.slot for each in blind.every])
    gain = np.r_[-1e-3 * blind.km - 1e-6 * slots, np.ones(sites)]
    gain = np.r_[gain, np.zeros(len(linear.gain) - len(gain))]
    found = solve(
        Linear(gain=gain, low=linear.low, high=linear.high, rows=linear.rows, whole=linear.whole),
        seconds=5.0,
        gap=1e-6,
    )
    if found is None:
        return None
    schedule = schedule_of(found.values[:count])
    plan = plan_of(replace(one, types=one.types), (schedule,), float("inf"))
    return replace(plan, bound=plan.outcome.net)
