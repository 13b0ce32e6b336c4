"""Convoy plans, road risks, change alerts and gates, beside what else could be done.

Networks, rates and counts are invented; the sample's schematic network gets other risks with each
seed. BENCH_SEEDS (10) and BENCH_SECONDS (20, for the peers that search) make a run small.
"""

from __future__ import annotations

import os
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from benchmarks.table import Row, Table
from contingent.field.alerts import ChangeRule, signals
from contingent.field.choices import choices_of
from contingent.field.convoys import GAP, fixed_plan, one_day, shortest_plan, week_plan
from contingent.field.frames import DayType, Frame, frame_of, programme, week_types
from contingent.field.linear import Linear, Rows, rows_of, solve
from contingent.field.mixture import mixture
from contingent.field.network import Crossing, Network, NetworkRow, Road, Site, Terms, network_of
from contingent.field.risk import Exposure, road_risks
from contingent.field.thresholds import Threshold, error_rates
from contingent.mission import sample_folder
from contingent.mission.tables import read_rows

SEEDS = range(int(os.environ.get("BENCH_SEEDS", "10")))
SECONDS = float(os.environ.get("BENCH_SECONDS", "20"))
MONDAY = date(2026, 3, 2)
YEARS = 40  # simulated for each seed
ROADS = 40
NETWORKS = 40  # simulated for each seed
SIZES = (1, 2, 4, 10)


def tables() -> list[Table]:
    """Plans and losses, road risks, alerts, gates, and how the cost of plans grows."""
    return [*_plans(), _risks(), _alerts(), _gates(), _growth()]


def _row(what: str, values: Sequence[float], unit: str, *, worst: Any = max) -> Row:
    found = [value for value in values if np.isfinite(value)]
    return Row(
        what=what,
        median=statistics.median(found),
        worst=worst(found),
        unit=unit,
        runs=len(found),
    )


def _timed(work: Callable[[], Any]) -> tuple[Any, float]:
    start = time.perf_counter()
    found = work()
    return found, time.perf_counter() - start


def sample_network() -> Network:
    """The schematic network of the bundled sample: 29 places, 39 roads."""
    with sample_folder("gaza") as folder:
        rows, _ = read_rows(folder / "network.csv", NetworkRow, limit=10**7)
    network, _ = network_of(rows, name="network.csv")
    if network is None:
        raise ValueError("the sample has no network")
    return network


def _drawn(network: Network, seed: int) -> tuple[Network, dict[str, float]]:
    """The network with losses and everyday risks drawn anew."""
    rng = np.random.default_rng(seed)
    roads = tuple(replace(road, attack_loss=float(rng.uniform(0.2, 0.6))) for road in network.roads)
    risks = {road.id: min(0.3, float(rng.gamma(0.6, 0.02))) for road in roads}
    return replace(network, roads=roads), risks


