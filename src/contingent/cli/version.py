"""What is installed becomes the lines that belong into every report of a fault."""

from __future__ import annotations

import json
import platform
import sqlite3
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, distribution, version
from importlib.resources import files

__all__ = ["version_lines"]

_NAMED = ("sqlalchemy", "cryptography", "numpy", "numba", "ortools", "highspy", "psycopg", "ray")


def version_lines() -> Iterator[str]:
    """The version, the commit it was built from where that is known, and what it runs on."""
    yield f"contingent {version('contingent')}{_commit()}"
    yield f"Python {platform.python_version()} on {platform.system()} {platform.machine()}"
    yield f"SQLite {sqlite3.sqlite_version}"
    yield ", ".join(filter(None, map(_named, _NAMED)))


def _named(package: str) -> str:
    """`numpy 2.4.6`; empty where it is not installed."""
    try:
        return f"{package} {version(package)}"
    except PackageNotFoundError:
        return ""


def _commit() -> str:
    """The commit that a wheel was built from or an installation came from; empty if unknown."""
    packed = files("contingent") / "commit.txt"
    if packed.is_file():
        return f" ({packed.read_text(encoding='utf-8').strip()})"
    installed = json.loads(distribution("contingent").read_text("direct_url.json") or "{}")
    commit = installed.get("vcs_info", {}).get("commit_id", "")
    return f" ({commit[:12]})" if commit else ""
