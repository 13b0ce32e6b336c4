"""The parties named in a clause become those whom it is about."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from contingent.read.amounts import NUMBER, comparison, value_of
from contingent.read.clauses import Clause
from contingent.read.gazetteer import Form, Mention
from contingent.read.lexicon import Sense
from contingent.read.signs import MarkedText, Sign
from contingent.vocabulary.capability import Comparator
from contingent.vocabulary.organisations import ORGANISATIONS
from contingent.vocabulary.statement import Collective, Speaker

__all__ = [
    "NOT_ITS",
    "ORGANISED",
    "Counted",
    "Subject",
    "contributors",
    "counted_groups",
    "counted_subjects",
    "objects_after",
    "subjects_before",
]

_COMPARED = (
    r"more than|over|upwards of|in excess of|at least|no fewer than|up to|as many as|about|around"
    r"|some|roughly|approximately|nearly|almost|close to|just under|fewer than|less than"
)
_GROUP_NOUN = (
    r"(?:nation-states|member states|countries|nations|states|governments|capitals|partners"
    r"|contributors|allies|delegations)"
)
_COUNTED = re.compile(
    rf"\b(?:(?P<before>{_COMPARED}) )?(?:(?P<number>{NUMBER})"
    r"|(?P<vague>several|an? (?:large |small |significant |growing )?(?:number|handful|group|dozen)"
    r" of|many|some|various"
    r"|dozens of|a few|multiple|numerous|other|a range of|scores of))"
    rf" (?:[\w-]+ ){{0,2}}?{_GROUP_NOUN}\b",
    re.IGNORECASE,
)
_OBLIQUE = re.compile(
    r"\b(?:in|to|for|with|against|on|at|near|into|than|like|unlike|toward|towards|around|inside"
    r"|outside|over|about|between|by|of|including|from|via|among|across|beyond|as|alongside"
    r"|such as|and with|off|bordering|beside|neighbouring|neighboring|accusing)"
    r"(?: the| a| an| all| both)? $",
    re.IGNORECASE,
)
_WHILE = frozenset({"as ", "even as ", "just as ", "as the ", "even as the "})
NOT_ITS = re.compile(r"\b(?:[Uu]nder|[Ff]ormer|ex-)(?: the| a)? ?$")
"""What stands before a party whose people are not meant: `under Australian command`."""
_NEIGHBOUR = re.compile(
    r"'s (?:[a-z]+ )?(?:neighbou?rs?|all(?:y|ies)|rivals?|enem(?:y|ies)|colonial power)\b"
)
_GROUP_NEXT = re.compile(rf" {_GROUP_NOUN}\b")
_MEMBERS = re.compile(rf"\b{_GROUP_NOUN},? (?:such as|including|like)(?: the)? $", re.IGNORECASE)
_INCLUDING = re.compile(r",? (?:such as|including|among them)(?: the)? ")
_OFFICE_OF = re.compile(
    r"\b(?:governments?|president|minister|parliament|king|army|republic|leaders?|cabinet|state"
    r"|authorities|chancellor|premier|representatives?|house|senate|assembly|chambers?|lawmakers"
    r"|deputies|mps|senators|ministers|ministry|generals|officials|congress) (?:of|in) (?:the )?$",
    re.IGNORECASE,
)
_FROM_RESOURCE = re.compile(
    r"(?:troops|soldiers|police|officers|peacekeepers|personnel|contingents?|those|others|teams?"
    r"|units?|forces|battalions?|helicopters?|reinforcements|delegations?|officials|envoys?"
    r"|ministers?|diplomats|representatives?|generals|planners|note verbale|letter|notification"
    r"|pledge|offer|commitment|company|platoon|brigade"
    r"|(?:pledges|offers|commitments|contributions)[^.,;]{0,60}?) from (?:the )?$",
    re.IGNORECASE,
)
_AGENT = re.compile(
    r"\b(?:pledged|promised|offered|committed|sent|provided|contributed|deployed|supplied|declined"
    r"|rejected|approved|accepted|given|lent|donated|proposed|considered|suspended|withdrawn|made"
    r"|decision|signed|green lit|green-lit|authori[sz]ed|endorsed|backed|cleared|ratified|waved"
    r" through)"
    r" by (?:the )?(?:governments? of (?:the )?)?$|^(?:led|headed|commanded) by (?:the )?$"
    r"|\bsigned between (?:the )?$"
    r"|\b(?:talks|discussions|negotiations|consultations|contacts) between (?:the )?$"
    r"|\b(?:memorandum of understanding|mou|agreement|accord|contract|deal|letter of assist)"
    r" (?:between|with|on|for|covering) (?:the )?$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"(?:\s*\([^)]*\))?,? (?:and |or |nor |& |as well as )?(?:the )?|, |/")
_AMONG = re.compile(
    r"(?:,)?(?: (?:too|also|likewise))? (?:was|is|were|are|has been|had been)"
    r"(?: (?:also|likewise|too))? (?:among|one of)(?: the)? ",
    re.IGNORECASE,
)
_POSSESSIVE = re.compile(
    r"\b(its|their|his|her|our)\b(?: [a-z]+){0,2}?"
    r"(?: (?:will|would|are|is|were|was|have|has|had|been|be|to|now|also)){0,3} $"
)
_TOLD = re.compile(
    r"\b(?:told|tells|tell|telling|informed?|informs|notified|notify|notifies|assured?|assures"
    r"|wrote to|reassured|warned) (?:the )?$",
    re.IGNORECASE,
)
_PRONOUN = re.compile(
    r"\b(it|they|we|our|us|he|she|(?:the|his|her|their) (?:country|government|nation|ministry|state"
    r"|cabinet|parliament|island|kingdom|republic|authorities|administration|army|military))\b"
)
_PLACE = re.compile(r"\b(?:for|in) (?:the )?$")
_BEFORE_OBJECT = re.compile(r"\b(?:of|in|to|for|with|join|on) $")
_OF_PEOPLE = frozenset({"of ", "of the ", "for ", "for the "})
ORGANISED = frozenset(party.code for party in ORGANISATIONS)
"""The codes of organisations: whose force it is, not whose people."""
_FIRST_PERSON = frozenset({"we", "our", "us"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    """A group that is counted, not named, at its place."""

    start: int
    end: int
    group: Collective


@dataclass(frozen=True, slots=True, kw_only=True)
class Subject:
    """Whom a clause is about: a party's code or a counted group."""

    about: str | Collective
    start: int
    end: int


