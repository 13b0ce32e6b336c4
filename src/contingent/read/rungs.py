"""A chain without negation becomes a rung: the weakest of its words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from contingent.read.chains import Chain, Link, words_before
from contingent.read.clauses import Clause
from contingent.read.lexicon import Form, Sense
from contingent.read.outcomes import Outcome
from contingent.read.signs import MarkedText
from contingent.vocabulary.claim import Rung

__all__ = ["EXECUTIVE", "LEGISLATURE", "weakest"]

_PROGRESSIVE = re.compile(r"\b(?:is|are|was|were|been|s|re|m) (?:[a-z]+ly |also |now |still )?$")
_UNDER_WAY = re.compile(
    r"\b(?:is|are|was|were|been|s|re|m|spent|spend|spending) (?:[a-z0-9]+ ){0,8}(?<!to )(?<!of )"
    r"(?<!for )(?<!before )(?<!after )(?<!without )$"
)
_INFINITIVE = re.compile(r"\bto (?:be |[a-z]+ly |also )?$")
LEGISLATURE = re.compile(
    r"\b(?:parliament|chambers?|senate|assembly|congress|lawmakers|mps|legislature|bundestag"
    r"|knesset|duma|legislators|house of representatives|lower house|upper house|deputies|cortes"
    r"|riksdag|sejm"
    r"|riigikogu|seimas|saeima|eduskunta|althing|dáil|dail|oireachtas|bundesrat|khural|hural"
    r"|lok sabha|rajya sabha|national diet|jatiya sangsad|mejlis|skupstina|sabor|assemblee"
    r"|both houses|house of commons|the house|congressmen|federal council"
    r"|folketing|storting|rada|majlis|parliamentary|national council|states general)\b"
)
EXECUTIVE = re.compile(r"\b(?:cabinet|council of ministers|government|presidency)\b")
_WRITTEN = re.compile(
    r"\b(?:in writing|by letter|in a (?:formal |joint )?(?:letter|note)|by (?:note verbale"
    r"|diplomatic note)|wrote to|written (?:pledge|commitment|offer|undertaking|assurances?|notice)"
    r"|letter to)\b"
)
_INTENTION = re.compile(r"\b(?:its|their|his|her|s) (?:firm )?intention to\b")
_CAME_FROM = re.compile(r"\b(?:came|come|coming|received|arrived)(?: [a-z]+)? from\b")
_PASSIVE = re.compile(r"\b(?:be|been|being|is|are|was|were) (?:[a-z]+ly )?$")
_MADE = re.compile(r"\b(?:made|make|makes|making)(?: [a-z]+){0,2} $")
_TO_TALKS = re.compile(
    r"\bto (?:the |an? )?(?:[a-z]+ ){0,3}(?:talks|conference|meeting|summit|workshop)\b"
)
_AHEAD = re.compile(
    r"\bahead of (?:the |a |an |its |their )?(?:rest|main|bulk|larger|full|others"
    r"|\d+ (?:colleagues|others|comrades|more))\b"
    r"|\bto (?:prepare|ready|set up) (?:[a-z]+ ){0,4}?(?:for|of)"
    r" (?:the (?:rest|others|main|[a-z]+ others|\d+)|those (?:who|that|to))"
)
_BY_NOW = re.compile(r"\b(?:currently|already|now|today) $")
_SIGNED = re.compile(
    r"\b(?:sign(?:s|ed|ing)?|signature|ink(?:s|ed)?|seal(?:s|ed)?|conclude[sd]?|enter(?:s|ed)? into"
    r"|agreed|reached|in force|in place|under (?:an?|the)|finali[sz]ed|renew(?:s|ed)?)\b"
)
_PUT = re.compile(r"\b(?:put|puts|putting|placed?|places|laid) (?:[a-z0-9]+ ){0,6}$")
_WILL_BE = re.compile(
    r" (?:[a-z]+ ){0,6}(?:will|shall) (?:be|consist of|comprise|number|amount to|total|include) "
    r"(?:[a-z]+ ){0,2}(?:\d|a (?:company|battalion|brigade|platoon|unit|team|contingent))"
)
_MADE_TO = re.compile(
    r"\b(?:having|let|lets|letting|see|seeing|have|make|making|that) (?:[a-z]+ ){0,3}$"
)
_GOES_ON = re.compile(r" (?:the |an? )?(?:[a-z]+ )?(?:prolongation|extension|renewal) of\b")
_STAYS = re.compile(r"\b(?:remains?|remained|is|are|was|were|be|stays?) (?:[a-z]+ly )?$")


def weakest(marked: MarkedText, clause: Clause, chain: Chain) -> Outcome | None:
    """The weakest of all rungs in the chain."""
    meets = chain.talks or (chain.manner.names_ground and chain.links[0].rung is Rung.ENGAGING)
    if meets and chain.manner.on_mission and _attends(marked, clause, chain):
        return Outcome(rung=Rung.ENGAGING, at=chain.links[0].sign.start)
    if not _is_about_contributing(marked, clause, chain):
        return None
    links = list(_weighing_links(marked, chain))
    steps = [_step(marked, clause, chain, link) for link in links]
    rungs = [rung for step in steps for rung in step.rungs]
    if chain.in_principle:
        rungs.append(Rung.WILLING)
    if not rungs or not any(step.carries for step in steps):
        return None
    lowest = min(rungs)
    if (chain.condition and lowest > Rung.OFFERED) or (lowest is Rung.PLEDGED and _hangs(clause)):
        lowest = Rung.WILLING
    alternatives = {rung for step in steps for rung in step.alternatives}
    lowest = _in_writing(marked, clause, chain, lowest)
    outcome = Outcome(
        rung=lowest,
        at=chain.links[0].sign.start,
        first_said=_first_said(chain, steps, lowest),
        ambiguous=tuple(sorted(alternatives)) if min(alternatives, default=0) > lowest else (),
        in_principle=chain.in_principle and any(rung > Rung.WILLING for rung in rungs),
        is_act=lowest >= Rung.PREPARING,
    )
    return _approved(marked, clause, chain, outcome)


def _weighing_links(marked: MarkedText, chain: Chain) -> Iterator[Link]:
    """The links that count: an offer that is accepted, or lies on the table, stays one."""
    taken_up = any(link.rung is Rung.SELECTED and not link.modal for link in chain.links)
    offers = [
        link for link in chain.links if link.rung is Rung.OFFERED and link.sign.form is Form.NOUN
    ]
    for link in chain.links:
        on_table = marked.plain.startswith("on the table", link.sign.start)
        if not (taken_up and link in offers) and not (offers and on_table):
            yield link


def _hangs(clause: Clause) -> bool:
    """True for `once a ceasefire holds` and `subject to a mandate`: a promise with a condition."""
    return any(limit.sense in (Sense.AFTER, Sense.DEPEND) for limit in clause.limits)


def _attends(marked: MarkedText, clause: Clause, chain: Chain) -> bool:
    """True if what was joined or attended is talks, and nothing firmer is said."""
    first = chain.links[0]
    joins = first.sense is Sense.ACT and first.sign.value == "join"
    attends = first.rung is Rung.ENGAGING
    sends = first.sense is Sense.ACT and _TO_TALKS.search(marked.plain, first.sign.end, clause.end)
    return bool(joins or attends or sends) and first.sign.form is not Form.NOUN and not first.modal


def _is_about_contributing(marked: MarkedText, clause: Clause, chain: Chain) -> bool:
    acts = [
        link
        for link in chain.links
        if link.sense in (Sense.ACT, Sense.EVENT) or link.sign.value == "send"
    ]
    firm = any(link.rung is not None for link in chain.links)
    if not chain.has_object:
        signed = any(link.rung is Rung.CONTRACTED for link in chain.links)
        helps = any(link.sign.value in ("join", "help", "send") for link in acts)
        helps = helps or (chain.manner.on_mission and _come_in(marked, clause, chain))
        signed = signed or any(link.rung is Rung.NOTIFIED for link in chain.links)
        if chain.manner.names_ground:
            signed = signed or any(link.rung is Rung.SELECTED for link in chain.links)
            helps = helps or any(
                link.sense is Sense.CONTACT and link.sign.form is Form.NOUN for link in chain.links
            )
        firm = firm or (chain.manner.names_ground and _decides_on_a_part(chain))
        return (firm and helps) or (signed and chain.manner.names_ground)
    return bool(acts) or firm or any(link.sense is Sense.CONSENT for link in chain.links)


def _decides_on_a_part(chain: Chain) -> bool:
    """True for `voted to extend its presence in Mali`."""
    return any(link.sense is Sense.DECIDE for link in chain.links) and any(
        link.sense is Sense.ACT and link.sign.form is Form.NOUN for link in chain.links
    )


def _come_in(marked: MarkedText, clause: Clause, chain: Chain) -> bool:
    """True for `further commitments came from Chad` and `Chad also made commitments`."""
    first = chain.links[0].sign
    if first.form is Form.NOUN and _MADE.search(words_before(marked, clause, chain.links[0])):
        return True
    return (
        first.form is Form.NOUN
        and _CAME_FROM.search(marked.plain, first.end, clause.end) is not None
    )


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
) -> _Step:
    if link.modal is Sense.OUGHT:
        return _Step(carries=False)
    modal = _modal_step(chain, link, chain.manner.is_reported or _was_promised(chain, link))
    if link.sense is Sense.DECIDE:
        return _Step(rungs=(Rung.PLEDGED,))
    if link.sense is Sense.CONSENT:
        is_taken = _PASSIVE.search(words_before(marked, clause, link)) is not None
        return _Step(carries=False) if is_taken else _Step(rungs=(Rung.PLEDGED,))
    if link.sense is Sense.EVENT and link.rung is not None:
        rung = link.rung
        if _is_to_come(marked, clause, link) and not modal.rungs:
            return _Step(carries=False)
        ahead = _AHEAD.search(marked.plain, link.sign.end, clause.end)
        if rung is Rung.DEPLOYED and (chain.is_first_party or ahead):
            rung = Rung.ADVANCE_PARTY
        return _Step(rungs=(rung, *modal.rungs))
    if link.rung is not None and _is_loyal(marked, clause, link):
        return _Step(rungs=(Rung.WILLING,), alternatives=(Rung.PLEDGED,))
    if _puts_on_table(marked, clause, link):
        return _Step(rungs=(Rung.OFFERED,))
    if link.rung is Rung.CONTRACTED and link.sign.form is Form.NOUN:
        signed = _SIGNED.search(marked.plain, clause.start, clause.end)
        return _Step(rungs=(link.rung,)) if signed else _Step(carries=False)
    if _is_only_foreseen(marked, clause, chain, link):
        return _Step(rungs=(Rung.CONSIDERING,))
    if link.rung is not None:
        softened = tuple(rung for rung in modal.rungs if rung is Rung.CONSIDERING)
        return _Step(rungs=(link.rung, *(softened if link.modal is Sense.MAY else ())))
    if link.sense is not Sense.ACT:
        return _Step(carries=False)
    if modal.rungs:
        return modal
    return _done(marked, clause, chain, link, chain.manner.in_headline)


def _puts_on_table(marked: MarkedText, clause: Clause, link: Link) -> bool:
    """True for `put two frigates on the table`: an offer of something named."""
    return marked.plain.startswith("on the table", link.sign.start) and (
        _PUT.search(marked.plain, clause.start, link.sign.start) is not None
    )


def _is_only_foreseen(marked: MarkedText, clause: Clause, chain: Chain, link: Link) -> bool:
    """True for `will sign` and `asked parliament to approve`: a step that has not been taken."""
    if link.rung is None or link.rung <= Rung.PLEDGED or link.sign.form is not Form.PLAIN:
        return False
    decided = any(
        item.sense in (Sense.DECIDE, Sense.ATTITUDE) and item.sign.end <= link.sign.start
        for item in chain.links
    )
    before = words_before(marked, clause, link)
    return link.modal is not None or (not decided and _INFINITIVE.search(before) is not None)


def _is_loyal(marked: MarkedText, clause: Clause, link: Link) -> bool:
    """True for `remains committed to the mission`: a stance, of which nothing is promised yet."""
    if marked.plain[link.sign.start : link.sign.end] != "committed":
        return False
    acts = any(s.sense is Sense.ACT and s.start > link.sign.end for s in clause.signs)
    return not acts and _STAYS.search(words_before(marked, clause, link)) is not None


def _is_to_come(marked: MarkedText, clause: Clause, link: Link) -> bool:
    """True for `scheduled to arrive`: an event that has not happened."""
    if link.sign.form is Form.PLAIN:
        is_past = marked.plain[link.sign.start : link.sign.end].startswith("set ")
        free = link.modal is None and not _INFINITIVE.search(words_before(marked, clause, link))
        return not (is_past and free)
    if link.sign.form is Form.PRESENT:
        return link.rung is Rung.OPERATIONAL
    if link.sign.form is Form.NOUN:
        return any(sign.sense in (Sense.WILL, Sense.WOULD) for sign in clause.signs)
    before = marked.plain[clause.start : link.sign.start]
    return link.sign.form is Form.ONGOING and not _UNDER_WAY.search(before)


def _was_promised(chain: Chain, link: Link) -> bool:
    """True for `gave its word that 800 would go`: told in the past, not imagined."""
    return any(
        item.rung in (Rung.PLEDGED, Rung.NOTIFIED)
        and (item.sign.form is Form.PAST or item.rung is Rung.NOTIFIED or _is_told(item))
        and item.sign.end < link.sign.start
        for item in chain.links
    )


def _is_told(link: Link) -> bool:
    """True for `went on television to announce`, which is done where it is told."""
    return link.sign.form is Form.PLAIN and link.modal is None and not link.is_negated


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
    if not has_attitude and _is_backed(marked, clause, link):
        return _Step(rungs=(Rung.PLEDGED,))
    if has_attitude or link.sign.value == "help" or not chain.has_object:
        return nothing
    before = words_before(marked, clause, link)
    joins = link.sign.value == "join"
    match link.sign.form:
        case Form.NOUN if _WILL_BE.match(marked.plain, link.sign.end, clause.end):
            return _Step(rungs=(Rung.PLEDGED,))
        case Form.PAST if _INFINITIVE.search(before):
            return _Step(rungs=(Rung.PLEDGED,)) if in_headline else nothing
        case Form.PAST:
            is_there = not joins or _people_before(clause, link)
            there = Rung.ADVANCE_PARTY if chain.is_first_people else Rung.DEPLOYED
            return _Step(rungs=(there if is_there else Rung.PLEDGED,))
        case Form.ONGOING if joins and marked.plain.startswith("serving", link.sign.start):
            return _Step(rungs=(Rung.DEPLOYED,))
        case Form.ONGOING if _PROGRESSIVE.search(before):
            return _Step(rungs=(Rung.PLEDGED,))
        case Form.PRESENT if _BY_NOW.search(before):
            return _Step(rungs=(Rung.DEPLOYED,))
        case Form.PRESENT:
            return _Step(rungs=(Rung.PLEDGED,), alternatives=(Rung.DEPLOYED,))
        case Form.PLAIN if joins and _serve(marked, clause, link):
            return _Step(rungs=(Rung.DEPLOYED,))
        case Form.PLAIN if _INFINITIVE.search(before):
            return _Step(rungs=(Rung.PLEDGED,)) if in_headline else nothing
    return nothing


def _serve(marked: MarkedText, clause: Clause, link: Link) -> bool:
    """True for `Some 450 soldiers serve in the force`."""
    is_word = marked.plain.startswith("serve ", link.sign.start)
    before = words_before(marked, clause, link)
    free = _INFINITIVE.search(before) is None and _MADE_TO.search(before) is None
    return is_word and free and _people_before(clause, link)


def _is_backed(marked: MarkedText, clause: Clause, link: Link) -> bool:
    """True for `parliament backed the dispatch`, which decides it."""
    is_word = link.sign.value == "help" and link.sign.form is Form.PAST
    before = marked.plain[clause.start : link.sign.start]
    return (
        is_word
        and LEGISLATURE.search(before) is not None
        and (
            _GOES_ON.match(marked.plain, link.sign.end) is not None
            or any(
                sign.sense is Sense.ACT
                and sign.start > link.sign.start
                and sign.form is not Form.PAST
                for sign in clause.signs
            )
        )
    )


def _in_writing(marked: MarkedText, clause: Clause, chain: Chain, rung: Rung) -> Rung:
    """`notified` for what is promised in a letter or note, and for an intention notified by one."""
    announces = rung is Rung.WILLING and _INTENTION.search(marked.plain, clause.start, clause.end)
    if rung < Rung.PLEDGED and not announces:
        return rung
    opening = marked.fold.rfind("\n", 0, clause.start) + 1
    opening = max(opening, marked.fold.rfind(". ", opening, clause.start) + 1)
    beyond = clause.end + len(" in writing")
    is_written = _WRITTEN.search(marked.plain, opening, beyond) is not None
    is_written = is_written or any(link.rung is Rung.NOTIFIED for link in chain.links)
    return max(rung, Rung.NOTIFIED) if is_written else rung


def _people_before(clause: Clause, link: Link) -> bool:
    """True for `six officers have joined`: those who join are people, no government."""
    return any(
        sign.sense is Sense.RESOURCE and sign.end <= link.sign.start for sign in clause.signs
    )


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
    body = "legislative" if LEGISLATURE.search(before) else ""
    body = body or ("executive" if EXECUTIVE.search(before) else "")
    if first.sense is Sense.DECIDE and "president" in before:
        body = body or "executive"
    if outcome.rung is Rung.APPROVED:
        return replace(outcome, approval=body or "executive")
    decides = first.sense in (Sense.DECIDE, Sense.CONSENT) or marked.plain.startswith(
        "agree", first.sign.start
    )
    is_cabinet = body == "legislative" or "cabinet" in before or "council of ministers" in before
    decides = decides or (is_cabinet and first.sense is Sense.ACT)
    governs = "government" in before and first.sense is not Sense.DECIDE
    is_act = outcome.rung in (Rung.PLEDGED, Rung.DEPLOYED)
    if is_act and decides and body and not governs and not first.modal:
        return replace(outcome, rung=Rung.APPROVED, approval=body, is_act=False)
    return outcome
