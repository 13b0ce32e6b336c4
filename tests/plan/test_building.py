"""From a mission and what was said to a network: who waits for what, and what is wrong with it."""

from __future__ import annotations

from datetime import date

import pytest
from telling import entries_of

from contingent.ledger.positions import positions
from contingent.mission import Mission
from contingent.plan.building import network_of
from contingent.plan.delays import standard_delays
from contingent.plan.forecast import Run, days_reached
from contingent.plan.ground import Ground, remaining, still_possible
from contingent.plan.network import Network, Step, arranged
from contingent.plan.questions import unasked_questions
from contingent.vocabulary.moment import AsOf, end_of_day

DAY = date(2029, 6, 1)
SAID = """
    2029-05-01 Kenya  says KEN pledged troops 1000
    2029-05-02 Norway says NOR offered medical 80
"""


def ground(mission: dict[str, object] | None = None, said: str = SAID, **measures: bool) -> Ground:
    """A small mission, and what was said, in a chronicle."""
    text = said.replace("Kenya ", "KEN ").replace("Norway", "NOR")
    as_of = AsOf(held_on=DAY, known_at=end_of_day(DAY))
    return Ground(
        mission=Mission.model_validate(
            {"code": "M", "name": "Mission", "theatre": "Somewhere"} | (mission or {})
        ),
        positions=positions(entries_of(text), as_of=as_of),
        delays=standard_delays(),
        start=DAY,
        measures=measures,
    )


def built(mission: dict[str, object] | None = None, said: str = SAID, **measures: bool) -> Network:
    """The network of such a ground, without problems."""
    network, problems = network_of(ground(mission, said, **measures))
    assert problems == ()
    assert network is not None
    return network


def after(network: Network, id: str) -> tuple[str, ...]:
    """What a step waits for."""
    node = network.node(id)
    assert isinstance(node, Step)
    return node.after


def test_a_pledge_climbs_only_the_rungs_above_it():
    """Who has pledged need not offer; who has offered need."""
    ids = {node.id for node in built().nodes}
    assert "KEN:offered" not in ids
    assert {"KEN:notified", "KEN:approved", "KEN:contracted", "KEN:deployed"} <= ids
    assert {"NOR:notified", "NOR:deployed"} <= ids


def test_who_is_there_has_arrived():
    """A deployed contingent is in theatre on the first day, in every scenario."""
    network = built(said="2029-05-01 reporter says KEN deployed troops 300")
    assert (days_reached(network, ["KEN:deployed"], Run(scenarios=256)) == 0).all()


def test_considering_counts_and_contacts_do_not():
    """Silence is no promise: a party that was only contacted is named as left out."""
    network = built(said=SAID + "    2029-05-03 USA says BRA approached\n")
    assert not [node for node in network.nodes if node.id.startswith("BRA")]
    assert any("BRA" in finding.what for finding in network.findings)


def test_money_and_training_put_nobody_into_the_theatre():
    """A pledge of funds is no contingent."""
    network = built(said=SAID + "    2029-05-03 JPN says JPN pledged funding\n")
    assert {each.contributor for each in network.deliveries} == {"KEN", "NOR"}


def test_a_party_waits_for_the_answer_it_asked_for():
    """Its question stands before its next firm step, with every answer that suits it."""
    network = built(said=SAID + "    2029-05-03 KEN asks mandate\n")
    assert "KEN:takes:mandate" in after(network, "KEN:notified")
    assert "answer:mandate:0" in after(network, "KEN:takes:mandate")
    assert not [id for id in after(network, "NOR:notified") if "mandate" in id]


def test_an_answered_question_holds_up_nobody():
    """Once it is answered, gates behind it are open and nobody waits."""
    mission = {
        "questions": [
            {"topic": "mandate", "text": "?", "answered": True, "answered_on": date(2029, 5, 1)}
        ],
        "gates": [{"id": "go", "name": "Go", "all_of": ["question:mandate"]}],
    }
    network = built(mission)
    assert (days_reached(network, ["gate:go"], Run(scenarios=256)) == 0).all()
    assert not network.questions


