"""Laws of the ledger and of positions, for any statements in any order."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contingent.errors import TamperedLedger
from contingent.ledger.board import SET_ASIDE
from contingent.ledger.book import (
    Ledger,
    MemoryStore,
    document_entry,
    flag_entry,
    retraction_entry,
    statement_entry,
)
from contingent.ledger.chain import Row
from contingent.ledger.positions import positions
from contingent.vocabulary.capability import Amount, Comparator, Kind
from contingent.vocabulary.claim import (
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
from contingent.vocabulary.moment import AsOf, ImpreciseDate, end_of_day
from contingent.vocabulary.plain import identified
from contingent.vocabulary.statement import (
    Collective,
    Document,
    Flag,
    FlagType,
    Medium,
    Note,
    Passage,
    Span,
    Speaker,
    Statement,
    Voice,
)

LAW = settings(max_examples=50, deadline=None)
FIRST = date(2026, 1, 1)
CLOCK = datetime(2027, 1, 1, tzinfo=UTC)
PARTIES = st.sampled_from(["AAA", "BBB", "CCC"])
VOICES = st.sampled_from(list(Voice))
OWN_VOICES = st.sampled_from([Voice.OFFICIAL, Voice.OFFICIAL_UNNAMED])
KINDS = st.lists(
    st.sampled_from([Kind.TROOPS, Kind.INFANTRY, Kind.POLICE, Kind.UNSPECIFIED]),
    min_size=1,
    max_size=2,
    unique=True,
).map(tuple)
DAYS = st.integers(0, 12).map(lambda days: FIRST + timedelta(days=days))
AMOUNTS = st.none() | st.builds(
    lambda low, more: Amount(floor=low, ceiling=low + more),
    st.integers(0, 9_999),
    st.integers(0, 99),
)
CONDITIONS = st.sampled_from([(), ("a mandate",), ("money", "a mandate")])
PLEDGES = st.builds(
    Pledge,
    rung=st.sampled_from(list(Rung)),
    kinds=KINDS,
    amount=AMOUNTS,
    in_principle=st.booleans(),
)
VERDICTS = st.builds(
    Verdict,
    verdict=st.sampled_from(list(VerdictType)),
    kinds=KINDS,
    toward=st.sampled_from(["", "AAA"]),
)
CLAIMS = st.one_of(
    PLEDGES,
    PLEDGES,
    VERDICTS,
    st.builds(
        Question,
        topics=st.just(("mandate", "scope")) | st.just(("scope",)),
        answered=st.booleans(),
    ),
    st.builds(Condition, text=st.sampled_from(["money", "a mandate"])),
    st.builds(
        Count,
        rung=st.sampled_from(list(Rung)),
        count=st.sampled_from([None, 5, 70]),
        comparator=st.sampled_from(list(Comparator)),
    ),
    st.builds(
        Decision,
        act=st.sampled_from(list(DecisionType)),
        instrument=st.sampled_from(["", "R 1", "R 2"]),
        body=st.sampled_from(["", "Council"]),
        date=st.none() | DAYS.map(ImpreciseDate.day),
        in_favour=st.sampled_from([(), ("AAA",)]),
        abstained=st.sampled_from([(), ("AAA", "BBB")]),
    ),
)


ANYBODY = PARTIES | st.just(Collective(count=9, comparator=Comparator.ABOUT))


@st.composite
def statements(draw, claims=CLAIMS, voices=VOICES, whom=ANYBODY):
    """Any statement, with its content id; own words and words of others alike."""
    day = draw(DAYS)
    own = voices is VOICES and draw(st.booleans())
    about = draw(whom)
    said = draw(st.sampled_from(["day", "day", "day", "month", "published", "never"]))
    said_on = {"day": ImpreciseDate.day(day), "month": ImpreciseDate.month(2026, 1)}.get(said)
    note = Note(
        medium=draw(st.sampled_from(list(Medium))), source="x", gist=str(draw(st.integers(0, 9)))
    )
    passage = Passage(
        document=draw(st.sampled_from(["d1", "d2"])),
        span=Span(start=0, end=4),
        quote="word",
        in_headline=draw(st.booleans()),
    )
    return identified(
        Statement(
            id="",
            citation=draw(st.sampled_from([note, passage])),
            speaker=Speaker(
                name=draw(st.sampled_from(["", "Anna", "Ben"])),
                role=draw(st.sampled_from(["", "President", "spokesman"])),
                party=about if own and isinstance(about, str) else draw(PARTIES | st.just("")),
            ),
            voice=draw(OWN_VOICES if own else voices),
            about=about,
            claim=draw(claims),
            conditions=draw(CONDITIONS),
            said_on=said_on,
            published_on=day if said == "published" else None,
            flags=draw(st.sampled_from([(), (), (FlagType.HEDGE_DROPPED,), (FlagType.COPIED,)])),
        )
    )


DENIALS = st.builds(
    Verdict,
    verdict=st.sampled_from([VerdictType.UNDECIDED, VerdictType.DECLINED, VerdictType.SUSPENDED]),
    kinds=KINDS,
)
OF_ONE = st.lists(statements(claims=PLEDGES | DENIALS, whom=st.just("AAA")), min_size=3, max_size=8)
OF_OTHERS = statements(
    voices=st.sampled_from([Voice.THIRD_PARTY, Voice.COMMENTARY]), claims=PLEDGES | VERDICTS
)
MANY = st.lists(statements(), max_size=10)


@st.composite
def with_copies(draw):
    """Statements of which some are copies of others."""
    found = draw(MANY)
    ids = [each.id for each in found]
    return [
        replace(each, copy_of=draw(st.sampled_from(ids))) if draw(st.integers(0, 3)) == 0 else each
        for each in found
    ]


def ledger_of(found, known_at=None):
    """A ledger in memory with accepted statements."""
    ledger = Ledger(MemoryStore())
    new = [statement_entry(each, "rule:law") for each in found]
    ledger.append(new, recorded_at=CLOCK, known_at=known_at)
    return ledger


def asked(day=31, known=CLOCK + timedelta(days=1)):
    """What held so many days into 2026, from what is known by a moment."""
    return AsOf(held_on=FIRST + timedelta(days=day), known_at=known)


def board_of(found, day=31):
    """Where everybody stands by some statements."""
    return positions(ledger_of(found).entries(), as_of=asked(day))


@LAW
@given(with_copies(), with_copies(), st.integers(0, 31))
def test_an_append_never_changes_an_earlier_answer(before, after, day):
    """As of any day and as known before it, a later append does not exist."""
    known = end_of_day(FIRST + timedelta(days=40))
    ledger = ledger_of(before, known_at=known)
    then = positions(ledger.entries(), as_of=asked(day, known))
    new = [statement_entry(each, "rule:law") for each in after]
    new += [retraction_entry(each.id, "person:Anna", "misheard") for each in before]
    ledger.append(new, recorded_at=CLOCK)
    assert positions(ledger.entries(), as_of=asked(day, known)) == then


@LAW
@given(with_copies().flatmap(lambda all_: st.tuples(st.just(all_), st.permutations(all_))))
def test_order_of_arrival_does_not_change_what_held(orders):
    """The same statements in any order make the same board, to the last sentence."""
    one = {each.id: each for each in reversed(orders[0])}
    left, right = ([one[each.id] for each in order] for order in orders)
    assert board_of(left) == board_of(right)


@LAW
@given(with_copies(), st.data())
def test_a_retracted_statement_leaves_no_trace_on_the_board(found, data):
    """After a retraction the board is as if the statement had never been made."""
    gone = data.draw(st.sampled_from([each.id for each in found])) if found else "s-none"
    ledger = ledger_of(found)
    ledger.append([retraction_entry(gone, "person:Anna", "misheard")], recorded_at=CLOCK)
    rest = [each for each in found if each.id != gone]
    assert positions(ledger.entries(), as_of=asked()) == board_of(rest)


@LAW
@given(with_copies())
def test_reading_again_adds_nothing(found):
    """The same statements again are the same entries: nothing new, same ids, same head."""
    ledger = ledger_of(found)
    head, ids = ledger.head, [entry.id for entry in ledger.entries()]
    again = [statement_entry(identified(each), "rule:law") for each in found]
    assert ledger.append(again, recorded_at=CLOCK + timedelta(days=1)) == ()
    assert (ledger.head, [entry.id for entry in ledger.entries()]) == (head, ids)


@LAW
@given(st.lists(statements(), min_size=1, max_size=4), st.data())
def test_flipping_any_byte_of_any_entry_is_found(found, data):
    """One bit of one stored value, anywhere, and verify names the entry."""
    store = MemoryStore()
    new = [replace(statement_entry(each, "rule:law"), label="green") for each in found]
    Ledger(store).append(new, recorded_at=CLOCK)
    with store.reading() as snapshot:
        rows = list(snapshot.rows)
    at = data.draw(st.integers(0, len(rows) - 1))
    bit = data.draw(st.integers(0, 10**6))
    for name in Row._fields:
        changed = rows[at]._replace(**{name: flip(getattr(rows[at], name), bit)})
        doctored = MemoryStore([*rows[:at], changed, *rows[at + 1 :]])
        doctored._head = store._head
        with pytest.raises(TamperedLedger) as caught:
            Ledger(doctored).verify()
        assert caught.value.seq == at + 1, name


def flip(value, bit):
    """A stored value with one bit the other way."""
    if isinstance(value, int):
        return value ^ (1 << bit % 60)
    raw = bytearray(value if isinstance(value, bytes) else value.encode())
    if raw:
        raw[bit // 8 % len(raw)] ^= 1 << bit % 8
    return bytes(raw) if isinstance(value, bytes) else raw.decode("utf-8", "surrogateescape")


@LAW
@given(with_copies(), st.integers(0, 31))
def test_everything_derived_leads_back_to_statements(found, day):
    """`because` is never empty and names only statements that are there."""
    ids = {each.id for each in found}
    board = board_of(found, day)
    for row in (*board.positions, *board.counts, *board.questions, *board.decisions):
        assert row.because
        assert set(row.because) <= ids
    for position in board.positions:
        for contribution in position.contributions:
            assert contribution.because
            assert set(contribution.because) <= ids


@LAW
@given(OF_ONE)
def test_no_figure_is_invented_or_moved(found):
    """Every figure of a contribution was said of that party, by itself or an observer."""
    said = {
        (each.about, each.claim.amount)
        for each in found
        if isinstance(each.claim, Pledge) and isinstance(each.about, str)
    }
    for position in board_of(found).positions:
        for contribution in position.contributions:
            assert contribution.amount is None or (position.party, contribution.amount) in said


@LAW
@given(st.lists(OF_OTHERS, max_size=10))
def test_words_of_others_never_lift_above_considering(found):
    """A party's allegation never becomes a fact, however many repeat it."""
    undocumented = [
        each
        for each in found
        if not (isinstance(each.citation, Note) and each.citation.medium is Medium.DOCUMENT)
    ]
    for position in board_of(undocumented).positions:
        assert position.rung <= Rung.CONSIDERING
        assert position.verdict is None
        assert position.amount is None


