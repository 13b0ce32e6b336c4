"""Ledger entries fold into where each party stands, as of one moment: pure, never stored."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from contingent.ledger.board import (
    Acceptance,
    Change,
    Contribution,
    CountSaid,
    DecisionTaken,
    Heard,
    OpenQuestion,
    OthersClaim,
    Position,
    Positions,
    Tally,
)
from contingent.ledger.chain import Entry
from contingent.ledger.contributions import Weighed, is_claim_of_others, weighed_contributions
from contingent.ledger.disputes import disputes_over
from contingent.ledger.matters import (
    acceptances,
    asked_by,
    decisions_taken,
    heard,
    open_questions,
)
from contingent.ledger.standing import Word, places, standing_as_of
from contingent.ledger.tallies import counts_said, totals_by_rung
from contingent.vocabulary.claim import (
    Condition,
    Driver,
    Pledge,
    Record,
    Rung,
    Schedule,
    Verdict,
    VerdictType,
)
from contingent.vocabulary.moment import AsOf
from contingent.vocabulary.statement import Collective

__all__ = [
    "Acceptance",
    "Change",
    "Contribution",
    "CountSaid",
    "DecisionTaken",
    "Heard",
    "OpenQuestion",
    "OthersClaim",
    "Position",
    "Positions",
    "Tally",
    "positions",
]

_OF_A_SIDE = frozenset({VerdictType.CONSENT, VerdictType.OBJECTION})


def positions(entries: Iterable[Entry], *, as_of: AsOf) -> Positions:
    """Where everybody stood on `as_of.held_on`, from what was known at `as_of.known_at`.

    The order in which statements arrived does not matter, and what arrives later changes no
    earlier answer. A statement holds from the first day on which it can have been said, else
    from its publication; one without either is listed as undated and moves nothing.
    """
    standing = standing_as_of(entries, as_of)
    words = standing.words
    asks = asked_by(words)
    everybody = [
        _position(party, about, asks.get(party, ())) for party, about in _by_party(words).items()
    ]
    everybody.sort(key=lambda each: (not each.stands, -each.rung, each.party))
    return Positions(
        as_of=as_of,
        positions=tuple(everybody),
        counts=counts_said(words),
        questions=open_questions(words),
        totals=totals_by_rung(everybody),
        decisions=decisions_taken(words),
        acceptance=acceptances(words),
        schedules=_heard(words, Schedule),
        conditions=_heard(words, Condition),
        drivers=_heard(words, Driver),
        records=_heard(words, Record),
        flags=standing.flags,
        undated=tuple(heard(statement, None) for statement in standing.undated),
    )


def _by_party(words: Iterable[Word]) -> dict[str, list[Word]]:
    """All words about each party that anybody placed, questioned or heard a condition from."""
    about: dict[str, list[Word]] = {}
    placed: set[str] = set()
    for word in words:
        party = word.statement.about
        if isinstance(party, Collective) or not party:
            continue
        about.setdefault(party, []).append(word)
        if places(word):
            placed.add(party)
    return {party: about[party] for party in sorted(placed)}


def _position(party: str, words: Sequence[Word], asks: tuple[str, ...]) -> Position:
    weighed = weighed_contributions(words)
    contributions = tuple(each.contribution for each in weighed)
    claimed = _claimed_by_others(words)
    own = [word for word in words if word.own]
    first = contributions[0] if contributions else None
    return Position(
        party=party,
        rung=first.rung if first else Rung.UNKNOWN,
        verdict=first.verdict if first else None,
        kinds=tuple(each.kind for each in contributions),
        amount=first.amount if first else None,
        conditions=_conditions(words, weighed),
        contributions=contributions,
        claimed_by_others=claimed,
        contested=disputes_over(party, words, weighed),
        asks=asks,
        because=_because(words, contributions, claimed),
        last_heard=max((word.day for word in own), default=None),
    )


def _because(
    words: Sequence[Word], contributions: Sequence[Contribution], claimed: Sequence[OthersClaim]
) -> tuple[str, ...]:
    """The statements behind a position; all that name the party where none of them counts."""
    found = [id_ for each in contributions for id_ in each.because]
    found += [each.statement for each in claimed]
    return tuple(dict.fromkeys(found)) or tuple(word.id for word in words)


def _conditions(words: Sequence[Word], weighed: Sequence[Weighed]) -> tuple[str, ...]:
    """Conditions of the firmest contribution, then of the verdict over it, then those stated alone.

    What an undecided party waits for binds it as much as what a willing one asks.
    """
    stated = [
        word.statement.claim.text
        for word in words
        if isinstance(word.statement.claim, Condition) and word.own and word.counts
    ]
    tied = weighed[0].contribution.conditions if weighed else ()
    verdict = weighed[0].verdict if weighed else None
    over = verdict.statement.conditions if verdict else ()
    return tuple(dict.fromkeys([*tied, *over, *stated]))


def _claimed_by_others(words: Iterable[Word]) -> tuple[OthersClaim, ...]:
    """What others say of a party, each claim once however often it is told."""
    claims: dict[object, OthersClaim] = {}
    for word in words:
        claim, speaker = word.statement.claim, word.statement.speaker
        if not is_claim_of_others(word) or not isinstance(claim, Pledge | Verdict):
            continue
        if isinstance(claim, Verdict) and claim.verdict in _OF_A_SIDE:
            continue
        excluder = claim.by if isinstance(claim, Verdict) else ""
        said = OthersClaim(
            by=excluder or speaker.party,
            speaker=speaker.name,
            rung=word.rung if isinstance(claim, Pledge) else None,
            verdict=claim.verdict if isinstance(claim, Verdict) else None,
            kinds=claim.kinds,
            said_on=word.day,
            statement=word.id,
            amount=claim.amount if isinstance(claim, Pledge) else None,
        )
        key = (said.by, said.speaker, said.rung, said.verdict, said.kinds, said.amount, word.day)
        claims.setdefault(key, said)
    return tuple(claims.values())


def _heard(words: Iterable[Word], claim: type) -> tuple[Heard, ...]:
    return tuple(
        heard(word.statement, word.day)
        for word in words
        if isinstance(word.statement.claim, claim) and not _is_copy(word)
    )


def _is_copy(word: Word) -> bool:
    return bool(word.statement.copy_of) and not word.counts
