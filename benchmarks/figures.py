"""Tables measured room by room become one file of figures, each with what it was taken on."""

from __future__ import annotations

import json
import math
import os
import platform
import re
from datetime import UTC, datetime
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path
from typing import Any

from benchmarks.table import Table
from contingent.cli.version import version_lines

__all__ = ["FIGURES", "SCHEMA", "conditions", "kept", "record"]

FIGURES = Path(__file__).parents[1] / "docs" / "reference" / "benchmarks.json"
SCHEMA = "contingent.benchmarks/1"
_EXTRA = re.compile(r"([A-Za-z0-9._-]+).*extra == ['\"]bench['\"]")


def conditions() -> dict[str, Any]:
    """When, where and under which settings something is about to be measured.

    `load` is the machine's mean number of running processes over the last minute; on a quiet
    machine it is near zero. `settings` holds every BENCH_* variable that made a run other than
    the usual one.
    """
    return {
        "began": datetime.now(UTC).isoformat(timespec="seconds"),
        "load": round(os.getloadavg()[0], 1),
        "processor": _processor(),
        "cores": os.cpu_count(),
        "memory_gib": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1024**3, 1),
        "system": f"{platform.system()} {platform.machine()}",
        "versions": list(version_lines()),
        "peers": _peers(),
        "settings": {name: os.environ[name] for name in sorted(os.environ) if _is_setting(name)},
    }


def kept(figures: Path = FIGURES) -> dict[str, Any]:
    """What has been measured so far, by room; nothing if there is no such file yet."""
    if not figures.exists():
        return {}
    return dict(json.loads(figures.read_text("utf-8"))["rooms"])


def record(
    room: str,
    tables: list[Table],
    *,
    seconds: float,
    under: dict[str, Any],
    figures: Path = FIGURES,
) -> None:
    """Put a room's tables in the place of those that it had; the other rooms keep theirs."""
    measured = {**under, "seconds": round(seconds, 1), "tables": [_plain(one) for one in tables]}
    rooms = dict(sorted({**kept(figures), room: measured}.items()))
    text = json.dumps({"schema": SCHEMA, "rooms": rooms}, indent=1, allow_nan=False)
    figures.parent.mkdir(parents=True, exist_ok=True)
    draft = figures.with_suffix(".draft")
    draft.write_text(text + "\n", encoding="utf-8")
    draft.replace(figures)


def _plain(table: Table) -> dict[str, Any]:
    """The table as JSON values; what was not reached is null."""
    plain = table.plain()
    for row in plain["rows"]:
        for column in ("median", "worst"):
            if not math.isfinite(row[column]):
                row[column] = None
    return plain


def _is_setting(name: str) -> bool:
    return name.startswith("BENCH_")


def _processor() -> str:
    facts = Path("/proc/cpuinfo")
    names = (
        re.findall(r"^model name\s*:\s*(.+)$", facts.read_text(), re.M) if facts.exists() else []
    )
    return names[0] if names else platform.processor()


def _peers() -> dict[str, str | None]:
    """The version of each program that stands beside us; null for one that is not installed."""
    return {
        found[1]: _version(found[1])
        for line in requires("contingent") or ()
        if (found := _EXTRA.match(line))
    }


def _version(package: str) -> str | None:
    try:
        return version(package)
    except PackageNotFoundError:
        return None
