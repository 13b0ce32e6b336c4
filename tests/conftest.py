"""Settings that every test shares."""

from __future__ import annotations

from hypothesis import settings

# No deadline: tests assert behaviour, and the machines that run them are of any speed.
settings.register_profile("house", deadline=None, print_blob=True)
settings.load_profile("house")
