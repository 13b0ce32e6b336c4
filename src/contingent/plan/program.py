"""A network becomes flat arrays that compiled code runs through."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from contingent.plan.network import Delivery, Join, Network, Node, Otherwise, Step, Threshold

__all__ = [
    "ALL",
    "ANY",
    "FIRST",
    "LIMIT",
    "MU",
    "NEVER",
    "NO_DRAW",
    "ONE",
    "OTHER",
    "OWN",
    "REACH",
    "REACH_ALIKE",
    "SECOND",
    "SIGMA",
    "Draws",
    "Program",
    "program_of",
]

Floats = NDArray[np.float32]
Whole = NDArray[np.int32]

NEVER = np.float32(1e9)
"""Days until what never happens; whatever waits for it lies beyond it."""

NO_DRAW = -1
_LOG2_E = 1 / math.log(2)
_CERTAIN = 30.0  # standard deviations
_EXPONENT = 24.0  # sizes and days stay between 2 to the power of -24 and of 24
_ROUNDING = 1e-5  # of a sum in float32
_NORMAL = NormalDist()


class Draws(NamedTuple):
    """The normal numbers of a scenario, by their names before the seed.

    `numbers` has a row for each: the loadings of the FIRST and SECOND driver, its OWN; MU and SIGMA
    of its lognormal, in powers of two; the LIMIT below which a chance comes true; which drivers ONE
    and OTHER are (0: none). Rows of one name are one number, used in several ways.
    """

    names: tuple[str, ...]
    drivers: tuple[str, ...]
    numbers: Floats


FIRST, SECOND, OWN, MU, SIGMA, LIMIT, ONE, OTHER = range(8)
ALL, ANY, REACH, REACH_ALIKE = range(4)


class Program(NamedTuple):
    """Nodes in order, each with what it waits for, and what each delivery adds up to.

    Node i waits for `before[spans[i, 0]:spans[i, 1]]`: nodes, all or any, or, where it has to
    REACH its `need`, deliveries. Of these, those from `enough[i]` on are enough each by itself.
    REACH_ALIKE: all as for the node before it. `delay`, `odds` and `spread` are draws, or
    NO_DRAW; `step` is the node with which a delivery arrives, and one more for the delivery of
    nothing.
    """

    joins: Whole
    spans: Whole
    enough: Whole
    before: Whole
    need: Floats
    delay: Whole
    odds: Whole
    is_opposite: NDArray[np.bool_]
    is_never: NDArray[np.bool_]
    step: Whole
    size: Floats
    spread: Whole
    horizon: np.float32


Shocks = tuple[tuple[str, float], ...]


class _Drawn:
    """The draws that steps and deliveries ask for; the same asked for twice is one."""

    def __init__(self) -> None:
        self.rows: dict[tuple[str, Shocks, float, float, float], int] = {}

    def lognormal(self, name: str, shocks: Shocks, mu: float, sigma: float) -> int:
        """The number of a draw that is exp(mu + sigma z)."""
        row = (name, shocks, mu * _LOG2_E, sigma * _LOG2_E, 0.0)
        return self.rows.setdefault(row, len(self.rows))

    def chance(self, name: str, shocks: Shocks, probability: float) -> int:
        """The number of a draw that is below its limit with that probability."""
        inside = 0 < probability < 1
        certain = math.copysign(_CERTAIN, probability - 0.5)
        row = (name, shocks, 0.0, 0.0, _NORMAL.inv_cdf(probability) if inside else certain)
        return self.rows.setdefault(row, len(self.rows))

    def draws(self) -> Draws:
        """All of them as arrays."""
        drivers = sorted({driver for row in self.rows for driver, _ in row[1]})
        number = {"": 0, **{driver: at for at, driver in enumerate(drivers, start=1)}}
        numbers = []
        for _, shocks, *lognormal in self.rows:
            (one, a), (other, b) = (*shocks, ("", 0.0), ("", 0.0))[:2]
            own = math.sqrt(max(0.0, 1 - a * a - b * b))
            numbers.append([a, b, own, *lognormal, number[one], number[other]])
        return Draws(
            names=tuple(row[0] for row in self.rows),
            drivers=tuple(drivers),
            numbers=np.array(numbers, np.float32).reshape(-1, 8),
        )


def program_of(network: Network) -> tuple[Program, Draws]:
    """The program of a network and the draws that it needs; its nodes in the network's order.

    Raises KeyError if a node waits for something that does not stand before it.
    """
    nodes = network.nodes
    number = {node.id: at for at, node in enumerate(nodes)}
    drawn = _Drawn()
    deliveries = network.deliveries
    steps = [node if isinstance(node, Step) else None for node in nodes]
    some, each_enough = zip(*(_before(node, network, number) for node in nodes), strict=True)
    before = [[*one, *other] for one, other in zip(some, each_enough, strict=True)]
    odds = [step.odds if step else None for step in steps]
    ends = np.cumsum([0, *map(len, before)])
    program = Program(
        joins=_whole(_join(nodes, at, some, each_enough) for at in range(len(nodes))),
        spans=np.stack([ends[:-1], ends[1:]], axis=1).astype(np.int32),
        enough=_whole(end - len(rows) for end, rows in zip(ends[1:], each_enough, strict=True)),
        before=_whole(other for others in before for other in others),
        need=_floats(node.personnel if isinstance(node, Threshold) else 0 for node in nodes),
        delay=_whole(_delay(step, drawn) for step in steps),
        odds=_whole(_odds(step, drawn) for step in steps),
        is_opposite=np.array([bool(each and each.opposite) for each in odds]),
        is_never=np.array([bool(step and step.otherwise is Otherwise.NEVER) for step in steps]),
        step=_whole([*(number[delivery.step] for delivery in deliveries), 0]),
        size=_floats(delivery.size for delivery in deliveries),
        spread=_whole(_spread(delivery, drawn) for delivery in deliveries),
        horizon=np.float32(network.horizon_days),
    )
    return program, drawn.draws()


def _before(node: Node, network: Network, number: Mapping[str, int]) -> tuple[list[int], list[int]]:
    """The nodes that a step waits for, or the deliveries that a threshold adds up.

    Apart from them those deliveries that are enough each by itself: they need no adding up. Where
    all others together are not enough, they are left out.
    """
    if isinstance(node, Threshold):
        rows = [at for at, each in enumerate(network.deliveries) if node.counts(each)]
        each_enough = [at for at in rows if _is_enough(network.deliveries[at], node)]
        others = [network.deliveries[at] for at in rows if at not in each_enough]
        most = math.inf if any(each.spread for each in others) else sum(o.size for o in others)
        is_enough = most >= node.personnel * (1 - _ROUNDING)
        return [at for at in rows if is_enough and at not in each_enough], each_enough
    before = [number[id] for id in node.after]
    if any(other >= number[node.id] for other in before):
        raise KeyError(f"{node.id} stands before what it waits for")
    return before, []


def _is_enough(delivery: Delivery, node: Threshold) -> bool:
    return not delivery.spread and delivery.size >= node.personnel


def _join(nodes: Sequence[Node], at: int, *before: Sequence[Sequence[int]]) -> int:
    node = nodes[at]
    if isinstance(node, Step):
        return ANY if node.join is Join.ANY else ALL
    is_second = at > 0 and isinstance(nodes[at - 1], Threshold)
    is_alike = is_second and all(rows[at] == rows[at - 1] for rows in before)
    return REACH_ALIKE if is_alike else REACH


def _delay(step: Step | None, drawn: _Drawn) -> int:
    if step is None or step.delay is None:
        return NO_DRAW
    reach = abs(step.delay.mu) + 6 * step.delay.sigma
    if reach * _LOG2_E > _EXPONENT:
        raise ValueError(f"{step.id}: a delay spreads over more than this engine can hold")
    return drawn.lognormal(f"delay {step.id}", step.shocks, step.delay.mu, step.delay.sigma)


def _odds(step: Step | None, drawn: _Drawn) -> int:
    if step is None or step.odds is None:
        return NO_DRAW
    return drawn.chance(f"odds {step.odds.key}", step.shocks, step.odds.probability)


def _spread(delivery: Delivery, drawn: _Drawn) -> int:
    if not delivery.spread:
        return NO_DRAW
    mu = math.log(max(delivery.size, 1e-3))
    return drawn.lognormal(f"size {delivery.key or delivery.step}", (), mu, delivery.spread)


def _whole(values: Iterable[int]) -> Whole:
    return np.array(list(values), dtype=np.int32)


def _floats(values: Iterable[float]) -> Floats:
    return np.array(list(values), dtype=np.float32)
