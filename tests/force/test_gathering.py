"""Positions and a mission become offers and rules: what counts, from whom, and what is assumed."""

from __future__ import annotations

import pytest
from telling_force import board, contribution, mission, objects, people, position

from contingent.force.chances import PLANNING_CHANCES, Chances
from contingent.force.gathering import WhatIf, gather
from contingent.force.package import best_package
from contingent.force.problem import (
    AreaRule,
    BesideRule,
    Budget,
    LiftLimit,
    Refusal,
    TaskRule,
    UnderRule,
    View,
)
from contingent.vocabulary.capability import Amount, Kind
from contingent.vocabulary.claim import Rung, VerdictType

PLEDGE = contribution(Kind.INFANTRY, Rung.PLEDGED, amount=people(floor=600))


def the_offer(*parts, asks=(), what_if=None, **more):
    """The one offer that a Kenya with these contributions makes."""
    positions = board(position("KEN", *parts, asks=asks))
    found = gather(positions, mission(**more), what_if=what_if or WhatIf())
    (offer,) = found.problem.offers
    return offer


@pytest.mark.parametrize(
    "part",
    [
        contribution(Kind.INFANTRY, Rung.CONSIDERING),
        contribution(Kind.INFANTRY, Rung.PLEDGED, verdict=VerdictType.DECLINED),
        contribution(Kind.INFANTRY, Rung.CONSIDERING, verdict=VerdictType.UNDECIDED),
        contribution(Kind.UNSPECIFIED, Rung.WILLING),
        contribution(Kind.FUNDING, Rung.PLEDGED),
    ],
    ids=["considering", "declined", "undecided", "no kind named", "money"],
)
def test_what_is_no_offer_of_people_places_nobody(part):
    """Weighing, refusing, vagueness and money fill no line."""
    assert gather(board(position("KEN", part)), mission()).problem.offers == ()


def test_a_figure_counts_as_it_was_said():
    """A floor at the floor; a lone ceiling at that, and marked as the most that was said."""
    floor = the_offer(contribution(Kind.INFANTRY, Rung.PLEDGED, amount=people(600, 700)))
    assert floor.personnel == 600
    assert not any("figure" in text for text in floor.assumed)
    ceiling = the_offer(contribution(Kind.INFANTRY, Rung.PLEDGED, amount=people(None, 700)))
    assert ceiling.personnel == 700
    assert "the figure is the most that was said" in ceiling.assumed


def test_silence_is_a_planning_default_and_says_so():
    """No figure is neither zero nor a secret guess; the planner's own size goes before ours."""
    part = contribution(Kind.MEDICAL, Rung.OFFERED)
    ours = the_offer(part)
    assert "no figure was said: counted as 60 personnel" in ours.assumed
    sizes = {"sizes": [{"kind": "medical", "personnel": 90}]}
    assert "no figure was said: counted as 90 personnel" in the_offer(part, planning=sizes).assumed
    vague = the_offer(contribution(Kind.MEDICAL, Rung.OFFERED, amount=Amount(vague="dozens")))
    assert vague.personnel == 60


def test_a_figure_in_another_unit_than_people_is_shown_and_counts_nobody():
    """Two battalions are no 150 people, and no 2: how many they are is the planner's to say."""
    battalions = Amount(unit="battalions", floor=2, ceiling=2)
    part = contribution(Kind.INFANTRY, Rung.PLEDGED, amount=battalions)
    found = gather(board(position("KEN", part)), mission())
    assert found.problem.offers == ()
    (uncounted,) = found.uncounted
    assert (uncounted.party, uncounted.kind, uncounted.said) == ("KEN", Kind.INFANTRY, battalions)
    assert uncounted.because == ("s-infantry",)
    vague = contribution(
        Kind.INFANTRY, Rung.PLEDGED, amount=Amount(unit="battalions", vague="several")
    )
    formations = {"formations": [{"unit": "Battalions", "personnel": 650}]}
    counted = the_offer(part, planning=formations)
    assert (counted.personnel, counted.said) == (1300, battalions)
    assert "the figure is in battalions: counted as 650 personnel each" in counted.assumed
    several = gather(board(position("KEN", vague)), mission(planning=formations))
    assert (several.problem.offers, len(several.uncounted)) == ((), 1)


