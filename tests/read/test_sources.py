"""Feeds, rows, archives and papers become the documents they hold, with what they say of them."""

from __future__ import annotations

import gzip
import io
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest
from containers import atom, pdf, record, rss, web_archive, zipped

from contingent.read.documents import MOST_BYTES
from contingent.read.sources import DEEPEST, pieces_of, read_piece, read_source
from contingent.vocabulary.statement import Document

WORDS = (
    "NAIROBI, 4 March 2025 (Reuters) - Kenya said on Tuesday that it was weighing the request "
    "and that no decision had been taken on sending police."
)
PAGE = (
    '<html lang="en"><head><title>Kenya weighs it</title>'
    '<meta property="article:published_time" content="2025-03-04T08:00:00Z">'
    '<meta property="article:modified_time" content="2025-03-06T08:00:00Z">'
    '<meta name="author" content="Amina Otieno"></head><body><article><h1>Kenya weighs it</h1>'
    f"<p>{WORDS}</p><p>The council is to meet again next month to hear from the others.</p>"
    "</article></body></html>"
)


def read(data: bytes, source: str = "x") -> tuple[list[Document], list[str]]:
    """The documents in some bytes, and every problem."""
    documents, problems = [], []
    for piece in pieces_of(data, source=source):
        document, faults = read_piece(piece)
        documents += [document] if document else []
        problems += [str(fault) for fault in faults]
    return documents, problems


def places(document: Document) -> dict[str, str]:
    """Where each field of a document was read."""
    return {found.what: found.where for found in document.found}


def test_a_page_tells_author_dates_and_where_they_stand() -> None:
    """Every field leads back to the place in the markup that gave it."""
    (document,), problems = read(PAGE.encode(), "a.html")
    assert (document.author, document.published_on) == ("Amina Otieno", date(2025, 3, 4))
    assert (document.modified_on, document.credit) == (date(2025, 3, 6), "Reuters")
    assert places(document) == {
        "title": "h1",
        "published_on": "meta article:published_time",
        "outlet": "dateline",
        "dateline": "first words",
        "author": "meta author",
        "modified_on": "meta article:modified_time",
        "credit": "dateline",
    }
    assert problems == []


def test_linked_data_name_authors_before_metadata_do() -> None:
    """Several authors stand in their order, and an address is nobody's name."""
    linked = {
        "@type": "NewsArticle",
        "author": [{"name": "Amina Otieno"}, {"name": "Kofi Mensah"}],
        "dateModified": "2025-03-05",
    }
    script = f'<script type="application/ld+json">{json.dumps(linked)}</script></head>'
    (document,), _ = read(PAGE.replace("</head>", script).encode(), "a.html")
    assert document.author == "Amina Otieno, Kofi Mensah"
    assert places(document)["author"] == "linked data author"
    address = PAGE.replace("Amina Otieno", "https://example.org/amina")
    assert read(address.encode(), "a.html")[0][0].author == ""


def test_a_paper_gives_the_text_of_its_pages() -> None:
    """Text and date come from the pages; the file's properties fill what they leave open."""
    data = pdf(
        [
            ["Kenya weighs the request", "Published: 2025-03-04", "Kenya has not decided."],
            ["A second page says that Ghana is ready."],
        ],
        {"Author": "Press office", "ModDate": "D:20250307120000Z"},
    )
    (document,), problems = read(data, "a.pdf")
    assert document.text.startswith("Kenya weighs the request\n")
    assert document.text.endswith(
        "Kenya has not decided.\n\nA second page says that Ghana is ready."
    )
    assert (document.published_on, document.author) == (date(2025, 3, 4), "Press office")
    assert document.modified_on == date(2025, 3, 7)
    assert places(document)["author"] == "PDF Author"
    assert problems == []


def test_the_day_a_paper_was_made_is_a_guess() -> None:
    """A file may be made long after its text: its day is taken, and named as a guess."""
    (document,), problems = read(
        pdf([["Kenya has not decided."]], {"CreationDate": "D:20250304090000+03'00'"}), "a.pdf"
    )
    assert document.published_on == date(2025, 3, 4)
    assert any("by searching it" in problem for problem in problems)
    assert "guess" in places(document)["published_on"]


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (pdf([[], []]), "such as a scan"),
        (b"%PDF-1.4\nnothing of it", "is damaged"),
        (pdf([["Kenya has not decided."]])[:200], "is damaged"),
        (pdf([["Kenya has not decided."]]).replace(b"/Kids [4", b"/Kids [2"), "damaged"),
    ],
)
def test_a_paper_that_cannot_be_read_says_why(data: bytes, what: str) -> None:
    """A scan, a stump and a circle of pages are refused in one line each."""
    documents, problems = read(data, "a.pdf")
    assert documents == []
    assert len(problems) == 1
    assert what in problems[0]


