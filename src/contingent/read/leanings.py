"""The words of a sentence lean towards a grade, as they did in sentences that people graded.

Whoever writes about contributions has more turns of phrase than rules can name. So the stems of a
sentence, alone and in pairs, are weighed by what they were worth in graded sentences: a ridge
classifier over hashed stems (Hoerl and Kennard 1970; Weinberger et al. 2009), with weights from
`evaluation/reading/learning.py`. Of whom it is said, a second one tells by the stems near a name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from itertools import pairwise
from zlib import crc32

import numpy as np

from contingent.read.gazetteer import Mention
from contingent.read.scope import Ground
from contingent.read.signs import MarkedText

__all__ = ["NOTHING", "SIZE", "Leanings", "places", "stems", "surroundings"]

NOTHING = "none"
"""The grade of a sentence that says nothing of how firm a party is."""

SIZE = 1 << 16
"""How many places stems are hashed to."""

_STEM = 5  # letters
_ODD = 0x9E3779B1
_FAR = 4  # stems to either side of a name
_WORD = re.compile(r"\d[\d_.,]*|[^\W\d_]+|[?,\"]")
_PARTY, _OTHER, _GROUND, _NUMBER = "@party", "@other", "@ground", "@number"


def stems(marked: MarkedText, start: int, end: int, party: str, ground: Ground) -> list[str]:
    """The stems of the words from `start` to `end`, with marks in place of names and numbers.

    So what was learned of Kenya in Haiti holds for any `party` and any mission.
    """
    found: list[str] = []
    at = start
    for name_start, name_end, mark in _names(marked, start, end, party, ground):
        if name_start >= at:
            found += _stems(marked.fold[at:name_start])
            found.append(mark)
            at = name_end
    return [*found, *_stems(marked.fold[at:end])]


def _stems(words: str) -> Iterator[str]:
    for word in _WORD.findall(words):
        yield _NUMBER if word[0].isdigit() else word.lower()[:_STEM]


def _names(
    marked: MarkedText, start: int, end: int, party: str, ground: Ground
) -> list[tuple[int, int, str]]:
    """Where the party, the mission and others are named, in order; of names that overlap, each."""
    found = []
    for mention in marked.mentions_between(start, end):
        mark = _OTHER
        if mention.code == party:
            mark = _PARTY
        elif mention.code in ground.theatre_codes:
            mark = _GROUND
        found.append((mention.start, mention.end, mark))
    plain = f" {marked.plain[start:end]} "
    for name in (*ground.names, *ground.theatres):
        at = plain.find(f" {name} ") if name else -1
        while at >= 0:
            found.append((start + at, start + at + len(name), _GROUND))
            at = plain.find(f" {name} ", at + len(name))
    return sorted(found, key=lambda item: (item[0], -item[1]))


def surroundings(
    marked: MarkedText, start: int, end: int, mention: Mention, ground: Ground
) -> list[str]:
    """What stands around a name in the sentence from `start` to `end`, and what sort of name it is.

    Four stems to either side with how far away they are, and the next two of a side together.
    """
    before = stems(marked, start, mention.start, mention.code, ground)
    after = stems(marked, mention.end, end, mention.code, ground)
    named = marked.mentions_between(start, end)
    found = [
        mention.form.name,
        "first" if mention.start == named[0].start else "later",
        f"named {min(3, sum(item.code == mention.code for item in named))}",
        f"after {len(before) // _FAR} fours",
    ]
    for side, near in (("<", before[::-1][:_FAR]), (">", after[:_FAR])):
        found += [f"{side}{stem}" for stem in near]
        found += [f"{side}{away} {stem}" for away, stem in enumerate(near)]
        found.append(f"{side} {' '.join(near[:2])}")
        found.append(f"{mention.form.name} {side} {near[0] if near else ''}")
    return found


def places(found: Iterable[str], *, in_pairs: bool = False) -> np.ndarray:
    """Where the weights of words are kept: whole numbers below `SIZE`, in order.

    With `in_pairs` also those of each word and the next together.
    """
    row = [_number(item) for item in found]
    at = {number % SIZE for number in row}
    if in_pairs:
        at.update((one * _ODD + other) % SIZE for one, other in pairwise(row))
    return np.array(sorted(at), dtype=np.intp)


@lru_cache(maxsize=1 << 16)
def _number(word: str) -> int:
    return crc32(word.encode())


@dataclass(frozen=True, slots=True, kw_only=True)
class Leanings:
    """What each stem weighs for each grade, and for being named as the one that is meant.

    `weights` has a row for each place and a column for each of `grades`, `rarity` how much rarer
    than others the stems of a place are, `bias` what each grade starts from.
    """

    grades: tuple[str, ...]
    weights: np.ndarray  # float32, SIZE x grades
    rarity: np.ndarray  # float32, SIZE
    bias: np.ndarray  # float32, grades
    whom: np.ndarray  # float32, SIZE

    @classmethod
    @cache
    def standard(cls) -> Leanings:
        """The weights that come with the package."""
        with (files("contingent.read") / "leanings.npz").open("rb") as file:
            kept = np.load(file)
            return cls(
                grades=tuple(map(str, kept["grades"])),
                weights=kept["weights"].astype(np.float32) * kept["weights_step"],
                rarity=kept["rarity"].astype(np.float32),
                bias=kept["bias"].astype(np.float32),
                whom=kept["whom"].astype(np.float32) * kept["whom_step"],
            )

    def of(self, found: Sequence[str]) -> dict[str, float]:
        """How far the stems of a sentence lean to each grade: 1 for all the way, -1 for none."""
        at = places(found, in_pairs=True)
        if not at.size:
            return dict.fromkeys(self.grades, -1.0)
        rare = self.rarity[at]
        score = rare @ self.weights[at] / np.sqrt(rare @ rare) + self.bias
        return dict(zip(self.grades, score.tolist(), strict=True))

    def meant(self, found: Sequence[str]) -> float:
        """How far the `surroundings` of a name lean to its being the party that is meant."""
        at = places(found)
        return float(self.whom[at].sum() / np.sqrt(at.size))
