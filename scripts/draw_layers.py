"""The imports between the rooms become docs/reasons/architecture.svg.

    python scripts/draw_layers.py

Rooms stand in the order that the contract in pyproject.toml gives them, each with the first
sentence of its package. An arc on the right leads from a room to each room that it imports; they
all lead downwards, or `lint-imports` fails.
"""

from __future__ import annotations

import ast
import re
import tomllib
from collections.abc import Iterator
from html import escape
from pathlib import Path

__all__ = ["PICTURE", "imports_between", "picture", "rooms"]

ROOT = Path(__file__).parents[1]
HOUSE = ROOT / "src" / "contingent"
PICTURE = ROOT / "docs" / "reasons" / "architecture.svg"
ROW, BOX, LEFT, WIDTH = 46, 34, 14, 1040
RIGHT = 720  # where the boxes end and the arcs begin
COLOURS = ("#1b6ca8", "#a8551b", "#2f7d4f", "#8a3b8f", "#9a7b00", "#5a5a5a")


def rooms() -> list[str]:
    """The rooms from the top of the contract to its bottom."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["tool"]["importlinter"]
    layers = next(each["layers"] for each in contracts["contracts"] if each["type"] == "layers")
    return [word for layer in layers for word in re.findall(r"\w+", layer)]


def imports_between() -> set[tuple[str, str]]:
    """Each pair of rooms of which the first imports the second, at the top or later."""
    known = set(rooms())
    return {
        (room, target)
        for room in known
        for path in _modules(room)
        for target in _imported(path)
        if target in known and target != room
    }


def _modules(room: str) -> Iterator[Path]:
    place = HOUSE / room
    yield from sorted(place.rglob("*.py")) if place.is_dir() else [HOUSE / f"{room}.py"]


def _imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
        if isinstance(node, ast.ImportFrom) and node.module == "contingent":
            names = [f"contingent.{alias.name}" for alias in node.names]
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        for name in names:
            if name.startswith("contingent."):
                yield name.split(".")[1]


def _purpose(room: str) -> str:
    place = HOUSE / room / "__init__.py"
    source = place if place.exists() else HOUSE / f"{room}.py"
    words = ast.get_docstring(ast.parse(source.read_text("utf-8"))) or ""
    return words.split("\n\n")[0].replace("\n", " ")


def picture() -> str:
    """The drawing as SVG."""
    order = rooms()
    middle = {room: LEFT + at * ROW + BOX / 2 for at, room in enumerate(order)}
    height = LEFT * 2 + len(order) * ROW
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" '
        'font-family="sans-serif" font-size="13">',
        "<title>The rooms of Contingent, and which imports which</title>",
        f'<rect width="{WIDTH}" height="{height}" fill="#ffffff"/>',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" '
        'markerHeight="6" orient="auto"><path d="M0 0 8 4 0 8z" fill="#444444"/></marker></defs>',
    ]
    parts += [_box(room, middle[room]) for room in order]
    arcs = sorted(imports_between(), key=lambda pair: (order.index(pair[0]), order.index(pair[1])))
    parts += [_arc(pair, order, middle) for pair in arcs]
    return "\n".join([*parts, "</svg>"]) + "\n"


def _box(room: str, y: float) -> str:
    top = y - BOX / 2
    return (
        f'<rect x="{LEFT}" y="{top:g}" width="{RIGHT - LEFT}" height="{BOX}" rx="4" '
        'fill="#f4f4f1" stroke="#888888"/>'
        f'<text x="{LEFT + 12}" y="{y + 5:g}" font-weight="bold" fill="#111111">{room}</text>'
        f'<text x="{LEFT + 104}" y="{y + 5:g}" fill="#333333">{escape(_purpose(room))}</text>'
    )


def _arc(pair: tuple[str, str], order: list[str], middle: dict[str, float]) -> str:
    start, end = (order.index(room) for room in pair)
    reach = 26 + abs(end - start) * 34
    leave, arrive = middle[pair[0]] + 6, middle[pair[1]] - 6
    colour = COLOURS[start % len(COLOURS)]
    bend = RIGHT + reach
    return (
        f'<path d="M{RIGHT} {leave:g} C{bend} {leave:g} {bend} {arrive:g} {RIGHT + 4} {arrive:g}" '
        f'fill="none" stroke="{colour}" stroke-opacity="0.75" marker-end="url(#tip)">'
        f"<title>{pair[0]} imports {pair[1]}</title></path>"
    )


if __name__ == "__main__":
    PICTURE.write_text(picture(), encoding="utf-8")
