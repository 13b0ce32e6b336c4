"""Entries become rows of one SQLite file that survives crashes and shows every edit."""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import NullPool

from contingent.errors import (
    FileNotWritable,
    LedgerBusy,
    LedgerNotFound,
    LedgerNotWritable,
    LedgerTooNew,
    TamperedLedger,
)
from contingent.ledger.book import Key, Name, Snapshot, Writer
from contingent.ledger.chain import ORIGIN, Head, Row, head_of
from contingent.ledger.disk import wait_for_disk
from contingent.ledger.vault import Vault, vault_beside

try:
    import fcntl
except ImportError:  # pragma: no cover - Windows
    fcntl = None  # type: ignore[assignment]
    import msvcrt

__all__ = ["SqliteStore", "open_sqlite"]

_COLUMNS = Row._fields

LAYOUT = 2
"""How the tables are laid out; entries are the same in every layout."""

# Frozen text: `check` compares it with the file, so that no trigger can vanish unseen. A later
# format adds its own; this one stays readable as it is.
_SCHEMA = {
    "meta": "CREATE TABLE meta (format INTEGER NOT NULL)",
    "head": (
        "CREATE TABLE head ("
        "one INTEGER PRIMARY KEY CHECK (one = 1), size INTEGER NOT NULL, digest BLOB NOT NULL)"
    ),
    "entry": (
        "CREATE TABLE entry ("
        "seq INTEGER PRIMARY KEY, version INTEGER NOT NULL, kind TEXT NOT NULL, id TEXT NOT NULL, "
        "known_at INTEGER NOT NULL, recorded_at INTEGER NOT NULL, accepted_by TEXT NOT NULL, "
        "label TEXT NOT NULL, body BLOB NOT NULL, previous BLOB NOT NULL, digest BLOB NOT NULL)"
    ),
    "entry_key": "CREATE UNIQUE INDEX entry_key ON entry (id, kind, label)",
    "entry_stays": (
        "CREATE TRIGGER entry_stays BEFORE UPDATE ON entry "
        "BEGIN SELECT RAISE(ABORT, 'entries are never changed'); END"
    ),
    "entry_remains": (
        "CREATE TRIGGER entry_remains BEFORE DELETE ON entry "
        "BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END"
    ),
}
# In layout 1 nobody could have an entry that somebody else keeps under a label that hides it.
_FIRST_SCHEMA = _SCHEMA | {"entry_key": "CREATE UNIQUE INDEX entry_key ON entry (id, kind)"}
_INSERT = f"INSERT INTO entry VALUES ({', '.join('?' * len(_COLUMNS))})"  # noqa: S608 - own columns
_SELECT = f"SELECT {', '.join(_COLUMNS)} FROM entry WHERE seq > ? ORDER BY seq"  # noqa: S608 - own columns
_LAST = f"SELECT {', '.join(_COLUMNS)} FROM entry ORDER BY seq DESC LIMIT 1"  # noqa: S608
_KEYS = "SELECT kind, id, label FROM entry WHERE (id, kind) IN "
_KEYS_AT_ONCE = 200
_ROWS_AT_ONCE = 1_000

_BUSY = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
_BROKEN = {  # our statements are fixed: if one does not fit the file, the file was changed
    sqlite3.SQLITE_CONSTRAINT,
    sqlite3.SQLITE_CORRUPT,
    sqlite3.SQLITE_ERROR,
    sqlite3.SQLITE_FORMAT,
    sqlite3.SQLITE_MISMATCH,
    sqlite3.SQLITE_NOTADB,
}
_REFUSED = {
    sqlite3.SQLITE_CANTOPEN: "it cannot be opened",
    sqlite3.SQLITE_FULL: "the disk is full",
    sqlite3.SQLITE_IOERR: "the disk reports an error",
    sqlite3.SQLITE_NOLFS: "the file is larger than this system can hold",
    sqlite3.SQLITE_PERM: "no permission",
    sqlite3.SQLITE_READONLY: "it is read-only",
}


