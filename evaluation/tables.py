"""Trials and fitted figures become the Markdown that the reference page shows."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

from contingent.plan.buildups import SHARES, BuildUp, growth_row
from contingent.plan.cases import GrowthRow
from contingent.plan.delays import Delays
from contingent.plan.scoring import BRIER_DAYS, pit_histogram, reliability
from evaluation.backtest import BASELINES, Trial, less_than

__all__ = [
    "build_up_table",
    "case_table",
    "fit_tables",
    "growth_table",
    "score_tables",
    "table",
]


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; every column but the first is aligned to the right."""
    lines = [columns, ["---", *["--:"] * (len(columns) - 1)], *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def score_tables(groups: Sequence[tuple[str, Sequence[Trial]]]) -> str:
    """Every group of trials against every baseline, then what our chances were worth."""
    return "\n\n".join(
        [
            table(
                (
                    "CRPS, days",
                    "missions",
                    "dates",
                    "ours",
                    "baseline",
                    "lower by",
                    "90 % of draws",
                ),
                (row for name, trials in groups for row in _against(name, trials)),
            ),
            table(
                ("ours", "dates", "in the middle 80 %", "log score", "fifths of the PIT"),
                (_calibration(name, trials) for name, trials in groups),
            ),
            table(
                ("Brier score", *(f"at {day} days" for day in BRIER_DAYS)),
                (row for name, trials in groups for row in _briers(name, trials)),
            ),
            _reliability([trial for _, trials in groups for trial in trials]),
        ]
    )


def _against(name: str, trials: Sequence[Trial]) -> Iterator[tuple[str, ...]]:
    for baseline in BASELINES:
        heard = [trial for trial in trials if baseline in trial.scores]
        lower = less_than(trials, baseline)
        if lower is None:
            continue
        gain, low, high = lower
        yield (
            f"{name}: {baseline}",
            str(len({trial.mission for trial in heard})),
            str(len(heard)),
            f"{_mean_crps(heard, 'ours'):.0f}",
            f"{_mean_crps(heard, baseline):.0f}",
            f"{gain:.1%}",
            f"{low:.0%} to {high:.0%}",
        )


def _mean_crps(trials: Iterable[Trial], name: str) -> float:
    return float(np.mean([trial.scores[name].crps_days for trial in trials]))


def _calibration(name: str, trials: Sequence[Trial]) -> tuple[str, ...]:
    ours = [trial.scores["ours"] for trial in trials]
    fifths = pit_histogram([score.pit for score in ours])
    return (
        name,
        str(len(ours)),
        f"{np.mean([score.covered for score in ours]):.0%}",
        f"{np.mean([score.log_score for score in ours]):.2f}",
        " / ".join(f"{height / len(ours):.0%}" for height in fifths),
    )


def _briers(name: str, trials: Sequence[Trial]) -> Iterator[tuple[str, ...]]:
    for forecaster in ("ours", *BASELINES):
        heard = [trial for trial in trials if forecaster in trial.scores]
        if heard:
            means = np.mean([trial.scores[forecaster].brier for trial in heard], axis=0)
            label = f"{name}: {forecaster} ({len(heard)})"
            yield (label, *(f"{mean:.3f}" for mean in means))


def _reliability(trials: Iterable[Trial]) -> str:
    rows = reliability(chance for trial in trials for chance in trial.chances)
    return table(
        ("chance given", "times", "mean chance", "came true", "chance", "truth"),
        (
            (
                f"{row.low:.0%} to {row.high:.0%}",
                str(row.count),
                f"{row.mean_chance:.0%}",
                f"{row.came_true / row.count:.0%}",
                _bar(row.mean_chance),
                _bar(row.came_true / row.count),
            )
            for row in rows
        ),
    )


def _bar(share: float) -> str:
    length = round(20 * share)
    return f"`{'#' * length}`" if length else ""


def case_table(trials: Iterable[Trial]) -> str:
    """Each date: what happened, our median, and the CRPS of each forecaster in days."""
    names = ("ours", "steps alone", *BASELINES)
    trials = tuple(trials)
    shown = [name for name in names if any(name in trial.scores for trial in trials)]
    return table(
        ("forecast without its mission", "happened, days", "our median", *shown),
        (
            (
                trial.what,
                _days(trial.happened_after),
                _days(trial.median_days),
                *(
                    f"{trial.scores[name].crps_days:.0f}" if name in trial.scores else ""
                    for name in shown
                ),
            )
            for trial in trials
        ),
    )


def _days(days: float) -> str:
    return f"{days:.0f}" if math.isfinite(days) else "never"


def fit_tables(fitted: Delays, judged: Delays) -> str:
    """Every figure that cases moved, with what was judged and the number of cases."""
    steps = table(
        ("days, P10 / P50 / P90", "judged", "fitted", "cases"),
        (
            (
                delay.name,
                _quantiles(judged.climb[step]),
                _quantiles(delay),
                str(delay.origin.n),
            )
            for step, delay in sorted(fitted.climb.items())
        ),
    )
    shares = table(
        ("share of what was said that comes within a year", "judged", "fitted", "cases"),
        (
            (
                rung.word.replace("_", " "),
                f"{judged.realisation[rung].mean:.0%}",
                f"{chance.mean:.0%}",
                str(chance.origin.n),
            )
            for rung, chance in sorted(fitted.realisation.items())
        ),
    )
    factors = table(
        ("multiplied for", "judged", "fitted", "cases"),
        (
            (
                factor.name,
                f"{judged.factors[name].times:.2f}",
                f"{factor.times:.2f}",
                str(factor.origin.n),
            )
            for name, factor in fitted.factors.items()
        ),
    )
    return "\n\n".join([steps, shares, factors])


def _quantiles(delay: object) -> str:
    return " / ".join(
        f"{getattr(delay, name):.0f}" for name in ("p10_days", "p50_days", "p90_days")
    )


def build_up_table(cases: Sequence[BuildUp]) -> str:
    """How the class grew: quartiles of strength over ceiling, and of the days to each share."""
    strong = [
        (
            f"strength / ceiling after {months} months",
            [case.strength_after[months] for case in cases if months in case.strength_after],
            "{:.2f}",
        )
        for months in (3, 6, 12)
    ]
    dated = [
        (
            f"days to {share:.0%} of the ceiling",
            [case.reached_after[share] for case in cases if share in case.reached_after],
            "{:.0f}",
        )
        for share in SHARES
    ]
    return table(
        ("build-ups", "number", "lower quartile", "median", "upper quartile"),
        (
            (what, str(len(values)), *(_said(form, value) for value in _quartiles(values)))
            for what, values, form in [*strong, *dated]
            if values
        ),
    )


def growth_table(cases: Iterable[BuildUp]) -> str:
    """How each build-up grew, as the CSV table that comes with the product."""
    lines = [",".join(GrowthRow.model_fields)]
    for case in cases:
        values = growth_row(case).model_dump().values()
        lines.append(",".join("" if value is None else str(value) for value in values))
    return "\n".join(lines) + "\n"


def _quartiles(values: Sequence[float]) -> tuple[float, ...]:
    found = np.quantile(values, [0.25, 0.5, 0.75], method="inverted_cdf")
    return tuple(float(value) for value in found)


def _said(form: str, value: float) -> str:
    return form.format(value) if math.isfinite(value) else "never"
