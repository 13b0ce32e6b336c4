"""Kinds that nobody has offered become a sentence and a table: what stands before any headcount."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from contingent.exports.force_wording import kind_name, sourced_row
from contingent.exports.sheet import Cell, Section
from contingent.exports.wording import lines_of, party_name, party_names, rung_words
from contingent.force.shortfall import Unoffered
from contingent.situation.picture import Situation
from contingent.vocabulary.claim import Rung

__all__ = ["unoffered_section", "unoffered_sentence"]

_FALLS_SHORT = {Rung.CONSIDERING: "only considered", Rung.WILLING: "only willingness"}


def unoffered_sentence(missing: Iterable[Unoffered], names: Mapping[str, str]) -> str:
    """Everything that nobody offers in one sentence, with who comes nearest."""
    return f"Nobody offers {'; '.join(_listed(missing, names))}."


def _listed(missing: Iterable[Unoffered], names: Mapping[str, str]) -> Iterator[str]:
    """`signals (470), and nobody has spoken of it`, `aviation (310): only considered, by ...`."""
    grouped: dict[tuple[Rung, str], list[str]] = {}
    for item in missing:
        nearest = max((each.rung for each in item.nearest), default=Rung.UNKNOWN)
        codes = dict.fromkeys(each.party for each in item.nearest if each.rung is nearest)
        key = (nearest, party_names(codes, names))
        grouped.setdefault(key, []).append(f"{kind_name(item.kind)} ({item.required:,})")
    for (rung, parties), kinds in grouped.items():
        if rung is Rung.UNKNOWN:
            yield f"{' or '.join(kinds)}, and nobody has spoken of it"
        else:
            yield f"{' or '.join(kinds)}: {_FALLS_SHORT[rung]}, by {parties}"


def unoffered_section(missing: Iterable[Unoffered], situation: Situation) -> Section:
    """Everything that nobody offers, a row each, with the words of who comes nearest."""
    rows = []
    for item in missing:
        nearest = [
            f"{party_name(each.party, situation.names)}: {rung_words(each.rung)}"
            + ("" if each.kind is item.kind else f" ({each.kind.value})")
            for each in item.nearest
        ]
        because = tuple(id for each in item.nearest for id in each.because)
        cells = (
            Cell(text=kind_name(item.kind), tone="warning"),
            Cell(text=f"{item.required:,}"),
            Cell(text=lines_of(nearest) or "nobody has spoken of it"),
        )
        rows.append(sourced_row(situation, cells, because))
    return Section(
        id="unoffered",
        title="Required, and offered by nobody",
        columns=("Kind", "Required", "Who comes nearest"),
        rows=tuple(rows),
        note="An offer is a party's own word that names the kind; willing or considering is none.",
        empty="Every kind has an offer.",
    )
