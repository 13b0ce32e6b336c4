"""The best force of 200 offers for 80 lines beside stock solvers: how near to the best in a minute.

BENCH_SECONDS (60) for everybody and instance; BENCH_SEEDS (10) from BENCH_FIRST_SEED (1) for ours,
the first BENCH_PEER_SEEDS (2) of them for stock solvers. Whole: at most 16 minutes on two cores,
10 for ours and 6 for the others.
"""

from __future__ import annotations

from benchmarks.force_sizes import SECONDS, Size, gap_table
from benchmarks.table import Table
from contingent.force.racing import RUNNERS


def tables() -> list[Table]:
    """One size."""
    return [gap_table(Size(offers=200, lines=80, seconds=SECONDS, own_bound=True, threads=RUNNERS))]
