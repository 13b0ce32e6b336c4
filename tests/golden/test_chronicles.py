"""What the board makes of chronicles by chance, to the letter: any rule that changes shows here.

`test_pages` says how to write the golden file anew; look at the difference before committing it.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from telling import entries_of, ledger_of, on, saying, statements_of
from test_pages import compare

from contingent.ledger.board import Contribution, OthersClaim, Position
from contingent.ledger.changes import changes
from contingent.ledger.overview import BoardIndex
from contingent.ledger.positions import Positions, positions
from contingent.vocabulary.capability import Amount, Comparator, Kind
from contingent.vocabulary.claim import (
    Claim,
    Condition,
    Count,
    Decision,
    DecisionType,
    Pledge,
    Question,
    Rung,
    Verdict,
    VerdictType,
)
from contingent.vocabulary.moment import ImpreciseDate
from contingent.vocabulary.plain import plain
from contingent.vocabulary.statement import Collective, Speaker, Statement

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
    asks += f", if {'; '.join(found.conditions)}" if found.conditions else ""
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


def matters(seed: int) -> Iterator[tuple[str, Statement]]:
    """Six to twelve words on acts of bodies, on who accepts whom and on open questions."""
    chance = random.Random(seed)
    for number in range(chance.randrange(6, 13)):
        day = FIRST + timedelta(days=chance.randrange(6))
        who = chance.choice(["Nepal", "Kenya", "Kenya(unnamed)", "US", "reporter", "comment"])
        options = f"id=m{number} {chance.choice(['', '', 'doc=d1', 'doc=d2'])}"
        if chance.random() < 0.1:
            options += " flag=hearsay"
        line = f"{day} {who} says {chance.choice(PARTIES)} undecided | {options}"
        ((statement, _),) = statements_of(line)
        claim = chance.choice([_decision, _acceptance, _question, _stated])(chance)
        if number > 2 and chance.random() < 0.1:
            statement = replace(statement, copy_of=f"m{chance.randrange(number)}")
            options += f" copy={statement.copy_of}"
        if chance.random() < 0.1:
            statement = replace(statement, speaker=Speaker(name="Ann Lee", role="", party=""))
            options += " by Ann Lee"
        about: str | Collective = (
            "" if isinstance(claim, Decision) or chance.random() < 0.3 else statement.about
        )
        if isinstance(claim, Pledge) and chance.random() < 0.5:
            about = Collective(count=chance.choice([None, 7]), comparator=Comparator.AT_LEAST)
        told = replace(statement, claim=claim, about=about)
        yield f"m{number} {day} {who} of {about or 'all'}: {_gist(claim)} {options}", told


def _gist(claim: Claim) -> str:
    found = plain(claim)
    return " ".join(f"{key}={value}" for key, value in found.items() if value)


def _decision(chance: random.Random) -> Decision:
    members = ["Nepal", "Kenya", "US"]
    day = FIRST + timedelta(days=chance.randrange(3))
    return Decision(
        act=chance.choice(list(DecisionType)),
        instrument=chance.choice(["", "", "R1", "r1", "R2"]),
        body=chance.choice(["", "Council", "council", "Senate"]),
        date=chance.choice([None, ImpreciseDate.day(day), ImpreciseDate.parse("2026-01")]),
        in_favour=tuple(chance.sample(members, chance.randrange(3))),
        against=tuple(chance.sample(members, chance.randrange(2))),
        abstained=tuple(chance.sample(members, chance.randrange(2))),
    )


def _acceptance(chance: random.Random) -> Verdict:
    return Verdict(
        verdict=chance.choice(
            [VerdictType.CONSENT, VerdictType.OBJECTION, VerdictType.EXCLUDED, VerdictType.DECLINED]
        ),
        kinds=(Kind.UNSPECIFIED,),
        toward=chance.choice(["", "Kenya", "Nepal"]),
        by=chance.choice(["", "US"]),
    )


def _stated(chance: random.Random) -> Claim:
    size = chance.choice([None, 5, 19])
    return chance.choice(
        [
            Condition(text=chance.choice(["if paid", "once it is quiet"])),
            Count(rung=Rung.WILLING, count=size, comparator=Comparator.ABOUT),
            Pledge(rung=Rung.OFFERED, kinds=(Kind.TROOPS,)),
        ]
    )


def _question(chance: random.Random) -> Question:
    topics = tuple(chance.sample(["mandate", "funding", "exit"], chance.randrange(1, 3)))
    return Question(topics=topics, answered=chance.random() < 0.35)


def told_of_matters(seed: int) -> Iterator[str]:
    """What was said, and the decisions, acceptances and questions that it comes to."""
    said = list(matters(seed))
    entries = ledger_of(saying(statement) for _, statement in said).entries()
    full = positions(tuple(entries), as_of=on("2026-01-20"))
    yield f"## {seed}"
    yield from (line for line, _ in said)
    for each in full.decisions:
        yield (
            f"  * {each.act.value} {each.instrument!r} of {each.body!r} on {each.date}: for "
            f"{', '.join(each.in_favour)}; against {', '.join(each.against)}; abstained "
            f"{', '.join(each.abstained)} <- {', '.join(each.because)}"
        )
        yield from (f"    ! {why}" for why in each.disputed)
    for row in full.acceptance:
        yield (
            f"  + {row.by} {row.verdict.value} {row.toward or 'the force'}, told by "
            f"{row.told_by or 'nobody'} on {row.said_on} <- {', '.join(row.because)}"
        )
    for question in full.questions:
        answered = "answered" if question.answered else "open"
        asked = ", ".join(question.asked_by)
        yield f"  ? {question.topic} ({answered}): {asked} <- {', '.join(question.because)}"
    for count in full.counts:
        number = "several" if count.count is None else count.count
        rests = ", ".join(count.because)
        by = count.by or "nobody"
        yield f"  # {number} {count.rung.word}, {by} on {count.said_on} <- {rests}"
    yield from (f"  if {each.statement}: {plain(each.claim)}" for each in full.conditions)
    yield from (line for each in full.positions for line in _position(each))
    yield from (
        f"  {each.party} asks {', '.join(each.asks)}" for each in full.positions if each.asks
    )


def test_what_the_board_makes_of_matters():
    """Votes put together, consents by side, questions asked and answered."""
    lines = (line for seed in range(60) for line in told_of_matters(seed))
    compare("matters.txt", "\n".join(lines) + "\n")


def test_what_the_board_makes_of_chronicles():
    """Rungs, verdicts, figures, claims, disputes, totals and changes of a hundred and twenty."""
    compare(
        "chronicles.txt", "\n".join(line for seed in range(COUNT) for line in told(seed)) + "\n"
    )
