"""Texts become short sketches, by which near-copies among very many are found at once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import chain
from zlib import crc32

import numpy as np
from rensa import RMinHash

from contingent.read.signs import folded

__all__ = ["LIKE", "Sketches", "likeness", "sketches"]

LIKE = 0.7
"""The share of five-word runs from which two bodies count as copies of one."""

_RUN = 5
_BANDS, _ROWS = 16, 6  # finds 99 of 100 pairs that share 0.8 of their runs, 91 of those at 0.7
_SIZE = _BANDS * _ROWS
_SEED = 2803
_STEP = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no word is lost when powers of it are taken
_LETTERS = bytes(byte if byte >= 128 or chr(byte).isalnum() else ord(" ") for byte in range(256))
_FIRST_ROWS = 64
_LEAST_WORDS = 20  # a shorter text says too little to be called a copy by its words


def sketches(texts: Sequence[str]) -> list[bytes]:
    """The sketch of each text, empty for one of under 20 words: 96 numbers of four bytes.

    The same text gives the same sketch on any machine: numbers are drawn from its five-word runs
    by rensa's MinHash, over hashes of ours.
    """
    runs = [_runs(text) for text in texts]
    long = [at for at, run in enumerate(runs) if run.size]
    if not long:
        return [b""] * len(texts)
    flat = np.concatenate([runs[at] for at in long])
    offsets = np.cumsum([runs[at].size for at in long], dtype=np.uint64)
    matrix = RMinHash.digest_matrix_from_flat_token_hashes(
        flat, [0, *offsets.tolist()], _SIZE, _SEED
    )
    rows = np.array(matrix.to_rows(), dtype="<u4")
    found = [b""] * len(texts)
    for at, row in zip(long, rows, strict=True):
        found[at] = row.tobytes()
    return found


def _runs(text: str) -> np.ndarray:
    """A number for each run of five words, whatever marks and capitals they are written with."""
    plain = text if text.isascii() else folded(text)  # marks are parted off below
    words = plain.lower().encode("utf-8", "replace").translate(_LETTERS).split()
    if len(words) < _LEAST_WORDS:
        return np.empty(0, dtype=np.uint64)
    numbers = np.fromiter(map(crc32, words), dtype=np.uint64, count=len(words))
    size = len(words) - _RUN + 1
    runs = np.zeros(size, dtype=np.uint64)
    for at in range(_RUN):
        runs = runs * _STEP + numbers[at : at + size]
    return runs ^ (runs >> np.uint64(29))


def likeness(one: bytes, other: bytes) -> float:
    """The estimated share of five-word runs that two sketched texts have in common."""
    if not one or not other:
        return 0.0
    return float(np.mean(np.frombuffer(one, dtype="<u4") == np.frombuffer(other, dtype="<u4")))


class Sketches:
    """What was sketched so far, to be asked what a new text is like; forgets on request."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}
        self._names: list[str] = []  # by row; empty: the row is free
        self._free: list[int] = []
        self._matrix = np.empty((0, _SIZE), dtype="<u4")
        self._at: dict[int, int | list[int]] = {}  # the row of a band, or its rows in order kept

    def add(self, name: str, sketch: bytes) -> None:
        """Keep a sketch under a name that is not kept yet; an empty one is like nothing."""
        if not sketch:
            return
        row = self._free.pop() if self._free else self._new_row()
        self._rows[name], self._names[row] = row, name
        self._matrix[row] = np.frombuffer(sketch, dtype="<u4")
        for band in _bands(sketch):
            held = self._at.setdefault(band, row)
            if isinstance(held, list):
                held.append(row)
            elif held != row:
                self._at[band] = [held, row]

    def _new_row(self) -> int:
        row = len(self._names)
        if row == len(self._matrix):
            more = np.empty((max(_FIRST_ROWS, row), _SIZE), dtype="<u4")
            self._matrix = np.concatenate([self._matrix, more])
        self._names.append("")
        return row

    def drop(self, name: str) -> None:
        """Forget a name, if it is kept."""
        row = self._rows.pop(name, None)
        if row is None:
            return
        for band in _bands(self._matrix[row].tobytes()):
            held = self._at[band]
            if isinstance(held, list) and len(held) > 1:
                held.remove(row)
            else:
                del self._at[band]
        self._names[row] = ""
        self._free.append(row)

    def nearest(self, sketch: bytes, *, but: Collection[str] = ()) -> str:
        """The name of what is most like a sketch, the first kept of equals; empty: nothing is."""
        near = (self._at.get(band, ()) for band in _bands(sketch))
        among = dict.fromkeys(
            chain.from_iterable((held,) if isinstance(held, int) else held for held in near)
        )
        rows = [row for row in among if self._names[row] not in but]
        if not rows:
            return ""
        same = self._matrix[rows] == np.frombuffer(sketch, dtype="<u4")
        alike = np.count_nonzero(same, axis=1)
        best = int(np.argmax(alike))
        return self._names[rows[best]] if alike[best] / _SIZE >= LIKE else ""


def _bands(sketch: bytes) -> Iterator[int]:
    """A number for each six of the sketch and their place: texts alike agree on some of them."""
    width = 4 * _ROWS
    for at in range(0, len(sketch), width):
        yield hash((at, sketch[at : at + width]))
