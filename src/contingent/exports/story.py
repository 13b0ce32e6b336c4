"""A scenario's story becomes sentences for people and a document for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from contingent.exports.markings import marking_words, whole_marking
from contingent.exports.wording import day_words, dispute_words
from contingent.plan.story import Event, Story, Thread
from contingent.situation import Situation
from contingent.vocabulary.plain import plain

__all__ = ["story_document", "story_lines"]


def story_lines(situation: Situation, story: Story) -> Iterator[str]:
    """The story, a sentence a line."""
    yield (
        f"Scenario {story.scenario:,} of seed {story.seed}, as of "
        f"{day_words(situation.as_of.held_on)}. One of many that may come, no prediction."
    )
    yield from filter(None, [marking_words(whole_marking(situation))])
    alike: dict[tuple[str, ...], list[str]] = {}
    for thread in story.threads:
        alike.setdefault(tuple(_thread_lines(thread)), []).append(thread.name)
    for lines, milestones in alike.items():
        yield ""
        yield f"{'; '.join(milestones)}: {lines[0]}"
        yield from (dispute_words(line, situation.names) for line in lines[1:])
    yield ""
    if not story.present:
        yield "Nobody is in theatre by the horizon."
    for party, personnel, day in story.present:
        who = situation.names.get(party, party)
        yield f"In theatre by the horizon: {who}, {personnel:,} in all, from {day_words(day)}."


def _thread_lines(thread: Thread) -> Iterator[str]:
    if thread.day is None:
        yield "not reached."
        stopped = next((event for event in thread.events if event.day is None), None)
        came = [event for event in thread.events if event.day is not None]
        yield from (f"  {_sentence(event)}" for event in came)
        if stopped is not None and stopped.node != thread.events[-1].node:
            why = "does not happen" if stopped.by_chance else "does not come by the horizon"
            yield f"  but “{stopped.name}” {why}."
        return
    yield f"{day_words(thread.day)}."
    yield from (f"  {_sentence(event)}" for event in thread.events[:-1])


def _sentence(event: Event) -> str:
    took = f", after {event.took_days:,.0f} days" if event.took_days >= 1 else ""
    return f"{day_words(event.day)}: {event.name}{took}"


def story_document(situation: Situation, story: Story) -> dict[str, Any]:
    """One scenario, as `contingent.scenario/1`."""
    moment = situation.as_of
    return {
        "schema": "contingent.scenario/1",
        "as_of": moment.held_on.isoformat(),
        "as_known": moment.known_at.isoformat(),
        "mission": situation.mission.code,
        "label": str(whole_marking(situation)),
        **plain(story),
    }
