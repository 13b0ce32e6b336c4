"""Escorts of convoys as a line of the force: who serves on it, who may not, what is left."""

from __future__ import annotations

from small import escort_line, need, offer

from contingent.force.escorts import ESCORT_NEED, ESCORT_TASK, escort_people, with_escorts
from contingent.force.package import Package, best_package
from contingent.force.problem import (
    ESCORTS,
    WHOLE_FORCE,
    AreaRule,
    ForceProblem,
    Refusal,
    TaskRule,
    View,
)
from contingent.vocabulary.capability import Kind

THREE = tuple(offer(party, Kind.INFANTRY, 100, id=party) for party in ("AAA", "BBB", "CCC"))


def problem(*needs, offers=THREE, rules=()) -> ForceProblem:
    """A problem without leads in two sectors."""
    return ForceProblem(
        offers=offers, needs=needs, sectors=("NORTH", "SOUTH"), rules=rules, lead_minimum=0
    )


def best(asked: ForceProblem) -> Package:
    """The best package at face value."""
    return best_package(asked, view=View.FACE)


def covered(package: Package) -> dict[str, int]:
    """Personnel by line."""
    return {line.need.id: line.covered for line in package.lines}


def test_who_escorts_counts_towards_nothing_else():
    """Three hundred people fill a line of the whole force or escort, and never both."""
    force = need(Kind.INFANTRY, 300, WHOLE_FORCE, id="force")
    package = best(with_escorts(problem(force), escort_line(100)))
    there = covered(package)
    assert there["force"] + there[ESCORT_NEED] == 300
    assert there["force"] == 300, "a critical line goes first"
    lesser = need(Kind.INFANTRY, 200, WHOLE_FORCE, id="force")
    assert covered(best(with_escorts(problem(lesser), escort_line(100)))) == {
        "force": 200,
        ESCORT_NEED: 100,
    }


def test_escorts_lead_no_sector():
    """A contributor whose people escort has nobody in a sector to command it with."""
    asked = ForceProblem(
        offers=(offer("AAA", Kind.INFANTRY, 500),), needs=(), sectors=("NORTH",), lead_minimum=400
    )
    package = best(with_escorts(asked, escort_line(100)))
    assert package.leads == {}
    assert covered(package) == {ESCORT_NEED: 500}


def test_a_caveat_on_escorts_or_on_any_area_and_a_refusal_keep_out():
    """Convoys cross areas that nobody is told, so whoever stays out of one does not escort."""
    rules = (
        TaskRule(id="task", party="AAA", task=ESCORT_TASK),
        AreaRule(id="area", party="BBB", sectors=("SOUTH",)),
        Refusal(id="refused", party="CCC"),
    )
    package = best(with_escorts(problem(rules=rules), escort_line(100)))
    assert covered(package) == {ESCORT_NEED: 0}
    free, everybody = escort_people(package)
    assert free.all_come == everybody.all_come == 0
    soft = (AreaRule(id="area", party="BBB", sectors=("SOUTH",), hard=False),)
    assert escort_people(best(problem(rules=soft)))[1].all_come == 300


def test_people_who_could_escort_are_those_placed_nowhere_and_all():
    """One hundred serve in the north; two hundred are left, half of them by the chances."""
    package = best(problem(need(Kind.INFANTRY, 100)))
    free, everybody = escort_people(package)
    assert (free.all_come, free.expected) == (200, 100)
    assert (everybody.all_come, everybody.expected) == (300, 150)
    with_line = best(with_escorts(problem(need(Kind.INFANTRY, 100)), escort_line(100)))
    assert {item.place for item in with_line.assignments} == {"NORTH", ESCORTS}
    assert escort_people(with_line)[0].all_come == 200, "those who escort are free to escort"


def test_no_other_kind_escorts():
    """Medics and police are no infantry; soldiers with no arm named can be."""
    kinds = (Kind.MEDICAL, Kind.POLICE, Kind.TROOPS)
    offers = tuple(offer("AAA", kind, 100) for kind in kinds)
    package = best(with_escorts(problem(offers=offers), escort_line(300)))
    assert covered(package) == {ESCORT_NEED: 100}
