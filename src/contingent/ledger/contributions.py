"""What was said about one party becomes its contributions: each kind apart, each at its rung."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import NamedTuple

from contingent.ledger.board import Contribution
from contingent.ledger.standing import Word
from contingent.vocabulary.capability import Amount, Kind
from contingent.vocabulary.claim import Pledge, Rung, Verdict, VerdictType
from contingent.vocabulary.statement import FlagType, Medium, Note, Voice

__all__ = [
    "ENDED_BY",
    "SEVERITY",
    "WEEK",
    "Said",
    "Weighed",
    "amount_of",
    "is_claim_of_others",
    "is_fact",
    "latest_of_each",
    "placed",
    "weighed_contributions",
]

WEEK = timedelta(days=7)
"""Words no further apart answer each other: then authority decides, not the calendar."""

# A word at this rung or above ends the verdict: mere talk does not undo a refusal, and
# "considering" is what an undecided party does anyway.
ENDED_BY = {
    VerdictType.UNDECIDED: Rung.WILLING,
    VerdictType.SUSPENDED: Rung.WILLING,
    VerdictType.DECLINED: Rung.CONSIDERING,
    VerdictType.WITHDRAWN: Rung.CONSIDERING,
}
SEVERITY = (
    VerdictType.UNDECIDED,
    VerdictType.SUSPENDED,
    VerdictType.DECLINED,
    VerdictType.WITHDRAWN,
)
# A firm word about one of these ends a verdict on the kind; about others (money, training for
# a force that one will not join) it does not.
_ENDED_THROUGH = {
    Kind.INFANTRY: {Kind.INFANTRY, Kind.TROOPS, Kind.UNSPECIFIED},
    Kind.UNSPECIFIED: {Kind.INFANTRY, Kind.TROOPS, Kind.UNSPECIFIED},
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Weighed:
    """A contribution with the word that sets its rung and the verdict that stands over it."""

    contribution: Contribution
    word: Word | None  # None: no word of its own, nor a fact, sets the rung
    verdict: Word | None  # None: no word off the ladder stands

    @property
    def anchor(self) -> Word | None:
        """The word by which the party stands here: its verdict, else what sets the rung."""
        return self.verdict or self.word


class Said(NamedTuple):
    """What a word says of one kind, and the id of its statement."""

    id: str
    rung: Rung
    amount: Amount | None
    conditions: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class _Heard:
    """All that counts about one party, sorted by what it can do."""

    pledges: tuple[Word, ...]  # its own
    verdicts: tuple[Word, ...]  # its own
    facts: tuple[Word, ...]  # observed by a reporter or written in a document
    others: tuple[Word, ...]  # pledges on the word of others
    is_weighing: bool  # it has itself said how far it would go, or was seen to go there


def weighed_contributions(words: Iterable[Word]) -> tuple[Weighed, ...]:
    """The contributions of the one party that all the words are about, firmest first."""
    heard = _sorted_out(words)
    found = [_weighed(kind, heard) for kind in _kinds(heard)]
    found.sort(key=lambda each: (not each.contribution.stands, -each.contribution.rung))
    return tuple(each for each in found if each.contribution.rung or each.contribution.verdict)


def is_claim_of_others(word: Word) -> bool:
    """True for what somebody else says of a party as news; comment places nobody."""
    return word.counts and not word.own and word.statement.voice is not Voice.COMMENTARY


def amount_of(word: Word) -> Amount | None:
    """The figure that a pledge gives, unless this telling is flagged for a wrong one."""
    claim = word.statement.claim
    if not isinstance(claim, Pledge) or FlagType.WRONG_NUMBER in word.statement.flags:
        return None
    return claim.amount


def _sorted_out(words: Iterable[Word]) -> _Heard:
    counting = [word for word in words if word.counts]
    pledged = [word for word in counting if isinstance(word.statement.claim, Pledge)]
    facts = [word for word in pledged if is_fact(word)]
    own = [word for word in pledged if word.own and not is_fact(word)]
    denied = [word for word in counting if word.own and _verdict(word) in ENDED_BY]
    others = [word for word in pledged if is_claim_of_others(word) and not is_fact(word)]
    return _Heard(
        pledges=tuple(own),
        verdicts=tuple(denied),
        facts=tuple(facts),
        others=tuple(others),
        is_weighing=any(word.rung >= Rung.CONSIDERING for word in (*own, *facts)),
    )


def is_fact(word: Word) -> bool:
    """A vote, a signature or an arrival that a reporter saw or a document states."""
    cited = word.statement.citation
    written = isinstance(cited, Note) and cited.medium is Medium.DOCUMENT
    seen = word.statement.voice is Voice.REPORTER and not getattr(cited, "in_headline", False)
    return word.rung >= Rung.APPROVED and (written or seen)


def _kinds(heard: _Heard) -> tuple[Kind, ...]:
    """Kinds that the party spoke of; those named by others only while it set no rung itself."""
    found = {kind for word in (*heard.pledges, *heard.facts) for kind in _kinds_of(word)}
    found |= {kind for word in heard.verdicts for kind in _kinds_of(word)}
    if not heard.is_weighing:
        found |= {kind for word in heard.others for kind in _kinds_of(word)}
    return tuple(kind for kind in Kind if kind in found)


def _weighed(kind: Kind, heard: _Heard) -> Weighed:
    pledges = [word for word in heard.pledges if kind in _kinds_of(word)]
    facts = [word for word in heard.facts if kind in _kinds_of(word)]
    spoken = [*pledges, *facts, *(word for word in heard.verdicts if kind in _kinds_of(word))]
    verdicts = [word for word in heard.verdicts if _covers(word, kind, spoken)]
    if _any_on_record(pledges, verdicts):
        pledges = [word for word in pledges if not _is_unnamed(word)]
        verdicts = [word for word in verdicts if not _is_unnamed(word)]
    verdict = _prevailing(verdicts, _severity)
    if verdict and _is_ended(verdict, kind, heard):
        if _verdict(verdict) is not VerdictType.SUSPENDED:
            pledges = [word for word in pledges if word.day > verdict.day]
        verdict = None
    lent = () if heard.is_weighing else heard.others
    claims = [word for word in lent if kind in _kinds_of(word)]
    if verdict is None:
        return _placed(kind, _firmest(facts, _said_last(pledges)), claims, None)
    if _verdict(verdict) is VerdictType.UNDECIDED:
        arrived = [word for word in facts if word.rung >= Rung.ADVANCE_PARTY]
        return _placed(kind, _firmest(arrived, _said_last([*pledges, *facts])), claims, verdict)
    reached = _firmest([word for word in [*pledges, *facts] if word.day <= verdict.day], None)
    return _placed(kind, reached, [], verdict)


def _placed(kind: Kind, word: Word | None, claims: Sequence[Word], verdict: Word | None) -> Weighed:
    """The contribution that a word of its own, else the words of others, and a verdict make."""
    lent = _lent(claims)
    type_ = _verdict(verdict) if verdict else None
    contribution = placed(
        kind,
        said=_said(word) if word else None,
        lent=_said(lent) if lent else None,
        verdict=(verdict.id, type_) if verdict and type_ else None,
    )
    return Weighed(contribution=contribution, word=word, verdict=verdict)


def _said(word: Word) -> Said:
    return Said(word.id, word.rung, amount_of(word), word.statement.conditions)


def placed(
    kind: Kind, *, said: Said | None, lent: Said | None, verdict: tuple[str, VerdictType] | None
) -> Contribution:
    """The contribution that the party's own word, what others lend, and a verdict make.

    `verdict` is its id and type.
    """
    rung, amount, conditions = said[1:] if said else (Rung.UNKNOWN, None, ())
    undecided = verdict is not None and verdict[1] is VerdictType.UNDECIDED
    if undecided and Rung.CONSIDERING < rung < Rung.ADVANCE_PARTY:
        rung, amount, conditions = Rung.CONSIDERING, None, ()  # they went with the firmer word
    because = [said.id] if said else []
    if lent and min(lent.rung, Rung.CONSIDERING) > rung:
        # Figures and conditions of others stay with their claim.
        rung, because = min(lent.rung, Rung.CONSIDERING), [lent.id, *because]
    return Contribution(
        kind=kind,
        rung=rung,
        verdict=verdict[1] if verdict else None,
        amount=amount,
        conditions=conditions,
        because=tuple(dict.fromkeys([*([verdict[0]] if verdict else []), *because])),
        own=said is not None or verdict is not None,
    )


def _covers(verdict: Word, kind: Kind, spoken: Sequence[Word]) -> bool:
    """True if the verdict speaks of this kind, or of a broader one with this said before it.

    A general verdict applies to every kind said before it, and to kinds that only others named,
    whenever they did. One on troops covers infantry, and an earlier contribution with no kind
    named, which may have been troops; never police.
    """
    named = _kinds_of(verdict)
    if kind in named or (kind is Kind.INFANTRY and Kind.TROOPS in named):
        return True
    if Kind.UNSPECIFIED in named:
        return not spoken or any(word.day <= verdict.day for word in spoken)
    if kind is Kind.UNSPECIFIED and Kind.TROOPS in named:
        return all(word.day < verdict.day for word in spoken)
    return False


def _is_ended(verdict: Word, kind: Kind, heard: _Heard) -> bool:
    """True if a later word or fact, firm enough and from high enough, went past the verdict."""
    type_ = _verdict(verdict)
    threshold = ENDED_BY[type_] if type_ else Rung.OPERATIONAL
    meant = _ENDED_THROUGH.get(kind, {kind, Kind.UNSPECIFIED})
    later = [
        word
        for word in (*heard.pledges, *heard.facts)
        if word.day > verdict.day and word.rung >= threshold and meant.intersection(_kinds_of(word))
    ]
    return any(is_fact(word) or _outranks(word, verdict) for word in later)


def _outranks(word: Word, verdict: Word) -> bool:
    """True if a later word may undo a verdict: after a week anybody on record may."""
    if word.day - verdict.day > WEEK and not _is_unnamed(word):
        return True
    return word.authority >= verdict.authority


def _said_last(words: Sequence[Word]) -> Word | None:
    """The word that stands: of the last week with one, the highest authority's latest.

    Of one day's words the weakest, since a firmer one may be the careless telling. Contacts and
    talks never lower what was said; they place a party only where it said nothing more.
    """
    weighing = [word for word in words if word.rung >= Rung.CONSIDERING]
    if weighing:
        return _prevailing(weighing, lambda word: -word.rung)
    return max(words, key=lambda word: (word.rung, word.day), default=None)


def _prevailing(words: Sequence[Word], weakness: Callable[[Word], int]) -> Word | None:
    """Of the last week with a word, the highest authority's latest; of one day's, the weakest."""
    if not words:
        return None
    last = max(word.day for word in words)
    week = [word for word in words if last - word.day <= WEEK]
    highest = max(word.authority for word in week)
    by_highest = [word for word in week if word.authority == highest]
    day = max(word.day for word in by_highest)
    return min(
        (word for word in by_highest if word.day == day),
        key=lambda word: (-weakness(word), _size(amount_of(word)), word.id),
    )


def _firmest(words: Sequence[Word], said: Word | None) -> Word | None:
    """The highest of some words and the one that stands; the latest of equals."""
    every = [*words, *([said] if said else [])]
    return max(every, key=lambda word: (word.rung, word.day), default=None)


def latest_of_each(claims: Iterable[Word]) -> tuple[Word, ...]:
    """The latest claim of each speaker, since nobody is held to what they said before.

    Talks and contacts say nothing against an earlier claim: they count where there is none.
    """
    latest: dict[tuple[str, str], Word] = {}
    for word in claims:  # in the order of their days
        speaker = (word.statement.speaker.party, word.statement.speaker.name)
        if speaker not in latest or not _is_contact(word):
            latest[speaker] = word
    return tuple(sorted(latest.values(), key=lambda word: (word.day, word.id)))


def _is_contact(word: Word) -> bool:
    return isinstance(word.statement.claim, Pledge) and word.rung < Rung.CONSIDERING


def _lent(claims: Iterable[Word]) -> Word | None:
    """The highest of what others claim now."""
    return max(
        latest_of_each(claims),
        key=lambda word: (min(word.rung, Rung.CONSIDERING), word.day),
        default=None,
    )


def _kinds_of(word: Word) -> tuple[Kind, ...]:
    claim = word.statement.claim
    return claim.kinds if isinstance(claim, Pledge | Verdict) else ()


def _verdict(word: Word) -> VerdictType | None:
    claim = word.statement.claim
    return claim.verdict if isinstance(claim, Verdict) else None


def _severity(word: Word) -> int:
    type_ = _verdict(word)
    return SEVERITY.index(type_) if type_ in SEVERITY else -1


def _size(amount: Amount | None) -> tuple[bool, int]:
    """Sorts a figure before none, and the smaller before the larger."""
    if amount is None:
        return (True, 0)
    return (False, amount.ceiling or amount.floor or 0)


def _is_unnamed(word: Word) -> bool:
    return word.statement.voice is Voice.OFFICIAL_UNNAMED


def _any_on_record(pledges: Sequence[Word], verdicts: Sequence[Word]) -> bool:
    firm = [word for word in pledges if word.rung >= Rung.CONSIDERING]
    return any(word.statement.voice is Voice.OFFICIAL for word in (*firm, *verdicts))
