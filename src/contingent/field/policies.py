"""A network and its risks become policies side by side, and how much each rests on guesses."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from contingent.field.choices import Choices, blind_choices, choices_of
from contingent.field.convoys import (
    Plan,
    fixed_plan,
    one_day,
    plan_of,
    shortest_plan,
    week_plan,
)
from contingent.field.frames import Frame, frame_of, week_types
from contingent.field.mixture import Mixture, mixture
from contingent.field.network import Network
from contingent.field.schedules import Outcome, mean_of, outcome_of

__all__ = [
    "Comparison",
    "Guess",
    "Policies",
    "PolicyName",
    "Swing",
    "compare_policies",
    "swings",
]


class PolicyName(StrEnum):
    """The ways of planning that always stand side by side."""

    MIXED = "mixed, drawn each morning"
    WEEK = "seven-day plan, in an order drawn by chance"
    FIXED = "the best day, repeated"
    SHORTEST = "shortest ways, blind to attack, repeated"


@dataclass(frozen=True, slots=True, kw_only=True)
class Policies:
    """The four ways of planning, under one set of rules on escorts.

    A plan is None where none was found in time. `frame` is that of the week, `today` that of its
    first day, for which the mixture and the two repeated days are made.
    """

    frame: Frame
    today: Frame
    mixed: Mixture | None
    week: Plan | None
    fixed: Plan | None
    shortest: Plan | None

    def outcomes(self) -> dict[PolicyName, Outcome]:
        """What comes of each that was found."""
        found = {
            PolicyName.MIXED: self.mixed,
            PolicyName.WEEK: self.week,
            PolicyName.FIXED: self.fixed,
            PolicyName.SHORTEST: self.shortest,
        }
        return {name: each.outcome for name, each in found.items() if each is not None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """Without escorts, which is the rule; and with them, to the sites that they are justified for.

    `escorted` is None where no escort is justified on record.
    """

    network: Network
    unescorted: Policies
    escorted: Policies | None
    escorted_sites: tuple[str, ...]

    @property
    def advised(self) -> Policies:
        """With escorts where they are justified, else without."""
        return self.escorted or self.unescorted


class Guess(StrEnum):
    """What nobody has measured, and every percentage rests on."""

    ESCORT = "part of a loss that each escort unit leaves"
    AMBUSHES = "ambushes a day"
    ATTACK = "share of a load lost if attacked"
    INCIDENT = "share of a load lost in an everyday incident"


@dataclass(frozen=True, slots=True, kw_only=True)
class Swing:
    """How far the losses of one policy move as one guess goes from low to high.

    Percent of what is sent; `everyday` is None where it is unknown.
    """

    policy: PolicyName
    guess: Guess
    low: str
    high: str
    worst: tuple[float, float]
    everyday: tuple[float, float] | None


def compare_policies(
    network: Network,
    *,
    risks: Mapping[str, float] | None,
    first: date,
    escorted_sites: Iterable[str] = (),
    seconds: float = 10.0,
) -> Comparison:
    """All policies for the week from a day on; those with escorts only to justified sites.

    `seconds` bounds each plan that is searched for. `risks` as in `choices_of`.
    """
    justified = tuple(sorted({site.id for site in network.sites}.intersection(escorted_sites)))
    plain = _policies(choices_of(network, risks=risks), first, seconds)
    if not justified or not network.terms.escort_units:
        return Comparison(network=network, unescorted=plain, escorted=None, escorted_sites=())
    with_escorts = choices_of(network, risks=risks, escorted_sites=justified)
    return Comparison(
        network=network,
        unescorted=plain,
        escorted=_policies(with_escorts, first, seconds),
        escorted_sites=justified,
    )


def _policies(choices: Choices, first: date, seconds: float) -> Policies:
    types = week_types(choices, first)
    frame = frame_of(choices, types)
    (today,) = (each for each in types if 0 in each.positions)
    one = one_day(frame, today, whole=False)
    fixed = fixed_plan(frame, today, seconds=seconds)
    return Policies(
        frame=frame,
        today=one,
        mixed=mixture(one, start=fixed.days if fixed else ()),
        week=week_plan(frame, seconds=seconds),
        fixed=fixed,
        shortest=shortest_plan(frame, today),
    )


def swings(comparison: Comparison, risks: Mapping[str, float] | None) -> tuple[Swing, ...]:
    """How the losses of each advised policy move with each guess, the policies held as they are."""
    policies = comparison.advised
    found = []
    for guess, (low, low_words), (high, high_words) in _guesses(comparison.network):
        ends = [
            _outcomes_under(
                policies,
                choices_of(network, risks=risks, escorted_sites=comparison.escorted_sites),
            )
            for network in (low, high)
        ]
        if guess is Guess.ESCORT and comparison.escorted is None:
            continue
        for policy, at_low in ends[0].items():
            at_high = ends[1][policy]
            low_share, high_share = at_low.everyday_percent, at_high.everyday_percent
            everyday = None
            if low_share is not None and high_share is not None:
                everyday = (low_share, high_share)
            found.append(
                Swing(
                    policy=policy,
                    guess=guess,
                    low=low_words,
                    high=high_words,
                    worst=(at_low.worst_percent, at_high.worst_percent),
                    everyday=everyday,
                )
            )
    return tuple(found)


def _guesses(
    network: Network,
) -> Iterator[tuple[Guess, tuple[Network, str], tuple[Network, str]]]:
    """Each guess with a low and a high value in place of the one on file, and those in words."""
    terms = network.terms

    def under(words: str, **changed: Any) -> tuple[Network, str]:
        return replace(network, terms=replace(terms, **changed)), words

    def attacked(factor: float) -> Network:
        roads = tuple(
            replace(road, attack_loss=min(1.0, factor * road.attack_loss)) for road in network.roads
        )
        return replace(network, roads=roads)

    leaves = terms.escort_leaves_percent
    ends = (leaves // 2, (100 + leaves) // 2)
    yield (
        Guess.ESCORT,
        under(f"{ends[0]} %", escort_leaves_percent=ends[0]),
        under(f"{ends[1]} %", escort_leaves_percent=ends[1]),
    )
    many = terms.ambushes_per_day
    ends = (many // 2, 2 * many)
    yield (
        Guess.AMBUSHES,
        under(str(ends[0]), ambushes_per_day=ends[0]),
        under(str(ends[1]), ambushes_per_day=ends[1]),
    )
    yield (Guess.ATTACK, (attacked(0.5), "half of it"), (attacked(1.5), "half more"))
    lost = terms.incident_loss_percent
    ends = (lost // 2, min(100, 3 * lost // 2))
    yield (
        Guess.INCIDENT,
        under(f"{ends[0]} %", incident_loss_percent=ends[0]),
        under(f"{ends[1]} %", incident_loss_percent=ends[1]),
    )


def _outcomes_under(policies: Policies, choices: Choices) -> dict[PolicyName, Outcome]:
    """What would come of the same schedules if other guesses were true."""
    found: dict[PolicyName, Outcome] = {}
    if policies.mixed:
        mean_day = mean_of(choices, policies.mixed.days, policies.mixed.shares)
        found[PolicyName.MIXED] = outcome_of(choices, mean_day)
    plans = (
        (PolicyName.WEEK, policies.week, policies.frame, choices),
        (PolicyName.FIXED, policies.fixed, policies.today, choices),
        (PolicyName.SHORTEST, policies.shortest, policies.today, blind_choices(choices)),
    )
    for name, plan, frame, meant in plans:
        if plan:
            found[name] = plan_of(replace(frame, choices=meant), plan.days, plan.bound).outcome
    return found
