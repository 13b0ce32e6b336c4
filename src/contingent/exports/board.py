"""Positions become the table of who stands where: own word beside others' word."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from contingent.exports.sheet import Cell, Row, Section
from contingent.exports.sources import telling_words
from contingent.exports.wording import (
    day_words,
    dispute_words,
    kind_words,
    lines_of,
    party_name,
    rung_words,
    standing_words,
    tone_of,
    when_words,
)
from contingent.ledger.board import (
    Contribution,
    OthersClaim,
    Overview,
    Position,
    Standpoint,
    figure_of,
)
from contingent.situation import Situation
from contingent.vocabulary.claim import Rung
from contingent.vocabulary.statement import Statement

__all__ = [
    "arrivals_words",
    "day_of_statement",
    "overview_section",
    "positions_section",
    "reported_arrivals",
]

_STATEMENT = re.compile(r"\bs-[0-9a-f]{16}\b")


def positions_section(situation: Situation) -> Section:
    """Who stands where, by own word and by others'."""
    rows = tuple(_position_row(position, situation) for position in situation.positions.positions)
    return Section(
        id="positions",
        title="Who stands where",
        columns=("Party", "Stands at", "Brings", "On condition", "Own word", "Others' word"),
        rows=rows,
        note="By its own word, where it has spoken. Where accounts differ, both are kept.",
    )


def overview_section(overview: Overview, names: Mapping[str, str]) -> Section:
    """Who stands where in short, without what others say and where accounts differ."""
    return Section(
        id="overview",
        title="Who stands where, in short",
        columns=("Party", "Stands at", "Brings", "On condition", "Last heard"),
        rows=tuple(_standpoint_row(each, names) for each in overview.standpoints),
        note="By its own word, where it has spoken. What others say of it is left out.",
    )


def _standpoint_row(each: Standpoint, names: Mapping[str, str]) -> Row:
    brings = filter(None, (_brought(part, each) for part in each.contributions))
    conditions = each.contributions[0].conditions if each.contributions else ()
    heard = day_words(each.last_heard) if each.last_heard else "never itself"
    return Row(
        cells=(
            Cell(text=party_name(each.party, names), tone="strong"),
            Cell(
                text=standing_words(each.rung, each.verdict),
                tone=tone_of(each.rung, each.verdict),
            ),
            Cell(text=lines_of(brings)),
            Cell(text=lines_of(conditions)),
            Cell(text=heard),
        ),
        because=each.because,
    )


def _position_row(position: Position, situation: Situation) -> Row:
    others = [_other(claim, situation.names) for claim in _claims_shown(position)]
    if position.contested:
        others.append(f"accounts differ ({len(position.contested)})")
    brings = filter(None, (_brought(part, position) for part in position.contributions))
    claimed = tuple(claim.statement for claim in position.claimed_by_others)
    return Row(
        cells=(
            Cell(text=party_name(position.party, situation.names), tone="strong"),
            Cell(
                text=standing_words(position.rung, position.verdict),
                tone=tone_of(position.rung, position.verdict),
            ),
            Cell(text=lines_of(brings)),
            Cell(text=lines_of(position.conditions)),
            Cell(text=_own_word(position, situation.statements)),
            Cell(text=lines_of(others), tone="warning" if position.contested else ""),
        ),
        because=tuple(dict.fromkeys((*position.because, *claimed))),
        remarks=tuple(_dispute(said, situation) for said in position.contested),
    )


def _dispute(said: str, situation: Situation) -> str:
    """What differs, each telling by where and when it was told in place of its id."""

    def telling(found: re.Match[str]) -> str:
        statement = situation.statements.get(found[0])
        return telling_words(statement, situation) if statement else found[0]

    return _STATEMENT.sub(telling, dispute_words(said, situation.names))


def reported_arrivals(situation: Situation) -> dict[str, tuple[OthersClaim, ...]]:
    """Who is in theatre on the word of others alone, by party: reported, and observed by nobody."""
    found = {
        position.party: tuple(
            claim
            for claim in position.claimed_by_others
            if claim.rung is not None and claim.rung >= Rung.ADVANCE_PARTY
        )
        for position in situation.positions.positions
        if not position.stands or position.rung < Rung.ADVANCE_PARTY
    }
    return {party: claims for party, claims in found.items() if claims}


def arrivals_words(situation: Situation) -> str:
    """`reported, not observed: Kenya 35`; empty where nobody reported any."""
    told = []
    for party, claims in reported_arrivals(situation).items():
        figures = dict.fromkeys(figure_of(claim.amount) for claim in claims if claim.amount)
        told.append(" ".join(filter(None, (party_name(party, situation.names), "/".join(figures)))))
    return f"reported, not observed: {', '.join(told)}" if told else ""


def _claims_shown(position: Position) -> list[OthersClaim]:
    """The latest claim of each; of reported acts that the position rests on, the latest only."""
    latest = {claim.by or claim.speaker: claim for claim in position.claimed_by_others}
    acts = [
        claim
        for claim in latest.values()
        if claim.rung is not None and Rung.APPROVED <= claim.rung <= position.rung
    ]
    shown = max(acts, key=lambda claim: (claim.rung, claim.said_on or date.min), default=None)
    return [claim for claim in latest.values() if claim not in acts or claim is shown]


def _brought(part: Contribution, position: Position | Standpoint) -> str:
    """One kind with its figure; where it stands, if elsewhere than the party as a whole."""
    figure = figure_of(part.amount) if part.amount else ""
    same = (part.rung, part.verdict) == (position.rung, position.verdict)
    stands = "" if same else standing_words(part.rung, part.verdict)
    what = ": ".join(filter(None, (kind_words([part.kind]), stands)))
    return ", ".join(filter(None, (what, figure)))


def _own_word(position: Position, statements: Mapping[str, Statement]) -> str:
    """Who of its own placed it, and when; then the day of its last word, where that is later.

    `never itself` where only others have spoken. A last word that places nobody (a question, a
    condition) is dated without a name.
    """
    if position.last_heard is None:
        return "never itself"
    placing = [
        (day, statement)
        for statement in (statements[id] for id in position.because if id in statements)
        if statement.speaker.party == position.party and (day := day_of_statement(statement))
    ]
    if not placing:
        return f"last heard {day_words(position.last_heard)}"
    day, last = max(placing, key=lambda said: said[0])
    when = when_words(last.said_on) if last.said_on else day_words(day)
    placed = ", ".join(filter(None, (last.speaker.name, when)))
    if position.last_heard == day:
        return placed
    return lines_of([placed, f"last heard {day_words(position.last_heard)}"])


def day_of_statement(statement: Statement) -> date | None:
    """The first day on which it can have been said, else its publication; None: neither known."""
    return statement.said_on.first if statement.said_on else statement.published_on


def _other(claim: OthersClaim, names: Mapping[str, str]) -> str:
    who = party_name(claim.by, names) if claim.by else claim.speaker or "unnamed"
    if claim.rung is not None:
        what = rung_words(claim.rung)
    else:
        what = claim.verdict.value if claim.verdict else "spoke of it"
    return f"{who}: {what} ({day_words(claim.said_on)})"
