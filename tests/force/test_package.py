"""Offers and needs become a package: what is chosen, what is proven, what is admitted."""

from __future__ import annotations

import threading
from dataclasses import replace

import numpy as np
import pytest
from checking import breaches, placed_in
from small import SECTORS, need, offer

from contingent.force import solving
from contingent.force.aims import aims_of
from contingent.force.model import build_model
from contingent.force.neighbourhood import with_fewer
from contingent.force.package import best_package, outlook_of
from contingent.force.problem import (
    AreaRule,
    BesideRule,
    Budget,
    ForceProblem,
    Ratio,
    TaskRule,
    UnderRule,
    View,
)
from contingent.force.scenarios import scenarios_of
from contingent.force.solving import Watch, matrix_of
from contingent.force.stages import StageStatus
from contingent.vocabulary.capability import Kind


def problem(*offers, needs, **more) -> ForceProblem:
    """A problem with two sectors and no leads, unless told otherwise."""
    more = {"sectors": SECTORS, "lead_minimum": 0, **more}
    return ForceProblem(offers=offers, needs=tuple(needs), **more)


def line(package, id: str):
    """One line of a package."""
    return next(each for each in package.lines if each.need.id == id)


def test_soldiers_with_no_arm_named_count_as_infantry_and_as_no_enabler():
    """Eight thousand troops are not turned into a hospital."""
    asked = problem(
        offer("AAA", Kind.TROOPS, 800, parts=10),
        needs=[need(Kind.INFANTRY, 3000), need(Kind.MEDICAL, 100)],
    )
    package = best_package(asked, view=View.FACE)
    assert line(package, "infantry:NORTH").missing == 0
    assert line(package, "medical:NORTH").covered == 0
    assert package.stages[0].value == 100


def test_every_arm_counts_where_troops_are_asked_for():
    """A field hospital is part of fifteen thousand troops, and police are not."""
    asked = problem(
        offer("AAA", Kind.MEDICAL, 100),
        offer("BBB", Kind.POLICE, 100),
        needs=[need(Kind.TROOPS, 500, "", id="all")],
    )
    assert line(best_package(asked, view=View.FACE), "all").covered == 100


def test_a_need_of_the_whole_force_leaves_room_for_leads():
    """Troops asked for as one number can still be placed in sectors and lead them."""
    asked = problem(
        offer("AAA", Kind.TROOPS, 500),
        offer("BBB", Kind.INFANTRY, 500),
        needs=[need(Kind.TROOPS, 1000, "", id="all")],
        lead_minimum=400,
    )
    package = best_package(asked, view=View.FACE)
    assert line(package, "all").covered == 1000
    assert set(package.leads) == set(SECTORS)


def test_headcount_never_hides_an_enabler_gap():
    """Thousands too many of one kind do not make up for one of another."""
    few = problem(offer("AAA", Kind.INFANTRY, 100), needs=[need(Kind.AVIATION, 60)])
    many = problem(offer("AAA", Kind.INFANTRY, 9000), needs=[need(Kind.AVIATION, 60)])
    values = [best_package(each, view=View.FACE).stages[0].value for each in (few, many)]
    assert values == [60, 60]


def test_the_robust_package_does_not_put_all_on_one_weak_promise():
    """Where budget allows one of two, the firm one is taken, though the weak one is larger."""
    asked = problem(
        offer("AAA", Kind.MEDICAL, 100, chance_percent=5, cost=10),
        offer("BBB", Kind.MEDICAL, 60, chance_percent=95, cost=10),
        needs=[need(Kind.MEDICAL, 100)],
        rules=(Budget(id="budget", limit=10),),
    )
    face, robust = (best_package(asked, view=view) for view in (View.FACE, View.ROBUST))
    assert placed_in(face) == {("AAA.medical", "NORTH"): 1}
    assert placed_in(robust) == {("BBB.medical", "NORTH"): 1}
    assert robust.outlook.mean < face.outlook.mean


def test_a_lead_needs_enough_of_its_own_people_in_the_sector():
    """Four hundred of one contributor make a lead; three hundred and a neighbour's do not."""
    needs = [need(Kind.INFANTRY, 600)]
    one = problem(
        offer("AAA", Kind.INFANTRY, 300),
        offer("BBB", Kind.INFANTRY, 300),
        needs=needs,
        sectors=("NORTH",),
        lead_minimum=400,
    )
    assert best_package(one, view=View.FACE).leads == {}
    other = replace(one, offers=(offer("AAA", Kind.INFANTRY, 400), one.offers[1]))
    assert best_package(other, view=View.FACE).leads == {"NORTH": "AAA"}


def test_who_does_not_serve_under_another_is_not_led_by_it():
    """A sector gets the other lead, or the contributor stays away."""
    asked = problem(
        offer("AAA", Kind.INFANTRY, 500),
        offer("BBB", Kind.INFANTRY, 450),
        needs=[need(Kind.INFANTRY, 950)],
        sectors=("NORTH",),
        lead_minimum=400,
        rules=(UnderRule(id="under", party="BBB", other="AAA"),),
    )
    package = best_package(asked, view=View.FACE)
    assert package.leads == {"NORTH": "BBB"}
    assert package.stages[0].value == 0


