"""A situation becomes the brief: one page that opens down to the words it rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from contingent.exports.authority import authority_sections
from contingent.exports.board import (
    arrivals_words,
    day_of_statement,
    positions_section,
    reported_arrivals,
)
from contingent.exports.inquiries import awaited, inquiries
from contingent.exports.markings import marking_words, whole_marking
from contingent.exports.sheet import Cell, Row, Section, Sheet
from contingent.exports.sources import document_words, sources_of, telling_words
from contingent.exports.unoffered import unoffered_section, unoffered_sentence
from contingent.exports.wording import (
    count_words,
    day_words,
    kind_words,
    party_name,
    party_names,
    rung_words,
    source_cell,
    tone_of,
    topic_words,
)
from contingent.force.shortfall import Unoffered
from contingent.ledger.board import (
    Change,
    Tally,
    figure_of,
)
from contingent.situation import Situation
from contingent.situation.forces import unoffered_in
from contingent.vocabulary.capability import Kind
from contingent.vocabulary.claim import Rung
from contingent.vocabulary.statement import FlagType, Passage, Statement

__all__ = ["brief_sheet", "changes_section"]

RUNG_RULE = (
    "A party counts once, at its firmest kind of contribution, by its own word; another's word "
    "alone lifts nobody above considering. Figures add up only what was said."
)
COPY_RULE = "A telling that departs from a better one of the same words sets no position."


def brief_sheet(situation: Situation, *, ledger_head: str = "") -> Sheet:
    """The whole brief. `ledger_head` names the state of the ledger in the footer."""
    missing = unoffered_in(situation)
    sections = (
        _strength(situation),
        *([unoffered_section(missing, situation)] if missing else []),
        _counts(situation),
        positions_section(situation),
        _tellings(situation),
        _questions(situation),
        *authority_sections(situation),
        changes_section(situation),
    )
    cited = {id for section in sections for row in section.rows for id in row.because}
    moment = situation.as_of
    return Sheet(
        title=f"{situation.mission.name}: who has promised what",
        moment=(
            f"As of {day_words(moment.held_on)}, as known on {day_words(moment.known_at.date())}"
        ),
        summary=tuple(_summary(situation, missing)),
        sections=sections,
        footer=f"Ledger head {ledger_head}" if ledger_head else "",
        label=marking_words(whole_marking(situation)),
        sources=sources_of(situation, cited),
    )


def _summary(situation: Situation, missing: tuple[Unoffered, ...]) -> Iterator[str]:
    """The minute's worth: asked, said, deployed, what nobody offers, and what is open."""
    strength = situation.mission.requirement.strength
    if strength:
        asked = " and ".join(f"{item.target:,} {item.kind.value}" for item in strength)
        yield f"Asked for: {asked}."
    positions = situation.positions.positions
    firm = [item for item in positions if item.rung >= Rung.PLEDGED and item.stands]
    named = _who([position.party for position in firm], situation)
    seen = " or as observed" if any(item.last_heard is None for item in firm) else ""
    yield f"Pledged or firmer, by their own word{seen}: {named or 'nobody on record'}."
    there = [item.party for item in firm if item.rung >= Rung.ADVANCE_PARTY]
    arrived = (party_names(there, situation.names), arrivals_words(situation))
    yield f"In theatre: {'; '.join(filter(None, arrived)) or 'no arrival on record'}."
    if missing:
        yield unoffered_sentence(missing, situation.names)
    contested = [item.party for item in positions if item.contested]
    if contested:
        names = party_names(contested, situation.names)
        yield f"Accounts differ on {len(contested)}: {names}."
    waiting = [each.topic for each in awaited(inquiries(situation))]
    if waiting:
        yield f"Contributors wait for answers on: {', '.join(map(topic_words, waiting))}."


