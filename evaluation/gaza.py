"""The bundled mission, which nothing was fitted to, is scored once, as known on three days.

What is forecast is when a tenth, half and four fifths of the force are there. Until the last day on
record nobody had arrived, so a forecast can be scored up to that day and no further.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

import contingent
from contingent.mission import as_known, load_mission
from contingent.plan.buildups import SHARES, BuildUp, chosen_closeness, plain_rate, share_draws
from contingent.plan.cases import Effort
from contingent.plan.scoring import BRIER_DAYS, chance_by, interval, score_date
from contingent.situation.past_cases import past_build_ups
from contingent.vocabulary.claim import Rung
from evaluation.tables import table

__all__ = ["DAYS", "FORCE", "LAST_DAY", "SAMPLE", "gaza_case", "gaza_tables"]

DAYS = (date(2025, 12, 20), date(2026, 2, 20), date(2026, 5, 21))
SAMPLE = Path(contingent.__file__).parent / "sample" / "gaza"
LAST_DAY = date(2026, 5, 21)
"""The last day of the sample's record, on which no arrival had been seen."""

FORCE = Effort(
    code="ISF-GAZA",
    mission="ISF-GAZA",
    name="Gaza",
    authorised_on=date(2025, 11, 17),
    ceiling=20_000,  # the aim of the troops; the resolution sets no ceiling
    awaits_consent=True,  # of Hamas, which accepts monitors near the borders only
    voluntary=True,
    tenth_after_days="never",
    half_after_days="never",
    most_after_days="never",
    source="https://press.un.org/en/2025/sc16225.doc.htm",
)

_ON_TIME_DAYS = 90


def gaza_tables() -> str:
    """What was forecast on each day, and the scores of what has come due."""
    class_ = past_build_ups()
    case = gaza_case()
    closeness = chosen_closeness(class_)
    draws = {share: share_draws(case, class_, share, closeness) for share in SHARES}
    rates = {share: plain_rate(case, class_, share) for share in SHARES}
    forecasts = table(
        ("as known on", "share", *(f"by {days} days" for days in (*BRIER_DAYS, 365)), "P10", "P50"),
        (_forecast(day, share, _since(day, draws[share])) for day in DAYS for share in SHARES),
    )
    scores = table(
        (
            "CRPS, days, to 21 May 2026",
            "horizon",
            "ours",
            "stated date",
            "base rate",
            "all on time",
        ),
        (row for day in DAYS if day < LAST_DAY for row in _scores(day, draws, rates)),
    )
    return f"{forecasts}\n\n{scores}"


def gaza_case() -> BuildUp:
    """The force as it stood among others on the day of its authorisation."""
    return BuildUp(effort=FORCE, in_place=0.0, reached_after={}, strength_after={})


def _stated_arrival(day: date) -> date | None:
    """The arrival that was stated last among those known on a day and not yet over."""
    mission, _ = load_mission(SAMPLE)
    stated = [
        (item.said_on.last, said.last)
        for item in as_known(mission, day).stated_dates
        if item.rung is Rung.ADVANCE_PARTY
        if (said := item.latest or item.earliest) is not None and said.last >= day
    ]
    return max(stated)[1] if stated else None


def _since(day: date, draws: NDArray[np.float64]) -> NDArray[np.float64]:
    """Days from `day`, given that nothing had come by then."""
    passed = (day - FORCE.authorised_on).days
    return draws[draws > passed] - passed


def _forecast(day: date, share: float, draws: NDArray[np.float64]) -> tuple[str, ...]:
    low, _ = interval(draws)
    middle = float(np.quantile(draws, 0.5, method="inverted_cdf"))
    return (
        f"{day.day} {day:%B %Y}",
        f"{share:.0%} of {FORCE.ceiling:,}",
        *(f"{chance_by(draws, days):.0%}" for days in (*BRIER_DAYS, 365)),
        *(f"{days:.0f} days" if math.isfinite(days) else "never" for days in (low, middle)),
    )


def _scores(
    day: date,
    draws: Mapping[float, NDArray[np.float64]],
    rates: Mapping[float, NDArray[np.float64]],
) -> Iterator[tuple[str, ...]]:
    horizon = (LAST_DAY - day).days
    stated = _stated_arrival(day)
    on_time = max(0, _ON_TIME_DAYS - (day - FORCE.authorised_on).days)
    for share in SHARES:
        forecasts = {
            "ours": _since(day, draws[share]),
            "stated": (np.array([(stated - day).days]) if stated and share == SHARES[0] else None),
            "rate": _since(day, rates[share]),
            "on time": np.array([on_time]),
        }
        yield (
            f"{day.day} {day:%B %Y}, {share:.0%}",
            f"{horizon} days",
            *(
                f"{score_date(each, math.inf, horizon=horizon).crps_days:.0f}"
                if each is not None
                else ""
                for each in forecasts.values()
            ),
        )
