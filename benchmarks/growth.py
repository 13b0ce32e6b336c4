"""How the cost of each part grows with the size of what it is given, by the clock.

The last row of each measure is the power of the size that its medians follow: 1 is in step with
the size, 2 with its square, 0 is not at all. BENCH_SEEDS (3) says on how many seeds; BENCH_LARGEST
(1,000,000) leaves out what is larger. About three minutes.
"""

from __future__ import annotations

import os
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

import numpy as np

from benchmarks import planning, reading, recording
from benchmarks.force_instances import invented_problem
from benchmarks.table import Row, Table
from contingent.force.aims import aims_of
from contingent.force.model import build_model
from contingent.force.problem import View
from contingent.force.solving import Watch
from contingent.force.stages import run_stages
from contingent.ledger.book import Ledger
from contingent.ledger.overview import BoardIndex
from contingent.ledger.sqlite import open_sqlite
from contingent.plan.forecast import Run, days_reached
from contingent.read.documents import read_document
from contingent.read.gazetteer import Gazetteer
from contingent.read.likeness import sketches
from contingent.read.reader import MissionScope, read_statements
from contingent.vocabulary.moment import AsOf

SEEDS = int(os.environ.get("BENCH_SEEDS", "3"))
LARGEST = int(os.environ.get("BENCH_LARGEST", "1000000"))
CLOCK = datetime(2026, 1, 1, tzinfo=UTC)
MOMENT = AsOf(held_on=date(2025, 9, 1), known_at=CLOCK + timedelta(days=1))

Costs = dict[str, float]  # what was done: seconds, or MiB


def tables() -> Iterator[Table]:
    """Entries, documents, offers and scenarios, each in three sizes or more."""
    yield _grown("entries of a ledger", (1_000, 10_000, 100_000), _ledger)
    yield _grown("documents", (100, 400, 1_600), _documents)
    yield _grown("offers for a force", (40, 100, 200, 400), _force)
    yield _grown("scenarios of a forecast", (10_000, 100_000, 1_000_000), _forecast)


def _grown(what: str, sizes: tuple[int, ...], measure: Callable[[int, int], Costs]) -> Table:
    """Every size on every seed, the smallest once before that so that nothing is cold."""
    taken = [size for size in sizes if size <= LARGEST] or [sizes[0]]
    measure(taken[0], 0)
    costs = {size: [measure(size, seed) for seed in range(SEEDS)] for size in taken}
    rows = []
    for name in costs[taken[0]][0]:
        medians = []
        for size, runs in costs.items():
            values = [run[name] for run in runs]
            medians.append(statistics.median(values))
            rows.append(_row(f"{name}: {size:,}", values, name))
        if len(taken) > 1:
            power = float(np.polyfit(np.log(taken), np.log(medians), 1)[0])
            rows.append(Row(what=f"{name}: power", median=power, worst=power, unit="", runs=SEEDS))
    return Table(title=f"Cost by {what}", rows=tuple(rows))


def _row(what: str, values: list[float], name: str) -> Row:
    return Row(
        what=what,
        median=statistics.median(values),
        worst=max(values),
        unit="MiB" if name == FILE else "s",
        runs=len(values),
    )


FILE = "the ledger's file"


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def _ledger(size: int, seed: int) -> Costs:
    new = recording.invented(size, seed)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ledger.db"
        ledger = Ledger(open_sqlite(path, create=True))
        index = BoardIndex()
        costs = {
            "appending": _seconds(partial(ledger.append, new, recorded_at=CLOCK)),
            "verifying": _seconds(ledger.verify),
            "reading into the index of boards": _seconds(lambda: index.add(ledger.entries())),
        }
        index.overview(MOMENT)
        costs["one board of the index"] = _seconds(partial(index.overview, MOMENT))
        return {**costs, FILE: path.stat().st_size / 1024**2}


def _documents(size: int, seed: int) -> Costs:
    rng = random.Random(seed)  # noqa: S311 - an instance, not a secret
    texts = [reading.article(rng) for _ in range(size)]
    plain = [text.decode() for text in texts]
    return {
        "reading into statements": _seconds(lambda: list(map(_read, texts))),
        "sketching for near-copies": _seconds(partial(sketches, plain)),
    }


def _read(text: bytes) -> None:
    document, _ = read_document(text, source="article.txt")
    if document is not None:
        read_statements(document, gazetteer=Gazetteer.standard(), mission=MissionScope())


def _force(size: int, seed: int) -> Costs:
    problem = invented_problem(size, size // 4 + 20, seed + 1)
    began = time.perf_counter()
    model = build_model(problem)
    built = time.perf_counter() - began
    first = aims_of(model, critical=View.FACE, coverage=View.EXPECTED)[:1]
    proving = _seconds(partial(run_stages, model, first, Watch(seconds=60), seed=0))
    return {"building the model": built, "first stage, at most 60 s": proving}


def _forecast(size: int, seed: int) -> Costs:
    network = planning.invented(seed)
    work = partial(days_reached, network, planning.GOALS, Run(scenarios=size, seed=seed))
    return {"one thread": _seconds(work)}
