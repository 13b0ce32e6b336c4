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

__all__ = ["Chain", "Link", "Manner", "chain_of", "stands_as_noun", "tells_no_news", "words_before"]

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
_PRESS = "press"
_NO_TROOPS = re.compile(
    r" (?:behind|(?:its|their|his|the|a) (?:[a-z]+ )?(?:ambassadors?|envoys?|diplomats?|bill|motion"
    r"|remarks?|comments?|support for|candidate))\b"
)
_OF_A_THING = re.compile(r" of (?!(?:the|an?|its|his|her) (?:offer|invitation|request|idea|call))")
_PARTY = "party"  # an advance party is people, the first of them or not
_RIGHT_AFTER = re.compile(r" (?:itself |themselves )?(?:to )?")
_NO_BOUND = re.compile(
    r"no (?:further|more|fewer|less|later|earlier|sooner) than|not (?:only|just|merely)|without"
)
_NO_NEWS = re.compile(
    r"no (?:further |more |formal )?(?:details?|information|indication|mention|comment|timetable"
    r"|dates?|figures?|reasons?|names?)\b|without (?:giving|naming|elaborating|saying|specifying)\b"
    r"|no (?:further|more) than\b|(?:[a-z]+ )?short of (?:the |its |their |a )?"
    r"(?:\d|target|pledge|goal|promise|commitment|strength)"
)
"""A negation that denies no contribution: `no details`, `far short of the 1,000`."""
_WITHOUT_MORE = re.compile(
    r"without (?:a |any |much |further |even |so much as )*(?:single )?"
    r"(?:dissent|opposition|vote|debate|objection|ado|delay|fanfare|hesitation|reservations?"
    r"|conditions?|strings|fuss|ceremony)\b"
)
_MODAL_REACH = 32  # letters from a modal to its verb: "could quite possibly also send"
_NEGATION_REACH = 90
_FIRST_REACH = 24  # letters from `first` to its people: "first batch of British soldiers"
_BEFORE = 30
_ATTRIBUTE = re.compile(r"\b(?:an?|the|its|their|this|any|such|newly)(?: [a-z]+ly)? $")
_DETERMINED = re.compile(r"\b(?:an?|the|its|their|his|her|our|this|no|any|new|s|peace|of) $")
_VERB_PLACE = re.compile(
    r"(?:\b(?:to|will|would|may|might|could|can|should|must|shall|not|t|also|they|we|i|you|who|and"
    r"|or|ll|even|only|both|do|did|does|cannot|that|which|help|please|never)|[a-z]+ly"
    r"|countries|governments|states|nations|officials|allies|members|partners"
    r"|circumstances|ever|soon|longer|has|have|had|again|yet|still|now|once more|instead|then"
    r"|indeed|therefore) $"
)
_ASKS = re.compile(
    r"(?:and |but )?(?:how|what|where|why|which|who|when)\b(?: [a-z]+){0,3}?"
    r" (?:will|would|could|can|may|might|should|did|does|do|is|are|has|have) (?:the )?"
)
_ASKS_AT_ONCE = re.compile(
    r"(?:will|would|could|can|does|did|is|are|has|have|might) (?:the )?|how (?:[a-z]+ )?"
)
_PACT = (
    r" (?:an?|any|no|the|its|their|two|separate) (?:[a-z]+ s )?"
    r"(?:(?:participation|technical|framework|bilateral"
    r"|new|formal|final|legal|implementation|hosting|basing|support|deployment|status of forces"
    r"|cost sharing|reciprocal|training|long awaited|detailed|of) ){0,2}"
    r"(?:agreements?|accords?|deals?|contracts?|pact|mou|memorandum|arrangements?)\b"
    r"(?! against)"
)
_TRAINING = r" (?:[a-z0-9]+ ){0,5}?(?:training|exercises|drills|rehearsals|preparations)\b"
_PARTICLES = {
    form: re.compile(pattern)
    for verb, pattern in (
        (
            "pull",
            r" out\b| from\b| back\b| home\b"
            r"| (?:its|all|the|their) (?:[a-z0-9]+ ){0,2}(?:troops|soldiers|contingent|forces)\b",
        ),
        ("take up", r" (?:[a-z]+ ){1,4}(?:offers?|proposal|pledge)\b"),
        *(
            (f"{verb} {whose} {what}", r"(?: on [a-z]+)? to" + _PACT)
            for verb in ("put", "affix", "set")
            for whose in ("its", "their", "his", "her")
            for what in ("name", "names", "signature", "signatures")
        ),
        ("clear", r" (?:[a-z0-9]+ ){1,8}?for (?:service|deployment|duty|dispatch|departure)\b"),
        ("put its name to", _PACT),
        ("put their names to", _PACT),
        ("put its signature to", _PACT),
        ("put their signatures to", _PACT),
        ("renew", _PACT),
        ("vote", r" (?!on the|against|down|no |for )(?:[a-z0-9]+ ){1,5}to (?!\d)"),
        ("sign", _PACT),
        ("ink", _PACT),
        ("seal", _PACT),
        ("shut", r" (?:[a-z]+ ){1,3}out\b"),
        ("lock", r" (?:[a-z]+ ){1,3}out\b"),
        ("resolve", r" (?:[a-z]+ ){0,3}(?:that|to)\b"),
        ("rule", r" out\b"),
        ("begin", _TRAINING),
        ("start", _TRAINING),
        ("bring", r" home\b| back home\b"),
        ("call", r" home\b| back\b"),
        ("turn", r" down\b"),
        (
            "take",
            r" out of\b| back home\b"
            r"| (?:its|their|the) (?:[a-z0-9]+ ){0,4}(?:offer|pledge|proposal)"
            r" (?:[a-z0-9]+ ){0,5}(?:off|back)\b",
        ),
        ("leave", r"(?<=[a-z]) (?:the |its )?(?:[a-z]+ ){0,4}(?:mission|force|operation)\b"),
        ("remove", r" (?:its|their)(?: [a-z]+){0,2} (?:troops|contingent|forces|soldiers)\b"),
    )
    for form in verb_forms(verb)
}
"""Verbs that mean something only with a word that may stand further on: `rule Qatar out`."""
_SIGNING = frozenset({"signed", "inked", "sealed", "renewed"})
_PACT_BEFORE = re.compile(
    r"\b(?:agreements?|accords?|deals?|contracts?|pact|mou|memorandum|arrangements?"
    r"|letter of assist)\b.{0,120}\b(?:was|were|been|being) (?:[a-z]+ )?$"
)
_LEFT = frozenset(verb_forms("leave"))
_SO_MANY = re.compile(
    r" (?:about |some |around |up to |at least |another |over |more than |nearly )?\d[\d_]*"
    r"(?: more)?(?:[,.;\"]|$| (?:to|for|in|by|and|but|if|once|when|as) )"
)
_ACRONYM = re.compile(r" (?:the )?[A-Z]{3,}\b")
_FORCE_BY_LETTERS = re.compile(r" (?:the )?(?:UN[A-Z]{3,}|MINU[A-Z]+|MON[A-Z]{3,}|[A-Z]{1,2}FOR)\b")
_A_NAME = re.compile(r" (?:the )?[A-Z]")
_PART = re.compile(
    r"\b(?:deployment|participation|involvement|role|mission|contribution|part|battalion|contingent"
    r"|troops|soldiers|police|unit|company)\b"
)
_OF_A_TEXT = re.compile(r"\b(?:resolution|vote|text|law|decision|motion)(?: \d+)? (?:that|which) $")
_TO_THEM = re.compile(r"(?:promised|offered|guaranteed) (?:them|him|her|families|voters)\b")
_A_GIFT = re.compile(
    r"(?:promised|offered|guaranteed) (?:an?|the|their|his|her|better|more|higher|new) "
)
_GIVEN = re.compile(r"\b(?:was|were|been|being|is|are) (?:[a-z]+ly )?$")
_VOTES_TO = frozenset(verb_forms("vote to"))  # "by 180 votes to 20" decides nothing
_MET = frozenset(verb_forms("meet"))
_TO_TALK = re.compile(
    r"\b(?:to (?:discuss|talk about|plan|coordinate)|for (?:talks|discussions))\b"
)
_PUT = frozenset(verb_forms("put"))
_AN_END = re.compile(
    r" (?:an end|a stop|a brake|paid|pressure|a question mark|the blame|it|this|that|a figure)\b"
)
_HOMEWARD = re.compile(r"\b(?:back )?home\b(?! affairs| front| guard| secretary| minister| office)")
_REACHED = frozenset(verb_forms("reach"))
_NEXT = 12  # letters between a party and a verb that can only be its own
_CALLED_FOR = re.compile(
    r"\b(?:call|calls|called|calling|demand|demands|demanded|demanding|urge|urged)(?: for)? "
    r"(?:the |a |an |its )?(?:[a-z]+ )?$"
    r"|\b(?:told|tells|asked|urged|ordered|orders|demanded that|demands that) (?!its|his|their)"
    r"(?:[a-z]+ ){1,3}(?:to )?$|\b(?:initially|originally) (?:scheduled|due|set) to $"
)
_OF_A_GROUP = re.compile(r"\b(?:countries|nations|states|governments|partners|members|those) $")
_WHICH_IT = re.compile(r"\b(?:mission|force|operation|coalition) (?:that |which )?it $")
_OF_A_NUMBER = re.compile(r"\d (?:(?:it|they|he|she) (?:had|has|have) )?$")
_MEASURE = re.compile(
    r"\b(?:of|than|as|to|with) (?:what|those|the (?:number|strength|figure|total|[\d ]+"
    r"|(?:[\d ]+)?(?:troops|soldiers|officers|police|men))) "
    r"(?:(?:that |which )?(?:it|they|he|she|[a-z]+) )?"
    r"(?:(?:was|were|had been|has been|had) )?(?:originally |first )?$"
)
_IN_A_PARTICIPLE = re.compile(r"\bearmarked for ")
_READY_A_PLACE = re.compile(r"ready (?:the|a|an|its|their|camps?|ground|sites?)\b")
_MAKES = re.compile(r"\b(?:mak(?:e|es|ing)|made|gets?|getting|got)(?: (?:the|its|their) [a-z]+)? $")
_PART_OF = re.compile(
    r"\b(?:from|of|fulfilling|honouring|honoring|meeting|under|with)"
    r" (?:its|their|his|her|a|an|the)(?: [a-z]+)? $"
)
_TALK_ONLY = re.compile(
    r" +(?:to )?(?:comment|say|answer|confirm|elaborate|specify|give|be named|disclose|speculate"
    r"|(?:provide|offer|reveal|release)(?: [a-z]+){0,2} (?:details|specifics|information|figures)"
    r"|(?:[a-z]+ ){0,3}(?:claims?|reports?|allegations?|accusations?|rumou?rs|criticism))\b"
)
_EMPTY_BEFORE = {
    Sense.REFUSE: _TALK_ONLY,
    Sense.CONTACT: re.compile(
        r" +(?:for comment|when|how|what|why|where|who|(?:[a-z]+ ){0,3}?(?:on whether|whether))\b"
    ),
}
"""What follows a word that then is no link: `declined to comment`, `was asked when`."""
_PURPOSE = re.compile(r"aiming|aimed(?= at\b)")


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
    is_first_people: bool  # "the first 200 officers", "an advance party"
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
        asks=bool(senses & {Sense.WHETHER, Sense.IF}) or _is_question(marked, clause),
        talks=Sense.TALKS in senses,
        pending=Sense.PENDING in senses,
        repair_at=repair,
        is_first_party=Sense.FIRST in senses,
        is_first_people=any(_is_of_people(clause, sign) for sign in clause.signs),
        has_object=bool(senses & {Sense.FORCE, Sense.RESOURCE})
        or (manner.on_mission and any(_is_of_so_many(marked, link) for link in links))
        or (manner.names_force and any(map(_takes_an_object, links)))
        or (manner.names_ground and any(map(_is_called_an_event, links)))
        or (manner.names_ground and any(_names_a_part(marked, link) for link in links))
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


