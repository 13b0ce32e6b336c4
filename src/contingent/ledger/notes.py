"""The state of a ledger becomes a signed note that others can keep, check and cosign.

The formats are those of C2SP: signed-note, tlog-checkpoint, tlog-cosignature, tlog-witness
(https://c2sp.org). A line that somebody else's tool wrote is read here, and the other way round.
"""

from __future__ import annotations

import base64
import binascii
import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)

from contingent.errors import InvalidCheckpoint

__all__ = [
    "Checkpoint",
    "Note",
    "Signature",
    "SigningKey",
    "VerifyingKey",
    "cosigned",
    "note_of",
    "signed",
]

_SIGNER = 0x01  # Ed25519 over the text of the note
_WITNESS = 0x04  # Ed25519 over the text of the note and the time of cosigning
_LIMIT = 65_536  # characters; a checkpoint with a hundred cosignatures has about 15,000
_NAME = re.compile(r"[^\s+]+")
_SIZE = re.compile(r"0|[1-9][0-9]{0,18}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Checkpoint:
    """Which ledger, how many entries, and the Merkle root that stands for all of them."""

    origin: str
    size: int
    root: bytes

    @property
    def text(self) -> str:
        """The three lines that are signed."""
        return f"{self.origin}\n{self.size}\n{base64.b64encode(self.root).decode()}\n"


class Signature(NamedTuple):
    """A line of a note: who signed, which of their keys, and the bytes."""

    name: str
    key_hash: bytes
    signed: bytes

    @property
    def line(self) -> str:
        """The signature as it stands in a note."""
        return f"\N{EM DASH} {self.name} {_coded(self.key_hash + self.signed)}\n"


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """A checkpoint with the signatures under it, in their order."""

    checkpoint: Checkpoint
    signatures: tuple[Signature, ...]

    @property
    def text(self) -> str:
        """The note as files hold it."""
        return self.checkpoint.text + "\n" + "".join(each.line for each in self.signatures)


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyingKey:
    """The public half of a key: what others need to know whose note it is."""

    name: str
    public: bytes
    is_witness: bool = False

    @classmethod
    def parse(cls, text: str) -> VerifyingKey:
        """The key of a line `NAME+HASH+KEY`; InvalidCheckpoint if it is none."""
        name, _, rest = text.strip().partition("+")
        key_hash, _, coded = rest.partition("+")
        raw = _decoded(coded)
        if not _NAME.fullmatch(name) or len(raw) != 33 or raw[0] not in (_SIGNER, _WITNESS):
            raise InvalidCheckpoint("the key", "is no line NAME+HASH+KEY of an Ed25519 key")
        key = cls(name=name, public=raw[1:], is_witness=raw[0] == _WITNESS)
        if key.key_hash.hex() != key_hash:
            raise InvalidCheckpoint("the key", "does not match its own hash; copy the whole line")
        return key

    @property
    def text(self) -> str:
        """The line that is handed to others."""
        return f"{self.name}+{self.key_hash.hex()}+{_coded(bytes([self._kind]) + self.public)}"

    @property
    def key_hash(self) -> bytes:
        """Four bytes by which a signature says which key made it."""
        whole = self.name.encode() + b"\n" + bytes([self._kind]) + self.public
        return hashlib.sha256(whole).digest()[:4]

    @property
    def _kind(self) -> int:
        return _WITNESS if self.is_witness else _SIGNER

    def has_signed(self, note: Note) -> bool:
        """True if a signature of this key stands under the note and is good."""
        ours = [each.signed for each in note.signatures if each[:2] == (self.name, self.key_hash)]
        return any(self._fits(signed, note.checkpoint) for signed in ours)

    def _fits(self, signed: bytes, checkpoint: Checkpoint) -> bool:
        message = checkpoint.text.encode()
        if self.is_witness:
            time, signed = signed[:8], signed[8:]
            message = _cosigned_message(int.from_bytes(time), checkpoint)
        try:
            Ed25519PublicKey.from_public_bytes(self.public).verify(signed, message)
        except InvalidSignature:
            return False
        return True


@dataclass(frozen=True, slots=True, kw_only=True)
class SigningKey:
    """A key that signs notes under a name; keep it off the machine that holds the ledger."""

    name: str
    private: Ed25519PrivateKey

    @classmethod
    def new(cls, name: str) -> SigningKey:
        """A fresh key from the system's source of chance; ValueError for a name with a space."""
        if not _NAME.fullmatch(name):
            raise ValueError(f"{name!r}: the name of a key has no space and no plus sign")
        return cls(name=name, private=Ed25519PrivateKey.generate())

    @classmethod
    def of_pem(cls, name: str, pem: bytes) -> SigningKey:
        """The key that `pem` gave back; ValueError if it is none."""
        private = load_pem_private_key(pem, password=None)
        if not isinstance(private, Ed25519PrivateKey):
            raise ValueError("not an Ed25519 key")
        return cls(name=name, private=private)

    @property
    def pem(self) -> bytes:
        """The key as a file holds it (PKCS 8, without a password)."""
        return self.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def verifying(self, *, is_witness: bool = False) -> VerifyingKey:
        """The public half, for notes of one's own or for cosignatures."""
        public = self.private.public_key().public_bytes_raw()
        return VerifyingKey(name=self.name, public=public, is_witness=is_witness)


def signed(checkpoint: Checkpoint, key: SigningKey) -> Note:
    """The checkpoint as a note under the key's signature."""
    raw = key.private.sign(checkpoint.text.encode())
    mine = Signature(key.name, key.verifying().key_hash, raw)
    return Note(checkpoint=checkpoint, signatures=(mine,))


def cosigned(note: Note, key: SigningKey, *, seconds: int) -> Note:
    """The note with a witness's signature added, made so many seconds after 1970."""
    raw = key.private.sign(_cosigned_message(seconds, note.checkpoint))
    mine = Signature(key.name, key.verifying(is_witness=True).key_hash, seconds.to_bytes(8) + raw)
    kept = tuple(each for each in note.signatures if each[:2] != mine[:2])
    return Note(checkpoint=note.checkpoint, signatures=(*kept, mine))


def note_of(text: str, *, where: str = "the checkpoint") -> Note:
    """The note that a file holds; InvalidCheckpoint, with what is wrong, if it holds none."""
    body, gap, lines = text.replace("\r\n", "\n").partition("\n\n")
    if len(text) > _LIMIT or not gap:
        raise InvalidCheckpoint(where, "is no signed note: three lines, an empty one, signatures")
    origin, size, root, *more = [*body.split("\n"), "", ""]
    raw = _decoded(root)
    if not origin.strip() or not _SIZE.fullmatch(size) or len(raw) != 32 or any(more):
        raise InvalidCheckpoint(where, "does not give an origin, a size and a root hash")
    checkpoint = Checkpoint(origin=origin, size=int(size), root=raw)
    return Note(checkpoint=checkpoint, signatures=tuple(_signatures(lines, where)))


def _signatures(lines: str, where: str) -> Iterable[Signature]:
    found = [line for line in lines.split("\n") if line]
    if not found:
        raise InvalidCheckpoint(where, "bears no signature")
    for line in found:
        dash, _, rest = line.partition(" ")
        name, _, coded = rest.partition(" ")
        raw = _decoded(coded)
        if dash != "\N{EM DASH}" or not _NAME.fullmatch(name) or len(raw) < 5:
            raise InvalidCheckpoint(where, f"has a line that is no signature: {line[:60]!r}")
        yield Signature(name, raw[:4], raw[4:])


def _cosigned_message(seconds: int, checkpoint: Checkpoint) -> bytes:
    return f"cosignature/v1\ntime {seconds}\n{checkpoint.text}".encode()


def _coded(raw: bytes) -> str:
    return base64.b64encode(raw).decode()


def _decoded(text: str) -> bytes:
    """The bytes of strict base64; empty for anything else."""
    try:
        raw = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        return b""
    return raw if _coded(raw) == text else b""
