"""What the board makes of chronicles by chance, to the letter: any rule that changes shows here.

`test_pages` says how to write the golden file anew; look at the difference before committing it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta

from telling import entries_of, on
from test_pages import compare

from contingent.ledger.board import Contribution, OthersClaim, Position
from contingent.ledger.changes import changes
from contingent.ledger.overview import BoardIndex
from contingent.ledger.positions import Positions, positions
from contingent.vocabulary.capability import Amount

COUNT = 120
FIRST = date(2026, 1, 1)
PARTIES = ("Nepal", "Kenya")
SPEAKERS = (
    "{party}(president)",
    "{party}(minister)",
    "{party}(minister)",
    "{party}(spokesman)",
    "{party}(unnamed)",
    "{party}",
    "US(secretary)",
    "US",
    "Oman",
    "reporter",
    "reporter",
    "comment",
)
WORDS = (
    *("approached", "engaging", "considering", "considering", "willing", "offered", "offered"),
    *("pledged", "notified", "selected", "approved", "approved_in_principle", "contracted"),
    *("preparing", "advance_party", "deployed", "operational"),
    *("undecided", "undecided", "declined", "suspended", "withdrawn", "excluded"),
)
KINDS = ("", "troops", "troops", "infantry", "police", "funding", "police,medical")
AMOUNTS = ("", "", "100", "100", "300", "200..400", "<500", "250+")
CONDITIONS = ("", "", "", " if the UN pays", " if asked")
TOPICS = ("mandate", "funding")
OPTIONS = ("", "", "", "", "document", "doc=d1", "doc=d1 headline", "doc=d2 headline")
FLAGS = (
    *([""] * 8),
    "hearsay",
    "wrong_number",
    "hedge_dropped",
    "headline_outruns_quote",
    "wrong_party",
    "contradicted",
)


def chronicle(seed: int) -> str:
    """Four to ten lines about two parties within three weeks, some of them copies."""
    chance = random.Random(seed)
    lines: list[str] = []
    for number in range(chance.randrange(4, 11)):
        day = FIRST + timedelta(days=chance.randrange(21))
        party = chance.choice(PARTIES)
        who = chance.choice(SPEAKERS).format(party=party)
        options = [f"id=s{number}", chance.choice(OPTIONS)]
        if flag := chance.choice(FLAGS):
            options.append(f"flag={flag}")
        if lines and chance.random() < 0.1:
            options.append(f"copy=s{chance.randrange(len(lines))}")
        if who.startswith(party) and chance.random() < 0.12:
            verb, topic = chance.choice(["asks", "asks", "answers"]), chance.choice(TOPICS)
            said = f"{verb} {topic}"
        else:
            word = chance.choice(WORDS)
            rest = f"{chance.choice(KINDS)} {chance.choice(AMOUNTS)}{chance.choice(CONDITIONS)}"
            said = f"says {party} {word} {rest}"
        when = "undated" if chance.random() < 0.04 else day.isoformat()
        lines.append(f"{when} {who} {' '.join(said.split())} | {' '.join(filter(None, options))}")
    return "\n".join(lines)


def figure(amount: Amount | None) -> str:
    """A figure with its bounds."""
    if amount is None:
        return ""
    floor = "" if amount.floor is None else amount.floor
    return f" {floor}..{'' if amount.ceiling is None else amount.ceiling}"


def _contribution(part: Contribution) -> str:
    verdict = f" {part.verdict.value}" if part.verdict else ""
    whose = "" if part.own else " (of others)"
    conditions = f" if {'; '.join(part.conditions)}" if part.conditions else ""
    rests = ", ".join(part.because)
    return (
        f"    {part.kind.value} {part.rung.word}{verdict}{figure(part.amount)}{conditions}{whose}"
        f" <- {rests}"
    )


def _claim(claim: OthersClaim) -> str:
    said = claim.rung.word if claim.rung else claim.verdict
    return f"    {claim.by} ({claim.speaker}): {said}{figure(claim.amount)}"


def _position(found: Position) -> Iterator[str]:
    verdict = f" {found.verdict.value}" if found.verdict else ""
    asks = f", asks {', '.join(found.asks)}" if found.asks else ""
    yield (
        f"  {found.party}: {found.rung.word}{verdict}{figure(found.amount)}, "
        f"stands: {found.stands}, last heard: {found.last_heard}{asks} "
        f"<- {', '.join(found.because)}"
    )
    yield from map(_contribution, found.contributions)
    yield from map(_claim, found.claimed_by_others)
    yield from (f"    ! {why}" for why in found.contested)


def _board(found: Positions) -> Iterator[str]:
    for each in found.positions:
        yield from _position(each)
    for rung, tally in found.totals.items():
        if tally.parties:
            yield (
                f"  = {rung.word}: {', '.join(tally.parties)} {tally.floor}..{tally.ceiling}, "
                f"unknown {tally.unknown}, no floor {tally.no_floor}, no ceiling {tally.no_ceiling}"
            )
    for question in found.questions:
        answered = "answered" if question.answered else "open"
        yield f"  ? {question.topic} ({answered}): {', '.join(question.asked_by)}"
    if found.undated:
        yield f"  undated: {', '.join(each.statement for each in found.undated)}"


def told(seed: int) -> Iterator[str]:
    """A chronicle, the board on its last day but ten and on its last, and what changed between."""
    text = chronicle(seed)
    entries = entries_of(text)
    days = [on((FIRST + timedelta(days=day)).isoformat()) for day in (10, 21)]
    yield f"## {seed}"
    yield text
    for as_of in days:
        full = positions(entries, as_of=as_of)
        yield f"-- {as_of.held_on}"
        yield from _board(full)
        short = BoardIndex(entries).overview(as_of)
        assert [each.contributions for each in short.standpoints] == [
            each.contributions for each in full.positions
        ]
        assert short.totals == full.totals
    for each in changes(entries, since=days[0], until=days[1]):
        yield (
            f"  > {each.party} {each.kind} {each.aspect}: {each.before!r} to {each.after!r} "
            f"<- {', '.join(each.because)}"
        )


def test_what_the_board_makes_of_chronicles():
    """Rungs, verdicts, figures, claims, disputes, totals and changes of a hundred and twenty."""
    compare(
        "chronicles.txt", "\n".join(line for seed in range(COUNT) for line in told(seed)) + "\n"
    )
