"""Zip archives, gzip files and web archives become the pieces that they hold, one at a time."""

from __future__ import annotations

import gzip
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO

from contingent.errors import Problem
from contingent.read.documents import MOST_BYTES, problems_of, too_large
from contingent.read.particulars import NOTHING_TOLD, Told

__all__ = [
    "Piece",
    "archived",
    "is_archive",
    "is_packed",
    "is_web_archive",
    "packed",
    "responses",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Piece:
    """The bytes of one document, or of a container, and what stands around them.

    `is_document` tells that they hold one document, whatever they look like.
    """

    data: bytes
    source: str
    told: Told = NOTHING_TOLD
    is_document: bool = False


_MOST_MEMBERS = 200_000
_MOST_CONTAINED = 200_000_000  # bytes of a container inside another: it is held in memory
_MOST_UNPACKED = 200  # times its packed size: text packs to a fifth, nothing honest beyond this
_UNPACKED_ALWAYS = 1_000_000
_HIDDEN = re.compile(r"(?:^|/)(?:\.|__MACOSX/)")
_CONTAINER = re.compile(r"\.(?:zip|warc|gz|jsonl|ndjson)$", re.IGNORECASE)
_WEB_ARCHIVE = b"WARC/"
_WEB_ARCHIVE_NAME = re.compile(r"\.warc(?:\.gz)?$", re.IGNORECASE)
_READ_TYPES = ("text/", "application/pdf", "application/xhtml", "application/xml")
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_GZIP = b"\x1f\x8b"
# Office files are zip archives too, and are one document each.
_OFFICE = (b"[Content_Types].xml", b"mimetypeapplication/")


def is_archive(head: bytes, source: str) -> bool:
    """True for a zip archive; an office file is none."""
    return head.startswith(_ZIP) and not any(sign in head for sign in _OFFICE)


def is_packed(head: bytes, source: str) -> bool:
    """True for a gzip file."""
    return head.startswith(_GZIP)


def is_web_archive(head: bytes, source: str) -> bool:
    """True for a web archive, plain or packed."""
    if head.startswith(_GZIP):
        start = zlib.decompressobj(wbits=31)
        try:
            return start.decompress(head, len(_WEB_ARCHIVE)).startswith(_WEB_ARCHIVE)
        except zlib.error:
            return False
    return head.startswith(_WEB_ARCHIVE)


def packed(stream: IO[bytes], source: str) -> Iterator[Piece | Problem]:
    """The one file in a gzip file."""
    inner = source[:-3] if source.lower().endswith(".gz") else source
    most = _most_of(inner)
    try:
        with gzip.open(stream) as opened:
            data = opened.read(most + 1)
    except (OSError, EOFError, zlib.error) as fault:
        yield from problems_of(source, f"is a damaged gzip file ({fault})")
        return
    if len(data) > most:
        yield from problems_of(source, f"unpacks to more than {most:,} bytes; split it")
    else:
        yield Piece(data=data, source=inner)


def archived(stream: IO[bytes], source: str) -> Iterator[Piece | Problem]:
    """The visible files in a zip archive, by name; one that cannot be unpacked is a problem."""
    try:
        archive = zipfile.ZipFile(stream)
        members = [member for member in archive.infolist() if not member.is_dir()]
    except (zipfile.BadZipFile, ValueError, NotImplementedError, OSError) as fault:
        yield from problems_of(source, f"is a damaged zip archive ({fault})")
        return
    if len(members) > _MOST_MEMBERS:
        what = f"holds {len(members):,} files; at most {_MOST_MEMBERS:,} are read"
        yield from problems_of(source, what)
        return
    visible = [member for member in members if not _HIDDEN.search(member.filename)]
    if not visible:
        yield from problems_of(source, "is a zip archive without a file to read")
    for member in sorted(visible, key=lambda member: member.filename):
        yield from _member(archive, member, f"{source}/{member.filename}")


def _member(
    archive: zipfile.ZipFile, member: zipfile.ZipInfo, source: str
) -> Iterator[Piece | Problem]:
    most = _most_of(member.filename)
    if member.flag_bits & 1:
        yield from problems_of(source, "is locked with a password; unpack it first")
        return
    if member.file_size > most:
        yield from problems_of(source, too_large(member.file_size))
        return
    if member.file_size > max(_UNPACKED_ALWAYS, _MOST_UNPACKED * member.compress_size):
        yield from problems_of(source, "unpacks to far more than a text would; it was not read")
        return
    try:
        with archive.open(member) as opened:
            data = opened.read(most + 1)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError) as fault:
        yield from problems_of(source, f"cannot be unpacked ({fault})")
        return
    yield Piece(data=data, source=source)


def _most_of(name: str) -> int:
    return _MOST_CONTAINED if _CONTAINER.search(name) else MOST_BYTES


def responses(stream: IO[bytes], source: str) -> Iterator[Piece | Problem]:
    """The pages, texts and papers that a web archive holds, each under its address."""
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    read = 0
    try:
        for record in ArchiveIterator(stream, record_types=wanted, parse_http=True):
            piece = _recorded(record, source)
            if piece is not None:
                read += 1
                yield piece
    except (OSError, EOFError, ValueError, RuntimeError) as fault:
        yield from problems_of(source, f"is a damaged web archive after {read} piece(s) ({fault})")
        return
    if not read:
        yield from problems_of(source, "is a web archive without a page to read")


def _recorded(record: object, source: str) -> Piece | Problem | None:
    """A record's body; None for a picture, a script, a redirect or an error page."""
    headers = record.headers  # type: ignore[attr-defined]  # fastwarc ships no types
    http = record.http_headers  # type: ignore[attr-defined]
    address = headers.get("WARC-Target-URI") or f"{source}#{headers.get('WARC-Record-ID')}"
    if http is not None and http.status_code is not None and http.status_code != 200:
        return None
    kind = (record.http_content_type or headers.get("Content-Type") or "").lower()  # type: ignore[attr-defined]
    if not kind.startswith(_READ_TYPES) or kind.startswith(("text/css", "text/javascript")):
        return None
    data = record.reader.read(MOST_BYTES + 1)  # type: ignore[attr-defined]
    if len(data) > MOST_BYTES:
        return problems_of(address, too_large(len(data)))[0]
    return Piece(data=data, source=address.strip("<>"), is_document=True)
