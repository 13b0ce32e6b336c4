"""How many plain-text documents of 600 words are read a second, on one core."""

from __future__ import annotations

import random
from functools import partial

from benchmarks.table import Table, cpu_seconds, rates
from contingent.read.documents import read_document
from contingent.read.gazetteer import Gazetteer
from contingent.read.reader import MissionScope, read_statements

RUNS = 5
COUNT = 300

_NEWS = (
    "The foreign ministry in {capital} said on Tuesday that {state} was ready to send up to {n} "
    "troops to the force, provided that its mandate was made clear.",
    "“We have not taken a decision,” the spokesman told reporters in {capital}.",
    "Around {k} countries have indicated readiness to help, an official said.",
    "According to the defence minister, {state} would consider sending engineers and a field "
    "hospital if the Security Council agreed.",
)
_FILLER = (
    "Prices of bread and fuel rose for the third week in a row, traders in the market said.",
    "The river had flooded the lower part of the town in spring, and many houses stood empty.",
    "Schools opened again on Monday after a long break, with fewer teachers than last year.",
    "A football match between two local clubs ended without a goal before a small crowd.",
    "The report runs to ninety pages and was written over two years by a panel of experts.",
)
_STATES = (("Kenya", "Nairobi"), ("Jordan", "Amman"), ("Nepal", "Kathmandu"), ("Ghana", "Accra"))


def article(rng: random.Random) -> bytes:
    """An invented report of about 600 words, a quarter of it about contributions."""
    sentences: list[str] = []
    while sum(len(sentence.split()) for sentence in sentences) < 600:
        state, capital = rng.choice(_STATES)
        news = rng.choice(_NEWS).format(
            state=state, capital=capital, n=rng.randrange(1, 30) * 100, k=rng.randrange(5, 60)
        )
        sentences.append(news if rng.random() < 0.25 else rng.choice(_FILLER))
    paragraphs = [" ".join(sentences[at : at + 4]) for at in range(0, len(sentences), 4)]
    return ("Talks on a stabilisation force go on\n\n" + "\n\n".join(paragraphs)).encode()


def tables() -> list[Table]:
    """Documents per second from bytes to statements."""
    gazetteer, seconds = Gazetteer.standard(), []
    for seed in range(RUNS + 1):
        rng = random.Random(seed)  # noqa: S311 - an instance, not a secret
        articles = [article(rng) for _ in range(COUNT)]
        seconds.append(cpu_seconds(partial(_read, articles, gazetteer)))
    row = rates("plain text, 600 words", "documents/s", count=COUNT, seconds=seconds[1:])
    return [Table(title="Reading, on one core", rows=(row,))]


def _read(texts: list[bytes], gazetteer: Gazetteer) -> None:
    for number, data in enumerate(texts):
        document, _ = read_document(data, source=f"article-{number}.txt")
        if document is not None:
            read_statements(document, gazetteer=gazetteer, mission=MissionScope())
