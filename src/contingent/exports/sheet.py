"""The parts of a page for people: sections of rows whose cells open into statements and rules."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

__all__ = ["Cell", "Row", "Section", "Sheet", "Source"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """One statement as a reader checks it: who said what, where, when, in which words."""

    id: str
    who: str
    when: str
    words: str
    is_verbatim: bool
    where: str
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cell:
    """One text of a row; `tone` (`weak`, `firm`, `warning` ...) repeats in colour what it says.

    `link` is an address that the text stands for, empty if none.
    """

    text: str
    tone: str = ""
    link: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """Cells by column, what they rest on, and what must be said of it.

    `because` holds statement ids, `rule` how the row was made, `remarks` what remains in dispute.
    """

    cells: tuple[Cell, ...]
    because: tuple[str, ...] = ()
    rule: str = ""
    remarks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """One table with its heading and what must be known to read it; `empty` is said of no rows."""

    id: str
    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    note: str = ""
    empty: str = "Nothing on record."


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """A whole page: headed, dated, with every statement that its rows cite.

    `label` says to whom it may go; empty where nothing on it bears a label.
    """

    title: str
    moment: str
    summary: tuple[str, ...]
    sections: tuple[Section, ...]
    footer: str = ""
    label: str = ""
    sources: Mapping[str, Source] = field(default_factory=dict)
