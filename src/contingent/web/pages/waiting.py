"""Work that is not done yet becomes a page that says so and looks again."""

from __future__ import annotations

from contingent.web.jobs import Job
from contingent.web.scenes import Drawn

__all__ = ["draw_waiting"]


def draw_waiting(title: str, job: Job) -> Drawn:
    """How far it has come, and a button to stop it; what went wrong, where it is over."""
    return Drawn(template="working.html.jinja", title=title, context={"job": job}, is_private=True)
