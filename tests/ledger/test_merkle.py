"""The Merkle tree against the recursive definitions of RFC 9162, and published roots."""

from __future__ import annotations

import hashlib
import random

import pytest

from contingent.ledger.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_path,
    inclusion_path,
    is_consistent,
    is_included,
    root_of,
)

LEAVES = tuple(hashlib.sha256(b"\x00" + bytes([number])).digest() for number in range(256))

# The leaves and roots with which Certificate Transparency's own implementations are tested.
PUBLISHED_LEAVES = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657")
PUBLISHED_ROOTS = (
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
)


def node(left, right):
    """HASH(0x01 || left || right)."""
    return hashlib.sha256(b"\x01" + left + right).digest()


def split(count):
    """The largest power of two smaller than count."""
    power = 1
    while power * 2 < count:
        power *= 2
    return power


def mth(leaves):
    """MTH(D_n) as section 2.1.1 writes it, over leaf hashes."""
    if not leaves:
        return hashlib.sha256(b"").digest()
    if len(leaves) == 1:
        return leaves[0]
    middle = split(len(leaves))
    return node(mth(leaves[:middle]), mth(leaves[middle:]))


def path(index, leaves):
    """PATH(m, D_n) as section 2.1.3.1 writes it."""
    if len(leaves) == 1:
        return ()
    middle = split(len(leaves))
    if index < middle:
        return (*path(index, leaves[:middle]), mth(leaves[middle:]))
    return (*path(index - middle, leaves[middle:]), mth(leaves[:middle]))


def subproof(size, leaves, complete):
    """SUBPROOF(m, D_n, b) as section 2.1.4.1 writes it."""
    if size == len(leaves):
        return () if complete else (mth(leaves),)
    middle = split(len(leaves))
    if size <= middle:
        return (*subproof(size, leaves[:middle], complete), mth(leaves[middle:]))
    return (*subproof(size - middle, leaves[middle:], False), mth(leaves[:middle]))


def test_roots_are_those_that_others_publish():
    """Seven trees of Certificate Transparency's test data have the roots published for them."""
    leaves = [hashlib.sha256(b"\x00" + bytes.fromhex(each)).digest() for each in PUBLISHED_LEAVES]
    found = [root_of(leaves[:size]).hex() for size in range(1, len(leaves) + 1)]
    assert found == list(PUBLISHED_ROOTS)


def test_roots_agree_with_the_recursive_definition_at_every_size():
    """The growing frontier and the definition of the RFC give one root, from 0 to 256 leaves."""
    frontier = Frontier()
    assert frontier.root == EMPTY_ROOT == mth(())
    for size, leaf in enumerate(LEAVES, 1):
        frontier.add(leaf)
        assert (frontier.size, frontier.root) == (size, mth(LEAVES[:size]))


@pytest.mark.parametrize("size", range(1, 257))
def test_proofs_agree_with_the_recursive_definition_and_verify(size):
    """At each size, every inclusion path and every consistency path is the RFC's, and is good."""
    leaves = LEAVES[:size]
    root = mth(leaves)
    some = range(size) if size <= 40 else sorted({0, 1, size // 2, size - 2, size - 1})
    for index in some:
        found = inclusion_path(leaves, index)
        assert found == path(index, leaves)
        assert is_included(leaves[index], index, size, path=found, root=root)
    for old in [at + 1 for at in some]:
        found = consistency_path(leaves, old)
        assert found == subproof(old, leaves, True)
        assert is_consistent(old, size, path=found, old_root=mth(leaves[:old]), root=root)


def test_no_changed_inclusion_proof_passes():
    """A flipped bit, a missing, added or swapped hash, another index or size: all refused."""
    rng = random.Random(6)
    for _ in range(2_000):
        size = rng.randrange(2, 257)
        index = rng.randrange(size)
        root = root_of(LEAVES[:size])
        good = inclusion_path(LEAVES[:size], index)
        leaf, bad, at, root_ = mutated(rng, LEAVES[index], good, index, root)
        assert not is_included(leaf, at, size, path=bad, root=root_)


def mutated(rng, leaf, good, index, root):
    """One thing about a proof changed."""
    bad = list(good)
    match rng.randrange(6):
        case 0:
            at = rng.randrange(len(bad))
            bad[at] = flipped(rng, bad[at])
        case 1:
            del bad[rng.randrange(len(bad))]
        case 2:
            bad.insert(rng.randrange(len(bad) + 1), bytes(rng.randrange(256) for _ in range(32)))
        case 3:
            return flipped(rng, leaf), bad, index, root
        case 4:
            return leaf, bad, index ^ 1, root
        case 5:
            return leaf, bad, index, flipped(rng, root)
    return leaf, bad, index, root


def flipped(rng, value):
    """The same bytes but for one bit."""
    raw = bytearray(value)
    raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
    return bytes(raw)


def test_what_is_too_short_or_of_another_tree_proves_nothing():
    """A root is no leaf of a larger tree; of one size a tree is consistent with itself alone."""
    leaf, other = LEAVES[0], LEAVES[1]
    assert is_included(leaf, 0, 1, path=[], root=leaf)
    assert not is_included(leaf, 0, 2, path=[], root=leaf)
    assert is_consistent(1, 1, path=[], old_root=leaf, root=leaf)
    assert not is_consistent(1, 1, path=[], old_root=leaf, root=other)


def test_no_changed_consistency_proof_passes():
    """A rewritten past, a flipped bit or a hash too many or too few: all refused."""
    rng = random.Random(7)
    for _ in range(2_000):
        size = rng.randrange(2, 257)
        old = rng.randrange(1, size)
        good = list(consistency_path(LEAVES[:size], old))
        old_root, root = root_of(LEAVES[:old]), root_of(LEAVES[:size])
        match rng.randrange(4):
            case 0:
                at = rng.randrange(len(good))
                good[at] = flipped(rng, good[at])
            case 1:
                del good[rng.randrange(len(good))]
            case 2:
                good.append(rng.choice(LEAVES))
            case 3:
                old_root = flipped(rng, old_root)
        assert not is_consistent(old, size, path=good, old_root=old_root, root=root)


def test_impossible_questions_are_refused():
    """No leaf outside the tree is proven; nothing follows from an empty tree."""
    root = root_of(LEAVES[:4])
    with pytest.raises(ValueError, match="no leaf 4"):
        inclusion_path(LEAVES[:4], 4)
    for size in (0, 5):
        with pytest.raises(ValueError, match=f"no tree of {size} leaves"):
            consistency_path(LEAVES[:4], size)
    assert not is_included(LEAVES[0], 0, 1, path=(), root=b"short")
    assert not is_included(LEAVES[0], -1, 4, path=(), root=root)
    assert not is_consistent(0, 4, path=(), old_root=EMPTY_ROOT, root=root)
    assert not is_consistent(3, 4, path=(), old_root=root, root=root)
    assert not is_consistent(4, 4, path=(root,), old_root=root, root=root)
    assert is_consistent(4, 4, path=(), old_root=root, root=root)
