"""Files become documents with exact text, headline, dates and named faults."""

from __future__ import annotations

import hashlib
import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from contingent.read.documents import MOST_BYTES, read_document, read_path
from contingent.read.heads import headline_of
from contingent.vocabulary.statement import Document

REPORT = """Kenya weighs sending police

NAIROBI, 20 December 2025 (Wire News) – Kenya said on Friday that it was considering the request.
No decision had been taken, its spokesman added.
"""
PAGE = """<!DOCTYPE html><html lang="en"><head>
<title>Kenya weighs sending police | The Paper</title>
<meta property="og:title" content="Kenya weighs sending police">
<meta property="og:site_name" content="The Paper">
<meta property="article:published_time" content="2025-12-20T08:00:00Z">
<script>track("Pakistan pledged 9,000 troops")</script></head>
<body><nav><a href="/a">Home</a> <a href="/b">World</a> <a href="/c">Sport</a></nav>
<article><h1>Kenya weighs sending police</h1>
<p>NAIROBI (Wire News) – Kenya said on Friday that it was considering the request.</p>
<p>No decision had been taken, its spokesman added, and several questions remained unanswered,
among them who would pay, who would command and how long the force would be expected to stay.</p>
<p>The council is to meet again next month to hear from those that may contribute.</p></article>
<footer>Copyright The Paper. All rights reserved. Subscribe to our newsletter.</footer>
</body></html>
"""


def _read(text: str | bytes, source: str = "a.txt") -> tuple[Document, list[str]]:
    data = text if isinstance(text, bytes) else text.encode()
    document, problems = read_document(data, source=source)
    assert document is not None, problems
    return document, [problem.what for problem in problems]


def test_a_plain_report_gives_text_headline_dateline_and_date() -> None:
    """Everything at the head of a report is found, and the text is the file's, exactly."""
    document, faults = _read(REPORT)
    assert document.text == REPORT
    assert document.title == "Kenya weighs sending police"
    assert (document.dateline, document.outlet) == ("NAIROBI", "Wire News")
    assert document.published_on == date(2025, 12, 20)
    assert (document.source, document.language, faults) == ("a.txt", "en", [])


def test_the_id_comes_from_the_bytes_alone() -> None:
    """The same file has one id under any name, on any machine; a changed one has another."""
    document, _ = _read(REPORT, "b.md")
    assert document.id == document.origin == f"d-{hashlib.sha256(REPORT.encode()).hexdigest()[:16]}"
    assert _read(REPORT, "c.txt")[0].id == document.id
    assert _read(REPORT + " ")[0].id != document.id


def test_the_headline_is_found_in_the_text() -> None:
    """Its span is exact in a text, in Markdown and in a page; without one there is none."""
    for data, source in ((REPORT, "a.txt"), (f"# {REPORT}", "a.md"), (PAGE, "a.html")):
        document, _ = _read(data, source)
        span = headline_of(document)
        assert span is not None
        assert document.text[span.start : span.end] == "Kenya weighs sending police"
    assert headline_of(_read("Only prose here. And more.")[0]) is None


def test_a_page_gives_its_article_under_its_headline() -> None:
    """Menus, scripts and footers are left out; metadata give outlet and date."""
    document, faults = _read(PAGE, "a.html")
    assert document.text.startswith("Kenya weighs sending police\n\nNAIROBI (Wire News) – Kenya")
    assert document.text.count("Kenya weighs sending police") == 1
    assert "questions remained unanswered" in document.text
    for other in ("Home", "Copyright", "newsletter", "9,000"):
        assert other not in document.text
    assert (document.outlet, document.dateline) == ("The Paper", "NAIROBI")
    assert (document.published_on, faults) == (date(2025, 12, 20), [])


def test_a_page_is_known_by_its_content_whatever_it_is_called() -> None:
    """A page saved as text is read as a page, and prose with a tag in it is not."""
    assert _read(PAGE, "page.txt")[0].text == _read(PAGE, "page.html")[0].text
    prose = "The tag <p> opens a paragraph.\n"
    assert _read(prose, "a.txt")[0].text == prose
    assert "<p>" not in _read(prose, "a.html")[0].text
    markdown = "<p align=center>A centred line</p>\n\n# Heading of it\n\nText.\n"
    assert _read(markdown, "a.md")[0].text == markdown


