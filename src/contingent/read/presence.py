"""A clause that tells where a contributor's people are, or may not be, becomes an outcome."""

from __future__ import annotations

import re

from contingent.read.chains import Chain, Link
from contingent.read.clauses import Clause
from contingent.read.gazetteer import Form as NameForm
from contingent.read.gazetteer import Mention
from contingent.read.lexicon import Form, Sense
from contingent.read.limits import MODALS
from contingent.read.outcomes import Outcome
from contingent.read.signs import MarkedText, Sign
from contingent.vocabulary.claim import Rung, VerdictType

__all__ = ["barred", "handed_over", "in_place"]

_NUMBER = (
    r"(?:\d[\d ]*|an?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|dozens of"
    r"|hundreds of|thousands of|several|several hundred|several thousand|hundreds|thousands"
    r"|the (?:second |third )?(?:largest|biggest))"
)
_HAS = re.compile(
    rf"\b(?:has|have|with|maintains|keeps|had|there (?:is|are|were)) "
    rf"(?:[a-z]+ ){{0,4}}?{_NUMBER} (?:[a-z]+ ){{0,3}}$"
)
_TAKEN_IN = re.compile(r"\b(?:received|welcomed) (?:[a-z]+ ){0,4}?\d[\d ]*(?:[a-z]+ ){0,2}$")
_THERE = re.compile(
    r" +(?:already |now |currently |still )?(?P<how>serving|stationed|deployed|based|on the ground"
    r"|in place|in theatre|in|with|at|as part of|under)\b"
)
_STANDS = re.compile(
    r" +(?:[a-z]+ ){0,4}?(?:is|are|has been|have been|now|currently|has|have) "
    r"(?:already |now |currently |still |all )?"
    r"(?:on the ground|in place|in theatre|stationed|serving|based|incorporated|patrolling"
    r"|numbers?|grown to|risen to|stands? at|already in|now in|back in"
    r"|spread (?:across|over|along)|posted (?:to|in|with)|assigned to|attached to|positioned"
    r"|garrisoned|mans?|guards?|secures?|polices?)\b"
    r"| +(?:[a-z]+ +){0,8}?(?:are |is )?(?:now |already |currently )?(?:patrols?|patrolling) "
    r"| +(?:[a-z]+ ){0,4}?(?:makes? up|accounts? for|forms?) (?:the|about|nearly|almost|an?) "
)
_PART_OF = re.compile(r"[a-z]+ (?:for|by) (?:the )?")
_BUSY = re.compile(
    r" +(?:[a-z]+ ){0,2}?(?:is|are) (?:now |already |currently )?(?:at work|[a-z]+ing)"
    r" (?:[a-z]+ ){0,3}?(?:with|in|as part of|alongside|there)\b"
)
_NO_FORCE = re.compile(
    r"\b(?:occup|inva[ds]|offensive|combat operations|ceasefire line|rebels|missions worldwide"
    r"|contributors? to (?:un|united nations) peacekeeping"
    r"|(?:in|across|to) (?:[a-z]+|\d+) (?:[a-z]+ )?missions)\b"
)
_NONE = re.compile(r"\bthere (?:will|would|can|could|shall|must) (?:never )?be no (?:[a-z]+ )?$")
_LET = re.compile(
    r" (?:[a-z]+ ){0,3}?(?:will|would|can|could|shall|should|must|may|is|are|were|was|to) "
    r"(?:ever )?(?:be )?(?:allowed|permitted|welcome|let|admitted|accepted|tolerated|included)\b"
)
_NOT_LET = re.compile(
    r" (?:[a-z]+ ){0,3}?(?:(?:will|would|can|could|shall|must|may|are|is|were|was) "
    r"(?:not|never|no longer)|cannot) (?:be )?(?:allowed|permitted|welcome|let|admitted|accepted"
    r"|tolerated|included)\b"
)
_NO_SUCH = re.compile(r"\bno (?:[a-z]+ )?$")
_PRONOUN = re.compile(r"\b(?:it|they|we)\b")
_HANDED = re.compile(
    r"\b(?:authority|command|responsibility)\b(?: [a-z]+){0,14} (?:(?:was|has been|were)"
    r"(?: [a-z]+ly)? (?:transferred|handed over|handed|passed)|passed)(?: [a-z]+){0,3} to\b"
)
_UNREAL = MODALS | {Sense.NOT}
_NEVER_AT_WAR = frozenset({"police", "medical", "observers", "engineering"})
_BY_COURT = re.compile(
    r"\b(?:court|judge|tribunal) (?:in [a-z]+ )?(?:has |had )?(?:[a-z]+ly )?(?:barred|blocked"
    r"|halted|suspended|froze|frozen|stopped|prohibited|stayed) (?:the |its )?(?:[a-z]+ ){0,3}?"
    r"(?:from|deployment|dispatch|plan|sending)\b"
)
_COUNTED_NOW = re.compile(r"\b(?:at (?:the )?last count|as of|at present|at the moment|now)\b")
_SERVES = ("serving", "stationed", "deployed")


