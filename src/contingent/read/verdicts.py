"""Refusals, requests, denials and open decisions: chains that stand off the ladder."""

from __future__ import annotations

import re
from dataclasses import replace

from contingent.read.chains import Chain, Link, words_before
from contingent.read.clauses import Clause
from contingent.read.lexicon import Form, Sense
from contingent.read.outcomes import SILENCE, Outcome
from contingent.read.signs import MarkedText
from contingent.vocabulary.claim import Rung, VerdictType

__all__ = ["asked", "for_now", "negated", "off_ladder", "pending", "unsettled"]

_BEFORE = 30
_OWNS = 16  # letters between an owner and what it owns: "Nepal's latest offer"
_PASSIVE = re.compile(r"\b(?:been|was|were|is|are|being|be) (?:[a-z]+ly |also )?$")
_PASSIVELY = re.compile(r"\b(?:was|were|been) (?:not|never) (?:[a-z]+ly )?$")
_NEEDED = re.compile(r"\b(?:is|are|was|remains?) (?:still )?(?:needed|required|missing|lacking)\b")
_UNMET = re.compile(
    r"\b(?:not|never|yet)(?: yet| to)? (?:be |been )?"
    r"(?:confirmed|fulfilled|kept|met|honoured|honored|delivered|materialised|materialized)\b"
)
_INFINITIVE = re.compile(r"\bto (?:be |[a-z]+ly |also )?$")
_WITHOUT = re.compile(r"\bwithout (?:[a-z]+ ){0,3}$")
_NOT_TO = re.compile(r"\b(?:not|never) to (?:be )?$")
_HAD = re.compile(r"\b(?:has|have|had|s|ve) (?:[a-z]+ly |already |also |so far |been )?$")
_UNTIL_THEN = re.compile(
    r"\b(?:unless|until|before that|before then|for now|at this stage|yet"
    r"|without (?:a|an|the|clear|further|prior|un)|at the moment|at present|as long as|so far)\b"
)
# Who asks for a contribution without a say in the force: to them nobody is approached.
_OUTSIDERS = re.compile(
    r"\b(?:opposition|campaigners?|activists?|lawmakers?|critics?|analysts?|newspapers?|editorial"
    r"|protesters?|demonstrators|petition|senators?|mps|columnists?|charities|aid agencies|clerics?"
    r"|residents|former|rights groups|ngos|aid groups)\b"
)
_RECEIVED = re.compile(
    r"\b(?:received|receiving|got|accepted|has had|(?:respond(?:ed)?|reply|replied|react(?:ed)?) to"
    r"|answer|answered) (?:[a-z]+ ){0,4}$"
)
_MADE = re.compile(
    r"\b(?:made|makes|sent|sends|put|floated|issued|issues|addressed|submitted|lodged|extended|renewed"
    r"|repeated|directed) (?:an? |the |its |their )?(?:[a-z]+ ){0,1}$"
)
_SET_FOOT = re.compile(r"set foot (?:in|on)\b")
_OWN_PART = re.compile(
    r"(?:role|part|place|participation|involvement) (?:in |for |of |by )?"
    r"(?:the country|its|their|his|her|our)\b"
)
_WAS_MADE = re.compile(
    r" (?:[a-z0-9]+ ){0,8}(?:(?:was|were|has been|had been|being) (?:[a-z]+ )?"
    r"(?:made|put|sent|extended|addressed|delivered|conveyed|passed|submitted|issued|handed)"
    r"|(?:has|have|had) (?:come in|arrived|reached|landed|gone out|gone to))\b"
)
_UNANSWERED = re.compile(r"\b(?:respond|reply|react|answer)(?:ed)? |\breplied ")
_VERDICTS = {
    Sense.SUSPEND: VerdictType.SUSPENDED,
    Sense.WITHDRAW: VerdictType.WITHDRAWN,
    Sense.OBJECT: VerdictType.OBJECTION,
    Sense.REFUSE: VerdictType.DECLINED,
}


def off_ladder(marked: MarkedText, clause: Clause, chain: Chain) -> Outcome | None:
    """Suspended, withdrawn, excluded, objected, consented, declined."""
    is_relevant = chain.has_object or any(
        link.sense in (Sense.ACT, Sense.ATTITUDE)
        or (link.sense is Sense.DECIDE and chain.manner.names_ground)
        for link in chain.links
    )
    if not is_relevant:
        return None
    for link in chain.links:
        outcome = _verdict_of(marked, link, clause, chain)
        if outcome is not None:
            return outcome if outcome is SILENCE else replace(outcome, at=link.sign.start)
    return None


