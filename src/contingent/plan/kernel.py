"""A program and a seed become the days on which its nodes happen, 256 scenarios side by side.

Every loop runs over the lanes of a block, so that the compiler makes vector instructions of it.
Nothing is shared between blocks: who computes them, and in which order, changes no bit.
"""

from __future__ import annotations

from typing import Any

import numba as nb
import numpy as np

from contingent.plan.chance import entry, inner, normal_pair, power_of_two
from contingent.plan.lanes import HALF, LANES, Keyed, Workspace
from contingent.plan.program import (
    ANY,
    FIRST,
    LIMIT,
    MU,
    NEVER,
    ONE,
    OTHER,
    OWN,
    REACH,
    SECOND,
    SIGMA,
    Program,
)
from contingent.plan.tables import bits, flags, floats, rows, whole, wide

__all__ = ["given", "reach", "run", "sample", "wait"]

_F, _U = np.float32, np.uint32
_PAIRWISE = 24  # up to so many deliveries, comparing each with each is faster than halving
_HALVINGS = 16
_ONLY, _LOW, _MIDDLE, _HIGH, _SUM = (np.int64(row) for row in (0, 0, 1, 2, 3))
"""Rows of `normals` and of `bounds`; whole numbers of one kind, so that each function is one."""


# Rows are passed as an array and a number: cutting a row out costs as much as a loop over it.


@inner
def sample(program: Any, keyed: Any, room: Any, block: Any, has_drivers: Any) -> None:
    """Draw one block: its drivers, how long each node takes, and what each delivery brings.

    Where the room `has_drivers`, they stay as they are.
    """
    keys, numbers = keyed.keys, keyed.numbers
    counter, normals, drivers, lasts = room.counter, room.normals, room.drivers, room.lasts
    start = _U(block * HALF)
    for driver in range(0 if has_drivers else len(keyed.driver_keys)):
        _normals(keyed.driver_keys, driver, start, counter, drivers, driver + 1)
    for node in range(len(lasts)):
        draw = np.int64(program.delay[node])
        if draw >= 0:
            _normals(keys, draw, start, counter, normals, _ONLY)
            _raise(normals, numbers, draw, drivers, lasts, node)
        else:
            _fill(lasts, node, _F(0))
        draw = np.int64(program.odds[node])
        if draw >= 0:
            _normals(keys, draw, start, counter, normals, _ONLY)
            _add_drivers(normals, numbers, draw, drivers)
            sign = _F(-1) if program.is_opposite[node] else _F(1)
            otherwise = NEVER if program.is_never[node] else _F(0)
            _decide(normals, sign, numbers[draw, LIMIT], otherwise, lasts, node)
    for row in range(len(program.size)):
        draw = np.int64(program.spread[row])
        if draw >= 0:
            _normals(keys, draw, start, counter, normals, _ONLY)
            _raise(normals, numbers, draw, drivers, room.sizes, row)


@inner
def _normals(keys: Any, draw: Any, start: Any, counter: Any, out: Any, row: Any) -> None:
    key0, key1 = keys[draw, 0], keys[draw, 1]
    for lane in range(HALF):
        low, high = normal_pair(_U(start + counter[lane]), key0, key1)
        out[row, lane] = low
        out[row, lane + HALF] = high


@inner
def _raise(normals: Any, numbers: Any, draw: Any, drivers: Any, out: Any, row: Any) -> None:
    """The lognormal of a draw: its own part and its drivers'."""
    one, other = int(numbers[draw, ONE]), int(numbers[draw, OTHER])
    mu, sigma = numbers[draw, MU], numbers[draw, SIGMA]
    a, b = sigma * numbers[draw, FIRST], sigma * numbers[draw, SECOND]
    own = sigma * numbers[draw, OWN]
    for lane in range(LANES):
        shared = a * drivers[one, lane] + b * drivers[other, lane]
        out[row, lane] = power_of_two(mu + own * normals[0, lane] + shared)