def in_place(marked: MarkedText, clause: Clause, chain: Chain) -> Outcome | None:
    """`deployed`, where people are said to stand with the force: `has 170 soldiers in the force`.

    A state at war in the theatre has soldiers there too. So the force must be named, or the
    people be said to serve, or the text be about a force and the clause name the theatre or
    people who make no war; whom a text calls an invader, `Ground.at_war` keeps out.
    """
    if _is_unreal(clause, chain) or _NO_FORCE.search(marked.plain, clause.start, clause.end):
        return None
    for sign in clause.signs:
        if sign.sense is not Sense.RESOURCE or _says_more(chain, sign):
            continue
        at = _told_of(marked, clause, sign)
        is_there = at is not None and _is_with_the_force(marked, clause, chain, sign)
        if not is_there and _is_busy_with_it(marked, clause, chain, sign):
            at, is_there = sign.end, True
        if is_there and at is not None:
            rung = Rung.ADVANCE_PARTY if chain.is_first_people else Rung.DEPLOYED
            return Outcome(rung=rung, at=at, is_act=True)
    return None


def handed_over(marked: MarkedText, clause: Clause, chain: Chain) -> Outcome | None:
    """`operational`, where authority is told to have passed to somebody's people."""
    if _is_unreal(clause, chain):
        return None
    handed = _HANDED.search(marked.plain, clause.start, clause.end)
    if handed is None:
        return None
    return Outcome(rung=Rung.OPERATIONAL, at=handed.end() - 1, about_object=True, is_act=True)


def _is_unreal(clause: Clause, chain: Chain) -> bool:
    """True for what is asked, denied or only to come."""
    return chain.asks or any(sign.sense in _UNREAL for sign in clause.signs)


def _told_of(marked: MarkedText, clause: Clause, sign: Sign) -> int | None:
    """Where the verb stands that says so; None if nothing is said of these people."""
    low = max(clause.start, sign.start - 70)
    has = _HAS.search(marked.plain, low, sign.start)
    there = _THERE.match(marked.plain, sign.end, clause.end)
    taken_in = _TAKEN_IN.search(marked.plain, low, sign.start)
    if taken_in is not None:
        return taken_in.start()
    if has is not None and there is not None:
        is_past = has[0].startswith(("had ", "there were ")) and not _COUNTED_NOW.search(
            marked.plain, clause.start, clause.end
        )
        return None if is_past and there["how"] not in _SERVES else has.start()
    return sign.end if _STANDS.match(marked.plain, sign.end, clause.end) else None


def _says_more(chain: Chain, people: Sign) -> bool:
    """True if a verb stands before the people: the clause is about more than where they are."""
    return any(
        link.sign.form is not Form.NOUN and link.sign.start < people.start for link in chain.links
    )


def _is_busy_with_it(marked: MarkedText, clause: Clause, chain: Chain, sign: Sign) -> bool:
    """True for `engineers are clearing mines with the force`, which must be named."""
    named = chain.manner.names_force or any(item.sense is Sense.FORCE for item in clause.signs)
    return named and _BUSY.match(marked.plain, sign.end, clause.end) is not None


