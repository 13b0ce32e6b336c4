"""How fast entries are appended, and positions folded, on one core."""

from __future__ import annotations

import random
import tempfile
from datetime import UTC, date, datetime, timedelta
from functools import partial
from pathlib import Path

from benchmarks.table import Row, Table, cpu_seconds, rates
from contingent.ledger.book import Ledger, MemoryStore, NewEntry, statement_entry
from contingent.ledger.positions import positions
from contingent.ledger.sqlite import open_sqlite
from contingent.vocabulary.capability import Amount, Kind
from contingent.vocabulary.claim import Pledge, Rung
from contingent.vocabulary.moment import AsOf, ImpreciseDate
from contingent.vocabulary.plain import identified
from contingent.vocabulary.statement import Medium, Note, Speaker, Statement, Voice
from contingent.vocabulary.states import STATES

START = date(2025, 1, 1)
CLOCK = datetime(2026, 1, 1, tzinfo=UTC)
RUNS = 5


def invented(count: int, seed: int) -> list[NewEntry]:
    """So many invented statements about fifty contributors over a year, half by others."""
    rng = random.Random(seed)  # noqa: S311 - an instance, not a secret
    codes = [state.code for state in STATES[:50]]
    return [statement_entry(_invented(rng, number, codes), "rule:bench") for number in range(count)]


def _invented(rng: random.Random, number: int, codes: list[str]) -> Statement:
    about, said = rng.choice(codes), START + timedelta(days=rng.randrange(365))
    speaker = about if rng.random() < 0.5 else rng.choice(codes)
    size = rng.randrange(1, 40) * 50
    return identified(
        Statement(
            id="",
            citation=Note(medium=Medium.PAGE, source=f"page {number}", gist="An invented remark."),
            speaker=Speaker(name="A minister", role="Foreign Minister", party=speaker),
            voice=Voice.OFFICIAL if speaker == about else Voice.THIRD_PARTY,
            about=about,
            claim=Pledge(
                rung=Rung(rng.randrange(1, 10)),
                kinds=(rng.choice(list(Kind)),),
                amount=Amount(floor=size, ceiling=size) if rng.random() < 0.3 else None,
            ),
            said_on=ImpreciseDate.day(said),
        )
    )


def tables() -> list[Table]:
    """Appends in batches and one by one, verification, and the board from 10,000 statements."""
    return [Table(title="Recording, on one core", rows=(*_appending(), *_folding()))]


def _appending() -> list[Row]:
    whole, single, checked = [], [], []
    for seed in range(RUNS):
        new = invented(5_000, seed)
        with tempfile.TemporaryDirectory() as folder:
            ledger = Ledger(open_sqlite(Path(folder) / "ledger.db", create=True))
            whole.append(cpu_seconds(partial(ledger.append, new, recorded_at=CLOCK)))
            checked.append(cpu_seconds(ledger.verify))
            late = invented(200, seed + RUNS)
            single.append(cpu_seconds(partial(_one_by_one, ledger, late)))
    return [
        rates("entries appended, batches of 1,000", "entries/s", count=5_000, seconds=whole),
        rates("entries appended, one a transaction", "entries/s", count=200, seconds=single),
        rates("entries verified", "entries/s", count=5_000, seconds=checked),
    ]


def _one_by_one(ledger: Ledger, late: list[NewEntry]) -> None:
    for item in late:
        ledger.append([item], recorded_at=CLOCK)


def _folding() -> list[Row]:
    seconds = []
    as_of = AsOf(held_on=date(2025, 9, 1), known_at=CLOCK + timedelta(days=1))
    for seed in range(RUNS):
        ledger = Ledger(MemoryStore())
        ledger.append(invented(10_000, seed), recorded_at=CLOCK)
        entries = tuple(ledger.entries())
        seconds.append(cpu_seconds(partial(positions, entries, as_of=as_of)))
    return [rates("positions from 10,000 statements", "boards/s", count=1, seconds=seconds)]
