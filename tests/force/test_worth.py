"""What one change would add, ranked; and two packages line by line."""

from __future__ import annotations

from telling_force import board, contribution, mission, objects, people, position

from contingent.force.comparison import compare
from contingent.force.gathering import AS_IT_IS, WhatIf, gather
from contingent.force.package import best_package
from contingent.force.problem import View
from contingent.force.worth import ChangeType, worth_of
from contingent.vocabulary.capability import Amount, Kind
from contingent.vocabulary.claim import Rung

NEEDS = {
    "lead_minimum": 0,
    "lines": [
        {"capability": "infantry", "minimum": 500, "critical": True},
        {"capability": "medical", "minimum": 100, "critical": True},
    ],
}


def worths(positions, asked, *, what_if=AS_IT_IS):
    """What each change is worth, by the expected view, in order."""
    gathered = gather(positions, asked, what_if=what_if)
    base = best_package(gathered.problem, view=View.EXPECTED)
    return worth_of(positions, asked, gathered=gathered, base=base)


def test_each_change_is_worth_what_it_adds_most_first():
    """A lifted objection gives 27 of 100 back; the questions of a pledge are worth more."""
    positions = board(
        position(
            "KEN", contribution(Kind.INFANTRY, Rung.PLEDGED, amount=people(500)), asks=("exit",)
        ),
        position("NOR", contribution(Kind.MEDICAL, Rung.PLEDGED, amount=people(100))),
        acceptance=(objects("SWE", "NOR"),),
    )
    found = worths(positions, mission(requirement=NEEDS))
    gains = {(each.change, each.what): each.gain for each in found}
    assert gains[ChangeType.QUESTION, "exit"] == 200  # 500 at 85 % instead of 45 %
    assert gains[ChangeType.OBJECTION, "SWE:NOR"] == 27  # 100 at 45 % instead of 18 %
    assert gains[ChangeType.UNIT, "medical"] == 27  # 60 more at 45 %
    assert [each.gain for each in found] == sorted(gains.values(), reverse=True)
    assert all(each.proven for each in found)


def test_a_caveat_and_a_pledge_of_money_have_their_worth():
    """Money that is said and not paid keeps a unit away, and so does a caveat."""
    unit = {"id": "K1", "party": "KEN", "capability": "infantry", "personnel": 500, "cost": 900}
    money = Amount(unit="USD", floor=1000, ceiling=1000)
    positions = board(
        position("KEN", contribution(Kind.INFANTRY, Rung.PLEDGED)),
        position("QAT", contribution(Kind.FUNDING, Rung.PLEDGED, amount=money)),
    )
    poor = mission(requirement=NEEDS, offers=[unit], funding={"currency": "USD", "paid": 10})
    found = {each.change: each for each in worths(positions, poor)}
    assert found[ChangeType.PLEDGE].what == "QAT"
    assert found[ChangeType.PLEDGE].because == ("s-funding",)
    assert found[ChangeType.PLEDGE].gain == 225
    sectors = [{"code": "NORTH", "name": "North"}]
    lines = [{"capability": "infantry", "sector": "NORTH", "minimum": 500, "critical": True}]
    kept_out = mission(
        requirement={"lead_minimum": 0, "sectors": sectors, "lines": lines},
        contributors=[{"party": "KEN", "caveats": [{"type": "area", "sectors": ["NORTH"]}]}],
    )
    found = {each.change: each for each in worths(positions, kept_out)}
    assert found[ChangeType.CAVEAT].what == "caveat:KEN:1:area"


def test_two_packages_differ_line_by_line_on_the_same_scenarios():
    """Without a contributor its lines fall, and the difference says so."""
    positions = board(
        position("KEN", contribution(Kind.INFANTRY, Rung.PLEDGED, amount=people(500))),
        position("NOR", contribution(Kind.MEDICAL, Rung.PLEDGED, amount=people(100))),
    )
    asked = mission(requirement=NEEDS)
    before, after = (
        best_package(gather(positions, asked, what_if=what_if).problem, view=View.FACE)
        for what_if in (AS_IT_IS, WhatIf(excluded=("KEN",)))
    )
    found = compare(before, after)
    assert found.left == ("KEN",)
    (change,) = found.lines
    assert (change.need, change.covered) == ("infantry:force", (500, 0))
    assert found.after.mean > found.before.mean
