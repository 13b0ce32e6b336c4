"""What is written becomes durable: it has reached the disk before anybody says that it is kept."""

from __future__ import annotations

import os
import tempfile
from pathlib import Path

__all__ = ["replace_durably", "wait_for_disk"]


def wait_for_disk(path: Path) -> None:
    """Wait until the file or folder has reached the disk; raises OSError."""
    if os.name == "nt" and path.is_dir():  # pragma: no cover - Windows keeps names durable itself
        return
    handle = os.open(path, os.O_RDWR if os.name == "nt" else os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def replace_durably(path: Path, content: bytes) -> None:
    """Put a file in its place, whole or not at all; only its owner may read it. Raises OSError."""
    handle, draft = tempfile.mkstemp(dir=path.parent, prefix=".")  # made with mode 0600
    with os.fdopen(handle, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    Path(draft).replace(path)
