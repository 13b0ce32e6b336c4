"""What passed by the day becomes bars against what was agreed, each claimant's figure by itself."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from markupsafe import Markup

from contingent.exports.sheet import Section
from contingent.exports.wording import party_name, when_words
from contingent.field.aid import AgainstTarget
from contingent.web.drawings.svg import Figure, drawing, element, label

__all__ = ["flow_bars"]

_WIDTH, _LEFT, _RIGHT = 860, 330, 190
_ROW, _BAR = 30, 14
_KEY = (("flow", "said to have passed, a day"), ("asked-bar", "agreed, a day"))


def flow_bars(
    lines: Sequence[AgainstTarget], table: Section, names: Mapping[str, str]
) -> Figure | None:
    """One bar for each figure, on a scale of its own agreed rate; None where there is none.

    `table` is the section that says the same. Bars of different claimants are never added up.
    """
    if not lines:
        return None
    most = max(100.0, *(line.percent for line in lines))
    marks = [mark for at, line in enumerate(lines) for mark in _bar(line, at, most, names)]
    summary = f"{len(lines)} figures of what passed, each against the rate that was agreed."
    return Figure(
        id="flow",
        title=table.title,
        summary=summary,
        svg=drawing(_WIDTH, _ROW * len(lines) + 8, summary, *marks),
        table=table,
        note=table.note,
        key=_KEY,
    )


def _bar(line: AgainstTarget, at: int, most: float, names: Mapping[str, str]) -> list[Markup]:
    top = at * _ROW + 6
    unit = (_WIDTH - _LEFT - _RIGHT) / most
    what = " ".join(filter(None, (line.commodity, line.unit)))
    words = f"{line.per_day:,.0f} of {line.target_per_day:,.0f} {what}, {line.percent:.0f} %"
    who = f"{party_name(line.claimant, names)}, {when_words(line.date)}"
    box = {"y": top, "height": _BAR}
    return [
        label(_LEFT - 8, top + 11, who, text_anchor="end", class_="what"),
        element("rect", **box, x=_LEFT, width=100 * unit, class_="bar asked"),
        element("rect", **box, x=_LEFT, width=line.percent * unit, class_="bar flow"),
        label(_LEFT + max(100.0, line.percent) * unit + 8, top + 11, words, class_="figure"),
    ]
