"""Signed checkpoints: a host that rewrites, rolls back or forges is found out by who kept one."""

from __future__ import annotations

import base64
import json
import os
import random
import shutil
import stat
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from store_promises import NOW, new

from contingent.errors import (
    FileNotWritable,
    ForgedCheckpoint,
    InvalidCheckpoint,
    LedgerRewritten,
    LedgerRolledBack,
)
from contingent.ledger import check_proof
from contingent.ledger.book import Ledger, MemoryStore
from contingent.ledger.check_proof import checked
from contingent.ledger.checkpoints import Trust, audited, checkpoint_of, key_entry, origin_of
from contingent.ledger.keys import KeyChest
from contingent.ledger.merkle import root_of
from contingent.ledger.notes import (
    Checkpoint,
    SigningKey,
    VerifyingKey,
    cosigned,
    note_of,
    signed,
)
from contingent.ledger.proofs import consistency_request, cosigned_request, proof_of

KEY = SigningKey.new("contingent.ledger/test")
OTHER = SigningKey.new("contingent.ledger/test")
WITNESS = SigningKey.new("witness.example/kenya")
TRUST = Trust(keys=(KEY.verifying(),))


def ledger_of(count, prefix="d"):
    """A ledger in memory with so many entries."""
    ledger = Ledger(MemoryStore())
    ledger.append([new(f"{prefix}{number}") for number in range(count)], recorded_at=NOW)
    return ledger


def note_about(ledger, key=KEY):
    """Its checkpoint, signed."""
    return signed(checkpoint_of(ledger), key)


def test_a_checkpoint_stands_for_the_entries_of_its_moment():
    """Origin from the first digest, size, and the Merkle root over all digests."""
    ledger = ledger_of(5)
    digests = [row.digest for row in ledger.rows()]
    told = checkpoint_of(ledger)
    assert told == Checkpoint(origin=origin_of(digests[0]), size=5, root=root_of(digests))
    assert told.text == f"{told.origin}\n5\n{base64.b64encode(told.root).decode()}\n"
    with pytest.raises(ValueError, match="nothing to sign"):
        checkpoint_of(Ledger(MemoryStore()))


def test_a_ledger_that_grew_goes_on_from_its_checkpoint():
    """Every earlier checkpoint stays good, whatever is appended."""
    ledger = ledger_of(1)
    notes = [note_about(ledger)]
    for number in range(20):
        ledger.append([new(f"more{number}")], recorded_at=NOW)
        notes.append(note_about(ledger))
        assert audited(ledger, notes, trust=TRUST).checkpoint == notes[-1].checkpoint


def test_an_older_copy_is_found_and_called_rolled_back():
    """A ledger that verifies, and has fewer entries than were signed for."""
    note = note_about(ledger_of(5))
    with pytest.raises(LedgerRolledBack, match="stands for 5 entries, 3 are there"):
        audited(ledger_of(3), [note])
    with pytest.raises(LedgerRolledBack, match="0 are there"):
        audited(Ledger(MemoryStore()), [note])


def test_a_rewritten_ledger_is_found_though_every_hash_fits():
    """History made anew with all hashes recomputed: the chain is content, the checkpoint is not."""
    ledger, forged = ledger_of(5), ledger_of(2)
    forged.append([new("lie"), new("d3"), new("d4")], recorded_at=NOW)
    assert forged.verify() == 5
    for other in (forged, ledger_of(5, prefix="x")):
        with pytest.raises(LedgerRewritten, match="not those that the checkpoint stands for"):
            audited(other, [note_about(ledger)], trust=TRUST)


def test_a_checkpoint_of_another_ledger_is_none_of_this_one():
    """Though size and root are the same and the key is trusted: the name of the ledger counts."""
    ledger = ledger_of(3)
    told = checkpoint_of(ledger)
    other = signed(replace(told, origin=told.origin + "x"), KEY)
    with pytest.raises(LedgerRewritten, match="not those that the checkpoint stands for"):
        audited(ledger, [other], trust=TRUST)


def test_nobody_trusted_is_said_in_words():
    """A checkpoint that was to be signed by a key known here, where none is known."""
    ledger = ledger_of(2)
    with pytest.raises(ForgedCheckpoint, match="a key known here"):
        audited(ledger, [note_about(ledger)], trust=Trust(keys=()))


def test_a_note_signed_by_somebody_else_is_not_relied_on():
    """A host that rewrites and signs with another key, under the same name, is found."""
    forged = ledger_of(5, prefix="x")
    with pytest.raises(ForgedCheckpoint, match=r"is not signed by contingent\.ledger/test"):
        audited(forged, [note_about(forged, OTHER)], trust=TRUST)