@inner
def _add_drivers(normals: Any, numbers: Any, draw: Any, drivers: Any) -> None:
    one, other = int(numbers[draw, ONE]), int(numbers[draw, OTHER])
    a, b, own = numbers[draw, FIRST], numbers[draw, SECOND], numbers[draw, OWN]
    for lane in range(LANES):
        shared = a * drivers[one, lane] + b * drivers[other, lane]
        normals[0, lane] = own * normals[0, lane] + shared


@inner
def _fill(out: Any, row: Any, value: Any) -> None:
    for lane in range(LANES):
        out[row, lane] = value


@inner
def _decide(normals: Any, sign: Any, limit: Any, otherwise: Any, lasts: Any, row: Any) -> None:
    """What is not drawn below its limit (for a sign of -1: above it) lasts `otherwise`."""
    for lane in range(LANES):
        kept = lasts[row, lane]
        lasts[row, lane] = kept if sign * normals[0, lane] < sign * limit else otherwise


@inner
def _latents(keyed: Any, room: Any, block: Any, out: Any) -> None:
    """The normal number behind every draw of a block, its drivers' part included."""
    start = _U(block * HALF)
    for draw in range(len(out)):
        _normals(keyed.keys, draw, start, room.counter, room.normals, _ONLY)
        _add_drivers(room.normals, keyed.numbers, draw, room.drivers)
        for lane in range(LANES):
            out[draw, lane] = room.normals[0, lane]


@inner
def wait(joins: Any, spans: Any, before: Any, node: Any, days: Any, lasts: Any) -> None:
    """When a step happens, those before it being known."""
    first, last = spans[node, 0], spans[node, 1]
    if first == last:
        _begin(days, node, lasts)
        return
    so_far = np.int64(before[first])
    if last == first + 1:
        _follow(days, node, so_far, lasts)
        return
    for at in range(first + 1, last - 2):
        if joins[node] == ANY:
            _earlier(days, node, so_far, before[at])
        else:
            _later(days, node, so_far, before[at])
        so_far = node
    if joins[node] == ANY:
        _follow_first(days, node, so_far, before[last - 2], before[last - 1], lasts)
    else:
        _follow_last(days, node, so_far, before[last - 2], before[last - 1], lasts)


@inner
def _begin(days: Any, node: Any, lasts: Any) -> None:
    for lane in range(LANES):
        days[node, lane] = lasts[node, lane]


@inner
def _follow(days: Any, node: Any, before: Any, lasts: Any) -> None:
    for lane in range(LANES):
        days[node, lane] = min(days[before, lane] + lasts[node, lane], NEVER)


@inner
def _follow_last(days: Any, node: Any, a: Any, b: Any, c: Any, lasts: Any) -> None:
    for lane in range(LANES):
        last = max(max(days[a, lane], days[b, lane]), days[c, lane])
        days[node, lane] = min(last + lasts[node, lane], NEVER)


@inner
def _follow_first(days: Any, node: Any, a: Any, b: Any, c: Any, lasts: Any) -> None:
    for lane in range(LANES):
        first = min(min(days[a, lane], days[b, lane]), days[c, lane])
        days[node, lane] = min(first + lasts[node, lane], NEVER)


@inner
def _later(days: Any, node: Any, one: Any, other: Any) -> None:
    for lane in range(LANES):
        days[node, lane] = max(days[one, lane], days[other, lane])


@inner
def _earlier(days: Any, node: Any, one: Any, other: Any) -> None:
    for lane in range(LANES):
        days[node, lane] = min(days[one, lane], days[other, lane])


