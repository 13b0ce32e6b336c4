"""A document becomes a reading: its statements, its flags and what could not be read."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import TypeVar

from contingent.errors import Problem
from contingent.read.claims import Read, contributions, silent
from contingent.read.clauses import Clause, clauses
from contingent.read.companions import dated_by_companions
from contingent.read.dates import past_date, reference_day
from contingent.read.decisions import decisions
from contingent.read.drivers import drivers
from contingent.read.gazetteer import Form as NameForm
from contingent.read.gazetteer import Gazetteer, Mention
from contingent.read.gist import gist
from contingent.read.headlines import headline_flags
from contingent.read.leanings import Leanings
from contingent.read.lexicon import Sense
from contingent.read.limits import PREDICATES
from contingent.read.opinions import drafted_by_words, held_against_words, is_heard
from contingent.read.questions import conditions, questions
from contingent.read.quotes import Saying, quotations, sayings
from contingent.read.schedules import schedules
from contingent.read.scope import Ground, MissionScope, ground_of
from contingent.read.sentences import Sentence, sentences
from contingent.read.setting import Draft, Setting
from contingent.read.signs import MarkedText, Sign, marked
from contingent.read.speakers import Cast
from contingent.read.subjects import Subject, counted_subjects
from contingent.read.theatre import subjects_of_reports, theatre_reports
from contingent.read.voices import Source, source_of, spoken
from contingent.vocabulary.claim import Count, Pledge, Record, Verdict
from contingent.vocabulary.moment import ImpreciseDate
from contingent.vocabulary.plain import identified
from contingent.vocabulary.statement import (
    Document,
    Flag,
    FlagType,
    Passage,
    Span,
    Speaker,
    Statement,
)

__all__ = ["Reading", "read_statements", "read_together"]

_Mark = TypeVar("_Mark", Sign, Mention)

_MOST = 80  # signs or parties of one sentence; what holds more is no prose

_FIRMNESS = (Count, Pledge, Record, Verdict)
"""Claims by which a sentence says how firm a contribution is."""

_TELLING = PREDICATES | {
    Sense.SEEK,
    Sense.OPEN,
    Sense.ABSTAIN,
    Sense.RESOLUTION,
    Sense.REASON,
    Sense.RESOURCE,
}
"""Senses of words that can make a claim; a clause without one makes none."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """All that was read in one document."""

    document: Document
    statements: tuple[Statement, ...]
    flags: tuple[Flag, ...]
    problems: tuple[Problem, ...]


def read_together(
    documents: Iterable[Document], *, gazetteer: Gazetteer, mission: MissionScope
) -> tuple[Reading, ...]:
    """Read several documents; one without a date speaks on the day of the one that it shares
    a quotation with."""
    dated = dated_by_companions(documents)
    return tuple(
        read_statements(document, gazetteer=gazetteer, mission=mission, spoken_on=day)
        for document, day in dated
    )


def read_statements(
    document: Document,
    *,
    gazetteer: Gazetteer,
    mission: MissionScope,
    spoken_on: date | None = None,
    leanings: Leanings | None = None,
) -> Reading:
    """Every statement of a document that bears on a mission, each with its exact span.

    Relative dates ("next month") are placed against the day of publication, else the latest day
    that the text names, else `spoken_on`; with none of these they stay open and a problem says so.
    A document in another language than English is left unread. `leanings` are the weights of words
    where rules are silent, those of the package where none are given.
    """
    if document.language != "en":
        return Reading(document=document, statements=(), flags=(), problems=())
    reference = reference_day(document) or spoken_on
    text = marked(document.text, gazetteer)
    ground = ground_of(text, mission, reference.year if reference is not None else None)
    cast = Cast(marked=text, home=_home(text))
    known = Leanings.standard() if leanings is None else leanings
    walk = _Walk(document, text, ground, reference, cast, known)
    walk.through(sentences(text.fold, headline_end=len(document.title)))
    distinct: dict[str, Statement] = {}
    for item in walk.statements:
        distinct.setdefault(item.id, item)
    statements = tuple(sorted(distinct.values(), key=_place))
    flags = headline_flags(document, statements, quotations(text.fold))
    outrun = tuple(dict.fromkeys(flag.type for flag in flags))
    statements = tuple(
        replace(item, flags=(*item.flags, *outrun)) if _is_headline(item) and outrun else item
        for item in statements
    )
    return Reading(
        document=document,
        statements=statements,
        flags=flags,
        problems=_problems(document, statements, reference),
    )


def _home(text: MarkedText) -> str:
    """The party of the capital in whose name the first lines are dated; empty if none is."""
    for mention in text.mentions[:6]:
        opening = text.fold[: mention.start].rpartition("\n")[2]
        if mention.form is NameForm.SEAT and not opening.strip():
            rest = text.fold[mention.end : mention.end + 60].partition("\n")[0]
            if " - " in rest or ": " in rest[:4]:
                return mention.code
    return ""


def _place(statement: Statement) -> tuple[int, int]:
    if isinstance(statement.citation, Passage):
        return statement.citation.span.start, statement.citation.span.end
    return 0, 0


def _is_headline(statement: Statement) -> bool:
    return isinstance(statement.citation, Passage) and statement.citation.in_headline


def _problems(
    document: Document, statements: tuple[Statement, ...], reference: date | None
) -> tuple[Problem, ...]:
    if reference is not None or not statements:
        return ()
    what = "no date is given or named in it; relative dates such as `next month` stay open"
    return (Problem(where=document.source, what=what),)


@dataclass(slots=True)
class _Walk:
    """The way through one document: what has been said so far, and what was last spoken of."""

    document: Document
    text: MarkedText
    ground: Ground
    reference: date | None
    cast: Cast
    leanings: Leanings
    statements: list[Statement] = field(default_factory=list)
    recent: tuple[Subject, ...] = ()
    focus: tuple[Subject, ...] = ()
    said_on: dict[str, ImpreciseDate] = field(default_factory=dict)
    before: str = ""
    paragraph: int = -1
    days: dict[int, ImpreciseDate | None] = field(default_factory=dict)
    reported: tuple[int, ...] = ()
    sentences: tuple[Sentence, ...] = ()
    signs: Sequence[tuple[Sign, ...]] = ()

    def through(self, all_sentences: Iterable[Sentence]) -> None:
        """Read one sentence after the other."""
        all_sentences = self.sentences = tuple(all_sentences)
        signs = self.signs = _per_sentence(self.text.signs, all_sentences)
        mentions = _per_sentence(self.text.mentions, all_sentences)
        quoted = quotations(self.text.fold)
        self.reported = subjects_of_reports(self.text, self.ground)
        for at in _headline_last(all_sentences):
            sentence = all_sentences[at]
            if sentence.paragraph != self.paragraph:
                self.before = ""
                self.paragraph = sentence.paragraph
            self._read(sentence, signs[at][:_MOST], mentions[at][:_MOST], quoted)
            self.before = self.text.fold[sentence.start : sentence.end]

    def _read(
        self,
        sentence: Sentence,
        signs: tuple[Sign, ...],
        mentions: tuple[Mention, ...],
        quoted: tuple[tuple[int, int], ...],
    ) -> None:
        carried = self.cast.last
        said = sayings(self.text, sentence, signs, self.cast)
        if not said:
            self.cast.introduced(sentence.start, sentence.end)
        if not said and _is_quoted(sentence, quoted):
            who = self._named_after(sentence, quoted) or (self.cast.last_person or carried)
            said = (_whole(sentence, who),) if who is not None else ()
        parties = _parties(self.text, mentions, said)
        told: list[Clause] = []
        before = len(self.statements)
        if any(sign.sense in _TELLING for sign in signs):
            previous: Read | None = None
            for clause in clauses(self.text, sentence, signs, mentions, said):
                if any(item.cut <= clause.start < item.verb_end for item in said):
                    continue
                told.append(clause)
                if clause.signs or clause.limits:
                    previous = self._clause(sentence, signs, clause, said, (parties, previous))
                elif clause.mentions:
                    previous = silent(self.text, clause)
        self._by_words(sentence, signs, said, tuple(told), self.statements[before:])
        if self.reported:
            self._theatre(sentence, signs, said)
        if parties:
            self.recent = tuple(reversed(parties))

    def _theatre(
        self, sentence: Sentence, signs: tuple[Sign, ...], said: tuple[Saying, ...]
    ) -> None:
        """What the sentence tells of incidents and aid, in the voice of whoever says it."""
        source = source_of(said, _told_at(sentence, said))
        setting = self._setting(sentence, signs, said, source)
        for draft in theatre_reports(setting, self.reported):
            self._keep(setting, draft, source)

    def _named_after(
        self, sentence: Sentence, quoted: tuple[tuple[int, int], ...]
    ) -> Speaker | None:
        """Who is named behind a quotation that goes on beyond a sentence; None if nobody is."""
        for start, end in quoted:
            if start > sentence.start + 1:
                break
            if end <= sentence.end:
                continue
            at = bisect_left(self.sentences, end, key=lambda each: each.start) - 1
            last = self.sentences[at]
            if end <= last.end + 1 and last.start > sentence.start:
                found = sayings(self.text, last, self.signs[at], self.cast)
                return next((item.who for item in found if item.start < end), None)
        return None

    def _by_words(
        self,
        sentence: Sentence,
        signs: tuple[Sign, ...],
        said: tuple[Saying, ...],
        told: tuple[Clause, ...],
        read: list[Statement],
    ) -> None:
        """What a sentence says by its words, where rules read nothing or something else; headlines
        are too short for that."""
        if sentence.in_headline or not self.text.mentions_between(sentence.start, sentence.end):
            return
        source = source_of(said, _told_at(sentence, said))
        setting = self._setting(sentence, signs, said, source)
        loose = (FlagType.LOOSELY_READ,)
        before = len(self.statements) - len(read)
        if not any(isinstance(item.claim, _FIRMNESS) for item in read):
            for draft in gist(setting, told):
                if is_heard(setting, draft):
                    self._keep(setting, draft, source, flags=loose)
        if any(isinstance(item.claim, _FIRMNESS) for item in self.statements[before:]):
            self.statements[before:] = held_against_words(setting, self.statements[before:])
            return
        for draft in drafted_by_words(setting, told):
            self._keep(setting, draft, source, flags=loose)

    def _setting(
        self,
        sentence: Sentence,
        signs: tuple[Sign, ...],
        said: tuple[Saying, ...],
        source: Source,
        earlier: tuple[Subject, ...] = (),
    ) -> Setting:
        """What stands around the words of one source in a sentence."""
        return Setting(
            marked=self.text,
            ground=self.ground,
            sentence=sentence,
            signs=signs,
            said=source.chain,
            sayings=said,
            speaker=source.speaker,
            earlier=earlier,
            reference=self.reference,
            before=self.before,
            leanings=self.leanings,
        )

    def _clause(
        self,
        sentence: Sentence,
        signs: tuple[Sign, ...],
        clause: Clause,
        said: tuple[Saying, ...],
        context: tuple[tuple[Subject, ...], Read | None],
    ) -> Read:
        parties, previous = context
        source = source_of(said, clause.start)
        groups = counted_subjects(self.text.fold, sentence.start, clause.start, signs)
        here = tuple(item for item in (*parties, *groups) if item.end <= clause.start)
        here = tuple(sorted(here, key=lambda item: item.start))
        earlier = _earlier(source, self.recent, self.focus, here)
        setting = self._setting(sentence, signs, said, source, earlier)
        read = contributions(setting, clause, previous)
        drafts = [
            *read.drafts,
            *questions(setting, clause, read.subjects),
            *conditions(setting, clause, read.subjects),
            *decisions(setting, clause),
            *drivers(setting, clause, read.subjects),
            *schedules(setting, clause),
        ]
        for draft in drafts:
            self._keep(setting, draft, source)
        return read

    def _keep(
        self, setting: Setting, draft: Draft, source: Source, *, flags: tuple[FlagType, ...] = ()
    ) -> None:
        voiced = spoken(setting, draft, source, self.cast)
        about = "" if draft.subject is None else draft.subject.about
        if isinstance(about, str) and about and isinstance(draft.claim, Pledge | Verdict):
            self.focus = (draft.subject,) if draft.subject is not None else ()
        statement = Statement(
            id="",
            citation=Passage(
                document=self.document.id,
                span=Span(start=draft.start, end=draft.end),
                quote=self.document.text[draft.start : draft.end],
                in_headline=setting.sentence.in_headline,
            ),
            speaker=voiced.speaker,
            voice=voiced.voice,
            about=about,
            claim=draft.claim,
            via=tuple(dict.fromkeys((*_hands(self.document), *voiced.via))),
            conditions=draft.conditions,
            mission=self.ground.mission,
            said_on=self._day(setting, voiced.speaker.name),
            published_on=self.document.published_on,
            ambiguous=draft.ambiguous,
            flags=(*((FlagType.HEARSAY,) if voiced.is_hearsay else ()), *flags),
        )
        self.statements.append(identified(statement))

    def _day(self, setting: Setting, speaker: str) -> ImpreciseDate | None:
        """When it was said: the day named where the speaker is introduced, or before by him."""
        if not speaker:
            return None
        named = self._named_day(setting.sentence) if setting.said else None
        if named is not None:
            self.said_on[speaker] = named
        return self.said_on.get(speaker)

    def _named_day(self, sentence: Sentence) -> ImpreciseDate | None:
        """The day that a sentence names outside its quotations."""
        if sentence.start not in self.days:
            words = _outside_quotation(self.text.fold[sentence.start : sentence.end])
            self.days[sentence.start] = past_date(words, self.reference)
        return self.days[sentence.start]


def _hands(document: Document) -> Iterator[str]:
    """Through whose hands all of a document came: its outlet, then the report it rests on."""
    yield from filter(None, (document.outlet, document.credit))


def _headline_last(all_sentences: tuple[Sentence, ...]) -> list[int]:
    """Where the sentences stand, the body's first: it introduces whom the headline shortens."""
    return sorted(range(len(all_sentences)), key=lambda at: all_sentences[at].in_headline)


