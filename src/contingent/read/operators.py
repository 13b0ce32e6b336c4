"""The chain of words over an act becomes a rung or a verdict: the weakest word wins."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

from contingent.read.clauses import Clause
from contingent.read.gazetteer import Form as NameForm
from contingent.read.lexicon import Form, Sense
from contingent.read.signs import MarkedText, Sign
from contingent.vocabulary.claim import Rung, VerdictType

__all__ = ["Chain", "Link", "Manner", "Outcome", "chain_of", "outcome_of"]

_LINKS = frozenset(
    {
        Sense.ATTITUDE,
        Sense.ACT,
        Sense.EVENT,
        Sense.CONTACT,
        Sense.DECIDE,
        Sense.REFUSE,
        Sense.SUSPEND,
        Sense.WITHDRAW,
        Sense.EXCLUDE,
        Sense.OBJECT,
        Sense.CONSENT,
    }
)
_MODALS = frozenset({Sense.MAY, Sense.WILL, Sense.WOULD})
_MODAL_REACH = 32  # letters from a modal to its verb: "could quite possibly also send"
_NEGATION_REACH = 90
_BEFORE = 30
_ATTRIBUTE = re.compile(r"\b(?:an?|the|its|their|this|any|such|newly)(?: [a-z]+ly)? $")
_PASSIVE = re.compile(r"\b(?:been|was|were|is|are|being|be) (?:[a-z]+ly |also )?$")
_PROGRESSIVE = re.compile(r"\b(?:is|are|was|were|been|s|re|m) (?:[a-z]+ly |also |now |still )?$")
_INFINITIVE = re.compile(r"\bto (?:be |[a-z]+ly |also )?$")
_NOT_TO = re.compile(r"\b(?:not|never) to (?:be )?$")
_HAD = re.compile(r"\b(?:has|have|had|s|ve) (?:[a-z]+ly |already |also |so far |been )?$")
_DETERMINED = re.compile(r"\b(?:an?|the|its|their|his|her|our|this|no|any|new|s|peace|of) $")
_VERB_PLACE = re.compile(
    r"(?:\b(?:to|will|would|may|might|could|can|should|must|shall|not|t|also|they|we|i|you|who|and"
    r"|or|ll|even|only|both|do|did|does|cannot|that|which|help|please|never)|[a-z]+ly"
    r"|countries|governments|states|nations|officials|allies|members|partners) $"
)
_TALK_ONLY = re.compile(
    r" +(?:to )?(?:comment|say|answer|confirm|elaborate|specify|give|be named|disclose|speculate)\b"
)
_LEGISLATURE = re.compile(
    r"\b(?:parliament|senate|assembly|congress|lawmakers|mps|legislature|bundestag|knesset|duma"
    r"|legislators|house of representatives|lower house|upper house)\b"
)
_EXECUTIVE = re.compile(r"\b(?:cabinet|council of ministers|government|presidency)\b")
_ON_A_MATTER = re.compile(r" (?:on|about|over|regarding|to) ")
_RECEIVED = re.compile(r"\b(?:received|got|accepted|has had) (?:[a-z]+ ){0,4}$")
_OWN_CHOICE = re.compile(
    r"\b(?:agree|agrees|agreed|decide|decides|join|joins|sign up|accept|true)\b"
)
_COMES_TRUE = re.compile(
    r"\b(?:reali[sz]ed|materiali[sz]es?|honou?red|kept|true|fulfilled|confirmed)\b"
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """One word of a chain with what stands over it directly."""

    sign: Sign
    rung: Rung | None
    is_negated: bool = False
    modal: Sense | None = None
    is_denied: bool = False

    @property
    def sense(self) -> Sense:
        """What the word does."""
        return self.sign.sense


@dataclass(frozen=True, slots=True, kw_only=True)
class Chain:
    """The links of a clause in order, and what else stands in it."""

    links: tuple[Link, ...]
    in_principle: bool
    asks: bool  # whether, asked if
    talks: bool  # a meeting or conference is named
    pending: bool
    repair_at: int | None
    is_first_party: bool  # "the first 200"
    has_object: bool  # a force, a resource: what could be contributed or joined
    condition: str  # plain words of an `if`; empty: none


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What a chain says. One of `rung` and `verdict` is set.

    `about_object` is True where it is said of whoever is asked or excluded, not of the subject.
    """

    rung: Rung | None = None
    verdict: VerdictType | None = None
    at: int = 0  # where the deciding chain begins
    first_said: Rung | None = None
    ambiguous: tuple[Rung, ...] = ()
    approval: str = ""
    in_principle: bool = False
    about_object: bool = False
    is_act: bool = False  # something done, not said: its theatre decides whether it counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Manner:
    """How a clause is told: in a headline, in reported speech, in a text about a mission."""

    in_headline: bool
    is_reported: bool
    on_mission: bool