@inner
def reach(program: Any, room: Any, node: Any) -> None:
    """When the deliveries of a threshold add up to what it needs."""
    rows, steps, need = program.before, program.step, program.need[node]
    days, sums = room.days, room.sums
    first, enough, last = program.spans[node, 0], program.enough[node], program.spans[node, 1]
    if enough - first > _PAIRWISE:
        _reach_by_halving(program, room, node)
    else:
        if program.joins[node] == REACH:
            spare = len(sums) - 1
            for row in range(first, enough, 2):
                is_pair = row + 1 < enough
                two = row - first, row + 1 - first if is_pair else spare
                moments = steps[rows[row]], steps[rows[row + 1 if is_pair else row]]
                _count(room, two, moments, rows, steps, (first, enough))
        _fill(days, node, NEVER)
        for row in range(first, enough, 2):
            other = min(row + 1, enough - 1)
            moments = steps[rows[row]], steps[rows[other]]
            _take(days, node, moments, sums, (row - first, other - first), need)
    for row in range(enough, last, 3):
        one, other = steps[rows[row]], steps[rows[min(row + 1, last - 1)]]
        _earliest(days, node, one, other, steps[rows[min(row + 2, last - 1)]])


@inner
def _count(room: Any, two: Any, moments: Any, rows: Any, steps: Any, span: Any) -> None:
    """In two rows, what is there by each of two moments, four deliveries at a time."""
    days, sizes, sums = room.days, room.sizes, room.sums
    first, last = span
    nobody = len(sizes) - 1
    _fill(sums, two[0], _F(0))
    _fill(sums, two[1], _F(0))
    for at in range(first, last, 4):
        a = rows[at]
        b = rows[at + 1] if at + 1 < last else nobody
        c = rows[at + 2] if at + 2 < last else nobody
        d = rows[at + 3] if at + 3 < last else nobody
        came = steps[a], steps[b], steps[c], steps[d]
        _add_four(sums, two, days, moments, sizes, (came, (a, b, c, d)))


@inner
def _add_four(sums: Any, two: Any, days: Any, moments: Any, sizes: Any, four: Any) -> None:
    """Add four deliveries where they came no later than each of two."""
    one, other = two
    then, later = moments
    came, deliveries = four
    came_a, came_b, came_c, came_d = came
    a, b, c, d = deliveries
    for lane in range(LANES):
        first, second = days[then, lane], days[later, lane]
        day_a, day_b = days[came_a, lane], days[came_b, lane]
        day_c, day_d = days[came_c, lane], days[came_d, lane]
        size_a, size_b = sizes[a, lane], sizes[b, lane]
        size_c, size_d = sizes[c, lane], sizes[d, lane]
        there = size_a if day_a <= first else _F(0)
        there += size_b if day_b <= first else _F(0)
        there += size_c if day_c <= first else _F(0)
        there += size_d if day_d <= first else _F(0)
        sums[one, lane] += there
        there = size_a if day_a <= second else _F(0)
        there += size_b if day_b <= second else _F(0)
        there += size_c if day_c <= second else _F(0)
        there += size_d if day_d <= second else _F(0)
        sums[other, lane] += there


@inner
def _take(days: Any, node: Any, moments: Any, sums: Any, rows: Any, need: Any) -> None:
    """The earlier of two arrivals with which there is enough, if that is earlier than so far."""
    then, later = moments
    one, other = rows
    for lane in range(LANES):
        first = days[then, lane] if sums[one, lane] >= need else NEVER
        second = days[later, lane] if sums[other, lane] >= need else NEVER
        days[node, lane] = min(days[node, lane], min(first, second))


@inner
def _earliest(days: Any, node: Any, a: Any, b: Any, c: Any) -> None:
    """The earliest of three, if that is earlier than so far."""
    for lane in range(LANES):
        first = min(min(days[a, lane], days[b, lane]), days[c, lane])
        days[node, lane] = min(days[node, lane], first)