def test_units_known_to_a_planner_stand_for_a_figure_in_another_unit():
    """A row of offers.csv says how many the battalion has, and nothing is left to be counted."""
    unit = {"id": "K1", "party": "KEN", "capability": "infantry", "personnel": 650}
    battalion = Amount(unit="battalions", floor=1, ceiling=1)
    part = contribution(Kind.INFANTRY, Rung.PLEDGED, amount=battalion)
    found = gather(board(position("KEN", part)), mission(offers=[unit]))
    assert [offer.personnel for offer in found.problem.offers] == [650]
    assert found.uncounted == ()


def test_a_large_contribution_can_be_placed_in_parts():
    """Eight thousand are ten battalions of eight hundred."""
    offer = the_offer(contribution(Kind.TROOPS, Rung.PLEDGED, amount=people(floor=8000)))
    assert (offer.parts, offer.part_size) == (10, 800)


def test_a_unit_takes_the_place_of_the_word_and_keeps_its_rung():
    """A planner knows the size; how firm it is stays what was said."""
    unit = {"id": "K1", "party": "KEN", "capability": "infantry", "personnel": 650}
    offer = the_offer(PLEDGE, offers=[unit])
    assert (offer.id, offer.personnel) == ("K1", 650)
    assert offer.chance_percent == PLANNING_CHANCES.of(Rung.PLEDGED)
    assert offer.because == ("offers.csv K1", "s-infantry")


def test_what_was_said_beyond_the_known_units_stays():
    """Of eight thousand troops 450 are known as a unit; nobody is counted twice."""
    unit = {"id": "K1", "party": "KEN", "capability": "infantry", "personnel": 450}
    troops = contribution(Kind.TROOPS, Rung.PLEDGED, amount=people(floor=8000))
    found = gather(board(position("KEN", troops)), mission(offers=[unit])).problem.offers
    assert {offer.id: offer.personnel for offer in found} == {"K1": 450, "KEN.troops": 7550}


def test_soldiers_named_by_their_arm_are_among_those_said_in_general():
    """Of 2,000 troops pledged 450 are there as infantry and 50 as engineers: 2,000, not 2,500."""
    troops = contribution(Kind.TROOPS, Rung.PLEDGED, amount=people(2000, 2000))
    infantry = contribution(Kind.INFANTRY, Rung.DEPLOYED, amount=people(450, 450))
    engineers = contribution(Kind.ENGINEERING, Rung.PLEDGED, amount=people(50, 50))
    found = gather(board(position("KEN", infantry, troops, engineers)), mission()).problem.offers
    assert {offer.kind: offer.personnel for offer in found} == {
        Kind.INFANTRY: 450,
        Kind.TROOPS: 1500,
        Kind.ENGINEERING: 50,
    }
    general = next(offer for offer in found if offer.kind is Kind.TROOPS)
    assert "500 of the figure are counted apart, by their arms" in general.assumed
    assert general.said == people(2000, 2000)


def test_an_arm_named_less_firmly_takes_nothing_from_the_firmer_word():
    """Engineers that it is only willing to send make no pledge of soldiers smaller; nor police."""
    troops = contribution(Kind.TROOPS, Rung.PLEDGED, amount=people(2000, 2000))
    engineers = contribution(Kind.ENGINEERING, Rung.WILLING, amount=people(50, 50))
    police = contribution(Kind.POLICE, Rung.DEPLOYED, amount=people(100, 100))
    found = gather(board(position("KEN", police, troops, engineers)), mission()).problem.offers
    assert next(offer.personnel for offer in found if offer.kind is Kind.TROOPS) == 2000


def test_troops_without_a_figure_are_the_arms_that_were_named():
    """Nobody adds a supposed company to the battalion that was said."""
    troops = contribution(Kind.TROOPS, Rung.WILLING)
    infantry = contribution(Kind.INFANTRY, Rung.OFFERED, amount=people(600, 600))
    found = gather(board(position("KEN", infantry, troops)), mission()).problem.offers
    assert [(offer.kind, offer.personnel) for offer in found] == [(Kind.INFANTRY, 600)]


def test_nobody_is_lost_to_equal_parts_where_a_few_more_parts_hold_everybody():
    """850 of 850 are 850, also where the figure is one of several kinds and cut finely."""
    both = {"amount": people(850, 850), "because": ("s-1",)}
    parts = [contribution(kind, Rung.PLEDGED, **both) for kind in (Kind.TROOPS, Kind.ENGINEERING)]
    found = gather(board(position("KEN", *parts)), mission()).problem.offers
    assert [offer.personnel for offer in found] == [850, 850]
    assert {offer.shared_figure for offer in found} == {850}


