"""`forecast`, `unlocks`: when the force could be there, and which answers free most."""

from __future__ import annotations

import os
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from contingent.cli.desk import Desk, open_desk
from contingent.cli.kernels import keep_kernels
from contingent.cli.options import (
    AsJson,
    AsKnown,
    AsOfDay,
    By,
    MissionFolder,
    day_of,
    moment,
    now,
)
from contingent.cli.printing import console, progress, say, say_problems, write_json, write_text
from contingent.ledger.roles import Act

if TYPE_CHECKING:
    from contingent.plan.network import Network
    from contingent.plan.records import StatedRecord
    from contingent.situation import Situation
    from contingent.vocabulary.moment import AsOf

__all__ = ["commands"]

commands = typer.Typer()

_NOTHING = 4
_ENOUGH = 4_096  # scenarios for what drives a date

Horizon = Annotated[
    date | None,
    typer.Option(
        "--horizon",
        metavar="DATE",
        parser=day_of,
        help="The last day looked at; else the mission's, its authorisation's, or two years on.",
    ),
]
Scenarios = Annotated[
    int, typer.Option("--scenarios", metavar="N", min=1, max=50_000_000, help="How many are drawn.")
]
Seed = Annotated[
    int, typer.Option("--seed", metavar="N", min=0, help="Another seed: other draws, same odds.")
]
Threads = Annotated[
    int | None,
    typer.Option("--threads", metavar="N", min=1, help="Else as many as there are cores."),
]


def _situation(desk: Desk, asked: AsOf) -> Situation:
    from contingent.situation import assess

    return assess(desk.ledger.entries(known_at=asked.known_at), desk.mission, as_of=asked)


def _network(desk: Desk, situation: Situation, horizon: date | None) -> Network:
    """The network; ends the command where the inputs leave none."""
    from contingent.situation.outlook import planned

    measures = _measures(desk, situation.as_of)
    network, problems = planned(situation, desk.mission, horizon=horizon, measures=measures)
    say_problems(problems)
    if network is None:
        raise typer.Exit(3)
    return network


def _measures(desk: Desk, asked: AsOf) -> dict[str, bool]:
    """Which measures hold by what is reported from theatre, where a gate waits for any."""
    from contingent.situation.theatre import gate_measures

    entries = desk.ledger.entries(known_at=asked.known_at)
    return gate_measures(entries, desk.mission, as_of=asked)


def _stated(desk: Desk, situation: Situation) -> tuple[StatedRecord, ...]:
    from contingent.situation.outcomes import stated_records

    entries = desk.ledger.entries(known_at=situation.as_of.known_at)
    return stated_records(entries, desk.mission, situation)


def _require_milestone(option: str, named: str, network: Network) -> None:
    """A usage error for a milestone that is not the mission's."""
    ids = [each.id for each in network.milestones]
    if named and named not in ids:
        raise typer.BadParameter(f"{option}: no `{named}`; there are {', '.join(ids)}")


@commands.command("forecast")
def show_forecast(
    mission: MissionFolder = None,
    as_of: AsOfDay = None,
    as_known: AsKnown = None,
    horizon: Horizon = None,
    scenarios: Scenarios = 250_000,
    seed: Seed = 1,
    threads: Threads = None,
    issue: Annotated[
        bool, typer.Option("--issue", help="Keep it in the ledger, to be scored later.")
    ] = False,
    by: By = None,
    why: Annotated[
        str, typer.Option("--why", metavar="ID", help="Also what drives that milestone's date.")
    ] = "",
    replay: Annotated[
        int | None,
        typer.Option("--replay", metavar="N", min=0, help="Tell scenario N as a story instead."),
    ] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="One printable page instead.")
    ] = None,
    as_json: AsJson = False,
) -> None:
    """When the force could be there, beside the dates that were stated."""
    keep_kernels()
    from contingent.exports.outlook import effects_section, forecast_document, forecast_sheet
    from contingent.exports.paper import html_page
    from contingent.exports.terminal import print_sheet
    from contingent.plan.effects import effects_on
    from contingent.plan.forecast import Run, chunks_of
    from contingent.situation.issuing import issue_forecast
    from contingent.situation.outlook import foresee

    desk = open_desk(mission, act=Act.PLAN if issue else Act.SEE)
    situation = _situation(desk, moment(as_of, as_known))
    network = _network(desk, situation, horizon)
    _require_milestone("--why", why, network)
    if replay is not None:
        _tell(situation, network, replay, seed=seed, as_json=as_json)
        desk.leave()
        return
    run = Run(scenarios=scenarios, seed=seed, threads=threads or os.cpu_count() or 1)
    with progress(len(chunks_of(run.blocks)), doing=f"{scenarios:,} scenarios") as step:
        measures = _measures(desk, situation.as_of)
        outlook = foresee(
            situation,
            network,
            replace(run, after_each=step),
            stated=_stated(desk, situation),
            measures=measures,
        )
    effects = effects_on(network, why, replace(run, scenarios=_ENOUGH)) if why else ()
    sheet = forecast_sheet(outlook)
    if why:
        drives = effects_section(outlook, why, effects)
        sheet = replace(sheet, sections=(*sheet.sections, drives))
    if issue:
        added = issue_forecast(desk.ledger, outlook, by=desk.person(by), clock=now())
        say(f"issued as {added[0].id}" if added else "issued already; nothing was added")
    if html:
        write_text(html, html_page(sheet))
        say(f"{html}: written")
    if as_json:
        write_json(forecast_document(outlook, effects))
    elif not html:
        print_sheet(sheet, console())
    desk.leave()


def _tell(
    situation: Situation, network: Network, scenario: int, *, seed: int, as_json: bool
) -> None:
    """One scenario, told."""
    from contingent.exports.story import story_document, story_lines
    from contingent.plan.story import told

    story = told(network, scenario, seed=seed)
    if as_json:
        write_json(story_document(situation, story))
        return
    page = console()
    for line in story_lines(situation, story):
        page.print(line, markup=False)


@commands.command("unlocks")
def show_unlocks(
    mission: MissionFolder = None,
    as_of: AsOfDay = None,
    as_known: AsKnown = None,
    milestone: Annotated[
        str, typer.Option("--milestone", metavar="ID", help="Whose date counts; else `ioc`.")
    ] = "",
    horizon: Horizon = None,
    scenarios: Scenarios = 8_192,
    seed: Seed = 1,
    threads: Threads = None,
    as_json: AsJson = False,
) -> None:
    """Which answers, together and alone, bring most people soonest."""
    keep_kernels()
    from contingent.exports.terminal import print_sheet
    from contingent.exports.unlocks import unlocks_document, unlocks_sheet
    from contingent.plan.forecast import Run
    from contingent.plan.subsets import batches_of
    from contingent.plan.unlocks import PASSES, unlocks_of

    desk = open_desk(mission)
    situation = _situation(desk, moment(as_of, as_known))
    network = _network(desk, situation, horizon)
    _require_milestone("--milestone", milestone, network)
    if not network.questions:
        say("No question is open, so no answer frees anything.")
        raise typer.Exit(_NOTHING)
    run = Run(scenarios=scenarios, seed=seed, threads=threads or os.cpu_count() or 1)
    with progress(PASSES * len(batches_of(run)), doing="sets of answers") as step:
        unlocks = unlocks_of(network, replace(run, after_each=step), target=milestone)
    if as_json:
        write_json(unlocks_document(situation, network, unlocks))
    else:
        print_sheet(unlocks_sheet(situation, network, unlocks), console())
    desk.leave()
