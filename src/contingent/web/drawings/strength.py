"""Asked, said and deployed become bars on one scale, never added up."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from contingent.exports.board import reported_arrivals
from contingent.exports.sheet import Section
from contingent.exports.wording import rung_words, tone_of
from contingent.situation import Situation
from contingent.vocabulary.claim import Rung
from contingent.web.drawings.svg import Figure, drawing, element, label

__all__ = ["strength_bars"]

_WIDTH, _LEFT, _RIGHT = 640, 132, 84
_ROW, _BAR = 30, 14


@dataclass(frozen=True, slots=True, kw_only=True)
class _Bar:
    """A line of the picture: at least `floor`, at most `ceiling`; None: nobody said."""

    what: str
    words: str
    tone: str
    floor: int | None
    ceiling: int | None


def strength_bars(situation: Situation, table: Section) -> Figure:
    """How many are asked for, how many each rung's parties said, how many are there.

    `table` is the section of the brief that says the same.
    """
    bars = _bars(situation)
    largest = max(
        (number for bar in bars for number in (bar.floor, bar.ceiling) if number), default=1
    )
    height = _ROW * len(bars) + 26
    content = [mark for at, bar in enumerate(bars) for mark in _drawn(bar, at, largest)]
    summary = "; ".join(f"{bar.what}: {bar.words}" for bar in bars)
    return Figure(
        id="strength",
        title="Asked, said, deployed",
        summary=f"Personnel. {summary}.",
        svg=drawing(_WIDTH, height, f"Personnel. {summary}.", *_scale(largest, height), *content),
        table=table,
        note=table.note,
    )


def _bars(situation: Situation) -> list[_Bar]:
    bars = [
        _Bar(
            what=f"asked: {each.kind.value}",
            words=f"{each.target:,}",
            tone="asked",
            floor=each.target,
            ceiling=each.target,
        )
        for each in situation.mission.requirement.strength
    ]
    for rung, tally in sorted(situation.positions.totals.items(), reverse=True):
        if rung < Rung.CONSIDERING:
            continue
        ceiling = None if tally.no_ceiling else tally.ceiling
        words = _words(tally.floor, ceiling)
        if tally.unknown and words:
            words = f"{words}; {tally.unknown} silent"
        bars.append(
            _Bar(
                what=rung_words(rung),
                words=words or "no figure said",
                tone=tone_of(rung, None),
                floor=tally.floor,
                ceiling=ceiling,
            )
        )
    if not any(rung >= Rung.ADVANCE_PARTY for rung in situation.positions.totals):
        words = "reported, not observed" if reported_arrivals(situation) else "none on record"
        bars.append(_Bar(what="deployed", words=words, tone="", floor=None, ceiling=None))
    return bars


def _words(floor: int | None, ceiling: int | None) -> str:
    if floor is not None and ceiling is not None:
        return f"{floor:,}" if floor == ceiling else f"{floor:,} to {ceiling:,}"
    if floor is not None:
        return f"{floor:,} or more"
    return f"up to {ceiling:,}" if ceiling is not None else ""


def _scale(largest: int, height: int) -> list[Markup]:
    """Faint lines at round numbers."""
    step = 10 ** (len(str(largest)) - 1)
    step = step if largest / step >= 3 else step // 2 or 1
    marks = []
    for number in range(0, largest + 1, step):
        x = _x(number, largest)
        marks.append(element("line", x1=x, x2=x, y1=0, y2=height - 20, class_="grid"))
        marks.append(label(x, height - 6, f"{number:,}", class_="axis", text_anchor="middle"))
    return marks


def _x(number: int, largest: int) -> float:
    return _LEFT + (_WIDTH - _LEFT - _RIGHT) * number / largest


def _drawn(bar: _Bar, at: int, largest: int) -> list[Markup]:
    """Solid up to what was promised at least, open up to the most that was said."""
    top = at * _ROW + 8
    middle = top + _BAR / 2 + 4
    marks = [label(_LEFT - 8, middle, bar.what, text_anchor="end", class_="what")]
    start, end = _x(0, largest), _x(0, largest)
    if bar.floor:
        end = _x(bar.floor, largest)
        box = {"x": start, "y": top, "width": end - start, "height": _BAR}
        marks.append(element("rect", **box, class_=f"bar {bar.tone}"))
    if bar.ceiling and bar.ceiling != bar.floor:
        far = _x(bar.ceiling, largest)
        box = {"x": end, "y": top, "width": far - end, "height": _BAR}
        marks.append(element("rect", **box, class_=f"bar open {bar.tone}"))
        end = far
    marks.append(label(end + 6, middle, bar.words, class_="figure"))
    return marks
