"""Short lines become reports, and a few roads a network, for the tests of the field."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any

from contingent.field.choices import Choices
from contingent.field.network import Crossing, Network, Road, Site, Terms
from contingent.field.reports import Reports, reports
from contingent.field.rows import TABLES
from contingent.field.schedules import Schedule
from contingent.ledger.book import Ledger, MemoryStore, NewEntry
from contingent.situation.reporting import report_entry
from contingent.vocabulary.moment import AsOf

__all__ = ["CLOCK", "as_of", "faults_of", "ladder", "ledger_of", "report", "told"]

CLOCK = datetime(2027, 1, 1, tzinfo=UTC)


def as_of(day: str) -> AsOf:
    """That day, with all that was ever known."""
    return AsOf(held_on=date.fromisoformat(day), known_at=CLOCK + timedelta(days=1))


def report(table: str, **values: Any) -> NewEntry:
    """One row as an entry; the claimant is the UN monitors unless another is named."""
    values.setdefault("claimant", "UN monitors")
    row = TABLES[table].model_validate({name: str(value) for name, value in values.items()})
    return report_entry(table, row, by="person:Ada")


def ledger_of(entries: Iterable[NewEntry]) -> Ledger:
    """A ledger in memory with these entries."""
    ledger = Ledger(MemoryStore())
    ledger.append(entries, recorded_at=CLOCK)
    return ledger


def told(*entries: NewEntry, on: str = "2026-12-31") -> Reports:
    """What these entries report as of a day."""
    return reports(ledger_of(entries).entries(), as_of=as_of(on))


def ladder(
    *, sites: int = 2, attack_loss: float = 0.4, days: Iterable[int] = range(7), **terms: int
) -> Network:
    """Two crossings at the foot of two roads with rungs between them, and sites on the rungs."""
    roads = []
    for rung in range(sites + 1):
        roads.append(("a", rung, f"a{rung}", f"b{rung}", 2.0))
        if rung < sites:
            roads.append(("west", rung, f"a{rung}", f"a{rung + 1}", 3.0))
            roads.append(("east", rung, f"b{rung}", f"b{rung + 1}", 4.0))
    for rung in range(1, sites + 1):
        roads.append(("left", rung, f"a{rung}", f"site-{rung}", 1.0))
        roads.append(("right", rung, f"b{rung}", f"site-{rung}", 1.0))
    roads += [("gate", 1, "south", "a0", 1.0), ("gate", 2, "east", "b0", 1.0)]
    settings = {
        "load_tonnes": 100,
        "convoys_per_day": 8,
        "escort_units": 2,
        "escort_units_per_convoy": 2,
        "escort_unit_personnel": 20,
        "escort_leaves_percent": 50,
        "ambushes_per_day": 1,
        "incident_loss_percent": 30,
        **terms,
    }
    return Network(
        crossings=tuple(
            Crossing(id=name, convoys_per_day=4, convoys_per_slot=2, weekdays=frozenset(days))
            for name in ("south", "east")
        ),
        roads=tuple(
            Road(id=f"{kind}-{number}", ends=(one, other), km=km, attack_loss=attack_loss)
            for kind, number, one, other, km in roads
        ),
        sites=tuple(
            Site(id=f"site-{number}", tonnes_per_day=250, floor_percent=60)
            for number in range(1, sites + 1)
        ),
        terms=Terms(slots=("morning", "noon"), **settings),
    )


def faults_of(day: Schedule, choices: Choices, *, weekday: int | None = None) -> list[str]:
    """What a day breaks, checked in plain Python from the network alone."""
    network, terms = choices.network, choices.network.terms
    faults, left, in_slot, units = [], {}, {}, 0
    for at, convoys in day.convoys:
        choice = choices.every[at]
        here = choice.crossing
        for road in choice.roads:
            if here not in road.ends:
                faults.append(f"{road.id} does not begin at {here}")
            here = road.ends[1] if road.ends[0] == here else road.ends[0]
        if here != choice.site:
            faults.append(f"a convoy for {choice.site} ends at {here}")
        left[choice.crossing] = left.get(choice.crossing, 0) + convoys
        key = (choice.crossing, choice.slot)
        in_slot[key] = in_slot.get(key, 0) + convoys
        units += choice.escorts * convoys
    for crossing in network.crossings:
        is_open = weekday is None or weekday in crossing.weekdays
        if left.get(crossing.id, 0) > (crossing.convoys_per_day if is_open else 0):
            faults.append(f"too many from {crossing.id}")
        for slot in range(len(terms.slots)):
            if in_slot.get((crossing.id, slot), 0) > crossing.convoys_per_slot:
                faults.append(f"too many from {crossing.id} in slot {slot}")
    if sum(left.values()) > terms.convoys_per_day:
        faults.append("more convoys than vehicles")
    if units > terms.escort_units:
        faults.append("more escorts than there are")
    return faults
