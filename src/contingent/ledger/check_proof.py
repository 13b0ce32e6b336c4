"""A bundle of `contingent ledger prove` becomes yes or no, without Contingent.

This one file is enough: Python 3.11 and the `cryptography` library, no network, no ledger.

    python check_proof.py BUNDLE.json KEY [--witness KEY]...

KEY is the line NAME+HASH+KEY of whoever keeps the ledger; have it from them, not from the
bundle. It says yes (exit 0) only if the entry is word for word one that stood in the ledger when
the key signed its checkpoint, and no (exit 5) for anything else. It cannot say whether an entry
was true, nor whether a later one corrects it.
"""

from __future__ import annotations

import base64
import hashlib
import json
import sys
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

__all__ = ["checked", "main"]

_FIELDS = {
    "accepted_by": str,
    "id": str,
    "kind": str,
    "known_at": int,
    "label": str,
    "previous": str,
    "recorded_at": int,
    "seq": int,
    "version": int,
}
_DOUBT = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)


def checked(bundle: Any, key: str, witnesses: tuple[str, ...] = ()) -> str:
    """Why the bundle proves nothing; empty if it proves its entry."""
    try:
        note = str(bundle["checkpoint"])
        text, _, signatures = note.partition("\n\n")
        _, size, root = text.split("\n")
        if not _is_signed(text + "\n", signatures, key, kind=1):
            return "the checkpoint is not signed by the key given"
        for witness in witnesses:
            if not _is_signed(text + "\n", signatures, witness, kind=4):
                return "the checkpoint is not cosigned by a witness asked for"
        path = [bytes.fromhex(each) for each in bundle["path"]]
        leaf = _leaf(bundle["entry"])
        if leaf.hex() != bundle["entry"]["digest"]:
            return "the entry does not match its digest"
        index = bundle["entry"]["seq"] - 1
        if _climb(leaf, index, int(size), path) != base64.b64decode(root):
            return "the entry is not in the ledger that the checkpoint stands for"
    except _DOUBT as doubt:
        return f"the bundle cannot be read ({type(doubt).__name__}: {doubt})"
    return ""


def _leaf(entry: Any) -> bytes:
    """SHA-256 over 0x00, the canonical header and the payload as it was written."""
    for name, kind in _FIELDS.items():
        if type(entry[name]) is not kind:
            raise TypeError(f"{name} is no {kind.__name__}")
    header = {name: entry[name] for name in _FIELDS}
    text = json.dumps(header, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    whole = (text + entry["payload"]).encode("utf-8", "surrogatepass")
    return hashlib.sha256(b"\x00" + whole).digest()


def _climb(leaf: bytes, index: int, size: int, path: list[bytes]) -> bytes:
    """The root to which the path leads (RFC 9162, section 2.1.3.2); ValueError if it cannot."""
    if not 0 <= index < size or any(len(each) != 32 for each in path):
        raise ValueError("the place does not fit the size")
    if size == 1:
        if path:
            raise ValueError("a path where none is needed")
        return leaf
    if not path:
        raise ValueError("the path is too short")
    middle = 1 << (size - 1).bit_length() - 1
    *below, sibling = path
    if index < middle:
        left, right = _climb(leaf, index, middle, below), sibling
    else:
        left, right = sibling, _climb(leaf, index - middle, size - middle, below)
    return hashlib.sha256(b"\x01" + left + right).digest()


def _is_signed(text: str, signatures: str, key: str, *, kind: int) -> bool:
    """True if a signature of this key (1: the ledger's, 4: a witness's) is good."""
    name, key_hash, coded = key.strip().split("+", 2)
    raw = base64.b64decode(coded, validate=True)
    whole = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
    if raw[:1] != bytes([kind]) or whole.hex() != key_hash:
        raise ValueError("the key given is no key of this kind")
    public = Ed25519PublicKey.from_public_bytes(raw[1:])
    for line in signatures.splitlines():
        dash, signer, signature = line.split(" ")
        made = base64.b64decode(signature, validate=True)
        if dash != "\N{EM DASH}" or signer != name or made[:4] != whole:
            continue
        message, made = text, made[4:]
        if kind == 4:
            seconds = int.from_bytes(made[:8], "big")
            message, made = f"cosignature/v1\ntime {seconds}\n{text}", made[8:]
        try:
            public.verify(made, message.encode())
        except InvalidSignature:
            continue
        return True
    return False


def main(arguments: list[str]) -> int:
    """Say yes or no about one bundle; returns the exit code."""
    witnesses = []
    while "--witness" in arguments[:-1]:
        at = arguments.index("--witness")
        witnesses.append(arguments[at + 1])
        del arguments[at : at + 2]
    if len(arguments) != 2:
        print("usage: check_proof.py BUNDLE.json KEY [--witness KEY]...", file=sys.stderr)
        return 2
    try:
        with open(arguments[0], encoding="utf-8") as file:
            bundle = json.load(file)
    except (OSError, RecursionError, ValueError) as error:
        print(f"{arguments[0]}: {error}", file=sys.stderr)
        return 3
    why = checked(bundle, arguments[1], tuple(witnesses))
    if why:
        print(f"NO: {why}")
        return 5
    entry = bundle["entry"]
    print(f"YES: entry {entry['seq']} ({entry['kind']} {entry['id']}) stood in the ledger.")
    print(json.dumps(json.loads(entry["payload"]), indent=1))
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
