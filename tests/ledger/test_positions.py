"""Where a party stands, by the rules of the ladder."""

from __future__ import annotations

from datetime import date

import pytest
from telling import board, entries_of, on

from contingent.ledger.positions import positions
from contingent.vocabulary.capability import Amount, Kind
from contingent.vocabulary.claim import Rung, VerdictType
from contingent.vocabulary.moment import end_of_day


def stands(text: str, party: str = "Pakistan", day: str = "2029-12-31"):
    """Rung and verdict of a party, by a chronicle."""
    found = board(text, day)[party]
    return found.rung, found.verdict


def test_a_later_no_decision_does_not_erase_the_earlier_report():
    """What was known on 19 Dec stays answerable after 20 Dec."""
    entries = entries_of("""
        2025-12-19  US        says Pakistan considering troops
        2025-12-20  Pakistan  says Pakistan undecided   troops
    """)
    before = positions(entries, as_of=on("2025-12-19"))["Pakistan"]
    after = positions(entries, as_of=on("2025-12-20"))["Pakistan"]
    assert (before.rung, before.verdict) == (Rung.CONSIDERING, None)
    assert (after.rung, after.verdict) == (Rung.CONSIDERING, VerdictType.UNDECIDED)


@pytest.mark.parametrize("word", ["considering", "willing", "offered", "pledged", "deployed"])
def test_the_word_of_others_never_lifts_above_considering(word):
    """However firm the claim of another, a silent party is at most considering."""
    found = board(f"2025-12-19 US says Pakistan {word} troops 3500")["Pakistan"]
    assert found.rung is Rung.CONSIDERING
    assert found.amount is None
    assert found.claimed_by_others[0].rung is Rung.of_word(word)
    assert found.claimed_by_others[0].amount == Amount(floor=3500, ceiling=3500)
    assert found.contested == (
        f"Nothing from Pakistan itself: official of US (US) said `{word}` 3,500 on 2025-12-19.",
    )


def test_its_own_word_beats_anothers_and_the_difference_is_flagged():
    """A claim beside a party's own word is shown with it, and moves nothing."""
    found = board("""
        2025-12-18  Pakistan(spokesman)  says Pakistan undecided
        2025-12-19  US(secretary)        says Pakistan offered
    """)["Pakistan"]
    assert (found.rung, found.verdict) == (Rung.CONSIDERING, VerdictType.UNDECIDED)
    assert [claim.by for claim in found.claimed_by_others] == ["US"]
    assert found.contested == (
        "secretary of US (US) said `offered` on 2025-12-19; Pakistan itself: "
        "spokesman of Pakistan (Pakistan) said `undecided` on 2025-12-18.",
    )


def test_an_own_word_below_anothers_claim_stands():
    """Considering from the capital is not lifted by a pledge that somebody else announces."""
    text = """
        2026-02-10  Morocco  says Morocco considering
        2026-02-19  US       says Morocco pledged
    """
    assert stands(text, "Morocco") == (Rung.CONSIDERING, None)


def test_an_echo_of_the_own_word_is_not_contested():
    """Two accounts that agree are no dispute."""
    found = board("""
        2025-12-18  Kenya  says Kenya considering
        2025-12-19  US     says Kenya considering
    """)["Kenya"]
    assert found.contested == ()


@pytest.mark.parametrize("denial", ["undecided", "declined"])
def test_an_own_denial_resets_whatever_was_said_before(denial):
    """After a denial an earlier pledge counts for nothing, until something firm is said again."""
    text = f"""
        2025-10-01  Kenya(president)  says Kenya pledged police 1000
        2025-12-18  Kenya(spokesman)  says Kenya {denial}
    """
    found = board(text)["Kenya"]
    assert found.verdict is VerdictType(denial)
    totals = board(text).totals
    assert Rung.PLEDGED not in totals
    resumed = text + "2026-03-01 Kenya(minister) says Kenya willing police"
    assert stands(resumed, "Kenya") == (Rung.WILLING, None)


def test_undecided_caps_at_considering_and_takes_the_figure_along():
    """An undecided party's earlier number is not kept at a rung at which it never said it."""
    found = board("""
        2025-10-01  Kenya  says Kenya pledged police 1000 if funding
        2025-12-18  Kenya  says Kenya undecided
    """)["Kenya"]
    assert (found.rung, found.amount, found.conditions) == (Rung.CONSIDERING, None, ())


