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
    """Say where compiled code is kept, and what the wait is for where there is none yet."""
    from contingent.situation.kernels import keep_compiled

    keep_compiled(_folder(), before_compiling=_say_so)


def _say_so() -> None:
    say("Calculations are being prepared for this machine; that takes some seconds, once.")


@contextmanager
def kernels_warming() -> Iterator[None]:
    """Compile in a process of its own what is not compiled yet, while the block goes on.

    That process is ended with the block. What it has compiled is there for every later one.
    """
    from contingent.situation.kernels import keep_compiled

    keep_compiled(_folder())
    command = [sys.executable, "-m", "contingent.situation.warming", str(_folder())]
    with subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL) as process:  # noqa: S603 - our own interpreter
        try:
            yield
        finally:
            process.kill()


def _folder() -> Path:
    import platformdirs

    return platformdirs.user_cache_path("contingent") / "kernels"
