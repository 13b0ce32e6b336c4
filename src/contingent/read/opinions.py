"""What rules read in a sentence is held against how its words lean; a person settles the rest.

Rules follow grammar and know what they do not follow; words know many turns of phrase and no
grammar. Where the words of a sentence lean far enough to another grade than the rules read, or to
one where the rules read nothing, that grade is taken, flagged `loosely_read`: no rule accepts it.
Where they lean far to none, what rules read is kept as a record, which counts for nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from contingent.read.claims import drafts_about
from contingent.read.clauses import Clause
from contingent.read.doubts import is_unsure
from contingent.read.gazetteer import Mention
from contingent.read.gist import is_on_mission, whole
from contingent.read.leanings import NOTHING, stems, surroundings
from contingent.read.lexicon import Sense
from contingent.read.outcomes import Outcome
from contingent.read.rungs import LEGISLATURE
from contingent.read.scope import Ground, is_elsewhere
from contingent.read.setting import Draft, Setting
from contingent.read.subjects import ORGANISED, Subject
from contingent.vocabulary.capability import Kind
from contingent.vocabulary.claim import Claim, Pledge, Record, Rung, Verdict, VerdictType
from contingent.vocabulary.plain import identified
from contingent.vocabulary.statement import FlagType, Passage, Span, Statement

__all__ = [
    "drafted_by_words",
    "held_against_words",
    "is_heard",
    "may_be_meant",
    "sounds_like",
    "stands",
]

_FURTHER = 0.5
"""How much further the words must lean to another grade than to the one that rules read ..."""
_PLAINLY = -0.4
"""... and how far at least."""
_DOUBT = 0.3
"""The same for a grade that is not firm, where rules read a firm one: a doubt is heard sooner."""
_SILENCED = 0.4
"""How much further they must lean to none for what rules read to be kept as a record only ..."""
_SILENCED_FIRM = 0.3
"""... and for a firm grade."""
_FIRM = (-0.25, 0.25)
"""How far the words must lean to a firm grade, and further than to none, where rules read none."""
_LEAST = 0.05
"""How much further to any grade than to none, in a sentence about the mission ..."""
_LEAST_ELSEWHERE = 0.25
"""... and in one that only stands in a text about it."""
_HEARD = 0.1
"""How much further words may lean to none than to what was read loosely."""
_ANOTHER = 1.0
"""How much further another name than that of which rules read must lean to being meant."""
_NOT_BY_WORDS = frozenset({"excluded", "consent", "objection", "advance_party"})
"""What one party says of another, and who came first: words alone cannot tell."""
_INSTEAD = 0.3
"""How far a state must lean to being meant where rules read of an organisation."""
_VERDICTS = {item.value: item for item in VerdictType}


def drafted_by_words(setting: Setting, told: tuple[Clause, ...]) -> tuple[Draft, ...]:
    """The drafts of a sentence in which rules read nothing of any party."""
    if not setting.ground.is_named:
        return ()
    everything = _whole(setting, told)
    who = _meant(setting)
    if who is None or is_elsewhere(setting.marked, everything, setting.ground, only_met=True):
        return ()
    grade = sounds_like(_lean(setting, who.code), on_mission=is_on_mission(setting))
    if grade in (NOTHING, Rung.CONTRACTED.word) or _lacks_an_act(setting, grade):
        return ()
    outcome = replace(_outcome(grade, setting), at=everything.start)
    rung = outcome.rung or Rung.UNKNOWN
    if rung >= Rung.WILLING and is_unsure(setting.marked, _whole(setting, ()), rung):
        return ()
    subject = Subject(about=who.code, start=who.start, end=who.end)
    return tuple(drafts_about(setting, everything, outcome, (subject,), elsewhere=False))


def _lacks_an_act(setting: Setting, grade: str) -> bool:
    """True for an approval of nothing: no word says what is approved, or that it is."""
    senses = {sign.sense for sign in setting.signs}
    acts = senses & {Sense.ACT, Sense.ATTITUDE} or {Sense.DECIDE, Sense.FORCE} <= senses
    return grade == Rung.APPROVED.word and not acts


def may_be_meant(ground: Ground, mention: Mention) -> bool:
    """True for a state that may contribute: no organisation, no host, none at war there."""
    return mention.code not in ORGANISED | ground.theatre_codes | ground.at_war


def _meant(setting: Setting) -> Mention | None:
    """Whose name stands where the one stands that is meant; None if nobody is named."""
    best = _foremost(_meant_by_words(setting))
    return next((item for item in _named(setting) if item.code == best), None)


def _meant_by_words(setting: Setting) -> dict[str, float]:
    """How far each party that is named leans to being the one that is meant."""
    named = _named(setting)
    codes = {item.code for item in named}
    if len(codes) == 1:
        return dict.fromkeys(codes, 1.0)
    sentence = setting.sentence
    lean: dict[str, float] = {}
    for item in named:
        around = surroundings(setting.marked, sentence.start, sentence.end, item, setting.ground)
        far = setting.leanings.meant(around)
        lean[item.code] = max(far, lean.get(item.code, far))
    return lean


def _named(setting: Setting) -> list[Mention]:
    """The names of those in a sentence that may contribute."""
    sentence = setting.sentence
    return [
        item
        for item in setting.marked.mentions_between(sentence.start, sentence.end)
        if may_be_meant(setting.ground, item)
    ]


def _whole(setting: Setting, told: tuple[Clause, ...]) -> Clause:
    """A sentence as one clause."""
    if told:
        return whole(told)
    sentence = setting.sentence
    return Clause(
        start=sentence.start,
        end=sentence.end,
        signs=setting.signs,
        mentions=setting.marked.mentions_between(sentence.start, sentence.end),
        limits=(),
        is_first=True,
    )


def held_against_words(setting: Setting, read: Sequence[Statement]) -> Iterator[Statement]:
    """The statements of a sentence, those changed to whose grade or party its words do not lean."""
    meant = _meant_instead(setting, read)
    sentence = setting.sentence
    named = setting.marked.mentions_between(sentence.start, sentence.end)
    grades = {party: _grade(read, party) for party in {item.code for item in named}}
    negates = any(sign.sense is Sense.NOT for sign in setting.signs)
    standing = {
        party: stands(_lean(setting, meant or party), grade, negates=negates)
        for party, grade in grades.items()
        if grade != NOTHING
    }
    for item in read:
        about = item.about if isinstance(item.about, str) else ""
        is_weighed = about in standing and not item.ambiguous and _said(item.claim) == grades[about]
        claim = item.claim
        if is_weighed and standing[about] != grades[about]:
            own = _lean(setting, meant or about, _span_of(item))
            agrees = stands(own, grades[about], negates=negates) != grades[about]
            if agrees or _is_another_meant(setting, about):
                claim = _regraded(setting, item.claim, standing[about])
        who = meant if is_weighed and meant else item.about
        if claim is item.claim and who == item.about:
            yield item
            continue
        flags = tuple(dict.fromkeys((*item.flags, FlagType.LOOSELY_READ)))
        yield identified(replace(item, about=who, claim=claim, flags=flags))


def _is_another_meant(setting: Setting, party: str) -> bool:
    """True if the name of another stands where the one stands that is meant."""
    return _foremost(_meant_by_words(setting)) not in ("", party)


def _meant_instead(setting: Setting, read: Sequence[Statement]) -> str:
    """The party that is meant instead of the one of which rules read; empty: no other is."""
    about = {item.about for item in read if isinstance(item.about, str) and _said(item.claim) != ""}
    if len(about) != 1:
        return ""
    lean = _meant_by_words(setting)
    best = _foremost(lean)
    if about <= ORGANISED:
        return best if lean.get(best, 0.0) >= _INSTEAD and not _pays(read) else ""
    if _grade(read, str(*about)) in _NOT_BY_WORDS:
        return ""
    was = lean.get(str(*about))
    return best if was is not None and lean[best] - was >= _ANOTHER else ""


def is_heard(setting: Setting, draft: Draft) -> bool:
    """False where words lean to no grade, rather than to that of what was read loosely."""
    about = "" if draft.subject is None else draft.subject.about
    if not isinstance(about, str):
        return True
    lean = _lean(setting, about)
    best = _foremost(lean)
    return best != NOTHING or lean[NOTHING] - lean.get(_said(draft.claim), -1.0) < _HEARD


def _pays(read: Iterable[Statement]) -> bool:
    """True if what rules read is about money, which organisations give too."""
    claims = (item.claim for item in read)
    return any(isinstance(claim, Pledge) and Kind.FUNDING in claim.kinds for claim in claims)


def sounds_like(lean: Mapping[str, float], *, on_mission: bool) -> str:
    """The grade to which words lean where rules read nothing."""
    best = _foremost(lean)
    least, over = _FIRM
    if _is_firm(best) and (lean[best] < least or lean[best] - lean[NOTHING] < over):
        return NOTHING
    least = _LEAST if on_mission else _LEAST_ELSEWHERE
    return best if lean[best] >= lean[NOTHING] + least else NOTHING


def stands(lean: Mapping[str, float], read: str, *, negates: bool) -> str:
    """The grade that stands where rules read one; what negates they understand better."""
    best = _foremost(lean)
    if best == read or read not in lean:
        return read
    further = lean[best] - lean[read]
    if best == NOTHING:
        return NOTHING if further >= (_SILENCED_FIRM if _is_firm(read) else _SILENCED) else read
    if _is_firm(read) and not _is_firm(best) and read != Rung.SELECTED.word:
        return best if further >= _DOUBT else read
    if negates and (best in _VERDICTS) != (read in _VERDICTS):
        return read
    if _is_firm(best) and not _is_firm(read):
        return read
    return best if further >= _FURTHER and lean[best] >= _PLAINLY else read


def _foremost(lean: Mapping[str, float]) -> str:
    """The grade or the party to which words lean furthest, the first of equals; empty: to none."""
    return max(lean, key=lean.__getitem__, default="")


def _is_firm(grade: str) -> bool:
    return grade not in (NOTHING, *_VERDICTS) and Rung.of_word(grade) >= Rung.PLEDGED


def _span_of(item: Statement) -> Span | None:
    """The words that a statement rests on."""
    return item.citation.span if isinstance(item.citation, Passage) else None


def _lean(setting: Setting, party: str, span: Span | None = None) -> dict[str, float]:
    """How far the words of a sentence, or of a part, lean to each grade that they can tell."""
    start, end = setting.sentence.start, setting.sentence.end
    if span is not None:
        start, end = span.start, span.end
    words = stems(setting.marked, start, end, party, setting.ground)
    lean = setting.leanings.of(words)
    return {grade: far for grade, far in lean.items() if grade not in _NOT_BY_WORDS}


def _said(claim: Claim) -> str:
    """The grade that a claim says of whom it is about; empty: none."""
    match claim:
        case Pledge(rung=rung):
            return rung.word
        case Verdict(verdict=verdict):
            return verdict.value
    return ""


def _grade(read: Iterable[Statement], party: str) -> str:
    """A verdict before any rung, then the weakest rung."""
    claims = [item.claim for item in read if item.about == party]
    verdicts = [claim.verdict.value for claim in claims if isinstance(claim, Verdict)]
    rungs = [claim.rung for claim in claims if isinstance(claim, Pledge)]
    return [*verdicts, *(rung.word for rung in sorted(rungs)), NOTHING][0]


def _outcome(grade: str, setting: Setting) -> Outcome:
    if grade in _VERDICTS:
        return Outcome(verdict=_VERDICTS[grade])
    rung = Rung.of_word(grade)
    approval = _approval(setting) if rung is Rung.APPROVED else ""
    return Outcome(rung=rung, approval=approval, is_act=rung >= Rung.PREPARING)


def _regraded(setting: Setting, was: Claim, grade: str) -> Claim:
    """A claim at another grade, a record where there is none; how many of what is kept."""
    if grade == NOTHING:
        return _recorded(setting, was)
    outcome = _outcome(grade, setting)
    kinds = was.kinds if isinstance(was, Pledge | Verdict) else (Kind.UNSPECIFIED,)
    if outcome.rung is None:
        return Verdict(verdict=_VERDICTS[grade], kinds=kinds)
    return Pledge(
        rung=outcome.rung,
        kinds=kinds,
        amount=was.amount if isinstance(was, Pledge) else None,
        approval=outcome.approval,
    )


def _recorded(setting: Setting, was: Claim) -> Record:
    sentence = setting.sentence
    return Record(
        what=setting.marked.text[sentence.start : sentence.end],
        kinds=was.kinds if isinstance(was, Pledge | Verdict) else (Kind.UNSPECIFIED,),
        amount=was.amount if isinstance(was, Pledge) else None,
    )


def _approval(setting: Setting) -> str:
    """Which of the two branches approves."""
    sentence = setting.sentence
    plain = setting.marked.plain[sentence.start : sentence.end]
    return "legislative" if LEGISLATURE.search(plain) else "executive"
