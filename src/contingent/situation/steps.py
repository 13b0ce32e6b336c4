"""A network becomes the chance and the days of each of its gates and phases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from contingent.mission import Mission
from contingent.plan.earlier import dates_of
from contingent.plan.forecast import Run, days_reached
from contingent.plan.network import Network

__all__ = ["StepForecast", "step_forecasts"]

_SCENARIOS = 20_000
_ENOUGH = 100  # scenarios, as for milestones


@dataclass(frozen=True, slots=True, kw_only=True)
class StepForecast:
    """How likely a gate opens or a phase is over by the horizon, and when, where it does.

    `is_gate` False: a phase. The days are of the scenarios that get there: one in ten, half and
    nine in ten of them have by then. None: fewer than 100 do. `is_there`: it is, on the first day
    of every scenario.
    """

    id: str
    name: str
    is_gate: bool
    is_there: bool
    chance: float
    p10: date | None
    p50: date | None
    p90: date | None


def step_forecasts(
    mission: Mission, network: Network, run: Run, *, start: date
) -> tuple[StepForecast, ...]:
    """Every gate and phase that the network holds, in the order of the mission file.

    On the first 20,000 scenarios of the run: the shares are within half a point of the whole.
    """
    there = {node.id for node in network.nodes}
    steps = [each for each in _steps(mission) if each[0] in there]
    if not steps:
        return ()
    few = replace(run, scenarios=min(run.scenarios, _SCENARIOS), after_each=lambda: None)
    rows = days_reached(network, [node for node, _, _ in steps], few)
    last = start + timedelta(days=network.horizon_days)
    found = []
    for (node, name, is_gate), row in zip(steps, rows, strict=True):
        chance, (low, middle, high) = dates_of(row, days=(start, last), enough=_ENOUGH)
        found.append(
            StepForecast(
                id=node.partition(":")[2],
                name=name,
                is_gate=is_gate,
                is_there=bool((row == 0).all()),
                chance=chance,
                p10=low,
                p50=middle,
                p90=high,
            )
        )
    return tuple(found)


def _steps(mission: Mission) -> Iterator[tuple[str, str, bool]]:
    for phase in mission.phases:
        yield f"phase:{phase.id}", phase.name, False
    for gate in mission.gates:
        yield f"gate:{gate.id}", gate.name, True
