"""Instruments, votes, bodies, gates, demands and stated dates become sections of the brief."""

from __future__ import annotations

from collections.abc import Mapping

from contingent.exports.sheet import Cell, Row, Section
from contingent.exports.wording import (
    day_words,
    lines_of,
    party_name,
    party_names,
    source_cell,
    stance_words,
    topic_words,
    when_words,
    window_words,
)
from contingent.ledger.board import Acceptance, DecisionTaken, Heard
from contingent.mission import Authorisation, Gate, Phase, Stance, StatedDate
from contingent.situation import Situation
from contingent.vocabulary.claim import Schedule
from contingent.vocabulary.moment import ImpreciseDate

__all__ = ["authority_sections"]

Names = Mapping[str, str]  # party code -> what people call it
Called = Mapping[str, str]  # `kind:code` of an item -> its name
_STANCES = {Stance.OBJECTS: "objection", Stance.ACCEPTS: "consent"}


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


def _authorisation(situation: Situation) -> Section:
    """The instrument and its vote as the mission file holds them, then what was reported."""
    rows = []
    decisions = list(situation.positions.decisions)
    act = situation.mission.authorisation
    if act:
        same = [item for item in decisions if _is_told_alike(item, act)]
        decisions = [item for item in decisions if item not in same]
        because = tuple(id for item in same for id in item.because)
        rows += _instrument_rows(act, because, situation.names)
    rows += [_decision_row(item, situation.names) for item in decisions]
    return Section(
        id="authorisation",
        title="Authorisation and votes",
        columns=("Act", "Date", "Detail", "Source"),
        rows=tuple(rows),
    )


def _is_told_alike(told: DecisionTaken, act: Authorisation) -> bool:
    """True for a telling of the same act that adds nothing to what the mission file holds."""
    vote = act.vote
    return (
        told.instrument == act.instrument
        and not told.disputed
        and (told.date is None or told.date == ImpreciseDate.day(act.date))
        and set(told.in_favour) <= set(vote.in_favour if vote else ())
        and set(told.against) <= set(vote.against if vote else ())
        and set(told.abstained) <= set(vote.abstained if vote else ())
    )


def _instrument_rows(act: Authorisation, because: tuple[str, ...], names: Names) -> list[Row]:
    until = f"valid until {day_words(act.valid_until)}" if act.valid_until else ""
    detail = "; ".join(filter(None, (until, *act.terms)))
    cells = _cells(act.instrument, day_words(act.date), detail, act.source)
    rows = [Row(cells=cells, because=because)]
    if act.vote:
        for side, members in (
            ("in favour", act.vote.in_favour),
            ("against", act.vote.against),
            ("abstained", act.vote.abstained),
        ):
            named = f"{len(members)}: {party_names(members, names)}" if members else "none"
            rows.append(Row(cells=_cells(f"  {side}", "", named, ""), because=because))
    return rows


def _decision_row(decision: DecisionTaken, names: Names) -> Row:
    sides = (
        ("in favour", decision.in_favour),
        ("against", decision.against),
        ("abstained", decision.abstained),
    )
    votes = [f"{side}: {party_names(members, names)}" for side, members in sides if members]
    detail = "; ".join((*votes, *decision.disputed))
    act = decision.instrument or decision.act.value
    cells = _cells(act, when_words(decision.date), detail, "as reported")
    return Row(cells=cells, because=decision.because)


def _acceptance(situation: Situation) -> Section:
    """Who accepts whom; what the mission file holds first, then what was said beside it."""
    names = situation.names
    heard = {_stance_of(item): item for item in situation.positions.acceptance}
    rows = []
    for item in situation.mission.acceptability:
        same = heard.pop((item.by, _STANCES.get(item.stance, ""), item.of or ""), None)
        cells = (
            party_name(item.by, names),
            item.stance.value,
            party_name(item.of, names) if item.of else "the force",
            "; ".join(item.conditions),
            item.source,
        )
        rows.append(Row(cells=_cells(*cells), because=same.because if same else ()))
    rows += [_acceptance_row(item, situation) for item in heard.values()]
    return Section(
        id="acceptance",
        title="Who accepts whom",
        columns=("Party", "Stance", "Towards", "Conditions", "Source"),
        rows=tuple(rows),
        note="An objection lowers a chance and adds delay; it forbids nothing by itself.",
    )


