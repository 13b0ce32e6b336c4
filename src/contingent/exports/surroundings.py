"""A mission's theatre becomes a piece of the map: its ground, and the land around it."""

from __future__ import annotations

import json
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from contingent.mission import Mission
from contingent.vocabulary.names import PartyNames

__all__ = ["Surroundings", "surroundings_of"]

_WIDTH = 800  # units
_ASPECT = 1.4  # as wide as high
_ROOM = 0.6  # around the theatre, beside its own extent
_LEAST_ROOM = 0.2  # degrees of latitude
_KM_PER_DEGREE = 111.2  # of latitude
_LABELLED = 0.012  # of the picture: land smaller than this is drawn without its name

_Point = tuple[float, float]
_Ring = Sequence[_Point]
_Outlines = Mapping[str, tuple[_Ring, ...]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Surroundings:
    """A piece of the world, `width` by `height` units, north up and true to scale at its middle.

    `ground` is SVG path data of the theatre itself, `lands` those of all the land around it by
    party code (empty: no code of ours), `middle` and `places` where the name of the theatre and
    those of its neighbours fit. Nothing finer than a hundredth of a degree is drawn.
    """

    width: int
    height: int
    ground: str
    middle: tuple[int, int]
    lands: Mapping[str, str]
    places: Mapping[str, tuple[int, int]]
    units_per_km: float


@dataclass(frozen=True, slots=True)
class _Window:
    """The part of the world that is drawn, in degrees."""

    west: float
    south: float
    east: float
    north: float

    @property
    def narrowing(self) -> float:
        """How much shorter a degree of longitude is than one of latitude, at the middle."""
        return math.cos(math.radians((self.south + self.north) / 2))

    @property
    def scale(self) -> float:
        """Units to a degree of latitude."""
        return _WIDTH / ((self.east - self.west) * self.narrowing)

    def placed(self, point: _Point) -> _Point:
        """A place as units, right and down from the corner."""
        x = (point[0] - self.west) * self.narrowing * self.scale
        return x, (self.north - point[1]) * self.scale


def surroundings_of(mission: Mission) -> Surroundings | None:
    """The map of a mission's theatre; None where nobody said where it lies."""
    outlines = _outlines()
    ground = _ground(mission, outlines)
    if not ground:
        return None
    window = _window(max(ground, key=_area))
    own = [part for ring in ground if (part := _clipped(ring, window))]
    lands, places = {}, {}
    for code, rings in outlines.items():
        cut = [part for ring in rings if (part := _clipped(ring, window))]
        if cut:
            lands[code] = _path(cut)
            largest = max(cut, key=_area)
            is_large = _area(largest) > _LABELLED * _WIDTH * _WIDTH / _ASPECT
            if code and is_large and largest not in own:
                places[code] = _middle(largest)
    return Surroundings(
        width=_WIDTH,
        height=round(_WIDTH / _ASPECT),
        ground=_path(own),
        middle=_middle(max(own, key=_area)),
        lands=lands,
        places=places,
        units_per_km=window.scale / _KM_PER_DEGREE,
    )


@cache
def _outlines() -> _Outlines:
    """Every ring in degrees by party code, read once."""
    path = files("contingent.exports").joinpath("outlines/near.json")
    values = json.loads(path.read_text(encoding="utf-8"))
    arcs = [_decoded(steps) for steps in values["arcs"]]
    return {
        code: tuple(_joined(ring, arcs) for ring in rings)
        for code, rings in values["shapes"].items()
    }


def _decoded(steps: Sequence[int]) -> list[_Point]:
    x = y = 0
    points = []
    for dx, dy in zip(steps[::2], steps[1::2], strict=True):
        x, y = x + dx, y + dy
        points.append((x / 100, y / 100))
    return points


def _joined(ring: Sequence[int], arcs: Sequence[list[_Point]]) -> _Ring:
    """A ring from the numbers of its arcs; ~n runs backwards. Never across the map's edge."""
    points: list[_Point] = []
    for number in ring:
        arc = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += arc[1:] if points else arc
    turned = points[:1]
    for x, y in points[1:]:
        turned.append((x + 360 * round((turned[-1][0] - x) / 360), y))
    return turned


def _ground(mission: Mission, outlines: _Outlines) -> list[_Ring]:
    """The land that the mission's place lies on; without a place, what bears the theatre's name."""
    place = mission.theatre_place
    if place is not None:
        point = (place.longitude, place.latitude)
        return [ring for rings in outlines.values() for ring in rings if _holds(ring, point)]
    code = PartyNames.standard().code_of(mission.theatre)
    return list(outlines.get(code, ())) if code else []


def _holds(ring: _Ring, point: _Point) -> bool:
    """True if a point lies within a ring: a line from it crosses the ring an odd time."""
    x, y = point
    crossed = False
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y1 > y) != (y2 > y) and x < x1 + (y - y1) * (x2 - x1) / (y2 - y1):
            crossed = not crossed
    return crossed