def chain_of(marked: MarkedText, clause: Clause) -> Chain:
    """The chain of a clause; words inside its conditions are no part of it."""
    links = _modal_links(_negated_links(_plain_links(marked, clause), clause), clause)
    senses = {sign.sense for sign in clause.signs}
    repair = next((sign.start for sign in clause.signs if sign.sense is Sense.REPAIR), None)
    condition = " ".join(
        marked.plain[limit.start : limit.end] for limit in clause.limits if limit.sense is Sense.IF
    )
    return Chain(
        links=tuple(links),
        in_principle=Sense.PRINCIPLE in senses,
        asks=Sense.WHETHER in senses or marked.fold[clause.start : clause.end + 1].endswith("?"),
        talks=Sense.TALKS in senses,
        pending=Sense.PENDING in senses,
        repair_at=repair,
        is_first_party=Sense.FIRST in senses,
        has_object=bool(senses & {Sense.FORCE, Sense.RESOURCE}),
        condition=condition,
    )


def _plain_links(marked: MarkedText, clause: Clause) -> Iterator[Link]:
    for sign in clause.signs:
        if sign.sense not in _LINKS or _is_no_link(marked, clause, sign):
            continue
        if _stands_as_noun(marked, sign):
            if sign.value not in ("offered", "pledged") and sign.sense is not Sense.CONTACT:
                continue
            sign = sign._replace(form=Form.NOUN)
        rung = Rung.of_word(sign.value) if sign.sense in (Sense.ATTITUDE, Sense.EVENT) else None
        yield Link(sign=sign, rung=rung)


def _stands_as_noun(marked: MarkedText, sign: Sign) -> bool:
    """True for `plan` in "peace plan": a verb's plain form where no verb can stand."""
    if sign.form not in (Form.PLAIN, Form.PRESENT) or " " in marked.plain[sign.start : sign.end]:
        return False
    before = marked.plain[max(0, sign.start - 24) : sign.start]
    if sign.form is Form.PRESENT:
        return _DETERMINED.search(before) is not None
    return _VERB_PLACE.search(before) is None and not any(
        0 <= sign.start - mention.end <= 1
        and mention.form is not NameForm.ADJECTIVE
        and marked.fold[mention.end : mention.end + 2] != "'s"
        for mention in marked.mentions
    )


def _is_no_link(marked: MarkedText, clause: Clause, sign: Sign) -> bool:
    """True for a word that looks like a link and is none: an attribute, a tie to elsewhere."""
    before = marked.plain[max(clause.start, sign.start - _BEFORE) : sign.start]
    after = [other for other in clause.signs if other.start >= sign.end]
    if sign.sense is Sense.REFUSE and _TALK_ONLY.match(marked.plain, sign.end):
        return True
    if sign.form is Form.PAST and _ATTRIBUTE.search(before) and sign.sense is Sense.ATTITUDE:
        return bool(after) and after[0].sense in (Sense.FORCE, Sense.RESOURCE)
    word = marked.plain[sign.start : sign.end]
    if word == "committed" and not any(
        other.sense in (Sense.ACT, Sense.RESOURCE, Sense.FORCE) for other in after
    ):
        negated = any(
            other.sense is Sense.NOT and other.end <= sign.start for other in clause.signs
        )
        return not negated
    if word == "committed" and after and after[0].sense is Sense.ELSEWHERE:
        return True
    if word.startswith("pull") and word in ("pull", "pulls", "pulled", "pulling"):
        return " out" not in marked.plain[sign.end : clause.end]
    return word in ("back", "support", "supports", "backs") and sign.form is Form.NOUN


