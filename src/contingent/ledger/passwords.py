"""A password becomes an argon2 hash, and is found again by it."""

from __future__ import annotations

import unicodedata
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

__all__ = ["SHORTEST", "hash_of", "is_password"]

SHORTEST = 12
"""Characters that a password has at least."""

_LONGEST = 1_000


def hash_of(password: str, hasher: PasswordHasher) -> str:
    """The hash by which a password is found again; ValueError for one too short or too long."""
    text = unicodedata.normalize("NFC", password)
    if not SHORTEST <= len(text) <= _LONGEST:
        raise ValueError(f"a password has {SHORTEST} to {_LONGEST:,} characters")
    return hasher.hash(text)


def is_password(stored: str, password: str, hasher: PasswordHasher) -> bool:
    """True if the password made this hash.

    Where there is no hash it takes as long, so that the time does not tell who has an account.
    """
    text = unicodedata.normalize("NFC", password[:_LONGEST])
    try:
        return hasher.verify(stored or _nobodys(hasher), text) and bool(stored)
    except (InvalidHashError, VerifyMismatchError):
        return False


@cache
def _nobodys(hasher: PasswordHasher) -> str:
    """A hash of the same cost that no password opens."""
    return hasher.hash("nobody has this password")
