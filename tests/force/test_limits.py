"""What a package takes of money, lift, shares and ratios, counted by hand."""

from __future__ import annotations

from small import need, offer

from contingent.force.limits import limit_uses
from contingent.force.package import best_package
from contingent.force.problem import Budget, ForceProblem, LargestShare, LiftLimit, Ratio, View
from contingent.vocabulary.capability import Kind

RULES = (
    Budget(id="budget", limit=50),
    LiftLimit(id="lift", phase=0, limit=100),
    LiftLimit(id="lift:port", phase=0, limit=100, port="EAST"),
    LiftLimit(id="lift:later", phase=1, limit=100),
    Ratio(id="ratio", kind=Kind.MEDICAL, percent=5, of=(Kind.INFANTRY,), hard=False),
    LargestShare(id="share", percent=70),
)


def test_each_limit_says_what_is_taken_and_of_whom_nobody_knows():
    """Two battalions, one of unknown cost and tonnes; ten medics would be needed, none is there."""
    offers = (
        offer("AAA", Kind.INFANTRY, 120, cost=40, tonnes=60, port="EAST"),
        offer("BBB", Kind.INFANTRY, 80),
    )
    asked = ForceProblem(
        offers=offers,
        needs=(need(Kind.INFANTRY, 200, ""),),
        phases=("one", "two"),
        rules=RULES,
        lead_minimum=0,
    )
    package = best_package(asked, view=View.FACE)
    assert package.personnel == 200
    found = {use.rule.id: use for use in limit_uses(package)}
    assert (found["budget"].taken, found["budget"].unknown) == (40, 80)
    assert (found["lift"].taken, found["lift"].unknown) == (60, 80)
    assert (found["lift:port"].taken, found["lift:port"].unknown) == (60, 0)
    assert found["lift:later"].taken == 0
    assert (found["ratio"].limit, found["ratio"].taken, found["ratio"].is_kept) == (10, 0, False)
    share = found["share"]
    assert (share.limit, share.taken, share.party, share.is_kept) == (140, 120, "AAA", True)


def test_a_package_of_nobody_takes_nothing():
    """No division by an empty force, and every limit is kept."""
    asked = ForceProblem(offers=(), needs=(need(Kind.INFANTRY, 200, ""),), rules=RULES)
    uses = limit_uses(best_package(asked, view=View.FACE))
    assert len(uses) == len(RULES)
    assert all(use.taken == 0 and use.is_kept for use in uses)
