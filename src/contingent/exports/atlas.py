"""The outlines that a world map is drawn from, and where each state lies on it."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

__all__ = ["NOTICE", "Atlas", "atlas"]

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
