"""A terminal in a folder of its own: what is typed there, and what it prints."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

__all__ = ["Terminal", "matches", "terminal"]

_SET = re.compile(r"export (\w+)=")
_WAIT_SECONDS = 90


class Terminal:
    """Commands typed one after the other; it remembers `cd` and `export`, and nothing else."""

    def __init__(self, folder: Path, extra: Mapping[str, str]) -> None:
        """Open it in `folder`, which is its home as well, with `extra` in its surroundings."""
        self.home = folder
        self.folder = folder
        self.surroundings = {
            "PATH": f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}",
            "PYTHONPATH": os.environ.get("PYTHONPATH", ""),
            "HOME": str(folder),
            "COLUMNS": "120",
            "LANG": "C.UTF-8",
            "USER": "ada",
            "PYTHONUNBUFFERED": "1",  # what is said on both streams comes in its order
            **extra,
        }
        self._serving: list[subprocess.Popen[bytes]] = []

    def typed(self, command: str, *, shown: tuple[str, ...] = ()) -> tuple[int, str]:
        """The exit code and what was printed; one that serves stays until the terminal closes."""
        if command.startswith("contingent serve"):
            return 0, self._served(command, shown)
        setting = _SET.match(command)
        if setting:
            command = f'{command}; printf %s "${setting[1]}"'
        there = self.home / ".folder"
        done = subprocess.run(
            ["/bin/sh", "-c", f"{command}\ncode=$?; pwd > {there}; exit $code"],
            cwd=self.folder,
            env=self.surroundings,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE if setting else subprocess.STDOUT,
            text=True,
            timeout=600,
            check=False,
        )
        self.folder = Path(there.read_text(encoding="utf-8").strip())
        if setting:
            self.surroundings[setting[1]] = done.stdout
            return done.returncode, ""
        return done.returncode, done.stdout

    def _served(self, command: str, shown: tuple[str, ...]) -> str:
        """What it prints once it listens."""
        log = self.home / f".serving-{len(self._serving)}"
        with log.open("wb") as out:
            serving = subprocess.Popen(
                ["/bin/sh", "-c", f"exec {command}"],
                cwd=self.folder,
                env=self.surroundings,
                stdout=out,
                stderr=subprocess.STDOUT,
            )
        self._serving.append(serving)
        until = time.monotonic() + _WAIT_SECONDS
        while time.monotonic() < until and serving.poll() is None:
            if matches(shown, printed := log.read_text(encoding="utf-8")):
                return printed
            time.sleep(0.1)
        return log.read_text(encoding="utf-8")

    def close(self) -> None:
        """End what still serves, as Ctrl-C would."""
        for serving in self._serving:
            serving.send_signal(signal.SIGINT)
        for serving in self._serving:
            serving.wait(timeout=30)


@contextmanager
def terminal(folder: Path, **extra: str) -> Iterator[Terminal]:
    """A terminal that is closed in the end, whatever happened in it."""
    opened = Terminal(folder, extra)
    try:
        yield opened
    finally:
        opened.close()


def matches(shown: tuple[str, ...], printed: str) -> bool:
    """True if what was printed is what is shown, `...` for any words or lines between."""
    wanted = re.escape("\n".join(line.rstrip() for line in shown)).replace(r"\.\.\.", ".*")
    there = "\n".join(line.rstrip() for line in printed.strip("\n").splitlines())
    return re.fullmatch(wanted, there, re.DOTALL) is not None