def test_an_undecided_party_may_go_on_considering():
    """Considering does not end undecided; willing does."""
    text = """
        2025-12-18  Kenya  says Kenya undecided
        2025-12-28  Kenya  says Kenya considering
    """
    assert stands(text, "Kenya") == (Rung.CONSIDERING, VerdictType.UNDECIDED)
    assert stands(text + "2026-01-20 Kenya says Kenya willing", "Kenya") == (Rung.WILLING, None)


@pytest.mark.parametrize("verdict", ["suspended", "withdrawn", "declined"])
def test_a_standing_verdict_keeps_the_rung_as_history_only(verdict):
    """What was reached stays visible, and no total counts it."""
    found = board(f"""
        2026-02-19  Indonesia(president)  says Indonesia pledged troops 8000
        2026-03-03  Indonesia(minister)   says Indonesia considering troops
        2026-03-17  Indonesia(spokesman)  says Indonesia {verdict}
    """)
    position = found["Indonesia"]
    assert (position.rung, position.verdict) == (Rung.PLEDGED, VerdictType(verdict))
    assert not position.stands
    assert found.totals == {}


def test_a_suspension_ends_with_a_firm_word_and_what_was_said_stands_again():
    """A suspension is no denial: resumed, the word from before it is history no more."""
    text = """
        2026-03-17  Indonesia  says Indonesia suspended
        2026-05-01  Indonesia  says Indonesia pledged troops
    """
    assert stands(text, "Indonesia") == (Rung.PLEDGED, None)


def test_within_a_week_the_higher_authority_stands():
    """A spokesman does not overrule the president of the day before; a week later he may."""
    text = """
        2026-02-19  Indonesia(president)  says Indonesia pledged troops
        2026-02-20  Indonesia(spokesman)  says Indonesia considering troops
    """
    assert stands(text, "Indonesia")[0] is Rung.PLEDGED
    assert "differs with itself" in board(text)["Indonesia"].contested[0]
    later = text + "2026-03-10 Indonesia(spokesman) says Indonesia considering troops"
    assert stands(later, "Indonesia")[0] is Rung.CONSIDERING


def test_of_one_day_the_weaker_word_stands():
    """A firmer telling of the same day is never taken silently."""
    text = """
        2026-02-19  Kenya(minister)  says Kenya pledged police
        2026-02-19  Kenya(minister)  says Kenya willing police
    """
    found = board(text)["Kenya"]
    assert found.rung is Rung.WILLING
    assert found.contested


def test_talks_never_lower_what_was_said():
    """A party that goes on talking stays where its last firm word left it."""
    text = """
        2026-02-10  Kenya  says Kenya willing police
        2026-03-10  Kenya  says Kenya engaging police
    """
    assert stands(text, "Kenya")[0] is Rung.WILLING


def test_unnamed_officials_stand_only_where_nobody_spoke_on_record():
    """A word on record outranks any number of unnamed ones, whatever their dates."""
    unnamed = "2025-11-20 Kenya(unnamed) says Kenya pledged police"
    assert stands(unnamed, "Kenya")[0] is Rung.PLEDGED
    both = unnamed + "\n2025-11-01 Kenya(spokesman) says Kenya considering police"
    assert stands(both, "Kenya")[0] is Rung.CONSIDERING


def test_different_figures_on_one_day_are_contested():
    """Three numbers from one government on one day are all shown."""
    found = board("""
        2026-02-10  Indonesia(army chief)      says Indonesia considering troops 5000..8000
        2026-02-10  Indonesia(state secretary) says Indonesia considering troops 8000
        2026-02-10  Indonesia(deputy minister) says Indonesia considering troops 600
    """)["Indonesia"]
    assert found.amount == Amount(floor=8000, ceiling=8000)
    assert found.contested == (
        "Indonesia gave different figures on 2026-02-10: 5,000 to 8,000 (army chief of Indonesia "
        "(Indonesia)); 600 (deputy minister of Indonesia (Indonesia)); 8,000 (state secretary of "
        "Indonesia (Indonesia)).",
    )


def test_each_kind_has_its_own_rung():
    """Police pledged and engineers considered are two contributions, never one."""
    found = board("""
        2026-02-19  Kenya  says Kenya pledged     police 300
        2026-02-19  Kenya  says Kenya considering engineering
    """)["Kenya"]
    assert [(each.kind, each.rung) for each in found.contributions] == [
        (Kind.POLICE, Rung.PLEDGED),
        (Kind.ENGINEERING, Rung.CONSIDERING),
    ]
    assert found.rung is Rung.PLEDGED


