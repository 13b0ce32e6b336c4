"""Sentences about councils become decisions: resolutions and how each member voted."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contingent.read.clauses import Clause
from contingent.read.dates import past_date
from contingent.read.lexicon import Sense
from contingent.read.setting import Draft, Setting
from contingent.read.subjects import Subject
from contingent.vocabulary.claim import Decision, DecisionType

__all__ = ["decisions"]

_ADOPTED = re.compile(r"\b(?:adopted|passed|approved|endorsed|adopts|passes|approves)\b")
_INSTRUMENT = re.compile(r"\b[Rr]esolution (\d{3,4})\b")
_LIST = re.compile(r"(?:'s)?,? (?:and |& )?(?:the )?|, ")
_TO_VERB = re.compile(r"(?:'s?)? ?(?:have |has |had |both |also |cast its |were |was |chose to )*")
_COUNCILS = frozenset({"UNSC", "UNGA", "UN", "AUPSC", "AU", "EU", "NATO"})
_SIDES = {
    Sense.VOTE_FOR: "in_favour",
    Sense.VOTE_AGAINST: "against",
    Sense.ABSTAIN: "abstained",
}


def decisions(setting: Setting, clause: Clause) -> Iterator[Draft]:
    """The votes and resolutions that a clause tells."""
    if not setting.ground.is_discussed:
        return
    sides: dict[str, tuple[Subject, ...]] = {}
    for sign in clause.signs:
        if sign.sense in _SIDES:
            members = _members(setting, clause, sign.start)
            if members:
                sides[_SIDES[sign.sense]] = members
    senses = {sign.sense for sign in clause.signs}
    adopted = Sense.RESOLUTION in senses and _ADOPTED.search(
        setting.marked.plain, clause.start, clause.end
    )
    if not sides and not adopted:
        return
    voters = [member for members in sides.values() for member in members]
    codes = {side: tuple(str(item.about) for item in members) for side, members in sides.items()}
    here = setting.marked.fold[setting.sentence.start : setting.sentence.end]
    context = f"{here} {setting.before}"
    instrument = _INSTRUMENT.search(context)
    yield Draft(
        start=setting.sentence.start if len(voters) != 1 else clause.start,
        end=clause.end,
        subject=voters[0] if len(voters) == 1 else None,
        claim=Decision(
            act=DecisionType.VOTE if sides else DecisionType.RESOLUTION,
            instrument=f"resolution {instrument[1]}" if instrument else "",
            body=_body(setting),
            date=past_date(here, setting.reference) or past_date(setting.before, setting.reference),
            **codes,
        ),
    )


def _members(setting: Setting, clause: Clause, at: int) -> tuple[Subject, ...]:
    """The list of parties that ends right before a voting word."""
    fold = setting.marked.fold
    found: list[Subject] = []
    for mention in reversed([item for item in clause.mentions if item.end <= at]):
        gap = fold[mention.end : found[0].start if found else at]
        if not (_LIST if found else _TO_VERB).fullmatch(gap):
            break
        found.insert(0, Subject(about=mention.code, start=mention.start, end=mention.end))
    return tuple(found)


def _body(setting: Setting) -> str:
    """The mission's own body that the sentence names, else the council named nearest before."""
    here = f" {setting.marked.plain[setting.sentence.start : setting.sentence.end]} "
    for name, code in setting.ground.bodies:
        if f" {name} " in here:
            return code
    codes = [
        mention.code
        for mention in setting.marked.mentions
        if mention.start < setting.sentence.end and mention.code in _COUNCILS
    ]
    return codes[-1] if codes else ""
