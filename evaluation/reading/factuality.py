"""Event factuality (njjiang/factuality_bert): how far a text commits itself, -3 to 3, on dev.

The sets grade any event, the reader only contributions. So what is measured is the idea that both
rest on: negation, modals, conditions and attitudes around a verb tell how firm it is. Their
weights are fitted on the train split each time, and none is kept.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import numpy as np

from benchmarks.table import Row, Table

__all__ = ["FOLDER", "SETS", "SIGNS", "clause_before", "fitted", "measures", "tables"]

FOLDER = "factuality_bert/glue_data"
SETS = ("UW", "MEANTIME")


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_NOT = _words(
    """
    avoid barely denied denies deny denying fail failed fails hardly lack n't neither never
    no nobody nor not nothing prevent prevented refuse refused rejected stop stopped unable
    unlikely without
    """
)
_MAY = _words(
    """
    can could if likely maybe may might perhaps possible possibly probably should unless
    until whether would
    """
)
_AHEAD = _words(
    """
    'll able agree agreed aim aimed ask asked before call called consider considered
    considering demand demanded expect expected expects going hope hoped hopes hoping intend
    intends must need needs offer offered ordered plan planned planning plans pledged
    promise promised proposal propose proposed ready scheduled seek seeking seeks shall
    threatened to tried try trying urged vowed want wanted wants will willing
    """
)
_TOLD = _words(
    """
    according alleged announced believe believes claimed reported said say says suggested
    think thinks told
    """
)
_IF = frozenset({"if", "unless", "whether"})
_WILL = frozenset({"will", "'ll", "shall", "wo"})
SIGNS = (_NOT, _MAY, _AHEAD, _TOLD, _IF, _WILL)
"""Sets of words that tell how firm an event is, each kind by itself."""
_HAS_BEEN = frozenset({"been", "was", "were", "has", "have", "had"})
_TAGS = ("VBD", "VBN", "VBZ", "VBP", "VB", "VBG")
_ROLES = frozenset({"amod", "dobj", "nsubj", "prep", "pobj"})
_LINKS = ("xcomp", "ccomp", "advcl")
_RIDGE, _ROUNDS, _NEAREST = 3.0, 60, 0.05
_ABSOLUTE = 0.4  # the share of least absolute errors, by cross-validation on train
_CERTAIN = 2.6  # a higher estimate is taken for full commitment, which most events have


class Token(NamedTuple):
    """One word of a parsed sentence; `grade` is empty where it is no event."""

    word: str
    grade: str
    tag: str
    head: int
    link: str


def tables(data: Path) -> list[Table]:
    """Correlation and mean absolute error on each dev split that is there."""
    rows = []
    for name in SETS:
        train, dev = (data / FOLDER / name / f"{split}.conll" for split in ("train", "dev"))
        if train.is_file() and dev.is_file():
            rows += _measured(name, train, dev)
    note = "Fitted on train by ridge and by least absolute errors together; measured on dev."
    return [Table(title="Event factuality, dev", rows=tuple(rows), note=note)] if rows else []


def _measured(name: str, train: Path, dev: Path) -> Iterator[Row]:
    features, grades = _events(train)
    weights = fitted(features, grades)
    features, grades = _events(dev)
    return measures(name, features @ weights, grades)


def measures(name: str, estimates: np.ndarray, grades: np.ndarray) -> Iterator[Row]:
    """Correlation and mean absolute error of estimates, beside that of always +3."""
    estimates = np.clip(estimates, -3, 3)
    estimates = np.where(estimates > _CERTAIN, 3, estimates)
    correlation = float(np.corrcoef(estimates, grades)[0, 1])
    for what, value in (
        ("r", correlation),
        ("MAE", float(np.abs(estimates - grades).mean())),
        ("MAE of always +3", float(np.abs(3 - grades).mean())),
    ):
        what = f"{name} ({len(grades):,} events): {what}"
        yield Row(what=what, median=value, worst=value, unit="", runs=1)


def fitted(features: np.ndarray, grades: np.ndarray) -> np.ndarray:
    """Weights between those of least squares and those of least absolute errors."""
    squares = _solved(features, grades, np.ones(len(grades)))
    weights = squares
    for _ in range(_ROUNDS):
        errors = np.abs(features @ weights - grades)
        weights = _solved(features, grades, 1 / np.maximum(errors, _NEAREST))
    return _ABSOLUTE * weights + (1 - _ABSOLUTE) * squares


def _solved(features: np.ndarray, grades: np.ndarray, share: np.ndarray) -> np.ndarray:
    weighted = features * share[:, None]
    penalty = _RIDGE * np.eye(features.shape[1])
    return np.linalg.solve(weighted.T @ features + penalty, weighted.T @ grades)


def _events(path: Path) -> tuple[np.ndarray, np.ndarray]:
    """The features and grade of every event of a file."""
    features, grades = [], []
    for sentence in _sentences(path):
        for at, token in enumerate(sentence):
            if token.grade:
                features.append([1.0, *map(float, _features(sentence, at))])
                grades.append(float(token.grade))
    return np.array(features), np.array(grades)


def _sentences(path: Path) -> Iterator[list[Token]]:
    sentence: list[Token] = []
    for line in [*path.read_text("utf-8").split("\n"), ""]:
        if line:
            _, word, grade, tag, head, link, *_ = line.split("\t")
            at = int(head) if head.lstrip("-").isdigit() and link != "ROOT" else -1
            sentence.append(Token(word.lower(), "" if grade == "_" else grade, tag, at, link))
        elif sentence:
            yield sentence
            sentence = []


def _features(sentence: list[Token], at: int) -> list[bool]:
    """What stands over an event: under it, before it, and over the word that it hangs on."""
    words = [token.word for token in sentence]
    event = sentence[at]
    under = {token.word for token in sentence if token.head == at}
    left, near = set(words[max(0, at - 6) : at]), set(words[max(0, at - 3) : at])
    clause = set(clause_before(words, at))
    over = _over(sentence, at)
    above = {over[0].word} if over else set()
    beside = _beside(sentence, at)
    is_noun = event.tag.startswith("N")
    has_modal = bool(under & {"may", "might", "could", "can", "would", "should"} or under & _WILL)
    return [
        bool(under & _NOT),
        bool(under & {"may", "might", "could", "can"}),
        bool(under & {"would", "should"}),
        bool(under & _WILL),
        "to" in under,
        bool(under & {*_IF, "until"}),
        bool(near & _NOT),
        bool(left & _NOT),
        bool(near & _MAY),
        bool(near & _AHEAD),
        bool(left & _AHEAD),
        bool(clause & _IF),
        bool(clause & _TOLD),
        bool(above & _NOT),
        bool(above & _AHEAD),
        bool(beside & _NOT),
        bool(beside & _MAY),
        bool(beside & (_WILL | {"to"})),
        *(event.tag == tag for tag in _TAGS),
        is_noun,
        event.tag.startswith("J"),
        event.tag == "VBG" and words[at - 1 : at] in (["for"], ["by"], ["of"], ["on"], ["in"]),
        words[-1] == "?",
        *(bool(over) and event.link == link for link in _LINKS),
        event.link == "ROOT",
        is_noun and bool(clause & _AHEAD),
        bool(under & _HAS_BEEN),
        bool(under & _NOT) and bool(under & _IF),
        "to" in under and bool(left & _AHEAD - {"to"}),
        bool(under & _NOT) and has_modal,
        *_from_above(event, over, under, beside),
    ]


def _from_above(
    event: Token, over: list[Token], under: set[str], beside: set[str]
) -> Iterator[bool]:
    """What the two words above an event say of it, and how it hangs on the first."""
    above = {token.word for token in over[:1]}
    highest = {token.word for token in over[1:]}
    yield bool(above & _MAY)
    yield bool(above & _TOLD)
    yield bool(highest & _AHEAD)
    yield bool(highest & _NOT)
    yield bool(beside & _IF)
    yield event.link in _ROLES
    yield event.link == "dobj" and bool(above & _AHEAD)
    yield event.tag == "NN"
    yield event.tag == "NNS"
    yield "that" in under
    yield "no" in under
    yield any(token.tag.startswith("N") for token in over[:1])


def clause_before(words: list[str], at: int) -> list[str]:
    """The words before an event, back to a mark that parts clauses, at most fourteen."""
    start = at
    while start > 0 and at - start < 14 and words[start - 1] not in {";", ":", '"', "``", "''"}:
        start -= 1
    return words[start:at]


def _over(sentence: list[Token], at: int) -> list[Token]:
    """The word that an event hangs on, and the one above that."""
    found: list[Token] = []
    while len(found) < 2 and 0 <= sentence[at].head < len(sentence) and sentence[at].head != at:
        at = sentence[at].head
        found.append(sentence[at])
    return found


def _beside(sentence: list[Token], at: int) -> set[str]:
    """The auxiliaries and marks of the two words above an event."""
    found: set[str] = set()
    for _ in range(2):
        at = sentence[at].head
        if not 0 <= at < len(sentence):
            break
        found |= {
            token.word
            for token in sentence
            if token.head == at and token.link in ("neg", "aux", "advmod", "mark", "auxpass")
        }
    return found