def test_two_offers_of_one_id_are_one_and_a_problem():
    """A unit in the mission file and one in the table may bear the same name by mistake."""
    unit = {"id": "K1", "party": "KEN", "capability": "infantry", "personnel": 450}
    found = gather(board(position("KEN", PLEDGE)), mission(offers=[unit, unit]))
    assert [offer.id for offer in found.problem.offers].count("K1") == 1
    assert [str(problem) for problem in found.problems] == [
        "offers K1: another offer has this id; this one is left out"
    ]


def test_dates_decide_in_which_phases_a_unit_serves():
    """Ready in August for six months: there in the second phase, which begins in December."""
    unit = {
        "id": "K1",
        "party": "KEN",
        "capability": "infantry",
        "personnel": 650,
        "ready_on": "2030-08-01",
        "tour_months": 6,
    }
    offer = the_offer(PLEDGE, offers=[unit])
    assert [offer.serves_in(phase) for phase in (0, 1)] == [False, True]
    short = the_offer(PLEDGE, offers=[{**unit, "ready_on": "2030-05-01", "tour_months": 3}])
    assert [short.serves_in(phase) for phase in (0, 1)] == [True, False]


def test_answers_lift_a_chance_step_by_step():
    """Half of the questions answered is half of the way to the next firm rung."""
    part = contribution(Kind.INFANTRY, Rung.WILLING)
    asks = ("mandate", "exit")
    chances = [
        the_offer(part, asks=asks, what_if=WhatIf(answered=answered)).chance_percent
        for answered in ((), ("mandate",), ("mandate", "exit"))
    ]
    assert chances == [15, 30, 45]


def test_another_rung_can_be_tried_out_even_after_a_refusal():
    """What if it approved after all?"""
    part = contribution(Kind.INFANTRY, Rung.WILLING, verdict=VerdictType.DECLINED)
    offer = the_offer(part, what_if=WhatIf(at_rungs={"KEN": Rung.APPROVED}))
    assert offer.chance_percent == PLANNING_CHANCES.of(Rung.APPROVED)


def test_chances_are_an_argument():
    """Fitted figures take the place of ours."""
    chances = Chances(by_rung={Rung.PLEDGED: 77})
    found = gather(board(position("KEN", PLEDGE)), mission(), chances=chances)
    assert found.problem.offers[0].chance_percent == 77


def test_a_soft_objection_weighs_once_and_a_hard_one_is_a_rule():
    """However many object softly, the chance falls once; what forbids is named."""
    positions = board(
        position("KEN", PLEDGE), acceptance=(objects("NOR", "KEN"), objects("SWE", "KEN"))
    )
    soft = gather(positions, mission())
    assert soft.problem.offers[0].chance_percent == 18  # 40 % of 45
    assert {(each.by, each.of) for each in soft.objections} == {("NOR", "KEN"), ("SWE", "KEN")}
    hard = gather(positions, mission(acceptability=[{"by": "NOR", "of": "KEN", "soft": False}]))
    (rule,) = hard.problem.rules
    assert isinstance(rule, Refusal)
    assert rule.because == ("mission.yaml acceptability[0]", "s-NOR-KEN")


def test_an_objection_that_another_tells_of_is_no_objection():
    """Hearsay about an objector weighs nothing."""
    positions = board(position("KEN", PLEDGE), acceptance=(objects("NOR", "KEN", told_by="SWE"),))
    assert gather(positions, mission()).objections == ()


def test_a_lifted_objection_is_gone():
    """As if it had not been said: the chance is whole again."""
    positions = board(position("KEN", PLEDGE), acceptance=(objects("NOR", "KEN"),))
    tried = WhatIf(without_objections=(("NOR", "KEN"),))
    found = gather(positions, mission(), what_if=tried)
    assert found.problem.offers[0].chance_percent == 45


def test_every_caveat_and_limit_becomes_a_named_rule_with_its_place():
    """Area, task, beside, under, money and lift: each can be cited."""
    caveats = [
        {"type": "area", "sectors": ["NORTH"], "statement": "s-1"},
        {"type": "task", "task": "disarmament"},
        {"type": "beside", "party": "NOR", "soft": True},
        {"type": "under", "party": "NOR"},
    ]
    found = gather(
        board(position("KEN", PLEDGE)),
        mission(
            contributors=[{"party": "KEN", "caveats": caveats}],
            funding={"currency": "USD", "paid": 1000},
            lift=[{"phase": "second", "tonnes": 90, "port": "East"}],
        ),
        what_if=WhatIf(budget_percent=10),
    )
    rules = {type(rule): rule for rule in found.problem.rules}
    assert set(rules) == {AreaRule, TaskRule, BesideRule, UnderRule, Budget, LiftLimit}
    assert rules[AreaRule].because == ("s-1", "mission.yaml contributors[0].caveats[0]")
    assert not rules[BesideRule].hard
    assert rules[Budget].limit == 1100
    assert (rules[LiftLimit].phase, rules[LiftLimit].port) == (1, "East")
    assert all(rule.because for rule in found.problem.rules)


