"""Open questions become advice: which answers, together and alone, bring most and soonest."""

from __future__ import annotations

import itertools
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from contingent.plan.forecast import Run
from contingent.plan.network import Network
from contingent.plan.program import NEVER
from contingent.plan.subsets import Settling, Worth, bearing, gray_order, worth_of

__all__ = ["EXACT", "PASSES", "BestSet", "Gain", "Share", "Unlocks", "Use", "unlocks_of"]

EXACT = 16
"""Up to so many questions every set of them is computed; of more, sets along permutations."""

PASSES = 4
"""How often the batches of a run are gone through: all sets, then each question in three ways."""

_LARGEST_SET = 4
_PERMUTATIONS = 64
_MONTH_DAYS = 30.0
_TIE = 2.0  # standard errors within which two shares are a tie
Values = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gain:
    """What is won: personnel-days in theatre up to the horizon; a chance; mean days sooner.

    `chance` is that of the target by the horizon, in shares of 1. `days_sooner` counts the
    horizon where the target is not reached.
    """

    personnel_days: float
    chance: float
    days_sooner: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    """One question settled now, all others left as they are.

    `suits` is with the answer that suits most, `spites` with the one that suits least, `late` with
    the first a month from now; `last` is what the first adds when all others are settled. `comes`
    and `leaves` are personnel-days by contributor, for the best and for the worst answer.
    """

    topic: str
    suits: Gain
    spites: Gain
    late: Gain
    last: Gain
    comes: Mapping[str, float]
    leaves: Mapping[str, float]

    @property
    def month_costs(self) -> float:
        """Personnel-days that are lost if it is settled a month from now."""
        return self.suits.personnel_days - self.late.personnel_days


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A question's fair share of what all answers bring together: its Shapley value.

    `error` is a standard error in personnel-days; questions of one `rank` are a tie.
    """

    topic: str
    personnel_days: float
    error: float
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class BestSet:
    """The best questions to settle together, if so many can be; and ties that are as good."""

    topics: tuple[str, ...]
    gain: Gain
    ties: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Unlocks:
    """Which answers free most. `is_exact`: all sets were computed, not a sample of them.

    `now` is what comes if nothing is settled beyond what may happen anyway, `all_settled` what
    settling everything adds. `idle` are open questions for whose answers neither the target nor
    anybody who is counted waits; they are in no other figure.
    """

    target: str
    scenarios: int
    seed: int
    is_exact: bool
    now: float
    all_settled: Gain
    idle: tuple[str, ...]
    alone: tuple[Use, ...]
    shapley: tuple[Share, ...]
    best_sets: tuple[BestSet, ...]


def unlocks_of(network: Network, run: Run, *, target: str = "") -> Unlocks:
    """The worth of settling each open question, alone and together, on the same draws.

    `target` is a milestone's id; left out: the mission's `ioc`, else its first milestone. Raises
    ValueError if there is no open question, KeyError if there is no such milestone.
    """
    topics = sorted(network.questions)
    if not topics:
        raise ValueError("there is no open question")
    milestone = _target(network, target)
    goal = next(each.node for each in network.milestones if each.id == milestone)
    reach = _reach(network, topics, goal)
    idle = tuple(topic for topic in topics if not reach[topic])
    # The question behind which least must be computed again changes most often.
    topics = sorted((topic for topic in topics if reach[topic]), key=lambda each: reach[each])
    settlings = [_settling(network, topic, 0, 0.0) for topic in topics]
    is_exact = len(topics) <= EXACT
    masks = gray_order(len(topics)) if is_exact else _sampled(len(topics), run.seed)
    worth = worth_of(network, settlings, masks, run, target=goal)
    table = _Table(masks, worth)
    return Unlocks(
        target=milestone,
        scenarios=run.scenarios,
        seed=run.seed,
        is_exact=is_exact,
        now=float(table.mean(0)[0]),
        all_settled=table.gain((1 << len(topics)) - 1, 0),
        idle=idle,
        alone=tuple(sorted(_alone(network, topics, run, goal, table), key=_by_gain)),
        shapley=_shares(topics, table, is_exact=is_exact) if topics else (),
        best_sets=tuple(_best_sets(topics, table)),
    )


def _reach(network: Network, topics: Sequence[str], goal: str) -> dict[str, int]:
    """How much bears on the goal or on people behind any answer to each question."""
    reach = {}
    for topic in topics:
        answers = range(len(network.questions[topic]))
        settlings = [_settling(network, topic, answer, 0.0) for answer in answers]
        reach[topic] = max(map(len, bearing(network, settlings, goal)))
    return reach


def _by_gain(use: Use) -> tuple[float, str]:
    return (-use.suits.personnel_days, use.topic)


def _target(network: Network, wanted: str) -> str:
    ids = [each.id for each in network.milestones]
    if wanted and wanted not in ids:
        raise KeyError(wanted)
    return wanted or ("ioc" if "ioc" in ids else ids[0])


def _settling(network: Network, topic: str, answer: int, day: float) -> Settling:
    """A question answered on a day, with one of its answers and none of the others."""
    answers = network.questions[topic]
    chosen = answers[answer]
    days = [(f"question:{topic}", day), (chosen, day)]
    for node in network.nodes:
        is_other = node.id in answers or node.id.removeprefix("not-") in answers
        if is_other and node.id != chosen:
            days.append((node.id, float(NEVER)))
    return Settling(days=tuple(days))


def _sampled(count: int, seed: int) -> list[int]:
    """Sets along random permutations, up and down in turn; all singles; and pairs as far as 2,000.

    The empty set comes first.
    """
    rng = np.random.default_rng(seed)
    masks, mask, everything = [0], 0, (1 << count) - 1
    for _ in range(_PERMUTATIONS):
        for at in rng.permutation(count).tolist():
            mask ^= 1 << at
            masks.append(mask)
        masks.append(mask)  # now all or none: turn round
    masks += [1 << at for at in range(count)]
    masks += [everything ^ (1 << at) for at in range(count)]
    pairs = [1 << a | 1 << b for a, b in itertools.combinations(range(count), 2)]
    return [*masks, *pairs[:2_000], everything]


class _Table:
    """The worth of every computed set, by its mask."""

    def __init__(self, masks: Sequence[int], worth: Worth) -> None:
        self.masks = masks
        self.worth = worth
        self.at: dict[int, int] = {}
        for at, mask in enumerate(masks):
            self.at.setdefault(mask, at)

    def mean(self, mask: int) -> tuple[float, float, float]:
        """Personnel-days, day of the target, chance of the target."""
        at, worth = self.at[mask], self.worth
        columns = (worth.personnel_days, worth.day, worth.reached)
        days, day, chance = (float(column[:, at].mean()) for column in columns)
        return days, day, chance

    def gain(self, mask: int, over: int) -> Gain:
        """What one set brings more than another."""
        return _gain(self.mean(mask), self.mean(over))


def _gain(one: tuple[float, float, float], other: tuple[float, float, float]) -> Gain:
    return Gain(
        personnel_days=one[0] - other[0], days_sooner=other[1] - one[1], chance=one[2] - other[2]
    )


def _alone(
    network: Network, topics: Sequence[str], run: Run, goal: str, table: _Table
) -> list[Use]:
    """Each question by itself: the best answer, the worst, and the best a month from now."""
    worst = [len(network.questions[topic]) - 1 for topic in topics]
    ways = {
        "suits": [_settling(network, topic, 0, 0.0) for topic in topics],
        "spites": [
            _settling(network, topic, last, 0.0) for topic, last in zip(topics, worst, strict=True)
        ],
        "late": [_settling(network, topic, 0, _MONTH_DAYS) for topic in topics],
    }
    masks = [0, *(1 << at for at in range(len(topics)))]
    found = {
        way: worth_of(network, settlings, masks, run, target=goal, by_delivery=True)
        for way, settlings in ways.items()
    }
    everything = (1 << len(topics)) - 1
    uses = []
    for at, topic in enumerate(topics):
        gains = {
            way: _gain(_means(worth, at + 1), _means(worth, 0)) for way, worth in found.items()
        }
        uses.append(
            Use(
                topic=topic,
                suits=gains["suits"],
                spites=gains["spites"],
                late=gains["late"],
                last=table.gain(everything, everything ^ (1 << at)),
                comes=_by_contributor(network, found["suits"], at + 1),
                leaves=_by_contributor(network, found["spites"], at + 1),
            )
        )
    return uses


def _means(worth: Worth, at: int) -> tuple[float, float, float]:
    columns = (worth.personnel_days, worth.day, worth.reached)
    days, day, chance = (float(column[:, at].mean()) for column in columns)
    return days, day, chance


def _by_contributor(network: Network, worth: Worth, at: int) -> dict[str, float]:
    """Personnel-days that each contributor brings more (or less), largest change first."""
    changed = (worth.by_delivery[:, at] - worth.by_delivery[:, 0]).mean(axis=0)
    found: dict[str, float] = {}
    for delivery, change in zip(network.deliveries, changed, strict=True):
        found[delivery.contributor] = found.get(delivery.contributor, 0.0) + float(change)
    some = {party: change for party, change in found.items() if abs(change) >= 1}
    return dict(sorted(some.items(), key=lambda each: (-abs(each[1]), each[0])))


def _shares(topics: Sequence[str], table: _Table, *, is_exact: bool) -> tuple[Share, ...]:
    """Shapley values with their errors over batches; neighbours too close to tell are a tie."""
    values = table.worth.personnel_days
    by_batch = (
        _exact(values, table, len(topics)) if is_exact else _along(values, table, len(topics))
    )
    means = by_batch.mean(axis=1)
    errors = by_batch.std(axis=1, ddof=1) / math.sqrt(by_batch.shape[1])
    order = sorted(range(len(topics)), key=lambda at: (-means[at], topics[at]))
    shares: list[Share] = []
    for place, at in enumerate(order):
        rank = place + 1
        if shares:
            error = math.hypot(errors[at], shares[-1].error)
            if shares[-1].personnel_days - means[at] <= _TIE * error:
                rank = shares[-1].rank
        shares.append(
            Share(
                topic=topics[at],
                personnel_days=float(means[at]),
                error=float(errors[at]),
                rank=rank,
            )
        )
    return tuple(shares)


def _exact(values: Values, table: _Table, count: int) -> Values:
    """Shapley values of all questions in each batch, from all sets."""
    order = np.array([table.at[mask] for mask in range(1 << count)])
    by_mask = values[:, order]
    masks = np.arange(1 << count)
    sizes = np.array([mask.bit_count() for mask in range(1 << count)])
    weights = np.array([1 / (count * math.comb(count - 1, size)) for size in range(count)])
    shares = []
    for at in range(count):
        without = masks[masks >> at & 1 == 0]
        gains = by_mask[:, without | 1 << at] - by_mask[:, without]
        shares.append(gains @ weights[sizes[without]])
    return np.array(shares)


def _along(values: Values, table: _Table, count: int) -> Values:
    """Shapley values estimated along the permutations, one column for each of them."""
    found = values.mean(axis=0)
    shares = np.zeros((count, _PERMUTATIONS))
    at = 0
    for permutation in range(_PERMUTATIONS):
        for _ in range(count):
            changed = table.masks[at] ^ table.masks[at + 1]
            question = changed.bit_length() - 1
            sign = 1 if table.masks[at + 1] & changed else -1
            shares[question, permutation] = sign * (found[at + 1] - found[at])
            at += 1
        at += 1
    return shares


def _best_sets(topics: Sequence[str], table: _Table) -> list[BestSet]:
    """The best set of each size from one to four, among those computed."""
    sets: dict[int, list[int]] = {}
    for mask in table.at:
        if 1 <= mask.bit_count() <= min(_LARGEST_SET, len(topics)):
            sets.setdefault(mask.bit_count(), []).append(mask)
    values = table.worth.personnel_days
    found = []
    for size in sorted(sets):
        best = max(sets[size], key=lambda mask: (values[:, table.at[mask]].mean(), -mask))
        ties = [mask for mask in sets[size] if mask != best and _is_tie(values, table, best, mask)]
        found.append(
            BestSet(
                topics=_named(best, topics),
                gain=table.gain(best, 0),
                ties=tuple(sorted(_named(mask, topics) for mask in ties)),
            )
        )
    return found


def _is_tie(values: Values, table: _Table, one: int, other: int) -> bool:
    """True if two sets differ by no more than chance, batch by batch on the same draws."""
    apart = values[:, table.at[one]] - values[:, table.at[other]]
    error = apart.std(ddof=1) / math.sqrt(len(apart)) if len(apart) > 1 else 0.0
    return bool(apart.mean() <= _TIE * error)


def _named(mask: int, topics: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(topic for at, topic in enumerate(topics) if mask >> at & 1))
