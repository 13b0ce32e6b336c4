"""Entries become rows of a PostgreSQL schema that a team shares, one writer at a time."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import psycopg
from sqlalchemy import Connection, Engine, bindparam, create_engine, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import NullPool

from contingent.errors import (
    LedgerBusy,
    LedgerNotFound,
    LedgerNotWritable,
    LedgerTooNew,
    LedgerUnreachable,
    TamperedLedger,
)
from contingent.ledger.book import Key, Name, Snapshot, Writer
from contingent.ledger.chain import ORIGIN, Head, Row, head_of
from contingent.ledger.vault import Vault

__all__ = ["PostgresStore", "open_postgres"]

_SCHEMA_NAME = "contingent"
_LAYOUT = 1
_COLUMNS = ", ".join(Row._fields)
_TYPES = ["int8", "int8", "text", "text", "int8", "int8", "text", "text", *["bytea"] * 3]
_GUARDS = ("entry_stays", "entry_remains")

# Texts compare by their bytes, as SQLite's do. PUBLIC gets nothing; whoever should write is
# granted INSERT and SELECT on entry, SELECT and UPDATE on head, and no more (see the reference).
_SCHEMA = (
    "CREATE TABLE meta (format bigint NOT NULL)",
    "CREATE TABLE head (one bigint PRIMARY KEY CHECK (one = 1),"
    " size bigint NOT NULL, digest bytea NOT NULL)",
    "CREATE TABLE entry (seq bigint PRIMARY KEY, version bigint NOT NULL,"
    ' kind text COLLATE "C" NOT NULL, id text COLLATE "C" NOT NULL,'
    " known_at bigint NOT NULL, recorded_at bigint NOT NULL, accepted_by text NOT NULL,"
    ' label text COLLATE "C" NOT NULL, body bytea NOT NULL,'
    " previous bytea NOT NULL, digest bytea NOT NULL)",
    "CREATE UNIQUE INDEX entry_key ON entry (id, kind, label)",
    "CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS"
    " $$BEGIN RAISE EXCEPTION 'entries are never changed or deleted'; END$$",
    "CREATE TRIGGER entry_stays BEFORE UPDATE OR DELETE ON entry"
    " FOR EACH ROW EXECUTE FUNCTION refuse()",
    "CREATE TRIGGER entry_remains BEFORE TRUNCATE ON entry"
    " FOR EACH STATEMENT EXECUTE FUNCTION refuse()",
    "ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_stays",
    "ALTER TABLE entry ENABLE ALWAYS TRIGGER entry_remains",
    "REVOKE ALL ON meta, head, entry FROM PUBLIC",
    "REVOKE ALL ON FUNCTION refuse() FROM PUBLIC",
)
_PRESENT = text(
    "SELECT kind, id, label FROM entry JOIN unnest("
    "CAST(:kinds AS text[]), CAST(:ids AS text[])) AS wanted (a_kind, an_id)"
    " ON id = an_id AND kind = a_kind"
).bindparams(bindparam("kinds"), bindparam("ids"))
_SHAPE = text(
    "SELECT relname, relkind::text, string_agg(attname || ' ' || atttypid::regtype,"
    " ', ' ORDER BY attnum) FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid"
    " JOIN pg_namespace ON relnamespace = pg_namespace.oid"
    " WHERE nspname = :schema AND attnum > 0 AND NOT attisdropped GROUP BY relname, relkind"
)
_TRIGGERS = text(
    "SELECT tgname, tgenabled::text, tgtype, prosrc FROM pg_trigger JOIN pg_proc ON tgfoid ="
    " pg_proc.oid JOIN pg_class ON tgrelid = pg_class.oid"
    " JOIN pg_namespace ON relnamespace = pg_namespace.oid"
    " WHERE nspname = :schema AND NOT tgisinternal"
)
_RULES = text(
    "SELECT (SELECT count(*) FROM pg_rules WHERE schemaname = :schema)"
    " + (SELECT count(*) FROM pg_index WHERE indrelid = CAST(:entry AS regclass)"
    " AND NOT (indisvalid AND indisunique AND indisready))"
)

_BUSY = {"55P03", "40001", "40P01", "57014"}
_REFUSED = {
    "25006": "it is read-only",
    "42501": "no permission",
    "53100": "the disk is full",
    "53200": "the server has no memory left",
    "58030": "the disk reports an error",
}
_MISSING = {"3F000", "42P01"}
_BROKEN = {"23505", "23514", "23502", "42703", "42804", "XX001", "XX002", "P0001"}


def open_postgres(address: str, *, create: bool = False, wait_seconds: float = 5) -> PostgresStore:
    """The ledger at `postgresql://USER@HOST/DATABASE?schema=NAME`; with `create`, a new one.

    The schema is `contingent` where none is named; a database may hold a ledger in each of many.
    A password is better left to PGPASSFILE than written here. Raises LedgerUnreachable,
    LedgerNotFound, LedgerNotWritable when creating, LedgerTooNew, TamperedLedger.
    """
    store = PostgresStore(address, wait_seconds=wait_seconds)
    if create and not store.exists():
        store.create()
    store.check_format()
    return store


class PostgresStore:
    """One ledger in one schema. Writers take turns by an advisory lock that dies with them.

    `vault` is set by whoever opens it for a mission: it is a file of the mission's folder.
    """

    vault: Vault | None = None

    def __init__(self, address: str, *, wait_seconds: float = 5) -> None:
        scheme, mark, rest = address.partition("://")
        if scheme not in ("postgresql", "postgres"):
            raise LedgerUnreachable(scheme, "a ledger is kept in a file or at postgresql://")
        try:
            url = make_url(f"postgresql+psycopg{mark}{rest}")
        except (ArgumentError, ValueError) as error:
            raise LedgerUnreachable(scheme, f"its address cannot be read: {error}") from None
        schema = url.query.get("schema", _SCHEMA_NAME)
        self._schema = schema if isinstance(schema, str) else schema[-1]
        self._url: URL = url.difference_update_query(["schema"])
        self._wait_seconds = wait_seconds
        self._engine = self._made_engine()

    @property
    def path(self) -> str:
        """Its address, without the password."""
        plain = self._url.set(drivername="postgresql").update_query_dict({"schema": self._schema})
        return plain.render_as_string(hide_password=True)

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Exclusive right to write until the block ends; LedgerBusy if another keeps it."""
        with self._named_errors(), self._engine.connect() as connection:
            self._take(connection)
            yield _PostgresWriter(path=self.path, connection=connection)

    @contextmanager
    def reading(self, *, after: int = 0) -> Iterator[Snapshot]:
        """What it holds at this moment, however long the reading takes; rows behind `after`."""
        with self._named_errors(), self._still() as connection:
            yield Snapshot(_noted_head(connection, self.path), self._rows(connection, after))

    def _rows(self, connection: Connection, after: int) -> Iterator[Row]:
        wanted = text(f"SELECT {_COLUMNS} FROM entry WHERE seq > :after ORDER BY seq")  # noqa: S608
        streamed = connection.execution_options(stream_results=True, max_row_buffer=1_000)
        for values in streamed.execute(wanted, {"after": after or -(2**63)}):
            yield Row._make(values)

    def check(self) -> None:
        """TamperedLedger if a table is damaged or a guard has been removed."""
        with self._named_errors(), self._still() as connection:
            asked = {"schema": self._schema, "entry": f"{self._quoted}.entry"}
            shape = {(row[0], row[1], row[2]) for row in connection.execute(_SHAPE, asked)}
            if shape != _EXPECTED_SHAPE:
                odd = sorted(shape ^ _EXPECTED_SHAPE)[0][0]
                raise TamperedLedger(self.path, 0, f"its table or index {odd} was altered")
            guards = {tuple(row) for row in connection.execute(_TRIGGERS, asked)}
            if guards != _EXPECTED_GUARDS:
                odd = sorted(guards ^ _EXPECTED_GUARDS)[0][0]
                raise TamperedLedger(self.path, 0, f"its trigger {odd} was altered")
            if connection.execute(_RULES, asked).scalar():
                raise TamperedLedger(self.path, 0, "a rule or an index was altered")

    def exists(self) -> bool:
        """True if there is a ledger at this address."""
        with self._named_errors(), self._engine.connect() as connection:
            return self._exists(connection)

    def create(self) -> None:
        """Make an empty ledger, whole or not at all; one that is there is left as it is."""
        with self._named_errors(), self._engine.connect() as connection:
            self._take(connection)
            with connection.begin():
                if self._exists(connection):
                    return
                if connection.scalar(text("SHOW server_encoding")) != "UTF8":
                    raise LedgerNotWritable(self.path, "the database does not hold UTF-8")
                connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {self._quoted}"))
                for statement in _SCHEMA:
                    connection.execute(text(statement))
                connection.execute(text("INSERT INTO meta VALUES (:format)"), {"format": _LAYOUT})
                connection.execute(
                    text("INSERT INTO head VALUES (1, 0, :digest)"), {"digest": ORIGIN}
                )

    def check_format(self) -> None:
        """LedgerNotFound without tables; LedgerTooNew if a later version made them."""
        with self._named_errors(), self._engine.connect() as connection:
            if not self._exists(connection):
                raise LedgerNotFound(self.path)
            found = connection.scalar(text("SELECT format FROM meta"))
        if not isinstance(found, int) or found < 1:
            raise TamperedLedger(self.path, 0, f"its format {found!r} was never written")
        if found > _LAYOUT:
            raise LedgerTooNew(self.path, found, _LAYOUT)

    @property
    def _quoted(self) -> str:
        return '"' + self._schema.replace('"', '""') + '"'

    def _exists(self, connection: Connection) -> bool:
        there = text("SELECT to_regclass(:name) IS NOT NULL")
        return bool(connection.scalar(there, {"name": f"{self._quoted}.meta"}))

    def _made_engine(self) -> Engine:
        # In these settings a space or a backslash of a name needs a backslash before it.
        name = self._quoted.replace("\\", "\\\\").replace(" ", "\\ ")
        settings = f"-c search_path={name} -c synchronous_commit=on -c client_encoding=UTF8"
        return create_engine(
            self._url,
            poolclass=NullPool,
            isolation_level="READ COMMITTED",
            connect_args={
                "options": settings,
                "application_name": "contingent",
                "connect_timeout": 10,
            },
        )

    @contextmanager
    def _still(self) -> Iterator[Connection]:
        """A connection that sees the ledger as of one moment and changes nothing."""
        still = self._engine.execution_options(
            isolation_level="REPEATABLE READ", postgresql_readonly=True
        )
        with still.connect() as connection:
            yield connection

    def _take(self, connection: Connection) -> None:
        """The one lock under which this ledger is written, kept as long as the connection."""
        lock = text("SELECT pg_try_advisory_lock(:room, :ledger)")
        keys = {"room": _LOCK_ROOM, "ledger": crc32(self._schema.encode()) - 2**31}
        deadline = time.monotonic() + self._wait_seconds
        while not connection.scalar(lock, keys):
            connection.rollback()
            if time.monotonic() >= deadline:
                raise LedgerBusy(self.path, self._wait_seconds)
            time.sleep(0.005)
        connection.rollback()  # ends the transaction of the question; the lock stays

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        """What PostgreSQL reports, under the names of our own errors."""
        try:
            yield
        except (DBAPIError, psycopg.Error) as error:
            cause = error.orig if isinstance(error, DBAPIError) else error
            code: str | None = getattr(cause, "sqlstate", None)
            why = str(cause).partition("\n")[0]
            if code in _BUSY:
                raise LedgerBusy(self.path, self._wait_seconds) from None
            if code in _REFUSED:
                raise LedgerNotWritable(self.path, _REFUSED[code]) from None
            if code in _MISSING:
                raise LedgerNotFound(self.path) from None
            if code in _BROKEN:
                raise TamperedLedger(self.path, 0, f"a table is damaged: {why}") from None
            if not code or code[:2] in ("08", "28", "3D", "57", "53"):
                raise LedgerUnreachable(self.path, why) from None
            raise


