"""Values kept apart: what an entry commits to, what comes back, and what does not."""

from __future__ import annotations

import stat
from dataclasses import replace
from datetime import UTC, datetime
from secrets import token_bytes

import pytest
from hypothesis import given
from hypothesis import strategies as st
from telling import statements_of

from contingent.errors import KnowledgeOutOfOrder, TamperedLedger
from contingent.ledger.book import (
    Ledger,
    draft_entry,
    rejection_entry,
    retraction_entry,
    statement_entry,
    supersession_entry,
)
from contingent.ledger.chain import EntryKind, payload_of
from contingent.ledger.positions import positions
from contingent.ledger.postgres import open_postgres
from contingent.ledger.sqlite import open_sqlite
from contingent.ledger.vault import Vault, vault_beside
from contingent.ledger.veil import ERASED, VEILED, Secret, commitments_in, salts, unveiled, veiled
from contingent.vocabulary.moment import AsOf
from contingent.vocabulary.plain import canonical, plain_statement, statement_of
from contingent.vocabulary.statement import Medium, Note, Speaker

NOON = datetime(2026, 1, 1, 12, tzinfo=UTC)
(PLEDGE, _), (OTHER, _) = statements_of("""
    2025-12-19 Kenya says Kenya willing troops 800
    2025-12-20 Nepal says Nepal willing troops 100
""")
SAID = replace(
    PLEDGE,
    speaker=Speaker(name="Amina Otieno", role="minister", party="Kenya"),
    citation=Note(medium=Medium.CALL, source="call of Otieno", gist="Otieno is ready"),
    via=("Lars Holm",),
)


@pytest.fixture
def path(tmp_path):
    """A ledger with a vault beside it."""
    path = tmp_path / "ledger.db"
    Vault(tmp_path / "ledger.db.vault").create()
    open_sqlite(path, create=True)
    return path


@pytest.fixture(params=["file", "server"])
def opened(request, path):
    """Opens the ledger, in the file or in a database, with that vault."""
    if request.param == "file":
        return lambda: open_sqlite(path)
    address = request.getfixturevalue("address")
    open_postgres(address, create=True)

    def server():
        store = open_postgres(address)
        store.vault = vault_beside(path)
        return store

    return server


def kept(path) -> Vault:
    """The vault of a ledger."""
    vault = vault_beside(path)
    assert vault is not None
    return vault


@given(
    st.recursive(
        st.text(max_size=8) | st.integers() | st.none(),
        lambda inner: (
            st.lists(inner, max_size=3)
            | st.dictionaries(st.sampled_from(["quote", "via", "speaker", "name", "x"]), inner)
        ),
        max_leaves=12,
    ).filter(lambda value: isinstance(value, dict))
)
def test_what_is_veiled_comes_back(payload):
    """With its secrets a payload is restored to the byte; no two secrets share a salt."""
    hidden, secrets = veiled(EntryKind.STATEMENT, payload, salts())
    body = canonical(hidden)
    assert unveiled(body, {each.commitment: each for each in secrets}) == canonical(payload)
    assert commitments_in(body) == tuple(each for each in commitments_in(body))
    assert {*commitments_in(body)} == {each.commitment for each in secrets}
    assert len({each.salt for each in secrets}) == len(secrets)


def test_names_and_words_stand_apart(path, opened):
    """The ledger's own file holds no name and no quoted word; party, rung and day it does."""
    Ledger(opened()).append([statement_entry(SAID, "rule:x")], recorded_at=NOON)
    data = path.read_bytes() + b"".join(row.body for row in Ledger(opened()).rows())
    for word in (b"Otieno", b"Holm", b"ready"):
        assert word not in data
        assert word in kept(path).path.read_bytes()
    assert b"willing" in data
    assert stat.S_IMODE(kept(path).path.stat().st_mode) == 0o600


def test_nothing_else_is_different(path, opened):
    """What is read back, and the board folded from it, are those of a ledger without a vault."""
    new = [
        draft_entry(OTHER),
        statement_entry(SAID, "rule:x"),
        rejection_entry(OTHER.id, "person:ada", "no word of Otieno"),
        supersession_entry(SAID.id, replace(SAID, mission="LAKES"), "person:ada"),
    ]
    ledger = Ledger(opened())
    added = ledger.append(new, recorded_at=NOON)
    assert [entry.payload for entry in added] == [dict(each.payload) for each in new]
    assert [entry.payload for entry in ledger.entries()] == [dict(each.payload) for each in new]
    assert {row.version for row in ledger.rows()} == {VEILED}
    assert ledger.verify() == len(new)
    bare = open_sqlite(path.with_name("bare.db"), create=True)
    Ledger(bare).append(new, recorded_at=NOON)
    as_of = AsOf(held_on=NOON.date(), known_at=NOON.replace(year=2027))
    plain_board = positions(Ledger(bare).entries(), as_of=as_of)
    assert positions(ledger.entries(), as_of=as_of) == plain_board


