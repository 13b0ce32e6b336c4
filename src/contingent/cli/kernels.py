"""The person's cache folder becomes the place where compiled code is kept."""

from __future__ import annotations

from contingent.cli.printing import say

__all__ = ["keep_kernels"]


def keep_kernels() -> None:
    """Say where compiled code is kept before anything is compiled, and what the wait is for."""
    import platformdirs

    from contingent.situation.kernels import keep_compiled

    folder = platformdirs.user_cache_path("contingent") / "kernels"
    if not keep_compiled(folder):
        say("Calculations are being prepared for this machine; that takes some seconds, once.")
