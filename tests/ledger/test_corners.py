"""Corners of the ledger: what is refused, what damage is told, what a figure reads like."""

from __future__ import annotations

import io
import json
from dataclasses import replace

import pytest
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from store_promises import NOW, new
from telling import board, entries_of, on, statements_of

from contingent.errors import InvalidExport, LedgerDiffers, TamperedLedger
from contingent.ledger import check_proof
from contingent.ledger.authority import Authority, authority_of
from contingent.ledger.board import Standpoint, figure_of
from contingent.ledger.book import (
    Ledger,
    MemoryStore,
    forecast_entry,
    observation_entry,
    retraction_entry,
)
from contingent.ledger.chain import Head, head_of
from contingent.ledger.changes import changes, changes_between
from contingent.ledger.checkpoints import checkpoint_of
from contingent.ledger.copying import copied, exported_lines, imported_rows, written_behind
from contingent.ledger.notes import SigningKey, cosigned, signed
from contingent.ledger.positions import positions
from contingent.ledger.proofs import proof_of
from contingent.ledger.register import Pool
from contingent.ledger.standing import standing_observations
from contingent.vocabulary.capability import Amount
from contingent.vocabulary.claim import Rung
from contingent.vocabulary.statement import Voice

KEY = SigningKey.new("host.example/ledger")
WITNESS = SigningKey.new("witness.example/one")


@pytest.fixture
def store():
    """Three entries in memory."""
    store = MemoryStore()
    Ledger(store).append([new(f"d{number}") for number in range(3)], recorded_at=NOW)
    return store


@pytest.mark.parametrize("field", ["id", "label", "accepted_by"])
def test_what_no_store_can_hold_is_refused_at_once(field):
    """A zero character or half a letter in a name, before anything is written."""
    for text in ("a\0b", "\ud800"):
        with pytest.raises(ValueError):
            replace(new("a"), **{field: text})


def test_a_glance_sees_the_last_entry_and_the_head(store):
    """A changed last entry and a head that names another are found without reading the rest."""
    ledger = Ledger(store)
    assert ledger.glance() == ledger.head
    rows, head = store._rows, store._head
    store._rows = [*rows[:2], rows[2]._replace(body=b"{}")]
    with pytest.raises(TamperedLedger, match="entry 3: its content does not match"):
        ledger.glance()
    store._rows, store._head = rows[:2], head
    with pytest.raises(TamperedLedger, match="not the one acknowledged last"):
        ledger.glance()
    assert Ledger(MemoryStore()).glance() == Head(0, bytes(32))


@pytest.mark.parametrize(
    ("size", "why"),
    [(4, "the end is missing: 4 entries"), (2, "only 2 entries were acknowledged"), (3, "head")],
)
def test_a_head_that_does_not_fit_is_told_in_words(store, size, why):
    """Fewer, more, or others than were acknowledged: verify says which, append does as well."""
    store._head = Head(size, b"x" * 32)
    with pytest.raises(TamperedLedger, match=why):
        Ledger(store).verify()
    with pytest.raises(TamperedLedger, match=why):
        Ledger(store).append([new("x")], recorded_at=NOW)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (None, ""),
        (Amount(vague="dozens"), "dozens"),
        (Amount(floor=800), "800 or more"),
        (Amount(ceiling=8_000, about=True), "up to about 8,000"),
        (Amount(floor=5, ceiling=5, unit="USD"), "5 USD"),
        (Amount(floor=200, ceiling=400), "200 to 400"),
    ],
    ids=str,
)
def test_a_figure_reads_as_it_was_said(amount, words):
    """Neither bound is invented, and a vague word stays one."""
    assert figure_of(amount) == words


def test_who_is_not_on_the_board_is_not_there():
    """A party of whom nothing was said has no position; one that only asked has no rung."""
    found = board("2025-12-20 Nepal asks mandate")
    assert found["Nepal"].rung is Rung.UNKNOWN
    with pytest.raises(KeyError):
        found["Kenya"]
    nobody = Standpoint(party="Nepal", contributions=(), last_heard=None)
    assert (nobody.rung, nobody.verdict, nobody.stands) == (Rung.UNKNOWN, None, True)
    assert nobody.because == ()