def counted_groups(fold: str, start: int, end: int) -> tuple[Counted, ...]:
    """The groups of countries counted between two places: `more than 70 countries`."""
    found = []
    for item in _COUNTED.finditer(fold, start, end):
        if item["number"]:
            comparator = comparison(item["before"] or "")
            group = Collective(count=value_of(item["number"]), comparator=comparator)
        else:
            group = Collective(count=None, comparator=Comparator.SEVERAL)
        found.append(Counted(start=item.start(), end=item.end(), group=group))
    return tuple(found)


def counted_subjects(fold: str, start: int, end: int, signs: Iterable[Sign]) -> tuple[Subject, ...]:
    """The groups counted between two places, as those whom `they` may mean later."""
    if not any(sign.sense is Sense.GROUP for sign in signs):
        return ()
    return tuple(_counted(item) for item in counted_groups(fold, start, end))


def subjects_before(
    marked: MarkedText,
    clause: Clause,
    at: int,
    *,
    speaker: Speaker | None,
    earlier: Iterable[Subject],
) -> tuple[Subject, ...]:
    """Whom the predicate at `at` is about; empty if the clause does not say.

    `earlier` are the parties named before in the sentence or by the last one, nearest last.
    """
    is_counted = any(sign.sense is Sense.GROUP for sign in clause.signs)
    groups = counted_groups(marked.fold, clause.start, at) if is_counted else ()
    mentions = [item for item in clause.mentions if item.start < at]
    possessive = _POSSESSIVE.search(marked.plain, max(clause.start, at - 40), at)
    if possessive is not None:
        near = [_subject(item) for item in mentions] + [_counted(item) for item in groups]
        near = [item for item in near if item.end <= possessive.start()]
        near = [item for item in near if not _is_a_place(marked.fold, item)] or near
        return _owner(marked.fold, possessive, near, speaker, tuple(earlier))
    named = _named(marked, clause, mentions, groups)
    floor = max((item.end for item in named), default=clause.start)
    pronoun = next(reversed(list(_PRONOUN.finditer(marked.plain, floor, at))), None)
    if pronoun is not None and not _is_object(marked.plain, pronoun):
        return _meant(marked.fold, pronoun[1], speaker, tuple(earlier), named)
    return named


