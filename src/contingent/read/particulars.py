"""A text, a page or a paper becomes a document with title, dates, author and who is credited."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from contingent.read.credits import author_in, credit_in, credited
from contingent.read.datelines import Dating, conflict_of, dating_of
from contingent.read.heads import Dateline, dateline_of, headline_in
from contingent.read.pages import Page
from contingent.read.papers import Paper
from contingent.vocabulary.statement import Document, Found

__all__ = ["NOTHING_TOLD", "Parsed", "Told", "as_told", "of_page", "of_paper", "of_text"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """What stands around a document about it, in the feed, row or archive named by `where`."""

    where: str = ""
    title: str = ""
    author: str = ""
    outlet: str = ""
    published_on: date | None = None
    modified_on: date | None = None


NOTHING_TOLD = Told()


@dataclass(frozen=True, slots=True, kw_only=True)
class Parsed:
    """A document and the faults found in it; `guessed` is a day that only a search gave."""

    document: Document
    faults: tuple[str, ...] = ()
    guessed: date | None = None
    partial_day: str = ""


def of_text(text: str, *, id: str, source: str) -> Parsed:
    """The document of a plain text, kept character for character."""
    headline = headline_in(text)
    place = (headline.start, headline.end) if headline else (0, 0)
    dateline = dateline_of(text, place[1])
    dating = dating_of(text, headline=place, dated=dateline.dated)
    document = Document(
        id=id,
        title=headline.title if headline else "",
        text=text,
        source=source,
        origin=id,
        published_on=dating.day,
        outlet=dateline.agency,
        dateline=dateline.place,
        found=_found(
            title="first line" if headline else "",
            published_on="own words" if dating.day else "",
            outlet="dateline" if dateline.agency else "",
            dateline="first words" if dateline.place else "",
        ),
    )
    return Parsed(
        document=_signed(document, dateline, place[1]),
        faults=dating.faults,
        partial_day=dateline.partial,
    )


def of_page(page: Page, *, id: str, source: str) -> Parsed:
    """The document of a web page: its headline, an empty line, and its main text."""
    dateline = dateline_of(page.text)
    dating, where = _dating_of_page(page, dateline)
    document = Document(
        id=id,
        title=page.title,
        text=f"{page.title}\n\n{page.text}" if page.title else page.text,
        source=source,
        origin=id,
        published_on=dating.day,
        outlet=page.outlet or dateline.agency,
        dateline=dateline.place,
        author=page.author,
        modified_on=page.modified_on,
        found=_found(
            title=page.whence.get("title", ""),
            published_on=where,
            outlet=page.whence.get("outlet", "dateline" if dateline.agency else ""),
            dateline="first words" if dateline.place else "",
            author=page.whence.get("author", ""),
            modified_on=page.whence.get("modified_on", ""),
        ),
    )
    cut = ("is nested too deeply; its innermost parts were left out",) if page.is_cut else ()
    return Parsed(
        document=_signed(document, dateline, len(page.title)),
        faults=(*dating.faults, *cut),
        guessed=None if dating.day or dating.faults else page.guessed,
        partial_day=dateline.partial,
    )


def of_paper(paper: Paper, *, id: str, source: str) -> Parsed:
    """The document of a PDF file: the text of its pages, and what the file says of itself."""
    parsed = of_text(paper.text, id=id, source=source)
    document = parsed.document
    author = document.author or paper.author
    properties = _found(
        author="PDF Author" if author and not document.author else "",
        modified_on="PDF ModDate" if paper.modified_on else "",
    )
    silent = f"{paper.silent_pages} page(s) hold no text; they may be scans"
    return replace(
        parsed,
        document=replace(
            document,
            author=author,
            modified_on=paper.modified_on,
            found=(*document.found, *properties),
        ),
        faults=(*parsed.faults, *((silent,) if paper.silent_pages else ())),
        guessed=None if document.published_on or parsed.faults else paper.made_on,
    )


def as_told(parsed: Parsed, told: Told) -> Parsed:
    """The document with what its surroundings say where it says nothing of itself.

    The day of a feed or a row comes before one that only a search of the page gave.
    """
    document, faults = parsed.document, parsed.faults
    gaps: dict[str, Any] = {
        name: value
        for name, value in (
            ("title", told.title if document.text.startswith(told.title) else ""),
            ("author", told.author),
            ("outlet", told.outlet),
            ("published_on", None if faults else told.published_on),
            ("modified_on", told.modified_on),
        )
        if value and not getattr(document, name)
    }
    found = [*document.found, *_found(**dict.fromkeys(gaps, told.where))]
    document = replace(document, **gaps)
    if document.published_on is None and parsed.guessed:
        faults = (*faults, f"has no date of its own; {parsed.guessed} was found by searching it")
        document = replace(document, published_on=parsed.guessed)
        found += _found(published_on="a search, which is a guess")
    elif document.published_on is None and not faults:
        faults = (_undated(parsed.partial_day),)
    return replace(parsed, document=replace(document, found=tuple(found)), faults=faults)


def _undated(partial_day: str) -> str:
    seen = f" (its dateline gives only {partial_day!r})" if partial_day else ""
    return f"no date found{seen}; add a line like `Published: 2025-12-20` under its headline"


def _signed(document: Document, dateline: Dateline, head: int) -> Document:
    """The document with its author and the report that it rests on, as its own text gives them."""
    byline = author_in(document.text, head)
    credit = credit_in(document.text, head)
    name, where = credit.name, credit.where
    if not name and credited(dateline.agency):
        name, where = dateline.agency, "dateline"
    author = document.author or byline.name
    found = _found(author="" if document.author else byline.where, credit=where)
    return replace(document, author=author, credit=name, found=(*document.found, *found))


def _dating_of_page(page: Page, dateline: Dateline) -> tuple[Dating, str]:
    """A page's day by its metadata, else by its text, and where it stood."""
    if len(page.published) > 1:
        return Dating(day=None, faults=(conflict_of(page.published),)), ""
    if page.published:
        return Dating(day=page.published[0]), page.whence.get("published_on", "")
    written = dating_of(page.text, dated=dateline.dated)
    return written, "own words" if written.day else ""


def _found(**places: str) -> tuple[Found, ...]:
    """Where each field was read; a field without a place is left out."""
    return tuple(Found(what=what, where=where) for what, where in places.items() if where)