def _is_question(marked: MarkedText, clause: Clause) -> bool:
    """True for `Will Kenya send police?` and `how many soldiers will France send, they asked`."""
    if "?" in marked.fold[clause.start : clause.end + 1]:
        return True
    names = {item.start for item in clause.mentions}
    openings = (
        pattern.match(marked.plain, clause.start, clause.end) for pattern in (_ASKS, _ASKS_AT_ONCE)
    )
    return any(found is not None and found.end() in names for found in openings)


def _is_of_people(clause: Clause, first: Sign) -> bool:
    """True for `first` in "the first 200 Dutch soldiers", and for an advance party."""
    return first.sense is Sense.FIRST and (
        first.value == _PARTY
        or any(
            sign.sense is Sense.RESOURCE and 0 <= sign.start - first.end <= _FIRST_REACH
            for sign in clause.signs
        )
    )


def _names_a_part(marked: MarkedText, link: Link) -> bool:
    """True for `end its deployment` and `confirm its battalion`, which say themselves of what."""
    words = marked.plain[link.sign.start : link.sign.end]
    is_of_part = link.sense in (Sense.WITHDRAW, Sense.SUSPEND) or link.rung is Rung.PLEDGED
    return is_of_part and _PART.search(words) is not None


def _is_of_so_many(marked: MarkedText, link: Link) -> bool:
    """True for `will send 200, he said`: so many of whom the text is about."""
    gives = link.sign.value in ("send", "offered", "pledged") and link.sign.form is not Form.NOUN
    return gives and _SO_MANY.match(marked.fold, link.sign.end) is not None


