"""Event factuality where no parse is to be had: UDS-IH2 and CommitmentBank, on dev.

Both sets come as tokens with a graded event (njjiang/factuality_bert, `.jsonl`). Measured are the
words around the event alone, their weights fitted on the train split as in `factuality`.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from benchmarks.table import Row, Table
from evaluation.reading.factuality import FOLDER, SIGNS, clause_before, fitted, measures

__all__ = ["tables"]

SETS = (("UDS-IH2", "UDS_IH2"), ("CommitmentBank", "CB/CB"))


def tables(data: Path) -> list[Table]:
    """Correlation and mean absolute error on each dev split that is there."""
    rows: list[Row] = []
    for name, folder in SETS:
        train, dev = (data / FOLDER / folder / f"{split}.jsonl" for split in ("train", "dev"))
        if train.is_file() and dev.is_file():
            rows += _measured(name, train, dev)
    note = "Fitted on train, measured on dev; words around the event, no parse."
    title = "Event factuality without parses, dev"
    return [Table(title=title, rows=tuple(rows), note=note)] if rows else []


def _measured(name: str, train: Path, dev: Path) -> Iterator[Row]:
    weights = fitted(*_events(train))
    features, grades = _events(dev)
    return measures(name, features @ weights, grades)


def _events(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """The features and grade of every event of a file; a grade outside -3 to 3 does not occur."""
    features, grades = [], []
    for line in path.read_text("utf-8").splitlines():
        row = json.loads(line)
        words = row["text"].lower().split()
        for target in row["targets"]:
            features.append([1.0, *map(float, _features(words, target["span1"][0]))])
            grades.append(float(target["label"]))
    return np.array(features), np.array(grades)


def _features(words: list[str], at: int) -> Iterator[bool]:
    """Which signs stand right before the event, before it, in its clause, and in its sentence."""
    ends = [place for place in range(at, len(words)) if words[place] in {".", "?", "!"}]
    sentence = words[: ends[0] + 1] if ends else words
    starts = [place for place in range(at) if words[place] in {".", "?", "!"}]
    start = starts[-1] + 1 if starts else 0
    stretches = (words[max(start, at - 3) : at], words[max(start, at - 6) : at])
    for stretch in (*stretches, clause_before(words, at), words[start:at], sentence[at + 1 :]):
        for signs in SIGNS:
            yield bool(signs & set(stretch))
    yield sentence[-1] == "?"
    yield words[at].endswith("ing")
    yield words[at].endswith("ed")
    yield words[max(0, at - 1)] == "to"
