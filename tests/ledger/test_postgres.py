"""The ledger in PostgreSQL: what it survives, what it refuses, and what it notices."""

from __future__ import annotations

import psycopg
import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from store_promises import NOW, StorePromises, must_wait_and_write, new

from contingent.errors import (
    LedgerBusy,
    LedgerDiffers,
    LedgerNotFound,
    LedgerNotWritable,
    LedgerTooNew,
    LedgerUnreachable,
    TamperedLedger,
)
from contingent.ledger.book import Ledger
from contingent.ledger.chain import Row
from contingent.ledger.checkpoints import checkpoint_of
from contingent.ledger.copying import copied
from contingent.ledger.postgres import PostgresStore, open_postgres
from contingent.ledger.sqlite import open_sqlite
from contingent.ledger.vault import Vault
from contingent.situation import backed_up, open_store


class TestPostgresStore(StorePromises):
    """The store in PostgreSQL keeps the promises of every store."""

    @pytest.fixture
    def store(self, address):
        """An empty store."""
        return open_postgres(address, create=True)


class TestPostgresStoreWithVault(StorePromises):
    """It keeps them with names and quotations apart, as a team's ledger has them."""

    @pytest.fixture
    def store(self, address, tmp_path):
        """An empty store with a vault beside the mission."""
        store = open_postgres(address, create=True)
        store.vault = Vault(tmp_path / "ledger.db.vault")
        store.vault.create()
        return store


@pytest.fixture
def five(address):
    """The address of a ledger of five entries."""
    ledger = Ledger(open_postgres(address, create=True))
    ledger.append([new(f"d{number}") for number in range(5)], recorded_at=NOW)
    return address


def doctor(address, *statements):
    """Change a ledger behind its back, as the owner of its tables."""
    store = PostgresStore(address)
    with store._engine.begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def unguarded(address, statement):
    """Take the triggers off, change something, put them back."""
    doctor(
        address,
        "ALTER TABLE entry DISABLE TRIGGER USER",
        statement,
        "ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_stays",
        "ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_remains",
    )


def test_opening_again_finds_everything(five):
    """A new process continues where the last one stopped; create makes nothing anew."""
    ledger = Ledger(open_postgres(five, create=True))
    assert ledger.verify() == 5
    assert [entry.seq for entry in ledger.append([new("x")], recorded_at=NOW)] == [6]


def test_two_ledgers_in_one_database_do_not_meet(postgres, five):
    """A schema of another name is another ledger, with a lock of its own."""
    other = open_postgres(postgres.address('odd "name"'), create=True)
    with PostgresStore(five).writing():
        assert len(Ledger(other).append([new("a")], recorded_at=NOW)) == 1
    assert Ledger(other).verify() == 1
    assert Ledger(open_postgres(five)).verify() == 5


def test_no_ledger_and_no_server_are_said_so(address):
    """Without create nothing is made; a server that is not there, or refuses, is named."""
    with pytest.raises(LedgerNotFound, match="no ledger here"):
        open_postgres(address)
    with pytest.raises(LedgerUnreachable, match="nothing was read or added"):
        open_postgres("postgresql://test:secret@/postgres?host=/nowhere")
    with pytest.raises(LedgerUnreachable, match="does not exist"):
        open_postgres(address.replace("/postgres?", "/nothing?"))
    with pytest.raises(LedgerUnreachable, match="at postgresql://"):
        open_postgres("mysql://test@/postgres")
    with pytest.raises(LedgerUnreachable, match="cannot be read"):
        open_postgres("postgresql://a:b:c:d")


def test_no_message_shows_a_password():
    """An address is shown without its secret."""
    store = PostgresStore("postgresql://anna:secret@db.example/ledgers?schema=gaza")
    assert store.path == "postgresql://anna:***@db.example/ledgers?schema=gaza"


def test_a_ledger_of_a_later_version_is_left_untouched(five):
    """A format that we do not know is refused before anything is written."""
    doctor(five, "UPDATE meta SET format = 99")
    with pytest.raises(LedgerTooNew, match="written in format 99"):
        open_postgres(five, create=True)
    doctor(five, "UPDATE meta SET format = 0")
    with pytest.raises(TamperedLedger, match="was never written"):
        open_postgres(five)


@pytest.mark.parametrize(
    "statement",
    ["UPDATE entry SET label = 'x' WHERE seq = 1", "DELETE FROM entry", "TRUNCATE entry"],
)
def test_entries_are_never_changed_or_deleted(five, statement):
    """The database itself refuses, even its owner, even with triggers of sessions off."""
    for setting in ("origin", "replica"):
        with pytest.raises(Exception, match="entries are never changed or deleted"):
            doctor(five, f"SET session_replication_role = {setting}", statement)
    assert Ledger(open_postgres(five)).verify() == 5


