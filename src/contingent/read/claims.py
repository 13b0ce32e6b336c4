"""A clause becomes claims about contributions: pledges, verdicts, counts and records."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from contingent.read.amounts import Quantity, kinds_in, quantities
from contingent.read.chains import Manner, chain_of
from contingent.read.clauses import Clause
from contingent.read.lexicon import Form, Sense
from contingent.read.limits import PREDICATES
from contingent.read.operators import outcome_of
from contingent.read.outcomes import Outcome
from contingent.read.presence import barred, handed_over, in_place
from contingent.read.scope import is_elsewhere, names_force, names_ground
from contingent.read.setting import Draft, Setting
from contingent.read.signs import MarkedText
from contingent.read.subjects import (
    ORGANISED,
    Subject,
    contributors,
    objects_after,
    subjects_before,
)
from contingent.vocabulary.capability import Amount, Kind
from contingent.vocabulary.claim import (
    Claim,
    Count,
    Pledge,
    Record,
    Rung,
    Verdict,
    VerdictType,
)
from contingent.vocabulary.statement import Collective

__all__ = ["Read", "contributions", "drafts_about", "manner_of", "silent"]

_IN_BRACKETS = re.compile(r"\s*\((\d[\d_]*)\)")
_MONEY = re.compile(r"[$€£]")
_JOINED = re.compile(
    r"(?:and|but) (?:also )?[a-z]+\b"
    r"|to [A-Za-z ]{2,40}? (?:confirming|pledging|promising|offering|committing)\b"
)
_AMONG_THOSE = re.compile(
    r"\b(?:is|are|was|were) (?:one of|among|on (?:the|a) list of) (?:the )?(?:[a-z0-9]+ ){0,2}"
    r"(?:countries|governments|states|nations|those|capitals)\b"
)
_EACH = re.compile(r"\beach\b|\bapiece\b")
_ASKING = re.compile(r"(?:asking|inviting|requesting|urging)\b")
_ASKED_IT = re.compile(r"[a-z]+ (?:it|them|us|(?:his|her|the) country)\b")
_ORGANISER = re.compile(
    r"\b(?:mission|force|board|council|command|organi[sz]ers?|alliance|coalition|secretariat|leadership"
    r"|planners)\b"
)
_OWNS = 16  # letters between a party and what is its own: "Turkish combat troops"
_BODIES = frozenset({"UN", "UNSC", "UNGA"})
_STARTERS = PREDICATES | {
    Sense.NOT,
    Sense.MAY,
    Sense.WILL,
    Sense.WOULD,
    Sense.OUGHT,
    Sense.EXPRESS,
    Sense.REASON,
}
_DONE_BY = frozenset(
    {Rung.OFFERED, Rung.PLEDGED, Rung.NOTIFIED, Rung.APPROVED, Rung.CONTRACTED, Rung.PREPARING}
)
_LATER = frozenset({Sense.ATTITUDE, Sense.ACT, Sense.DECIDE})
_PHRASE = re.compile(
    r"\b(?:in|on|at|for|by|as|from) (?:the |an? |its |their )?[a-z0-9]+\b|\b[a-z]+ly\b|\b\d+\b"
)
_NO_NOUN_WORDS = """
and but or then also later has have had is are was were be been who which that it they he she we
so to still already now yet while although though whereas even itself themselves both again once
instead meanwhile however earlier first i s
"""
_NO_NOUNS = frozenset(_NO_NOUN_WORDS.split())
_SPEAKERS_OWN = frozenset({VerdictType.UNDECIDED, VerdictType.DECLINED})
_NO_CONTRIBUTOR = frozenset({VerdictType.OBJECTION, VerdictType.CONSENT})


@dataclass(frozen=True, slots=True, kw_only=True)
class Read:
    """What one clause gave: its drafts, its outcome, and whom the next one may take up."""

    drafts: tuple[Draft, ...]
    outcome: Outcome | None
    subjects: tuple[Subject, ...]


def contributions(setting: Setting, clause: Clause, previous: Read | None) -> Read:
    """The claims about contributions that a clause makes.

    `previous` is what the clause before in the same sentence gave: its subject may be carried on
    ("..., and had received no request"), and its verb may be left out ("and Benin 2,000").
    """
    marked = setting.marked
    chain = chain_of(marked, clause, manner_of(setting, clause))
    outcome = (
        barred(marked, clause, chain, speaker=_spoken_for(setting))
        or handed_over(marked, clause, chain)
        or outcome_of(marked, clause, chain)
    )
    if outcome is None:
        outcome = in_place(marked, clause, chain)
    if not chain.links and previous is not None and _is_gapped(setting, clause):
        outcome = previous.outcome
        outcome = None if outcome is None else replace(outcome, at=clause.mentions[0].end)
    at = outcome.at if outcome is not None else _first_predicate(clause)
    subjects = _subjects(setting, clause, at, outcome, previous)
    if outcome is None:
        return Read(drafts=(), outcome=None, subjects=subjects)
    about = subjects
    organiser = _ORGANISER.search(marked.plain, clause.start, at) is not None
    chosen = _chosen_by_a_body(clause, outcome, subjects, names_organiser=organiser)
    if chosen is not None:
        about, outcome = (chosen,), replace(outcome, rung=Rung.SELECTED, approval="")
    elif outcome.about_object:
        about = _pronounced(setting, clause, at) or objects_after(
            marked, clause, at, apart=setting.ground.theatre_codes
        )
        about = about or _among_those(marked, clause, at)
        about = about or _taken_up(marked, clause, previous)
        if _is_only_against(setting, outcome, subjects):
            about, outcome = subjects, replace(outcome, verdict=VerdictType.OBJECTION)
    drafts = tuple(drafts_about(setting, clause, outcome, about, subjects))
    return Read(drafts=drafts, outcome=outcome, subjects=subjects)


def manner_of(setting: Setting, clause: Clause) -> Manner:
    """How a clause is told, and whether it names the mission."""
    plain = setting.marked.plain[clause.start : clause.end]
    return Manner(
        in_headline=setting.sentence.in_headline,
        is_reported=setting.is_reported,
        on_mission=bool(setting.ground.is_discussed),
        names_force=names_force(plain, setting.ground),
        names_ground=names_ground(plain, setting.ground)
        or any(mention.code in setting.ground.theatre_codes for mention in clause.mentions),
    )


def _spoken_for(setting: Setting) -> str:
    return "" if setting.speaker is None else setting.speaker.party


def _taken_up(marked: MarkedText, clause: Clause, previous: Read | None) -> tuple[Subject, ...]:
    """Whom `Seoul, which the UN has asked for engineers,` is about: who stands before `which`."""
    if not marked.plain.startswith(("which ", "whom ", "who "), clause.start):
        return ()
    near = marked.mentions_between(clause.start - 40, clause.start)
    if near and 0 <= clause.start - near[-1].end <= len(", "):
        return (Subject(about=near[-1].code, start=near[-1].start, end=near[-1].end),)
    return () if previous is None else previous.subjects


def _pronounced(setting: Setting, clause: Clause, at: int) -> tuple[Subject, ...]:
    """Whom `(Ankara says that) the UN has asked it` and `wrote to Italy asking` are about."""
    before = [item for item in clause.mentions if item.end + 1 == at]
    if before and _ASKING.match(setting.marked.plain, at) is not None:
        return (Subject(about=before[0].code, start=before[0].start, end=before[0].end),)
    if _ASKED_IT.match(setting.marked.plain, at) is None:
        return ()
    if setting.speaker is not None and setting.speaker.party:
        return (Subject(about=setting.speaker.party, start=clause.start, end=clause.start),)
    return setting.earlier[-1:]


def _is_only_against(setting: Setting, outcome: Outcome, by: tuple[Subject, ...]) -> bool:
    """True if whoever rejects or vetoes another is no host: it objects and shuts nobody out."""
    word = setting.marked.plain[outcome.at : outcome.at + len("reject")]
    is_excluded = outcome.verdict is VerdictType.EXCLUDED
    is_against = is_excluded and word in ("reject", "vetoed", "vetoes")
    hosts = setting.ground.theatre_codes
    return is_against and bool(by) and not any(item.about in hosts for item in by)


def _among_those(marked: MarkedText, clause: Clause, at: int) -> tuple[Subject, ...]:
    """Whom `is among the countries that Rome has asked` is about: who stands before it."""
    among = _AMONG_THOSE.search(marked.plain, clause.start, at)
    if among is None:
        return ()
    return subjects_before(marked, clause, among.start(), speaker=None, earlier=())


def silent(marked: MarkedText, clause: Clause) -> Read:
    """What a clause without a word of the lexicon gives: only whom the next may take up."""
    subjects = subjects_before(marked, clause, clause.end, speaker=None, earlier=())
    return Read(drafts=(), outcome=None, subjects=subjects)


def _is_gapped(setting: Setting, clause: Clause) -> bool:
    """True for `and Benin up to 2,000 soldiers`: a party and a number, and no verb."""
    if not clause.mentions or clause.mentions[0].start - clause.start > 8:
        return False
    return next(_quantities(setting, clause), None) is not None


def _first_predicate(clause: Clause) -> int:
    predicates = (Sense.ATTITUDE, Sense.ACT, Sense.DECIDE, Sense.EVENT, Sense.SEEK, Sense.CONTACT)
    return next((sign.start for sign in clause.signs if sign.sense in predicates), clause.end)


def _subjects(
    setting: Setting,
    clause: Clause,
    at: int,
    outcome: Outcome | None,
    previous: Read | None,
) -> tuple[Subject, ...]:
    found = subjects_before(
        setting.marked, clause, at, speaker=setting.speaker, earlier=setting.earlier
    )
    if found:
        return found
    stands_alone = clause.is_first or _has_own_noun(setting, clause, at)
    if not stands_alone:
        return () if previous is None else _carried(setting.marked, clause, previous)
    does = outcome is not None and outcome.rung is not None and outcome.rung in _DONE_BY
    found = contributors(setting.marked, clause, at, has_agent=does)
    found = tuple(item for item in found if item.about not in setting.ground.theatre_codes)
    found = found or _found_later(setting, clause, at)
    if found:
        return found
    ended = next((item for item in setting.sayings if item.end == clause.start), None)
    goes_on = _goes_on(setting, clause) or _is_bare(clause)
    if ended is not None and ended.who is not None and goes_on:
        return (Subject(about=ended.who.party, start=ended.cut, end=ended.verb_end),)
    return _undecided(setting, clause, outcome)


def _carried(marked: MarkedText, clause: Clause, previous: Read) -> tuple[Subject, ...]:
    """The subject of the clause before; what `which` takes up must stand right before it."""
    if not marked.plain.startswith("which ", clause.start):
        return previous.subjects
    return tuple(item for item in previous.subjects if 0 <= clause.start - item.end <= 3)


def _found_later(setting: Setting, clause: Clause, at: int) -> tuple[Subject, ...]:
    """The subject right before a later link, where the first has none: `From all, Italy ...`."""
    for sign in clause.signs:
        if sign.sense in _LATER and sign.start > at:
            found = subjects_before(
                setting.marked, clause, sign.start, speaker=setting.speaker, earlier=()
            )
            if found and found[-1].end >= at:
                return found
    return ()


def _undecided(setting: Setting, clause: Clause, outcome: Outcome | None) -> tuple[Subject, ...]:
    """Whose decision is outstanding, or refusal told, where nobody is named: the speaker's own."""
    if outcome is None or outcome.verdict not in _SPEAKERS_OWN:
        return ()
    decides = any(
        sign.sense is Sense.DECIDE or (sign.sense is Sense.REFUSE and sign.form is Form.OTHER)
        for sign in clause.signs
    )
    if not decides:
        return ()
    if setting.speaker is not None and setting.speaker.party:
        return (Subject(about=setting.speaker.party, start=clause.start, end=clause.start),)
    return setting.earlier[-1:]


