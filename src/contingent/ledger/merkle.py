"""Leaf hashes become a Merkle tree of RFC 9162: its root, and proofs about its leaves.

A leaf hash is the digest of an entry as the chain made it (its zero byte is that of the RFC), so
nothing is hashed anew but the nodes above. Every function here is pure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence

__all__ = [
    "EMPTY_ROOT",
    "Frontier",
    "consistency_path",
    "inclusion_path",
    "is_consistent",
    "is_included",
    "root_of",
]

EMPTY_ROOT = hashlib.sha256().digest()
"""The root of a tree without leaves (RFC 9162, section 2.1.1)."""

_NODE = b"\x01"
_HASH_BYTES = 32


class Frontier:
    """A growing tree of which only the roots of its full subtrees are kept, largest first.

    Adding a leaf hashes one node on average; the root costs one node per subtree kept.
    """

    __slots__ = ("_roots", "_size")

    def __init__(self, leaves: Iterable[bytes] = ()) -> None:
        self._roots: list[bytes] = []
        self._size = 0
        for leaf in leaves:
            self.add(leaf)

    @property
    def size(self) -> int:
        """How many leaves it has."""
        return self._size

    @property
    def root(self) -> bytes:
        """The hash that stands for all leaves in their order."""
        if not self._roots:
            return EMPTY_ROOT
        *larger, root = self._roots
        for subtree in reversed(larger):
            root = _node(subtree, root)
        return root

    def add(self, leaf: bytes) -> None:
        """Put one more leaf at the end."""
        roots, size = self._roots, self._size
        while size & 1:  # a full subtree of this size waits for its right half
            leaf = _node(roots.pop(), leaf)
            size >>= 1
        roots.append(leaf)
        self._size += 1


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The root of the tree with these leaves in their order."""
    return Frontier(leaves).root


def inclusion_path(leaves: Sequence[bytes], index: int) -> tuple[bytes, ...]:
    """The hashes that lead from the leaf at `index` (from 0) up to the root (2.1.3.1).

    Raises ValueError if there is no such leaf.
    """
    if not 0 <= index < len(leaves):
        raise ValueError(f"no leaf {index} in a tree of {len(leaves)}")
    path: list[bytes] = []
    start, end = 0, len(leaves)
    while end - start > 1:
        middle = start + _split(end - start)
        if index < middle:
            path.append(root_of(leaves[middle:end]))
            end = middle
        else:
            path.append(root_of(leaves[start:middle]))
            start = middle
    return tuple(reversed(path))


def consistency_path(leaves: Sequence[bytes], size: int) -> tuple[bytes, ...]:
    """The hashes that show the first `size` leaves to be a beginning of all (2.1.4.1).

    Raises ValueError unless 0 < size <= number of leaves.
    """
    if not 0 < size <= len(leaves):
        raise ValueError(f"no tree of {size} leaves begins one of {len(leaves)}")
    path: list[bytes] = []
    start, end = 0, len(leaves)
    while end != size:
        middle = start + _split(end - start)
        if size <= middle:
            path.append(root_of(leaves[middle:end]))
            end = middle
        else:
            path.append(root_of(leaves[start:middle]))
            start = middle
    if start:  # the old tree's last subtree; where it is the whole old tree, its root is known
        path.append(root_of(leaves[start:end]))
    return tuple(reversed(path))


def is_included(leaf: bytes, index: int, size: int, *, path: Sequence[bytes], root: bytes) -> bool:
    """True if the path proves `leaf` to be leaf `index` (from 0) of the tree of that root."""
    if not 0 <= index < size or not _are_hashes([leaf, root, *path]):
        return False
    at, last, found = index, size - 1, leaf
    for sibling in path:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = _node(sibling, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = _node(found, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root


def is_consistent(
    old_size: int, size: int, *, path: Sequence[bytes], old_root: bytes, root: bytes
) -> bool:
    """True if the path proves that the tree of `root` begins with the one of `old_root`."""
    if not 0 < old_size <= size or not _are_hashes([old_root, root, *path]):
        return False
    if old_size == size:
        return not path and old_root == root
    hashes = list(path)
    if old_size & (old_size - 1) == 0:  # a full tree: its root is not repeated in the path
        hashes.insert(0, old_root)
    if not hashes:
        return False
    at, last = old_size - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old_found = found = hashes[0]
    for sibling in hashes[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old_found, found = _node(sibling, old_found), _node(sibling, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = _node(found, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and old_found == old_root and found == root


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(_NODE + left + right).digest()


def _split(size: int) -> int:
    """The largest power of two below `size`."""
    return 1 << (size - 1).bit_length() - 1


def _are_hashes(values: Iterable[bytes]) -> bool:
    return all(len(value) == _HASH_BYTES for value in values)
