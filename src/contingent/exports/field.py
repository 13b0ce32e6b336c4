"""The picture of the theatre becomes tables for people and a document for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from contingent.errors import Problem
from contingent.exports.sheet import Cell, Row, Section
from contingent.exports.wording import (
    count_words,
    day_words,
    party_name,
    source_cell,
    when_words,
)
from contingent.field.aid import AgainstTarget, Share
from contingent.field.alerts import Alert
from contingent.field.arithmetic import Fault, Finding
from contingent.field.incidents import Cumulative, Denial, Direction, Rate
from contingent.field.indicators import MeasureReading
from contingent.field.public import DELAY_DAYS, SMALL, PublicCount
from contingent.field.risk import RoadRisk
from contingent.field.rows import FieldRow, plain_row
from contingent.ledger.labels import Marking
from contingent.situation.theatre import Theatre
from contingent.vocabulary.capability import Comparator
from contingent.vocabulary.moment import ImpreciseDate
from contingent.vocabulary.plain import plain

__all__ = [
    "indicators_document",
    "indicators_sections",
    "public_document",
    "public_section",
    "risks_document",
    "risks_section",
]

_SERIES_NOTE = (
    "Each claimant's own count in its own unit. Claimants are never added up or averaged."
)
_FAULTS = {
    Fault.PARTS: "the parts exceed the total",
    Fault.REST: "some are in no category",
    Fault.RATE: "the total does not follow from the rate",
    Fault.SHARE: "the share does not follow from the figures",
    Fault.CUT_OFF: "the share was cut off, not rounded",
    Fault.ORDER: "more at a later stage",
    Fault.REPEATED: "one slip, repeated",
}


def indicators_sections(theatre: Theatre) -> tuple[Section, ...]:
    """Everything that is reported from theatre, what does not add up first."""
    names = theatre.names
    return (
        _findings(theatre.findings, theatre.told, names),
        _targets(theatre.against_target, names),
        _shares(theatre.shares, names),
        _cumulative(theatre.cumulative, names),
        _rates(theatre.rates, names),
        _alerts(theatre.alerts, names),
        _denials(theatre.denials, names),
        _measures(theatre.measures),
    )


def indicators_document(
    theatre: Theatre,
    problems: Iterable[Problem],
    *,
    risks: Mapping[str, RoadRisk | None] | None = None,
) -> dict[str, Any]:
    """Every indicator: `contingent.indicators/1`. `reports` holds each one named in `because`.

    `risks` is for the role `field` alone: with it the document is restricted.
    """
    document: dict[str, Any] = {
        "schema": "contingent.indicators/1",
        "as_of": theatre.as_of.held_on.isoformat(),
        "as_known": theatre.as_of.known_at.isoformat(),
        "mission": theatre.mission.code,
        "label": str(theatre.label),
        "findings": plain(theatre.findings),
        "against_target": [
            {**plain(line), "percent": _rounded(line.percent)} for line in theatre.against_target
        ],
        "shares": plain(theatre.shares),
        "cumulative": [_plain_cumulative(each) for each in theatre.cumulative],
        "rates": plain(theatre.rates),
        "alerts": plain(theatre.alerts),
        "denials": [{**plain(each), "percent": _rounded(each.percent)} for each in theatre.denials],
        "measures": [_plain_measure(each) for each in theatre.measures],
        "problems": plain([*theatre.problems, *problems]),
    }
    cited = _cited(document)
    told = {id: plain_row(row) for id, row in sorted(theatre.told.items()) if id in cited}
    if risks is not None:
        document |= {"restricted_to": "field", "risks": risks_document(risks)}
    return document | {"reports": {id: _without_road(row) for id, row in told.items()}}


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 2)


def _cited(value: Any) -> set[str]:
    if isinstance(value, dict):
        own = set(value.get("because", ()))
        return own.union(*map(_cited, value.values()))
    return set().union(*map(_cited, value)) if isinstance(value, list) else set()


def _without_road(row: dict[str, Any]) -> dict[str, Any]:
    """A report without the road it names: that is for the role `field` alone."""
    return {name: value for name, value in row.items() if name != "road"}


def _plain_cumulative(told: Cumulative) -> dict[str, Any]:
    row = told.figure.row
    return {
        "claimant": row.claimant,
        "unit": row.unit,
        "date": str(row.date),
        "count": row.count,
        "comparator": row.comparator.value,
        "standing": row.standing.value,
        "parts": [{"category": part.row.category, "count": part.row.count} for part in told.parts],
        "told_by": list(told.figure.told_by),
        "because": list(told.figure.because),
    }


def _plain_measure(each: MeasureReading) -> dict[str, Any]:
    return {
        "id": each.measure.id,
        "name": each.measure.name,
        "indicator": each.measure.indicator,
        **plain(each.threshold),
        **plain(each.reading),
        "error_rates": plain(each.errors),
    }


def _findings(
    found: Iterable[Finding], told: Mapping[str, FieldRow], names: Mapping[str, str]
) -> Section:
    rows = []
    for finding in found:
        tone = "quiet" if finding.fault in (Fault.REST, Fault.CUT_OFF) else "warning"
        sources = (source_cell(source).text for source in finding.told_by)
        rows.append(
            Row(
                cells=(
                    Cell(text=party_name(finding.claimant, names)),
                    Cell(text=_FAULTS[finding.fault], tone=tone),
                    Cell(text=_when_in(finding.what, told, finding.because)),
                    Cell(text=finding.said),
                    Cell(text=finding.computed),
                    Cell(text=", ".join(dict.fromkeys(sources))),
                ),
                because=finding.because,
            )
        )
    return Section(
        id="findings",
        title="Figures that do not add up",
        columns=("Claimant", "What does not fit", "Of what", "Said", "Computed", "Told by"),
        rows=tuple(rows),
        note="Which of the two figures is wrong stays open. That outlets agree confirms nothing.",
        empty="Every figure that can be checked adds up.",
    )


def _when_in(what: str, told: Mapping[str, FieldRow], because: tuple[str, ...]) -> str:
    """The days in plain words, as the first report compared has them."""
    row = told.get(because[0])
    return what.replace(str(row.date), when_words(row.date)) if row else what


def _targets(lines: Iterable[AgainstTarget], names: Mapping[str, str]) -> Section:
    rows = tuple(
        Row(
            cells=(
                Cell(text=party_name(line.claimant, names)),
                Cell(text=when_words(line.date)),
                Cell(text=" ".join(filter(None, (line.commodity, line.unit, line.stage)))),
                Cell(text=_said(line.per_day, line.comparator)),
                Cell(text=f"{line.target_per_day:,.0f}"),
                Cell(text=f"{line.percent:.0f} %"),
            ),
            because=line.because,
        )
        for line in lines
    )
    return Section(
        id="against_target",
        title="Aid against what was agreed",
        columns=("According to", "Days", "What", "A day", "Agreed a day", "Share"),
        rows=rows,
        note=_SERIES_NOTE,
        empty="No agreed rate, or no figure to hold against it, is on record.",
    )


def _said(value: float, comparator: Comparator) -> str:
    """A figure as it was said, without decimals where it has none."""
    figure = f"{value:,.1f}".removesuffix(".0")
    if comparator is Comparator.EXACTLY:
        return figure
    return count_words(1, comparator).replace("1", figure)


def _shares(found: Iterable[Share], names: Mapping[str, str]) -> Section:
    rows = tuple(
        Row(
            cells=(
                Cell(text=party_name(share.claimant, names)),
                Cell(text=when_words(share.date)),
                Cell(text=f"{share.stage} of {share.of}"),
                Cell(text=share.unit),
                Cell(text=f"{_said(round(share.percent, 1), share.comparator)} %"),
                Cell(text="stated" if share.stated else "computed", tone="quiet"),
            ),
            because=share.because,
        )
        for share in found
    )
    return Section(
        id="shares",
        title="From stage to stage",
        columns=("According to", "Days", "Share", "Counted in", "Percent", ""),
        rows=rows,
        note="Intercepted is all that was taken on the way, by hungry crowds or by armed people; "
        "the sources do not tell the two apart.",
        empty="No share from one stage to another is on record.",
    )


def _cumulative(found: Iterable[Cumulative], names: Mapping[str, str]) -> Section:
    rows = []
    for told in found:
        row = told.figure.row
        count = "number not given" if row.count is None else count_words(row.count, row.comparator)
        rows.append(
            Row(
                cells=(
                    Cell(text=party_name(row.claimant, names)),
                    Cell(text=when_words(row.date)),
                    Cell(text=row.unit),
                    Cell(text=count),
                    Cell(text=row.standing.value, tone="quiet"),
                    Cell(
                        text=", ".join(
                            _part(part.row.category, part.row.count) for part in told.parts
                        )
                    ),
                ),
                because=told.figure.because,
            )
        )
    return Section(
        id="cumulative",
        title="Counts over several days, as published",
        columns=("According to", "Days", "Unit", "Count", "Standing", "Of these"),
        rows=tuple(rows),
        note=_SERIES_NOTE,
        empty="No count over several days is on record.",
    )


def _part(category: str, count: int | None) -> str:
    return f"{category} {'?' if count is None else f'{count:,}'}"


def _rates(rates: Iterable[Rate], names: Mapping[str, str]) -> Section:
    rows = tuple(
        Row(
            cells=(
                Cell(text=party_name(rate.claimant, names)),
                Cell(text=f"{rate.unit}, {rate.standing.value}"),
                Cell(text=when_words(ImpreciseDate(first=rate.first, last=rate.last))),
                Cell(text=f"{rate.counted:,}"),
                Cell(text=_effort_words(rate)),
                Cell(text=_rate_words(rate)),
                Cell(
                    text=rate.direction.value,
                    tone="quiet" if rate.direction is Direction.UNKNOWN else "",
                ),
            ),
            because=rate.because,
        )
        for rate in rates
    )
    return Section(
        id="rates",
        title="Incidents per monitoring effort, over four weeks",
        columns=(
            "According to",
            "What",
            "Days",
            "Counted",
            "Effort",
            "Per 100 team-days",
            "Against the four weeks before",
        ),
        rows=rows,
        note="Whoever looks more sees more. Where effort is not known for every day, no rate and "
        "no direction is given.",
        empty="No claimant reports by the day.",
    )


def _effort_words(rate: Rate) -> str:
    days = (rate.last - rate.first).days + 1
    if rate.days_with_effort < days:
        return f"known on {rate.days_with_effort} of {days} days"
    return f"{rate.team_days:,} team-days"


def _rate_words(rate: Rate) -> str:
    value = rate.per_hundred_team_days
    return "unknown" if value is None else f"{value:.1f}"


def _alerts(found: Iterable[Alert], names: Mapping[str, str]) -> Section:
    rows = tuple(
        Row(
            cells=(
                Cell(text=party_name(alert.claimant, names)),
                Cell(text=f"{alert.unit}, {alert.standing.value}"),
                Cell(text=day_words(alert.on)),
                Cell(text=alert.direction.value, tone="warning"),
                Cell(text=f"{100 * alert.rate_before:.1f}"),
                Cell(text=f"{100 * alert.rate_since:.1f}"),
            ),
            because=alert.because,
        )
        for alert in found
    )
    return Section(
        id="alerts",
        title="Changes in the rate per effort",
        columns=("According to", "What", "Seen on", "Change", "Before, per 100", "Since, per 100"),
        rows=rows,
        empty="No change stands out in a series with known effort.",
    )


def _denials(found: Iterable[Denial], names: Mapping[str, str]) -> Section:
    rows = []
    for denial in found:
        denied = "not said" if denial.denied is None else f"{denial.denied:,}"
        share = "unknown" if denial.percent is None else f"{denial.percent:.0f} %"
        days = when_words(ImpreciseDate(first=denial.first, last=denial.last))
        cells = (
            party_name(denial.claimant, names),
            days,
            f"{denial.movements:,}",
            denied,
            share,
        )
        rows.append(Row(cells=tuple(Cell(text=text) for text in cells), because=denial.because))
    return Section(
        id="denials",
        title="Access asked for and denied",
        columns=("According to", "Days", "Movements asked for", "Denied or impeded", "Share"),
        rows=tuple(rows),
    )


def _measures(found: Iterable[MeasureReading]) -> Section:
    rows = tuple(
        Row(
            cells=(
                Cell(text=each.measure.name),
                Cell(
                    text="open" if each.reading.is_open else "closed",
                    tone="firm" if each.reading.is_open else "weak",
                ),
                Cell(text=_reading_words(each)),
                Cell(text=f"{100 * each.errors.at_threshold:.1f} %"),
                Cell(text=f"{100 * each.errors.well_within:.1f} %"),
            ),
            because=each.reading.because,
        )
        for each in found
    )
    return Section(
        id="measures",
        title="Measures that gates wait for",
        columns=("Measure", "", "Reading", "Opens at the threshold", "Opens well within it"),
        rows=rows,
        note="Open when the chance of being on the right side, from 28 days, was above 97.5 % on "
        "14 days in a row. The last two columns: how often it opens within 90 days at a steady "
        "rate, in error and as it should.",
        empty="The mission lists no measures.",
    )


def _reading_words(each: MeasureReading) -> str:
    reading = each.reading
    if reading.unknown or reading.rate_per_day is None or reading.chance is None:
        return f"unknown: {reading.unknown}"
    return (
        f"{reading.rate_per_day:,.1f} a day at full effort; chance {100 * reading.chance:.1f} %, "
        f"held on {reading.held_days} days in a row"
    )


def public_section(counts: Iterable[PublicCount], names: Mapping[str, str]) -> Section:
    """What the public may see: months that are over, areas of the mission, bands."""
    rows = tuple(
        Row(
            cells=tuple(
                Cell(text=text)
                for text in (
                    when_words(each.month),
                    each.area,
                    party_name(each.claimant, names),
                    f"{each.unit}, {each.standing.value}",
                    each.band,
                )
            )
        )
        for each in counts
    )
    return Section(
        id="public",
        title="Incidents, for the public",
        columns=("Month", "Area", "According to", "What", "Count"),
        rows=rows,
        note=f"Months that have been over for {DELAY_DAYS} days, in steps of {SMALL}. Counts below "
        f"{SMALL} are not told apart from none, and there are no totals.",
        empty="No count may be shown.",
    )


def public_document(counts: Iterable[PublicCount], label: Marking) -> dict[str, Any]:
    """What the public may see: `contingent.public-field/1`, under the label of what it is from."""
    document = {"schema": "contingent.public-field/1", "label": str(label)}
    return {**document, "counts": plain(list(counts))}


def risks_section(risks: Mapping[str, RoadRisk | None]) -> Section:
    """The risk of each road by its name, for the role `field`; never in the order of risk."""
    return Section(
        id="risks",
        title="Risk of each road",
        columns=("Road", "Incidents per 1,000 passages", "80 % interval"),
        rows=tuple(_risk_rows(risks)) if any(risks.values()) else (),
        note="Restricted to the role field. Roads with few passages are drawn towards the rest. "
        "The interval is nominal.",
        empty="No passages are on record, so no road has a rate.",
    )


def _risk_rows(risks: Mapping[str, RoadRisk | None]) -> Iterator[Row]:
    for road, risk in sorted(risks.items()):
        if risk is None:
            words = ("no rate: no passages are on record", "")
        else:
            words = (
                f"{1_000 * risk.mean:.1f}",
                f"{1_000 * risk.low:.1f} to {1_000 * risk.high:.1f}",
            )
        yield Row(
            cells=tuple(Cell(text=text) for text in (road, *words)),
            because=risk.because if risk else (),
        )


def risks_document(risks: Mapping[str, RoadRisk | None]) -> dict[str, Any]:
    """The same for programs, as a part of a restricted document."""
    return {road: plain(risk) for road, risk in sorted(risks.items())}
