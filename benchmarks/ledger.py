"""How a ledger does at size: append with and without hashing, verify, and boards at any moment.

`BENCH_SIZE` (entries, else 1,000,000) makes it small. The ledger and its index are made once in
build/ and used again; making them is not measured and takes some ten minutes. With the address of a
database in `BENCH_POSTGRES` the ledger is copied there too, and asked there.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path

from benchmarks.table import Row, Table
from contingent.ledger import chain
from contingent.ledger.book import (
    BATCH,
    Ledger,
    MemoryStore,
    NewEntry,
    retraction_entry,
    statement_entry,
)
from contingent.ledger.checkpoints import audited
from contingent.ledger.copying import copied
from contingent.ledger.labels import Viewer
from contingent.ledger.overview import BoardIndex
from contingent.ledger.positions import positions
from contingent.ledger.projection import Projection, recall_speakers
from contingent.ledger.sqlite import open_sqlite
from contingent.ledger.viewing import View
from contingent.situation import BOARD_FILE, LEDGER_FILE, found_mission
from contingent.situation.overseeing import Overseer
from contingent.vocabulary.capability import Amount, Kind
from contingent.vocabulary.claim import Pledge, Rung, Verdict, VerdictType
from contingent.vocabulary.moment import AsOf, ImpreciseDate
from contingent.vocabulary.plain import identified
from contingent.vocabulary.statement import Medium, Note, Speaker, Statement, Voice
from contingent.vocabulary.states import STATES

SIZE = int(os.environ.get("BENCH_SIZE", "1000000"))
RUNS = int(os.environ.get("BENCH_SEEDS", "5"))
MOMENTS = 60
CONTRIBUTORS = [state.code for state in STATES[:200]]
START = date(2022, 1, 1)
DAYS = 4 * 365
CLOCK = datetime(2022, 1, 1, tzinfo=UTC)
ROLES = ("President", "Foreign Minister", "spokesperson of the ministry", "ambassador")
KINDS = [*list(Kind)[:8], Kind.TROOPS, Kind.UNSPECIFIED]
VERDICTS = (VerdictType.UNDECIDED, VerdictType.DECLINED, VerdictType.SUSPENDED)
READER = Viewer(name="bo", organisation="NOR")
LABELS = ("", "TLP:CLEAR//BY bench", "TLP:GREEN//BY bench", "TLP:RED//BY bench")


def invented(count: int, seed: int) -> Iterator[NewEntry]:
    """So many entries about 200 contributors over four years, most about a few of them.

    Half are a party's own word, one in ten a verdict, one in two hundred takes one back.
    """
    rng = random.Random(seed)  # noqa: S311 - an instance, not a secret
    weights = [1 / (1 + at) ** 0.8 for at in range(len(CONTRIBUTORS))]
    parties = rng.choices(CONTRIBUTORS, weights, k=count)
    said: list[str] = []
    for number, about in enumerate(parties):
        if said and rng.random() < 0.005:
            new = retraction_entry(rng.choice(said[-5_000:]), "person:Bench", f"slip {number}")
        else:
            statement = _statement(rng, number, about, count)
            said.append(statement.id)
            new = statement_entry(statement, "rule:bench")
        yield replace(new, label=rng.choice(LABELS))


def _statement(rng: random.Random, number: int, about: str, count: int) -> Statement:
    day = START + timedelta(days=number * DAYS // count - rng.choice([0, 0, 0, 1, 2, 9, 40]))
    speaker = about if rng.random() < 0.5 else rng.choice(CONTRIBUTORS)
    size = rng.randrange(1, 40) * 50
    kinds = (rng.choice(KINDS),)
    return identified(
        Statement(
            id="",
            citation=Note(
                medium=Medium.PAGE,
                source=f"https://example.org/{number}",
                gist="An invented remark about what might be sent, as long as such remarks are.",
            ),
            speaker=Speaker(name="A. Speaker", role=rng.choice(ROLES), party=speaker),
            voice=Voice.OFFICIAL if speaker == about else Voice.THIRD_PARTY,
            about=about,
            claim=(
                Verdict(verdict=rng.choice(VERDICTS), kinds=kinds)
                if rng.random() < 0.1
                else Pledge(
                    rung=Rung(rng.choice([1, 2, 2, 3, 3, 3, 4, 4, 5, 6, 9])),
                    kinds=kinds,
                    amount=Amount(floor=size, ceiling=size) if rng.random() < 0.3 else None,
                )
            ),
            said_on=ImpreciseDate.day(day),
        )
    )


def tables() -> list[Table]:
    """Appending beside appending without hashes, verification, and boards now and at any moment."""
    ledger = _large()
    found = [_appending(), _verifying(ledger), _boards(ledger), _commands()]
    return [*found, _in_a_database(ledger)] if os.environ.get("BENCH_POSTGRES") else found


def _large() -> Ledger:
    """A ledger of SIZE entries, made the first time: known over four years, day by day."""
    path = Path("build") / f"bench-ledger-{SIZE}.db"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        draft = path.with_suffix(".draft")
        draft.unlink(missing_ok=True)
        ledger = Ledger(open_sqlite(draft, create=True))
        entries = invented(SIZE, 0)
        made = 0
        while batch := list(islice(entries, 20 * BATCH)):
            made += len(batch)
            known = CLOCK + timedelta(days=made * DAYS // SIZE)
            ledger.append(batch, recorded_at=known)
        draft.rename(path)
    return Ledger(open_sqlite(path))


def _seconds(work: Callable[[], object]) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


@contextmanager
def _without_hashes() -> Iterator[None]:
    """The same appends with a digest that costs nothing: what hashing and sealing add."""
    real = chain.digest_of
    chain.digest_of = lambda row: row.seq.to_bytes(32)  # type: ignore[assignment]
    try:
        yield
    finally:
        chain.digest_of = real


def _appending() -> Table:
    """Both in one run, in turn, so that the same disk and the same minute serve both."""
    hashed: list[float] = []
    plain: list[float] = []
    count = min(20_000, SIZE)
    for seed in range(RUNS):
        new = list(invented(count, 1 + seed))
        for seconds, blind in ((hashed, False), (plain, True)):
            with tempfile.TemporaryDirectory() as folder:
                ledger = Ledger(open_sqlite(Path(folder) / "ledger.db", create=True))
                work = partial(ledger.append, new, recorded_at=CLOCK)
                if blind:
                    with _without_hashes():
                        seconds.append(_seconds(work))
                else:
                    seconds.append(_seconds(work))
    slower = [100 * (one / two - 1) for one, two in zip(hashed, plain, strict=True)]
    return Table(
        title=f"Appending {count:,} entries in batches of {BATCH:,}",
        rows=(
            _rate("hashed and sealed", count, hashed),
            _rate("the same without hashes", count, plain),
            Row(
                what="slower for the hashes",
                median=statistics.median(slower),
                worst=max(slower),
                unit="%",
                runs=RUNS,
            ),
        ),
    )


def _rate(what: str, count: int, seconds: list[float]) -> Row:
    return Row(
        what=what,
        median=count / statistics.median(seconds),
        worst=count / max(seconds),
        unit="entries/s",
        runs=len(seconds),
    )


def _times(what: str, seconds: list[float], unit: str = "ms") -> Row:
    scale = 1_000 if unit == "ms" else 1
    return Row(
        what=what,
        median=scale * statistics.median(seconds),
        worst=scale * _p95(seconds),
        unit=f"{unit} (worst: p95)",
        runs=len(seconds),
    )


def _p95(values: list[float]) -> float:
    return sorted(values)[max(0, -(-95 * len(values) // 100) - 1)]


def _verifying(ledger: Ledger) -> Table:
    full = [_seconds(partial(audited, ledger)) for _ in range(min(RUNS, 3))]
    glance = [_seconds(ledger.glance) for _ in range(min(RUNS, 3))]
    return Table(
        title=f"Verifying {SIZE:,} entries",
        rows=(
            _times("full: every hash, the chain, the Merkle root, the file", full, "s"),
            _times("quick: the last entry, the guards, the file", glance, "s"),
        ),
    )


def _boards(ledger: Ledger) -> Table:
    """From an index in memory, as a server that is running has it."""
    kept = _kept(ledger)
    opening = [_seconds(partial(Projection(kept).index, ledger)) for _ in range(RUNS)]
    index = Projection(kept).index(ledger)
    slice_ = tuple(islice(ledger.entries(), min(20_000, SIZE)))
    building = [_seconds(partial(BoardIndex, slice_)) for _ in range(min(RUNS, 3))]
    rng = random.Random(7)  # noqa: S311 - an instance, not a secret
    today = _moment(START + timedelta(days=DAYS), START + timedelta(days=DAYS))
    index.overview(today)  # compiled, and in the cache of the processor
    recall_speakers(index, ledger)
    now, anywhen, hidden, after_news = [], [], [], []
    for turn in range(MOMENTS):
        now.append(_seconds(partial(index.overview, today)))
        held, known = (START + timedelta(days=rng.randrange(DAYS)) for _ in range(2))
        asked = _moment(held, known)
        anywhen.append(_seconds(partial(index.overview, asked)))
        hidden.append(_seconds(partial(index.overview, asked, viewer=READER, founder="bench")))
        news = _news(turn, index.head.size)
        after_news.append(_seconds(lambda news=news: (index.add(news), index.overview(today))))
    fold = [_seconds(partial(positions, slice_, as_of=today)) for _ in range(RUNS)]
    return Table(
        title=f"Boards in short of {len(CONTRIBUTORS)} contributors from {SIZE:,} entries",
        rows=(
            _times("now", now),
            _times("at any moment (held on x known at)", anywhen),
            _times("the same, for a reader from whom one label in four is hidden", hidden),
            _times("now, after ten new statements", after_news),
            _times("opening a kept index and bringing it up to date", opening, "s"),
            _rate("reading entries into a new index", len(slice_), building),
            _times(f"the plain fold, of {len(slice_):,} entries only", fold),
        ),
    )


def _kept(ledger: Ledger) -> Path:
    """The index of the large ledger, made the first time."""
    place = Path("build") / f"bench-ledger-{SIZE}.db.board"
    if not place.exists():
        Projection(place).rebuild(ledger)
    return place


def _commands() -> Table:
    """What somebody waits for who asks on the command line, or a server that is running."""
    with tempfile.TemporaryDirectory(dir="build") as workshop:
        folder = Path(workshop) / "mission"
        found_mission(folder, sample=None, recorded_at=CLOCK)
        for rest in folder.glob(f"{LEDGER_FILE}*"):
            rest.unlink()
        made = Path("build") / f"bench-ledger-{SIZE}.db"
        os.link(made, folder / LEDGER_FILE)
        shutil.copy(made.with_name(f"{made.name}.board"), folder / BOARD_FILE)
        command = [sys.executable, "-m", "contingent", "positions", "--short", "--json"]
        asked = [*command, "--mission", str(folder), "--as-known", "2025-06-01"]
        ask = partial(subprocess.run, asked, check=True, capture_output=True)
        ask()  # compiled, and on its disk
        cold = [_seconds(ask) for _ in range(RUNS)]
        overseer, view = Overseer(folder), View(Ledger(open_sqlite(folder / LEDGER_FILE)))
        today = _moment(START + timedelta(days=DAYS), START + timedelta(days=DAYS))
        overseer.overview(view, today)
        warm = [_seconds(partial(overseer.overview, view, today)) for _ in range(MOMENTS)]
    return Table(
        title=f"Asking for the board in short of {SIZE:,} entries",
        rows=(
            _times("`contingent positions --short`, a process of its own each time", cold, "s"),
            _times("a server that is running: look for news, then the board", warm),
        ),
    )


def _in_a_database(ledger: Ledger) -> Table:
    """The same where the ledger is in the database at BENCH_POSTGRES, copied there once."""
    from contingent.ledger.postgres import open_postgres

    store = open_postgres(os.environ["BENCH_POSTGRES"], create=True)
    served = Ledger(store)
    if served.head != ledger.head:
        copied(ledger, store)
    projection = Projection(_kept(ledger))
    today = _moment(START + timedelta(days=DAYS), START + timedelta(days=DAYS))
    projection.index(served).overview(today)
    warm = [_seconds(lambda: projection.index(served).overview(today)) for _ in range(MOMENTS)]
    full = [_seconds(partial(audited, served)) for _ in range(min(RUNS, 3))]
    return Table(
        title=f"{SIZE:,} entries in PostgreSQL",
        rows=(
            _times("look for news, then the board in short", warm),
            _times("full verification", full, "s"),
        ),
    )


def _moment(held: date, known: date) -> AsOf:
    at = datetime.combine(known, datetime.min.time(), tzinfo=UTC) + timedelta(days=1)
    return AsOf(held_on=held, known_at=at)


def _news(turn: int, size: int) -> list[chain.Entry]:
    """Ten more statements, as they come from a store that holds so many."""
    ledger = Ledger(MemoryStore())
    new = invented(10, 1_000 + turn)
    added = ledger.append(new, recorded_at=CLOCK + timedelta(days=DAYS - 1))
    return [replace(entry, seq=size + entry.seq) for entry in added]
