"""A process of its own compiles the forecast's code, so that no reader waits for that."""

from __future__ import annotations

import sys
from datetime import date
from pathlib import Path

from contingent.situation.kernels import keep_compiled

__all__ = ["main"]


def main() -> None:
    """Forecast an invented step and question, with the code kept in the folder that is named."""
    keep_compiled(Path(sys.argv[1]))
    from contingent.plan.forecast import Run, forecast_of
    from contingent.plan.network import Delivery, Join, Milestone, Network, Step
    from contingent.plan.unlocks import unlocks_of
    from contingent.vocabulary.capability import Kind

    steps = [
        Step(id="yes", name="an answer that suits"),
        Step(id="no", name="an answer that does not"),
        Step(id="question:mandate", name="the question", after=("yes", "no"), join=Join.ANY),
        Step(id="arrival", name="arrival", after=("question:mandate",)),
    ]
    network = Network(
        start=date(2026, 1, 1),
        horizon_days=30,
        nodes=tuple(steps),
        deliveries=(
            Delivery(step="arrival", contributor="A", kinds=frozenset({Kind.INFANTRY}), size=1.0),
        ),
        milestones=(Milestone(id="ioc", name="arrival", node="arrival"),),
        questions={"mandate": ("yes", "no")},
    )
    run = Run(scenarios=1_024)
    forecast_of(network, run)
    unlocks_of(network, run)


if __name__ == "__main__":
    main()
