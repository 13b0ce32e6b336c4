"""A requirement that cannot be met becomes reasons: alone, together, and what would do.

Reasons are about what was said at face value: what cannot be met even if everybody comes.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from contingent.force.aims import Aim
from contingent.force.model import Model, Row, build_model, lead_name, need_name
from contingent.force.offers import PLANNING_SIZES, UNIT_SIZE
from contingent.force.problem import (
    Budget,
    ForceProblem,
    LiftLimit,
    Need,
    Offer,
    OneFigure,
    Rule,
)
from contingent.force.solving import (
    Loosening,
    Matrix,
    Watch,
    matrix_of,
    part_of,
    solve_linear,
    solve_mixed,
)

__all__ = [
    "Alone",
    "Conflict",
    "Explanation",
    "Relaxation",
    "Step",
    "WhyNot",
    "explanation_of",
    "why_not",
]

_NO_AIM = Aim(name="any", terms=[], scale=1, unit="")
_GROUPS = (64, 16, 4, 1)  # in which rules are dropped
_PRICE_OF_UNIT = 10  # one more unit of a kind
_PRICE_OF_RULE = 40  # one rule given up
_PRICE_OF_LEAD = 60  # a further contributor able to command
_PRICE_OF_PERCENT = 1  # of a budget or a lift limit


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """A line that cannot be met even if it were the only one, and the rules that make it so.

    `offered` is the personnel of its kind that were offered at all, those of one figure for several
    kinds once; `rules` is empty where that is not enough whatever the rules.
    """

    need: Need
    offered: int
    rules: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Conflict:
    """Rules that cannot hold together. `minimal` True: without any one of them they could, each
    of which was checked by solving."""

    rules: tuple[str, ...]
    minimal: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to change: `units` more of `unit_size` for a line, `percent` more of a limit, or a
    rule or lead given up (both 0)."""

    rule: str
    units: int = 0
    unit_size: int = 0
    percent: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Relaxation:
    """The least that would do, by the prices of changes; `proven` where nothing less would."""

    steps: tuple[Step, ...]
    proven: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class WhyNot:
    """Why the critical lines and leads cannot all be had, in three layers.

    `conflict` None: those lines that are possible alone are possible together, or no proof was
    found in time (`settled` False).
    """

    alone: tuple[Alone, ...]
    conflict: Conflict | None
    relaxation: Relaxation | None
    settled: bool


def why_not(
    problem: ForceProblem, *, seconds: float = 10.0, within: Watch | None = None
) -> WhyNot | None:
    """Why the critical lines cannot all be met and the sectors all be led; None if they can.

    Every conflict is verified by solving: the rules together are infeasible, and become feasible
    when any one of them is dropped.
    """
    problem = problem.in_order()
    watch = part_of(within, seconds)
    explanation = explanation_of(problem)
    critical = [need for need in problem.needs if need.critical]
    alone = [found for need in critical if (found := _alone(explanation, need, watch))]
    hopeless = {found.need.id for found in alone}
    possible = [need for need in critical if need.id not in hopeless]
    rest = explanation.names(possible, problem.sectors)
    together = explanation.is_feasible(rest, watch)
    if together and not alone:
        return None
    everything = explanation.names(critical, problem.sectors)
    return WhyNot(
        alone=tuple(alone),
        conflict=explanation.conflict(rest, watch) if together is False else None,
        relaxation=_relaxation(explanation, everything, watch),
        settled=together is not None,
    )


def explanation_of(problem: ForceProblem) -> Explanation:
    """The problem with every need and lead as a rule that can be dropped."""
    return Explanation(problem.in_order())


