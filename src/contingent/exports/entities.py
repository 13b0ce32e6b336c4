"""Statements of a situation become entities of FollowTheMoney, one JSON object a line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from contingent.exports.selection import Selection, selected_statements, words_of
from contingent.exports.wording import claim_words, party_name
from contingent.situation import Situation
from contingent.vocabulary.statement import Passage, Speaker, Statement

__all__ = ["entity_lines"]


def entity_lines(situation: Situation, selection: Selection | None = None) -> bytes:
    """Parties (`PublicBody`), speakers (`Person`), documents (`Article`), statements (`Event`).

    Each entity stands once, before the events that name it. `context` carries what the schema has
    no place for: the rung or claim, the exact span, when it was said and when it became known.
    """
    seen: set[str] = set()
    lines = []
    for statement in selected_statements(situation, selection or Selection()):
        for entity in _entities(statement, situation):
            if entity["id"] not in seen:
                seen.add(entity["id"])
                lines.append(json.dumps(entity, ensure_ascii=False, sort_keys=True))
    return "".join(f"{line}\n" for line in lines).encode("utf-8", "replace")


def _entities(statement: Statement, situation: Situation) -> Iterator[dict[str, Any]]:
    about = statement.about if isinstance(statement.about, str) else ""
    speaker = statement.speaker
    for code in dict.fromkeys(filter(None, (about, speaker.party))):
        yield _entity(
            _party_id(code), "PublicBody", name=[party_name(code, situation.names)], notes=[code]
        )
    if speaker.name:
        yield _entity(
            _speaker_id(speaker),
            "Person",
            name=[speaker.name],
            position=[speaker.role],
        )
    cited = statement.citation
    if isinstance(cited, Passage):
        title = situation.titles.get(cited.document) or cited.document
        yield _entity(cited.document, "Article", title=[title])
    yield _event(statement, situation, about)


def _event(statement: Statement, situation: Situation, about: str) -> dict[str, Any]:
    cited, speaker = statement.citation, statement.speaker
    involved = [_party_id(code) for code in dict.fromkeys(filter(None, (about, speaker.party)))]
    involved += [_speaker_id(speaker)] if speaker.name else []
    is_verbatim = isinstance(cited, Passage)
    source = "" if isinstance(cited, Passage) else cited.source
    said = statement.said_on
    event = _entity(
        statement.id,
        "Event",
        name=[claim_words(statement.claim, situation.names)],
        summary=[words_of(statement)],
        date=[said.first.isoformat()] if said and said.is_exact else [],
        startDate=[said.first.isoformat()] if said and not said.is_exact else [],
        endDate=[said.last.isoformat()] if said and not said.is_exact else [],
        involved=involved,
        proof=[cited.document] if isinstance(cited, Passage) else [],
        sourceUrl=[source] if source.startswith(("http://", "https://")) else [],
    )
    known = situation.learned_on.get(statement.id)
    event["context"] = {
        "is_verbatim": is_verbatim,
        "known_on": known.isoformat() if known else None,
        "label": str(situation.marking([statement.id])),
        "span": [cited.span.start, cited.span.end] if isinstance(cited, Passage) else None,
        "voice": statement.voice.value,
    }
    return event


def _entity(id: str, schema: str, **properties: Iterable[str]) -> dict[str, Any]:
    """An entity with the properties that have a value."""
    kept: Mapping[str, list[str]] = {
        name: values for name, given in properties.items() if (values := [v for v in given if v])
    }
    return {"id": id, "schema": schema, "properties": kept}


def _party_id(code: str) -> str:
    return f"party-{code}"


def _speaker_id(speaker: Speaker) -> str:
    told = f"{speaker.party}|{speaker.name}".encode("utf-8", "surrogatepass")
    return f"speaker-{hashlib.sha256(told).hexdigest()[:16]}"