def exported(store):
    """The lines of a ledger, as a file has them."""
    return list(exported_lines(Ledger(store)))


def imported(lines):
    """What is read from lines."""
    return list(imported_rows(io.StringIO("".join(lines)), where="file"))


def test_an_export_comes_back_byte_for_byte(store):
    """Also with half a letter in a text, which only an escape can hold."""
    odd = replace(new("odd"), payload={"text": "half \ud800"})
    Ledger(store).append([odd], recorded_at=NOW)
    target = MemoryStore()
    head = written_behind(iter(imported(exported(store))), target)
    assert (head, list(Ledger(target).rows())) == (Ledger(store).head, list(Ledger(store).rows()))
    assert written_behind(iter(imported(exported(store))), target) == head
    longer = MemoryStore()
    copied(Ledger(store), longer)
    assert list(Ledger(longer).rows()) == list(Ledger(store).rows())


def test_an_export_says_what_it_comes_to(store):
    """The first line names the ledger, its size and its root, as a checkpoint does."""
    first = json.loads(exported(store)[0])
    told = checkpoint_of(Ledger(store))
    assert (first["origin"], first["entries"], first["root"]) == (
        told.origin,
        told.size,
        told.root.hex(),
    )
    assert json.loads(exported(MemoryStore())[0])["origin"] == ""


@pytest.mark.parametrize(
    ("change", "error", "why"),
    [
        (lambda lines: [], InvalidExport, "file:1"),
        (lambda lines: ["[]\n", *lines[1:]], InvalidExport, "does not say"),
        (lambda lines: [lines[0].replace("contingent.", "other."), *lines[1:]],
         InvalidExport, "does not say"),
        (lambda lines: [lines[0].replace('"root":"', '"root":"0'), *lines[1:]],
         TamperedLedger, "do not come to the root"),
        (lambda lines: [lines[0], "{\n"], InvalidExport, "file:2: is no line of JSON"),
        (lambda lines: [lines[0], "[1]\n"], InvalidExport, "file:2: is no entry"),
        (lambda lines: [*lines[:2], lines[3]], TamperedLedger, "expected entry 2"),
        (lambda lines: lines[:-1], TamperedLedger, "do not come to the root"),
        (lambda lines: [lines[0].replace('"entries":3', '"entries":4'), *lines[1:]],
         TamperedLedger, "do not come to the root"),
    ],
)  # fmt: skip
def test_an_export_that_was_changed_says_where(store, change, error, why):
    """Nothing is taken from what is no export, lacks a line, or comes to another root."""
    with pytest.raises(error, match=why):
        imported(change(exported(store)))


def test_a_target_with_other_entries_is_left_alone(store):
    """A copy goes only where the beginning is the same, and never back."""
    other = MemoryStore()
    Ledger(other).append([new("other")], recorded_at=NOW)
    with pytest.raises(LedgerDiffers):
        copied(Ledger(store), other)
    longer = MemoryStore()
    copied(Ledger(store), longer)
    Ledger(longer).append([new("more")], recorded_at=NOW)
    with pytest.raises(LedgerDiffers):
        copied(Ledger(store), longer)
    assert Ledger(longer).verify() == 4


def test_a_key_of_another_kind_is_no_signing_key():
    """A private key that cannot sign is refused by name."""
    pem = X25519PrivateKey.generate().private_bytes(
        Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()
    )
    with pytest.raises(ValueError, match="not an Ed25519 key"):
        SigningKey.of_pem("host.example/ledger", pem)


@pytest.fixture
def bundle(store):
    """A bundle that proves the second entry, cosigned by a witness."""
    ledger = Ledger(store)
    note = cosigned(signed(checkpoint_of(ledger), KEY), WITNESS, seconds=1_700_000_000)
    return proof_of(ledger, "d1", note)[-1]


