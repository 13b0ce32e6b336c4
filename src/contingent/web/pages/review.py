"""Drafts that wait become the desk at which a person decides on them, one after the other."""

from __future__ import annotations

from contingent.situation import open_drafts
from contingent.vocabulary.claim import Count, Pledge, Rung, Verdict, VerdictType
from contingent.vocabulary.statement import Passage, Statement
from contingent.web.pages.evidence import said_of, text_of_draft
from contingent.web.scenes import Drawn, Scene

__all__ = ["draw_review"]

_AROUND = 600  # characters shown before and after the words


def draw_review(scene: Scene) -> Drawn:
    """The draft asked for (`at`), else the first that waits, within the text around it."""
    drafts = open_drafts(scene.holdings.entries)
    ids = list(drafts)
    asked = scene.parameters.get("at", "")
    place = ids.index(asked) if asked in drafts else 0
    draft = drafts[ids[place]] if ids else None
    following = ids[place + 1] if place + 1 < len(ids) else ""
    return Drawn(
        template="review.html.jinja",
        title="Review",
        context={
            "count": len(ids),
            "place": place + 1,
            "draft": said_of(draft, scene.whole) if draft else None,
            "statement": draft,
            "following": following,
            "preceding": ids[place - 1] if ids and place else "",
            "around": _around(scene, draft) if draft else None,
            "rungs": [rung for rung in Rung if _may_be(draft, rung)],
            "verdicts": [verdict for verdict in VerdictType if _may_be_said(draft, verdict)],
            "done": scene.parameters.get("done", ""),
            "fault": scene.parameters.get("fault", ""),
        },
        is_private=True,
    )


def _may_be(draft: Statement | None, rung: Rung) -> bool:
    """True for the rungs to which a draft can be corrected."""
    claim = draft.claim if draft else None
    return isinstance(claim, Pledge | Count) and rung not in (Rung.UNKNOWN, claim.rung)


def _may_be_said(draft: Statement | None, verdict: VerdictType) -> bool:
    """True for the verdicts to which a draft can be corrected."""
    claim = draft.claim if draft else None
    other = not isinstance(claim, Verdict) or claim.verdict is not verdict
    return isinstance(claim, Pledge | Verdict) and other


def _around(scene: Scene, draft: Statement) -> tuple[str, str, str] | None:
    """What stands before the words, the words, and what stands after them."""
    cited, kept = draft.citation, text_of_draft(scene, draft)
    if kept is None or not isinstance(cited, Passage) or kept.fault:
        return None
    start, end = cited.span.start, cited.span.end
    text = kept.text
    return text[max(0, start - _AROUND) : start], text[start:end], text[end : end + _AROUND]
