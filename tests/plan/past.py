"""Past efforts, contributions and steps, invented for tests."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from contingent.plan.cases import Cases, Effort, PastContribution, PastStep
from contingent.vocabulary.claim import Rung

__all__ = ["DAY", "cases_of", "contribution", "effort", "step"]

DAY = date(2020, 1, 1)


def effort(code: str = "LAKES-1", **fields: Any) -> Effort:
    """A force of 1,000, of the mission that its code begins with."""
    given = {
        "mission": code.partition("-")[0],
        "name": code,
        "authorised_on": DAY,
        "ceiling": 1_000,
        "series": "X",
        "source": "invented",
    }
    return Effort.model_validate({"code": code, **given, **fields})


def contribution(
    share: int = 100, rung: Rung = Rung.PLEDGED, mission: str = "LAKES", **fields: Any
) -> PastContribution:
    """What came of 100 people said; half of it on the thirtieth day, where half came."""
    half = DAY + timedelta(days=30) if share >= 50 else None
    return PastContribution.model_validate(
        {
            "mission": mission,
            "party": "KEN",
            "said": 100,
            "rung": rung,
            "said_on": DAY,
            "share": share,
            "half_by": half,
            "source": "invented",
            **fields,
        }
    )


def step(days: int, start: Rung, end: Rung, mission: str = "LAKES") -> PastStep:
    """So many days from one rung to another."""
    return PastStep(
        mission=mission, party="KEN", from_rung=start, to_rung=end, days=days, source="invented"
    )


def cases_of(*rows: PastContribution | PastStep | Effort) -> Cases:
    """Some rows, each in its place."""
    return Cases(
        efforts=tuple(row for row in rows if isinstance(row, Effort)),
        contributions=tuple(row for row in rows if isinstance(row, PastContribution)),
        steps=tuple(row for row in rows if isinstance(row, PastStep)),
    )
