"""What labels and values kept apart cost, beside a ledger without them in the same run."""

from __future__ import annotations

import os
import tempfile
from collections import deque
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from benchmarks.recording import invented
from benchmarks.table import Row, Table, cpu_seconds, rates
from contingent.ledger.book import Ledger, NewEntry
from contingent.ledger.labels import Viewer
from contingent.ledger.sqlite import open_sqlite
from contingent.ledger.vault import Vault
from contingent.ledger.viewing import View

CLOCK = datetime(2026, 1, 1, tzinfo=UTC)
COUNT = 5_000
SEEDS = int(os.environ.get("BENCH_SEEDS", "5"))
LABELS = (
    "TLP:GREEN//BY ada (GBR)",
    "TLP:AMBER//REL TO NATO//BY ada (GBR)",
    "TLP:AMBER+STRICT//BY cy (NOR)",
    "TLP:RED//BY ada (GBR)",
)
READER = Viewer(name="bo", organisation="NOR", groups=frozenset({"NATO"}))


def tables() -> list[Table]:
    """Appending and reading, plain, with a vault, and as a viewer who sees three in four."""
    plain, apart = _measured(with_vault=False), _measured(with_vault=True)
    rows = [*plain, *apart, *_ratios(plain, apart)]
    return [Table(title="Labels, and values kept apart, on one core", rows=tuple(rows))]


def _measured(*, with_vault: bool) -> list[Row]:
    how = "with a vault" if with_vault else "plain"
    seconds: dict[str, list[float]] = {"appended": [], "read": [], "read by a viewer": []}
    for seed in range(SEEDS):
        new = [_labelled(item, number) for number, item in enumerate(invented(COUNT, seed))]
        with tempfile.TemporaryDirectory() as folder:
            path = Path(folder) / "ledger.db"
            if with_vault:
                Vault(path.with_name("ledger.db.vault")).create()
            ledger = Ledger(open_sqlite(path, create=True))
            view = View(ledger, viewer=READER, founder="ada")
            seconds["appended"].append(cpu_seconds(partial(ledger.append, new, recorded_at=CLOCK)))
            seconds["read"].append(cpu_seconds(partial(_exhaust, ledger)))
            seconds["read by a viewer"].append(cpu_seconds(partial(_exhaust, view)))
    return [
        rates(f"entries {what}, {how}", "entries/s", count=COUNT, seconds=found)
        for what, found in seconds.items()
    ]


def _labelled(item: NewEntry, number: int) -> NewEntry:
    return replace(item, label=LABELS[number % len(LABELS)])


def _exhaust(source: Ledger | View) -> None:
    deque(source.entries(), maxlen=0)


def _ratios(plain: list[Row], apart: list[Row]) -> list[Row]:
    """How many times as long each takes with a vault."""
    return [
        Row(
            what=f"{one.what.removesuffix(', plain')}: time with a vault",
            median=one.median / other.median,
            worst=one.worst / other.worst,
            unit="times",
            runs=one.runs,
        )
        for one, other in zip(plain, apart, strict=True)
    ]