def _strength(situation: Situation) -> Section:
    rows = [
        Row(
            cells=(
                Cell(text="asked"),
                Cell(text=item.kind.value),
                Cell(text=f"{item.target:,}", tone="strong"),
                _provenance(item.source, item.assumption, item.reason),
            )
        )
        for item in situation.mission.requirement.strength
    ]
    for rung, tally in sorted(situation.positions.totals.items(), reverse=True):
        cells = (
            Cell(text=f"said: {topic_words(rung.word)}", tone=tone_of(rung, None))
            if rung is not Rung.UNKNOWN
            else Cell(text=rung_words(rung), tone="quiet"),
            Cell(text=_who(tally.parties, situation)),
            Cell(text=_personnel(tally, _in_other_units(tally, rung, situation))),
            Cell(text=""),
        )
        because = tuple(id for code in tally.parties for id in situation.positions[code].because)
        rows.append(Row(cells=cells, because=because, rule=RUNG_RULE))
    told = arrivals_words(situation)
    if told or not any(rung >= Rung.ADVANCE_PARTY for rung in situation.positions.totals):
        told = told or "no arrival on record"
        claims = [claim for some in reported_arrivals(situation).values() for claim in some]
        rows.append(
            Row(
                cells=tuple(Cell(text=text) for text in ("deployed", "", told, "")),
                because=tuple(dict.fromkeys(claim.statement for claim in claims)),
            )
        )
    return Section(
        id="strength",
        title="Strength: asked, said, deployed",
        columns=("What", "Kind or parties", "Personnel", "Source"),
        rows=tuple(rows),
        note="Each line is a different number; no total mixes them.",
    )


def _provenance(source: str, assumption: bool, reason: str) -> Cell:
    return source_cell(f"planning assumption: {reason}" if assumption else source)


def _in_other_units(tally: Tally, rung: Rung, situation: Situation) -> dict[str, str]:
    """Of who gave no figure of people at a rung, those in other units: `Kenya: 2 battalions`."""
    found: dict[str, str] = {}
    for code in tally.parties:
        said = [
            part.amount
            for part in situation.positions[code].contributions
            if part.rung is rung and part.stands and part.kind is not Kind.FUNDING and part.amount
        ]
        if said and all(amount.unit != "personnel" for amount in said):
            figures = " and ".join(dict.fromkeys(map(figure_of, said)))
            found[code] = f"{party_name(code, situation.names)}: {figures}"
    return found


def _personnel(tally: Tally, others: Mapping[str, str]) -> str:
    """What a rung's parties said of people; a side that one of them left open is not summed up.

    What was said in `others` units stands beside it, in no sum.
    """
    parts = []
    if tally.floor is not None:
        exact = tally.floor == tally.ceiling and not tally.no_floor and not tally.no_ceiling
        parts.append(f"{tally.floor:,}" if exact else f"{tally.floor:,} or more")
    if tally.ceiling is not None and tally.ceiling != tally.floor and not tally.no_ceiling:
        parts.append(f"up to {tally.ceiling:,}")
    elif tally.ceiling is not None and tally.floor is None:
        parts.append(f"up to {tally.ceiling:,} from those who named a limit")
    silent = tally.unknown - len(others)
    if silent > 0:
        parts.append(f"{silent} gave no figure" if parts or others else "no figure said")
    return "; ".join((*parts, *others.values()))


def _who(parties: Iterable[str], situation: Situation) -> str:
    """The parties at a rung, those who bring only money apart from the others."""
    codes = tuple(parties)
    money = [code for code in codes if situation.positions[code].brings_only_money]
    people = [code for code in codes if code not in money]
    words = []
    if people:
        words.append(f"{len(people)}: {party_names(people, situation.names)}")
    if money:
        words.append(f"money only, {len(money)}: {party_names(money, situation.names)}")
    return "; ".join(words)


def _counts(situation: Situation) -> Section:
    rows = tuple(
        Row(
            cells=(
                Cell(text=rung_words(said.rung), tone=tone_of(said.rung, None)),
                Cell(text=count_words(said.count, said.comparator)),
                Cell(text=kind_words(said.kinds)),
                Cell(text=party_name(said.by, situation.names) if said.by else "not named"),
                Cell(text=day_words(said.said_on)),
            ),
            because=said.because,
        )
        for said in situation.positions.counts
    )
    return Section(
        id="counts",
        title="Counted but not named",
        columns=("Rung", "Parties", "With", "According to", "Said"),
        rows=rows,
        note="Counts that somebody stated without saying who. They add to no total.",
    )


