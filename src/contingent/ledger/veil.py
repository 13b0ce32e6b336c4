"""Values that may have to be forgotten become commitments, and come back while they are kept.

What an entry hashes holds, in the place of a name or a quotation, only SHA-256 over a tag, a random
salt of 32 bytes and the value. The salt and the value are kept apart, where they can be erased:
nothing that was hashed changes, and without its salt nobody can guess what the value was.
"""

from __future__ import annotations

import hashlib
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from secrets import token_bytes
from typing import Any

from contingent.ledger.chain import EntryKind
from contingent.vocabulary.plain import canonical

__all__ = ["ERASED", "VEILED", "Secret", "commitments_in", "salts", "unveiled", "veiled"]

VEILED = 2
"""The version of entries whose payload holds commitments."""

ERASED = "[erased]"
"""What stands in the place of a value that is not kept any more."""

_TAG = b"contingent.veil/1\0"
_SALT = 32
_MARK = "veil:"
_TOKEN = re.compile(rb'"veil:([0-9a-f]{64})"')
_OF_STATEMENT = (
    ("speaker", "name"),
    ("quote",),
    ("note", "gist"),
    ("note", "source"),
    ("via",),
)
_PATHS: Mapping[EntryKind, tuple[tuple[str, ...], ...]] = {
    EntryKind.DOCUMENT: (("title",),),
    EntryKind.FLAG: (("detail",),),
    EntryKind.DRAFT: _OF_STATEMENT,
    EntryKind.STATEMENT: _OF_STATEMENT,
    EntryKind.SUPERSESSION: tuple(("statement", *path) for path in _OF_STATEMENT),
    EntryKind.REJECTION: (("why",),),
    EntryKind.RETRACTION: (("why",),),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Secret:
    """A value, and the salt under which an entry commits to it; the commitment in hexadecimal."""

    commitment: str
    salt: bytes
    value: str

    @classmethod
    def of(cls, value: str, salt: bytes) -> Secret:
        """The secret that commits to a value under a salt."""
        return cls(commitment=_commitment(value, salt), salt=salt, value=value)

    @property
    def is_true(self) -> bool:
        """True if this is what was committed to."""
        return _commitment(self.value, self.salt) == self.commitment


def _commitment(value: str, salt: bytes) -> str:
    return hashlib.sha256(_TAG + salt + value.encode("utf-8", "surrogatepass")).hexdigest()


def veiled(
    kind: EntryKind, payload: Mapping[str, Any], salt: Callable[[], bytes]
) -> tuple[dict[str, Any], tuple[Secret, ...]]:
    """The payload with commitments in place of names and quoted text, and what they stand for.

    `salt` makes 32 random bytes anew at each call. What is empty stays empty.
    """
    secrets: list[Secret] = []

    def veil(value: Any) -> Any:
        if isinstance(value, list):
            return [veil(item) for item in value]
        if not isinstance(value, str) or not value:
            return value
        secrets.append(Secret.of(value, salt()))
        return _MARK + secrets[-1].commitment

    found = dict(payload)
    for *outer, name in _PATHS.get(kind, ()):
        values = found
        for each in outer:
            inner = values.get(each)
            if not isinstance(inner, dict):
                break
            values[each] = values = dict(inner)
        else:
            if name in values:
                values[name] = veil(values[name])
    return found, tuple(secrets)


def salts() -> Callable[[], bytes]:
    """A source of salts, which asks the system for a thousand at a time."""
    kept = io.BytesIO()

    def salt() -> bytes:
        nonlocal kept
        found = kept.read(_SALT)
        if not found:
            kept = io.BytesIO(token_bytes(1_000 * _SALT))
            found = kept.read(_SALT)
        return found

    return salt


def commitments_in(body: bytes) -> tuple[str, ...]:
    """The commitments that the canonical bytes of a veiled payload hold, in their order."""
    return tuple(found.decode() for found in _TOKEN.findall(body))


def unveiled(body: bytes, secrets: Mapping[str, Secret]) -> bytes:
    """The canonical bytes of the payload as it was before, `[erased]` for what is not kept.

    Raises ValueError for a secret that is not what was committed to.
    """

    def value_of(token: re.Match[bytes]) -> bytes:
        secret = secrets.get(token[1].decode())
        if secret is None:
            return canonical(ERASED)
        if not secret.is_true:
            raise ValueError("a value kept apart from it is not the one that it commits to")
        return canonical(secret.value)

    return _TOKEN.sub(value_of, body)
