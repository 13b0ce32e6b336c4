"""How much memory an archive of very many documents takes, and whether that grows on the way."""

from __future__ import annotations

import os
import resource
import time
from pathlib import Path

from benchmarks.corpora import articles
from benchmarks.table import Row, Table, rates
from contingent.situation import Reader, Run, read_only

COUNT = int(os.environ.get("BENCH_DOCUMENTS", "100000"))
JOBS = 2


def tables() -> list[Table]:
    """Documents per second, and the memory of the process that gathers at each fifth."""
    run = Run(reader=Reader.of_mission(None), jobs=JOBS)
    began, done, held = time.perf_counter(), 0, []
    for window in read_only(run, articles(COUNT)):
        done += len(window.readings)
        if done * 5 >= COUNT * (len(held) + 1):
            held.append(_mebibytes())
    seconds = time.perf_counter() - began
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    worker = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    rows = (
        rates(f"{done:,} documents, {JOBS} workers", "documents/s", count=done, seconds=[seconds]),
        *(_row(f"held after {at + 1} of 5 parts", size) for at, size in enumerate(held)),
        _row("peak of the process that gathers", peak),
        _row("peak of the largest worker", worker),
    )
    return [Table(title="An archive, by the clock", rows=rows)]


def _row(what: str, mebibytes: float) -> Row:
    return Row(what=what, median=mebibytes, worst=mebibytes, unit="MiB", runs=1)


def _mebibytes() -> float:
    """What this process holds now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE") / 2**20