def _goes_on(setting: Setting, clause: Clause) -> bool:
    """True for `... and committed 150 people`: the speaker of the sentence acts himself."""
    joined = _JOINED.match(setting.marked.fold, clause.start)
    return joined is not None and not _has_own_noun(setting, clause, clause.end)


def _is_bare(clause: Clause) -> bool:
    """True for `(Cairo confirmed) plans to deploy`: what the speaker says is its own."""
    first = clause.signs[0] if clause.signs else None
    return (
        first is not None
        and first.start == clause.start
        and first.sense is Sense.ATTITUDE
        and first.form is Form.NOUN
    )


def _has_own_noun(setting: Setting, clause: Clause, at: int) -> bool:
    """True if the clause has a subject of another kind: `and the first units could arrive`."""
    first = next((sign.start for sign in clause.signs if sign.sense in _STARTERS), at)
    opening = setting.marked.plain[clause.start : min(first, at)]
    if opening.startswith("with "):
        return True
    if opening.startswith(("which has ", "which had ", "which have ")):
        return False
    return bool(set(_PHRASE.sub(" ", opening).split()) - _NO_NOUNS)


def drafts_about(
    setting: Setting,
    clause: Clause,
    outcome: Outcome,
    about: tuple[Subject, ...],
    subjects: tuple[Subject, ...] = (),
    elsewhere: bool | None = None,
) -> Iterator[Draft]:
    """What an outcome claims of each party that it is about; `subjects` say so or do it.

    Whether it is told of another place or time is found out, unless it is given.
    """
    met = outcome.rung is Rung.ENGAGING
    if elsewhere is None:
        elsewhere = is_elsewhere(setting.marked, clause, setting.ground, only_met=met)
    if elsewhere and outcome.verdict is not None:
        return
    by = next((item.about for item in subjects if isinstance(item.about, str)), "")
    for subject, amount, kinds in _shared_out(setting, clause, about):
        fights = outcome.is_act and subject.about in setting.ground.at_war
        claim = _claim(outcome, subject, amount, kinds, elsewhere or fights)
        if isinstance(claim, Record):
            claim = replace(claim, what=setting.marked.text[clause.start : clause.end])
        if isinstance(claim, Verdict) and claim.verdict is VerdictType.EXCLUDED:
            claim = replace(claim, by="" if by == subject.about else by)
        if isinstance(claim, Verdict) and claim.verdict in _NO_CONTRIBUTOR:
            claim = replace(claim, toward=_toward(clause, outcome, subject.about))
        if _may_be_said(setting, subject, claim):
            yield Draft(
                start=clause.start,
                end=clause.end,
                subject=subject,
                claim=claim,
                conditions=_conditions(setting, clause),
                ambiguous=outcome.ambiguous,
                performs=_performance(clause, outcome),
            )