def _tellings(situation: Situation) -> Section:
    rows = [
        Row(
            cells=(
                Cell(text=topic_words(flag.type.value), tone="warning"),
                Cell(text=document_words(flag.document, situation)),
                Cell(text=flag.detail),
            )
        )
        for flag in situation.positions.flags
    ]
    told: dict[tuple[str, str, str], list[Statement]] = {}
    for statement in _flagged(situation):
        where = telling_words(statement, situation)
        told.setdefault((_flag_words(statement), where, _words(statement)), []).append(statement)
    rows += [_telling_row(cells, group) for cells, group in told.items()]
    return Section(
        id="tellings",
        title="Headlines and tellings that outran the words",
        columns=("What is wrong", "Where", "In short"),
        rows=tuple(rows),
        note="Kept as they were told; they set no position where a better telling is known.",
        empty="None found.",
    )


def _telling_row(cells: tuple[str, str, str], told: list[Statement]) -> Row:
    """One telling, though it may hold several claims."""
    flags, where, words = cells
    better = [statement.copy_of for statement in told if statement.copy_of]
    return Row(
        cells=(Cell(text=flags, tone="warning"), Cell(text=where), Cell(text=words)),
        because=tuple(dict.fromkeys((*(statement.id for statement in told), *better))),
        rule=COPY_RULE if better else "",
    )


def _flagged(situation: Situation) -> Iterable[Statement]:
    harmless = {FlagType.COPIED, FlagType.OTHER, FlagType.NOT_A_COMMITMENT}
    day = situation.as_of.held_on
    return [
        statement
        for statement in situation.statements.values()
        if set(statement.flags) - harmless and _day_of(statement, situation.learned_on) <= day
    ]


def _day_of(statement: Statement, learned_on: Mapping[str, date]) -> date:
    """When it was said; where that is not known, when it was published or became known."""
    return day_of_statement(statement) or learned_on.get(statement.id, date.max)


def _flag_words(statement: Statement) -> str:
    """What is wrong with a telling; `other` only where nothing else is said."""
    named = [flag for flag in statement.flags if flag is not FlagType.OTHER] or statement.flags
    return ", ".join(topic_words(flag.value) for flag in named)


def _words(statement: Statement) -> str:
    cited = statement.citation
    return cited.quote if isinstance(cited, Passage) else cited.gist


def _questions(situation: Situation) -> Section:
    found = inquiries(situation)
    rows = tuple(
        Row(
            cells=(
                Cell(text=topic_words(each.topic), tone="strong"),
                Cell(text=each.text),
                Cell(text=party_names(each.parties, situation.names) or "nobody on record"),
                Cell(text="open" if each.is_open else each.answer or "answered"),
            ),
            because=each.because,
        )
        for each in found
    )
    still = sum(each.is_open for each in found)
    return Section(
        id="questions",
        title="Open questions",
        columns=("Topic", "Question", "Asked by", "Answer"),
        rows=rows,
        note=f"{still} open, {len(awaited(found))} of them asked by somebody on record; "
        f"{len(found) - still} answered."
        if found
        else "",
    )


def changes_section(situation: Situation) -> Section:
    """What differs since the day asked about."""
    rows = tuple(
        Row(
            cells=(
                Cell(text=party_name(change.party, situation.names), tone="strong"),
                Cell(text=_changed_in(change)),
                Cell(text=topic_words(change.before) or "nothing"),
                Cell(text=topic_words(change.after) or "nothing more"),
            ),
            because=change.because,
        )
        for change in situation.changes
    )
    return Section(
        id="changes",
        title=f"Changed since {day_words(situation.since)}",
        columns=("Party", "In", "Before", "Now"),
        rows=rows,
        empty="Nothing.",
    )


def _changed_in(change: Change) -> str:
    """`troops`, `troops: conditions`, `what it asks`."""
    if not change.kind:
        return "what it asks" if change.aspect == "asks" else change.aspect
    kind = kind_words([Kind(change.kind)])
    aspect = {"amount": "figure", "conditions": "conditions"}.get(change.aspect, "")
    return f"{kind}: {aspect}" if aspect else kind