def _negated_links(links: Iterable[Link], clause: Clause) -> Iterator[Link]:
    """Each negation lies on the next link, unless a finite verb of another kind stands between."""
    found = list(links)
    negations = [sign for sign in clause.signs if sign.sense is Sense.NOT]
    for index, link in enumerate(found):
        floor = found[index - 1].sign.end if index else clause.start
        over = [
            sign
            for sign in negations
            if floor <= sign.start < link.sign.start
            and link.sign.start - sign.end <= _NEGATION_REACH
        ]
        yield replace(
            link,
            is_negated=bool(over),
            is_denied=any(sign.value == "deny" for sign in over),
        )


def _modal_links(links: Iterable[Link], clause: Clause) -> Iterator[Link]:
    """Each modal lies on the verb that follows it closely."""
    found = list(links)
    modals = [sign for sign in clause.signs if sign.sense in _MODALS]
    for index, link in enumerate(found):
        floor = found[index - 1].sign.end if index else clause.start
        over = [
            sign
            for sign in modals
            if floor <= sign.start < link.sign.start
            and link.sign.start - sign.end <= _MODAL_REACH
            and link.sign.form is not Form.NOUN
        ]
        yield replace(link, modal=over[-1].sense) if over else link


def outcome_of(marked: MarkedText, clause: Clause, chain: Chain, manner: Manner) -> Outcome | None:
    """What the chain says by the rules of the ladder; None if it says nothing of firmness."""
    if not chain.links or _is_hypothetical(chain):
        return None
    if chain.asks and not _weighs(chain):
        return None
    for rule in (_off_ladder, _asked, _negated, _pending):
        outcome = rule(marked, clause, chain)
        if outcome is _SILENCE:
            return None
        if outcome is not None:
            return outcome if _is_on_topic(marked, clause, chain, outcome, manner) else None
    return _positive(marked, clause, chain, manner)


def _is_on_topic(
    marked: MarkedText, clause: Clause, chain: Chain, outcome: Outcome, manner: Manner
) -> bool:
    """True if it concerns the force: it names it, or leaves out what the text is about.

    "No decision has been taken" carries its topic on; "no decision on tariffs" names another.
    """
    if chain.has_object or any(link.sense is Sense.ACT for link in chain.links):
        return True
    if outcome.verdict is not VerdictType.UNDECIDED or not manner.on_mission:
        return False
    last = max(link.sign.end for link in chain.links)
    return _ON_A_MATTER.match(marked.plain, last, clause.end) is None


_SILENCE = Outcome()
"""A rule applies, and what it says is that nothing is said."""

Rule = Callable[[MarkedText, Clause, Chain], Outcome | None]


def _is_hypothetical(chain: Chain) -> bool:
    """True if the condition is the party's own choice: `should it agree` promises nothing."""
    return bool(
        chain.condition
        and (_OWN_CHOICE.search(chain.condition) or _COMES_TRUE.search(chain.condition))
        and not _LEGISLATURE.search(chain.condition)
        and not _EXECUTIVE.search(chain.condition)
    )


def _weighs(chain: Chain) -> bool:
    """True if `whether` stands under weighing or deciding, so that no question is asked."""
    return any(
        link.sense is Sense.DECIDE
        or (link.sense is Sense.ATTITUDE and link.rung is not None and link.rung <= 3)
        for link in chain.links
    )


def _off_ladder(marked: MarkedText, clause: Clause, chain: Chain) -> Outcome | None:
    """Suspended, withdrawn, excluded, objected, consented, declined."""
    is_relevant = chain.has_object or any(
        link.sense in (Sense.ACT, Sense.ATTITUDE) for link in chain.links
    )
    if not is_relevant:
        return None
    for link in chain.links:
        outcome = _verdict_of(link, clause, chain)
        if outcome is not None:
            return replace(outcome, at=link.sign.start)
    return None


_VERDICTS = {
    Sense.SUSPEND: VerdictType.SUSPENDED,
    Sense.WITHDRAW: VerdictType.WITHDRAWN,
    Sense.OBJECT: VerdictType.OBJECTION,
    Sense.REFUSE: VerdictType.DECLINED,
}