def _chosen_by_a_body(
    clause: Clause, outcome: Outcome, subjects: tuple[Subject, ...], *, names_organiser: bool
) -> Subject | None:
    """Whose part an organisation approves: `the council approved Egypt's participation`."""
    is_body = all(isinstance(item.about, str) and item.about in ORGANISED for item in subjects)
    is_agent = any(item.start < outcome.at for item in subjects)
    is_body = is_body if is_agent else names_organiser
    takes = any(sign.sense is Sense.CONSENT and sign.start == outcome.at for sign in clause.signs)
    is_choice = outcome.rung is Rung.APPROVED or (outcome.rung is Rung.PLEDGED and takes)
    if not is_choice or not is_body:
        return None
    code = _toward(clause, outcome, subjects[0].about if subjects else "")
    return next(
        (
            Subject(about=code, start=item.start, end=item.end)
            for item in clause.mentions
            if item.code == code
        ),
        None,
    )


def _toward(clause: Clause, outcome: Outcome, by: str | Collective) -> str:
    """The contributor that somebody objects or consents to; empty for the force as a whole."""
    for mention in clause.mentions:
        owns = any(
            sign.sense in (Sense.RESOURCE, Sense.ACT) and 0 <= sign.start - mention.end <= _OWNS
            for sign in clause.signs
        )
        is_other = len(mention.code) == 3 and mention.code != by
        if mention.start > outcome.at and is_other and owns:
            return mention.code
    return ""