def test_an_empty_page_of_a_paper_is_named() -> None:
    """A scanned page between written ones is a gap that a reader must know of."""
    _, problems = read(pdf([["Published: 2025-03-04"], [], ["Kenya has not decided."]]), "a.pdf")
    assert any("1 page(s) hold no text" in problem for problem in problems)


def test_a_feed_gives_its_articles_under_their_addresses() -> None:
    """Headline, day in its own zone, author and outlet come from the feed."""
    data = rss(
        [
            "<title>Kenya &amp; the force</title><link>https://example.org/1</link>"
            "<pubDate>Tue, 04 Mar 2025 23:30:00 -0500</pubDate>"
            "<dc:creator>Amina Otieno</dc:creator>"
            "<content:encoded><![CDATA[<p>Kenya has not decided.</p><p>More follows.</p>]]>"
            "</content:encoded>",
        ]
    )
    (document,), problems = read(data, "feed.xml")
    assert document.source == "https://example.org/1"
    assert document.text == "Kenya & the force\n\nKenya has not decided.\nMore follows."
    assert (document.title, document.author) == ("Kenya & the force", "Amina Otieno")
    assert (document.outlet, document.published_on) == ("The Paper", date(2025, 3, 4))
    assert places(document)["published_on"] == "feed"
    assert problems == []


def test_an_atom_feed_tells_when_an_article_was_changed() -> None:
    """Published and updated are two days."""
    (document,), _ = read(
        atom(
            [
                "<title>Kenya and the force</title><link href='https://example.org/2'/>"
                "<published>2025-03-04T08:00:00Z</published><updated>2025-03-06T08:00:00Z</updated>"
                "<content type='html'>Kenya has not decided.</content>"
            ]
        )
    )
    assert (document.published_on, document.modified_on) == (date(2025, 3, 4), date(2025, 3, 6))
    assert document.outlet == "The Gazette"


def test_what_a_feed_gives_in_part_or_not_at_all_is_said() -> None:
    """A summary is read and named as one; a bare headline and an empty feed are problems."""
    data = rss(
        [
            "<title>Kenya</title><link>https://example.org/1</link>"
            "<description>Kenya has not decided.</description>",
            "<title>Ghana</title><link>https://example.org/2</link>",
        ]
    )
    documents, problems = read(data)
    assert [document.source for document in documents] == ["https://example.org/1"]
    assert any("in summary only" in problem for problem in problems)
    assert any(
        problem.startswith("https://example.org/2: is an article without") for problem in problems
    )
    assert "without articles" in read(rss([]))[1][0]


def test_rows_of_json_become_documents() -> None:
    """Text, title, day, author and outlet come from the row, and each row is named by its line."""
    rows = [
        {"text": WORDS, "title": "Kenya weighs it", "url": "https://example.org/1"},
        {"body": "Ghana has not decided on this.", "date": "2025-03-05", "publisher": "The Paper"},
    ]
    data = "\n".join(map(json.dumps, rows)).encode() + b"\n"
    (first, second), problems = read(data, "a.jsonl")
    assert first.text == f"Kenya weighs it\n\n{WORDS}"
    assert (first.title, first.source) == ("Kenya weighs it", "a.jsonl:1 https://example.org/1")
    assert (second.outlet, second.published_on) == ("The Paper", date(2025, 3, 5))
    assert second.text == "Ghana has not decided on this."
    assert places(second)["published_on"] == "row, beside its body"
    assert problems == []


def test_a_row_that_is_none_stops_no_other() -> None:
    """Each bad line is named; those around it are read."""
    lines = [b'{"text": "Kenya has not decided."}', b"not json", b"[1]", b"{}", b"", b'{"text": 3}']
    documents, problems = read(b"\n".join(lines), "a.jsonl")
    assert len(documents) == 1
    named = [problem.split(" ")[0] for problem in problems if "no date" not in problem]
    assert named == ["a.jsonl:2:", "a.jsonl:3:", "a.jsonl:4:", "a.jsonl:6:"]