def test_what_is_erased_is_shown_as_erased(path, opened):
    """The statement stands with its party, rung and day; every digest is what it was."""
    ledger = Ledger(opened())
    ledger.append([statement_entry(SAID, "rule:x")], recorded_at=NOON)
    head = ledger.head
    secrets = kept(path).secrets()
    assert kept(path).erase([*secrets, "none"]) == len(secrets) == 4
    assert kept(path).erase(secrets) == 0
    (entry,) = ledger.entries()
    statement = statement_of(entry.payload)
    assert statement.speaker == Speaker(name=ERASED, role="minister", party="Kenya")
    assert (statement.claim, statement.said_on) == (SAID.claim, SAID.said_on)
    assert statement.via == (ERASED,)
    assert ledger.head == head
    assert ledger.verify() == 1
    for file in path.parent.iterdir():
        assert b"Otieno" not in file.read_bytes()


def test_a_value_that_is_not_the_one_committed_to_is_noticed(path, opened):
    """Whoever changes a name in the vault changes no record: reading stops there."""
    ledger = Ledger(opened())
    ledger.append([statement_entry(SAID, "rule:x")], recorded_at=NOON)
    vault = kept(path)
    one = next(iter(vault.secrets().values()))
    vault.erase([one.commitment])
    with vault.keeping([replace(one, value="Somebody Else")]):
        pass
    with pytest.raises(TamperedLedger, match="entry 1: a value kept apart"):
        list(ledger.entries())
    assert ledger.verify() == 1


def test_a_guess_cannot_be_checked():
    """The same name under another salt is another commitment."""
    one, two = (Secret.of("Amina Otieno", token_bytes(32)) for _ in range(2))
    assert one.commitment != two.commitment
    assert one.is_true
    assert not replace(one, salt=two.salt).is_true


def test_no_salt_comes_twice():
    """Also not where the system is asked for more of them."""
    salt = salts()
    found = [salt() for _ in range(2_500)]
    assert {len(each) for each in found} == {32}
    assert len({*found, salts()()}) == 2_501


def test_what_is_not_recorded_is_not_kept(path, opened):
    """Neither what the ledger has already, nor what an append that failed would have added."""
    ledger = Ledger(opened())
    ledger.append([statement_entry(SAID, "rule:x")], recorded_at=NOON)
    before = kept(path).secrets()
    ledger.append([statement_entry(SAID, "rule:x")], recorded_at=NOON)
    late = [retraction_entry(SAID.id, "person:ada", "misheard")]
    with pytest.raises(KnowledgeOutOfOrder):
        ledger.append(late, recorded_at=NOON, known_at=NOON.replace(year=2020))
    assert kept(path).secrets() == before


def test_entries_of_before_are_read_as_they_are(path, opened):
    """A ledger that got its vault later holds both kinds; a text like a mark is a text."""
    kept(path).path.unlink()
    odd = replace(SAID, speaker=Speaker(name="veil:" + "0" * 64))
    Ledger(opened()).append([statement_entry(odd, "rule:x")], recorded_at=NOON)
    Vault(path.with_name("ledger.db.vault")).create()
    ledger = Ledger(opened())
    ledger.append([statement_entry(OTHER, "rule:x")], recorded_at=NOON)
    first, second = ledger.entries()
    assert (first.version, second.version) == (1, VEILED)
    assert first.payload == plain_statement(odd)
    assert second.payload == plain_statement(OTHER)
    bodies = [row.body for row in ledger.rows()]
    assert payload_of(bodies[0]) == plain_statement(odd)


@pytest.mark.parametrize("content", [b"", b"not a database" * 100])
def test_a_file_that_is_no_vault_is_refused(path, opened, content):
    """It is neither taken for an empty one nor written over."""
    Ledger(opened()).append([statement_entry(SAID, "rule:x")], recorded_at=NOON)
    kept(path).path.write_bytes(content)
    with pytest.raises(TamperedLedger, match="vault"):
        list(Ledger(opened()).entries())
    assert kept(path).path.read_bytes() == content


def test_one_vault_is_written_into_another(path, opened, tmp_path):
    """A copy keeps what it had."""
    Ledger(opened()).append([statement_entry(SAID, "rule:x")], recorded_at=NOON)
    other = Vault(tmp_path / "other.vault")
    kept(path).copy_to(other.path)
    kept(path).copy_to(other.path)
    assert other.secrets() == kept(path).secrets()


def test_a_vault_gives_what_is_asked_for_and_no_more(tmp_path):
    """Opening one entry brings no other name into memory."""
    vault = Vault(tmp_path / "ledger.db.vault")
    vault.create()
    one, other = (Secret.of(name, token_bytes(32)) for name in ("Amina Otieno", "Lars Holm"))
    with vault.keeping([one, other]):
        pass
    assert vault.secrets([one.commitment, "none"]) == {one.commitment: one}
    assert vault.secrets([]) == {}
    assert set(vault.secrets()) == {one.commitment, other.commitment}
