"""Attempts to sign in become a wait, longer with each failure."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from sqlalchemy import (
    BigInteger,
    Column,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    delete,
    insert,
    select,
    update,
)
from sqlalchemy.exc import IntegrityError

from contingent.errors import SignInRefused
from contingent.ledger.chain import microseconds, moment_of

__all__ = ["FREE_ADDRESS", "FREE_NAME", "LONGEST_WAIT", "Throttle", "attempts"]

FREE_NAME = 5
"""Failures of one name before it has to wait."""

FREE_ADDRESS = 20
"""Failures from one address, which many people may share, before it has to wait."""

LONGEST_WAIT = timedelta(minutes=15)
"""A wait is never longer: whoever guesses at a name must not be able to lock it for good."""

_FIRST_WAIT = timedelta(seconds=30)
_FORGOTTEN_AFTER = timedelta(days=1)


def attempts(metadata: MetaData) -> Table:
    """The table that remembers failures, by what failed."""
    return Table(
        "attempt",
        metadata,
        Column("key", String, primary_key=True),
        Column("failures", Integer, nullable=False),
        Column("last_at", BigInteger, nullable=False),
    )


class Throttle:
    """Counts failures of names and addresses, whether or not an account bears the name."""

    def __init__(self, engine: Engine, table: Table) -> None:
        self._engine = engine
        self._table = table

    @contextmanager
    def attempt(self, *, name: str, address: str, at: datetime) -> Iterator[Callable[[], None]]:
        """One attempt; it has failed unless the block calls what it is given.

        It counts as failed before it is made, so that many at once gain nothing. Raises
        SignInRefused at once while a wait lasts, and at the end if the attempt failed.
        """
        keys = {f"name:{name[:64]}": FREE_NAME, f"address:{address[:64]}": FREE_ADDRESS}
        wait = max(self._count(key, free, at) for key, free in keys.items())
        if wait > timedelta(0):
            seconds = int(wait.total_seconds()) + 1
            raise SignInRefused(
                f"too many attempts; try again in {seconds} seconds", wait_seconds=seconds
            )
        good: list[bool] = []
        yield lambda: good.append(True)
        if not good:
            raise SignInRefused("this name and password do not go together")
        self._uncount(*keys)

    def _count(self, key: str, free: int, at: datetime) -> timedelta:
        """Count a failure; or how long there is still to wait, and then nothing is counted."""
        table, now = self._table, microseconds(at)
        mine = table.c.key == key
        self._enter(key, now)
        with self._engine.begin() as connection:
            # The first statement writes, so that nobody reads the same count beside us.
            connection.execute(update(table).where(mine).values(key=key))
            row = select(table.c.failures, table.c.last_at).where(mine)
            failures, last_at = connection.execute(row).one()
            since = at - moment_of(last_at)
            known = failures if since < _FORGOTTEN_AFTER else 0
            left = _pause(known - free) - since
            if left > timedelta(0):
                return left
            counted = {"failures": known + 1, "last_at": now}
            connection.execute(update(table).where(mine).values(counted))
        return timedelta(0)

    def _enter(self, key: str, now: int) -> None:
        try:
            with self._engine.begin() as connection:
                new = {"key": key, "failures": 0, "last_at": now}
                connection.execute(insert(self._table).values(new))
        except IntegrityError:
            return  # it is there: the usual case after a first failure

    def _uncount(self, name: str, address: str) -> None:
        """Forget the failures of a name that was let in; of its address only this attempt."""
        table = self._table
        with self._engine.begin() as connection:
            connection.execute(delete(table).where(table.c.key == name))
            one_less = update(table).where(table.c.key == address)
            connection.execute(one_less.values(failures=table.c.failures - 1))


def _pause(over: int) -> timedelta:
    """How long to wait after so many failures more than are free."""
    return min(_FIRST_WAIT * 2 ** min(over, 10), LONGEST_WAIT) if over >= 0 else timedelta(0)
