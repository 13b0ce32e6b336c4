"""The book in memory, what it accepts, and how it notices that it was changed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from store_promises import NOW, StorePromises, new
from telling import statements_of

from contingent.errors import TamperedLedger
from contingent.ledger.book import (
    Ledger,
    MemoryStore,
    NewEntry,
    document_entry,
    flag_entry,
    rejection_entry,
    retraction_entry,
    statement_entry,
    supersession_entry,
)
from contingent.ledger.chain import EntryKind, digest_of, head_of
from contingent.vocabulary.plain import canonical, statement_of
from contingent.vocabulary.statement import Document, Flag, FlagType

STATEMENT = statements_of("2025-12-20 Kenya says Kenya considering police 100")[0][0]


class TestMemoryStore(StorePromises):
    """The store in memory keeps the promises of every store."""

    @pytest.fixture
    def store(self):
        """An empty store."""
        return MemoryStore()


def rows_of(count=4):
    """The rows of a small ledger."""
    store = MemoryStore()
    Ledger(store).append([new(f"d{number}") for number in range(count)], recorded_at=NOW)
    with store.reading() as snapshot:
        return list(snapshot.rows)


def doctored(rows, head=None):
    """A ledger whose rows were changed behind its back."""
    store = MemoryStore(rows)
    store._head = head or head_of(rows_of()[-1])
    return Ledger(store)


def resealed(row, **changed):
    """A row whose digest was made to fit again."""
    row = row._replace(**changed)
    return row._replace(digest=digest_of(row))


def test_a_trial_on_a_copy_leaves_the_ledger_alone():
    """A dry run appends to a copy in memory."""
    rows = rows_of()
    trial = Ledger(MemoryStore(rows))
    assert trial.append([new("d0"), new("more")], recorded_at=NOW)[0].seq == 5
    assert len(rows) == 4


@pytest.mark.parametrize(
    ("change", "seq", "why"),
    [
        (lambda rows: rows[:2] + rows[3:], 3, "missing or moved"),
        (lambda rows: [rows[1], rows[0], *rows[2:]], 1, "missing or moved"),
        (lambda rows: [*rows[:2], rows[1], *rows[2:]], 3, "missing or moved"),
        (lambda rows: rows[:-1], 4, "the end is missing: 4 entries were acknowledged, 3 are left"),
        (lambda rows: [*rows, *rows[-1:]], 5, "missing or moved"),
        (lambda rows: [rows[0], rows[1]._replace(label="x"), *rows[2:]], 2, "does not match"),
        (lambda rows: [resealed(rows[0], label="x"), *rows[1:]], 2, "does not follow"),
        (lambda rows: [*rows[:3], resealed(rows[3], label="x")], 5, "does not name the last"),
        (lambda rows: [rows[0]._replace(body="x"), *rows[1:]], 1, "has a type"),
        (lambda rows: [rows[0], resealed(rows[1], recorded_at=0), *rows[2:]], 2, "recorded before"),
        (lambda rows: [rows[0], resealed(rows[1], known_at=0), *rows[2:]], 2, "known before"),
    ],
)
def test_every_way_to_doctor_a_ledger_is_found(change, seq, why):
    """Deleted, reordered, duplicated, cut off, changed or resealed: found, and where."""
    with pytest.raises(TamperedLedger, match=why) as found:
        doctored(change(rows_of())).verify()
    assert found.value.seq == seq
    assert f"entry {seq}: " in str(found.value)


def test_nothing_is_drawn_from_a_changed_entry():
    """Reading stops at an entry that does not verify, before anybody builds on it."""
    rows = rows_of()
    reading = doctored([rows[0], rows[1]._replace(body=b"{}"), *rows[2:]]).entries()
    assert next(reading).seq == 1
    with pytest.raises(TamperedLedger, match="entry 2: "):
        next(reading)


def test_nothing_is_appended_to_a_ledger_whose_end_is_missing():
    """A cut is never papered over by new entries."""
    with pytest.raises(TamperedLedger, match="the end is missing"):
        doctored(rows_of()[:2]).append([new("e")], recorded_at=NOW)


def test_more_rows_than_were_acknowledged_are_found():
    """Entries that nobody acknowledged do not pass."""
    rows = rows_of()
    with pytest.raises(TamperedLedger, match="only 2 entries were acknowledged"):
        doctored(rows, head=head_of(rows[1])).verify()


def test_the_digest_covers_header_and_payload_as_documented():
    """SHA-256 over 0x00, the canonical header and the canonical payload, nothing else."""
    import hashlib

    row = rows_of(1)[0]
    header = canonical(
        {
            "accepted_by": "",
            "id": "d0",
            "kind": "document",
            "known_at": row.known_at,
            "label": "",
            "previous": "00" * 32,
            "recorded_at": row.recorded_at,
            "seq": 1,
            "version": 1,
        }
    )
    expected = hashlib.sha256(b"\x00" + header + canonical(new("d0").payload)).digest()
    assert row.digest == expected


@pytest.mark.parametrize("by", ["", "Anna", "person:", "rule: ", "robot:x"])
def test_no_statement_without_an_accepter(by):
    """Accepted by a person or a named rule, or not at all."""
    with pytest.raises(ValueError, match="names nobody"):
        statement_entry(STATEMENT, by)
    with pytest.raises(ValueError, match="names nobody"):
        retraction_entry(STATEMENT.id, by, "why")


def test_a_statement_needs_its_id():
    """What has no id could not be found again."""
    with pytest.raises(ValueError, match="needs its id"):
        statement_entry(replace(STATEMENT, id=""), "person:Anna")
    with pytest.raises(ValueError, match="needs its id"):
        supersession_entry("a", replace(STATEMENT, id=""), "person:Anna")


def test_a_statement_comes_back_equal():
    """The payload of a statement is enough to have it back."""
    entry = statement_entry(STATEMENT, "person:Anna")
    assert statement_of(entry.payload) == STATEMENT
    assert (entry.kind, entry.id) == (EntryKind.STATEMENT, STATEMENT.id)
    assert entry.accepted_by == "person:Anna"


def test_a_document_entry_keeps_the_hash_and_not_the_text():
    """The text of a document lives outside the ledger; its hash proves which it was."""
    document = Document(
        id="d-1",
        title="T",
        text="né\ud800",
        source="x",
        origin="d-1",
        published_on=date(2025, 1, 2),
    )
    payload = document_entry(document).payload
    assert "text" not in payload
    assert payload["text_characters"] == 3
    assert payload["published_on"] == "2025-01-02"
    assert (
        payload["text_sha256"] != document_entry(replace(document, text="x")).payload["text_sha256"]
    )


def test_flags_and_decisions_have_ids_of_their_content():
    """The same flag, rejection or retraction is one entry however often it is made."""
    flag = Flag(type=FlagType.HEDGE_DROPPED, document="d-1", detail="a / b")
    assert flag_entry(flag).key == flag_entry(flag).key
    assert flag_entry(flag).key != flag_entry(replace(flag, detail="c")).key
    one, two = (rejection_entry("s-1", by, "no") for by in ("person:Anna", "person:Ben"))
    assert one.key != two.key


def test_text_that_no_store_can_hold_is_refused_at_once():
    """A lone surrogate in an id or a name is a mistake of the caller."""
    with pytest.raises(ValueError, match="surrogates"):
        NewEntry(kind=EntryKind.DOCUMENT, id="\ud800", payload={})
