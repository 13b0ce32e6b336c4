"""Totals, counts, questions, decisions and changes around the positions."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from telling import board, entries_of, ledger_of, on, saying, statements_of

from contingent.ledger.changes import changes
from contingent.ledger.matters import asked_by
from contingent.ledger.positions import positions
from contingent.ledger.standing import standing_as_of
from contingent.vocabulary.capability import Amount, Comparator, Kind
from contingent.vocabulary.claim import (
    Count,
    Decision,
    DecisionType,
    Driver,
    DriverReason,
    Leaning,
    Pledge,
    Question,
    Rung,
    Schedule,
    Verdict,
    VerdictType,
)
from contingent.vocabulary.moment import ImpreciseDate, end_of_day
from contingent.vocabulary.statement import Collective, FlagType, Passage, Span, Speaker, Voice


def told(claim, *, about="", speaker="US", day="2025-12-19", **rest):
    """A statement with any claim, said by a party about a party or the mission."""
    plain = statements_of(f"{day} {speaker} says X approached")[0][0]
    plain = replace(plain, speaker=rest.pop("by", plain.speaker))
    return replace(plain, claim=claim, about=about, id=rest.pop("id", "s-told"), **rest)


def board_of(*statements, day="2029-12-31"):
    """Where everybody stands by some statements."""
    entries = ledger_of(saying(each) for each in statements).entries()
    return positions(entries, as_of=on(day))


def test_totals_never_mix_rungs_and_never_fill_a_gap():
    """A party without a figure is counted as unknown, not as zero."""
    totals = board("""
        2026-02-19  Aland  says Aland pledged police 300
        2026-02-19  Benin  says Benin pledged police 2000+
        2026-02-19  Chad   says Chad  pledged police
        2026-02-19  Fiji   says Fiji  considering police <500
    """).totals
    pledged = totals[Rung.PLEDGED]
    assert pledged.parties == ("Aland", "Benin", "Chad")
    assert (pledged.floor, pledged.ceiling) == (2300, 300)
    assert (pledged.unknown, pledged.no_floor, pledged.no_ceiling) == (1, 0, 1)
    assert (totals[Rung.CONSIDERING].floor, totals[Rung.CONSIDERING].ceiling) == (None, 500)


def test_a_total_knows_that_nobody_gave_a_figure():
    """No figure at all is None, never 0."""
    tally = board("2026-02-19 Chad says Chad pledged police").totals[Rung.PLEDGED]
    assert (tally.floor, tally.ceiling, tally.unknown) == (None, None, 1)


def test_one_figure_for_two_kinds_is_added_once():
    """600 engineers and medics are 600 people."""
    tally = board("2026-02-19 Chad says Chad pledged engineering,medical 600").totals
    assert tally[Rung.PLEDGED].floor == 600


def test_a_general_figure_covers_the_arms_named_beside_it():
    """8,000 troops of whom 1,000 engineers are 8,000."""
    tally = board("""
        2026-02-19  Chad  says Chad pledged troops 8000
        2026-02-19  Chad  says Chad pledged engineering 1000
    """).totals
    assert tally[Rung.PLEDGED].floor == 8000


def test_what_was_declined_since_adds_nothing_to_a_total():
    """The police that a party no longer sends are not among the people that it pledged."""
    tally = board("""
        2026-02-19  Chad  says Chad pledged engineering 200
        2026-02-19  Chad  says Chad pledged police 100
        2026-03-19  Chad  says Chad declined police
    """).totals[Rung.PLEDGED]
    assert (tally.parties, tally.floor, tally.ceiling) == (("Chad",), 200, 200)


def test_a_sum_with_one_open_end_is_open():
    """200 engineers and 100 police or more are 300 or more: nobody said how many at most."""
    tally = board("""
        2026-02-19  Chad  says Chad pledged engineering 200
        2026-02-19  Chad  says Chad pledged police 100+
    """).totals[Rung.PLEDGED]
    assert (tally.floor, tally.ceiling, tally.no_ceiling) == (300, None, 1)


def test_money_is_no_people():
    """A figure in another unit is no figure of personnel."""
    money = Pledge(
        rung=Rung.PLEDGED, kinds=(Kind.FUNDING,), amount=Amount(floor=5, ceiling=5, unit="USD")
    )
    tally = board_of(told(money, about="QAT", speaker="QAT", voice=Voice.OFFICIAL)).totals
    assert (tally[Rung.PLEDGED].floor, tally[Rung.PLEDGED].unknown) == (None, 1)


def test_a_pledge_of_so_many_unnamed_is_counted():
    """At least seven who offered troops are a count at that rung, with the kind, for its teller."""
    about = Collective(count=7, comparator=Comparator.AT_LEAST)
    pledge = Pledge(rung=Rung.OFFERED, kinds=(Kind.TROOPS,))
    (row,) = board_of(told(pledge, about=about)).counts
    assert (row.rung, row.count, row.comparator) == (Rung.OFFERED, 7, Comparator.AT_LEAST)
    assert (row.kinds, row.by) == ((Kind.TROOPS,), "US")


def test_a_refusal_of_so_many_unnamed_is_no_count():
    """Only who stands at a rung is counted."""
    about = Collective(count=7, comparator=Comparator.AT_LEAST)
    assert board_of(told(Verdict(verdict=VerdictType.DECLINED), about=about)).counts == ()


def test_a_count_is_for_who_said_it_and_else_for_nobody():
    """A speaker without a party is named; two of them are two rows."""
    count = Count(rung=Rung.APPROACHED, count=70, comparator=Comparator.MORE_THAN)
    people = [Speaker(name="Ann Lee"), Speaker(name="Bo Ek")]
    found = board_of(*(told(count, speaker="US", id=each.name, by=each) for each in people)).counts
    assert [row.by for row in found] == ["Ann Lee", "Bo Ek"]


def test_a_count_told_twice_is_one_row():
    """Two papers that print one number are one number, with both behind it."""
    count = Count(rung=Rung.APPROACHED, count=70, comparator=Comparator.MORE_THAN)
    about = Collective(count=70, comparator=Comparator.MORE_THAN)
    found = board_of(
        told(count, about=about, id="a"),
        told(count, about=about, id="b", day="2025-12-20"),
        told(count, about=about, id="c", copy_of="a"),
    ).counts
    assert [(row.count, row.by, row.because) for row in found] == [(70, "US", ("a", "b"))]


def test_a_wrong_number_is_no_count():
    """A telling flagged for its number lends it to nobody."""
    count = Count(rung=Rung.ENGAGING, count=59, comparator=Comparator.EXACTLY)
    assert board_of(told(count, flags=(FlagType.WRONG_NUMBER,))).counts == ()


def test_a_question_is_open_until_all_who_asked_are_answered():
    """An answer to one contributor leaves the question of the other standing."""
    text = """
        2025-12-19  Pakistan   asks    mandate, scope
        2025-12-20  Indonesia  asks    mandate
        2026-01-05  Pakistan   answers mandate
    """
    found = board(text)
    by_topic = {each.topic: each for each in found.questions}
    assert by_topic["mandate"].asked_by == ("Indonesia", "Pakistan")
    assert not by_topic["mandate"].answered
    assert (found["Pakistan"].asks, found["Indonesia"].asks) == (("scope",), ("mandate",))
    later = board(text + "2026-02-01 Indonesia answers mandate")
    assert {each.topic: each.answered for each in later.questions}["mandate"]


def test_a_question_asked_again_is_open_again():
    """An answer that did not satisfy is no answer."""
    found = board("""
        2025-12-19  Kenya  asks    funding
        2026-01-05  Kenya  answers funding
        2026-01-09  Kenya  asks    funding
    """)
    assert found["Kenya"].asks == ("funding",)


def cited(document, at=0):
    """A passage of a document."""
    return Passage(document=document, span=Span(start=at, end=at + 5), quote="words")


def test_votes_of_one_instrument_are_put_together():
    """Who abstained in one report and who voted for it in another are one vote."""
    day = ImpreciseDate.day(date(2025, 11, 17))
    found = board_of(
        told(
            Decision(act=DecisionType.RESOLUTION, instrument="R 9", date=day),
            citation=cited("d1"),
            id="a",
        ),
        told(
            Decision(act=DecisionType.VOTE, date=day, abstained=("CHN", "RUS")),
            citation=cited("d2"),
            id="b",
        ),
        told(Decision(act=DecisionType.VOTE, in_favour=("PAK",)), citation=cited("d2", 9), id="c"),
        told(
            Decision(act=DecisionType.RESOLUTION, instrument="R 10", in_favour=("CHN",)),
            citation=cited("d2", 20),
            id="d",
        ),
    ).decisions
    assert [(each.instrument, each.in_favour, each.abstained) for each in found] == [
        ("R 9", ("PAK",), ("CHN", "RUS")),
        ("R 10", ("CHN",), ()),
    ]
    assert found[0].because == ("a", "b", "c")


def test_a_vote_holds_from_its_own_day():
    """Told in December, a vote of November is on the board of November; not before."""
    day = ImpreciseDate.day(date(2025, 11, 17))
    vote = told(Decision(act=DecisionType.VOTE, date=day, abstained=("CHN",)), day="2025-12-20")
    assert len(board_of(vote, day="2025-11-17").decisions) == 1
    assert board_of(vote, day="2025-11-16").decisions == ()


def test_a_party_on_two_sides_of_a_vote_is_disputed():
    """Two tellings that cannot both be true are shown as that."""
    for_it = Decision(act=DecisionType.VOTE, instrument="R 9", in_favour=("CHN",))
    abstained = Decision(act=DecisionType.VOTE, instrument="r 9", abstained=("CHN",))
    found = board_of(told(for_it, id="a"), told(abstained, id="b")).decisions
    assert found[0].disputed == ("CHN is told on two sides: in favour and abstained.",)


def test_two_appointments_of_one_day_stay_two():
    """Only votes are put together by their day."""
    day = ImpreciseDate.day(date(2026, 2, 19))
    found = board_of(
        told(Decision(act=DecisionType.APPOINTMENT, body="commander", date=day), id="a"),
        told(Decision(act=DecisionType.APPOINTMENT, body="deputy", date=day), id="b"),
    ).decisions
    assert len(found) == 2


def decided(*claims, **rest):
    """The acts that some tellings come to, each by the ids of those behind it."""
    said = (told(claim, id=str(at), **rest) for at, claim in enumerate(claims))
    return [each.because for each in board_of(*said).decisions]


def test_votes_without_day_instrument_or_document_stay_apart():
    """Nothing says that two of them are one: neither that both lack the same."""
    votes = [Decision(act=DecisionType.VOTE, in_favour=(party,)) for party in ("PAK", "CHN")]
    assert decided(*votes) == [("0",), ("1",)]
    assert decided(*votes, citation=cited("d1")) == [("0", "1")]


def test_votes_of_two_days_are_two():
    """Whichever is told first, with an instrument or without one."""
    days = [ImpreciseDate.day(date(2025, 11, day)) for day in (17, 20)]
    for first, second in (days, days[::-1]):
        for instrument in ("", "R 9"):
            votes = [
                Decision(act=DecisionType.RESOLUTION, instrument=instrument, date=first),
                Decision(act=DecisionType.VOTE, date=second, abstained=("CHN",)),
            ]
            assert sorted(decided(*votes)) == [("0",), ("1",)]
    month = Decision(act=DecisionType.VOTE, date=ImpreciseDate.parse("2025-11"))
    assert decided(Decision(act=DecisionType.VOTE, date=days[0]), month) == [("0", "1")]


def test_two_appointments_of_one_day_by_nobody_named_stay_two():
    """Only a body that both name can make them one."""
    day = ImpreciseDate.day(date(2026, 2, 19))
    bare, named = (
        Decision(act=DecisionType.APPOINTMENT, body=body, date=day) for body in ("", "Council")
    )
    assert decided(bare, bare) == [("0",), ("1",)]
    assert decided(named, replace(named, body="council")) == [("0", "1")]


def test_a_question_that_no_party_asks_is_nobodys():
    """It is on the list of questions, and no party wants an answer."""
    asked = told(Question(topics=("exit",)), by=Speaker(name="Ann Lee"))
    (question,) = board_of(asked).questions
    assert (question.topic, question.asked_by, question.answered) == ("exit", (), False)
    entries = ledger_of([saying(asked)]).entries()
    assert asked_by(standing_as_of(entries, on("2029-12-31")).words) == {}


def test_what_is_heard_is_about_a_party_or_the_mission():
    """Of so many unnamed parties no name is shown."""
    plan = Schedule(what="deployment", earliest=ImpreciseDate.parse("2026-01"))
    many = Collective(count=7, comparator=Comparator.AT_LEAST)
    for about, shown in (("PAK", "PAK"), ("", ""), (many, "")):
        (found,) = board_of(told(plan, about=about)).schedules
        assert found.about == shown


def test_the_latest_word_on_acceptance_stands_per_teller():
    """An objection withdrawn by consent is history; hearsay of it is kept apart."""
    objection = Verdict(verdict=VerdictType.OBJECTION, toward="TUR")
    consent = Verdict(verdict=VerdictType.CONSENT, toward="TUR")
    found = board_of(
        told(objection, about="ISR", speaker="ISR", day="2025-11-01", id="a"),
        told(consent, about="ISR", speaker="ISR", day="2026-01-01", id="b"),
        told(objection, about="ISR", speaker="US", day="2025-12-01", id="c"),
    ).acceptance
    assert [(each.told_by, each.verdict, each.because) for each in found] == [
        ("ISR", VerdictType.CONSENT, ("b",)),
        ("US", VerdictType.OBJECTION, ("c",)),
    ]


def test_a_word_on_acceptance_rests_on_all_who_tell_it_of_one_day():
    """Two papers with one consent are both behind it; the day before, and the refusal, are not."""
    objection = Verdict(verdict=VerdictType.OBJECTION, toward="TUR")
    consent = Verdict(verdict=VerdictType.CONSENT, toward="TUR")
    said = [("2026-01-01", consent), ("2026-01-02", objection), ("2026-01-02", consent)]
    said += [("2026-01-02", consent), ("2026-01-03", consent), ("2026-01-03", consent)]
    for count, because in ((1, "0"), (2, "1"), (3, "2"), (4, "23"), (5, "4"), (6, "45")):
        (row,) = board_of(
            *(
                told(claim, about="ISR", speaker="ISR", day=day, id=str(at))
                for at, (day, claim) in enumerate(said[:count])
            )
        ).acceptance
        assert (row.because, row.verdict) == (tuple(because), said[count - 1][1].verdict)


@pytest.mark.parametrize(
    ("claim", "field"),
    [
        (Schedule(what="deployment", earliest=ImpreciseDate.parse("2026-01")), "schedules"),
        (Driver(reason=DriverReason.OPINION, leaning=Leaning.AWAY, what="opinion"), "drivers"),
    ],
)
def test_what_was_said_about_the_mission_is_kept_as_said(claim, field):
    """Schedules and drivers are listed with whose word they are, and place nobody."""
    found = board_of(told(claim, about="PAK", voice=Voice.COMMENTARY))
    assert [each.claim for each in getattr(found, field)] == [claim]
    assert found.positions == ()


def test_changes_name_what_differs_and_why():
    """Between two dates a party's kind, aspect and both sides are told, with statements."""
    entries = entries_of("""
        2026-02-19  Indonesia  says Indonesia pledged troops 8000 | id=pledge
        2026-02-19  Kenya      says Kenya willing police
        2026-03-17  Indonesia  says Indonesia suspended           | id=stop
        2026-03-18  Chad       says Chad considering police       | id=new
    """)
    found = changes(entries, since=on("2026-03-01"), until=on("2026-04-01"))
    assert [(each.party, each.kind, each.aspect, each.before, each.after) for each in found] == [
        ("Chad", Kind.POLICE.value, "rung", "", "considering"),
        ("Indonesia", Kind.TROOPS.value, "verdict", "", "suspended"),
        ("Indonesia", Kind.UNSPECIFIED.value, "verdict", "", "suspended"),
    ]
    assert found[1].because == ("stop", "pledge")


def test_changes_can_be_what_we_learned():
    """The same day, known earlier and known later, differ by what arrived in between."""
    entries = entries_of("2026-02-19 Kenya says Kenya willing police | known=2026-03-01")
    then = on("2026-02-20", known=end_of_day(date(2026, 2, 20)))
    found = changes(entries, since=then, until=on("2026-02-20"))
    assert [(each.before, each.after) for each in found] == [("", "willing")]