def test_a_writer_without_ownership_appends_and_no_more(postgres, five):
    """A role with the grants of the reference page appends; it can change nothing."""
    schema = five.partition("schema=")[2]
    doctor(
        five,
        f"CREATE ROLE clerk_{schema} LOGIN",
        f"GRANT USAGE ON SCHEMA {schema} TO clerk_{schema}",
        f"GRANT SELECT ON meta, head, entry TO clerk_{schema}",
        f"GRANT INSERT ON entry TO clerk_{schema}",
        f"GRANT UPDATE ON head TO clerk_{schema}",
    )
    clerk = five.replace("//test@", f"//clerk_{schema}@")
    ledger = Ledger(open_postgres(clerk))
    assert len(ledger.append([new("x")], recorded_at=NOW)) == 1
    assert ledger.verify() == 6
    for statement in ("DELETE FROM entry", "ALTER TABLE entry DISABLE TRIGGER USER"):
        with pytest.raises(Exception, match=r"permission denied|must be owner"):
            doctor(clerk, statement)


def test_a_reader_cannot_append_and_is_told_why(five):
    """A role that may only read gets one clear line."""
    schema = five.partition("schema=")[2]
    doctor(
        five,
        f"CREATE ROLE guest_{schema} LOGIN",
        f"GRANT USAGE ON SCHEMA {schema} TO guest_{schema}",
        f"GRANT SELECT ON meta, head, entry TO guest_{schema}",
    )
    ledger = Ledger(open_postgres(five.replace("//test@", f"//guest_{schema}@")))
    with pytest.raises(LedgerNotWritable, match="no permission"):
        ledger.append([new("x")], recorded_at=NOW)
    assert ledger.verify() == 5


def test_who_may_not_look_is_told_so_and_not_that_nothing_is_there(five):
    """A role without any grant gets another answer than one who asks at the wrong place."""
    schema = five.partition("schema=")[2]
    doctor(five, f"CREATE ROLE stranger_{schema} LOGIN")
    with pytest.raises(LedgerNotWritable, match="no permission"):
        open_postgres(five.replace("//test@", f"//stranger_{schema}@"))


@pytest.mark.parametrize("column", Row._fields)
def test_a_change_in_any_column_is_found(five, column):
    """Whatever is edited in an entry, verify says in which one."""
    value = "'\\x00'" if column in ("body", "previous", "digest") else "7"
    if column in ("kind", "id", "accepted_by", "label"):
        value = "'x'"
    unguarded(five, f"UPDATE entry SET {column} = {value} WHERE seq = 3")
    with pytest.raises(TamperedLedger) as found:
        Ledger(open_postgres(five)).verify()
    assert found.value.seq == 3


@pytest.mark.parametrize(
    ("statement", "why"),
    [
        ("DELETE FROM entry WHERE seq = 5", "entry 5: the end is missing"),
        ("DELETE FROM entry WHERE seq = 2", "entry 2: expected entry 2 here, found 3"),
        ("UPDATE head SET size = 4", "only 4 entries were acknowledged"),
        ("DELETE FROM head", "its head is missing"),
        ("ALTER TABLE entry DISABLE TRIGGER entry_stays", "entry_stays was altered"),
        ("ALTER TABLE entry ENABLE TRIGGER entry_stays", "entry_stays was altered"),
        ("DROP TRIGGER entry_remains ON entry", "entry_remains was altered"),
        ("CREATE TABLE notes (x int)", "notes was altered"),
        ("ALTER TABLE entry ADD COLUMN more int", "entry was altered"),
        ("DROP INDEX entry_key", "entry_key was altered"),
        ("CREATE RULE quiet AS ON INSERT TO head DO INSTEAD NOTHING", "a rule or an index"),
        (
            "CREATE OR REPLACE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
            " 'BEGIN RETURN NEW; END'",
            "was altered",
        ),
    ],
)
def test_what_was_done_to_the_tables_is_said(five, statement, why):
    """A cut, a gap, a moved head, a weakened guard: each is named."""
    if statement.startswith(("DELETE", "UPDATE")):
        unguarded(five, statement)
    else:
        doctor(five, statement)
    with pytest.raises(TamperedLedger, match=why):
        Ledger(open_postgres(five)).verify()


def test_nothing_is_written_behind_a_cut(five):
    """A ledger whose end is gone takes no new entries."""
    unguarded(five, "DELETE FROM entry WHERE seq = 5")
    with pytest.raises(TamperedLedger, match="not the one acknowledged last"):
        Ledger(open_postgres(five)).append([new("x")], recorded_at=NOW)


def test_another_writer_is_waited_for_and_then_named(five):
    """While another connection holds the lock, a write waits as long as told and adds nothing."""
    ledger = Ledger(open_postgres(five, wait_seconds=0.1))
    with PostgresStore(five).writing(), pytest.raises(LedgerBusy, match=r"for 0\.1 s; try again"):
        ledger.append([new("x")], recorded_at=NOW)
    assert ledger.verify() == 5
    assert len(ledger.append([new("x")], recorded_at=NOW)) == 1


