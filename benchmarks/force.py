"""The best force of 40 offers beside stock solvers, out-of-sample robustness, and reasons.

BENCH_SEEDS (10) seeds from BENCH_FIRST_SEED (1); BENCH_SECONDS (60) is the most that a small
instance gets, a third of it what each package for the test of robustness gets. The two larger
sizes are `force_middle` and `force_large`. Whole: at most 8 minutes, of which 7 are robustness.
"""

from __future__ import annotations

import time
from dataclasses import replace

from benchmarks.force_instances import invented_problem
from benchmarks.force_peers import PEERS
from benchmarks.force_sizes import OURS, SECONDS, SEEDS, modelled, row, solved
from benchmarks.table import Table
from contingent.force.package import best_package
from contingent.force.problem import Budget, ForceProblem, View
from contingent.force.reasons import explanation_of
from contingent.force.solving import Watch


def tables() -> list[Table]:
    """The smallest size, reasons, and robustness."""
    return [_small(), _reasons(), _robust()]


def _small() -> Table:
    seconds: dict[str, list[float]] = {who: [] for who in (OURS, *PEERS)}
    unproven = dict.fromkeys(seconds, 0)
    differing = 0
    for seed in SEEDS:
        model, aims = modelled(40, 30, seed)
        optima = set()
        for who in seconds:
            reached, took = solved(who, model, aims, SECONDS)
            seconds[who].append(took)
            if len(reached) == len(aims) and all(proven for _, proven in reached):
                optima.add(tuple(round(value, 2) for value, _ in reached))
            else:
                unproven[who] += 1
        differing += len(optima) > 1
    rows = [row(f"{who}: four stages", took, "s") for who, took in seconds.items()]
    note = f"Not proven in {SECONDS:g} s: " + ", ".join(
        f"{who} {count}" for who, count in unproven.items()
    )
    note += f". Instances on which proven optima differ: {differing}."
    return Table(title="Force, 40 offers x 30 lines", rows=tuple(rows), note=note)


def _robust() -> Table:
    """Critical shortfall of packages chosen at face value and robustly, on 20,000 scenarios."""
    means, tails = [], []
    for seed in SEEDS:
        problem = invented_problem(200, 80, seed)
        face, robust = (
            best_package(problem, view=view, seconds=SECONDS / 3, aims=1).outlook
            for view in (View.FACE, View.ROBUST)
        )
        means.append(100 * robust.mean / face.mean)
        tails.append(100 * robust.tail / face.tail)
    rows = (
        row("robust / face value: mean critical shortfall", means, "%"),
        row("robust / face value: worst fifth", tails, "%"),
    )
    note = f"At most {SECONDS / 3:g} s for each package; half is 50 %, less is better."
    title = "Force, out of sample, 200 x 80, 20,000 scenarios"
    return Table(title=title, rows=rows, note=note)


def _reasons() -> Table:
    """A verified minimal reason where the budget is an eighth of what the instance has."""
    seconds, sizes, rules = [], [], []
    for seed in SEEDS:
        problem = _poor(invented_problem(200, 80, seed))
        needs = [need for need in problem.needs if need.critical]
        explanation = explanation_of(problem)
        names = explanation.names(needs, problem.sectors)
        began = time.perf_counter()
        conflict = explanation.conflict(names, Watch(seconds=SECONDS))
        seconds.append(time.perf_counter() - began)
        if not conflict.minimal:
            raise AssertionError("a reason was not verified in the time given")
        sizes.append(float(len(conflict.rules)))
        rules.append(float(len(names)))
    rows = (
        row("minimal reason, each rule dropped and solved", seconds, "s"),
        row("rules in it", sizes, ""),
        row("rules to choose from", rules, ""),
    )
    return Table(title="Force, why not, 200 x 80", rows=rows)


def _poor(problem: ForceProblem) -> ForceProblem:
    rules = tuple(
        replace(rule, limit=rule.limit // 8) if isinstance(rule, Budget) else rule
        for rule in problem.rules
    )
    return replace(problem, rules=rules)
