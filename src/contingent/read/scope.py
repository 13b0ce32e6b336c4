"""A document and a mission become the ground on which words count: which force, which theatre."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass

from contingent.read.clauses import Clause
from contingent.read.gazetteer import Form as NameForm
from contingent.read.lexicon import Sense
from contingent.read.signs import MarkedText, plain_letters

__all__ = [
    "Ground",
    "MissionScope",
    "ground_of",
    "is_elsewhere",
    "names_force",
    "names_ground",
]

_ABBREVIATED = re.compile(r"\(([A-Z][A-Z0-9-]{1,11})\)")
_LONG_NAME = re.compile(
    r"((?:[A-Z][\w'-]+ (?:(?:in|for|of|the|and|to|on) ){0,3}){1,8}"
    r"(?:Force|Mission|Operation|Coalition)(?: (?:in|for|of|to) (?:the )?[A-Z][\w'-]+)*) $"
)
_THEATRE = re.compile(
    r"\b(?:[Ff]orce|FORCE|[Mm]ission|[Pp]eacekeepers|[Tt]roops|[Ss]oldiers)"
    r" (?:in|for|to|In|For|To) (?:the )?([A-Z][\w'-]+(?: [A-Z][\w'-]+)?)"
)
_OTHER_MISSION = re.compile(
    r"\b(?:UN|AU|NATO|EU|United Nations|African Union|U\.N\.)"
    r"(?:-led|-mandated)?(?: peacekeeping| peace| stabili[sz]ation| training)?"
    r" (?:missions|operations)\b"
)
_ACRONYM = re.compile(
    r"\b(?:UN[A-Z]{3,}|MINU[A-Z]{2,}|MON[A-Z]{3,}|AMIS[A-Z]{2,}|[KSIE]FOR|ATMIS)\b"
)
_OTHER_REGION = re.compile(
    r"\b(?:in|into|to|across|over|on|from) (?:the )?(?:gulf of [a-z]+|golan|sahel|lake chad"
    r"|(?:red|black|baltic|south china|barents) sea|baltic|arctic|antarctic)\b"
)
_YEAR = re.compile(r"\b(?:[Ii]n|[Ss]ince|[Ff]rom|[Dd]uring|[Bb]etween) (1[89]\d\d|20\d\d)\b")
_IN_YEAR = re.compile(r"\b[Ii]n (1[89]\d\d|20\d\d)\b")
_THIS_CENTURY = 2004  # of a text without a date: what is told of the last century is history
_LONG_AGO = 5  # years
_APART = re.compile(
    r"\b(?:(?:outside|independent(?:ly)? of|separate(?:ly)? from|not (?:as )?part of"
    r"|unconnected (?:with|to)|unrelated to|nothing to do with)"
    r" the (?:[a-z]+ )?(?:force|mission)|under an? (?:[a-z]+ )?bilateral"
    r"|(?:along|on|to|near|at|towards?) (?:its|their|his) (?:own )?(?:[a-z]+ )?"
    r"(?:borders?|frontier) with)\b"
)
_FORMER = re.compile(
    r"\b(?:former|previous|earlier|past|last|predecessor|defunct) (?:[a-z]+ ){0,3}"
    r"(?:force|mission|operation|deployment)\b"
)
_WAGES = re.compile(
    r"(?:'s)?(?:[ -][a-z-]+)?[ -](?:invasion|occupation|occupied|offensive|bombardment|bombing"
    r"|airstrikes?|incursion|aggression|annexation|annexed|invaded)\b"
)
_PAST_DECADE = re.compile(r"\bin the (?:19|20)\d0s\b|\bsince (?:1[89]\d\d|20[01]\d)\b")


@dataclass(frozen=True, slots=True, kw_only=True)
class MissionScope:
    """The mission that is read for: its code, the names of its force, its theatre, its bodies.

    `names` are the force's names and abbreviations; `theatres` the places where it is to serve,
    by name, with their codes in `theatre_codes` where they are states; `bodies` pairs a name with
    the code of a board, council or command of the mission. All may stay empty: a document that
    writes `Such-and-such Force (SSF)` defines its mission itself.
    """

    code: str = ""
    names: tuple[str, ...] = ()
    theatres: tuple[str, ...] = ()
    theatre_codes: tuple[str, ...] = ()
    bodies: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Ground:
    """What this document calls the mission and its theatre, in plain letters."""

    mission: str
    names: tuple[str, ...]
    theatres: tuple[str, ...]
    theatre_codes: frozenset[str]
    bodies: tuple[tuple[str, str], ...]  # name in plain letters, code
    year: int | None  # of the document's reference day
    is_discussed: bool  # True if the document speaks of a force at all
    is_named: bool = False  # True if it names this mission or its theatre anywhere
    at_war: frozenset[str] = frozenset()  # parties whose invasion, offensive, ... it speaks of


def ground_of(marked: MarkedText, mission: MissionScope, year: int | None) -> Ground:
    """The mission as this document names it; names it defines are added to the mission's own."""
    defined = _defined(marked.fold)
    theatres = list(mission.theatres) or _likeliest_theatre(marked.fold)
    plain = [plain_letters(place).strip() for place in theatres]
    codes = {
        mention.code
        for mention in marked.mentions
        if mention.form == NameForm.NAME
        and plain_letters(marked.fold[mention.start : mention.end]) in plain
    }
    names = tuple(plain_letters(name).strip() for name in (*mission.names, *defined))
    return Ground(
        mission=mission.code,
        names=names,
        theatres=tuple(plain),
        theatre_codes=frozenset(codes | set(mission.theatre_codes)),
        bodies=tuple((plain_letters(name).strip(), code) for name, code in mission.bodies),
        year=year,
        is_discussed=any(sign.sense is Sense.FORCE for sign in marked.signs)
        or _names_any(marked.plain, names),
        is_named=_names_any(marked.plain, (*names, *plain))
        or any(item.code in mission.theatre_codes for item in marked.mentions),
        at_war=frozenset(
            mention.code
            for mention in marked.mentions
            if _WAGES.match(marked.fold, mention.end) is not None
        ),
    )