def _outside_quotation(words: str) -> str:
    return '"'.join(words.split('"')[::2])


def _per_sentence(
    marks: Sequence[_Mark], all_sentences: tuple[Sentence, ...]
) -> list[tuple[_Mark, ...]]:
    """The marks of each sentence; both come in order."""
    found: list[tuple[_Mark, ...]] = []
    at = 0
    for sentence in all_sentences:
        while at < len(marks) and marks[at].start < sentence.start:
            at += 1
        first = at
        while at < len(marks) and marks[at].start < sentence.end:
            at += 1
        found.append(tuple(marks[first:at]))
    return found


def _told_at(sentence: Sentence, said: tuple[Saying, ...]) -> int:
    """A place inside what is said in a sentence, or its start where nobody is quoted."""
    return min((max(item.start, sentence.start) for item in said), default=sentence.start)


def _is_quoted(sentence: Sentence, quoted: tuple[tuple[int, int], ...]) -> bool:
    middle = (sentence.start + sentence.end) // 2
    return any(start <= sentence.start + 1 and middle < end for start, end in quoted)


def _whole(sentence: Sentence, who: Speaker) -> Saying:
    return Saying(
        who=who,
        start=sentence.start,
        end=sentence.end,
        cut=sentence.start,
        verb_end=sentence.start,
    )