def _plans() -> list[Table]:
    network = sample_network()
    cost: dict[str, list[float]] = {}
    loss: dict[str, list[float]] = {}

    def note(where: dict[str, list[float]], what: str, value: float) -> None:
        where.setdefault(what, []).append(value)

    for seed in SEEDS:
        drawn, risks = _drawn(network, seed)
        sites = [site.id for site in drawn.sites]
        choices = choices_of(drawn, risks=risks, escorted_sites=sites)
        types = week_types(choices, MONDAY)
        frame = frame_of(choices, types)
        week, seconds = _timed(partial(week_plan, frame))
        note(cost, "seven-day plan, ours: seconds", seconds)
        note(cost, "seven-day plan, ours: gap in percent", 100 * week.gap)
        today = one_day(frame, types[0], whole=False)
        mixed, seconds = _timed(partial(mixture, today))
        note(cost, "mixture, ours: seconds", seconds)
        note(cost, "mixture, ours: gap in percent", 100 * mixed.gap)
        note(cost, "mixture, ours: days mixed", len(mixed.days))
        direct = _day_by_day(frame)
        peer, seconds = _timed(partial(solve, direct, seconds=SECONDS, gap=GAP))
        note(cost, "the same week day by day, HiGHS MIP: seconds", seconds)
        note(cost, "the same week day by day, HiGHS MIP: gap in percent", _gap(peer))
        fixed = fixed_plan(frame, types[0], seconds=SECONDS)
        shortest = shortest_plan(frame, types[0])
        for name, plan in (
            ("mixed, ours", mixed),
            ("seven days in an order drawn by chance, ours", week),
            ("best day against an adversary, repeated", fixed),
            ("shortest ways, unescorted, repeated", shortest),
        ):
            if plan is not None:
                note(loss, f"{name}: worst case", plan.outcome.worst_percent)
                note(loss, f"{name}: every day", plan.outcome.everyday_percent)
    note_ = f"Peers that search get {SECONDS:g} s. Losses in percent of what is sent."
    return [
        Table(
            title="Convoy plans on 29 places and 39 roads: cost",
            rows=tuple(_row(what, values, "") for what, values in cost.items()),
            note=note_,
        ),
        Table(
            title="Convoy plans, same floors and needs: loss",
            rows=tuple(_row(what, values, "%") for what, values in loss.items()),
            note="Losses are what the model says under guesses; they are no measurement.",
        ),
    ]


def _gap(found: Any) -> float:
    return float("inf") if found is None else 100 * max(0.0, 1 - found.gain / found.bound)


def _day_by_day(frame: Frame) -> Linear:
    """The programme of a week with the convoys of each day kept apart, as one would write it."""
    days, choices = frame.days, frame.choices
    whole = programme(frame, whole=True)
    first_day = DayType(positions=(0,), capacities=frame.types[0].capacities)
    one = programme(
        replace(frame, types=(first_day,), floors=(0.0,) * len(frame.floors)), whole=True
    )
    count = len(choices.every)
    behind = len(whole.gain) - count
    rows: list[Rows] = []
    for block in whole.rows:
        of_choices = block.matrix[:, :count]
        spread = sparse.hstack([of_choices] * days + [block.matrix[:, count:]], format="csr")
        rows.append(Rows(matrix=spread, low=block.low, high=block.high))
    for block in one.rows:
        if block.matrix[:, count:].nnz:
            continue
        of_choices = block.matrix[:, :count]
        for at in range(days):
            blocks: list[Any] = [count] * days + [behind]
            blocks[at] = of_choices
            rows.append(rows_of(blocks, block.low, block.high))
    if whole.whole is None:
        raise ValueError("a plan sends whole convoys")
    return Linear(
        gain=_spread(whole.gain, count, days),
        low=_spread(whole.low, count, days),
        high=_spread(whole.high, count, days),
        rows=tuple(rows),
        whole=_spread(whole.whole, count, days),
    )


def _spread(values: NDArray[Any], count: int, days: int) -> NDArray[Any]:
    return np.concatenate([np.tile(values[:count], days), values[count:]])


