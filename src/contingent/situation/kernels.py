"""A folder becomes the place where compiled code is kept from one run to the next."""

from __future__ import annotations

import tempfile
from pathlib import Path

import numba

__all__ = ["keep_compiled"]


def keep_compiled(folder: Path) -> bool:
    """Keep compiled code in a folder; True if some is there already.

    To be called before any module of the forecast is imported. Where the folder cannot be
    written, code is compiled anew for this process alone: never taken from a place that others
    can write to.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            pass
    except OSError:
        numba.config.CACHE_DIR = tempfile.mkdtemp(prefix="contingent-")  # type: ignore[attr-defined] # numba makes it at run time
        return False
    numba.config.CACHE_DIR = str(folder)  # type: ignore[attr-defined] # as above
    return any(folder.rglob("*.nbc"))