def own_word(claim):
    """What AAA's president says on record on the day after everything else."""
    return identified(
        Statement(
            id="",
            citation=Note(medium=Medium.PAGE, source="x", gist="last word"),
            speaker=Speaker(name="Zoe", role="President", party="AAA"),
            voice=Voice.OFFICIAL,
            about="AAA",
            claim=claim,
            said_on=ImpreciseDate.day(FIRST + timedelta(days=14)),
        )
    )


@LAW
@given(OF_ONE)
def test_an_undecided_party_is_at_most_considering(found):
    """After its own undecided, only an observed arrival holds a party higher."""
    undecided = own_word(Verdict(verdict=VerdictType.UNDECIDED))
    for contribution in board_of([*found, undecided])["AAA"].contributions:
        assert contribution.verdict is VerdictType.UNDECIDED
        assert contribution.rung <= Rung.CONSIDERING or contribution.rung >= Rung.ADVANCE_PARTY


@LAW
@given(OF_ONE)
def test_a_refusal_takes_a_party_out_of_every_total(found):
    """After its own general refusal nothing that it said before counts anywhere."""
    declined = own_word(Verdict(verdict=VerdictType.DECLINED))
    assert board_of([*found, declined]).totals == {}


@LAW
@given(OF_ONE, st.lists(OF_OTHERS, max_size=5), PLEDGES)
def test_others_never_move_a_party_that_spoke_for_itself(found, others, pledge):
    """Where a party said on record how far it goes, claims of others change no contribution."""
    rung = max(pledge.rung, Rung.CONSIDERING)
    said = [*found, own_word(replace(pledge, rung=rung))]
    ids = {each.id for each in said}
    claims = [
        replace(each, about="AAA", speaker=replace(each.speaker, party="BBB"))
        for each in others
        if isinstance(each.citation, Passage) and each.id not in ids
    ]
    before, after = board_of(said)["AAA"], board_of([*said, *claims])["AAA"]
    assert after.contributions == before.contributions