def told(capsys, *arguments):
    """Exit code and what the verifier says."""
    code = check_proof.main([str(each) for each in arguments])
    return code, capsys.readouterr()


def test_the_verifier_says_yes_no_or_why_not(bundle, tmp_path, capsys):
    """Exit 0 with the entry, 5 with the reason, 3 for what is no bundle, 2 for a wrong call."""
    file, key = tmp_path / "bundle.json", KEY.verifying().text
    witness = WITNESS.verifying(is_witness=True).text
    file.write_text(json.dumps(bundle), encoding="utf-8")
    code, said = told(capsys, file, key)
    assert (code, said.out.splitlines()[0]) == (
        0,
        "YES: entry 2 (document d1) stood in the ledger.",
    )
    assert "Türkiye" in json.loads(said.out.split("\n", 1)[1])["text"]
    stranger = SigningKey.new("host.example/ledger").verifying().text
    code, said = told(capsys, file, stranger)
    assert (code, said.out) == (5, "NO: the checkpoint is not signed by the key given\n")
    assert told(capsys, file, key, "--witness", witness)[0] == 0
    other = SigningKey.new("witness.example/one").verifying(is_witness=True).text
    assert told(capsys, file, key, "--witness", other)[0] == 5
    file.write_text("[" * 100_000, encoding="utf-8")
    assert told(capsys, file, key)[0] == 3
    assert told(capsys, tmp_path / "none", key)[0] == 3
    assert told(capsys, file)[0] == 2


def test_a_key_whose_own_hash_is_not_its_own_is_no_key(bundle):
    """The line of a key is believed whole or not at all."""
    name, _, coded = KEY.verifying().text.split("+", 2)
    assert "no key of this kind" in check_proof.checked(bundle, f"{name}+00000000+{coded}")


def test_a_signature_behind_another_dash_is_none(bundle):
    """A line of a note that does not begin as one is passed over, though its signature is good."""
    key = KEY.verifying().text
    plain = bundle["checkpoint"].replace("\N{EM DASH} ", "- ")
    assert check_proof.checked(bundle, key) == ""
    assert "not signed" in check_proof.checked(bundle | {"checkpoint": plain}, key)


def test_a_path_that_leads_nowhere_is_told(bundle):
    """Too short, or of the wrong width: the place in the tree cannot be reached."""
    key = KEY.verifying().text
    assert "the place does not fit" in check_proof.checked(bundle | {"path": ["00"]}, key)
    assert "the path is too short" in check_proof.checked(bundle | {"path": []}, key)


def test_a_tree_of_one_has_no_path(capsys):
    """The only entry of a ledger is its own root; a path beside it proves nothing."""
    store = MemoryStore()
    Ledger(store).append([new("only")], recorded_at=NOW)
    note = signed(checkpoint_of(Ledger(store)), KEY)
    bundle = proof_of(Ledger(store), "only", note)[-1]
    key = KEY.verifying().text
    assert check_proof.checked(bundle, key) == ""
    assert "a path where none is needed" in check_proof.checked(bundle | {"path": ["0" * 64]}, key)


def test_what_a_party_asks_is_a_change():
    """A new question and an answered one stand among the changes, with what they rest on."""
    entries = entries_of("""
        2025-12-19 Nepal says Nepal considering troops
        2025-12-20 Nepal asks mandate
        2025-12-24 Nepal answers mandate
    """)
    days = [on("2025-12-19"), on("2025-12-21"), on("2025-12-25")]
    asked = list(changes(entries, since=days[0], until=days[1]))
    assert [(each.aspect, each.before, each.after) for each in asked] == [("asks", "", "mandate")]
    settled = list(changes(entries, since=days[1], until=days[2]))
    assert [(each.aspect, each.before, each.after) for each in settled] == [("asks", "mandate", "")]
    assert all(each.because for each in (*asked, *settled))