def _is_called_an_event(link: Link) -> bool:
    """True for `a reconnaissance team`, which needs no other word for people."""
    return link.sense is Sense.EVENT and link.sign.form is Form.OTHER


def _takes_an_object(link: Link) -> bool:
    """False for what only colours another word: `likely views`, `US interests`."""
    is_verb = link.sign.form not in (Form.OTHER, Form.NOUN)
    return link.sense is not Sense.ATTITUDE or is_verb or link.rung is not Rung.CONSIDERING


def tells_no_news(plain: str, at: int) -> bool:
    """True for a negation of news only: `gave no details`, `by 309 votes to none`."""
    is_count = plain.startswith("none", at) and plain.endswith(" to ", 0, at)
    return is_count or _NO_NEWS.match(plain, at) is not None


def stands_as_noun(marked: MarkedText, sign: Sign) -> bool:
    """True for `plan` in "peace plan": a verb's plain form where no verb can stand."""
    if sign.form not in (Form.PLAIN, Form.PRESENT) or " " in marked.plain[sign.start : sign.end]:
        return False
    before = marked.plain[max(0, sign.start - 24) : sign.start]
    if sign.form is Form.PRESENT:
        return _DETERMINED.search(before) is not None
    return _VERB_PLACE.search(before) is None and not any(
        0 <= sign.start - mention.end <= 1
        and (mention.form is not NameForm.ADJECTIVE or marked.plain[mention.end - 1] == "s")
        and marked.fold[mention.end : mention.end + 2] != "'s"
        for mention in marked.mentions
    )


