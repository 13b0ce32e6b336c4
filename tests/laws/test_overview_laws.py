"""The fast board says what the plain fold says, for any ledger at any moment."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from team import CLOCK as TEAM_CLOCK
from team import DAY, FOUNDER, VIEWERS, ledgers
from telling import entries_of, on, statements_of
from test_ledger_laws import CLOCK, FIRST, statements

from contingent.ledger.board import Contribution, Overview, Positions, Standpoint
from contingent.ledger.book import (
    Ledger,
    MemoryStore,
    flag_entry,
    retraction_entry,
    statement_entry,
    supersession_entry,
)
from contingent.ledger.chain import Entry
from contingent.ledger.labels import join
from contingent.ledger.overview import BoardIndex
from contingent.ledger.positions import positions
from contingent.ledger.viewing import View
from contingent.situation.picture import labels_of
from contingent.vocabulary.capability import Amount
from contingent.vocabulary.claim import Rung
from contingent.vocabulary.moment import AsOf
from contingent.vocabulary.plain import identified
from contingent.vocabulary.statement import Flag, FlagType

LAW = settings(max_examples=400, deadline=None)
LABELS = ("", "TLP:GREEN//BY anna")


def outlined(board: Positions, entries: Sequence[Entry]) -> Overview:
    """As much of a full board as an overview has, with the labels as a situation finds them."""
    known = [entry for entry in entries if entry.known_at <= board.as_of.known_at]
    labels = labels_of(known)
    behind = {id for each in board.positions for part in each.contributions for id in part.because}
    return Overview(
        as_of=board.as_of,
        standpoints=tuple(
            Standpoint(
                party=each.party, contributions=each.contributions, last_heard=each.last_heard
            )
            for each in board.positions
        ),
        totals=board.totals,
        entries=len(entries),
        labels={id: label for id, label in labels.items() if id in behind},
        label=join(labels.values()),
    )


@st.composite
def histories(draw):
    """Ledgers with statements, copies, corrections, retractions of all of them, and flags."""
    ledger, ids = Ledger(MemoryStore()), ["s-nobody"]
    for hour in range(draw(st.integers(0, 14))):
        what = draw(st.sampled_from(["say", "say", "say", "say", "correct", "retract", "flag"]))
        said = draw(statements())
        said = replace(
            said,
            copy_of=draw(st.sampled_from(["", "", *ids])),
            flags=draw(st.sampled_from([(), (), (), *((flag,) for flag in FlagType)])),
        )
        if what == "say":
            new = statement_entry(said, "rule:law")
        elif what == "correct":
            right = said if draw(st.booleans()) else replace(said, id=draw(st.sampled_from(ids)))
            new = supersession_entry(draw(st.sampled_from(ids)), right, "person:Anna")
        elif what == "retract":
            new = retraction_entry(draw(st.sampled_from(ids)), "person:Anna", str(hour))
        else:
            type_ = draw(st.sampled_from(list(FlagType)))
            new = flag_entry(
                Flag(type=type_, document=draw(st.sampled_from(["d1", "d2"])), detail="")
            )
        new = replace(new, label=draw(st.sampled_from(LABELS)))
        ledger.append([new], recorded_at=CLOCK + timedelta(hours=hour))
        ids += [new.id, said.id]
    return ledger


MOMENTS = st.lists(
    st.builds(
        AsOf,
        held_on=st.integers(-1, 35).map(lambda days: FIRST + timedelta(days=days)),
        known_at=st.integers(-1, 15).map(lambda hours: CLOCK + timedelta(hours=hours)),
    ),
    min_size=1,
    max_size=4,
)


@LAW
@given(histories(), MOMENTS)
def test_the_overview_is_the_board_in_short(ledger, moments):
    """Every rung, verdict, figure, condition, total and statement behind it is the same."""
    entries = tuple(ledger.entries())
    index = BoardIndex(entries)
    for as_of in moments:
        assert index.overview(as_of) == outlined(positions(entries, as_of=as_of), entries)


@settings(max_examples=60, deadline=None)
@given(histories(), MOMENTS, st.data())
def test_an_index_that_grew_is_the_one_made_at_once(ledger, moments, data):
    """Entries that come in pieces, with questions between, change nothing about the answers."""
    entries = tuple(ledger.entries())
    cut = data.draw(st.integers(0, len(entries)))
    index = BoardIndex(entries[:cut])
    index.overview(moments[0])
    for entry in entries[cut:]:
        index.add([entry])
    for as_of in moments:
        assert index.overview(as_of) == BoardIndex(entries).overview(as_of)


@settings(max_examples=10, deadline=None)
@given(st.lists(statements(), min_size=200, max_size=200), st.integers(0, 99))
def test_many_words_of_few_parties_are_weighed_alike(found, day):
    """Where every rule of authority, weeks and ties is at work, nothing comes out differently."""
    told = [identified(each) for each in found]
    ledger = Ledger(MemoryStore())
    ledger.append([statement_entry(each, "rule:law") for each in told], recorded_at=CLOCK)
    entries = tuple(ledger.entries())
    as_of = AsOf(held_on=FIRST + timedelta(days=day % 35), known_at=CLOCK + timedelta(days=1))
    assert BoardIndex(entries).overview(as_of) == outlined(positions(entries, as_of=as_of), entries)


def test_an_empty_ledger_has_an_empty_overview():
    """Nothing was said: nobody stands anywhere."""
    as_of = AsOf(held_on=date(2026, 1, 1), known_at=CLOCK)
    assert BoardIndex().overview(as_of) == Overview(as_of=as_of, standpoints=(), totals={})


@settings(max_examples=300, deadline=None)
@given(ledgers(), st.sampled_from(VIEWERS), st.integers(-1, 12))
def test_for_every_viewer_it_is_the_board_of_what_they_may_see(rows, viewer, day):
    """What a label hides moves nothing: not a rung, a total, a count of entries, nor a label."""
    ledger = Ledger(MemoryStore(rows))
    as_of = AsOf(held_on=DAY, known_at=TEAM_CLOCK + timedelta(days=day))
    seen = tuple(View(ledger, viewer=viewer, founder=FOUNDER).entries())
    found = BoardIndex(ledger.entries()).overview(as_of, viewer=viewer, founder=FOUNDER)
    assert found == outlined(positions(seen, as_of=as_of), seen)


@pytest.mark.parametrize("slice_", range(4))
def test_where_all_is_corrected_taken_back_flagged_and_hidden(slice_):
    """A few words of one party, and as many corrections, retractions, flags and labels of them.

    What chance rarely puts into one ledger of any kind is the rule here: a correction that was
    taken back, one of a copy, a flag that a reader may not see.
    """
    for seed in range(slice_ * 75, slice_ * 75 + 75):
        chance = random.Random(seed)
        ledger = _entangled(chance)
        entries = tuple(ledger.entries())
        index = BoardIndex(entries)
        for viewer in (None, *chance.sample(VIEWERS, 2)):
            for hours in (chance.randrange(len(entries)), len(entries)):
                as_of = AsOf(held_on=on("2025-12-24").held_on, known_at=_hour(hours))
                seen = entries
                found = index.overview(as_of)
                if viewer is not None:
                    seen = tuple(View(ledger, viewer=viewer, founder=FOUNDER).entries())
                    found = index.overview(as_of, viewer=viewer, founder=FOUNDER)
                assert found == outlined(positions(seen, as_of=as_of), seen), (seed, viewer, hours)


def _hour(hours: int) -> datetime:
    return CLOCK + timedelta(hours=hours)


def _entangled(chance: random.Random) -> Ledger:
    """Four to eight words, each as likely to be corrected, taken back or flagged as left alone."""
    ledger, ids, said = Ledger(MemoryStore()), list[str](), list[str]()
    labels = ("", "", "TLP:RED//BY bo", "TLP:GREEN//BY ada", "TLP:AMBER+STRICT//BY cy/NOR")
    for hour in range(chance.randrange(6, 14)):
        options = (
            f"id=s{hour} {chance.choice(['doc=d1', 'doc=d1 headline', 'doc=d2 headline', ''])}"
        )
        options += chance.choice(["", "", f" copy={chance.choice(said)}" if said else ""])
        day, word = chance.randrange(18, 24), chance.choice(["considering", "offered", "declined"])
        size = chance.choice(["", "", " 100", " <300", " 50+"]) if word != "declined" else ""
        line = f"2025-12-{day} KEN says KEN {word} troops{size} | {options}"
        ((statement, _),) = statements_of(line)
        what = chance.choice(["say", "say", "correct", "retract", "flag"]) if ids else "say"
        if what == "say":
            new = statement_entry(statement, "rule:law")
        elif what == "correct":
            new = supersession_entry(chance.choice(ids), statement, "person:bo")
        elif what == "retract":
            new = retraction_entry(chance.choice(ids), "person:bo", str(hour))
        else:
            kind = chance.choice([FlagType.HEADLINE_OUTRUNS_QUOTE, FlagType.OTHER])
            new = flag_entry(Flag(type=kind, document=chance.choice(["d1", "d2"]), detail=""))
        new = replace(new, label=chance.choice(labels))
        ledger.append([new], recorded_at=_hour(hour))
        ids += [new.id, statement.id] if what in ("say", "correct") else [new.id]
        said += [statement.id] if what == "say" else []
    return ledger


WEEK = """
    2025-12-20  KEN  says KEN pledged troops 100
    2025-12-18  KEN  says KEN pledged troops 200
    2025-12-20  KEN  says KEN willing troops 50
    2025-12-20  KEN  says KEN willing troops 40
    2025-12-20  KEN  says KEN willing troops 60
    2025-12-19  USA  says KEN considering troops 900
    2025-12-20  GBR  says KEN considering troops 800
    2025-12-18  FRA  says KEN considering troops 700
    2025-12-17  FRA  says KEN engaging troops
