"""Graded sentences become the weights by which words lean to a grade.

    python -m evaluation.reading.learning    writes `src/contingent/read/leanings.npz`

`tables` shows what is read of the sentences of each hand by weights that the others taught.

Learned on every part of our own sentences but the untouched one: see `README.md` beside this file.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from scipy import sparse

from benchmarks.table import Table
from contingent.read.gazetteer import Gazetteer
from contingent.read.leanings import NOTHING, SIZE, Leanings, places, stems, surroundings
from contingent.read.opinions import may_be_meant
from contingent.read.scope import Ground, MissionScope, ground_of
from contingent.read.signs import MarkedText, marked
from evaluation.reading import firmness

__all__ = ["FILE", "Example", "examples", "learned", "main", "packed", "tables"]

FILE = Path(__file__).parents[2] / "src" / "contingent" / "read" / "leanings.npz"
_BY_OTHERS = ("other_hand", "further")
_RIDGE = 0.3
_RIDGE_OF_NAMES = 1.0
_STEPS = 127  # a weight is kept as a whole number of so many steps to either side


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """A graded sentence as the reader sees it: its stems, and what stands around each name.

    `names` pairs what stands around a name with whether it is that of the party meant.
    """

    stems: tuple[str, ...]
    grade: str
    names: tuple[tuple[tuple[str, ...], bool], ...]


def examples(asked: Iterable[firmness.Sentence]) -> Iterator[Example]:
    """Each sentence that has a gold grade."""
    gold, missions, gazetteer = firmness.gold(), firmness.missions(), Gazetteer.standard()
    for sentence in asked:
        if sentence.id in gold:
            yield _example(sentence, gold[sentence.id], missions[sentence.mission], gazetteer)


def _example(
    sentence: firmness.Sentence, grade: str, mission: MissionScope, gazetteer: Gazetteer
) -> Example:
    document = firmness.document_of(sentence, mission)
    text = marked(document.text, gazetteer)
    ground = ground_of(text, mission, None)
    start = len(document.text) - len(sentence.text)
    return Example(
        stems=tuple(stems(text, start, len(text.fold), sentence.party, ground)),
        grade=grade,
        names=tuple(_names(sentence, text, start, ground)) if grade != NOTHING else (),
    )


def _names(
    sentence: firmness.Sentence, text: MarkedText, start: int, ground: Ground
) -> Iterator[tuple[tuple[str, ...], bool]]:
    """The names of those that can be meant, where there are two or more of them."""
    end = len(text.fold)
    named = [item for item in text.mentions_between(start, end) if may_be_meant(ground, item)]
    codes = {item.code for item in named}
    if sentence.party in codes and len(codes) > 1:
        for item in named:
            if item.code != sentence.also_firm:
                around = surroundings(text, start, end, item, ground)
                yield tuple(around), item.code == sentence.party


def learned(taught: Sequence[Example]) -> Leanings:
    """The weights of ridge classifiers: each grade against all others, and whom against whom not.

    Each grade weighs the same, however many sentences have it. Solved exactly in the dual form,
    so that the same sentences give the same weights.
    """
    said = [item.grade for item in taught]
    grades = tuple(sorted(set(said)))
    there = _there([places(item.stems, in_pairs=True) for item in taught])
    rarity = np.log((1 + len(said)) / (1 + np.asarray(there.sum(axis=0)).ravel())) + 1
    target = np.where(np.array(said)[:, None] == np.array(grades), 1.0, -1.0)
    share = np.array([len(said) / (len(grades) * said.count(grade)) for grade in said])
    weights, bias = _ridge(there @ sparse.diags(rarity), target, _RIDGE / share)
    names = [item for each in taught for item in each.names]
    near = _there([places(around) for around, _ in names])
    is_meant = np.array([1.0 if item else -1.0 for _, item in names])
    whom, _ = _ridge(near, is_meant[:, None], np.full(len(names), _RIDGE_OF_NAMES))
    return Leanings(
        grades=grades,
        weights=weights.astype(np.float32),
        rarity=rarity.astype(np.float32),
        bias=bias.astype(np.float32),
        whom=whom[:, 0].astype(np.float32),
    )


def _there(rows: Sequence[np.ndarray]) -> sparse.csr_matrix:
    """A row for each example, with 1 at each of its places."""
    ends = np.cumsum([0, *(row.size for row in rows)])
    return sparse.csr_matrix(
        (np.ones(ends[-1]), np.concatenate(rows), ends), shape=(len(rows), SIZE)
    )


def _ridge(
    found: sparse.csr_matrix, target: np.ndarray, ridge: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Weights and bias by which rows, each brought to length 1, come near their targets."""
    lengths = np.sqrt(np.asarray(found.multiply(found).sum(axis=1)).ravel())
    even = sparse.diags(1 / lengths) @ found
    dual = np.linalg.solve((even @ even.T).toarray() + 1.0 + np.diag(ridge), target)
    return even.T @ dual, dual.sum(axis=0)


def tables(data: Path | None = None) -> list[Table]:
    """For each hand that wrote sentences: how they are read by weights that others taught."""
    hands: dict[str, list[firmness.Sentence]] = {}
    for sentence in firmness.sentences():
        if sentence.part in _BY_OTHERS:
            hands.setdefault(sentence.id[0], []).append(sentence)
    known = [item for item in firmness.sentences() if not firmness.is_untouched(item)]
    rows, exact, unsafe = [], 0, 0
    for hand, own in sorted(hands.items()):
        leanings = learned(list(examples(item for item in known if item not in own)))
        read = list(firmness.read_sentences(own, leanings=leanings))
        right = sum(item.read == item.gold for item in read)
        exact, unsafe = exact + right, unsafe + sum(map(firmness.is_unsafe, read))
        rows.append(
            firmness.row(f"hand `{hand}`, {len(read)} sentences: exact grade", right / len(read))
        )
    count = sum(map(len, hands.values()))
    rows.append(firmness.row(f"all {count} sentences: exact grade", exact / count))
    rows.append(firmness.row(f"all {count} sentences: read as firm though they are not", unsafe))
    note = (
        "Rules were made, and how far words must lean was set, with these sentences in view; the "
        "weights of each row have not seen its sentences. Hand `n` wrote only what says nothing."
    )
    return [Table(title="Firmness, by weights of other hands", rows=tuple(rows), note=note)]


def packed(found: Leanings) -> dict[str, np.ndarray]:
    """The weights as they are kept in a file: in whole steps of one byte."""
    kept = {"grades": np.array(found.grades), "bias": found.bias}
    kept["rarity"] = found.rarity.astype(np.float16)
    for name, weights in (("weights", found.weights), ("whom", found.whom)):
        step = np.abs(weights).max() / _STEPS
        kept[name] = np.rint(weights / step).astype(np.int8)
        kept[f"{name}_step"] = np.float32(step)
    return kept


def main() -> None:
    """Write the weights that come with the package."""
    asked = (item for item in firmness.sentences() if not firmness.is_untouched(item))
    np.savez_compressed(FILE, **packed(learned(list(examples(asked)))))


if __name__ == "__main__":
    main()