def _is_no_link(marked: MarkedText, clause: Clause, sign: Sign) -> bool:
    """True for a word that looks like a link and is none: an attribute, a tie to elsewhere."""
    before = marked.plain[max(clause.start, sign.start - _BEFORE) : sign.start]
    after = [other for other in clause.signs if other.start >= sign.end]
    pattern = _EMPTY_BEFORE.get(sign.sense)
    if pattern is not None and pattern.match(marked.plain, sign.end):
        return True
    called_for = _CALLED_FOR.search(before) if sign.sense is Sense.WITHDRAW else None
    if called_for and not (sign.form is Form.NOUN and "order" in called_for[0]):
        return True
    if _is_said_of_it(marked, clause, sign) or _is_of_something_else(marked, sign):
        return True
    if sign.sense is Sense.OBJECT and sign.form in (Form.PLAIN, Form.PRESENT):
        return not any(0 <= sign.start - item.end <= _NEXT for item in clause.mentions)
    if sign.sense is Sense.ACT and sign.form is Form.ONGOING and _OF_A_GROUP.search(before):
        return True
    if sign.sense is Sense.ACT and sign.form is Form.PRESENT and _WHICH_IT.search(before):
        return True
    if sign.sense is Sense.ATTITUDE and _is_attribute_of_people(marked, clause, sign):
        return True
    if sign.value == "selected" and sign.form is Form.PAST and _follows_people(clause, sign):
        return True
    if sign.form is Form.PAST and _ATTRIBUTE.search(before) and sign.sense is Sense.ATTITUDE:
        return bool(after) and after[0].sense in (Sense.FORCE, Sense.RESOURCE)
    if _PURPOSE.match(marked.plain, sign.start) is not None:
        return True
    if _makes_ready(marked, sign, before):
        return True
    if _IN_A_PARTICIPLE.match(marked.plain, sign.start) and _follows_people(clause, sign):
        return True
    if sign.sense is Sense.ATTITUDE and _is_what_they_were(clause, sign):
        return True
    if sign.sense is Sense.ATTITUDE and sign.form is Form.PAST and _MEASURE.search(before):
        return True
    word = marked.plain[sign.start : sign.end]
    if sign.value == "approved" and _OF_A_TEXT.search(before):
        return True
    if _is_to_people(marked, sign, before):
        return True
    if word in _VOTES_TO and marked.fold[sign.end + 1 : sign.end + 2].isdigit():
        return True
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
    if particle is not None and word in _LEFT and _leaves_a_place(marked, clause, sign):
        return False
    if word in _SIGNING and _PACT_BEFORE.search(marked.plain, clause.start, sign.start):
        return False
    if particle is not None:
        return particle.search(marked.plain, sign.end, clause.end) is None
    if word in _PUT and _AN_END.match(marked.plain, sign.end):
        return True
    if sign.sense is Sense.ACT and _HOMEWARD.search(marked.plain, sign.end, clause.end):
        return True
    if word in _MET:
        return _TO_TALK.search(marked.plain, sign.end, clause.end) is None
    if word in _REACHED:
        return _A_NAME.match(marked.fold, sign.end) is None
    return word in ("back", "support", "supports", "backs") and sign.form is Form.NOUN


