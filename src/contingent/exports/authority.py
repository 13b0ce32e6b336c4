"""Instruments, votes, bodies, gates, demands and stated dates become sections of the brief."""

from __future__ import annotations

from collections.abc import Iterable

from contingent.exports.sheet import Cell, Row, Section
from contingent.exports.wording import day_words, party_name
from contingent.ledger.positions import DecisionSaid
from contingent.mission import Authorisation, Gate, Phase
from contingent.situation import Situation

__all__ = ["authority_sections"]


def authority_sections(situation: Situation) -> tuple[Section, ...]:
    """Authorisation, bodies, gates and phases, demands, stated dates, in that order."""
    return (
        _authorisation(situation),
        _bodies(situation),
        _gates(situation),
        _demands(situation),
        _stated_dates(situation),
    )


def _cells(*texts: str) -> tuple[Cell, ...]:
    return tuple(Cell(text=text) for text in texts)


def _names(codes: Iterable[str]) -> str:
    return ", ".join(map(party_name, codes))


def _authorisation(situation: Situation) -> Section:
    rows = []
    if situation.mission.authorisation:
        rows += _instrument_rows(situation.mission.authorisation)
    rows += [_decision_row(decision) for decision in situation.positions.decisions]
    return Section(
        id="authorisation",
        title="Authorisation and votes",
        columns=("Act", "Date", "Detail", "Source"),
        rows=tuple(rows),
    )


def _instrument_rows(act: Authorisation) -> list[Row]:
    until = f"valid until {day_words(act.valid_until)}" if act.valid_until else ""
    detail = "; ".join(filter(None, (until, *act.terms)))
    rows = [Row(cells=_cells(act.instrument, day_words(act.date), detail, act.source))]
    if act.vote:
        for side, members in (
            ("in favour", act.vote.in_favour),
            ("against", act.vote.against),
            ("abstained", act.vote.abstained),
        ):
            named = f"{len(members)}: {_names(members)}" if members else "none"
            rows.append(Row(cells=_cells(f"  {side}", "", named, "")))
    return rows


def _decision_row(decision: DecisionSaid) -> Row:
    sides = (
        ("in favour", decision.in_favour),
        ("against", decision.against),
        ("abstained", decision.abstained),
    )
    detail = "; ".join(f"{side}: {_names(members)}" for side, members in sides if members)
    act = decision.instrument or decision.act.value
    date = str(decision.date) if decision.date else "date not known"
    return Row(cells=_cells(act, date, detail, "as reported"), because=decision.because)


def _bodies(situation: Situation) -> Section:
    day = situation.as_of.held_on
    rows = []
    for body in situation.mission.bodies:
        state = body.on(day)
        status = f"{state.status.value} since {day_words(state.since)}" if state else "not yet"
        holder = state.holder if state else ""
        source = (state.source if state else "") or body.source
        rows.append(Row(cells=_cells(body.name, body.role, status, holder, source)))
    return Section(
        id="bodies",
        title="Bodies",
        columns=("Body", "Role", "Status", "Holder", "Source"),
        rows=tuple(rows),
    )


def _gates(situation: Situation) -> Section:
    mission = situation.mission
    rows = [_phase_row(phase) for phase in mission.phases]
    rows += [_gate_row(gate) for gate in mission.gates]
    return Section(
        id="gates",
        title="Phases and gates",
        columns=("", "Name", "Waits for", "Source"),
        rows=tuple(rows),
    )


def _phase_row(phase: Phase) -> Row:
    waits = ", ".join((*phase.after, *(f"gate {gate}" for gate in phase.gates))) or "nothing"
    return Row(cells=_cells("phase", phase.name, waits, _origin(phase)))


def _gate_row(gate: Gate) -> Row:
    waits = ", ".join(need.replace(":", " ") for need in gate.all_of)
    if gate.any_of:
        either = " or ".join(need.replace(":", " ") for need in gate.any_of)
        waits = f"{waits}; and {either}" if waits else either
    return Row(cells=_cells("gate", gate.name, waits, _origin(gate)))


def _origin(item: Phase | Gate) -> str:
    return f"planning assumption: {item.reason}" if item.assumption else item.source


def _demands(situation: Situation) -> Section:
    rows = tuple(
        Row(
            cells=_cells(
                party_name(demand.by), f"{demand.first} before {demand.before}", demand.source
            )
        )
        for demand in situation.mission.demands
    )
    return Section(
        id="demands",
        title="Who demands what first",
        columns=("Party", "Demand", "Source"),
        rows=rows,
        note="Kept as said, also where they cannot all be met.",
    )


def _stated_dates(situation: Situation) -> Section:
    rows = [
        Row(
            cells=_cells(
                item.what,
                _when(item.earliest, item.latest),
                ", ".join(filter(None, (item.speaker, party_name(item.said_by)))),
                str(item.said_on),
                item.source,
            )
        )
        for item in situation.mission.stated_dates
    ]
    rows += [
        Row(
            cells=_cells(
                said.what,
                _when(said.earliest, said.latest) if not said.after else f"after: {said.after}",
                party_name(said.by) if said.by else "not named",
                day_words(said.said_on),
                "",
            ),
            because=said.because,
        )
        for said in situation.positions.schedules
    ]
    return Section(
        id="dates",
        title="Dates and orders stated",
        columns=("What", "When", "According to", "Said", "Source"),
        rows=tuple(rows),
    )


def _when(earliest: object, latest: object) -> str:
    if earliest and latest and earliest != latest:
        return f"{earliest} to {latest}"
    if earliest and latest:
        return str(earliest)
    return f"{earliest} at the earliest" if earliest else f"by {latest}"
