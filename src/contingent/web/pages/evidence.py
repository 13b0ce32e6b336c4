"""Documents and statements become the evidence: every word, who said it and where it was read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from contingent.exports.field_reports import reports_told
from contingent.exports.selection import day_of_statement, selected_statements
from contingent.exports.sheet import Source
from contingent.exports.sources import source_of
from contingent.exports.wording import (
    claim_words,
    day_words,
    document_source,
    party_name,
    tone_of_claim,
    topic_words,
    when_words,
)
from contingent.ledger.chain import Entry, EntryKind
from contingent.situation import Situation, open_drafts
from contingent.vocabulary.plain import flag_of
from contingent.vocabulary.statement import Collective, Flag, Passage, Statement
from contingent.web.marked import stretches_of
from contingent.web.scenes import Drawn, NotThere, Scene
from contingent.web.texts import KeptText, kept_text

__all__ = [
    "Said",
    "draw_document",
    "draw_evidence",
    "draw_statement",
    "draw_words",
    "said_of",
    "text_of_draft",
]

_ROWS = 50
_MOST_SHOWN_TOGETHER = 200
_ID = re.compile(r"[a-z]-[0-9a-f]{16}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Said:
    """One statement as a list shows it, with its source."""

    id: str
    day: str
    about: str
    about_code: str  # empty: the mission, or parties not named
    claim: str
    tone: str
    source: Source
    document: str  # empty: it came without a document


def said_of(statement: Statement, situation: Situation) -> Said:
    """A statement for a list."""
    about = statement.about
    code = "" if isinstance(about, Collective) else about
    whom = "parties not named" if isinstance(about, Collective) else ""
    cited = statement.citation
    return Said(
        id=statement.id,
        day=_day(statement, situation),
        about=whom or (party_name(code, situation.names) if code else "the mission"),
        about_code=code,
        claim=claim_words(statement.claim, situation.names),
        tone=tone_of_claim(statement.claim),
        source=source_of(statement, situation),
        document=cited.document if isinstance(cited, Passage) else "",
    )


def _day(statement: Statement, situation: Situation) -> str:
    """When it was said; for what nobody dated, when it became known, and that in words."""
    if statement.said_on:
        return when_words(statement.said_on)
    if statement.published_on:
        return f"published {day_words(statement.published_on)}"
    return f"known {day_words(day_of_statement(statement, situation))}"


def draw_evidence(scene: Scene) -> Drawn:
    """What was said, latest first, by page; and the documents that were read."""
    situation = scene.whole
    chosen = selected_statements(situation, scene.view.selection)
    last = max(1, -(-len(chosen) // _ROWS))
    page = min(scene.view.page, last)
    shown = chosen[(page - 1) * _ROWS : page * _ROWS]
    entries = _known(scene)
    return Drawn(
        template="evidence.html.jinja",
        title="Evidence",
        context={
            "said": [said_of(statement, situation) for statement in shown],
            "count": len(chosen),
            "page": page,
            "last": last,
            "documents": _documents(entries),
            "waiting": len(open_drafts(entries)),
        },
        table="statements",
    )


def _known(scene: Scene) -> tuple[Entry, ...]:
    known_at = scene.view.moment.known_at
    return tuple(entry for entry in scene.holdings.entries if entry.known_at <= known_at)


def _documents(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Documents, latest first; copies stand under their origin."""
    payloads = [_headed(entry) for entry in _read(entries)]
    there = {payload["id"] for payload in payloads}
    copies: dict[str, list[dict[str, Any]]] = {}
    firsts = []
    for payload in payloads:
        origin = payload["origin"]
        if origin != payload["id"] and origin in there:
            copies.setdefault(origin, []).append(payload)
        else:
            firsts.append(payload)
    for payload in firsts:
        payload["copies"] = copies.get(payload["id"], [])
    return firsts[::-1]


def _read(entries: Iterable[Entry]) -> Iterator[Entry]:
    return (entry for entry in entries if entry.kind is EntryKind.DOCUMENT)


def _headed(entry: Entry) -> dict[str, Any]:
    """A document on record, its source as it may be shown; that stands for a title it lacks."""
    payload = dict(entry.payload)
    payload["source"] = document_source(payload["source"])
    payload["title"] = payload["title"] or payload["source"] or payload["id"]
    return payload