def test_a_new_key_counts_once_the_old_one_has_vouched_for_it():
    """Rotation is an entry: whoever trusts the first key follows it to the newest."""
    ledger = ledger_of(2)
    origin = checkpoint_of(ledger).origin
    third = SigningKey.new(KEY.name)
    for key, voucher in ((OTHER, KEY), (third, OTHER)):
        made = key_entry(origin, key.verifying(), signed_by=voucher, by="person:Anna")
        ledger.append([made], recorded_at=NOW)
    assert audited(ledger, [note_about(ledger, third)], trust=TRUST).head.size == 4
    with pytest.raises(ForgedCheckpoint):
        audited(ledger, [note_about(ledger, KEY)], trust=Trust(keys=(third.verifying(),)))


def test_a_key_that_vouches_for_itself_counts_for_nobody_else():
    """Whoever can append cannot make a key trusted: not by itself, nor with a broken entry."""
    ledger = ledger_of(2)
    origin = checkpoint_of(ledger).origin
    made = key_entry(origin, OTHER.verifying(), signed_by=OTHER, by="person:Eve")
    broken = replace(made, id="k-1", payload={"key": OTHER.verifying().text, "signature": "?"})
    empty = replace(made, id="k-2", payload={})
    ledger.append([made, broken, empty], recorded_at=NOW)
    with pytest.raises(ForgedCheckpoint):
        audited(ledger, [note_about(ledger, OTHER)], trust=TRUST)


def test_a_witness_that_was_asked_for_must_have_cosigned():
    """With a witness named, the host's own signature is not enough."""
    ledger = ledger_of(3)
    note = note_about(ledger)
    trust = replace(TRUST, witnesses=(WITNESS.verifying(is_witness=True),))
    with pytest.raises(ForgedCheckpoint, match=r"the witness witness\.example/kenya"):
        audited(ledger, [note], trust=trust)
    both = cosigned(note, WITNESS, seconds=1_700_000_000)
    assert audited(ledger, [note_of(both.text)], trust=trust).head.size == 3


def test_notes_and_keys_survive_being_written_down():
    """What was written is read back equal, and a key line holds name, hash and key."""
    note = cosigned(note_about(ledger_of(3)), WITNESS, seconds=5)
    assert note_of(note.text) == note
    for is_witness in (False, True):
        key = WITNESS.verifying(is_witness=is_witness)
        assert VerifyingKey.parse(key.text + "\n") == key
    again = SigningKey.of_pem(KEY.name, KEY.pem)
    assert again.verifying() == KEY.verifying()


def test_a_witness_that_signs_again_has_signed_once():
    """Its later signature takes the place of its earlier one, and of nobody else's."""
    note = note_about(ledger_of(3))
    again = cosigned(cosigned(note, WITNESS, seconds=5), WITNESS, seconds=6)
    assert again.signatures == cosigned(note, WITNESS, seconds=6).signatures
    assert len(again.signatures) == 2


def test_a_text_without_an_empty_line_is_said_to_be_no_note():
    """The reason names what is missing first."""
    with pytest.raises(InvalidCheckpoint, match="is no signed note"):
        note_of("x\n1\n" + "A" * 43 + "=\n")


def test_a_key_line_that_others_publish_is_read():
    """The key of Go's checksum database, written by other software, matches its own hash."""
    key = "sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8"
    assert VerifyingKey.parse(key).text == key


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x\n1\nAAAA\n\n\N{EM DASH} a AAAAAAAA\n",
        "x\n1\n" + "A" * 42 + "B=\n\n\N{EM DASH} a AAAAAAAA\n",
        "x\n1\n" + "A" * 43 + "=\n\n\N{EM DASH}  AAAAAAAA\n",
        "x\n01\n" + "A" * 43 + "=\n\n\N{EM DASH} a AAAAAAAA\n",
        "x\n-1\n" + "A" * 43 + "=\n\n\N{EM DASH} a AAAAAAAA\n",
        "\n1\n" + "A" * 43 + "=\n\n\N{EM DASH} a AAAAAAAA\n",
        "x\n1\n" + "A" * 43 + "=\nmore\n\n\N{EM DASH} a AAAAAAAA\n",
        "x\n1\n" + "A" * 43 + "=\n\n",
        "x\n1\n" + "A" * 43 + "=\n\n- a AAAAAAAA\n",
        "x\n1\n" + "A" * 43 + "=\n\n\N{EM DASH} a AA\n",
        "x\n1\n" + "A" * 43 + "=\n\n" + "\N{EM DASH} a AAAAAAAA\n" * 9_999,
    ],
)
def test_what_is_no_checkpoint_is_refused(text):
    """Missing parts, odd numbers, more lines, no signature, too long: one clear line."""
    with pytest.raises(InvalidCheckpoint, match="the checkpoint: "):
        note_of(text)