@LAW
@given(with_copies())
def test_totals_count_each_standing_party_once(found):
    """No party stands at two rungs, and none whose word was taken back is counted."""
    board = board_of(found)
    counted = [party for tally in board.totals.values() for party in tally.parties]
    standing = [each.party for each in board.positions if each.verdict not in SET_ASIDE]
    assert sorted(counted) == sorted(standing)
    for tally in board.totals.values():
        assert tally.unknown + max(tally.no_floor, tally.no_ceiling) <= len(tally.parties)


@LAW
@given(st.text(), st.text(), st.dates())
def test_any_document_can_be_remembered(title, text, day):
    """Whatever a page holds, its entry is written, verifies, and comes back the same."""
    document = Document(
        id="d-1", title=title, text=text, source=title, origin="d-1", published_on=day
    )
    ledger = Ledger(MemoryStore())
    new = document_entry(document)
    ledger.append([new], recorded_at=CLOCK)
    assert ledger.verify() == 1
    assert next(ledger.entries()).payload == new.payload


@LAW
@given(st.sampled_from(list(FlagType)), st.text())
def test_any_flag_can_be_remembered(type_, detail):
    """A flag known to the ledger is shown on the board."""
    flag = Flag(type=type_, document="d-1", detail=detail)
    ledger = Ledger(MemoryStore())
    ledger.append([flag_entry(flag)], recorded_at=CLOCK)
    assert positions(ledger.entries(), as_of=asked()).flags == (flag,)