def test_a_refusal_of_troops_covers_infantry_and_leaves_police_training():
    """No soldiers does not mean nothing."""
    found = board("""
        2026-02-01  Jordan  says Jordan willing infantry
        2026-02-01  Jordan  says Jordan willing training,police
        2026-02-20  Jordan  says Jordan declined troops
    """)["Jordan"]
    by_kind = {each.kind: each for each in found.contributions}
    assert by_kind[Kind.INFANTRY].verdict is VerdictType.DECLINED
    assert by_kind[Kind.TRAINING].verdict is None
    assert (found.rung, found.verdict) == (Rung.WILLING, None)


def test_a_general_verdict_applies_to_every_kind_said_before_it_and_none_after():
    """A suspension on 17 March does not suspend what is first offered in May."""
    found = board("""
        2026-02-19  Kenya  says Kenya pledged police
        2026-03-17  Kenya  says Kenya suspended
        2026-05-01  Kenya  says Kenya considering medical
    """)["Kenya"]
    by_kind = {each.kind: each.verdict for each in found.contributions}
    assert by_kind[Kind.POLICE] is VerdictType.SUSPENDED
    assert by_kind[Kind.MEDICAL] is None


def test_observed_arrivals_outrank_words():
    """Soldiers seen in theatre are not undone by a spokesman's considering."""
    text = """
        2026-06-25  reporter          says Kenya advance_party police 200
        2026-07-10  Kenya(spokesman)  says Kenya considering police
    """
    assert stands(text, "Kenya")[0] is Rung.ADVANCE_PARTY
    still_there = text + "2026-07-20 Kenya(spokesman) says Kenya undecided police"
    assert stands(still_there, "Kenya") == (Rung.ADVANCE_PARTY, VerdictType.UNDECIDED)


def test_a_vote_in_a_document_outranks_a_later_hedge():
    """An act that is on paper is not lowered by talk, and does not survive a denial."""
    text = """
        2026-04-17  Kosovo(assembly)   says Kosovo approved troops 60 | document
        2026-04-20  Kosovo(minister)   says Kosovo willing  troops
    """
    assert stands(text, "Kosovo")[0] is Rung.APPROVED
    assert stands(text + "2026-05-20 Kosovo says Kosovo undecided", "Kosovo") == (
        Rung.CONSIDERING,
        VerdictType.UNDECIDED,
    )


def test_an_approval_in_principle_is_only_willing():
    """In principle is a flag, not a decision."""
    assert stands("2026-04-17 Kenya says Kenya approved_in_principle police", "Kenya") == (
        Rung.WILLING,
        None,
    )


def test_attendance_alone_is_engaging():
    """Who sat in a meeting has promised nothing."""
    assert stands("2025-12-16 US says Kenya engaging", "Kenya") == (Rung.ENGAGING, None)


def test_comment_places_nobody():
    """An analyst's expectation is not a position."""
    found = board("""
        2025-12-20  comment  says Kenya pledged police
        2025-12-20  US       says Kenya approached
    """)["Kenya"]
    assert found.rung is Rung.APPROACHED
    assert len(found.claimed_by_others) == 1


def test_an_exclusion_is_the_word_of_who_excludes():
    """A veto is soft: the party stays where its own word put it."""
    found = board("""
        2025-11-01  Turkey  says Turkey willing troops
        2025-12-01  Israel  says Turkey excluded
    """)
    assert (found["Turkey"].rung, found["Turkey"].verdict) == (Rung.WILLING, None)
    assert found["Turkey"].claimed_by_others[0].verdict is VerdictType.EXCLUDED
    assert [(each.by, each.toward) for each in found.acceptance] == [("Israel", "Turkey")]


def test_a_copy_counts_once_and_its_departure_is_shown():
    """A rewritten copy sets nothing; where it outruns its source, the position says so."""
    found = board("""
        2025-11-29  Kenya  says Kenya willing police | id=better
        2025-11-29  Kenya  says Kenya pledged police | copy=better flag=hedge_dropped
    """)["Kenya"]
    assert found.rung is Rung.WILLING
    assert "hedge_dropped" in found.contested[0]
    assert "does not count" in found.contested[0]


def test_a_copy_speaks_while_nothing_better_is_known():
    """As known before the better telling arrived, the copy is all there is."""
    entries = entries_of("""
        2025-11-29  Kenya  says Kenya considering police | copy=better id=copy
        2025-11-29  Kenya  says Kenya willing     police | id=better known=2025-12-24
    """)
    then = on("2025-12-31", known=end_of_day(date(2025, 12, 1)))
    assert positions(entries, as_of=then)["Kenya"].because == ("copy",)
    assert positions(entries, as_of=on("2025-12-31"))["Kenya"].because == ("better",)


