"""Builds PDF files, web archives, zip archives and feeds for the tests of reading."""

from __future__ import annotations

import gzip
import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["atom", "pdf", "record", "rss", "web_archive", "zipped"]


def pdf(pages: Sequence[Sequence[str]], properties: Mapping[str, str] | None = None) -> bytes:
    """A PDF file with these lines on its pages; an empty page is one without text."""
    objects = [b"<< /Type /Catalog /Pages 2 0 R >>"]
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects.append(f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>".encode())
    objects.append(b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>")
    for number, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj 0 -14 Td " for line in lines)
        content = f"BT /F1 12 Tf 72 720 Td {shown}ET".encode("latin-1")
        objects.append(
            f"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents {5 + 2 * number} 0 R "
            "/Resources << /Font << /F1 3 0 R >> >> >>".encode()
        )
        objects.append(b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content))
    told = "".join(f"/{name} ({value}) " for name, value in (properties or {}).items())
    objects.append(f"<< {told}>>".encode("latin-1"))
    return _numbered(objects)


def _numbered(objects: Sequence[bytes]) -> bytes:
    """The objects as a file: each with its number, and a table of where it begins."""
    file = io.BytesIO()
    file.write(b"%PDF-1.4\n")
    places = []
    for number, body in enumerate(objects, start=1):
        places.append(file.tell())
        file.write(b"%d 0 obj\n%s\nendobj\n" % (number, body))
    table = file.tell()
    file.write(b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1))
    file.write(b"".join(b"%010d 00000 n \n" % place for place in places))
    size, last = len(objects) + 1, len(objects)
    file.write(b"trailer << /Size %d /Root 1 0 R /Info %d 0 R >>\n" % (size, last))
    file.write(b"startxref\n%d\n%%%%EOF\n" % table)
    return file.getvalue()


def zipped(members: Mapping[str, bytes]) -> bytes:
    """A zip archive of these files."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return file.getvalue()


def record(address: str, body: bytes, *, kind: str = "text/html", status: str = "200 OK") -> bytes:
    """A response as a web archive holds it."""
    http = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    block = http.encode() + body
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\n"
        f"WARC-Target-URI: {address}\r\nWARC-Date: 2025-12-24T00:00:00Z\r\n"
        "WARC-Record-ID: <urn:uuid:00000000-0000-0000-0000-000000000001>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return head.encode() + block + b"\r\n\r\n"


def web_archive(records: Iterable[bytes], *, packed: bool = False) -> bytes:
    """A web archive of these records, each packed by itself where it is packed."""
    return b"".join(gzip.compress(item) if packed else item for item in records)


def rss(articles: Iterable[str], *, title: str = "The Paper") -> bytes:
    """A feed in RSS; each article is the inside of an `item`."""
    items = "".join(f"<item>{article}</item>" for article in articles)
    return (
        '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" '
        'xmlns:content="http://purl.org/rss/1.0/modules/content/" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel><title>{title}</title>{items}</channel></rss>"
    ).encode()


def atom(entries: Iterable[str]) -> bytes:
    """A feed in Atom; each entry is the inside of an `entry`."""
    items = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return (
        '<?xml version="1.0" encoding="utf-8"?><feed xmlns="http://www.w3.org/2005/Atom">'
        f"<title>The Gazette</title>{items}</feed>"
    ).encode()
