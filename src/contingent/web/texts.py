"""A document on record becomes its text, as it is kept in the mission folder and checked."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from contingent.situation import DOCUMENTS

__all__ = ["KeptText", "kept_text"]

_ID = re.compile(r"d-[0-9a-f]{16}")


@dataclass(frozen=True, slots=True, kw_only=True)
class KeptText:
    """The text of a document; empty where it is not kept. `fault` says what is wrong with it."""

    text: str
    fault: str = ""


def kept_text(folder: Path, payload: Mapping[str, Any]) -> KeptText:
    """The text kept under a document's id, held against the hash that the ledger holds."""
    id = str(payload["id"])
    if not _ID.fullmatch(id):
        return KeptText(text="", fault="Its id is none that Contingent gives; it was not opened.")
    try:
        data = (folder / DOCUMENTS / f"{id}.txt").read_bytes()
    except OSError:
        return KeptText(text="", fault="Its text is not kept here; only what was read in it is.")
    text = data.decode("utf-8", "surrogatepass")
    if hashlib.sha256(data).hexdigest() != payload.get("text_sha256"):
        fault = "This text is not the one that was read: it does not match its hash in the ledger."
        return KeptText(text=text, fault=fault)
    return KeptText(text=text)
