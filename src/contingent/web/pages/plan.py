"""The forecast becomes a page: when, if at all, beside what was stated; one scenario as a story."""

from __future__ import annotations

import os
from dataclasses import dataclass

from contingent.exports.outlook import forecast_document, forecast_sheet, percent_words
from contingent.exports.sheet import Section, Sheet
from contingent.exports.steps import steps_section
from contingent.exports.story import story_lines
from contingent.exports.unlocks import unlocks_sheet
from contingent.exports.worked_tables import worked_grid
from contingent.plan.forecast import MilestoneForecast, Run
from contingent.plan.network import Network
from contingent.plan.stated import Stated
from contingent.plan.story import told
from contingent.plan.unlocks import Unlocks, unlocks_of
from contingent.situation.outcomes import stated_records
from contingent.situation.outlook import Outlook, foresee, planned
from contingent.situation.steps import step_forecasts
from contingent.situation.theatre import gate_measures
from contingent.web.drawings.fan import Course, StatedSpan, fan_chart
from contingent.web.drawings.svg import Figure
from contingent.web.jobs import Job
from contingent.web.pages.waiting import draw_waiting
from contingent.web.scenes import Drawn, NotThere, Scene
from contingent.web.views import BadView

__all__ = [
    "Nothing",
    "Unlocked",
    "best_answers",
    "draw_plan",
    "draw_scenario",
    "fan_of",
    "forecast_asked",
    "unlocks_asked",
]

_SCENARIOS = 100_000
_UNLOCK_SCENARIOS = 4_096
_MOST_SCENARIO = 10_000_000
_SEED = 1
_PATIENCE_SECONDS = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Nothing:
    """There is no network to forecast, or no question is open in it; why, in words."""

    why: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocked:
    """What settling open questions is worth, in the network that it was worked out in."""

    network: Network
    unlocks: Unlocks


def draw_plan(scene: Scene) -> Drawn:
    """Chances and days of every milestone, stated dates and what became of them, assumptions."""
    found = forecast_asked(scene, patience_seconds=_PATIENCE_SECONDS)
    if isinstance(found, Job):
        return draw_waiting("Plan", found)
    if isinstance(found, Nothing):
        raise NotThere("; ".join(found.why) or "The mission names nothing to forecast.")
    steps = _steps_asked(scene, found)
    if isinstance(steps, Job):
        return draw_waiting("Plan", steps)
    sheet = forecast_sheet(found)
    return Drawn(
        template="plan.html.jinja",
        title="Plan",
        context={
            "summary": sheet.summary,
            "moment_words": sheet.moment,
            "fan": fan_of(found, sheet),
            "steps": steps,
            "sections": [each for each in sheet.sections if each.id != "milestones"],
        },
        table="forecast",
        grid=worked_grid("forecast", forecast_document(found)),
    )


def forecast_asked(scene: Scene, *, patience_seconds: float) -> Outlook | Nothing | Job:
    """The outlook of the scene's moment, or the job that works it out."""
    situation, whole = scene.whole, scene.holdings.mission
    key = ("forecast", *scene.state)

    def work(_: Job) -> Outlook | Nothing:
        measures = _measures(scene)
        network, problems = planned(situation, whole, measures=measures)
        if network is None:
            return Nothing(why=tuple(map(str, problems)))
        stated = stated_records(scene.holdings.entries, whole, situation)
        return foresee(situation, network, _run(_SCENARIOS), measures=measures, stated=stated)

    found = scene.works.ask(
        key,
        object,
        work,
        title="the forecast",
        owner=scene.reader.key,
        patience_seconds=patience_seconds,
    )
    if isinstance(found, Outlook | Nothing | Job):
        return found
    raise TypeError(f"{type(found).__name__} is no forecast")


def _steps_asked(scene: Scene, outlook: Outlook) -> Section | Job:
    """The chances of gates and phases as a table, or the job that works them out."""
    start, horizon = outlook.forecast.start, outlook.forecast.horizon

    def work(_: Job) -> Section:
        mission, network = scene.whole.mission, outlook.network
        found = step_forecasts(mission, network, _run(_SCENARIOS), start=start)
        return steps_section(found, horizon=horizon)

    return scene.works.ask(
        ("steps", *scene.state),
        Section,
        work,
        title="the chances of gates and phases",
        owner=scene.reader.key,
        patience_seconds=_PATIENCE_SECONDS,
    )