@pytest.mark.parametrize(
    "text", ["", "a+b+c", "a+00000000+" + base64.b64encode(b"\x01" * 33).decode()]
)
def test_what_is_no_key_is_refused(text):
    """Half a key, or one that does not match its own hash."""
    with pytest.raises(InvalidCheckpoint, match="the key: "):
        VerifyingKey.parse(text)
    with pytest.raises(ValueError, match="no space"):
        SigningKey.new("a name")


def test_no_changed_note_keeps_its_signature():
    """Of 2,000 notes with one character changed, each is unreadable or no longer signed."""
    rng = random.Random(3)
    note = note_about(ledger_of(4))
    text = note.text
    for _ in range(2_000):
        at = rng.randrange(len(text))
        changed = text[:at] + rng.choice("AZaz09+/=\n \N{EM DASH}") + text[at + 1 :]
        try:
            found = note_of(changed)
        except InvalidCheckpoint:
            continue
        if changed != text:
            assert found == note or not KEY.verifying().has_signed(found), changed


def test_a_bundle_proves_its_entry_and_nothing_else():
    """Every entry of ledgers of several sizes is proven; a later one cannot be."""
    for size in (1, 2, 3, 7, 8, 20):
        ledger = ledger_of(size)
        note = note_about(ledger)
        for number in range(size):
            (bundle,) = proof_of(ledger, f"d{number}", note)
            assert checked(json.loads(json.dumps(bundle)), KEY.verifying().text) == ""
    assert proof_of(ledger, "nobody", note) == ()
    ledger.append([new("late")], recorded_at=NOW)
    with pytest.raises(InvalidCheckpoint, match="entry 21 came after the checkpoint of 20"):
        proof_of(ledger, "late", note)
    with pytest.raises(LedgerRewritten):
        proof_of(ledger_of(20, prefix="x"), "x1", note)
    with pytest.raises(LedgerRolledBack):
        proof_of(ledger_of(2), "d1", note)


def test_no_changed_bundle_proves_anything():
    """Any value of a bundle changed, cut or of another type: the verifier says why not."""
    ledger = ledger_of(9)
    (bundle,) = proof_of(ledger, "d4", note_about(ledger))
    key = KEY.verifying().text
    rng = random.Random(5)
    for _ in range(2_000):
        bad = json.loads(json.dumps(bundle))
        change_something(rng, bad)
        assert bad == bundle or checked(bad, key)
    assert "not signed" in checked(bundle, OTHER.verifying().text)
    assert "not cosigned" in checked(bundle, key, (WITNESS.verifying(is_witness=True).text,))
    assert "no key" in checked(bundle, WITNESS.verifying(is_witness=True).text)


def change_something(rng, bundle):
    """One place of a bundle, whatever stands there, becomes something else."""
    holder = rng.choice([bundle, bundle["entry"], bundle["entry"], bundle["path"]])
    at = rng.randrange(len(holder)) if isinstance(holder, list) else rng.choice(sorted(holder))
    if at == "schema":
        at = "path"
    old = holder[at]
    if isinstance(old, str) and old and rng.random() < 0.8:
        where = rng.randrange(len(old))
        holder[at] = old[:where] + rng.choice("0aZ{\n") + old[where + 1 :]
    elif isinstance(old, int) and rng.random() < 0.8:
        holder[at] = old + rng.choice([-1, 1, 2**40])
    elif rng.random() < 0.5:
        del holder[at]
    else:
        holder[at] = rng.choice([None, 1.5, [], {}, "", True, [[]]])


def test_the_verifier_is_one_file_that_needs_nothing_of_ours(tmp_path):
    """Copied elsewhere and run by itself, it says yes, and no to a changed word."""
    ledger = ledger_of(6)
    note = cosigned(note_about(ledger), WITNESS, seconds=7)
    (bundle,) = proof_of(ledger, "d3", note)
    alone = shutil.copy(check_proof.__file__, tmp_path)
    witness = ["--witness", WITNESS.verifying(is_witness=True).text]
    for change, code, said in ((False, 0, "YES: entry 4 (document d3)"), (True, 5, "NO: ")):
        if change:
            bundle["entry"]["payload"] = bundle["entry"]["payload"].replace("text", "test")
        path = tmp_path / "bundle.json"
        path.write_text(json.dumps(bundle))
        run = subprocess.run(
            [sys.executable, "-I", alone, str(path), KEY.verifying().text, *witness],
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        )
        assert (run.returncode, run.stderr) == (code, "")
        assert run.stdout.startswith(said)
    assert "import contingent" not in Path(alone).read_text(encoding="utf-8")


def test_the_verifier_says_what_it_needs(tmp_path, capsys):
    """No key, no file, or a file that is no JSON: usage and input errors."""
    assert check_proof.main([]) == 2
    assert check_proof.main([str(tmp_path / "nothing"), "key"]) == 3
    (tmp_path / "bundle").write_text("{")
    assert check_proof.main([str(tmp_path / "bundle"), "key"]) == 3
    assert "usage" in capsys.readouterr().err


