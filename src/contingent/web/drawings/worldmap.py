"""Positions become a world map: how firmly each state stands, in colour and in pattern."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from markupsafe import Markup

from contingent.exports.atlas import NOTICE, atlas, placed
from contingent.exports.sheet import Cell, Row, Section
from contingent.exports.wording import party_name, standing_words, tone_of
from contingent.situation import Situation
from contingent.vocabulary.names import PartyNames
from contingent.web.drawings.svg import Figure, drawing, element

__all__ = ["world_map"]

_KEY = (
    ("firm", "pledged or firmer"),
    ("weak", "considering to offered"),
    ("quiet", "approached, in talks, or named by others"),
    ("refused", "declined, suspended, withdrawn or excluded"),
    ("contested", "broken outline: accounts differ"),
)
_DOT = 5  # units: how large a state is drawn that is too small to be seen
_SMALL = 60  # characters of path: a shape this short is too small to be seen


def world_map(situation: Situation) -> Figure:
    """Every party with a position, where it lies; the theatre is ringed if it has a place."""
    world = atlas()
    positions = {each.party: each for each in situation.positions.positions}
    shapes = [_land(positions.keys())]
    for code, position in positions.items():
        tone = tone_of(position.rung, position.verdict)
        classes = f"{tone} contested" if position.contested else tone
        shapes += _state(code, classes)
    theatre = _theatre(situation)
    if theatre is not None:
        told = element("title", situation.mission.theatre)
        shapes.append(element("circle", told, cx=theatre[0], cy=theatre[1], r=12, class_="theatre"))
    drawn = sum(code in world.places for code in positions)
    summary = f"Where {drawn} of {len(positions)} parties lie and how firmly each stands."
    return Figure(
        id="map",
        title="Where they are",
        summary=summary,
        svg=drawing(world.width, world.height, summary, _patterns(), *shapes),
        table=_table(situation),
        note=NOTICE,
        key=_KEY if theatre is None else (*_KEY, ("theatre-ring", "the theatre")),
    )


def _theatre(situation: Situation) -> tuple[float, float] | None:
    """Where the theatre lies on the map; None where nobody said and no territory bears its name."""
    place = situation.mission.theatre_place
    if place is not None:
        return placed(place.longitude, place.latitude)
    return atlas().places.get(PartyNames.standard().code_of(situation.mission.theatre) or "")


def _patterns() -> Markup:
    """Stripes for what was refused: colour is never alone."""
    line = element("path", d="M0,8L8,0", class_="stripe")
    ground = element("rect", width=8, height=8, class_="ground")
    pattern = element(
        "pattern", ground, line, id="stripes", width=8, height=8, patternUnits="userSpaceOnUse"
    )
    return element("defs", pattern)


def _land(apart: Collection[str]) -> Markup:
    """All land that no party of the board lies on, as one shape."""
    world = atlas()
    rest = "".join(path for code, path in world.shapes.items() if code not in apart)
    return element("path", d=rest + world.others, class_="land")


def _state(code: str, classes: str) -> Iterator[Markup]:
    world = atlas()
    path = world.shapes.get(code, "")
    if path:
        yield element("path", d=path, class_=f"state {classes}")
    if code in world.places and len(path) < _SMALL:
        x, y = world.places[code]
        yield element("circle", cx=x, cy=y, r=_DOT, class_=f"state {classes}")


def _table(situation: Situation) -> Section:
    rows = tuple(
        Row(
            cells=(
                Cell(
                    text=party_name(each.party, situation.names),
                    link=f"/contributors/{each.party}",
                ),
                Cell(
                    text=standing_words(each.rung, each.verdict),
                    tone=tone_of(each.rung, each.verdict),
                ),
                Cell(text="accounts differ" if each.contested else ""),
            )
        )
        for each in situation.positions.positions
    )
    return Section(
        id="map-table",
        title="Where they are",
        columns=("Party", "Stands at", "Accounts"),
        rows=rows,
    )
