"""Searches that differ by chance alone run side by side and become one answer: the best of them.

How long branch and bound takes hangs on the order in which it meets ties, and differs by factors
from one order to the next (Lodi and Tramontani, "Performance Variability in Mixed-Integer
Programming", 2013). Two orders are seldom both unlucky.
"""

from __future__ import annotations

import os
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from typing import TYPE_CHECKING

from contingent.force.aims import Aim
from contingent.force.solving import Answer, Depth, Matrix, Watch, part_of, solve_mixed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["RUNNERS", "best_of", "race"]

RUNNERS = min(2, os.cpu_count() or 1)
"""How many searches run side by side, each on a core of its own."""

_TICK = 0.05  # seconds between two looks at who has finished


def race(matrix: Matrix, aim: Aim, watch: Watch, *, start: NDArray[np.float64]) -> Answer:
    """Branch and bound in several orders; once one has proven its answer, the others end.

    Ctrl-C ends all of them and marks the watch as stopped.
    """
    times = [part_of(watch, watch.left) for _ in range(RUNNERS)]
    with ThreadPoolExecutor(RUNNERS) as pool:
        running = [
            pool.submit(solve_mixed, matrix, aim, time, start=start, depth=Depth(seed=at))
            for at, time in enumerate(times)
        ]
        while not all(each.done() for each in running):
            try:
                wait(running, timeout=_TICK)
                if any(map(_is_proven, running)):
                    for time in times:
                        time.end()
            except KeyboardInterrupt:
                watch.stop()
        return best_of([each.result() for each in running])


def _is_proven(running: Future[Answer]) -> bool:
    return running.done() and running.result().proven


def best_of(answers: Sequence[Answer]) -> Answer:
    """The least value that was found, under the best of all bounds; a proven answer if one is."""
    for each in answers:
        if each.proven:
            return each
    best = min(answers, key=lambda each: each.value)
    bound = max(each.bound for each in answers)
    return Answer(values=best.values, value=best.value, bound=min(bound, best.value), proven=False)