def test_a_witness_follows_a_ledger_and_never_back():
    """It cosigns what goes on from what it saw, and refuses a fork, an older and a forged one."""
    ledger, trusted = ledger_of(3), KEY.verifying()
    first = consistency_request(ledger, 0, note_about(ledger))
    seen = cosigned_request(first, seen=None, trusted=trusted, key=WITNESS, seconds=1)
    assert WITNESS.verifying(is_witness=True).has_signed(seen)
    old = note_about(ledger)
    ledger.append([new(f"e{number}") for number in range(10)], recorded_at=NOW)
    grown = consistency_request(ledger, 3, note_about(ledger))
    later = cosigned_request(grown, seen=seen, trusted=trusted, key=WITNESS, seconds=2)
    assert later.checkpoint.size == 13
    again = cosigned_request(grown, seen=later, trusted=trusted, key=WITNESS, seconds=3)
    assert len(again.signatures) == 2
    with pytest.raises(LedgerRolledBack):
        cosigned_request(
            consistency_request(ledger_of(3), 3, old),
            seen=later,
            trusted=trusted,
            key=WITNESS,
            seconds=3,
        )
    elsewhere = replace(seen, checkpoint=replace(seen.checkpoint, origin="another"))
    with pytest.raises(LedgerRewritten):
        cosigned_request(grown, seen=elsewhere, trusted=trusted, key=WITNESS, seconds=2)
    fork = ledger_of(3)
    fork.append([new(f"f{number}") for number in range(11)], recorded_at=NOW)
    for size in (3, 13):
        request = consistency_request(fork, size, note_about(fork))
        with pytest.raises((LedgerRewritten, InvalidCheckpoint)):
            cosigned_request(request, seen=later, trusted=trusted, key=WITNESS, seconds=3)
    with pytest.raises(ForgedCheckpoint):
        cosigned_request(grown, seen=seen, trusted=OTHER.verifying(), key=WITNESS, seconds=2)


@pytest.mark.parametrize("change", [("old 3", "new 3"), ("old 3", "old x"), ("\n", "\n?\n")])
def test_a_witness_refuses_what_is_no_request(change):
    """A request that does not read as one gives one clear line and no signature."""
    ledger = ledger_of(5)
    request = consistency_request(ledger, 3, note_about(ledger)).replace(*change, 1)
    seen = note_about(ledger_of(3))
    with pytest.raises(InvalidCheckpoint, match="the request: "):
        cosigned_request(request, seen=seen, trusted=KEY.verifying(), key=WITNESS, seconds=1)
    with pytest.raises(InvalidCheckpoint, match="lies beyond"):
        consistency_request(ledger, 6, note_about(ledger))


def test_the_chest_keeps_keys_for_their_owner_alone(tmp_path):
    """A key is written with no right for others, and comes back; an unknown one is None."""
    chest = KeyChest(tmp_path / "keys")
    assert chest.key(KEY.name) is None
    assert chest.last_note("x") is None
    chest.keep(KEY)
    mode = stat.S_IMODE(chest.key_path(KEY.name).stat().st_mode)
    assert mode & 0o077 == 0
    assert chest.key(KEY.name).verifying() == KEY.verifying()
    note = note_about(ledger_of(2))
    chest.remember(note)
    assert chest.last_note(note.checkpoint.origin) == note


def test_a_chest_that_cannot_be_used_says_so(tmp_path):
    """A broken key or note, and a folder that is a file, are named."""
    chest = KeyChest(tmp_path)
    chest.key_path("k").write_text("no key")
    with pytest.raises(InvalidCheckpoint, match="is no key that can be read"):
        chest.key("k")
    (tmp_path / "o.checkpoint").write_bytes(b"\xff")
    with pytest.raises(InvalidCheckpoint, match="cannot be read"):
        chest.last_note("o")
    with pytest.raises(FileNotWritable, match=r"File exists|Not a directory"):
        KeyChest(tmp_path / "k.pem").keep(KEY)


def test_the_file_of_a_key_has_a_name_that_no_file_system_minds(tmp_path):
    """Letters, digits, dashes and underscores stay; no name leads out of the folder."""
    chest = KeyChest(tmp_path)
    assert chest.folder == tmp_path
    assert chest.key_path("a_b-1").name == "a_b-1.pem"
    assert chest.key_path("../x").parent == tmp_path


def test_a_disk_that_gives_no_reason_is_said_to_refuse(tmp_path, monkeypatch):
    """Some file systems fail without a word."""

    def fails(*_arguments, **_options):
        raise OSError

    monkeypatch.setattr("contingent.ledger.keys.replace_durably", fails)
    with pytest.raises(FileNotWritable, match="the disk refuses"):
        KeyChest(tmp_path).keep(KEY)
