"""A request becomes the reader who makes it: the one place where that is decided."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import cache, cached_property
from pathlib import Path

from starlette.requests import Request

from contingent.errors import NotSignedIn
from contingent.ledger.people import Account, People
from contingent.ledger.roles import Act, may
from contingent.ledger.sessions import SESSIONS_FILE, Sessions, open_sessions
from contingent.situation import acting_account
from contingent.web.tokens import session_of

__all__ = ["NOBODY", "Reader", "Readers"]


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


class Readers:
    """Who is behind a request: by a token, by having signed in, or as this machine's only user.

    `people` gives the accounts, None where there is no team; the sessions of a team are kept in
    its mission's `folder`.
    """

    def __init__(
        self, people: Callable[[], People | None], now: Callable[[], datetime], folder: Path
    ) -> None:
        self._people = people
        self._now = now
        self._folder = folder

    @cached_property
    def _sessions(self) -> Sessions:
        """Opened where it is first needed: a mission of one person keeps none."""
        return open_sessions(self._folder / SESSIONS_FILE)

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
        self._sessions.begin(session, account.name, at=self._now())

    def sign_out(self, session: str, *, is_everywhere: bool = False) -> None:
        """From now on this session is nobody's, and if so wanted no other of its account."""
        if not session or self._people() is None:
            return
        name = self._sessions.account_of(session, at=self._now())
        self._sessions.end(session)
        if is_everywhere and name is not None:
            self._sessions.end_all(name)

    def _account(self, session: str, people: People) -> Account | None:
        """The account of a session; None for none, for one that has ended, or is removed."""
        name = self._sessions.account_of(session, at=self._now()) if session else None
        if name is None:
            return None
        try:
            return people.account(name)
        except KeyError:
            return None


@cache
def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "the user of this machine"
