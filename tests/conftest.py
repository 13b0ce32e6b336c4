"""Settings that every test shares."""

from __future__ import annotations

import platformdirs
from hypothesis import settings

from contingent.situation.kernels import keep_compiled

keep_compiled(platformdirs.user_cache_path("contingent") / "kernels")  # compiled once, not per run

# No deadline: tests assert behaviour, and the machines that run them are of any speed.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")
