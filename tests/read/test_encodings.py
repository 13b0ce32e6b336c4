"""Bytes are decoded as what they are, and every guess is named."""

from __future__ import annotations

import pytest

from contingent.read.encodings import decode

PLAIN = "Le ministre a déclaré que « la décision » n’est pas prise.\n"


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "utf-16-le", "utf-16-be", "cp1252"]
)
def test_text_in_any_usual_encoding_comes_out_the_same(encoding: str) -> None:
    """UTF-8, UTF-16 and UTF-32 with or without a mark, and the Western legacy encoding."""
    assert decode(PLAIN.encode(encoding)).text == PLAIN


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_needs_no_guess_has_no_fault(encoding: str) -> None:
    """Clean input is not commented on."""
    assert decode(PLAIN.encode(encoding)).faults == ()


@pytest.mark.parametrize(("encoding", "named"), [("cp1252", "cp1252"), ("utf-16-le", "UTF-16-LE")])
def test_a_guess_is_named(encoding: str, named: str) -> None:
    """Whoever reads the result knows that the encoding was assumed, and which."""
    (fault,) = decode(PLAIN.encode(encoding)).faults
    assert named in fault


def test_another_alphabet_in_a_legacy_encoding_is_found() -> None:
    """A Russian text in the Windows encoding is not read as accents."""
    russian = "Министерство иностранных дел сообщило, что решение пока не принято. " * 8
    decoded = decode(russian.encode("cp1251"))
    assert decoded.text == russian
    assert "guess" in decoded.faults[0]


def test_a_page_may_name_its_encoding() -> None:
    """The declaration in a page's head goes before a guess."""
    page = '<html><meta charset="iso-8859-2"><p>Prezydent powiedział, że to możliwe: łąka</p>'
    assert decode(page.encode("iso-8859-2")) == decode(page.encode())


@pytest.mark.parametrize("name", ["rot13", "base64", "unicode_escape", "utf-7", "nonsense", "idna"])
def test_a_page_cannot_name_a_dangerous_encoding(name: str) -> None:
    """Only encodings of text count; others are ignored."""
    page = f'<meta charset="{name}"><p>café crème</p>'.encode("latin-1")
    assert "café crème" in (decode(page).text or "")


def test_damage_is_replaced_and_its_place_told() -> None:
    """A text of mixed encodings keeps its good part, and says where the bad one begins."""
    data = "Türkiye said “no” – ".encode() + "café".encode("latin-1") + " – then".encode()
    decoded = decode(data)
    assert decoded.text == "Türkiye said “no” – caf\ufffd – then"
    assert "1 place(s)" in decoded.faults[0]
    assert "character 23" in decoded.faults[0]


def test_a_text_cut_in_the_middle_of_a_sign_keeps_the_rest() -> None:
    """The last sign of a truncated file is replaced, not the encoding doubted."""
    decoded = decode("no decision —".encode()[:-1])
    assert decoded.text == "no decision \ufffd"
    assert "character 12" in decoded.faults[0]


def test_line_ends_become_newlines_and_nothing_else_changes() -> None:
    """Windows and old Macintosh line ends are one newline each."""
    assert decode(b"a\r\nb\rc\n\r\n  d \t\n").text == "a\nb\nc\n\n  d \t\n"


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"%PDF-1.7\n1 0 obj", "PDF"),
        (b"PK\x03\x04\x14\x00\x00", "zip"),
        (b"\x1f\x8b\x08\x00", "gzip"),
        (b"\x89PNG\r\n\x1a\n", "PNG"),
        (b"\xff\xd8\xff\xe0", "JPEG"),
        (b"{\\rtf1 text}", "rich text"),
        (b"text with\x00zero bytes", "zero bytes, the first at byte 9"),
        (b"\x01\x02\x03\x04 text \x05\x06", "control characters"),
        (bytes(range(128, 256)) * 4, ""),
    ],
)
def test_what_is_no_text_is_refused_with_its_kind(data: bytes, what: str) -> None:
    """A renamed file is named for what it is, with what to do."""
    decoded = decode(data)
    assert decoded.text is None
    assert decoded.faults[0].startswith("is not text (")
    assert what in decoded.faults[0]
    assert "save it as" in decoded.faults[0]


def test_a_stray_control_character_is_kept_and_told() -> None:
    """One odd sign does not cost a document."""
    decoded = decode(b"no\x07 decision has been taken so far")
    assert decoded.text == "no\x07 decision has been taken so far"
    assert "U+0007) at character 2" in decoded.faults[0]