def test_who_left_the_board_is_a_change_that_rests_on_what_was_said():
    """A party whose only word was taken back, and what it had asked, are gone and named."""
    entries = entries_of("""
        2025-12-19 Nepal says Nepal considering troops
        2025-12-20 Nepal asks mandate
        2025-12-21 Kenya says Kenya offered police 100
    """)
    full = positions(entries, as_of=on("2025-12-25"))
    bare = replace(full, positions=())
    gone = changes_between(full, bare)
    came = changes_between(bare, full)
    assert {(each.party, each.aspect, each.before) for each in gone} == {
        (each.party, each.aspect, each.after) for each in came
    }
    assert {("Nepal", "asks", "mandate"), ("Kenya", "rung", "offered")} <= {
        (each.party, each.aspect, each.before) for each in gone
    }
    assert all(each.because and each.after == "" for each in gone)


def test_the_entries_behind_a_row_or_a_head_are_those_after_it(store):
    """All of them behind nothing; and nothing but them behind a row."""
    ledger = Ledger(store)
    rows = list(ledger.rows())
    assert list(ledger.rows(behind=rows[0])) == rows[1:]
    assert [each.id for each in ledger.behind(head_of(None))] == ["d0", "d1", "d2"]
    head = Head(rows[1].seq, rows[1].digest)
    assert [each.id for each in ledger.behind(head)] == ["d2"]


def test_the_same_report_or_forecast_is_one_entry():
    """Their ids come from what they say and who says it; nobody in particular may say it."""
    row = {"date": "2026-01-05", "claimant": "UN", "category": "shots"}
    one, same = (observation_entry("incidents", row, by="person:Anna") for _ in range(2))
    assert one == same
    assert observation_entry("flow", row, by="person:Anna").id != one.id
    with pytest.raises(ValueError, match="names nobody"):
        observation_entry("incidents", row, by="Anna")
    first, other = (forecast_entry({"share": 5}, f"person:{who}") for who in ("Anna", "Ben"))
    assert first.id != other.id


def test_who_brings_money_alone_is_told_from_who_sends_people():
    """By the firmest rung: money promised beside engineers who are only offered is money alone."""
    found = board("""
        2025-12-19 Qatar says Qatar pledged funding
        2025-12-19 Qatar says Qatar offered engineering 200
        2025-12-19 Nepal says Nepal pledged funding
        2025-12-19 Nepal says Nepal pledged troops 800
    """)
    assert {each.party: each.brings_only_money for each in found.positions} == {
        "Qatar": True,
        "Nepal": False,
    }


def test_names_that_were_not_kept_cannot_be_asked_for():
    """A wrong "nobody" would be worse than an error; their number is still there."""
    pool = Pool[str].forgotten(3)
    assert pool.is_forgotten
    with pytest.raises(LookupError, match="not kept"):
        pool.find("Kenya")
    with pytest.raises(LookupError, match="not kept"):
        pool.number("Kenya")
    assert not Pool(["Kenya"]).is_forgotten


def test_a_report_that_was_retracted_stands_no_longer():
    """Of two reports from theatre the one that was taken back is gone, and nothing else."""
    ledger = Ledger(MemoryStore())
    row = {"date": "2026-01-05", "claimant": "UN", "category": "shots"}
    one = observation_entry("incidents", row, by="person:Anna")
    other = observation_entry("flow", row, by="person:Anna")
    back = retraction_entry(one.id, "person:Anna", "a slip")
    ledger.append([one, other, new("a statement"), back], recorded_at=NOW)
    assert [each.id for each in standing_observations(ledger.entries())] == [other.id]


def test_a_minister_whom_nobody_names_has_no_ministers_authority():
    """Nor has one whom another quotes: only who speaks on record speaks with the office."""
    (minister, _), *_ = statements_of("2025-12-20 Nepal(minister) says Nepal pledged troops")
    assert authority_of(minister) is Authority.MINISTER
    for voice in (Voice.OFFICIAL_UNNAMED, Voice.THIRD_PARTY, Voice.REPORTER):
        assert authority_of(replace(minister, voice=voice)) is Authority.UNNAMED
