"""Numbers and the nouns after them become amounts, exactly as wide as they were said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from contingent.read.lexicon import Sense
from contingent.read.signs import Sign
from contingent.vocabulary.capability import Amount, Comparator, Kind

__all__ = ["NUMBER", "Quantity", "comparison", "kinds_in", "quantities", "value_of"]

_FIRST_NUMBERS = """
zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen
sixteen seventeen eighteen nineteen twenty
"""
_WORDS = {word: number for number, word in enumerate(_FIRST_NUMBERS.split()) if number}
_WORDS |= {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80}
_WORDS |= {
    f"{tens}-{ones}": _WORDS[tens] + _WORDS[ones]
    for tens in ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty")
    for ones in ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
}
_WORDS |= {"ninety": 90, "a hundred": 100, "a thousand": 1000, "a dozen": 12, "two dozen": 24}
_SCALES = {"hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9}
_SCALES |= {"k": 1000, "m": 10**6, "bn": 10**9, "mn": 10**6}

_FIGURE = r"\d{1,3}(?:[_,  ]\d{3})+|\d+(?:\.\d+)?"
NUMBER = (
    rf"(?:(?:{_FIGURE}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
    r"(?:[ -]?(?:hundred|thousand|million|billion|bn|mn|k|m)\b)?(?![\d]))"
)
"""A regular expression for one number, in figures or words."""

_VAGUE = (
    r"(?:several|a few|many|tens of|hundreds of|a couple of|dozens of|a couple of thousand)"
    r"(?: hundreds?| thousands?| dozens?)?(?: of)?|dozens(?: of)?|hundreds(?: of)?"
    r"|thousands(?: of)?|scores of|a handful of|a (?=battalion|brigade|company|contingent)"
)
_LOW = r"at least|no fewer than|no less than|not less than|a minimum of"
_MORE = r"more than|over|upwards of|in excess of|above|well over"
_TOP = r"up to|as many as|at most|no more than|a maximum of|not more than"
_LESS = r"fewer than|less than|under|below"
_ABOUT = r"about|around|some|roughly|approximately|an estimated|or so|close to a total of|circa"
_NEAR = r"nearly|almost|close to|just under|not quite"
_QUANTITY = re.compile(
    rf"(?<![\w.,])(?:(?P<before>{_LOW}|{_MORE}|{_TOP}|{_LESS}|{_ABOUT}|{_NEAR}) )?"
    rf"(?P<money>US\$|\$|€|£|EUR |USD )?"
    rf"(?:(?:between )?(?P<first>{NUMBER})(?: ?(?:-|to|and) ?(?P<second>{_FIGURE}))?"
    rf"(?P<plus>\+|-plus)?(?P<after> or more| or so| or fewer)?"
    rf"|(?P<vague>{_VAGUE}))(?![\w%])",
    re.IGNORECASE,
)
_COMPARATORS = (
    (_LOW, Comparator.AT_LEAST),
    (_MORE, Comparator.MORE_THAN),
    (_TOP, Comparator.UP_TO),
    (_LESS, Comparator.FEWER_THAN),
    (_NEAR, Comparator.NEARLY),
    (_ABOUT, Comparator.ABOUT),
)
_ANOTHER_MATTER = re.compile(r"[,;.:()]| (?:to|in|and|countries|nations) ")
_CURRENCIES = {"€": "EUR", "eur": "EUR", "£": "GBP"}
_REACH = 34  # letters between a number and its noun: "1,000 heavily armed Kenyan police"
_UNITS = {
    written: plural
    for plural in ("battalions", "brigades", "contingents", "units", "companies", "teams")
    for written in (plural, plural.removesuffix("s").removesuffix("ie") + "y" * ("ies" in plural))
}
_STRONG = re.compile(
    r"(?: strong| people| persons| personnel| staff)?"
    r"(?: (?:for|to|in|on|by|from|and|who|which|that|will|would)\b|[,.;\"]|$)"
)
_THINGS = {Kind.EQUIPMENT, Kind.NAVAL, Kind.AVIATION, Kind.LIFT, Kind.LOGISTICS, Kind.ISR}
_THING_NOUNS = ("hospital", "hospitals", "ship", "ships")


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An amount at its place, with the kind of the noun that it counts."""

    start: int
    end: int
    amount: Amount
    kind: Kind


