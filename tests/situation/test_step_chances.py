"""Each gate and phase has a chance of its own, and none is likelier than what it waits for."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from contingent.ledger.book import Ledger
from contingent.ledger.sqlite import open_sqlite
from contingent.mission import load_mission
from contingent.plan.forecast import Run, forecast_of
from contingent.situation import assess, found_mission
from contingent.situation.outlook import planned
from contingent.situation.steps import step_forecasts
from contingent.vocabulary.moment import AsOf, end_of_day

DAY = date(2026, 2, 20)


@pytest.fixture(scope="module")
def picture(tmp_path_factory):
    """The sample's situation, its network, and the chances of its gates and phases."""
    folder: Path = tmp_path_factory.mktemp("steps") / "gaza"
    found_mission(folder, sample="gaza", recorded_at=end_of_day(date(2026, 6, 1)))
    mission, _ = load_mission(folder)
    entries = tuple(Ledger(open_sqlite(folder / "ledger.db")).entries())
    moment = AsOf(held_on=DAY, known_at=end_of_day(date(2026, 6, 1)))
    situation = assess(entries, mission, as_of=moment)
    network, _ = planned(situation, mission)
    steps = step_forecasts(situation.mission, network, Run(scenarios=4_096, seed=1), start=DAY)
    return situation, network, steps


def test_every_gate_and_phase_of_the_file_has_a_chance(picture):
    """Phases first, each in the order of the file; days stand in order where there are any."""
    situation, _, steps = picture
    mission = situation.mission
    named = [(each.id, False) for each in mission.phases] + [(g.id, True) for g in mission.gates]
    assert [(each.id, each.is_gate) for each in steps] == named
    for step in steps:
        assert 0 <= step.chance <= 1
        days = [day for day in (step.p10, step.p50, step.p90) if day]
        assert days == sorted(days)


def test_nothing_is_likelier_than_what_it_waits_for(picture):
    """Law: a phase is complete in no more scenarios than the phases and gates before it."""
    situation, _, steps = picture
    chance = {(each.is_gate, each.id): each.chance for each in steps}
    for phase in situation.mission.phases:
        for before in phase.after:
            assert chance[False, phase.id] <= chance[False, before]
        for gate in phase.gates:
            assert chance[False, phase.id] <= chance[True, gate]


def test_a_milestone_that_is_a_phase_has_the_same_chance_as_the_phase(picture):
    """Drawn from the same scenarios, the two tables of one page never differ."""
    _, network, steps = picture
    forecast = forecast_of(network, Run(scenarios=4_096, seed=1))
    phases = {f"phase:{each.id}": each.chance for each in steps if not each.is_gate}
    nodes = {each.id: each.node for each in network.milestones}
    for milestone in forecast.milestones:
        chance = phases.get(nodes[milestone.id])
        assert chance is None or chance == milestone.reached_by_horizon
