"""One scenario, by its number, becomes a story: what came when, and because of what."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from contingent.plan.blocks import run_one
from contingent.plan.lanes import LANES, keyed, workspace
from contingent.plan.network import Join, Network, Node, Step
from contingent.plan.program import program_of

__all__ = ["Event", "Story", "Thread", "told"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something on the way: on a day, or not by the horizon (None).

    `took_days` is how long it took once what it waited for was there. `by_chance`: that it did not
    happen was its own luck, not that of what it waited for.
    """

    node: str
    name: str
    day: date | None
    took_days: float
    by_chance: bool
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Thread:
    """How one milestone came about: the events that held it up longest, in order, itself last.

    For one that is not reached: what it waited for in vain, the root first.
    """

    milestone: str
    name: str
    day: date | None
    events: tuple[Event, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Story:
    """Scenario number `scenario` of a seed; `present` are personnel in theatre by the horizon."""

    scenario: int
    seed: int
    threads: tuple[Thread, ...]
    present: tuple[tuple[str, int, date], ...]  # contributor, personnel, day of the first of them


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scenario:
    """What a story is told from: days and spans of every node, sizes of every delivery."""

    network: Network
    number: dict[str, int]
    days: list[float]
    lasts: list[float]
    sizes: list[float]

    def day(self, id: str) -> float:
        """The day on which a node happens."""
        return self.days[self.number[id]]

    def happens(self, id: str) -> bool:
        """True if that is by the horizon."""
        return self.day(id) <= self.network.horizon_days

    def dated(self, day: float) -> date | None:
        """The date of a day, None beyond the horizon."""
        if day > self.network.horizon_days:
            return None
        return self.network.start + timedelta(days=float(day))


def told(network: Network, scenario: int, *, seed: int) -> Story:
    """The story of a scenario; the same number and seed tell the same story.

    Raises ValueError for a number below 0.
    """
    if scenario < 0:
        raise ValueError("scenarios are numbered from 0")
    program, draws = program_of(network)
    room = workspace(program, len(draws.drivers))
    block, lane = divmod(scenario, LANES)
    run_one(program, keyed(draws, seed), block, room=room)
    happened = _Scenario(
        network=network,
        number={node.id: at for at, node in enumerate(network.nodes)},
        days=room.days[:, lane].tolist(),
        lasts=room.lasts[:, lane].tolist(),
        sizes=room.sizes[:, lane].tolist(),
    )
    return Story(
        scenario=scenario,
        seed=seed,
        threads=tuple(
            Thread(
                milestone=milestone.id,
                name=milestone.name,
                day=happened.dated(happened.day(milestone.node)),
                events=tuple(reversed(list(_back(milestone.node, happened)))),
            )
            for milestone in network.milestones
        ),
        present=tuple(_present(happened)),
    )


def _back(id: str | None, happened: _Scenario) -> Iterator[Event]:
    """From a node back to what it waited for, and so on; steps that take no time are passed by."""
    is_first = True
    while id is not None:
        node = happened.network.node(id)
        decisive = _decisive(node, happened)
        took = happened.day(id) - (happened.day(decisive) if decisive else 0)
        stopped = not happened.happens(id) and (decisive is None or happened.happens(decisive))
        if is_first or stopped or (happened.happens(id) and (took >= 0.5 or decisive is None)):
            yield Event(
                node=id,
                name=node.name,
                day=happened.dated(happened.day(id)),
                took_days=took,
                by_chance=stopped,
                because=node.because,
            )
        id, is_first = decisive, False


def _decisive(node: Node, happened: _Scenario) -> str | None:
    """What a node waited for in the end: the last of all, the first of any; None: nothing."""
    if isinstance(node, Step):
        choose = min if node.join is Join.ANY else max
        return choose(node.after, key=lambda id: (happened.day(id), id), default=None)
    counted = sorted({each.step for each in happened.network.deliveries if node.counts(each)})
    reached = happened.day(node.id)
    if reached > happened.network.horizon_days:
        missing = [id for id in counted if not happened.happens(id)]
        largest = dict.fromkeys(missing, 0.0)
        for delivery, size in zip(happened.network.deliveries, happened.sizes, strict=False):
            if delivery.step in largest:
                largest[delivery.step] += size
        return max(missing, key=lambda id: (largest[id], id), default=None)
    return min(counted, key=lambda id: (abs(happened.day(id) - reached), id), default=None)


def _present(happened: _Scenario) -> Iterator[tuple[str, int, date]]:
    """Who is in theatre by the horizon, with how many and since when."""
    found: dict[str, tuple[float, float]] = {}
    for delivery, size in zip(happened.network.deliveries, happened.sizes, strict=False):
        if happened.happens(delivery.step):
            total, first = found.get(delivery.contributor, (0.0, float("inf")))
            first = min(first, happened.day(delivery.step))
            found[delivery.contributor] = (total + size, first)
    for party, (total, first) in sorted(found.items(), key=lambda each: (each[1][1], each[0])):
        day = happened.dated(first)
        if day is not None:
            yield party, round(total), day