def _verdict_of(link: Link, clause: Clause, chain: Chain) -> Outcome | None:
    sense = link.sense
    if sense is Sense.CONSENT or (sense is Sense.ATTITUDE and link.sign.value == "pledged"):
        return _consent(link, clause, chain)
    if sense is Sense.EXCLUDE and not link.is_negated:
        return Outcome(verdict=VerdictType.EXCLUDED, about_object=True)
    if sense not in _VERDICTS or (link.is_negated and sense is not Sense.REFUSE):
        return None
    if sense is Sense.REFUSE:
        if link.is_negated:
            return Outcome(rung=Rung.CONSIDERING)
        others = [item for item in clause.mentions if item.start > link.sign.end]
        if others and clause.mentions[0].code != others[0].code and chain.has_object is False:
            return Outcome(verdict=VerdictType.EXCLUDED, about_object=True)
    if link.modal in (Sense.MAY, Sense.WOULD):
        return Outcome(rung=Rung.CONSIDERING)
    return Outcome(verdict=_VERDICTS[sense])


def _consent(link: Link, clause: Clause, chain: Chain) -> Outcome | None:
    """Agreeing to a force's coming is consent; agreeing to send is not."""
    after = [sign for sign in clause.signs if sign.start >= link.sign.end]
    act = next((sign for sign in after if sign.sense is Sense.ACT), None)
    names_force = any(sign.sense is Sense.FORCE for sign in after)
    if link.is_negated or act is None or act.form is not Form.NOUN or not names_force:
        return None
    if any(sign.sense is Sense.RESOURCE for sign in after):
        return None
    return Outcome(verdict=VerdictType.CONSENT)


def _asked(marked: MarkedText, clause: Clause, chain: Chain) -> Outcome | None:
    """A request places whoever is asked at `approached`; one that was not made says nothing."""
    link = next((item for item in chain.links if item.sense is Sense.CONTACT), None)
    if link is None:
        return None
    earlier = [item for item in chain.links if item.sign.start < link.sign.start]
    if any(item.sense in (Sense.ATTITUDE, Sense.DECIDE) for item in earlier):
        return None
    if link.is_negated or link.modal is not None or clause.limits:
        return _SILENCE
    before = marked.plain[max(clause.start, link.sign.start - _BEFORE) : link.sign.start]
    if link.sign.form is Form.NOUN:
        received = _RECEIVED.search(before)
        return Outcome(rung=Rung.APPROACHED, at=link.sign.start) if received else None
    if link.sign.form is Form.PAST and _PASSIVE.search(before):
        return Outcome(rung=Rung.APPROACHED, at=link.sign.start)
    return Outcome(rung=Rung.APPROACHED, at=link.sign.start, about_object=True)


def _negated(marked: MarkedText, clause: Clause, chain: Chain) -> Outcome | None:
    link = next((item for item in chain.links if item.is_negated), None)
    if link is None:
        return None
    if link.is_denied:
        return Outcome(verdict=VerdictType.UNDECIDED, at=link.sign.start)
    match link.sense:
        case Sense.DECIDE:
            undecided = link.sign.value == "undecided"
            return _SILENCE if undecided else _undecided(link)
        case Sense.ATTITUDE:
            return _negated_attitude(marked, clause, link, chain)
        case Sense.CONSENT:
            return _undecided(link)
        case Sense.ACT:
            return _negated_act(marked, clause, link, chain)
    return _SILENCE


def _undecided(link: Link) -> Outcome:
    return Outcome(verdict=VerdictType.UNDECIDED, at=link.sign.start)


def _negated_attitude(
    marked: MarkedText, clause: Clause, link: Link, chain: Chain
) -> Outcome | None:
    if link.rung is None or link.rung >= Rung.OFFERED:
        return _undecided(link)
    if link.rung is Rung.ENGAGING:
        return _SILENCE
    between = marked.plain[max(clause.start, link.sign.start - _BEFORE) : link.sign.start]
    if " yet " in between or link.modal is Sense.MAY:
        return _undecided(link)
    is_relevant = chain.has_object or any(item.sense is Sense.ACT for item in chain.links)
    if not is_relevant:
        return _SILENCE
    return Outcome(verdict=VerdictType.DECLINED, at=link.sign.start)


