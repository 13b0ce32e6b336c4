"""What takes long to work out becomes documents, or word of the job behind them.

Roads, routes, escorts and their risks stand in none of them: they are for the role `field` alone,
on the command line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from contingent.exports.field import indicators_document, public_document
from contingent.exports.force_document import force_document
from contingent.exports.markings import labelled, whole_marking
from contingent.exports.outlook import forecast_document
from contingent.exports.unlocks import unlocks_document
from contingent.situation import Situation
from contingent.situation.theatre import marking_of, public_theatre, survey_theatre
from contingent.web.jobs import Job
from contingent.web.pages.force import force_answer, force_question
from contingent.web.pages.plan import Nothing, forecast_asked, unlocks_asked
from contingent.web.scenes import NotThere, Scene

__all__ = ["DOCUMENTS", "Going", "NeverDone"]

_Answer = TypeVar("_Answer")


class Going(Exception):
    """What was asked for is not there yet; `job` works it out."""

    def __init__(self, job: Job) -> None:
        self.job = job
        super().__init__(f"{job.title}: it is being worked out; ask again")


class NeverDone(Exception):
    """What was asked for was stopped, or could not be worked out; why, in words."""


def _done(found: _Answer | Nothing | Job) -> _Answer:
    """What was worked out. Raises Going, NeverDone and NotThere where it is not."""
    if isinstance(found, Nothing):
        raise NotThere(" ".join(found.why) or "The mission names nothing of the kind.")
    if not isinstance(found, Job):
        return found
    if found.is_going:
        raise Going(found)
    raise NeverDone(" ".join(found.outcome) or "It was stopped; ask again.")


def _force(scene: Scene, wait: float) -> dict[str, Any]:
    question = force_question(scene.parameters, scene.whole)
    answer = _done(force_answer(scene, question, patience_seconds=wait))
    return _labelled(force_document(scene.whole, answer), scene.whole)


def _forecast(scene: Scene, wait: float) -> dict[str, Any]:
    outlook = _done(forecast_asked(scene, patience_seconds=wait))
    return _labelled(forecast_document(outlook), scene.whole)


def _unlocks(scene: Scene, wait: float) -> dict[str, Any]:
    found = _done(unlocks_asked(scene, patience_seconds=wait))
    return _labelled(unlocks_document(scene.whole, found.network, found.unlocks), scene.whole)


def _labelled(document: Mapping[str, Any], situation: Situation) -> dict[str, Any]:
    """The document, and every part that says what it rests on, under its label."""
    found: dict[str, Any] = labelled(dict(document), situation)
    return found | {"label": str(whole_marking(situation))}


def _theatre(scene: Scene, wait: float) -> dict[str, Any]:
    """Indicators with what they rest on, under the labels of those reports."""
    theatre = _worked(scene, wait, "theatre", survey_theatre)
    return _labelled(indicators_document(theatre, ()), scene.whole)


def _public(scene: Scene, wait: float) -> dict[str, Any]:
    counts = _worked(scene, wait, "public theatre", public_theatre)
    return public_document(counts, marking_of(scene.holdings.entries, scene.view.moment))


def _worked(scene: Scene, wait: float, key: str, survey: Callable[..., _Answer]) -> _Answer:
    entries, mission, moment = scene.holdings.entries, scene.holdings.mission, scene.view.moment
    found: _Answer | Job = scene.works.ask(
        (key, *scene.state),
        object,  # type: ignore[arg-type]  # whatever the survey returns
        lambda _: survey(entries, mission, as_of=moment),
        title="what is reported from theatre",
        owner=scene.reader.key,
        patience_seconds=wait,
    )
    return _done(found)


DOCUMENTS: dict[str, Callable[[Scene, float], dict[str, Any]]] = {
    "force": _force,
    "forecast": _forecast,
    "unlocks": _unlocks,
    "field": _theatre,
    "public": _public,
}
"""Each by its name: from a scene and the seconds to wait for it.

A force is that of the address: its view, and what is tried out. They raise Going, NeverDone,
NotThere where the mission names nothing of the kind, and BadView.
"""