def _claim(
    outcome: Outcome,
    subject: Subject,
    amount: Amount | None,
    kinds: tuple[Kind, ...],
    elsewhere: bool,
) -> Claim:
    if elsewhere:
        return Record(what="", kinds=kinds, amount=amount)
    if outcome.verdict is not None:
        return Verdict(verdict=outcome.verdict, kinds=kinds)
    rung = outcome.rung if outcome.rung is not None else Rung.UNKNOWN
    if isinstance(subject.about, Collective):
        return Count(
            rung=rung,
            count=subject.about.count,
            comparator=subject.about.comparator,
            kinds=kinds,
        )
    return Pledge(
        rung=rung,
        kinds=kinds,
        amount=amount,
        first_said=outcome.first_said,
        approval=outcome.approval,
        in_principle=outcome.in_principle,
    )


def _may_be_said(setting: Setting, subject: Subject, claim: Claim) -> bool:
    """False for a host as contributor, and for a council that only authorises."""
    if isinstance(claim, Verdict) and claim.verdict in _NO_CONTRIBUTOR:
        return True
    if isinstance(subject.about, Collective):
        return isinstance(claim, Count)
    if isinstance(claim, Pledge) and (
        claim.rung in (Rung.APPROACHED, Rung.SELECTED) or claim.rung >= Rung.PREPARING
    ):
        return subject.about not in ORGANISED | setting.ground.theatre_codes
    return subject.about not in setting.ground.theatre_codes and subject.about not in _BODIES


