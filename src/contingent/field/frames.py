"""Choices and days become the programmes that plans are the answers to, and single days."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray
from ortools.sat.python import cp_model
from scipy import sparse

from contingent.field.choices import Choices, blind_choices
from contingent.field.linear import Linear, Rows, rows_of, solve
from contingent.field.schedules import Schedule, schedule_of

__all__ = [
    "DayType",
    "Frame",
    "best_day",
    "best_day_known",
    "frame_of",
    "programme",
    "split_into_days",
    "tie_tonnes",
    "week_types",
]

_KM = 1e-4  # tonnes given up for a kilometre less: ties go to the shorter way
_WORKERS = 2
_PARTS = 1_000  # of a tonne, in which whole-number models reckon


@dataclass(frozen=True, slots=True, kw_only=True)
class DayType:
    """So many days with the same crossings open; `capacities` are convoys a day by crossing."""

    positions: tuple[int, ...]
    capacities: tuple[int, ...]

    @property
    def days(self) -> int:
        """How many days it stands for."""
        return len(self.positions)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What a plan must keep to: its days, and what each site gets.

    `floors` are tonnes over all days, `least` whole convoys on each. `floor_share` is 1 where the
    floors asked for can be met together; else they are all cut to that share.
    """

    choices: Choices
    types: tuple[DayType, ...]
    floors: tuple[float, ...]
    least: tuple[int, ...]
    floor_share: float

    @property
    def days(self) -> int:
        """All days together."""
        return sum(each.days for each in self.types)


def week_types(choices: Choices, first: date, days: int = 7) -> tuple[DayType, ...]:
    """The days from `first` on, those with the same crossings open together."""
    alike: dict[tuple[int, ...], list[int]] = {}
    for position in range(days):
        weekday = (first.weekday() + position) % 7
        open_to = tuple(
            each.convoys_per_day if weekday in each.weekdays else 0
            for each in choices.network.crossings
        )
        alike.setdefault(open_to, []).append(position)
    return tuple(
        DayType(positions=tuple(positions), capacities=capacities)
        for capacities, positions in alike.items()
    )


def frame_of(choices: Choices, types: Sequence[DayType], *, whole: bool = True) -> Frame:
    """The frame of some days, its floors cut together where they cannot all be met.

    `whole` asks for floors that whole convoys can meet on just these days; without it the mean of
    many such days is meant.
    """
    sites = choices.network.sites
    days = sum(each.days for each in types)
    wanted = np.array([days * each.tonnes_per_day * each.floor_percent / 100 for each in sites])
    share = _floor_share(choices, types, wanted, whole=whole)
    floors = share * wanted
    load = choices.network.terms.load_tonnes
    least = [math.floor(floor / days / load + 1e-9) for floor in floors]
    return Frame(
        choices=choices,
        types=tuple(types),
        floors=tuple(float(floor) for floor in floors),
        least=tuple(least) if _day_by_day(choices, types, least) else (0,) * len(sites),
        floor_share=share,
    )


def _floor_share(
    choices: Choices, types: Sequence[DayType], wanted: NDArray[np.float64], *, whole: bool
) -> float:
    """The largest share of all floors that can be met together; 1 where they all can.

    Ways and escorts make no difference to it, so only the shortest ways without any are tried.
    """
    plain = blind_choices(choices)
    count, kinds = len(plain.every), len(types)
    gain = np.zeros(kinds * count + 1)
    gain[-1] = 1.0
    high = np.full(len(gain), np.inf)
    high[-1] = 1.0
    sites = rows_of([plain.delivered] * kinds + [-wanted[:, None]], 0, np.inf)
    limits = [row for at, each in enumerate(types) for row in _limits(plain, each, at, kinds, 1)]
    kind = np.r_[np.ones(kinds * count, bool), False] if whole else None
    linear = Linear(
        gain=gain, low=np.zeros(len(gain)), high=high, rows=(sites, *limits), whole=kind
    )
    found = solve(linear, seconds=5.0)
    if found is None:
        raise ValueError("a network without choices has no plan")
    return 1.0 if found.gain > 1 - 1e-7 else max(0.0, found.gain * (1 - 1e-6))


def _day_by_day(choices: Choices, types: Sequence[DayType], least: Sequence[int]) -> bool:
    """True if each kind of day can bring each site its least number of convoys."""
    for each in types:
        frame = Frame(
            choices=choices, types=(each,), floors=(), least=tuple(least), floor_share=1.0
        )
        if best_day(frame, each, np.ones(len(choices.every)), seconds=5.0) is None:
            return False
    return True


