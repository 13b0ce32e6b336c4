"""The outlines that a world map is drawn from, and where each state lies on it."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["NOTICE", "SOUTH", "WIDTH", "Atlas", "atlas", "placed"]

WIDTH = 1600
"""Units of the world map from edge to edge, two to a pixel of a map 800 pixels wide."""
SOUTH = -57.0
"""The southern edge of the world map in degrees; Antarctica lies outside it."""
_NORTH = 84.0

NOTICE = (
    "Territories are shown as in Natural Earth 4.1 (1:50m), which follows who is in control; "
    "no position on their status is implied. The table is what counts."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Atlas:
    """A projected world (Equal Earth), `width` by `height` units.

    `shapes` holds SVG path data by party code, `others` that of land without a code of ours,
    `places` the middle of each state's largest part in units, `centres` the same in degrees
    (longitude, latitude), to a tenth: coarse on purpose.
    """

    width: int
    height: int
    shapes: Mapping[str, str]
    others: str
    places: Mapping[str, tuple[int, int]]
    centres: Mapping[str, tuple[float, float]]


@cache
def atlas() -> Atlas:
    """The outlines that come with Contingent, read once."""
    path = files("contingent.exports").joinpath("outlines/world.json")
    values = json.loads(path.read_text(encoding="utf-8"))
    return Atlas(
        width=values["width"],
        height=values["height"],
        shapes=values["shapes"],
        others=values["others"],
        places={code: (x, y) for code, (x, y) in values["places"].items()},
        centres={code: (x, y) for code, (x, y) in values["centres"].items()},
    )


def placed(longitude: float, latitude: float) -> tuple[float, float]:
    """A place in degrees as units of the world map, right and down from its corner."""
    x, y = _equal_earth(longitude, max(SOUTH - 2, latitude))
    half, top = _equal_earth(180, 0)[0], _equal_earth(0, _NORTH)[1]
    scale = WIDTH / (2 * half)
    return (x + half) * scale, (top - y) * scale


def _equal_earth(longitude: float, latitude: float) -> tuple[float, float]:
    """Equal Earth (Savric, Patterson, Jenny 2018), in radians of its own plane."""
    a1, a2, a3, a4 = 1.340264, -0.081106, 0.000893, 0.003796
    m = math.sqrt(3) / 2
    theta = math.asin(m * math.sin(math.radians(latitude)))
    t2 = theta * theta
    t6 = t2 * t2 * t2
    down = 9 * a4 * t6 * t2 + 7 * a3 * t6 + 3 * a2 * t2 + a1
    x = math.radians(longitude) * math.cos(theta) / (m * down)
    return x, theta * (a4 * t6 * t2 + a3 * t6 + a2 * t2 + a1)
