"""The force that was promised becomes a page: what nobody offers, needs by sector, what-if."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from contingent.exports.force import force_sheet
from contingent.exports.force_document import force_document
from contingent.exports.sheet import Section
from contingent.exports.wording import party_name, rung_words, topic_words
from contingent.exports.worked_tables import worked_grid
from contingent.force.gathering import WhatIf
from contingent.force.package import Coverage
from contingent.force.problem import WHOLE_FORCE, View
from contingent.situation import Situation
from contingent.situation.forces import ForceAnswer, ForceQuestion, assess_force
from contingent.vocabulary.capability import Kind
from contingent.vocabulary.claim import Rung
from contingent.web.drawings.heat import HeatRow, heat_map
from contingent.web.drawings.svg import Figure
from contingent.web.jobs import Job
from contingent.web.pages.waiting import draw_waiting
from contingent.web.scenes import Drawn, Scene
from contingent.web.views import BadView

__all__ = ["Switch", "draw_force", "force_answer", "force_question"]

_SECONDS = 20.0
_PATIENCE_SECONDS = 1.0
_BUDGETS = (-25, -10, 0, 10, 25, 50)
_LAST_KINDS = (Kind.INFANTRY, Kind.TROOPS)  # enablers come first


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """One thing to try out: its parameter, its words, and what it may be set to."""

    name: str
    words: str
    value: str
    choices: tuple[tuple[str, str], ...]  # value and words


def draw_force(scene: Scene) -> Drawn:
    """The best package of the moment, of the view and what-if that the address asks for."""
    question = force_question(scene.parameters, scene.whole)
    answer = force_answer(scene, question, patience_seconds=_PATIENCE_SECONDS)
    if isinstance(answer, Job):
        return draw_waiting("Force", answer)
    sheet = force_sheet(scene.whole, answer)
    sections = {section.id: section for section in sheet.sections}
    lines = sections.pop("lines", None)  # none where nothing is required
    return Drawn(
        template="force.html.jinja",
        title="Force",
        context={
            "summary": sheet.summary,
            "heat": None if lines is None else _heat(answer, scene.whole, lines),
            "sections": list(sections.values()),
            "switches": _switches(scene.parameters, scene.whole),
            "is_tried": not question.what_if.is_nothing,
            "problems": answer.gathered.problems,
        },
        table="force",
        grid=worked_grid("force", force_document(scene.whole, answer)),
    )


def force_answer(
    scene: Scene, question: ForceQuestion, *, patience_seconds: float
) -> ForceAnswer | Job:
    """The force of the scene's moment, or the job that works it out."""
    tried = question.what_if
    key = (
        "force",
        *scene.state,
        question.view,
        (tried.excluded, tried.without_objections, tried.answered, tried.budget_percent),
        tuple(tried.at_rungs.items()),
    )
    situation = scene.whole
    return scene.works.ask(
        key,
        ForceAnswer,
        lambda _: assess_force(situation, question),
        title="the best package, its gaps and their reasons",
        owner=scene.reader.key,
        patience_seconds=patience_seconds,
    )


def force_question(asked: Mapping[str, str], situation: Situation) -> ForceQuestion:
    """What the address tries out; BadView for what does not exist: it would look like a finding."""
    try:
        view = View(asked.get("view") or View.ROBUST)
    except ValueError:
        raise BadView("view", f"one of {', '.join(View)}") from None
    what_if = WhatIf(
        excluded=_one(asked, "without", situation.names),
        without_objections=_lifted(asked.get("lifted", ""), situation),
        answered=_one(asked, "answered", {item.topic for item in situation.mission.questions}),
        at_rungs=_raised(asked, situation),
        budget_percent=_budget(asked.get("budget", "")),
    )
    return ForceQuestion(view=view, what_if=what_if, seconds=_SECONDS)


