"""The best force package beside stock solvers, out-of-sample robustness, and reasons.

BENCH_SEEDS (10) seeds a size; stock solvers get the first BENCH_PEER_SEEDS (3) of the two larger
sizes; BENCH_SECONDS (60) is what the middle size gets, the largest half of it. Whole: at most
about 35 minutes, of which 30 are the two larger sizes at their limits.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.force_instances import invented_problem
from benchmarks.force_peers import PEERS, staged
from benchmarks.table import Row, Table
from contingent.force.aims import Aim, aims_of
from contingent.force.model import Model, build_model
from contingent.force.package import best_package
from contingent.force.problem import Budget, ForceProblem, View
from contingent.force.reasons import explanation_of
from contingent.force.solving import Watch, matrix_of, solve_linear
from contingent.force.stages import StageStatus, run_stages

sys.path.append(str(Path(__file__).parents[1] / "tests" / "force"))

from checking import breaches

SEEDS = int(os.environ.get("BENCH_SEEDS", "10"))
PEER_SEEDS = int(os.environ.get("BENCH_PEER_SEEDS", "3"))
SECONDS = float(os.environ.get("BENCH_SECONDS", "60"))
OURS = "ours"


def tables() -> list[Table]:
    """Three sizes, robustness, and reasons."""
    return [_small(), _middle(), _large(), _robust(), _reasons()]


def _model(offers: int, lines: int, seed: int) -> tuple[Model, tuple[Aim, ...]]:
    model = build_model(invented_problem(offers, lines, seed))
    return model, aims_of(model, critical=View.FACE, coverage=View.EXPECTED)


def _solved(
    who: str, model: Model, aims: Sequence[Aim], seconds: float
) -> tuple[list[tuple[float, bool]], float]:
    """What each stage reached and whether proven, checked by hand; and the seconds it took."""
    began = time.perf_counter()
    if who == OURS:
        values, stages = run_stages(model, aims, Watch(seconds=seconds), seed=0)
        reached = [(stage.value, stage.status is StageStatus.PROVEN) for stage in stages]
    else:
        found, reached = staged(who, model, aims, seconds)
        values = found if found is not None else np.array(model.start, float)
    took = time.perf_counter() - began
    _check(model, values)
    return reached, took


def _check(model: Model, values: Any) -> None:
    """Refuses an answer that breaks a hard rule: a fast wrong answer is none."""
    placed = {
        (offer.id, place): parts
        for offer, place, column in model.columns.placed
        if (parts := round(float(values[column])))
    }
    leads: dict[str, str] = {}
    for (party, sector), column in model.columns.leads.items():
        if values[column] > 0.5:
            leads.setdefault(sector, party)
    broken = breaches(model.problem, placed, leads)
    if broken:
        raise AssertionError(f"an answer breaks {', '.join(broken)}")


def _row(what: str, values: Iterable[float], unit: str) -> Row:
    """Where less is better."""
    found = list(values)
    return Row(
        what=what,
        median=statistics.median(found) if found else float("nan"),
        worst=max(found, default=float("nan")),
        unit=unit,
        runs=len(found),
    )


def _small() -> Table:
    seconds: dict[str, list[float]] = {who: [] for who in (OURS, *PEERS)}
    unproven = dict.fromkeys(seconds, 0)
    differing = 0
    for seed in range(1, SEEDS + 1):
        model, aims = _model(40, 30, seed)
        optima = set()
        for who in seconds:
            reached, took = _solved(who, model, aims, SECONDS)
            seconds[who].append(took)
            if len(reached) == len(aims) and all(proven for _, proven in reached):
                optima.add(tuple(round(value, 2) for value, _ in reached))
            else:
                unproven[who] += 1
        differing += len(optima) > 1
    rows = [_row(f"{who}: four stages", took, "s") for who, took in seconds.items()]
    note = f"Not proven in {SECONDS:g} s: " + ", ".join(
        f"{who} {count}" for who, count in unproven.items()
    )
    note += f". Instances on which proven optima differ: {differing}."
    return Table(title="Force, 40 offers x 30 lines", rows=tuple(rows), note=note)


def _middle() -> Table:
    rows = _gaps(200, 80, SECONDS, own_bound=True)
    note = "Stage 2: distance from what is proven to be out of reach; 100 % where none was found."
    return Table(title="Force, 200 offers x 80 lines", rows=tuple(rows), note=note)


def _large() -> Table:
    rows = _gaps(1000, 200, SECONDS / 2, own_bound=False)
    note = "Stage 2: distance from the relaxation's bound; 100 % where stage 1 was not met."
    return Table(title="Force, 1,000 offers x 200 lines", rows=tuple(rows), note=note)


def _gaps(offers: int, lines: int, seconds: float, *, own_bound: bool) -> list[Row]:
    """Stage 2 gaps in percent: ours on every seed, stock solvers on the first ones."""
    gaps: dict[str, list[float]] = {who: [] for who in (OURS, *PEERS)}
    answered: dict[str, list[float]] = {who: [] for who in gaps}
    ratios = []
    for seed in range(1, SEEDS + 1):
        model, aims = _model(offers, lines, seed)
        best, bound = _ours(model, aims, seconds, own_bound=own_bound)
        found = {OURS: best}
        for who in PEERS if seed <= PEER_SEEDS else ():
            found[who], _ = _solved(who, model, aims, seconds)
        for who, reached in found.items():
            gaps[who].append(_gap(reached, best[0][0], bound))
            answered[who].append(len(aims) - len(reached))
        others = [_gap(reached, best[0][0], bound) for who, reached in found.items() if who != OURS]
        if others:
            ratios.append(min(others) / max(1e-6, gaps[OURS][-1]))
    rows = [_row(f"{who}: stage 2 gap", gap, "%") for who, gap in gaps.items() if gap]
    rows += [_row(f"{who}: stages without answer", n, "") for who, n in answered.items() if n]
    if ratios:
        rows.append(
            Row(
                what="best stock gap / ours",
                median=statistics.median(ratios),
                worst=min(ratios),
                unit="x",
                runs=len(ratios),
            )
        )
    return rows


def _ours(
    model: Model, aims: Sequence[Aim], seconds: float, *, own_bound: bool
) -> tuple[list[tuple[float, bool]], float]:
    """What ours reached, and the bound of stage 2 at the stage 1 that it reached."""
    values, stages = run_stages(model, aims, Watch(seconds=seconds), seed=0)
    _check(model, values)
    bound = stages[1].bound
    if not own_bound:
        first = round(stages[0].value * aims[0].scale)
        cut = matrix_of(model).with_cut(aims[0], first + 0.01)
        bound = solve_linear(cut, aims[1], Watch(seconds=600)).value / aims[1].scale
    return [(stage.value, stage.status is StageStatus.PROVEN) for stage in stages], bound


def _gap(reached: Sequence[tuple[float, bool]], first: float, bound: float) -> float:
    if len(reached) < 2 or reached[0][0] > first + 1e-6:
        return 100.0
    value = reached[1][0]
    return 100 * (value - bound) / value if value else 0.0


def _robust() -> Table:
    """Critical shortfall of packages chosen at face value and robustly, on 20,000 scenarios."""
    means, tails = [], []
    for seed in range(1, SEEDS + 1):
        problem = invented_problem(200, 80, seed)
        face, robust = (
            best_package(problem, view=view, seconds=SECONDS / 2, aims=1).outlook
            for view in (View.FACE, View.ROBUST)
        )
        means.append(100 * robust.mean / face.mean)
        tails.append(100 * robust.tail / face.tail)
    rows = (
        _row("robust / face value: mean critical shortfall", means, "%"),
        _row("robust / face value: worst fifth", tails, "%"),
    )
    return Table(title="Force, out of sample, 200 x 80, 20,000 scenarios", rows=rows)


def _reasons() -> Table:
    """A verified minimal reason where the budget is an eighth of what the instance has."""
    seconds, sizes, rules = [], [], []
    for seed in range(1, SEEDS + 1):
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
        _row("minimal reason, each rule dropped and solved", seconds, "s"),
        _row("rules in it", sizes, ""),
        _row("rules to choose from", rules, ""),
    )
    return Table(title="Force, why not, 200 x 80", rows=rows)


def _poor(problem: ForceProblem) -> ForceProblem:
    rules = tuple(
        replace(rule, limit=rule.limit // 8) if isinstance(rule, Budget) else rule
        for rule in problem.rules
    )
    return replace(problem, rules=rules)
