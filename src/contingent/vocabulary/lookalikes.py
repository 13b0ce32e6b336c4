"""Names become skeletons: two names that look alike on a screen share one."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["is_mixed_script", "skeleton", "without_marks"]

# Letters of other scripts, and of ours, that are drawn like a Latin letter (after Unicode TR 39).
_TWINS = (
    ("авсԁеԍһіјӏкмпорԛѕтцѵԝхуѡг", "aBcdeGhijlkMnopqsTuvwxywr"),
    ("АВСЕԌНІЈКМОРЅТХҮУԜԚ", "ABCEGHIJKMOPSTXYYWQ"),
    ("αβγεηικνορςτυχω", "aBypnikvopctuxw"),
    ("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧ", "ABEZHIKMNOPTYX"),
    ("ոսցօհյքզԼՍՏՕ", "nugohjpqLUSO"),
    ("ᎪᏴᏟᎠᎬᏀᎻᎥᎫᏦᏞᎷΝᏢᏒᏚᎢᏙᎳᏃ", "ABCDEGHiJKLMNPRSTVWZ"),
    ("ıɡɑɩʀɴʟᴀᴄᴅᴇᴊᴋᴍᴏᴘᴛᴜᴠᴡᴢꓲꓳƖƿ", "igaiRNLAcDEJKMopTuvwzIOIp"),
    ("I1|", "lll"),
    ("0", "o"),
)
_TO_LATIN = {
    ord(twin): latin for twins, latins in _TWINS for twin, latin in zip(twins, latins, strict=True)
}
_SCRIPTS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE", "COPTIC", "LISU")
_WORD = re.compile(r"[^\W\d_]+")


def without_marks(text: str) -> str:
    """The text without accents and other combining marks: `Türkiye` -> `Turkiye`."""
    if text.isascii():
        return text
    parts = unicodedata.normalize("NFD", text)
    return "".join(part for part in parts if not unicodedata.combining(part))


def skeleton(name: str) -> str:
    """What a name looks like, whichever letters it is written with; for comparison only."""
    seen = "".join(sign for sign in name if unicodedata.category(sign) != "Cf")
    plain = without_marks(unicodedata.normalize("NFKC", seen)).translate(_TO_LATIN)
    return " ".join(plain.translate(_TO_LATIN).casefold().replace("rn", "m").split())


def is_mixed_script(text: str) -> bool:
    """True if some word of it mixes letters of two alphabets that can pass for each other."""
    if text.isascii():
        return False
    return any(len(_scripts(word)) > 1 for word in _WORD.findall(text) if not word.isascii())


def _scripts(word: str) -> set[str]:
    names = (unicodedata.name(letter, "").split(" ", 1)[0] for letter in word)
    return {name for name in names if name in _SCRIPTS}
