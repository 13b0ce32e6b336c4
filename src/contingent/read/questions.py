"""Clauses become what is asked, what is unsettled and what must come true first."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contingent.read.clauses import Clause
from contingent.read.lexicon import Sense
from contingent.read.limits import Limit, hangs_on_others
from contingent.read.setting import Draft, Setting
from contingent.read.signs import MarkedText
from contingent.read.subjects import Subject, subjects_before
from contingent.read.wording import TOPIC_WORDS
from contingent.vocabulary.claim import Condition, Question

__all__ = ["conditions", "questions", "topics_in"]

_TOPICS = {
    word.strip(): name.strip()
    for name, _, words in (line.partition("|") for line in TOPIC_WORDS.strip().splitlines())
    for word in words.split(",")
}
_TOPIC = re.compile(
    r"\b(?:" + "|".join(sorted(map(re.escape, _TOPICS), key=len, reverse=True)) + r")\b"
)
_NEEDED = re.compile(
    r"\b(?:owes?|owed|needs?|needed|must|required?|requires|ha[sd] to|have to|deserves?|deserved"
    r"|necessary|first|wants?|wanted|expects?|insists?|should|demands?)\b"
)
_LIST_GOES_ON = re.compile(r",? (?:and|or) (?:the |its )?[a-z]")
_OWN_CHOICE = re.compile(
    r"\b(?:agrees?|agreed|decides?|decided|joins?|sign up|accepts?|reali[sz]ed|true)\b"
)


def topics_in(marked: MarkedText, start: int, end: int) -> tuple[str, ...]:
    """The topics named between two places, in order and once each; proper names name none."""
    found = (
        _TOPICS[item[0]]
        for item in _TOPIC.finditer(marked.plain, start, end)
        if not marked.fold[item.start()].isupper() or item.start() == start
    )
    return tuple(dict.fromkeys(found))


def questions(setting: Setting, clause: Clause, subjects: tuple[Subject, ...]) -> Iterator[Draft]:
    """What somebody wants answered, with its topics; words that name no topic ask nothing."""
    for sign in clause.signs:
        if sign.sense not in (Sense.SEEK, Sense.OPEN):
            continue
        start = clause.start if sign.sense is Sense.OPEN else sign.start
        end = _list_end(setting, clause)
        topics = topics_in(setting.marked, start, end)
        if not topics:
            continue
        who = subjects if sign.sense is Sense.SEEK else ()
        if sign.sense is Sense.SEEK and sign.start > clause.start:
            who = subjects_before(
                setting.marked,
                clause,
                sign.start,
                speaker=setting.speaker,
                earlier=setting.earlier,
            )
        named: list[Subject | None] = [item for item in who if isinstance(item.about, str)]
        for subject in named or [None]:
            yield Draft(start=clause.start, end=end, subject=subject, claim=Question(topics=topics))
        return


def _list_end(setting: Setting, clause: Clause) -> int:
    """A list of topics may run over the end of a short clause, up to the end of its sentence."""
    rest = setting.marked.fold[clause.end : setting.sentence.end]
    return setting.sentence.end if _LIST_GOES_ON.match(rest) else clause.end


def conditions(setting: Setting, clause: Clause, subjects: tuple[Subject, ...]) -> Iterator[Draft]:
    """What must come true first, where something about contributions hangs on it."""
    for limit in clause.limits:
        text = _text(setting, clause, limit)
        if not text or not _concerns_contributions(setting, clause, limit):
            continue
        own = [item for item in subjects if isinstance(item.about, str)]
        acts = any(sign.sense in (Sense.ACT, Sense.ATTITUDE) for sign in clause.signs)
        asks = any(sign.sense is Sense.CONTACT for sign in clause.signs)
        topics = topics_in(setting.marked, limit.start, limit.end)
        yield Draft(
            start=clause.start,
            end=max(clause.end, limit.end),
            subject=own[0] if len(own) == 1 and acts and not asks else None,
            claim=Condition(text=text, topic=topics[0] if topics else ""),
        )


def _text(setting: Setting, clause: Clause, limit: Limit) -> str:
    """The words of the condition; empty if it is none."""
    text, plain = setting.marked.text, setting.marked.plain
    inside = plain[limit.start : limit.end]
    match limit.sense:
        case Sense.BEFORE:
            main = plain[clause.start : limit.start]
            return text[clause.start : limit.start].strip(' ,"“”') if _NEEDED.search(main) else ""
        case Sense.IF:
            choice = _OWN_CHOICE.search(inside)
            if choice and not hangs_on_others(inside, choice.start()):
                return ""
    return text[limit.start : limit.end].strip()


def _concerns_contributions(setting: Setting, clause: Clause, limit: Limit) -> bool:
    if not setting.ground.is_discussed:
        return False
    return any(
        sign.sense in (Sense.CONTACT, Sense.FORCE, Sense.RESOURCE)
        or (sign.sense is Sense.ATTITUDE and sign.value not in ("engaging", "considering"))
        or (sign.sense is Sense.ACT and sign.value == "join")
        for sign in setting.signs
        if clause.start <= sign.start < max(clause.end, limit.end)
    )
