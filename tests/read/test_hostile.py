"""Input that was damaged, mislabelled or made to do harm gives a document or a clear line."""

from __future__ import annotations

import io
import random
import time
import zipfile

import pytest

from contingent.read.documents import MOST_BYTES, read_document

_SECONDS = 30  # the slowest takes about five on a free core of 2024


def _page(body: str) -> bytes:
    return (
        f"<html><head><title>A page of the test</title></head><body>{body}</body></html>".encode()
    )


def _archive() -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("a.txt", "no decision " * 1000)
    return stream.getvalue()


def _entities() -> bytes:
    lines = "".join(
        f'<!ENTITY {chr(98 + step)} "{f"&{chr(97 + step)};" * 10}">' for step in range(9)
    )
    return f'<!DOCTYPE html [<!ENTITY a "lol">{lines}]><html><p>&j; words</p></html>'.encode()


_REFUSED = {
    "empty": b"",
    "white space": b" \n\t\r\n ",
    "only a mark": b"\xef\xbb\xbf",
    "only punctuation": b"... !?! --- ,,, " * 50,
    "only digits": b"1234567890 " * 50,
    "random bytes": random.Random(1).randbytes(5_000),
    "zero bytes": b"\x00" * 5_000,
    "zip as text": _archive(),
    "pdf as text": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj << /Type /Catalog >>\nendobj\n",
    "picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "control characters": b"\x01\x02text\x03\x04" * 100,
    "one byte too many": b"a word " * (MOST_BYTES // 7 + 1),
    "nested 100,000 deep": _page("<div>" * 100_000 + "x"),
    "nested 19,000 deep": _page("<div>" * 19_000 + "hello world"),
    "a million tags": _page("<b>x</b>" * 1_000_000),
    "script and style only": b"<html><style>p{}</style><script>let words=1</script></html>",
    "no body": b"<html><head><title></title></head></html>",
    "an unclosed script": _page("<script>" * 100_000 + "hello world"),
    "an unclosed comment": _page("<!-- hello world"),
    "3 MB of markup": _page("<p class='a b c d'>" + "hello world " * 250_000),
    "a feed": b'<?xml version="1.0"?><feed><entry>words</entry></feed>',
}
_READ = {
    "utf-16 with a mark": "No decision was taken – yet.".encode("utf-16"),
    "utf-16 without a mark": "No decision was taken – yet.".encode("utf-16-be"),
    "latin-1": "Le ministère a décidé d’attendre".encode("cp1252"),
    "mixed encodings": "Türkiye “no” ".encode() * 9 + "caf\xe9 ".encode("latin-1"),
    "cut in a sign": "No decision —".encode()[:-1],
    "surrogates in bytes": b"No decision \xed\xa0\x80\xed\xb0\x80 was taken",
    "surrogates as references": _page(
        "<p>No decision &#xD800;&#xDC00; was taken &#0; &#x110000;</p>"
    ),
    "one line of 5 MB": b"no decision was taken " * 230_000,
    "one word of 5 MB": b"w" * 5_000_000,
    "5 MB of empty lines": b"\n" * 5_000_000 + b"No decision",
    "200,000 dates": b"As of 20 December 2025\n" * 200_000,
    "bidirectional": "No \u202enoisiced\u202c was taken \u2066here\u2069".encode(),
    "zero width": "No deci\u200bsion by Pak\u200bistan\ufeff".encode(),
    "homoglyphs": "The P\u0430kistan army; \u041aenya".encode(),
    "300,000 homoglyphs": " ".join(f"P\u0430k{at}" for at in range(300_000)).encode(),
    "a stray control character": b"No decision\x07 was taken",
    "combining marks": ("No decision" + "\u0301" * 50_000).encode(),
    "another script": "Решение пока не принято. ".encode() * 20,
    "two dates": b"Published: 2025-12-19\nPosted: 2025-12-21\n\nNo decision.",
    "a future date": b"Published: 2099-01-01\n\nNo decision.",
    "an impossible date": b"Published: 30 February 2026\n\nNo decision.",
    "an ambiguous date": b"Published: 03/04/2025\n\nNo decision.",
    "entities of entities": _entities(),
    "a picture in an address": _page(
        f'<img src="data:image/png;base64,{"QUJD" * 900_000}">no words'
    ),
    "an attribute of 4 MB": _page(f'<p title="{"x" * 4_000_000}">No decision</p>'),
    "50,000 attributes": _page(
        f"<p {' '.join(f'a{at}=1' for at in range(50_000))}>No decision</p>"
    ),
    "60 attributes on each tag": _page(f"<p {' '.join('abcdefgh') * 5}>No decision</p>" * 8_000),
    "19,000 paragraphs": _page("<p>No decision was taken</p>" * 19_000),
    "tables in tables": _page(("<table><tr><td>" * 80 + "words" + "</table>" * 80) * 60),
    "unclosed formatting": _page("<p><b>no <i>words" * 4_000),
    "deep linked data": b'<script type="application/ld+json">'
    + b"[" * 90_000
    + b"</script><p>No words",
    "linked data of nothing": b'<script type="application/ld+json">[null,1,{}]</script><p>No word',
    "19,000 dates of a page": b"<meta name=date content=2025-12-20>" * 19_000 + b"<p>No decision",
    "no end of a tag": b"<html><p>No decision <a href='" + b"x" * 100_000,
    "markup in a text": b"No decision < was > taken & so <on",
    "a front matter without end": b"---\n" * 100_000 + b"No decision",
    "hashes": b"#" * 1_000_000 + b"\n\nNo decision",
}


@pytest.mark.parametrize("name", [*_REFUSED, *_READ])
@pytest.mark.timeout(240)
def test_no_input_crashes_hangs_or_goes_unexplained(name: str) -> None:
    """Each gives a document, or a line that says what is wrong, in bounded time."""
    data = _REFUSED.get(name, _READ.get(name, b""))
    begun = time.process_time()
    document, problems = read_document(data, source="hostile.html" if data[:1] == b"<" else "h.txt")
    assert time.process_time() - begun < _SECONDS
    assert (document is None) == (name in _REFUSED)
    assert document is not None or problems
    for problem in problems:
        assert "\n" not in str(problem)
        assert len(str(problem)) < 300
        str(problem).encode()
    if document is not None:
        (document.text + document.title + document.outlet).encode()


@pytest.mark.parametrize(
    ("name", "what"),
    [
        ("empty", "is empty"),
        ("only punctuation", "holds no words"),
        ("zip as text", "a zip archive"),
        ("pdf as text", "a PDF file"),
        ("one byte too many", "is too large"),
        ("nested 100,000 deep", "elements; at most"),
        ("nested 19,000 deep", "nested too deeply"),
        ("script and style only", "holds no text to read"),
        ("3 MB of markup", "characters of markup; at most"),
        ("surrogates in bytes", "character 12"),
        ("bidirectional", "turn the direction"),
        ("homoglyphs", "(PAK)"),
        ("an impossible date", "30 February 2026"),
        ("two dates", "2025-12-19 and 2025-12-21"),
        ("another script", "kept unread"),
    ],
)
def test_the_line_says_what_is_wrong(name: str, what: str) -> None:
    """A person who sees the line knows which fault it is."""
    _, problems = read_document(_REFUSED.get(name, _READ.get(name, b"")), source="hostile")
    assert any(what in problem.what for problem in problems), problems


def test_entities_of_entities_are_not_expanded() -> None:
    """A page of a few hundred bytes never becomes a text of a billion words."""
    document, _ = read_document(_entities(), source="bomb.html")
    assert document is not None
    assert len(document.text) < 100