def test_answers_of_the_mission_file_say_who_leaves_and_who_comes():
    """Their shares are drawn, one answer and one only; who would leave does not take it."""
    mission = {
        "questions": [
            {
                "topic": "mandate",
                "text": "Keep or enforce the peace?",
                "asked_by": ["KEN"],
                "answers": [
                    {"answer": "enforce", "percent": 30, "leave": ["KEN"]},
                    {"answer": "keep", "percent": 50},
                    {"answer": "observe", "percent": 20, "leave": ["KEN"], "come": ["NOR"]},
                ],
            }
        ]
    }
    network = built(mission)
    answers = network.questions["mandate"]
    days = days_reached(network, ["question:mandate", *answers], Run(scenarios=60_000))
    given = days[0] < 1e6
    shares = (days[1:, given] < 1e6).mean(axis=1)
    assert shares == pytest.approx([0.5, 0.3, 0.2], abs=0.012)
    assert ((days[1:, given] < 1e6).sum(axis=0) == 1).all()
    assert after(network, "NOR:takes:mandate")[0] == "answer:mandate:2"


def test_approvals_at_home_stand_between_cabinet_and_agreement():
    """A parliament that must consent comes after the cabinet."""
    mission = {
        "contributors": [{"party": "KEN", "approvals": [{"type": "legislative", "by": "p"}]}]
    }
    network = built(mission)
    assert after(network, "KEN:parliament") == ("KEN:approved",)
    assert after(network, "KEN:contracted") == ("KEN:litigation",)
    assert after(network, "KEN:litigation") == ("KEN:parliament",)


def test_a_suspended_party_may_resume():
    """What was suspended is not gone: it waits until it is resumed, if it is."""
    network = built(said=SAID + "    2029-05-05 KEN says KEN suspended troops\n")
    assert "KEN:resumes" in after(network, "KEN:notified")


def test_an_objection_lowers_a_chance_and_forbids_nothing():
    """A veto is soft: fewer come, some still do."""
    calm = built()
    tense = built({"acceptability": [{"by": "ISR", "of": "KEN"}]})
    found = [
        days_reached(each, ["KEN:advance_party"], Run(scenarios=20_000)) for each in (calm, tense)
    ]
    shares = [float((days < 700).mean()) for days in found]
    assert 0 < shares[1] < shares[0] * 0.7


def test_arrival_waits_for_the_phase_that_asks_for_people():
    """A gate closes the theatre to all contributors until it opens."""
    mission = {
        "questions": [{"topic": "funding", "text": "Who pays?", "asked_by": ["USA"]}],
        "gates": [{"id": "paid", "name": "Paid", "all_of": ["question:funding"]}],
        "phases": [{"id": "one", "name": "One", "gates": ["paid"], "levels": [{"personnel": 500}]}],
    }
    network = built(mission)
    assert "phase:one:begins" in after(network, "KEN:advance_party")
    assert after(network, "phase:one:begins") == ("gate:paid",)
    assert "phase:one:0" in after(network, "phase:one")


def test_a_measure_without_a_figure_stays_closed_and_says_so():
    """Nobody knows is not yes: the gate opens once the theatre's figures say so."""
    mission = {
        "measures": [{"id": "calm", "name": "Calm", "indicator": "violations", "at_most": 5}],
        "gates": [{"id": "safe", "name": "Safe", "all_of": ["measure:calm"]}],
    }
    shut = built(mission)
    assert (days_reached(shut, ["gate:safe"], Run(scenarios=256)) > 1e6).all()
    assert any("Calm" in finding.what for finding in shut.findings)
    assert (days_reached(built(mission, calm=True), ["gate:safe"], Run(scenarios=256)) == 0).all()


def test_a_ring_of_demands_is_shown_and_nothing_loops():
    """Each wants the other's step first: a finding, and the forecast goes on."""
    mission = {
        "demands": [
            {"by": "KEN", "first": "peace", "before": "money"},
            {"by": "NOR", "first": "money", "before": "work"},
            {"by": "BRA", "first": "work", "before": "peace"},
            {"by": "USA", "first": "peace", "before": "parades"},
        ]
    }
    rings = [each for each in built(mission).findings if "ring" in each.what]
    assert len(rings) == 1
    assert all(party in rings[0].what for party in ("KEN", "NOR", "BRA"))
    assert "USA" not in rings[0].what


def test_every_figure_says_where_it_comes_from():
    """Each delay and chance is among the assumptions, with a basis and a note."""
    network = built(said=SAID + "    2029-05-03 KEN asks mandate\n")
    named = {each.what for each in network.assumptions}
    delays = {n.delay.name for n in network.nodes if isinstance(n, Step) and n.delay}
    assert delays <= named
    assert all(each.origin.note for each in network.assumptions)


