"""What is kept of a document to know its copies by, and where very many of them are kept."""

from __future__ import annotations

import pickle
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from contingent.read.alterations import FEWEST, words_of
from contingent.read.likeness import sketches
from contingent.read.quotes import quotations
from contingent.read.signs import folded
from contingent.vocabulary.claim import Claim
from contingent.vocabulary.statement import Collective, Document, Passage, Speaker, Statement

__all__ = ["Imprint", "Imprints", "Quoted", "Telling", "Utterance", "imprints"]

_GRAM = 3  # words in a row by which a quotation is looked up
_MOST_AT_ONE_GRAM = 40
_MOST_COMPARED = 6


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """What is kept of a statement to know its copies by; `words` are those that it cites.

    `sort` is the sort of its claim, `claim` the whole claim.
    """

    id: str
    about: str | Collective
    sort: str
    claim: Claim
    words: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quoted:
    """A quotation that statements rest on: its words, as written, and who speaks."""

    text: str
    words: str
    speakers: tuple[Speaker, ...]
    tellings: tuple[Telling, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Imprint:
    """What is kept of a document to know its copies by.

    `words` are all that it says, empty where it has no quotation or they are kept no longer.
    """

    document: str
    origin: str
    outlet: str
    published_on: date | None
    sketch: bytes
    quoted: tuple[Quoted, ...]
    tellings: tuple[Telling, ...]
    words: str


def imprints(read: Sequence[tuple[Document, Sequence[Statement]]]) -> tuple[Imprint, ...]:
    """The imprint of each document with the statements that were read in it."""
    bodies = [document.text[len(document.title) :] for document, _ in read]
    return tuple(
        _imprint(document, statements, sketch)
        for (document, statements), sketch in zip(read, sketches(bodies), strict=True)
    )


def _imprint(document: Document, statements: Sequence[Statement], sketch: bytes) -> Imprint:
    told = tuple((item, item.citation) for item in statements if isinstance(item.citation, Passage))
    quoted = tuple(_quoted(document, told)) if told else ()
    return Imprint(
        document=document.id,
        origin=document.origin,
        outlet=document.outlet,
        published_on=document.published_on,
        sketch=sketch,
        quoted=quoted,
        tellings=tuple(_telling(item, cited.quote) for item, cited in told),
        words=" ".join(words_of(document.text)) if quoted else "",
    )


def _quoted(document: Document, told: tuple[tuple[Statement, Passage], ...]) -> Iterator[Quoted]:
    """The quotations of a document's body that statements rest on."""
    for start, end in quotations(folded(document.text)):
        inside = [
            (item, cited)
            for item, cited in told
            if cited.span.start < end and start < cited.span.end and not cited.in_headline
        ]
        words = words_of(document.text[start:end]) if inside else ()
        if len(words) >= FEWEST:
            yield Quoted(
                text=document.text[start:end].strip("\"“”'‘’«»„ "),
                words=" ".join(words),
                speakers=tuple(dict.fromkeys(item.speaker for item, _ in inside)),
                tellings=tuple(_telling(item, cited.quote) for item, cited in inside),
            )


def _telling(statement: Statement, quote: str) -> Telling:
    return Telling(
        id=statement.copy_of or statement.id,
        about=statement.about,
        sort=type(statement.claim).__name__,
        claim=statement.claim,
        words=" ".join(words_of(quote)),
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Utterance:
    """A quotation kept, with the document that it was first read in."""

    document: str
    outlet: str
    published_on: date | None
    quoted: Quoted


_TABLES = """
    PRAGMA journal_mode = OFF;
    PRAGMA synchronous = OFF;
    CREATE TABLE imprint (number INTEGER PRIMARY KEY, document TEXT UNIQUE, tellings BLOB);
    CREATE TABLE quotation (
        number INTEGER PRIMARY KEY, imprint INTEGER, words INTEGER, utterance BLOB
    );
    CREATE INDEX by_imprint ON quotation (imprint);
    CREATE INDEX by_words ON quotation (words);
    CREATE TABLE gram (gram INTEGER, quotation INTEGER);
    CREATE INDEX by_gram ON gram (gram);
"""


class Imprints:
    """What very many documents tell, in a file without a name that ends with the process.

    So an archive's past takes room on disk, not in memory. Nobody else can open the file; what is
    read from it is what this process wrote.
    """

    def __init__(self) -> None:
        self._file = sqlite3.connect("", isolation_level=None, check_same_thread=False)
        self._file.executescript(_TABLES)
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, imprint: Imprint) -> None:
        """Keep what a document tells of which nothing is kept; a copy's quotations alone."""
        ask = self._file.execute
        is_original = imprint.origin == imprint.document
        number = ask(
            "INSERT INTO imprint (document, tellings) VALUES (?, ?)",
            (imprint.document, _packed(imprint.tellings if is_original else ())),
        ).lastrowid
        for quoted in imprint.quoted:
            utterance = Utterance(
                document=imprint.document,
                outlet=imprint.outlet,
                published_on=imprint.published_on,
                quoted=quoted,
            )
            quotation = ask(
                "INSERT INTO quotation (imprint, words, utterance) VALUES (?, ?, ?)",
                (number, hash(quoted.words), _packed(utterance)),
            ).lastrowid
            self._file.executemany(
                "INSERT INTO gram VALUES (?, ?)",
                [(gram, quotation) for gram in dict.fromkeys(_grams(quoted.words))],
            )
        self._count += 1

    def drop(self, document: str) -> None:
        """Keep nothing of a document, if there is something."""
        ask = self._file.execute
        found = ask("SELECT number FROM imprint WHERE document = ?", (document,)).fetchone()
        if found is None:
            return
        ask("DELETE FROM imprint WHERE number = ?", found)
        for number, packed in ask(
            "SELECT number, utterance FROM quotation WHERE imprint = ?", found
        ).fetchall():
            self._file.executemany(
                "DELETE FROM gram WHERE gram = ? AND quotation = ?",
                [(gram, number) for gram in _grams(_unpacked(packed).quoted.words)],
            )
        ask("DELETE FROM quotation WHERE imprint = ?", found)
        self._count -= 1

    def tellings(self, document: str) -> tuple[Telling, ...]:
        """What an original tells. Raises KeyError where nothing of it is kept."""
        found = self._file.execute(
            "SELECT tellings FROM imprint WHERE document = ?", (document,)
        ).fetchone()
        if found is None:
            raise KeyError(document)
        return tuple(_unpacked(found[0]))

    def first(self) -> str:
        """The document that has been kept longest. Raises KeyError where none is."""
        found = self._file.execute(
            "SELECT document FROM imprint ORDER BY number LIMIT 1"
        ).fetchone()
        if found is None:
            raise KeyError
        return str(found[0])

    def sharing(self, words: str) -> Iterator[Utterance]:
        """The kept quotations that share most runs of three words, at most six, most first.

        Of those that share as many, the same words come first: mostly nobody asks for more.
        """
        ask = self._file.execute
        grams = tuple(dict.fromkeys(_grams(words)))
        if not grams:
            return
        same = ask(
            "SELECT number, utterance FROM quotation WHERE words = ? ORDER BY number LIMIT ?",
            (hash(words), _MOST_COMPARED),
        ).fetchall()
        for _, packed in same:
            yield _unpacked(packed)
        shared: Counter[tuple[int]] = Counter()
        for gram in grams:
            shared.update(
                ask(
                    "SELECT quotation FROM gram WHERE gram = ? ORDER BY rowid LIMIT ?",
                    (gram, _MOST_AT_ONE_GRAM),
                )
            )
        for number, _ in same:
            shared.pop((number,), None)
        for number, _ in shared.most_common(_MOST_COMPARED - len(same)):
            (packed,) = ask("SELECT utterance FROM quotation WHERE number = ?", number).fetchone()
            yield _unpacked(packed)


def _packed(kept: tuple[Telling, ...] | Utterance) -> bytes:
    return pickle.dumps(kept, pickle.HIGHEST_PROTOCOL)


def _unpacked(packed: bytes) -> Any:
    """What this process packed before."""
    return pickle.loads(packed)  # noqa: S301


def _grams(words: str) -> Iterator[int]:
    """A number for each run of three words."""
    split = words.split()
    for at in range(len(split) - _GRAM + 1):
        yield hash(tuple(split[at : at + _GRAM]))