def _is_with_the_force(marked: MarkedText, clause: Clause, chain: Chain, sign: Sign) -> bool:
    there = _THERE.match(marked.plain, sign.end, clause.end)
    if chain.manner.names_force or (there is not None and there["how"] in _SERVES):
        return True
    if any(item.sense is Sense.FORCE for item in clause.signs):
        return True
    is_unarmed = sign.value in _NEVER_AT_WAR
    return chain.manner.on_mission and (chain.manner.names_ground or is_unarmed)


def barred(marked: MarkedText, clause: Clause, chain: Chain, *, speaker: str) -> Outcome | None:
    """A contributor that another refuses to let in, or whose people there are to be none of.

    `speaker` is the party of whoever says so; empty if nobody does.
    """
    by_court = _BY_COURT.search(marked.plain, clause.start, clause.end)
    if by_court is not None:
        return Outcome(verdict=VerdictType.SUSPENDED, at=by_court.start())
    for item, sign in _people(marked, clause):
        none = _NONE.search(marked.plain, max(clause.start, item.start - 40), item.start)
        if none is not None:
            is_other = speaker not in ("", item.code)
            verdict = VerdictType.EXCLUDED if is_other else VerdictType.DECLINED
            return Outcome(verdict=verdict, at=item.end)
        shut_out = _NOT_LET.match(marked.plain, sign.end, clause.end) or (
            _NO_SUCH.search(marked.plain, max(clause.start, item.start - 12), item.start)
            and _LET.match(marked.plain, sign.end, clause.end)
        )
        if shut_out:
            return Outcome(verdict=VerdictType.EXCLUDED, at=item.end)
        refused = [
            link for link in chain.links if link.sign.end <= item.start and _is_refusal(link)
        ]
        if not refused or not _another_before(marked, clause, refused[0].sign.start, item):
            continue
        sends = any(
            other.sense is Sense.ACT
            and other.form is not Form.NOUN
            and refused[-1].sign.end <= other.start < sign.start
            for other in clause.signs
        )
        if sends:
            continue
        at = refused[-1].sign.start
        if refused[-1].sense is Sense.ATTITUDE:
            return Outcome(verdict=VerdictType.OBJECTION, at=at)
        return Outcome(verdict=VerdictType.EXCLUDED, at=at, about_object=True)
    return None


def _people(marked: MarkedText, clause: Clause) -> list[tuple[Mention, Sign]]:
    """Each party with its people or its part: `Turkish combat troops`, `Peru's participation`."""
    return [
        (mention, sign)
        for mention in clause.mentions
        if mention.form is NameForm.ADJECTIVE or marked.fold.startswith("'s ", mention.end)
        for sign in clause.signs
        if (sign.sense is Sense.RESOURCE or (sign.sense is Sense.ACT and sign.form is Form.NOUN))
        and mention.end <= sign.start
        and marked.plain[mention.end : sign.start].count(" ") <= 2
    ] + [
        (mention, sign)
        for mention in clause.mentions
        for sign in clause.signs
        if sign.sense is Sense.ACT
        and sign.form is Form.NOUN
        and _PART_OF.fullmatch(marked.plain, sign.start, mention.start)
    ]


def _is_refusal(link: Link) -> bool:
    """True for `rejected`, `would not accept`, `does not want`."""
    if link.sense is Sense.REFUSE:
        return not link.is_negated
    is_wish = link.rung is Rung.CONSIDERING and link.sign.form is not Form.NOUN
    return link.is_negated and (link.sense is Sense.CONSENT or is_wish)


def _another_before(marked: MarkedText, clause: Clause, at: int, item: Mention) -> bool:
    """True if somebody else than the party of these people stands before: by name or as `it`."""
    if any(other.start < at and other.code != item.code for other in clause.mentions):
        return True
    return _PRONOUN.search(marked.plain, clause.start, at) is not None
