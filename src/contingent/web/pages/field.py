"""What is reported from theatre becomes a page: figures that do not add up, flow, incidents."""

from __future__ import annotations

from dataclasses import replace

from contingent.exports.field import (
    indicators_document,
    indicators_sections,
    public_section,
)
from contingent.exports.sheet import Section
from contingent.exports.worked_tables import worked_grid
from contingent.field.public import PublicCount
from contingent.ledger.roles import Act
from contingent.situation.theatre import Theatre, public_theatre, survey_theatre
from contingent.web.drawings.flow import flow_bars
from contingent.web.drawings.theatremap import theatre_map
from contingent.web.jobs import Job
from contingent.web.pages.waiting import draw_waiting
from contingent.web.scenes import Drawn, Scene

__all__ = ["draw_field"]

_PATIENCE_SECONDS = 1.0


def draw_field(scene: Scene) -> Drawn:
    """Indicators of the moment, each claimant apart; what the public may see, coarse and late."""
    found = _surveyed(scene)
    if isinstance(found, Job):
        return draw_waiting("Field", found)
    theatre, counts = found
    sections = {each.id: _told_here(each, scene) for each in indicators_sections(theatre)}
    flow = flow_bars(theatre.against_target, sections["against_target"], theatre.names)
    return Drawn(
        template="field.html.jinja",
        title="Field",
        context={
            "map": theatre_map(scene.whole, counts),
            "flow": flow,
            "sections": [
                each for each in sections.values() if flow is None or each.id != flow.table.id
            ],
            "public": public_section(counts, scene.whole.names),
            "problems": theatre.problems,
            "may_escort": scene.reader.may(Act.ESCORT),
        },
        table="flow",
        grid=worked_grid("flow", indicators_document(theatre, ())),
    )


def _surveyed(scene: Scene) -> tuple[Theatre, tuple[PublicCount, ...]] | Job:
    """The theatre as of the scene's moment, or the job that surveys it."""
    entries, mission, moment = scene.holdings.entries, scene.holdings.mission, scene.view.moment

    def work(_: Job) -> tuple[Theatre, tuple[PublicCount, ...]]:
        theatre = survey_theatre(entries, mission, as_of=moment)
        return theatre, public_theatre(entries, mission, as_of=moment)

    found = scene.works.ask(
        ("field", *scene.state),
        tuple,
        work,
        title="what is reported from theatre",
        owner=scene.reader.key,
        patience_seconds=_PATIENCE_SECONDS,
    )
    return found if isinstance(found, Job) else (found[0], found[1])


def _told_here(section: Section, scene: Scene) -> Section:
    """The section; in a copy that goes from hand to hand its rows open no single report."""
    if scene.links.is_live:
        return section
    rows = tuple(
        replace(row, because=tuple(id for id in row.because if id in scene.whole.statements))
        for row in section.rows
    )
    return replace(section, rows=rows)