def test_a_page_too_short_to_judge_is_kept_whole() -> None:
    """A letter of two sentences saved as HTML loses neither."""
    document, _ = _read("<p>No decision was taken.</p><p>We shall write again.</p>", "a.html")
    assert "No decision was taken." in document.text
    assert "We shall write again." in document.text


def test_the_same_page_always_gives_the_same_text() -> None:
    """Nothing read before changes what a page gives."""
    first = _read(PAGE, "a.html")
    _read(PAGE.replace("Kenya", "Ghana"), "b.html")
    assert _read(PAGE, "a.html") == first


@pytest.mark.parametrize(
    ("stamps", "day"),
    [
        (("2025-12-20T23:30:00-05:00", "2025-12-21T04:30:00Z"), date(2025, 12, 21)),
        (("2025-12-20", "2025-12-20T10:00:00+03:00"), date(2025, 12, 20)),
        (("2025-12-20", "2025-12-23"), None),
        (("20251220",), date(2025, 12, 20)),
        (("December 20, 2025",), date(2025, 12, 20)),
    ],
)
def test_dates_of_a_page_must_agree(stamps: tuple[str, ...], day: date | None) -> None:
    """One instant in two time zones is one date; two days are none, and both are named."""
    metas = "".join(f'<meta property="article:published_time" content="{at}">' for at in stamps)
    document, faults = _read(f"<html><head>{metas}</head><body><p>No decision.</p></body>", "a")
    assert document.published_on == day
    if day is None:
        assert all(stamp in faults[0] for stamp in stamps)


def test_linked_data_of_the_article_give_the_date() -> None:
    """A page's linked data count for the article, not for the comments under it."""
    data = (
        '{"@graph": [{"@type": "NewsArticle", "datePublished": "2025-12-20"},'
        '{"@type": "Comment", "datePublished": "2025-12-24"}]}'
    )
    page = f'<html><script type="application/ld+json">{data}</script><p>No decision.</p></html>'
    assert _read(page)[0].published_on == date(2025, 12, 20)


def test_a_guessed_date_of_a_page_is_named_as_a_guess() -> None:
    """Where only a search of the page finds a date, whoever reads it is told."""
    page = (
        '<html><body><p>No decision.</p><time datetime="2025-12-20">Saturday</time></body></html>'
    )
    document, faults = _read(page)
    assert document.published_on == date(2025, 12, 20)
    assert "found by searching" in faults[0]


@pytest.mark.parametrize("text", ["No decision was taken.\n", "<p>No decision was taken.</p>"])
def test_no_date_is_a_problem_that_says_what_to_do(text: str) -> None:
    """An undated document is read, and the reader told how to date it."""
    document, faults = _read(text)
    assert document.published_on is None
    assert faults[0].startswith("no date found")
    assert "Published: 2025-12-20" in faults[0]


def test_a_date_in_the_future_is_not_taken() -> None:
    """Given today, a later date of publication is a fault; without it nothing is assumed."""
    data = b"Published: 2031-01-01\n\nNo decision was taken.\n"
    document, problems = read_document(data, source="a.txt", today=date(2025, 12, 21))
    assert document is not None
    assert document.published_on is None
    assert "2031-01-01 lies in the future" in problems[0].what
    assert _read(data)[0].published_on == date(2031, 1, 1)


def test_a_text_in_another_script_is_kept_unread() -> None:
    """What cannot be read yet is marked, never silently skipped."""
    document, faults = _read("Министерство сообщило, что решения пока нет.\n" * 3)
    assert document.language == "ru"
    assert any("kept unread" in fault for fault in faults)
    assert _read("Türkiye’s “Dışişleri” – no decision.")[0].language == "en"


