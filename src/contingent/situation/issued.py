"""Forecasts that were issued become scored ones, once there is something to hold them against."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from contingent.ledger.chain import Entry, EntryKind
from contingent.mission import Mission
from contingent.plan.scoring import Score, curve_draws, score_date
from contingent.situation.outcomes import Watch
from contingent.vocabulary.moment import AsOf

__all__ = ["IssuedScore", "issued_scores"]

_PARTS = 1_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class IssuedScore:
    """One milestone of one issued forecast, and what became of it.

    `seen_until` is the last day that could be looked at: the horizon, or the day asked about if
    that is earlier. `score` is None where no day has passed since.
    """

    entry: str
    issued_as_of: date
    milestone: str
    name: str
    reached_by_horizon: float
    p50: date | None
    horizon: date
    seen_until: date
    happened_on: date | None  # None: not by `seen_until`
    score: Score | None


def issued_scores(
    entries: Iterable[Entry], mission: Mission, *, as_of: AsOf
) -> tuple[IssuedScore, ...]:
    """Every milestone of every forecast in the ledger that was issued by the day asked about.

    What was there on a day is told from what is known at `as_of`, not from what was known then.
    Forecasts of another mission are passed over.
    """
    known = [entry for entry in entries if entry.known_at <= as_of.known_at]
    issued = [
        entry
        for entry in known
        if entry.kind is EntryKind.FORECAST
        and entry.payload["mission"] == mission.code
        and date.fromisoformat(entry.payload["as_of"]) <= as_of.held_on
    ]
    watch = Watch(entries=tuple(known), mission=mission, as_of=as_of)
    return tuple(score for entry in issued for score in _scores(entry, watch))


def _scores(entry: Entry, watch: Watch) -> Iterator[IssuedScore]:
    payload = entry.payload
    start, horizon = (date.fromisoformat(payload[name]) for name in ("as_of", "horizon"))
    until = min(horizon, watch.as_of.held_on)
    for each in payload["milestones"]:
        happened = watch.first_day(each["id"], start, until)
        yield IssuedScore(
            entry=entry.id,
            issued_as_of=start,
            milestone=each["id"],
            name=each["name"],
            reached_by_horizon=each["reached_by_horizon_ppm"] / _PARTS,
            p50=date.fromisoformat(each["p50"]) if each["p50"] else None,
            horizon=horizon,
            seen_until=until,
            happened_on=happened,
            score=_score(each, start, until, happened),
        )


def _score(
    milestone: Mapping[str, Any], start: date, until: date, happened: date | None
) -> Score | None:
    if until <= start:
        return None
    points = [
        ((date.fromisoformat(point["day"]) - start).days, point["reached_ppm"] / _PARTS)
        for point in milestone["curve"]
    ]
    return score_date(
        curve_draws(points),
        (happened - start).days if happened else math.inf,
        horizon=(until - start).days,
    )
