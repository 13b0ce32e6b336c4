"""What may have to be forgotten is kept in a file of its own, apart from what never changes."""

from __future__ import annotations

import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from contingent.errors import LedgerNotWritable, TamperedLedger
from contingent.ledger.veil import Secret

__all__ = ["Vault", "vault_beside"]

_TABLE = (
    "CREATE TABLE IF NOT EXISTS secret ("
    "commitment TEXT PRIMARY KEY, salt BLOB NOT NULL, value BLOB NOT NULL) WITHOUT ROWID"
)
_REFUSED = {  # anything else means that the file is not what we made
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_READONLY,
}
_AT_ONCE = 500
_WAIT_SECONDS = 5


def vault_beside(ledger: Path) -> Vault | None:
    """The vault of a ledger file, named like it with `.vault` behind; None if there is none."""
    vault = Vault(ledger.with_name(ledger.name + ".vault"))
    return vault if vault.path.exists() else None


class Vault:
    """Secrets by their commitments. Only their owner reads the file.

    Raises LedgerNotWritable where the disk refuses, TamperedLedger for a file that is no vault.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def create(self) -> None:
        """Make an empty one, if there is none."""
        with self._named_errors():
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT, 0o600))
            with closing(self._connect()) as connection, connection:
                connection.execute(_TABLE)

    def secrets(self, wanted: Sequence[str] | None = None) -> dict[str, Secret]:
        """What is kept under some commitments; None: everything."""
        with self._named_errors(), closing(self._connect()) as connection:
            return {
                commitment: Secret(
                    commitment=commitment,
                    salt=salt,
                    value=value.decode("utf-8", "surrogatepass"),
                )
                for commitment, salt, value in _found(connection, wanted)
            }

    @contextmanager
    def keeping(self, secrets: Iterable[Secret]) -> Iterator[None]:
        """Keep these durably, before an entry commits to them; not if the block raises."""
        kept = tuple(secrets)
        rows = sorted(  # in the order of the file, which is written once then
            (each.commitment, each.salt, each.value.encode("utf-8", "surrogatepass"))
            for each in kept
        )
        if rows:
            with self._named_errors(), closing(self._connect()) as connection, connection:
                connection.executemany("INSERT OR IGNORE INTO secret VALUES (?, ?, ?)", rows)
        try:
            yield
        except BaseException:
            self.erase(each.commitment for each in kept)
            raise

    def erase(self, commitments: Iterable[str]) -> int:
        """Forget values, overwriting their bytes in the file; how many there were."""
        wanted = tuple(commitments)
        gone = 0
        if not wanted:
            return gone
        with self._named_errors(), closing(self._connect()) as connection:
            with connection:
                for some, marks in _in_parts(wanted):
                    query = f"DELETE FROM secret WHERE commitment IN ({marks})"  # noqa: S608
                    gone += connection.execute(query, some).rowcount
            connection.execute("VACUUM")  # nor is anything left where pages were once split
        return gone

    def copy_to(self, path: Path) -> None:
        """Write what is kept into another vault, which keeps what it has."""
        copy = Vault(path)
        copy.create()
        with copy.keeping(self.secrets().values()):
            pass

    def _connect(self) -> sqlite3.Connection:
        connection = sqlite3.connect(self.path, timeout=_WAIT_SECONDS)
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("PRAGMA trusted_schema = OFF")
        return connection

    @contextmanager
    def _named_errors(self) -> Iterator[None]:
        try:
            yield
        except OSError as error:
            raise LedgerNotWritable(self.path, error.strerror or "the disk refuses") from None
        except (sqlite3.Error, AttributeError, UnicodeDecodeError) as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF in _REFUSED:
                raise LedgerNotWritable(self.path, str(error)) from None
            raise TamperedLedger(self.path, 0, f"is no vault of Contingent ({error})") from None


def _found(
    connection: sqlite3.Connection, wanted: Sequence[str] | None
) -> Iterator[tuple[str, bytes, bytes]]:
    if wanted is None:
        yield from connection.execute("SELECT * FROM secret")
        return
    for some, marks in _in_parts(wanted):
        query = f"SELECT * FROM secret WHERE commitment IN ({marks})"  # noqa: S608 - marks alone
        yield from connection.execute(query, some)


def _in_parts(wanted: Sequence[str]) -> Iterator[tuple[Sequence[str], str]]:
    """As many at a time as one query may hold, with a mark for each."""
    for start in range(0, len(wanted), _AT_ONCE):
        some = wanted[start : start + _AT_ONCE]
        yield some, ", ".join("?" * len(some))