def test_a_ledger_moves_into_a_database_and_back_byte_for_byte(five, postgres, tmp_path):
    """File to server to file: the same rows, the same root; copying again adds what is new."""
    path = tmp_path / "ledger.db"
    file = open_sqlite(path, create=True)
    head = copied(Ledger(open_postgres(five)), file)
    there = open_postgres(postgres.address(f"moved_{five.rpartition('_')[2]}"), create=True)
    for more in (0, 1):
        Ledger(file).append([new(f"later{more}")], recorded_at=NOW)
        head = copied(Ledger(file), there)
        assert list(Ledger(there).rows()) == list(Ledger(file).rows())
    assert head.size == 7
    assert checkpoint_of(Ledger(there)) == checkpoint_of(Ledger(file))
    with pytest.raises(LedgerDiffers, match="holds another ledger, or more entries"):
        copied(Ledger(open_postgres(five)), there)


def test_a_database_is_backed_up_into_a_file(five, tmp_path):
    """The backup opens without a server and has every entry."""
    path = tmp_path / "backup.db"
    store = open_postgres(five)
    assert backed_up(store, path) == Ledger(store).head
    assert list(Ledger(open_sqlite(path)).rows()) == list(Ledger(store).rows())


def test_a_mission_names_its_database(five, tmp_path):
    """`ledger` in the mission file is where the ledger is; what is named otherwise goes before."""
    (tmp_path / "mission.yaml").write_text(f"ledger: '{five}'\n", encoding="utf-8")
    assert Ledger(open_store(tmp_path)).head.size == 5
    with pytest.raises(LedgerNotFound):
        open_store(tmp_path, address="elsewhere.db")


@pytest.mark.parametrize(
    ("question", "error"),
    [
        ("SELECT 1 FROM no_such_table", LedgerNotFound),
        ("SELECT no_such_column FROM entry", TamperedLedger),
        ("SET statement_timeout = 20; SELECT pg_sleep(20)", LedgerBusy),
        ("SELECT pg_terminate_backend(pg_backend_pid())", LedgerUnreachable),
        ("SELECT 1 / 0", DBAPIError),
    ],
)
def test_what_the_server_reports_has_our_name_where_it_means_something(five, question, error):
    """No table, another table, no time, an end; a fault of ours in a question stays visible."""
    store = PostgresStore(five)
    with pytest.raises(error), store._named_errors(), store._engine.connect() as connection:
        connection.execute(text(question))


def test_whoever_waits_writes_once_the_other_is_done(five):
    """Waiting is no refusal: the lock is free in time."""
    first, second = open_postgres(five), open_postgres(five, wait_seconds=30)
    must_wait_and_write(first, second)
    assert Ledger(first).head.size == 6


def test_a_format_that_was_never_written_is_named(five):
    """Zero is none of ours."""
    doctor(five, "UPDATE meta SET format = 0")
    with pytest.raises(TamperedLedger, match="was never written"):
        open_postgres(five)


def test_making_a_ledger_where_one_is_leaves_it_as_it_is(five):
    """Two who begin at once begin one ledger, and nothing written is lost."""
    PostgresStore(five).create()
    assert Ledger(open_postgres(five)).head.size == 5


def test_opening_a_ledger_that_is_there_waits_for_no_writer(five):
    """Asked to make one where one is, it takes no lock: who only reads is never held up."""
    with PostgresStore(five).writing():
        assert Ledger(open_postgres(five, create=True, wait_seconds=0.1)).verify() == 5


def test_a_ledger_that_does_not_say_its_format_is_refused(five):
    """Where the format stood there is nothing: it was never written so."""
    doctor(five, "DELETE FROM meta")
    with pytest.raises(TamperedLedger, match="its format None was never written"):
        open_postgres(five)


def test_an_entry_numbered_below_the_first_is_found(five):
    """What somebody puts before the beginning is read, and is no entry."""
    doctor(
        five,
        "INSERT INTO entry SELECT -7, version, kind, 'more', known_at, recorded_at, accepted_by,"
        " label, body, previous, digest FROM entry WHERE seq = 1",
    )
    with pytest.raises(TamperedLedger, match="expected entry 1 here, found -7"):
        Ledger(open_postgres(five)).verify()


def test_of_two_schemas_in_an_address_the_last_counts(postgres, five):
    """As in any address: what is said again is meant instead."""
    twice = five.replace("?", "?schema=nothing_there&")
    assert Ledger(open_postgres(twice)).verify() == 5
    assert PostgresStore(twice).path == PostgresStore(five).path


def test_a_database_that_cannot_hold_every_letter_takes_no_ledger(postgres):
    """One of another encoding is refused before anything is made in it."""
    with psycopg.connect(
        host=str(postgres.folder), user="test", dbname="postgres", autocommit=True
    ) as connection:
        connection.execute("CREATE DATABASE narrow ENCODING 'LATIN1' LOCALE 'C' TEMPLATE template0")
    address = postgres.address("narrow").replace("/postgres?", "/narrow?")
    with pytest.raises(LedgerNotWritable, match="does not hold UTF-8"):
        open_postgres(address, create=True)
    with pytest.raises(LedgerNotFound):
        open_postgres(address)
