"""The best force of 1,000 offers for 200 lines beside stock solvers, in half a minute.

Half of BENCH_SECONDS (60) for everybody and instance; BENCH_SEEDS (10) from BENCH_FIRST_SEED (1)
for ours, the first BENCH_PEER_SEEDS (2) of them for stock solvers. Whole: at most 7 minutes on two
cores, 3 for ours and 4 for the others, which end late where one answer takes them long.
"""

from __future__ import annotations

from benchmarks.force_sizes import SECONDS, Size, gap_table
from benchmarks.table import Table


def tables() -> list[Table]:
    """One size."""
    return [
        gap_table(Size(offers=1_000, lines=200, seconds=SECONDS / 2, own_bound=False, threads=1))
    ]
