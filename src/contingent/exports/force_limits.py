"""What a package takes of money, lift, shares and ratios becomes a table, pledged money apart."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contingent.exports.force_wording import ForceWords
from contingent.exports.sheet import Cell, Row, Section
from contingent.exports.wording import party_name
from contingent.force.limits import LimitUse, limit_uses
from contingent.force.problem import Budget, LargestShare, LiftLimit, Ratio

__all__ = ["limits_plain", "limits_section"]


def limits_section(words: ForceWords) -> Section:
    """Every limit with what the package takes of it, and the money that is only pledged."""
    rows = [_row(use, words) for use in limit_uses(words.answer.package)]
    return Section(
        id="limits",
        title="Money, lift, shares and ratios: what the package takes",
        columns=("Limit", "Allows or asks", "Package", "Not known of"),
        rows=(*rows, *_pledged(words)),
        note="Only paid money is spent. Whose cost or tonnes nobody knows counts as nothing there.",
        empty="The mission file sets none.",
    )


def limits_plain(words: ForceWords) -> list[dict[str, Any]]:
    """The same for programs."""
    return [
        {
            "rule": use.rule.id,
            "limit": use.limit,
            "taken": use.taken,
            "unknown_personnel": use.unknown,
            "party": use.party or None,
            "kept": use.is_kept,
        }
        for use in limit_uses(words.answer.package)
    ]


def _row(use: LimitUse, words: ForceWords) -> Row:
    unit = _unit(use, words)
    who = f" ({party_name(use.party, words.names)})" if use.party else ""
    if not use.is_kept:
        far = abs(use.taken - use.limit)
        who += f" ({far:,} {'missing' if isinstance(use.rule, Ratio) else 'too many'})"
    cells = (
        Cell(text=words.rule(use.rule.id), tone="strong"),
        Cell(text=f"{use.limit:,} {unit}"),
        Cell(text=f"{use.taken:,}{who}", tone="" if use.is_kept else "refused"),
        Cell(text=f"{use.unknown:,} personnel" if use.unknown else ""),
    )
    return words.row(cells, use.rule.because)


def _unit(use: LimitUse, words: ForceWords) -> str:
    match use.rule:
        case Budget():
            return words.answer.gathered.problem.currency
        case LiftLimit():
            return "t"
        case LargestShare() | Ratio():
            return "personnel"
    return ""


def _pledged(words: ForceWords) -> Iterator[Row]:
    funding = words.situation.mission.funding
    if funding is None or funding.pledged is None:
        return
    cells = ("pledged and not counted as paid", f"{funding.pledged:,} {funding.currency}", "0", "")
    yield words.row(tuple(Cell(text=text) for text in cells), ("mission.yaml funding.pledged",))