def _parties(
    text: MarkedText, mentions: tuple[Mention, ...], said: tuple[Saying, ...]
) -> tuple[Subject, ...]:
    """The parties named in a sentence, without places of meetings, speakers and listeners."""
    found = []
    for mention in mentions:
        before = text.fold[max(0, mention.start - 5) : mention.start].lower()
        if before.endswith((" in ", "in ", " at ")) or len(mention.code) != 3:
            continue
        speaks = any(
            item.cut <= mention.start < item.verb_end and item.who is not None and item.who.role
            for item in said
        )
        listens = any(item.start == mention.end and item.cut < mention.start for item in said)
        if not speaks and not listens:
            found.append(Subject(about=mention.code, start=mention.start, end=mention.end))
    return tuple(found)


def _earlier(
    source: Source,
    recent: tuple[Subject, ...],
    focus: tuple[Subject, ...],
    here: tuple[Subject, ...],
) -> tuple[Subject, ...]:
    """Whom `it` may mean, likeliest last: this sentence, then what was claimed of, then before."""
    own: tuple[Subject, ...] = ()
    if source.speaker is not None and source.speaker.party:
        own = (Subject(about=source.speaker.party, start=0, end=0),)
    if any(item.about == spot.about for item in focus for spot in recent):
        return (*own, *recent, *focus, *here)
    return (*own, *focus, *recent, *here)