def open_sqlite(path: Path, *, create: bool = False, wait_seconds: float = 5) -> SqliteStore:
    """The ledger in the file `path`; with `create`, a new one if there is none.

    `wait_seconds` is how long a write waits for another process. Raises LedgerNotFound,
    LedgerTooNew (the file is left untouched), LedgerNotWritable or LedgerBusy when creating,
    TamperedLedger if the file is no ledger or its first page is damaged.
    """
    store = SqliteStore(path, wait_seconds=wait_seconds)
    if create and (not path.exists() or path.stat().st_size == 0):
        store.create()
    if not path.exists():
        raise LedgerNotFound(path)
    store.check_format()
    return store


class SqliteStore:
    """One ledger file. Writers take turns under a lock file beside it; readers never wait.

    Every connection that writes or checkpoints lives inside that lock: SQLite before 3.51.3 can
    damage a file when two connections do so at the same moment.
    """

    def __init__(self, path: Path, *, wait_seconds: float = 5) -> None:
        self._path = path
        self._wait_seconds = wait_seconds

    @property
    def path(self) -> Path:
        """The ledger's file."""
        return self._path

    @property
    def vault(self) -> Vault | None:
        """The vault beside the file; None if there is none."""
        return vault_beside(self._path)

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Exclusive right to write until the block ends; LedgerBusy if another keeps it."""
        with self._locked(), self._named_errors(), self._connected("rw") as connection:
            _bring_up_to_date(connection)
            yield _SqliteWriter(path=self._path, connection=connection)

    @contextmanager
    def reading(self, *, after: int = 0) -> Iterator[Snapshot]:
        """What it holds at this moment, however long the reading takes; rows behind `after`."""
        with self._named_errors(), self._connected("ro") as connection:
            yield Snapshot(_noted_head(connection, self._path), self._rows(connection, after))

    def _rows(self, connection: Connection, after: int) -> Iterator[Row]:
        seq = after
        # A changed number below 1 must reach the check as well.
        bound = after or -(2**63)
        cursor = connection.connection.cursor()  # of Python's own module: a million rows pass here
        try:
            cursor.execute(_SELECT, (bound,))
            while batch := cursor.fetchmany(_ROWS_AT_ONCE):
                for values in batch:
                    row = Row._make(values)
                    yield row
                    seq = row.seq
        except sqlite3.Error as error:
            if _code(error) in _BROKEN:
                why = f"it cannot be read: {error}"
                raise TamperedLedger(self._path, seq + 1, why) from None
            raise

    def check(self) -> None:
        """TamperedLedger if a page of the file is damaged or a guard has been removed."""
        with self._named_errors(), self._connected("ro") as connection:
            found = connection.exec_driver_sql("SELECT name, sql FROM sqlite_schema").all()
            schema = {name: sql for name, sql in found if not name.startswith("sqlite_")}
            expected = _FIRST_SCHEMA if _layout(connection) == 1 else _SCHEMA
            if schema != expected:
                odd = sorted({*schema.items()} ^ {*expected.items()}, key=str)[0][0]
                raise TamperedLedger(
                    self._path, 0, f"its table, index or trigger {odd} was altered"
                )
            report = connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar()
            if report != "ok":
                raise TamperedLedger(self._path, 0, f"the file is damaged: {report}")

    def create(self) -> None:
        """Make an empty ledger, whole or not at all."""
        with (
            self._locked(),
            self._named_errors(),
            self._connected("rwc") as connection,
            connection.begin(),
        ):
            if connection.exec_driver_sql("SELECT count(*) FROM sqlite_schema").scalar():
                return
            for statement in _SCHEMA.values():
                connection.exec_driver_sql(statement)
            connection.exec_driver_sql("INSERT INTO meta VALUES (?)", (LAYOUT,))
            connection.exec_driver_sql("INSERT INTO head VALUES (1, 0, ?)", (ORIGIN,))

    def check_format(self) -> None:
        """LedgerTooNew if a later version wrote it; TamperedLedger if it is no ledger."""
        with self._named_errors(), self._connected("ro") as connection:
            tables = "SELECT count(*) FROM sqlite_schema WHERE name = 'meta'"
            if not connection.exec_driver_sql(tables).scalar():
                raise TamperedLedger(self._path, 0, "the file holds no ledger of Contingent")
            found = _layout(connection)
        if not isinstance(found, int) or found < 1:
            raise TamperedLedger(self._path, 0, f"its format {found!r} was never written")
        if found > LAYOUT:
            raise LedgerTooNew(self._path, found, LAYOUT)

    def copy_to(self, path: Path) -> None:
        """Write the whole file as of one moment to `path`, durably, while others go on writing.

        What is there is replaced only when the copy is complete. Raises FileNotWritable.
        """
        draft = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            with self._named_errors(), closing(self._connect("ro")) as here:
                with closing(sqlite3.connect(draft)) as there:
                    here.backup(there)
                wait_for_disk(draft)
            draft.replace(path)
            wait_for_disk(path.absolute().parent)
        except (OSError, LedgerNotWritable) as error:
            why = getattr(error, "strerror", None) or "the disk refuses"
            raise FileNotWritable(path, why) from error
        finally:
            for rest in ("", "-journal", "-wal", "-shm"):
                draft.with_name(draft.name + rest).unlink(missing_ok=True)

    def replace_with(self, copy: Path, *, keep_as: Path) -> None:
        """Put a copy of the ledger file `copy` here; what was here is moved to `keep_as`.

        It need not be whole, nor even readable. An interruption loses neither.
        Raises FileNotWritable, LedgerBusy.
        """
        draft = self._path.with_name(f".{self._path.name}.restored")
        SqliteStore(copy).copy_to(draft)
        with self._locked():
            try:
                for rest in ("-wal", "-shm", ""):
                    old = self._path.with_name(self._path.name + rest)
                    if old.exists():
                        old.rename(keep_as.with_name(keep_as.name + rest))
                draft.rename(self._path)
                wait_for_disk(self._path.absolute().parent)
            except OSError as error:
                raise FileNotWritable(self._path, error.strerror or "the disk refuses") from error

    @contextmanager
    def _connected(self, mode: str) -> Iterator[Connection]:
        """One connection, closed with the block; it reads as of one moment."""
        engine = self._engine(mode)
        try:
            with engine.connect() as connection:
                yield connection
        finally:
            engine.dispose()

    def _engine(self, mode: str) -> Engine:
        engine = create_engine("sqlite://", creator=lambda: self._connect(mode), poolclass=NullPool)
        begin = "BEGIN" if mode == "ro" else "BEGIN IMMEDIATE"

        @event.listens_for(engine, "begin")
        def _begin(connection: Connection) -> None:
            connection.exec_driver_sql(begin)

        return engine

    def _connect(self, mode: str) -> sqlite3.Connection:
        address = f"file:{quote(str(self._path.absolute()))}?mode={mode}"
        if mode == "ro" and self._is_still():
            address += "&immutable=1"
        connection = sqlite3.connect(
            address, uri=True, timeout=self._wait_seconds, isolation_level=None
        )
        # An undecodable byte must reach the hash, not end the reading.
        connection.text_factory = lambda raw: raw.decode("utf-8", "surrogateescape")
        connection.execute("PRAGMA trusted_schema = OFF")
        connection.execute("PRAGMA foreign_keys = ON")
        if mode != "ro":
            connection.execute("PRAGMA secure_delete = ON")
            connection.execute("PRAGMA synchronous = FULL")
            if connection.execute("PRAGMA journal_mode = WAL").fetchone() != ("wal",):
                connection.close()
                raise LedgerNotWritable(self._path, "this file system cannot hold a safe journal")
        return connection

    def _is_still(self) -> bool:
        """True on a medium that nobody can write to, with nothing left in a journal."""
        journal = self._path.with_name(self._path.name + "-wal")
        with suppress(OSError):
            if journal.stat().st_size:
                return False
        return not os.access(self._path.parent, os.W_OK)

    @contextmanager
    def _locked(self) -> Iterator[None]:
        """The one lock under which this ledger is written and checkpointed."""
        # Not the ledger's own file: closing any handle on that one would drop SQLite's locks.
        try:
            handle = os.open(
                self._path.with_name(self._path.name + ".lock"), os.O_RDWR | os.O_CREAT, 0o644
            )
        except OSError as error:
            raise LedgerNotWritable(self._path, error.strerror or "no lock file") from None
        try:
            self._take(handle)
            yield
        finally:
            os.close(handle)

    def _take(self, handle: int) -> None:
        deadline = time.monotonic() + self._wait_seconds
        while not _try_lock(handle):
            if time.monotonic() >= deadline:
                raise LedgerBusy(self._path, self._wait_seconds)
            time.sleep(0.005)

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        """What SQLite reports, under the names of our own errors."""
        try:
            yield
        except (DBAPIError, sqlite3.Error) as error:
            code = _code(error)
            if code in _BUSY:
                raise LedgerBusy(self._path, self._wait_seconds) from None
            if code in _REFUSED:
                raise LedgerNotWritable(self._path, _REFUSED[code]) from None
            if code in _BROKEN:
                raise TamperedLedger(
                    self._path, 0, f"the file is damaged: {_text(error)}"
                ) from None
            raise
        except UnicodeDecodeError:  # SQLite quotes broken definitions in its messages
            why = "the file is damaged: its definitions are no text"
            raise TamperedLedger(self._path, 0, why) from None


@dataclass(frozen=True, slots=True, kw_only=True)
class _SqliteWriter:
    path: Path
    connection: Connection

    @contextmanager
    def transaction(self) -> Iterator[None]:
        with self.connection.begin():
            yield

    def last(self) -> Row | None:
        found = self.connection.exec_driver_sql(_LAST).first()
        row = Row._make(found) if found else None
        if head_of(row) != _noted_head(self.connection, self.path):
            raise TamperedLedger(self.path, 0, "its last entry is not the one acknowledged last")
        return row

    def present(self, names: Sequence[Name]) -> set[Key]:
        there: set[Key] = set()
        for start in range(0, len(names), _KEYS_AT_ONCE):
            some = names[start : start + _KEYS_AT_ONCE]
            wanted = tuple(value for kind, id_ in some for value in (id_, kind))
            found = self.connection.exec_driver_sql(_KEYS + _values(len(some)), wanted)
            there.update(map(Key._make, found))
        return there

    def write(self, rows: Sequence[Row]) -> None:
        if not rows:
            return
        self.connection.exec_driver_sql(_INSERT, list(rows))
        head = head_of(rows[-1])
        self.connection.exec_driver_sql("UPDATE head SET size = ?, digest = ?", tuple(head))


def _layout(connection: Connection) -> object:
    """What the file says of its own layout, whatever that is."""
    return connection.exec_driver_sql("SELECT format FROM meta").scalar()


def _bring_up_to_date(connection: Connection) -> None:
    """Give a file of an older layout the tables of today; entries stay byte for byte."""
    with connection.begin():
        if _layout(connection) != 1:
            return
        connection.exec_driver_sql("DROP INDEX entry_key")
        connection.exec_driver_sql(_SCHEMA["entry_key"])
        connection.exec_driver_sql("UPDATE meta SET format = ?", (LAYOUT,))


@cache
def _values(count: int) -> str:
    """So many pairs, as a table to look up in."""
    return f"(VALUES {', '.join(['(?, ?)'] * count)})"


def _noted_head(connection: Connection, path: Path) -> Head:
    found = connection.exec_driver_sql("SELECT size, digest FROM head").all()
    if len(found) != 1:
        raise TamperedLedger(path, 0, "its head is missing")
    return Head(*found[0])


def _try_lock(handle: int) -> bool:
    try:
        if fcntl is not None:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        else:  # pragma: no cover - Windows
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
    except OSError:
        return False
    return True


def _code(error: DBAPIError | sqlite3.Error) -> int:
    """SQLite's primary result code; 0 if it gave none."""
    cause = error.orig if isinstance(error, DBAPIError) else error
    code: int = getattr(cause, "sqlite_errorcode", 0)
    return code & 0xFF


def _text(error: DBAPIError | sqlite3.Error) -> str:
    return str(error.orig if isinstance(error, DBAPIError) else error)