class Explanation:
    """The rows of a problem by the rule that each comes from, needs and leads among them."""

    def __init__(self, problem: ForceProblem) -> None:
        self.problem = problem
        self.model: Model = build_model(problem, explain=True)
        for need in problem.needs:
            cover = [
                (column, min(need.minimum, offer.part_size))
                for offer, column in self.model.coverage(need)
            ]
            self.model.row(cover, low=need.minimum, rule=need_name(need))
        for sector, lack in self.model.columns.leaderless.items():
            self.model.row([(lack, 1)], high=0, rule=lead_name(sector))
        self._matrix = matrix_of(self.model)
        self._rule_of = np.array([row.rule for row in self.model.rows])

    def names(self, needs: Iterable[Need], sectors: Iterable[str]) -> list[str]:
        """Every hard rule, with the given needs and leads of sectors."""
        wanted = [need_name(need) for need in needs]
        if self.problem.lead_minimum > 0:
            wanted += [lead_name(sector) for sector in sectors]
        rows = {row.rule for row in self.model.rows}
        hard = [rule.id for rule in self.problem.rules if rule.hard]
        return [name for name in (*hard, *wanted) if name in rows]

    def is_feasible(self, names: Collection[str], watch: Watch) -> bool | None:
        """True if the rules of these names can all hold; None if time did not tell."""
        matrix = self._only(names)
        if matrix is None:
            return False
        if len(matrix.low) and solve_linear(matrix, _NO_AIM, watch).infeasible:
            return False
        return self._can_be_whole(names, watch)

    def _can_be_whole(self, names: Collection[str], watch: Watch) -> bool | None:
        """The same, for what is known to be possible with parts split."""
        matrix = self._only(names)
        if matrix is None:
            return False
        if not len(matrix.low):
            return True
        found = solve_mixed(matrix, _NO_AIM, watch)
        if found.values is not None:
            return True
        return False if found.infeasible else None

    def _only(self, names: Collection[str]) -> Matrix | None:
        """The matrix with the structure and the rules of these names; None for an empty line.

        A named row without terms that cannot hold (a need that nobody can cover) needs no solver.
        """
        kept = np.isin(self._rule_of, ["", *names])
        if any(not row.terms for row, keep in zip(self.model.rows, kept, strict=True) if keep):
            return None
        lengths = np.diff(self._matrix.starts)
        entries = np.repeat(kept, lengths)
        return Matrix(
            low=self._matrix.low,
            high=self._matrix.high,
            whole=self._matrix.whole,
            starts=np.concatenate([[0], np.cumsum(lengths[kept])]).astype(np.int32),
            index=self._matrix.index[entries],
            coefficient=self._matrix.coefficient[entries],
            row_low=self._matrix.row_low[kept],
            row_high=self._matrix.row_high[kept],
        )

    def conflict(self, names: Sequence[str], watch: Watch) -> Conflict:
        """A set of infeasible rules made minimal; `minimal` False where time ended before.

        What the relaxation can do without goes first, in shrinking groups, because that costs
        little; then each rule that is left is dropped and the whole problem solved. Without any of
        them the relaxation is possible by then, so it is not asked again.
        """
        core = list(names)
        groups: Sequence[int] = _GROUPS
        loosening = Loosening(self._matrix)

        def can_be_split(rest: Collection[str]) -> bool | None:
            return loosening.is_possible(np.isin(self._rule_of, ["", *rest]), watch)

        if can_be_split(core) is False:
            core, _ = _thinned(core, groups, can_be_split)
            groups = (1,)
        core, settled = _thinned(core, groups, lambda rest: self._can_be_whole(rest, watch))
        return Conflict(rules=tuple(core), minimal=settled)


def _thinned(
    core: list[str], groups: Sequence[int], is_possible: Callable[[Collection[str]], bool | None]
) -> tuple[list[str], bool]:
    """The rules without groups that are not needed; False where one stayed undecided."""
    settled = True
    for size in groups:
        settled = True
        for group in [core[at : at + size] for at in range(0, len(core), size)]:
            rest = [name for name in core if name not in group]
            possible = is_possible(rest)
            if possible is False:
                core = rest
            settled = settled and possible is not None
    return core, settled