"""


def test_of_one_days_words_the_weakest_and_then_the_smallest_stands():
    """Ties of authority and day are broken alike by both, whatever the order of the words."""
    lines = WEEK.strip().splitlines()
    for turn in range(len(lines)):
        entries = entries_of("\n".join([*lines[turn:], *lines[:turn]]))
        for day in ("2025-12-18", "2025-12-20", "2026-01-20"):
            as_of = on(day)
            board = positions(entries, as_of=as_of)
            assert BoardIndex(entries).overview(as_of) == outlined(board, entries)
            if day != "2025-12-18":
                assert board["KEN"].rung is Rung.WILLING
                assert board["KEN"].amount == Amount(floor=40, ceiling=40)


RULES = {
    "the highest authority of a week": """
        2025-12-18 KEN(president) says KEN pledged troops 800
        2025-12-20 KEN(spokesman) says KEN considering troops
        troops: pledged <- s0
        """,
    "the highest authority of a week, last": """
        2025-12-18 KEN(spokesman) says KEN pledged troops 800
        2025-12-20 KEN(president) says KEN considering troops
        troops: considering <- s1
        """,
    "what was said last, where the highest authority spoke over a week before": """
        2025-12-01 KEN(president) says KEN pledged troops 800
        2025-12-20 KEN(spokesman) says KEN considering troops
        troops: considering <- s1
        """,
    "its own word that is firmer than what was seen": """
        2025-12-01 reporter says KEN approved troops 100
        2025-12-05 KEN says KEN deployed troops 50
        troops: deployed <- s1
        """,
    "anybody on record over a refusal of more than a week before": """
        2025-12-01 KEN(president) says KEN declined troops
        2025-12-20 KEN(spokesman) says KEN willing troops
        troops: willing <- s1
        """,
    "a refusal that nobody by name went past": """
        2025-12-01 KEN(president) says KEN declined troops
        2025-12-20 KEN(unnamed) says KEN willing troops
        troops: declined, unknown <- s0
        """,
    "what was said before a suspension that is over": """
        2025-12-01 KEN(president) says KEN offered troops 800
        2025-12-02 KEN(minister) says KEN suspended troops
        2025-12-05 KEN(minister) says KEN willing troops 100
        troops: offered <- s0
        """,
    "nothing that was said before a refusal that is over": """
        2025-12-01 KEN(president) says KEN offered troops 800
        2025-12-02 KEN(minister) says KEN declined troops
        2025-12-05 KEN(minister) says KEN willing troops 100
        troops: willing <- s2
        """,
    "a suspension that mere thought does not end": """
        2025-12-01 KEN(minister) says KEN offered troops 800
        2025-12-02 KEN(minister) says KEN suspended troops
        2025-12-20 KEN(minister) says KEN considering troops
        troops: suspended, offered <- s1, s0
        """,
    "a general refusal, but not over what is said only after it": """
        2025-12-01 KEN(president) says KEN declined
        2025-12-03 KEN(spokesman) says KEN considering police
        police: considering <- s1
        unspecified: declined, unknown <- s0
        """,
    "a general refusal over what was said before it, whatever came after": """
        2025-12-01 KEN(president) says KEN pledged police 100
        2025-12-05 KEN(president) says KEN declined
        2025-12-07 KEN(spokesman) says KEN undecided police
        police: declined, pledged <- s1, s0
        unspecified: declined, unknown <- s1
        """,
    "a refusal of troops, but not over an offer of no kind that comes after it": """
        2025-12-02 KEN(president) says KEN undecided
        2025-12-05 KEN(president) says KEN declined troops
        2025-12-07 KEN(spokesman) says KEN offered 100
        troops: declined, unknown <- s1
        unspecified: undecided, considering <- s0, s2
        """,
    "its own refusal over what others claim": """
        2025-12-01 KEN(president) says KEN declined troops
        2025-12-03 USA says KEN considering troops
        troops: declined, unknown <- s0
        """,
    "a claim of others, whatever talks its speaker saw later": """
        2025-12-17 FRA says KEN considering troops 700
        2025-12-18 FRA says KEN engaging troops
        troops: considering <- s0
        """,
    "the first of two claims of one day": """
        2025-12-17 FRA says KEN considering troops 700
        2025-12-17 USA says KEN considering troops
        troops: considering <- s0
        """,
    "the highest of what others claim now": """
        2025-12-17 FRA says KEN considering troops 700
        2025-12-18 FRA says KEN engaging troops
        2025-12-19 USA says KEN considering troops
        2025-12-19 USA says KEN considering troops 5
        2025-12-20 GBR says KEN approached troops
        troops: considering <- s3
        """,
}


@pytest.mark.parametrize("name", RULES)
def test_each_rule_of_weighing_is_told_twice_alike(name):
    """What stands, and what it rests on, by both: authority, weeks, verdicts, claims of others."""
    lines = [line.strip() for line in RULES[name].strip().splitlines()]
    told = [line for line in lines if line.startswith("2025")]
    entries = entries_of("\n".join(f"{line} | id=s{at}" for at, line in enumerate(told)))
    as_of = on("2025-12-24")
    board = positions(entries, as_of=as_of)
    assert BoardIndex(entries).overview(as_of) == outlined(board, entries)
    assert sorted(map(_stood, board["KEN"].contributions)) == lines[len(told) :]


def _stood(part: Contribution) -> str:
    verdict = f"{part.verdict.value}, " if part.verdict else ""
    return f"{part.kind.value}: {verdict}{part.rung.word} <- {', '.join(part.because)}"
