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
from contingent.situation.theatre import Theatre, public_theatre, survey_theatre
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
    theatre, public = found
    return Drawn(
        template="field.html.jinja",
        title="Field",
        context={
            "sections": [_told_here(each, theatre) for each in indicators_sections(theatre)],
            "public": public,
            "problems": theatre.problems,
        },
        table="flow",
        grid=worked_grid("flow", indicators_document(theatre, ())),
    )


def _surveyed(scene: Scene) -> tuple[Theatre, Section] | Job:
    """The theatre as of the scene's moment, or the job that surveys it."""
    entries, mission, moment = scene.holdings.entries, scene.holdings.mission, scene.view.moment
    names = scene.whole.names

    def work(_: Job) -> tuple[Theatre, Section]:
        theatre = survey_theatre(entries, mission, as_of=moment)
        public = public_section(public_theatre(entries, mission, as_of=moment), names)
        return theatre, public

    found = scene.works.ask(
        ("field", *scene.state),
        tuple,
        work,
        title="what is reported from theatre",
        owner=scene.reader.key,
        patience_seconds=_PATIENCE_SECONDS,
    )
    return found if isinstance(found, Job) else (found[0], found[1])


def _told_here(section: Section, theatre: Theatre) -> Section:
    """The section with its rows resting on statements only: reports are told in the rows."""
    rows = tuple(
        replace(row, because=tuple(id for id in row.because if id not in theatre.told))
        for row in section.rows
    )
    return replace(section, rows=rows)