def quantities(fold: str, signs: Iterable[Sign], start: int, end: int) -> Iterator[Quantity]:
    """The amounts of resources between two places of a folded text.

    A number that counts nothing we know is left out: it may be anything.
    """
    nouns = [sign for sign in signs if sign.sense is Sense.RESOURCE]
    for found in _QUANTITY.finditer(fold, start, end):
        if found["money"]:
            yield Quantity(
                start=found.start(),
                end=found.end(),
                amount=_amount(found, _CURRENCIES.get(found["money"].strip().lower(), "USD")),
                kind=Kind.FUNDING,
            )
            continue
        noun = next((sign for sign in nouns if 0 <= sign.start - found.end() <= _REACH), None)
        unit = next((sign for sign in nouns if fold[sign.end : found.start()] == " of "), None)
        if unit is not None and _STRONG.match(fold, found.end()):
            kind = Kind(unit.value)
            yield Quantity(
                start=unit.start,
                end=found.end(),
                amount=_amount(found, "personnel"),
                kind=kind,
            )
            continue
        between = "" if noun is None else fold[found.end() : noun.start]
        if noun is None or _ANOTHER_MATTER.search(between):
            continue
        head = _head(nouns, noun)
        kind = Kind(noun.value)
        yield Quantity(
            start=found.start(),
            end=head.end,
            amount=_amount(found, _unit(kind, fold[head.start : head.end].lower())),
            kind=kind,
        )


def _head(nouns: list[Sign], noun: Sign) -> Sign:
    """The last of several nouns in a row: what is counted in `two infantry battalions`."""
    for other in nouns:
        if other.start == noun.end + 1:
            noun = other
    return noun


def _unit(kind: Kind, noun: str) -> str:
    if kind in _THINGS or noun.rpartition(" ")[2] in _THING_NOUNS:
        return noun
    last = noun.rpartition(" ")[2]
    return _UNITS.get(last, "personnel")


def _amount(found: re.Match[str], unit: str) -> Amount:
    if found["vague"]:
        return Amount(unit=unit, vague=found["vague"].lower().removesuffix(" of").strip())
    first = value_of(found["first"])
    if found["second"]:
        bounds = sorted((first, value_of(found["second"])))
        return Amount(unit=unit, floor=bounds[0], ceiling=bounds[1])
    match comparison(found["before"] or ""):
        case Comparator.UP_TO | Comparator.FEWER_THAN:
            return Amount(unit=unit, ceiling=first)
        case Comparator.AT_LEAST | Comparator.MORE_THAN:
            return Amount(unit=unit, floor=first)
        case Comparator.ABOUT | Comparator.NEARLY:
            return Amount(unit=unit, floor=first, ceiling=first, about=True)
    if found["plus"] or (found["after"] or "").strip() == "or more":
        return Amount(unit=unit, floor=first)
    if (found["after"] or "").strip() == "or fewer":
        return Amount(unit=unit, ceiling=first)
    about = (found["after"] or "").strip() == "or so"
    return Amount(unit=unit, floor=first, ceiling=first, about=about)


def comparison(words: str) -> Comparator:
    """How a number is bounded by the words before it; EXACTLY for none."""
    words = words.strip().lower()
    for pattern, comparator in _COMPARATORS:
        if words and re.fullmatch(pattern, words):
            return comparator
    return Comparator.EXACTLY


def value_of(number: str) -> int:
    """The value of a number as `NUMBER` finds it."""
    number = number.strip().lower()
    scale = 1
    for word, factor in _SCALES.items():
        if number.endswith(word) and number != word and number not in _WORDS:
            number, scale = number[: -len(word)].strip(" -"), factor
            break
    if number in _WORDS:
        return _WORDS[number] * scale
    return round(float(re.sub(r"[_,  ]", "", number)) * scale)


def kinds_in(signs: Iterable[Sign]) -> tuple[Kind, ...]:
    """The kinds that the nouns name, in order and once each; UNSPECIFIED for none."""
    nouns = [sign for sign in signs if sign.sense is Sense.RESOURCE]
    kinds = dict.fromkeys(
        Kind(sign.value)
        for before, sign in zip([None, *nouns], nouns, strict=False)
        if before is None or not _is_head_of(before, sign)
    )
    return tuple(kinds) or (Kind.UNSPECIFIED,)


def _is_head_of(before: Sign, noun: Sign) -> bool:
    """True for the `battalions` of `infantry battalions`, which are nothing else besides."""
    return (
        noun.value == Kind.TROOPS and before.value != Kind.TROOPS and noun.start == before.end + 1
    )