def _stance_of(item: Acceptance) -> tuple[str, str, str]:
    own = item.told_by in ("", item.by)
    return item.by, item.verdict.value if own else f"told by {item.told_by}", item.toward


def _acceptance_row(item: Acceptance, situation: Situation) -> Row:
    names = situation.names
    hearsay = item.told_by not in ("", item.by)
    told = f"as told by {party_name(item.told_by, names)}" if hearsay else "as reported"
    toward = party_name(item.toward, names) if item.toward else "the force"
    said = (situation.statements[id] for id in item.because if id in situation.statements)
    terms = "; ".join(dict.fromkeys(term for each in said for term in each.conditions))
    cells = (party_name(item.by, names), stance_words(item.verdict.value), toward, terms, told)
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
    called = {
        **{f"body:{body.code}": body.name for body in mission.bodies},
        **{f"gate:{gate.id}": gate.name for gate in mission.gates},
        **{f"phase:{phase.id}": phase.name for phase in mission.phases},
    }
    rows = [_phase_row(phase, called) for phase in mission.phases]
    rows += [_gate_row(gate, called) for gate in mission.gates]
    return Section(
        id="gates",
        title="Phases and gates",
        columns=("What", "Name", "Waits for", "Source"),
        rows=tuple(rows),
    )


def _phase_row(phase: Phase, called: Called) -> Row:
    needs = [f"phase:{name}" for name in phase.after] + [f"gate:{name}" for name in phase.gates]
    waits = lines_of(_need(need, called) for need in needs) or "nothing"
    return Row(cells=_cells("phase", phase.name, waits, _origin(phase)))


def _gate_row(gate: Gate, called: Called) -> Row:
    every = [_need(need, called) for need in gate.all_of]
    either = " or ".join(_need(need, called) for need in gate.any_of)
    waits = lines_of(filter(None, (*every, either)))
    return Row(cells=_cells("gate", gate.name, waits, _origin(gate)))


def _need(need: str, called: Called) -> str:
    """What is waited for, by its own name: `body: Board of Peace` for `body:BOP`."""
    kind, _, name = need.partition(":")
    return f"{kind}: {called.get(need) or topic_words(name)}"


def _origin(item: Phase | Gate) -> str:
    return f"planning assumption: {item.reason}" if item.assumption else item.source


def _demands(situation: Situation) -> Section:
    rows = tuple(
        Row(
            cells=_cells(
                party_name(demand.by, situation.names),
                f"{demand.first} before {demand.before}",
                demand.source,
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
    """Dates that somebody stated; one that the mission file and the record share stands once."""
    heard = {_date_of(item): item for item in situation.positions.schedules}
    rows = []
    for item in situation.mission.stated_dates:
        same = heard.pop((item.said_by or "", item.earliest, item.latest, str(item.said_on)), None)
        cells = (
            item.what,
            window_words(item.earliest, item.latest),
            _stated_by(item, situation.names),
            when_words(item.said_on),
            item.source,
        )
        rows.append(Row(cells=_cells(*cells), because=(same.statement,) if same else ()))
    rows += [_schedule_row(item, situation.names) for item in heard.values()]
    return Section(
        id="dates",
        title="Dates and orders stated",
        columns=("What", "When", "According to", "Said", "Source"),
        rows=tuple(rows),
    )


def _date_of(heard: Heard) -> tuple[object, ...]:
    """What makes it the same stated date as one of the mission file; an order is never the same."""
    claim = _schedule(heard)
    if claim.earliest is None and claim.latest is None:
        return (heard.statement,)
    return heard.by, claim.earliest, claim.latest, str(heard.said_on)


def _schedule(heard: Heard) -> Schedule:
    if not isinstance(heard.claim, Schedule):
        raise TypeError(f"{heard.statement} states no date")
    return heard.claim


def _stated_by(item: StatedDate, names: Names) -> str:
    party = party_name(item.said_by, names) if item.said_by else ""
    return ", ".join(filter(None, (item.speaker, party))) or "not named"


def _schedule_row(heard: Heard, names: Names) -> Row:
    claim = _schedule(heard)
    when = f"only after {claim.after}" if claim.after else ""
    when = when or window_words(claim.earliest, claim.latest) or "no day named"
    party = party_name(heard.by, names) if heard.by else ""
    who = ", ".join(filter(None, (heard.speaker or "not named", party)))
    return Row(
        cells=_cells(claim.what, when, who, day_words(heard.said_on), "as reported"),
        because=(heard.statement,),
    )
