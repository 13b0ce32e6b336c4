"""What is kept beside a ledger answers as its entries do, or is not used."""

from __future__ import annotations

import io
import json
from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest
from store_promises import NOW
from telling import statements_of

from contingent.errors import ProjectionDrift
from contingent.ledger import columns, projection
from contingent.ledger.book import (
    Key,
    Ledger,
    MemoryStore,
    erasure_entry,
    label_entry,
    retraction_entry,
    statement_entry,
)
from contingent.ledger.labels import Viewer
from contingent.ledger.overview import BoardIndex
from contingent.ledger.projection import WORTH_KEEPING, Projection
from contingent.ledger.sqlite import open_sqlite
from contingent.ledger.vault import Vault
from contingent.vocabulary.label import Label
from contingent.vocabulary.moment import AsOf

SAID = [
    said
    for said, _ in statements_of(
        """
        2025-12-01  Kenya     says Kenya considering police 200..400
        2025-12-02  Italy     says Kenya willing police if mandate
        2025-12-03  Kenya     says Kenya undecided police
        2025-12-04  Nepal     says Nepal willing troops 300 if mandate
        2025-12-05  Egypt     says Nepal considering troops
        2025-12-06  Nepal     asks mandate
        """
    )
]
LATER = AsOf(held_on=(NOW + timedelta(days=9)).date(), known_at=NOW + timedelta(days=9))
READER = Viewer(name="bo", organisation="NOR")


def told(ledger, *said, day=0, label=""):
    """Put statements on record, so many days on."""
    new = [statement_entry(each, "person:Anna") for each in said]
    if label:
        new = [type(each)(**{**_fields(each), "label": label}) for each in new]
    return ledger.append(new, recorded_at=NOW + timedelta(days=day))


def _fields(new):
    return {name: getattr(new, name) for name in type(new).__slots__}


@pytest.fixture
def ledger():
    """Three statements, one under a label, one retracted."""
    ledger = Ledger(MemoryStore())
    told(ledger, SAID[0], SAID[1])
    told(ledger, SAID[3], label="TLP:RED//BY anna")
    ledger.append([retraction_entry(SAID[1].id, "person:Anna", "misheard")], recorded_at=NOW)
    return ledger


@pytest.fixture
def place(tmp_path):
    """Where an index is kept."""
    return tmp_path / "ledger.db.board"


def answers(index):
    """What an index says to the only user and to one who may not see everything."""
    seen = index.overview(LATER, viewer=READER, founder="anna")
    return index.overview(LATER), seen


def changed(place, name, change):
    """Change one array in the file of an index."""
    with np.load(place) as file:
        parts = dict(file)
    parts[name] = change(parts[name].copy())
    out = io.BytesIO()
    np.savez(out, **parts)
    place.write_bytes(out.getvalue())


def test_what_was_kept_says_what_the_entries_say(ledger, place):
    """Another process answers from the file alone, for every reader."""
    made = Projection(place).rebuild(ledger)
    kept = Projection(place).index(ledger)
    assert answers(kept) == answers(made) == answers(BoardIndex(ledger.entries()))
    assert Projection(place).check(ledger)


def test_what_came_since_is_read_and_no_more(ledger, place, monkeypatch):
    """An older file is brought up to date from the entries behind it, speakers told apart."""
    Projection(place).rebuild(ledger)
    told(ledger, SAID[2], SAID[4], day=1)
    label = Label.parse("TLP:GREEN//BY anna")
    key = Key("statement", SAID[3].id, "TLP:RED//BY anna")
    ledger.append([label_entry(key, label, turn=1)], recorded_at=NOW + timedelta(days=1))
    monkeypatch.setattr(ledger, "entries", lambda: pytest.fail("everything was read"))
    kept = Projection(place).index(ledger)
    assert kept.head == ledger.head
    monkeypatch.undo()
    assert answers(kept) == answers(BoardIndex(ledger.entries()))
    told(ledger, SAID[5], day=2)
    assert answers(Projection(place).index(ledger)) == answers(BoardIndex(ledger.entries()))


def test_labels_given_anew_are_kept(ledger, place):
    """A reader from whom a label hid something sees it from the file once it is wider."""
    wider = Label.parse("TLP:GREEN//BY anna")
    key = Key("statement", SAID[3].id, "TLP:RED//BY anna")
    ledger.append([label_entry(key, wider, turn=1)], recorded_at=NOW + timedelta(days=1))
    Projection(place).rebuild(ledger)
    whole, seen = answers(Projection(place).index(ledger))
    assert (whole, seen) == answers(BoardIndex(ledger.entries()))
    assert [each.party for each in seen.standpoints] == [SAID[3].about]
    assert str(seen.label) == str(wider)


def test_what_is_worth_it_is_kept_by_itself(ledger, place, monkeypatch):
    """From some size on a file is left behind, and again when much has come since."""
    monkeypatch.setattr(projection, "WORTH_KEEPING", 1)
    Projection(place).index(ledger)
    first = place.read_bytes()
    told(ledger, SAID[2], SAID[4], day=1)
    Projection(place).index(ledger)
    assert first
    assert place.read_bytes() != first
    assert Projection(place).check(ledger)
    place.write_bytes(first)
    nowhere = Projection(place / "below")
    assert nowhere.index(ledger).head == ledger.head


