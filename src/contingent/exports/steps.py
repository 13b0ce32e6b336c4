"""The chances of gates and phases become a table."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from contingent.exports.outlook import percent_words
from contingent.exports.sheet import Cell, Row, Section
from contingent.exports.wording import day_words
from contingent.situation.steps import StepForecast

__all__ = ["steps_section"]


def steps_section(steps: Iterable[StepForecast], *, horizon: date) -> Section:
    """A row for each, phases first, in the order of the mission file."""
    return Section(
        id="steps",
        title="Phases and gates",
        columns=(
            "What",
            "Name",
            f"By {day_words(horizon)}",
            "If so: 1 in 10 by",
            "5 in 10 by",
            "9 in 10 by",
        ),
        rows=tuple(_row(each) for each in steps),
        note="How likely a gate opens, and a phase is complete, from the same draws as the "
        "milestones.",
        empty="The mission file lists no phase and no gate.",
    )


def _row(step: StepForecast) -> Row:
    cells = (
        Cell(text="gate" if step.is_gate else "phase", tone="quiet"),
        Cell(text=step.name, tone="strong"),
        *(Cell(text=text) for text in _chance(step)),
    )
    kind = "gates" if step.is_gate else "phases"
    return Row(cells=cells, rule=f"From mission.yaml: {kind}, {step.id}.")


def _chance(step: StepForecast) -> tuple[str, str, str, str]:
    """How likely, and the days, where any are to be told."""
    if step.chance == 0:
        return "in no scenario", "", "", ""
    if step.is_there:
        return "there already", "", "", ""
    low, middle, high = (
        day_words(day) if day else "too rare to say" for day in (step.p10, step.p50, step.p90)
    )
    return percent_words(step.chance), low, middle, high
