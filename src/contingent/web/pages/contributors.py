"""Positions become the board, and each party's dossier."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import assert_never

from contingent.exports.authority import authority_sections
from contingent.exports.board import positions_section
from contingent.exports.freshness import FRESHNESS_RULE, age_words, freshness_of
from contingent.exports.sheet import Cell, Row, Section
from contingent.exports.sources import source_of
from contingent.exports.wording import (
    amount_words,
    claim_words,
    day_words,
    dispute_words,
    kind_words,
    lines_of,
    party_name,
    source_cell,
    standing_words,
    tone_of,
    topic_words,
    window_words,
)
from contingent.ledger.board import Heard, Position
from contingent.mission import Caveat, CaveatType
from contingent.situation import Situation, history_of
from contingent.vocabulary.claim import Driver, Schedule
from contingent.web.drawings.timeline import rung_timeline
from contingent.web.drawings.worldmap import world_map
from contingent.web.scenes import Drawn, NotThere, Scene
from contingent.web.views import BadView

__all__ = ["Head", "draw_board", "draw_dossier"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Head:
    """The head of a column that rows can be sorted by: where it leads, and how it sorts now."""

    words: str
    link: str
    sorted: str  # ascending, descending or none, as ARIA names it


_Order = Callable[[Position], tuple[object, ...]]
_ORDERS: dict[str, tuple[str, _Order]] = {
    "rung": ("Stands at", lambda each: (not each.stands, -each.rung, each.party)),
    "party": ("Party", lambda each: (each.party,)),
    "heard": (
        "Heard",
        lambda each: (-(each.last_heard.toordinal() if each.last_heard else 0), each.party),
    ),
    "differ": ("Accounts", lambda each: (-len(each.contested), each.party)),
}


def draw_board(scene: Scene) -> Drawn:
    """Every party with a position: sorted, filtered, with the map of the same."""
    situation = scene.shown
    wanted = scene.view.sort or "rung"
    name, is_reversed = wanted.removeprefix("-"), wanted.startswith("-")
    if name not in _ORDERS:
        raise BadView("sort", f"one of {', '.join(_ORDERS)}, with - in front for the reverse")
    rows = list(zip(situation.positions.positions, positions_section(situation).rows, strict=True))
    if name == "party":
        rows.sort(key=lambda pair: party_name(pair[0].party, situation.names))
    else:
        rows.sort(key=lambda pair: _ORDERS[name][1](pair[0]))
    if is_reversed:
        rows.reverse()
    return Drawn(
        template="board.html.jinja",
        title="Contributors",
        context={
            "rows": [_board_row(position, row, situation) for position, row in rows],
            "heads": _heads(scene, wanted),
            "map": world_map(situation),
            "rule": FRESHNESS_RULE,
            "all_count": len(scene.whole.positions.positions),
        },
        table="positions",
    )


def _heads(scene: Scene, wanted: str) -> dict[str, Head]:
    heads = {}
    for name, (words, _) in _ORDERS.items():
        is_this = wanted.removeprefix("-") == name
        state = "none"
        if is_this:
            state = "descending" if wanted.startswith("-") else "ascending"
        target = f"-{name}" if wanted == name else name
        heads[name] = Head(words=words, link=scene.links.here(sort=target), sorted=state)
    return heads


def _board_row(position: Position, row: Row, situation: Situation) -> dict[str, object]:
    _, standing, brings, conditions, own, others = row.cells
    return {
        "code": position.party,
        "name": party_name(position.party, situation.names),
        "standing": standing,
        "brings": brings,
        "conditions": conditions,
        "own": own,
        "others": others,
        "age": age_words(position.last_heard, situation.as_of.held_on),
        "freshness": freshness_of(position, situation.as_of.held_on),
        "because": row.because,
    }


def draw_dossier(scene: Scene) -> Drawn:
    """One party: its rung over time, what it brings, on which conditions, who objects to it.

    Raises NotThere if nothing was said of it by the moments asked about.
    """
    party, situation = scene.named["party"], scene.whole
    words = history_of(scene.holdings.entries, party, as_of=scene.view.moment)
    position = next((each for each in situation.positions.positions if each.party == party), None)
    if not words and position is None:
        raise NotThere(f"Nothing about {party_name(party, situation.names)} is on record by then.")
    return Drawn(
        template="dossier.html.jinja",
        title=party_name(party, situation.names),
        context={
            "code": party,
            "name": party_name(party, situation.names),
            "position": position,
            "standing": _standing(position),
            "age": age_words(position.last_heard if position else None, scene.view.held),
            "freshness": freshness_of(position, scene.view.held) if position else "never heard",
            "rule": FRESHNESS_RULE,
            "disputes": _disputes(position, situation),
            "timeline": rung_timeline(words, situation),
            "sections": _sections(party, position, situation),
            "words": [
                source_of(word.statement, situation)
                for word in sorted(words, key=lambda word: (word.day, word.id), reverse=True)
            ],
            "claims": {
                word.id: claim_words(word.statement.claim, situation.names) for word in words
            },
        },
        table="statements",
        party=party,
    )


def _standing(position: Position | None) -> Cell:
    if position is None:
        return Cell(text="no position of its own")
    return Cell(
        text=standing_words(position.rung, position.verdict),
        tone=tone_of(position.rung, position.verdict),
    )


def _disputes(position: Position | None, situation: Situation) -> tuple[str, ...]:
    said = position.contested if position else ()
    return tuple(dispute_words(each, situation.names) for each in said)


def _sections(party: str, position: Position | None, situation: Situation) -> tuple[Section, ...]:
    """The tables of a dossier; those with nothing to say are left out."""
    board = situation.positions
    found = (
        _contributions(position) if position else None,
        _conditions(position, situation) if position else None,
        _caveats(party, situation),
        _stances(party, situation),
        _drivers([each for each in board.drivers if each.about == party], situation),
        _dates([each for each in board.schedules if party in (each.about, each.by)], situation),
        _records([each for each in board.records if each.about == party]),
        _approvals(party, situation),
    )
    return tuple(section for section in found if section and section.rows)


def _contributions(position: Position) -> Section:
    rows = tuple(
        Row(
            cells=(
                Cell(text=kind_words([part.kind])),
                Cell(
                    text=standing_words(part.rung, part.verdict),
                    tone=tone_of(part.rung, part.verdict),
                ),
                Cell(text=amount_words(part.amount)),
                Cell(text=lines_of(part.conditions)),
                Cell(text="its own word" if part.own else "others' word only"),
            ),
            because=part.because,
        )
        for part in position.contributions
    )
    columns = ("Kind", "Stands at", "Figure", "On condition", "On whose word")
    return Section(id="brings", title="What it may bring", columns=columns, rows=rows)


def _conditions(position: Position, situation: Situation) -> Section:
    """What it asks and what must come true first, each beside the question it hangs on."""
    questions = {item.topic: item for item in situation.mission.questions}
    rows = []
    for topic in position.asks:
        item = questions.get(topic)
        cells = (topic_words(topic), item.text if item else "", "asks")
        rows.append(Row(cells=tuple(Cell(text=text) for text in cells)))
    for heard in situation.positions.conditions:
        if position.party in (heard.about, heard.by):
            words = claim_words(heard.claim, situation.names).removeprefix("condition: ")
            cells = (words, _teller(heard, situation), "condition")
            rows.append(
                Row(cells=tuple(Cell(text=text) for text in cells), because=(heard.statement,))
            )
    tied = [text for text in position.conditions if not any(r.cells[0].text == text for r in rows)]
    rows += [Row(cells=(Cell(text=text), Cell(text=""), Cell(text="condition"))) for text in tied]
    columns = ("What", "Which means, or who said it", "How")
    return Section(id="conditions", title="Waits for", columns=columns, rows=tuple(rows))


def _stances(party: str, situation: Situation) -> Section:
    """Objections to it and consents, and its own about others: on record, and in the file."""
    mission, board = situation.mission, situation.positions
    concerned = tuple(each for each in mission.acceptability if party in (each.of, each.by))
    heard = tuple(each for each in board.acceptance if party in (each.toward, each.by))
    about_it = replace(
        situation,
        mission=mission.model_copy(update={"acceptability": concerned}),
        positions=replace(board, acceptance=heard),
    )
    found = {section.id: section for section in authority_sections(about_it)}
    return replace(found["acceptance"], id="stances", title="Objections and consents")


def _caveats(party: str, situation: Situation) -> Section:
    """What it refuses about the use of its people."""
    rows = []
    for item in situation.mission.contributors:
        for caveat in item.caveats if item.party == party else ():
            how = "may be broken where nothing else covers as much" if caveat.soft else "firm"
            cells = (
                Cell(text=_refused(caveat, situation)),
                Cell(text=how, tone="quiet"),
                source_cell(caveat.source or caveat.reason),
            )
            rows.append(Row(cells=cells, because=tuple(filter(None, [caveat.statement]))))
    columns = ("What it does not do", "How firmly", "Source")
    return Section(id="caveats", title="Caveats", columns=columns, rows=tuple(rows))


def _refused(caveat: Caveat, situation: Situation) -> str:
    other = party_name(caveat.party or "", situation.names)
    called = {each.code: each.name for each in situation.mission.requirement.sectors}
    match caveat.type:
        case CaveatType.AREA:
            return f"serve in {', '.join(called.get(each, each) for each in caveat.sectors)}"
        case CaveatType.TASK:
            return f"take part in {topic_words(caveat.task)}"
        case CaveatType.BESIDE:
            return f"serve beside {other}"
        case CaveatType.UNDER:
            return f"serve under {other}"
    assert_never(caveat.type)


def _drivers(heard: Sequence[Heard], situation: Situation) -> Section:
    rows = tuple(
        Row(
            cells=(
                Cell(text=claim_words(each.claim, situation.names)),
                Cell(text=each.claim.what),
                Cell(text=_teller(each, situation)),
                Cell(text=day_words(each.said_on)),
            ),
            because=(each.statement,),
        )
        for each in heard
        if isinstance(each.claim, Driver)
    )
    columns = ("Pushes", "What", "Whose view", "Said")
    return Section(id="drivers", title="Reasons said to push it", columns=columns, rows=rows)


def _dates(heard: Sequence[Heard], situation: Situation) -> Section:
    rows = tuple(
        Row(
            cells=(
                Cell(text=each.claim.what),
                Cell(text=window_words(each.claim.earliest, each.claim.latest) or each.claim.after),
                Cell(text=_teller(each, situation)),
                Cell(text=day_words(each.said_on)),
            ),
            because=(each.statement,),
        )
        for each in heard
        if isinstance(each.claim, Schedule)
    )
    columns = ("What", "When", "According to", "Said")
    return Section(id="stated", title="Dates and orders it stated", columns=columns, rows=rows)


def _records(heard: Sequence[Heard]) -> Section:
    rows = tuple(
        Row(
            cells=(Cell(text=getattr(each.claim, "what", "")), Cell(text=day_words(each.said_on))),
            because=(each.statement,),
        )
        for each in heard
    )
    note = "History and other missions. None of it is a promise to this one."
    columns = ("What", "Said")
    return Section(id="record", title="Track record", columns=columns, rows=rows, note=note)


def _approvals(party: str, situation: Situation) -> Section:
    rows = tuple(
        Row(cells=(Cell(text=step.type.value), Cell(text=step.by), source_cell(step.source)))
        for item in situation.mission.contributors
        if item.party == party
        for step in item.approvals
    )
    columns = ("Power", "Decided by", "Source")
    return Section(id="approvals", title="Who must approve at home", columns=columns, rows=rows)


def _teller(heard: Heard, situation: Situation) -> str:
    party = party_name(heard.by, situation.names) if heard.by else ""
    return ", ".join(filter(None, (heard.speaker, party))) or "not named"
