"""A sentence whose grammar no rule follows is read by its words alone, for a person to check.

Newspapers name a contributor by its people, its capital or its parliament, put the act into a noun
and the speaker anywhere. Where every rule for clauses stays silent, the weakest word of a clause
still says how firm it is, and often one party alone can be meant. What is read so is flagged
`loosely_read`: no rule accepts it.
"""

from __future__ import annotations

import re
from dataclasses import replace

from contingent.read.chains import chain_of
from contingent.read.claims import drafts_about, manner_of
from contingent.read.clauses import Clause
from contingent.read.doubts import is_no_state
from contingent.read.gazetteer import Form as NameForm
from contingent.read.gazetteer import Mention
from contingent.read.lexicon import Form, Sense
from contingent.read.operators import outcome_of
from contingent.read.outcomes import Outcome
from contingent.read.presence import in_place
from contingent.read.scope import is_elsewhere, names_ground
from contingent.read.setting import Draft, Setting
from contingent.read.signs import Sign
from contingent.read.subjects import NOT_ITS, ORGANISED, Subject
from contingent.vocabulary.claim import Rung, VerdictType

__all__ = ["gist", "is_on_mission", "whole"]

_OF_A_SIDE = frozenset({VerdictType.CONSENT, VerdictType.OBJECTION})
_OWNED = 40  # letters between a party and people or a part that are its own
_OWNED_WORDS = 4
_LEAST_FOR_FIRM = 3  # the weight from which a party is believed to promise
_ELSEWHERE = re.compile(
    r"\b(?:in|at|to|near|from|with|against|alongside|under|into|outside|like|unlike|including"
    r"|neighbouring|neighboring|over|off|between|among)(?: the| a| an| its)? $"
)
_AGENT = re.compile(r"\bby (?:the |an? )?(?:[a-z]+ (?:in|of) (?:the )?)?$")
_OUT_OF = re.compile(r"\b(?:from|of|for) (?:the )?$")
_ASKER = re.compile(r"\bby (?:the )?(?:[A-Z]\w+ and )?$")
_PLACED = re.compile(r"\b(?:in|at|near|around|outside) (?:the )?$")


def gist(setting: Setting, clauses: tuple[Clause, ...]) -> tuple[Draft, ...]:
    """The drafts of the clause, or of all as one, that says most plainly how firm a part is."""
    if not clauses or not is_on_mission(setting):
        return ()
    found: list[tuple[int, int, tuple[Draft, ...]]] = []
    everything = whole(clauses)
    if is_elsewhere(setting.marked, everything, setting.ground):
        return ()
    for at, clause in enumerate((*clauses, everything)):
        outcome = _outcome(setting, clause)
        who = None if outcome is None else _meant(setting, clause, outcome)
        if outcome is None or who is None:
            continue
        told = replace(outcome, about_object=False)
        drafts = tuple(drafts_about(setting, clause, told, (who,)))
        if drafts and (at < len(clauses) or not found):
            found.append((_order(outcome), at, drafts))
    return min(found)[2] if found else ()


def _order(outcome: Outcome) -> int:
    """A verdict before any rung, a weak rung before a strong one; an answer before a request."""
    if outcome.rung is None:
        return -1
    return max(Rung) + 1 if outcome.rung is Rung.APPROACHED else int(outcome.rung)


def is_on_mission(setting: Setting) -> bool:
    """True if the sentence names the force or its theatre, or people where the text is about it."""
    if not setting.ground.is_named:
        return False
    sentence = setting.sentence
    plain = setting.marked.plain[sentence.start : sentence.end]
    named = setting.marked.mentions_between(sentence.start, sentence.end)
    return (
        names_ground(plain, setting.ground)
        or any(item.code in setting.ground.theatre_codes for item in named)
        or any(sign.sense is Sense.FORCE for sign in setting.signs)
        or (setting.ground.is_discussed and any(map(_is_a_part, setting.signs)))
    )


def _is_a_part(sign: Sign) -> bool:
    """True for what could be contributed, an offer of it, and talks about it."""
    is_promise = sign.form is Form.NOUN and sign.value in ("offered", "pledged")
    return is_promise or sign.sense in (Sense.RESOURCE, Sense.TALKS)