def test_many_rows_at_once_take_the_same_places(ledger, monkeypatch):
    """Whether rows are sorted anew or put in one by one makes no difference."""
    told(ledger, *SAID, day=1)
    one_by_one = answers(BoardIndex(ledger.entries()))
    monkeypatch.setattr(columns, "_BULK", 1)
    assert answers(BoardIndex(ledger.entries())) == one_by_one


def test_one_who_keeps_asking_reads_only_what_is_new(ledger, place):
    """The same index grows with the ledger."""
    asked = Projection(place)
    first = asked.index(ledger)
    told(ledger, SAID[2], day=1)
    assert asked.index(ledger) is first
    assert first.head == ledger.head


def test_the_index_of_another_ledger_is_not_used(ledger, place):
    """Nor is that of entries which this one no longer has; neither is called drift."""
    other = Ledger(MemoryStore())
    told(other, *SAID)
    Projection(place).rebuild(other)
    assert not Projection(place).check(ledger)
    assert answers(Projection(place).index(ledger)) == answers(BoardIndex(ledger.entries()))


@pytest.mark.parametrize(
    "spoil",
    [
        lambda text: b"",
        lambda text: b"not an index",
        lambda text: text[: len(text) // 2],
        lambda text: text.replace(b"projection/1", b"projection/2"),
        lambda text: text[:900] + bytes([text[900] ^ 1]) + text[901:],
    ],
    ids=["empty", "other", "cut", "version", "bit"],
)
def test_a_file_that_cannot_be_read_is_not_used(ledger, place, spoil):
    """Whatever became of it, the entries are read instead."""
    Projection(place).rebuild(ledger)
    place.write_bytes(spoil(place.read_bytes()))
    assert not Projection(place).check(ledger)
    assert answers(Projection(place).index(ledger)) == answers(BoardIndex(ledger.entries()))


def test_columns_that_do_not_fit_together_are_not_used(ledger, place):
    """One column shorter than the others, or of another type, makes the file unreadable."""
    for change in (lambda part: part[:-1], lambda part: part.astype(np.float64)):
        Projection(place).rebuild(ledger)
        changed(place, "table.rung", change)
        assert not Projection(place).check(ledger)


def test_an_index_that_is_behind_has_not_drifted(ledger, place):
    """What was kept is held against the entries that it had, not against those that came since."""
    Projection(place).rebuild(ledger)
    told(ledger, replace(SAID[0], id="s-later"), day=40)
    assert Projection(place).check(ledger)


def test_an_index_of_another_version_is_not_used(ledger, place):
    """Though the file itself is whole."""
    Projection(place).rebuild(ledger)
    assert Projection(place).check(ledger)
    changed(place, "format", lambda part: np.frombuffer(b'"projection/0"', part.dtype))
    assert not Projection(place).check(ledger)


def test_an_index_that_says_something_else_has_drifted(ledger, place):
    """Somebody who raises a rung in the file is found out, also after the ledger has grown."""
    Projection(place).rebuild(ledger)
    changed(place, "table.rung", lambda rungs: rungs + 1)
    with pytest.raises(ProjectionDrift, match="contingent ledger rebuild"):
        Projection(place).check(ledger)
    told(ledger, SAID[2], day=1)
    with pytest.raises(ProjectionDrift):
        Projection(place).check(ledger)
    Projection(place).rebuild(ledger)
    assert Projection(place).check(ledger)


def test_nothing_kept_is_no_drift(ledger, place):
    """A ledger without an index agrees with everything."""
    assert not Projection(place).check(ledger)


def test_small_ledgers_leave_no_file_and_no_disk_is_needed(ledger, place):
    """An index is kept by itself only where it is worth it; a folder may refuse it."""
    assert ledger.head.size < WORTH_KEEPING
    Projection(place).index(ledger)
    assert not place.exists()
    nowhere = Projection(place / "no" / "such" / "folder")
    nowhere.index(ledger)
    with pytest.raises(OSError, match="No such file"):
        nowhere.rebuild(ledger)


def test_no_name_and_no_quotation_is_kept(tmp_path, place):
    """What may have to be erased from a ledger is not in what is derived from it."""
    Vault(tmp_path / "ledger.db.vault").create()
    ledger = Ledger(open_sqlite(tmp_path / "ledger.db", create=True))
    told(ledger, *SAID)
    Projection(place).rebuild(ledger)
    held = place.read_bytes()
    for said in SAID:
        for text in filter(None, (said.speaker.name, getattr(said.citation, "gist", ""))):
            assert text.encode() not in held
            assert json.dumps(text).encode() not in held


def test_an_erasure_makes_it_anew(tmp_path, place):
    """Speakers whose names are forgotten may have become one: nothing goes on from before."""
    vault = Vault(tmp_path / "ledger.db.vault")
    vault.create()
    ledger = Ledger(open_sqlite(tmp_path / "ledger.db", create=True))
    told(ledger, *SAID)
    Projection(place).rebuild(ledger)
    names = {each.commitment for each in vault.secrets().values()}
    ledger.append([erasure_entry(names, (), "a law", "person:Anna")], recorded_at=NOW)
    vault.erase(names)
    assert answers(Projection(place).index(ledger)) == answers(BoardIndex(ledger.entries()))
