"""Text becomes warnings: invisible signs, and letters of another alphabet."""

from __future__ import annotations

import re
import unicodedata
from itertools import islice

from contingent.vocabulary.lookalikes import is_mixed_script
from contingent.vocabulary.names import PartyNames

__all__ = ["oddities_in"]

_TURNERS = "\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c"
_HIDERS = "\u00ad\u200b-\u200d\u2060-\u2064\ufeff\u180e\U000e0000-\U000e007f"
_POSERS = (
    "\u0131\u0251\u0261\u0269\u0370-\u058f\u13a0-\u13ff\u1d00-\u1d7f\ua4d0-\ua4ff"
    "\uff21-\uff5a\U0001d400-\U0001d7ff"
)
_ANY = re.compile(f"[{_TURNERS}{_HIDERS}{_POSERS}]")
_TURNING = re.compile(f"[{_TURNERS}]")
_INVISIBLE = re.compile(f"[{_HIDERS}]")
_POSING_WORD = re.compile(rf"\b\w{{0,60}}[{_POSERS}]\w{{0,60}}")
_BEYOND_LATIN = re.compile("[^\u0000-\u024f\u1e00-\u1eff\u2000-\u2bff]+")
_SAMPLE = 20_000
_MOST_EXAMINED = 2_000
_MOST_NAMED = 3


def _is_latin(text: str) -> bool:
    """False where most of the beginning belongs to another script than the Latin."""
    if text.isascii():
        return True
    head = text[:_SAMPLE]
    return 2 * sum(map(len, _BEYOND_LATIN.findall(head))) <= len(head) - head.count(" ")


def oddities_in(text: str) -> tuple[str, ...]:
    """One line for each sort of sign that may make a text read otherwise than it looks."""
    if text.isascii() or not _ANY.search(text):
        return ()
    faults = []
    for signs, what in (
        (_TURNING, "sign(s) that turn the direction of writing"),
        (_INVISIBLE, "invisible sign(s), which may hide a name"),
    ):
        found = signs.search(text)
        if found:
            faults.append(
                f"holds {len(signs.findall(text))} {what}, the first (U+{ord(found[0]):04X}) at "
                f"character {found.start()}; the text is kept as it is"
            )
    return (*faults, *_lookalikes(text)) if _is_latin(text) else tuple(faults)


def _lookalikes(text: str) -> list[str]:
    """Words that pass for a party's name, and words of mixed alphabets, a few of them named."""
    names = PartyNames.standard()
    posing: dict[str, str] = {}
    mixed: dict[str, None] = {}
    for match in islice(_POSING_WORD.finditer(text), _MOST_EXAMINED):
        word = match[0]
        code = names.lookalike(word)
        if code:
            posing[word] = code
        elif is_mixed_script(word):
            mixed[word] = None
    faults = [
        f"{word!r} only looks like {names.parties[code].name} ({code}): it is written with other "
        f"letters ({_foreign(word)}) and was not read as that name"
        for word, code in list(posing.items())[:_MOST_NAMED]
    ]
    if mixed:
        some = ", ".join(repr(word) for word in list(mixed)[:_MOST_NAMED])
        count = f"{len(mixed)} word(s)" if len(mixed) < _MOST_EXAMINED else "very many words"
        faults.append(f"{count} mix letters of two alphabets: {some}")
    return faults


def _foreign(word: str) -> str:
    letter = next(letter for letter in word if not letter.isascii())
    return f"{unicodedata.name(letter, 'unnamed').capitalize()}, U+{ord(letter):04X}"
