"""Stored ledgers are changed in every way that we can think of, and every change is found."""

from __future__ import annotations

import random
from itertools import pairwise

import pytest
from store_promises import NOW, new

from contingent.errors import (
    ForgedCheckpoint,
    InvalidCheckpoint,
    LedgerRewritten,
    LedgerRolledBack,
    TamperedLedger,
)
from contingent.ledger.book import Ledger, MemoryStore
from contingent.ledger.chain import Head, Row, head_of, sealed
from contingent.ledger.checkpoints import Trust, audited, checkpoint_of
from contingent.ledger.notes import Signature, SigningKey, signed

KEY = SigningKey.new("host.example/ledger")
STRANGER = SigningKey.new("host.example/ledger")
TRUST = Trust(keys=(KEY.verifying(),))
FOUND = (
    ForgedCheckpoint,
    InvalidCheckpoint,
    LedgerRewritten,
    LedgerRolledBack,
    TamperedLedger,
)
LEDGERS = 50


class Kept:
    """A ledger's rows and noted head as a store has them, and a checkpoint kept elsewhere."""

    def __init__(self, rng):
        size = rng.randint(2, 9)
        self.store = MemoryStore()
        ledger = Ledger(self.store)
        for number in range(size):
            made = new(f"d{number}", label=rng.choice(["", "TLP:CLEAR//BY a"]))
            ledger.append([made], recorded_at=NOW)
        self.rows = list(ledger.rows())
        self.head = ledger.head
        self.note = signed(checkpoint_of(ledger), KEY)

    def is_found(self, rows, head, note=None):
        """True if an audit of these rows under this head refuses them."""
        store = MemoryStore(rows)
        store._head = head
        try:
            audited(Ledger(store), [note or self.note], trust=TRUST)
        except FOUND:
            return True
        return False


def flipped(rng, value):
    """A stored value with one bit the other way."""
    if isinstance(value, int):
        return value ^ 1 << rng.randrange(60)
    raw = bytearray(value if isinstance(value, bytes) else value.encode())
    if raw:
        raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)
    else:
        raw = b"x"
    return bytes(raw) if isinstance(value, bytes) else raw.decode("utf-8", "surrogateescape")


def bit(rng, kept):
    """One bit of one stored value."""
    at, name = rng.randrange(len(kept.rows)), rng.choice(Row._fields)
    changed = kept.rows[at]._replace(**{name: flipped(rng, getattr(kept.rows[at], name))})
    return [*kept.rows[:at], changed, *kept.rows[at + 1 :]], kept.head, None


def swap(rng, kept):
    """Two entries change places, with their numbers or without."""
    rows = list(kept.rows)
    one, two = rng.sample(range(len(rows)), 2)
    rows[one], rows[two] = rows[two], rows[one]
    if rng.random() < 0.5:
        for at in (one, two):
            rows[at] = rows[at]._replace(seq=at + 1)
    return rows, kept.head, None


def drop(rng, kept):
    """An entry is gone, and the others are numbered anew or not."""
    at = rng.randrange(len(kept.rows))
    rows = [*kept.rows[:at], *kept.rows[at + 1 :]]
    if rng.random() < 0.5:
        rows = [row._replace(seq=number) for number, row in enumerate(rows, 1)]
    return rows, rng.choice([kept.head, head_of(rows[-1])]), None


def truncate(rng, kept):
    """The end is gone, and the head says that this is all."""
    rows = kept.rows[: rng.randrange(len(kept.rows))]
    return rows, rng.choice([kept.head, head_of(rows[-1] if rows else None)]), None


def repeat(rng, kept):
    """An entry is there twice."""
    at = rng.randrange(len(kept.rows))
    rows = [*kept.rows[: at + 1], *kept.rows[at:]]
    return rows, rng.choice([kept.head, Head(len(rows), rows[-1].digest)]), None


def rewrite(rng, kept):
    """History is made anew from some entry on, every hash and the head recomputed."""
    at = rng.randrange(len(kept.rows))
    before = kept.rows[at - 1] if at else None
    odd = kept.rows[at]._replace(body=kept.rows[at].body.replace(b"text", b"test"))
    rows = [*kept.rows[:at], *sealed([odd, *kept.rows[at + 1 :]], head_of(before))]
    return rows, head_of(rows[-1]), None


def resign(rng, kept):
    """A rewritten history with a checkpoint that a stranger signed, or an old signature on it."""
    rows, head, _ = rewrite(rng, kept)
    note = signed(checkpoint_of(Ledger(MemoryStore(rows))), STRANGER)
    if rng.random() < 0.5:
        borrowed = kept.note.signatures[0]
        if rng.random() < 0.5:
            borrowed = Signature(*borrowed[:2], note.signatures[0].signed)
        note = type(note)(checkpoint=note.checkpoint, signatures=(borrowed,))
    return rows, head, note


MUTATIONS = (bit, bit, bit, swap, drop, truncate, repeat, rewrite, resign)


SLICES = [pytest.param(25_000, seed, marks=pytest.mark.soak) for seed in range(1, 5)]


@pytest.mark.parametrize(("count", "seed"), [(3_000, 0), *SLICES])
def test_every_mutation_is_found_and_nothing_else(count, seed):
    """Bits, swaps, drops, cuts, repeats, rewrites, strangers' signatures; no false alarm."""
    rng = random.Random(seed)
    for _ in range(count // LEDGERS):
        kept = Kept(rng)
        for _ in range(LEDGERS):
            mutation = rng.choice(MUTATIONS)
            rows, head, note = mutation(rng, kept)
            assert rows != kept.rows or head != kept.head or note
            assert kept.is_found(rows, head, note), mutation.__doc__
            assert not kept.is_found(kept.rows, kept.head)


def test_the_ledgers_that_are_changed_are_of_many_kinds():
    """What is mutated differs in size and labels, and its moments rise."""
    ledgers = [Kept(random.Random(seed)) for seed in range(40)]
    assert len({len(kept.rows) for kept in ledgers}) > 4
    assert {row.label for kept in ledgers for row in kept.rows} == {"", "TLP:CLEAR//BY a"}
    for kept in ledgers:
        assert all(one.recorded_at < two.recorded_at for one, two in pairwise(kept.rows))
