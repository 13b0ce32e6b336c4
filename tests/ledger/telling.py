"""Lines of the domain's own text become ledger entries, for tests that read like a chronicle.

    2025-12-19  US              says Pakistan considering troops 3000..5000 if mandate
    2025-12-20  Pakistan(minister) says Pakistan undecided       | id=a known=2025-12-24
    2025-12-20  reporter        says Pakistan deployed police 40
    2025-12-20  Pakistan        asks mandate, scope

A speaker that names the party speaks for it; `(role)` gives the role, `(unnamed)` no name.
Options behind `|`: id, copy, flag, doc, known, headline, document.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from contingent.ledger.book import Ledger, MemoryStore, NewEntry, statement_entry
from contingent.ledger.chain import Entry
from contingent.ledger.positions import Positions, positions
from contingent.vocabulary.capability import Amount, Kind
from contingent.vocabulary.claim import Claim, Pledge, Question, Rung, Verdict, VerdictType
from contingent.vocabulary.moment import AsOf, ImpreciseDate, end_of_day
from contingent.vocabulary.plain import identified
from contingent.vocabulary.statement import (
    Citation,
    FlagType,
    Medium,
    Note,
    Passage,
    Span,
    Speaker,
    Statement,
    Voice,
)

CLOCK = datetime(2030, 1, 1, tzinfo=UTC)
LATER = end_of_day(date(2029, 12, 31))

_LINE = re.compile(
    r"(?P<day>\S+)\s+(?P<who>\w+)(?:\((?P<role>[^)]*)\))?\s+(?P<verb>says|asks|answers)\s+"
    r"(?P<what>[^|]*)(?:\|(?P<options>.*))?"
)


def statements_of(text: str) -> list[tuple[Statement, datetime]]:
    """The statements of a chronicle, each with the moment at which it became known."""
    found = []
    for line in filter(str.strip, text.splitlines()):
        match = _LINE.fullmatch(line.strip())
        assert match, f"not a line of a chronicle: {line!r}"
        options = dict(
            item.split("=", 1) if "=" in item else (item, "yes")
            for item in (match["options"] or "").split()
        )
        about, claim, conditions = _claim(match["verb"], match["who"], match["what"].strip())
        statement = identified(
            Statement(
                id="",
                citation=_citation(options, line),
                speaker=_speaker(match["who"], match["role"] or ""),
                voice=_voice(match["who"], match["role"] or "", about),
                about=about,
                claim=claim,
                conditions=conditions,
                said_on=None if match["day"] == "undated" else ImpreciseDate.parse(match["day"]),
                copy_of=options.get("copy", ""),
                flags=tuple(FlagType(flag) for flag in options.get("flag", "").split(",") if flag),
            )
        )
        if "id" in options:
            statement = replace(statement, id=options["id"])
        said = statement.said_on.last.isoformat() if statement.said_on else "2029-01-01"
        known = date.fromisoformat(options.get("known", said))
        found.append((statement, end_of_day(known)))
    return found


def ledger_of(entries: Iterable[tuple[NewEntry, datetime]]) -> Ledger:
    """A ledger in memory that came to know the entries in the order of their moments."""
    ledger = Ledger(MemoryStore())
    for new, known_at in sorted(entries, key=lambda each: each[1]):
        ledger.append([new], recorded_at=CLOCK, known_at=known_at)
    return ledger


def entries_of(text: str) -> tuple[Entry, ...]:
    """The entries of a chronicle, accepted by a rule."""
    new = [(statement_entry(each, "rule:chronicle"), known) for each, known in statements_of(text)]
    return tuple(ledger_of(new).entries())


def board(text: str, day: str = "2029-12-31") -> Positions:
    """Where everybody stands on a day, by a chronicle."""
    return positions(entries_of(text), as_of=on(day))


def on(day: str, known: datetime = LATER) -> AsOf:
    """What held on a day, from what is known by now or by a moment."""
    return AsOf(held_on=date.fromisoformat(day), known_at=known)


def saying(statement: Statement, days: int = 0) -> tuple[NewEntry, datetime]:
    """An accepted statement that became known some days after 2025."""
    return statement_entry(statement, "rule:chronicle"), end_of_day(
        date(2025, 12, 31) + timedelta(days=days)
    )


def _claim(verb: str, who: str, what: str) -> tuple[str, Claim, tuple[str, ...]]:
    if verb != "says":
        topics = tuple(topic.strip() for topic in what.split(","))
        return who, Question(topics=topics, answered=verb == "answers"), ()
    what, _, condition = what.partition(" if ")
    conditions = (condition.strip(),) if condition else ()
    party, word, *rest = what.split()
    kinds, amount = [], None
    for item in rest:
        if item[0].isdigit() or item[0] == "<":
            amount = _amount(item)
        else:
            kinds += [Kind(kind) for kind in item.split(",")]
    named = tuple(kinds) or (Kind.UNSPECIFIED,)
    if word in set(VerdictType):
        return party, Verdict(verdict=VerdictType(word), kinds=named), conditions
    in_principle = word.endswith("_in_principle")
    rung = Rung.of_word(word.removesuffix("_in_principle"))
    return (
        party,
        Pledge(rung=rung, kinds=named, amount=amount, in_principle=in_principle),
        conditions,
    )


def _amount(text: str) -> Amount:
    """`8000`, `5000..8000`, `8000+` or `<8000` (up to)."""
    if text.startswith("<"):
        return Amount(ceiling=int(text[1:]))
    if text.endswith("+"):
        return Amount(floor=int(text[:-1]))
    floor, _, ceiling = text.partition("..")
    return Amount(floor=int(floor), ceiling=int(ceiling or floor))


def _citation(options: dict[str, str], line: str) -> Citation:
    if "doc" in options:
        return Passage(
            document=options["doc"],
            span=Span(start=0, end=len(line)),
            quote=line,
            in_headline="headline" in options,
        )
    medium = Medium.DOCUMENT if "document" in options else Medium.PAGE
    return Note(medium=medium, source="chronicle", gist=line.strip())


def _speaker(who: str, role: str) -> Speaker:
    if who in ("reporter", "comment"):
        return Speaker(name="")
    return Speaker(name=f"{role or 'official'} of {who}", role=role, party=who)


def _voice(who: str, role: str, about: str) -> Voice:
    if who in ("reporter", "comment"):
        return Voice.REPORTER if who == "reporter" else Voice.COMMENTARY
    if who != about:
        return Voice.THIRD_PARTY
    return Voice.OFFICIAL_UNNAMED if role == "unnamed" else Voice.OFFICIAL
