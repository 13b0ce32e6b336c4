"""How fast near-copies are grouped, web pages read, and corpora read by two workers."""

from __future__ import annotations

import os
import random
import time
from collections.abc import Iterator
from functools import partial
from importlib.util import find_spec

from benchmarks.reading import article
from benchmarks.table import Row, Table, cpu_seconds, rates
from contingent.read.archives import Piece
from contingent.read.corpus import Load
from contingent.read.documents import read_document
from contingent.read.likeness import Sketches, sketches
from contingent.situation import Engine, Reader, Run, read_only

SEEDS = int(os.environ.get("BENCH_SEEDS", "5"))
COUNT = 2_000
_WORDS = 600
_EDITS = 12
_STOCK = [f"word{number}" for number in range(20_000)]


def tables() -> list[Table]:
    """Grouping beside datasketch, web pages beside trafilatura, and one worker beside two."""
    engines = [Engine.LOCAL, *([Engine.RAY] if find_spec("ray") else [])]
    return [_grouping(), _pages(), *map(_workers, engines)]


def _texts(seed: int) -> tuple[list[str], list[str]]:
    """Invented texts of 600 words, and of a fifth of them a copy with twelve words changed."""
    rng = random.Random(seed)  # noqa: S311 - an instance, not a secret
    texts = [rng.choices(_STOCK, k=_WORDS) for _ in range(COUNT)]
    copies = []
    for words in texts[: COUNT // 5]:
        changed = list(words)
        for _ in range(_EDITS):
            changed[rng.randrange(_WORDS)] = rng.choice(_STOCK)
        copies.append(" ".join(changed))
    return [" ".join(words) for words in texts], copies


def _grouping() -> Table:
    ours, grouped, theirs, found, peers_found = [], [], [], [], []
    for seed in range(SEEDS):
        texts, copies = _texts(seed)
        ours.append(cpu_seconds(partial(_group, texts)))
        known = sketches(texts)
        grouped.append(cpu_seconds(partial(_index, known)))
        memory = _index(known)
        near = [memory.nearest(sketch) for sketch in sketches(copies)]
        found.append(sum(name == str(at) for at, name in enumerate(near)) / len(copies))
        seconds, share = _datasketch(texts, copies)
        theirs.append(seconds)
        peers_found.append(share)
    rows = (
        rates("ours, from text", "documents/s", count=COUNT, seconds=ours),
        rates("ours, after shingling and sketching", "documents/s", count=COUNT, seconds=grouped),
        rates(
            "datasketch MinHash 128 with LSH, from text", "documents/s", count=COUNT, seconds=theirs
        ),
        _shares("ours, planted copies found", found),
        _shares("datasketch, planted copies found", peers_found),
    )
    return Table(title="Near-copies among texts of 600 words, one core", rows=rows)


def _group(texts: list[str]) -> None:
    _index(sketches(texts))


def _index(known: list[bytes]) -> Sketches:
    memory = Sketches()
    for name, sketch in enumerate(known):
        if not memory.nearest(sketch):
            memory.add(str(name), sketch)
    return memory


def _datasketch(texts: list[str], copies: list[str]) -> tuple[float, float]:
    """Processor seconds to index the texts, and the share of copies that are found."""
    from datasketch import MinHash, MinHashLSH

    def sketched(text: str) -> MinHash:
        words = text.split()
        sketch = MinHash(num_perm=128)
        sketch.update_batch([" ".join(words[at : at + 5]).encode() for at in range(len(words) - 4)])
        return sketch

    memory = MinHashLSH(threshold=0.7, num_perm=128)

    def index() -> None:
        for name, text in enumerate(texts):
            sketch = sketched(text)
            if not memory.query(sketch):
                memory.insert(str(name), sketch)

    seconds = cpu_seconds(index)
    hits = sum(str(at) in memory.query(sketched(text)) for at, text in enumerate(copies))
    return seconds, hits / len(copies)


def _shares(what: str, shares: list[float]) -> Row:
    ordered = sorted(shares)
    return Row(
        what=what,
        median=ordered[len(ordered) // 2],
        worst=ordered[0],
        unit="share",
        runs=len(shares),
    )


def _pages() -> Table:
    """Invented pages around the articles of the benchmark of reading, with all their metadata."""
    import trafilatura

    def by_trafilatura(pages: list[bytes]) -> None:
        for page in pages:
            trafilatura.bare_extraction(page, with_metadata=True)

    ours, theirs = [], []
    for seed in range(SEEDS + 1):
        rng = random.Random(seed)  # noqa: S311 - an instance, not a secret
        pages = [_page(rng) for _ in range(40)]
        ours.append(cpu_seconds(partial(_read_pages, pages)))
        theirs.append(cpu_seconds(partial(by_trafilatura, pages)))
    rows = (
        rates("ours, pages with metadata", "pages/s", count=40, seconds=ours[1:]),
        rates("trafilatura with metadata", "pages/s", count=40, seconds=theirs[1:]),
    )
    return Table(title="Web pages, one core", rows=rows)


def _page(rng: random.Random) -> bytes:
    title, _, body = article(rng).decode().partition("\n\n")
    paragraphs = "".join(f"<p>{part}</p>" for part in body.split("\n\n"))
    menu = "".join(f'<li class="m"><a href="/{at}">Section {at}</a></li>' for at in range(120))
    cards = "".join(f'<div class="card"><a href="/c{at}">Other {at}</a></div>' for at in range(150))
    return (
        f'<!DOCTYPE html><html lang="en"><head><title>{title} | The Paper</title>'
        f'<meta property="og:title" content="{title}"><meta name="author" content="A. Otieno">'
        '<meta property="og:site_name" content="The Paper">'
        '<meta property="article:published_time" content="2025-03-04T08:00:00Z"></head>'
        f"<body><nav><ul>{menu}</ul></nav><article><h1>{title}</h1>{paragraphs}</article>"
        f"<aside>{cards}</aside><footer>All rights reserved.</footer></body></html>"
    ).encode()


def _read_pages(pages: list[bytes]) -> None:
    for number, page in enumerate(pages):
        read_document(page, source=f"page-{number}.html")


def _workers(engine: Engine) -> Table:
    """The same corpus by one worker and by two, by the clock from start to end."""
    reader = Reader.of_mission(None)
    pieces = list(articles(1_200 * SEEDS))
    reader.read_window(Load(pieces=pieces[:20]))
    rows, seconds = [], {}
    for jobs in (1, 2):
        began = time.perf_counter()
        for _ in read_only(Run(reader=reader, jobs=jobs, engine=engine), pieces):
            pass
        seconds[jobs] = time.perf_counter() - began
        what = f"{jobs} worker(s)"
        rows.append(rates(what, "documents/s", count=len(pieces), seconds=[seconds[jobs]]))
    speedup = seconds[1] / seconds[2]
    rows.append(Row(what="two against one", median=speedup, worst=speedup, unit="times", runs=1))
    title = f"A corpus by one and by two workers ({engine.value}), by the clock"
    return Table(title=title, rows=tuple(rows))


def articles(count: int) -> Iterator[Piece]:
    """Invented reports, each another."""
    rng = random.Random(0)  # noqa: S311 - an instance, not a secret
    for number in range(count):
        yield Piece(data=article(rng) + f"\n\nNo. {number}\n".encode(), source=f"{number}.txt")
