"""The words of a clause become one chain: links in order, and what stands over each."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from contingent.read.clauses import Clause
from contingent.read.gazetteer import Form as NameForm
from contingent.read.lexicon import Form, Sense, verb_forms
from contingent.read.limits import MODALS
from contingent.read.signs import MarkedText, Sign
from contingent.vocabulary.claim import Rung

__all__ = ["Chain", "Link", "Manner", "chain_of", "stands_as_noun", "words_before"]

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
_PARTY = "party"  # an advance party is people, the first of them or not
_NO_BOUND = re.compile(
    r"no (?:more|fewer|less|later|earlier|sooner) than|not (?:only|just|merely)|without"
)
_MODAL_REACH = 32  # letters from a modal to its verb: "could quite possibly also send"
_NEGATION_REACH = 90
_BEFORE = 30
_ATTRIBUTE = re.compile(r"\b(?:an?|the|its|their|this|any|such|newly)(?: [a-z]+ly)? $")
_DETERMINED = re.compile(r"\b(?:an?|the|its|their|his|her|our|this|no|any|new|s|peace|of) $")
_VERB_PLACE = re.compile(
    r"(?:\b(?:to|will|would|may|might|could|can|should|must|shall|not|t|also|they|we|i|you|who|and"
    r"|or|ll|even|only|both|do|did|does|cannot|that|which|help|please|never)|[a-z]+ly"
    r"|countries|governments|states|nations|officials|allies|members|partners) $"
)
_PARTICLES = {
    form: re.compile(pattern)
    for verb, pattern in (
        ("pull", r" out\b"),
        ("rule", r" out\b"),
        ("bring", r" home\b| back home\b"),
        ("take", r" out of\b| back home\b"),
    )
    for form in verb_forms(verb)
}
"""Verbs that mean something only with a word that may stand further on: `rule Qatar out`."""
_REACHED = frozenset(verb_forms("reach"))
_TALK_ONLY = re.compile(
    r" +(?:to )?(?:comment|say|answer|confirm|elaborate|specify|give|be named|disclose|speculate)\b"
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
class Manner:
    """How a clause is told: in a headline, in reported speech, in a text about a mission."""

    in_headline: bool
    is_reported: bool
    on_mission: bool
    names_force: bool = False  # the clause calls the mission by its name: KFOR
    names_ground: bool = False  # it names the mission or its theatre


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
    manner: Manner


def chain_of(marked: MarkedText, clause: Clause, manner: Manner) -> Chain:
    """The chain of a clause; words inside its conditions are no part of it."""
    links = list(_plain_links(marked, clause))
    if links:
        links = list(_modal_links(_negated_links(marked, links, clause), clause))
    senses = {sign.sense for sign in clause.signs}
    repair = next((sign.start for sign in clause.signs if sign.sense is Sense.REPAIR), None)
    condition = " ".join(
        marked.plain[limit.start : limit.end] for limit in clause.limits if limit.sense is Sense.IF
    )
    return Chain(
        links=tuple(links),
        in_principle=Sense.PRINCIPLE in senses,
        asks=bool(senses & {Sense.WHETHER, Sense.IF})
        or "?" in marked.fold[clause.start : clause.end + 1],
        talks=Sense.TALKS in senses,
        pending=Sense.PENDING in senses,
        repair_at=repair,
        is_first_party=Sense.FIRST in senses,
        has_object=bool(senses & {Sense.FORCE, Sense.RESOURCE})
        or manner.names_force
        or any(sign.value == _PARTY for sign in clause.signs if sign.sense is Sense.FIRST),
        condition=condition,
        manner=manner,
    )


def _plain_links(marked: MarkedText, clause: Clause) -> Iterator[Link]:
    for sign in clause.signs:
        if sign.sense not in _LINKS or _is_no_link(marked, clause, sign):
            continue
        if stands_as_noun(marked, sign):
            if sign.value not in ("offered", "pledged") and sign.sense is not Sense.CONTACT:
                continue
            sign = sign._replace(form=Form.NOUN)
        rung = Rung.of_word(sign.value) if sign.sense in (Sense.ATTITUDE, Sense.EVENT) else None
        yield Link(sign=sign, rung=rung)


def stands_as_noun(marked: MarkedText, sign: Sign) -> bool:
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
    particle = _PARTICLES.get(word)
    if particle is not None:
        return particle.search(marked.plain, sign.end, clause.end) is None
    if word in _REACHED:
        return not any(0 <= item.start - sign.end <= 5 for item in clause.mentions)
    return word in ("back", "support", "supports", "backs") and sign.form is Form.NOUN


def _negated_links(marked: MarkedText, links: Iterable[Link], clause: Clause) -> Iterator[Link]:
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
        over += [
            sign
            for sign in negations
            if 0 <= sign.start - link.sign.end <= len(" to ")
            and _NO_BOUND.match(marked.plain, sign.start) is None
            and link.sign.form is not Form.NOUN
        ]
        denied = any(sign.value == "deny" for sign in over)
        yield replace(link, is_negated=True, is_denied=denied) if over else link


def _modal_links(links: Iterable[Link], clause: Clause) -> Iterator[Link]:
    """Each modal lies on the verb that follows it closely."""
    found = list(links)
    modals = [sign for sign in clause.signs if sign.sense in MODALS]
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


def words_before(marked: MarkedText, clause: Clause, link: Link) -> str:
    """The plain words right before a link, inside its clause."""
    return marked.plain[max(clause.start, link.sign.start - _BEFORE) : link.sign.start]
