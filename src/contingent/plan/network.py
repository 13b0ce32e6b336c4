"""What waits for what becomes one network: steps, thresholds and milestones, without a ring."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from graphlib import CycleError, TopologicalSorter

from contingent.errors import Problem
from contingent.plan.delays import Delay, Origin
from contingent.vocabulary.capability import Kind

__all__ = [
    "Assumption",
    "Delivery",
    "Finding",
    "Join",
    "Milestone",
    "Network",
    "Node",
    "Odds",
    "Otherwise",
    "Step",
    "Threshold",
    "arranged",
]


class Join(StrEnum):
    """Whether a step waits for everything before it, or for the first of it."""

    ALL = "all"
    ANY = "any"


class Otherwise(StrEnum):
    """What becomes of a step whose chance fails: it never comes, or it costs no time."""

    NEVER = "never"
    AT_ONCE = "at_once"


@dataclass(frozen=True, slots=True, kw_only=True)
class Odds:
    """A chance that is drawn once under its `key`, which several steps may share.

    `opposite` steps happen just where the others do not. A probability of 0 or 1 is a certainty.
    Raises ValueError for one outside 0 to 1.
    """

    key: str
    probability: float
    origin: Origin
    opposite: bool = False

    def __post_init__(self) -> None:
        if not 0 <= self.probability <= 1:
            raise ValueError(f"{self.key}: {self.probability} is no probability")


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """Something that happens after others, a while later, perhaps.

    It begins when all (or the first) of `after` have happened, at once if there is nothing, and
    takes `delay` (None: no time). `shocks` are up to two drivers that it shares with other steps,
    each with a loading between -1 and 1: a bad year for the driver lengthens the delay and lowers
    the odds. `because` leads back to statements or an item of the mission file.
    """

    id: str
    name: str
    after: tuple[str, ...] = ()
    join: Join = Join.ALL
    delay: Delay | None = None
    odds: Odds | None = None
    otherwise: Otherwise = Otherwise.NEVER
    shocks: tuple[tuple[str, float], ...] = ()
    because: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if len(self.shocks) > 2 or sum(loading**2 for _, loading in self.shocks) > 1:
            raise ValueError(f"{self.id}: at most two drivers, of squares that sum to at most 1")


@dataclass(frozen=True, slots=True, kw_only=True)
class Delivery:
    """Personnel of one sort that are in theatre once the step `step` has happened.

    `size` is in personnel; with a `spread` above 0 it is the median of a lognormal, whose
    standard deviation of the logarithm it is: the figure is not known. Deliveries with the same
    `key` share that draw.
    """

    step: str
    contributor: str
    kinds: frozenset[Kind]
    size: float
    spread: float = 0.0
    key: str = ""

    def __post_init__(self) -> None:
        if self.size < 0 or self.spread < 0:
            raise ValueError(f"{self.step}: a size cannot be negative")


@dataclass(frozen=True, slots=True, kw_only=True)
class Threshold:
    """Happens when the deliveries of certain kinds add up to `personnel`; no kinds: of any."""

    id: str
    name: str
    personnel: int
    kinds: frozenset[Kind] = frozenset()
    because: tuple[str, ...] = ()

    def counts(self, delivery: Delivery) -> bool:
        """True if a delivery adds to it."""
        return not self.kinds or bool(self.kinds & delivery.kinds)


Node = Step | Threshold


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """A node by which people judge progress. `reached_on`: what is on record already, or None."""

    id: str
    name: str
    node: str
    reached_on: date | None = None
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Assumption:
    """A figure or a choice that a forecast rests on, in words, with where it comes from."""

    what: str
    figure: str
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Something that the network shows by itself, such as a ring of demands."""

    what: str
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """All that a forecast computes with. `nodes` come after whatever they wait for.

    `questions` gives, for each open topic, the steps that its answer consists of, the favourable
    one first; days are counted from `start` up to `horizon_days`.
    """

    start: date
    horizon_days: int
    nodes: tuple[Node, ...]
    deliveries: tuple[Delivery, ...]
    milestones: tuple[Milestone, ...]
    questions: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    assumptions: tuple[Assumption, ...] = ()
    findings: tuple[Finding, ...] = ()

    def node(self, id: str) -> Node:
        """The node of that id; KeyError if there is none."""
        for node in self.nodes:
            if node.id == id:
                return node
        raise KeyError(id)

    def awaited(self, node: Node) -> set[str]:
        """The steps that a node waits for: of a threshold, those with which people arrive."""
        return _awaited(node, self.deliveries)

    def upstream(self, ids: Iterable[str]) -> Network:
        """The network of these nodes and all that they wait for, with what arrives at any of them.

        A draw belongs to its name, so what is left out changes nothing in what is kept.
        """
        wanted = set(ids)
        for node in reversed(self.nodes):
            if node.id in wanted:
                wanted |= self.awaited(node)
        return replace(
            self,
            nodes=tuple(node for node in self.nodes if node.id in wanted),
            deliveries=tuple(each for each in self.deliveries if each.step in wanted),
            milestones=tuple(each for each in self.milestones if each.node in wanted),
        )


def arranged(
    nodes: Iterable[Node], deliveries: Iterable[Delivery]
) -> tuple[tuple[Node, ...], tuple[Problem, ...]]:
    """The nodes in an order in which each comes after what it waits for, the same for any input.

    What waits for itself, or for something that is not there, is left out with all that waits
    for it in turn, and named in a Problem each.
    """
    given = {node.id: node for node in sorted(nodes, key=lambda node: node.id)}
    brought = tuple(deliveries)
    waits = {id: _awaited(node, brought) for id, node in given.items()}
    problems = []
    while True:
        missing = {id: before - waits.keys() for id, before in waits.items()}
        lost = {id: min(absent) for id, absent in missing.items() if absent}
        for id, absent in lost.items():
            why = "was left out" if absent in given else "is not there"
            problems.append(Problem(where=id, what=f"waits for `{absent}`, which {why}"))
        ring = [] if lost else _ring(waits)
        if ring:
            problems.append(Problem(where=ring[0], what=f"waits for itself: {' -> '.join(ring)}"))
        if not lost and not ring:
            break
        waits = {id: before for id, before in waits.items() if id not in lost and id not in ring}
    return tuple(given[id] for id in _ordered(waits)), tuple(problems)


def _awaited(node: Node, deliveries: Iterable[Delivery]) -> set[str]:
    if isinstance(node, Step):
        return set(node.after)
    return {delivery.step for delivery in deliveries if node.counts(delivery)}


def _ring(waits: Mapping[str, set[str]]) -> list[str]:
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as error:
        return list(reversed(error.args[1]))
    return []


def _ordered(waits: Mapping[str, set[str]]) -> list[str]:
    """An order that depends on names alone; what waits for the same things stands together."""
    sorter = TopologicalSorter(waits)
    sorter.prepare()
    ordered: list[str] = []
    while sorter.is_active():
        ready = sorted(sorter.get_ready(), key=lambda id: (sorted(waits[id]), id))
        ordered += ready
        sorter.done(*ready)
    return ordered