@inner
def _reach_by_halving(program: Any, room: Any, node: Any) -> None:
    """Halve the span in which the sum passes the need; then take the last arrival within it."""
    spans, rows, steps, need = program.spans, program.before, program.step, program.need[node]
    days, sizes, bounds = room.days, room.sizes, room.bounds
    first, last = spans[node, 0], program.enough[node]
    _fill(bounds, _LOW, _F(0))
    _fill(bounds, _HIGH, program.horizon)
    for _ in range(_HALVINGS):
        _halve(bounds)
        _fill(bounds, _SUM, _F(0))
        for at in range(first, last):
            _add(bounds, _MIDDLE, days, steps[rows[at]], sizes, rows[at])
        _narrow(bounds, need)
    _fill(bounds, _SUM, _F(0))
    _fill(days, node, _F(0))
    for at in range(first, last):
        _add(bounds, _HIGH, days, steps[rows[at]], sizes, rows[at])
        _reach_back(bounds, days, node, steps[rows[at]])
    _never_short(bounds, need, days, node)


@inner
def _halve(bounds: Any) -> None:
    for lane in range(LANES):
        bounds[_MIDDLE, lane] = _F(0.5) * (bounds[_LOW, lane] + bounds[_HIGH, lane])


@inner
def _add(bounds: Any, moment: Any, days: Any, step: Any, sizes: Any, delivery: Any) -> None:
    """Add a delivery where it came by a moment."""
    for lane in range(LANES):
        there = sizes[delivery, lane] if days[step, lane] <= bounds[moment, lane] else _F(0)
        bounds[_SUM, lane] += there


@inner
def _narrow(bounds: Any, need: Any) -> None:
    for lane in range(LANES):
        low, middle, high = bounds[_LOW, lane], bounds[_MIDDLE, lane], bounds[_HIGH, lane]
        is_enough = bounds[_SUM, lane] >= need
        bounds[_HIGH, lane] = middle if is_enough else high
        bounds[_LOW, lane] = low if is_enough else middle


@inner
def _reach_back(bounds: Any, days: Any, node: Any, step: Any) -> None:
    for lane in range(LANES):
        day = days[step, lane]
        within = day if day <= bounds[_HIGH, lane] else _F(0)
        days[node, lane] = max(days[node, lane], within)


@inner
def _never_short(bounds: Any, need: Any, days: Any, node: Any) -> None:
    for lane in range(LANES):
        day = days[node, lane]
        days[node, lane] = day if bounds[_SUM, lane] >= need else NEVER


@nb.njit(inline="always")
def given(address: Any) -> Any:
    """The program, the draws and the room that stand first in a table."""
    program = Program(
        whole(address, 0),
        rows(address, 1),
        whole(address, 2),
        whole(address, 3),
        floats(address, 4),
        whole(address, 5),
        whole(address, 6),
        flags(address, 7),
        flags(address, 8),
        whole(address, 9),
        floats(address, 10),
        whole(address, 11),
        floats(address, 12)[0],
    )
    keyed = Keyed(bits(address, 13), bits(address, 14), wide(address, 15))
    room = Workspace(
        bits(address, 16)[0],
        wide(address, 17),
        wide(address, 18),
        wide(address, 19),
        wide(address, 20),
        wide(address, 21),
        wide(address, 22),
        wide(address, 23),
    )
    return program, keyed, room


@entry
def run(address: Any) -> None:
    """Run blocks and keep the days of some nodes.

    After program, draws and room stand: the first block, the one after the last, and whether the
    drivers are in the room already; the wanted nodes; `out`, a row for each of them and a column
    for each scenario from the very first; and `latents`, a row for each draw, or none.
    """
    program, keyed, room = given(address)
    asked, wanted = whole(address, 24), whole(address, 25)
    out, latents = wide(address, 26), wide(address, 27)
    for block in range(asked[0], asked[1]):
        sample(program, keyed, room, block, asked[2] != 0)
        for node in range(len(program.joins)):
            if program.joins[node] >= REACH:
                reach(program, room, node)
            else:
                wait(program.joins, program.spans, program.before, node, room.days, room.lasts)
        if len(latents):
            _latents(keyed, room, block, latents)
        for row in range(len(wanted)):
            for lane in range(LANES):
                out[row, block * LANES + lane] = room.days[wanted[row], lane]
