"""Open questions become a page: who asks, and what each one holds back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contingent.exports.sheet import Sheet
from contingent.exports.wording import day_words, party_name, topic_words
from contingent.ledger.board import OpenQuestion
from contingent.mission import Mission, MissionQuestion
from contingent.situation import Situation
from contingent.vocabulary.claim import Condition
from contingent.web.jobs import Job
from contingent.web.pages.plan import best_answers
from contingent.web.scenes import Drawn, Scene

__all__ = ["Asked", "draw_questions"]


_PATIENCE_SECONDS = 0.5


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """One question as the page shows it.

    `parties` holds code, name and source of each that asks. `conditions` are those that parties
    tied to it, with their statements; `holds` names the gates and phases that wait for it.
    """

    topic: str
    words: str
    text: str
    answer: str
    is_open: bool
    parties: tuple[tuple[str, str, str], ...]
    conditions: tuple[tuple[str, str], ...]
    holds: tuple[str, ...]
    because: tuple[str, ...]


def draw_questions(scene: Scene) -> Drawn:
    """The open ones first, those that most parties ask at the top."""
    asked = sorted(
        _asked(scene.whole), key=lambda each: (not each.is_open, -len(each.parties), each.topic)
    )
    best = best_answers(scene, patience_seconds=_PATIENCE_SECONDS)
    return Drawn(
        template="questions.html.jinja",
        title="Questions",
        context={
            "asked": asked,
            "open_count": sum(each.is_open for each in asked),
            "best": best if isinstance(best, Sheet) else None,
            "job": best if isinstance(best, Job) else None,
        },
        table="questions",
        is_private=isinstance(best, Job),
    )


def _asked(situation: Situation) -> Iterator[Asked]:
    """What the mission file asks and what parties asked on record, each topic once."""
    said = {each.topic: each for each in situation.positions.questions}
    for item in situation.mission.questions:
        yield _question(item.topic, item, said.pop(item.topic, None), situation)
    for topic, each in said.items():
        yield _question(topic, None, each, situation)


def _question(
    topic: str, item: MissionQuestion | None, said: OpenQuestion | None, situation: Situation
) -> Asked:
    sources = {asking.party: asking.source for asking in item.asked_by} if item else {}
    parties = sorted({*sources, *(said.asked_by if said else ())})
    is_answered = item.answered if item else bool(said and said.answered)
    answer = item.answer if item else ""
    if is_answered and item and item.answered_on:
        answer = f"{answer or 'answered'} ({day_words(item.answered_on)})"
    return Asked(
        topic=topic,
        words=topic_words(topic),
        text=item.text if item else "",
        answer=answer or ("answered" if is_answered else "open"),
        is_open=not is_answered,
        parties=tuple(
            (code, party_name(code, situation.names), sources.get(code, "")) for code in parties
        ),
        conditions=tuple(_conditions(topic, situation)),
        holds=tuple(_held_back(topic, situation.mission)),
        because=said.because if said else (),
    )


def _conditions(topic: str, situation: Situation) -> Iterator[tuple[str, str]]:
    """Conditions tied to a topic: in words with whose they are, and the statement."""
    for heard in situation.positions.conditions:
        if isinstance(heard.claim, Condition) and heard.claim.topic == topic:
            whose = heard.about or heard.by
            named = party_name(whose, situation.names) if whose else "not named"
            yield f"{named}: {heard.claim.text}", heard.statement


def _held_back(topic: str, mission: Mission) -> Iterator[str]:
    """The gates that wait for a question, gates that wait for those, and the phases behind."""
    closed = {f"question:{topic}"}
    found = True
    while found:
        found = False
        for gate in mission.gates:
            name = f"gate:{gate.id}"
            if name not in closed and _waits(gate.all_of, gate.any_of, closed):
                closed.add(name)
                found = True
                yield f"gate: {gate.name}"
    for phase in mission.phases:
        if any(f"gate:{gate}" in closed for gate in phase.gates):
            yield f"phase: {phase.name}"


def _waits(all_of: Iterable[str], any_of: Iterable[str], closed: set[str]) -> bool:
    """True if a gate cannot open while these are closed."""
    either = set(any_of)
    return bool(closed.intersection(all_of)) or (bool(either) and either <= closed)