def _window(ring: _Ring) -> _Window:
    """The theatre with room around it, in the picture's own shape."""
    west, east = min(x for x, _ in ring), max(x for x, _ in ring)
    south, north = min(y for _, y in ring), max(y for _, y in ring)
    narrowing = math.cos(math.radians((south + north) / 2))
    wide, high = (east - west) * narrowing, north - south
    room = max(_LEAST_ROOM, _ROOM * max(wide, high))
    high = max(high + 2 * room, (wide + 2 * room) / _ASPECT)
    half = high * _ASPECT / 2 / narrowing
    x, y = (west + east) / 2, (south + north) / 2
    return _Window(west=x - half, south=y - high / 2, east=x + half, north=y + high / 2)


def _clipped(ring: _Ring, window: _Window) -> list[_Point]:
    """What of a ring lies in the window, as units (Sutherland and Hodgman); empty for nothing."""
    middle = (window.west + window.east) / 2
    turn = 360 * round((middle - ring[0][0]) / 360)
    if turn:
        ring = [(x + turn, y) for x, y in ring]
    if max(x for x, _ in ring) < window.west or min(x for x, _ in ring) > window.east:
        return []
    part = [window.placed(point) for point in ring]
    height = _WIDTH / _ASPECT
    for axis, edge, keeps in (
        (0, 0.0, _is_above),
        (0, float(_WIDTH), _is_below),
        (1, 0.0, _is_above),
        (1, height, _is_below),
    ):
        part = _cut(part, axis, edge, keeps)
    return part


def _is_above(value: float, edge: float) -> bool:
    return value >= edge


def _is_below(value: float, edge: float) -> bool:
    return value <= edge


def _cut(
    ring: Sequence[_Point], axis: int, edge: float, keeps: Callable[[float, float], bool]
) -> list[_Point]:
    kept: list[_Point] = []
    for before, point in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
        if keeps(before[axis], edge) is not keeps(point[axis], edge):
            share = (edge - before[axis]) / (point[axis] - before[axis])
            crossing = [before[at] + share * (point[at] - before[at]) for at in (0, 1)]
            kept.append((crossing[0], crossing[1]))
        if keeps(point[axis], edge):
            kept.append(point)
    return kept


def _path(rings: Iterable[_Ring]) -> str:
    """The rings as SVG path data in whole units."""
    pieces = []
    for ring in rings:
        whole = list(dict.fromkeys((round(x), round(y)) for x, y in ring))
        if len(whole) > 2:
            pieces.append(f"M{'L'.join(f'{x},{y}' for x, y in whole)}z")
    return "".join(pieces)


def _area(ring: _Ring) -> float:
    """What a ring encloses, in the square of its own units."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def _middle(ring: _Ring) -> tuple[int, int]:
    """The centroid of a ring that encloses something, in whole units."""
    twice, x, y = 0.0, 0.0, 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        twice, x, y = twice + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    return round(x / (3 * twice)), round(y / (3 * twice))
