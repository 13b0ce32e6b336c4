"""Sentences about what happened in theatre become incident and delivery claims.

Only what is told as having happened counts: a demand, a plan, a condition or a denial is no report.
A figure keeps the claimant's own unit, and the days that the words name; where they name none, or
count from a day that they do not tell, the claim has no day.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contingent.read.amounts import NUMBER, comparison, value_of
from contingent.read.dates import past_run
from contingent.read.gazetteer import Form as NameForm
from contingent.read.lexicon import verb_forms
from contingent.read.scope import Ground
from contingent.read.setting import Draft, Setting
from contingent.read.signs import MarkedText
from contingent.vocabulary.capability import Amount, Comparator
from contingent.vocabulary.claim import Delivery, Incident, Standing

__all__ = ["subjects_of_reports", "theatre_reports"]

_LOADS = {
    "truck": "trucks",
    "trucks": "trucks",
    "lorry": "trucks",
    "lorries": "trucks",
    "truckload": "trucks",
    "truckloads": "trucks",
    "tonne": "tonnes",
    "tonnes": "tonnes",
    "metric tons": "tonnes",
    "tons": "tons",
    "pallet": "pallets",
    "pallets": "pallets",
    "convoys": "convoys",
}
"""What aid is counted in; a ton may be short, long or metric, and stays what it was called."""

_HAPPENINGS = {
    "violation": "violations",
    "violations": "violations",
    "breach": "violations",
    "breaches": "violations",
    "attack": "attacks",
    "attacks": "attacks",
    "ambush": "attacks",
    "ambushes": "attacks",
    "strike": "strikes",
    "strikes": "strikes",
    "airstrike": "strikes",
    "airstrikes": "strikes",
    "air strikes": "strikes",
    "incident": "incidents",
    "incidents": "incidents",
    "explosion": "explosions",
    "explosions": "explosions",
}
_HARM = {"killed": "killed", "dead": "killed", "wounded": "wounded", "injured": "wounded"}
_STAGES = {
    stage: frozenset(form for verb in verbs for form in verb_forms(verb))
    for stage, verbs in {
        "manifested": ("manifest",),
        "offloaded": ("offload", "unload"),
        "collected": ("collect", "pick up", "retrieve"),
        "arrived": ("arrive", "deliver", "reach"),
        "entered": ("enter", "cross"),
        "intercepted": ("intercept",),
        "looted": ("loot", "ransack"),
    }.items()
}
_HAPPENED = frozenset(
    form
    for verb in ("commit", "record", "document", "register", "verify", "confirm", "report", "count")
    for form in verb_forms(verb)
)
_OCCURRED = ("there were", "took place", "occurred", "happened", "carried out")


def _one_of(words: Iterable[str]) -> str:
    return "|".join(sorted(map(re.escape, words), key=len, reverse=True))


_SUBJECTS = re.compile(rf"\b(?:{_one_of((*_LOADS, *_HAPPENINGS, *_HARM))})\b", re.IGNORECASE)
_BOUND = (
    r"at least|no fewer than|no less than|more than|over|upwards of|in excess of|up to|as many as"
    r"|fewer than|less than|under|about|around|some|roughly|approximately|an estimated|nearly"
    r"|almost"
)
_PEOPLE = (
    "people|persons|civilians|soldiers|peacekeepers|police officers|aid workers|children|women|men"
    "|others|drivers|guards|fighters"
)
_MONTHS = "january|february|march|april|may|june|july|august|september|october|november|december"
_COUNTED = re.compile(
    rf"(?<![\w.,$€£])(?:(?P<bound>{_BOUND}) )?(?P<number>{NUMBER}|no)(?![\w%.-]*%)"
    r"(?! percent| per cent)"
    r"(?:(?P<same>(?: of (?:them|these|those|which))? (?=(?:were|was|had been|have been) ))"
    rf"|(?: (?!(?:and|or|to|of|in|on|{_MONTHS})\b)[a-z][a-z'-]*){{0,4}}?"
    rf"(?: (?P<noun>{_one_of((*_LOADS, *_HAPPENINGS, *_HARM))})\b| (?P<people>{_PEOPLE})\b))",
    re.IGNORECASE,
)
_TOLD = re.compile(
    rf"\b(?:{_one_of((*(form for forms in _STAGES.values() for form in forms), *_HAPPENED))}"
    rf"|{_one_of((*_OCCURRED, *_HARM, 'killing', 'wounding', 'injuring'))})\b",
    re.IGNORECASE,
)
_PART = re.compile(r";|\s(?:while|whereas|but|although)\s|,\s(?:against|compared)\b")
_NO_REPORT = re.compile(
    r"\b(?:not|never|could|would|should|shall|may|might|must|can|cannot|will|if|unless|until|whether"
    r"|expect\w*|plan(?:s|ned|ning)?|to be|needs?|needed|calls?|called|calling|demand\w*|ask\w*"
    r"|wants?|wanted|promis\w+|pledg\w+|hop(?:e|es|ed|ing)|aim\w*|requir\w+|allow\w*|permit\w*"
    r"|agreed|due|supposed|meant|deni(?:ed|es)|denying|enough|target)\b|n't\b",
    re.IGNORECASE,
)
_REACH = 60  # letters between a count and the word that tells what happened
_BY_THE_DAY = re.compile(r"\b(?:a|per|each|every) day\b|\bdaily\b", re.IGNORECASE)
_VERIFIED = re.compile(r"\b(?:verified|independently confirmed)\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:not|never|nor|none|without|cannot|yet to be)\b|n't\b", re.IGNORECASE)
_REJECTED = re.compile(
    r"\b(?:unfounded|found no evidence|false (?:claim|report|allegation)s?)\b", re.IGNORECASE
)
_PLACE = re.compile(
    r"\b(?:in|at|near|through|via|into)(?: the)? "
    r"(?P<place>(?:[A-Z][\w'-]+)(?:[ -](?:al-)?[A-Z][\w'-]+){0,3})"
)
_NO_PLACE = re.compile(
    r"(?:January|February|March|April|May|June|July|August|September|October|November|December"
    r"|Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)\b"
)


@dataclass(frozen=True, slots=True)
class _Counted:
    """A number at its place with what it counts; `noun` is the word as it was said."""

    start: int
    end: int
    amount: Amount
    noun: str


def subjects_of_reports(marked: MarkedText, ground: Ground) -> tuple[int, ...]:
    """Where a document names what reports from theatre count, in order; none if of elsewhere."""
    document = f" {marked.plain} "
    if not any(f" {name} " in document for name in ground.theatres):
        return ()
    return tuple(found.start() for found in _SUBJECTS.finditer(marked.fold))


def theatre_reports(setting: Setting, subjects: tuple[int, ...]) -> Iterator[Draft]:
    """The counts of incidents and aid that a sentence tells, each over the whole sentence.

    `subjects` are those of the whole document, as `subjects_of_reports` finds them.
    """
    start, end = setting.sentence.start, setting.sentence.end
    at = bisect_left(subjects, start)
    if at == len(subjects) or subjects[at] >= end or not _is_of_theatre(setting):
        return
    fold = setting.marked.fold[start:end]
    if fold.rstrip("\"' ").endswith("?"):
        return
    found = tuple(_counted(fold))
    told = set()
    for index, item in enumerate(found):
        before = found[index - 1].end if index else 0
        after = found[index + 1].start if index + 1 < len(found) else len(fold)
        claim = _claim(setting, fold, item, (before, after))
        if claim is not None and claim not in told:
            told.add(claim)
            yield Draft(start=start, end=end, subject=None, claim=claim)


def _is_of_theatre(setting: Setting) -> bool:
    """True if the sentence speaks of the theatre, or of no other place."""
    ground = setting.ground
    plain = f" {setting.marked.plain[setting.sentence.start : setting.sentence.end]} "
    if any(f" {name} " in plain for name in ground.theatres):
        return True
    elsewhere = any(
        mention.form is NameForm.NAME
        and len(mention.code) == 3
        and mention.code not in ground.theatre_codes
        and re.search(
            r"\b(?:in|into|across|near)(?: the)? $",
            setting.marked.fold[max(0, mention.start - 12) : mention.start],
        )
        for mention in setting.marked.mentions_between(setting.sentence.start, setting.sentence.end)
    )
    return not elsewhere


def _counted(fold: str) -> Iterator[_Counted]:
    """Every number that counts aid, happenings or people harmed."""
    noun = ""
    for found in _COUNTED.finditer(fold):
        if found["people"]:
            noun = found["people"].lower()
        elif found["noun"]:
            noun = found["noun"].lower()
        elif not noun:
            continue
        unit = _LOADS.get(noun) or _HAPPENINGS.get(noun) or _HARM.get(noun, "people")
        yield _Counted(found.start(), found.end(), _amount(found, unit), noun)


def _amount(found: re.Match[str], unit: str) -> Amount:
    if found["number"].lower() == "no":
        return Amount(unit=unit, floor=0, ceiling=0)
    number = value_of(found["number"])
    match comparison(found["bound"] or ""):
        case Comparator.UP_TO | Comparator.FEWER_THAN:
            return Amount(unit=unit, ceiling=number)
        case Comparator.AT_LEAST | Comparator.MORE_THAN:
            return Amount(unit=unit, floor=number)
        case Comparator.ABOUT | Comparator.NEARLY:
            return Amount(unit=unit, floor=number, ceiling=number, about=True)
        case _:
            return Amount(unit=unit, floor=number, ceiling=number)


def _claim(
    setting: Setting, fold: str, item: _Counted, room: tuple[int, int]
) -> Incident | Delivery | None:
    """What was counted, if the words around it tell that it happened."""
    left, right = _part(fold, item, room)
    around = fold[left:right]
    verb = _verb(fold, item, left, right)
    if verb is None or _NO_REPORT.search(_governing(fold, left, right, verb, item)):
        return None
    word = verb[0].lower()
    on = past_run(fold, setting.reference)
    place = _place(fold, item.end)
    if item.amount.unit in _LOADS.values():
        stage = next((name for name, forms in _STAGES.items() if word in forms), "")
        if not stage:
            return None
        return Delivery(
            stage=stage,
            amount=item.amount,
            place=place,
            on=on,
            standing=_standing(around),
            per_day=_BY_THE_DAY.search(fold[item.end : right]) is not None,
        )
    unit = _harm(word) if item.amount.unit == "people" else item.amount.unit
    if not unit:
        return None
    what = unit if unit in _HARM.values() else item.noun
    amount = Amount(
        unit=unit,
        floor=item.amount.floor,
        ceiling=item.amount.ceiling,
        about=item.amount.about,
    )
    return Incident(what=what, amount=amount, place=place, on=on, standing=_standing(around))


def _part(fold: str, item: _Counted, room: tuple[int, int]) -> tuple[int, int]:
    """The part of a sentence that tells of one count: up to the next, or to `while`, `but`."""
    cuts = [found.end() for found in _PART.finditer(fold, 0, item.start)]
    stop = _PART.search(fold, item.end)
    return (
        max([room[0], *cuts]),
        min(room[1], len(fold) if stop is None else stop.start()),
    )


def _verb(fold: str, item: _Counted, left: int, right: int) -> re.Match[str] | None:
    """The word that tells what happened: the next after the count, else the last before it."""
    if item.noun in _HARM:
        return _TOLD.search(fold, item.start, item.end)
    after = _TOLD.search(fold, item.end, right)
    if after is not None and "," not in fold[item.end : min(after.start(), item.end + _REACH + 1)]:
        return after
    before = list(_TOLD.finditer(fold, left, item.start))[-1:]
    return before[0] if before and item.start - before[0].end() <= _REACH else after


def _governing(fold: str, left: int, right: int, verb: re.Match[str], item: _Counted) -> str:
    """The words under which the telling word stands: up to it, and from the count to a comma."""
    behind = fold[item.end : min(right, item.end + _REACH)].partition(",")[0]
    return f"{fold[left : verb.start()]} {behind}"


def _harm(word: str) -> str:
    """What befell the people counted; empty if the words tell no harm."""
    if word.startswith("kill") or word == "dead":
        return "killed"
    return "wounded" if word.startswith(("wound", "injur")) else ""


def _standing(part: str) -> Standing:
    if _REJECTED.search(part):
        return Standing.REJECTED
    verified = _VERIFIED.search(part)
    is_denied = verified is not None and _DENIED.search(part, 0, verified.start())
    return Standing.VERIFIED if verified and not is_denied else Standing.ALLEGED


def _place(fold: str, at: int) -> str:
    """The place named after a count; empty for none."""
    for found in _PLACE.finditer(fold, at):
        if _NO_PLACE.match(found["place"]) is None:
            return found["place"]
    return ""