def _is_object(plain: str, pronoun: re.Match[str]) -> bool:
    before = plain[max(0, pronoun.start() - 6) : pronoun.start()]
    return _BEFORE_OBJECT.search(before) is not None


def _owner(
    fold: str,
    possessive: re.Match[str],
    near: list[Subject],
    speaker: Speaker | None,
    earlier: tuple[Subject, ...],
) -> tuple[Subject, ...]:
    """Whose `its offer` is: the nearest party before it, the speaker's own for `our`."""
    if possessive[1] in _FIRST_PERSON:
        return _own(speaker, possessive.start())
    near.sort(key=lambda item: item.start)
    candidates = tuple(near) or earlier
    return _several(fold, candidates) if possessive[1] == "their" else candidates[-1:]


def _is_a_place(fold: str, item: Subject) -> bool:
    """True for a party after `for` or `in`: the contingent for Lebanon is not Lebanon's."""
    return _PLACE.search(fold, max(0, item.start - 10), item.start) is not None


def _own(speaker: Speaker | None, at: int) -> tuple[Subject, ...]:
    if speaker is None or not speaker.party:
        return ()
    return (Subject(about=speaker.party, start=at, end=at),)


def _meant(
    fold: str,
    pronoun: str,
    speaker: Speaker | None,
    earlier: tuple[Subject, ...],
    named: tuple[Subject, ...],
) -> tuple[Subject, ...]:
    if pronoun in _FIRST_PERSON:
        return _own(speaker, 0)
    if named:
        return named
    if pronoun in ("he", "she") or pronoun.startswith(("his ", "her ")):
        return _own(speaker, 0)
    return earlier[-1:] if pronoun != "they" else _several(fold, earlier)


def _several(fold: str, earlier: tuple[Subject, ...]) -> tuple[Subject, ...]:
    """All that `they` may mean: the last party named, with those listed beside it."""
    if not earlier:
        return ()
    ordered = sorted(set(earlier), key=lambda item: (item.start, item.end))
    at = ordered.index(earlier[-1])
    first, last = at, at
    while first > 0 and _are_listed(fold, ordered[first - 1], ordered[first]):
        first -= 1
    while last + 1 < len(ordered) and _are_listed(fold, ordered[last], ordered[last + 1]):
        last += 1
    return tuple(ordered[first : last + 1])


def _are_listed(fold: str, left: Subject, right: Subject) -> bool:
    return left.end <= right.start and _LISTED.fullmatch(fold[left.end : right.start]) is not None


def _subject(mention: Mention) -> Subject:
    return Subject(about=mention.code, start=mention.start, end=mention.end)


def _counted(item: Counted) -> Subject:
    return Subject(about=item.group, start=item.start, end=item.end)


def _named(
    marked: MarkedText, clause: Clause, mentions: list[Mention], groups: tuple[Counted, ...]
) -> tuple[Subject, ...]:
    """The nearest party or group in a subject's place, with those listed beside it."""
    usable: list[Subject] = []
    for index, item in enumerate(mentions):
        before = mentions[index - 1] if index else None
        if before is not None and _LISTED.fullmatch(marked.fold[before.end : item.start]):
            stands = bool(usable) and usable[-1].start == before.start
        else:
            stands = _is_subject(marked.fold, clause.start, item)
        if stands:
            usable.append(_subject(item))
    usable += [
        _counted(item)
        for item in groups
        if not _OBLIQUE.search(marked.fold, max(clause.start, item.start - 14), item.start)
        or marked.fold.endswith("among ", clause.start, item.start)
        or _AMONG.search(marked.fold, max(clause.start, item.start - 40), item.start)
    ]
    usable.sort(key=lambda item: item.start)
    if not usable:
        return ()
    chosen = [usable.pop()]
    while usable and _belongs(marked.fold, usable[-1], chosen[0]):
        chosen.insert(0, usable.pop())
    return tuple(chosen)


