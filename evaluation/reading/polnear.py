"""PolNeAR (networkdynamics/PolNeAR): who is said to say what in campaign news, on its dev split."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.table import Row, Table
from contingent.read.attributions import attributions

FOLDER = "PolNeAR"
SPLITS = ("dev", "train")  # the test split is sealed
LIKE = 0.3  # of the tokens that either names, from which two contents count as one

_TOKEN = re.compile(r"\w+|[^\w\s]")
_SPAN = re.compile(r"(?P<name>T\d+)\t\S+ (?P<places>\d+ \d+(?:;\d+ \d+)*)\t")
_EVENT = re.compile(r"E\d+\t(?P<parts>\S+:T\d+.*)")
_LABEL = re.compile(r"\d+$")
Place = tuple[int, int]
Labelled = dict[str, list[Place]]


@dataclass(slots=True)
class Count:
    """Hits, what was found and what was labelled."""

    hits: int = 0
    found: int = 0
    labelled: int = 0

    def add(self, labelled: set[int], found: set[int]) -> None:
        """Count the tokens of one document."""
        self.hits += len(labelled & found)
        self.found += len(found)
        self.labelled += len(labelled)

    @property
    def scores(self) -> tuple[float, float, float]:
        """Precision, recall and their harmonic mean."""
        precision = self.hits / max(1, self.found)
        recall = self.hits / max(1, self.labelled)
        return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


@dataclass(slots=True)
class Score:
    """The counts over a split; `silent` are labelled documents in which nothing was found."""

    content: Count = field(default_factory=Count)
    source: Count = field(default_factory=Count)
    relation: Count = field(default_factory=Count)
    documents: int = 0
    silent: int = 0


def tables(data: Path) -> list[Table]:
    """One table for each split that is there."""
    found = []
    for split in SPLITS:
        score = Score()
        for text, labelled in _documents(data / FOLDER / "data" / split):
            _count(score, text, labelled)
        if score.documents:
            found.append(_table(split, score))
    return found


def _table(split: str, score: Score) -> Table:
    names = ("precision", "recall", "F1")
    parts = (
        ("content tokens", score.content),
        ("source tokens", score.source),
        ("relations", score.relation),
    )
    rows = [
        Row(what=f"{what}: {name}", median=value, worst=value, unit="share", runs=1)
        for what, count in parts
        for name, value in zip(names, count.scores, strict=True)
    ]
    silent = float(score.silent)
    what = "labelled documents in which nothing was found"
    rows.append(Row(what=what, median=silent, worst=silent, unit="", runs=1))
    note = (
        f"{score.documents} documents, {score.relation.labelled} attributions. Contents count as "
        f"one from an overlap of {LIKE} of their tokens; where several people labelled a document, "
        "the first file by name counts."
    )
    return Table(title=f"PolNeAR, {split}: who says what", rows=tuple(rows), note=note)


def _documents(folder: Path) -> Iterator[tuple[str, list[Labelled]]]:
    for path in sorted((folder / "text").glob("*.txt")):
        files = sorted((folder / "attributions").glob(f"{path.stem}*.ann"))
        if files:
            yield path.read_text("utf-8"), list(_labelled(files[0].read_text("utf-8")))


def _labelled(annotations: str) -> Iterator[Labelled]:
    """Each attribution of a stand-off file: its parts by name, with their places."""
    spans: dict[str, list[Place]] = {}
    for line in annotations.splitlines():
        span = _SPAN.match(line)
        event = _EVENT.match(line)
        if span is not None:
            places = (each.split(" ") for each in span["places"].split(";"))
            spans[span["name"]] = [(int(start), int(end)) for start, end in places]
        elif event is not None:
            parts: Labelled = defaultdict(list)
            for argument in event["parts"].split():
                label, _, name = argument.partition(":")
                parts[_LABEL.sub("", label)] += spans.get(name, [])
            yield parts


def _count(score: Score, text: str, labelled: list[Labelled]) -> None:
    tokens = [found.span() for found in _TOKEN.finditer(text)]
    starts = [start for start, _ in tokens]
    found = attributions(text)
    contents = [_tokens(item.content, tokens, starts) for item in found]
    gold = [_tokens(item["Content"], tokens, starts) for item in labelled]
    score.documents += 1
    score.silent += bool(labelled) and not found
    score.content.add(set().union(*gold), set().union(*contents))
    score.source.add(
        set().union(*(_tokens(item["Source"], tokens, starts) for item in labelled)),
        set().union(*(_tokens([item.source], tokens, starts) for item in found)),
    )
    score.relation.hits += _matched(gold, contents)
    score.relation.found += len(found)
    score.relation.labelled += len(gold)


def _tokens(places: Iterable[Place], tokens: list[Place], starts: list[int]) -> set[int]:
    """The numbers of the tokens that begin in some places."""
    return {
        number
        for start, end in places
        for number in range(bisect_left(starts, start), bisect_left(starts, end))
    }


def _matched(gold: list[set[int]], found: list[set[int]]) -> int:
    """How many pairs there are, the most alike first, each item in one pair at most."""
    pairs = sorted(
        (
            (len(one & other) / len(one | other), a, b)
            for a, one in enumerate(gold)
            for b, other in enumerate(found)
            if one & other
        ),
        reverse=True,
    )
    used: tuple[set[int], set[int]] = (set(), set())
    for share, a, b in pairs:
        if share >= LIKE and a not in used[0] and b not in used[1]:
            used[0].add(a)
            used[1].add(b)
    return len(used[0])
