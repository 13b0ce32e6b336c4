"""One table of measured figures, as text for people and plain values for files."""

from __future__ import annotations

import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

__all__ = ["Row", "Table", "cpu_seconds", "rates", "shown"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """One measured thing: its median and worst over the runs, in the unit named."""

    what: str
    median: float
    worst: float
    unit: str
    runs: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """Rows measured in one run of the machine."""

    title: str
    rows: tuple[Row, ...]
    note: str = ""

    def plain(self) -> dict[str, Any]:
        """The table as JSON values."""
        return asdict(self)

    def text(self) -> str:
        """The table in Markdown."""
        lines = [f"\n## {self.title}\n", "| what | median | worst | unit | runs |"]
        lines.append("|---|--:|--:|---|--:|")
        lines += [
            f"| {row.what} | {shown(row.median)} | {shown(row.worst)} | {row.unit} | {row.runs} |"
            for row in self.rows
        ]
        return "\n".join([*lines, *([f"\n{self.note}"] if self.note else [])])


def shown(value: float) -> str:
    """A figure to four digits that count, two for one that is next to nothing; a dash for none."""
    if not math.isfinite(value):
        return "–"
    if 0 < abs(value) < 1e-4:
        return f"{value:.1e}"
    digits = 3 - math.floor(math.log10(abs(value))) if value else 0
    text = f"{round(value, digits):,.{max(0, digits)}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def cpu_seconds(work: Callable[[], object]) -> float:
    """Processor seconds that one call took in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def rates(what: str, unit: str, *, count: int, seconds: Sequence[float]) -> Row:
    """`count` things in each run's seconds, as a rate; the slowest run is the worst."""
    return Row(
        what=what,
        median=count / statistics.median(seconds),
        worst=count / max(seconds),
        unit=unit,
        runs=len(seconds),
    )
