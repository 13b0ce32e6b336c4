"""The tie between convoys and force becomes a table and a document, for the role `field` alone.

It tells people, tonnes and guesses; of routes, hours, attacks and mixtures it knows nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contingent.exports.sheet import Cell, Row, Section
from contingent.force.escorts import ESCORT_NEED
from contingent.force.package import Coverage, Package
from contingent.situation.escorting import Escorting, EscortReach, escort_reaches
from contingent.vocabulary.plain import plain

__all__ = ["escort_document", "escort_section"]


def escort_section(found: Escorting, package: Package) -> Section:
    """The line that the convoys ask for and how far the package fills it, then the reverse."""
    rows = [_reach_row(reach, found) for reach in escort_reaches(found, package)]
    return Section(
        id="escorts",
        title="Escorts of aid convoys (restricted to the role field: do not pass on)",
        columns=("If these escorted", "People", "Units", "t a day, worst case", "Of the need"),
        rows=tuple(rows),
        note=" ".join(_note(found, package)),
        empty="network.csv does not say how many people an escort unit has.",
    )


def escort_document(found: Escorting, package: Package) -> dict[str, Any]:
    """The same for programs, with the mark that it is restricted."""
    line = _line(package)
    return {
        "restricted_to": "field",
        "escorts": {
            "wish": plain(found.wish),
            "requirement": found.line.model_dump(mode="json") if found.line else None,
            "covered": line.covered if line else None,
            "expected": round(line.expected, 2) if line else None,
            "needed_tonnes_a_day": found.wanted_tonnes,
            "without_tonnes_a_day": round(_without(found), 2),
            "reaches": [_reach_plain(each, found) for each in escort_reaches(found, package)],
            "assumptions": list(_assumptions(found)),
        },
    }


def _reach_row(reach: EscortReach, found: Escorting) -> Row:
    who = "those whom no line would miss" if reach.is_free else "all infantry on offer"
    believed = "by the chances" if reach.by_chances else "if all come"
    tonnes, share = "none possible", ""
    if reach.point is not None:
        tonnes = f"{reach.point.net_tonnes:,.0f}"
        share = f"{_percent(reach.point.net_tonnes, found)} %"
    texts = (f"{who}, {believed}", f"{reach.people:,}", f"{reach.units:,}", tonnes, share)
    cited = tuple(id for id in reach.because if id.startswith("s-"))
    return Row(cells=tuple(Cell(text=text) for text in texts), because=cited)


def _reach_plain(reach: EscortReach, found: Escorting) -> dict[str, Any]:
    point = reach.point
    return {
        "who": "free" if reach.is_free else "all",
        "by_chances": reach.by_chances,
        "people": reach.people,
        "units": reach.units,
        "units_used": point.units if point else None,
        "tonnes_a_day": round(point.net_tonnes, 2) if point else None,
        "percent_of_need": _percent(point.net_tonnes, found) if point else None,
        "because": list(reach.because),
    }


def _note(found: Escorting, package: Package) -> Iterator[str]:
    line, covered = found.line, _line(package)
    if line is not None and covered is not None:
        yield (
            f"Requirement: {line.minimum:,} {line.capability.value}, who count nowhere else: "
            f"{line.reason}. {covered.covered:,} are in the package, {covered.expected:,.0f} by "
            "the chances."
        )
    elif found.point is not None:
        yield "What is wanted arrives without escorts, so nobody is asked for."
    yield (
        f"Without escorts {_without(found):,.0f} t a day arrive in the worst case, of "
        f"{found.wanted_tonnes:,} needed."
    )
    yield from (f"{text[:1].upper()}{text[1:]}." for text in _assumptions(found))


def _assumptions(found: Escorting) -> Iterator[str]:
    yield f"each unit is taken to leave {found.terms.escort_leaves_percent} % of a loss, a guess"
    yield "of those who might escort no date, money or lift is asked, so it is the most possible"
    yield "armed escorts are a last resort: this is what they would do, and no advice to send them"


def _line(package: Package) -> Coverage | None:
    return next((line for line in package.lines if line.need.id == ESCORT_NEED), None)


def _without(found: Escorting) -> float:
    return next((point.net_tonnes for point in found.sweep if not point.units), 0.0)


def _percent(tonnes: float, found: Escorting) -> int:
    return round(100 * tonnes / found.wanted_tonnes) if found.wanted_tonnes else 100
