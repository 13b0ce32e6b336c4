"""The person's cache folder becomes the place where compiled code is kept."""

from __future__ import annotations

from contingent.cli.printing import say

__all__ = ["keep_kernels"]


def keep_kernels() -> None:
    """Say where compiled code is kept, and what the wait is for where there is none yet."""
    import platformdirs

    from contingent.situation.kernels import keep_compiled

    folder = platformdirs.user_cache_path("contingent") / "kernels"
    keep_compiled(folder, before_compiling=_say_so)


def _say_so() -> None:
    say("Calculations are being prepared for this machine; that takes some seconds, once.")
