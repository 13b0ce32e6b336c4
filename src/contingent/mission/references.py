"""Names and references of a mission file become a list of those that lead nowhere."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from graphlib import CycleError, TopologicalSorter
from typing import Any

from contingent.mission.items import Identifies, Refers
from contingent.mission.marks import Path, written
from contingent.mission.mistakes import names_in, suggestion
from contingent.mission.model import Mission, RequirementLine
from contingent.mission.planning import UnitOffer
from contingent.vocabulary.organisations import GROUPS, ORGANISATIONS
from contingent.vocabulary.party import Party, PartyType
from contingent.vocabulary.states import STATES

__all__ = ["Names", "known_names", "lost_in_row", "lost_references", "mission_parties"]

_PARTIES = ("body", "actor")  # kinds of item that add a party of the mission's own
_EVERYONE = (*STATES, *ORGANISATIONS, *GROUPS)
_STATES = {party.code: party.name for party in STATES}
Names = Mapping[str, Mapping[str, str]]  # kind -> code -> how people call it


def mission_parties(mission: Mission) -> tuple[Party, ...]:
    """Every party that may be named in this mission: the world's, its own, and their aliases."""
    aliases = {contributor.party: contributor.also for contributor in mission.contributors}
    own = [
        Party(code=body.code, name=body.name, type=PartyType.BODY, also=body.also)
        for body in mission.bodies
    ]
    own += [
        Party(code=actor.code, name=actor.name, type=actor.type, also=actor.also)
        for actor in mission.parties
    ]
    codes = {party.code for party in own}
    return (
        *(
            _with(party, aliases.get(party.code, ()))
            for party in _EVERYONE
            if party.code not in codes
        ),
        *own,
    )


def _with(party: Party, also: Iterable[str]) -> Party:
    new = tuple(name for name in also if name not in party.also)
    return replace(party, also=(*party.also, *new)) if new else party


def known_names(values: Any) -> Names:
    """What the items of a file are called, by kind; parties include the world's."""
    known: dict[str, dict[str, str]] = {"party": {party.code: party.name for party in _EVERYONE}}
    for path, mark, name in names_in(Mission, values):
        if isinstance(mark, Identifies):
            known.setdefault(mark.kind, {}).setdefault(name, name)
            if mark.kind in _PARTIES:
                known["party"][name] = _name_beside(values, path) or name
    return known


def _name_beside(values: Any, path: Path) -> str:
    for part in path[:-1]:
        values = values[part]
    return str(values.get("name", ""))


def lost_references(values: Any) -> Iterator[tuple[Path, str]]:
    """Names given twice, references to nothing, and gates or phases that wait for themselves."""
    known = known_names(values)
    first: dict[tuple[str, str], Path] = {}
    for path, mark, name in names_in(Mission, values):
        if isinstance(mark, Refers):
            yield from ((path, what) for what in _lost(name, mark.kinds, known))
            continue
        kind = "party" if mark.kind in _PARTIES else mark.kind
        if kind == "party" and name in _STATES:
            yield path, f"`{name}` is {_STATES[name]}; a body or party needs a code of its own"
        before = first.setdefault((kind, name), path)
        if before != path:
            yield path, f"`{name}` is taken: {written(before)} has it already"
    yield from _loops(values)


def lost_in_row(row: RequirementLine | UnitOffer, known: Names) -> Iterator[tuple[str, str]]:
    """The columns of a row that name a party, sector or phase nobody described."""
    for column, kind, names in _named_in(row):
        yield from ((column, what) for name in names for what in _lost(name, (kind,), known))


def _named_in(row: RequirementLine | UnitOffer) -> Iterator[tuple[str, str, Iterable[str]]]:
    if isinstance(row, UnitOffer):
        yield "party", "party", (row.party,)
        yield "sectors", "sector", row.sectors
    else:
        yield "sector", "sector", filter(None, (row.sector,))
        yield "phase", "phase", filter(None, (row.phase,))


def _lost(name: str, kinds: tuple[str, ...], known: Names) -> Iterator[str]:
    kind = kinds[0]
    if len(kinds) > 1:
        kind, colon, name = name.partition(":")
        if not colon or kind not in kinds:
            yield f"`{kind}{colon}{name}` is not `{'`, `'.join(f'{kind}:...' for kind in kinds)}`"
            return
    there = known.get(kind, {})
    if name not in there:
        yield f"there is no {kind} `{name}`{_nearest(name, there)}"


def _nearest(name: str, there: Mapping[str, str]) -> str:
    """A near code, or the code of whoever is called nearly so."""
    called = {full.casefold(): code for code, full in there.items()}
    exact = called.get(name.casefold())
    if exact is not None:
        return f"; did you mean `{exact}`?"
    by_code, by_name = suggestion(name, there), suggestion(name, called)
    if not by_name or len(name) <= 3:
        return by_code
    found = by_name.split("`")[1]
    return f"; did you mean `{called[found]}`?"


def _loops(values: Any) -> Iterator[tuple[Path, str]]:
    waits: dict[str, set[str]] = {}
    places: dict[str, Path] = {}
    for path, mark, name in names_in(Mission, values):
        if isinstance(mark, Identifies) and mark.kind in ("gate", "phase"):
            places[f"{mark.kind}:{name}"] = path
        elif isinstance(mark, Refers) and path[0] in ("gates", "phases"):
            owner = values[path[0]][path[1]].get("id")
            target = name if len(mark.kinds) > 1 else f"{mark.kinds[0]}:{name}"
            waits.setdefault(f"{str(path[0])[:-1]}:{owner}", set()).add(target)
    while ring := _ring(waits):
        what = f"waits for itself: {' -> '.join(reversed(ring))}"
        yield places.get(ring[0], (f"{ring[0].partition(':')[0]}s",)), what
        waits[ring[1]].discard(ring[0])


def _ring(waits: Mapping[str, set[str]]) -> list[str]:
    """Things that wait for each other in a ring, the first of them again at its end."""
    try:
        TopologicalSorter(waits).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []
