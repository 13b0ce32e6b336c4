"""Bytes become text, and faults where they are damaged, guessed at or no text at all."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass

__all__ = ["Decoded", "decode"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of some bytes, None if they are no text, and what is wrong with them."""

    text: str | None
    faults: tuple[str, ...] = ()


_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"%PDF-", "a PDF file"),
    (b"PK\x03\x04", "a zip archive or office file"),
    (b"PK\x05\x06", "an empty zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"BZh", "a bzip2 archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-zip archive"),
    (b"Rar!", "a rar archive"),
    (b"\xfd7zXZ\x00", "an xz archive"),
    (b"{\\rtf", "a rich text file"),
    (b"\xd0\xcf\x11\xe0", "an old office file"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"GIF8", "a GIF picture"),
    (b"\x7fELF", "a program"),
    (b"SQLite format 3\x00", "a SQLite database"),
)
_DECLARATION = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([\w.:-]{2,30})", re.IGNORECASE)
_SAFE_CHARSET = re.compile(
    r"(?:utf-?(?:8|16|32)|iso-?8859|windows-?\d|cp\d|koi8|gb|big5|euc|shift.?jis|latin|mac|tis)",
    re.IGNORECASE,
)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0e-\x1f\x7f]")
_CONTROLS_PER_TEXT = 100
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_SURROGATE = re.compile(rb"\xed[\xa0-\xbf][\x80-\xbf]")
_SAMPLE = 65_536
_LEAD = 2_000
# What Western texts in the most common legacy encoding hold beside ASCII.
_WESTERN = frozenset(
    "àáâãäåæçèéêëìíîïñòóôõöøùúûüÿßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜŒœ’‘“”„–—…€£«»°·§™®©•¿¡\u00a0"
)
_WESTERN_SHARE = 5


def decode(data: bytes) -> Decoded:
    """The text of `data`: by its byte order mark, else as UTF-8, as its head declares, or a guess.

    Every departure from clean UTF-8 is a fault that says what was assumed. Line ends become
    newlines; nothing else is changed.
    """
    found = _kind_of(data)
    if found:
        return _refused(f"it begins like {found}")
    decoded = _decoded(data)
    if decoded.text is None:
        return decoded
    text = decoded.text
    if "\r" in text:
        text = text.replace("\r\n", "\n").replace("\r", "\n")
    first = _CONTROL.search(text)
    if first is None:
        return Decoded(text=text, faults=decoded.faults)
    count = len(_CONTROL.findall(text))
    if "\0" in text or count > 1 + len(text) // _CONTROLS_PER_TEXT:
        return _refused(f"{count} control characters, the first at character {first.start()}")
    fault = (
        f"holds {count} control character(s), the first (U+{ord(first[0]):04X}) at character "
        f"{first.start()}; kept as they are"
    )
    return Decoded(text=text, faults=(*decoded.faults, fault))


def _refused(why: str) -> Decoded:
    return Decoded(text=None, faults=(f"is not text ({why}); save it as plain text or HTML",))


def _kind_of(data: bytes) -> str:
    return next((kind for start, kind in _SIGNATURES if data.startswith(start)), "")


def _decoded(data: bytes) -> Decoded:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _replaced(data[len(mark) :], encoding)
    if b"\0" in data:
        return _wide(data)
    try:
        return Decoded(text=data.decode("utf-8"))
    except UnicodeDecodeError as fault:
        return _damaged_or_legacy(data, fault)


def _replaced(data: bytes, encoding: str, *faults: str) -> Decoded:
    """Decoded with a sign for each undecodable place, and a fault that says where the first is."""
    try:
        return Decoded(text=data.decode(encoding), faults=faults)
    except UnicodeDecodeError as damage:
        first = len(data[: damage.start].decode(encoding, "replace"))
    text = data.decode(encoding, "replace")
    count = text.count("\ufffd") - data.count("\ufffd".encode(encoding))
    fault = (
        f"{count} place(s) are not {encoding.upper()} and were replaced by U+FFFD, the first at "
        f"character {first}; save it again as UTF-8"
    )
    return Decoded(text=text, faults=(*faults, fault))


def _wide(data: bytes) -> Decoded:
    """Text in two-byte units without a mark, told by its zero bytes; else no text."""
    even, odd = data[:_SAMPLE:2].count(0), data[1:_SAMPLE:2].count(0)
    half = min(len(data), _SAMPLE) / 2
    for encoding, zeros, others in (("utf-16-le", odd, even), ("utf-16-be", even, odd)):
        if zeros > half / 2 and others <= half / 100:
            guess = f"has no byte order mark and was read as {encoding.upper()}; save it as UTF-8"
            return _replaced(data, encoding, guess)
    return _refused(f"it holds zero bytes, the first at byte {data.index(0)}")


def _damaged_or_legacy(data: bytes, damage: UnicodeDecodeError) -> Decoded:
    text = data.decode("utf-8", "replace")
    bad = text.count("\ufffd")
    good = sum(map(len, _BEYOND_ASCII.findall(text))) - bad
    is_utf_8 = good * 4 >= bad or _SURROGATE.search(data) is not None
    is_cut_short = damage.end >= len(data) and damage.reason == "unexpected end of data"
    if is_cut_short or is_utf_8:
        return _replaced(data, "utf-8")
    declared = _declared(data)
    if declared:
        return _replaced(data, declared)
    start = max(0, damage.start - _LEAD)
    encoding = _guessed(data[start : start + _SAMPLE])
    if not encoding:
        return _refused("it is not UTF-8, and no other encoding fits")
    return _replaced(data, encoding, f"is not UTF-8; read as {encoding}, which is a guess")


def _declared(data: bytes) -> str:
    """The encoding that a page names in its head, empty if it names none that is known."""
    found = _DECLARATION.search(data[:_LEAD])
    name = found[1].decode("ascii") if found else ""
    if not _SAFE_CHARSET.match(name):
        return ""
    try:
        encoding = codecs.lookup(name).name
    except LookupError:
        return ""
    # Browsers read both names as the Windows encoding, which holds the other.
    return "cp1252" if encoding in ("iso8859-1", "ascii") else encoding


def _guessed(sample: bytes) -> str:
    """The likeliest encoding of a sample that is not UTF-8, empty if none fits."""
    western = sample.decode("cp1252", "replace")
    beyond = "".join(_BEYOND_ASCII.findall(western))
    if _WESTERN.issuperset(beyond) and len(beyond) * _WESTERN_SHARE <= len(sample):
        return "cp1252"
    from charset_normalizer import from_bytes  # only few documents need it

    best = from_bytes(sample).best()
    return best.encoding if best is not None else ""
