"""A request becomes the reader who makes it: the one place where that is decided."""

from __future__ import annotations

import getpass
import threading
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from starlette.requests import Request

from contingent.errors import NotSignedIn
from contingent.ledger.people import Account, People
from contingent.ledger.roles import Act, may
from contingent.situation import acting_account
from contingent.web.tokens import session_of

__all__ = ["NOBODY", "Reader", "Readers"]

_IDLE = timedelta(hours=1)
_LONGEST = timedelta(hours=12)
_MOST_SESSIONS = 10_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who looks and answers for what is decided here; `account` is None where there is no team.

    `key` tells apart readers who may see different things; pictures drawn for one are never shown
    to another.
    """

    name: str
    key: str
    account: Account | None = None

    @property
    def signature(self) -> str:
        """How the ledger names this person."""
        return f"person:{self.name}"

    def may(self, act: Act) -> bool:
        """True if a role allows it; without a team everything is."""
        return self.account is None or may(self.account.roles, act)


NOBODY = Reader(name="", key="nobody")
"""Who has not signed in: sees the sign-in page and no more."""


@dataclass(slots=True)
class _Signed:
    """Somebody who signed in: when, and when last heard of."""

    account: str
    since: datetime
    last: datetime


class Readers:
    """Who is behind a request: by a token, by having signed in, or as this machine's only user.

    A session ends an hour after its last request and twelve hours after it began.
    """

    def __init__(self, people: Callable[[], People | None], now: Callable[[], datetime]) -> None:
        self._people = people
        self._now = now
        self._signed: OrderedDict[str, _Signed] = OrderedDict()
        self._lock = threading.Lock()

    def reader_of(self, request: Request) -> Reader:
        """The reader of a request. Raises NotSignedIn where there is a team and nobody of it."""
        people = self._people()
        if people is None:
            return Reader(name=_user(), key="user")
        scheme, _, token = request.headers.get("authorization", "").partition(" ")
        if token:
            bearer = token if scheme.lower() == "bearer" else " "
            account = acting_account(people, token=bearer, user="", at=self._now())
        else:
            account = self._account(session_of(request), people)
        if account is None:
            raise NotSignedIn("sign in first")
        return Reader(name=account.name, key=f"account {account.name}", account=account)

    def sign_in(self, session: str, account: Account) -> None:
        """From now on this session is that account's."""
        now = self._now()
        with self._lock:
            self._signed[session] = _Signed(account.name, now, now)
            while len(self._signed) > _MOST_SESSIONS:
                self._signed.popitem(last=False)

    def sign_out(self, session: str) -> None:
        """From now on this session is nobody's."""
        with self._lock:
            self._signed.pop(session, None)

    def _account(self, session: str, people: People) -> Account | None:
        """The account of a session; None for none, for one that has ended, or is removed."""
        now = self._now()
        with self._lock:
            found = self._signed.get(session)
            if found is None:
                return None
            if now - found.last > _IDLE or now - found.since > _LONGEST:
                del self._signed[session]
                return None
            found.last = now
        try:
            return people.account(found.account)
        except KeyError:
            return None


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "the user of this machine"