def test_pledged_money_is_never_spent():
    """The limit is what was paid, whatever was promised beside it."""
    found = gather(board(), mission(funding={"paid": 100, "pledged": 9_000_000}))
    assert found.problem.rules[0].limit == 100


def test_two_lines_for_the_same_are_one_need():
    """Nobody is counted twice for what was asked twice."""
    line = {"capability": "infantry", "sector": "NORTH", "minimum": 300}
    sectors = [{"code": "NORTH", "name": "North"}]
    requirement = {"sectors": sectors, "lines": [line, {**line, "critical": True}]}
    (need,) = gather(board(), mission(requirement=requirement)).problem.needs
    assert (need.minimum, need.critical) == (600, True)
    assert need.because == ("requirement line 1", "requirement line 2")


def test_without_lines_the_strength_is_what_is_asked():
    """A mission that gives one number asks for that number, over the whole force."""
    requirement = {"strength": [{"kind": "police", "target": 2500}]}
    (need,) = gather(board(), mission(requirement=requirement)).problem.needs
    assert (need.kind, need.minimum, need.sector) == (Kind.POLICE, 2500, "")
    assert need.because == ("mission.yaml requirement.strength[0]",)


@pytest.mark.parametrize(
    ("ready_on", "need_by", "counts"),
    [
        ("2030-03-01", "2030-03", True),
        ("2030-04-01", "2030-03", False),
        ("2030-04-01", "2029-12", True),  # overdue: whoever still comes
    ],
)
def test_who_comes_after_the_day_does_not_cover_the_line(ready_on, need_by, counts):
    """A line with a date is covered by those who are ready by its last day."""
    line = {"capability": "infantry", "minimum": 500, "need_by": need_by}
    unit = {"id": "K1", "party": "KEN", "capability": "infantry", "personnel": 600}
    asked = mission(requirement={"lines": [line]}, offers=[{**unit, "ready_on": ready_on}])
    problem = gather(board(position("KEN", PLEDGE)), asked).problem
    assert (best_package(problem, view=View.FACE).lines[0].missing == 0) is counts


def test_one_figure_for_several_kinds_comes_once():
    """302 engineers and medics are 302 people, not 604."""
    parts = [
        contribution(kind, Rung.PLEDGED, amount=people(302, 302), because=("s-1",))
        for kind in (Kind.ENGINEERING, Kind.MEDICAL)
    ]
    lines = [
        {"capability": kind, "minimum": 302, "critical": True}
        for kind in ("engineering", "medical")
    ]
    asked = mission(requirement={"lines": lines})
    problem = gather(board(position("BEL", *parts)), asked).problem
    package = best_package(problem, view=View.FACE)
    assert 200 < package.personnel <= 302
    (rule,) = problem.rules
    assert (rule.limit, rule.because) == (302, ("s-1",))


def test_an_offer_keeps_its_word_as_it_was_said():
    """Rung, conditions and both ends of the figure come along; a unit has those of its word."""
    word = contribution(
        Kind.INFANTRY, Rung.OFFERED, amount=people(600, 700), conditions=("a mandate",)
    )
    offer = the_offer(word)
    assert (offer.rung, offer.conditions) == (Rung.OFFERED, ("a mandate",))
    assert (offer.said.floor, offer.said.ceiling) == (600, 700)
    unit = {"id": "BN", "party": "KEN", "capability": "infantry", "personnel": 200}
    battalion, rest = gather(board(position("KEN", word)), mission(offers=[unit])).problem.offers
    assert battalion.conditions == rest.conditions == ("a mandate",)
    assert rest.personnel == 400
    assert rest.said == word.amount, "what is left is ours to reckon, the word stays the word"
    tried = the_offer(word, what_if=WhatIf(at_rungs={"KEN": Rung.APPROVED}))
    assert tried.rung is Rung.APPROVED
