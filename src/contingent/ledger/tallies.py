"""Positions and counted parties become sums that never mix rungs and never fill a gap."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from contingent.ledger.board import Contribution, CountSaid, Position, Standpoint, Tally
from contingent.ledger.standing import Word
from contingent.vocabulary.capability import Amount, Comparator, Kind
from contingent.vocabulary.claim import Count, Pledge, Rung
from contingent.vocabulary.statement import Collective, FlagType, Voice

__all__ = ["counts_said", "totals_by_rung"]

_GENERAL = (Kind.TROOPS, Kind.UNSPECIFIED)


def totals_by_rung(positions: Iterable[Position | Standpoint]) -> dict[Rung, Tally]:
    """For each rung, who stands there and the personnel that they said; no rung holds another's.

    A party is counted once, at the rung of its position; declined, suspended and withdrawn
    parties at none.
    """
    at: dict[Rung, list[Position | Standpoint]] = {}
    for position in positions:
        if position.stands:
            at.setdefault(position.rung, []).append(position)
    return {rung: _tally(at[rung]) for rung in sorted(at)}


def _tally(positions: Sequence[Position | Standpoint]) -> Tally:
    said = [_personnel(position) for position in positions]
    known = [figure for figure in said if figure != (None, None)]
    floors = [floor for floor, _ in known if floor is not None]
    ceilings = [ceiling for _, ceiling in known if ceiling is not None]
    return Tally(
        parties=tuple(sorted(position.party for position in positions)),
        floor=sum(floors) if floors else None,
        ceiling=sum(ceilings) if ceilings else None,
        unknown=len(said) - len(known),
        no_floor=len(known) - len(floors),
        no_ceiling=len(known) - len(ceilings),
    )


def _personnel(position: Position | Standpoint) -> tuple[int | None, int | None]:
    """Floor and ceiling of the personnel that a party said at its own rung.

    "Troops" or a figure with no kind named covers the arms named beside it: they are added up
    only where no general figure stands.
    """
    there = [
        each
        for each in position.contributions
        if each.rung is position.rung and each.stands and _is_numbered(each)
    ]
    general = [each for kind in _GENERAL for each in there if each.kind is kind]
    counted = general[:1] or there
    amounts = _distinct(counted)
    floors = [amount.floor for amount in amounts if amount.floor is not None]
    ceilings = [amount.ceiling for amount in amounts if amount.ceiling is not None]
    return (
        sum(floors) if floors else None,
        sum(ceilings) if len(ceilings) == len(amounts) and ceilings else None,
    )


def _is_numbered(contribution: Contribution) -> bool:
    amount = contribution.amount
    if amount is None or amount.unit != "personnel":
        return False
    return amount.floor is not None or amount.ceiling is not None


def _distinct(contributions: Iterable[Contribution]) -> tuple[Amount, ...]:
    """One amount per statement: "600 engineers and medics" is 600, not 1,200."""
    found = {each.because: each.amount for each in contributions}
    return tuple(amount for amount in found.values() if amount is not None)


def counts_said(words: Iterable[Word]) -> tuple[CountSaid, ...]:
    """So many parties at a rung: one row for each speaker's number, however often it is told."""
    told: dict[tuple[Rung, int | None, Comparator, str], list[Word]] = {}
    for word in words:
        if not word.counts or word.statement.voice is Voice.COMMENTARY:
            continue
        if FlagType.WRONG_NUMBER in word.statement.flags:
            continue
        key = _counted(word)
        if key:
            told.setdefault(key, []).append(word)
    rows = [
        CountSaid(
            rung=rung,
            count=count,
            comparator=comparator,
            kinds=tuple(kind for kind in Kind if any(kind in _kinds(word) for word in found)),
            by=by,
            said_on=found[-1].day,
            because=tuple(word.id for word in found),
        )
        for (rung, count, comparator, by), found in told.items()
    ]
    return tuple(sorted(rows, key=lambda row: (row.rung, row.said_on, row.by, row.because)))


def _counted(word: Word) -> tuple[Rung, int | None, Comparator, str] | None:
    claim, about = word.statement.claim, word.statement.about
    speaker = word.statement.speaker
    by = speaker.party or speaker.name
    if isinstance(claim, Count):
        return (claim.rung, claim.count, claim.comparator, by)
    if isinstance(claim, Pledge) and isinstance(about, Collective):
        return (word.rung, about.count, about.comparator, by)
    return None


def _kinds(word: Word) -> tuple[Kind, ...]:
    claim = word.statement.claim
    return claim.kinds if isinstance(claim, Count | Pledge) else ()