def _makes_ready(marked: MarkedText, sign: Sign, before: str) -> bool:
    """True for `to ready the ground` and `to make ready for the others`: work, no willingness."""
    if not marked.plain.startswith("ready", sign.start):
        return False
    readies = before.endswith("to ") and _READY_A_PLACE.match(marked.plain, sign.start)
    return bool(readies) or _MAKES.search(before) is not None


def _is_said_of_it(marked: MarkedText, clause: Clause, sign: Sign) -> bool:
    """True for `..., the chairman announced after the meeting`: who says what stands before."""
    if sign.form is not Form.PAST or not marked.plain.startswith("announced", sign.start):
        return False
    told = any(other.sense in _LINKS and other.end <= sign.start for other in clause.signs)
    more = (other for other in clause.signs if other.start >= sign.end)
    object_senses = (Sense.ACT, Sense.RESOURCE, Sense.FORCE, Sense.EVENT, Sense.ATTITUDE)
    is_last = not any(other.sense in object_senses for other in more)
    return told and is_last and ", " in marked.fold[clause.start : sign.start]


def _is_of_something_else(marked: MarkedText, sign: Sign) -> bool:
    """True for `the refusal of overflight rights`, `the Beirut press,` and `left behind`."""
    plain = marked.plain
    if sign.sense is Sense.REFUSE and sign.form is Form.NOUN:
        return _OF_A_THING.match(plain, sign.end) is not None
    if sign.sense is Sense.CONTACT and sign.value == _PRESS and sign.form is Form.PLAIN:
        return not marked.fold.startswith(" ", sign.end)
    if plain.startswith("barring ", sign.start):
        return True
    if plain.endswith(" in ", 0, sign.start) and plain.startswith(" for ", sign.end):
        return plain.startswith(("readiness", "preparation"), sign.start)
    return sign.sense is Sense.WITHDRAW and _NO_TROOPS.match(plain, sign.end) is not None


