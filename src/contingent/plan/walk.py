"""Sets of settled questions become what each is worth, by going from set to set.

From one set to the next only what lies behind the questions that differ is computed again.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from contingent.plan.chance import entry, inner
from contingent.plan.kernel import given, reach, sample, wait
from contingent.plan.lanes import LANES, Walk
from contingent.plan.program import REACH
from contingent.plan.tables import flags, floats, sums, whole

__all__ = ["walk"]

_F = np.float32


@entry
def walk(address: Any) -> None:
    """Visit every set on the draws of some blocks, and add up what each is worth.

    After program, draws and room stand: the way from set to set; the first block, the one after
    the last, and the node of the target (-1: none); room for which questions are settled and for
    the personnel-days of each delivery; `found` and `detail`, a row for each set.
    """
    program, keyed, room = given(address)
    way = Walk(
        whole(address, 24),
        whole(address, 25),
        whole(address, 26),
        whole(address, 27),
        whole(address, 28),
        floats(address, 29),
        whole(address, 30),
        whole(address, 31),
    )
    asked, settled, present = whole(address, 32), flags(address, 33), sums(address, 34)
    found, detail = sums(address, 35), sums(address, 36)
    for block in range(asked[0], asked[1]):
        sample(program, keyed, room, block, False)
        for question in range(len(settled)):
            settled[question] = False
        for node in range(len(program.joins)):
            _visit(program, room, way, node, settled, present)
        for step in range(len(way.steps) - 1):
            for change in range(way.steps[step], way.steps[step + 1]):
                question = way.changes[change]
                settled[question] = not settled[question]
                for at in range(way.starts[question], way.starts[question + 1]):
                    _visit(program, room, way, np.int64(way.behind[at]), settled, present)
            _add_up(program, room, asked[2], present, step, (found, detail))


@inner
def _visit(program: Any, room: Any, way: Any, node: Any, settled: Any, present: Any) -> None:
    """When a node happens, with these questions settled, and what that brings."""
    days, owner = room.days, way.owner[node]
    if owner >= 0 and settled[owner]:
        _hold(days, node, way.fixed[node])
    elif program.joins[node] >= REACH:
        reach(program, room, node)
    else:
        wait(program.joins, program.spans, program.before, node, days, room.lasts)
    for row in range(way.carried_at[node], way.carried_at[node + 1]):
        delivery = way.carried[row]
        present[0, delivery] = _presence(days, node, room.sizes, delivery, program.horizon)


@inner
def _add_up(program: Any, room: Any, goal: Any, present: Any, step: Any, out: Any) -> None:
    found, detail = out
    total = 0.0
    for delivery in range(present.shape[1]):
        total += present[0, delivery]
    found[step, 0] += total
    if goal >= 0:
        capped, reached = _reached(room.days, goal, program.horizon)
        found[step, 1] += capped
        found[step, 2] += reached
    if len(detail):
        for delivery in range(present.shape[1]):
            detail[step, delivery] += present[0, delivery]


@inner
def _hold(days: Any, node: Any, day: Any) -> None:
    for lane in range(LANES):
        days[node, lane] = day


@inner
def _presence(days: Any, node: Any, sizes: Any, delivery: Any, horizon: Any) -> Any:
    """Personnel-days of one delivery in all lanes of a block."""
    total = _F(0)
    for lane in range(LANES):
        total += sizes[delivery, lane] * max(horizon - days[node, lane], _F(0))
    return total


@inner
def _reached(days: Any, goal: Any, horizon: Any) -> Any:
    total, count = _F(0), _F(0)
    for lane in range(LANES):
        total += min(days[goal, lane], horizon)
        count += _F(1) if days[goal, lane] <= horizon else _F(0)
    return total, count