@dataclass(frozen=True, slots=True, kw_only=True)
class _PostgresWriter:
    path: str
    connection: Connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self.connection.begin():
            yield

    def last(self) -> Row | None:
        wanted = text(f"SELECT {_COLUMNS} FROM entry ORDER BY seq DESC LIMIT 1")  # noqa: S608
        found = self.connection.execute(wanted).first()
        row = Row._make(found) if found else None
        if head_of(row) != _noted_head(self.connection, self.path):
            raise TamperedLedger(self.path, 0, "its last entry is not the one acknowledged last")
        return row

    def present(self, names: Sequence[Name]) -> set[Key]:
        wanted = set(names)
        asked = {"kinds": [kind for kind, _ in wanted], "ids": [id_ for _, id_ in wanted]}
        return {Key._make(found) for found in self.connection.execute(_PRESENT, asked)}

    def write(self, rows: Sequence[Row]) -> None:
        if not rows:
            return
        driver: Any = self.connection.connection.cursor()
        with driver, driver.copy("COPY entry FROM STDIN (FORMAT BINARY)") as copy:
            copy.set_types(_TYPES)
            for row in rows:
                copy.write_row(row)
        head = head_of(rows[-1])
        moved = text("UPDATE head SET size = :size, digest = :digest")
        self.connection.execute(moved, head._asdict())


