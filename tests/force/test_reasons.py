"""Why not: alone, together, and what would do."""

from __future__ import annotations

from small import SECTORS, need, offer

from contingent.force.problem import (
    AreaRule,
    BesideRule,
    Budget,
    ForceProblem,
    LiftLimit,
    OneFigure,
    Refusal,
)
from contingent.force.reasons import why_not
from contingent.vocabulary.capability import Kind


def problem(*offers, needs, **more) -> ForceProblem:
    """A problem with two sectors and no leads, unless told otherwise."""
    more = {"sectors": SECTORS, "lead_minimum": 0, **more}
    return ForceProblem(offers=offers, needs=tuple(needs), **more)


def test_a_line_that_nobody_offers_needs_no_rule_to_be_impossible():
    """What was never offered is told as such."""
    found = why_not(problem(offer("AAA", Kind.INFANTRY, 500), needs=[need(Kind.AVIATION, 60)]))
    (alone,) = found.alone
    assert (alone.offered, alone.rules) == (0, ())
    (step,) = found.relaxation.steps
    assert (step.rule, step.units) == ("need:aviation:NORTH", 1)


def test_one_figure_for_several_kinds_is_offered_once():
    """300 engineers and medics are 300 of the soldiers that are asked for, not 600."""
    both = [offer("AAA", kind, 300) for kind in (Kind.ENGINEERING, Kind.MEDICAL)]
    figure = OneFigure(id="one", party="AAA", offers=tuple(each.id for each in both), limit=300)
    found = why_not(problem(*both, needs=[need(Kind.TROOPS, 500)], rules=(figure,)))
    (alone,) = found.alone
    assert (alone.offered, alone.rules) == (300, ())


def test_a_caveat_that_makes_a_line_impossible_is_named():
    """Enough is offered, and one rule keeps it away."""
    found = why_not(
        problem(
            offer("AAA", Kind.MEDICAL, 100),
            needs=[need(Kind.MEDICAL, 100)],
            rules=(
                AreaRule(id="not there", party="AAA", sectors=("NORTH",)),
                BesideRule(id="no matter", party="AAA", other="BBB"),
            ),
        )
    )
    (alone,) = found.alone
    assert alone.rules == ("not there",)
    assert alone.offered == 100


def test_two_lines_that_compete_for_one_offer_are_named_together():
    """Each is possible alone, both are not."""
    found = why_not(
        problem(
            offer("AAA", Kind.MEDICAL, 100),
            needs=[need(Kind.MEDICAL, 100), need(Kind.MEDICAL, 100, "SOUTH")],
        )
    )
    assert found.alone == ()
    assert set(found.conflict.rules) == {"need:medical:NORTH", "need:medical:SOUTH"}
    assert found.conflict.minimal


def test_money_that_is_not_enough_is_told_in_percent():
    """Twelve hundred where a thousand is there: twenty percent more would do."""
    found = why_not(
        problem(
            offer("AAA", Kind.INFANTRY, 500, cost=600),
            offer("BBB", Kind.INFANTRY, 500, cost=600),
            needs=[need(Kind.INFANTRY, 1000)],
            rules=(Budget(id="budget", limit=1000),),
        )
    )
    assert [(step.rule, step.percent) for step in found.relaxation.steps] == [("budget", 20)]
    assert found.relaxation.proven


def test_lift_is_counted_by_phase_and_port():
    """A full port is a reason; another port is not."""
    needs = [need(Kind.INFANTRY, 500)]
    one = offer("AAA", Kind.INFANTRY, 500, tonnes=200, port="East")
    full = LiftLimit(id="lift:East", phase=0, limit=100, port="East")
    other = LiftLimit(id="lift:West", phase=0, limit=100, port="West")
    found = why_not(problem(one, needs=needs, rules=(full, other)))
    assert found.alone[0].rules == ("lift:East",)
    assert why_not(problem(one, needs=needs, rules=(other,))) is None


def test_a_veto_is_cited_and_its_lifting_is_what_would_do():
    """A contributor kept out is a named rule, never a missing variable."""
    found = why_not(
        problem(
            offer("AAA", Kind.INFANTRY, 600, parts=5),
            needs=[need(Kind.INFANTRY, 3000)],
            rules=(Refusal(id="objection:XXX:AAA", party="AAA", by="XXX"),),
        )
    )
    assert found.alone[0].rules == ("objection:XXX:AAA",)
    assert [step.rule for step in found.relaxation.steps] == ["objection:XXX:AAA"]


def test_a_sector_without_a_possible_lead_is_a_reason():
    """Small contingents fill the line, and nobody can command."""
    found = why_not(
        problem(
            *(offer(party, Kind.INFANTRY, 200) for party in ("AAA", "BBB", "CCC")),
            needs=[need(Kind.INFANTRY, 600)],
            sectors=("NORTH",),
            lead_minimum=400,
        )
    )
    assert found.conflict.rules == ("lead:NORTH",)


def test_lines_that_are_not_critical_need_no_reason():
    """What can wait is a gap, not a contradiction."""
    assert why_not(problem(needs=[need(Kind.AVIATION, 60, critical=False)])) is None


def test_no_time_means_no_claim_of_a_shortest_reason():
    """Without time to drop rule after rule, the list is not called minimal."""
    found = why_not(
        problem(
            offer("AAA", Kind.MEDICAL, 100),
            needs=[need(Kind.MEDICAL, 100), need(Kind.MEDICAL, 100, "SOUTH")],
        ),
        seconds=0,
    )
    assert found.conflict is None or not found.conflict.minimal
    assert found.relaxation is None
