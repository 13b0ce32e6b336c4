"""Natural Earth outlines become the files of shapes that the maps are drawn from.

Run by a maintainer, not by a build: `npm pack world-atlas@2.0.2`, unpack it, then

    python scripts/bake_outlines.py package/countries-50m.json

Natural Earth 4.1 is in the public domain; world-atlas 2.0.2 redistributes it under the ISC licence.
For the world they are projected (Equal Earth), thinned so that neighbours still meet, cut at the
180th meridian, and rounded to half a pixel of a map 800 pixels wide. For the map of a theatre they
stay degrees, rounded to a hundredth (a kilometre), with borders kept once for both sides.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from itertools import pairwise
from pathlib import Path

from babel.core import get_global

from contingent.exports.atlas import SOUTH, WIDTH, placed
from contingent.vocabulary.names import PartyNames

TARGET = Path(__file__).parents[1] / "src/contingent/exports/outlines/world.json"
NEAR = TARGET.with_name("near.json")
EXPECTED = "04342cdc1e3016bcd7db1630de95684d67b79fe3c8c460321e87aef469502394"
THIN = 2.5  # square units: a corner that encloses less is left out
TINY = 5.0  # square units: an island smaller than this is left out, but for the two largest parts
OWN_CODES = {"Kosovo": "XKX", "N. Cyprus": "", "Somaliland": "", "Siachen Glacier": ""}

Point = tuple[float, float]
Ring = list[Point]


def arcs_of(topology: dict) -> list[Ring]:
    """Every arc in degrees."""
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            points.append((x * sx + tx, y * sy + ty))
        arcs.append(points)
    return arcs


def thinned(points: Ring) -> Ring:
    """Visvalingam: the corner that encloses least goes first, while it encloses less than THIN.

    The ends of an arc stay, so that both sides of a border share what is left of it.
    """
    kept = list(points)
    places = [placed(*point) for point in points]
    floor = 4 if points[0] == points[-1] else 2
    while len(kept) > floor:
        sizes = [area(places[at - 1 : at + 2]) for at in range(1, len(kept) - 1)]
        least = min(range(len(sizes)), key=sizes.__getitem__)
        if sizes[least] >= THIN:
            break
        del kept[least + 1], places[least + 1]
    return kept


def area(ring: Sequence[Point]) -> float:
    """What a ring encloses, in the square of its own units."""
    pairs = zip(ring, [*ring[1:], ring[0]], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def rings_of(geometry: dict, arcs: list[Ring]) -> Iterator[Ring]:
    """The rings of a shape in degrees, cut at the 180th meridian."""
    polygons = geometry["arcs"]
    if geometry["type"] == "Polygon":
        polygons = [polygons]
    for polygon in polygons:
        for ring in polygon:
            points: Ring = []
            for number in ring:
                arc = arcs[number] if number >= 0 else arcs[~number][::-1]
                points += arc[1:] if points else arc
            yield from cut(unwrapped(points))


def unwrapped(ring: Ring) -> Ring:
    """The ring without a jump from one edge of the map to the other."""
    turned = [ring[0]]
    for x, y in ring[1:]:
        while x - turned[-1][0] > 180:
            x -= 360
        while turned[-1][0] - x > 180:
            x += 360
        turned.append((x, y))
    return turned


def cut(ring: Ring) -> Iterator[Ring]:
    """The parts of a ring that fall on the map, each moved there."""
    for shift in (-360, 0, 360):
        part = [(x + shift, y) for x, y in ring]
        part = clipped(part, lambda p: p[0] <= 180, 180)
        part = clipped(part, lambda p: p[0] >= -180, -180)
        if len(part) >= 3:
            yield part


def clipped(ring: Ring, inside, edge: float) -> Ring:
    """Sutherland and Hodgman on one meridian."""
    kept: Ring = []
    for before, point in zip([ring[-1], *ring], ring, strict=False) if ring else ():
        if inside(before) is not inside(point):
            share = (edge - before[0]) / (point[0] - before[0])
            kept.append((edge, before[1] + share * (point[1] - before[1])))
        if inside(point):
            kept.append(point)
    return kept


def path_of(rings: list[Ring]) -> str:
    """The rings as SVG path data in whole units, relative, without needless signs."""
    pieces = []
    for ring in rings:
        whole = [(round(x), round(y)) for x, y in ring]
        steps, (x, y) = [], whole[0]
        for nx, ny in whole[1:]:
            if (nx, ny) != (x, y):
                steps.append(f"{nx - x},{ny - y}")
                x, y = nx, ny
        if len(steps) >= 2:
            pieces.append(f"M{whole[0][0]},{whole[0][1]}l{' '.join(steps)}z".replace(",-", "-"))
    return "".join(pieces)


def code_of(geometry: dict, names: PartyNames) -> str:
    """Our code of a shape; empty for one that bears none of ours."""
    called = geometry["properties"]["name"]
    if called in OWN_CODES:
        return OWN_CODES[called]
    alpha2 = (get_global("territory_aliases").get(geometry.get("id", "")) or [""])[0]
    alpha3 = next(
        (
            code
            for code, found in get_global("territory_aliases").items()
            if len(code) == 3 and code.isalpha() and found == [alpha2]
        ),
        "",
    )
    return alpha3 if alpha3 in names.parties else names.code_of(called) or ""


def centre(ring: Ring) -> Point:
    """The centroid of a ring in degrees, to a tenth."""
    twice, x, y = 0.0, 0.0, 0.0
    for (x1, y1), (x2, y2) in zip(ring, [*ring[1:], ring[0]], strict=True):
        cross = x1 * y2 - x2 * y1
        twice, x, y = twice + cross, x + (x1 + x2) * cross, y + (y1 + y2) * cross
    if not twice:
        return ring[0]
    return round(x / (3 * twice), 1), round(y / (3 * twice), 1)


def steps_of(arc: Ring) -> list[int]:
    """An arc in hundredths of a degree: its first point, then each step to the next."""
    whole = [(round(100 * x), round(100 * y)) for x, y in arc]
    kept = whole[:1] + [point for before, point in pairwise(whole) if point != before]
    steps = list(kept[0])
    for (x, y), (nx, ny) in pairwise(kept):
        steps += [nx - x, ny - y]
    return steps


def write_near(topology: dict, names: PartyNames) -> None:
    """Write every arc, and each state's rings by the numbers of their arcs (~n: backwards)."""
    shapes: dict[str, list[list[int]]] = {}
    arcs = arcs_of(topology)
    for geometry in topology["objects"]["countries"]["geometries"]:
        polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
        if geometry["properties"]["name"] != "Antarctica":
            rings = shapes.setdefault(code_of(geometry, names), [])
            rings += [ring for polygon in polygons for ring in polygon]
    drawn = {max(n, ~n) for rings in shapes.values() for ring in rings for n in ring}
    document = {
        "arcs": [steps_of(arc) if at in drawn else [] for at, arc in enumerate(arcs)],
        "shapes": {code: shapes[code] for code in sorted(shapes)},
    }
    NEAR.write_text(json.dumps(document, separators=(",", ":")) + "\n")
    print(f"{NEAR.name}: {NEAR.stat().st_size:,} bytes")