def draw_document(scene: Scene) -> Drawn:
    """A document with every span that was read in it, and the statements beside it.

    Raises NotThere for a document that was not known by the moment asked about.
    """
    id = scene.named["document"]
    entries = _known(scene)
    payload = next((each for each in map(_headed, _read(entries)) if each["id"] == id), None)
    if payload is None:
        raise NotThere("No such document is on record by then.")
    text = kept_text(scene.workplace.folder, payload)
    accepted = [each for each in scene.whole.statements.values() if _cites(each, id)]
    drafts = [each for each in open_drafts(entries).values() if _cites(each, id)]
    in_order = sorted([*accepted, *drafts], key=_place)
    flags = [flag_of(entry.payload) for entry in entries if entry.kind is EntryKind.FLAG]
    return Drawn(
        template="document.html.jinja",
        title=payload["title"],
        context={
            "document": payload,
            "text": text,
            "stretches": list(stretches_of(text.text, in_order)) if text.text else [],
            "said": [said_of(each, scene.whole) for each in in_order],
            "drafts": {each.id for each in drafts},
            "in_headline": {each.id for each in in_order if _is_in_headline(each)},
            "numbers": {each.id: number for number, each in enumerate(in_order, start=1)},
            "flags": _flags(flags, id),
            "copies": _copies(entries, payload),
        },
    )


def _cites(statement: Statement, document: str) -> bool:
    cited = statement.citation
    return isinstance(cited, Passage) and cited.document == document


def _is_in_headline(statement: Statement) -> bool:
    return isinstance(statement.citation, Passage) and statement.citation.in_headline


def _place(statement: Statement) -> tuple[int, int, str]:
    cited = statement.citation
    if not isinstance(cited, Passage):
        raise TypeError(f"{statement.id} cites no passage")
    return cited.span.start, cited.span.end, statement.id


def _flags(flags: Sequence[Flag], document: str) -> list[tuple[str, str]]:
    return [
        (topic_words(flag.type.value), flag.detail) for flag in flags if flag.document == document
    ]


def _copies(entries: Iterable[Entry], payload: Any) -> list[dict[str, Any]]:
    """Other documents of the same origin."""
    return [
        each
        for each in map(_headed, _read(entries))
        if each["origin"] == payload["origin"] and each["id"] != payload["id"]
    ]


def draw_statement(scene: Scene) -> Drawn:
    """One statement: its words, its speaker, when it was said and when it became known.

    Raises NotThere if it was not on record by then.
    """
    id, situation = scene.named["statement"], scene.whole
    statement = situation.statements.get(id)
    if statement is None:
        raise NotThere("No such statement is on record by then.")
    trail = [entry for entry in _known(scene) if _tells_of(entry, id)]
    said = said_of(statement, situation)
    return Drawn(
        template="statement.html.jinja",
        title=f"{said.about}: {said.claim}",
        context={
            "said": said,
            "statement": statement,
            "trail": trail,
            "passage": statement.citation if isinstance(statement.citation, Passage) else None,
            "better": situation.statements.get(statement.copy_of),
        },
    )


def _tells_of(entry: Entry, id: str) -> bool:
    if entry.id == id:
        return True
    match entry.kind:
        case EntryKind.SUPERSESSION:
            return id in (entry.payload["supersedes"], entry.payload["statement"]["id"])
        case EntryKind.RETRACTION:
            return bool(entry.payload["retracts"] == id)
    return False


def draw_words(scene: Scene) -> Drawn:
    """The statements and reports that a figure rests on, in the order in which they stand.

    Ids that are on no record are said to be so; at most 200 are shown together.
    """
    wanted = dict.fromkeys(scene.parameters.get("ids", "").split())
    ids = [id for id in wanted if _ID.fullmatch(id)][:_MOST_SHOWN_TOGETHER]
    if not ids:
        raise NotThere("No statement was named.")
    situation = scene.whole
    said = [situation.statements[id] for id in ids if id in situation.statements]
    others = [id for id in ids if id not in situation.statements]
    reports = reports_told(
        scene.holdings.entries, others, as_of=situation.as_of, names=situation.names
    )
    reported = {each.id for each in reports}
    return Drawn(
        template="words.html.jinja",
        title="What this rests on",
        context={
            "said": [said_of(each, situation) for each in said],
            "reports": reports,
            "lost": [id for id in others if id not in reported],
        },
    )


def text_of_draft(scene: Scene, draft: Statement) -> KeptText | None:
    """The text that a draft cites, None where it cites none."""
    cited = draft.citation
    if not isinstance(cited, Passage):
        return None
    for entry in scene.holdings.entries:
        if entry.kind is EntryKind.DOCUMENT and entry.id == cited.document:
            return kept_text(scene.workplace.folder, entry.payload)
    return None