def _one(
    asked: Mapping[str, str], name: str, known: Mapping[str, str] | set[str]
) -> tuple[str, ...]:
    value = asked.get(name, "")
    if value and value not in known:
        raise BadView(name, f"there is no {value[:40]!r} here")
    return (value,) if value else ()


def _lifted(text: str, situation: Situation) -> tuple[tuple[str, str], ...]:
    if not text:
        return ()
    by, _, of = text.partition(":")
    if by not in situation.names or of not in situation.names:
        raise BadView("lifted", f"{text[:40]!r} is not A:B of two parties, such as ISR:TUR")
    return ((by, of),)


def _raised(asked: Mapping[str, str], situation: Situation) -> dict[str, Rung]:
    parties = _one(asked, "raised", situation.names)
    try:
        return {party: Rung.of_word(asked.get("to") or "pledged") for party in parties}
    except ValueError as error:
        raise BadView("to", str(error)[:120]) from None


def _budget(text: str) -> int:
    try:
        percent = int(text or "0")
    except ValueError:
        raise BadView("budget", f"{text[:20]!r} is no percentage such as 10") from None
    if not -100 <= percent <= 1_000:
        raise BadView("budget", "lies between -100 and 1000")
    return percent


def _switches(asked: Mapping[str, str], situation: Situation) -> tuple[Switch, ...]:
    """What can be tried out, each set as the address has it."""
    names = situation.names
    parties = [
        (each.party, party_name(each.party, names)) for each in situation.positions.positions
    ]
    parties.sort(key=lambda pair: pair[1])
    objections = {
        (item.by, item.of)
        for item in situation.mission.acceptability
        if item.of and item.stance.value in ("objects", "conditional")
    }
    lifted = [
        (f"{by}:{of}", f"{party_name(by, names)} to {party_name(of, names)}")
        for by, of in sorted(objections)
    ]
    topics = [
        (item.topic, topic_words(item.topic))
        for item in situation.mission.questions
        if not item.answered
    ]
    rungs = [(rung.word, rung_words(rung)) for rung in Rung if rung >= Rung.WILLING]
    budgets = [(str(percent), f"{percent:+} %") for percent in _BUDGETS if percent]
    found = (
        ("view", "Believed", [(v.value, v.value) for v in (View.ROBUST, View.EXPECTED, View.FACE)]),
        ("without", "Without", parties),
        ("raised", "As if", parties),
        ("to", "stood at", rungs),
        ("answered", "As if answered", topics),
        ("lifted", "As if this objection fell", lifted),
        ("budget", "Money", budgets),
    )
    return tuple(
        Switch(name=name, words=words, value=asked.get(name, ""), choices=tuple(choices))
        for name, words, choices in found
        if choices
    )


def _heat(answer: ForceAnswer, situation: Situation, table: Section) -> Figure:
    """Kinds by sectors, enablers first: how much of each need is covered if all come."""
    lines = answer.package.lines
    sectors = dict.fromkeys(line.need.sector for line in lines)
    kinds = sorted(
        dict.fromkeys(line.need.kind for line in lines),
        key=lambda kind: (kind in _LAST_KINDS, list(Kind).index(kind)),
    )
    called = {sector.code: sector.name for sector in situation.mission.requirement.sectors}
    rows = []
    for kind in kinds:
        of_kind = [line for line in lines if line.need.kind is kind]
        cells = tuple(
            _cell([each for each in of_kind if each.need.sector == place]) for place in sectors
        )
        is_critical = any(line.need.critical for line in of_kind)
        rows.append(HeatRow(name=kind.value, is_critical=is_critical, cells=cells))
    heads = [
        "whole force" if place == WHOLE_FORCE else called.get(place, place) for place in sectors
    ]
    return heat_map(rows, heads, table)


def _cell(lines: list[Coverage]) -> tuple[float, int] | None:
    """How much of the lines at one place is covered, and how much they need; None for no line."""
    if not lines:
        return None
    needed = sum(line.need.minimum for line in lines)
    return sum(min(line.covered, line.need.minimum) for line in lines), needed