def _risks() -> Table:
    """Many simulated networks a seed: skewed exposure, and rates from two families."""
    found: dict[str, list[float]] = {}
    for family in ("Gamma, the model's own", "lognormal, not the model's own"):
        for seed in SEEDS:
            rng = np.random.default_rng(seed)
            raw, pooled, ours, inside, seconds = [], [], [], [], []
            for _ in range(NETWORKS):
                passages, rates, incidents = _network_counts(rng, family)
                exposures = {
                    f"{at:02}": Exposure(incidents=int(incidents[at]), passages=int(passages[at]))
                    for at in range(ROADS)
                }
                risks, took = _timed(partial(road_risks, exposures))
                seconds.append(took)
                means = np.array([risk.mean for risk in risks.values()])
                low = np.array([risk.low for risk in risks.values()])
                high = np.array([risk.high for risk in risks.values()])
                raw.append(np.mean((incidents / passages - rates) ** 2))
                pooled.append(np.mean((incidents.sum() / passages.sum() - rates) ** 2))
                ours.append(np.mean((means - rates) ** 2))
                inside.append(np.mean((low <= rates) & (rates <= high)))
            errors = [float(np.sqrt(np.mean(each))) for each in (raw, pooled, ours)]
            for name, value in zip(("raw rates", "one rate for all", "ours"), errors, strict=True):
                found.setdefault(f"{family}: RMSE, {name}", []).append(value)
            saved = 100 * (1 - errors[2] / errors[0])
            found.setdefault(f"{family}: ours below raw, percent", []).append(saved)
            share = 100 * float(np.mean(inside))
            found.setdefault(f"{family}: 80 % intervals hold, percent", []).append(share)
            found.setdefault(f"{family}: seconds for {ROADS} roads", []).append(max(seconds))
    return Table(
        title=f"Risk of {ROADS} roads",
        rows=tuple(
            _row(what, values, "", worst=min if "percent" in what else max)
            for what, values in found.items()
        ),
        note=f"{NETWORKS} networks a seed. Seconds are the slowest of a seed.",
    )


def _network_counts(
    rng: np.random.Generator, family: str
) -> tuple[NDArray[Any], NDArray[Any], NDArray[Any]]:
    passages = np.maximum(1, rng.lognormal(3, 1.2, ROADS)).astype(int)
    if family.startswith("Gamma"):
        rates = rng.gamma(0.6, 0.05, ROADS)
    else:
        rates = rng.lognormal(np.log(0.03) - 0.5, 1.0, ROADS)
    rates = np.minimum(rates, 0.9)
    return passages, rates, np.minimum(rng.poisson(passages * rates), passages)


def _alerts() -> Table:
    """Years of counts with a variance three times their mean, twelve a day."""
    rule = ChangeRule()
    found: dict[str, list[float]] = {}
    for seed in SEEDS:
        rng = np.random.default_rng(seed)
        numbers: dict[str, list[float]] = {}
        steady = np.full(365, 10.0)
        more = np.where(np.arange(365) < 180, 10.0, 18.0)
        for _ in range(YEARS):
            counts = _clustered(rng, 1.2 * steady)
            _, seconds = _timed(partial(signals, counts, steady, rule=rule))
            numbers.setdefault("a year: ms", []).append(1_000 * seconds)
            quiet = len(signals(counts, steady, rule=rule))
            numbers.setdefault("nothing changes: false alerts a year", []).append(quiet)
            counts = _clustered(rng, 1.2 * more)
            known = len(signals(counts, more, rule=rule))
            numbers.setdefault("effort x1.8, ours: false alerts a year", []).append(known)
            unknown = len(signals(counts, steady, rule=rule))
            numbers.setdefault("effort x1.8, unadjusted: false alerts a year", []).append(unknown)
            for factor in (1.7, 0.5):
                rates = np.where(np.arange(365) < 180, 12.0, 12.0 * factor)
                seen = [
                    each.at - 180 for each in signals(_clustered(rng, rates), steady, rule=rule)
                ]
                late = [days for days in seen if days >= 0]
                name = f"rate x{factor}: days until seen"
                numbers.setdefault(name, []).append(late[0] if late else np.inf)
        for what, values in numbers.items():
            by_seed = statistics.median(values) if "days" in what else statistics.mean(values)
            found.setdefault(what, []).append(by_seed)
    return Table(
        title="Change alerts",
        rows=tuple(_row(what, values, "") for what, values in found.items()),
        note=f"{YEARS} years a seed; the rule learns rate and dispersion from the first 56 days.",
    )


def _clustered(rng: np.random.Generator, means: NDArray[Any]) -> list[int]:
    return [int(count) for count in rng.negative_binomial(means / 2, 1 / 3)]


