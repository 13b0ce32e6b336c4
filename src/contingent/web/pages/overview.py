"""A situation becomes the page that is read in a minute."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from markupsafe import Markup

from contingent.exports.inquiries import awaited, inquiries
from contingent.exports.outlook import forecast_sheet
from contingent.exports.sheet import Section, Sheet
from contingent.exports.wording import (
    count_words,
    kind_words,
    party_name,
    rung_words,
    tone_of,
    topic_words,
)
from contingent.ledger.board import Change, CountSaid, Position
from contingent.situation import Situation
from contingent.situation.outlook import Outlook
from contingent.vocabulary.capability import Kind
from contingent.vocabulary.claim import Rung
from contingent.web.drawings.strength import strength_bars
from contingent.web.drawings.svg import element
from contingent.web.drawings.worldmap import world_map
from contingent.web.jobs import Job
from contingent.web.pages.plan import best_answers, fan_of, forecast_asked
from contingent.web.scenes import Drawn, Scene

__all__ = [
    "Awaited",
    "Moved",
    "Step",
    "draw_overview",
    "ladder_of",
    "most_awaited",
    "moved_parties",
]

_MOST_AWAITED = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One rung of the ladder, or several in a row on which nobody stands or was counted.

    Who brings nothing but money is among `payers` and not among `parties`: money is no force.
    """

    rung: Rung
    words: str
    tone: str
    parties: tuple[tuple[str, str], ...]  # code and name
    payers: tuple[tuple[str, str], ...]
    counted: tuple[str, ...]
    because: tuple[str, ...]
    bar: Markup

    @property
    def is_empty(self) -> bool:
        """True where nobody stands, by name or by count."""
        return not self.parties and not self.payers and not self.counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Awaited:
    """An open question, and the parties whose position hangs on its answer."""

    topic: str
    words: str
    parties: tuple[str, ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moved:
    """A party whose standing changed: each kind with what it was and what it is."""

    code: str
    name: str
    moves: tuple[str, ...]
    because: tuple[str, ...]


def draw_overview(scene: Scene) -> Drawn:
    """Asked, said, deployed; the ladder with who stands where; what is awaited; what changed."""
    situation, picture = scene.shown, scene.picture
    outlook = forecast_asked(scene, patience_seconds=0)
    best = best_answers(scene, patience_seconds=0)
    return Drawn(
        template="overview.html.jinja",
        title="Overview",
        context={
            "summary": picture.sheet.summary,
            "strength": strength_bars(situation, picture.section("strength")),
            "ladder": ladder_of(situation),
            "map": world_map(situation),
            "fan": fan_of(outlook, forecast_sheet(outlook))
            if isinstance(outlook, Outlook)
            else None,
            "best": _best_three(best) if isinstance(best, Sheet) else None,
            "waits": _is_going(outlook) or _is_going(best),
            "awaited": most_awaited(situation),
            "moved": moved_parties(situation),
            "change_count": len(situation.changes),
            "tellings": len(picture.section("tellings").rows),
        },
        table="positions",
        is_private=_is_going(outlook) or _is_going(best),
    )


def _best_three(sheet: Sheet) -> Section:
    """The best answer by itself, the best two and the best three together."""
    section = next(each for each in sheet.sections if each.id == "best_sets")
    rows = tuple(replace(row, cells=row.cells[:-1]) for row in section.rows[:_MOST_AWAITED])
    return replace(section, columns=section.columns[:-1], rows=rows)


def _is_going(found: object) -> bool:
    """True while something is still being worked out, and the page will look again."""
    return isinstance(found, Job) and found.is_going


def ladder_of(situation: Situation) -> tuple[Step, ...]:
    """Every rung from approached to operational; those where nobody stands are drawn together."""
    at: dict[Rung, list[Position]] = {}
    for position in situation.positions.positions:
        if position.stands:
            at.setdefault(position.rung, []).append(position)
    counts: dict[Rung, list[CountSaid]] = {}
    for said in situation.positions.counts:
        counts.setdefault(said.rung, []).append(said)
    most = max((len(_with_people(there)) for there in at.values()), default=0) or 1
    steps: list[Step] = []
    for rung in Rung:
        if rung is Rung.UNKNOWN:
            continue
        step = _step(rung, at.get(rung, []), counts.get(rung, []), situation, most)
        if steps and step.is_empty and steps[-1].is_empty:
            first = steps.pop()
            step = replace(step, words=f"{first.words.partition(' to ')[0]} to {step.words}")
        steps.append(step)
    return tuple(steps)


def _step(
    rung: Rung,
    there: list[Position],
    counts: list[CountSaid],
    situation: Situation,
    most: int,
) -> Step:
    people = _with_people(there)
    counted = tuple(
        f"{count_words(said.count, said.comparator)}, says {_teller(said, situation)}"
        for said in counts
    )
    return Step(
        rung=rung,
        words=rung_words(rung),
        tone=tone_of(rung, None),
        parties=_named(people, situation),
        payers=_named((each for each in there if each.brings_only_money), situation),
        counted=counted,
        because=tuple(id for said in counts for id in said.because),
        bar=_bar(len(people), most, tone_of(rung, None)),
    )


def _with_people(there: Iterable[Position]) -> list[Position]:
    return [each for each in there if not each.brings_only_money]


def _named(there: Iterable[Position], situation: Situation) -> tuple[tuple[str, str], ...]:
    return tuple((each.party, party_name(each.party, situation.names)) for each in there)


def _bar(parties: int, most: int, tone: str) -> Markup:
    """As long as the rung is full, beside the fullest."""
    filled = element("rect", x=0, y=0, width=100 * parties / most, height=4, class_=f"bar {tone}")
    return element(
        "svg",
        filled,
        viewBox="0 0 100 4",
        preserveAspectRatio="none",
        class_="rungbar",
        aria_hidden="true",
    )


def _teller(said: CountSaid, situation: Situation) -> str:
    who = party_name(said.by, situation.names) if said.by else "somebody not named"
    return f"{who}, {said.said_on.day} {said.said_on:%b}" if said.said_on else who


def most_awaited(situation: Situation) -> tuple[Awaited, ...]:
    """The open questions that most parties ask; ties stand in the order of their topics."""
    found = [
        Awaited(
            topic=each.topic,
            words=each.text or topic_words(each.topic),
            parties=tuple(sorted(each.parties)),
            because=each.because,
        )
        for each in awaited(inquiries(situation))
    ]
    found.sort(key=lambda each: (-len(each.parties), each.topic))
    return tuple(found[:_MOST_AWAITED])


def moved_parties(situation: Situation) -> tuple[Moved, ...]:
    """Who stands elsewhere than a week ago; changed figures and conditions are left to the list."""
    moves: dict[str, list[Change]] = {}
    for change in situation.changes:
        if change.aspect in ("rung", "verdict"):
            moves.setdefault(change.party, []).append(change)
    return tuple(
        Moved(
            code=code,
            name=party_name(code, situation.names),
            moves=tuple(dict.fromkeys(_move(change) for change in changes)),
            because=tuple(dict.fromkeys(id for change in changes for id in change.because)),
        )
        for code, changes in moves.items()
    )


def _move(change: Change) -> str:
    """`troops: considering → pledged`; `now` alone where nothing stood before."""
    kind = kind_words([Kind(change.kind)]) if change.kind else "all"
    before, after = topic_words(change.before), topic_words(change.after) or "nothing more"
    return f"{kind}: {before} → {after}" if before else f"{kind}: {after}"
