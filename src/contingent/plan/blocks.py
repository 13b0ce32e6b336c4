"""Blocks of scenarios are run by compiled code, which finds its arrays in one table."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from contingent.plan.lanes import LANES, Keyed, Workspace
from contingent.plan.machine import call
from contingent.plan.program import Program

__all__ = ["arrays_of", "run_blocks", "run_one"]

Floats = NDArray[np.float32]
_NOTHING = np.zeros((0, LANES), np.float32)


def arrays_of(program: Program, keyed: Keyed, room: Workspace) -> list[NDArray[Any]]:
    """All their arrays, in the order in which compiled code looks for them."""
    *arrays, horizon = program
    return [*arrays, np.array([horizon], np.float32), *keyed, *room]


def run_blocks(
    program: Program,
    keyed: Keyed,
    blocks: tuple[int, int],
    *,
    room: Workspace,
    wanted: NDArray[np.int32],
    out: Floats,
) -> None:
    """For the blocks from one number up to another, the days on which the wanted nodes happen.

    `out` has a row for each wanted node and a column for each scenario, block after block from
    the very first; only the columns of these blocks are written.
    """
    asked = np.array([*blocks, False], np.int32)
    call("run", [*arrays_of(program, keyed, room), asked, wanted, out, _NOTHING])


def run_one(
    program: Program,
    keyed: Keyed,
    block: int,
    *,
    room: Workspace,
    has_drivers: bool = False,
    latents: Floats = _NOTHING,
) -> None:
    """One block, all of which stays in the room; with the drivers there, if it `has_drivers`.

    `latents` takes the normal number behind every draw, its drivers' part included: a row each.
    """
    asked = np.array([block, block + 1, has_drivers], np.int32)
    nodes = np.zeros(0, np.int32)
    call("run", [*arrays_of(program, keyed, room), asked, nodes, _NOTHING, latents])
