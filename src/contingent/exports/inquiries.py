"""What the mission file asks and what parties ask on record become one list of questions."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contingent.exports.wording import day_words
from contingent.ledger.board import OpenQuestion
from contingent.mission import MissionQuestion
from contingent.situation import Situation

__all__ = ["Inquiry", "awaited", "inquiries"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inquiry:
    """One topic that somebody wants settled.

    `parties` are those that ask, by code, none where nobody on record does; `text` and `answer`
    are those of the mission file, else empty. `because` holds the statements that ask or answer.
    """

    topic: str
    text: str
    parties: tuple[str, ...]
    is_open: bool
    answer: str
    because: tuple[str, ...]


def inquiries(situation: Situation) -> tuple[Inquiry, ...]:
    """Each topic once, those of the mission file in its order first, the answered ones last."""
    return tuple(sorted(_each(situation), key=lambda each: not each.is_open))


def awaited(found: Iterable[Inquiry]) -> tuple[Inquiry, ...]:
    """The open ones that somebody on record asks, by topic."""
    waiting = (each for each in found if each.is_open and each.parties)
    return tuple(sorted(waiting, key=lambda each: each.topic))


def _each(situation: Situation) -> Iterator[Inquiry]:
    said = {each.topic: each for each in situation.positions.questions}
    for item in situation.mission.questions:
        yield _of_mission(item, said.pop(item.topic, None))
    for topic, each in said.items():
        yield Inquiry(
            topic=topic,
            text="",
            parties=each.asked_by,
            is_open=not each.answered,
            answer="",
            because=each.because,
        )


def _of_mission(item: MissionQuestion, said: OpenQuestion | None) -> Inquiry:
    """Answered where the mission file says so, or where all who ask have said so themselves."""
    asking = tuple(dict.fromkeys(asking.party for asking in item.asked_by))
    parties = tuple(dict.fromkeys((*asking, *(said.asked_by if said else ()))))
    is_settled = said is not None and said.answered and set(asking) <= set(said.asked_by)
    day = f" ({day_words(item.answered_on)})" if item.answered_on else ""
    return Inquiry(
        topic=item.topic,
        text=item.text,
        parties=parties,
        is_open=not (item.answered or is_settled),
        answer=f"{item.answer or 'answered'}{day}" if item.answered else "",
        because=said.because if said else (),
    )
