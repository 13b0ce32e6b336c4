"""Text becomes warnings: invisible signs, letters of another alphabet, a script not read."""

from __future__ import annotations

import re
import unicodedata

from contingent.vocabulary.lookalikes import is_mixed_script
from contingent.vocabulary.names import PartyNames

__all__ = ["is_latin", "oddities_in"]

_TURNING = re.compile("[\u202a-\u202e\u2066-\u2069\u200e\u200f\u061c]")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200d\u2060-\u2064\ufeff\u180e\U000e0000-\U000e007f]")
_FOREIGN_WORD = re.compile(
    "\\b\\w*[\u0370-\u058f\u13a0-\u13ff\ua4d0-\ua4ff\uff21-\uff5a"
    "\u0131\u0251\u0261\u0269\u1d00-\u1d7f\U0001d400-\U0001d7ff]\\w*"
)
_LETTER = re.compile(r"[^\W\d_]")
_LATIN = re.compile("[A-Za-z\u00aa-\u024f\u1e00-\u1eff]")
_SAMPLE = 20_000
_LONGEST_WORD = 60
_MOST_NAMED = 3


def is_latin(text: str) -> bool:
    """False where most letters of the beginning belong to another script than the Latin."""
    if text.isascii():
        return True
    head = text[:_SAMPLE]
    letters = len(_LETTER.findall(head))
    return len(_LATIN.findall(head)) * 2 >= letters


def oddities_in(text: str) -> tuple[str, ...]:
    """One line for each sort of sign that may make a text read otherwise than it looks."""
    if text.isascii():
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
    return (*faults, *_lookalikes(text)) if is_latin(text) else tuple(faults)


def _lookalikes(text: str) -> list[str]:
    """Words that pass for a party's name, and words of mixed alphabets, a few of them named."""
    names = PartyNames.standard()
    posing: dict[str, str] = {}
    mixed: dict[str, None] = {}
    for word in dict.fromkeys(_FOREIGN_WORD.findall(text)):
        code = names.lookalike(word) if len(word) <= _LONGEST_WORD else None
        if code:
            posing[word] = code
        elif is_mixed_script(word):
            mixed[word[:_LONGEST_WORD]] = None
    faults = [
        f"{word!r} only looks like {names.parties[code].name} ({code}): it is written with other "
        f"letters ({_foreign(word)}) and was not read as that name"
        for word, code in list(posing.items())[:_MOST_NAMED]
    ]
    if mixed:
        some = ", ".join(repr(word) for word in list(mixed)[:_MOST_NAMED])
        faults.append(f"{len(mixed)} word(s) mix letters of two alphabets: {some}")
    return faults


def _foreign(word: str) -> str:
    letter = next(letter for letter in word if not letter.isascii())
    return f"{unicodedata.name(letter, 'unnamed').capitalize()}, U+{ord(letter):04X}"
