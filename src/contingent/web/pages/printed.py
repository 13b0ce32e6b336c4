"""The brief becomes a page made for paper, its date and ledger on every sheet."""

from __future__ import annotations

from contingent.web.scenes import Drawn, Scene

__all__ = ["draw_brief"]


def draw_brief(scene: Scene) -> Drawn:
    """The whole brief, for printing."""
    sheet = scene.picture.sheet
    return Drawn(
        template="brief.html.jinja",
        title="Brief",
        context={"sheet": sheet, "head": scene.picture.ledger_head},
    )
