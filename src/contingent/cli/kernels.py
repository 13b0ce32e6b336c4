"""The person's cache folder becomes the place where compiled code is kept."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from contingent.cli.printing import say

__all__ = ["keep_kernels", "kernels_warming"]


def keep_kernels() -> None:
    """Say where compiled code is kept before anything is compiled, and what the wait is for."""
    from contingent.situation.kernels import keep_compiled

    if not keep_compiled(_folder()):
        say("Calculations are being prepared for this machine; that takes some seconds, once.")


@contextmanager
def kernels_warming() -> Iterator[None]:
    """Compile in a process of its own where nothing is compiled yet, while the block goes on.

    That process is ended with the block. What it has compiled is there for every later one.
    """
    from contingent.situation.kernels import keep_compiled

    if keep_compiled(_folder()):
        yield
        return
    command = [sys.executable, "-m", "contingent.situation.warming", str(_folder())]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - our own interpreter
        try:
            yield
        finally:
            process.kill()


def _folder() -> Path:
    import platformdirs

    return platformdirs.user_cache_path("contingent") / "kernels"
