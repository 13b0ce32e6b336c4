"""Ledger, mission and a moment become the picture of the theatre."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np

from contingent.errors import Problem
from contingent.field.aid import AgainstTarget, Share, against_target, shares
from contingent.field.alerts import Alert, alerts
from contingent.field.arithmetic import Finding, findings
from contingent.field.incidents import (
    Cumulative,
    Denial,
    Rate,
    cumulative_counts,
    daily_series,
    denials,
    rate_over,
)
from contingent.field.indicators import MeasureReading, measure_readings
from contingent.field.public import PublicCount, public_counts
from contingent.field.reports import reports
from contingent.field.rows import FieldRow
from contingent.ledger.chain import Entry
from contingent.ledger.labels import Marking, join
from contingent.mission import Mission, as_known, mission_parties
from contingent.situation.picture import labels_of
from contingent.vocabulary.moment import AsOf

__all__ = [
    "Theatre",
    "gate_measures",
    "held_measures",
    "marking_of",
    "public_theatre",
    "survey_theatre",
]

_ERROR_RATES = 2803  # any fixed number: the same ledger gives the same error rates


@dataclass(frozen=True, slots=True, kw_only=True)
class Theatre:
    """What is reported from theatre as of a moment: indicators, each with what it rests on.

    `told` gives each report by the id that indicators name in `because`; `names` each party's.
    `label` is that of everything on record.
    """

    mission: Mission
    as_of: AsOf
    findings: tuple[Finding, ...]
    against_target: tuple[AgainstTarget, ...]
    shares: tuple[Share, ...]
    cumulative: tuple[Cumulative, ...]
    rates: tuple[Rate, ...]
    denials: tuple[Denial, ...]
    alerts: tuple[Alert, ...]
    measures: tuple[MeasureReading, ...]
    problems: tuple[Problem, ...]
    told: Mapping[str, FieldRow]
    names: Mapping[str, str]
    label: Marking = field(default_factory=Marking)


def survey_theatre(entries: Iterable[Entry], mission: Mission, *, as_of: AsOf) -> Theatre:
    """Every indicator as of a moment; an empty ledger gives an empty picture."""
    entries = tuple(entries)
    reported = reports(entries, as_of=as_of)
    known = as_known(mission, min(as_of.held_on, as_of.known_at.date()))
    series = daily_series(reported)
    rng = np.random.default_rng(_ERROR_RATES)
    measures, problems = measure_readings(known.measures, reported, rng=rng)
    told = [(item.id, item.row) for item in reported.incidents]
    return Theatre(
        mission=known,
        as_of=as_of,
        findings=findings(reported),
        against_target=against_target(reported.flow),
        shares=shares(reported.flow),
        cumulative=cumulative_counts(reported),
        rates=tuple(map(rate_over, series)),
        denials=denials(reported),
        alerts=tuple(alert for each in series for alert in alerts(each)),
        measures=measures,
        problems=problems,
        told={
            **dict(told),
            **{item.id: item.row for item in reported.flow},
            **{item.id: item.row for item in reported.effort},
        },
        names={party.code: party.name for party in mission_parties(mission)},
        label=marking_of(entries, as_of),
    )


def marking_of(entries: Iterable[Entry], as_of: AsOf) -> Marking:
    """The label of what rests on all that is on record, as known at a moment."""
    known = (entry for entry in entries if entry.known_at <= as_of.known_at)
    return join(labels_of(known).values())


def held_measures(entries: Iterable[Entry], mission: Mission, *, as_of: AsOf) -> dict[str, bool]:
    """Which measures hold, by id, for gates that wait for them; unknown ones are left out.

    A gate takes what is left out as closed, and says so.
    """
    reported = reports(entries, as_of=as_of)
    rng = np.random.default_rng(_ERROR_RATES)
    found, _ = measure_readings(mission.measures, reported, rng=rng)
    return {each.measure.id: each.reading.is_open for each in found if not each.reading.unknown}


def gate_measures(entries: Iterable[Entry], mission: Mission, *, as_of: AsOf) -> dict[str, bool]:
    """Which measures hold, as `held_measures` says, if a gate of the mission waits for any."""
    needs = [need for gate in mission.gates for need in (*gate.all_of, *gate.any_of)]
    if not any(need.startswith("measure:") for need in needs):
        return {}
    return held_measures(entries, mission, as_of=as_of)


def public_theatre(
    entries: Iterable[Entry], mission: Mission, *, as_of: AsOf
) -> tuple[PublicCount, ...]:
    """What the public may see of incidents: by sector and month, delayed and in bands."""
    reported = reports(entries, as_of=as_of)
    areas = [sector.code for sector in mission.requirement.sectors]
    return public_counts(reported.incidents, areas=areas, held_on=as_of.held_on)
