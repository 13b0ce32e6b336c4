"""A name or some entries become values that are gone, while every proof over them still holds."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any

from contingent.errors import FileNotWritable
from contingent.ledger.book import Ledger, erasure_entry
from contingent.ledger.chain import Entry, EntryKind, Row, payload_of
from contingent.ledger.disk import replace_durably
from contingent.ledger.veil import VEILED, Secret, commitments_in
from contingent.ledger.visibility import names_given
from contingent.situation.founding import BOARD_FILE
from contingent.situation.recording import DOCUMENTS

__all__ = ["Erased", "Erasure", "erase", "erased_documents"]

_BLACK = "█"


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasure:
    """What is to be forgotten, and what obliges us to: the entries of some ids, or a name.

    A name is looked for in every value that is kept apart and in every text, in any case. Raises
    ValueError unless there is a basis and something to look for.
    """

    basis: str
    ids: tuple[str, ...] = ()
    name: str = ""

    def __post_init__(self) -> None:
        if not self.basis.strip():
            raise ValueError("an erasure needs its legal basis")
        if bool(self.ids) is bool(self.name.strip()):
            raise ValueError("give either entries or a name")


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """How many values are gone, in which texts something was blacked out, and what could not be.

    `beyond` holds the ids of entries that state what was to be forgotten in what is hashed: they
    were recorded before values were kept apart.
    """

    values: int
    texts: tuple[str, ...] = ()
    beyond: tuple[str, ...] = ()


@dataclass(slots=True, kw_only=True)
class _Found:
    """What an erasure touches, collected entry by entry."""

    commitments: set[str] = field(default_factory=set)
    spans: dict[str, list[tuple[int, int]]] = field(default_factory=dict)
    whole: set[str] = field(default_factory=set)
    documents: set[str] = field(default_factory=set)
    beyond: list[str] = field(default_factory=list)


def erase(ledger: Ledger, folder: Path, wanted: Erasure, *, by: str, clock: datetime) -> Erased:
    """Forget, for good: an entry that says so first, then the values, then the words in the texts.

    What is hashed stays as it is, so every digest, proof and checkpoint still holds; what was
    erased is shown as such. Interrupted, the same call completes it. `by` is `person:NAME`.

    Raises LookupError if there is nothing of it on record; FileNotWritable, and what reading and
    appending raise.
    """
    vault = ledger.vault
    secrets = vault.secrets() if vault else {}
    rows = tuple(ledger.rows())
    found = _found(rows, secrets, wanted)
    texts = _texts(folder / DOCUMENTS, found, wanted.name)
    beyond = tuple(dict.fromkeys(found.beyond))
    if not found.commitments and not texts:
        if beyond:
            return Erased(values=0, beyond=beyond)
        raise LookupError(wanted.name or ", ".join(wanted.ids))
    names = [path.stem for path in texts]
    entry = erasure_entry(found.commitments, names, wanted.basis, by)
    ledger.append([entry], recorded_at=clock)
    values = vault.erase(found.commitments) if vault else 0
    with suppress(OSError):  # it tells apart, without their names, who speaks
        (folder / BOARD_FILE).unlink(missing_ok=True)
    for path, text in texts.items():
        _write(path, text)
    return Erased(values=values, texts=tuple(names), beyond=beyond)


def erased_documents(entries: Iterable[Entry]) -> set[str]:
    """The ids of documents in whose kept text something was blacked out."""
    return {
        id
        for entry in entries
        if entry.kind is EntryKind.ERASURE
        for id in entry.payload["documents"]
    }


def _found(rows: Sequence[Row], secrets: Mapping[str, Secret], wanted: Erasure) -> _Found:
    found = _Found()
    needle = _folded(wanted.name)
    for row in rows:
        if row.kind == EntryKind.DOCUMENT:
            found.documents.add(row.id)
        is_named = not needle and not {*names_given(row)}.isdisjoint(wanted.ids)
        if row.version < VEILED:
            if is_named or (needle and needle in _folded(row.body.decode("utf-8", "replace"))):
                found.beyond.append(row.id)
            continue
        kept = [secrets[id] for id in commitments_in(row.body) if id in secrets]
        if needle:
            kept = [secret for secret in kept if needle in _folded(secret.value)]
        elif is_named:
            _mark_text(row, found)
        if needle or is_named:
            found.commitments |= {secret.commitment for secret in kept}
    return found


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text.strip()).casefold()


def _mark_text(row: Row, found: _Found) -> None:
    """The words of a document that an entry, named by its id, quotes; all of a document itself."""
    payload: dict[str, Any] = payload_of(row.body)
    if row.kind == EntryKind.DOCUMENT:
        found.whole.add(row.id)
        return
    payload = payload.get("statement", payload)
    if "span" in payload:
        span = payload["span"]
        found.spans.setdefault(payload["document"], []).append((span["start"], span["end"]))


def _texts(folder: Path, found: _Found, name: str) -> dict[Path, str]:
    """The kept texts that are to change, as they will be: as long as before, words blacked out."""
    changed: dict[Path, str] = {}
    wanted = found.documents if name else {*found.spans, *found.whole}
    for id in sorted(wanted):
        path = folder / f"{id}.txt"
        if not path.is_file():
            continue
        before = path.read_bytes().decode("utf-8", "surrogatepass")
        after = before
        for start, end in found.spans.get(id, ()):
            after = after[:start] + _blacked(after[start:end]) + after[end:]
        if id in found.whole:
            after = _blacked(after)
        if name:
            after = _without(after, name.strip())
        if after != before:
            changed[path] = after
    return changed


def _blacked(text: str) -> str:
    return "".join(sign if sign.isspace() else _BLACK for sign in text)


def _without(text: str, name: str) -> str:
    """The text with a name blacked out wherever it stands, in any case; as long as before."""
    lower, needle = _same_length(text, str.lower), name.lower()
    at = lower.find(needle)
    while at >= 0:
        text = text[:at] + _blacked(text[at : at + len(needle)]) + text[at + len(needle) :]
        at = lower.find(needle, at + len(needle))
    return text


def _same_length(text: str, change: Callable[[str], str]) -> str:
    """The text with each sign changed, where that gives one sign."""
    return "".join(new if len(new := change(sign)) == 1 else sign for sign in text)


def _write(path: Path, text: str) -> None:
    """Put a text in the place of another, durably."""
    try:
        replace_durably(path, text.encode("utf-8", "surrogatepass"))
    except OSError as error:
        raise FileNotWritable(path, error.strerror or "the disk refuses") from error
