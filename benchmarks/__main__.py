"""Runs every benchmark, or those named, and prints its tables; `--write` keeps them on the page.

    python -m benchmarks [ROOM...] [--write]
    python -m benchmarks --page

`--write` puts what was measured into docs/reference/benchmarks.json, room by room as each ends,
and writes docs/reference/benchmarks.md anew from that file; `--page` only writes the page. Several
rooms run one after the other, each in a process of its own, so that none inherits another's memory.
"""

from __future__ import annotations

import argparse
import importlib
import subprocess
import sys
import time

from benchmarks.figures import conditions, record
from benchmarks.page import PAGE, page_of, rooms
from benchmarks.table import Table


def main(arguments: list[str]) -> int:
    """Measure what is asked for; 1 if a room could not be measured."""
    every = rooms()
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("rooms", nargs="*", metavar="ROOM", help=f"one of {', '.join(every)}")
    parser.add_argument("--write", action="store_true", help="keep the figures on the page")
    parser.add_argument("--page", action="store_true", help="only write the page")
    asked = parser.parse_args(arguments)
    if unknown := sorted(set(asked.rooms) - set(every)):
        parser.error(f"no such room: {', '.join(unknown)}; there are {', '.join(every)}")
    if asked.page:
        PAGE.write_text(page_of(), encoding="utf-8")
        return 0
    if len(asked.rooms) == 1:
        measure(asked.rooms[0], write=asked.write)
        return 0
    failed = [room for room in asked.rooms or every if _apart(room, write=asked.write)]
    if failed:
        print(f"not measured: {', '.join(failed)}", file=sys.stderr)
    return bool(failed)


def measure(room: str, *, write: bool) -> None:
    """Print a room's tables as they come; keep them on the page where asked to."""
    under = conditions()
    began = time.perf_counter()
    tables: list[Table] = []
    for table in importlib.import_module(f"benchmarks.{room}").tables():
        print(table.text(), flush=True)
        tables.append(table)
    seconds = time.perf_counter() - began
    print(f"\n{room}: measured in {seconds:,.0f} s", file=sys.stderr)
    if write:
        record(room, tables, seconds=seconds, under=under)
        PAGE.write_text(page_of(), encoding="utf-8")


def _apart(room: str, *, write: bool) -> int:
    """The exit code of a process that measures one room."""
    command = [sys.executable, "-m", "benchmarks", room, *(["--write"] if write else [])]
    return subprocess.run(command, check=False).returncode  # noqa: S603 - ourselves


if __name__ == "__main__":  # processes that read for a benchmark import this too
    sys.exit(main(sys.argv[1:]))