def _gates() -> Table:
    rows = []
    for threshold, words in (
        (Threshold(at_most=5), "at most 5 a day"),
        (Threshold(at_least=400), "at least 400 a day"),
    ):
        for dispersion in (1.0, 3.0):
            rates = [
                error_rates(threshold, np.random.default_rng(seed), dispersion=dispersion)
                for seed in SEEDS
            ]
            name = f"{words}, variance {dispersion:g} x mean"
            opened = [100 * each.well_within for each in rates]
            rows.append(_row(f"{name}: opens well within", opened, "%", worst=min))
            rows.append(
                _row(f"{name}: opens at it", [100 * each.at_threshold for each in rates], "%")
            )
    return Table(title="Gates, within 90 days", rows=tuple(rows), note="3,000 runs a seed.")


def grown(times: int, seed: int) -> Network:
    """A schematic network that many times as large: two long roads, rungs, sites, crossings."""
    rng = np.random.default_rng(seed)
    length = 10 * times
    pairs = [(f"w{at}", f"w{at + 1}") for at in range(length - 1)]
    pairs += [(f"e{at}", f"e{at + 1}") for at in range(length - 1)]
    pairs += [(f"w{at}", f"e{at}") for at in range(0, length, 2)]
    sites = [f"site-{number}" for number in range(7 * times)]
    for number, site in enumerate(sites):
        at = number * length // len(sites)
        pairs += [(site, f"w{at}"), (site, f"e{min(length - 1, at + 1)}")]
    gates = [f"gate-{number}" for number in range(3 * times)]
    pairs += [(gate, f"w{number * length // len(gates)}") for number, gate in enumerate(gates)]
    terms = sample_network().terms
    return Network(
        crossings=tuple(
            Crossing(id=gate, convoys_per_day=6, convoys_per_slot=3, weekdays=frozenset(range(7)))
            for gate in gates
        ),
        roads=tuple(
            Road(id=f"r{at}", ends=pair, km=4.0, attack_loss=float(rng.uniform(0.2, 0.6)))
            for at, pair in enumerate(pairs)
        ),
        sites=tuple(Site(id=site, tonnes_per_day=500, floor_percent=60) for site in sites),
        terms=_more(terms, times),
    )


def _more(terms: Terms, times: int) -> Terms:
    return replace(
        terms,
        convoys_per_day=18 * times,
        escort_units=8 * times,
        ambushes_per_day=2 * times,
    )


def _growth() -> Table:
    """Seconds for choices, a plan and a mixture as sites, roads and crossings grow together."""
    rows = []
    for times in SIZES:
        seconds: dict[str, list[float]] = {}
        for seed in list(SEEDS)[:3]:
            network = grown(times, seed)
            near = [site.id for site in network.sites]
            choices, took = _timed(partial(choices_of, network, escorted_sites=near))
            seconds.setdefault("choices", []).append(took)
            types = week_types(choices, MONDAY)
            frame, framed = _timed(partial(frame_of, choices, types))
            plan, took = _timed(partial(week_plan, frame, seconds=SECONDS))
            seconds.setdefault("seven-day plan", []).append(framed + took)
            reached = 100 * plan.gap if plan else float("inf")
            seconds.setdefault("seven-day plan, gap in percent", []).append(reached)
            today = one_day(frame, types[0], whole=False)
            mixed, took = _timed(partial(mixture, today))
            seconds.setdefault("mixture", []).append(took)
            reached = 100 * mixed.gap if mixed else float("inf")
            seconds.setdefault("mixture, gap in percent", []).append(reached)
            for days in (28, 70) if times == 1 else ():
                many = frame_of(choices, week_types(choices, MONDAY, days=days))
                _, took = _timed(partial(week_plan, many, seconds=SECONDS))
                seconds.setdefault(f"plan of {days} days", []).append(took)
        size = f"{len(network.sites)} sites, {len(network.roads)} roads"
        rows += [
            _row(f"{size}: {what}", values, "s" if "gap" not in what else "%")
            for what, values in seconds.items()
            if any(np.isfinite(values))
        ]
    return Table(title="Cost as a network grows", rows=tuple(rows), note=f"At most {SECONDS:g} s.")
