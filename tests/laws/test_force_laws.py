"""Laws of the force: what can never happen to the best package, whatever the problem."""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from contingent.force.aims import aims_of
from contingent.force.model import LEAD_WEIGHT, build_model
from contingent.force.package import Package, best_package
from contingent.force.problem import ForceProblem, Offer, View
from contingent.force.reasons import explanation_of, why_not
from contingent.force.rotation import depth_of
from contingent.force.solving import Watch

sys.path.append(str(Path(__file__).parents[1] / "force"))

from checking import breaches, covered, critical_shortfall, placed_in
from second_opinion import optima
from small import offers, problems

FEW = settings(max_examples=25, suppress_health_check=[HealthCheck.too_slow])
VIEWS = st.sampled_from(list(View))


def reached(package: Package) -> tuple[float, ...]:
    """What the stages reached, each of them proven."""
    assert package.is_proven
    return tuple(stage.value for stage in package.stages)


@FEW
@given(problems(), offers(id="one more"), VIEWS)
def test_one_more_offer_never_worsens_the_best_package(
    problem: ForceProblem, more: Offer, view: View
):
    """Nobody has to use an offer, so the first aim that changes gets better."""
    richer = replace(problem, offers=(*problem.offers, more))
    before = best_package(problem, view=view)
    after = best_package(richer, view=view)
    assert reached(after)[:2] <= reached(before)[:2]


@FEW
@given(problems(), VIEWS, st.data())
def test_a_hard_rule_removed_never_worsens_the_best_package(
    problem: ForceProblem, view: View, data: st.DataObject
):
    """Whatever obeyed all the rules obeys one rule fewer."""
    kept = data.draw(st.sets(st.sampled_from(problem.rules))) if problem.rules else set()
    freer = replace(problem, rules=tuple(rule for rule in problem.rules if rule in kept))
    assert reached(best_package(freer, view=view)) <= reached(best_package(problem, view=view))


@FEW
@given(problems(), VIEWS, st.randoms(use_true_random=False))
def test_the_order_of_the_input_changes_nothing(problem: ForceProblem, view: View, rng):
    """The same offers, lines and rules in another order give the same package."""

    def shuffled(items):
        return tuple(rng.sample(list(items), len(items)))

    other = replace(
        problem,
        offers=shuffled(problem.offers),
        needs=shuffled(problem.needs),
        rules=shuffled(problem.rules),
    )
    one, two = best_package(problem, view=view), best_package(other, view=view)
    assert placed_in(one) == placed_in(two)
    assert one.leads == two.leads
    assert one.outlook == two.outlook
    assert [stage.value for stage in one.stages] == [stage.value for stage in two.stages]


@FEW
@given(problems(), VIEWS)
def test_every_assignment_obeys_every_hard_rule(problem: ForceProblem, view: View):
    """A checker that knows neither model nor solver finds nothing broken."""
    package = best_package(problem, view=view)
    assert breaches(problem, placed_in(package), package.leads) == []


@FEW
@given(problems())
def test_what_the_first_stage_says_is_what_the_checker_counts(problem: ForceProblem):
    """At face value the objective is the personnel missing, counted by hand."""
    package = best_package(problem, view=View.FACE)
    counted = critical_shortfall(problem, placed_in(package), package.leads, LEAD_WEIGHT)
    assert package.stages[0].value == counted
    for line in package.lines:
        assert line.covered == covered(problem, placed_in(package), line.need.id)


@settings(max_examples=15, suppress_health_check=[HealthCheck.too_slow])
@given(problems(), st.sampled_from([View.FACE, View.EXPECTED]))
def test_another_solver_finds_the_same_optima(problem: ForceProblem, view: View):
    """What all four stages call proven, CP-SAT proves too."""
    model = build_model(problem.in_order())
    expected = optima(model, aims_of(model, critical=view, coverage=view))
    assert reached(best_package(problem, view=view)) == pytest.approx(expected)


@FEW
@given(problems())
def test_every_minimal_reason_becomes_feasible_when_any_one_rule_is_dropped(
    problem: ForceProblem,
):
    """Together the rules cannot hold; without any one of them they can."""
    found = why_not(problem)
    if found is None or found.conflict is None:
        return
    rules = found.conflict.rules
    explanation, watch = explanation_of(problem), Watch(seconds=60)
    assert found.conflict.minimal
    assert explanation.is_feasible(rules, watch) is False
    for dropped in rules:
        rest = [rule for rule in rules if rule != dropped]
        assert explanation.is_feasible(rest, watch) is True


@FEW
@given(problems())
def test_there_are_reasons_exactly_where_a_critical_line_stays_open(problem: ForceProblem):
    """No reason is given for what can be had, and none is missing for what cannot."""
    package = best_package(problem, view=View.FACE)
    assert (why_not(problem) is None) == (package.stages[0].value == 0)


@FEW
@given(problems(), offers(id="one more"), st.integers(1, 400), st.integers(0, 400))
def test_one_more_relief_or_a_longer_tour_never_makes_a_line_less_deep(
    problem: ForceProblem, more: Offer, until: int, tour: int
):
    """More personnel, or more days of each, hold a line for at least as long."""
    package = best_package(problem, view=View.EXPECTED, aims=2)
    for line in package.lines:
        held = replace(line, need=replace(line.need, held_until=until))
        found = [
            depth_of(held, spare, problem)
            for spare in (
                (),
                [(replace(more, tour_days=tour), more.personnel)],
                [(replace(more, tour_days=tour + 30), more.personnel)],
            )
        ]
        known = [each.placed_days + each.relief_days for each in found if each is not None]
        assert known == sorted(known)
        assert all(each.needed_days == each.days * line.need.minimum for each in found if each)


@pytest.mark.soak
@settings(max_examples=1_000, suppress_health_check=[HealthCheck.too_slow])
@given(problems(), VIEWS)
def test_a_thousand_packages_obey_every_hard_rule(problem: ForceProblem, view: View):
    """The same check, at length."""
    package = best_package(problem, view=view)
    assert breaches(problem, placed_in(package), package.leads) == []
