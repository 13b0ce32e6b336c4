"""Statements become sources that a reader can check: who, when, where, in which words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from contingent.exports.sheet import Source
from contingent.exports.wording import (
    day_words,
    party_name,
    rung_words,
    topic_words,
    via_words,
    when_words,
)
from contingent.situation import Situation
from contingent.vocabulary.statement import Passage, Statement, Voice

__all__ = ["source_of", "sources_of"]

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


def source_of(statement: Statement, situation: Situation) -> Source:
    """One statement as a reader checks it."""
    cited = statement.citation
    is_verbatim = isinstance(cited, Passage)
    if isinstance(cited, Passage):
        words, where = cited.quote, situation.titles.get(cited.document) or cited.document
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
        remarks=tuple(_remarks(statement)),
    )


def _who(statement: Statement, names: Mapping[str, str]) -> str:
    speaker = statement.speaker
    parts = [speaker.name or "Speaker not named", speaker.role]
    if speaker.party and speaker.party not in (speaker.name, speaker.role):
        parts.append(f"for {party_name(speaker.party, names)}")
    return f"{', '.join(filter(None, parts))} ({_VOICES[statement.voice]})"


def _remarks(statement: Statement) -> Iterator[str]:
    if statement.via:
        yield f"told by {via_words(statement.via)}"
    if statement.copy_of:
        yield f"another telling of {statement.copy_of}"
    if statement.ambiguous:
        yield "could also be read as " + ", ".join(rung_words(rung) for rung in statement.ambiguous)
    for flag in statement.flags:
        yield topic_words(flag.value)
