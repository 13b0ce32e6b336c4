"""Laws of intake: no bytes can break it, and no sign of a text is lost or moved."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from contingent.read.datelines import dates_in, dating_of
from contingent.read.documents import read_document
from contingent.read.gazetteer import Gazetteer
from contingent.read.heads import headline_in, headline_of
from contingent.vocabulary.lookalikes import skeleton
from contingent.vocabulary.names import PartyNames
from contingent.vocabulary.states import STATES

_TEXT = st.text(st.characters(exclude_categories=["Cs"]))
_PROSE_WORDS = (
    "Kenya US us the UN “no” – Türkiye Congo DR Congo\n \n\n # . 20 December 2025 As of : ( )"
    " GENEVA , \u202e \u200b P\u0430kistan Saudi Arabia\u00a0 's Jordan Smith ** === ---\n"
)
_PROSE = st.lists(st.sampled_from(_PROSE_WORDS.split(" ")), max_size=40).map(" ".join)
_TAGS = (
    "<p> </p> <div> <h1> </h1> <title> <script> </script> <!-- --> <table> <td> words &amp; > < '"
    ' <meta property=article:published_time content=2025-12-20> &#xD800; <html> <body> " { } [ ]'
    ' <script type=application/ld+json> "@graph" <a href="'
)
_MARKUP = st.lists(st.sampled_from(_TAGS.split(" ")), max_size=60).map(" ".join)

# What a room imports when it is first used is no part of what its laws promise.
law = settings(deadline=None)


@given(st.binary(max_size=400))
@law
def test_no_bytes_raise(data: bytes) -> None:
    """Whatever the bytes, there is a document or a problem, and every line can be shown."""
    document, problems = read_document(data, source="x")
    assert document is not None or problems
    assert all(str(problem).isprintable() for problem in problems)


@given(_MARKUP)
@settings(max_examples=60, deadline=None)
def test_no_markup_raises(markup: str) -> None:
    """However tags are broken, there is a document or a problem."""
    document, problems = read_document(markup.encode(), source="x.html")
    assert document is not None or problems


@given(_TEXT | _PROSE)
@law
def test_a_text_is_kept_character_for_character(text: str) -> None:
    """What was written is what is read; only line ends are made alike."""
    document, _ = read_document(f"No {text}".encode(), source="x.txt")
    if document is not None:
        assert document.text == f"No {text}".replace("\r\n", "\n").replace("\r", "\n")


@given(_TEXT | _PROSE)
@law
def test_a_headline_stands_where_it_is_said_to_stand(text: str) -> None:
    """Its span is its title, within the first lines."""
    headline = headline_in(text)
    if headline is not None:
        assert text[headline.start : headline.end] == headline.title
        assert "\n" not in headline.title
    document, _ = read_document(text.encode(), source="x.txt")
    span = headline_of(document) if document is not None else None
    if document is not None and span is not None:
        assert document.text[span.start : span.end] == document.title


@given(_TEXT | _PROSE)
@law
def test_mentions_are_ordered_apart_and_within_the_text(text: str) -> None:
    """Spans rise, never touch the same character, and hold a name of their party."""
    gazetteer = Gazetteer.standard()
    reached = 0
    for mention in gazetteer.mentions(text):
        assert reached <= mention.start < mention.end <= len(text)
        assert mention.code in gazetteer.names.parties
        reached = mention.end


@given(
    st.sampled_from(STATES), st.sampled_from(" .,;:!?()\n“”’"), st.sampled_from(" .,;:!?()\n“”’")
)
def test_a_name_is_found_between_any_signs(state: object, before: str, after: str) -> None:
    """Punctuation beside a state's name does not hide it."""
    name = getattr(state, "name", "")
    text = f"of{before}{name}{after}and"
    assert [text[m.start : m.end] for m in Gazetteer.standard().mentions(text)] == [name]


@given(_TEXT | _PROSE)
@law
def test_dates_are_where_they_are_said_to_be(text: str) -> None:
    """A date's span is what was written, and it has a day or a fault, never both or neither."""
    for found in dates_in(text):
        assert text[found.start : found.end] == found.written
        assert (found.day is None) == bool(found.fault)
    dating_of(text)


@given(_TEXT)
@law
def test_a_lookalike_is_never_also_a_name(text: str) -> None:
    """A name resolves, or resembles one, or neither: never both."""
    names = PartyNames.standard()
    assert not (names.code_of(text) and names.lookalike(text))
    assert skeleton(skeleton(text)) == skeleton(text)
