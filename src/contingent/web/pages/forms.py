"""Forms for what enters the record: documents to read, and what came by telephone or letter."""

from __future__ import annotations

from contingent.vocabulary.capability import Kind
from contingent.vocabulary.claim import Rung, VerdictType
from contingent.vocabulary.statement import Medium
from contingent.web.scenes import Drawn, Scene

__all__ = ["ENTERED_FIELDS", "draw_entering", "draw_reading"]

ENTERED_FIELDS = (
    "about",
    "speaker",
    "role",
    "speaks_for",
    "rung",
    "verdict",
    "questions",
    "kinds",
    "amount",
    "conditions",
    "medium",
    "source",
    "gist",
    "said_on",
)
"""The fields of the form for what came without a document, by their names."""


def draw_reading(scene: Scene) -> Drawn:
    """A form for documents, and the work that goes on."""
    return Drawn(
        template="reading.html.jinja",
        title="Read documents",
        context={"fault": scene.parameters.get("fault", "")},
        is_private=True,
    )


def draw_entering(scene: Scene) -> Drawn:
    """A form for a call, a letter or a meeting; what was typed before stands in it again."""
    given = {name: scene.parameters.get(name, "") for name in ENTERED_FIELDS}
    given["medium"] = given["medium"] or Medium.CALL.value
    given["said_on"] = given["said_on"] or scene.view.today.isoformat()
    return Drawn(
        template="entering.html.jinja",
        title="Enter a call or a letter",
        context={
            "given": given,
            "rungs": [rung for rung in Rung if rung is not Rung.UNKNOWN],
            "verdicts": list(VerdictType),
            "kinds": list(Kind),
            "media": list(Medium),
            "fault": scene.parameters.get("fault", ""),
        },
        is_private=True,
    )
