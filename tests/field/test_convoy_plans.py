"""Convoy plans: what they must keep to, what they are worth, and what stands beside them."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from itertools import combinations_with_replacement, pairwise

import numpy as np
import pytest
from scipy.optimize import linprog
from theatre_room import faults_of, ladder

from contingent.field.choices import choices_of
from contingent.field.convoys import fixed_plan, one_day, shortest_plan, week_plan
from contingent.field.escorts import escort_line, escort_sweep, point_for, units_of
from contingent.field.frames import frame_of, week_types
from contingent.field.mixture import draw, mixture
from contingent.field.policies import Guess, PolicyName, compare_policies, swings
from contingent.field.schedules import outcome_of, schedule_of
from contingent.vocabulary.capability import Kind

MONDAY = date(2026, 3, 2)
RISKS = {"west-0": 0.02, "west-1": 0.01, "east-0": 0.001}


def framed(network, **options):
    """The frame of a week from a Monday."""
    choices = choices_of(network, **options)
    return frame_of(choices, week_types(choices, MONDAY))


def site_tonnes(days, choices):
    """Tonnes by site over some days, counted convoy by convoy."""
    tonnes = dict.fromkeys((site.id for site in choices.network.sites), 0)
    for day in days:
        for at, convoys in day.convoys:
            tonnes[choices.every[at].site] += convoys * choices.network.terms.load_tonnes
    return tonnes


def test_a_week_keeps_to_its_network_and_its_floors():
    """Every day keeps to crossings, slots, vehicles and escorts; every site gets its floor."""
    network = ladder(sites=3)
    frame = framed(network, escorted_sites=["site-1", "site-2", "site-3"])
    plan = week_plan(frame)
    assert plan is not None
    assert len(plan.days) == 7
    for number, day in enumerate(plan.days):
        assert faults_of(day, frame.choices, weekday=number) == []
    given = site_tonnes(plan.days, frame.choices)
    assert all(given[site.id] >= 7 * 0.6 * site.tonnes_per_day for site in network.sites)
    assert plan.gap <= 0.005 + 1e-6


def test_crossings_that_alternate_make_two_types_of_day():
    """A crossing closed on some weekdays sends nothing then, and the plan goes round it."""
    network = ladder()
    south, east = network.crossings
    network = replace(
        network,
        crossings=(replace(south, weekdays=frozenset({0, 2, 4, 6})), east),
    )
    frame = framed(network)
    assert sorted(each.days for each in frame.types) == [3, 4]
    plan = week_plan(frame)
    assert plan is not None
    for number, day in enumerate(plan.days):
        assert faults_of(day, frame.choices, weekday=number) == []


def test_a_week_in_a_known_order_is_never_safer():
    """Who knows the order of the days can do no less than who does not."""
    plan = week_plan(framed(ladder(sites=3)))
    assert plan is not None
    assert plan.known_order.worst_loss >= plan.outcome.worst_loss - 1e-9
    assert plan.outcome.everyday_loss is None


def test_the_mixture_is_worth_what_a_full_enumeration_says():
    """On a network small enough to list every day, the mixture reaches the value of the game."""
    network = ladder(sites=1, convoys_per_day=2)
    network = replace(network, crossings=network.crossings[:1])
    network = replace(network, sites=(replace(network.sites[0], floor_percent=0),))
    choices = choices_of(network, risks=RISKS)
    frame = one_day(
        frame_of(choices, week_types(choices, MONDAY, days=1)), week_types(choices, MONDAY)[0]
    )
    found = mixture(frame, gap=1e-6)
    assert found is not None
    exact = game_value(choices)
    assert found.outcome.net == pytest.approx(exact, rel=1e-4)
    assert found.bound >= exact - 1e-6


def game_value(choices):
    """The best net tonnes of any mixture over every day there is, by one linear programme."""
    count = len(choices.every)
    days = [np.zeros(count)]
    for size in (1, 2):
        for picked in combinations_with_replacement(range(count), size):
            days.append(np.bincount(picked, minlength=count).astype(float))
    days = [day for day in days if faults_of(schedule_of(day), choices) == []]
    made = np.array(days).T
    reach = choices.within_reach @ made
    spots, many = reach.shape
    cost = np.r_[choices.everyday_loss @ made, -1.0, 1.0]
    above = np.c_[reach, np.zeros(spots), -np.ones(spots)]
    useful = np.c_[-(choices.delivered @ made), np.ones(1), np.zeros(1)]
    found = linprog(
        cost,
        A_ub=np.r_[above, useful],
        b_ub=np.zeros(spots + 1),
        A_eq=np.c_[np.ones((1, many)), np.zeros((1, 2))],
        b_eq=[1.0],
        bounds=[(0, 1)] * many + [(0, choices.network.sites[0].tonnes_per_day), (0, None)],
    )
    return -found.fun


def test_mixed_days_keep_to_the_network_and_each_site_gets_its_least():
    """Every day of a mixture could be driven as it is, and its shares make one whole."""
    network = ladder(sites=3)
    choices = choices_of(network, risks=RISKS, escorted_sites=["site-2"])
    types = week_types(choices, MONDAY, days=1)
    frame = one_day(frame_of(choices, types), types[0])
    mixed = mixture(frame)
    assert mixed is not None
    assert sum(mixed.shares) == pytest.approx(1)
    for day in mixed.days:
        assert faults_of(day, choices) == []
        given = site_tonnes([day], choices)
        for site, least in zip(network.sites, frame.least, strict=True):
            assert given[site.id] >= least * network.terms.load_tonnes
    for site, tonnes in zip(network.sites, mixed.outcome.site_tonnes, strict=True):
        assert tonnes >= 0.6 * site.tonnes_per_day - 1e-6


def test_policies_stand_side_by_side_and_the_mixture_loses_least():
    """All four ways are there, and in the worst case the mixture is hit least."""
    found = compare_policies(ladder(sites=3), risks=RISKS, first=MONDAY, seconds=5)
    outcomes = found.unescorted.outcomes()
    assert set(outcomes) == set(PolicyName)
    worst = {name: each.worst_percent for name, each in outcomes.items()}
    assert worst[PolicyName.MIXED] <= worst[PolicyName.WEEK] + 0.5
    assert worst[PolicyName.MIXED] <= worst[PolicyName.FIXED] + 1e-6
    assert worst[PolicyName.FIXED] < worst[PolicyName.SHORTEST]
    assert all(each.everyday_percent is not None for each in outcomes.values())


def test_unescorted_is_the_rule():
    """Without a justification nothing is escorted; with one, only convoys to that site are."""
    network = ladder(sites=3)
    plain = compare_policies(network, risks=RISKS, first=MONDAY, seconds=3)
    assert plain.escorted is None
    assert plain.advised is plain.unescorted
    assert all(not each.escort_units for each in plain.unescorted.outcomes().values())
    justified = compare_policies(
        network, risks=RISKS, first=MONDAY, seconds=3, escorted_sites=["site-2", "nowhere"]
    )
    assert justified.escorted_sites == ("site-2",)
    assert justified.escorted is not None
    choices = justified.escorted.frame.choices
    assert {each.site for each in choices.every if each.escorts} == {"site-2"}
    without = compare_policies(
        ladder(sites=3, escort_units=0),
        risks=RISKS,
        first=MONDAY,
        seconds=3,
        escorted_sites=["site-2"],
    )
    assert without.escorted is None


def test_every_percentage_shows_what_it_rests_on():
    """Each guess swings each policy's worst case, and more ambushes never lose less."""
    found = compare_policies(
        ladder(), risks=RISKS, first=MONDAY, seconds=3, escorted_sites=["site-1"]
    )
    moved = swings(found, RISKS)
    assert {each.guess for each in moved} == set(Guess)
    assert {each.policy for each in moved} == set(PolicyName)
    for each in moved:
        assert each.worst[0] <= each.worst[1] + 1e-9
        assert each.everyday is not None
    unknown = swings(found, None)
    assert all(each.everyday is None for each in unknown)


