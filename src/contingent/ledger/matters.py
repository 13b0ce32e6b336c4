"""What was said about the mission becomes its decisions, open questions and who accepts whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from contingent.ledger.board import Acceptance, DecisionTaken, Heard, OpenQuestion
from contingent.ledger.standing import Word
from contingent.vocabulary.claim import (
    Decision,
    DecisionType,
    Question,
    Verdict,
    VerdictType,
)
from contingent.vocabulary.moment import ImpreciseDate
from contingent.vocabulary.statement import Passage, Statement, Voice

__all__ = ["acceptances", "asked_by", "decisions_taken", "heard", "open_questions"]

_VOTES = frozenset({DecisionType.RESOLUTION, DecisionType.VOTE, DecisionType.OTHER})
_ACCEPTING = frozenset({VerdictType.CONSENT, VerdictType.OBJECTION, VerdictType.EXCLUDED})


def heard(statement: Statement, day: date | None) -> Heard:
    """A statement as the board shows it, with whose word it is."""
    return Heard(
        statement=statement.id,
        claim=statement.claim,
        about=statement.about if isinstance(statement.about, str) else "",
        by=statement.speaker.party,
        speaker=statement.speaker.name,
        voice=statement.voice,
        said_on=day,
    )


@dataclass(slots=True)
class _Asked:
    """One topic: when each party last asked, and when it was last said to be answered."""

    asked: dict[str, date] = field(default_factory=dict)
    answered: dict[str, date] = field(default_factory=dict)  # "": answered for all
    because: list[str] = field(default_factory=list)

    def is_open_for(self, party: str) -> bool:
        """True until a later day than its question brings an answer."""
        answers = [self.answered[key] for key in (party, "") if key in self.answered]
        return not any(answer > self.asked[party] for answer in answers)


def _questions(words: Iterable[Word]) -> dict[str, _Asked]:
    topics: dict[str, _Asked] = {}
    for word in words:
        claim, about = word.statement.claim, word.statement.about
        if not isinstance(claim, Question) or not word.counts:
            continue
        if word.statement.voice is Voice.COMMENTARY:
            continue
        whom = about if isinstance(about, str) else ""
        for topic in claim.topics:
            found = topics.setdefault(topic, _Asked())
            found.because.append(word.id)
            if claim.answered:
                found.answered[whom] = word.day
            else:
                found.asked[whom or word.statement.speaker.party] = word.day
    return topics


def open_questions(words: Iterable[Word]) -> tuple[OpenQuestion, ...]:
    """Every topic asked or answered, with who asks; answered when all who asked have it."""
    return tuple(
        OpenQuestion(
            topic=topic,
            asked_by=tuple(sorted(party for party in found.asked if party)),
            answered=not any(found.is_open_for(party) for party in found.asked),
            because=tuple(found.because),
        )
        for topic, found in sorted(_questions(words).items())
    )


def asked_by(words: Iterable[Word]) -> dict[str, tuple[str, ...]]:
    """For each party, the topics on which it still wants an answer."""
    asks: dict[str, list[str]] = {}
    for topic, found in sorted(_questions(words).items()):
        for party in found.asked:
            if party and found.is_open_for(party):
                asks.setdefault(party, []).append(topic)
    return {party: tuple(topics) for party, topics in asks.items()}


def acceptances(words: Iterable[Word]) -> tuple[Acceptance, ...]:
    """Who consents to whom, objects to whom or excludes whom: the latest word of each."""
    latest: dict[tuple[str, str, str], list[tuple[Word, VerdictType]]] = {}
    for word in words:
        claim = word.statement.claim
        if not isinstance(claim, Verdict) or claim.verdict not in _ACCEPTING or not word.counts:
            continue
        if word.statement.voice is Voice.COMMENTARY:
            continue
        by, toward = _sides(word.statement, claim)
        same = latest.setdefault((by, toward, word.statement.speaker.party), [])
        if same and (same[-1][0].day, same[-1][1]) != (word.day, claim.verdict):
            same.clear()
        same.append((word, claim.verdict))
    rows = [
        Acceptance(
            verdict=found[-1][1],
            by=by,
            toward=toward,
            told_by=told_by,
            said_on=found[-1][0].day,
            because=tuple(word.id for word, _ in found),
        )
        for (by, toward, told_by), found in latest.items()
    ]
    return tuple(sorted(rows, key=lambda row: (row.toward, row.by, row.told_by)))


def _sides(statement: Statement, claim: Verdict) -> tuple[str, str]:
    """Who accepts or refuses, and whom."""
    about = statement.about if isinstance(statement.about, str) else ""
    if claim.verdict is VerdictType.EXCLUDED:
        return claim.by or statement.speaker.party, about
    return about or statement.speaker.party, claim.toward


@dataclass(slots=True)
class _Act:
    """Tellings of one decision, while they are being put together."""

    claims: list[Decision]
    words: list[Word]

    def includes(self, claim: Decision, word: Word) -> bool:
        """True if a telling can be of this same act."""
        instrument, body, day = _first(self.claims)
        votes = claim.act in _VOTES and self.claims[0].act in _VOTES
        if not votes and claim.act is not self.claims[0].act:
            return False
        if claim.instrument and instrument:
            return claim.instrument.casefold() == instrument.casefold()
        if not votes and (claim.body.casefold() != body.casefold() or not body):
            return False
        if claim.date and day:
            return claim.date.first <= day.last and day.first <= claim.date.last
        return bool(_document(word)) and _document(word) in map(_document, self.words)


def decisions_taken(words: Iterable[Word]) -> tuple[DecisionTaken, ...]:
    """Every act of a body once, its votes put together by instrument and date."""
    told = [
        (word.statement.claim, word)
        for word in words
        if isinstance(word.statement.claim, Decision) and word.counts
    ]
    told.sort(
        key=lambda each: (not each[0].instrument, each[0].date is None, each[1].day, each[1].id)
    )
    acts: list[_Act] = []
    for claim, word in told:
        same = next((act for act in acts if act.includes(claim, word)), None)
        if same:
            same.claims.append(claim)
            same.words.append(word)
        else:
            acts.append(_Act(claims=[claim], words=[word]))
    taken = [_taken(act) for act in acts]
    return tuple(
        sorted(taken, key=lambda each: (each.date.first if each.date else date.max, each.because))
    )


def _taken(act: _Act) -> DecisionTaken:
    instrument, body, day = _first(act.claims)
    sides = {
        "in favour": {party for claim in act.claims for party in claim.in_favour},
        "against": {party for claim in act.claims for party in claim.against},
        "abstained": {party for claim in act.claims for party in claim.abstained},
    }
    parties = sorted(set().union(*sides.values()))
    disputed = tuple(
        f"{party} is told on two sides: {' and '.join(told)}."
        for party in parties
        if len(told := [side for side, members in sides.items() if party in members]) > 1
    )
    acts = {claim.act for claim in act.claims}
    return DecisionTaken(
        act=next(each for each in DecisionType if each in acts),  # `other` is the last of them
        instrument=instrument,
        body=body,
        date=day,
        in_favour=tuple(sorted(sides["in favour"])),
        against=tuple(sorted(sides["against"])),
        abstained=tuple(sorted(sides["abstained"])),
        disputed=disputed,
        because=tuple(sorted({word.id for word in act.words})),
    )


def _first(claims: Sequence[Decision]) -> tuple[str, str, ImpreciseDate | None]:
    """Instrument, body and most exact date that any telling names."""
    dates = [claim.date for claim in claims if claim.date]
    return (
        next((claim.instrument for claim in claims if claim.instrument), ""),
        next((claim.body for claim in claims if claim.body), ""),
        min(dates, key=lambda day: (day.last - day.first, day.first), default=None),
    )


def _document(word: Word) -> str:
    cited = word.statement.citation
    return cited.document if isinstance(cited, Passage) else ""
