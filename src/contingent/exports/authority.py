"""Instruments, votes, bodies, gates, demands and stated dates become sections of the brief."""

from __future__ import annotations

from collections.abc import Iterable

from contingent.exports.sheet import Cell, Row, Section
from contingent.exports.wording import day_words, party_name, source_cell
from contingent.ledger.board import Acceptance, DecisionTaken, Heard
from contingent.mission import Authorisation, Gate, Phase, StatedDate
from contingent.situation import Situation
from contingent.vocabulary.claim import Schedule

__all__ = ["authority_sections"]


def authority_sections(situation: Situation) -> tuple[Section, ...]:
    """Authorisation, bodies, gates and phases, demands, stated dates, in that order."""
    return (
        _authorisation(situation),
        _acceptance(situation),
        _bodies(situation),
        _gates(situation),
        _demands(situation),
        _stated_dates(situation),
    )


def _cells(*texts: str) -> tuple[Cell, ...]:
    """Cells of these texts; an address becomes its host, with the link."""
    return tuple(map(source_cell, texts))


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


def _decision_row(decision: DecisionTaken) -> Row:
    sides = (
        ("in favour", decision.in_favour),
        ("against", decision.against),
        ("abstained", decision.abstained),
    )
    votes = [f"{side}: {_names(members)}" for side, members in sides if members]
    detail = "; ".join((*votes, *decision.disputed))
    act = decision.instrument or decision.act.value
    date = str(decision.date) if decision.date else "date not known"
    return Row(cells=_cells(act, date, detail, "as reported"), because=decision.because)


def _acceptance(situation: Situation) -> Section:
    """Who accepts whom; what the mission file holds first, then what was said."""
    rows = [
        Row(
            cells=_cells(
                party_name(item.by),
                item.stance.value,
                party_name(item.of) if item.of else "the force",
                "; ".join(item.conditions),
                item.source,
            )
        )
        for item in situation.mission.acceptability
    ]
    rows += [_acceptance_row(item) for item in situation.positions.acceptance]
    return Section(
        id="acceptance",
        title="Who accepts whom",
        columns=("Party", "Stance", "Towards", "Conditions", "Source"),
        rows=tuple(rows),
        note="An objection lowers a chance and adds delay; it forbids nothing by itself.",
    )


def _acceptance_row(item: Acceptance) -> Row:
    told = "" if item.told_by in ("", item.by) else f"as told by {party_name(item.told_by)}"
    toward = party_name(item.toward) if item.toward else "the force"
    cells = (party_name(item.by), item.verdict.value, toward, "", told)
    return Row(cells=_cells(*cells), because=item.because)


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
                _stated_by(item),
                str(item.said_on),
                item.source,
            )
        )
        for item in situation.mission.stated_dates
    ]
    rows += [_schedule_row(heard) for heard in situation.positions.schedules]
    return Section(
        id="dates",
        title="Dates and orders stated",
        columns=("What", "When", "According to", "Said", "Source"),
        rows=tuple(rows),
    )


def _stated_by(item: StatedDate) -> str:
    party = party_name(item.said_by) if item.said_by else ""
    return ", ".join(filter(None, (item.speaker, party))) or "not named"


def _schedule_row(heard: Heard) -> Row:
    claim = heard.claim
    if not isinstance(claim, Schedule):
        raise TypeError(f"{heard.statement} states no date")
    when = f"after: {claim.after}" if claim.after else _when(claim.earliest, claim.latest)
    speaker = heard.speaker or "not named"
    who = ", ".join(filter(None, (speaker, party_name(heard.by) if heard.by else "")))
    return Row(
        cells=_cells(claim.what, when, who, day_words(heard.said_on), ""),
        because=(heard.statement,),
    )


def _when(earliest: object, latest: object) -> str:
    if earliest and latest and earliest != latest:
        return f"{earliest} to {latest}"
    if earliest and latest:
        return str(earliest)
    return f"{earliest} at the earliest" if earliest else f"by {latest}"
