"""The convoy plan becomes a page for the role `field`, and for nobody else.

It is drawn for its reader alone, kept nowhere, offered as no file, and not printed.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from contingent.errors import Problem
from contingent.exports.convoys import convoys_sections
from contingent.exports.sheet import Section
from contingent.field.network import Network
from contingent.situation.convoys import ConvoyPicture, load_network, plan_convoys
from contingent.web.jobs import Job
from contingent.web.pages.waiting import draw_waiting
from contingent.web.scenes import Drawn, NotThere, Scene

__all__ = ["draw_convoys"]

_SECONDS = 10.0
_PATIENCE_SECONDS = 1.0
_ROLE = "field"


def draw_convoys(scene: Scene) -> Drawn:
    """The week's plan beside its alternatives; where nobody has a role, who asks says so first.

    Raises NotThere in a copy on file.
    """
    if not scene.links.is_live:
        raise NotThere("Convoys stand in no copy of a mission.")
    if scene.reader.account is None and scene.parameters.get("role") != _ROLE:
        return _drawn(is_confirmed=False)
    network, problems = load_network(scene.workplace.folder)
    if network is None:
        return _drawn(problems=problems)
    found = _planned(scene, network)
    if isinstance(found, Job):
        return draw_waiting("Convoys", found)
    sections = tuple(_told_here(each, scene) for each in convoys_sections(found))
    return _drawn(sections=sections, problems=(*problems, *found.problems))


def _drawn(
    *,
    is_confirmed: bool = True,
    sections: tuple[Section, ...] = (),
    problems: Iterable[Problem] = (),
) -> Drawn:
    return Drawn(
        template="convoys.html.jinja",
        title="Convoys",
        context={
            "is_confirmed": is_confirmed,
            "sections": sections,
            "problems": tuple(problems),
        },
        is_private=True,
    )


def _planned(scene: Scene, network: Network) -> ConvoyPicture | Job:
    """The plan from the scene's day on, or the job that searches for it."""
    entries, moment = scene.holdings.entries, scene.view.moment
    return scene.works.ask(
        ("convoys", *scene.state),
        ConvoyPicture,
        lambda _: plan_convoys(entries, network, as_of=moment, seconds=_SECONDS),
        title="a plan of convoys",
        owner=scene.reader.key,
        patience_seconds=_PATIENCE_SECONDS,
    )


def _told_here(section: Section, scene: Scene) -> Section:
    """The section with rows that rest on statements only: passages open on no page."""
    rows = tuple(
        replace(row, because=tuple(id for id in row.because if id in scene.whole.statements))
        for row in section.rows
    )
    return replace(section, rows=rows)
