"""A situation becomes the part of it that a reader asked for: the same part in every drawing."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date

from contingent.exports.wording import kind_words, party_name, standing_words
from contingent.ledger.board import Position
from contingent.ledger.tallies import totals_by_rung
from contingent.situation import Situation
from contingent.vocabulary.claim import Rung
from contingent.vocabulary.lookalikes import without_marks
from contingent.vocabulary.statement import Passage, Statement

__all__ = ["Selection", "day_of_statement", "select", "selected_statements", "words_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Selection:
    """What a reader asked for: words to be found, a least rung, one party. Empty: everything."""

    text: str = ""
    least: Rung = Rung.UNKNOWN
    party: str = ""

    @property
    def is_all(self) -> bool:
        """True if nothing is left out."""
        return self == Selection()


def select(situation: Situation, selection: Selection) -> Situation:
    """The situation with the positions asked for; its totals and changes are those of them.

    Statements, titles and names stay whole, so that whatever is shown leads back to its words.
    """
    if selection.is_all:
        return situation
    kept = tuple(
        position
        for position in situation.positions.positions
        if _is_selected(position, situation, selection)
    )
    parties = {position.party for position in kept}
    return replace(
        situation,
        positions=replace(situation.positions, positions=kept, totals=totals_by_rung(kept)),
        changes=tuple(change for change in situation.changes if change.party in parties),
    )


def selected_statements(situation: Situation, selection: Selection) -> tuple[Statement, ...]:
    """The statements that had been made by the day asked about, latest first.

    A least rung leaves out none of them: what was said less firmly is evidence too.
    """
    dated = [
        (day, statement)
        for statement in situation.statements.values()
        if (day := day_of_statement(statement, situation)) <= situation.as_of.held_on
        and _speaks_to(statement, situation, selection)
    ]
    dated.sort(key=lambda item: (item[0], item[1].id), reverse=True)
    return tuple(statement for _, statement in dated)


def day_of_statement(statement: Statement, situation: Situation) -> date:
    """When it was said; where nobody knows, when it was published or became known."""
    if statement.said_on:
        return statement.said_on.first
    return statement.published_on or situation.learned_on.get(statement.id, date.max)


def words_of(statement: Statement) -> str:
    """The quotation, or the gist of what came without one."""
    cited = statement.citation
    return cited.quote if isinstance(cited, Passage) else cited.gist


def _is_selected(position: Position, situation: Situation, selection: Selection) -> bool:
    if selection.party and position.party != selection.party:
        return False
    if position.rung < selection.least or (selection.least and not position.stands):
        return False
    texts = (
        position.party,
        party_name(position.party, situation.names),
        standing_words(position.rung, position.verdict),
        kind_words(position.kinds),
        *position.conditions,
    )
    return _found(selection.text, texts)


def _speaks_to(statement: Statement, situation: Situation, selection: Selection) -> bool:
    about = statement.about if isinstance(statement.about, str) else ""
    if selection.party and selection.party not in (about, statement.speaker.party):
        return False
    named = party_name(about, situation.names) if about else ""
    speaker = statement.speaker
    texts = (statement.id, named, about, words_of(statement), speaker.name, speaker.role)
    return _found(selection.text, (*texts, *statement.via))


def _found(wanted: str, texts: Iterable[str]) -> bool:
    """True if every word asked for stands somewhere in the texts, accents and case aside."""
    if not wanted.strip():
        return True
    whole = _folded(" ".join(texts))
    return all(word in whole for word in _folded(wanted).split())


def _folded(text: str) -> str:
    return without_marks(text).casefold()