def _verdict_of(marked: MarkedText, link: Link, clause: Clause, chain: Chain) -> Outcome | None:
    sense = link.sense
    if sense is Sense.CONSENT or (sense is Sense.ATTITUDE and link.sign.value == "pledged"):
        return _consent(marked, link, clause, chain)
    chooses = link.rung is Rung.SELECTED and link.sign.form is not Form.OTHER
    if chooses or _endorsed(marked, link, clause):
        return _selection(link, clause)
    if sense is Sense.EXCLUDE:
        if link.is_negated:
            return Outcome(rung=Rung.CONSIDERING)
        if any(
            sign.sense is Sense.ACT
            and sign.form is Form.ONGOING
            and sign.start - link.sign.end == 1
            for sign in clause.signs
        ):
            return Outcome(verdict=VerdictType.DECLINED)
        words = marked.plain[link.sign.start : link.sign.end]
        is_told_of = (link.sign.form is Form.OTHER and not words.endswith(" for")) or (
            link.sign.form is Form.PAST and _PASSIVE.search(words_before(marked, clause, link))
        )
        return Outcome(verdict=VerdictType.EXCLUDED, about_object=not is_told_of)
    if sense not in _VERDICTS or (link.is_negated and sense is not Sense.REFUSE):
        return None
    if sense is Sense.SUSPEND and any(item.sense is Sense.DECIDE for item in chain.links):
        return _undecided(link)
    if sense is Sense.REFUSE:
        if link.is_negated:
            return _undecided(link) if _neither(chain) else Outcome(rung=Rung.CONSIDERING)
        others = [item for item in clause.mentions if item.start > link.sign.end]
        if others and clause.mentions[0].code != others[0].code and chain.has_object is False:
            return Outcome(verdict=VerdictType.EXCLUDED, about_object=True)
    is_open = (
        link.modal is Sense.MAY
        or (
            link.modal is Sense.WOULD
            and not chain.manner.is_reported
            and not _is_announced(link, chain)
        )
        or (sense is Sense.WITHDRAW and _is_only_weighed(link, chain))
    )
    return SILENCE if is_open else Outcome(verdict=_VERDICTS[sense])


def _is_announced(link: Link, chain: Chain) -> bool:
    """True for `announced on Monday that it would withdraw`: told in the past, not imagined."""
    return any(
        item.sign.value == "pledged" and item.sign.end < link.sign.start for item in chain.links
    )


def _endorsed(marked: MarkedText, link: Link, clause: Clause) -> bool:
    """True for `endorsed Kenya as leader`: whom an organiser approves is chosen."""
    return link.rung is Rung.APPROVED and any(
        0 <= item.start - link.sign.end <= len(" the ")
        and marked.plain.startswith(" as ", item.end)
        for item in clause.mentions
    )


def _selection(link: Link, clause: Clause) -> Outcome | None:
    """Whom an organiser picks, where the name follows the verb; passives are read as rungs."""
    follows = any(0 <= item.start - link.sign.end <= len(" the ") for item in clause.mentions)
    is_act = follows and not link.is_negated and link.modal is None
    return Outcome(rung=Rung.SELECTED, about_object=True) if is_act else None


def _neither(chain: Chain) -> bool:
    """True for `has neither refused nor agreed`."""
    return any(
        link.is_negated
        and (link.sense is Sense.CONSENT or (link.rung is not None and link.rung >= Rung.OFFERED))
        for link in chain.links
    )


def _is_only_weighed(link: Link, chain: Chain) -> bool:
    """True under a word that promises nothing: `willing to withdraw` has not withdrawn."""
    return any(
        item.sense is Sense.ATTITUDE
        and item.sign.start < link.sign.start
        and item.rung is not None
        and item.rung < Rung.PLEDGED
        and not item.is_negated
        for item in chain.links
    )