def test_a_flagged_headline_sets_nothing():
    """A headline beyond its own text is shown as that, not as a claim of the speaker."""
    found = board("""
        2025-12-20  US  says Kenya offered     | doc=d headline flag=headline_outruns_quote
        2025-12-20  US  says Kenya considering | doc=d
    """)["Kenya"]
    assert found.rung is Rung.CONSIDERING
    assert any("A headline of 2025-12-20 has Kenya `offered`" in why for why in found.contested)


def test_an_undated_statement_is_listed_and_moves_nothing():
    """Without a day nobody can say when it held."""
    found = board("""
        undated     Kenya  says Kenya pledged police | id=when
        2025-12-20  Kenya  says Kenya willing police
    """)
    assert found["Kenya"].rung is Rung.WILLING
    assert [each.statement for each in found.undated] == ["when"]


def test_a_month_holds_from_its_first_day():
    """An imprecise date counts from the first day on which it can have been."""
    text = "2025-12 Kenya says Kenya willing police"
    assert stands(text, "Kenya", "2025-12-01")[0] is Rung.WILLING
    assert board(text, "2025-11-30").positions == ()


def test_nothing_said_later_is_known_earlier():
    """As known on a day, what was learned afterwards does not exist."""
    entries = entries_of("2025-12-01 Kenya says Kenya pledged police | known=2026-01-15")
    asked = on("2025-12-20", known=end_of_day(date(2025, 12, 20)))
    assert positions(entries, as_of=asked).positions == ()
    assert positions(entries, as_of=on("2025-12-20"))["Kenya"].rung is Rung.PLEDGED


def test_last_heard_is_the_day_of_its_own_word():
    """What others say of a party is not hearing from it."""
    found = board("""
        2025-12-01  Kenya  says Kenya considering
        2025-12-19  US     says Kenya pledged
    """)["Kenya"]
    assert found.last_heard == date(2025, 12, 1)


def test_positions_are_sorted_by_what_stands_then_by_firmness():
    """Who suspended comes after everybody whose word stands."""
    found = board("""
        2026-02-19  Aland  says Aland pledged police
        2026-02-20  Aland  says Aland suspended
        2026-02-19  Benin  says Benin considering police
        2026-02-19  Chad   says Chad willing police
    """)
    assert [each.party for each in found.positions] == ["Chad", "Benin", "Aland"]


def test_after_a_week_a_lower_voice_on_record_may_undo_a_refusal():
    """Within the week only the same authority or a higher one; an unnamed official never."""
    refused = "2025-12-01 Pakistan(president) says Pakistan declined troops\n"
    for day, who, verdict in (
        ("2025-12-05", "spokesman", VerdictType.DECLINED),
        ("2025-12-20", "spokesman", None),
        ("2025-12-20", "unnamed", VerdictType.DECLINED),
    ):
        later = f"{day} Pakistan({who}) says Pakistan willing troops"
        assert stands(refused + later)[1] is verdict


def test_of_one_day_the_graver_word_off_the_ladder_stands():
    """Undecided in one room and declined in another: declined."""
    for first, second in (("undecided", "declined"), ("declined", "undecided")):
        found = stands(f"""
            2025-12-19  Pakistan  says Pakistan {first}   troops
            2025-12-19  Pakistan  says Pakistan {second}  troops
        """)
        assert found[1] is VerdictType.DECLINED


def test_an_arrival_that_only_a_headline_tells_is_no_fact():
    """A reporter's own words in the body lift the board, those of a headline do not."""
    told = "2025-12-19 reporter says Pakistan deployed police 40"
    assert stands(told)[0] is Rung.DEPLOYED
    assert stands(f"{told} | doc=d")[0] is Rung.DEPLOYED
    assert stands(f"{told} | doc=d headline")[0] is Rung.CONSIDERING


def test_a_lower_word_of_others_never_lowers_its_own_talks():
    """Whoever was itself in talks stays there, though another only speaks of having asked."""
    assert stands("""
        2025-12-18  Pakistan  says Pakistan engaging   troops
        2025-12-19  US        says Pakistan approached troops
    """) == (Rung.ENGAGING, None)


def test_nobody_is_held_to_an_earlier_claim_of_another():
    """Of what one speaker claims of a silent party the latest counts, unless it is talks only."""
    text = """
        2025-12-18  US  says Pakistan pledged     troops 3000 | id=first
        2025-12-19  US  says Pakistan considering troops      | id=second
        2025-12-20  US  says Pakistan engaging    troops      | id=third
    """
    found = board(text)["Pakistan"]
    assert found.rung is Rung.CONSIDERING
    assert found.contributions[0].because == ("second",)
