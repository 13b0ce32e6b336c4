"""Clauses become the dates and orders claimed for a deployment."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contingent.read.clauses import Clause
from contingent.read.dates import coming_date, names_a_time
from contingent.read.lexicon import Form, Sense
from contingent.read.limits import MODALS
from contingent.read.setting import Draft, Setting
from contingent.vocabulary.claim import Schedule

__all__ = ["schedules"]

_STARTS = re.compile(
    r"\b(?:deploy\w*|arriv\w*|operations?|start\w*|begin\w*|launch\w*|land|dispatch\w*|send|sent"
    r"|joining|join)\b"
)
_LATEST = re.compile(
    r"\b(?:by|before|no later than|at the latest|within|until|not after|end of) (?:the )?"
    r"(?:end of |[a-z]+ )?\w+",
)
_OPEN_END = re.compile(r"\b(?:as early as|as soon as|from|no earlier than|not before|starting)\b")


def schedules(setting: Setting, clause: Clause) -> Iterator[Draft]:
    """A time to come claimed for the force or a contribution to it."""
    if not setting.ground.is_discussed:
        return
    plain = setting.marked.plain[clause.start : clause.end]
    text = setting.marked.fold[clause.start : clause.end]
    if not _STARTS.search(plain) or not names_a_time(text):
        return
    signs = [sign for sign in clause.signs if sign.sense in (Sense.ACT, Sense.EVENT)]
    ahead = any(sign.sense in MODALS or sign.value == "considering" for sign in clause.signs)
    done = any(sign.form is Form.PAST for sign in signs) and not ahead
    if done or not (ahead or _OPEN_END.search(plain)):
        return
    when = coming_date(text, setting.reference)
    if when is None and setting.reference is not None:
        return
    if when is not None and setting.reference is not None and when.last < setting.reference:
        return
    is_latest = _LATEST.search(plain) is not None and _OPEN_END.search(plain) is None
    yield Draft(
        start=clause.start,
        end=clause.end,
        subject=None,
        claim=Schedule(
            what=setting.marked.text[clause.start : clause.end],
            earliest=None if is_latest else when,
            latest=when if is_latest else None,
        ),
    )
