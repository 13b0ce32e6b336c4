"""Cases move what was judged as far as they carry, and every moved figure says how many."""

from __future__ import annotations

import pytest
from past import cases_of, contribution, step

from contingent.plan.delays import Basis, standard_delays
from contingent.plan.fitting import JUDGEMENT_WORTH, factors_of, fitted_delays, shrunk_share
from contingent.vocabulary.claim import Rung

JUDGED = standard_delays()
CLIMB = (Rung.ADVANCE_PARTY, Rung.DEPLOYED)


def test_without_cases_nothing_moves():
    """What no case speaks of stays as it was judged, and says so."""
    assert fitted_delays(cases_of(), JUDGED) == JUDGED


def test_a_share_lies_between_the_judgement_and_what_came():
    """Four cases of all that was said count as much as the judgement."""
    assert JUDGEMENT_WORTH == 4
    assert shrunk_share([1.0] * 4, 0.5) == 0.75
    fitted = fitted_delays(cases_of(*[contribution()] * 4), JUDGED)
    assert fitted.realised(Rung.PLEDGED).mean == pytest.approx((0.45 + 1) / 2)


def test_alike_rungs_move_together_and_others_stay():
    """Pledges tell of offers too; nothing of what was only considered."""
    fitted = fitted_delays(cases_of(contribution(0), contribution(0)), JUDGED)
    assert fitted.realised(Rung.OFFERED).mean < JUDGED.realised(Rung.OFFERED).mean
    assert fitted.realised(Rung.CONSIDERING) == JUDGED.realised(Rung.CONSIDERING)


def test_no_firmer_word_is_worth_less():
    """Letters of which nothing came do not make a letter worth less than a pledge."""
    letters = [contribution(0, Rung.NOTIFIED)] * 40
    fitted = fitted_delays(cases_of(*letters, *[contribution()] * 40), JUDGED)
    means = [fitted.realised(rung).mean for rung in Rung]
    assert means == sorted(means)


def test_circumstances_are_told_apart_from_the_rung():
    """What a refused contributor sent says something of refusals, nothing of pledges."""
    fitted = fitted_delays(cases_of(*[contribution(0, objected=True)] * 4), JUDGED)
    assert fitted.realised(Rung.PLEDGED) == JUDGED.realised(Rung.PLEDGED)
    assert fitted.factors["objection"].times == pytest.approx(0.4 / 2)
    assert fitted.factors["objection"].origin.n == 4
    assert fitted.factors["unfunded"] == JUDGED.factors["unfunded"]


def test_circumstances_multiply():
    """A refused lead of an unfunded mission has all three factors."""
    both = contribution(objected=True, lead=True, voluntary=True)
    assert factors_of(both, JUDGED) == pytest.approx(0.4 * 1.3 * 0.6)
    assert factors_of(contribution(), JUDGED) == 1


def test_a_step_moves_towards_what_it_took():
    """Many cases of twelve days bring a median of sixty near twelve, and the spread down."""
    fitted = fitted_delays(cases_of(*[step(12, *CLIMB)] * 200), JUDGED).climb[CLIMB]
    assert 12 < fitted.p50_days < 14
    assert fitted.sigma < JUDGED.climb[CLIMB].sigma
    assert (fitted.origin.basis, fitted.origin.n) == (Basis.REFERENCE_CLASS, 200)


def test_a_span_tells_of_each_of_its_steps():
    """Twice the judged days over two steps lengthens both, and no other."""
    start, end = Rung.APPROVED, Rung.ADVANCE_PARTY
    fitted = fitted_delays(cases_of(*[step(210, start, end)] * 9), JUDGED).climb
    moved = {key for key, delay in fitted.items() if delay != JUDGED.climb[key]}
    assert moved == {(start, Rung.CONTRACTED), (Rung.CONTRACTED, end)}
    assert all(fitted[key].p50_days > JUDGED.climb[key].p50_days for key in moved)


def test_who_stands_within_a_step_has_it_all_ahead():
    """From pledged, which lies between offer and letter, the span begins with that step."""
    fitted = fitted_delays(cases_of(step(3, Rung.PLEDGED, Rung.NOTIFIED)), JUDGED).climb
    assert fitted[(Rung.OFFERED, Rung.NOTIFIED)].origin.n == 1


def test_a_mission_left_out_is_left_out_of_everything():
    """Without the only mission with cases, the fit is the judgement."""
    cases = cases_of(contribution(), step(12, *CLIMB))
    assert fitted_delays(cases.without("LAKES"), JUDGED) == JUDGED
    assert fitted_delays(cases.without("OTHER"), JUDGED) != JUDGED
