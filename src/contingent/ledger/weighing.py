"""Columns of statements become, for each party and kind, the few rows that decide it: compiled.

This tells the rules of `contributions` a second time, because a fold in Python over a million
statements takes longer than anybody waits. `contributions` is where they are explained and
changed; a law of the tests holds both to one answer for any ledger and moment.
"""

from __future__ import annotations

from typing import NamedTuple

import numba as nb
import numpy as np

from contingent.ledger.columns import KINDS, Role, Table
from contingent.ledger.contributions import ENDED_BY, SEVERITY, WEEK
from contingent.ledger.register import NOBODY, Array
from contingent.vocabulary.capability import Kind
from contingent.vocabulary.claim import Rung, VerdictType

__all__ = ["Weights", "weigh"]

_COUNT = len(KINDS)
_ROLES = len(Role)
_PLEDGE, _FACT, _VERDICT, _CLAIM = map(int, list(Role)[1:])
_TROOPS, _INFANTRY, _ANY = (KINDS.index(k) for k in (Kind.TROOPS, Kind.INFANTRY, Kind.UNSPECIFIED))
_BROAD = 1 << _TROOPS | 1 << _INFANTRY | 1 << _ANY
_CONSIDERING, _ARRIVED = int(Rung.CONSIDERING), int(Rung.ADVANCE_PARTY)
_UNDECIDED = SEVERITY.index(VerdictType.UNDECIDED)
_SUSPENDED = SEVERITY.index(VerdictType.SUSPENDED)
_ENDS = tuple(int(ENDED_BY[verdict]) for verdict in SEVERITY)
_WEEK = WEEK.days
_ALWAYS = -1  # a day before every day


class Weights(NamedTuple):
    """What decides, by party and kind: places in the ordered table, NOBODY for none.

    `heard` is the day of a party's latest own word, 0 without one; `placed` says whether it is on
    the board.
    """

    said: Array
    verdict: Array
    lent: Array
    spoke: Array
    heard: Array
    placed: Array


def weigh(
    table: Table, starts: Array, *, visible: Array, counting: Array, speakers: int
) -> Weights:
    """The deciding rows of every party, from the rows that are visible and those that count.

    The table is in the order of party, day and id; party p has the rows from `starts[p]` to
    `starts[p + 1]`.
    """
    shape = (len(starts) - 1, _COUNT)
    weights = Weights(
        said=np.full(shape, NOBODY, np.int32),
        verdict=np.full(shape, NOBODY, np.int32),
        lent=np.full(shape, NOBODY, np.int32),
        spoke=np.zeros(shape, np.bool_),
        heard=np.zeros(shape[0], np.int32),
        placed=np.zeros(shape[0], np.bool_),
    )
    latest = np.full(speakers, NOBODY, np.int32)
    for party in range(shape[0]):
        rows = np.flatnonzero(visible[starts[party] : starts[party + 1]]) + starts[party]
        if len(rows):
            _weigh_party(table, rows, counting, latest, party, weights)
    return weights


@nb.njit(cache=True)
def _weigh_party(table, rows, counting, latest, party, weights):  # type: ignore[no-untyped-def]
    is_weighing = False
    for row in rows:
        if table.places[row]:
            weights.placed[party] = True
        if table.is_own[row]:
            weights.heard[party] = table.day[row]
        role = table.role[row]
        if counting[row] and role in (_PLEDGE, _FACT):
            is_weighing = is_weighing or table.rung[row] >= _CONSIDERING
    bounds, sorted_rows = _by_role_and_kind(table, rows[counting[rows]])
    verdicts = rows[counting[rows] & (table.role[rows] == _VERDICT)]
    for kind in range(_COUNT):
        pledges = _slice(bounds, sorted_rows, _PLEDGE, kind)
        facts = _slice(bounds, sorted_rows, _FACT, kind)
        named = _slice(bounds, sorted_rows, _VERDICT, kind)
        claims = _slice(bounds, sorted_rows, _CLAIM, kind)
        if is_weighing:
            claims = claims[:0]
        if len(pledges) + len(facts) + len(named) + len(claims) == 0:
            continue
        weights.spoke[party, kind] = True
        covering = _covering(table, verdicts, kind, pledges, facts, named)
        if _any_on_record(table, pledges, covering):
            pledges, covering = _named(table, pledges), _named(table, covering)
        verdict = _prevailing(table, covering)
        if verdict != NOBODY and _is_ended(table, verdict, kind, bounds, sorted_rows):
            if table.verdict[verdict] != _SUSPENDED:
                pledges = pledges[table.day[pledges] > table.day[verdict]]
            verdict = NOBODY
        weights.verdict[party, kind] = verdict
        weights.said[party, kind] = _said(table, verdict, pledges, facts)
        if verdict == NOBODY or table.verdict[verdict] == _UNDECIDED:
            weights.lent[party, kind] = _lent(table, claims, latest)


@nb.njit(cache=True)
def _by_role_and_kind(table, rows):  # type: ignore[no-untyped-def]
    """The rows of each role and kind, in their order, one after the other in one array."""
    bounds = np.zeros(_ROLES * _COUNT + 1, np.int64)
    for row in rows:
        kinds, at = table.kinds[row], table.role[row] * _COUNT + 1
        while kinds:
            if kinds & 1:
                bounds[at] += 1
            kinds >>= 1
            at += 1
    for at in range(_ROLES * _COUNT):
        bounds[at + 1] += bounds[at]
    found = np.empty(bounds[-1], np.int32)
    free = bounds.copy()
    for row in rows:
        kinds, at = table.kinds[row], table.role[row] * _COUNT
        while kinds:
            if kinds & 1:
                found[free[at]] = row
                free[at] += 1
            kinds >>= 1
            at += 1
    return bounds, found


