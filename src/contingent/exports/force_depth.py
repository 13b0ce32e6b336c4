"""How deep a force is becomes a table and sentences: who relieves whom until the end."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from contingent.exports.force_wording import ForceWords, kind_name
from contingent.exports.sheet import Cell, Row, Section
from contingent.exports.wording import day_words
from contingent.force.rotation import Depth, Holding

__all__ = ["depth_section", "depth_sentences"]

_TONES = {Holding.ENOUGH: "", Holding.UNKNOWN: "warning", Holding.SHORT: "refused"}
_HOLDING = {
    Holding.ENOUGH: "could be held",
    Holding.UNKNOWN: "not known",
    Holding.SHORT: "cannot be held",
}


def depth_sentences(words: ForceWords) -> Iterator[str]:
    """Lines that are filled and cannot be held to their end, then how many nobody can judge."""
    filled = _filled(words)
    short = [depth for depth in filled if depth.holding is Holding.SHORT]
    if short:
        named = "; ".join(
            f"{kind_name(depth.need.kind)}, {words.place_and_phase(depth.need)}, until "
            f"{_last_day(depth, words)}"
            for depth in short
        )
        yield f"Filled, and not to be held by the tours and reliefs that are offered: {named}."
    unknown = [depth for depth in filled if depth.holding is Holding.UNKNOWN]
    if unknown:
        lines = "One line" if len(unknown) == 1 else f"{len(unknown)} lines"
        holds = "holds" if len(unknown) == 1 else "hold"
        yield (
            f"{lines} {holds} to the end only if those whose tour nobody said stay or are relieved."
        )


def _filled(words: ForceWords) -> list[Depth]:
    open_lines = {gap.need.id for gap in words.answer.gaps}
    return [depth for depth in words.answer.depths if depth.need.id not in open_lines]


def depth_section(words: ForceWords) -> Section:
    """Every filled line whose end is known, the worst first; an open one is a gap already."""
    order = (Holding.SHORT, Holding.UNKNOWN, Holding.ENOUGH)
    depths = _filled(words)
    depths.sort(key=lambda depth: (order.index(depth.holding), not depth.need.critical))
    empty = "No line with a known end is filled in the first place."
    if not words.answer.depths:
        empty = "Not known: no line has an end, by a later phase's date or the authorisation's."
    return Section(
        id="depth",
        title="In depth: can what is filled be held to its end?",
        columns=(
            "Line",
            "Until",
            "Tours fill",
            "Reliefs needed",
            "Reliefs offered",
            "Tour not said",
            "So",
        ),
        rows=tuple(_row(depth, words) for depth in depths),
        note="Personnel by days, of who serves and of who is placed nowhere and could relieve "
        "them. An upper bound, line by line: one unit may be counted as the relief of several, and "
        "money and lift are not asked. What cannot be held so cannot be held at all.",
        empty=empty,
    )


def _row(depth: Depth, words: ForceWords) -> Row:
    need = depth.need
    mark = "*" if need.critical else ""
    needed = "not known" if depth.reliefs_needed is None else f"{depth.reliefs_needed:,}"
    cells = (
        Cell(text=f"{kind_name(need.kind)}{mark}, {words.place_and_phase(need)}", tone="strong"),
        Cell(text=_last_day(depth, words)),
        Cell(text=f"{depth.known_percent} % of {depth.days:,} days"),
        Cell(text=needed),
        Cell(text=f"{depth.reliefs_offered:,}"),
        Cell(text=f"{depth.open_personnel:,}"),
        Cell(text=_HOLDING[depth.holding], tone=_TONES[depth.holding]),
    )
    return words.row(cells, (*need.because, *depth.because))


def _last_day(depth: Depth, words: ForceWords) -> str:
    day = words.situation.as_of.held_on + timedelta(days=depth.need.held_until or 0)
    return day_words(day)