@pytest.mark.parametrize("hard", [True, False])
def test_a_soft_caveat_gives_way_where_nothing_else_covers_as_much(hard):
    """Hard: two who will not serve together do not. Soft: they do, and the page says so."""
    asked = problem(
        offer("AAA", Kind.INFANTRY, 500),
        offer("BBB", Kind.INFANTRY, 500),
        needs=[need(Kind.INFANTRY, 1000)],
        rules=(BesideRule(id="beside", party="AAA", other="BBB", hard=hard),),
    )
    package = best_package(asked, view=View.FACE)
    assert line(package, "infantry:NORTH").covered == (500 if hard else 1000)
    assert package.breached == (() if hard else ("beside",))


def test_a_refused_task_is_not_covered_by_who_refuses_it():
    """People who take no part in disarmament count for the other lines of their sector."""
    asked = problem(
        offer("AAA", Kind.INFANTRY, 500),
        needs=[
            need(Kind.INFANTRY, 500),
            need(Kind.INFANTRY, 200, id="disarming", task="disarmament"),
        ],
        rules=(TaskRule(id="task", party="AAA", task="disarmament"),),
    )
    package = best_package(asked, view=View.FACE)
    assert line(package, "infantry:NORTH").covered == 500
    assert line(package, "disarming").covered == 0
    assert package.stages[0].value == 200


def test_a_hard_ratio_allows_no_troops_without_their_enablers():
    """Ten medical to every hundred infantry: with ten there are a hundred at most."""
    asked = problem(
        offer("AAA", Kind.INFANTRY, 50, parts=10),
        offer("BBB", Kind.MEDICAL, 10),
        needs=[need(Kind.INFANTRY, 500)],
        rules=(Ratio(id="ratio", kind=Kind.MEDICAL, percent=10, of=(Kind.INFANTRY,)),),
    )
    assert line(best_package(asked, view=View.FACE), "infantry:NORTH").covered == 100


def test_the_earlier_phase_is_served_first():
    """Of two places that cannot both be filled, the one that is needed first is."""
    asked = problem(
        offer("AAA", Kind.INFANTRY, 500),
        needs=[
            need(Kind.INFANTRY, 500, "NORTH", phase=1),
            need(Kind.INFANTRY, 500, "SOUTH", phase=0),
        ],
        phases=("first", "second"),
    )
    for view in View:
        package = best_package(asked, view=view)
        assert placed_in(package) == {("AAA.infantry", "SOUTH"): 1}, view


def test_the_cheaper_of_two_equals_is_taken():
    """Cost decides only what nothing above it decides."""
    asked = problem(
        offer("AAA", Kind.INFANTRY, 500, cost=900),
        offer("BBB", Kind.INFANTRY, 500, cost=800),
        needs=[need(Kind.INFANTRY, 500)],
    )
    assert placed_in(best_package(asked, view=View.FACE)) == {("BBB.infantry", "NORTH"): 1}


def test_nothing_offered_is_an_answer():
    """The empty package is proven to be the best, with every line open."""
    package = best_package(problem(needs=[need(Kind.AVIATION, 60)]))
    assert package.assignments == ()
    assert package.is_proven
    assert package.outlook.mean == 60


def test_nothing_required_is_an_answer():
    """Without lines nobody is sent anywhere."""
    package = best_package(problem(offer("AAA", Kind.INFANTRY, 500), needs=[]))
    assert package.assignments == ()
    assert package.is_proven


def test_contradictory_rules_leave_the_empty_force():
    """A contributor that may serve nowhere is left out, and nothing fails."""
    asked = problem(
        offer("AAA", Kind.INFANTRY, 500),
        needs=[need(Kind.INFANTRY, 500)],
        rules=(
            AreaRule(id="not north", party="AAA", sectors=("NORTH",)),
            AreaRule(id="not south", party="AAA", sectors=("SOUTH",)),
            Budget(id="no money", limit=0),
        ),
    )
    package = best_package(asked)
    assert package.assignments == ()
    assert breaches(asked, placed_in(package), package.leads) == []


def test_ids_given_twice_are_a_mistake_of_the_caller():
    """Two offers of one id cannot be told apart."""
    with pytest.raises(ValueError, match="is there twice"):
        problem(offer("AAA", Kind.INFANTRY, 1), offer("AAA", Kind.INFANTRY, 2), needs=[])


