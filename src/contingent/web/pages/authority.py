"""Instruments, votes, bodies and money become the page on what the force stands on."""

from __future__ import annotations

from contingent.exports.sheet import Cell, Row, Section
from contingent.exports.wording import (
    amount_words,
    lines_of,
    party_name,
    standing_words,
    tone_of,
)
from contingent.situation import Situation
from contingent.vocabulary.capability import Kind
from contingent.vocabulary.claim import Rung
from contingent.web.scenes import Drawn, Scene

__all__ = ["draw_authority"]

_SECTIONS = ("authorisation", "bodies", "acceptance", "gates", "demands", "dates")


def draw_authority(scene: Scene) -> Drawn:
    """What allows the force, who runs it, who accepts whom, who pays, what comes first."""
    sections = {name: scene.picture.section(name) for name in _SECTIONS}
    ordered = [sections["authorisation"], sections["bodies"], _funding(scene.whole)]
    ordered += [sections[name] for name in ("acceptance", "gates", "demands", "dates")]
    return Drawn(
        template="sections.html.jinja",
        title="Authority",
        context={
            "lead": "What allows the force, who runs it, who pays, and who accepts whom.",
            "sections": ordered,
        },
        table="statements",
    )


def _funding(situation: Situation) -> Section:
    """Money as it was said, and whether anybody saw it paid."""
    rows = tuple(
        Row(
            cells=(
                Cell(
                    text=party_name(each.party, situation.names),
                    link=f"/contributors/{each.party}",
                ),
                Cell(
                    text=standing_words(part.rung, part.verdict),
                    tone=tone_of(part.rung, part.verdict),
                ),
                Cell(text=amount_words(part.amount)),
                Cell(text="paid, on record" if part.rung >= Rung.DEPLOYED else "not on record"),
                Cell(text=lines_of(part.conditions)),
            ),
            because=part.because,
        )
        for each in situation.positions.positions
        for part in each.contributions
        if part.kind is Kind.FUNDING
    )
    return Section(
        id="funding",
        title="Funding said and paid",
        columns=("Party", "Stands at", "Figure", "Paid", "On condition"),
        rows=rows,
        note="A figure that was said is no payment. No sum is made across currencies or rungs.",
        empty="Nobody has said a word about money.",
    )