def _alone(explanation: Explanation, need: Need, watch: Watch) -> Alone | None:
    """Why a need cannot be met even alone; None if it can, or if time did not tell."""
    covering = {offer.id: offer for offer, _ in explanation.model.coverage(need)}
    offered = _offered(covering, explanation.problem.rules)
    if offered < need.minimum:
        return Alone(need=need, offered=offered, rules=())
    names = explanation.names([need], ())
    if explanation.is_feasible(names, watch) is not False:
        return None
    found = explanation.conflict(names, watch)
    rules = tuple(name for name in found.rules if name != need_name(need))
    return Alone(need=need, offered=offered, rules=rules)


def _offered(covering: Mapping[str, Offer], rules: Iterable[Rule]) -> int:
    """The personnel of some offers by id; of what was said in one figure no more than that."""
    twice = 0
    for rule in rules:
        if isinstance(rule, OneFigure):
            said = sum(covering[id].personnel for id in rule.offers if id in covering)
            twice += max(0, said - rule.limit)
    return sum(offer.personnel for offer in covering.values()) - twice


def _relaxation(
    explanation: Explanation, names: Collection[str], watch: Watch
) -> Relaxation | None:
    """The cheapest set of changes after which the rules of these names can all hold."""
    source, problem = explanation.model, explanation.problem
    model = Model(
        problem=problem,
        low=list(source.low),
        high=list(source.high),
        whole=list(source.whole),
        start=list(source.start),
    )
    rules = {rule.id: rule for rule in problem.rules}
    needs = {need_name(need): need for need in problem.needs}
    changes: dict[str, tuple[int, Step]] = {}
    prices: list[tuple[int, int]] = []
    for row in source.rows:
        if not row.rule:
            model.rows.append(row)
        elif row.rule in names:
            _loosen(model, row, rules.get(row.rule), needs.get(row.rule), changes, prices)
    aim = Aim(name="change", terms=prices, scale=1, unit="")
    found = solve_mixed(matrix_of(model), aim, watch)
    if found.values is None:
        return None
    steps = tuple(
        _taken(step, round(float(found.values[column])))
        for column, step in changes.values()
        if found.values[column] > 0.5
    )
    return Relaxation(steps=steps, proven=found.proven)


def _loosen(
    model: Model,
    row: Row,
    rule: Rule | None,
    need: Need | None,
    changes: dict[str, tuple[int, Step]],
    prices: list[tuple[int, int]],
) -> None:
    """The row with a column that gives way, shared by all rows of one rule."""
    step, most, price, give = _way_of(model, row, rule, need)
    if row.rule not in changes:
        column = model.column(most)
        changes[row.rule] = (column, step)
        prices.append((column, price))
    column = changes[row.rule][0]
    model.row([*row.terms, (column, give)], low=row.low, high=row.high, rule=row.rule)


def _way_of(
    model: Model, row: Row, rule: Rule | None, need: Need | None
) -> tuple[Step, int, int, int]:
    """How a row gives way: the step, how often at most, its price, and what it adds to the row."""
    if need is not None:
        size = PLANNING_SIZES.get(need.kind, UNIT_SIZE)
        units = -(-need.minimum // size)
        return Step(rule=row.rule, unit_size=size), units, _PRICE_OF_UNIT, size
    if isinstance(rule, Budget | LiftLimit) and rule.limit > 0:
        excess = max(0, model.most(row.terms) - rule.limit)
        one = max(1, rule.limit // 100)
        return Step(rule=row.rule, percent=1), -(-excess // one), _PRICE_OF_PERCENT, -one
    price = _PRICE_OF_LEAD if rule is None else _PRICE_OF_RULE
    excess = max(1, model.most(row.terms) - (row.high or 0))
    return Step(rule=row.rule), 1, price, -excess


def _taken(step: Step, times: int) -> Step:
    if step.unit_size:
        return Step(rule=step.rule, units=times, unit_size=step.unit_size)
    return Step(rule=step.rule, percent=step.percent * times)
