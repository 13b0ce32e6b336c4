"""A situation becomes the documents that tables of force, plan and field are made from."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

import typer

from contingent.cli.kernels import keep_kernels
from contingent.cli.printing import say_problems

if TYPE_CHECKING:
    from contingent.cli.desk import Desk
    from contingent.plan.network import Network
    from contingent.situation import Situation

__all__ = ["worked_document"]

_SCENARIOS = 100_000
_UNLOCK_SCENARIOS = 8_192
_SEED = 1


def worked_document(name: str, desk: Desk, situation: Situation) -> dict[str, Any]:
    """The document `force`, `forecast`, `unlocks` or `field`, as its own command writes it.

    Ends the command where the mission leaves nothing to work out.
    """
    if name == "force":
        return _force(situation)
    return _field(desk, situation) if name == "field" else _planned(name, desk, situation)


def _force(situation: Situation) -> dict[str, Any]:
    from contingent.exports.force_document import force_document
    from contingent.situation.forces import assess_force

    return force_document(situation, assess_force(situation))


def _field(desk: Desk, situation: Situation) -> dict[str, Any]:
    from contingent.exports.field import indicators_document
    from contingent.situation.theatre import survey_theatre

    moment = situation.as_of
    entries = desk.ledger.entries(known_at=moment.known_at)
    return indicators_document(survey_theatre(entries, desk.mission, as_of=moment), ())


def _planned(name: str, desk: Desk, situation: Situation) -> dict[str, Any]:
    keep_kernels()
    from contingent.exports.outlook import forecast_document
    from contingent.exports.unlocks import unlocks_document
    from contingent.plan.forecast import Run
    from contingent.plan.unlocks import unlocks_of
    from contingent.situation.outcomes import stated_records
    from contingent.situation.outlook import foresee
    from contingent.situation.theatre import gate_measures

    entries = tuple(desk.ledger.entries(known_at=situation.as_of.known_at))
    measures = gate_measures(entries, desk.mission, as_of=situation.as_of)
    network = _network(desk, situation, measures)
    threads = os.cpu_count() or 1
    if name == "forecast":
        run = Run(scenarios=_SCENARIOS, seed=_SEED, threads=threads)
        stated = stated_records(entries, desk.mission, situation)
        return forecast_document(foresee(situation, network, run, stated=stated, measures=measures))
    if not network.questions:
        raise typer.BadParameter("--table unlocks: no question is open")
    run = Run(scenarios=_UNLOCK_SCENARIOS, seed=_SEED, threads=threads)
    return unlocks_document(situation, network, unlocks_of(network, run))


def _network(desk: Desk, situation: Situation, measures: dict[str, bool]) -> Network:
    from contingent.situation.outlook import planned

    network, problems = planned(situation, desk.mission, measures=measures)
    say_problems(problems)
    if network is None:
        raise typer.Exit(3)
    return network
