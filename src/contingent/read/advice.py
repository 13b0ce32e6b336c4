"""Readings in doubt become readings with a model's word on them, which never raises a grade."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contingent.errors import Problem
from contingent.read.gazetteer import Gazetteer
from contingent.read.model import Answer, Model
from contingent.read.proposals import Doubt, Weighed, confirmed, doubts, flagged, weighed
from contingent.read.reader import Reading

__all__ = ["Advice", "advised"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Advice:
    """What a model was asked in one window, what became of it, and what it cost.

    `confirmed` are the ids of ambiguous statements with whose lower reading it agrees. `seconds`
    is the time spent waiting; tokens are as the server counts them, None where it never said.
    """

    asked: int
    unanswered: int
    weighed: tuple[Weighed, ...]
    confirmed: frozenset[str]
    problems: tuple[Problem, ...]
    seconds: float
    tokens_in: int | None
    tokens_out: int | None


def advised(
    readings: Sequence[Reading],
    *,
    model: Model,
    gazetteer: Gazetteer,
    besides: Iterable[str] = (),
) -> tuple[tuple[Reading, ...], Advice]:
    """The readings with a flag where the model disagrees, and what was asked of it.

    Only sentences in which the rules see two readings are shown to it, without those of statements
    in `besides`. Whatever it answers, the statements are those of the rules, with their claims.
    """
    known = frozenset(besides)
    doubted = [
        (at, doubt) for at, item in enumerate(readings) for doubt in doubts(item, besides=known)
    ]
    began = time.perf_counter()
    answers = model.asked([doubt.words for _, doubt in doubted])
    seconds = time.perf_counter() - began
    found: dict[int, list[Weighed]] = {}
    for (at, doubt), answer in zip(doubted, answers, strict=True):
        found.setdefault(at, []).extend(weighed(readings[at], doubt, answer.proposals, gazetteer))
    name = model.endpoint.model
    told = tuple(
        flagged(item, found[at], name) if at in found else item for at, item in enumerate(readings)
    )
    return told, _advice(doubted, answers, found, seconds, name)


def _advice(
    doubted: Sequence[tuple[int, Doubt]],
    answers: Sequence[Answer],
    found: dict[int, list[Weighed]],
    seconds: float,
    name: str,
) -> Advice:
    everything = tuple(item for at in sorted(found) for item in found[at])
    faults = Counter(answer.fault for answer in answers if answer.fault)
    return Advice(
        asked=len(answers),
        unanswered=faults.total(),
        weighed=everything,
        confirmed=confirmed(everything, (id for _, doubt in doubted for id in doubt.statements)),
        problems=tuple(
            Problem(
                where=f"the model {name}", what=f"{fault} ({count} sentence(s) were not graded)"
            )
            for fault, count in faults.items()
        ),
        seconds=seconds,
        tokens_in=_sum(answer.tokens_in for answer in answers),
        tokens_out=_sum(answer.tokens_out for answer in answers),
    )


def _sum(counts: Iterable[int | None]) -> int | None:
    """The sum of what is known; None if nothing is."""
    known = [count for count in counts if count is not None]
    return sum(known) if known else None
