"""Laws of the web app: the address is the view, marks change no text, files lose no word."""

from __future__ import annotations

import csv
import io
from datetime import date
from urllib.parse import parse_qsl, urlsplit

from hypothesis import given
from hypothesis import strategies as st

from contingent.exports.grids import Column, ColumnType, Grid
from contingent.exports.selection import Selection
from contingent.exports.spreadsheets import csv_bytes
from contingent.vocabulary.claim import Pledge, Rung
from contingent.vocabulary.statement import Passage, Span, Speaker, Statement, Voice
from contingent.web.marked import stretches_of
from contingent.web.views import LiveLinks, View, view_of

TODAY = date(2026, 6, 1)
days = st.none() | st.dates(date(1900, 1, 1), date(2200, 12, 31))
words = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), max_size=30)


@st.composite
def views(draw: st.DrawFn) -> View:
    """Any view that an address can ask for."""
    selection = Selection(text=draw(words), least=draw(st.sampled_from(Rung)), party=draw(words))
    return View(
        today=TODAY,
        held_on=draw(days),
        known_on=draw(days),
        selection=selection,
        sort=draw(st.sampled_from(("", "party", "-heard"))),
        page=draw(st.integers(1, 10_000)),
    )


@given(views())
def test_an_address_of_a_view_leads_back_to_it(view):
    """Whoever gets the address sees what its sender saw, in any script."""
    links = LiveLinks(view=view, drawn="/contributors", query=view.query())
    address = links.here(page=str(view.page) if view.page > 1 else "")
    assert address.isascii()
    asked = dict(parse_qsl(urlsplit(address).query, strict_parsing=bool(urlsplit(address).query)))
    assert view_of(asked, today=TODAY) == view


@st.composite
def marked_texts(draw: st.DrawFn) -> tuple[str, list[Statement]]:
    """A text and statements that cite any stretches of it, some beyond its end."""
    text = draw(st.text(max_size=60))
    spans = draw(st.lists(st.tuples(st.integers(0, 70), st.integers(1, 30)), max_size=8))
    statements = [
        Statement(
            id=f"s-{number:016x}",
            citation=Passage(document="d", span=Span(start=start, end=start + size), quote="q"),
            speaker=Speaker(name="somebody"),
            voice=Voice.REPORTER,
            about="KEN",
            claim=Pledge(rung=Rung.WILLING),
        )
        for number, (start, size) in enumerate(spans)
    ]
    return text, statements


@given(marked_texts())
def test_marks_change_no_text(marked):
    """Put together again, the stretches are the text; each is cited by who covers it."""
    text, statements = marked
    stretches = list(stretches_of(text, statements))
    assert "".join(stretch.text for stretch in stretches) == text
    at = 0
    for stretch in stretches:
        middle = at + 0.5
        over = {
            each.id
            for each in statements
            if each.citation.span.start < middle < min(each.citation.span.end, len(text))
        }
        if stretch.text:
            assert set(stretch.cited_by) == over
        at += len(stretch.text)


cells = st.none() | st.text(st.characters(exclude_categories=("Cs", "Cc")), max_size=20)


@given(st.lists(st.tuples(cells, st.none() | st.integers(), st.none() | st.dates()), max_size=6))
def test_a_csv_file_loses_no_word(rows):
    """Read back, every cell is what it was; an apostrophe may stand before a formula."""
    columns = (
        Column(name="text"),
        Column(name="number", type=ColumnType.NUMBER),
        Column(name="day", type=ColumnType.DAY),
    )
    grid = Grid(name="g", title="", columns=columns, rows=tuple(rows))
    text = csv_bytes(grid).decode("utf-8-sig")
    found = list(csv.reader(io.StringIO(text, newline="")))[1:]
    assert len(found) == len(rows)
    for (told, number, day), row in zip(rows, found, strict=True):
        assert row[0] in ((told or ""), f"'{told}")
        assert row[1] == ("" if number is None else str(number))
        assert row[2] == (day.isoformat() if day else "")
