"""A text becomes sentences: where each begins and ends, and to which paragraph it belongs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Sentence", "sentences"]

_LINE = re.compile(r"[^\n\r\u2028\u2029]+")
_STOP = re.compile(r"[.!?…]+[\"')\]]*(?=\s+[\"'(\[]*[A-Z0-9À-ÞĀ-Ž])")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|Gen|Lt|Col|Maj|Capt|Sgt|Brig|Adm|Sen|Rep|Gov|Rev|St|Hon|Pres|"
    r"Amb|Jr|Sr|No|Nos|vs|approx|Inc|Ltd|Co|Corp|Fig|Art|Res|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|"
    r"Oct|Nov|Dec|e\.g|i\.e|a\.m|p\.m|cf|ca|[A-Z])|\b(?:[A-Za-z]\.)+[A-Za-z])\.$"
)
_WRAPPED_AT = 100
_LONGEST = 1500  # letters; what runs on without a stop is cut, so that cost stays linear


@dataclass(frozen=True, slots=True, kw_only=True)
class Sentence:
    """Characters `start` to `end` (excluded) of the text; `paragraph` counts from 0."""

    start: int
    end: int
    paragraph: int
    in_headline: bool = False


def sentences(fold: str, *, headline_end: int = 0) -> tuple[Sentence, ...]:
    """Every sentence of a folded text; lines up to `headline_end` are the headline."""
    found = []
    for paragraph, (start, end) in enumerate(_paragraphs(fold)):
        in_headline = end <= headline_end
        bounds = [(start, end)] if in_headline else _split(fold, start, end)
        found += [
            Sentence(start=first, end=last, paragraph=paragraph, in_headline=in_headline)
            for bound in bounds
            for first, last in _shortened(fold, *bound)
        ]
    return tuple(found)


def _shortened(fold: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A stretch in pieces of bearable length, cut between words where there are any."""
    while end - start > _LONGEST:
        cut = fold.rfind(" ", start + 1, start + _LONGEST)
        cut = cut if cut > start else start + _LONGEST
        yield start, cut
        start = cut + (fold[cut] == " ")
    if start < end:
        yield start, end


def _paragraphs(fold: str) -> Iterator[tuple[int, int]]:
    """Lines, or runs of lines where the text was wrapped by hand."""
    lines = [(found.start(), found.end()) for found in _LINE.finditer(fold)]
    lines = [_trimmed(fold, *line) for line in lines if not fold[line[0] : line[1]].isspace()]
    if not _is_wrapped(fold, lines):
        yield from lines
        return
    current = lines[0]
    for line in lines[1:]:
        if fold.count("\n", current[1], line[0]) == 1:
            current = (current[0], line[1])
        else:
            yield current
            current = line
    yield current


def _is_wrapped(fold: str, lines: list[tuple[int, int]]) -> bool:
    """True if most lines stop short of a full sentence at about one width."""
    if len(lines) < 4 or max(end - start for start, end in lines) > _WRAPPED_AT:
        return False
    broken = sum(1 for _, end in lines if fold[end - 1] not in ".!?:\"')")
    return broken * 2 > len(lines) and re.search(r"\n\s*\n", fold) is not None


def _split(fold: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    first = start
    for stop in _STOP.finditer(fold, start, end):
        if fold[stop.start()] == "." and _ABBREVIATION.search(
            fold, max(first, stop.start() - 12), stop.start() + 1
        ):
            continue
        yield _trimmed(fold, first, stop.end())
        first = stop.end()
    if not fold[first:end].isspace() and first < end:
        yield _trimmed(fold, first, end)


def _trimmed(fold: str, start: int, end: int) -> tuple[int, int]:
    while end > start and fold[end - 1].isspace():
        end -= 1
    while start < end and fold[start].isspace():
        start += 1
    return start, end
