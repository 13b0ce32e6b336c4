"""What was said of one party becomes a time line of its rung: its own word and others'."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from markupsafe import Markup

from contingent.exports.sheet import Cell, Row, Section
from contingent.exports.wording import claim_words, day_words, party_name, rung_words, tone_of_claim
from contingent.ledger.standing import Word
from contingent.situation import Situation
from contingent.vocabulary.claim import Pledge, Rung, Verdict
from contingent.web.drawings.svg import Figure, drawing, element, label

__all__ = ["rung_timeline"]

_WIDTH, _LEFT, _RIGHT, _TOP = 760, 104, 24, 12
_ROW = 24
_INSET = 10  # so that a mark of the first day stands clear of the rungs' names
_FEWEST_DAYS = 14
_KEY = (
    ("own", "its own word"),
    ("others", "another's word about it"),
    ("verdict", "undecided, declined or another word off the ladder"),
    ("aside", "hollow: a telling that does not count"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Frame:
    """Where days and rungs lie on the picture."""

    first: date
    last: date
    rungs: tuple[Rung, ...]

    def x(self, day: date) -> float:
        share = (day - self.first).days / max(1, (self.last - self.first).days)
        return _LEFT + _INSET + (_WIDTH - _LEFT - _INSET - _RIGHT) * share

    def y(self, rung: Rung) -> float:
        return _TOP + _ROW * (len(self.rungs) - 1 - self.rungs.index(rung)) + _ROW / 2

    @property
    def height(self) -> float:
        return _TOP + _ROW * len(self.rungs) + 26


def rung_timeline(words: Sequence[Word], situation: Situation) -> Figure | None:
    """The picture; None where nobody placed the party on the ladder."""
    placed = [word for word in words if isinstance(word.statement.claim, Pledge | Verdict)]
    if not placed:
        return None
    frame = _frame(placed, situation.as_of.held_on)
    marks = [_mark(word, frame) for word in placed]
    own = sum(word.own for word in placed)
    summary = (
        f"{len(placed)} words that place it, {own} its own, from {day_words(placed[0].day)} "
        f"to {day_words(placed[-1].day)}."
    )
    return Figure(
        id="timeline",
        title="How firmly, and since when",
        summary=summary,
        svg=drawing(_WIDTH, frame.height, summary, *_ladder(frame), *_line(placed, frame), *marks),
        table=_table(placed, situation),
        key=_KEY,
    )


def _frame(placed: Sequence[Word], held_on: date) -> _Frame:
    first, last = placed[0].day, max(held_on, placed[-1].day)
    if (last - first).days < _FEWEST_DAYS:
        first = last - timedelta(days=_FEWEST_DAYS)
    highest = max((word.rung for word in placed), default=Rung.CONSIDERING)
    top = max(highest, Rung.OFFERED)
    return _Frame(first=first, last=last, rungs=tuple(rung for rung in Rung if rung <= top))


def _ladder(frame: _Frame) -> list[Markup]:
    """A line for each rung, and the months."""
    marks = []
    for rung in frame.rungs:
        y = frame.y(rung)
        name = rung_words(rung) if rung else "no rung"
        marks.append(element("line", x1=_LEFT, x2=_WIDTH - _RIGHT, y1=y, y2=y, class_="grid"))
        marks.append(label(_LEFT - 8, y + 4, name, text_anchor="end", class_="what"))
    months = _months(frame)
    every = max(1, len(months) // 8)
    for day in months[::every]:
        x = frame.x(day)
        marks.append(
            element("line", x1=x, x2=x, y1=_TOP, y2=frame.height - 26, class_="grid month")
        )
        marks.append(
            label(x, frame.height - 8, f"{day:%b %Y}", class_="axis", text_anchor="middle")
        )
    return marks


def _months(frame: _Frame) -> list[date]:
    day = date(frame.first.year, frame.first.month, 1)
    found = []
    while day <= frame.last:
        if day >= frame.first:
            found.append(day)
        day = (day + timedelta(days=32)).replace(day=1)
    return found


def _line(placed: Sequence[Word], frame: _Frame) -> list[Markup]:
    """A stepped line through its own words that count."""
    own = [word for word in placed if word.own and word.counts and _level(word) is not None]
    if not own:
        return []
    points: list[str] = []
    for word in own:
        y = frame.y(_level(word) or Rung.UNKNOWN)
        step = f"H{frame.x(word.day):.0f}V{y:.0f}"
        points.append(step if points else f"M{frame.x(word.day):.0f},{y:.0f}")
    return [element("path", d="".join(points) + f"H{frame.x(frame.last):.0f}", class_="course")]


def _level(word: Word) -> Rung | None:
    """The rung of a pledge; a verdict has none of its own."""
    return word.rung if isinstance(word.statement.claim, Pledge) else None


def _mark(word: Word, frame: _Frame) -> Markup:
    x, y = frame.x(word.day), frame.y(word.rung)
    aside = "" if word.counts else " aside"
    told = element("title", f"{day_words(word.day)}: {claim_words(word.statement.claim)}")
    if isinstance(word.statement.claim, Verdict):
        cross = f"M{x - 5:.0f},{y - 5:.0f}l10,10m0,-10l-10,10"
        return element("path", told, d=cross, class_=f"mark verdict{aside}")
    if word.own:
        return element("circle", told, cx=x, cy=y, r=5.5, class_=f"mark own{aside}")
    diamond = f"M{x:.0f},{y - 6:.0f}l6,6 -6,6 -6,-6z"
    return element("path", told, d=diamond, class_=f"mark others{aside}")


def _table(placed: Sequence[Word], situation: Situation) -> Section:
    rows = tuple(
        Row(
            cells=(
                Cell(text=day_words(word.day)),
                Cell(
                    text=claim_words(word.statement.claim, situation.names),
                    tone=tone_of_claim(word.statement.claim),
                ),
                Cell(text="its own word" if word.own else _teller(word, situation)),
                Cell(text="" if word.counts else "does not count"),
            ),
            because=(word.id,),
        )
        for word in placed
    )
    columns = ("Day", "Said", "By", "Weight")
    return Section(id="timeline-table", title="Day by day", columns=columns, rows=rows)


def _teller(word: Word, situation: Situation) -> str:
    speaker = word.statement.speaker
    named = party_name(speaker.party, situation.names) if speaker.party else ""
    return ", ".join(filter(None, (speaker.name, named))) or "not named"
