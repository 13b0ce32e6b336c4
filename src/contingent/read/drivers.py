"""Clauses become reasons said to push a party towards or away."""

from __future__ import annotations

from collections.abc import Iterator

from contingent.read.chains import stands_as_noun
from contingent.read.clauses import Clause
from contingent.read.lexicon import Sense
from contingent.read.setting import Draft, Setting
from contingent.read.subjects import Subject
from contingent.vocabulary.claim import Driver, DriverReason, Leaning

__all__ = ["drivers"]

_LAID_ON = (" for ", " on ", " sway ", " persuade ", " expose ")
_LEANINGS = {
    DriverReason.OPINION: Leaning.AWAY,
    DriverReason.STRAIN: Leaning.AWAY,
    DriverReason.RISK: Leaning.AWAY,
    DriverReason.MONEY: Leaning.TOWARDS,
    DriverReason.PRESSURE: Leaning.TOWARDS,
}


def drivers(setting: Setting, clause: Clause, subjects: tuple[Subject, ...]) -> Iterator[Draft]:
    """A reason with the party that it is said to move; a reason that moves nobody is left out."""
    reasons = [
        DriverReason.PRESSURE if sign.sense is Sense.CONTACT else DriverReason(sign.value)
        for sign in clause.signs
        if sign.sense is Sense.REASON
        or (sign.value == "press" and not stands_as_noun(setting.marked, sign))
    ]
    if not reasons or not setting.ground.is_discussed:
        return
    about = _moved(setting, clause, subjects)
    if about is None:
        return
    reason = reasons[0]
    yield Draft(
        start=clause.start,
        end=clause.end,
        subject=about,
        claim=Driver(
            reason=reason,
            leaning=_LEANINGS.get(reason, Leaning.UNCLEAR),
            what=setting.marked.text[clause.start : clause.end],
        ),
    )


def _moved(setting: Setting, clause: Clause, subjects: tuple[Subject, ...]) -> Subject | None:
    """Whom the reason moves: its subject, a party that it lies on, or the one spoken of before."""
    fold = setting.marked.fold
    laid_on = [
        Subject(about=mention.code, start=mention.start, end=mention.end)
        for mention in clause.mentions
        if fold.endswith(_LAID_ON, 0, mention.start)
    ]
    candidates = [*laid_on, *subjects, *reversed(setting.earlier)]
    for item in candidates:
        if (
            isinstance(item.about, str)
            and len(item.about) == 3
            and item.about not in setting.ground.theatre_codes
        ):
            return item
    return None
