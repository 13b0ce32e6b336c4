"""How long readers wait: fifty at once beside Datasette and Fava, and one before a large ledger.

`BENCH_SEEDS` says how many runs (else 5), `BENCH_SIZE` how many entries the large ledger has (else
1,000,000); it is the one that the ledger's own benchmark makes.
"""

from __future__ import annotations

import asyncio
import os
import random
import shutil
import socket
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from importlib.util import find_spec
from pathlib import Path

from benchmarks.ledger import DAYS, SIZE, START, _large
from benchmarks.table import Row, Table
from contingent.exports.tables import grid_of
from contingent.ledger.people import PEOPLE_FILE, open_people
from contingent.ledger.roles import Role
from contingent.situation import found_mission
from contingent.vocabulary.moment import AsOf, end_of_day
from contingent.web.workplace import Workplace

SEEDS = int(os.environ.get("BENCH_SEEDS", "5"))
READERS = 50
PAGES_EACH = 4
_TRIES = 5
MOMENT = "as_of=2026-02-20"
OURS = {
    "overview": f"/?{MOMENT}",
    "board": f"/contributors?{MOMENT}",
    "dossier": f"/contributors/PAK?{MOMENT}",
    "statements": f"/evidence?{MOMENT}",
    "questions": f"/questions?{MOMENT}",
    "force": f"/force?{MOMENT}",
    "plan": f"/plan?{MOMENT}",
    "field": f"/field?{MOMENT}",
    "authority": f"/authority?{MOMENT}",
    "ledger": f"/ledger?{MOMENT}",
    "brief": f"/brief?{MOMENT}",
    "API, positions": f"/api/v1/positions?{MOMENT}",
}
LARGE_MISSION = """\
code: LARGE
name: A force that everybody spoke of
theatre: Lakeland
authorisation: {instrument: Resolution 1, body: UNSC, date: 2022-01-01, source: https://example.org/r}
requirement:
  strength:
    - {kind: infantry, target: 30000, assumption: true, reason: Invented for a benchmark.}
questions:
  - {topic: mandate, text: What may the force do?, asked_by: [KEN, FRA]}
gates:
  - {id: terms, name: Terms are settled, all_of: ["question:mandate"]}
phases:
  - {id: first, name: First boots, gates: [terms]}
"""
LONGEST_SECONDS = 120.0
LARGE_MOMENTS = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class _Waited:
    """One run: how long each page took, in milliseconds, and how large the largest was."""

    milliseconds: tuple[float, ...]
    bytes: int

    @property
    def p95(self) -> float:
        """The wait that 95 of 100 pages did not exceed."""
        return statistics.quantiles(self.milliseconds, n=20)[-1]


def tables() -> list[Table]:
    """95th percentiles of the wait, each reader asking for the next page at once."""
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room) / "gaza"
        found_mission(folder, sample="gaza", recorded_at=datetime.now(UTC))
        rows = [*_ours(folder), *_datasette(folder, Path(room)), *_fava(Path(room))]
        rows += _as_a_team(folder)
    note = (
        f"{READERS} readers on one connection each, {PAGES_EACH} pages a reader, no pause between "
        "pages; client and server share the machine. Median and worst of the runs' 95th "
        "percentiles. Each page was opened once before."
    )
    return [Table(title="Fifty readers at once", rows=tuple(rows), note=note), _large_table()]


def _large_table() -> Table:
    """One reader before a ledger of a million entries about two hundred contributors."""
    _large()
    with tempfile.TemporaryDirectory() as room:
        folder = Path(room) / "large"
        folder.mkdir()
        (folder / "mission.yaml").write_text(LARGE_MISSION, encoding="utf-8")
        kept = Path("build") / f"bench-ledger-{SIZE}.db"
        shutil.copyfile(kept, folder / "ledger.db")
        port = _free_port()
        command = ["-m", "contingent", "serve", "--mission", str(folder), "--port", str(port)]
        with _running(command, port):
            rows = tuple(_large_rows(port))
    note = (
        f"A page that is not there after {LONGEST_SECONDS:.0f} s ends the table. The first page "
        "reads the ledger in; a page asked for again is kept until a file changes."
    )
    return Table(title=f"One reader before {SIZE:,} entries", rows=rows, note=note)


