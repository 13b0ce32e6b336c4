"""A password becomes an argon2 hash, and is found again by it."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

__all__ = ["SHORTEST", "hash_of", "is_password"]

SHORTEST = 12
"""Characters that a password has at least."""

_OURS = ("contingent", "stabilisation", "stabilization", "mission", "ledger", "delegation")
"""Words of this product and its field; whoever guesses begins with them."""

_LONGEST = 1_000
_JUDGED = 72  # characters that are looked at for how soon they are guessed
_GUESSES = 10**8  # a password that takes fewer is one that many use, or nearly


def hash_of(password: str, hasher: PasswordHasher, *, about: Iterable[str] = ()) -> str:
    """The hash by which a password is found again.

    `about` are words that go with its account, such as its name: they make a password no better.
    ValueError for one too short, too long or soon guessed, as zxcvbn reckons it (Wheeler, "zxcvbn:
    Low-Budget Password Strength Estimation", USENIX Security 2016).
    """
    text = unicodedata.normalize("NFC", password)
    if not SHORTEST <= len(text) <= _LONGEST:
        raise ValueError(f"a password has {SHORTEST} to {_LONGEST:,} characters")
    if _guesses(text, about) < _GUESSES:
        raise ValueError("a password like that is among the first to be tried; take another")
    return hasher.hash(text)


def _guesses(text: str, about: Iterable[str]) -> float:
    """After how many attempts somebody who knows the usual ones would have it."""
    from zxcvbn import zxcvbn  # reads its lists of common passwords

    found = zxcvbn(text[:_JUDGED], user_inputs=[*_OURS, *about])
    return float(found["guesses"])


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
