"""Open questions become a page: who asks, and what each one holds back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contingent.exports.inquiries import inquiries
from contingent.exports.sheet import Sheet
from contingent.exports.wording import party_name, topic_words
from contingent.mission import Mission
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
    """Each question with its conditions and what it holds back."""
    listed = {item.topic: item for item in situation.mission.questions}
    for each in inquiries(situation):
        item = listed.get(each.topic)
        sources = {asking.party: asking.source for asking in item.asked_by} if item else {}
        yield Asked(
            topic=each.topic,
            words=topic_words(each.topic),
            text=each.text,
            answer="open" if each.is_open else each.answer or "answered",
            is_open=each.is_open,
            parties=tuple(
                (code, party_name(code, situation.names), sources.get(code, ""))
                for code in sorted(each.parties)
            ),
            conditions=tuple(_conditions(each.topic, situation)),
            holds=tuple(_held_back(each.topic, situation.mission)),
            because=each.because,
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
