"""The theatre becomes a map of its ground and neighbours, told of by area and never by place."""

from __future__ import annotations

from collections.abc import Sequence

from markupsafe import Markup

from contingent.exports.atlas import NOTICE
from contingent.exports.sheet import Cell, Row, Section
from contingent.exports.surroundings import Surroundings, surroundings_of
from contingent.exports.wording import party_name, when_words
from contingent.field.public import PublicCount
from contingent.situation import Situation
from contingent.web.drawings.svg import Figure, drawing, element, label

__all__ = ["theatre_map"]

_KEY = (("ground", "the theatre"), ("around", "land around it"))
_ROUND_KM = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)
_LONGEST_SCALE = 160  # units


def theatre_map(situation: Situation, counts: Sequence[PublicCount]) -> Figure | None:
    """The picture; None where nobody said where the theatre lies.

    Nothing is marked within the theatre. `counts` are what the public may see; the latest month
    of them stands in the table, by area.
    """
    around = surroundings_of(situation.mission)
    if around is None:
        return None
    theatre = situation.mission.theatre
    summary = f"{theatre} and the land around it; no road, site or incident is marked."
    marks = [
        element("path", d="".join(around.lands.values()), class_="land border"),
        element("path", d=around.ground, class_="theatre-ground"),
        *_names(around, situation),
        *_scale(around),
    ]
    return Figure(
        id="theatre",
        title=f"{theatre}, by area",
        summary=summary,
        svg=drawing(around.width, around.height, summary, *marks),
        table=_table(situation, counts),
        note=NOTICE,
        key=_KEY,
    )


def _names(around: Surroundings, situation: Situation) -> list[Markup]:
    names = [
        _name(party_name(code, situation.names), place, "land-name")
        for code, place in around.places.items()
    ]
    return [*names, _name(situation.mission.theatre, around.middle, "land-name own-name")]


def _name(text: str, place: tuple[int, int], classes: str) -> Markup:
    return label(float(place[0]), float(place[1]), text, text_anchor="middle", class_=classes)


def _scale(around: Surroundings) -> list[Markup]:
    """The longest round number of kilometres that a short bar can stand for."""
    fitting = [km for km in _ROUND_KM if km * around.units_per_km <= _LONGEST_SCALE]
    km = max(fitting, default=_ROUND_KM[0])
    left, foot = 16, around.height - 16
    bar = f"M{left},{foot - 5}v5h{km * around.units_per_km:.0f}v-5"
    return [
        element("path", d=bar, class_="scale"),
        label(float(left), float(foot - 10), f"{km:,} km", class_="axis"),
    ]


def _table(situation: Situation, counts: Sequence[PublicCount]) -> Section:
    latest = max((each.month for each in counts), key=lambda month: month.first, default=None)
    called = {each.code: each.name for each in situation.mission.requirement.sectors}
    rows = [
        Row(
            cells=tuple(
                Cell(text=text)
                for text in (
                    called.get(each.area, each.area),
                    when_words(each.month),
                    party_name(each.claimant, situation.names),
                    f"{each.unit}, {each.standing.value}",
                    each.band,
                )
            )
        )
        for each in counts
        if each.month == latest
    ]
    told = {each.area for each in counts}
    rows += [
        Row(cells=tuple(Cell(text=text) for text in (name, "", "", "", "no count may be shown")))
        for code, name in called.items()
        if code not in told
    ]
    return Section(
        id="theatre-table",
        title="The theatre, by area",
        columns=("Area", "Month", "According to", "What", "Count"),
        rows=tuple(rows),
        empty="The mission names no areas.",
    )
