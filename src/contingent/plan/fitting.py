"""What became of earlier promises turns judged figures into fitted ones, as far as it carries.

Cases are few, so every figure is shrunk towards what was judged before: the judgement counts as
much as `JUDGEMENT_WORTH` cases. That worth is itself judged, never tuned on a case.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from contingent.plan.cases import Cases, PastContribution, PastStep
from contingent.plan.delays import Basis, Chance, Delay, Delays, Factor, Origin
from contingent.vocabulary.claim import Rung

__all__ = ["JUDGEMENT_WORTH", "factors_of", "fitted_delays", "shrunk_share"]

JUDGEMENT_WORTH = 4.0
"""How many cases the judgement before any case counts for."""

_CLASSES = (
    (Rung.CONSIDERING, Rung.WILLING),
    (Rung.OFFERED, Rung.PLEDGED),
    (Rung.NOTIFIED, Rung.SELECTED),
    (Rung.APPROVED, Rung.CONTRACTED, Rung.PREPARING),
    (Rung.ADVANCE_PARTY, Rung.DEPLOYED, Rung.OPERATIONAL),
)
"""Rungs so alike that a case of one tells of the others: words, offers, letters, acts, arrivals."""

_HIGHEST = 0.97  # nothing said is certain to come
_LOWEST = 0.01


def fitted_delays(cases: Cases, judged: Delays) -> Delays:
    """The judged figures moved by the cases; what no case speaks of stays as it was judged.

    Every fitted figure says how many cases and missions stand behind it. Leave out what is to be
    forecast or scored with `Cases.without`.
    """
    realisation = _realisation(cases.contributions, judged)
    fitted = replace(judged, realisation=realisation, climb=_climb(cases.steps, judged.climb))
    return replace(fitted, factors=_factors(cases.contributions, fitted))


def factors_of(contribution: PastContribution, delays: Delays) -> float:
    """What its circumstances multiply a contribution's realisation by."""
    present = {
        "lead": contribution.lead,
        "unfunded": contribution.voluntary,
        "objection": contribution.objected,
    }
    return math.prod(delays.factors[name].times for name, holds in present.items() if holds)


def shrunk_share(shares: Sequence[float], judged: float) -> float:
    """The mean of some shares, drawn towards the judged one; it lies between the two."""
    worth = JUDGEMENT_WORTH
    return (worth * judged + sum(shares)) / (worth + len(shares))


def _realisation(
    contributions: Iterable[PastContribution], judged: Delays
) -> Mapping[Rung, Chance]:
    """The share that comes, by rung, from contributions under no special circumstance.

    A class of rungs moves together, by what its cases gave over what was judged of them.
    """
    plain = [each for each in contributions if not (each.objected or each.voluntary or each.lead)]
    fitted = dict(judged.realisation)
    for rungs in _CLASSES:
        cases = [each for each in plain if each.rung in rungs]
        if not cases:
            continue
        expected = sum(judged.realised(each.rung).mean for each in cases) / len(cases)
        mean = shrunk_share([each.share / 100 for each in cases], expected)
        for rung in set(rungs) & set(fitted):
            moved = _within(fitted[rung].mean * mean / expected)
            fitted[rung] = replace(fitted[rung], mean=moved, origin=_origin(cases, "shares"))
    return _in_order(fitted)


def _in_order(fitted: Mapping[Rung, Chance]) -> dict[Rung, Chance]:
    """No firmer word is worth less than a weaker one: what few cases say against it is chance.

    A rung that would be has the share, and the origin, of the one below it.
    """
    ordered: dict[Rung, Chance] = {}
    below: Chance | None = None
    for rung in sorted(fitted):
        chance = fitted[rung]
        if below and below.mean > chance.mean:
            chance = replace(chance, mean=below.mean, origin=below.origin)
        ordered[rung] = below = chance
    return ordered


def _factors(contributions: Iterable[PastContribution], fitted: Delays) -> Mapping[str, Factor]:
    """Each circumstance from the contributions under it, the others as judged.

    What came over what would have come without it, shrunk towards the judged factor.
    """
    found = dict(fitted.factors)
    for name, field in (("lead", "lead"), ("unfunded", "voluntary"), ("objection", "objected")):
        cases = [each for each in contributions if getattr(each, field)]
        if not cases:
            continue
        judged = fitted.factors[name].times
        without = [
            fitted.realised(each.rung).mean * factors_of(each, fitted) / judged for each in cases
        ]
        came = sum(each.share / 100 for each in cases)
        # A factor's cases weigh as much as could have come of them.
        worth = JUDGEMENT_WORTH * sum(without) / len(without)
        times = (worth * judged + came) / (worth + sum(without))
        found[name] = replace(found[name], times=times, origin=_origin(cases, "shares"))
    return found


def _climb(
    steps: Iterable[PastStep], judged: Mapping[tuple[Rung, Rung], Delay]
) -> Mapping[tuple[Rung, Rung], Delay]:
    """Each step's median moved by how much faster or slower than judged its spans were gone.

    A case that spans several steps tells of each by its judged part of the whole.
    """
    spans = [(step, _spanned(step, judged)) for step in steps]
    fitted = dict(judged)
    for key, delay in judged.items():
        pace: list[tuple[float, float]] = []  # weight, logarithm of taken over judged
        of: list[PastStep] = []
        for step, keys in spans:
            if key in keys:
                whole = sum(judged[each].p50_days for each in keys)
                pace.append((delay.p50_days / whole, math.log(step.days / whole)))
                of.append(step)
        if of:
            fitted[key] = _repaced(delay, pace, of)
    return fitted


def _spanned(step: PastStep, judged: Mapping[tuple[Rung, Rung], Delay]) -> list[tuple[Rung, Rung]]:
    return [key for key in judged if key[1] > step.from_rung and key[1] <= step.to_rung]


def _repaced(delay: Delay, pace: Sequence[tuple[float, float]], cases: Sequence[PastStep]) -> Delay:
    total = JUDGEMENT_WORTH + sum(weight for weight, _ in pace)
    shift = sum(weight * log for weight, log in pace) / total
    squares = sum(weight * (log - shift) ** 2 for weight, log in pace)
    variance = (JUDGEMENT_WORTH * (delay.sigma**2 + shift**2) + squares) / total
    factor = math.exp(shift)
    spread = math.exp(1.2815515655446004 * math.sqrt(variance))
    median = delay.p50_days * factor
    return replace(
        delay,
        p10_days=median / spread,
        p50_days=median,
        p90_days=median * spread,
        origin=_origin(cases, "durations"),
    )


def _origin(cases: Sequence[PastContribution] | Sequence[PastStep], what: str) -> Origin:
    missions = sorted({case.mission for case in cases})
    return Origin(
        basis=Basis.REFERENCE_CLASS,
        n=len(cases),
        note=f"{what} in {', '.join(missions)}; shrunk towards judgement worth "
        f"{JUDGEMENT_WORTH:g} cases",
    )


def _within(mean: float) -> float:
    return min(_HIGHEST, max(_LOWEST, mean))
