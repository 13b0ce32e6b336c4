"""An outlook becomes its page for people and its document for programs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Any

from contingent.exports.markings import marking_words, whole_marking
from contingent.exports.sheet import Cell, Row, Section, Sheet
from contingent.exports.sources import sources_of
from contingent.exports.stated import (
    forecasters_section,
    outcome_cell,
    speaker_words,
    stated_document,
)
from contingent.exports.wording import (
    day_words,
    dispute_words,
    party_name,
    topic_words,
    when_words,
    window_words,
)
from contingent.plan.delays import Basis
from contingent.plan.effects import Effect
from contingent.plan.forecast import MilestoneForecast
from contingent.plan.network import Assumption
from contingent.plan.records import forecaster_records
from contingent.plan.stated import Stated
from contingent.situation.earlier_forces import EarlierForces, NotCompared, ShareBeside
from contingent.situation.outlook import Outlook
from contingent.vocabulary.plain import plain

__all__ = ["effects_section", "forecast_document", "forecast_sheet", "percent_words"]

_OTHERS = "from other missions"
_BASES = {
    Basis.OBSERVED: "observed in this ledger",
    Basis.REFERENCE_CLASS: _OTHERS,
    Basis.JUDGEMENT: "judgement",
}
_LEAST_EFFECT = 0.005
_HARDLY = 0.01


def forecast_sheet(outlook: Outlook) -> Sheet:
    """The forecast on a page that takes a minute to read."""
    sections = (
        _milestones(outlook),
        _earlier(outlook.earlier),
        _stated(outlook),
        forecasters_section(
            forecaster_records(each.record for each in outlook.stated), outlook.situation.names
        ),
        *_basis(outlook),
    )
    cited = {id for section in sections for row in section.rows for id in row.because}
    moment, forecast = outlook.situation.as_of, outlook.forecast
    return Sheet(
        title=f"{outlook.situation.mission.name}: when the force could be there",
        moment=(
            f"As of {day_words(moment.held_on)}, as known on {day_words(moment.known_at.date())}; "
            f"up to {day_words(forecast.horizon)}; {forecast.scenarios:,} scenarios, "
            f"seed {forecast.seed}"
        ),
        summary=tuple(_summary(outlook)),
        sections=sections,
        label=marking_words(whole_marking(outlook.situation)),
        sources=sources_of(outlook.situation, cited),
    )


def _summary(outlook: Outlook) -> Iterator[str]:
    horizon = day_words(outlook.forecast.horizon)
    for milestone in outlook.forecast.milestones:
        reached = milestone.reached_by_horizon
        if milestone.curve[0].reached >= 1:
            yield f"{milestone.name}: on record already."
        elif milestone.p50 is None or reached < _HARDLY:
            yield f"{milestone.name}: hardly ever reached by {horizon}."
        else:
            yield (
                f"{milestone.name}: {percent_words(reached)} likely by {horizon}; "
                f"if so, as likely before {day_words(milestone.p50)} as after."
            )
    yield from (
        dispute_words(finding.what, outlook.situation.names)
        for finding in outlook.forecast.findings
    )


def percent_words(share: float) -> str:
    """`46 %`; `below 1 %` and `above 99 %` where a whole number would claim certainty."""
    if 0 < share < 0.01:
        return "below 1 %"
    if 0.99 < share < 1:
        return "above 99 %"
    return f"{share:.0%}".replace("%", " %")


def _milestones(outlook: Outlook) -> Section:
    return Section(
        id="milestones",
        title="Milestones",
        columns=("Milestone", f"By {day_words(outlook.forecast.horizon)}", *_QUANTILES),
        rows=tuple(_milestone_row(each) for each in outlook.forecast.milestones),
        note=(
            "The chance comes first; the dates are those of the scenarios that get there. "
            "Delays and chances are mostly judgement, so read them to the nearest month and ten "
            "in a hundred."
        ),
    )


_QUANTILES = ("If so: 1 in 10 by", "5 in 10 by", "9 in 10 by")


def _milestone_row(milestone: MilestoneForecast) -> Row:
    days = (milestone.p10, milestone.p50, milestone.p90)
    texts = (percent_words(milestone.reached_by_horizon), *map(_day, days))
    if milestone.curve[0].reached >= 1:
        texts = ("on record", "", "", "")
    return Row(
        cells=(Cell(text=milestone.name, tone="strong"), *(Cell(text=text) for text in texts)),
        because=milestone.because,
        rule="Simulated from positions, questions, gates and phases; see assumptions.",
    )


def _day(day: date | None) -> str:
    return day_words(day) if day else "too rare to say"


def _earlier(beside: EarlierForces | NotCompared) -> Section:
    """The class of earlier forces beside the network, share by share; else why not."""
    title = "Earlier forces beside this forecast"
    if isinstance(beside, NotCompared):
        return Section(id="earlier", title=title, columns=(), rows=(), empty=beside.why)
    last = day_words(beside.last)
    return Section(
        id="earlier",
        title=title,
        columns=(
            "In theatre",
            f"Here by {last}",
            "5 in 10 by",
            "Earlier forces",
            "1 in 10 by",
            "5 in 10 by",
            "9 in 10 by",
            "Forces",
        ),
        rows=tuple(_earlier_row(each, beside) for each in beside.shares),
        note=(
            f"How earlier forces grew towards their ceilings, against {beside.full:,} here; those "
            "that began alike count for more. The forecast knows only contributors on record, "
            "earlier forces nothing of this mission's open questions. Where the two lie far "
            "apart, neither is enough alone."
        ),
    )


def _earlier_row(each: ShareBeside, beside: EarlierForces) -> Row:
    told = each.earlier
    texts = (
        f"{each.personnel:,} ({percent_words(told.share)})",
        percent_words(each.network_chance),
        _day(each.network_p50),
        _of_class(told.chance, told.n),
        *map(_day, (told.p10, told.p50, told.p90)),
        str(told.n),
    )
    return Row(
        cells=tuple(Cell(text=text) for text in texts),
        because=(beside.basis,),
        rule="Earlier build-ups, given that as many days have passed without this share.",
    )


def _of_class(chance: float, n: int) -> str:
    """A chance from n cases, which cannot be told from certain above n of n + 1."""
    most = n / (n + 1)
    return f"above {percent_words(most)}" if chance > most else percent_words(chance)


def _stated(outlook: Outlook) -> Section:
    return Section(
        id="stated",
        title="Stated dates beside the forecast",
        columns=("Said", "By", "What", "When", "What became of it", "Forecast by then"),
        rows=tuple(_stated_row(row, outlook) for row in outlook.stated),
        empty="Nobody has named a date.",
    )


def _stated_row(row: Stated, outlook: Outlook) -> Row:
    said = row.record.announcement
    chance = "" if row.chance_by_then is None else percent_words(row.chance_by_then)
    return Row(
        cells=(
            Cell(text=when_words(said.said_on)),
            Cell(text=speaker_words(said.speaker, said.by, outlook.situation.names)),
            Cell(text=said.what),
            Cell(text=window_words(said.earliest, said.latest)),
            outcome_cell(row.record),
            Cell(text=chance),
        ),
        because=said.because,
    )


def _basis(outlook: Outlook) -> Iterator[Section]:
    """What the figures rest on, and those figures that nobody said."""
    left_out = outlook.situation.mission.past_case
    note = "`contingent forecast --json` lists every one with where it comes from."
    if left_out:
        note += f" {left_out} is this mission itself, so its cases are left out."
    yield Section(
        id="basis",
        title="What the figures rest on",
        columns=("Basis", "Figures", "Cases behind each"),
        rows=tuple(_basis_rows(outlook.forecast.assumptions)),
        note=note,
    )
    sizes = [each for each in outlook.forecast.assumptions if "personnel" in each.figure]
    yield Section(
        id="sizes",
        title="Sizes that nobody stated",
        columns=("Who", "Taken as", "Why"),
        rows=tuple(_size_row(each, outlook) for each in sizes),
        empty="None: everybody counted gave a figure.",
    )


def _basis_rows(assumptions: Iterable[Assumption]) -> Iterator[Row]:
    """A row for each basis, and for figures from other missions one for each group of cases."""
    groups: dict[str, list[int]] = {words: [] for words in _BASES.values()}
    for each in assumptions:
        words = _BASES[each.origin.basis]
        if each.origin.basis is Basis.REFERENCE_CLASS:
            cases, _, shrunk = each.origin.note.partition("; ")
            words = f"{words}: {cases}" + (", shrunk" if shrunk else "")
        groups.setdefault(words, []).append(each.origin.n)
    if any(words.startswith(f"{_OTHERS}: ") for words in groups):
        del groups[_OTHERS]
    for words, numbers in sorted(groups.items(), key=lambda group: _rank(group[0])):
        known = sorted({n for n in numbers if n})
        span = " to ".join(str(n) for n in dict.fromkeys((known[0], known[-1]))) if known else ""
        yield Row(cells=(Cell(text=words), Cell(text=str(len(numbers))), Cell(text=span)))


def _rank(words: str) -> tuple[int, str]:
    order = [*_BASES.values()]
    return order.index(words.partition(": ")[0]), words


def _size_row(each: Assumption, outlook: Outlook) -> Row:
    who = dispute_words(each.what, outlook.situation.names)
    return Row(
        cells=tuple(Cell(text=text) for text in (who, each.figure, each.origin.note)),
        because=each.origin.because,
    )


def effects_section(outlook: Outlook, milestone: str, effects: Iterable[Effect]) -> Section:
    """What drives a milestone's date: inputs by the share of its spread, largest first."""
    told = next(each.name for each in outlook.forecast.milestones if each.id == milestone)
    names = {node.id: node.name for node in outlook.network.nodes}
    shown = [each for each in effects if each.share >= max(_LEAST_EFFECT, 2 * each.error)]
    return Section(
        id="effects",
        title=f"What drives the date of “{told}”",
        columns=("Input", "Share of its spread", "Give or take"),
        rows=tuple(
            Row(
                cells=(
                    Cell(text=_input(each.input, names, outlook), tone="strong"),
                    Cell(text=percent_words(each.share)),
                    Cell(text=percent_words(2 * each.error)),
                )
            )
            for each in shown
        ),
        note="Shapley effects: they allow inputs that move together. What cannot be told from "
        "nothing is left out.",
        empty="Nothing can be told from chance.",
    )


