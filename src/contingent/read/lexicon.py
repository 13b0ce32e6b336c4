"""Tables of the words that bear on firmness become one automaton over a document's letters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum, auto
from itertools import product

import ahocorasick

from contingent.read.wording import IRREGULAR, WORDING

__all__ = ["Entry", "Form", "Sense", "entries", "lexicon_of", "verb_forms"]


class Sense(IntEnum):
    """What a word does to a statement."""

    ATTITUDE = auto()  # an operator with a rung: consider, offer, pledge
    ACT = auto()  # what would be contributed or joined: send, join, deployment
    EVENT = auto()  # something that happened on the way to theatre: trained, arrived
    CONTACT = auto()  # asking somebody to contribute
    DECIDE = auto()
    REFUSE = auto()
    SUSPEND = auto()
    WITHDRAW = auto()
    EXCLUDE = auto()
    OBJECT = auto()
    CONSENT = auto()
    NOT = auto()
    MAY = auto()
    WILL = auto()
    WOULD = auto()
    OUGHT = auto()  # what somebody thinks right: no word on what will be
    IF = auto()  # what follows must come true first
    AFTER = auto()  # what follows must come first: only after, once, until
    BEFORE = auto()  # what precedes must come first
    DEPEND = auto()
    WHETHER = auto()
    PENDING = auto()
    PRINCIPLE = auto()
    SPEAK = auto()
    THANK = auto()
    EXPRESS = auto()
    SEEK = auto()  # wanting something answered
    OPEN = auto()  # said to be unsettled
    FORCE = auto()
    RESOURCE = auto()
    GROUP = auto()  # countries, governments: counted, not named
    TALKS = auto()
    BREAK = auto()
    REPAIR = auto()
    VOTE_FOR = auto()
    VOTE_AGAINST = auto()
    ABSTAIN = auto()
    RESOLUTION = auto()
    REASON = auto()
    ELSEWHERE = auto()
    HISTORY = auto()
    MUSING = auto()  # marks of comment: speculation, likely, reflects
    FIRST = auto()


class Form(IntEnum):
    """In which shape a word stands."""

    PLAIN = auto()  # send
    PRESENT = auto()  # sends
    PAST = auto()  # sent
    ONGOING = auto()  # sending
    NOUN = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Entry:
    """One word or phrase of the lexicon; `value` is its rung, kind, topic or reason by name."""

    sense: Sense
    form: Form
    value: str
    phrase: str


def entries(table: str = WORDING) -> Iterator[Entry]:
    """Each phrase of the tables, verbs in all their forms, with each of the words between slashes.

    Raises ValueError for a line that names no sense.
    """
    for line in table.strip().splitlines():
        if not line.strip() or line.startswith("#"):
            continue
        name, value, part, phrases = (cell.strip() for cell in line.split("|"))
        try:
            sense = Sense[name.upper()]
        except KeyError:
            raise ValueError(f"{name!r} is no sense of the lexicon") from None
        for choices in phrases.split(","):
            for phrase in _spelled_out(choices.strip()):
                for form, written in _shapes(phrase, part):
                    yield Entry(sense, form, value, written)


def _spelled_out(choices: str) -> Iterator[str]:
    """Every phrase of `open/hold talks/discussions`, where a slash parts words to choose from."""
    words = [word.split("/") for word in choices.split()]
    return (" ".join(chosen) for chosen in product(*words))


_PARTS = {
    "noun": Form.NOUN,
    "plain": Form.PLAIN,
    "other": Form.OTHER,
    "past": Form.PAST,
    "present": Form.PRESENT,
    "ongoing": Form.ONGOING,
}


def _shapes(phrase: str, part: str) -> Iterable[tuple[Form, str]]:
    if part != "verb":
        return [(_PARTS[part], phrase)]
    head, _, rest = phrase.partition(" ")
    tail = f" {rest}" if rest else ""
    past, ongoing = IRREGULAR.get(head, (_regular_past(head), _regular_ongoing(head)))
    shapes = [(Form.PLAIN, head + tail), (Form.PRESENT, _present(head) + tail)]
    shapes += [(Form.PAST, word + tail) for word in past.split("/")]
    shapes += [(Form.ONGOING, ongoing + tail)]
    return shapes


def verb_forms(verb: str) -> tuple[str, ...]:
    """Every form in which a verb, and what is written behind it, may stand."""
    return tuple(dict.fromkeys(written for _, written in _shapes(verb, "verb")))


def _present(verb: str) -> str:
    if verb.endswith(("s", "sh", "ch", "x", "z", "o")):
        return verb + "es"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ies"
    return verb + "s"


def _regular_past(verb: str) -> str:
    if verb.endswith("e"):
        return verb + "d"
    if verb.endswith("y") and verb[-2] not in "aeiou":
        return verb[:-1] + "ied"
    return verb + "ed"


def _regular_ongoing(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith("ee"):
        return verb[:-1] + "ing"
    return verb + "ing"


def lexicon_of(words: Iterable[Entry]) -> ahocorasick.Automaton:
    """An automaton that finds each entry as whole words, in letters padded with spaces.

    Of two entries for one phrase the first stands.
    """
    automaton = ahocorasick.Automaton()
    for entry in words:
        key = f" {entry.phrase} "
        if key not in automaton:
            automaton.add_word(key, (len(key), entry))
    automaton.make_automaton()
    return automaton