def _run(scenarios: int) -> Run:
    return Run(scenarios=scenarios, seed=_SEED, threads=os.cpu_count() or 1)


def fan_of(outlook: Outlook, sheet: Sheet) -> Figure:
    """The milestones as a fan chart, its table the section that says the same."""
    milestones: dict[str, Section] = {section.id: section for section in sheet.sections}
    forecast = outlook.forecast
    return fan_chart(
        [_course(each, outlook.stated) for each in forecast.milestones],
        milestones["milestones"],
        first=forecast.start,
        last=forecast.horizon,
    )


def _course(milestone: MilestoneForecast, stated: tuple[Stated, ...]) -> Course:
    spans = []
    for each in (stated_date.record.announcement for stated_date in stated):
        named = [when for when in (each.earliest, each.latest) if when]
        if each.milestone == milestone.id and named:
            first, last = named[0].first, named[-1].last
            spans.append(StatedSpan(first=first, last=last, by=each.speaker or each.by))
    return Course(
        name=milestone.name,
        words=percent_words(milestone.reached_by_horizon),
        low=milestone.p10,
        middle=milestone.p50,
        high=milestone.p90,
        stated=tuple(spans),
    )


def best_answers(scene: Scene, *, patience_seconds: float) -> Sheet | Job | None:
    """Which answers free most, or the job that works it out; None where no question is open."""
    found = unlocks_asked(scene, patience_seconds=patience_seconds)
    if isinstance(found, Unlocked):
        return unlocks_sheet(scene.whole, found.network, found.unlocks)
    return found if isinstance(found, Job) else None


def unlocks_asked(scene: Scene, *, patience_seconds: float) -> Unlocked | Nothing | Job:
    """What settling open questions is worth, or the job that works it out."""
    situation, whole = scene.whole, scene.holdings.mission
    key = ("unlocks", *scene.state)

    def work(_: Job) -> Unlocked | Nothing:
        network, problems = planned(situation, whole, measures=_measures(scene))
        if network is None or not network.questions:
            return Nothing(why=tuple(map(str, problems)) or ("No question is open.",))
        unlocks = unlocks_of(network, _run(_UNLOCK_SCENARIOS))
        return Unlocked(network=network, unlocks=unlocks)

    found = scene.works.ask(
        key,
        object,
        work,
        title="which answers free most",
        owner=scene.reader.key,
        patience_seconds=patience_seconds,
    )
    if isinstance(found, Unlocked | Nothing | Job):
        return found
    raise TypeError(f"{type(found).__name__} is no worth of answers")


def _measures(scene: Scene) -> dict[str, bool]:
    """Which measures hold by what is reported from theatre, where a gate waits for any."""
    holdings = scene.holdings
    return gate_measures(holdings.entries, holdings.mission, as_of=scene.view.moment)


def draw_scenario(scene: Scene) -> Drawn:
    """One scenario of many as a story, by its number (`n`), with its neighbours beside it."""
    number = _number(scene.parameters.get("n", "0"))
    measures = _measures(scene)
    network, problems = planned(scene.whole, scene.holdings.mission, measures=measures)
    if network is None:
        raise NotThere("; ".join(map(str, problems)) or "The mission names nothing to forecast.")
    lines = list(story_lines(scene.whole, told(network, number, seed=_SEED)))
    return Drawn(
        template="scenario.html.jinja",
        title=f"Scenario {number:,}",
        context={"lines": lines, "number": number, "last": _MOST_SCENARIO},
    )


def _number(text: str) -> int:
    if not (text.isascii() and text.isdecimal() and len(text) < 9):
        raise BadView("n", f"{text[:20]!r} is no number of a scenario")
    if int(text) > _MOST_SCENARIO:
        raise BadView("n", f"lies above {_MOST_SCENARIO:,}")
    return int(text)