def _lets_in(marked: MarkedText, link: Link, clause: Clause) -> bool:
    """True for `agreed to Nepalese soldiers in the force`: another's people, not its own."""
    if link.is_negated or link.modal is not None:
        return False
    if not marked.plain.startswith(" to ", link.sign.end):
        return False
    named = clause.mentions[0].code if clause.mentions else ""
    return any(
        item.start == link.sign.end + len(" to ")
        and item.code != named
        and any(
            sign.sense is Sense.RESOURCE and 0 <= sign.start - item.end <= _OWNS
            for sign in clause.signs
        )
        for item in clause.mentions
    )


def _consent(marked: MarkedText, link: Link, clause: Clause, chain: Chain) -> Outcome | None:
    """Agreeing to a force's coming is consent, to another's offer selects; to send is neither."""
    after = [sign for sign in clause.signs if sign.start >= link.sign.end]
    if link.sense is Sense.CONSENT and not link.is_negated and link.modal is None:
        offer = next((sign for sign in after if sign.value == "offered"), None)
        owner = next((item for item in clause.mentions if item.start > link.sign.end), None)
        if offer is not None and owner is not None and 0 <= offer.start - owner.end <= _OWNS:
            return Outcome(rung=Rung.SELECTED, about_object=True)
    if _lets_in(marked, link, clause):
        return Outcome(verdict=VerdictType.CONSENT)
    act = next((sign for sign in after if sign.sense is Sense.ACT), None)
    if act is not None and _OWN_PART.match(marked.plain, act.start):
        return None
    names_force = any(sign.sense is Sense.FORCE for sign in after)
    if link.is_negated or act is None or act.form is not Form.NOUN or not names_force:
        return None
    if any(sign.sense is Sense.RESOURCE for sign in after):
        return None
    return Outcome(verdict=VerdictType.CONSENT)


_TO_ASK = re.compile(r"\bto (?:[a-z]+ly )?$")


def asked(marked: MarkedText, clause: Clause, chain: Chain) -> Outcome | None:
    """A request places whoever is asked at `approached`; one that was not made says nothing."""
    link = next((item for item in chain.links if item.sense is Sense.CONTACT), None)
    if link is None:
        return None
    earlier = [item for item in chain.links if item.sign.start < link.sign.start]
    if any(item.sense in (Sense.ATTITUDE, Sense.DECIDE) for item in earlier):
        is_asker = link.sign.form is Form.PLAIN and _TO_ASK.search(
            marked.plain, clause.start, link.sign.start
        )
        return SILENCE if is_asker else None
    before = marked.plain[max(clause.start, link.sign.start - _BEFORE) : link.sign.start]
    is_unanswered = link.sign.form is Form.NOUN and _UNANSWERED.search(before)
    if (link.is_negated and not is_unanswered) or link.modal is not None or clause.limits:
        return SILENCE
    if _OUTSIDERS.search(marked.plain, clause.start, link.sign.start):
        return SILENCE
    if link.sign.form is Form.NOUN:
        received = _RECEIVED.search(before)
        if _WAS_MADE.match(marked.plain, link.sign.end, clause.end):
            return Outcome(rung=Rung.APPROACHED, at=link.sign.start, about_object=True)
        if _MADE.search(before):
            return Outcome(rung=Rung.APPROACHED, at=link.sign.start, about_object=True)
        if received is None:
            return None
        at = link.sign.start - len(before) + received.start()
        return Outcome(rung=Rung.APPROACHED, at=at)
    is_passive = _PASSIVE.search(before) or marked.plain.startswith(" by ", link.sign.end)
    if link.sign.form is Form.PAST and is_passive:
        return Outcome(rung=Rung.APPROACHED, at=link.sign.start)
    return Outcome(rung=Rung.APPROACHED, at=link.sign.start, about_object=True)


def negated(marked: MarkedText, clause: Clause, chain: Chain) -> Outcome | None:
    """What a negation leaves: an open decision, a refusal, or nothing at all."""
    link = next((item for item in chain.links if item.is_negated), None)
    if link is None:
        return None
    if link.is_denied:
        if link.sense is Sense.ACT and link.modal is None:
            return SILENCE
        return Outcome(verdict=VerdictType.UNDECIDED, at=link.sign.start)
    match link.sense:
        case Sense.DECIDE:
            undecided = link.sign.value == "undecided"
            return SILENCE if undecided else _undecided(link)
        case Sense.ATTITUDE:
            return _negated_attitude(marked, clause, link, chain)
        case Sense.CONSENT:
            return _undecided(link)
        case Sense.ACT:
            return _negated_act(marked, clause, link, chain)
        case Sense.EVENT if link.modal in (Sense.WILL, Sense.WOULD) and _SET_FOOT.match(
            marked.plain, link.sign.start
        ):
            return Outcome(verdict=VerdictType.DECLINED, at=link.sign.start)
    return SILENCE


