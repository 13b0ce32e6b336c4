"""Incidents and effort become rates per monitoring effort, alleged and verified apart.

Whoever looks more sees more. A day counts as quiet only where the same claimant had teams out and
reported nothing; a day without known effort is unknown, never zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from contingent.field.figures import Figure, figures
from contingent.field.reports import Filed, Reports
from contingent.field.rows import EffortRow, IncidentRow
from contingent.vocabulary.claim import Standing

__all__ = [
    "WINDOW_DAYS",
    "Cumulative",
    "Denial",
    "Direction",
    "Rate",
    "Series",
    "cumulative_counts",
    "daily_series",
    "denials",
    "rate_over",
]

WINDOW_DAYS = 28
"""Days over which a rate is told, and compared with as many before."""
_STEADY = 0.2  # share by which two rates per effort may differ and still count as about the same


class Direction(StrEnum):
    """Which way a rate went against the window before; unknown where effort is."""

    RISING = "rising"
    FALLING = "falling"
    STEADY = "about the same"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True, kw_only=True)
class Series:
    """One claimant's counts by the day, in one unit and at one standing, with its effort.

    `counts[day]` and `teams[day]` start at `first`; None is unknown. A count on a day without
    known effort is kept and moves no rate.
    """

    claimant: str
    unit: str
    standing: Standing
    first: date
    counts: tuple[int | None, ...]
    teams: tuple[int | None, ...]
    because: tuple[str, ...]

    @property
    def last(self) -> date:
        """The last day, included."""
        return self.first + timedelta(days=len(self.counts) - 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rate:
    """Counts of a series over its last 28 days, and per hundred team-days where effort is known.

    `days_with_effort` says on how many days teams are known to have been out; on fewer than all of
    them the rate per effort is None, and so is any word on its direction.
    """

    claimant: str
    unit: str
    standing: Standing
    first: date
    last: date
    counted: int
    team_days: int
    days_with_effort: int
    per_hundred_team_days: float | None  # None: unknown, for effort is
    direction: Direction
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Cumulative:
    """A claimant's count over a run of days, as told; its categories are `part_of` it."""

    figure: Figure[IncidentRow]
    parts: tuple[Figure[IncidentRow], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Denial:
    """Of the movements asked for, how many were refused or impeded, by one claimant's count."""

    claimant: str
    first: date
    last: date
    movements: int
    denied: int | None  # None: not said
    because: tuple[str, ...]

    @property
    def percent(self) -> float | None:
        """The share denied; None where it is not known."""
        return (
            None
            if self.denied is None or not self.movements
            else 100 * self.denied / self.movements
        )


def daily_series(reported: Reports) -> tuple[Series, ...]:
    """Each claimant's daily counts, by unit and standing, up to the day asked about.

    Rejected allegations, categories of a total, and counts over several days are left out.
    """
    groups: dict[tuple[str, str, Standing], list[Figure[IncidentRow]]] = {}
    for figure in figures(reported.incidents):
        row = figure.row
        if row.date.is_exact and not row.part_of and row.standing is not Standing.REJECTED:
            groups.setdefault((row.claimant, row.unit, row.standing), []).append(figure)
    efforts = {row.claimant for row in (item.row for item in reported.effort)}
    found = []
    for (claimant, unit, standing), told in sorted(groups.items()):
        effort = [item for item in reported.effort if item.row.claimant == claimant]
        first = min(figure.row.date.first for figure in told)
        if claimant in efforts:
            first = min(first, *(item.row.date.first for item in effort))
        days = (reported.as_of.held_on - first).days + 1
        teams = _teams(effort, first, days)
        found.append(
            Series(
                claimant=claimant,
                unit=unit,
                standing=standing,
                first=first,
                counts=_counts(told, teams, first),
                teams=teams,
                because=tuple(id for figure in told for id in figure.because),
            )
        )
    return tuple(found)


def _teams(effort: Iterable[Filed[EffortRow]], first: date, days: int) -> tuple[int | None, ...]:
    teams: list[int | None] = [None] * days
    for item in effort:
        row = item.row
        if row.teams is None:
            continue
        for at in range((row.date.first - first).days, (row.date.last - first).days + 1):
            if 0 <= at < days:
                teams[at] = (teams[at] or 0) + row.teams
    return tuple(teams)


def _counts(
    told: Iterable[Figure[IncidentRow]], teams: Sequence[int | None], first: date
) -> tuple[int | None, ...]:
    counts: list[int | None] = [0 if out else None for out in teams]
    for figure in told:
        at = (figure.row.date.first - first).days
        if at < len(counts):
            number = figure.row.count
            counts[at] = None if number is None else (counts[at] or 0) + number
    return tuple(counts)


def rate_over(series: Series, *, days: int = WINDOW_DAYS) -> Rate:
    """The rate of a series over its last days, and which way it went against as many before."""
    counted, team_days, known = _window(series, 0, days)
    before, team_days_before, known_before = _window(series, days, days)
    is_known = known == days and team_days > 0
    rate = 100 * counted / team_days if is_known else None
    earlier = None
    if known_before == days and team_days_before > 0:
        earlier = 100 * before / team_days_before
    return Rate(
        claimant=series.claimant,
        unit=series.unit,
        standing=series.standing,
        first=series.last - timedelta(days=days - 1),
        last=series.last,
        counted=counted,
        team_days=team_days,
        days_with_effort=known,
        per_hundred_team_days=rate,
        direction=_direction(rate, earlier),
        because=series.because,
    )


def _window(series: Series, skip: int, days: int) -> tuple[int, int, int]:
    """Counts, team-days, and days with both, of a window that ends `skip` days ago."""
    end = len(series.counts) - skip
    pairs = list(zip(series.counts, series.teams, strict=True))[max(0, end - days) : max(0, end)]
    counted = sum(count or 0 for count, _ in pairs)
    watched = [teams for count, teams in pairs if count is not None and teams]
    return counted, sum(watched), len(watched)


def _direction(rate: float | None, earlier: float | None) -> Direction:
    if rate is None or earlier is None:
        return Direction.UNKNOWN
    if rate > earlier * (1 + _STEADY):
        return Direction.RISING
    return Direction.FALLING if rate < earlier * (1 - _STEADY) else Direction.STEADY


def cumulative_counts(reported: Reports) -> tuple[Cumulative, ...]:
    """Every count over several days, each claimant's in order of its days; never added up."""
    told = figures(reported.incidents)
    wholes = [item for item in told if not item.row.date.is_exact and not item.row.part_of]
    found = [
        Cumulative(
            figure=whole,
            parts=tuple(
                part
                for part in sorted(told, key=lambda figure: figure.row.id)
                if whole.row.id
                and (part.row.part_of, part.row.claimant) == (whole.row.id, whole.row.claimant)
            ),
        )
        for whole in wholes
    ]
    return tuple(
        sorted(
            found,
            key=lambda each: (
                each.figure.row.claimant,
                each.figure.row.unit,
                each.figure.row.date.last,
            ),
        )
    )


def denials(reported: Reports) -> tuple[Denial, ...]:
    """What access was asked for and denied, row by row: different claimants never add up."""
    return tuple(
        Denial(
            claimant=figure.row.claimant,
            first=figure.row.date.first,
            last=figure.row.date.last,
            movements=figure.row.movements,
            denied=figure.row.denied,
            because=figure.because,
        )
        for figure in figures(reported.effort)
        if figure.row.movements is not None
    )
