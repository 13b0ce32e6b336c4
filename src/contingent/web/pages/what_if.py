"""What an address tries out on the force becomes a what-if, its words, and a form to try more.

Each parameter takes several values, one after the other or apart by spaces. All that is tried
stands in the address, and is always held against things as they are.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from contingent.exports.wording import party_name, rung_words, topic_words
from contingent.force.gathering import WhatIf
from contingent.situation import Situation
from contingent.vocabulary.claim import Rung
from contingent.web.views import BadView, Links

__all__ = ["Switch", "Tried", "query_of", "switches_of", "tried_out", "what_if_of"]

_MOST_TRIED = 50
_BUDGETS = (-25, -10, 10, 25, 50)


@dataclass(frozen=True, slots=True, kw_only=True)
class Switch:
    """One thing to try out as well: its parameter, its words, and what it may be set to."""

    name: str
    words: str
    choices: tuple[tuple[str, str], ...]  # value and words
    value: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Tried:
    """One thing that is tried out, in words, and the address of the page without it."""

    words: str
    without_it: str


def what_if_of(asked: Mapping[str, str], situation: Situation) -> WhatIf:
    """What the address tries out; BadView for what does not exist: it would look like a finding."""
    topics = {item.topic for item in situation.mission.questions}
    found = WhatIf(
        excluded=_known(asked, "without", situation.names),
        without_objections=tuple(_lifted(asked, situation)),
        answered=_known(asked, "answered", topics),
        at_rungs=dict(_raised(asked, situation)),
        budget_percent=_budget(asked.get("budget", "")),
    )
    tried = sum(len(values.split()) for values in query_of(found).values())
    if tried > _MOST_TRIED:
        raise BadView("what if", f"{tried} things are tried out, more than {_MOST_TRIED}")
    return found


def _values(asked: Mapping[str, str], name: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(asked.get(name, "").split()))


def _known(asked: Mapping[str, str], name: str, known: Collection[str]) -> tuple[str, ...]:
    values = _values(asked, name)
    for value in values:
        if value not in known:
            raise BadView(name, f"there is no {value[:40]!r} here")
    return values


def _lifted(asked: Mapping[str, str], situation: Situation) -> Iterator[tuple[str, str]]:
    for text in _values(asked, "lifted"):
        by, _, of = text.partition(":")
        if by not in situation.names or of not in situation.names:
            raise BadView("lifted", f"{text[:40]!r} is not A:B of two parties, such as ISR:TUR")
        yield by, of


def _raised(asked: Mapping[str, str], situation: Situation) -> Iterator[tuple[str, Rung]]:
    """`IDN:approved`; a party alone stands at the rung that `to` names, or at pledged."""
    for text in _values(asked, "raised"):
        party, _, word = text.partition(":")
        if party not in situation.names:
            raise BadView("raised", f"there is no {party[:40]!r} here")
        try:
            yield party, Rung.of_word(word or asked.get("to") or "pledged")
        except ValueError as error:
            raise BadView("raised" if word else "to", str(error)[:120]) from None


def _budget(text: str) -> int:
    try:
        percent = int(text or "0")
    except ValueError:
        raise BadView("budget", f"{text[:20]!r} is no percentage such as 10") from None
    if not -100 <= percent <= 1_000:
        raise BadView("budget", "lies between -100 and 1000")
    return percent


def query_of(what_if: WhatIf) -> dict[str, str]:
    """The one way in which an address says it; a parameter that says nothing is empty."""
    return {
        "without": " ".join(what_if.excluded),
        "raised": " ".join(f"{party}:{rung.word}" for party, rung in what_if.at_rungs.items()),
        "to": "",
        "answered": " ".join(what_if.answered),
        "lifted": " ".join(f"{by}:{of}" for by, of in what_if.without_objections),
        "budget": str(what_if.budget_percent or ""),
    }


def tried_out(what_if: WhatIf, situation: Situation, links: Links) -> tuple[Tried, ...]:
    """Everything that is tried out, each with the way back."""
    whole = query_of(what_if)
    found = []
    for name, values in whole.items():
        for value in values.split():
            left = " ".join(each for each in values.split() if each != value)
            words = _words(name, value, situation)
            found.append(Tried(words=words, without_it=links.here(**(whole | {name: left}))))
    return tuple(found)


def _words(name: str, value: str, situation: Situation) -> str:
    names = situation.names
    match name:
        case "without":
            return f"Without {party_name(value, names)}"
        case "raised":
            party, _, word = value.partition(":")
            return f"As if {party_name(party, names)} stood at {rung_words(Rung.of_word(word))}"
        case "answered":
            return f"As if {topic_words(value)} were answered"
        case "lifted":
            by, _, of = value.partition(":")
            return f"As if {party_name(by, names)} did not object to {party_name(of, names)}"
    return f"Money {int(value):+} %"


def switches_of(what_if: WhatIf, situation: Situation) -> tuple[Switch, ...]:
    """What else can be tried out; what is tried already is not offered again."""
    names = situation.names
    parties = [
        (each.party, party_name(each.party, names)) for each in situation.positions.positions
    ]
    parties.sort(key=lambda pair: pair[1])
    rungs = [(rung.word, rung_words(rung)) for rung in Rung if rung >= Rung.WILLING]
    budgets = [(str(percent), f"{percent:+} %") for percent in _BUDGETS]
    found = (
        ("without", "Without", [each for each in parties if each[0] not in what_if.excluded]),
        ("raised", "As if", [each for each in parties if each[0] not in what_if.at_rungs]),
        ("to", "stood at", rungs),
        ("answered", "As if answered", _open_topics(what_if, situation)),
        ("lifted", "As if this objection fell", _objections(what_if, situation)),
        ("budget", "Money", budgets),
    )
    current = str(what_if.budget_percent or "")
    return tuple(
        Switch(
            name=name,
            words=words,
            choices=tuple(choices),
            value=current if name == "budget" else "",
        )
        for name, words, choices in found
        if choices
    )


def _open_topics(what_if: WhatIf, situation: Situation) -> list[tuple[str, str]]:
    return [
        (item.topic, topic_words(item.topic))
        for item in situation.mission.questions
        if not item.answered and item.topic not in what_if.answered
    ]


def _objections(what_if: WhatIf, situation: Situation) -> list[tuple[str, str]]:
    names = situation.names
    pairs = {
        (item.by, item.of)
        for item in situation.mission.acceptability
        if item.of and item.stance.value in ("objects", "conditional")
    }
    return [
        (f"{by}:{of}", f"{party_name(by, names)} to {party_name(of, names)}")
        for by, of in sorted(pairs - set(what_if.without_objections))
    ]
