"""A folder becomes the place where compiled code is kept from one run to the next."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from contextlib import suppress
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from llvmlite import binding as llvm

from contingent.ledger.disk import replace_durably
from contingent.plan.machine import Maker, keep_with

__all__ = ["keep_compiled", "kept_code"]

_DIGEST_BYTES = 32


def keep_compiled(folder: Path, *, before_compiling: Callable[[], None] = lambda: None) -> None:
    """Keep compiled code in a folder, open to its owner alone.

    Code is kept under what it depends on: our own sources, the compilers, the processor. Where
    the folder is not ours to write to, code is compiled for this process alone.
    """

    def compiling(make: Maker) -> bytes:
        before_compiling()
        return make()

    def keep(entry: str, make: Maker) -> bytes:
        try:
            folder.mkdir(parents=True, exist_ok=True)
            folder.chmod(0o700)
        except OSError:
            return compiling(make)
        return kept_code(folder / f"{_fingerprint()}-{entry}.o", lambda: compiling(make))

    keep_with(keep)


def kept_code(path: Path, make: Maker) -> bytes:
    """Code as it is kept, if it is whole; else made now, and kept if that can be."""
    try:
        content = path.read_bytes()
    except OSError:
        content = b""
    digest, code = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
    if code and hashlib.sha256(code).digest() == digest:
        return code
    code = make()
    with suppress(OSError):  # a full disk costs the time of compiling, and nothing else
        replace_durably(path, hashlib.sha256(code).digest() + code)
    return code


def _fingerprint() -> str:
    digest = hashlib.sha256()
    for part in _parts():
        digest.update(hashlib.sha256(part).digest())
    return digest.hexdigest()[:32]


def _parts() -> Iterator[bytes]:
    """All that compiled code depends on."""
    sources = [each for each in files("contingent.plan").iterdir() if each.name.endswith(".py")]
    for source in sorted(sources, key=lambda each: each.name):
        yield source.read_bytes()
    yield f"{version('numba')} {version('llvmlite')} {llvm.get_default_triple()}".encode()
    yield f"{llvm.get_host_cpu_name()} {llvm.get_host_cpu_features().flatten()}".encode()