def _undecided(link: Link) -> Outcome:
    return Outcome(verdict=VerdictType.UNDECIDED, at=link.sign.start)


def _negated_attitude(
    marked: MarkedText, clause: Clause, link: Link, chain: Chain
) -> Outcome | None:
    if link.rung is None or link.rung >= Rung.OFFERED:
        lacks = link.sign.form is Form.NOUN and _WITHOUT.search(words_before(marked, clause, link))
        return SILENCE if lacks else _undecided(link)
    if link.rung is Rung.ENGAGING:
        return SILENCE
    between = marked.plain[max(clause.start, link.sign.start - _BEFORE) : link.sign.start]
    if " yet " in between or link.modal is Sense.MAY:
        return _undecided(link)
    is_relevant = chain.has_object or any(item.sense is Sense.ACT for item in chain.links)
    if not is_relevant or (link.sign.form is Form.PAST and _PASSIVELY.search(between)):
        return SILENCE
    return Outcome(verdict=VerdictType.DECLINED, at=link.sign.start)


def _negated_act(marked: MarkedText, clause: Clause, link: Link, chain: Chain) -> Outcome | None:
    before = marked.plain[max(clause.start, link.sign.start - _BEFORE) : link.sign.start]
    if link.modal is Sense.OUGHT or (not chain.has_object and link.sign.value != "join"):
        return SILENCE
    if _INFINITIVE.search(before) and link.modal is None and not _NOT_TO.search(before):
        return SILENCE
    weaker = [item for item in chain.links if item.rung is not None and item.rung <= 4]
    if link.modal is Sense.MAY or weaker:
        return _undecided(link)
    if (
        link.modal in (Sense.WILL, Sense.WOULD)
        or "cannot" in marked.plain[clause.start : link.sign.start]
    ):
        return Outcome(verdict=VerdictType.DECLINED, at=link.sign.start)
    if _HAD.search(before) or link.sign.form in (Form.PAST, Form.NOUN):
        return SILENCE
    return Outcome(verdict=VerdictType.DECLINED, at=link.sign.start)


def pending(marked: MarkedText, clause: Clause, chain: Chain) -> Outcome | None:
    """A decision that is to come, or is said to be open, is no decision."""
    for link in chain.links:
        is_promise = link.sign.form is Form.NOUN and link.sign.value in ("offered", "pledged")
        if is_promise and _UNMET.search(marked.plain, link.sign.end, clause.end):
            return _undecided(link)
        is_step = link.rung is Rung.APPROVED and link.sign.form is Form.NOUN
        if is_step and (chain.pending or _NEEDED.search(marked.plain, link.sign.end, clause.end)):
            return _undecided(link)
        if link.sense is not Sense.DECIDE:
            continue
        is_open = link.sign.value == "undecided" or chain.pending or chain.asks
        is_coming = link.modal is not None or (
            link.sign.form is Form.PLAIN and _INFINITIVE.search(words_before(marked, clause, link))
        )
        if is_open or is_coming:
            return _undecided(link)
    return None


def unsettled(chain: Chain) -> Outcome | None:
    """What is asked, and said to be open: `whether it will send troops has not been settled`."""
    if not chain.pending:
        return None
    acts = (link for link in chain.links if link.sense in (Sense.ACT, Sense.EVENT))
    act = next(acts, None)
    return None if act is None else _undecided(act)


def for_now(marked: MarkedText, clause: Clause, outcome: Outcome) -> Outcome:
    """A refusal that holds until something comes true is no refusal yet."""
    if outcome.verdict is not VerdictType.DECLINED:
        return outcome
    is_bound = any(limit.sense in (Sense.IF, Sense.AFTER) for limit in clause.limits)
    if is_bound or _UNTIL_THEN.search(marked.plain, clause.start, clause.end):
        return replace(outcome, verdict=VerdictType.UNDECIDED)
    return outcome