@nb.njit(cache=True)
def _slice(bounds, rows, role, kind):  # type: ignore[no-untyped-def]
    at = role * _COUNT + kind
    return rows[bounds[at] : bounds[at + 1]]


@nb.njit(cache=True)
def _covering(table, verdicts, kind, pledges, facts, named):  # type: ignore[no-untyped-def]
    """The verdicts that speak of this kind, or of a broader one with this said before them."""
    first = last = _ALWAYS
    days = table.day[np.concatenate((pledges, facts, named))]
    if len(days):
        first, last = days.min(), days.max()
    keep = np.zeros(len(verdicts), np.bool_)
    for at, row in enumerate(verdicts):
        kinds, day = table.kinds[row], table.day[row]
        troops = kinds >> _TROOPS & 1
        if kinds >> kind & 1 or (kind == _INFANTRY and troops):
            keep[at] = True
        elif kinds >> _ANY & 1:
            keep[at] = first <= day
        elif kind == _ANY and troops:
            keep[at] = last < day
    return verdicts[keep]


@nb.njit(cache=True)
def _any_on_record(table, pledges, verdicts):  # type: ignore[no-untyped-def]
    firm = pledges[table.rung[pledges] >= _CONSIDERING]
    return table.is_official[firm].any() or table.is_official[verdicts].any()


@nb.njit(cache=True)
def _named(table, rows):  # type: ignore[no-untyped-def]
    return rows[~table.is_unnamed[rows]]


@nb.njit(cache=True)
def _prevailing(table, rows):  # type: ignore[no-untyped-def]
    """Of the last week with a word, the highest authority's latest; of one day's, the weakest."""
    if len(rows) == 0:
        return NOBODY
    last = table.day[rows].max()
    best = NOBODY
    for row in rows:
        if last - table.day[row] <= _WEEK and (best == NOBODY or _outweighs(table, row, best)):
            best = row
    return best


@nb.njit(cache=True)
def _outweighs(table, row, best):  # type: ignore[no-untyped-def]
    """True if a word of one week stands rather than another that comes before it in order."""
    if table.authority[row] != table.authority[best]:
        return table.authority[row] > table.authority[best]
    if table.day[row] != table.day[best]:
        return table.day[row] > table.day[best]
    if table.weakness[row] != table.weakness[best]:
        return table.weakness[row] > table.weakness[best]
    return table.size[row] < table.size[best]


@nb.njit(cache=True)
def _is_ended(table, verdict, kind, bounds, rows):  # type: ignore[no-untyped-def]
    """True if a later word or fact, firm enough and from high enough, went past the verdict."""
    threshold = _ENDS[table.verdict[verdict]]
    meant = _BROAD if kind in (_INFANTRY, _ANY) else 1 << kind | 1 << _ANY
    for role in (_PLEDGE, _FACT):
        for other in range(_COUNT):
            if not meant >> other & 1:
                continue
            for row in _slice(bounds, rows, role, other)[::-1]:
                days = table.day[row] - table.day[verdict]
                if days <= 0:
                    break
                if table.rung[row] < threshold:
                    continue
                if role == _FACT or (days > _WEEK and not table.is_unnamed[row]):
                    return True
                if table.authority[row] >= table.authority[verdict]:
                    return True
    return False


@nb.njit(cache=True)
def _said(table, verdict, pledges, facts):  # type: ignore[no-untyped-def]
    """The word that sets the rung, under the verdict that stands."""
    if verdict == NOBODY:
        return _firmest(table, facts, _said_last(table, pledges))
    every = np.concatenate((pledges, facts))
    if table.verdict[verdict] == _UNDECIDED:
        arrived = facts[table.rung[facts] >= _ARRIVED]
        return _firmest(table, arrived, _said_last(table, every))
    return _firmest(table, every[table.day[every] <= table.day[verdict]], NOBODY)


@nb.njit(cache=True)
def _said_last(table, rows):  # type: ignore[no-untyped-def]
    weighing = rows[table.rung[rows] >= _CONSIDERING]
    if len(weighing):
        return _prevailing(table, weighing)
    return _firmest(table, rows, NOBODY)


@nb.njit(cache=True)
def _firmest(table, rows, said):  # type: ignore[no-untyped-def]
    """The highest of some words and the one that stands; the latest of equals, then the first."""
    best = NOBODY
    for row in rows:
        if best == NOBODY or _is_firmer(table, row, best):
            best = row
    if said != NOBODY and (best == NOBODY or _is_firmer(table, said, best)):
        best = said
    return best


@nb.njit(cache=True)
def _is_firmer(table, row, best):  # type: ignore[no-untyped-def]
    if table.rung[row] != table.rung[best]:
        return table.rung[row] > table.rung[best]
    return table.day[row] > table.day[best]


@nb.njit(cache=True)
def _lent(table, claims, latest):  # type: ignore[no-untyped-def]
    """The highest of what others claim now: of each speaker's latest that is more than contact."""
    for row in claims:
        speaker = table.speaker[row]
        if latest[speaker] == NOBODY or table.rung[row] >= _CONSIDERING:
            latest[speaker] = row
    best, reached = NOBODY, NOBODY
    for row in claims:
        if latest[table.speaker[row]] != row:
            continue
        rung = min(table.rung[row], _CONSIDERING)
        if rung > reached or (rung == reached and table.day[row] > table.day[best]):
            best, reached = row, rung
    for row in claims:
        latest[table.speaker[row]] = NOBODY
    return best
