"""Escort units become tonnes that arrive in the worst case, and a line of the requirement.

Armed escorts are a last resort (IASC, 2013). The sweep says what they would do, never that they
should be sent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from contingent.field.choices import choices_of
from contingent.field.frames import frame_of, week_types
from contingent.field.mixture import mixture
from contingent.field.network import Network, Terms
from contingent.mission.model import RequirementLine
from contingent.vocabulary.capability import Kind

__all__ = ["EscortPoint", "escort_line", "escort_sweep", "point_for", "units_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EscortPoint:
    """So many escort units, and the tonnes a day that arrive in the worst case with them."""

    units: int
    personnel: int
    net_tonnes: float
    worst_percent: float
    bound_tonnes: float


def escort_sweep(
    network: Network,
    *,
    risks: Mapping[str, float] | None,
    first: date,
    sites: Iterable[str],
    units: Sequence[int] | None = None,
) -> tuple[EscortPoint, ...]:
    """Worst-case tonnes by escort units, from none to all the network has, or as given.

    `sites` are those that may be escorted to. Levels for which no day keeps to its floors are
    left out.
    """
    allowed = tuple(sites)
    found = []
    for count in units if units is not None else range(network.terms.escort_units + 1):
        level = replace(network, terms=replace(network.terms, escort_units=count))
        choices = choices_of(level, risks=risks, escorted_sites=allowed)
        types = week_types(choices, first, days=1)
        mixed = mixture(frame_of(choices, types, whole=False))
        if mixed is not None:
            found.append(
                EscortPoint(
                    units=count,
                    personnel=count * network.terms.escort_unit_personnel,
                    net_tonnes=mixed.outcome.net,
                    worst_percent=mixed.outcome.worst_percent,
                    bound_tonnes=mixed.bound,
                )
            )
    return tuple(found)


def point_for(points: Iterable[EscortPoint], *, tonnes: float) -> EscortPoint | None:
    """The fewest units with which so many tonnes a day arrive in the worst case; None: no level."""
    enough = [point for point in points if point.net_tonnes >= tonnes]
    return min(enough, key=lambda point: point.units, default=None)


def units_of(terms: Terms, *, personnel: int) -> int:
    """How many escort units so many people can form; 0 where the size of a unit is not given."""
    return personnel // terms.escort_unit_personnel if terms.escort_unit_personnel else 0


def escort_line(point: EscortPoint, terms: Terms) -> RequirementLine:
    """The requirement line for a level of the sweep, with what it rests on; no route, no hour.

    ValueError for a level without people: it asks for nothing.
    """
    if not point.personnel:
        raise ValueError("a level without people is no requirement")
    assumptions = (
        f"each unit is taken to leave {terms.escort_leaves_percent} % of a loss, "
        f"{terms.ambushes_per_day} ambushes a day are reckoned with; both are guesses"
    )
    return RequirementLine(
        capability=Kind.INFANTRY,
        minimum=point.personnel,
        assumption=True,
        reason=(
            f"{point.units} escort units of {terms.escort_unit_personnel}, so that "
            f"{point.net_tonnes:,.0f} t a day arrive in the worst case: {assumptions}"
        ),
    )
