"""Two packages become their differences, line by line, on the same scenarios."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from contingent.force.package import Outlook, Package

__all__ = ["Comparison", "LineChange", "compare"]


@dataclass(frozen=True, slots=True, kw_only=True)
class LineChange:
    """One line in two packages; None where one of them does not have it."""

    need: str
    covered: tuple[int | None, int | None]
    expected: tuple[float | None, float | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """What differs from a package to another: lines, leads, parties, and both outlooks."""

    lines: tuple[LineChange, ...]
    leads: Mapping[str, tuple[str, str]]  # sector -> before, after; empty: nobody
    joined: tuple[str, ...]
    left: tuple[str, ...]
    before: Outlook
    after: Outlook


def compare(before: Package, after: Package) -> Comparison:
    """The lines whose coverage differs, and who joined or left, by id."""
    old = {line.need.id: line for line in before.lines}
    new = {line.need.id: line for line in after.lines}
    changes = []
    for id in sorted(old | new):
        one, other = old.get(id), new.get(id)
        change = LineChange(
            need=id,
            covered=(one.covered if one else None, other.covered if other else None),
            expected=(one.expected if one else None, other.expected if other else None),
        )
        if change.covered[0] != change.covered[1] or change.expected[0] != change.expected[1]:
            changes.append(change)
    parties = [{item.offer.party for item in package.assignments} for package in (before, after)]
    sectors = dict.fromkeys((*before.problem.sectors, *after.problem.sectors))
    leads = {
        sector: (before.leads.get(sector, ""), after.leads.get(sector, "")) for sector in sectors
    }
    return Comparison(
        lines=tuple(changes),
        leads={sector: pair for sector, pair in leads.items() if pair[0] != pair[1]},
        joined=tuple(sorted(parties[1] - parties[0])),
        left=tuple(sorted(parties[0] - parties[1])),
        before=before.outlook,
        after=after.outlook,
    )
