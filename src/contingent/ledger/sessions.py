"""Who has signed in stays signed in across a restart: secrets of sessions become accounts."""

from __future__ import annotations

import hashlib
import os
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import (
    BigInteger,
    Column,
    Engine,
    MetaData,
    String,
    Table,
    create_engine,
    delete,
    event,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.engine import URL
from sqlalchemy.pool import NullPool

from contingent.ledger.chain import microseconds, moment_of

__all__ = ["IDLE", "LONGEST", "SESSIONS_FILE", "Sessions", "open_sessions"]

IDLE = timedelta(hours=1)
"""A session ends so long after its last request."""

LONGEST = timedelta(hours=12)
"""A session ends so long after it began, whatever was asked in it."""

SESSIONS_FILE = "sessions.db"
"""The file, beside the accounts, that holds sessions. Without it everybody signs in anew."""

_NOTED_EVERY = timedelta(minutes=1)  # a write for each request would cost more than it tells
_METADATA = MetaData()
_SESSION = Table(
    "session",
    _METADATA,
    Column("digest", String(64), primary_key=True),
    Column("account", String(64), nullable=False),
    Column("since", BigInteger, nullable=False),
    Column("last", BigInteger, nullable=False),
)


def open_sessions(place: Path) -> Sessions:
    """The sessions kept in a file that only its owner reads; made if there is none."""
    os.close(os.open(place, os.O_RDWR | os.O_CREAT, 0o600))
    engine = create_engine(URL.create("sqlite", database=str(place)), poolclass=NullPool)
    event.listen(engine, "connect", _prepare_sqlite)
    _METADATA.create_all(engine)
    return Sessions(engine)


def _prepare_sqlite(connection: Any, _: object) -> None:
    for pragma in ("secure_delete = ON", "busy_timeout = 5000"):
        connection.execute(f"PRAGMA {pragma}")


class Sessions:
    """Sessions by the hash of their secret, which is kept nowhere: who reads the file gains none.

    A session ends an hour after its last request, give or take a minute, and twelve hours after
    it began. Times are those of `at`, the moment of asking.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def begin(self, secret: str, account: str, *, at: datetime) -> None:
        """From now on a session is an account's; those that have ended are forgotten."""
        now = microseconds(at)
        values = {"digest": _digest(secret), "account": account, "since": now, "last": now}
        ended = or_(
            _SESSION.c.last < microseconds(at - IDLE),
            _SESSION.c.since < microseconds(at - LONGEST),
        )
        with self._engine.begin() as connection:
            connection.execute(delete(_SESSION).where(ended))
            connection.execute(insert(_SESSION).values(values))

    def account_of(self, secret: str, *, at: datetime) -> str | None:
        """The name of the account whose session it is; None for no session, or one that ended."""
        mine = _SESSION.c.digest == _digest(secret)
        with self._engine.connect() as connection:
            found = connection.execute(select(_SESSION).where(mine)).first()
        if found is None:
            return None
        quiet = at - moment_of(found.last)
        if quiet > IDLE or at - moment_of(found.since) > LONGEST:
            self.end(secret)
            return None
        if quiet >= _NOTED_EVERY:
            with self._engine.begin() as connection:
                connection.execute(update(_SESSION).where(mine).values(last=microseconds(at)))
        return str(found.account)

    def end(self, secret: str) -> None:
        """From now on a session is nobody's."""
        with self._engine.begin() as connection:
            connection.execute(delete(_SESSION).where(_SESSION.c.digest == _digest(secret)))

    def end_all(self, account: str) -> None:
        """From now on no session is that account's."""
        with self._engine.begin() as connection:
            connection.execute(delete(_SESSION).where(_SESSION.c.account == account))


def _digest(secret: str) -> str:
    """A plain hash is enough: a secret has 256 bits, which nobody tries out."""
    return hashlib.sha256(secret.encode()).hexdigest()
