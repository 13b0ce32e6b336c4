"""What every store of entries promises; a store's test class adds only how to make one."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta

import pytest

from contingent.errors import KnowledgeOutOfOrder
from contingent.ledger.book import BATCH, Ledger, NewEntry, Store
from contingent.ledger.chain import ORIGIN, EntryKind, Head

NOW = datetime(2026, 1, 1, 12, tzinfo=UTC)
TICK = timedelta(microseconds=1)


def new(id_: str, **rest: object) -> NewEntry:
    """A small entry with a payload that has every kind of JSON value but a float."""
    payload = {"id": id_, "text": "Türkiye \U0001f30d", "of": [1, None, True, {"": -5}]}
    return NewEntry(kind=EntryKind.DOCUMENT, id=id_, payload=payload, **rest)


def must_wait_and_write(first: Store, second: Store) -> None:
    """While one store of a ledger is written, an append by another waits, and then is done."""
    with ThreadPoolExecutor(1) as aside:
        with first.writing():
            later = aside.submit(Ledger(second).append, [new("late")], recorded_at=NOW)
            with pytest.raises(TimeoutError):
                later.result(timeout=0.2)
        later.result(timeout=30)


class StorePromises:
    """The contract of `Store`, as `Ledger` uses it."""

    @pytest.fixture
    def store(self) -> Store:
        """An empty store."""
        raise NotImplementedError

    def test_an_empty_ledger_verifies(self, store):
        """Nothing is a good ledger of size 0."""
        assert Ledger(store).verify() == 0
        assert Ledger(store).head == Head(0, ORIGIN)
        assert list(Ledger(store).entries()) == []

    def test_what_is_appended_comes_back_as_it_was(self, store):
        """Entries return in order, numbered from 1, equal to what append returned."""
        ledger = Ledger(store)
        added = ledger.append([new("a"), new("b", label="green")], recorded_at=NOW)
        assert tuple(ledger.entries()) == added
        assert [entry.seq for entry in added] == [1, 2]
        assert added[0].payload == new("a").payload
        assert added[1].label == "green"
        assert added[1].previous == added[0].digest
        assert ledger.head == Head(2, added[1].digest)
        assert ledger.verify() == 2

    def test_the_same_key_adds_nothing(self, store):
        """Appending again, in one batch or a later one, returns and stores nothing new."""
        ledger = Ledger(store)
        assert len(ledger.append([new("a"), new("a")], recorded_at=NOW)) == 1
        assert ledger.append([new("a")], recorded_at=NOW) == ()
        again = ledger.append([new("a"), new("b")], recorded_at=NOW)
        assert [entry.id for entry in again] == ["b"]
        assert ledger.verify() == 2

    def test_the_same_id_of_another_kind_is_another_entry(self, store):
        """A draft and the statement made of it share their id."""
        ledger = Ledger(store)
        draft = NewEntry(kind=EntryKind.DRAFT, id="a", payload={})
        assert len(ledger.append([new("a"), draft], recorded_at=NOW)) == 2

    def test_the_same_thing_under_another_label_is_another_entry(self, store):
        """Who may not see an entry can record it too, and is not told that it is there."""
        ledger = Ledger(store)
        ledger.append([new("a", label="red")], recorded_at=NOW)
        added = ledger.append([new("a", label="green"), new("a", label="red")], recorded_at=NOW)
        assert [entry.label for entry in added] == ["green"]
        assert ledger.verify() == 2

    def test_clocks_that_stand_still_or_go_back_do_no_harm(self, store):
        """Entries are recorded at least a microsecond apart, whatever the clock says."""
        ledger = Ledger(store)
        ledger.append([new("a"), new("b")], recorded_at=NOW)
        ledger.append([new("c")], recorded_at=NOW - timedelta(hours=1))
        moments = [entry.recorded_at for entry in ledger.entries()]
        assert moments == [NOW, NOW + TICK, NOW + 2 * TICK]
        assert [entry.known_at for entry in ledger.entries()] == moments

    def test_an_archive_is_replayed_in_order(self, store):
        """Known-at may lie in the past and stand still, but never go back."""
        ledger = Ledger(store)
        past = NOW - timedelta(days=30)
        ledger.append([new("a"), new("b")], recorded_at=NOW, known_at=past)
        ledger.append([new("c")], recorded_at=NOW, known_at=past)
        with pytest.raises(KnowledgeOutOfOrder, match="must not change"):
            ledger.append([new("d")], recorded_at=NOW, known_at=past - TICK)
        assert ledger.append([new("a")], recorded_at=NOW, known_at=past - TICK) == ()
        assert ledger.verify() == 3

    def test_nothing_is_known_after_it_is_recorded(self, store):
        """A known-at in the future is a mistake of the caller."""
        with pytest.raises(ValueError, match="after it is recorded"):
            Ledger(store).append([new("a")], recorded_at=NOW, known_at=NOW + TICK)
        assert Ledger(store).verify() == 0

    def test_moments_need_a_time_zone(self, store):
        """Local time without a zone is refused."""
        with pytest.raises(ValueError, match="time zone"):
            Ledger(store).append([new("a")], recorded_at=NOW.replace(tzinfo=None))

    def test_entries_up_to_what_was_known(self, store):
        """As known at a moment, the moment included."""
        ledger = Ledger(store)
        ledger.append([new("a")], recorded_at=NOW)
        ledger.append([new("b")], recorded_at=NOW + timedelta(days=1))
        assert [entry.id for entry in ledger.entries(known_at=NOW)] == ["a"]
        assert [entry.id for entry in ledger.entries(known_at=NOW - TICK)] == []

    def test_what_is_behind_an_entry_is_read_alone(self, store):
        """Whoever has read so far reads on from there, and nothing twice."""
        ledger = Ledger(store)
        ledger.append([new("a"), new("b"), new("c")], recorded_at=NOW)
        rows = list(ledger.rows())
        for after in range(4):
            with store.reading(after=after) as snapshot:
                assert snapshot.head == ledger.head
                assert list(snapshot.rows) == rows[after:]

    def test_to_write_nothing_changes_nothing(self, store):
        """An empty ledger stays empty, and any other ends where it did."""
        for size in range(2):
            with store.writing() as writer, writer.transaction():
                writer.write(())
            assert Ledger(store).verify() == size
            Ledger(store).append([new("a")], recorded_at=NOW)

    def test_a_failing_entry_leaves_its_batch_out(self, store):
        """A payload that has no canonical form stops the append, and nothing of it stays."""
        bad = NewEntry(kind=EntryKind.DOCUMENT, id="bad", payload={"share": 0.5})
        with pytest.raises(TypeError, match="canonical"):
            Ledger(store).append([new("a"), bad], recorded_at=NOW)
        assert Ledger(store).verify() == 0

    def test_more_than_one_batch(self, store):
        """More entries than a transaction holds arrive in order and verify."""
        ledger = Ledger(store)
        many = [new(f"d{number}") for number in range(2 * BATCH + 1)]
        assert len(ledger.append(iter(many), recorded_at=NOW)) == len(many)
        assert ledger.append(many, recorded_at=NOW) == ()
        assert ledger.verify() == len(many)

    def test_reading_while_writing(self, store):
        """A reader that has begun sees the ledger as it was, and does not stop the writer."""
        ledger = Ledger(store)
        ledger.append([new("a"), new("b")], recorded_at=NOW)
        reading = ledger.entries()
        first = next(reading)
        ledger.append([new("c")], recorded_at=NOW)
        assert [first.id, *(entry.id for entry in reading)] == ["a", "b"]
        assert ledger.verify() == 3
