"""Readings become originals and copies: whose report and whose quotation each of them repeats."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from contingent.read.alterations import Alteration, compared
from contingent.read.gazetteer import Gazetteer
from contingent.read.imprints import Imprint, Imprints, Quoted, Telling, Utterance
from contingent.read.likeness import Sketches
from contingent.read.reader import Reading
from contingent.vocabulary.statement import Document, Flag, FlagType, Speaker, Statement

__all__ = ["ALTERATIONS", "Copies", "seniority"]

ALTERATIONS = frozenset(
    {
        FlagType.HEDGE_DROPPED,
        FlagType.QUOTATION_ALTERED,
        FlagType.WRONG_NUMBER,
        FlagType.WRONG_PARTY,
    }
)
"""How a quotation may have been changed."""

_MOST_KEPT = 100_000  # documents; whoever reads more forgets the first, and memory stays flat
_SHARED = 0.5  # of the shorter statement's words
_DAYS_APART = 60  # further apart, the same words were said again


def seniority(document: Document) -> tuple[date, int, str]:
    """What sorts an original before its copies: the earlier day, then the fuller text."""
    return document.published_on or date.max, -len(document.text), document.id


@dataclass(frozen=True, slots=True, kw_only=True)
class _Repeat:
    """A quotation found again; `is_later` if it was published after the one that was kept."""

    kept: Utterance
    quoted: Quoted
    is_later: bool
    alteration: Alteration | None


class Copies:
    """The memory of what was read, against which new readings are held; order tells the result."""

    def __init__(self, gazetteer: Gazetteer, *, most_kept: int = _MOST_KEPT) -> None:
        self._gazetteer = gazetteer
        self._most_kept = most_kept
        self._kept = Imprints()
        self._bodies = Sketches()

    def remember(self, imprint: Imprint) -> None:
        """Keep a document as it stands on record, in place of what was kept of it before."""
        self.forget(imprint.document)
        while len(self._kept) >= self._most_kept:
            self.forget(self._kept.first())
        self._kept.add(imprint)
        if imprint.origin == imprint.document:
            self._bodies.add(imprint.document, imprint.sketch)

    def forget(self, document: str) -> None:
        """Keep nothing of a document."""
        self._kept.drop(document)
        self._bodies.drop(document)

    def placed(
        self, reading: Reading, mark: Imprint, *, juniors: Collection[str] = ()
    ) -> tuple[Reading, tuple[str, ...]]:
        """The reading with its copies marked, and the documents that it repeats; remembered then.

        What was remembered before is the original, but for the documents named as its juniors:
        hand readings over by `seniority`.
        """
        self.forget(mark.document)
        origin = self._bodies.nearest(mark.sketch, but=juniors) or mark.document
        repeats = tuple(self._repeats(mark, juniors))
        copies = dict(_copies_in(repeats))
        if origin != mark.document:
            copies = dict(_pairs(mark.tellings, self._kept.tellings(origin), _claim)) | copies
        altered = {
            telling.id: repeat.alteration.type
            for repeat in repeats
            if repeat.alteration is not None and repeat.is_later
            for telling in repeat.quoted.tellings
        }
        placed = replace(
            reading,
            document=replace(reading.document, origin=origin),
            statements=tuple(_marked(item, copies, altered) for item in reading.statements),
            flags=tuple(dict.fromkeys((*reading.flags, *_flags(mark, repeats)))),
        )
        renamed = tuple(
            replace(item, tellings=_renamed(item.tellings, copies)) for item in mark.quoted
        )
        tellings = _renamed(mark.tellings, copies)
        self.remember(replace(mark, origin=origin, tellings=tellings, quoted=renamed, words=""))
        repeated = dict.fromkeys((origin, *(repeat.kept.document for repeat in repeats)))
        return placed, tuple(document for document in repeated if document != mark.document)

    def _repeats(self, mark: Imprint, juniors: Collection[str]) -> Iterator[_Repeat]:
        """Each quotation of a document that was kept before, with the telling most like it."""
        for quoted in mark.quoted:
            for kept in self._kept.sharing(quoted.words):
                if kept.document in juniors or not _may_be_one(mark, quoted, kept):
                    continue
                is_later = not _is_before(mark, kept)
                pair = (kept.quoted.words.split(), quoted.words.split())
                found = compared(
                    *(pair if is_later else reversed(pair)),
                    gazetteer=self._gazetteer,
                    rest=mark.words if is_later else None,
                )
                if found.is_same:
                    yield _Repeat(
                        kept=kept,
                        quoted=quoted,
                        is_later=is_later,
                        alteration=found.alteration,
                    )
                    break


def _is_before(mark: Imprint, other: Utterance) -> bool:
    """True if a document was published before another that was read before it."""
    days = (mark.published_on, other.published_on)
    return days[0] is not None and days[1] is not None and days[0] < days[1]


def _may_be_one(mark: Imprint, quoted: Quoted, kept: Utterance) -> bool:
    """False where the same words were said by another party, or at another time."""
    days = (mark.published_on, kept.published_on)
    if days[0] and days[1] and abs((days[0] - days[1]).days) > _DAYS_APART:
        return False
    return any(
        _is_one_speaker(one, other) for one in quoted.speakers for other in kept.quoted.speakers
    )


def _is_one_speaker(one: Speaker, other: Speaker) -> bool:
    if one.party and other.party:
        return one.party == other.party
    if one.name and other.name and not (one.party or other.party):
        return one.name.split()[-1].lower() == other.name.split()[-1].lower()
    return True


def _copies_in(repeats: Iterable[_Repeat]) -> Iterator[tuple[str, str]]:
    """Which statements of repeated quotations repeat which.

    A part of a quotation may be read at another rung than the whole, an altered one as anything.
    """
    for repeat in repeats:
        alike = _sort if repeat.alteration is None else _nothing_more
        yield from _pairs(repeat.quoted.tellings, repeat.kept.quoted.tellings, alike)


def _pairs(
    tellings: Iterable[Telling], others: Sequence[Telling], alike: Callable[[Telling], object]
) -> Iterator[tuple[str, str]]:
    """Each telling's id with that of the one about the same, alike, that shares most words."""
    for telling in tellings:
        shares = [
            (_shared(telling, other), other.id)
            for other in others
            if other.about == telling.about and alike(other) == alike(telling)
        ]
        share, best = max(shares, key=lambda item: item[0], default=(0.0, ""))
        if share > _SHARED:
            yield telling.id, best


