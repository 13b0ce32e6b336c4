"""The chain of words over an act becomes a rung or a verdict: the weakest word wins."""

from __future__ import annotations

import re

from contingent.read.chains import Chain
from contingent.read.clauses import Clause
from contingent.read.doubts import is_another_matter, is_doubted
from contingent.read.lexicon import Form, Sense
from contingent.read.limits import hangs_on_others
from contingent.read.outcomes import SILENCE, Outcome
from contingent.read.rungs import EXECUTIVE, LEGISLATURE, weakest
from contingent.read.signs import MarkedText
from contingent.read.verdicts import asked, for_now, negated, off_ladder, pending, unsettled
from contingent.vocabulary.claim import Rung, VerdictType

__all__ = ["outcome_of"]

_ON_A_MATTER = re.compile(r" (?:on|about|over|regarding|to) ")
_FOR_HELP = re.compile(r"\bfor (?:more |further )?(?:help|assistance|support)\b")
_WISH = re.compile(r"(?:hop(?:e|es|ed|ing)|wish(?:es|ed)?|want(?:s|ed)?|expect(?:s|ed)?)\b")
_OWN_CHOICE = re.compile(
    r"\b(?:agree|agrees|agreed|decide|decides|join|joins|sign up|accept|true)\b"
)
_COMES_TRUE = re.compile(
    r"\b(?:reali[sz]ed|materiali[sz]es?|honou?red|kept|true|fulfilled|confirmed)\b"
)


def outcome_of(marked: MarkedText, clause: Clause, chain: Chain) -> Outcome | None:
    """What the chain says by the rules of the ladder; None if it says nothing of firmness."""
    if not chain.links or _is_hypothetical(marked, clause, chain):
        return None
    if chain.asks and not _weighs(chain):
        return unsettled(chain)
    if _hopes_for_another(marked, clause, chain):
        return None
    if is_doubted(marked, clause, chain):
        return None
    for rule in (off_ladder, asked, negated, pending):
        outcome = rule(marked, clause, chain)
        if outcome is SILENCE:
            return None
        if outcome is not None and _is_on_topic(marked, clause, chain, outcome):
            return for_now(marked, clause, outcome)
        if outcome is not None:
            return None
    outcome = weakest(marked, clause, chain)
    if outcome is not None and is_another_matter(marked, clause, chain, outcome.rung):
        return None
    return outcome


def _is_on_topic(marked: MarkedText, clause: Clause, chain: Chain, outcome: Outcome) -> bool:
    """True if it concerns the force: it names it, or leaves out what the text is about.

    "No decision has been taken" carries its topic on; "no decision on tariffs" names another.
    """
    if chain.has_object or any(link.sense is Sense.ACT for link in chain.links):
        return True
    if outcome.rung is Rung.APPROACHED and chain.manner.names_ground:
        return _FOR_HELP.search(marked.plain, outcome.at, clause.end) is not None
    if outcome.verdict is not VerdictType.UNDECIDED:
        return False
    if chain.manner.names_ground:
        return True
    if not chain.manner.on_mission:
        return False
    last = max(link.sign.end for link in chain.links)
    return _ON_A_MATTER.match(marked.plain, last, clause.end) is None


def _hopes_for_another(marked: MarkedText, clause: Clause, chain: Chain) -> bool:
    """True for `hopes that Poland will send`: a wish says nothing of whom it is about."""
    return any(
        _WISH.match(marked.plain, link.sign.start) is not None
        and any(0 <= item.start - link.sign.end <= len(" that the ") for item in clause.mentions)
        for link in chain.links
    )


def _limit_at(clause: Clause) -> int:
    return clause.limits[0].start if clause.limits else clause.start


def _is_of_another(marked: MarkedText, clause: Clause) -> bool:
    """True for `Kuwait offered, if Iraq agrees, ...`: somebody else makes the choice."""
    own = {item.code for item in clause.mentions}
    return bool(own) and any(
        item.code not in own
        for limit in clause.limits
        for item in marked.mentions_between(limit.word_end, limit.end)
    )


def _is_hypothetical(marked: MarkedText, clause: Clause, chain: Chain) -> bool:
    """True if the condition is the party's own choice: `should it agree` promises nothing."""
    is_named_only = chain.links[0].sign.form is Form.NOUN
    choice = _OWN_CHOICE.search(chain.condition)
    return bool(
        (
            (
                choice
                and not hangs_on_others(chain.condition, choice.start())
                and not (
                    chain.links[0].sign.start < _limit_at(clause) and _is_of_another(marked, clause)
                )
            )
            or (is_named_only and _COMES_TRUE.search(chain.condition))
        )
        and not LEGISLATURE.search(chain.condition)
        and not EXECUTIVE.search(chain.condition)
    )


def _weighs(chain: Chain) -> bool:
    """True if `whether` stands under weighing or deciding, so that no question is asked."""
    return any(
        link.sense is Sense.DECIDE
        or (link.sense is Sense.ATTITUDE and link.rung is not None and link.rung <= 3)
        for link in chain.links
    )
