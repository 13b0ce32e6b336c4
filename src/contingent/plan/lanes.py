"""What compiled code works in: 256 scenarios side by side, under keys that belong to names."""

from __future__ import annotations

from hashlib import blake2b
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from contingent.plan.program import REACH, Draws, Program

__all__ = [
    "HALF",
    "LANES",
    "Keyed",
    "Walk",
    "Workspace",
    "draw_keys",
    "keyed",
    "workspace",
]

LANES = 256
"""Scenarios of one block, computed side by side."""

HALF = LANES // 2
"""Normals come in pairs: for one scenario in each half of a block."""


def draw_keys(seed: int, name: str) -> tuple[int, int]:
    """The two 32-bit keys of a draw, from the seed and its name."""
    digest = blake2b(f"{seed}:{name}".encode(), digest_size=8).digest()
    return int.from_bytes(digest[:4], "little"), int.from_bytes(digest[4:], "little")


class Keyed(NamedTuple):
    """Draws under a seed: two keys for each driver and each draw, then what `Draws` holds."""

    driver_keys: NDArray[np.uint32]
    keys: NDArray[np.uint32]
    numbers: NDArray[np.float32]


class Workspace(NamedTuple):
    """Room for one block at a time; every array has a row of 256 lanes for each thing.

    `days` holds what is found: when each node happens. `lasts` is how long each takes, NEVER
    included, `sizes` what each delivery brings. The first row of `drivers` and the last of `sizes`
    stay 0.
    """

    counter: NDArray[np.uint32]
    normals: NDArray[np.float32]
    drivers: NDArray[np.float32]
    lasts: NDArray[np.float32]
    sizes: NDArray[np.float32]
    days: NDArray[np.float32]
    sums: NDArray[np.float32]
    bounds: NDArray[np.float32]


class Walk(NamedTuple):
    """From set to set: which questions change, and what must be computed again for each.

    Step s changes `changes[steps[s]:steps[s + 1]]`; question q is behind
    `behind[starts[q]:starts[q + 1]]`. `owner` is the question that settles a node, or -1,
    `fixed` the day on which it then happens; `carried` are the deliveries that arrive at a node,
    from `carried_at`.
    """

    steps: NDArray[np.int32]
    changes: NDArray[np.int32]
    starts: NDArray[np.int32]
    behind: NDArray[np.int32]
    owner: NDArray[np.int32]
    fixed: NDArray[np.float32]
    carried_at: NDArray[np.int32]
    carried: NDArray[np.int32]


def keyed(draws: Draws, seed: int) -> Keyed:
    """The draws under a seed."""
    drivers = [draw_keys(seed, f"driver {each}") for each in draws.drivers]
    return Keyed(
        driver_keys=np.array(drivers, np.uint32).reshape(-1, 2),
        keys=np.array([draw_keys(seed, each) for each in draws.names], np.uint32).reshape(-1, 2),
        numbers=draws.numbers,
    )


def workspace(program: Program, drivers: int) -> Workspace:
    """Room for a program with so many drivers."""
    nodes, deliveries = len(program.joins), len(program.size)

    def rows(count: int) -> NDArray[np.float32]:
        return np.zeros((max(count, 1), LANES), np.float32)

    longest = int((program.enough - program.spans[:, 0])[program.joins >= REACH].max(initial=0))
    room = Workspace(
        counter=np.arange(HALF, dtype=np.uint32),
        normals=rows(1),
        drivers=rows(drivers + 1),
        lasts=rows(nodes),
        sizes=rows(deliveries + 1),
        days=rows(nodes),
        sums=rows(longest + 1),
        bounds=rows(4),
    )
    room.sizes[:-1] = program.size[:, None]
    return room