def _negated_act(marked: MarkedText, clause: Clause, link: Link, chain: Chain) -> Outcome | None:
    before = marked.plain[max(clause.start, link.sign.start - _BEFORE) : link.sign.start]
    if not chain.has_object and link.sign.value != "join":
        return _SILENCE
    if _INFINITIVE.search(before) and link.modal is None and not _NOT_TO.search(before):
        return _SILENCE
    weaker = [item for item in chain.links if item.rung is not None and item.rung <= 4]
    if link.modal is Sense.MAY or weaker:
        return _undecided(link)
    if (
        link.modal in (Sense.WILL, Sense.WOULD)
        or "cannot" in marked.plain[clause.start : link.sign.start]
    ):
        return Outcome(verdict=VerdictType.DECLINED, at=link.sign.start)
    if _HAD.search(before) or link.sign.form in (Form.PAST, Form.NOUN):
        return _SILENCE
    return Outcome(verdict=VerdictType.DECLINED, at=link.sign.start)


def _pending(marked: MarkedText, clause: Clause, chain: Chain) -> Outcome | None:
    """A decision that is to come, or is said to be open, is no decision."""
    for link in chain.links:
        if link.sense is not Sense.DECIDE:
            continue
        is_open = link.sign.value == "undecided" or chain.pending or chain.asks
        is_coming = link.modal is not None or (
            link.sign.form is Form.PLAIN and _INFINITIVE.search(_before(marked, clause, link))
        )
        if is_open or is_coming:
            return _undecided(link)
    return None


def _before(marked: MarkedText, clause: Clause, link: Link) -> str:
    return marked.plain[max(clause.start, link.sign.start - _BEFORE) : link.sign.start]


def _positive(marked: MarkedText, clause: Clause, chain: Chain, manner: Manner) -> Outcome | None:
    """The weakest of all rungs in the chain."""
    if chain.talks and manner.on_mission and _attends(chain):
        return Outcome(rung=Rung.ENGAGING, at=chain.links[0].sign.start)
    if not _is_about_contributing(chain):
        return None
    steps = [_step(marked, clause, chain, link, manner) for link in chain.links]
    rungs = [rung for step in steps for rung in step.rungs]
    if chain.in_principle:
        rungs.append(Rung.WILLING)
    if not rungs or not any(step.carries for step in steps):
        return None
    lowest = min(rungs)
    if chain.condition and lowest > Rung.OFFERED:
        lowest = Rung.WILLING
    alternatives = {rung for step in steps for rung in step.alternatives}
    outcome = Outcome(
        rung=lowest,
        at=chain.links[0].sign.start,
        first_said=_first_said(chain, steps, lowest),
        ambiguous=tuple(sorted(alternatives)) if min(alternatives, default=0) > lowest else (),
        in_principle=chain.in_principle and any(rung > Rung.WILLING for rung in rungs),
        is_act=lowest >= Rung.PREPARING,
    )
    return _approved(marked, clause, chain, outcome)


def _attends(chain: Chain) -> bool:
    """True if what was joined or attended is talks, and nothing firmer is said."""
    first = chain.links[0]
    joins = first.sense is Sense.ACT and first.sign.value == "join"
    attends = first.rung is Rung.ENGAGING
    return (joins or attends) and first.sign.form is not Form.NOUN and not first.modal


def _is_about_contributing(chain: Chain) -> bool:
    acts = [link for link in chain.links if link.sense in (Sense.ACT, Sense.EVENT)]
    firm = any(link.rung is not None for link in chain.links)
    if not chain.has_object:
        return firm and any(link.sign.value in ("join", "help", "send") for link in acts)
    return bool(acts) or firm or any(link.sense is Sense.CONSENT for link in chain.links)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Step:
    """What one link adds: rungs to take the weakest of, and other readings."""

    rungs: tuple[Rung, ...] = ()
    alternatives: tuple[Rung, ...] = ()
    carries: bool = True