def _limits(choices: Choices, day: DayType, at: int, kinds: int, behind: int) -> list[Rows]:
    """What one type of day allows, as rows over the choices of all types and `behind` more."""
    terms, count = choices.network.terms, len(choices.every)

    def placed(matrix: sparse.csr_matrix, high: Any) -> Rows:
        blocks: list[Any] = [matrix if kind == at else count for kind in range(kinds)]
        return rows_of([*blocks, *([behind] if behind else [])], -np.inf, high)

    in_slot = np.repeat(
        [each.convoys_per_slot for each in choices.network.crossings], len(terms.slots)
    )
    return [
        placed(choices.leaving, day.days * np.array(day.capacities)),
        placed(choices.leaving_in_slot, day.days * in_slot),
        placed(sparse.csr_matrix(np.ones((1, count))), day.days * terms.convoys_per_day),
        placed(sparse.csr_matrix(choices.escorts[None, :]), day.days * terms.escort_units),
    ]


def programme(frame: Frame, *, whole: bool) -> Linear:
    """The adversary-aware programme over all days of a frame, by the convoys of each type of day.

    Columns: convoys by choice for each type; useful tonnes by site; and for each type what its
    worst ambushes cost (the sum of the largest values as a linear programme: Ogryczak and
    Tamir, 2003). An adversary knows the type of day. The mean of all days of a type is what
    counts, so days of one type need not be told apart here.
    """
    choices, kinds = frame.choices, len(frame.types)
    count, sites = len(choices.every), len(choices.network.sites)
    ambushes = choices.network.terms.ambushes_per_day
    used = np.flatnonzero(np.diff(choices.within_reach.indptr))
    spots = len(used)
    cost = _KM * choices.km + (0.0 if choices.everyday_loss is None else choices.everyday_loss)
    worst = np.tile(np.r_[ambushes, np.ones(spots)], kinds)
    gain = np.r_[np.tile(-cost, kinds), np.ones(sites), -worst]
    needs = np.array([frame.days * site.tonnes_per_day for site in choices.network.sites])
    low = np.r_[np.zeros(kinds * count), np.minimum(frame.floors, needs), np.zeros(len(worst))]
    high = np.r_[np.full(kinds * count, np.inf), needs, np.full(len(worst), np.inf)]
    behind = sites + len(worst)
    rows = [
        rows_of([choices.delivered] * kinds + [-sparse.eye(sites), len(worst)], 0, np.inf),
    ]
    for at, day in enumerate(frame.types):
        rows += _limits(choices, day, at, kinds, behind)
        blocks: list[Any] = [count] * kinds + [sites] + [spots + 1] * kinds
        blocks[at] = choices.within_reach[used]
        blocks[kinds + 1 + at] = sparse.hstack([-np.ones((spots, 1)), -sparse.eye(spots)])
        rows.append(rows_of(blocks, -np.inf, 0))
        shut: list[Any] = [count] * kinds + [behind]
        shut[at] = choices.delivered
        load = choices.network.terms.load_tonnes
        rows.append(rows_of(shut, day.days * load * np.array(frame.least), np.inf))
    is_whole = np.r_[np.ones(kinds * count, bool), np.zeros(behind, bool)]
    return Linear(
        gain=gain, low=low, high=high, rows=tuple(rows), whole=is_whole if whole else None
    )


class _Days:
    """Days of one type as a model: whole convoys by choice, within what each day allows."""

    def __init__(self, frame: Frame, day: DayType, used: Sequence[int], count: int) -> None:
        self.model = cp_model.CpModel()
        self._frame = frame
        network = frame.choices.network
        most = max((each.convoys_per_slot for each in network.crossings), default=0)
        self.convoys = {
            (at, number): self.model.new_int_var(0, most, "")
            for at in used
            for number in range(count)
        }
        every = frame.choices.every
        for number in range(count):
            for crossing, capacity in zip(network.crossings, day.capacities, strict=True):
                mine = [at for at in used if every[at].crossing == crossing.id]
                self.model.add(self._sum(mine, number) <= capacity)
                for slot in range(len(network.terms.slots)):
                    in_slot = [at for at in mine if every[at].slot == slot]
                    self.model.add(self._sum(in_slot, number) <= crossing.convoys_per_slot)
            self.model.add(self._sum(used, number) <= network.terms.convoys_per_day)
            units = sum(every[at].escorts * self.convoys[at, number] for at in used)
            self.model.add(units <= network.terms.escort_units)
            for site, least in zip(network.sites, frame.least, strict=True):
                to_site = [at for at in used if every[at].site == site.id]
                self.model.add(self._sum(to_site, number) >= least)

    def _sum(self, choices: Sequence[int], number: int) -> cp_model.LinearExprT:
        return sum(self.convoys[at, number] for at in choices)

    def solved(
        self, seconds: float, *, gap: float = 0.0, workers: int = 1
    ) -> cp_model.CpSolver | None:
        """The solver with an answer; None if there is none in time."""
        solver = cp_model.CpSolver()
        solver.parameters.max_time_in_seconds = seconds
        solver.parameters.relative_gap_limit = gap
        solver.parameters.num_workers = workers
        found = solver.solve(self.model) in (cp_model.OPTIMAL, cp_model.FEASIBLE)
        return solver if found else None


