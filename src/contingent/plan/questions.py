"""Open questions become steps: an answer some day, and which one it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from contingent.errors import Problem
from contingent.ledger.board import OpenQuestion, Positions
from contingent.mission import Mission, MissionQuestion
from contingent.plan.delays import Basis, Origin
from contingent.plan.ground import (
    Ground,
    expected_chance,
    expected_delay,
    remaining,
    still_possible,
)
from contingent.plan.network import Odds, Step

__all__ = [
    "Asked",
    "Possible",
    "answered_steps",
    "asked_questions",
    "question_steps",
    "unasked_questions",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Possible:
    """One answer that may come: its step, and who would leave or come because of it."""

    step: str
    answer: str
    share: float
    leave: frozenset[str]
    come: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """An open question: who waits for it since when, and the answers that it may get."""

    topic: str
    text: str
    asked_by: frozenset[str]
    since: date | None
    because: tuple[str, ...]
    answers: tuple[Possible, ...]

    @property
    def step(self) -> str:
        """The step that is its answer, whichever it is."""
        return f"question:{self.topic}"

    def suits(self, party: str) -> float:
        """The share of answers with which a party stays."""
        return sum(each.share for each in self.answers if party not in each.leave)


def asked_questions(ground: Ground) -> tuple[Asked, ...]:
    """Every question that is open on the day, from the mission file and from the ledger."""
    said = {question.topic: question for question in ground.positions.questions}
    listed = {question.topic: question for question in ground.mission.questions}
    found = []
    for topic in sorted({*said, *listed}):
        item, heard = listed.get(topic), said.get(topic)
        if _is_answered(item, heard):
            continue
        askings = item.asked_by if item else ()
        parties = {asking.party for asking in askings} | set(heard.asked_by if heard else ())
        days = [asking.since for asking in askings if asking.since]
        text = item.text if item else topic
        because = (f"mission.yaml: questions, {topic}",) if item else ()
        found.append(
            Asked(
                topic=topic,
                text=text,
                asked_by=frozenset(parties),
                since=min(days, default=None),
                because=(*because, *(heard.because if heard else ())),
                answers=_answers(topic, item, frozenset(parties), ground),
            )
        )
    return tuple(found)


def _is_answered(item: MissionQuestion | None, heard: OpenQuestion | None) -> bool:
    return bool((item and item.answered) or (heard and heard.answered))


def answered_steps(ground: Ground) -> Iterator[Step]:
    """The questions of the mission file that need no answer any more, for gates to wait for."""
    said = {question.topic: question for question in ground.positions.questions}
    for item in ground.mission.questions:
        if _is_answered(item, said.get(item.topic)):
            yield Step(
                id=f"question:{item.topic}",
                name=f"{item.topic.replace('_', ' ')} is answered",
                because=(f"mission.yaml: questions, {item.topic}",),
            )


def _answers(
    topic: str, item: MissionQuestion | None, parties: frozenset[str], ground: Ground
) -> tuple[Possible, ...]:
    if item and item.answers:
        rows = [
            (each.answer, each.percent / 100, frozenset(each.leave), frozenset(each.come))
            for each in item.answers
        ]
    else:
        suits = ground.delays.chance(f"favourable:{topic}").mean
        nobody: frozenset[str] = frozenset()
        rows = [("suits who asked", suits, nobody, nobody)]
        rows += [("does not suit who asked", 1 - suits, parties, nobody)]
    rows.sort(key=lambda row: len(row[2] & parties))  # the most suitable first, for unlocks
    return tuple(
        Possible(step=f"answer:{topic}:{at}", answer=answer, share=share, leave=leave, come=come)
        for at, (answer, share, leave, come) in enumerate(rows)
    )


def question_steps(asked: Iterable[Asked], ground: Ground) -> Iterator[Step]:
    """For each question the answer, then one step for each answer that it may be."""
    items = {item.topic: item for item in ground.mission.questions}
    for question in asked:
        item = items.get(question.topic)
        given = item.expected if item else None
        usual = expected_delay(given, ground.delays.delay(f"answer:{question.topic}"))
        chance, origin = expected_chance(given, ground.delays.chance(f"answered:{question.topic}"))
        waited = (ground.start - question.since).days if question.since else 0
        shocks = ground.shocks("question", question.topic)
        yield Step(
            id=question.step,
            name=f"{question.topic.replace('_', ' ')} is answered",
            delay=remaining(usual, waited),
            odds=Odds(
                key=f"answered {question.topic}",
                probability=still_possible(chance, usual, waited),
                origin=origin,
            ),
            shocks=shocks,
            because=question.because,
        )
        yield from _answer_steps(question, ground)


def _answer_steps(question: Asked, ground: Ground) -> Iterator[Step]:
    """One answer after the other is drawn, each among those that are left."""
    origin = Origin(basis=Basis.JUDGEMENT, note="shares of answers that may come")
    if not question.answers[0].leave and len(question.answers) == 2:
        origin = ground.delays.chance(f"favourable:{question.topic}").origin
    left, before = 1.0, question.step
    for at, answer in enumerate(question.answers):
        share = min(1.0, answer.share / left) if left > 1e-9 else 1.0
        is_last = at == len(question.answers) - 1
        key = f"{question.topic}, answer {at}"
        yield Step(
            id=answer.step,
            name=f"the answer on {question.topic.replace('_', ' ')}: {answer.answer}",
            after=(before,),
            odds=None if is_last else Odds(key=key, probability=share, origin=origin),
            because=question.because,
        )
        if is_last:
            return
        other = f"not-{answer.step}"
        yield Step(
            id=other,
            name=f"another answer on {question.topic.replace('_', ' ')}",
            after=(before,),
            odds=Odds(key=key, probability=share, origin=origin, opposite=True),
            because=question.because,
        )
        left, before = left - answer.share, other


def unasked_questions(mission: Mission, positions: Positions) -> tuple[Problem, ...]:
    """Questions of a mission file that nobody asks and no gate waits for: they move nothing."""
    gated = {need for gate in mission.gates for need in (*gate.all_of, *gate.any_of)}
    gated |= {need for mark in mission.milestones for need in (*mark.all_of, *mark.any_of)}
    asked = {question.topic for question in positions.questions}
    return tuple(
        Problem(
            where=f"mission.yaml: questions: {question.topic}",
            what="nobody asks it and no gate waits for it; it moves no forecast",
        )
        for question in mission.questions
        if not question.answered
        and not question.asked_by
        and question.topic not in asked
        and f"question:{question.topic}" not in gated
    )