def test_a_figure_nobody_said_is_an_assumption_and_no_zero():
    """A contribution of unknown size is drawn from a wide range, which is told."""
    network = built(said="2029-05-01 KEN says KEN pledged troops")
    assert all(each.spread > 0 and each.size > 0 for each in network.deliveries)
    assert any("no figure said" in each.what for each in network.assumptions)


def test_what_was_said_in_general_covers_the_arms_named_less_firmly():
    """8,000 soldiers pledged and engineers weighed are 8,000, not more."""
    network = built(
        said="2029-05-01 KEN says KEN pledged troops 8000\n"
        "2029-05-01 KEN says KEN considering engineering 600\n"
    )
    assert {each.step.split(":")[0] for each in network.deliveries} == {"KEN"}
    assert not any(node.id.startswith("KEN-2") for node in network.nodes)


@pytest.mark.parametrize("horizon", [DAY, date(2029, 1, 1)])
def test_a_horizon_in_the_past_is_a_problem(horizon):
    """There is nothing to forecast, and the sentence says why."""
    network, problems = network_of(ground(), horizon=horizon)
    assert network is None
    assert [str(each) for each in problems] == [
        f"horizon: {horizon} does not lie after {DAY}, the day asked about"
    ]


def test_a_contributor_without_a_rung_is_a_problem():
    """Approvals at home of a party that nobody heard of move nothing, and that is said."""
    mission = {"contributors": [{"party": "BRA", "approvals": [{"type": "executive", "by": "p"}]}]}
    _, problems = network_of(ground(mission))
    assert ["contributors: BRA" in each.where for each in problems] == [True]


def test_a_question_that_nobody_asks_is_a_problem_unless_a_gate_waits_for_it():
    """It would move nothing, so somebody forgot who asks."""
    questions = [{"topic": topic, "text": "?"} for topic in ("exit", "area")]
    gates = [{"id": "g", "name": "G", "all_of": ["question:area"]}]
    place = ground({"questions": questions, "gates": gates})
    problems = unasked_questions(place.mission, place.positions)
    assert [each.where for each in problems] == ["mission.yaml: questions: exit"]


def test_nobody_to_send_anybody_is_a_problem_and_no_error():
    """An empty ledger has a network in which nothing is reached."""
    network, problems = network_of(ground(said=""))
    assert [each.what for each in problems] == ["nobody on record would send anybody"]
    assert network is not None
    assert (days_reached(network, ["first-boots"], Run(scenarios=256)) > 1e6).all()


def test_where_no_milestone_can_be_reached_that_is_a_problem():
    """Everybody waits for a measure that does not hold, and the sentence names it."""
    measure = {"id": "calm", "name": "It is calm", "indicator": "incidents", "at_most": 3}
    mission = {
        "measures": [measure],
        "gates": [{"id": "g", "name": "G", "all_of": ["measure:calm"]}],
        "phases": [{"id": "one", "name": "One", "gates": ["g"], "levels": [{"personnel": 100}]}],
    }
    _, problems = network_of(ground(mission))
    assert [str(each) for each in problems] == ["forecast: no milestone can be reached: It is calm"]
    assert network_of(ground(mission, calm=True))[1] == ()


def test_what_waits_for_itself_is_a_problem_each():
    """Rings and loose ends are named; what does not depend on them stays."""
    steps = [
        Step(id="a", name="", after=("b",)),
        Step(id="b", name="", after=("a",)),
        Step(id="c", name="", after=("nowhere",)),
        Step(id="d", name="", after=("c",)),
        Step(id="e", name=""),
    ]
    ordered, problems = arranged(steps, ())
    assert [node.id for node in ordered] == ["e"]
    assert {each.where for each in problems} == {"a", "b", "c", "d"} - {"b"}
    assert any("waits for itself" in each.what for each in problems)


def test_long_silence_lengthens_what_remains_and_lowers_the_chance():
    """Who has not answered for a year may never, and hardly tomorrow."""
    usual = standard_delays().delay("answer")
    assert remaining(usual, 0) == usual
    assert remaining(usual, 365).p50_days > usual.p50_days
    assert still_possible(0.8, usual, 365) < still_possible(0.8, usual, 30) < 0.8
    assert still_possible(1.0, usual, 365) == 1.0