def _claim(telling: Telling) -> object:
    """A reprint that gives another number, or another rung, says something new."""
    return telling.claim


def _sort(telling: Telling) -> object:
    return telling.sort


def _nothing_more(telling: Telling) -> object:
    return None


def _shared(one: Telling, other: Telling) -> float:
    """The share of the shorter one's words that the other has too."""
    words, others = set(one.words.split()), set(other.words.split())
    return len(words & others) / max(1, min(len(words), len(others)))


def _marked(item: Statement, copies: dict[str, str], altered: dict[str, FlagType]) -> Statement:
    """A statement with what it repeats, and how its quotation was changed."""
    flags = (altered[item.id],) if item.id in altered else ()
    better = copies.get(item.id, item.copy_of)
    if better == item.copy_of and not flags:
        return item
    return replace(item, copy_of=better, flags=tuple(dict.fromkeys((*item.flags, *flags))))


def _renamed(tellings: tuple[Telling, ...], copies: dict[str, str]) -> tuple[Telling, ...]:
    """Tellings under the id of the first telling, so that a copy of a copy finds it too."""
    return tuple(
        replace(item, id=copies[item.id]) if item.id in copies else item for item in tellings
    )


def _flags(mark: Imprint, repeats: Iterable[_Repeat]) -> Iterator[Flag]:
    """Both versions of each quotation that was changed, with the document that came later."""
    for repeat in repeats:
        change = repeat.alteration
        if change is None:
            continue
        here, kept = (mark, repeat.quoted), (repeat.kept, repeat.kept.quoted)
        (later, told), (earlier, said) = (here, kept) if repeat.is_later else (kept, here)
        what = f"{change.was!r} became {change.became!r}"
        what = what if change.became else f"{change.was!r} was left out"
        what = what if change.was else f"{change.became!r} was put in"
        where = earlier.outlet or earlier.document
        detail = f"in a quotation {what}: “{told.text}”; {where} has: “{said.text}”"
        yield Flag(type=change.type, document=later.document, detail=detail)
