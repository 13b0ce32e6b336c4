"""The name of an indicator becomes its daily series, and each measure of a mission its reading.

Names are `incidents:UNIT:CLAIMANT`, with `:alleged` or `:verified` behind it where only those
count, and `flow:STAGE:UNIT:CLAIMANT`. Nothing is ever added up over claimants.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

import numpy as np

from contingent.errors import Problem
from contingent.field.figures import figures
from contingent.field.incidents import Series, daily_series
from contingent.field.reports import Filed, Reports
from contingent.field.rows import FlowRow
from contingent.field.thresholds import (
    ErrorRates,
    Threshold,
    ThresholdReading,
    error_rates,
    held_posterior,
)
from contingent.mission.model import Measure
from contingent.vocabulary.claim import Standing

__all__ = ["MeasureReading", "measure_readings", "series_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureReading:
    """A measure of the mission as of a day: open or closed, how surely, and how often in error.

    This is what a gate that waits for `measure:ID` asks.
    """

    measure: Measure
    threshold: Threshold
    reading: ThresholdReading
    errors: ErrorRates


def measure_readings(
    measures: Iterable[Measure], reported: Reports, *, rng: np.random.Generator
) -> tuple[tuple[MeasureReading, ...], tuple[Problem, ...]]:
    """Each measure read from what was reported; a Problem for an indicator that is none.

    A measure that cannot be read is closed, and says why. `rng` serves the simulated error rates.
    """
    found, problems = [], []
    for measure in measures:
        threshold = Threshold(at_most=measure.at_most, at_least=measure.at_least)
        try:
            series = series_of(measure.indicator, reported)
        except ValueError as error:
            problems.append(Problem(where=f"measure {measure.id}", what=str(error)))
            series = None
        reading = held_posterior(series, threshold)
        errors = error_rates(threshold, rng, dispersion=reading.dispersion)
        found.append(
            MeasureReading(measure=measure, threshold=threshold, reading=reading, errors=errors)
        )
    return tuple(found), tuple(problems)


def series_of(indicator: str, reported: Reports) -> Series | None:
    """The daily series of an indicator; None if nothing is on record by the day.

    Raises ValueError for a name that is no indicator.
    """
    match indicator.split(":"):
        case ["incidents", unit, claimant]:
            return _incidents(reported, unit, claimant, tuple(Standing))
        case ["incidents", unit, claimant, standing] if standing in ("alleged", "verified"):
            return _incidents(reported, unit, claimant, (Standing(standing),))
        case ["flow", stage, unit, claimant]:
            return _flow(reported.flow, (stage, unit, claimant), reported)
    raise ValueError(
        f"{indicator!r} is no indicator; write `incidents:UNIT:CLAIMANT` or "
        "`flow:STAGE:UNIT:CLAIMANT`"
    )


def _incidents(
    reported: Reports, unit: str, claimant: str, standings: tuple[Standing, ...]
) -> Series | None:
    """One claimant's counts; alleged and verified together only where the name asks for both."""
    found = [
        each
        for each in daily_series(reported)
        if (each.unit, each.claimant) == (unit, claimant) and each.standing in standings
    ]
    if not found:
        return None
    first = max(found, key=lambda each: len(each.counts))
    total = list(first.counts)
    for other in found:
        if other is first:
            continue
        offset = len(first.counts) - len(other.counts)
        for at, count in enumerate(other.counts):
            here = total[offset + at]
            total[offset + at] = None if count is None or here is None else here + count
    because = tuple(id for each in found for id in each.because)
    return replace(first, counts=tuple(total), because=because)


def _flow(
    filed: Iterable[Filed[FlowRow]], wanted: tuple[str, str, str], reported: Reports
) -> Series | None:
    """What one claimant gave for single days; a day without a figure is unknown."""
    told = [
        figure
        for figure in figures(filed)
        if (figure.row.stage, figure.row.unit, figure.row.claimant) == wanted
        and figure.row.date.is_exact
        and not figure.row.commodity
    ]
    if not told:
        return None
    first = min(figure.row.date.first for figure in told)
    days = (reported.as_of.held_on - first).days + 1
    counts: list[int | None] = [None] * days
    for figure in told:
        at = (figure.row.date.first - first).days
        counts[at] = (counts[at] or 0) + int(figure.row.quantity)
    return Series(
        claimant=wanted[2],
        unit=wanted[1],
        standing=Standing.ALLEGED,
        first=first,
        counts=tuple(counts),
        teams=tuple(None if count is None else 1 for count in counts),
        because=tuple(id for figure in told for id in figure.because),
    )
