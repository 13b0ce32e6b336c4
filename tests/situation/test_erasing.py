"""What must be forgotten is gone from every file, and every proof still holds."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from contingent.errors import RestoreRefused
from contingent.ledger.book import Ledger, statement_entry
from contingent.ledger.chain import EntryKind
from contingent.ledger.checkpoints import audited
from contingent.ledger.keys import KeyChest
from contingent.ledger.sqlite import open_sqlite
from contingent.ledger.viewing import View
from contingent.situation import (
    DOCUMENTS,
    LEDGER_FILE,
    Erasure,
    Reader,
    Run,
    backed_up,
    changed_texts,
    erase,
    found_mission,
    gathered,
    open_store,
    read_onto_record,
    restored,
    sign_checkpoint,
)
from contingent.vocabulary.claim import Pledge, Rung
from contingent.vocabulary.plain import identified
from contingent.vocabulary.statement import Medium, Note, Speaker, Statement, Voice

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
NAME = "Amina Otieno"
REPORT = """\
Kenya ready to send troops

Published: 2025-03-04

Amina Otieno said on Tuesday that Kenya was ready to send up to 800 troops to the stabilisation
force. AMINA OTIENO is the foreign minister of Kenya.

The foreign ministry of Ghana said Ghana was ready to send 200 troops to the stabilisation force.
"""


@pytest.fixture(params=["file", "server"])
def folder(request, tmp_path) -> Path:
    """A mission that has read a report; its ledger is in the folder, or in a database."""
    address = "" if request.param == "file" else request.getfixturevalue("address")
    return mission_at(tmp_path, address)


@pytest.fixture
def filed(tmp_path) -> Path:
    """A mission that has read a report, with its ledger in the folder."""
    return mission_at(tmp_path)


def mission_at(tmp_path: Path, address: str = "") -> Path:
    """A mission that has read a report, its ledger in the folder unless an address is given."""
    folder = tmp_path / "lakes"
    found_mission(folder, sample=None, recorded_at=NOON)
    if address:
        with (folder / "mission.yaml").open("a", encoding="utf-8") as mission:
            mission.write(f"\nledger: {address}\n")
        open_store(folder, create=True)
    clipping = tmp_path / "clipping.txt"
    clipping.write_text(REPORT, encoding="utf-8")
    read(folder, clipping)
    clipping.unlink()
    return folder


def ledger_of(folder: Path) -> Ledger:
    """The ledger of a mission."""
    return Ledger(open_store(folder))


def read(folder: Path, clipping: Path) -> None:
    """Read a file into a mission, by rules."""
    run = Run(reader=Reader.of_mission(None), by_rules=True)
    pieces = gathered([str(clipping)])
    view = View(ledger_of(folder))
    assert list(read_onto_record(run, pieces, ledger=view, folder=folder, clock=lambda: NOON))


def forget(folder: Path, **wanted: object):
    """Erase something on request."""
    request = Erasure(basis="GDPR 17, request 7", **wanted)
    return erase(ledger_of(folder), folder, request, by="person:ada", clock=NOON)


def bytes_of(place: Path) -> bytes:
    """Everything in every file below a folder, and in every row of its ledger."""
    files = (path.read_bytes() for path in place.rglob("*") if path.is_file())
    return b"\n".join([*files, *(row.body for row in ledger_of(place).rows())])


def names_in(folder: Path) -> set[str]:
    """Everybody who is quoted."""
    payloads = [entry.payload for entry in ledger_of(folder).entries()]
    return {payload["speaker"]["name"] for payload in payloads if "speaker" in payload}


def call(speaker: str) -> Statement:
    """What somebody said by telephone."""
    return identified(
        Statement(
            id="",
            citation=Note(medium=Medium.CALL, source="a call", gist="ready to come"),
            speaker=Speaker(name=speaker, party="KEN"),
            voice=Voice.OFFICIAL,
            about="KEN",
            claim=Pledge(rung=Rung.WILLING),
        )
    )


def texts(folder: Path) -> list[str]:
    """The kept texts."""
    return [path.read_text("utf-8") for path in (folder / DOCUMENTS).iterdir()]


def test_a_name_is_gone_from_every_file(folder):
    """Ledger, journal, vault and texts: a search by bytes finds it nowhere; the rest is there."""
    assert NAME.encode() in bytes_of(folder)
    before = texts(folder)
    erased = forget(folder, name="amina otieno")
    assert erased.values > 0
    assert len(erased.texts) == 1
    assert erased.beyond == ()
    for word in ("Amina", "Otieno", "OTIENO"):
        assert word.encode() not in bytes_of(folder)
    assert b"Ghana" in bytes_of(folder)
    assert [len(text) for text in texts(folder)] == [len(text) for text in before]


def test_every_proof_still_holds(folder, tmp_path):
    """The ledger verifies and goes on from a checkpoint that was signed before."""
    chest = KeyChest(tmp_path / "keys")
    note = sign_checkpoint(ledger_of(folder), chest, by="person:ada", clock=NOON)
    head = ledger_of(folder).head
    forget(folder, name=NAME)
    ledger = ledger_of(folder)
    assert ledger.verify() == head.size + 1
    assert audited(ledger, [note]).head.size == head.size + 1
    *_, last = ledger.entries()
    assert (last.kind, last.accepted_by) == (EntryKind.ERASURE, "person:ada")
    assert last.payload["basis"] == "GDPR 17, request 7"
    assert list(changed_texts(ledger.entries(), folder / DOCUMENTS)) == []


def test_spans_still_point_where_they_did(folder):
    """What is blacked out is as long as it was: every other quotation is found in its place."""
    forget(folder, name=NAME)
    for entry in ledger_of(folder).entries():
        quote = entry.payload.get("quote")
        if quote and NAME not in quote and quote != "[erased]":
            text = (folder / DOCUMENTS / f"{entry.payload['document']}.txt").read_text("utf-8")
            span = entry.payload["span"]
            shown = text[span["start"] : span["end"]]
            assert all(a in (b, "█") for a, b in zip(shown, quote, strict=True))


def test_entries_are_erased_by_their_ids(folder):
    """The speaker and words of one statement go, with its passage in the text; others stay."""
    entries = [e for e in ledger_of(folder).entries() if "quote" in e.payload]
    entry, other = (
        entries[0],
        next(each for each in entries if each.payload["about"] != entries[0].payload["about"]),
    )
    quote = entry.payload["quote"]
    erased = forget(folder, ids=(entry.id,))
    assert erased.values >= 1
    assert quote not in texts(folder)[0]
    assert other.payload["quote"] in texts(folder)[0]
    found = {e.id: e for e in ledger_of(folder).entries() if "quote" in e.payload}
    assert found[entry.id].payload["quote"] == "[erased]"
    assert found[entry.id].payload["claim"] == entry.payload["claim"]
    assert found[other.id].payload == other.payload


def test_a_document_is_erased_as_a_whole(folder):
    """Its title and its text go; that it was read, and its hash, stay."""
    document = next(e for e in ledger_of(folder).entries() if e.kind is EntryKind.DOCUMENT)
    forget(folder, ids=(document.id,))
    assert set(texts(folder)[0]) <= {"█", "\n", " "}
    kept = next(e for e in ledger_of(folder).entries() if e.kind is EntryKind.DOCUMENT)
    assert kept.payload["title"] == "[erased]"
    assert kept.payload["text_sha256"] == document.payload["text_sha256"]


def test_reading_again_brings_nothing_back(folder, tmp_path):
    """The same report read once more adds no entry and no name."""
    forget(folder, name=NAME)
    size = ledger_of(folder).head.size
    again = tmp_path / "again.txt"
    again.write_text(REPORT, encoding="utf-8")
    read(folder, again)
    assert ledger_of(folder).head.size == size
    assert NAME.encode() not in bytes_of(folder)


def test_erasing_twice_finds_nothing(folder):
    """What is gone is not there to be erased, and nothing is recorded of the attempt."""
    first = next(e.id for e in ledger_of(folder).entries() if "quote" in e.payload)
    forget(folder, name=NAME)
    forget(folder, ids=(first,))
    size = ledger_of(folder).head.size
    for wanted in ({"name": NAME}, {"ids": (first,)}, {"ids": ("s-none",)}):
        with pytest.raises(LookupError):
            forget(folder, **wanted)
    assert ledger_of(folder).head.size == size


@pytest.mark.parametrize(
    "wanted",
    [{}, {"ids": ("a",), "name": "b"}, {"name": " "}, {"name": "x", "basis": " "}],
    ids=str,
)
def test_an_erasure_says_what_and_why(wanted):
    """Either entries or a name, and the law that obliges."""
    with pytest.raises(ValueError):
        Erasure(**{"basis": "a law", **wanted})


def test_what_is_hashed_itself_is_named_and_stays(folder):
    """An entry of a ledger without a vault cannot forget; it is said which, and nothing is done."""
    (folder / f"{LEDGER_FILE}.vault").unlink()
    plain = ledger_of(folder)
    said = next(e for e in plain.entries() if e.kind is not EntryKind.DOCUMENT)
    assert "[erased]" in said.body.decode()
    told = call("Lars Holm")
    plain.append([statement_entry(told, "rule:x")], recorded_at=NOON)
    for wanted in ({"ids": (told.id,)}, {"name": "lars holm"}):
        erased = forget(folder, **wanted)
        assert (erased.values, erased.texts, erased.beyond) == (0, (), (told.id,))
    assert ledger_of(folder).verify() == plain.head.size


def test_a_backup_brings_back_what_was_kept_and_nothing_erased(filed, tmp_path):
    """Names come back with a restored ledger, except those that were erased after the backup."""
    backup = tmp_path / "backup.db"
    backed_up(open_sqlite(filed / LEDGER_FILE), backup)
    forget(filed, name=NAME)
    chest = KeyChest(tmp_path / "keys")
    with pytest.raises(RestoreRefused):
        restored(backup, filed, chest, by="person:ada", clock=NOON)
    restored(backup, filed, chest, why="a drill", by="person:ada", clock=NOON)
    assert NAME not in names_in(filed)
    assert NAME.encode() not in (filed / f"{LEDGER_FILE}.vault").read_bytes()
    fresh = tmp_path / "fresh"
    found_mission(fresh, sample=None, recorded_at=NOON)
    (fresh / LEDGER_FILE).unlink()
    restored(backup, fresh, KeyChest(tmp_path / "other"), by="person:ada", clock=NOON)
    assert NAME in names_in(fresh)