def main(source: Path) -> None:
    """Write the outlines, and say how large they are."""
    data = source.read_bytes()
    if hashlib.sha256(data).hexdigest() != EXPECTED:
        sys.exit(f"{source}: not countries-50m.json of world-atlas 2.0.2")
    topology = json.loads(data)
    names = PartyNames.standard()
    write_near(topology, names)
    arcs = [thinned(arc) for arc in arcs_of(topology)]
    shapes: dict[str, str] = {}
    centres: dict[str, Point] = {}
    others = ""
    for geometry in topology["objects"]["countries"]["geometries"]:
        code = code_of(geometry, names)
        degrees = sorted(
            (ring for ring in rings_of(geometry, arcs) if max(y for _, y in ring) > SOUTH),
            key=lambda ring: -area([placed(*point) for point in ring]),
        )
        if not degrees or geometry["properties"]["name"] == "Antarctica":
            continue
        rings = [[placed(*point) for point in ring] for ring in degrees]
        path = path_of(rings[:2] + [ring for ring in rings[2:] if area(ring) >= TINY])
        if code:
            shapes[code] = shapes.get(code, "") + path
            centres.setdefault(code, centre(degrees[0]))
        else:
            others += path
    document = {
        "width": WIDTH,
        "height": round(placed(0, SOUTH)[1]),
        "centres": {code: centres[code] for code in sorted(centres)},
        "places": {
            code: [round(value) for value in placed(*centres[code])] for code in sorted(centres)
        },
        "shapes": {code: shapes[code] for code in sorted(shapes)},
        "others": others,
    }
    TARGET.write_text(json.dumps(document, separators=(",", ":"), indent=None) + "\n")
    print(f"{TARGET.name}: {TARGET.stat().st_size:,} bytes, {len(shapes)} states and territories")
    missing = sorted(set(names.parties) - set(shapes) - {"EU"})
    print("without an outline:", " ".join(code for code in missing if len(code) == 3))


main(Path(sys.argv[1]))
