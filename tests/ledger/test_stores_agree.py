"""Generated ledgers: the file, the server and the naive model give one answer at every moment."""

from __future__ import annotations

import random
from datetime import date, datetime, timedelta

import pytest
from naive import NaiveLedger
from store_promises import NOW
from telling import statements_of

from contingent.errors import KnowledgeOutOfOrder
from contingent.ledger.book import Ledger, retraction_entry, statement_entry
from contingent.ledger.postgres import open_postgres
from contingent.ledger.sqlite import open_sqlite
from contingent.ledger.standing import standing_statements

LABELS = ("", "TLP:GREEN//BY anna", "TLP:RED//BY ben")
RUNGS = ("considering", "willing", "offered", "pledged", "undecided", "declined")
FIRST = date(2025, 12, 1)
SAID = statements_of(
    "\n".join(
        f"{FIRST + timedelta(days=number % 28)} {party} says {about} {RUNGS[number % 6]} police"
        for number, (party, about) in enumerate(
            (one, two) for one in ("Kenya", "Egypt", "Italy") for two in ("Kenya", "Egypt", "Italy")
        )
    )
)
STATEMENTS = [each[0] if isinstance(each, tuple) else each for each in SAID]


def batches(rng):
    """What a ledger is made of: batches with a clock, now and then with a known-at of their own."""
    clock, ids = NOW, []
    for _ in range(rng.randint(1, 4)):
        new = []
        for _ in range(rng.randint(1, 4)):
            if ids and rng.random() < 0.25:
                made = retraction_entry(rng.choice(ids), "person:Anna", rng.choice("xy"))
            else:
                made = statement_entry(rng.choice(STATEMENTS), "person:Anna")
            label = rng.choice(LABELS)
            new.append(type(made)(kind=made.kind, id=made.id, payload=made.payload,
                                  accepted_by=made.accepted_by, label=label))  # fmt: skip
            ids.append(made.id)
        clock += timedelta(hours=rng.choice([-30, 0, 0, 1, 24]))
        known = clock - timedelta(hours=rng.randrange(48)) if rng.random() < 0.4 else None
        yield new, clock, known


def appended(stores, naive, rng):
    """The same batches into every store and the model; all refuse what one refuses."""
    for new, clock, known in batches(rng):
        try:
            naive.append(new, clock, known)
        except ValueError:
            for ledger in stores:
                with pytest.raises((KnowledgeOutOfOrder, ValueError)):
                    ledger.append(new, recorded_at=clock, known_at=known)
        else:
            for ledger in stores:
                ledger.append(new, recorded_at=clock, known_at=known)


def told(entries):
    """Entries as the model has them."""
    return [
        (each.kind.value, each.id, each.label, each.payload, each.accepted_by,
         each.known_at, each.recorded_at)
        for each in entries
    ]  # fmt: skip


def compare(stores, naive, rng, moments):
    """At each moment, under each set of labels: the same entries and the same that stand.

    The rows of both stores are equal byte for byte, so most moments are asked of the file alone.
    """
    file, server = stores
    assert list(file.rows()) == list(server.rows())
    for number in range(moments):
        known_at = NOW + timedelta(hours=rng.randrange(-60, 80))
        labels = {label for label in LABELS if rng.random() < 0.7}
        for ledger in stores if number == 0 else (file,):
            seen = [each for each in ledger.entries(known_at=known_at) if each.label in labels]
            assert told(seen) == naive.known(known_at, labels)
            standing = {each.id for each in standing_statements(seen)}
            assert standing == naive.standing(known_at, labels)


def agree(seeds, folder, addresses, moments=20):
    """Ledgers from these seeds, in a file and on a server, and how many entries they had."""
    count = 0
    for seed in seeds:
        rng = random.Random(seed)
        stores = [
            Ledger(open_sqlite(folder / f"{seed}.db", create=True)),
            Ledger(open_postgres(addresses(f"agree_{seed}"), create=True)),
        ]
        naive = NaiveLedger()
        appended(stores, naive, rng)
        compare(stores, naive, rng, moments)
        assert all(ledger.verify() == len(naive.entries) for ledger in stores)
        count += len(naive.entries)
        (folder / f"{seed}.db").unlink()
    return count


def test_file_server_and_naive_model_agree(postgres, tmp_path):
    """Thirty generated ledgers at twenty moments and label sets each."""
    assert agree(range(30), tmp_path, postgres.address) > 60


@pytest.mark.soak
@pytest.mark.parametrize("slice_", range(20))
def test_ten_thousand_ledgers_agree(postgres, tmp_path, slice_):
    """Five hundred generated ledgers a slice, ten thousand in all."""
    seeds = range(1_000 + 500 * slice_, 1_500 + 500 * slice_)
    assert agree(seeds, tmp_path, postgres.address) > 1_000


def test_the_generated_ledgers_have_all_that_matters():
    """Among them are retractions, labels, second tellings, archives and refusals."""
    made = [batch for seed in range(30) for batch in batches(random.Random(seed))]
    new = [item for batch, *_ in made for item in batch]
    assert {item.kind.value for item in new} == {"statement", "retraction"}
    assert {item.label for item in new} == set(LABELS)
    assert len({item.key for item in new}) < len(new)
    assert any(known for *_, known in made)
    assert all(isinstance(clock, datetime) for _, clock, _ in made)