def best_day(
    frame: Frame, day: DayType, worth: NDArray[np.float64], *, seconds: float = 10.0
) -> tuple[Schedule, float] | None:
    """The day worth most at a price for each choice, and a bound that no day's worth exceeds.

    None if no day keeps to the frame.
    """
    count = len(worth)
    days = _Days(frame, day, range(count), 1)
    scaled = np.ceil(worth * _PARTS).astype(int)
    days.model.maximize(sum(int(scaled[at]) * convoys for (at, _), convoys in days.convoys.items()))
    solver = days.solved(seconds)
    if solver is None:
        return None
    values = np.array([solver.value(days.convoys[at, 0]) for at in range(count)], dtype=float)
    return schedule_of(values), solver.best_objective_bound / _PARTS


def best_day_known(
    frame: Frame, day: DayType, *, seconds: float = 10.0
) -> tuple[Schedule, float] | None:
    """The best day against an adversary who knows it, and a bound on what any day nets.

    None if no day keeps to the frame, or none was found in time.
    """
    choices = frame.choices
    count, terms = len(choices.every), choices.network.terms
    days = _Days(frame, day, range(count), 1)
    model = days.model
    convoys = [days.convoys[at, 0] for at in range(count)]
    lost: list[Any] = []
    if terms.ambushes_per_day:
        most = _PARTS * terms.load_tonnes * terms.convoys_per_day
        level = model.new_int_var(0, most, "")
        lost.append(terms.ambushes_per_day * level)
        for spot in np.flatnonzero(np.diff(choices.within_reach.indptr)):
            row = choices.within_reach[spot]
            above = model.new_int_var(0, most, "")
            reach = sum(
                math.ceil(_PARTS * value) * convoys[at]
                for at, value in zip(row.indices, row.data, strict=True)
            )
            model.add(reach <= level + above)
            lost.append(above)
    cost = _KM * choices.km + (0.0 if choices.everyday_loss is None else choices.everyday_loss)
    lost += [round(_PARTS * cost[at]) * convoys[at] for at in range(count)]
    useful = []
    for at, site in enumerate(choices.network.sites):
        floor = min(site.tonnes_per_day, frame.floors[at] / frame.days)
        tonnes = model.new_int_var(math.ceil(floor), site.tonnes_per_day, "")
        to_site = [each for each in range(count) if choices.every[each].site == site.id]
        model.add(tonnes <= terms.load_tonnes * sum(convoys[each] for each in to_site))
        useful.append(_PARTS * tonnes)
    model.maximize(sum(useful) - sum(lost))
    slots = [
        sum(convoys[at] for at in range(count) if choices.every[at].slot == slot)
        for slot in range(len(terms.slots))
    ]
    for early, late in pairwise(slots):  # slots are alike, so their order is free
        model.add(early >= late)
    solver = days.solved(seconds, gap=0.005, workers=_WORKERS)
    if solver is None:
        return None
    values = np.array([solver.value(each) for each in convoys], dtype=float)
    return schedule_of(values), solver.best_objective_bound / _PARTS + tie_tonnes(choices)


def tie_tonnes(choices: Choices) -> float:
    """What preferring shorter ways can take off a day's bound at most; bounds are widened by it."""
    most = choices.network.terms.convoys_per_day
    return _KM * float(choices.km.max(initial=0.0)) * most


def split_into_days(
    frame: Frame, day: DayType, totals: NDArray[np.float64], *, seconds: float = 10.0
) -> tuple[Schedule, ...]:
    """Single days that together are the totals of a type, each site served as evenly as it goes.

    Where escorts do not divide so, as many convoys as can be placed are; whoever asks sees it in
    the outcome.
    """
    used = [int(at) for at in np.flatnonzero(np.rint(totals))]
    for evenly in (True, False):
        days = _Days(frame, day, used, day.days)
        for at in used:
            placed = sum(days.convoys[at, number] for number in range(day.days))
            if evenly:
                days.model.add(placed == round(totals[at]))
            else:
                days.model.add(placed <= round(totals[at]))
        if evenly:
            _evenly(frame, day, totals, days)
        else:
            days.model.maximize(sum(days.convoys.values()))
        solver = days.solved(seconds)
        if solver is not None:
            break
    else:
        raise ValueError("no day keeps to its frame")
    found = []
    for number in range(day.days):
        values = np.zeros(len(totals))
        for at in used:
            values[at] = solver.value(days.convoys[at, number])
        found.append(schedule_of(values))
    return tuple(found)


def _evenly(frame: Frame, day: DayType, totals: NDArray[np.float64], days: _Days) -> None:
    """No day brings a site more than one convoy more than another day."""
    every = frame.choices.every
    for site in frame.choices.network.sites:
        mine = [int(at) for at in np.flatnonzero(np.rint(totals)) if every[at].site == site.id]
        mean = sum(round(totals[at]) for at in mine) / day.days
        for number in range(day.days):
            brought = sum(days.convoys[at, number] for at in mine)
            days.model.add(brought >= math.floor(mean))
            days.model.add(brought <= math.ceil(mean))
