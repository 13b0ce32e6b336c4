"""The force that was promised becomes a page: what nobody offers, needs by sector, what-if."""

from __future__ import annotations

from collections.abc import Mapping

from contingent.exports.force import force_sheet
from contingent.exports.force_document import force_document
from contingent.exports.force_reasons import unfilled_sections
from contingent.exports.force_wording import kind_name
from contingent.exports.sheet import Section
from contingent.exports.worked_tables import worked_grid
from contingent.force.gathering import WhatIf
from contingent.force.package import Coverage
from contingent.force.problem import WHOLE_FORCE, View
from contingent.situation import Situation
from contingent.situation.forces import ForceAnswer, ForceQuestion, assess_force
from contingent.vocabulary.capability import Kind
from contingent.web.drawings.heat import HeatCell, HeatRow, heat_map
from contingent.web.drawings.svg import Figure
from contingent.web.jobs import Job
from contingent.web.pages.waiting import draw_waiting
from contingent.web.pages.what_if import query_of, switches_of, tried_out, what_if_of
from contingent.web.scenes import Drawn, Scene
from contingent.web.views import BadView

__all__ = ["draw_force", "force_answer", "force_question"]

_SECONDS = 20.0
_PATIENCE_SECONDS = 1.0
_LAST_KINDS = (Kind.INFANTRY, Kind.TROOPS)  # enablers come first


def draw_force(scene: Scene) -> Drawn:
    """The best package of the moment, of the view and what-if that the address asks for."""
    question = force_question(scene.parameters, scene.whole)
    answer = force_answer(scene, question, patience_seconds=_PATIENCE_SECONDS)
    if isinstance(answer, Job):
        return draw_waiting("Force", answer)
    sheet = force_sheet(scene.whole, answer)
    sections = {section.id: section for section in sheet.sections}
    lines = sections.pop("lines", None)  # none where nothing is required
    reasons = unfilled_sections(scene.whole, answer)
    what_if = question.what_if
    return Drawn(
        template="force.html.jinja",
        title="Force",
        context={
            "summary": sheet.summary,
            "compared": None if what_if.is_nothing else sections.pop("compared", None),
            "heat": None if lines is None else _heat(answer, scene.whole, lines, reasons),
            "reasons": list(reasons.values()),
            "sections": list(sections.values()),
            "views": tuple(View),
            "believed": question.view,
            "switches": switches_of(what_if, scene.whole),
            "tried": tried_out(what_if, scene.whole, scene.links),
            "kept": [(name, text) for name, text in _kept(what_if).items() if text],
            "problems": answer.gathered.problems,
        },
        table="force",
        grid=worked_grid("force", force_document(scene.whole, answer)),
    )


def _kept(what_if: WhatIf) -> dict[str, str]:
    """What the form sends along, so that one more thing is tried beside what is tried already."""
    return {name: text for name, text in query_of(what_if).items() if name != "budget"}


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
    return ForceQuestion(view=view, what_if=what_if_of(asked, situation), seconds=_SECONDS)


def _heat(
    answer: ForceAnswer,
    situation: Situation,
    table: Section,
    reasons: Mapping[tuple[Kind, str], Section],
) -> Figure:
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
            _cell(
                [each for each in of_kind if each.need.sector == place], reasons.get((kind, place))
            )
            for place in sectors
        )
        is_critical = any(line.need.critical for line in of_kind)
        rows.append(HeatRow(name=kind_name(kind), is_critical=is_critical, cells=cells))
    heads = [
        "whole force" if place == WHOLE_FORCE else called.get(place, place) for place in sectors
    ]
    return heat_map(rows, heads, table)


def _cell(lines: list[Coverage], reason: Section | None) -> HeatCell | None:
    """How much of the lines at one place is covered, and why no more; None for no line."""
    if not lines:
        return None
    return HeatCell(
        there=sum(min(line.covered, line.need.minimum) for line in lines),
        needed=sum(line.need.minimum for line in lines),
        link=f"#why-{reason.id}" if reason else "",
    )
