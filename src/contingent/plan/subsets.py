"""Sets of questions that are settled become what each set is worth, all on the same draws.

From one set to the next only what lies behind the questions that differ is computed again, so
that in the order of a Gray code every set costs a fraction of a scenario.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contingent.plan.blocks import arrays_of
from contingent.plan.forecast import Run, chunks_of, in_parallel
from contingent.plan.lanes import LANES, Walk, keyed, workspace
from contingent.plan.machine import call
from contingent.plan.network import Network
from contingent.plan.program import Program, program_of

__all__ = ["Settling", "Worth", "batches_of", "bearing", "gray_order", "worth_of"]

_BATCHES = 16
_NOBODY = -1


@dataclass(frozen=True, slots=True, kw_only=True)
class Settling:
    """A way to settle a question: on which day its steps happen, NEVER for those ruled out."""

    days: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Worth:
    """What each of some sets is worth, by batch of scenarios (first axis) and set (second).

    `personnel_days` are those in theatre up to the horizon; `day` is when the target is reached,
    the horizon where it is not; `reached` how often it is (both 0 without a target). All are means
    over scenarios.
    `by_delivery` holds the personnel-days of each delivery (third axis), empty unless asked for.
    """

    personnel_days: NDArray[np.float64]
    day: NDArray[np.float64]
    reached: NDArray[np.float64]
    by_delivery: NDArray[np.float64]


def gray_order(count: int) -> list[int]:
    """All subsets of `count` things as bit masks, each differing from the one before in one."""
    return [number ^ (number >> 1) for number in range(1 << count)]


def batches_of(run: Run) -> list[tuple[int, int]]:
    """The blocks of a run in about sixteen batches, after each of which it reports."""
    return chunks_of(run.blocks, max(1, run.blocks // _BATCHES))


def worth_of(
    network: Network,
    settlings: Sequence[Settling],
    masks: Sequence[int],
    run: Run,
    *,
    target: str = "",
    by_delivery: bool = False,
) -> Worth:
    """What it is worth to settle each set of the given questions; bit i stands for settling i.

    `target` is a node; without one only the personnel-days are computed, which is faster. Raises
    KeyError for a node that is not there.
    """
    settled = (id for settling in settlings for id, _ in settling.days)
    arrivals = (delivery.step for delivery in network.deliveries)
    network = network.upstream([*settled, *arrivals, *([target] if target else [])])
    program, draws = program_of(network)
    walk = _walk_of(network, program, settlings, masks, target)
    goal = next((at for at, node in enumerate(network.nodes) if node.id == target), _NOBODY)
    seeded = keyed(draws, run.seed)
    batches = batches_of(run)
    found = np.zeros((len(batches), len(masks), 3))
    detail = np.zeros((len(batches), len(masks) if by_delivery else 0, len(program.size)))
    number = {blocks: at for at, blocks in enumerate(batches)}

    def compute(blocks: tuple[int, int]) -> None:
        room, at = workspace(program, len(draws.drivers)), number[blocks]
        asked = np.array([*blocks, goal], np.int32)
        settled, present = np.zeros(len(settlings), np.bool_), np.zeros(len(program.size))
        start = arrays_of(program, seeded, room)
        call("walk", [*start, *walk, asked, settled, present, found[at], detail[at]])

    in_parallel(compute, batches, run)
    per_batch = np.array([(last - first) * LANES for first, last in batches])[:, None]
    return Worth(
        personnel_days=found[:, :, 0] / per_batch,
        day=found[:, :, 1] / per_batch,
        reached=found[:, :, 2] / per_batch,
        by_delivery=detail / per_batch[:, :, None],
    )


def _walk_of(
    network: Network,
    program: Program,
    settlings: Sequence[Settling],
    masks: Sequence[int],
    target: str,
) -> Walk:
    number = {node.id: at for at, node in enumerate(network.nodes)}
    owner = np.full(len(network.nodes), _NOBODY, np.int32)
    fixed = np.zeros(len(network.nodes), np.float32)
    for question, settling in enumerate(settlings):
        for id, day in settling.days:
            owner[number[id]], fixed[number[id]] = question, day
    behind = bearing(network, settlings, target)
    changed, before = [], 0
    for mask in masks:
        changed.append([at for at in range(len(settlings)) if (mask ^ before) >> at & 1])
        before = mask
    carried: list[list[int]] = [[] for _ in network.nodes]
    for row, step in enumerate(program.step[:-1]):
        carried[step].append(row)
    return Walk(*_flat(changed), *_flat(behind), owner, fixed, *_flat(carried))


def bearing(network: Network, settlings: Sequence[Settling], target: str) -> list[list[int]]:
    """For each way to settle a question, the nodes that change what it is worth, by number.

    None: nobody who brings anything waits for it, and the target (empty: none) does not.
    """
    number = {node.id: at for at, node in enumerate(network.nodes)}
    before = [sorted(number[id] for id in network.awaited(node)) for node in network.nodes]
    followers: list[list[int]] = [[] for _ in before]
    for at, others in enumerate(before):
        for other in others:
            followers[other].append(at)
    wanted = [number[each.step] for each in network.deliveries]
    counted = _reachable([*wanted, *([number[target]] if target else [])], before)
    return [
        sorted(_reachable([number[id] for id, _ in each.days], followers) & counted)
        for each in settlings
    ]


def _reachable(starts: list[int], followers: Sequence[Sequence[int]]) -> set[int]:
    """The nodes themselves and all behind them."""
    found, waiting = set(starts), list(starts)
    while waiting:
        new = [at for at in followers[waiting.pop()] if at not in found]
        found.update(new)
        waiting += new
    return found


def _flat(lists: Sequence[Sequence[int]]) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    starts = np.cumsum([0, *map(len, lists)]).astype(np.int32)
    return starts, np.array([item for some in lists for item in some], np.int32)
