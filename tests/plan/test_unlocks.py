"""Which answers free most: every set, shares, ties, and what an answer drives away."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import numpy as np
import pytest
from invented import KINDS, delay, network, odds

from contingent.plan.forecast import Run, days_reached
from contingent.plan.network import Delivery, Join, Network, Odds, Step, Threshold
from contingent.plan.subsets import Settling, gray_order, worth_of
from contingent.plan.unlocks import unlocks_of

RUN = Run(scenarios=4_096, seed=4)
ASKED = {"A": ("x", "y"), "B": ("y",), "C": ("z",)}


def asking(topics: str, asked: dict[str, tuple[str, ...]]) -> Network:
    """Parties that each wait for suitable answers to all that they ask, and send 100."""
    steps: list[Step] = []
    for topic in topics:
        luck = Odds(key=f"suits {topic}", probability=0.6, origin=odds("", 0.5).origin)
        asked_now = Step(id=f"question:{topic}", name="", delay=delay(120), odds=odds(topic, 0.7))
        good = Step(id=f"answer:{topic}:0", name="", after=(asked_now.id,), odds=luck)
        bad = replace(good, id=f"answer:{topic}:1", odds=replace(luck, opposite=True))
        steps += [asked_now, good, bad]
    for party, wants in asked.items():
        before = tuple(f"answer:{topic}:0" for topic in wants)
        steps.append(Step(id=f"{party}:in", name="", after=before, delay=delay(60)))
    deliveries = [
        Delivery(step=f"{party}:in", contributor=party, kinds=frozenset({KINDS[0]}), size=100)
        for party in asked
    ]
    goal = Threshold(id="ioc", name="", personnel=200)
    found = network([*steps, goal], deliveries, milestones=["ioc"])
    questions = {topic: (f"answer:{topic}:0", f"answer:{topic}:1") for topic in topics}
    return replace(found, questions=questions)


def settled(found: Network, topics: tuple[str, ...]) -> float:
    """Personnel-days by a network in which these questions are settled from the start."""
    at_once = {f"question:{topic}" for topic in topics} | {f"answer:{topic}:0" for topic in topics}
    nodes = [
        replace(node, delay=None, odds=None, after=())
        if isinstance(node, Step) and node.id in at_once
        else node
        for node in found.nodes
    ]
    again = network(nodes, found.deliveries, milestones=["ioc"])
    days = days_reached(again, [each.step for each in found.deliveries], RUN)
    return float(100 * np.maximum(found.horizon_days - days, 0).sum(axis=0).mean())


def test_every_set_is_worth_what_a_network_of_its_own_finds():
    """Going from set to set by their differences finds the same as starting afresh."""
    found = asking("xyz", ASKED)
    topics = tuple("xyz")
    settlings = [
        Settling(days=((f"question:{t}", 0.0), (f"answer:{t}:0", 0.0), (f"answer:{t}:1", 1e9)))
        for t in topics
    ]
    masks = gray_order(3)
    worth = worth_of(found, settlings, masks, RUN, target="ioc").personnel_days.mean(axis=0)
    for at, mask in enumerate(masks):
        some = tuple(topic for bit, topic in enumerate(topics) if mask >> bit & 1)
        assert worth[at] == pytest.approx(settled(found, some), rel=1e-4)


def test_shares_are_those_of_shapley():
    """Each question's share is its gain averaged over every order of settling."""
    found, topics = asking("xyz", ASKED), "xyz"
    expected = dict.fromkeys(topics, 0.0)
    for order in itertools.permutations(topics):
        before: tuple[str, ...] = ()
        for topic in order:
            gain = settled(found, (*before, topic)) - settled(found, before)
            expected[topic] += gain / math.factorial(3)
            before = (*before, topic)
    for share in unlocks_of(found, RUN).shapley:
        assert share.personnel_days == pytest.approx(expected[share.topic], rel=1e-3)


def test_questions_asked_together_are_worth_more_together():
    """A party that waits for two answers is freed by the pair, not by either."""
    found = asking("xy", {"A": ("x", "y"), "B": ("x", "y")})
    unlocks = unlocks_of(found, RUN)
    pair = next(best for best in unlocks.best_sets if len(best.topics) == 2)
    alone = sum(use.suits.personnel_days for use in unlocks.alone)
    assert pair.topics == ("x", "y")
    assert pair.gain.personnel_days > 1.2 * alone
    assert pair.gain.chance > 0
    assert pair.gain.days_sooner > 0


def test_questions_that_nothing_tells_apart_are_a_tie():
    """Two questions of parties alike share a rank."""
    unlocks = unlocks_of(asking("xy", {"A": ("x",), "B": ("y",)}), RUN)
    ranks = {share.topic: share.rank for share in unlocks.shapley}
    assert ranks == {"x": 1, "y": 1}
    assert ("y",) in unlocks.best_sets[0].ties or ("x",) in unlocks.best_sets[0].ties


def test_a_question_for_which_nobody_waits_stands_apart():
    """It is named as idle, has no row and no share, and changes no other figure."""
    asked = {"A": ("x",), "B": ("x", "y")}
    unlocks = unlocks_of(asking("xyz", asked), RUN)
    assert unlocks.idle == ("z",)
    assert {use.topic for use in unlocks.alone} == {"x", "y"}
    assert replace(unlocks, idle=()) == unlocks_of(asking("xy", asked), RUN)


def test_where_no_answer_frees_anybody_that_is_said():
    """No sets, no shares, and what comes anyway."""
    unlocks = unlocks_of(asking("z", {"A": ()}), RUN)
    assert unlocks.idle == ("z",)
    assert (unlocks.alone, unlocks.shapley, unlocks.best_sets) == ((), (), ())
    assert unlocks.now > 0


def test_an_answer_that_does_not_suit_drives_its_askers_away():
    """Settled against them, they do not come; who did not ask is as before."""
    unlocks = unlocks_of(asking("xz", {"A": ("x",), "C": ("z",)}), RUN)
    use = next(use for use in unlocks.alone if use.topic == "x")
    assert use.spites.personnel_days < 0 < use.suits.personnel_days
    assert set(use.comes) == {"A"}
    assert set(use.leaves) == {"A"}
    assert use.leaves["A"] < 0 < use.comes["A"]


def test_a_months_wait_costs_something():
    """The same answer a month later brings less."""
    for use in unlocks_of(asking("xyz", ASKED), RUN).alone:
        assert use.month_costs > 0


def test_more_than_sixteen_questions_are_sampled_and_say_so():
    """The shares of a sample are near those that symmetry demands, and add up."""
    topics = "abcdefghijklmnopq"
    found = asking(topics, {topic.upper(): (topic,) for topic in topics})
    unlocks = unlocks_of(found, Run(scenarios=1_024, seed=4))
    assert not unlocks.is_exact
    shares = [share.personnel_days for share in unlocks.shapley]
    assert sum(shares) == pytest.approx(unlocks.all_settled.personnel_days, rel=1e-6)
    assert max(shares) < 1.2 * min(shares)
    assert [len(best.topics) for best in unlocks.best_sets][:2] == [1, 2]


def test_unlocks_are_the_same_on_any_number_of_threads():
    """Batches are added up in their own order."""
    found = asking("xyz", ASKED)
    assert unlocks_of(found, RUN) == unlocks_of(found, replace(RUN, threads=3))


def test_no_open_question_is_an_error_of_the_caller():
    """Whoever asks what to settle where nothing is open is told."""
    with pytest.raises(ValueError, match="no open question"):
        unlocks_of(network([Step(id="a", name="", join=Join.ANY)]), RUN)