@pytest.mark.parametrize(
    ("text", "what"),
    [
        ("The P\u0430kistan army has no orders.", "only looks like Pakistan (PAK)"),
        ("No deci\u200bsion by Ken\u00adya.", "2 invisible sign(s)"),
        ("No \u202enoisiced\u202c was taken.", "2 sign(s) that turn the direction"),
        ("The c\u043euncil met.", "mix letters of two alphabets: 'c\u043euncil'"),
    ],
)
def test_signs_that_deceive_are_told_and_kept(text: str, what: str) -> None:
    """A reader is warned of what a screen hides; the text is not changed."""
    document, faults = _read(text)
    assert document.text == text
    assert any(what in fault for fault in faults)


def test_a_feed_is_refused_with_what_to_do() -> None:
    """A news feed holds many documents and is none."""
    document, problems = read_document(
        b"<?xml version='1.0'?><rss><item>no</item></rss>", source="f"
    )
    assert document is None
    assert "news feed" in problems[0].what


def test_a_file_is_read_like_its_bytes(tmp_path: Path) -> None:
    """The path becomes the source, and nothing else differs."""
    path = tmp_path / "report.txt"
    path.write_bytes(REPORT.encode())
    assert read_path(path) == read_document(REPORT.encode(), source=str(path))


def test_a_file_too_large_is_refused_without_being_read(tmp_path: Path) -> None:
    """A sparse file of 200 MB is refused by its size, with the limit."""
    path = tmp_path / "large.txt"
    with path.open("wb") as stream:
        stream.truncate(200_000_000)
    path.chmod(0o000)
    document, (problem,) = read_path(path)
    assert document is None
    assert f"200,000,000 bytes; at most {MOST_BYTES:,}" in problem.what


def test_what_is_no_readable_file_is_one_clear_line(tmp_path: Path) -> None:
    """A folder, a missing file and a pipe are named; nothing waits for a writer."""
    os.mkfifo(tmp_path / "pipe")
    for name, what in (("", "not a file"), ("none", "No such file"), ("pipe", "not a file")):
        document, (problem,) = read_path(tmp_path / name)
        assert document is None
        assert what in problem.what
        assert "\n" not in str(problem)


def test_a_hostile_file_name_cannot_break_the_line(tmp_path: Path) -> None:
    """Line breaks and bytes that are no text in a name are shown as replaced."""
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/a\nb\xff\x1b[31m.txt"))
    path.write_bytes(b"")
    _, (problem,) = read_path(path)
    assert str(problem).isprintable()
    str(problem).encode()


def test_plain_text_imports_no_page_reader() -> None:
    """Reading text stays quick to start: the extractor is loaded with the first page."""
    program = (
        "import sys; from contingent.read.documents import read_document as r;"
        "r('A head\\n\\nKenya said – “no”.'.encode(), source='a');"
        "print([m for m in ('trafilatura', 'htmldate', 'lxml', 'charset_normalizer')"
        " if m in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_reading_a_page_prints_nothing() -> None:
    """What the extractor has to complain of goes into problems, not onto the screen."""
    program = (
        "from contingent.read.documents import read_document as r;"
        "r(b'<html><p>No.</p></html>', source='a'); r(b'<html><title>x', source='b')"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, check=True
    )
    assert (done.stdout, done.stderr) == ("", "")


def test_two_dates_in_a_page_are_not_settled_by_a_guess() -> None:
    """Where the text contradicts itself, a search of the page cannot decide."""
    page = "<html><p>Published: 2025-12-19</p><p>Posted: 2025-12-21</p><p>No decision.</p></html>"
    document, faults = _read(page)
    assert document.published_on is None
    assert "2025-12-19 and 2025-12-21" in faults[0]


_SEEDS = Path(__file__).parents[3] / "shared" / "seeds"


@pytest.mark.skipif(not _SEEDS.is_dir(), reason=f"no founding documents in {_SEEDS}")
def test_the_founding_documents_are_kept_to_the_character() -> None:
    """One has a headline and says as of when, the other a dateline; both are the file's text."""
    found = {}
    for path in sorted(_SEEDS.glob("*.txt")):
        document, _ = read_path(path)
        assert document is not None
        assert document.text == path.read_text(encoding="utf-8")
        found[bool(document.title)] = (str(document.published_on), bool(document.dateline))
    assert found == {True: ("2025-12-20", False), False: ("None", True)}