def large(count: int) -> ForceProblem:
    """Many offers for a few lines, under a budget that makes the choice hard."""
    kinds = (Kind.INFANTRY, Kind.MEDICAL, Kind.AVIATION)
    offers = tuple(
        offer(
            f"P{at % 40:02}",
            kinds[at % 3],
            50 + (at * 37) % 400,
            id=f"o{at}",
            cost=100 + (at * 91) % 700,
            chance_percent=5 + (at * 13) % 90,
        )
        for at in range(count)
    )
    needs = [need(kind, 40 * count // 9, sector) for kind in kinds for sector in SECTORS]
    limit = sum(each.cost for each in offers) // 4
    return problem(*offers, needs=needs, rules=(Budget(id="budget", limit=limit),))


def test_ten_thousand_offers_get_the_best_answer_of_the_time():
    """Too many to prove: a legal package with its bound, and no claim that it is the best."""
    asked = large(10_000)
    package = best_package(asked, view=View.EXPECTED, seconds=6)
    assert breaches(asked, placed_in(package), package.leads) == []
    assert package.personnel > 0
    for stage in package.stages:
        assert stage.bound <= stage.value + 1e-6
        assert (stage.status is StageStatus.PROVEN) == (stage.bound == stage.value)


def test_whoever_is_not_needed_leaves_before_anything_else_is_tried():
    """From everybody at once only those go whom no line misses, and nobody moves or joins."""
    asked = problem(
        *(offer(f"P{at}", Kind.INFANTRY, 50, ready_in_days=at) for at in range(40)),
        needs=[need(Kind.INFANTRY, 500)],
    )
    model = build_model(asked)
    aims = aims_of(model, critical=View.FACE, coverage=View.FACE)
    start = np.array(model.start, float)
    for _, place, column in model.columns.placed:
        start[column] = place == "NORTH"
    start[[column for column, _ in (*aims[0].terms, *aims[1].terms)]] = 0
    matrix = matrix_of(model).with_cut(aims[0], 0).with_cut(aims[1], 0)
    values, value = with_fewer(model, matrix, aims[2], Watch(seconds=60), start)
    assert value == 50 * sum(range(10)), "the ten who are ready first"
    assert all(values[column] <= start[column] for _, _, column in model.columns.placed)
    assert with_fewer(model, matrix, aims[1], Watch(seconds=60), start)[0] is start


def test_no_time_at_all_still_gives_a_legal_package():
    """The empty force is there before any search, and is not called the best."""
    asked = large(300)
    package = best_package(asked, seconds=0)
    assert breaches(asked, placed_in(package), package.leads) == []
    assert not package.is_proven


def test_ctrl_c_keeps_the_best_found(monkeypatch):
    """Who stops the search gets what it had, marked as stopped."""
    real = threading.Thread.join
    interrupted = []

    def join(self, timeout=None):
        if not interrupted and timeout is not None:
            interrupted.append(True)
            raise KeyboardInterrupt
        return real(self, timeout)

    monkeypatch.setattr(threading.Thread, "join", join)
    asked = large(2_000)
    package = best_package(asked, view=View.EXPECTED, seconds=60)
    assert interrupted
    assert breaches(asked, placed_in(package), package.leads) == []
    assert {stage.status for stage in package.stages} <= {StageStatus.STOPPED, StageStatus.PROVEN}
    assert not package.is_proven


def test_a_contributor_more_leaves_the_scenarios_of_the_others_alone():
    """What is tried out is compared on the same draws."""
    one = problem(offer("AAA", Kind.INFANTRY, 1, asks=("mandate",)), needs=[])
    two = replace(one, offers=(*one.offers, offer("BBB", Kind.INFANTRY, 1)))
    before, after = (scenarios_of(each, count=500, seed=3) for each in (one, two))
    assert (before[:, 0] == after[:, 0]).all()


def test_chances_hold_and_shocks_are_shared():
    """Each arrives as often as its chance says; those who wait for one answer arrive together."""
    asked = problem(
        offer("AAA", Kind.INFANTRY, 1, chance_percent=30, asks=("mandate",)),
        offer("BBB", Kind.INFANTRY, 1, chance_percent=30, asks=("mandate",)),
        offer("CCC", Kind.INFANTRY, 1, chance_percent=100),
        offer("DDD", Kind.INFANTRY, 1, chance_percent=0),
        needs=[],
    )
    shows = scenarios_of(asked, count=20_000, seed=1)
    assert shows.mean(axis=0) == pytest.approx([0.3, 0.3, 1.0, 0.0], abs=0.015)
    both = (shows[:, 0] & shows[:, 1]).mean()
    assert both > 0.3 * 0.3 + 0.03


def test_the_outlook_of_an_unlikely_package_is_grim():
    """One that hardly ever comes leaves nearly everything open on average."""
    asked = problem(
        offer("AAA", Kind.INFANTRY, 500, chance_percent=5), needs=[need(Kind.INFANTRY, 500)]
    )
    package = best_package(asked)
    found = outlook_of(asked, package.assignments)
    assert found.mean == pytest.approx(475, abs=5)
    assert found.tail == 500


def test_a_solver_that_does_not_notice_the_time_is_left_to_itself(monkeypatch):
    """Whoever set a limit gets an answer, though the solver goes on; one that is done is asked."""
    monkeypatch.setattr(solving, "_GRACE", 0.2)
    released = threading.Event()
    assert not solving._beside(released.wait, lambda: None, Watch(seconds=0.1))
    released.set()
    assert solving._beside(released.wait, lambda: None, Watch(seconds=0.1))
