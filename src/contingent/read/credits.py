"""The head and foot of a text become its author and the report that it says to rest on."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

__all__ = ["Credit", "author_in", "credit_in", "credited"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Credit:
    """A name as written, and the line or phrase that gives it; both empty if none does."""

    name: str = ""
    where: str = ""


_HEAD_LINES = 8
_FOOT_LINES = 4
_LONGEST_LINE = 200
_NAME = r"[A-ZÀ-Þ][\w.'’&/-]*(?: (?:(?:of|the|and|de|for|al) )?[A-ZÀ-Þ][\w.'’&/-]*){0,5}"
_BYLINE = re.compile(rf"\W{{0,4}}(?:By|BY|Written by|Author:|Reporting by)\s+(?P<who>{_NAME})")
# The line is about who wrote it, not about what happened: nothing but names, place and day follow.
_AFTER_BYLINE = re.compile(
    rf"(?:\s*(?:,|\||-|–|—|·|/)?\s*(?:in )?(?:{_NAME}|[\w:., -]*\d[\w:., -]*))*\W*"
)
_RESTS_ON = re.compile(
    r"\b(?i:based on|with (?:additional )?(?:inputs?|reporting|files|material) (?:from|by)"
    r"|adapted from|translated from|republished from|first (?:published|appeared) (?:in|on|by)"
    r"|originally (?:published|appeared) (?:in|on|by))"
    rf" (?i:an? |the )?(?P<who>{_NAME})(?: (?:news )?(?:agency|report|dispatch|newspaper|story))?",
)
_ANY_AGENCY = re.compile(
    r"\bbased on (?:an?|the) (?P<who>(?:news )?agency|wire(?: service)?|newspaper)"
    r" (?:report|dispatch)",
    re.IGNORECASE,
)
_SOURCE_LINE = re.compile(rf"\W{{0,3}}(?:Source|SOURCE|Via|Agency|Credit)s?: (?P<who>{_NAME})\W*$")
_SIGNED = re.compile(rf"\s*[(\[–—-]\s?-{{0,2}}\s?(?P<who>{_NAME})\s?[)\]]?\.?\s*$")
_AGENCIES = frozenset(
    """
    AA AAP ABNA AFP AGENCE AKIPRESS ANADOLU ANI ANP ANSA ANTARA AP APA APP ASSOCIATED ATA AZERTAC
    BELGA BERNAMA BNO BSS BTA CNA DPA EFE ENEX FARS FENA GNA HINA IANS INTERFAX IRNA ISNA ITAR-TASS
    KAZINFORM KNA KUNA KYODO LUSA MAP MENA MTI NAN NHK NNA NTB PA PAP PETRA PNA PTI QNA REUTERS RIA
    RITZAU SANA SPA STT TANJUG TASS TT UNI UNB UPI UKRINFORM VNA WAFA WAM XINHUA YONHAP
    """.split()  # noqa: SIM905  # a list of so many strings would hide what it lists
)


def author_in(text: str, start: int = 0) -> Credit:
    """Who signs the text on a line of its own near its head, from character `start` on."""
    for line in _lines(text[start:], _HEAD_LINES):
        found = _BYLINE.match(line)
        if found and _AFTER_BYLINE.fullmatch(line, found.end()):
            return Credit(name=found["who"].rstrip(".,"), where=f"the line {line.strip()!r}")
    return Credit()


def credit_in(text: str, start: int = 0) -> Credit:
    """The agency or outlet on whose report a text says to rest: at its head or foot.

    What is told of one fact ("according to the newspaper") belongs to that sentence alone, and is
    read there.
    """
    head = _lines(text[start:], _HEAD_LINES)
    foot = [line for line in text[start:].rstrip().splitlines()[-_FOOT_LINES:] if line.strip()]
    for line in (*head, *foot):
        named = _SOURCE_LINE.match(line) or _RESTS_ON.search(line) or _ANY_AGENCY.search(line)
        if named:
            return Credit(name=named["who"].rstrip(".,"), where=f"the words {named[0].strip()!r}")
    for line in foot[-1:]:
        signed = _SIGNED.search(line)
        if signed and credited(signed["who"]):
            return Credit(name=signed["who"], where=f"the closing {signed[0].strip()!r}")
    return Credit()


def credited(name: str) -> str:
    """The name, if it is that of a news agency; else nothing."""
    return name if name.split(" ")[0].split("/")[0].upper() in _AGENCIES else ""


def _lines(text: str, count: int) -> Iterator[str]:
    """The first lines with something on them, none of them long."""
    at, found = 0, 0
    while found < count and at < len(text):
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        if not text[at:end].isspace() and end > at:
            found += 1
            if end - at <= _LONGEST_LINE:
                yield text[at:end]
        at = end + 1
