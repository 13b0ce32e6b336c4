"""How many dated forecasts of a thousand draws are scored a second, beside a library."""

from __future__ import annotations

import os
from functools import partial

import numpy as np
from numpy.typing import NDArray

from benchmarks.table import Row, Table, cpu_seconds, rates
from contingent.plan.scoring import crps, score_date

RUNS = int(os.environ.get("BENCH_SEEDS", "5"))
COUNT = 2_000
DRAWS = 1_000
HORIZON_DAYS = 365.0


def forecasts(seed: int) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Invented draws in days, and the day on which each thing happened."""
    rng = np.random.default_rng(seed)
    return rng.lognormal(4, 1, (COUNT, DRAWS)), rng.lognormal(4, 1, COUNT)


def tables() -> list[Table]:
    """CRPS by us and by scoringrules in one run, whether they agree, and all scores of a date."""
    import scoringrules

    ours, theirs, whole, apart = [], [], [], []
    for seed in range(RUNS + 1):
        draws, happened = forecasts(seed)
        ours.append(cpu_seconds(partial(_ours, draws, happened)))
        library = partial(scoringrules.crps_ensemble, happened, draws, backend="numpy")
        theirs.append(cpu_seconds(library))
        whole.append(cpu_seconds(partial(_whole, draws, happened)))
        few = slice(20)  # the library compares every draw with every other here
        energy = scoringrules.crps_ensemble(
            happened[few], draws[few], estimator="nrg", backend="numpy"
        )
        apart.append(float(np.max(np.abs(_ours(draws[few], happened[few]) - energy))))
    ratios = sorted(b / a for a, b in zip(ours[1:], theirs[1:], strict=True))
    return [
        Table(
            title=f"Scoring {COUNT:,} forecasts of {DRAWS:,} draws, on one core",
            rows=(
                rates("CRPS, ours", "forecasts/s", count=COUNT, seconds=ours[1:]),
                rates("CRPS, scoringrules", "forecasts/s", count=COUNT, seconds=theirs[1:]),
                Row(
                    what="scoringrules' time over ours",
                    median=ratios[len(ratios) // 2],
                    worst=ratios[0],
                    unit="times",
                    runs=len(ratios),
                ),
                rates("every score of a date", "forecasts/s", count=COUNT, seconds=whole[1:]),
                Row(
                    what="largest difference between the two",
                    median=sorted(apart)[len(apart) // 2],
                    worst=max(apart),
                    unit="days",
                    runs=len(apart),
                ),
            ),
        )
    ]


def _ours(draws: NDArray[np.float64], happened: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.array([crps(each, day) for each, day in zip(draws, happened, strict=True)])


def _whole(draws: NDArray[np.float64], happened: NDArray[np.float64]) -> None:
    for each, day in zip(draws, happened, strict=True):
        score_date(each, float(day), horizon=HORIZON_DAYS)