_PERFORMED = (Sense.REFUSE, Sense.CONSENT, Sense.OBJECT, Sense.SUSPEND, Sense.WITHDRAW)


def _performance(clause: Clause, outcome: Outcome) -> int | None:
    """Where the party's own word stands, if the clause reports that it spoke."""
    if outcome.verdict is VerdictType.UNDECIDED:
        return None
    for sign in clause.signs:
        if sign.sense is Sense.EXPRESS and sign.start <= outcome.at:
            return sign.start
        if sign.start < outcome.at:
            continue
        is_verb = sign.form in (Form.PAST, Form.PRESENT)
        if sign.sense in _PERFORMED and is_verb:
            return sign.start
        if sign.sense is Sense.ATTITUDE and is_verb and sign.value in ("offered", "pledged"):
            return sign.start
        return None
    return None


def _conditions(setting: Setting, clause: Clause) -> tuple[str, ...]:
    text = setting.marked.text
    return tuple(
        text[limit.start : limit.end].strip()
        for limit in clause.limits
        if limit.sense in (Sense.IF, Sense.AFTER, Sense.DEPEND)
    )


def _quantities(setting: Setting, clause: Clause) -> Iterator[Quantity]:
    return quantities(setting.marked.fold, clause.signs, clause.start, clause.end)


def _shared_out(
    setting: Setting, clause: Clause, about: tuple[Subject, ...]
) -> Iterator[tuple[Subject, Amount | None, tuple[Kind, ...]]]:
    """Each party with its own number: one said of several together is nobody's alone."""
    kinds = kinds_in(clause.signs)
    is_counted = kinds != (Kind.UNSPECIFIED,) or _MONEY.search(setting.marked.fold, clause.start)
    said = list(_quantities(setting, clause)) if is_counted else []
    parties = [item for item in about if isinstance(item.about, str)]
    for subject in about:
        if not isinstance(subject.about, str):
            yield subject, None, kinds
        elif len(parties) == 1 or _EACH.search(setting.marked.plain, clause.start, clause.end):
            yield subject, _amount(setting, said), kinds
        else:
            yield subject, _own_amount(setting, subject), kinds


def _amount(setting: Setting, said: list[Quantity]) -> Amount | None:
    """The first number said; of `from 1,500 soldiers to 800` the second."""
    if len(said) > 1 and setting.marked.plain.endswith(" from ", 0, said[0].start):
        return said[1].amount
    return said[0].amount if said else None


def _own_amount(setting: Setting, subject: Subject) -> Amount | None:
    """A number in brackets right after a name: `Kenya (1,000), Benin (2,000)`."""
    found = _IN_BRACKETS.match(setting.marked.fold, subject.end)
    if found is None:
        return None
    number = int(found[1].replace("_", ""))
    return Amount(floor=number, ceiling=number)
