"""Reports become what the public may see of them: coarse areas, closed months, banded counts.

Everything that leaves for a public view passes through `public_counts`. It shows nothing of roads,
convoys, passages, places, actors or days, and no risk.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from contingent.field.figures import figures
from contingent.field.reports import Filed
from contingent.field.rows import IncidentRow
from contingent.vocabulary.claim import Standing
from contingent.vocabulary.moment import ImpreciseDate

__all__ = ["DELAY_DAYS", "ELSEWHERE", "SMALL", "PublicCount", "public_counts"]

DELAY_DAYS = 14
"""Days between the end of a month and the day on which its counts may be shown."""
SMALL = 5
"""Counts below this are not told apart from none; all others are told in steps as wide."""
ELSEWHERE = "elsewhere"
"""Where a report names no area that the mission lists."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PublicCount:
    """How many incidents one claimant reported in an area and a month, as a band.

    `band` is `fewer than 5`, `5 to 9`, `10 to 14` and so on. There are no totals: from a total and
    its other parts a hidden count could be worked out.
    """

    month: ImpreciseDate
    area: str
    claimant: str
    unit: str
    standing: Standing
    band: str


def public_counts(
    filed: Iterable[Filed[IncidentRow]], *, areas: Collection[str], held_on: date
) -> tuple[PublicCount, ...]:
    """Banded counts of single incidents by month and area, for months over for 14 days.

    A claimant's lines begin with the first month in which some area has a count that may be told,
    and then stand for every area and month: no line, and no absence of one, tells small counts
    apart. Counts over several days are published figures already and are not repeated here.
    """
    counted: dict[tuple[str, str, Standing], dict[tuple[ImpreciseDate, str], int]] = {}
    for figure in figures(filed):
        row = figure.row
        if not row.date.is_exact or row.part_of or row.standing is Standing.REJECTED:
            continue
        month = ImpreciseDate.month(row.date.first.year, row.date.first.month)
        area = row.area if row.area in areas else ELSEWHERE
        cells = counted.setdefault((row.claimant, row.unit, row.standing), {})
        cells[month, area] = cells.get((month, area), 0) + (row.count or 0)
    last = held_on - timedelta(days=DELAY_DAYS)
    return tuple(
        PublicCount(
            month=month,
            area=area,
            claimant=claimant,
            unit=unit,
            standing=standing,
            band=_band(cells.get((month, area), 0)),
        )
        for (claimant, unit, standing), cells in sorted(counted.items())
        for month in _months(cells, last)
        for area in (*sorted(areas), ELSEWHERE)
    )


def _months(cells: Mapping[tuple[ImpreciseDate, str], int], last: date) -> list[ImpreciseDate]:
    """Every month over by then, from the first that has a count to tell."""
    telling = [month for (month, _), count in cells.items() if count >= SMALL]
    found: list[ImpreciseDate] = []
    if not telling:
        return found
    month = min(telling, key=lambda month: month.first)
    while month.last <= last:
        found.append(month)
        after = month.last + timedelta(days=1)
        month = ImpreciseDate.month(after.year, after.month)
    return found


def _band(count: int) -> str:
    if count < SMALL:
        return f"fewer than {SMALL}"
    low = count // SMALL * SMALL
    return f"{low} to {low + SMALL - 1}"
