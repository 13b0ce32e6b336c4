"""Laws of containers, attributions and copies: nothing raises, and every place is in the text."""

from __future__ import annotations

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contingent.read.alterations import compared, words_of
from contingent.read.attributions import attributions
from contingent.read.fetching import Rules, UnfetchedPage, fetched
from contingent.read.gazetteer import Gazetteer
from contingent.read.languages import language_of
from contingent.read.likeness import likeness, sketches
from contingent.read.sources import pieces_of, read_piece

law = settings(deadline=None, max_examples=60)

_NAMES = st.sampled_from(["a.zip", "a.jsonl", "a.warc", "a.warc.gz", "a.gz", "a.xml", "a.pdf", "a"])
_HEADS = st.sampled_from(
    [
        b"",
        b"PK\x03\x04",
        b"\x1f\x8b\x08",
        b"WARC/1.0\r\n",
        b"%PDF-1.4\n",
        b"<rss><channel>",
        b'{"a":',
    ]
)
_WORDS = (
    "he said , . ? “ ” \" '' that according to the Minister Otieno told reporters : ; - and"
    " who\n plans we Kenya ( ) ― asked\n\n in a statement "
)
_SPEECH = st.lists(st.sampled_from(_WORDS.split(" ")), max_size=60).map(" ".join)


@given(_HEADS, st.binary(max_size=300), _NAMES)
@law
def test_no_container_raises(head: bytes, data: bytes, name: str) -> None:
    """Whatever is called an archive, a feed or a row ends in documents or problems."""
    found = [read_piece(piece) for piece in pieces_of(head + data, source=name)]
    assert found
    assert all(document is not None or problems for document, problems in found)


@given(st.lists(st.dictionaries(st.text(max_size=8), st.text(max_size=30) | st.none()), max_size=5))
@law
def test_a_row_of_any_text_keeps_it_whole(rows: list[dict[str, str | None]]) -> None:
    """What a row holds as its text is in its document, and each row is named by its line."""
    rows = [*rows, {"text": "No decision was taken."}]
    data = "\n".join(map(json.dumps, rows)).encode()
    *_, last = [read_piece(piece) for piece in pieces_of(data, source="a.jsonl")]
    assert last[0] is not None
    assert last[0].text == "No decision was taken."
    assert last[0].source == f"a.jsonl:{len(rows)}"


@given(_SPEECH | st.text(max_size=200))
@law
def test_attributions_stand_in_their_text(text: str) -> None:
    """Every part has its place within the text, in order, and a speaker has words for content."""
    for found in attributions(text):
        assert found.content
        for start, end in (*found.content, found.source, found.cue):
            assert 0 <= start <= end <= len(text)
        assert all(start < end for start, end in found.content)


@given(st.text(max_size=120), st.text(max_size=120))
@law
def test_a_quotation_is_an_unaltered_telling_of_itself(one: str, other: str) -> None:
    """Nothing is altered by being said again, and any two texts can be compared."""
    words = words_of(one)
    assert compared(words, words, gazetteer=Gazetteer.standard()).alteration is None
    compared(words, words_of(other), gazetteer=Gazetteer.standard())


@given(st.lists(st.text(max_size=400), max_size=4))
@law
def test_a_text_is_like_itself_or_too_short(texts: list[str]) -> None:
    """A sketch depends on its text alone."""
    for text, sketch in zip(texts, sketches(texts), strict=True):
        assert sketch == sketches([text])[0]
        assert likeness(sketch, sketch) == (1.0 if sketch else 0.0)


@given(st.text(max_size=300))
@law
def test_every_text_has_a_language(text: str) -> None:
    """A code of two or three letters, always."""
    assert 2 <= len(language_of(text)) <= 3


@given(st.text(max_size=60), st.lists(st.ip_addresses().map(str), max_size=3))
@law
def test_no_address_reaches_what_is_not_public(address: str, found: list[str]) -> None:
    """Whatever a name resolves to, the rule is asked before anything is connected."""
    asked: list[str] = []

    def refuse(each: object) -> bool:
        asked.append(str(each))
        return False

    rules = Rules(may_reach=refuse, look_up=lambda host, port: found, seconds=1)
    for each in (address, f"http://{address}"):
        with pytest.raises(UnfetchedPage):
            fetched(each, rules)
    assert set(asked) <= set(found)