def _outcome(setting: Setting, clause: Clause) -> Outcome | None:
    """What a clause of a sentence about the mission says, though it may not name the mission."""
    manner = replace(manner_of(setting, clause), on_mission=True, names_ground=True)
    chain = replace(chain_of(setting.marked, clause, manner), has_object=True)
    outcome = outcome_of(setting.marked, clause, chain) or in_place(setting.marked, clause, chain)
    if outcome is None or outcome.verdict in _OF_A_SIDE:
        return None
    return None if is_no_state(setting.marked, clause, outcome.at) else outcome


def _meant(setting: Setting, clause: Clause, outcome: Outcome) -> Subject | None:
    """The one party that can be meant; None if several can."""
    ranked: dict[str, tuple[int, Mention]] = {}
    marked = setting.marked
    sentence = setting.sentence
    for mention in marked.mentions_between(sentence.start, sentence.end):
        if not _may_contribute(setting, mention):
            continue
        weight = _weight(setting, clause, outcome, mention)
        if weight > ranked.get(mention.code, (0, mention))[0]:
            ranked[mention.code] = (weight, mention)
    if not ranked:
        return None
    most = max(weight for weight, _ in ranked.values())
    foremost = [mention for weight, mention in ranked.values() if weight == most]
    is_firm = outcome.rung is not None and outcome.rung >= Rung.PLEDGED
    if len(foremost) > 1 or (is_firm and most < _LEAST_FOR_FIRM):
        return None
    chosen = foremost[0]
    return Subject(about=chosen.code, start=chosen.start, end=chosen.end)


def _may_contribute(setting: Setting, mention: Mention) -> bool:
    ground = setting.ground
    is_state = mention.code not in ORGANISED
    return is_state and mention.code not in ground.theatre_codes | ground.at_war


def _weight(setting: Setting, clause: Clause, outcome: Outcome, mention: Mention) -> int:
    """How likely a party is meant, from its place: 0 not at all, 6 as the one that acts."""
    marked = setting.marked
    is_inside = clause.start <= mention.start < clause.end
    before = marked.fold[max(setting.sentence.start, mention.start - 40) : mention.start]
    asks = outcome.about_object or outcome.rung is Rung.APPROACHED
    if (asks and _ASKER.search(before)) or NOT_ITS.search(before):
        return 0
    if is_inside and not asks and _AGENT.search(before):
        return 6
    if _owns(setting, mention):
        return 5 if is_inside else 4
    speaks = any(item.cut <= mention.start < item.verb_end for item in setting.sayings)
    is_place = mention.form is NameForm.NAME and _ELSEWHERE.search(before.lower())
    if is_place or _PLACED.search(before.lower()) or not is_inside:
        return 2 if speaks else 1
    return 3


def _owns(setting: Setting, mention: Mention) -> bool:
    """True for `Slovak company`, `Seoul's 420 soldiers` and `soldiers from Nepal`."""
    marked = setting.marked
    owned = [
        sign
        for sign in setting.signs
        if sign.sense is Sense.RESOURCE or (sign.sense is Sense.ACT and sign.form is Form.NOUN)
    ]
    if mention.form is NameForm.ADJECTIVE or marked.fold.startswith("'s ", mention.end):
        return any(
            0 <= sign.start - mention.end <= _OWNED
            and marked.plain[mention.end : sign.start].count(" ") <= _OWNED_WORDS
            for sign in owned
        )
    before = marked.fold[max(0, mention.start - 12) : mention.start]
    near = any(0 <= mention.start - sign.end <= len(" from the ") for sign in owned)
    return near and _OUT_OF.search(before) is not None


def whole(parts: tuple[Clause, ...]) -> Clause:
    """All clauses of a sentence as one."""
    return Clause(
        start=parts[0].start,
        end=max(item.end for item in parts),
        signs=tuple(sign for item in parts for sign in item.signs),
        mentions=tuple(mention for item in parts for mention in item.mentions),
        limits=tuple(limit for item in parts for limit in item.limits),
        is_first=True,
    )
