"""The ledger becomes a page: its head, its latest entries, and what differs between two moments."""

from __future__ import annotations

from dataclasses import replace

from contingent.exports.brief import changes_section
from contingent.exports.wording import claim_words, document_source, party_name, topic_words
from contingent.ledger.chain import Entry, EntryKind
from contingent.ledger.changes import changes_between
from contingent.situation import Situation
from contingent.vocabulary.plain import statement_of
from contingent.vocabulary.statement import Statement
from contingent.web.scenes import Drawn, Scene
from contingent.web.views import BadView, view_of

__all__ = ["draw_changes", "draw_ledger", "entry_words"]

_ROWS = 50


def draw_ledger(scene: Scene) -> Drawn:
    """The head, and entries from the latest back, as they were known by the moment asked about."""
    known_at = scene.view.moment.known_at
    known = [entry for entry in scene.holdings.entries if entry.known_at <= known_at]
    last = max(1, -(-len(known) // _ROWS))
    page = min(scene.view.page, last)
    upto = len(known) - (page - 1) * _ROWS
    shown = known[max(0, upto - _ROWS) : upto][::-1]
    return Drawn(
        template="ledger.html.jinja",
        title="Ledger",
        context={
            "size": scene.holdings.head.size,
            "head": scene.holdings.head.digest.hex(),
            "checkpoint": scene.workplace.checkpoint(),
            "is_own": scene.workplace.people() is None,
            "known": len(known),
            "rows": [(entry, *entry_words(entry, scene.whole)) for entry in shown],
            "page": page,
            "last": last,
            "problems": scene.holdings.problems,
        },
    )


def entry_words(entry: Entry, situation: Situation) -> tuple[str, str]:
    """What an entry records in a few words, and the path where it is shown (empty: nowhere)."""
    payload = entry.payload
    match entry.kind:
        case EntryKind.STATEMENT | EntryKind.DRAFT:
            link = f"/evidence/{entry.id}" if entry.kind is EntryKind.STATEMENT else ""
            return _statement_words(statement_of(payload), situation), link
        case EntryKind.SUPERSESSION:
            statement = statement_of(payload["statement"])
            words = _statement_words(statement, situation)
            return f"{words} (in place of {payload['supersedes']})", f"/evidence/{statement.id}"
        case EntryKind.DOCUMENT:
            return payload["title"] or document_source(
                payload["source"]
            ), f"/evidence/documents/{entry.id}"
        case EntryKind.FLAG:
            return f"{topic_words(payload['type'])}: {payload['detail']}", ""
        case EntryKind.REJECTION:
            return f"{payload['draft']}: {payload['why']}", ""
        case EntryKind.RETRACTION:
            return f"{payload['retracts']}: {payload['why']}", ""
    return entry.id, ""


def _statement_words(statement: Statement, situation: Situation) -> str:
    about = statement.about if isinstance(statement.about, str) else "parties not named"
    named = party_name(about, situation.names) if about else "the mission"
    return f"{named}: {claim_words(statement.claim, situation.names)}"


def draw_changes(scene: Scene) -> Drawn:
    """What differs between any two moments: each a day that held and a day by which it was known.

    The later moment is that of the page; the earlier one is `from`, as known on `from_known`.
    """
    named = {
        "as_of": scene.parameters.get("from", ""),
        "as_known": scene.parameters.get("from_known", ""),
    }
    try:
        earlier = view_of(named, today=scene.view.today)
    except BadView as error:
        raise BadView("from", str(error)) from None
    before = scene.workplace.picture(scene.holdings, earlier.moment, earlier.changed_since)
    section = changes_section(_between(before.situation, scene.whole))
    return Drawn(
        template="changes.html.jinja",
        title="What changed between",
        context={"earlier": earlier, "section": section, "count": len(section.rows)},
        table="changes",
    )


def _between(earlier: Situation, later: Situation) -> Situation:
    """The later situation with its changes counted from the earlier one."""
    found = changes_between(earlier.positions, later.positions)
    return replace(later, since=earlier.as_of.held_on, changes=found)