def _leaves_a_place(marked: MarkedText, clause: Clause, sign: Sign) -> bool:
    """True for `Spanish troops will leave Iraq` and `it was leaving KFOR`."""
    if _FORCE_BY_LETTERS.match(marked.fold, sign.end) is not None:
        return True
    is_named = _ACRONYM.match(marked.fold, sign.end) is not None or any(
        0 <= item.start - sign.end <= len(" the ") for item in clause.mentions
    )
    people = any(
        other.sense is Sense.RESOURCE and other.end <= sign.start for other in clause.signs
    )
    return is_named and people


def _is_what_they_were(clause: Clause, sign: Sign) -> bool:
    """True for `the soldiers pledged by Nepal are in training`: what is done counts."""
    return (
        sign.form is Form.PAST
        and _follows_people(clause, sign)
        and any(
            other.sense is Sense.EVENT and other.form is not Form.PLAIN and other.start > sign.end
            for other in clause.signs
        )
    )


def _is_to_people(marked: MarkedText, sign: Sign, before: str) -> bool:
    """True for `were promised their pay` and `promised them leave`: to people, not of them."""
    if _TO_THEM.match(marked.plain, sign.start):
        return True
    is_given = _GIVEN.search(before) is not None
    if is_given and marked.plain[sign.start : sign.end] == "given":
        return True
    return is_given and _A_GIFT.match(marked.plain, sign.start) is not None


def _follows_people(clause: Clause, sign: Sign) -> bool:
    return any(
        other.sense is Sense.RESOURCE and 0 <= sign.start - other.end <= 1 for other in clause.signs
    )


def _is_attribute_of_people(marked: MarkedText, clause: Clause, sign: Sign) -> bool:
    """True for `the 2,900 troops promised` and `of its pledge`, after what was done.

    What was done stands; beside what a promise was kept or broken is not asked here.
    """
    done = any(
        other.sense in (Sense.ACT, Sense.EVENT)
        and other.form is Form.PAST
        and other.start < sign.start
        for other in clause.signs
    )
    if not done or sign.value not in ("offered", "pledged"):
        return False
    before = marked.plain[max(clause.start, sign.start - _BEFORE) : sign.start]
    if sign.form is Form.NOUN:
        return _PART_OF.search(before) is not None
    people = _follows_people(clause, sign)
    return sign.form is Form.PAST and (people or _OF_A_NUMBER.search(before) is not None)


def _negated_links(marked: MarkedText, links: Iterable[Link], clause: Clause) -> Iterator[Link]:
    """Each negation lies on the next link, unless a finite verb of another kind stands between."""
    found = list(links)
    negations = [
        sign
        for sign in clause.signs
        if sign.sense is Sense.NOT and not tells_no_news(marked.plain, sign.start)
    ]
    for index, link in enumerate(found):
        floor = found[index - 1].sign.end if index else clause.start
        over = [
            sign
            for sign in negations
            if floor <= sign.start < link.sign.start
            and link.sign.start - sign.end <= _NEGATION_REACH
            and not _is_cut_off(marked, sign, link)
        ]
        over += [
            sign
            for sign in negations
            if _RIGHT_AFTER.fullmatch(marked.plain, link.sign.end, max(link.sign.end, sign.start))
            and _NO_BOUND.match(marked.plain, sign.start) is None
            and link.sign.form is not Form.NOUN
        ]
        denied = any(sign.value == "deny" for sign in over)
        yield replace(link, is_negated=True, is_denied=denied) if over else link


def _is_cut_off(marked: MarkedText, negation: Sign, link: Link) -> bool:
    """True for `without a vote against, lawmakers cleared the way`: nothing is denied of them."""
    if not marked.plain.startswith("without ", negation.start):
        return False
    is_aside = _WITHOUT_MORE.match(marked.plain, negation.start) is not None
    return is_aside or ", " in marked.fold[negation.end : link.sign.start]


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
