"""Prints the back-test; with `--write` puts it into the reference page as well.

    python -m evaluation [MONTHLY_STRENGTHS.csv] [--write]

Without the file of monthly strengths, what needs it is left out and keeps its place on the page.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from contingent.plan.delays import standard_delays
from contingent.plan.fitting import fitted_delays
from contingent.situation.past_cases import past_cases
from evaluation.backtest import build_ups, contribution_trials, effort_trials
from evaluation.engine import engine_table
from evaluation.gaza import gaza_tables
from evaluation.monthly import monthly_strengths
from evaluation.tables import build_up_table, case_table, fit_tables, growth_table, score_tables

__all__ = ["ENGINE", "GROWTH", "PAGE", "ROOT", "section_of", "sections"]

ENGINE = "engine"
GROWTH = "growth.csv"
ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "reference" / "calibration.md"


def sections(strengths: Path | None) -> Iterator[tuple[str, str]]:
    """The generated parts of the page, each under its name."""
    cases = past_cases()
    judged = standard_delays()
    yield "fit", fit_tables(fitted_delays(cases, judged), judged)
    contributions = contribution_trials(cases)
    yield "contributions", score_tables([("contributions", contributions)])
    yield "contribution-cases", case_table(contributions)
    yield "gaza", gaza_tables()
    yield ENGINE, engine_table()
    if strengths is None:
        return
    series, problems = monthly_strengths(strengths)
    for problem in problems:
        print(problem, file=sys.stderr)
    grown = build_ups(cases.efforts, series)
    yield GROWTH, growth_table(grown)
    efforts = effort_trials(grown)
    yield "class", build_up_table(grown)
    groups = [("build-ups", efforts), ("all", (*efforts, *contributions))]
    yield "build-ups", score_tables(groups)
    yield "build-up-cases", case_table(efforts)


def section_of(page: str, name: str) -> re.Match[str]:
    """Where a generated part stands on the page; ValueError if it has no place there."""
    found = re.search(rf"(?<=<!-- {name}:begin -->\n).*?(?=\n<!-- {name}:end -->)", page, re.DOTALL)
    if found is None:
        raise ValueError(f"{PAGE.name} has no place for {name}")
    return found


def main(arguments: list[str]) -> None:
    """Print every part; write those that were computed into their places where asked to."""
    paths = [Path(argument) for argument in arguments if argument != "--write"]
    page = PAGE.read_text(encoding="utf-8")
    for name, text in sections(paths[0] if paths else None):
        if name == GROWTH:
            if "--write" in arguments:
                (ROOT / "src" / "contingent" / "cases" / GROWTH).write_text(text)
            continue
        print(f"\n## {name}\n\n{text}", flush=True)
        place = section_of(page, name)
        page = page[: place.start()] + text + page[place.end() :]
    if "--write" in arguments:
        PAGE.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