def _large_rows(port: int) -> Iterator[Row]:
    today = START + timedelta(days=DAYS)
    moments = random.Random(11)  # noqa: S311 - an instance, not a secret
    now = f"/board?as_of={today}&as_known={today}"  # where `/` leads before a large ledger
    days = [moments.randrange(DAYS // 10, DAYS) for _ in range(SEEDS * LARGE_MOMENTS)]
    held = [START + timedelta(days=day) for day in days]
    asked = {
        "the first page, once": [now],
        "overview, now, asked for again": [now] * LARGE_MOMENTS,
        "overview of a moment not drawn yet": [
            f"/board?as_of={day}&as_known={day}" for day in held
        ],
        "overview of a day, as it is known now": [
            f"/board?as_of={day}&as_known={today}" for day in held
        ],
    }
    for what, paths in asked.items():
        try:
            waited = asyncio.run(_one_reader(port, paths))
        except TimeoutError:
            yield Row(what=f"{what}: not there after", median=LONGEST_SECONDS, unit="s", runs=1)
            return
        yield Row(
            what=what,
            median=statistics.median(waited.milliseconds),
            worst=waited.p95 if len(paths) > 1 else max(waited.milliseconds),
            unit="ms (worst: p95)" if len(paths) > 1 else "ms",
            runs=len(paths),
        )


async def _one_reader(port: int, paths: Sequence[str]) -> _Waited:
    """One reader who opens page after page; TimeoutError where they take too long together."""
    limit = LONGEST_SECONDS * min(len(paths), 3)
    return await asyncio.wait_for(_readers(port, paths, readers=1, pages=len(paths)), limit)


def _ours(folder: Path) -> Iterator[Row]:
    port = _free_port()
    command = ["-m", "contingent", "serve", "--mission", str(folder), "--port", str(port)]
    with _running(command, port):
        for name, path in OURS.items():
            yield from _measured(f"Contingent, {name}", port, path)
        yield from _new_moments(port)


def _as_a_team(folder: Path) -> Iterator[Row]:
    """The same page for members of a team, whose account and rights are looked up each time."""
    people, now = open_people(folder / PEOPLE_FILE), datetime.now(UTC)
    people.add("ada", roles=[Role.ADMINISTRATOR, Role.READER], at=now)
    _, token = people.issue_token("ada", purpose="a bench", at=now, lifetime=timedelta(days=1))
    port = _free_port()
    command = ["-m", "contingent", "serve", "--mission", str(folder), "--port", str(port)]
    with _running(command, port):
        path = OURS["overview"]
        yield from _measured("Contingent, overview for a team", port, path, token=token)


def _new_moments(port: int) -> Iterator[Row]:
    """A reader who moves the slider: every page is of a moment that nobody asked for before."""
    waits = []
    for seed in range(SEEDS):
        paths = [f"/?as_of=2026-{month:02d}-{seed + 1:02d}" for month in range(1, 6)]
        waits.append(asyncio.run(_readers(port, paths, readers=1, pages=len(paths))))
    yield _row("Contingent, overview of a moment not drawn yet, one reader: p95", waits)


def _datasette(folder: Path, room: Path) -> Iterator[Row]:
    """The same statements as a table of a hundred rows a page."""
    if find_spec("datasette") is None:
        return
    database = room / "statements.db"
    workplace = Workplace(folder)
    holdings = workplace.holdings(None)
    today = datetime.now(UTC).date()
    moment = AsOf(held_on=today, known_at=end_of_day(today))
    grid = grid_of("statements", workplace.picture(holdings, moment, today).situation)
    with sqlite3.connect(database) as connection:
        names = ", ".join(f'"{column.name}"' for column in grid.columns)
        connection.execute(f"CREATE TABLE statements ({names})")
        marks = ", ".join("?" * len(grid.columns))
        rows = [[str(v) if v is not None else None for v in row] for row in grid.rows]
        connection.executemany(f"INSERT INTO statements VALUES ({marks})", rows)  # noqa: S608
    port = _free_port()
    with _running(["-m", "datasette", str(database), "--port", str(port)], port):
        yield from _measured("Datasette, statements", port, "/statements/statements")


def _fava(room: Path) -> Iterator[Row]:
    """A journal of as many entries as the sample has statements."""
    if find_spec("fava") is None:
        return
    book = room / "book.beancount"
    lines = ['option "title" "book"', "2025-01-01 open Assets:A", "2025-01-01 open Income:B"]
    for number in range(339):
        day = f"2025-{number % 12 + 1:02d}-{number % 28 + 1:02d}"
        lines.append(f'{day} * "entry {number}"\n  Assets:A  {number + 1} EUR\n  Income:B')
    book.write_text("\n".join(lines) + "\n")
    port = _free_port()
    starting = "import sys; from fava.cli import main; sys.argv[0] = 'fava'; main()"
    with _running(["-c", starting, str(book), "--port", str(port)], port):
        path = "/book/api/account_report?a=Assets%3AA"  # what its page then asks for by script
        yield from _measured("Fava, journal of an account", port, path)


def _measured(what: str, port: int, path: str, *, token: str = "") -> Iterator[Row]:
    """The waits of fifty readers; of half as many, and so on, where a server fails them."""
    _open_once(port, path, token)
    readers, waits = READERS, list[_Waited]()
    while not waits:
        try:
            waits = [
                asyncio.run(_readers(port, [path], readers=readers, pages=PAGES_EACH, token=token))
                for _ in range(SEEDS)
            ]
        except (ValueError, ConnectionError):
            if readers == 1:
                raise
            readers //= 2
            what = f"{what.partition(' (')[0]} ({readers} readers, since it fails more)"
    yield _row(f"{what}: p95", waits)
    size = max(each.bytes for each in waits) / 1_000
    yield Row(what=f"{what}: size", median=size, worst=size, unit="kB", runs=SEEDS)


def _open_once(port: int, path: str, token: str) -> None:
    """Open a page, and again until what it waits for is worked out."""
    for _ in range(120):
        address = f"http://127.0.0.1:{port}{path}"
        with urllib.request.urlopen(address, timeout=60) as page:
            if b'data-job="running"' not in page.read():
                return
        time.sleep(0.5)
    raise ValueError(f"{path}: not worked out")


def _row(what: str, waits: Sequence[_Waited]) -> Row:
    found = [each.p95 for each in waits]
    return Row(
        what=what, median=statistics.median(found), worst=max(found), unit="ms", runs=len(found)
    )


async def _readers(
    port: int, paths: Sequence[str], *, readers: int, pages: int, token: str = ""
) -> _Waited:
    found = await asyncio.gather(*(_reader(port, paths, pages, token) for _ in range(readers)))
    return _Waited(
        milliseconds=tuple(wait for waits, _ in found for wait in waits),
        bytes=max(size for _, size in found),
    )


async def _reader(
    port: int, paths: Sequence[str], pages: int, token: str
) -> tuple[list[float], int]:
    """One reader on one connection; raises ValueError for an answer that is not 200.

    Where a server closes a connection on its reader, the page is asked for again on a new one, and
    the wait goes on.
    """
    opened = await asyncio.open_connection("127.0.0.1", port)
    waits, size = [], 0
    for number in range(pages):
        path = paths[number % len(paths)]
        lines = [f"GET {path} HTTP/1.1", f"Host: 127.0.0.1:{port}"]
        lines += [f"Authorization: Bearer {token}"] if token else []
        asked = "\r\n".join([*lines, "", ""]).encode()
        begun = time.perf_counter()
        for again in range(_TRIES):
            try:
                head, length = await _answered(*opened, asked)
                break
            except (ConnectionError, asyncio.IncompleteReadError):
                if again == _TRIES - 1:
                    raise
                opened = await asyncio.open_connection("127.0.0.1", port)
        if " 200 " not in head.partition("\r\n")[0]:
            raise ValueError(f"{path}: {head.partition(chr(13))[0]}")
        size = max(size, length)
        waits.append((time.perf_counter() - begun) * 1_000)
        if "connection: close" in head:
            opened[1].close()
            opened = await asyncio.open_connection("127.0.0.1", port)
    opened[1].close()
    return waits, size


async def _answered(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, asked: bytes
) -> tuple[str, int]:
    """The head of an answer in lower case, and how long its body was."""
    writer.write(asked)
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    return head, await _body(reader, head)


async def _body(reader: asyncio.StreamReader, head: str) -> int:
    """Read a body to its end; how long it was."""
    lines = dict(line.split(": ", 1) for line in head.split("\r\n")[1:] if ": " in line)
    if "content-length" in lines:
        return len(await reader.readexactly(int(lines["content-length"])))
    total = 0
    while length := int(await reader.readline(), 16):
        total += len(await reader.readexactly(length))
        await reader.readline()
    await reader.readline()
    return total


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


@contextmanager
def _running(arguments: Sequence[str], port: int) -> Iterator[None]:
    """A server in a process of its own, once it listens."""
    process = subprocess.Popen(  # noqa: S603 - our own interpreter
        [sys.executable, *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield
    finally:
        process.kill()
        process.wait()