def _input(id: str, names: Mapping[str, str], outlook: Outlook) -> str:
    kind, _, code = id.partition(":")
    if kind == "question":
        return f"when and how {topic_words(code)} is answered"
    if kind == "party":
        return f"what {party_name(code, outlook.situation.names)} does"
    return names.get(id, id)


def forecast_document(outlook: Outlook, effects: Iterable[Effect] = ()) -> dict[str, Any]:
    """When, as `contingent.forecast/1`; with what drives one date, where that was asked for."""
    forecast, moment = outlook.forecast, outlook.situation.as_of
    return {
        "schema": "contingent.forecast/1",
        "as_of": moment.held_on.isoformat(),
        "as_known": moment.known_at.isoformat(),
        "mission": outlook.situation.mission.code,
        "label": str(whole_marking(outlook.situation)),
        "horizon": forecast.horizon.isoformat(),
        "scenarios": forecast.scenarios,
        "seed": forecast.seed,
        "milestones": plain(forecast.milestones),
        "earlier_forces": plain(outlook.earlier),
        "stated": [
            {**stated_document(each.record), "chance_by_then": each.chance_by_then}
            for each in outlook.stated
        ],
        "effects": plain(tuple(effects)),
        "findings": plain(forecast.findings),
        "assumptions": plain(forecast.assumptions),
    }
