"""A request becomes the reader who makes it: the one place where that is decided."""

from __future__ import annotations

import getpass
from dataclasses import dataclass

from starlette.requests import Request

__all__ = ["Reader", "reader_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reader:
    """Who looks and answers for what is decided here.

    `key` tells apart readers who may see different things; pictures drawn for one are never shown
    to another.
    """

    name: str
    key: str

    @property
    def signature(self) -> str:
        """How the ledger names this person."""
        return f"person:{self.name}"


def reader_of(request: Request) -> Reader:
    """The reader of a request.

    Without accounts the app answers this machine alone, and its user is the only reader.
    """
    return Reader(name=_user(), key="user")


def _user() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "the user of this machine"