def test_floors_that_cannot_all_be_met_are_cut_together():
    """With too few vehicles the share of the floors that can be met is said, and kept."""
    network = ladder(sites=3, convoys_per_day=3)
    frame = framed(network)
    assert 0.6 < frame.floor_share < 0.7  # 300 t a day against floors of 450 t
    plan = week_plan(frame)
    assert plan is not None
    given = site_tonnes(plan.days, frame.choices)
    assert all(given[site.id] >= 7 * 0.6 * 0.66 * site.tonnes_per_day for site in network.sites)


def test_a_blind_plan_takes_the_shortest_way():
    """What is compared against takes no detour and no escort."""
    frame = framed(ladder(sites=3), escorted_sites=["site-1"])
    plan = shortest_plan(frame, frame.types[0])
    assert plan is not None
    assert plan.outcome.escort_units == 0
    assert plan.outcome.worst_loss > fixed_plan(frame, frame.types[0]).outcome.worst_loss


def test_a_draw_follows_the_shares():
    """A day is drawn as often as its share says, by whatever chance is handed in."""
    network = ladder(sites=2)
    choices = choices_of(network)
    types = week_types(choices, MONDAY, days=1)
    mixed = mixture(frame_of(choices, types, whole=False))
    assert mixed is not None
    rng = np.random.default_rng(1)
    drawn = [draw(mixed, rng) for _ in range(4_000)]
    for day, share in zip(mixed.days, mixed.shares, strict=True):
        assert drawn.count(day) / len(drawn) == pytest.approx(share, abs=0.04)


def test_a_sweep_of_escorts_becomes_a_requirement_with_its_assumptions():
    """More units never deliver less; the line asks for the fewest that suffice and says why."""
    network = ladder(sites=2)
    sites = [site.id for site in network.sites]
    points = escort_sweep(network, risks=RISKS, first=MONDAY, sites=sites)
    assert [point.units for point in points] == [0, 1, 2]
    assert all(a.net_tonnes <= b.bound_tonnes for a, b in pairwise(points))
    wanted = (points[0].net_tonnes + points[-1].net_tonnes) / 2
    enough = point_for(points, tonnes=wanted)
    assert enough is not None
    assert enough.units > 0
    assert point_for(points, tonnes=10_000) is None
    line = escort_line(enough, network.terms)
    assert (line.capability, line.minimum) == (Kind.INFANTRY, enough.units * 20)
    assert line.assumption
    assert "guesses" in line.reason
    assert not any(road.id in line.reason for road in network.roads)
    assert units_of(network.terms, personnel=59) == 2


def test_an_outcome_counts_the_worst_spots():
    """Two ambushes take the two largest loads within reach, as counted by hand."""
    network = ladder(sites=1, ambushes_per_day=2)
    choices = choices_of(network)
    at = next(n for n, each in enumerate(choices.every) if each.slot == 0 and each.way == 0)
    values = np.zeros(len(choices.every))
    values[at] = 3
    outcome = outcome_of(choices, values)
    assert outcome.sent == 300
    assert outcome.useful == 250
    assert outcome.worst_loss == pytest.approx(2 * 3 * 100 * 0.4)
    assert outcome.everyday_loss is None
    assert outcome.everyday_percent is None