def _belongs(fold: str, left: Subject, right: Subject) -> bool:
    between = fold[left.end : right.start]
    if isinstance(right.about, Collective):
        return _AMONG.fullmatch(between) is not None
    return _LISTED.fullmatch(between) is not None


def _is_subject(fold: str, floor: int, mention: Mention) -> bool:
    before = fold[max(floor, mention.start - 24) : mention.start]
    if fold[mention.end : mention.end + 5].lower() in ("-held", "-led ", "-occu"):
        return False
    if _NEIGHBOUR.match(fold, mention.end):
        return False
    if mention.form is not Form.ADJECTIVE and _GROUP_NEXT.match(fold, mention.end):
        return False
    if _TOLD.search(before):
        return False
    if before.lower() in _WHILE:
        return True
    if NOT_ITS.search(before):
        return False
    if not _OBLIQUE.search(before) or _MEMBERS.search(
        fold, max(floor, mention.start - 40), mention.start
    ):
        return True
    if fold[mention.end : mention.end + 2] == "'s" or mention.form is Form.ADJECTIVE:
        return (
            before.rstrip()
            .lower()
            .endswith((" from", "for", "to", "with", "of", "of the", "of a", "of an"))
        )
    return bool(_OFFICE_OF.search(before) or _FROM_RESOURCE.search(before))


def contributors(
    marked: MarkedText, clause: Clause, at: int, *, has_agent: bool = False
) -> tuple[Subject, ...]:
    """Whose troops are spoken of: `pledged by Nepal`, `Kenyan officers`, `troops from Jamaica`.

    `has_agent` is True if whoever does what the clause tells may stand after a `by`.
    """
    fold = marked.fold
    for mention in clause.mentions:
        before = fold[max(clause.start, mention.start - 80) : mention.start]
        is_agent = has_agent and mention.start > at and before.endswith((" by ", " by the "))
        if is_agent or _AGENT.search(before):
            return _with_listed(fold, clause, mention)
        if _FROM_RESOURCE.search(before):
            return _with_listed(fold, clause, mention)
    for mention in clause.mentions:
        follows = fold[mention.end : mention.end + 40]
        is_oblique = _OBLIQUE.search(fold, max(clause.start, mention.start - 24), mention.start)
        if is_oblique is not None and is_oblique[0].lower() not in _OF_PEOPLE:
            continue
        owns = mention.form is Form.ADJECTIVE or follows.startswith("'s ")
        owns = owns and mention.code not in ORGANISED
        if owns and any(
            sign.sense is Sense.RESOURCE and 0 <= sign.start - mention.end <= len(follows)
            for sign in clause.signs
        ):
            return (_subject(mention),)
    return ()


def _with_listed(fold: str, clause: Clause, first: Mention) -> tuple[Subject, ...]:
    """A party and those listed after it: `by Nepal, Fiji and Ghana`."""
    chosen = [_subject(first)]
    for mention in clause.mentions:
        if mention.start >= chosen[-1].end and _LISTED.fullmatch(
            fold[chosen[-1].end : mention.start]
        ):
            chosen.append(_subject(mention))
    return tuple(chosen)


def objects_after(
    marked: MarkedText, clause: Clause, at: int, *, apart: frozenset[str] = frozenset()
) -> tuple[Subject, ...]:
    """Who is asked or excluded: the first party or group after the verb at `at`, and its list.

    Who stands `apart`, and who only leads the force, is none of them.
    """
    found = [
        _subject(item)
        for item in clause.mentions
        if item.start > at
        and item.code not in apart
        and not marked.fold.startswith(("-led", "-run", "-backed"), item.end)
    ]
    found += [_counted(item) for item in counted_groups(marked.fold, at, clause.end)]
    found.sort(key=lambda item: item.start)
    if not found:
        return ()
    chosen = [found[0]]
    for item in found[1:]:
        between = marked.fold[chosen[-1].end : item.start]
        if not (_LISTED.fullmatch(between) or _INCLUDING.fullmatch(between)):
            break
        chosen.append(item)
    return tuple(chosen)