@pytest.mark.parametrize("packed", [False, True])
def test_a_web_archive_gives_its_pages(packed: bool) -> None:
    """Pages, texts and papers under their addresses; pictures, scripts and errors are none."""
    data = web_archive(
        [
            record("https://example.org/1", PAGE.encode(), kind="text/html; charset=utf-8"),
            record("https://example.org/2", b"\x89PNG", kind="image/png"),
            record("https://example.org/3", b"gone for good", status="404 Not Found"),
            record("https://example.org/4", pdf([[WORDS]]), kind="application/pdf"),
            record("https://example.org/5", WORDS.encode(), kind="text/plain"),
        ],
        packed=packed,
    )
    documents, problems = read(data, "a.warc.gz" if packed else "a.warc")
    assert [document.source[-1] for document in documents] == ["1", "4", "5"]
    assert documents[0].title == "Kenya weighs it"
    assert problems == []


def test_a_zip_archive_of_everything_is_opened() -> None:
    """Files in it are read by name, what is hidden is passed over, containers are opened."""
    data = zipped(
        {
            "b/two.html": PAGE.encode(),
            "a/one.txt": WORDS.encode(),
            "c.jsonl.gz": gzip.compress(json.dumps({"text": WORDS + " Row."}).encode()),
            "d.warc": web_archive([record("https://example.org/5", (WORDS + " Web.").encode())]),
            "e.zip": zipped({"inner.txt": (WORDS + " Inner.").encode()}),
            "f.xml": rss(
                ["<link>https://example.org/9</link><description>No decision.</description>"]
            ),
            "__MACOSX/a/one.txt": b"nothing",
            ".hidden": b"nothing",
        }
    )
    documents, _ = read(data, "all.zip")
    assert [document.source for document in documents] == [
        "all.zip/a/one.txt",
        "all.zip/b/two.html",
        "all.zip/c.jsonl:1",
        "https://example.org/5",
        "all.zip/e.zip/inner.txt",
        "https://example.org/9",
    ]


def bomb(size: int) -> bytes:
    """A zip archive with a file of so many zeros."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.txt", b"0" * size)
    return file.getvalue()


def nested(depth: int) -> bytes:
    """A text so many zip archives deep."""
    data = WORDS.encode()
    for level in range(depth):
        data = zipped({"a.txt" if level == 0 else "a.zip": data})
    return data


@pytest.mark.parametrize(
    ("data", "source", "what"),
    [
        (bomb(15_000_000), "a.zip", "far more than a text would"),
        (bomb(MOST_BYTES + 1), "a.zip", "is too large"),
        (nested(DEEPEST + 1), "a.zip", "archives deep"),
        (zipped({}), "a.zip", "without a file to read"),
        (zipped({"a.txt": WORDS.encode()})[:-30], "a.zip", "damaged zip archive"),
        (gzip.compress(b"0" * (MOST_BYTES + 1)), "a.txt.gz", "unpacks to more than"),
        (gzip.compress(WORDS.encode())[:-10], "a.txt.gz", "damaged gzip file"),
        (b"WARC/1.0\r\nnothing", "a.warc", "web archive"),
        (zipped({"[Content_Types].xml": b"<x/>", "word/a.xml": b"<x/>"}), "a.docx", "office file"),
    ],
)
def test_what_cannot_be_unpacked_is_one_problem(data: bytes, source: str, what: str) -> None:
    """Bombs, stumps and nests end in a line that says so, and in no document."""
    documents, problems = read(data, source)
    assert documents == []
    assert len(problems) == 1
    assert what in problems[0]


def test_a_damaged_member_stops_no_other() -> None:
    """What can be unpacked is read, whatever lies beside it."""
    data = bytearray(zipped({"a.txt": WORDS.encode(), "b.txt": (WORDS + " B.").encode()}))
    at = data.index(b"a.txt") + 12
    data[at : at + 4] = b"\xff\xff\xff\xff"
    documents, problems = read(bytes(data), "a.zip")
    assert [document.source for document in documents] == ["a.zip/b.txt"]
    assert any("a.zip/a.txt: cannot be unpacked" in problem for problem in problems)


def test_a_file_over_the_limit_is_refused_unread_but_an_archive_is_not(tmp_path: Path) -> None:
    """An archive may be of any size: its pieces are what is measured."""
    large = tmp_path / "a.txt"
    with large.open("wb") as file:
        file.truncate(MOST_BYTES + 1)
    ((document, problems),) = read_source(large)
    assert document is None
    assert "is too large" in problems[0].what
    rows = tmp_path / "a.jsonl"
    row = json.dumps({"text": WORDS, "filler": "x" * 1_000_000}) + "\n"
    rows.write_text(row * 21, encoding="utf-8")
    assert rows.stat().st_size > MOST_BYTES
    assert sum(document is not None for document, _ in read_source(rows)) == 21
