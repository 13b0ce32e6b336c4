"""Tables of earlier missions become cases to learn from, and the delays fitted to them."""

from __future__ import annotations

from functools import cache
from importlib.resources import as_file, files
from pathlib import Path

from contingent.errors import Problem
from contingent.mission.tables import read_rows
from contingent.plan.buildups import BuildUp, grown
from contingent.plan.cases import Cases, Effort, GrowthRow, PastContribution, PastStep
from contingent.plan.delays import Delays, standard_delays
from contingent.plan.fitting import fitted_delays

__all__ = ["past_build_ups", "past_cases", "past_delays", "read_cases"]

_LIMIT = 5_000_000  # bytes


def read_cases(folder: Path) -> tuple[Cases, tuple[Problem, ...]]:
    """The cases of a folder: `efforts.csv`, `contributions.csv`, `steps.csv`, `growth.csv`.

    Every bad row is a Problem and left out; so is a table that cannot be read.
    """
    efforts, bad_efforts = read_rows(folder / "efforts.csv", Effort, limit=_LIMIT)
    contributions, bad_contributions = read_rows(
        folder / "contributions.csv", PastContribution, limit=_LIMIT
    )
    steps, bad_steps = read_rows(folder / "steps.csv", PastStep, limit=_LIMIT)
    growth, bad_growth = read_rows(folder / "growth.csv", GrowthRow, limit=_LIMIT)
    cases = Cases(
        efforts=tuple(row for _, row in efforts),
        contributions=tuple(row for _, row in contributions),
        steps=tuple(row for _, row in steps),
        growth={row.code: row for _, row in growth},
    )
    return cases, (*bad_efforts, *bad_contributions, *bad_steps, *bad_growth)


@cache
def past_cases() -> Cases:
    """The cases that come with Contingent; none of them is a mission that it forecasts."""
    with as_file(files("contingent") / "cases") as folder:
        cases, problems = read_cases(folder)
    if problems:
        raise ValueError("; ".join(map(str, problems)))
    return cases


def past_build_ups() -> tuple[BuildUp, ...]:
    """How the forces of the bundled cases grew: the class in which to place the next."""
    cases = past_cases()
    rows = cases.growth
    return tuple(grown(each, rows[each.code]) for each in cases.efforts if each.code in rows)


@cache
def past_delays(*, without: str = "") -> Delays:
    """Delays and chances fitted to the bundled cases, those of one mission left out.

    `without` is that mission's name in the tables, such as `UNIFIL`; empty: all cases count.
    """
    return fitted_delays(past_cases().without(without), standard_delays())