def _step(
    marked: MarkedText,
    clause: Clause,
    chain: Chain,
    link: Link,
    manner: Manner,
) -> _Step:
    modal = _modal_step(chain, link, manner.is_reported)
    if link.sense is Sense.DECIDE:
        return _Step(rungs=(Rung.PLEDGED,))
    if link.sense is Sense.CONSENT:
        return _Step(rungs=(Rung.PLEDGED,))
    if link.sense is Sense.EVENT and link.rung is not None:
        rung = link.rung
        if _is_to_come(marked, clause, link) and not modal.rungs:
            return _Step(carries=False)
        if rung is Rung.DEPLOYED and chain.is_first_party:
            rung = Rung.ADVANCE_PARTY
        return _Step(rungs=(rung, *modal.rungs))
    if link.rung is not None:
        softened = tuple(rung for rung in modal.rungs if rung is Rung.CONSIDERING)
        return _Step(rungs=(link.rung, *(softened if link.modal is Sense.MAY else ())))
    if link.sense is not Sense.ACT:
        return _Step(carries=False)
    if modal.rungs:
        return modal
    return _done(marked, clause, chain, link, manner.in_headline)


def _is_to_come(marked: MarkedText, clause: Clause, link: Link) -> bool:
    """True for `scheduled to arrive`: an event that has not happened."""
    if link.sign.form is Form.PLAIN:
        return True
    before = _before(marked, clause, link)
    return link.sign.form is Form.ONGOING and not _PROGRESSIVE.search(before)


def _modal_step(chain: Chain, link: Link, is_reported: bool) -> _Step:
    if link.modal is Sense.MAY:
        return _Step(rungs=(Rung.CONSIDERING,))
    if link.modal is Sense.WILL:
        return _Step(rungs=(Rung.PLEDGED,))
    if link.modal is Sense.WOULD:
        if chain.condition:
            return _Step(rungs=(Rung.WILLING,))
        if is_reported:
            return _Step(rungs=(Rung.PLEDGED,))
        return _Step(rungs=(Rung.CONSIDERING,), alternatives=(Rung.PLEDGED,))
    return _Step()


def _done(marked: MarkedText, clause: Clause, chain: Chain, link: Link, in_headline: bool) -> _Step:
    """An act with nothing over it: done, being done, or only named."""
    nothing = _Step(carries=False)
    has_attitude = any(item.rung is not None for item in chain.links)
    if has_attitude or link.sign.value == "help" or not chain.has_object:
        return nothing
    before = _before(marked, clause, link)
    joins = link.sign.value == "join"
    match link.sign.form:
        case Form.PAST if _INFINITIVE.search(before):
            return _Step(rungs=(Rung.PLEDGED,)) if in_headline else nothing
        case Form.PAST:
            return _Step(rungs=(Rung.PLEDGED if joins else Rung.DEPLOYED,))
        case Form.ONGOING if _PROGRESSIVE.search(before):
            return _Step(rungs=(Rung.PLEDGED,))
        case Form.PRESENT:
            return _Step(rungs=(Rung.PLEDGED,), alternatives=(Rung.DEPLOYED,))
        case Form.PLAIN if _INFINITIVE.search(before):
            return _Step(rungs=(Rung.PLEDGED,)) if in_headline else nothing
    return nothing


def _first_said(chain: Chain, steps: list[_Step], lowest: Rung) -> Rung | None:
    """The stronger half of a self-repair."""
    if chain.repair_at is None:
        return None
    earlier = [
        rung
        for link, step in zip(chain.links, steps, strict=True)
        for rung in step.rungs
        if link.sign.start < chain.repair_at
    ]
    return min(earlier) if earlier and min(earlier) > lowest else None


def _approved(marked: MarkedText, clause: Clause, chain: Chain, outcome: Outcome) -> Outcome:
    """A parliament's or cabinet's decision is `approved`, and by which of the two."""
    first = chain.links[0]
    before = marked.plain[clause.start : first.sign.start]
    body = "legislative" if _LEGISLATURE.search(before) else ""
    body = body or ("executive" if _EXECUTIVE.search(before) else "")
    if outcome.rung is Rung.APPROVED:
        return replace(outcome, approval=body or "executive")
    decides = first.sense is Sense.DECIDE or marked.plain[first.sign.start :].startswith("agree")
    if outcome.rung is Rung.PLEDGED and decides and body and "government" not in before:
        return replace(outcome, rung=Rung.APPROVED, approval=body)
    return outcome
