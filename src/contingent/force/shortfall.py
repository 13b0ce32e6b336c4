"""A package becomes its gaps, the enablers that nobody offers before any headcount."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contingent.force.offers import Voiced
from contingent.force.package import Coverage, Package
from contingent.force.problem import Need, kinds_covered
from contingent.vocabulary.capability import Kind
from contingent.vocabulary.claim import Rung

__all__ = ["ENABLERS", "Unoffered", "gaps_of", "unoffered_kinds"]

ENABLERS = frozenset(
    {
        Kind.MEDICAL,
        Kind.ENGINEERING,
        Kind.LOGISTICS,
        Kind.AVIATION,
        Kind.SIGNALS,
        Kind.EOD,
        Kind.ISR,
        Kind.LIFT,
    }
)
"""Kinds without which infantry cannot stay; they are reported before any headcount."""

_LAST_TOLD = (Kind.INFANTRY, Kind.TROOPS, Kind.POLICE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unoffered:
    """A kind that the requirement asks for and nobody has offered; who has come nearest to it.

    `nearest` holds those who are only willing or consider it; empty: nobody has spoken of it.
    """

    kind: Kind
    required: int
    nearest: tuple[Voiced, ...]


def gaps_of(package: Package) -> tuple[Coverage, ...]:
    """Lines not filled at face value: enablers first, critical ones first, then the largest."""
    return tuple(sorted((line for line in package.lines if line.missing), key=_weight))


def _weight(line: Coverage) -> tuple[object, ...]:
    need = line.need
    return (
        need.kind not in ENABLERS,
        need.kind in _LAST_TOLD,
        not need.critical,
        need.phase if need.phase is not None else -1,
        need.sector,
        -line.missing,
        need.id,
    )


def unoffered_kinds(needs: Iterable[Need], voiced: Sequence[Voiced]) -> tuple[Unoffered, ...]:
    """Required kinds at `offered` or firmer from nobody's own word, enablers first.

    Those that nobody has spoken of at all come first, then those that are only considered.
    """
    required: dict[Kind, int] = {}
    for need in needs:
        required[need.kind] = required.get(need.kind, 0) + need.minimum
    found = []
    for kind, personnel in required.items():
        about = [each for each in voiced if kind in kinds_covered(each.kind)]
        if not any(each.rung >= Rung.OFFERED for each in about):
            found.append(Unoffered(kind=kind, required=personnel, nearest=tuple(about)))
    return tuple(sorted(found, key=_distance))


def _distance(item: Unoffered) -> tuple[object, ...]:
    nearest = max((each.rung for each in item.nearest), default=Rung.UNKNOWN)
    return item.kind not in ENABLERS, nearest, -item.required, item.kind
