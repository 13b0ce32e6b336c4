"""Statements become sources that a reader can check: who, when, where, in which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from contingent.exports.sheet import Source
from contingent.exports.wording import (
    day_words,
    document_source,
    party_name,
    rung_words,
    source_cell,
    topic_words,
    via_words,
    when_words,
)
from contingent.situation import Situation
from contingent.vocabulary.statement import Passage, Statement, Voice

__all__ = ["document_words", "source_of", "sources_of", "telling_words"]

_VOICES = {
    Voice.OFFICIAL: "on record",
    Voice.OFFICIAL_UNNAMED: "official, not named",
    Voice.THIRD_PARTY: "speaking about another",
    Voice.REPORTER: "reporter",
    Voice.COMMENTARY: "commentary",
}


def sources_of(situation: Situation, cited: Iterable[str]) -> dict[str, Source]:
    """The cited statements by id; an id that the ledger does not hold is left out."""
    statements = situation.statements
    return {id: source_of(statements[id], situation) for id in cited if id in statements}


def document_words(id: str, situation: Situation) -> str:
    """`Reuters, 5 Feb 2025: Norway sends soldiers`: outlet, day and headline, as far as known."""
    origin = situation.origins.get(id)
    if origin is None:
        return situation.titles.get(id) or id
    where = origin.outlet or document_source(origin.source)
    day = day_words(origin.published_on) if origin.published_on else ""
    found = ", ".join(filter(None, (where, day)))
    return ": ".join(filter(None, (found, situation.titles.get(id)))) or id


def telling_words(statement: Statement, situation: Situation) -> str:
    """`Reuters, 5 Feb 2025`: through whose hands it came, else where it was found, and when."""
    cited = statement.citation
    day = statement.published_on or (statement.said_on.first if statement.said_on else None)
    where = via_words(statement.via)
    if isinstance(cited, Passage):
        origin = situation.origins.get(cited.document)
        if origin is not None:
            day = origin.published_on or day
            where = where or origin.outlet or document_source(origin.source)
    else:
        where = where or source_cell(cited.source).text
    return ", ".join(filter(None, (where or "source not named", day_words(day) if day else "")))


def source_of(statement: Statement, situation: Situation) -> Source:
    """One statement as a reader checks it."""
    cited = statement.citation
    is_verbatim = isinstance(cited, Passage)
    if isinstance(cited, Passage):
        words, where = cited.quote, document_words(cited.document, situation)
    else:
        words, where = cited.gist, cited.source
    when = f"said {when_words(statement.said_on)}" if statement.said_on else "day not known"
    if statement.published_on:
        when += f", published {day_words(statement.published_on)}"
    return Source(
        id=statement.id,
        who=_who(statement, situation.names),
        when=when,
        words=words,
        is_verbatim=is_verbatim,
        where=where,
        remarks=tuple(_remarks(statement, situation)),
    )


def _who(statement: Statement, names: Mapping[str, str]) -> str:
    speaker = statement.speaker
    parts = [speaker.name or "Speaker not named", speaker.role]
    if speaker.party and speaker.party not in (speaker.name, speaker.role):
        parts.append(f"for {party_name(speaker.party, names)}")
    return f"{', '.join(filter(None, parts))} ({_VOICES[statement.voice]})"


def _remarks(statement: Statement, situation: Situation) -> Iterator[str]:
    if statement.via:
        yield f"told by {via_words(statement.via)}"
    if statement.copy_of:
        better = situation.statements.get(statement.copy_of)
        named = f"what {telling_words(better, situation)} told: " if better else ""
        yield f"another telling of {named}{statement.copy_of}"
    if statement.ambiguous:
        yield "could also be read as " + ", ".join(rung_words(rung) for rung in statement.ambiguous)
    for flag in statement.flags:
        yield topic_words(flag.value)
