"""A clause told as untrue, wished for, demanded or another's matter is found to promise nothing."""

from __future__ import annotations

import re

from contingent.read.chains import Chain, tells_no_news
from contingent.read.clauses import Clause
from contingent.read.lexicon import Sense
from contingent.read.signs import MarkedText
from contingent.vocabulary.claim import Rung

__all__ = ["is_another_matter", "is_doubted", "is_no_state", "is_unsure"]

_REACH = 50  # letters before a clause in which a doubt about it may stand
_DOUBTED = re.compile(
    r"\b(?:nothing (?:suggests?|suggested|shows?|indicates?)"
    r"|(?:no|little) (?:signs?|indication|evidence|suggestion|guarantee|chance|prospect)"
    r"|speculation|conjecture|rumou?rs|talk|doubts?|doubted|not true|untrue"
    r"|far from (?:certain|clear)|myth|lie|fiction|fantasy"
    r"|nonsense|false|wrong) (?:that|of)\b"
    r"|\b(?:nobody|no one|few|whoever|anyone who|those who) (?:[a-z]+ ){0,3}(?:believes?|believed"
    r"|thinks?|expects?|expected|imagines?|hopes?)\b"
    r"|\b(?:imagine|suppose|supposing|pretend|fears?|feared) (?:that|of)\b"
    r"|\b(?:wrongly|falsely|mistakenly|erroneously|unconfirmed|unverified|unsubstantiated)\b"
)
_FALSE = re.compile(
    r"\b(?:reports?|claims?|rumou?rs|allegations?|suggestions?|speculation) (?:that|of) .*"
    r"\b(?:(?:is|are|was|were) (?:false|untrue|baseless|unfounded|wrong|not true|fake|denied"
    r"|rejected|fabricated|without foundation|nonsense|incorrect|inaccurate)"
    r"|not be (?:independently )?(?:verified|confirmed))\b"
)
_DENIED_CLAIM = re.compile(
    r"\b(?:reject(?:s|ed|ing)?|dismiss(?:es|ed|ing)?|refut(?:es?|ed|ing)|deny|den(?:ies|ied|ying))"
    r" (?:[a-z]+ ){0,3}(?:claims?|reports?|allegations?|accusations?|rumou?rs|suggestions?)"
    r" (?:(?:in|by|from|on) (?:[a-z]+ ){1,5})?(?:that|of)\b"
)
_DEMANDED = re.compile(
    r"\b(?:demand(?:s|ed|ing)?|insist(?:s|ed)?|recommend(?:s|ed)?|propos(?:e|es|ed)|urg(?:e|es|ed)"
    r"|pray(?:s|ed)?|confident|optimistic|convinced|hopeful|dreams?)(?: that)? (?:the )?$"
)
_AGAINST = re.compile(
    r" +to (?:stop|block|prevent|oppose|fight|resist|halt|overturn|challenge|contest|reverse|veto"
    r"|thwart|vote against)\b"
)
_NO_STATE = re.compile(
    r"\b(?:opposition(?! to)|campaigners?|activists?|protesters?|critics|residents|charity"
    r"|charities|aid (?:ships?|convoys?|planes?|trucks?|flotilla|agency|agencies|group|groups"
    r"|workers)|ngos?|rebels|militias?|mercenaries)\b"
)
_NO_FORCE = re.compile(
    r"\b(?:exports?|sales?|weapons|missiles?|air defences?|air defenses?|ammunition|aid|medicines?"
    r"|food|relief|generators|shells|to arm|to equip|tonnes|tons|rice|wheat|flour|blankets"
    r"|rifles|helmets|nationals|evacuees|meals|vaccines)\b"
)
_OVER_YEARS = re.compile(r"\b(?:served|fought|spent|lost)\b.{1,60}\b(?:years|decades)\b")
_THINGS = frozenset({"equipment", "funding", "logistics", "medical", "aviation"})


def is_doubted(marked: MarkedText, clause: Clause, chain: Chain) -> bool:
    """True if the words around a chain take it back, or only wish or demand it of another."""
    first = chain.links[0].sign.start
    plain = marked.plain
    if _DOUBTED.search(plain, max(0, clause.start - _REACH), first):
        return True
    if _is_denied(marked, clause):
        return True
    return any(_is_demanded(marked, item.start) for item in clause.mentions if item.start < first)


def _is_demanded(marked: MarkedText, at: int) -> bool:
    """True for `urged that the` before the party at a place."""
    return _DEMANDED.search(marked.plain, max(0, at - _REACH), at) is not None


def _is_denied(marked: MarkedText, clause: Clause) -> bool:
    return any(
        pattern.search(marked.plain, clause.start, clause.end) is not None
        for pattern in (_DENIED_CLAIM, _FALSE)
    )


def is_unsure(marked: MarkedText, clause: Clause, rung: Rung) -> bool:
    """True if a clause asks, negates, doubts or denies anything that may bear on a rung.

    Conditions go well with what is only willing or offered, arms with those who make ready.
    """
    senses = {Sense.NOT, Sense.WHETHER, *([Sense.IF] if rung >= Rung.PLEDGED else [])}
    doubts = (_DOUBTED, _OVER_YEARS, *([_NO_FORCE] if rung is not Rung.PREPARING else []))
    return (
        "?" in marked.fold[clause.start : clause.end]
        or any(
            sign.sense in senses and not tells_no_news(marked.plain, sign.start)
            for sign in clause.signs
        )
        or _is_denied(marked, clause)
        or any(_is_demanded(marked, item.start) for item in clause.mentions)
        or any(
            pattern.search(marked.plain, clause.start, clause.end) is not None for pattern in doubts
        )
    )


def is_no_state(marked: MarkedText, clause: Clause, at: int) -> bool:
    """True if somebody other than a government stands before a word: `the opposition refuses`."""
    return _NO_STATE.search(marked.plain, clause.start, at) is not None


def is_another_matter(marked: MarkedText, clause: Clause, chain: Chain, rung: Rung | None) -> bool:
    """True if what is firm is no state's, is aimed against the force, or is arms and aid."""
    if rung is None or rung < Rung.OFFERED:
        return False
    first, last = chain.links[0].sign, chain.links[-1].sign
    if is_no_state(marked, clause, first.start):
        return True
    if any(_AGAINST.match(marked.plain, link.sign.end) for link in chain.links):
        return True
    people = (s.value for s in clause.signs if s.sense is Sense.RESOURCE)
    if chain.manner.names_force or any(value not in _THINGS for value in people):
        return False
    if any(sign.sense is Sense.FORCE for sign in clause.signs):
        return False
    return _NO_FORCE.search(marked.plain, first.end, max(last.end, clause.end)) is not None
