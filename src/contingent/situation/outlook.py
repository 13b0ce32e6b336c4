"""A situation becomes what may come of it: the forecast, and stated dates beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from contingent.errors import Problem
from contingent.mission import Mission
from contingent.plan.building import network_of
from contingent.plan.forecast import Forecast, Run, forecast_of
from contingent.plan.ground import Ground
from contingent.plan.network import Network
from contingent.plan.questions import unasked_questions
from contingent.plan.records import StatedRecord
from contingent.plan.stated import Stated, beside_forecast
from contingent.situation.earlier_forces import EarlierForces, NotCompared, earlier_forces
from contingent.situation.past_cases import past_cases, past_delays
from contingent.situation.picture import Situation

__all__ = ["Outlook", "foresee", "ground_of", "planned"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The forecast of a situation, and the dates that were stated, in the light of it.

    `earlier` is what earlier forces say beside it, or why they say nothing.
    """

    situation: Situation
    network: Network
    forecast: Forecast
    stated: tuple[Stated, ...]
    earlier: EarlierForces | NotCompared


def ground_of(situation: Situation, measures: Mapping[str, bool] | None = None) -> Ground:
    """What a network is built from. `measures` says which measures of the mission hold.

    Delays and chances are fitted to other missions than this one: where the mission is a bundled
    case (`past_case`), that case is left out.
    """
    return Ground(
        mission=situation.mission,
        positions=situation.positions,
        delays=past_delays(without=situation.mission.past_case),
        start=situation.as_of.held_on,
        measures=measures or {},
    )


def planned(
    situation: Situation,
    whole: Mission,
    *,
    horizon: date | None = None,
    measures: Mapping[str, bool] | None = None,
) -> tuple[Network | None, tuple[Problem, ...]]:
    """The network of a situation, None where there is none; and what is wrong with its inputs.

    `whole` is the mission with all that it holds, whatever was known on the day: a question that
    nobody asks is one that nobody asks on any day. `measures` as in `ground_of`.
    """
    network, problems = network_of(ground_of(situation, measures), horizon=horizon)
    unasked = unasked_questions(whole, situation.positions)
    return network, (*_unknown_case(whole), *unasked, *problems)


def _unknown_case(mission: Mission) -> Iterator[Problem]:
    """A case that is named and does not exist: then nothing would be left out."""
    known = past_cases().missions
    if mission.past_case and mission.past_case not in known:
        yield Problem(
            where="mission.yaml: past_case",
            what=f"there is no case `{mission.past_case}`, so none is left out; there are "
            + ", ".join(known),
        )


def foresee(
    situation: Situation,
    network: Network,
    run: Run,
    *,
    stated: Iterable[StatedRecord],
    measures: Mapping[str, bool] | None = None,
) -> Outlook:
    """The outlook of a situation. `measures` are those that the network was planned with.

    `stated` are the dates that were named, with what became of them by the situation's moment.
    """
    forecast = forecast_of(network, run)
    return Outlook(
        situation=situation,
        network=network,
        forecast=forecast,
        stated=beside_forecast(stated, forecast),
        earlier=earlier_forces(ground_of(situation, measures), run, horizon=forecast.horizon),
    )
