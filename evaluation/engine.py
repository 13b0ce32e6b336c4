"""The forecast engine itself on bundled missions, from what their ledgers knew on a day.

Lebanon 2006 and Haiti 2023 are forecast with delays fitted without them. The mission in Gaza is no
case of the fit; on its days nothing later is known, and what had not come by the last day of its
record is scored up to that day.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime

import numpy as np
from numpy.typing import NDArray

from contingent.ledger.book import Ledger, MemoryStore
from contingent.mission import Mission, load_mission
from contingent.mission.model import Level, MilestoneMark
from contingent.plan.arrivals import blended
from contingent.plan.building import network_of
from contingent.plan.buildups import chosen_closeness, share_draws
from contingent.plan.forecast import Run, days_reached
from contingent.plan.ground import Ground
from contingent.plan.scoring import BRIER_DAYS, chance_by, score_date
from contingent.situation import assess
from contingent.situation.founding import record_sample
from contingent.situation.past_cases import past_build_ups, past_cases, past_delays
from contingent.vocabulary.moment import AsOf, end_of_day
from evaluation.gaza import DAYS, LAST_DAY, SAMPLE, gaza_case
from evaluation.tables import table

__all__ = ["EXAMPLES", "Example", "engine_table", "people_draws"]

_SHARES = (0.1, 0.5, 0.8)
_SCENARIOS = 20_000
_SEED = 20061
_YEAR = 365
_CLOCK = datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A bundled mission on a day. `ceiling` and `in_place` are personnel.

    `effort` is the case that it is (empty: none), whose mission is left out of the fit and whose
    growth says what happened. `until` is the last day that can be scored.
    """

    sample: str
    day: date
    ceiling: int
    in_place: int = 0
    effort: str = ""
    until: date


def _year_after(day: date) -> date:
    return date.fromordinal(day.toordinal() + _YEAR)


def _examples() -> Iterator[Example]:
    offers = date(2006, 8, 18)  # the day after states had met to offer troops
    yield Example(
        sample="lebanon-2006",
        day=offers,
        ceiling=15_000,
        in_place=1_990,
        effort="UNIFIL",
        until=_year_after(offers),
    )
    authorised, notified = date(2023, 10, 3), date(2024, 4, 3)  # the latter: by seven states
    for day in (authorised, notified):
        yield Example(
            sample="haiti-2023", day=day, ceiling=2_500, effort="MSS", until=_year_after(day)
        )
    for day in DAYS:
        yield Example(sample="gaza", day=day, ceiling=20_000, until=LAST_DAY)


EXAMPLES = tuple(_examples())


def people_draws(example: Example) -> dict[float, NDArray[np.float64]]:
    """For each share of the ceiling that is not in place: draws of the days until it is."""
    mission, _ = load_mission(SAMPLE.parent / example.sample)
    wanted = {
        share: people
        for share in _SHARES
        if (people := round(share * example.ceiling) - example.in_place) > 0
    }
    marks = tuple(
        MilestoneMark(
            id=f"share-{round(100 * share)}", name=f"{share:.0%}", levels=(Level(personnel=people),)
        )
        for share, people in wanted.items()
    )
    network, problems = network_of(
        _ground(example, mission.model_copy(update={"milestones": marks})),
        horizon=_year_after(example.day),
    )
    if network is None:
        raise ValueError("; ".join(map(str, problems)))
    node_of = {each.id: each.node for each in network.milestones}
    nodes = [node_of[mark.id] for mark in marks]
    days = days_reached(network, nodes, Run(scenarios=_SCENARIOS, seed=_SEED))
    return {
        share: np.where(row > _YEAR, math.inf, row).astype(np.float64)
        for share, row in zip(wanted, days, strict=True)
    }


def _ground(example: Example, mission: Mission) -> Ground:
    """What was known on the day, with delays fitted without the mission itself."""
    ledger = Ledger(MemoryStore())
    record_sample(ledger, example.sample, recorded_at=_CLOCK)
    asked = AsOf(held_on=example.day, known_at=end_of_day(example.day))
    situation = assess(ledger.entries(known_at=asked.known_at), mission, as_of=asked)
    without = {each.code: each.mission for each in past_cases().efforts}.get(example.effort, "")
    return Ground(
        mission=situation.mission,
        positions=situation.positions,
        delays=past_delays(without=without),
        start=example.day,
    )


def _happened_after(example: Example, share: float) -> float:
    """Days from the example's day until the share was there; infinity: not on record."""
    cases = past_cases()
    effort = next((each for each in cases.efforts if each.code == example.effort), None)
    if effort is None:
        return math.inf
    row = cases.growth[effort.code]
    told = dict(
        zip(
            _SHARES,
            (row.tenth_after_days, row.half_after_days, row.most_after_days),
            strict=True,
        )
    )[share]
    if not isinstance(told, int):
        return math.inf
    return told - (example.day - effort.authorised_on).days


def engine_table() -> str:
    """For each day and share: the chances given, what happened, and the CRPS where it is due."""
    return table(
        (
            "as known on",
            "share",
            *(f"by {days} days" for days in (*BRIER_DAYS, _YEAR)),
            "came after",
            "CRPS of days",
            "engine",
            "class",
            "blend",
        ),
        (row for example in EXAMPLES for row in _rows(example)),
    )


def _rows(example: Example) -> Iterator[tuple[str, ...]]:
    horizon = (example.until - example.day).days
    for share, draws in people_draws(example).items():
        happened = _happened_after(example, share)
        like = _class_draws(example, share)
        forecasts = (draws, like, blended(draws, like))
        yield (
            f"{example.sample}, {example.day.day} {example.day:%B %Y}",
            f"{share:.0%} of {example.ceiling:,}",
            *(f"{chance_by(draws, days):.0%}" for days in (*BRIER_DAYS, _YEAR)),
            f"{happened:.0f} days" if math.isfinite(happened) else "not seen",
            str(horizon) if horizon > 0 else "",
            *(_crps(each, happened, horizon) for each in forecasts),
        )


def _crps(draws: NDArray[np.float64], happened: float, horizon: int) -> str:
    if horizon <= 0:
        return ""
    return f"{score_date(draws, happened, horizon=horizon).crps_days:.0f}"


def _class_draws(example: Example, share: float) -> NDArray[np.float64]:
    """What earlier build-ups say of the same share, given that it was not there on the day."""
    grown = {each.effort.code: each for each in past_build_ups()}
    case = grown.get(example.effort) or gaza_case()
    others = [each for each in grown.values() if each.effort.mission != case.effort.mission]
    draws = share_draws(case, others, share, chosen_closeness(others))
    passed = (example.day - case.effort.authorised_on).days
    return draws[draws > passed] - passed
