"""A text and the spans read in it become stretches, each with the statements that rest on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from contingent.vocabulary.statement import Passage, Statement

__all__ = ["Stretch", "stretches_of"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Stretch:
    """A run of characters that the same statements cite. `begins` are those that start here."""

    text: str
    cited_by: tuple[str, ...] = ()
    begins: tuple[str, ...] = ()
    in_headline: bool = False


def stretches_of(text: str, statements: Iterable[Statement]) -> Iterator[Stretch]:
    """The whole text in order, cut wherever a span begins or ends; spans may overlap.

    A span that reaches beyond the text is cut short: what is shown is always the text itself.
    """
    begins: dict[int, list[Statement]] = {}
    ends: dict[int, list[str]] = {}
    for statement in statements:
        cited = statement.citation
        if isinstance(cited, Passage) and cited.span.start < len(text):
            begins.setdefault(cited.span.start, []).append(statement)
            ends.setdefault(min(cited.span.end, len(text)), []).append(statement.id)
    over: dict[str, bool] = {}  # the statements whose spans are open here; True: in the headline
    for start, end in pairwise(sorted({0, len(text), *begins, *ends})):
        for id in ends.get(start, ()):
            over.pop(id, None)
        new = begins.get(start, [])
        over |= {each.id: _is_headline(each) for each in new}
        yield Stretch(
            text=text[start:end],
            cited_by=tuple(over),
            begins=tuple(each.id for each in new),
            in_headline=any(over.values()),
        )


def _is_headline(statement: Statement) -> bool:
    return isinstance(statement.citation, Passage) and statement.citation.in_headline