def _noted_head(connection: Connection, path: str) -> Head:
    found = connection.execute(text("SELECT size, digest FROM head")).all()
    if len(found) != 1:
        raise TamperedLedger(path, 0, "its head is missing")
    return Head(found[0][0], bytes(found[0][1]))


_LOCK_ROOM = 0x434F4E54  # "CONT": advisory locks of a database share one space

_SHOWN = {"int8": "bigint"}
_ENTRY_SHAPE = ", ".join(
    f"{name} {kind}"
    for name, kind in zip(Row._fields, (_SHOWN.get(each, each) for each in _TYPES), strict=True)
)
_EXPECTED_SHAPE = {
    ("meta", "r", "format bigint"),
    ("head", "r", "one bigint, size bigint, digest bytea"),
    ("entry", "r", _ENTRY_SHAPE),
    ("head_pkey", "i", "one bigint"),
    ("entry_pkey", "i", "seq bigint"),
    ("entry_key", "i", "id text, kind text, label text"),
}
_REFUSAL = "BEGIN RAISE EXCEPTION 'entries are never changed or deleted'; END"
_EXPECTED_GUARDS = {
    ("entry_stays", "A", 27, _REFUSAL),  # row, before, delete, update
    ("entry_remains", "A", 34, _REFUSAL),  # statement, before, truncate
}