def _defined(fold: str) -> list[str]:
    """The names and abbreviations of forces that a text defines: `Such Force (SF)`."""
    names: list[str] = []
    for short in _ABBREVIATED.finditer(fold):
        found = _LONG_NAME.search(fold, max(0, short.start() - 120), short.start())
        if found is not None:
            names += [found[1], short[1]]
    return names


def _likeliest_theatre(fold: str) -> list[str]:
    """The place that most often follows `force in`; none if no place does."""
    places = Counter(found[1] for found in _THEATRE.finditer(fold))
    return [max(places, key=lambda place: (places[place], place))] if places else []


def is_elsewhere(
    marked: MarkedText, clause: Clause, ground: Ground, *, only_met: bool = False
) -> bool:
    """True if the clause tells history, or of another mission or theatre than this one.

    Where people `only_met`, the place is that of the talks and no theatre.
    """
    fold = marked.fold[clause.start : clause.end]
    plain = marked.plain[clause.start : clause.end]
    if _OTHER_MISSION.search(fold) or _PAST_DECADE.search(fold) or _FORMER.search(plain):
        return True
    if _APART.search(plain) or _is_long_ago(fold, ground):
        return True
    if names_ground(plain, ground):
        return False
    if any(sign.sense is Sense.HISTORY for sign in clause.signs):
        return True
    if _ACRONYM.search(fold) is not None or _OTHER_REGION.search(plain) is not None:
        return True
    if any(int(year) < (ground.year or int(year) + 1) for year in _YEAR.findall(fold)):
        return True
    return not only_met and _goes_to_another_place(marked, clause, ground)


def _is_long_ago(fold: str, ground: Ground) -> bool:
    """True for what a text tells of a year long before it."""
    now = ground.year or _THIS_CENTURY
    return any(int(year) <= now - _LONG_AGO for year in _IN_YEAR.findall(fold))


def names_force(plain: str, ground: Ground) -> bool:
    """True if plain letters call the force by one of its names."""
    return _names_any(plain, ground.names)


def names_ground(plain: str, ground: Ground) -> bool:
    """True if plain letters name the force or its theatre."""
    return _names_any(plain, (*ground.names, *ground.theatres))


def _names_any(plain: str, names: tuple[str, ...]) -> bool:
    padded = f" {plain} "
    return any(f" {name} " in padded for name in names if name)


_AT_HOME = re.compile(
    r"\b(?:based|stationed|garrisoned|held|trained|training|barracks|meeting|talks|speaking|said"
    r"|told|signed|camp|base|school|academy) (?:[a-z]+ )?in $"
)
_TOWARDS = re.compile(r"(?:\b(?:to|in|into|across|throughout)(?: the)? )$", re.IGNORECASE)


def _goes_to_another_place(marked: MarkedText, clause: Clause, ground: Ground) -> bool:
    if not ground.theatres:
        return False
    places = [
        mention
        for mention in clause.mentions
        if mention.form == NameForm.NAME
        and len(mention.code) == 3
        and mention.code not in ground.theatre_codes
        and _TOWARDS.search(marked.fold, max(clause.start, mention.start - 16), mention.start)
        and not _AT_HOME.search(marked.plain, max(clause.start, mention.start - 30), mention.start)
    ]
    return bool(places) and any(
        sign.sense in (Sense.ACT, Sense.EVENT, Sense.RESOURCE)
        for sign in clause.signs
        if sign.start < places[0].start
    )
